//! The folded text of all rows in one piece, so that a word is looked for once and not per row.

use super::fold::Folded;
use super::rank::Needle;

/// Rows one after the other: title, newline, what stands above it, newline.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lines {
    text: String,
    marks: Vec<Mark>,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Mark {
    start: usize,
    /// The end of the title.
    middle: usize,
    end: usize,
    /// Characters of the title.
    length: usize,
}

impl Lines {
    pub(super) fn push(&mut self, title: &str, above: &str) {
        let start = self.text.len();
        let title = Folded::new(title).text;
        self.text.push_str(&title);
        let middle = self.text.len();
        self.text.push('\n');
        self.text.push_str(&Folded::new(above).text);
        self.text.push('\n');
        self.marks.push(Mark {
            start,
            middle,
            end: self.text.len(),
            length: title.chars().count(),
        });
    }

    /// The folded title of a row.
    pub(super) fn title(&self, row: usize) -> &str {
        let mark = self.marks.get(row).copied().unwrap_or_default();
        self.text.get(mark.start..mark.middle).unwrap_or_default()
    }

    /// What stands above a row, folded.
    pub(super) fn above(&self, row: usize) -> &str {
        let mark = self.marks.get(row).copied().unwrap_or_default();
        let above = self.text.get(mark.middle..mark.end).unwrap_or_default();
        let above = above.strip_prefix('\n').unwrap_or(above);
        above.strip_suffix('\n').unwrap_or(above)
    }

    /// Characters of a row's title.
    pub(super) fn length(&self, row: usize) -> usize {
        self.marks.get(row).map_or(0, |mark| mark.length)
    }

    /// The rows in which any of these stand, in order.
    pub(super) fn holding<'n>(&self, needles: impl Iterator<Item = &'n Needle<'n>>) -> Vec<usize> {
        let mut holds = vec![false; self.marks.len()];
        for needle in needles {
            let mut rows = self.marks.iter().zip(&mut holds);
            let mut from = 0;
            while let Some(place) = self.text.get(from..).and_then(|text| needle.place(text)) {
                let Some((mark, holds)) = rows.find(|(mark, _)| mark.end > from + place) else {
                    break;
                };
                *holds = true;
                from = mark.end;
            }
        }
        let rows = holds.into_iter().enumerate();
        rows.filter(|(_, holds)| *holds)
            .map(|(row, _)| row)
            .collect()
    }
}
