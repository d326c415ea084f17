//! A grid as text: for a terminal, as markdown, as CSV, as HTML.

use crate::cli::output::add;
use crate::compare::Grid;
use crate::text::{SafeText, width};

/// Between the columns of a terminal.
const GAP: usize = 2;
/// No column gets narrower on a terminal, however many there are.
const NARROWEST: usize = 12;

/// Every row of a grid, its head first; the heads of the columns are the first row.
fn rows(grid: &Grid) -> Vec<Vec<SafeText>> {
    let one_line = |text: &SafeText| SafeText::one_line(text);
    let heads = grid.column_heads.iter().map(|head| one_line(&head.text));
    let first: Vec<SafeText> = std::iter::once(one_line(&grid.corner))
        .chain(heads)
        .collect();
    let body = grid.row_heads.iter().zip(&grid.cells).map(|(head, cells)| {
        let cells = cells.iter().map(|cell| one_line(&cell.text));
        std::iter::once(one_line(&head.text)).chain(cells).collect()
    });
    std::iter::once(first).chain(body).collect()
}

/// A markdown table: see <https://github.github.com/gfm/#tables-extension->.
pub(super) fn markdown(grid: &Grid) -> String {
    let mut out = String::new();
    for (number, row) in rows(grid).iter().enumerate() {
        let cells = row.iter().map(|cell| escaped(cell, &MARKDOWN));
        let cells: Vec<String> = cells.collect();
        out.push_str(&format_row(&cells));
        if number == 0 {
            out.push_str(&format_row(&vec!["---".to_owned(); row.len()]));
        }
    }
    out
}

fn format_row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Comma-separated values: see <https://www.rfc-editor.org/rfc/rfc4180>, with plain line ends.
pub(super) fn csv(grid: &Grid) -> String {
    let mut out = String::new();
    for row in rows(grid) {
        let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}

/// A cell that a spreadsheet would take for a formula gets a quote before it: see
/// <https://owasp.org/www-community/attacks/CSV_Injection>.
fn csv_cell(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}

/// An HTML table.
pub(super) fn html(grid: &Grid) -> String {
    let mut out = "<table>\n".to_owned();
    for (number, row) in rows(grid).iter().enumerate() {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            let tag = if number == 0 || column == 0 {
                "th"
            } else {
                "td"
            };
            let cell = escaped(cell, &HTML);
            add(&mut out, format_args!("<{tag}>{cell}</{tag}>"));
        }
        out.push_str("</tr>\n");
    }
    out + "</table>\n"
}

/// What has a meaning in a cell of a markdown table, and what stands for it there.
const MARKDOWN: [(char, &str); 8] = [
    ('|', "\\|"),
    ('\\', "\\\\"),
    ('`', "\\`"),
    ('*', "\\*"),
    ('_', "\\_"),
    ('[', "\\["),
    ('<', "&lt;"),
    ('&', "&amp;"),
];
/// The same for HTML.
const HTML: [(char, &str); 5] = [
    ('&', "&amp;"),
    ('<', "&lt;"),
    ('>', "&gt;"),
    ('"', "&quot;"),
    ('\'', "&#39;"),
];

fn escaped(text: &str, table: &[(char, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match table.iter().find(|(special, _)| *special == c) {
            Some((_, escape)) => out.push_str(escape),
            None => out.push(c),
        }
    }
    out
}

/// Lines in columns that share the width; cells wrap, nothing is left out.
pub(super) fn text(grid: &Grid, columns: usize) -> String {
    let rows = rows(grid);
    let widths = shared(&rows, columns);
    let mut out = String::new();
    for (number, row) in rows.iter().enumerate() {
        out.push_str(&text_row(row, &widths));
        if number == 0 {
            let rules: Vec<String> = widths.iter().map(|wide| "─".repeat(*wide)).collect();
            out.push_str(&rules.join(&" ".repeat(GAP)));
            out.push('\n');
        }
    }
    out
}

/// Columns as wide as their widest cell; where that is too much, the wide ones share what the
/// narrow ones leave.
fn shared(rows: &[Vec<SafeText>], columns: usize) -> Vec<usize> {
    let count = rows.first().map_or(0, Vec::len);
    let wide = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| width::width(cell))
            .max()
            .unwrap_or(0)
            .max(1)
    };
    let wanted: Vec<usize> = (0..count).map(wide).collect();
    let room = columns.saturating_sub(GAP * count.saturating_sub(1));
    let mut most = room;
    while most > NARROWEST && wanted.iter().map(|wide| (*wide).min(most)).sum::<usize>() > room {
        most -= 1;
    }
    wanted.into_iter().map(|wide| wide.min(most)).collect()
}

fn text_row(row: &[SafeText], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths);
    let wrapped: Vec<Vec<String>> = cells.map(|(cell, wide)| width::wrap(cell, *wide)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for line in 0..height {
        let mut text = String::new();
        for (cell, wide) in wrapped.iter().zip(widths) {
            let part = cell.get(line).map(String::as_str).unwrap_or_default();
            text.push_str(&width::pad(part, *wide));
            text.push_str(&" ".repeat(GAP));
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cannot_break_out_of_their_form() {
        let csv_cases = [
            ("plain", "fast", "fast"),
            ("comma and quote", "a, \"b\"", "\"a, \"\"b\"\"\""),
            ("formula", "=1+1", "'=1+1"),
            ("formula with comma", "@SUM(A1,A2)", "\"'@SUM(A1,A2)\""),
            ("number below zero", "-3", "'-3"),
        ];
        for (name, cell, expected) in csv_cases {
            assert_eq!(csv_cell(cell), expected, "{name}");
        }
        assert_eq!(escaped("a|b\\", &MARKDOWN), "a\\|b\\\\");
        assert_eq!(
            escaped("<b onclick='x'>", &HTML),
            "&lt;b onclick=&#39;x&#39;&gt;"
        );
    }

    #[test]
    fn wide_columns_share_what_narrow_ones_leave() {
        let row = |cells: [&str; 3]| cells.map(SafeText::new).to_vec();
        let long = "x".repeat(60);
        let rows = vec![row(["criterion", "a", "b"]), row(["cost", &long, "cheap"])];
        assert_eq!(shared(&rows, 40), [9, 22, 5]);
        assert_eq!(shared(&rows, 200), [9, 60, 5]);
    }
}
