//! `archtui adr index`: the records of a folder as a table in a page that people read.

use std::path::{Component, Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::adr::index::{END, NoPlace, START, append, put};
use crate::cli::Cx;
use crate::cli::adr::export::below;
use crate::cli::adr::folder::Opened;
use crate::cli::error::CliError;
use crate::cli::output::{Keyed, Reply, json};
use crate::text::SafeText;

use crate::world::save::{Overwrite, save};
use crate::world::small::text_of;

/// The page that has the table where none is named.
const PAGE: &str = "README.md";

/// The command.
#[derive(Clone, Debug, Args)]
pub(crate) struct Index {
    /// The page, to which the table is added where it has none; else README.md beside the folder
    /// of records, between the markers there
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,

    /// The folder of records; else the project's
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Print the page as it would be, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What became of the page, as JSON has it.
#[derive(Debug, Serialize)]
struct Told {
    file: SafeText,
    status: &'static str,
    records: usize,
    text: SafeText,
}

pub(super) fn run(cx: &Cx, args: &Index) -> Result<Reply, CliError> {
    Opened::reply(cx, args.folder.as_deref(), |folder| {
        page_of(cx, args, folder)
    })
}

fn page_of(cx: &Cx, args: &Index, folder: &Opened) -> Result<Reply, CliError> {
    let records = &folder.listing.records;
    let page = page(cx, args, &folder.path);
    let shown = below(&cx.environment.current, &page);
    let before = text_of(&page).map_err(|why| {
        CliError::not_found(format!("{shown} could not be read: {why}")).hint("name another page")
    })?;
    if before.is_none() && args.to.is_some() {
        stops_importers(&page, &folder.path, &shown)?;
    }
    let way = way(&page, &folder.path);
    let old = before.as_deref().unwrap_or_default();
    let new = match put(old, records, &way) {
        Err(NoPlace::NoMarkers) if args.to.is_some() => append(old, records, &way),
        Err(why) => return Err(no_place(&shown, before.is_some(), why)),
        Ok(new) => new,
    };
    let changes = before.as_deref() != Some(&new);
    let status = match (changes, args.dry_run) {
        (false, _) => "unchanged",
        (true, true) => "would-write",
        (true, false) => "written",
    };
    if changes && !args.dry_run {
        let overwrite = before.map_or(Overwrite::Never, |_| Overwrite::Replace);
        save(&page, new.as_bytes(), overwrite).map_err(|error| {
            CliError::write(error.to_string()).hint("or print it with --dry-run")
        })?;
    }
    let told = Told {
        file: shown,
        status,
        records: records.len(),
        text: SafeText::new(&new),
    };
    if cx.global.json {
        let findings = folder.findings();
        return Ok(Reply::text(json(&Keyed("index", &told), &findings)?));
    }
    if args.dry_run {
        return Ok(Reply::text(new));
    }
    Ok(Reply::text(format!("{status}  {}\n", told.file)))
}

/// The page: the one that is named, else the one beside the folder of records. In the folder itself
/// it would stop tools that take each file there for a record.
fn page(cx: &Cx, args: &Index, folder: &Path) -> PathBuf {
    if let Some(named) = &args.to {
        return cx.environment.current.join(named);
    }
    let above = folder.parent().unwrap_or(folder);
    above.join(PAGE)
}

/// Refuses to make a page among the records: Structurizr's importer reads every `.md` there, and
/// stops at one whose name begins with no number.
fn stops_importers(page: &Path, folder: &Path, shown: &SafeText) -> Result<(), CliError> {
    let inside = tidy(page).parent() == Some(&tidy(folder));
    if !inside {
        return Ok(());
    }
    let said = format!("{shown} would stand among the records, where importers stop at it");
    Err(CliError::usage(said).hint("write it one folder up, or make the file first"))
}

fn no_place(shown: &SafeText, exists: bool, why: NoPlace) -> CliError {
    if !exists {
        return CliError::not_found(format!("there is no page {shown}"))
            .hint(format!("--to {shown} makes it, or name another one"));
    }
    let error = CliError::not_found(format!("{shown} has no place for the index: {why}"));
    match why {
        NoPlace::NoMarkers => error.hint(format!(
            "write {START} and {END} where it shall stand, or add both at its end with --to {shown}"
        )),
        NoPlace::Alone(_) | NoPlace::Twice(_) => error,
    }
}

/// The way from a page to the folder of records, with `/`.
fn way(page: &Path, folder: &Path) -> String {
    let page = tidy(page);
    let from: Vec<Component<'_>> = page
        .parent()
        .map_or(Vec::new(), |at| at.components().collect());
    let folder = tidy(folder);
    let to: Vec<Component<'_>> = folder.components().collect();
    let both = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(both).map(|_| "..".to_owned());
    let down = to.iter().skip(both);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A path without `.` and `..`, as it is written.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_lead_from_a_page_to_the_records() {
        let cases = [
            ("/p/docs/README.md", "/p/docs/adr", "adr"),
            ("/p/README.md", "/p/docs/adr", "docs/adr"),
            ("/p/docs/adr/all.md", "/p/docs/adr", ""),
            ("/p/site/all.md", "/p/docs/../doc/./adr", "../doc/adr"),
        ];
        for (page, folder, expected) in cases {
            assert_eq!(way(Path::new(page), Path::new(folder)), expected, "{page}");
        }
    }
}
