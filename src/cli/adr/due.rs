//! `archtui adr due`: when decisions are to be thought of again.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::adr::{Adr, Trigger, TriggerWhen, is_in_force, triggers};
use crate::cli::Cx;
use crate::cli::adr::check::facts;
use crate::cli::adr::folder::Opened;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, columns};
use crate::text::SafeText;

/// The command.
#[derive(Clone, Debug, Args)]
pub(crate) struct Due {
    /// The folder of records; else the project's
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Only what is due by this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<String>,
}

/// A condition of a record, as JSON has it.
#[derive(Debug, Serialize)]
struct Told {
    number: Option<u32>,
    title: SafeText,
    file: SafeText,
    when: SafeText,
    due: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<SafeText>,
}

pub(super) fn run(cx: &Cx, args: &Due) -> Result<Reply, CliError> {
    let until = args.until.as_deref().map(super::export::checked);
    let until = until.transpose()?;
    let folder = args.folder.as_deref();
    Opened::reply(cx, folder, |folder| listed(cx, until.as_deref(), folder))
}

fn listed(cx: &Cx, until: Option<&str>, folder: &Opened) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let (facts, mut found) = facts(cx, &library)?;
    found.extend(folder.findings());
    let today = cx.environment.today();
    let records = folder.listing.records.iter();
    let records = records.filter(|adr| is_in_force(adr.status));
    let all = records.flat_map(|adr| {
        let triggers = triggers(adr, &facts, &today).into_iter();
        triggers.map(move |trigger| (adr, trigger))
    });
    let mut all: Vec<(&Adr, Trigger)> = all.collect();
    if let Some(until) = until {
        all.retain(|(_, trigger)| match &trigger.at {
            TriggerWhen::Day(day) => day.as_str() <= until,
            TriggerWhen::Fact { .. } => trigger.due,
        });
    }
    all.sort_by(|(_, one), (_, other)| one.order().cmp(&other.order()));
    let told: Vec<Told> = all.iter().map(|one| told(folder, one)).collect();
    let reply = library.reply_with(cx, found, &Keyed("records", &told), || text(&told))?;
    if told.is_empty() {
        return Ok(reply.note("no record says when to think again"));
    }
    Ok(reply)
}

fn told(folder: &Opened, (adr, trigger): &(&Adr, Trigger)) -> Told {
    let now = match &trigger.at {
        TriggerWhen::Day(_) => None,
        TriggerWhen::Fact { now, .. } => now.clone(),
    };
    Told {
        number: adr.number.as_ref().map(|said| said.what),
        title: adr.title.what.clone(),
        file: folder.shown(&adr.name),
        when: trigger.said.clone(),
        due: trigger.due,
        now,
    }
}

fn text(told: &[Told]) -> String {
    let rows = told.iter().map(|one| {
        let now = one
            .now
            .as_ref()
            .map_or_else(String::new, |now| format!("{now} now"));
        vec![
            if one.due { "due" } else { "" }.to_owned(),
            one.when.to_string(),
            now,
            one.file.to_string(),
            one.title.to_string(),
        ]
    });
    columns(&rows.collect::<Vec<_>>())
}
