//! A list whose items stand under headings.

use ratatui::layout::Rect;

use crate::text::SafeText;
use crate::ui::theme::Role;
use crate::ui::{Canvas, small};

/// A row of the list; both name the item by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// The heading over this item and those after it.
    Heading(usize),
    /// An item.
    Item(usize),
}

/// One heading for each run of items that are of one kind.
fn rows<K: PartialEq>(kinds: impl IntoIterator<Item = K>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut last = None;
    for (i, kind) in kinds.into_iter().enumerate() {
        if last.as_ref() != Some(&kind) {
            rows.push(Row::Heading(i));
        }
        last = Some(kind);
        rows.push(Row::Item(i));
    }
    rows
}

impl Canvas<'_, '_> {
    /// Draws a list with a heading wherever the title changes, so that the item `at` is seen. In
    /// a list longer than the area, the heading of the first item shown stays at the top, with
    /// how far down `at` is. `draw` draws an item on the given row.
    pub fn headed(
        &mut self,
        list: &'static str,
        area: Rect,
        (titles, at): (&[SafeText], usize),
        mut draw: impl FnMut(&mut Self, Rect, u16, usize),
    ) {
        let rows = rows(titles);
        let Some(selected) = rows.iter().position(|row| *row == Row::Item(at)) else {
            return;
        };
        let title = |i: usize| titles.get(i).cloned().unwrap_or_default();
        let sticky = u16::from(rows.len() > usize::from(area.height));
        let body = Rect {
            y: area.y + sticky,
            height: area.height.saturating_sub(sticky),
            ..area
        };
        let window = self.window(list, rows.len(), selected, body.height);
        self.memory.geometry.page = window.len();
        if sticky == 1 {
            let over = match rows.get(window.start) {
                Some(Row::Item(i)) => title(*i),
                _ => SafeText::default(),
            };
            let count = SafeText::from(format!("{} of {}", at + 1, titles.len()));
            self.two_ended(area, 0, (over, Role::Heading), (count, Role::Muted));
        }
        for (row, shown) in rows
            .iter()
            .skip(window.start)
            .take(window.len())
            .enumerate()
        {
            match *shown {
                Row::Heading(i) => self.text(body, small(row), &title(i), Role::Heading),
                Row::Item(i) => draw(self, body, small(row), i),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_stands_wherever_the_kind_changes() {
        use Row::{Heading, Item};
        let cases: [(&str, &str, &[Row]); 3] = [
            ("nothing", "", &[]),
            ("one kind", "aa", &[Heading(0), Item(0), Item(1)]),
            (
                "a kind that comes back",
                "aba",
                &[
                    Heading(0),
                    Item(0),
                    Heading(1),
                    Item(1),
                    Heading(2),
                    Item(2),
                ],
            ),
        ];
        for (name, kinds, expected) in cases {
            assert_eq!(rows(kinds.chars()), expected, "{name}");
        }
    }
}
