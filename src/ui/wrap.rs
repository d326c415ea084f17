//! Breaking styled text into lines of so many columns.

use std::ops::Range;

use crate::ui::clusters;

/// Text of one kind, before wrapping; `tag` says which kind and is handed back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t, T> {
    pub(super) text: &'t str,
    pub(super) tag: T,
}

/// A cluster to place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom<'t, T> {
    pub(super) text: &'t str,
    pub(super) width: usize,
    pub(super) tag: T,
    /// Newlines of the source before it.
    pub(super) line: u32,
    space: bool,
}

/// Text broken into lines. White space at a break is dropped; runs of it are one space.
#[derive(Debug)]
pub(super) struct Wrapped<'t, T> {
    atoms: Vec<Atom<'t, T>>,
    lines: Vec<Range<usize>>,
}

impl<'t, T: Copy> Wrapped<'t, T> {
    /// The clusters of each line.
    pub(super) fn lines(&self) -> impl Iterator<Item = &[Atom<'t, T>]> {
        self.lines
            .iter()
            .map(|range| self.atoms.get(range.clone()).unwrap_or_default())
    }

    pub(super) fn height(&self) -> usize {
        self.lines.len()
    }
}

/// Wraps at white space, beside wide characters and after hyphens within words; cuts what has
/// no such place. Linear in the text. Text without words gives one empty line.
pub(super) fn wrap<'t, T: Copy>(
    pieces: impl IntoIterator<Item = Piece<'t, T>>,
    columns: usize,
) -> Wrapped<'t, T> {
    let atoms = atoms(pieces);
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let (mut start, mut used, mut at) = (0, 0, 0);
    let mut break_at: Option<(usize, usize)> = None;
    while let Some(atom) = atoms.get(at) {
        if atom.space {
            break_at = Some((at, at + 1));
        }
        if used + atom.width > columns && at > start {
            let (end, next) = break_at.take().unwrap_or((at, at));
            lines.push(start..end);
            (start, used, at) = (next, 0, next);
            continue;
        }
        used += atom.width;
        at += 1;
        if atoms
            .get(at)
            .is_some_and(|next| may_part(&atoms, at, atom, next))
        {
            break_at = Some((at, at));
        }
    }
    if start < atoms.len() || lines.is_empty() {
        lines.push(start..atoms.len());
    }
    Wrapped { atoms, lines }
}

/// Clusters with white space folded: none at the start or the end, one between words.
fn atoms<'t, T: Copy>(pieces: impl IntoIterator<Item = Piece<'t, T>>) -> Vec<Atom<'t, T>> {
    let mut atoms: Vec<Atom<'t, T>> = Vec::new();
    let mut line = 0;
    for piece in pieces {
        for (text, width) in clusters(piece.text) {
            let newline = text.ends_with('\n');
            let space = text.chars().all(|c| c.is_whitespace() && c != '\u{a0}');
            let after_word = atoms.last().is_some_and(|last| !last.space);
            let (text, width) = if space { (" ", 1) } else { (text, width) };
            if !space || after_word {
                let tag = piece.tag;
                atoms.push(Atom {
                    text,
                    width,
                    tag,
                    line,
                    space,
                });
            }
            line += u32::from(newline);
        }
    }
    if atoms.last().is_some_and(|last| last.space) {
        atoms.pop();
    }
    atoms
}

/// Whether a line may end between two clusters that no space parts; `at` is the second's place.
fn may_part<T>(atoms: &[Atom<'_, T>], at: usize, left: &Atom<'_, T>, right: &Atom<'_, T>) -> bool {
    /// Never at the start of a line (the common part of JIS X 4051).
    const CLOSING: &str = "、。，．）」』】〕〉》！？：；ー々,.)]}!?:;";
    if right.space || CLOSING.contains(right.text) {
        return false;
    }
    if left.width > 1 || right.width > 1 {
        return true;
    }
    let is_word = |atom: &Atom<'_, T>| atom.text.chars().all(char::is_alphanumeric);
    let before = at.checked_sub(2).and_then(|i| atoms.get(i));
    left.text == "-" && is_word(right) && before.is_some_and(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, columns: usize) -> Vec<String> {
        let wrapped = wrap([Piece { text, tag: () }], columns);
        let join = |line: &[Atom<'_, ()>]| line.iter().map(|atom| atom.text).collect();
        wrapped.lines().map(join).collect()
    }

    #[test]
    fn lines_break_where_a_reader_expects_it() {
        let cases: [(&str, &str, usize, &[&str]); 9] = [
            ("at spaces", "one two three", 7, &["one two", "three"]),
            ("runs of space are one", "one  \n two", 20, &["one two"]),
            ("a long word is cut", "abcdefgh", 3, &["abc", "def", "gh"]),
            (
                "after a hyphen in a word",
                "self-hosted",
                6,
                &["self-", "hosted"],
            ),
            ("not within a flag", "use --all", 6, &["use", "--all"]),
            ("beside wide characters", "日本語", 4, &["日本", "語"]),
            ("not before a closing mark", "日本。", 4, &["日", "本。"]),
            ("a wide one never splits", "a日", 2, &["a", "日"]),
            ("nothing is a line", "", 5, &[""]),
        ];
        for (name, text, columns, expected) in cases {
            assert_eq!(lines(text, columns), expected, "{name}");
        }
    }

    #[test]
    fn a_column_too_narrow_for_a_cluster_still_ends() {
        assert_eq!(lines("日本", 1), ["日", "本"]);
        assert_eq!(lines("ab", 0), ["a", "b"]);
    }
}
