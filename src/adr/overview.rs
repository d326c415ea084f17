//! The overview of a stack as a record, made from the records of its decisions.

use crate::adr::folder::{Ids, next_number, number_of};
use crate::adr::plan::{create, text};
use crate::adr::write::{decision_digest, subject};
use crate::adr::{
    CreateError, Folder, Gathered, LibrarySaid, PlanCx, PlanStatus, Record, RecordFile, RecordLink,
    Relation, Reopen, TemplateError, WalkSaid, Writer,
};
use crate::catalog::Catalog;
use crate::model::known;
use crate::stack::{AdrStatus, Library, Stack};
use crate::text::{SafeText, digest};

/// What stands before the name of a stack as the subject of its overview: no concern is called so.
const SUBJECT: &str = "stack ";

/// What becomes of the overview of a stack.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedOverview {
    /// How it stands to the overview that is there. One that says something else now is followed
    /// by a new one, which takes its place.
    pub status: PlanStatus,
    /// The file's name: of the record to write, or of the one there is.
    pub name: String,
    /// What it says.
    pub record: Record,
    /// The text that would be written; else what is wrong with the project's own template.
    pub text: Result<String, TemplateError>,
}

/// Plans the overview of records, after the numbers of those that are planned. Touches nothing.
pub fn plan_overview(
    stack: &Stack,
    records: &[&Record],
    listing: &[RecordFile],
    cx: PlanCx<'_>,
) -> PlannedOverview {
    let taken = next_number(listing.iter().map(|file| file.name.as_str()));
    let planned = records.iter().map(|record| record.number + 1).max();
    let number = planned.unwrap_or(0).max(taken);
    let names: Vec<String> = listing.iter().map(|file| file.name.clone()).collect();
    let mut record = Record::overview((stack, cx.catalog), records, number, cx.date);
    let before = last(stack, listing);
    let same = before.and_then(RecordFile::text).and_then(decision_digest);
    let same = same.is_some_and(|digest| record.reopen.decision == digest.as_str());
    let (status, name) = match before {
        Some(before) if same && !cx.again => (PlanStatus::Unchanged, before.name.clone()),
        before => {
            record.links.extend(before.map(superseded));
            let status = if before.is_some() {
                PlanStatus::Again
            } else {
                PlanStatus::New
            };
            let name = cx.ids.file_name(number, cx.date, &record.title, &names);
            (status, cx.writer.file_name(&name))
        }
    };
    record.file = SafeText::one_line(&name);
    PlannedOverview {
        status,
        name,
        text: text(&record, cx.writer, cx.ids),
        record,
    }
}

/// Writes an overview that was planned; the name it got.
pub fn export_overview(
    folder: &mut dyn Folder,
    planned: &PlannedOverview,
    (writer, ids): (&Writer, Ids),
) -> Result<String, CreateError> {
    if !planned.status.writes() {
        return Ok(planned.name.clone());
    }
    folder.lock()?;
    let created = create(folder, &planned.record, (writer, ids));
    folder.unlock();
    created
}

/// The last overview of a stack that stands in a folder.
fn last<'a>(stack: &Stack, listing: &'a [RecordFile]) -> Option<&'a RecordFile> {
    let wanted = Record::overview_subject(stack);
    let is_one = |file: &&RecordFile| {
        let about = file.text().and_then(subject);
        about.is_some_and(|about| wanted == about.as_str())
    };
    let all = listing.iter().filter(is_one);
    all.max_by_key(|file| number_of(&file.name))
}

fn superseded(before: &RecordFile) -> RecordLink {
    RecordLink {
        relation: Relation::Supersedes,
        file: SafeText::one_line(&before.name),
        number: number_of(&before.name),
        title: SafeText::default(),
    }
}

impl Record {
    /// The overview of a stack: what is so in the project, and its decisions with where their
    /// records are. It is accepted where all of them are, else proposed.
    pub fn overview(
        (stack, catalog): (&Stack, &Catalog),
        records: &[&Self],
        number: u32,
        date: &str,
    ) -> Self {
        let name = stack.name.as_str();
        let gathered = records.iter().map(|record| Gathered {
            subject: subject_title(record, stack, catalog),
            ..Gathered::of(record)
        });
        let gathered: Vec<Gathered> = gathered.collect();
        let agreed =
            |one: &Gathered| matches!(one.status, AdrStatus::Accepted | AdrStatus::Rejected);
        let status = if !gathered.is_empty() && gathered.iter().all(agreed) {
            AdrStatus::Accepted
        } else {
            AdrStatus::Proposed
        };
        let facts: Vec<SafeText> = known(&stack.facts)
            .iter()
            .map(|fact| SafeText::one_line(fact))
            .collect();
        let reopen = Reopen {
            version: env!("CARGO_PKG_VERSION").into(),
            subject: Self::overview_subject(stack),
            decision: SafeText::from(digest(said(&facts, &gathered).as_bytes())),
            library: stack.library.iter().map(library).collect(),
            ..Reopen::default()
        };
        Self {
            number,
            title: SafeText::one_line(&format!("Architecture of {name}")),
            status,
            date: SafeText::one_line(date),
            problem: SafeText::one_line(&format!("Which decisions make up {name}?")),
            facts,
            gathered,
            reopen,
            ..Self::default()
        }
    }

    /// What the overview of a stack says that it is about, so that it is found again.
    pub fn overview_subject(stack: &Stack) -> SafeText {
        SafeText::one_line(&format!("{SUBJECT}{}", stack.name))
    }
}

impl Gathered {
    /// What an overview says of a record.
    fn of(record: &Record) -> Self {
        Self {
            title: record.title.clone(),
            number: record.number,
            file: record.file.clone(),
            status: record.status,
            subject: record.reopen.subject.clone(),
            chosen: record.chosen.clone(),
            walks: record.reopen.walks.clone(),
        }
    }
}

/// What a decision is about, in words for a person.
fn subject_title(record: &Record, stack: &Stack, catalog: &Catalog) -> SafeText {
    let subject = &record.reopen.subject;
    let mut all = stack.decisions.iter();
    let decision = all.find(|decision| decision.subject.to_string() == subject.as_str());
    decision.map_or_else(|| subject.clone(), |decision| decision.title(catalog))
}

/// All that an overview says of a project and its decisions, so that it can be told whether it
/// still does: a line for each, its parts with tabs between, which no text of one line has.
fn said(facts: &[SafeText], gathered: &[Gathered]) -> String {
    let facts = facts.iter().map(|fact| format!("fact\t{fact}\n"));
    let decisions = gathered.iter().map(|one| {
        let chosen = one.chosen.as_ref().map(SafeText::as_str);
        let parts = [
            &one.file,
            one.title.as_str(),
            one.status.word(),
            &one.subject,
            chosen.unwrap_or_default(),
        ];
        let walks: String = one.walks.iter().map(walked).collect();
        format!("{}\n{walks}", parts.join("\t"))
    });
    facts.chain(decisions).collect()
}

fn walked(walk: &WalkSaid) -> String {
    let tabbed = |all: &[SafeText]| -> String {
        let all = all.iter().map(|one| format!("\t{one}"));
        all.collect()
    };
    let answers = walk.answers.iter();
    let answers = answers.map(|step| format!("asked\t{}{}\n", step.question, tabbed(&step.said)));
    let answers: String = answers.collect();
    format!("walk\n{answers}led to{}\n", tabbed(&walk.led_to))
}

fn library(library: &Library) -> LibrarySaid {
    LibrarySaid {
        name: library.from.clone(),
        version: library.version.clone().unwrap_or_default(),
        digest: library.digest.clone().unwrap_or_default(),
    }
}
