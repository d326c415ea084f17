//! `archtui adr list`: the records of a folder, whichever tools wrote them.

use std::path::PathBuf;

use clap::Args;

use crate::adr::{Adr, Refused};
use crate::cli::Cx;
use crate::cli::adr::folder::Opened;
use crate::cli::adr::told::Told;
use crate::cli::error::CliError;
use crate::cli::output::{Keyed, Reply, columns, count, json};
use crate::stack::AdrStatus;
use crate::text::{SafeText, width};

/// Columns for a status or a day in words of one's own.
const OWN_WORDS: usize = 24;

/// The command.
#[derive(Clone, Debug, Args)]
pub(crate) struct ListRecords {
    /// The folder of records; else the project's
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Only records of this status: draft, proposed, accepted, rejected, deprecated, superseded, or
    /// words of your own
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
}

pub(super) fn run(cx: &Cx, args: &ListRecords) -> Result<Reply, CliError> {
    Opened::reply(cx, args.folder.as_deref(), |folder| {
        listing(cx, args, folder)
    })
}

fn listing(cx: &Cx, args: &ListRecords, folder: &Opened) -> Result<Reply, CliError> {
    let records = folder.listing.records.iter();
    let records = records.filter(|adr| is_wanted(adr, args.status.as_deref()));
    let records: Vec<&Adr> = records.collect();
    let findings = folder.findings();
    if cx.global.json {
        let told = records.iter().map(|adr| Told::of(adr, folder));
        let told: Vec<Told> = told.collect();
        return Ok(Reply::text(json(&Keyed("records", &told), &findings)?));
    }
    let mut rows: Vec<Vec<String>> = records.iter().map(|adr| row(adr, folder)).collect();
    let reply = |rows: &[Vec<String>]| Reply::text(cx.fit(&columns(rows)));
    if args.status.is_some() {
        let broken = folder.unread(Refused::Broken).count();
        let noted = count(broken, "file");
        let reply = reply(&rows);
        return Ok(match broken {
            0 => reply,
            _ => reply.note(format!(
                "{noted} could not be read; `archtui adr list` names them"
            )),
        });
    }
    let unread = [Refused::Broken, Refused::NoRecord].into_iter();
    let unread = unread.flat_map(|refused| folder.unread(refused));
    rows.extend(unread.map(|one| {
        let word = match one.refused {
            Refused::Broken => "unreadable",
            Refused::NoRecord | Refused::ByName => "no record",
        };
        let file = folder.shown(&one.name).to_string();
        let why = SafeText::one_line(&one.why).to_string();
        vec![String::new(), word.to_owned(), String::new(), file, why]
    }));
    if rows.is_empty() {
        let place = folder.itself();
        let said = format!("there are no records in {place}; `archtui adr export` writes some");
        return Ok(Reply::default().note(said));
    }
    Ok(reply(&rows))
}

fn is_wanted(adr: &Adr, status: Option<&str>) -> bool {
    let Some(wanted) = status else {
        return true;
    };
    match AdrStatus::read(wanted) {
        Some(status) => adr.status == Some(status),
        None => adr.status_words.what.eq_ignore_ascii_case(wanted.trim()),
    }
}

fn row(adr: &Adr, folder: &Opened) -> Vec<String> {
    let number = adr.number.as_ref();
    vec![
        number.map_or_else(|| beginning(&adr.name), |said| format!("{:04}", said.what)),
        status(adr),
        width::truncate(&adr.date.what, OWN_WORDS),
        folder.shown(&adr.name).to_string(),
        adr.title.what.to_string(),
    ]
}

/// What a file without a number begins with: a day, or `XXXX`.
fn beginning(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    let (first, _) = file.split_once('-').unwrap_or_default();
    let day = first.len() == 8 && first.chars().all(|c| c.is_ascii_digit());
    let draft = first.chars().all(|c| c == 'X');
    if day || draft {
        first.to_owned()
    } else {
        String::new()
    }
}

/// The status in a word, and what took its place.
fn status(adr: &Adr) -> String {
    let Some(status) = adr.status else {
        return width::truncate(&adr.status_words.what, OWN_WORDS);
    };
    let by = adr.superseded_by().and_then(|link| link.number);
    match (status, by) {
        (AdrStatus::Superseded, Some(by)) => format!("{} by {by:04}", status.word()),
        _ => status.word().to_owned(),
    }
}
