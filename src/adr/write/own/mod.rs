//! Records in a form of a project's own: a template file.
//!
//! A template comes with a project, and a project may come from anywhere. It can loop and choose
//! and nothing else ([`language`]), reads no file, stops after a number of steps, and writes no
//! more than a document may be. What it is given is escaped already ([`values`]).

mod filters;
mod language;
mod said;
mod values;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

use crate::adr::Record;
use crate::adr::write::front;
use crate::limits;
use crate::text::{SafeText, nearest};

use values::VARIABLES;

/// Steps that writing one record may take. A long record in a rich template takes some thousands.
const STEPS: u64 = 1_000_000;

/// Bytes of a template file. A long one has some thousands.
const SOURCE: usize = 64 << 10;

/// The endings that say that a file is a template, and not what it makes.
const TEMPLATE_ENDINGS: [&str; 3] = [".j2", ".jinja", ".jinja2"];

/// A template file, found to be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTemplate {
    name: String,
    text: String,
}

/// What is wrong with a template file: where, what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {what}; {hint}", file, line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct TemplateError {
    /// The file, as it was named.
    pub file: SafeText,
    /// The line, where one is to blame.
    pub line: Option<u32>,
    /// What is wrong.
    pub what: SafeText,
    /// What to do.
    pub hint: &'static str,
}

/// What to do where nothing better is known.
const READ_THE_MANUAL: &str = "docs/templates.md says what a template can do";

impl OwnTemplate {
    /// The names that a template can use, each with what it holds.
    pub const VARIABLES: &[(&str, &str)] = &VARIABLES;

    /// The filters that a template can use, each with what it does.
    pub const FILTERS: &[(&str, &str)] = &filters::FILTERS;

    /// A template by the name of its file and its text.
    pub fn new(name: &str, text: &str) -> Result<Self, TemplateError> {
        let template = Self {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        if text.len() > SOURCE {
            let what = format!("it is longer than {SOURCE} bytes");
            return Err(template.error(None, &what, "write a shorter one"));
        }
        language::check(text)
            .map_err(|wrong| template.error(Some(wrong.line), &wrong.what, wrong.hint))?;
        let budget = Budget::default();
        let environment = environment(&budget);
        let compiled = environment.template_from_named_str(name, text);
        let compiled = compiled.map_err(|error| template.explained(&error))?;
        let used = compiled.undeclared_variables(false);
        let mut unknown: Vec<&String> = used.iter().filter(|name| !is_known(name)).collect();
        unknown.sort();
        match unknown.first() {
            None => Ok(template),
            Some(unknown) => Err(template.unknown(unknown)),
        }
    }

    /// Its file, as it was named.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The ending of what it makes: that of the file, one that only says "template" aside.
    pub fn ending(&self) -> &str {
        let file = self.name.rsplit('/').next().unwrap_or(&self.name);
        let mut endings = TEMPLATE_ENDINGS.iter();
        let bare = endings.find_map(|ending| file.strip_suffix(*ending));
        let ending = bare.unwrap_or(file).rsplit_once('.');
        let ending = ending.map(|(_, ending)| ending);
        let plain = |ending: &&str| {
            !ending.is_empty()
                && ending.len() < 9
                && ending.chars().all(|c| c.is_ascii_alphanumeric())
        };
        ending.filter(plain).unwrap_or("md")
    }

    /// The text of a record. What is needed to take the decision again is added as a comment where
    /// the template has no place for it.
    pub fn write(&self, record: &Record) -> Result<String, TemplateError> {
        let budget = Budget::default();
        let environment = environment(&budget);
        let compiled = environment.template_from_named_str(&self.name, &self.text);
        let compiled = compiled.map_err(|error| self.explained(&error))?;
        let mut out = Limited(Vec::new());
        let written = compiled.render_captured_to(values::of(&record.cited()), &mut out);
        written.map_err(|error| self.explained(&error))?;
        let text = String::from_utf8(out.0);
        let text = text.map_err(|_| self.error(None, "it makes no text", READ_THE_MANUAL))?;
        // Text that was taken raw is as safe to show as any other.
        let mut text = SafeText::new(&text).to_string();
        let says = text.lines().any(|line| line == "archtui:");
        if !says && matches!(self.ending(), "md" | "markdown") {
            text.push_str(&front::comment(record));
        }
        Ok(text)
    }

    fn unknown(&self, name: &str) -> TemplateError {
        let known = VARIABLES.iter().map(|(known, _)| *known);
        let near = nearest(name, known).map(|near| format!(", did you mean `{near}`?"));
        let what = format!("there is no `{name}`{}", near.unwrap_or_default());
        let line = self
            .text
            .lines()
            .position(|line| language::names(line, name));
        let line = line.and_then(|line| u32::try_from(line + 1).ok());
        self.error(line, &what, "docs/templates.md lists the names")
    }

    fn explained(&self, error: &Error) -> TemplateError {
        let line = error.line().and_then(|line| u32::try_from(line).ok());
        let detail = error.detail().unwrap_or_default();
        let (what, hint) = match error.kind() {
            ErrorKind::OutOfFuel => (
                format!("it takes more than {STEPS} steps"),
                "loop over less",
            ),
            ErrorKind::WriteFailure | ErrorKind::BadSerialization => (
                format!("it writes more than {} bytes", limits::FILE_BYTES),
                "loop over less",
            ),
            ErrorKind::UndefinedError => (
                "something of this name is not there".to_owned(),
                "docs/templates.md lists the names",
            ),
            ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction => (
                format!("{}: {detail}", error.kind()),
                "docs/templates.md lists the filters",
            ),
            kind if detail.is_empty() => (kind.to_string(), READ_THE_MANUAL),
            _ => (detail.to_owned(), READ_THE_MANUAL),
        };
        self.error(line, &what, hint)
    }

    fn error(&self, line: Option<u32>, what: &str, hint: &'static str) -> TemplateError {
        TemplateError {
            file: SafeText::one_line(&self.name),
            line,
            what: SafeText::one_line(what),
            hint,
        }
    }
}

fn is_known(name: &str) -> bool {
    VARIABLES.iter().any(|(known, _)| *known == name)
}

/// Bytes that may still be made out of values.
#[derive(Clone, Debug)]
struct Budget(Arc<AtomicUsize>);

impl Default for Budget {
    fn default() -> Self {
        let most = usize::try_from(limits::FILE_BYTES).unwrap_or(usize::MAX);
        Self(Arc::new(AtomicUsize::new(most)))
    }
}

impl Budget {
    /// Takes some; an error where no more are left.
    fn take(&self, bytes: usize) -> Result<(), Error> {
        let taken = |left: usize| left.checked_sub(bytes);
        let taken = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken);
        taken
            .map(drop)
            .map_err(|_| Error::from(ErrorKind::WriteFailure))
    }
}

/// What a template runs in: no loader, no functions, our filters, nothing undefined.
fn environment(budget: &Budget) -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_fuel(Some(STEPS));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    if let Ok(syntax) = syntax.keep_trailing_newline(true).build() {
        environment.set_syntax(syntax);
    }
    filters::add(&mut environment, budget);
    let budget = budget.clone();
    environment.set_formatter(move |out, _, value| {
        if matches!(
            value.kind(),
            ValueKind::Seq | ValueKind::Map | ValueKind::Iterable
        ) {
            return Err(Error::new(
                ErrorKind::InvalidOperation,
                "a list is printed: loop over it, or put `|join(\", \")` behind it",
            ));
        }
        let text = value.to_string();
        budget.take(text.len())?;
        out.write_str(&text).map_err(Error::from)
    });
    environment
}

/// Takes as much as a document may be.
struct Limited(Vec<u8>);

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let long = self.0.len() + bytes.len();
        if u64::try_from(long).unwrap_or(u64::MAX) > limits::FILE_BYTES {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
