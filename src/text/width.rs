//! Text measured in terminal columns.
//!
//! A column count is the sum over grapheme clusters, as the screen buffer adds them up, and not
//! the width of the whole string, which takes some neighbours (Arabic ligatures) for one.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that a text takes; line breaks and tabs take none.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.graphemes(true).map(cluster_width).sum()
}

/// Columns of one cluster, as ratatui's `CellWidth` counts them: half-width voicing marks take a
/// column of their own. Controls are not drawn.
fn cluster_width(cluster: &str) -> usize {
    if let [byte] = cluster.as_bytes() {
        return usize::from(matches!(byte, b' '..=b'~'));
    }
    if cluster.contains(char::is_control) {
        return 0;
    }
    let marks = cluster.matches(['\u{ff9e}', '\u{ff9f}']).count();
    cluster.width() + marks
}

/// The clusters of a text with their bytes. In ASCII each byte is one, but for a return and its
/// feed; most text is ASCII, and need not be asked for more.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let plain = text.is_ascii() && !text.contains('\r');
    let (bytes, rest) = if plain { (text, "") } else { ("", text) };
    let single = (0..bytes.len()).filter_map(|at| Some((at, bytes.get(at..=at)?)));
    single.chain(rest.grapheme_indices(true))
}

/// What is drawn in the cells of a cluster whose width terminals dispute, one text a cell, in as
/// many columns as [`width`] counts; `None` where all agree. Sequences of emoji (joined, with a
/// skin tone or a selector) are their first emoji, flags are the letters of their country. A
/// terminal that takes such a cluster for wider or narrower would draw all after it aside, and
/// leave half of it standing under the next frame.
pub fn settled(cluster: &str) -> Option<Vec<String>> {
    let letters = cluster.starts_with(char::is_alphabetic);
    if cluster.len() < 4 || letters || !cluster.contains(is_disputed) {
        return None;
    }
    let flag: Option<Vec<String>> = cluster.chars().map(country_letter).collect();
    let base: String = cluster.chars().take(1).collect();
    let mut cells = flag.unwrap_or_else(|| match cluster_width(&base) {
        2 => vec![base],
        _ => vec![base, " ".to_owned()],
    });
    cells.truncate(cluster_width(cluster).max(1));
    Some(cells)
}

/// Joiners, emoji selectors, skin tones, the letters of flags, keycaps and tags.
fn is_disputed(c: char) -> bool {
    matches!(
        c,
        '\u{200d}'
            | '\u{fe0f}'
            | '\u{20e3}'
            | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{1f1e6}'..='\u{1f1ff}'
            | '\u{e0020}'..='\u{e007f}'
    )
}

/// The letter that a regional indicator stands for.
fn country_letter(c: char) -> Option<String> {
    let number = u32::from(c).checked_sub(0x1f1e6)?;
    let letter = char::from_digit(number.checked_add(10)?, 36)?;
    Some(letter.to_ascii_uppercase().to_string())
}

/// The text cut to at most `columns`, ending in `…` when something was cut.
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        let w = cluster_width(cluster);
        if used + w + 1 > columns {
            break;
        }
        out.push_str(cluster);
        used += w;
    }
    if columns > 0 {
        out.push('…');
    }
    out
}

/// The text in exactly `columns`: filled with spaces, or cut as [`truncate`] does.
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = truncate(text, columns);
    let missing = columns.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

/// The text with tabs as spaces up to the next multiple of `stop` columns of its line.
pub fn expand_tabs(text: &str, stop: usize) -> Cow<'_, str> {
    if !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let stop = stop.max(1);
    let mut out = String::with_capacity(text.len() + stop);
    let mut column = 0;
    for cluster in text.graphemes(true) {
        match cluster {
            "\t" => {
                let spaces = stop - column % stop;
                out.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            "\n" | "\r\n" => {
                out.push_str(cluster);
                column = 0;
            }
            _ => {
                out.push_str(cluster);
                column += cluster_width(cluster);
            }
        }
    }
    Cow::Owned(out)
}

/// The text in lines of at most `columns`; see [`wrap_ranges`].
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    wrap_ranges(text, columns, columns)
        .into_iter()
        .map(|range| text.get(range).unwrap_or_default().to_owned())
        .collect()
}

/// The bytes of each line when a text is wrapped: the first line to `first` columns, the others
/// to `rest`. Never empty.
///
/// Lines break at white space (which belongs to no line), beside wide characters, and within a
/// word only where it is longer than a line: after a hyphen, slash, underscore or closing bracket
/// (between two citations) if it has one. `\n` always breaks. Indentation stays. Where a line is
/// narrower than one character, the character has the line to itself.
pub fn wrap_ranges(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    if first == rest {
        return Lines::of(text, rest, usize::MAX).done;
    }
    // What a wide first line cannot hold may be too long for the narrower ones after it, so they
    // are broken afresh.
    let top = Lines::of(text, first, 1);
    let Some(line) = top.done.first().cloned() else {
        return Vec::new();
    };
    let next = top.done.get(1).map_or(top.start, |second| second.start);
    let below = text.get(next..).unwrap_or_default();
    let mut lines = vec![line];
    if !below.is_empty() {
        let below = Lines::of(below, rest, usize::MAX).done;
        lines.extend(
            below
                .into_iter()
                .map(|line| line.start + next..line.end + next),
        );
    }
    lines
}

/// The lines of a text while it is wrapped.
struct Lines {
    done: Vec<Range<usize>>,
    limit: usize,
    /// The first byte of the open line.
    start: usize,
    /// Columns used in it, white space at its end included.
    used: usize,
    /// The end of what is seen in it.
    end: usize,
    /// Where the line can be broken, if it can.
    gap: Option<Gap>,
    /// Where its last word can be broken, if it must.
    seam: Option<Gap>,
    after_wide: bool,
    after_letter: bool,
}

/// A place where a line can be broken.
#[derive(Clone, Copy)]
struct Gap {
    /// The end of what stays on the line.
    end: usize,
    /// The first byte of what goes to the next.
    next: usize,
    /// Columns used before `next`.
    used: usize,
}

impl Lines {
    /// Wraps a text, until there are `enough` lines.
    fn of(text: &str, columns: usize, enough: usize) -> Self {
        let mut lines = Self {
            done: Vec::new(),
            limit: columns.max(1),
            start: 0,
            used: 0,
            end: 0,
            gap: None,
            seam: None,
            after_wide: false,
            after_letter: false,
        };
        let widest = columns.max(2);
        for (at, cluster) in clusters(text) {
            if lines.done.len() >= enough {
                return lines;
            }
            if cluster_width(cluster) <= widest {
                lines.take(at, cluster);
                continue;
            }
            // A cluster may be as long as someone likes (consonants of Indic scripts join).
            for (offset, part) in parts(cluster) {
                lines.take(at + offset, part);
            }
        }
        lines.finish(text.len());
        lines
    }

    fn take(&mut self, at: usize, cluster: &str) {
        let next = at + cluster.len();
        if cluster.ends_with('\n') {
            self.close(self.end, next);
            self.used = 0;
            return;
        }
        let columns = cluster_width(cluster);
        if cluster.chars().all(is_gap) {
            self.used += columns;
            self.note_gap(next);
            return;
        }
        let wide = columns > 1;
        let free = wide || self.after_wide;
        if free && self.end == at && !cluster.starts_with(sticks_to_the_left) {
            self.note_gap(at);
        }
        self.make_room(at, columns);
        self.used += columns;
        self.end = next;
        self.after_wide = wide;
        if self.after_letter && matches!(cluster, "-" | "/" | "_" | "]") {
            self.seam = Some(Gap {
                end: next,
                next,
                used: self.used,
            });
        }
        self.after_letter = cluster.chars().any(char::is_alphanumeric);
    }

    /// Remembers that what comes from `next` on can go to the next line.
    fn note_gap(&mut self, next: usize) {
        if self.end > self.start {
            self.gap = Some(Gap {
                end: self.end,
                next,
                used: self.used,
            });
        }
    }

    /// Breaks the line, if need be, so that the cluster at a byte fits.
    fn make_room(&mut self, at: usize, columns: usize) {
        if self.used + columns > self.limit
            && let Some(gap) = self.gap
        {
            self.break_at(gap);
        }
        if self.used + columns > self.limit
            && let Some(seam) = self.seam
        {
            self.break_at(seam);
        }
        if self.used + columns > self.limit && at > self.start {
            let end = self.end.max(self.start);
            self.close(end, at);
            self.used = 0;
        }
    }

    /// Ends the open line at a place within it; what stands behind that goes to the next.
    fn break_at(&mut self, gap: Gap) {
        let (used, end, seam) = (self.used - gap.used, self.end, self.seam);
        self.close(gap.end, gap.next);
        self.used = used;
        self.end = end.max(self.end);
        self.seam = seam.filter(|seam| seam.next > gap.next).map(|seam| Gap {
            used: seam.used - gap.used,
            ..seam
        });
    }

    /// Ends the open line and opens the next.
    fn close(&mut self, end: usize, next: usize) {
        self.done.push(self.start..end.max(self.start));
        self.start = next;
        self.end = next;
        self.gap = None;
        self.seam = None;
        self.after_wide = false;
    }

    fn finish(&mut self, length: usize) {
        if self.end > self.start || self.done.is_empty() || self.start < length {
            self.close(self.end, length);
        }
    }
}

/// A cluster taken apart before each character that takes columns, so that marks and selectors
/// stay with their base.
fn parts(cluster: &str) -> impl Iterator<Item = (usize, &str)> {
    let inked = |(_, c): &(usize, char)| c.width().unwrap_or(0) > 0;
    let starts = cluster
        .char_indices()
        .skip(1)
        .filter(inked)
        .map(|(at, _)| at);
    let mut from = 0;
    starts
        .chain(std::iter::once(cluster.len()))
        .filter_map(move |end| {
            let part = cluster.get(from..end).map(|part| (from, part));
            from = end;
            part
        })
}

/// White space at which a line may break.
fn is_gap(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')
}

/// Characters that do not begin a line in East Asian text.
fn sticks_to_the_left(c: char) -> bool {
    matches!(
        c,
        '、' | '。'
            | '，'
            | '．'
            | '！'
            | '？'
            | '：'
            | '；'
            | '）'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '］'
            | '｝'
            | 'ー'
            | '々'
            | ','
            | '.'
            | '!'
            | '?'
            | ':'
            | ';'
            | ')'
            | ']'
            | '}'
            | '…'
    )
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::{clusters, expand_tabs, pad, settled, truncate, width, wrap, wrap_ranges};

    #[test]
    fn clusters_of_ascii_are_its_bytes_but_for_a_return_and_its_feed() {
        for text in ["", "ab c\n\td", "a\r\nb", "a\u{7}b", "caf\u{e9} e\u{301}"] {
            let found: Vec<(usize, &str)> = clusters(text).collect();
            let expected: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn columns_are_counted_by_cluster() {
        let cases = [
            ("", 0),
            ("abc", 3),
            ("漢字", 4),
            ("e\u{301}", 1),
            ("👩\u{200d}💻", 2),
            ("❤\u{fe0f}", 2),
            ("├─→", 3),
            ("a\tb\n", 2),
        ];
        for (text, columns) in cases {
            assert_eq!(width(text), columns, "{text:?}");
        }
    }

    #[test]
    fn what_terminals_dispute_is_drawn_as_wide_as_it_is_counted() {
        let cases: [(&str, Option<&[&str]>); 10] = [
            ("क\u{94d}\u{200d}ष", None),
            ("plain", None),
            ("漢", None),
            ("👩", None),
            ("👩\u{200d}💻", Some(&["👩"])),
            ("👍\u{1f3fd}", Some(&["👍"])),
            ("❤\u{fe0f}", Some(&["❤", " "])),
            ("1\u{fe0f}\u{20e3}", Some(&["1", " "])),
            ("🇩🇪", Some(&["D", "E"])),
            ("🏴\u{e0067}\u{e0062}\u{e007f}", Some(&["🏴"])),
        ];
        for (cluster, cells) in cases {
            let settled = settled(cluster);
            assert_eq!(
                settled
                    .as_deref()
                    .map(|c| c.iter().map(String::as_str).collect()),
                cells.map(<[&str]>::to_vec),
                "{cluster:?}"
            );
            if let Some(cells) = settled {
                assert_eq!(width(&cells.concat()), width(cluster), "{cluster:?}");
            }
        }
    }

    #[test]
    fn cutting_and_filling_keep_clusters_whole() {
        let cases = [
            ("short", "abc", 5, "abc", "abc  "),
            ("cut", "abcdef", 4, "abc…", "abc…"),
            ("wide", "漢字漢字", 4, "漢…", "漢… "),
            ("one column", "abc", 1, "…", "…"),
            ("no column", "abc", 0, "", ""),
        ];
        for (name, text, columns, cut, padded) in cases {
            assert_eq!(truncate(text, columns), cut, "{name}");
            assert_eq!(pad(text, columns), padded, "{name}");
        }
    }

    #[test]
    fn tabs_reach_the_next_stop() {
        assert_eq!(expand_tabs("a\tb\n\t漢\tc", 4), "a   b\n    漢  c");
        assert_eq!(expand_tabs("none", 4), "none");
    }

    #[test]
    fn lines_break_where_a_reader_would() {
        let cases: [(&str, &str, usize, &[&str]); 20] = [
            ("a hyphen", "qdrant-client", 8, &["qdrant-", "client"]),
            ("citations", "[S4:1][S4:2]", 8, &["[S4:1]", "[S4:2]"]),
            (
                "the last seam that fits",
                "a/bc/def/ghi",
                8,
                &["a/bc/", "def/ghi"],
            ),
            (
                "a word goes whole first",
                "use qdrant-client",
                13,
                &["use", "qdrant-client"],
            ),
            (
                "then at its seam",
                "use qdrant-client",
                8,
                &["use", "qdrant-", "client"],
            ),
            ("a flag keeps its dashes", "--abcdef", 4, &["--ab", "cdef"]),
            ("empty", "", 5, &[""]),
            ("fits", "one two", 7, &["one two"]),
            ("words", "one two three", 8, &["one two", "three"]),
            ("runs of spaces", "one   two  ", 4, &["one", "two"]),
            ("long word", "abcdefgh ij", 3, &["abc", "def", "gh", "ij"]),
            (
                "long word after a short one",
                "a bcdefgh",
                4,
                &["a", "bcde", "fgh"],
            ),
            ("line breaks", "a\n\nb c", 9, &["a", "", "b c"]),
            ("break at the end", "a\n", 9, &["a"]),
            ("indentation", "  ab cd", 4, &["  ab", "cd"]),
            ("wide without spaces", "漢字漢字", 5, &["漢字", "漢字"]),
            ("wide after a word", "ab漢字", 4, &["ab漢", "字"]),
            ("punctuation stays", "漢字漢。", 6, &["漢字", "漢。"]),
            (
                "selector stays with its emoji",
                "A❤\u{fe0f}\u{93f}",
                2,
                &["A", "❤\u{fe0f}", "\u{93f}"],
            ),
            ("narrower than a character", "漢字", 1, &["漢", "字"]),
        ];
        for (name, text, columns, lines) in cases {
            assert_eq!(wrap(text, columns), lines, "{name}");
        }
    }

    #[test]
    fn the_first_line_may_be_narrower() {
        assert_eq!(wrap_ranges("one two three", 3, 9), [0..3, 4..13]);
    }
}
