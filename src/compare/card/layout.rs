//! A card as rows of so many columns: names at the left, or above what they say where there is
//! little room.

use super::{Line, Section};
use crate::text::{SafeText, width};

/// Columns of the names.
const NAMES: usize = 20;
/// Below so many columns a name stands above what it says.
const NARROW: usize = 60;
/// What stands before a text below its name.
const INDENT: usize = 2;

/// A row of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineRow {
    /// The position of its line among the lines of all sections; none for the row of a title.
    pub line: Option<usize>,
    /// The name of the line on its first row, blanks below it; the title of a section.
    pub name: SafeText,
    /// What it says, wrapped.
    pub text: SafeText,
    /// Where that is from.
    pub from: SafeText,
}

impl LineRow {
    /// Columns that it takes.
    fn width(&self) -> usize {
        let parts = [&self.name, &self.text, &self.from];
        parts.map(|part| width::width(part)).iter().sum()
    }
}

/// The rows of all sections, with an empty row before each title but the first.
pub fn rows(sections: &[Section], columns: usize) -> Vec<LineRow> {
    let mut rows = Vec::new();
    let mut lines = 0..;
    for section in sections {
        if !rows.is_empty() {
            rows.push(LineRow::default());
        }
        rows.push(LineRow {
            name: SafeText::new(section.title),
            ..LineRow::default()
        });
        for (line, at) in section.lines.iter().zip(&mut lines) {
            rows.extend(line.rows(at, columns, indent(section, columns)));
        }
    }
    rows
}

/// Columns before the texts of a section: those of its names, where it has any and there is room.
fn indent(section: &Section, columns: usize) -> usize {
    let named = section.lines.iter().any(|line| !line.name.is_empty());
    if named && columns >= NARROW {
        NAMES
    } else {
        INDENT
    }
}

impl Line {
    fn rows(&self, at: usize, columns: usize, indent: usize) -> Vec<LineRow> {
        let row = |name: &str, text: &str, from: &str| LineRow {
            line: Some(at),
            name: SafeText::from(name),
            text: SafeText::from(text),
            from: SafeText::from(from),
        };
        let blank = " ".repeat(indent);
        let room = columns.saturating_sub(indent).max(1);
        let mut rows: Vec<LineRow> = Vec::new();
        let name = format!("{}{}", " ".repeat(INDENT), self.name);
        let beside = width::width(&name) < indent;
        let mut first = if beside {
            width::pad(&name, indent)
        } else {
            blank.clone()
        };
        let short =
            indent == INDENT && width::width(&name) + 2 + width::width(&self.text) <= columns;
        if !beside && !self.name.is_empty() {
            if short {
                first = name + "  ";
            } else {
                rows.push(row(&name, "", ""));
            }
        }
        for text in width::wrap(&self.text, room) {
            let name = std::mem::replace(&mut first, blank.clone());
            rows.push(row(&name, &text, ""));
        }
        self.place_from(&mut rows, columns, &blank, row);
        rows
    }

    /// Puts where it is from beside the last row of the text where there is room, else below.
    fn place_from(
        &self,
        rows: &mut Vec<LineRow>,
        columns: usize,
        blank: &str,
        row: impl Fn(&str, &str, &str) -> LineRow,
    ) {
        if self.from.is_empty() {
            return;
        }
        let beside = format!("  {}", self.from);
        match rows.last_mut() {
            Some(last) if last.width() + width::width(&beside) <= columns => {
                last.from = SafeText::from(beside);
            }
            _ => {
                let room = columns.saturating_sub(width::width(blank)).max(1);
                let wrapped = width::wrap(&self.from, room);
                rows.extend(wrapped.iter().map(|from| row(blank, "", from)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(columns: usize) -> String {
        let line = |name: &str, text: &str, from: &str| Line {
            name: SafeText::new(name),
            text: SafeText::new(text),
            from: SafeText::new(from),
            to: None,
        };
        let section = Section {
            title: "Stated",
            lines: vec![
                line("Best for", "small woods and long winters", "oak.md:3 [A:1]"),
                line("", "and a second one", ""),
                line("Age", "a century", ""),
                line("A name that is longer", "than its column", ""),
            ],
        };
        let rows = rows(&[section], columns);
        let rows = rows.iter().map(|row| {
            let row = format!("{}{}{}", row.name, row.text, row.from);
            row.trim_end().to_owned() + "\n"
        });
        rows.collect()
    }

    #[test]
    fn names_stand_beside_or_above_what_they_say() {
        let wide = [
            "Stated",
            "  Best for          small woods and long winters  oak.md:3 [A:1]",
            "                    and a second one",
            "  Age               a century",
            "  A name that is longer",
            "                    than its column",
            "",
        ]
        .join("\n");
        assert_eq!(drawn(80), wide);
        let narrow = [
            "Stated",
            "  Best for",
            "  small woods and long",
            "  winters",
            "  oak.md:3 [A:1]",
            "  and a second one",
            "  Age  a century",
            "  A name that is longer",
            "  than its column",
            "",
        ]
        .join("\n");
        assert_eq!(drawn(24), narrow);
    }
}
