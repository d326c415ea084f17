//! `archtui adr show`: a record, as a reader sees it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::adr::{Adr, Form};
use crate::catalog::Lookup;
use crate::cli::adr::folder::Opened;
use crate::cli::adr::told::Whole;
use crate::cli::error::{self, CliError};
use crate::cli::output::{Keyed, Reply, json};
use crate::cli::{Cx, show};
use crate::parse::{ParseCx, markdown};
use crate::text::put::Put;
use crate::text::{FileId, SafeText};

/// The command.
#[derive(Clone, Debug, Args)]
pub(crate) struct ShowRecord {
    /// A number, the name of a file, or a part of a title
    #[arg(value_name = "RECORD")]
    what: String,

    /// The folder of records; else the project's
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,

    /// The text as it stands in the file
    #[arg(long)]
    raw: bool,
}

/// A file that no record was read from.
#[derive(Debug, Serialize)]
struct Plain {
    file: SafeText,
    text: SafeText,
}

pub(super) fn run(cx: &Cx, args: &ShowRecord) -> Result<Reply, CliError> {
    Opened::reply(cx, args.folder.as_deref(), |folder| {
        record(cx, args, folder)
    })
}

fn record(cx: &Cx, args: &ShowRecord, folder: &Opened) -> Result<Reply, CliError> {
    let (name, adr) = find(folder, &args.what)?;
    let text = folder.text(name).unwrap_or_default();
    let file = folder.shown(name);
    if cx.global.json {
        let mut found = folder.findings();
        found.retain(|one| one.file.as_ref() == Some(&file));
        let body = if let Some(adr) = adr {
            json(&Keyed("record", &Whole::of(adr, folder, text)), &found)?
        } else {
            let text = SafeText::new(text);
            json(&Keyed("record", &Plain { file, text }), &found)?
        };
        return Ok(Reply::text(body));
    }
    if args.raw || !name.to_lowercase().ends_with(".md") {
        return Ok(Reply::text(text));
    }
    let head = head(adr, &file);
    Ok(Reply::text(format!("{head}\n{}", drawn(text, cx.width()))))
}

/// A record by its file, its number or its title; a file that no record was read from by its
/// name.
fn find<'a>(folder: &'a Opened, what: &str) -> Result<(&'a str, Option<&'a Adr>), CliError> {
    let found = match folder.listing.find(what) {
        Lookup::Missing(near) => {
            let mut unread = folder.listing.unread.iter();
            if let Some(one) = unread.find(|one| what.ends_with(&one.name)) {
                return Ok((&one.name, None));
            }
            Lookup::Missing(near)
        }
        found => found,
    };
    let at = error::one(found, "record", what, "adr list")?;
    let adr = folder.listing.records.get(at);
    Ok((adr.map_or("", |adr| &adr.name), adr))
}

/// What stands beside the text: a reader of the file sees it, of the drawn text would not.
fn head(adr: Option<&Adr>, file: &SafeText) -> String {
    let Some(adr) = adr else {
        return format!("{file}\n");
    };
    let mut out = format!("{file}\n");
    if adr.form != Form::Header {
        return out;
    }
    let number = adr.number.as_ref().map(|said| said.what.to_string());
    for (name, value) in [
        ("Number", number.unwrap_or_default()),
        ("Status", adr.status_words.what.to_string()),
        ("Date", adr.date.what.to_string()),
        ("Decided by", joined(&adr.decision_makers)),
        ("Consulted", joined(&adr.consulted)),
        ("Informed", joined(&adr.informed)),
        ("Tags", joined(&adr.tags)),
    ] {
        if !value.is_empty() {
            out.put(format_args!("{name}: {value}\n"));
        }
    }
    out
}

fn joined(names: &[SafeText]) -> String {
    let names: Vec<&str> = names.iter().map(SafeText::as_str).collect();
    names.join(", ")
}

fn drawn(text: &str, columns: usize) -> String {
    let cx = ParseCx {
        file: FileId(0),
        citations: &BTreeSet::new(),
    };
    let (document, _) = markdown::parse(text, cx);
    show::rows(&document, columns)
}
