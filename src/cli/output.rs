//! What goes out: data on stdout, everything else on stderr, nothing that acts on a terminal.

use std::fmt;
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::ser::{CompactFormatter, Formatter};

use crate::cli::error::{CliError, Kind};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::text::put::Put;
use crate::text::{SafeText, width};

/// The version of the shapes of JSON.
const VERSION: u32 = 1;
/// A column of a listing is not filled further than this: one endless name must not push what
/// follows the others out of sight.
const COLUMN: usize = 160;

/// What a command has to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reply {
    /// For stdout: text or JSON.
    pub(crate) body: String,
    /// For stderr, a line each.
    pub(crate) notes: Vec<SafeText>,
    /// The exit code.
    pub(crate) code: u8,
}

impl Reply {
    /// A reply of text.
    pub(crate) fn text(body: impl Into<String>) -> Self {
        Self {
            body: body.into(),
            ..Self::default()
        }
    }

    /// The same reply with a line for stderr.
    #[must_use]
    pub(crate) fn note(mut self, note: impl Into<SafeText>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// Writes a reply. A reader that went away has had enough; anything else that fails is told.
pub(crate) fn write(reply: &Reply) -> Result<(), CliError> {
    for note in &reply.notes {
        complain(&format!("{note}\n"));
    }
    // Once more, although every part is safe: what goes out passes here, whatever is added later.
    let body = SafeText::new(&reply.body);
    let mut stdout = io::stdout().lock();
    let written = stdout
        .write_all(body.as_bytes())
        .and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let why = crate::world::plain(&error);
            Err(
                CliError::write(format!("the output could not be written: {why}"))
                    .hint("free some space, or send the output elsewhere"),
            )
        }
        _ => Ok(()),
    }
}

/// Writes to stderr; where that fails there is nobody to tell.
pub(crate) fn complain(said: &str) {
    let _ = io::stderr().write_all(SafeText::new(said).as_bytes());
}

/// A diagnostic in the words of the outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Reported {
    pub(crate) severity: Severity,
    pub(crate) code: Code,
    pub(crate) message: SafeText,
    pub(crate) source: Option<SafeText>,
    pub(crate) file: Option<SafeText>,
    pub(crate) line: Option<u32>,
    pub(crate) hint: Option<SafeText>,
}

impl Reported {
    /// A finding whose message says what it is about: a folder to read, a failure.
    pub(crate) fn without_place(finding: &Diagnostic) -> Self {
        Self {
            severity: finding.severity,
            code: finding.code,
            message: finding.message.clone(),
            source: None,
            file: None,
            line: None,
            hint: finding.hint.clone(),
        }
    }

    /// A finding in a file that is not the library's.
    pub(crate) fn in_file(finding: &Diagnostic, file: &SafeText) -> Self {
        Self {
            file: Some(file.clone()),
            line: finding.at.map(|at| at.line).filter(|line| *line > 0),
            ..Self::without_place(finding)
        }
    }

    /// Whether something could not be read.
    pub(crate) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// How a person reads it.
    pub(crate) fn shown(&self) -> SafeText {
        let severity = match self.severity {
            Severity::Error => "error: ",
            Severity::Warning => "warning: ",
            Severity::Info => "",
        };
        SafeText::new(&format!("{severity}{}", self.sentence()))
    }

    /// Where, what, and what to do next.
    pub(crate) fn sentence(&self) -> SafeText {
        let unnamed =
            |file: &&SafeText| self.line.is_some() || !self.message.contains(file.as_str());
        let file = self.file.as_ref().filter(unnamed);
        let file = file.map(ToString::to_string).unwrap_or_default();
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        let colon = if file.is_empty() { "" } else { ": " };
        let hint = self.hint.as_ref().map(|hint| format!("; {hint}"));
        let hint = hint.unwrap_or_default();
        let message = &self.message;
        SafeText::new(&format!("{file}{line}{colon}{message}{hint}"))
    }
}

/// The object that every JSON output is: a version, what was asked for, and what was understood
/// badly.
#[derive(Serialize)]
struct Envelope<'a, T> {
    version: u32,
    #[serde(flatten)]
    value: T,
    diagnostics: &'a [Reported],
}

/// A value under its key.
pub(crate) struct Keyed<'a, T>(pub(crate) &'a str, pub(crate) &'a T);

impl<T: Serialize> Serialize for Keyed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.0, self.1)?;
        map.end()
    }
}

/// The JSON of a value that is an object, on one line.
pub(crate) fn json<T: Serialize>(value: &T, diagnostics: &[Reported]) -> Result<String, CliError> {
    let envelope = Envelope {
        version: VERSION,
        value,
        diagnostics,
    };
    let mut out = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut out, Escaping(CompactFormatter));
    let failed = |why: String| {
        CliError::new(Kind::Internal, format!("no JSON could be made: {why}"))
            .hint("please report this")
    };
    envelope
        .serialize(&mut writer)
        .map_err(|error| failed(error.to_string()))?;
    out.push(b'\n');
    String::from_utf8(out).map_err(|error| failed(error.to_string()))
}

/// Compact JSON in which everything that a terminal obeys or that a reader cannot see is written
/// as `\uXXXX`: JSON is often read by eye, in a terminal.
struct Escaping(CompactFormatter);

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain = fragment;
        while let Some((at, c)) = plain.char_indices().find(|(_, c)| is_escaped(*c)) {
            let (before, rest) = plain.split_at_checked(at).unwrap_or((plain, ""));
            self.0.write_string_fragment(writer, before)?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain = rest.strip_prefix(c).unwrap_or_default();
        }
        self.0.write_string_fragment(writer, plain)
    }
}

/// Ranges that JSON never shows as they are: controls, what sets the direction, what has no
/// width, tags and variation selectors. From the Unicode classes Cc, Cf, Zl, Zp and
/// `Default_Ignorable_Code_Point`.
const ESCAPED: [(char, char); 17] = [
    ('\u{0}', '\u{1f}'),
    ('\u{7f}', '\u{9f}'),
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{600}', '\u{605}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{e0000}', '\u{e0fff}'),
];

fn is_escaped(c: char) -> bool {
    // Most text is ASCII, and of that most is plain.
    !(' '..'\u{7f}').contains(&c)
        && ESCAPED
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&c))
}

/// Rows in columns, each as wide as its widest cell; the last one is not filled. Columns without
/// any text are left out.
pub(crate) fn columns(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widths = cells.map(|cell| width::width(cell).min(COLUMN));
        widths.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(wide).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, wide) in row.iter().zip(&widths).filter(|(_, wide)| **wide > 0) {
            line.push_str(cell);
            let fill = wide.saturating_sub(width::width(cell));
            line.push_str(&" ".repeat(fill + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Adds to a text.
pub(crate) fn add(out: &mut String, text: fmt::Arguments<'_>) {
    out.put(text);
}

/// A number of things: `1 table`, `3 tables`.
pub(crate) fn count(number: usize, one: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {one}{s}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_shows_nothing_that_acts_or_hides() {
        let cases = [
            (
                "plain",
                "caf\u{e9} \"x\" \\ 日本",
                r#""café \"x\" \\ 日本""#,
            ),
            ("escape", "\u{1b}[31m", r#""\u001b[31m""#),
            ("c1", "\u{9b}31m", r#""\u009b31m""#),
            ("delete", "a\u{7f}", r#""a\u007f""#),
            ("direction", "\u{202e}abc", r#""\u202eabc""#),
            ("no width", "a\u{200b}\u{200d}b", r#""a\u200b\u200db""#),
            ("tag", "\u{e0041}!", r#""\udb40\udc41!""#),
            ("selector", "\u{2764}\u{fe0f}", "\"\u{2764}\\ufe0f\""),
            ("line breaks", "a\nb\u{2028}c", r#""a\nb\u2028c""#),
        ];
        for (name, text, expected) in cases {
            let json = json(&Keyed("value", &text), &[]).unwrap();
            let expected = format!("{{\"version\":1,\"value\":{expected},\"diagnostics\":[]}}\n");
            assert_eq!(json, expected, "{name}");
            let read: serde_json::Value = serde_json::from_str(&json).unwrap();
            assert_eq!(read["value"], text, "{name}: reads back");
        }
    }

    #[test]
    fn columns_line_up_by_display_width() {
        let rows = [["日本", "two", ""], ["a", "b", "c"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(columns(&rows), "日本  two\na     b    c\n");
        let long = "x".repeat(100);
        let rows = [[long.as_str(), "two"], ["a", "b"]];
        let text = columns(&rows.map(|row| row.map(str::to_owned).to_vec()));
        let last: Vec<_> = text.lines().map(|line| line.rfind(' ')).collect();
        assert_eq!(last, [Some(101); 2], "long names line up too");
        let rows = [["a", "", "b"], ["c", "", "d"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(
            columns(&rows),
            "a  b\nc  d\n",
            "an empty column is left out"
        );
    }
}
