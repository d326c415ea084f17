//! Whether a note speaks for an alternative or against it.

use crate::parse::quantity::bounds;

/// Which side a note takes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Side {
    /// For the alternative.
    For,
    /// For and against nothing.
    Neither,
    /// Against it.
    Against,
}

/// Marks with which notes take a side; a mark is not part of what is said.
const MARKS: [(&str, Side); 15] = [
    ("✓", Side::For),
    ("✅", Side::For),
    ("👍", Side::For),
    ("Pro:", Side::For),
    ("Pros:", Side::For),
    ("Good:", Side::For),
    ("Advantage:", Side::For),
    ("✗", Side::Against),
    ("❌", Side::Against),
    ("⚠", Side::Against),
    ("👎", Side::Against),
    ("Con:", Side::Against),
    ("Cons:", Side::Against),
    ("Bad:", Side::Against),
    ("Drawback:", Side::Against),
];

/// The side of a note, by its mark; a stated limit speaks against. Anything else takes no side:
/// nothing is read into it.
pub(super) fn side_of(text: &str) -> (Side, &str) {
    let text = text.trim();
    for (mark, side) in MARKS {
        let head = text.get(..mark.len());
        if head.is_some_and(|head| head.eq_ignore_ascii_case(mark)) {
            let rest = text.get(mark.len()..).unwrap_or_default();
            return (side, rest.trim_start_matches(['\u{fe0f}', ' ']));
        }
    }
    let limit = bounds(text)
        .iter()
        .any(|b| b.stated_limit && b.range.high.is_some());
    (if limit { Side::Against } else { Side::Neither }, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mark_or_a_limit_takes_a_side() {
        let cases = [
            ("✓ fast", Side::For, "fast"),
            ("✅\u{fe0f} fast", Side::For, "fast"),
            ("pros: fast", Side::For, "fast"),
            ("⚠\u{fe0f} needs care", Side::Against, "needs care"),
            ("Cons: slow", Side::Against, "slow"),
            (
                "Scale limit: ~10M vectors",
                Side::Against,
                "Scale limit: ~10M vectors",
            ),
            ("> 100k msg/s", Side::Neither, "> 100k msg/s"),
            ("Conservative choice", Side::Neither, "Conservative choice"),
            ("needs etcd", Side::Neither, "needs etcd"),
            ("", Side::Neither, ""),
        ];
        for (note, side, said) in cases {
            assert!(side_of(note) == (side, said), "{note}");
        }
    }
}
