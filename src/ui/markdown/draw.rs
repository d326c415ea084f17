//! Rendered rows into a frame.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::{Face, Ink, Rendered};
use crate::ui::span;
use crate::ui::syntax::Token;
use crate::ui::theme::{Role, Theme};

/// A part of a row that stands out: a match, the link under the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The row of the document.
    pub row: usize,
    /// Its columns.
    pub columns: Range<usize>,
    /// How: [`Role::Match`], or [`Role::Cursor`] for the current one.
    pub role: Role,
}

impl Ink {
    /// How it looks in a theme.
    pub fn style(self, theme: &Theme) -> Style {
        let base = match self.face {
            Face::Role(role) => theme.style(role),
            Face::Token(Token::Plain) => theme.tint(Role::Text),
            Face::Token(Token::Comment) => theme.style(Role::Muted),
            Face::Token(Token::Text) => theme.tint(Role::Code),
            Face::Token(Token::Number) => theme.tint(Role::Quote),
            Face::Token(Token::Keyword) => theme.tint(Role::Link),
        };
        let flags = [
            (self.strong, Modifier::BOLD),
            (self.emphasis, Modifier::ITALIC),
            (self.strike, Modifier::CROSSED_OUT),
        ];
        let set = flags.iter().filter(|(on, _)| *on);
        set.fold(base, |style, (_, modifier)| style.add_modifier(*modifier))
    }
}

/// Draws the rows from `offset` on into an area. Costs what is seen, not what there is.
pub fn draw(
    rendered: &Rendered,
    offset: usize,
    area: Rect,
    buf: &mut Buffer,
    (theme, highlights): (&Theme, &[Highlight]),
) {
    let area = area.intersection(*buf.area());
    let rows = rendered.lines.iter().skip(offset);
    for (y, line) in (area.top()..area.bottom()).zip(rows) {
        let mut x = area.x;
        for run in line {
            let room = area.right().saturating_sub(x);
            let style = run.ink.style(theme);
            (x, _) = buf.set_span(x, y, &span(&run.text, style), room);
        }
    }
    for highlight in highlights {
        if let Some(place) = place(highlight, offset, area) {
            buf.set_style(place, theme.style(highlight.role));
        }
    }
}

/// Where a highlight is seen, if it is.
fn place(highlight: &Highlight, offset: usize, area: Rect) -> Option<Rect> {
    let down = u16::try_from(highlight.row.checked_sub(offset)?).ok()?;
    let right = u16::try_from(highlight.columns.start).ok()?;
    let wide = u16::try_from(highlight.columns.len()).ok()?;
    let place = Rect {
        x: area.x.checked_add(right)?,
        y: area.y.checked_add(down)?,
        width: wide,
        height: 1,
    };
    let seen = place.intersection(area);
    (!seen.is_empty()).then_some(seen)
}
