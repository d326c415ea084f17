//! A text as its lines, each with the end it has, so that what is not edited stays byte for byte.

use std::borrow::Cow;

/// A text being edited.
#[derive(Clone, Debug)]
pub(super) struct Page<'a> {
    mark: &'a str,
    lines: Vec<Line<'a>>,
}

#[derive(Clone, Debug)]
struct Line<'a> {
    text: Cow<'a, str>,
    end: &'a str,
}

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// The position of its line.
    pub(super) at: usize,
    /// 1 to 6.
    pub(super) level: usize,
    /// Its words, as they are written.
    pub(super) title: String,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let (mark, rest) = match text.strip_prefix('\u{feff}') {
            Some(rest) => ("\u{feff}", rest),
            None => ("", text),
        };
        let line = |line: &'a str| {
            let bare = line.strip_suffix('\n').unwrap_or(line);
            let bare = match bare.strip_suffix('\r') {
                Some(before) if bare.len() < line.len() => before,
                _ => bare,
            };
            let end = line.get(bare.len()..).unwrap_or_default();
            Line {
                text: Cow::Borrowed(bare),
                end,
            }
        };
        Self {
            mark,
            lines: rest.split_inclusive('\n').map(line).collect(),
        }
    }

    /// The text again.
    pub(super) fn finish(&self) -> String {
        let lines = self.lines.iter();
        let lines = lines.flat_map(|line| [line.text.as_ref(), line.end]);
        std::iter::once(self.mark).chain(lines).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// A line without its end; nothing beyond the last one.
    pub(super) fn line(&self, at: usize) -> &str {
        self.lines.get(at).map_or("", |line| line.text.as_ref())
    }

    /// Puts another text on a line.
    pub(super) fn set(&mut self, at: usize, text: impl Into<String>) {
        let text = text.into();
        if let Some(line) = self.lines.get_mut(at).filter(|line| line.text != text) {
            line.text = Cow::Owned(text);
        }
    }

    /// Puts lines before a line, with the ends that the lines around have. A text without a line
    /// end at its end keeps none.
    pub(super) fn insert<T: Into<String>>(
        &mut self,
        at: usize,
        texts: impl IntoIterator<Item = T>,
    ) {
        let at = at.min(self.lines.len());
        let end = self.end_near(at);
        let mut lines: Vec<Line<'a>> = texts
            .into_iter()
            .map(|text| Line {
                text: Cow::Owned(text.into()),
                end,
            })
            .collect();
        if at == self.lines.len() && !lines.is_empty() {
            // The last line of all gives its end, or its lack of one, to what comes after it.
            let last = self.lines.last_mut();
            let bare = last.filter(|line| line.end.is_empty());
            if let Some((before, new)) = bare.zip(lines.last_mut()) {
                before.end = end;
                new.end = "";
            }
        }
        self.lines.splice(at..at, lines);
    }

    /// Takes a line out.
    pub(super) fn remove(&mut self, at: usize) {
        if at < self.lines.len() {
            self.lines.remove(at);
        }
    }

    fn end_near(&self, at: usize) -> &'a str {
        let (before, after) = self.lines.split_at_checked(at).unwrap_or_default();
        let near = before.iter().rev().chain(after);
        let mut ends = near.map(|line| line.end).filter(|end| !end.is_empty());
        ends.next().unwrap_or("\n")
    }

    /// The line that closes a header in YAML, which opens on the first line.
    pub(super) fn header_end(&self) -> Option<usize> {
        let is_fence = |at: usize| self.line(at).trim_end() == "---";
        let closes = |at: &usize| is_fence(*at) || self.line(*at).trim_end() == "...";
        is_fence(0).then(|| (1..self.len()).find(closes)).flatten()
    }

    /// Whether a block of code or a comment is not closed: what comes after it is part of it.
    pub(super) fn is_open(&self) -> bool {
        let first = self.header_end().map_or(0, |end| end + 1);
        let lines = (first..self.len()).map(|at| self.line(at));
        let last = lines.fold(Inside::Prose, |inside, line| inside.after(line).1);
        !matches!(last, Inside::Prose)
    }

    /// The lines that are prose: not of the header, of a comment or of code.
    pub(super) fn prose(&self) -> Vec<bool> {
        let first = self.header_end().map_or(0, |end| end + 1);
        let mut inside = Inside::Prose;
        let line = |at: usize| {
            if at < first {
                return false;
            }
            let (is_prose, next) = inside.after(self.line(at));
            inside = next;
            is_prose
        };
        (0..self.len()).map(line).collect()
    }

    /// Its headings, in order.
    pub(super) fn headings(&self) -> Vec<Heading> {
        let prose = self.prose();
        let lines = (0..self.len()).filter(|at| prose.get(*at) == Some(&true));
        lines.filter_map(|at| heading(at, self.line(at))).collect()
    }

    /// The title: the first heading of the first level.
    pub(super) fn title(&self) -> Option<Heading> {
        self.headings().into_iter().find(|one| one.level == 1)
    }

    /// A section of the second level by its title: the line of its heading, and the line after
    /// all that stands under it before the next heading of any level.
    pub(super) fn section(&self, title: &str) -> Option<(usize, usize)> {
        let headings = self.headings();
        let same = |one: &Heading| one.level == 2 && one.title.eq_ignore_ascii_case(title);
        let position = headings.iter().position(same)?;
        let at = headings.get(position)?.at;
        let next = headings.get(position + 1).map_or(self.len(), |one| one.at);
        Some((at, next))
    }

    /// The line after the last of a range that says anything.
    pub(super) fn content_end(&self, (from, to): (usize, usize)) -> usize {
        let mut lines = (from..to).rev();
        let last = lines.find(|at| !self.line(*at).trim().is_empty());
        last.map_or(from, |last| last + 1)
    }
}

/// What a line stands in.
#[derive(Clone, Copy)]
enum Inside {
    Prose,
    Comment,
    /// A block of code, by the mark that closes it and how many of these there are at least.
    Code(char, usize),
}

impl Inside {
    /// Whether a line is prose, and what the next one stands in.
    fn after(self, line: &str) -> (bool, Self) {
        let trimmed = line.trim_start();
        match self {
            Self::Comment => {
                let over = line.contains("-->");
                (false, if over { Self::Prose } else { self })
            }
            Self::Code(mark, count) => {
                let run = run_of(trimmed, mark);
                let over = run >= count && trimmed.trim_end().chars().count() == run;
                (false, if over { Self::Prose } else { self })
            }
            Self::Prose => {
                for mark in ['`', '~'] {
                    let run = run_of(trimmed, mark);
                    if run >= 3 {
                        return (false, Self::Code(mark, run));
                    }
                }
                if let Some(comment) = trimmed.strip_prefix("<!--") {
                    let open = !comment.contains("-->");
                    return (false, if open { Self::Comment } else { self });
                }
                (true, self)
            }
        }
    }
}

fn run_of(text: &str, mark: char) -> usize {
    text.chars().take_while(|c| *c == mark).count()
}

fn heading(at: usize, line: &str) -> Option<Heading> {
    let level = run_of(line, '#');
    let title = line.get(level..)?;
    let apart = title.is_empty() || title.starts_with([' ', '\t']);
    ((1..=6).contains(&level) && apart).then(|| Heading {
        at,
        level,
        title: title.trim().trim_end_matches('#').trim_end().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_it_was() {
        for text in [
            "",
            "a",
            "a\n",
            "a\r\nb\nc",
            "\u{feff}a\r\n",
            "a\rb\n",
            "\n\n",
            "\r",
        ] {
            assert_eq!(Page::new(text).finish(), text, "{text:?}");
        }
    }

    #[test]
    fn a_new_line_ends_as_those_around_it() {
        let cases = [
            ("unix", "a\nb\n", 1, "a\nx\nb\n"),
            ("windows", "a\r\nb\r\n", 1, "a\r\nx\r\nb\r\n"),
            ("both", "a\r\nb\nc\n", 1, "a\r\nx\r\nb\nc\n"),
            ("no end", "a\r\nb", 2, "a\r\nb\r\nx"),
            ("one line", "a", 1, "a\nx"),
            ("at the end", "a\n", 9, "a\nx\n"),
            ("nothing", "", 0, "x\n"),
        ];
        for (name, text, at, after) in cases {
            let mut page = Page::new(text);
            page.insert(at, ["x"]);
            assert_eq!(page.finish(), after, "{name}");
        }
    }

    #[test]
    fn headings_in_code_and_comments_are_none() {
        let text = "---\n# of the header\n---\n# Title\n```\n# code\n```\n<!--\n# comment\n-->\n## Status ##\n#no\n";
        let titles: Vec<_> = Page::new(text).headings();
        let titles: Vec<_> = titles.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles, ["Title", "Status"]);
    }
}
