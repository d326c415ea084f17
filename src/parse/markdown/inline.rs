//! Pieces of inline text to runs.

use std::mem;
use std::ops::Range;

use crate::model::{Citation, Inlines, Link, Run, RunStyle};
use crate::parse::{ParseCx, citation};
use crate::text::{Location, SafeText};

/// Links and images kept open within each other; what is deeper adds its text to these.
const OPEN_LINKS: usize = 4;

/// A mark that sets the style of what it encloses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Strike,
}

/// The inline content of one block while it is read.
#[derive(Debug, Default)]
pub(super) struct InlineBuilder {
    pieces: Vec<Piece>,
    strong: usize,
    emphasis: usize,
    strike: usize,
    open: Vec<OpenLink>,
    too_deep: usize,
}

/// Text of one style, raw.
#[derive(Debug, Default)]
struct Piece {
    text: String,
    style: RunStyle,
    link: Option<usize>,
    is_break: bool,
}

/// A link whose end has not come yet.
#[derive(Debug)]
struct OpenLink {
    index: usize,
    text: String,
}

impl InlineBuilder {
    /// Opens or closes a mark.
    pub(super) fn mark(&mut self, mark: Mark, opens: bool) {
        let depth = match mark {
            Mark::Strong => &mut self.strong,
            Mark::Emphasis => &mut self.emphasis,
            Mark::Strike => &mut self.strike,
        };
        *depth = if opens {
            *depth + 1
        } else {
            depth.saturating_sub(1)
        };
    }

    /// Opens a link or an image; its text is filled in when it closes.
    pub(super) fn open_link(
        &mut self,
        target: &str,
        image: bool,
        at: Location,
        links: &mut Vec<Link>,
    ) {
        if self.open.len() >= OPEN_LINKS {
            self.too_deep += 1;
            return;
        }
        self.open.push(OpenLink {
            index: links.len(),
            text: String::new(),
        });
        links.push(Link {
            text: SafeText::default(),
            target: SafeText::one_line(target),
            image,
            at,
        });
    }

    /// Closes the innermost link.
    pub(super) fn close_link(&mut self, links: &mut [Link]) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if let Some(open) = self.open.pop()
            && let Some(link) = links.get_mut(open.index)
        {
            link.text = SafeText::one_line(&open.text);
        }
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        self.push(text, false);
    }

    /// Adds a code span.
    pub(super) fn code(&mut self, text: &str) {
        self.push(text, true);
    }

    /// Adds a line break that stays one.
    pub(super) fn line_break(&mut self) {
        for open in &mut self.open {
            open.text.push('\n');
        }
        let style = self.style(false);
        self.pieces.push(Piece {
            text: "\n".to_owned(),
            style,
            link: self.open.last().map(|open| open.index),
            is_break: true,
        });
    }

    fn style(&self, code: bool) -> RunStyle {
        RunStyle {
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            strike: self.strike > 0,
            code,
        }
    }

    fn push(&mut self, text: &str, code: bool) {
        for open in &mut self.open {
            open.text.push_str(text);
        }
        let style = self.style(code);
        let link = self.open.last().map(|open| open.index);
        match self.pieces.last_mut() {
            Some(last) if !last.is_break && last.style == style && last.link == link => {
                last.text.push_str(text);
            }
            _ => self.pieces.push(Piece {
                text: text.to_owned(),
                style,
                link,
                is_break: false,
            }),
        }
    }

    /// Ends the block: its runs, citations told from text.
    pub(super) fn finish(&mut self, cx: ParseCx<'_>) -> Inlines {
        let pieces = mem::take(&mut self.pieces);
        *self = Self::default();
        let bracket = |piece: &Piece| piece.text.contains('[');
        if cx.citations.is_empty() || !pieces.iter().any(bracket) {
            let written = pieces.into_iter().filter(|piece| !piece.text.is_empty());
            return Inlines(written.map(Piece::whole).collect());
        }
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let found = citation::find(&whole, cx);
        let mut cites = found.iter().peekable();
        let mut runs = Vec::with_capacity(pieces.len() + found.len());
        let mut start = 0;
        for piece in &pieces {
            let end = start + piece.text.len();
            let mut from = start;
            while let Some(cite) = cites.next_if(|cite| cite.mark.start < end) {
                if cite.mark.start < from || cite.mark.end > end || !piece.may_cite() {
                    continue;
                }
                let cut = cite.range.start.max(from)..cite.range.end.min(end);
                piece.run(from - start..cut.start - start, None, &mut runs);
                let range = cut.start - start..cut.end - start;
                piece.run(range, Some(&cite.citation), &mut runs);
                from = cut.end;
            }
            piece.run(from - start..end - start, None, &mut runs);
            start = end;
        }
        Inlines(runs)
    }
}

impl Piece {
    /// Code and link texts show brackets, they do not cite.
    fn may_cite(&self) -> bool {
        !self.style.code && self.link.is_none()
    }

    /// The run of the whole piece.
    fn whole(self) -> Run {
        Run {
            text: SafeText::from(self.text),
            style: self.style,
            link: self.link,
            cite: None,
        }
    }

    /// Adds the run of a part of the piece, if there is anything in it.
    fn run(&self, range: Range<usize>, cite: Option<&Citation>, runs: &mut Vec<Run>) {
        let text = self.text.get(range).unwrap_or_default();
        if text.is_empty() {
            return;
        }
        runs.push(Run {
            text: SafeText::new(text),
            style: self.style,
            link: self.link,
            cite: cite.cloned(),
        });
    }
}
