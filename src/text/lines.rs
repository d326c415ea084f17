//! Bytes to lines.

use memchr::memchr2_iter;

/// Where the lines of a text start.
///
/// A line ends at `\n`, at `\r\n` and at a lone `\r`, as in `CommonMark` and YAML, so that a place
/// found by any parser of this program has one line number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
    length: usize,
}

impl LineIndex {
    /// Finds the lines of a text in one pass.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            let return_of_feed = bytes.get(at..at + 2) == Some(b"\r\n");
            if !return_of_feed {
                starts.push(at + 1);
            }
        }
        Self {
            starts,
            length: text.len(),
        }
    }

    /// The 1-based line of a byte.
    pub fn line_of(&self, byte: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= byte);
        u32::try_from(line).unwrap_or(u32::MAX).max(1)
    }

    /// The first byte of a 1-based line, if there is such a line.
    pub fn start_of(&self, line: u32) -> Option<usize> {
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        self.starts.get(index).copied()
    }

    /// How many lines there are; a line end at the very end starts no further line.
    pub fn count(&self) -> u32 {
        let open = self
            .starts
            .last()
            .is_some_and(|start| *start >= self.length);
        let count = self.starts.len() - usize::from(open);
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let cases = [
            ("nothing", "", 0),
            ("one line without an end", "a", 1),
            ("one line", "a\n", 1),
            ("feeds", "a\nb\nc", 3),
            ("returns and feeds", "a\r\nb\r\nc\r\n", 3),
            ("lone returns", "a\rb\rc", 3),
            ("an empty line at the end", "a\n\n", 2),
        ];
        for (name, text, lines) in cases {
            assert_eq!(LineIndex::new(text).count(), lines, "{name}");
        }
    }

    #[test]
    fn a_byte_has_the_line_it_stands_on() {
        let index = LineIndex::new("ab\r\ncd\ref\n");
        let lines: Vec<u32> = (0..11).map(|byte| index.line_of(byte)).collect();
        assert_eq!(lines, [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4]);
        assert_eq!(index.start_of(3), Some(7));
        assert_eq!(index.start_of(0), None);
    }
}
