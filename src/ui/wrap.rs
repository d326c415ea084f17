//! Breaking text of several kinds into lines of so many columns.

use std::ops::Range;

use crate::text::width;

/// Text of one kind, before wrapping; `tag` says which kind and is handed back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t, T> {
    pub(super) text: &'t str,
    pub(super) tag: T,
}

/// Text broken into lines.
#[derive(Debug)]
pub(super) struct Wrapped<T> {
    /// All pieces in one, white space folded.
    text: String,
    /// Where each piece ends in it.
    ends: Vec<(usize, T)>,
    /// Where a line of the source ended.
    newlines: Vec<usize>,
    lines: Vec<Range<usize>>,
}

impl<T: Copy> Wrapped<T> {
    /// The lines, each as parts of one kind.
    pub(super) fn lines(&self) -> impl Iterator<Item = Vec<(&str, T)>> {
        self.lines.iter().map(|line| self.parts(line))
    }

    /// One line.
    pub(super) fn line(&self, line: usize) -> Vec<(&str, T)> {
        let found = self.lines.get(line);
        found.map(|line| self.parts(line)).unwrap_or_default()
    }

    /// The lines of the source that ended before a line.
    pub(super) fn source_line(&self, line: usize) -> u32 {
        let start = self.lines.get(line).map_or(0, |line| line.start);
        let before = self.newlines.partition_point(|end| *end < start);
        u32::try_from(before).unwrap_or(u32::MAX)
    }

    pub(super) fn height(&self) -> usize {
        self.lines.len()
    }

    fn parts(&self, line: &Range<usize>) -> Vec<(&str, T)> {
        let first = self.ends.partition_point(|(end, _)| *end <= line.start);
        let mut start = line.start;
        let mut parts = Vec::new();
        for (end, tag) in self.ends.get(first..).unwrap_or_default() {
            let part = self.text.get(start..line.end.min(*end)).unwrap_or_default();
            if !part.is_empty() {
                parts.push((part, *tag));
            }
            start = *end;
            if start >= line.end {
                break;
            }
        }
        parts
    }
}

/// Wraps as [`width::wrap_ranges`] does, with white space folded: a line of the source ends
/// nothing. Text without words gives one empty line.
pub(super) fn wrap<'t, T: Copy>(
    pieces: impl IntoIterator<Item = Piece<'t, T>>,
    columns: usize,
) -> Wrapped<T> {
    let mut text = String::new();
    let mut ends = Vec::new();
    let mut newlines = Vec::new();
    for piece in pieces {
        for c in piece.text.chars() {
            if c == '\n' {
                newlines.push(text.len());
            }
            if !matches!(c, ' ' | '\n' | '\t' | '\r') {
                text.push(c);
            } else if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
        }
        ends.push((text.len(), piece.tag));
    }
    let kept = text.trim_end_matches(' ').len();
    text.truncate(kept);
    Wrapped {
        lines: width::wrap_ranges(&text, columns, columns),
        text,
        ends,
        newlines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(pieces: &[&str], columns: usize) -> Vec<String> {
        let tagged = pieces.iter().enumerate();
        let wrapped = wrap(tagged.map(|(tag, text)| Piece { text, tag }), columns);
        let join = |parts: Vec<(&str, usize)>| {
            let parts = parts
                .into_iter()
                .map(|(text, tag)| format!("{tag}[{text}]"));
            parts.collect()
        };
        wrapped.lines().map(join).collect()
    }

    #[test]
    fn kinds_are_kept_across_lines() {
        let cases: [(&str, &[&str], usize, &[&str]); 7] = [
            (
                "one kind",
                &["one two three"],
                7,
                &["0[one two]", "0[three]"],
            ),
            (
                "runs of space are one",
                &["one  \n two"],
                20,
                &["0[one two]"],
            ),
            (
                "a space between kinds",
                &["one ", " two"],
                20,
                &["0[one ]1[two]"],
            ),
            (
                "a word of two kinds",
                &["a b", "c"],
                3,
                &["0[a]", "0[b]1[c]"],
            ),
            (
                "a kind over lines",
                &["a ", "b c d"],
                3,
                &["0[a ]1[b]", "1[c d]"],
            ),
            ("wide characters", &["日本語"], 4, &["0[日本]", "0[語]"]),
            ("nothing is a line", &["", " "], 5, &[""]),
        ];
        for (name, pieces, columns, expected) in cases {
            assert_eq!(lines(pieces, columns), expected, "{name}");
        }
    }

    #[test]
    fn lines_of_the_source_are_counted() {
        let pieces = [Piece {
            text: "one two\nthree\nfour",
            tag: (),
        }];
        let wrapped = wrap(pieces, 7);
        let counted: Vec<u32> = (0..wrapped.height())
            .map(|line| wrapped.source_line(line))
            .collect();
        assert_eq!(counted, [0, 1, 2]);
    }
}
