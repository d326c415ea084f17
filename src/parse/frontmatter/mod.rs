//! The YAML between `---` lines at the top of a file.

mod fence;
mod repair;

use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::model::{Frontmatter, FrontmatterField};
use crate::parse::yaml::{self, Node, YamlError};
use crate::text::{FileId, LineIndex, Location, SafeText, Span};

pub(super) use fence::{Fences, Opening, opening};

/// Fields kept of a frontmatter that is not YAML.
const FIELDS_BY_LINE: usize = 256;

/// Reads the frontmatter of a text; `None` where there is none. A value with an unquoted colon
/// is quoted and read again. Every scalar is kept as written. What YAML cannot read at all is
/// read line by line, with an error.
pub fn parse(text: &str, file: FileId) -> (Option<Frontmatter>, Vec<Diagnostic>) {
    match opening(text) {
        Opening::Plain => (None, Vec::new()),
        Opening::Unclosed => {
            let found = Diagnostic::error(
                "frontmatter-open",
                "The frontmatter that starts in line 1 is never closed; the whole file is read as text",
            );
            let hint = "Write a line of three dashes after the last field";
            let found = found.at(Location::line(file, 1)).hint(hint);
            (None, vec![found])
        }
        Opening::Fenced(fences) => {
            let mut reader = Reader {
                text,
                file,
                lines: LineIndex::new(text),
                diagnostics: Vec::new(),
            };
            let fields = reader.fields(&fences);
            let frontmatter = Frontmatter {
                fields,
                body_line: reader.lines.line_of(fences.body),
                body_start: fences.body,
            };
            (Some(frontmatter), reader.diagnostics)
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    file: FileId,
    lines: LineIndex,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn fields(&mut self, fences: &Fences) -> Vec<FrontmatterField> {
        let text = self.text.get(fences.yaml.clone()).unwrap_or_default();
        let first = self.lines.line_of(fences.yaml.start);
        let read = |text: &str| yaml::read_from(text, limits::FRONTMATTER_BYTES, first);
        let error = match read(text) {
            Ok(node) => return self.take(&node),
            Err(error) => error,
        };
        if text.len() <= limits::FRONTMATTER_BYTES
            && let Some(repaired) = repair::quote(text)
            && let Ok(node) = read(&repaired.text)
        {
            for line in repaired.lines {
                self.report_quoted(first.saturating_add(line));
            }
            return self.take(&node);
        }
        self.report_broken(&error);
        repair::fields(text)
            .take(FIELDS_BY_LINE)
            .map(|(line, key, value)| self.field(key, value, first.saturating_add(line), None))
            .collect()
    }

    /// The fields of a mapping.
    fn take(&mut self, node: &Node) -> Vec<FrontmatterField> {
        if !node.is_mapping() && !node.is_null() {
            let message = format!("The frontmatter is {}, not fields with values", node.what());
            let found = Diagnostic::error("frontmatter-shape", message)
                .at(self.line(node.line, node.end_line))
                .hint("Write it as `name: value` lines");
            self.diagnostics.push(found);
        }
        let mut fields: Vec<FrontmatterField> = Vec::new();
        let mut seen = std::collections::BTreeMap::new();
        for (key, value) in node.entries() {
            let name = key.to_line();
            if let Some(first) = seen.get(&name) {
                self.report_duplicate(&name, *first, key.line);
            } else {
                seen.insert(name.clone(), key.line);
            }
            let last = value.end_line.max(key.line);
            fields.push(self.field(&name, &value.to_line(), key.line, Some(last)));
        }
        fields
    }

    fn field(&self, key: &str, value: &str, line: u32, last: Option<u32>) -> FrontmatterField {
        FrontmatterField {
            key: SafeText::one_line(key),
            value: SafeText::new(value),
            at: self.line(line, last.unwrap_or(line)),
        }
    }

    fn report_quoted(&mut self, line: u32) {
        let message = format!(
            "The value in line {line} holds a colon or begins with a sign that YAML reserves; it is read as if it were quoted"
        );
        let found = Diagnostic::new(
            crate::diagnostic::Severity::Info,
            "frontmatter-quoted",
            message,
        );
        let found = found.at(self.line(line, line));
        self.diagnostics.push(found.hint("Put the value in quotes"));
    }

    fn report_broken(&mut self, error: &YamlError) {
        let message = format!("The frontmatter cannot be read as YAML: {}", error.reason);
        let found = Diagnostic::error("frontmatter", message).at(self.line(error.line, error.line));
        let hint = "Correct the line or quote its value; its fields were read line by line";
        self.diagnostics.push(found.hint(hint));
    }

    fn report_duplicate(&mut self, name: &str, first: u32, line: u32) {
        let message =
            format!("The field `{name}` stands in line {first} already; that one is used");
        let found = Diagnostic::warning("frontmatter-duplicate", message);
        let found = found.at(self.line(line, line));
        self.diagnostics.push(found.hint("Keep one of them"));
    }

    /// The place of whole lines.
    fn line(&self, first: u32, last: u32) -> Location {
        let start = self.lines.start_of(first).unwrap_or(self.text.len());
        let next = self.lines.start_of(last.saturating_add(1));
        let end = next.unwrap_or(self.text.len()).max(start);
        let whole = self.text.get(start..end).unwrap_or_default();
        let end = start + whole.trim_end_matches(['\n', '\r']).len();
        Location {
            file: self.file,
            span: Span {
                start: u32::try_from(start).unwrap_or(u32::MAX),
                end: u32::try_from(end).unwrap_or(u32::MAX),
            },
            line: first,
        }
    }
}

#[cfg(test)]
mod tests;
