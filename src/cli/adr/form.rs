//! The form of records: one that the program knows, or a template file.

use std::sync::Arc;

use crate::adr::{OwnTemplate, Template, TemplateError, Writer};
use crate::cli::Cx;
use crate::cli::adr::args::Export;
use crate::cli::error::CliError;
use crate::settings::Form;
use crate::text::{SafeText, nearest};
use crate::world::templates;

/// The form that is asked for; else the project's.
pub(super) fn asked_for(cx: &Cx, args: &Export, project: &Form) -> Result<Writer, CliError> {
    let writer = match &args.form.template {
        None => of_project(cx, project)?,
        Some(word) => named(cx, word)?,
    };
    if !args.form.strict_madr {
        return Ok(writer);
    }
    let strict = match &writer {
        Writer::BuiltIn(template) => template.strict(),
        Writer::Own(_) => None,
    };
    strict.map(Writer::from).ok_or_else(|| {
        let said = format!("--strict-madr is for MADR, and not for {}", writer.word());
        CliError::usage(said).hint("leave it out, or write --template madr")
    })
}

/// The form that the project's settings name.
pub(crate) fn of_project(cx: &Cx, form: &Form) -> Result<Writer, CliError> {
    match form {
        Form::Known(template) => Ok(Writer::from(*template)),
        Form::File(file) => own(file, templates::of_project(cx.environment.project(), file)),
    }
}

/// The form of this name; else the file.
fn named(cx: &Cx, word: &str) -> Result<Writer, CliError> {
    if let Some(template) = Template::read(word) {
        return Ok(Writer::from(template));
    }
    let path = cx.environment.current.join(word);
    if matches!(Form::read(word), Some(Form::File(_))) || path.exists() {
        return own(word, templates::named(&path));
    }
    let words = Template::ALL.map(Template::word);
    let said = format!("there is no template “{}”", SafeText::one_line(word));
    let error = CliError::usage(said);
    let error = match nearest(word, words) {
        Some(near) => error.hint(format!("did you mean {near}?")),
        None => error,
    };
    Err(error.choose("name a file, or one of these:", words.map(SafeText::from)))
}

fn own(file: &str, text: Result<String, String>) -> Result<Writer, CliError> {
    let text = text.map_err(|why| {
        let file = SafeText::one_line(file);
        CliError::not_found(format!("the template {file} could not be read: {why}"))
            .hint("name a file that is there, or a form that `archtui adr export --help` lists")
    })?;
    let template = OwnTemplate::new(file, &text).map_err(|error| wrong(&error))?;
    Ok(Writer::Own(Arc::new(template)))
}

/// What is wrong with a template.
pub(super) fn wrong(error: &TemplateError) -> CliError {
    let line = error.line.map(|line| format!(":{line}"));
    let line = line.unwrap_or_default();
    CliError::usage(format!("{}{line}: {}", error.file, error.what)).hint(error.hint)
}
