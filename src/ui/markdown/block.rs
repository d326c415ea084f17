//! Blocks and inline runs as rows.

use std::ops::Range;

use super::{Face, Ink, Page, StyledLine, StyledRun, styled};
use crate::model::{Block, BlockKind, Inlines, ListItem, Run};
use crate::text::{SafeText, width};
use crate::ui::clusters;
use crate::ui::syntax::{Lexer, Token};
use crate::ui::theme::Role;
use crate::ui::wrap::{Piece, wrap};

/// Columns between tab stops in code.
const TAB: usize = 4;
/// Bullets by depth.
const BULLETS: [&str; 3] = ["• ", "◦ ", "▪ "];

/// What a piece of a paragraph carries: how it is set, and its link.
pub(super) type Tag = (Ink, Option<usize>);

impl Page<'_> {
    /// Writes blocks: apart at the top level, as the author had them within a container.
    pub(super) fn blocks(&mut self, blocks: &[Block], depth: usize) {
        if self.too_deep(depth) {
            return;
        }
        let mut last_line = None;
        for block in blocks {
            let gap = last_line.is_some_and(|last| depth == 0 || block.at.line > last + 1);
            if gap {
                self.blank();
            }
            self.line = self.line.max(block.at.line);
            self.banner(block);
            self.block(block, depth);
            last_line = Some(block.end_line.max(block.at.line));
        }
    }

    /// Writes the line of ours that belongs above a block.
    fn banner(&mut self, block: &Block) {
        let lines = match block.kind {
            BlockKind::Code { .. } | BlockKind::Table(_) => block.at.line..=block.end_line,
            BlockKind::List { .. } | BlockKind::Paragraph(_) => block.at.line..=block.at.line,
            _ => return,
        };
        let first = self.banners.partition_point(|b| b.line < *lines.start());
        let found = self.banners.get(first).copied();
        if let Some(banner) = found.filter(|b| lines.contains(&b.line)) {
            let text = width::truncate(&banner.text, self.room());
            self.push(vec![styled(Role::Answer, text)], Vec::new());
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        match &block.kind {
            BlockKind::Heading(index) => self.heading(*index),
            BlockKind::Paragraph(inlines) => self.paragraph(inlines, self.body()),
            BlockKind::Code {
                info,
                text,
                first_line,
            } => self.code(info, text, *first_line),
            BlockKind::Quote(blocks) => {
                let bar = styled(Role::Quote, "│ ");
                self.indented(bar.clone(), bar, |page| page.blocks(blocks, depth + 1));
            }
            BlockKind::List { start, items } => self.list(*start, items, depth),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => {
                let rule = "─".repeat(self.room());
                self.push(vec![styled(Role::Line, rule)], Vec::new());
            }
            BlockKind::Html(text) => self.html(text),
            BlockKind::Footnote { label, blocks } => {
                let mark = SafeText::from(format_args!("[{label}] "));
                let mark = SafeText::from(width::truncate(&mark, self.least_room()));
                let rest = styled(Role::Muted, " ".repeat(width::width(&mark)));
                self.indented(styled(Role::Muted, mark), rest, |page| {
                    page.blocks(blocks, depth + 1);
                });
            }
        }
    }

    /// How running text is set here: in a quote, as a quote.
    fn body(&self) -> Ink {
        let quoted = self
            .indents
            .iter()
            .any(|i| i.rest.ink == Ink::from(Role::Quote));
        Ink::from(if quoted { Role::Quote } else { Role::Text })
    }

    /// The first two levels have a rule below, so that levels are told apart without colours.
    fn heading(&mut self, index: usize) {
        let Some(heading) = self.document.headings.get(index) else {
            return;
        };
        let row = self.out.lines.len();
        self.out.heading_rows.push((index, row));
        let ink = Ink {
            strong: heading.level <= 4,
            emphasis: heading.level >= 4,
            ..Ink::from(Role::Heading)
        };
        self.paragraph(&heading.text, ink);
        let rule = match heading.level {
            1 => "━",
            2 => "─",
            _ => return,
        };
        let written = self.out.lines.get(row..).unwrap_or_default();
        let widest = written.iter().map(|line| line_width(line)).max();
        let columns = widest.unwrap_or(0).min(self.room());
        self.push(vec![styled(Role::Line, rule.repeat(columns))], Vec::new());
    }

    fn paragraph(&mut self, inlines: &Inlines, ink: Ink) {
        let first = self.line;
        let wrapped = wrap(pieces(inlines, ink), self.room());
        for (row, parts) in wrapped.lines().enumerate() {
            let (runs, links) = runs(&parts);
            self.line = first + wrapped.source_line(row);
            self.push(runs, links);
        }
    }

    fn html(&mut self, text: &str) {
        for line in text.lines() {
            let tag = (Ink::from(Role::Muted), None);
            let wrapped = wrap([Piece { text: line, tag }], self.room());
            for parts in wrapped.lines() {
                self.push(runs(&parts).0, Vec::new());
            }
            self.line += 1;
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[ListItem], depth: usize) {
        let nested = self.indents.len();
        let mut last_line = None;
        let last_number = start.map(|n| n.saturating_add(items.len().saturating_sub(1) as u64));
        let digits = last_number.map_or(0, |n| n.to_string().len());
        for (position, item) in items.iter().enumerate() {
            if last_line.is_some_and(|last| item.at.line > last + 1) {
                self.blank();
            }
            self.line = self.line.max(item.at.line);
            let mark = match (start, item.task) {
                (_, Some(true)) => "[x] ".to_owned(),
                (_, Some(false)) => "[ ] ".to_owned(),
                (Some(n), None) => {
                    let number = n.saturating_add(position as u64);
                    format!("{number:>digits$}. ")
                }
                (None, None) => bullet(nested).to_owned(),
            };
            let rest = styled(Role::Text, " ".repeat(width::width(&mark)));
            self.indented(styled(Role::Muted, mark), rest, |page| {
                page.blocks(&item.blocks, depth + 1);
                if item.blocks.is_empty() {
                    page.push(Vec::new(), Vec::new());
                }
            });
            let end = item.blocks.last().map(|block| block.end_line);
            last_line = Some(end.unwrap_or(0).max(item.at.line));
        }
    }

    /// Writes code as it stands: never wrapped, tabs expanded, a line that is too long cut.
    fn code(&mut self, info: &str, text: &str, first_line: u32) {
        let margin = styled(Role::Text, "  ");
        self.indented(margin.clone(), margin, |page| {
            let mut lexer = Lexer::new(info);
            page.line = page.line.max(first_line);
            for line in text.lines() {
                let tokens = lexer.line(line);
                let runs = code_line(line, &tokens, page.room());
                page.push(runs, Vec::new());
                page.line += 1;
            }
        });
    }
}

fn bullet(nested: usize) -> &'static str {
    let place = nested % BULLETS.len();
    BULLETS.get(place).copied().unwrap_or("• ")
}

/// A line of code cut to the room.
fn code_line(line: &str, tokens: &[(Range<usize>, Token)], room: usize) -> StyledLine {
    let mut runs = StyledLine::new();
    let mut column = 0;
    for (bytes, token) in tokens {
        let ink = Ink {
            face: Face::Token(*token),
            ..Ink::default()
        };
        let mut text = String::new();
        for (cluster, w) in clusters(line.get(bytes.clone()).unwrap_or_default()) {
            if cluster == "\t" {
                let spaces = TAB - column % TAB;
                text.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            } else {
                text.push_str(cluster);
                column += w;
            }
        }
        runs.push(styled(ink, text));
    }
    if column <= room {
        return runs;
    }
    cut(runs, room)
}

/// Runs cut to the room, with `…` at the end.
fn cut(runs: StyledLine, room: usize) -> StyledLine {
    let mut left = room.saturating_sub(1);
    let mut kept = StyledLine::new();
    for run in runs {
        let mut text = String::new();
        let mut whole = true;
        for (cluster, w) in clusters(&run.text) {
            if w > left {
                whole = false;
                break;
            }
            text.push_str(cluster);
            left -= w;
        }
        kept.push(styled(run.ink, text));
        if !whole {
            break;
        }
    }
    kept.push(styled(Role::Muted, "…"));
    kept
}

/// The runs of a paragraph, ready to be wrapped.
pub(super) fn pieces(inlines: &Inlines, ink: Ink) -> impl Iterator<Item = Piece<'_, Tag>> {
    inlines.0.iter().map(move |run| Piece {
        text: run.text.as_str(),
        tag: (run_ink(run, ink), run.link),
    })
}

fn run_ink(run: &Run, body: Ink) -> Ink {
    let face = match run {
        Run { cite: Some(_), .. } => Face::Role(Role::Muted),
        Run { link: Some(_), .. } => Face::Role(Role::Link),
        run if run.style.code => Face::Role(Role::Code),
        _ => body.face,
    };
    Ink {
        face,
        strong: body.strong || run.style.strong,
        emphasis: body.emphasis || run.style.emphasis,
        strike: body.strike || run.style.strike,
    }
}

/// A wrapped line as runs, with the columns of its links.
pub(super) fn runs(parts: &[(&str, Tag)]) -> (StyledLine, Vec<(Range<usize>, usize)>) {
    let mut line = StyledLine::new();
    let mut links: Vec<(Range<usize>, usize)> = Vec::new();
    let mut column = 0;
    for (text, (ink, link)) in parts {
        let columns = width::width(text);
        line.push(styled(*ink, *text));
        match (link, links.last_mut()) {
            (Some(to), Some((range, last))) if last == to && range.end == column => {
                range.end += columns;
            }
            (Some(to), _) => links.push((column..column + columns, *to)),
            (None, _) => {}
        }
        column += columns;
    }
    (line, links)
}

/// The columns that runs take.
pub(super) fn line_width(runs: &[StyledRun]) -> usize {
    runs.iter().map(|run| width::width(&run.text)).sum()
}
