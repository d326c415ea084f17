//! Below the table: the cell under the cursor with its sources, and what weighing says.

use ratatui::layout::Rect;

use super::{Shown, TABLE, role_of};
use crate::compare::{Cell, CellState, ValueSource, outlook};
use crate::model::marks;
use crate::text::{SafeText, width};
use crate::ui::Piece;
use crate::ui::theme::Role;

/// An area of less than so many rows is the table's alone.
const LEAST: u16 = 12;
/// An area of so many rows has room for all that weighing says, up to [`SAID`] lines.
const TALL: u16 = 20;
const SAID: usize = 4;
/// The lines for the cell.
const CELL: usize = 2;

/// The lines of the foot, each a left and a right end.
pub(super) fn lines(shown: &Shown<'_>, area: Rect) -> Vec<(Piece, Piece)> {
    if area.width < TABLE {
        return of_card(shown, area);
    }
    if area.height < LEAST {
        return Vec::new();
    }
    let mut lines = cell(shown, area.width, CELL);
    lines.resize_with(CELL, Default::default);
    let most = if area.height >= TALL { SAID } else { 1 };
    lines.extend(said(shown, most));
    lines
}

/// What weighing says; where there is no room for all of it, how much more there is.
fn said(shown: &Shown<'_>, most: usize) -> Vec<(Piece, Piece)> {
    let said = outlook(&shown.compare.comparison, &shown.matrix);
    let more = said.len().saturating_sub(most);
    let lines = said.iter().take(most).enumerate().map(|(at, line)| {
        let role = if at == 0 { Role::Heading } else { Role::Muted };
        let rest = if at + 1 == most && more > 0 {
            SafeText::from(format!("v: {more} more"))
        } else {
            SafeText::default()
        };
        ((line.clone(), role), (rest, Role::Muted))
    });
    lines.collect()
}

/// One line for the source below a card, and one for who leads.
fn of_card(shown: &Shown<'_>, area: Rect) -> Vec<(Piece, Piece)> {
    if area.height < LEAST / 2 {
        return Vec::new();
    }
    let place = under(shown).and_then(|(cell, _)| {
        let source = cell.values.first()?.sources.first()?;
        Some(place(source, area.width))
    });
    let place = place.unwrap_or_else(|| SafeText::new("not stated in any table"));
    let mut lines = said(shown, 1);
    lines.push(((place, Role::Muted), Piece::default()));
    lines
}

/// The cell under the cursor, and what it is of: criterion and alternative.
pub(super) fn under<'c>(shown: &Shown<'c>) -> Option<(&'c Cell, String)> {
    let at = shown.compare.cell_at()?;
    let comparison = &shown.compare.comparison;
    let cell = comparison.cell(at.criterion, at.alternative)?;
    let criterion = &comparison.criteria.get(at.criterion)?.name;
    let column = comparison.alternatives.get(at.alternative)?;
    Some((cell, format!("{criterion} / {}", column.alternative.name)))
}

/// Where a statement stands: its whole place, or the file alone where that would take more than
/// half of the columns.
fn place(source: &ValueSource, columns: u16) -> SafeText {
    let cites = marks(&source.cites);
    let whole = format!("{}{cites}", source.place);
    if width::width(&whole) <= usize::from(columns / 2) {
        return SafeText::from(whole);
    }
    let place = source.place.to_string();
    let file = place.rsplit('/').next().unwrap_or_default();
    SafeText::from(format!("{file}{cites}"))
}

/// What is stated in the cell under the cursor, and where, in so many lines.
fn cell(shown: &Shown<'_>, columns: u16, most: usize) -> Vec<(Piece, Piece)> {
    let Some((cell, lead)) = under(shown) else {
        return Vec::new();
    };
    if cell.values.is_empty() {
        let said = SafeText::from(format!("{lead}: not stated in any table."));
        return vec![((said, Role::Muted), Piece::default())];
    }
    let role = role_of(cell.state());
    let mut lines = Vec::new();
    for (row, value) in cell.values.iter().enumerate().take(most) {
        let source = value.sources.first();
        let place = source.map(|source| place(source, columns));
        let right = (place.unwrap_or_default(), Role::Muted);
        let mark = match cell.state() {
            CellState::Disagree => "! ",
            _ => "",
        };
        let more = cell.values.len() - row;
        let left = if row + 1 == most && more > 1 {
            let said = format!("{mark}{more} more statements: Enter shows all");
            (SafeText::from(said), role)
        } else {
            let said = format!("{mark}{lead}  \u{201c}{}\u{201d}", value.text);
            (SafeText::from(said), role)
        };
        lines.push((left, right));
    }
    lines
}
