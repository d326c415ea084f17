//! `archtui adr check`: whether what was recorded still holds.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::adr::{Adr, CheckCx, CheckFinding, Checked, Checks, Verdict, is_in_force};
use crate::cli::adr::folder::Opened;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, Reported};
use crate::cli::{Cx, stack_file};
use crate::model::Facts;
use crate::text::put::Put;
use crate::text::{SafeText, counted};

/// The command.
#[derive(Clone, Debug, Args)]
pub(crate) struct Check {
    /// The folder of records; else the project's
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Only the record of this number, file name or title
    #[arg(long, value_name = "RECORD")]
    only: Option<String>,
}

/// A record that was checked, as JSON has it.
#[derive(Debug, Serialize)]
struct Told {
    number: Option<u32>,
    title: SafeText,
    file: SafeText,
    verdict: &'static str,
    findings: Vec<ToldFinding>,
}

#[derive(Debug, Serialize)]
struct ToldFinding {
    verdict: &'static str,
    message: SafeText,
    hint: SafeText,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

pub(super) fn run(cx: &Cx, args: &Check) -> Result<Reply, CliError> {
    Opened::reply(cx, args.folder.as_deref(), |folder| {
        checked(cx, args, folder)
    })
}

fn checked(cx: &Cx, args: &Check, folder: &Opened) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let (facts, mut found) = facts(cx, &library)?;
    found.extend(folder.findings());
    let today = cx.environment.today();
    let check_cx = CheckCx {
        catalog: &library.catalog,
        facts: &facts,
        today: &today,
    };
    let wanted = folder.wanted(args.only.as_deref())?;
    let mut checks = Checks::new(check_cx);
    let in_force = wanted.into_iter().filter(|adr| is_in_force(adr.status));
    let checked: Vec<(&Adr, Checked)> = in_force
        .map(|adr| {
            let text = folder.text(&adr.name).unwrap_or_default();
            (adr, checks.check(adr, text))
        })
        .collect();
    let told: Vec<Told> = checked.iter().map(|one| told(folder, one)).collect();
    let broken = checked
        .iter()
        .filter(|(_, checked)| checked.verdict.is_broken());
    let broken = broken.count();
    let unreadable = found.iter().any(Reported::is_error);
    let mut reply = library.reply_with(cx, found, &Keyed("records", &told), || text(&told))?;
    reply.code = reply.code.max(u8::from(broken > 0 || unreadable));
    let of = counted(checked.len(), "record");
    let silent = checked
        .iter()
        .filter(|(_, one)| one.verdict == Verdict::NotRecorded);
    let silent = silent.count();
    let reply = match silent {
        0 => reply,
        n => reply.note(format!("{n} of {of} say nothing that could be checked")),
    };
    Ok(reply.note(match broken {
        0 if checked.is_empty() => format!("there is nothing to check in {}", folder.itself()),
        0 => format!("{of} checked; nothing speaks against them"),
        1 => format!("1 of {of} does not hold any more"),
        more => format!("{more} of {of} do not hold any more"),
    }))
}

/// What is so in the project, by its stack; nothing where there is none.
pub(super) fn facts(cx: &Cx, library: &Library) -> Result<(Facts, Vec<Reported>), CliError> {
    let file = stack_file::find(cx)?;
    let (stack, found) = file.read(&library.catalog)?;
    Ok((stack.facts, found))
}

fn told(folder: &Opened, (adr, checked): &(&Adr, Checked)) -> Told {
    let finding = |finding: &CheckFinding| ToldFinding {
        verdict: finding.verdict.word(),
        message: finding.what.clone(),
        hint: finding.mend.clone(),
        line: Some(finding.line).filter(|line| *line > 0),
    };
    Told {
        number: adr.number.as_ref().map(|said| said.what),
        title: adr.title.what.clone(),
        file: folder.shown(&adr.name),
        verdict: checked.verdict.word(),
        findings: checked.findings.iter().map(finding).collect(),
    }
}

/// The columns of a verdict.
const VERDICT: usize = 14;

fn text(told: &[Told]) -> String {
    let mut out = String::new();
    for record in told {
        out.put(format_args!(
            "{:<VERDICT$}{}  {}\n",
            record.verdict, record.file, record.title
        ));
        // What only moved is no news to a person.
        let told = record.findings.iter();
        for finding in told.filter(|finding| finding.verdict != Verdict::Holds.word()) {
            let line = finding
                .line
                .map_or_else(String::new, |line| format!("{}:{line}: ", record.file));
            out.put(format_args!("  {line}{}\n", finding.message));
            out.put(format_args!("    {}\n", finding.hint));
        }
    }
    out
}
