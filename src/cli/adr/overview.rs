//! The overview of a stack: a record that leads to the records of its decisions.

use crate::adr::{
    CreateError, Folder, PlanCx, PlannedOverview, PlannedRecord, Record, RecordFile,
    export_overview, plan_overview,
};
use crate::cli::Cx;
use crate::cli::adr::export::{Done, Told, below, word};
use crate::cli::error::CliError;
use crate::cli::output::Reported;
use crate::stack::Stack;
use crate::text::SafeText;
use crate::world::records::RecordFolder;

/// The overview of records as they are planned.
pub(super) fn planned(
    stack: &Stack,
    planned: &[PlannedRecord],
    listing: &[RecordFile],
    cx: PlanCx<'_>,
) -> PlannedOverview {
    let records: Vec<&Record> = planned.iter().map(|planned| &planned.record).collect();
    plan_overview(stack, &records, listing, cx)
}

/// What is told of an overview.
pub(super) fn told(stack: &Stack, planned: &PlannedOverview, status: &'static str) -> Told {
    Told {
        concern: Record::overview_subject(stack),
        title: planned.record.title.clone(),
        status,
        file: Some(SafeText::one_line(&planned.name)),
        text: None,
        why: None,
    }
}

/// Writes the overview of records as they were written; says what became of it.
pub(super) fn write(
    cx: &Cx,
    mut folder: RecordFolder,
    (stack, records): (&Stack, &[PlannedRecord]),
    plan_cx: PlanCx<'_>,
    done: &mut Done,
) {
    let written = folder.list().and_then(|listing| {
        let overview = planned(stack, records, &listing, plan_cx);
        let name = export_overview(&mut folder, &overview, (plan_cx.writer, plan_cx.ids));
        name.map(|name| (overview, name))
    });
    match written {
        Ok((overview, name)) => {
            let status = word(overview.status, "written");
            let path = folder.path().join(name);
            done.told.push(Told {
                file: Some(below(&cx.environment.current, &path)),
                ..told(stack, &overview, status)
            });
        }
        Err(error) => done.failed.push(failed(&error)),
    }
}

fn failed(error: &CreateError) -> Reported {
    let said = format!("the overview was not written: {error}");
    let error = CliError::write(said).hint("choose another place with --to DIR");
    error.reported()
}
