//! `archtui adr export --single`: all records of a stack in one document.

use std::path::Path;

use serde::Serialize;

use crate::adr::{CreateError, Folder, Ids, PlanCx, Record, Writer, plan, single};
use crate::cli::Cx;
use crate::cli::adr::args::Export;
use crate::cli::adr::copy::copied;
use crate::cli::adr::export::{below, day, selection};
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply};
use crate::cli::{project_file, stack_file};
use crate::text::{SafeText, file_slug};
use crate::world::records::RecordFolder;

/// The document, as JSON has it.
#[derive(Debug, Serialize)]
struct Document {
    title: SafeText,
    file: Option<SafeText>,
    text: String,
}

/// Where the document goes.
enum To<'a> {
    Stdout,
    Clipboard,
    /// A folder and a name in it.
    File(&'a Path, String),
}

pub(super) fn run(cx: &Cx, args: &Export) -> Result<Reply, CliError> {
    let date = day(cx, args)?;
    let library = Library::load(cx)?;
    let catalog = &library.catalog;
    let file = stack_file::find(cx)?;
    let (decided, found) = file.read(catalog)?;
    let selection = selection(&decided, catalog, args, &file)?;
    let project = cx.environment.project();
    let (own, _) = project_file::read(project);
    let place = project_file::records(project, &own).place(own.template.template());
    // Links between records and their numbers are those of the project.
    let listing = RecordFolder::new(place.path).list().unwrap_or_default();
    let plan_cx = PlanCx {
        catalog,
        writer: &Writer::default(),
        date: &date,
        from_records: None,
        again: false,
        ids: Ids::default(),
        elsewhere: &[],
    };
    let planned = plan(&decided, &selection, &listing, plan_cx);
    let records: Vec<&Record> = planned.iter().map(|planned| &planned.record).collect();
    let overview = Record::overview((&decided, catalog), &records, 0, &date);
    let text = single(&overview, &records);
    let mut document = Document {
        title: overview.title,
        file: None,
        text,
    };
    let to = to(args, &document.title);
    if let To::File(folder, name) = &to {
        let mut folder = RecordFolder::new(cx.environment.current.join(folder));
        document.file = Some(below(&cx.environment.current, &folder.path().join(name)));
        if !args.dry_run {
            write(&mut folder, name, &document)?;
        }
    }
    let keyed = Keyed("document", &document);
    let reply = library.reply_with(cx, found, &keyed, || said(&to, args, &document))?;
    match to {
        To::Clipboard if !args.dry_run => copied(cx, reply, &document.text),
        _ => Ok(reply),
    }
}

/// Where it goes. A name that ends in `.md` is that of a file, anything else a folder.
fn to<'a>(args: &'a Export, title: &str) -> To<'a> {
    let path = match args.to.as_deref() {
        None | Some("-") => return To::Stdout,
        Some("clipboard") => return To::Clipboard,
        Some(path) => Path::new(path),
    };
    let is_file = path.extension().is_some_and(|ending| ending == "md");
    match (path.file_name(), path.parent()) {
        (Some(name), Some(folder)) if is_file => {
            To::File(folder, name.to_string_lossy().into_owned())
        }
        _ => To::File(path, format!("{}.md", file_slug(title))),
    }
}

/// Writes the document where no file of its name is.
fn write(folder: &mut RecordFolder, name: &str, document: &Document) -> Result<(), CliError> {
    let made = folder
        .lock()
        .and_then(|()| folder.create_new(name, document.text.as_bytes()));
    made.map_err(|error| {
        let file = document.file.clone().unwrap_or_default();
        let error = match error {
            CreateError::Exists => CliError::write(format!("{file} is there already")),
            other @ CreateError::Io(_) => {
                CliError::write(format!("{file} was not written: {other}"))
            }
        };
        error.hint("name another file with --to FILE.md")
    })
}

fn said(to: &To<'_>, args: &Export, document: &Document) -> String {
    let file = document.file.clone().unwrap_or_default();
    match to {
        To::Stdout => document.text.clone(),
        To::File(..) if args.dry_run => crate::adr::diff(&file, None, Some(&document.text)),
        To::File(..) => format!("written  {file}\n"),
        To::Clipboard => String::new(),
    }
}
