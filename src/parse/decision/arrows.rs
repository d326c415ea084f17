//! A line cut at its arrows: `A → B → C` is a chain of three labels.
//!
//! An arrow is an edge only where white space stands beside it and nothing encloses it:
//! brackets, quotes and backticks protect what they hold.

use memchr::memchr2;
use unicode_width::UnicodeWidthChar;

use super::work;

/// Arrow heads that are arrows by themselves.
const HEADS: [char; 10] = ['→', '►', '▶', '➤', '➔', '➜', '➡', '⟶', '⇒', '➝'];
/// Dashes of drawings; two or more of them are a connector even without a head.
const STROKES: [char; 3] = ['─', '━', '═'];
/// Dashes of text; an arrow only together with a head.
const DASHES: [char; 4] = ['-', '=', '–', '—'];
/// Makes the character before it an emoji; no part of a label.
const EMOJI_SELECTOR: char = '\u{fe0f}';

/// A label of a line and the display column it starts at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    /// The display column of its first character.
    pub(super) column: usize,
    /// The label.
    pub(super) text: &'a str,
}

/// A line cut at its arrows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chain<'a> {
    /// The labels, in order.
    pub(super) segments: Vec<Segment<'a>>,
    /// Whether the line begins with an arrow.
    pub(super) led: bool,
    /// Whether the line ends with an arrow.
    pub(super) trailing: bool,
}

impl Chain<'_> {
    /// Whether the line holds an arrow at all.
    pub(super) fn has_arrow(&self) -> bool {
        self.led || self.trailing || self.segments.len() > 1
    }
}

/// A character with its place.
#[derive(Clone, Copy)]
struct Place {
    byte: usize,
    column: usize,
    c: char,
}

/// A run of characters that separates labels; positions in the list of characters.
#[derive(Clone, Copy)]
struct Cut {
    start: usize,
    end: usize,
    /// Spaces before it.
    gap: usize,
    /// Whether it has an arrow head.
    headed: bool,
}

/// Whether a character is the head of an arrow by itself.
pub(super) fn is_head(c: char) -> bool {
    HEADS.contains(&c)
}

/// Whether a character is a horizontal stroke of a drawing.
pub(super) fn is_stroke(c: char) -> bool {
    STROKES.contains(&c)
}

/// Cuts a text that starts at a display column.
pub(super) fn split(text: &str, column: usize) -> Chain<'_> {
    if !may_point(text) {
        return uncut(text, column);
    }
    let places = places(text, column);
    let cuts = edges(&places);
    let mut chain = Chain::default();
    let mut from = 0;
    for cut in &cuts {
        let before = segment(text, &places, from, cut.start);
        match before {
            Some(segment) => chain.segments.push(segment),
            None if chain.segments.is_empty() => chain.led = true,
            None => {}
        }
        from = cut.end;
    }
    match segment(text, &places, from, places.len()) {
        Some(segment) => chain.segments.push(segment),
        None => chain.trailing = !cuts.is_empty() && !chain.segments.is_empty(),
    }
    chain
}

/// Whether a text holds the head of an arrow; without one nothing is an edge.
pub(super) fn may_point(text: &str) -> bool {
    // Every head but `>` begins with this byte in UTF-8.
    memchr2(b'>', 0xe2, text.as_bytes()).is_some() && text.contains(|c| c == '>' || is_head(c))
}

/// A text without an arrow: one label.
fn uncut(text: &str, column: usize) -> Chain<'_> {
    let label = text.trim_start_matches(is_blank);
    let blank = text.strip_suffix(label).unwrap_or_default();
    let segment = Segment {
        column: column + blank.chars().filter_map(char::width).sum::<usize>(),
        text: label.trim_end_matches(is_blank),
    };
    Chain {
        segments: if label.is_empty() {
            Vec::new()
        } else {
            vec![segment]
        },
        ..Chain::default()
    }
}

/// Every character with its byte and its column.
fn places(text: &str, column: usize) -> Vec<Place> {
    let mut column = column;
    text.char_indices()
        .map(|(byte, c)| {
            let place = Place { byte, column, c };
            column += c.width().unwrap_or(0);
            place
        })
        .collect()
}

/// The trimmed text between two positions, if any is left.
fn segment<'a>(text: &'a str, places: &[Place], from: usize, to: usize) -> Option<Segment<'a>> {
    let part = places.get(from..to)?;
    let first = part.iter().find(|place| !is_blank(place.c))?;
    let end = places.get(to).map_or(text.len(), |place| place.byte);
    let label = text.get(first.byte..end)?.trim_end_matches(is_blank);
    Some(Segment {
        column: first.column,
        text: label,
    })
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == EMOJI_SELECTOR
}

/// The separators that are edges.
fn edges(places: &[Place]) -> Vec<Cut> {
    let protected = protected(places);
    let mut cuts = Vec::new();
    let mut i = 0;
    while let Some(place) = places.get(i) {
        work::step();
        let open = !protected.get(i).copied().unwrap_or(false);
        let cut = if open {
            cut_at(places, i, place.c)
        } else {
            None
        };
        i = cut.map_or(i + 1, |cut| cut.end);
        cuts.extend(cut);
    }
    drop_loose_connectors(&mut cuts);
    keep_aligned(&mut cuts);
    cuts
}

/// The separator that starts at a position.
fn cut_at(places: &[Place], start: usize, first: char) -> Option<Cut> {
    if !(is_head(first) || is_stroke(first) || DASHES.contains(&first)) {
        return None;
    }
    let run = places.get(start..)?.iter();
    let dashes = run
        .take_while(|p| is_stroke(p.c) || (!is_stroke(first) && DASHES.contains(&p.c)))
        .count();
    let head = places.get(start + dashes).map(|place| place.c);
    let headed = head.is_some_and(|c| is_head(c) || (c == '>' && dashes > 0));
    let mut end = start + dashes + usize::from(headed);
    if headed && places.get(end).is_some_and(|p| p.c == EMOJI_SELECTOR) {
        end += 1;
    }
    let before = places.get(..start)?;
    let gap = before.iter().rev().take_while(|p| is_blank(p.c)).count();
    let space_before = gap > 0 || start == 0;
    let space_after = places.get(end).is_none_or(|place| is_blank(place.c));
    let drawn = is_stroke(first) || is_head(first);
    let two_way = before
        .last()
        .is_some_and(|place| matches!(place.c, '<' | '←' | '◄'));
    let edge = match (headed, drawn) {
        (true, _) if two_way => false,
        (true, true) => space_before || space_after,
        (true, false) => space_after && (space_before || dashes > 1),
        (false, _) => is_stroke(first) && dashes > 1,
    };
    edge.then_some(Cut {
        start,
        end,
        gap,
        headed,
    })
}

/// A connector without a head is one only if an arrow follows: `── Yes ─►`.
fn drop_loose_connectors(cuts: &mut Vec<Cut>) {
    let last_headed = cuts.iter().rposition(|cut| cut.headed);
    let mut index = 0;
    cuts.retain(|cut| {
        let keep = cut.headed || last_headed.is_some_and(|last| index < last);
        index += 1;
        keep
    });
}

/// Where an arrow stands in a column of its own (two spaces before it), single-spaced arrows to
/// its left belong to the label.
fn keep_aligned(cuts: &mut Vec<Cut>) {
    let aligned = cuts
        .iter()
        .rposition(|cut| cut.headed && cut.gap > 1 && cut.start > cut.gap);
    if let Some(aligned) = aligned {
        let mut index = 0;
        cuts.retain(|cut| {
            let keep = index >= aligned || cut.gap > 1 || !cut.headed;
            index += 1;
            keep
        });
    }
}

/// Which characters stand in brackets, quotes or backticks. Unpaired marks protect nothing.
fn protected(places: &[Place]) -> Vec<bool> {
    let mut change = vec![0_i32; places.len() + 1];
    let mut mark = |from: usize, to: usize| {
        if let Some(slot) = change.get_mut(from) {
            *slot += 1;
        }
        if let Some(slot) = change.get_mut(to) {
            *slot -= 1;
        }
    };
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut quote: [Option<usize>; 2] = [None, None];
    for (i, place) in places.iter().enumerate() {
        match place.c {
            '`' | '"' => {
                if let Some(slot) = quote.get_mut(usize::from(place.c == '"')) {
                    match slot.take() {
                        Some(from) => mark(from, i),
                        None => *slot = Some(i),
                    }
                }
            }
            '(' => open.push((')', i)),
            '[' => open.push((']', i)),
            '{' => open.push(('}', i)),
            '“' => open.push(('”', i)),
            c => {
                if open.last().is_some_and(|(close, _)| *close == c)
                    && let Some((_, from)) = open.pop()
                {
                    mark(from, i);
                }
            }
        }
    }
    let mut depth = 0;
    change
        .iter()
        .map(|step| {
            depth += step;
            depth > 0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn arrows_are_edges_where_a_reader_sees_one() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("plain", "Use Foo", &["Use Foo"]),
            ("chain", "A → B → C", &["A", "B", "C"]),
            ("ascii", "A -> B --> C => D", &["A", "B", "C", "D"]),
            ("long", "A ──► B ─> C", &["A", "B", "C"]),
            ("on connector", "Big? ──Yes──► Foo", &["Big?", "Yes", "Foo"]),
            (
                "spaced connector",
                "Big? ── Yes ─► Foo",
                &["Big?", "Yes", "Foo"],
            ),
            ("ruled", "Default ────────► Foo", &["Default", "Foo"]),
            ("dash in text", "Foo ── the best", &["Foo ── the best"]),
            ("brackets", "Yes (a → b) → C", &["Yes (a → b)", "C"]),
            ("quotes", "Say \"a → b\" → C", &["Say \"a → b\"", "C"]),
            ("backticks", "`a -> b` → C", &["`a -> b`", "C"]),
            ("unpaired", "a) x → B", &["a) x", "B"]),
            ("aligned", "SF → out  → Use X", &["SF → out", "Use X"]),
            ("code", "Call ptr->next", &["Call ptr->next"]),
            ("flag", "Run → node --inspect", &["Run", "node --inspect"]),
            ("both ways", "a <-> b", &["a <-> b"]),
            ("back", "a ← b", &["a ← b"]),
            ("emoji arrow", "a ➡\u{fe0f} b", &["a", "b"]),
        ];
        for (name, text, want) in cases {
            let chain = split(text, 0);
            let got: Vec<&str> = chain.segments.iter().map(|s| s.text).collect();
            assert_eq!(&got, want, "{name}");
        }
    }

    #[test]
    fn ends_and_columns_are_known() {
        let led = split("→ Foo", 4);
        assert!(led.led && !led.trailing);
        assert_eq!(led.segments.first().map(|s| s.column), Some(6));
        let trailing = split("Gap →", 0);
        assert!(trailing.trailing && !trailing.led);
        assert_eq!(
            split("日本 → x", 0).segments.last().map(|s| s.column),
            Some(7)
        );
    }
}
