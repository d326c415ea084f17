//! The cell under the cursor whole: every value with every source, what it cites, and what it was
//! understood as.

use ratatui::layout::Rect;

use super::foot::under;
use super::{Shown, role_of};
use crate::catalog::Catalog;
use crate::compare::{Cell, CellState, Meaning, Value, ValueSource, value_key};
use crate::model::{Citation, marks};
use crate::screens::Cx;
use crate::text::{SafeText, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit};

/// A line, and the source that it belongs to.
struct Line {
    text: SafeText,
    role: Role,
    source: Option<usize>,
}

impl Line {
    fn plain(text: impl Into<SafeText>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
            source: None,
        }
    }
}

/// Draws it, `at` among its sources in sight.
pub(super) fn draw(
    shown: &Shown<'_>,
    at: usize,
    cx: Cx<'_>,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
) {
    let Some((cell, title)) = under(shown) else {
        return;
    };
    let columns = usize::from(area.width);
    let mut lines = vec![Line::plain(title, Role::Heading)];
    let state = said(cell);
    lines.extend(wrapped(state, (columns, ""), role_of(cell.state())));
    if let Some(cell) = shown.compare.cell_at() {
        let score = shown.score(cell.criterion, cell.alternative);
        if !score.is_empty() {
            lines.push(Line::plain(format!("Score {}", score.trim()), Role::Muted));
        }
    }
    let mut source = 0;
    for value in &cell.values {
        lines.push(Line::plain("", Role::Text));
        lines.extend(of_value(value, columns));
        for stated in &value.sources {
            lines.extend(of_source(
                stated,
                source,
                (source == at, columns),
                cx.catalog,
            ));
            source += 1;
        }
    }
    let last = lines.iter().rposition(|line| line.source == Some(at));
    let height = usize::from(area.height);
    let top = last.map_or(0, |last| (last + 1).saturating_sub(height));
    canvas.memory.geometry.page = source.clamp(1, 5);
    for (row, line) in (0_u16..area.height).zip(lines.iter().skip(top)) {
        canvas.text(area, row, &line.text, line.role);
        if let Some(source) = line.source {
            canvas.hit_row(area, row, Hit::Row(0, source));
            if source == at {
                canvas.highlight(area, row, Role::Selection);
            }
        }
    }
}

/// How much is known of the cell.
fn said(cell: &Cell) -> &'static str {
    let said_by = cell.values.iter().filter(|value| !value.is_none());
    let sources: usize = said_by.map(|value| value.sources.len()).sum();
    match cell.state() {
        CellState::NotStated => "Not stated: no table of the library has this cell.",
        CellState::NoneListed => "A table has this cell and lists nothing.",
        CellState::Agreed if cell.values.len() > 1 => {
            "One statement of one source, in several words."
        }
        CellState::Agreed if sources == 1 => "One source says this.",
        CellState::Agreed => "Everyone who says something says the same.",
        CellState::Disagree => "Sources disagree: each is shown, none is preferred.",
    }
}

fn wrapped(text: &str, (columns, indent): (usize, &str), role: Role) -> Vec<Line> {
    let lines = width::wrap(text, columns.saturating_sub(width::width(indent)).max(1));
    let lines = lines.into_iter();
    lines
        .map(|line| Line::plain(format!("{indent}{line}"), role))
        .collect()
}

fn of_value(value: &Value, columns: usize) -> Vec<Line> {
    let mut lines = wrapped(&value.text, (columns, ""), Role::Text);
    let read = Meaning::of(&value.text).said();
    let more = |read: &SafeText| value_key(read) != value_key(&value.text);
    if let Some(read) = read.filter(more) {
        let read = format!("read as: {read}");
        lines.extend(wrapped(&read, (columns, "    "), Role::Muted));
    }
    lines
}

/// The place, then each citation with its title and date.
fn of_source(
    source: &ValueSource,
    number: usize,
    (here, columns): (bool, usize),
    catalog: &Catalog,
) -> Vec<Line> {
    let mark = if here { "  ▌ " } else { "    " };
    let place = format!("{}{}", source.place, marks(&source.cites));
    let mut lines = wrapped(&place, (columns, mark), Role::Link);
    for cite in &source.cites {
        let cited = cited(cite, catalog);
        let cited = cited.into_iter();
        lines.extend(cited.flat_map(|text| wrapped(&text, (columns, "      "), Role::Muted)));
    }
    for line in &mut lines {
        line.source = Some(number);
    }
    lines
}

/// The title and the date of what is cited, where the library declares them.
fn cited(cite: &Citation, catalog: &Catalog) -> Option<String> {
    let declared = &catalog.manifest.citations;
    let source = declared.iter().find(|source| source.id == cite.id)?;
    let date = source.date.iter().map(SafeText::as_str);
    let title = Some(source.title.as_str()).filter(|title| !title.is_empty());
    let parts: Vec<&str> = title.into_iter().chain(date).collect();
    (!parts.is_empty()).then(|| format!("{cite}: {}", parts.join(", ")))
}
