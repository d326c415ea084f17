//! `archtui adr index`: the records of a folder as a table in a page that people read.

use std::path::{Component, Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::adr::diff;
use crate::adr::index::{END, NoPlace, START, append, put};
use crate::cli::Cx;
use crate::cli::adr::export::below;
use crate::cli::adr::folder::Opened;
use crate::cli::error::CliError;
use crate::cli::output::{Keyed, Reply, json};
use crate::text::SafeText;
use crate::world::save::{Overwrite, save};
use crate::world::small::text_of;

/// The page beside the folder of records that has the table where none is named.
const PAGE: &str = "README.md";
/// Pages in the folder that have it, where they have the markers already.
const WITHIN: [&str; 2] = [PAGE, "index.md"];

/// The command.
#[derive(Clone, Debug, Args)]
pub(crate) struct Index {
    /// The page, to which the table is added where it has none; else README.md or index.md in the
    /// folder of records, where it has the markers, else README.md beside the folder
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,

    /// The folder of records; else the project's
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Show what would change, and change nothing
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
        Err(_) if before.is_none() => return Err(no_page(&shown, &folder.itself())),
        Err(why) => return Err(no_place(&shown, why)),
        Ok(new) => new,
    };
    let changes = before.as_deref() != Some(&new);
    let status = match (changes, args.dry_run) {
        (false, _) => "unchanged",
        (true, true) => "would-write",
        (true, false) => "written",
    };
    if changes && !args.dry_run {
        let there = before.as_ref();
        let overwrite = there.map_or(Overwrite::Never, |_| Overwrite::Replace);
        save(&page, new.as_bytes(), overwrite).map_err(|error| {
            CliError::write(error.to_string()).hint("or see what would change with --dry-run")
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
    if args.dry_run && changes {
        let diff = diff(&told.file, before.as_deref(), Some(&new));
        return Ok(Reply::text(diff));
    }
    Ok(Reply::text(format!("{status}  {}\n", told.file)))
}

/// The page: the one that is named, else one in the folder of records that asks for the table, else
/// the one beside the folder. A new one in the folder would stop tools that take each file there
/// for a record.
fn page(cx: &Cx, args: &Index, folder: &Path) -> PathBuf {
    if let Some(named) = &args.to {
        return cx.environment.current.join(named);
    }
    let mut within = WITHIN.into_iter().map(|name| folder.join(name));
    let asks = |page: &PathBuf| {
        let text = text_of(page).ok().flatten();
        text.is_some_and(|text| put(&text, &[], "") != Err(NoPlace::NoMarkers))
    };
    let above = folder.parent().unwrap_or(folder);
    within.find(asks).unwrap_or_else(|| above.join(PAGE))
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

fn no_page(shown: &SafeText, folder: &SafeText) -> CliError {
    let within = WITHIN.join(" or ");
    let said = format!("there is no page {shown}, and no {within} in {folder} with a place for it");
    CliError::not_found(said)
        .hint(format!("--to {shown} makes it, or name another one"))
        .hint(format!(
            "a page in {folder} needs the lines {START} and {END}"
        ))
}

fn no_place(shown: &SafeText, why: NoPlace) -> CliError {
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
