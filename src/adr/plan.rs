//! Which decisions become records, and under which names.

use crate::adr::edit::{Edit, edit};
use crate::adr::folder::{Ids, next_number, number_of};
use crate::adr::write::decision_digest;
use crate::adr::{CreateError, Folder, Record, RecordFile, TemplateError, Writer};
use crate::catalog::Catalog;
use crate::stack::{Decision, Stack};
use crate::text::SafeText;

/// How often a number is taken anew when others write at the same time.
const ATTEMPTS: u32 = 1000;

/// What is planned with.
#[derive(Clone, Copy, Debug)]
pub struct PlanCx<'a> {
    /// The library that concerns and sources are declared in.
    pub catalog: &'a Catalog,
    /// The form to write.
    pub writer: &'a Writer,
    /// The day to write, `YYYY-MM-DD`.
    pub date: &'a str,
    /// The way from the folder of records to the current folder: see [`Record::linked`].
    pub from_records: Option<&'a str>,
    /// Whether decisions that have a record get a new one.
    pub again: bool,
    /// What records are told apart by.
    pub ids: Ids,
    /// Names that are taken on other branches.
    pub elsewhere: &'a [String],
}

/// How a decision stands to its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanStatus {
    /// It has none yet: one will be written.
    New,
    /// It has one, and a new one is asked for.
    Again,
    /// Its record says what it says; nothing is written.
    Unchanged,
    /// Its record was written from something else: ask for it again, or supersede it.
    Changed,
    /// Its record is not in the folder; nothing is written unless it is asked for again.
    Missing,
}

impl PlanStatus {
    /// Whether a record will be written.
    pub fn writes(self) -> bool {
        matches!(self, Self::New | Self::Again)
    }
}

/// What becomes of one decision.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedRecord {
    /// The decision's position in the stack.
    pub decision: usize,
    /// How it stands to its record.
    pub status: PlanStatus,
    /// The file's name: of the record to write, or of the one there is.
    pub name: String,
    /// What the record says; for one that is not written too, so that it can be shown.
    pub record: Record,
    /// The text that would be written; else what is wrong with the project's own template.
    pub text: Result<String, TemplateError>,
    /// What it is told apart by.
    pub ids: Ids,
}

/// What was done for one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The decision's position in the stack.
    pub decision: usize,
    /// How it stood to its record.
    pub status: PlanStatus,
    /// The file's name, or why it was not written.
    pub name: Result<String, CreateError>,
}

/// Plans the records of some decisions of a stack, by position. Touches nothing.
pub fn plan(
    stack: &Stack,
    selection: &[usize],
    listing: &[RecordFile],
    cx: PlanCx<'_>,
) -> Vec<PlannedRecord> {
    let mut taken: Vec<String> = listing.iter().map(|file| file.name.clone()).collect();
    taken.extend(cx.elsewhere.iter().cloned());
    let mut next = next_number(taken.iter().map(String::as_str));
    let mut planned = Vec::new();
    for position in selection {
        let Some(decision) = stack.decisions.get(*position) else {
            continue;
        };
        let (status, known) = status_of(decision, listing, cx.again);
        let number = known
            .as_deref()
            .and_then(number_of)
            .filter(|_| !status.writes());
        let number = number.unwrap_or(next);
        let record = Record::of(decision, stack, cx.catalog, number, cx.date);
        let mut record = record.linked(cx.from_records);
        let fresh = cx.ids.file_name(number, cx.date, &record.title, &taken);
        let fresh = cx.writer.file_name(&fresh);
        if status.writes() {
            next += 1;
            taken.push(fresh.clone());
        }
        let name = known.filter(|_| !status.writes()).unwrap_or(fresh);
        record.file = SafeText::one_line(&name);
        planned.push(PlannedRecord {
            decision: *position,
            status,
            name,
            text: text(&record, cx.writer, cx.ids),
            record,
            ids: cx.ids,
        });
    }
    planned
}

/// The text of a record. Only one that is told apart by its number says it.
pub(super) fn text(record: &Record, writer: &Writer, ids: Ids) -> Result<String, TemplateError> {
    let text = writer.write(record)?;
    Ok(match ids {
        Ids::Number => text,
        Ids::Date | Ids::Draft => edit(&text, &Edit::NoNumber).unwrap_or(text),
    })
}

/// How a decision stands to its record, and the record's name.
fn status_of(
    decision: &Decision,
    listing: &[RecordFile],
    again: bool,
) -> (PlanStatus, Option<String>) {
    let Some(path) = &decision.adr else {
        return (PlanStatus::New, None);
    };
    let name = path.rsplit('/').next().unwrap_or(path).to_owned();
    if again {
        return (PlanStatus::Again, Some(name));
    }
    let file = listing.iter().find(|file| file.name == name);
    let status = match file.map(|file| file.text().and_then(decision_digest)) {
        None => PlanStatus::Missing,
        Some(Some(digest)) if digest == decision.digest() => PlanStatus::Unchanged,
        Some(_) => PlanStatus::Changed,
    };
    (status, Some(name))
}

/// Writes what was planned. A number that was taken meanwhile gives way to the next; nothing is
/// ever written over.
pub fn export(
    folder: &mut dyn Folder,
    planned: &[PlannedRecord],
    writer: impl Into<Writer>,
) -> Vec<Exported> {
    let writer = writer.into();
    let locked = folder.lock();
    let done = |planned: &PlannedRecord, name| Exported {
        decision: planned.decision,
        status: planned.status,
        name,
    };
    let mut exported = Vec::new();
    for one in planned {
        let name = match &locked {
            _ if !one.status.writes() => Ok(one.name.clone()),
            Err(error) => Err(error.clone()),
            Ok(()) => create(folder, &one.record, (&writer, one.ids)),
        };
        exported.push(done(one, name));
    }
    folder.unlock();
    exported
}

/// Writes a record under its number, or the next one that is free.
pub(super) fn create(
    folder: &mut dyn Folder,
    record: &Record,
    (writer, ids): (&Writer, Ids),
) -> Result<String, CreateError> {
    let mut record = record.clone();
    for _ in 0..ATTEMPTS {
        let names = folder.names()?;
        let next = next_number(names.iter().map(String::as_str));
        record.number = record.number.max(next);
        let name = ids.file_name(record.number, &record.date, &record.title, &names);
        let name = writer.file_name(&name);
        record.file = SafeText::one_line(&name);
        let text = text(&record, writer, ids);
        let text = text.map_err(|error| CreateError::Io(error.to_string()))?;
        match folder.create_new(&name, text.as_bytes()) {
            Err(CreateError::Exists) => record.number += 1,
            Err(error) => return Err(error),
            Ok(()) => return Ok(name),
        }
    }
    Err(CreateError::Exists)
}
