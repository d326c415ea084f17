//! Bars: the totals, or the criterion under the cursor, with what weighing says.

use ratatui::layout::Rect;

use super::Shown;
use crate::compare::{Bar, Chart, grid, outlook};
use crate::screens::compare::{Front, update};
use crate::text::{SafeText, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, owned};

pub(super) fn draw(shown: &Shown<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let compare = shown.compare;
    let totals = compare.front == Front::Totals;
    let chart = if totals {
        let upright = grid(&compare.comparison, &compare.look.view.upright());
        Some(Chart::of_totals(
            &compare.comparison,
            &shown.matrix,
            &upright,
        ))
    } else {
        update::bars(compare)
    };
    let Some(chart) = chart.filter(|chart| !chart.bars.is_empty()) else {
        let row = compare.criterion_at();
        let name = row.map(|row| row.name.as_str()).unwrap_or_default();
        let said =
            format!("{name}: no two numbers of one kind to draw. Up and Down look at others.");
        canvas.paragraph(area, 0, &SafeText::from(said), Role::Muted);
        return;
    };
    canvas.text(area, 0, &chart.title, Role::Heading);
    let said = if totals {
        outlook(&compare.comparison, &shown.matrix)
    } else {
        Vec::new()
    };
    let mut row = 2;
    for bar in &chart.bars {
        self::bar(&chart, bar, canvas, area, row);
        row += 1;
    }
    row += 1;
    let legend = "█ surely   ░ perhaps";
    if chart.bars.iter().any(|bar| bar.high > bar.low) {
        canvas.text(area, row, &SafeText::new(legend), Role::Muted);
        row += 2;
    }
    for line in &said {
        row += canvas.paragraph(area, row, line, Role::Text);
    }
}

/// A name, its bar and its number.
fn bar(chart: &Chart, bar: &Bar, canvas: &mut Canvas<'_, '_>, area: Rect, row: u16) {
    let columns = usize::from(area.width);
    let widest = |text: fn(&Bar) -> &SafeText| {
        let widths = chart.bars.iter().map(|bar| width::width(text(bar)));
        widths.max().unwrap_or(0).min(columns / 3)
    };
    let (names, numbers) = (widest(|bar| &bar.name), widest(|bar| &bar.said));
    let room = columns.saturating_sub(names + numbers + 2);
    let (sure, may) = chart.cells(bar, room);
    let name = width::pad(&width::truncate(&bar.name, names), names);
    let rest = " ".repeat(room.saturating_sub(sure + may) + 1);
    let said = width::truncate(&bar.said, numbers);
    let parts = [
        (format!("{name} "), Role::Text),
        ("█".repeat(sure), Role::Heading),
        ("░".repeat(may), Role::Muted),
        (format!("{rest}{said}"), Role::Text),
    ];
    let parts = parts.map(|(text, role)| (SafeText::from(text), canvas.style(role)));
    let spans = parts.iter().map(|(text, style)| owned(text, *style));
    canvas.line(area, row, spans.collect());
}
