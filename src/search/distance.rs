//! How many typing mistakes lie between two words.

/// The number of characters to insert, delete, replace or swap with their neighbour to make one
/// word of the other, if that is at most `most` (optimal string alignment distance).
pub fn within(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b) = apart(a, b);
    if a.len().abs_diff(b.len()) > most || (most == 1 && a.len().max(b.len()) > 2) {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let at =
                |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX);
            let changed = at(&last, j) + usize::from(x != y);
            let grown = at(&last, j + 1).min(at(&row, j)) + 1;
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            let best = changed.min(grown);
            row.push(if swapped {
                best.min(at(&before, j - 1) + 1)
            } else {
                best
            });
        }
        if row.iter().all(|edits| *edits > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|edits| *edits <= most)
}

/// What is left of two words without what they begin and end with alike.
fn apart(a: &str, b: &str) -> (Vec<char>, Vec<char>) {
    let starts = a.char_indices().zip(b.chars());
    let start = starts.take_while(|((_, x), y)| x == y).last();
    let start = start.map_or(0, |((at, c), _)| at + c.len_utf8());
    let (a, b) = (
        a.get(start..).unwrap_or_default(),
        b.get(start..).unwrap_or_default(),
    );
    let ends = a.chars().rev().zip(b.chars().rev());
    let end: usize = ends
        .take_while(|(x, y)| x == y)
        .map(|(x, _)| x.len_utf8())
        .sum();
    let middle = |text: &str| {
        let kept = text.len().saturating_sub(end);
        text.get(..kept).unwrap_or_default().chars().collect()
    };
    (middle(a), middle(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_mistakes_are_counted() {
        let cases = [
            ("same", "kafka", "kafka", 2, Some(0)),
            ("one left out", "kubernets", "kubernetes", 1, Some(1)),
            ("one replaced", "qdrand", "qdrant", 1, Some(1)),
            ("two swapped", "kakfa", "kafka", 1, Some(1)),
            ("too far", "kafka", "redis", 2, None),
            ("two", "postgre", "postgres!", 2, Some(2)),
            ("not within", "postgre", "postgres!", 1, None),
            ("empty", "", "a", 1, Some(1)),
            ("letters, not bytes", "über", "uber", 1, Some(1)),
        ];
        for (name, a, b, most, expected) in cases {
            assert_eq!(within(a, b, most), expected, "{name}");
            assert_eq!(within(b, a, most), expected, "{name}, the other way");
        }
    }
}
