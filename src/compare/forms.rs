//! A comparison as text: for a terminal, as markdown, as CSV, as HTML.

use super::{Comparison, Grid, Matrix, Score, View};
use crate::text::{SafeText, width};

/// Between the columns of a terminal.
const GAP: usize = 2;
/// No column gets narrower on a terminal, however many there are.
const NARROWEST: usize = 12;

/// The rows of a table; the first holds the heads of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet(Vec<Vec<SafeText>>);

impl Sheet {
    /// A grid, the heads of its rows first.
    pub fn of(grid: &Grid) -> Self {
        let heads = grid.column_heads.iter().map(|head| head.text.clone());
        let first = std::iter::once(grid.corner.clone()).chain(heads).collect();
        let body = grid.row_heads.iter().zip(&grid.cells).map(|(head, cells)| {
            let cells = cells.iter().map(|cell| cell.text.clone());
            std::iter::once(head.text.clone()).chain(cells).collect()
        });
        Self::one_lined(std::iter::once(first).chain(body))
    }

    /// A comparison through a view, with what was weighed where something was.
    pub fn through(comparison: &Comparison, view: &View, matrix: &Matrix) -> Self {
        if matrix.criteria.is_empty() {
            return Self::of(&super::grid(comparison, view));
        }
        let sheet = Self::weighed(&super::grid(comparison, &view.upright()), matrix);
        if view.transposed {
            sheet.turned()
        } else {
            sheet
        }
    }

    /// A grid of criteria by alternatives with what was weighed: a column of weights, the score
    /// behind each cell that counts (`?` where it is not known, `~` where it is proposed), and the
    /// totals below.
    pub fn weighed(grid: &Grid, matrix: &Matrix) -> Self {
        let mut rows = Self::of(grid).0;
        let weight = |criterion: usize| matrix.criteria.iter().position(|(at, _)| *at == criterion);
        for (number, row) in rows.iter_mut().enumerate() {
            let grid_row = number.checked_sub(1);
            let cells = grid_row.and_then(|at| grid.cells.get(at));
            let head = grid_row.and_then(|at| grid.row_heads.get(at));
            let counted = head.and_then(|head| weight(head.position));
            let written = match (number, counted.and_then(|at| matrix.criteria.get(at))) {
                (0, _) => "weight".to_owned(),
                (_, Some((_, weight))) => weight.to_string(),
                (_, None) => String::new(),
            };
            if let (Some(at), Some(cells)) = (counted, cells) {
                for (text, cell) in row.iter_mut().skip(1).zip(cells) {
                    let scores = matrix.scores.get(at);
                    let score = scores.and_then(|scores| scores.get(cell.alternative));
                    let score = score.copied().unwrap_or(Score::Unknown);
                    *text = SafeText::new(&format!("{text} [{score}]"));
                }
            }
            row.insert(1.min(row.len()), SafeText::from(written));
        }
        let totals = grid.column_heads.iter().map(|head| {
            let total = matrix.totals.get(head.position).copied();
            SafeText::from(total.unwrap_or_default().to_string())
        });
        let last = [SafeText::from("Total of 100"), SafeText::default()];
        rows.push(last.into_iter().chain(totals).collect());
        Self(rows)
    }

    /// Rows as columns.
    #[must_use]
    pub fn turned(&self) -> Self {
        let width = self.0.iter().map(Vec::len).max().unwrap_or(0);
        let column = |at: usize| {
            let cells = self.0.iter().map(|row| row.get(at).cloned());
            cells.map(Option::unwrap_or_default).collect()
        };
        Self((0..width).map(column).collect())
    }

    fn one_lined(rows: impl Iterator<Item = Vec<SafeText>>) -> Self {
        let one_line =
            |row: Vec<SafeText>| row.iter().map(|cell| SafeText::one_line(cell)).collect();
        Self(rows.map(one_line).collect())
    }

    /// A markdown table: see <https://github.github.com/gfm/#tables-extension->.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        for (number, row) in self.0.iter().enumerate() {
            let cells = row.iter().map(|cell| escaped(cell, &MARKDOWN));
            let cells: Vec<String> = cells.collect();
            out.push_str(&format_row(&cells));
            if number == 0 {
                out.push_str(&format_row(&vec!["---".to_owned(); row.len()]));
            }
        }
        out
    }

    /// Comma-separated values: see <https://www.rfc-editor.org/rfc/rfc4180>, with plain line ends.
    pub fn csv(&self) -> String {
        let mut out = String::new();
        for row in &self.0 {
            let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
            out.push_str(&cells.join(","));
            out.push('\n');
        }
        out
    }

    /// An HTML table.
    pub fn html(&self) -> String {
        let mut out = "<table>\n".to_owned();
        for (number, row) in self.0.iter().enumerate() {
            out.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let tag = if number == 0 || column == 0 {
                    "th"
                } else {
                    "td"
                };
                let cell = escaped(cell, &HTML);
                out.extend(["<", tag, ">", &cell, "</", tag, ">"]);
            }
            out.push_str("</tr>\n");
        }
        out + "</table>\n"
    }

    /// JSON: an object for each row, by the heads of the columns.
    pub fn json(&self) -> String {
        let Some((heads, rows)) = self.0.split_first() else {
            return "[]\n".to_owned();
        };
        let row = |row: &Vec<SafeText>| {
            let named = heads.iter().zip(row);
            let named = named.map(|(head, cell)| (head.to_string(), cell.as_str().into()));
            serde_json::Value::Object(named.collect())
        };
        let rows = serde_json::Value::Array(rows.iter().map(row).collect());
        format!("{rows:#}\n")
    }

    /// Only the row and the column of these positions, heads included; `None` for all.
    #[must_use]
    pub fn part(&self, row: Option<usize>, column: Option<usize>) -> Self {
        let keep = |wanted: Option<usize>, at: usize| at == 0 || wanted.is_none_or(|w| w + 1 == at);
        let rows = self.0.iter().enumerate().filter(|(at, _)| keep(row, *at));
        let cells = |cells: &Vec<SafeText>| {
            let cells = cells.iter().enumerate();
            let cells = cells.filter(|(at, _)| keep(column, *at));
            cells.map(|(_, cell)| cell.clone()).collect()
        };
        Self(rows.map(|(_, row)| cells(row)).collect())
    }

    /// Lines in columns that share the width; cells wrap, nothing is left out.
    pub fn text(&self, columns: usize) -> String {
        let widths = shared(&self.0, columns);
        let mut out = String::new();
        for (number, row) in self.0.iter().enumerate() {
            out.push_str(&text_row(row, &widths));
            if number == 0 {
                let rules: Vec<String> = widths.iter().map(|wide| "─".repeat(*wide)).collect();
                out.push_str(&rules.join(&" ".repeat(GAP)));
                out.push('\n');
            }
        }
        out
    }
}

fn format_row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
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
