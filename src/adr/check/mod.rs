//! Whether a record still holds: its walks taken again in the content of today, the words that it
//! cites looked up, and its own conditions held against facts and date.

mod again;
mod cited;
mod triggers;

pub use triggers::{Trigger, TriggerWhen, is_condition, triggers};

use std::collections::HashMap;

use crate::adr::{Adr, LibrarySaid};
use crate::catalog::Catalog;
use crate::model::{Facts, FileKind};
use crate::parse::fact::pair;
use crate::stack::AdrStatus;
use crate::text::{FileId, SafeText};
use again::{compare_again, walk_again};
use cited::cited;
use triggers::think_again;

/// What a record was checked against.
#[derive(Clone, Copy, Debug)]
pub struct CheckCx<'a> {
    /// The content of today.
    pub catalog: &'a Catalog,
    /// What is so in the project today; empty where nobody says.
    pub facts: &'a Facts,
    /// Today, `YYYY-MM-DD`.
    pub today: &'a str,
}

/// How a record stands, the gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing was recorded that could be taken again.
    NotRecorded,
    /// Everything is as it was.
    Holds,
    /// The day has come to think again.
    ReviewDue,
    /// A fact has come to where it says to think again.
    FactCrossed,
    /// What it rests on says something else.
    Changed,
    /// What it rests on is not there any more.
    Gone,
}

impl Verdict {
    /// The words for it, for a person and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotRecorded => "not recorded",
            Self::Holds => "holds",
            Self::ReviewDue => "review due",
            Self::FactCrossed => "fact crossed",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }

    /// Whether the decision should be taken again.
    pub fn is_broken(self) -> bool {
        self > Self::Holds
    }
}

/// A record with how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The gravest of what was found.
    pub verdict: Verdict,
    /// What was found, in the order of the record.
    pub findings: Vec<CheckFinding>,
}

/// Something found while checking a record.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckFinding {
    /// How grave it is; [`Verdict::Holds`] for what only moved.
    pub verdict: Verdict,
    /// What, in a sentence: which question, which answer, which line.
    pub what: SafeText,
    /// What to do.
    pub mend: SafeText,
    /// The line of the record that it is about; 0 for all of it.
    pub line: u32,
}

/// Whether a status lets a record be held against the present: one that was superseded, refused or
/// given up has nothing to hold.
pub fn is_in_force(status: Option<AdrStatus>) -> bool {
    !matches!(
        status,
        Some(AdrStatus::Superseded | AdrStatus::Rejected | AdrStatus::Deprecated)
    )
}

/// Checks records, one after the other; what files say is gathered once.
#[derive(Debug)]
pub struct Checks<'a> {
    cx: CheckCx<'a>,
    files: HashMap<&'a str, FileId>,
    said: HashMap<FileId, Vec<(u32, String)>>,
}

impl<'a> Checks<'a> {
    /// The checks against something.
    pub fn new(cx: CheckCx<'a>) -> Self {
        let mut files = HashMap::new();
        for (id, file) in (0_u32..).map(FileId).zip(&cx.catalog.files) {
            if file.kind != FileKind::Record {
                files.entry(file.shown.as_str()).or_insert(id);
            }
        }
        Self {
            cx,
            files,
            said: HashMap::new(),
        }
    }

    /// Checks a record. `text` is what it was read from.
    pub fn check(&mut self, adr: &Adr, text: &str) -> Checked {
        let cx = self.cx;
        if let Some(missing) = not_read(adr, cx.catalog) {
            return Checked {
                verdict: missing.verdict,
                findings: vec![missing],
            };
        }
        let mut findings = Vec::new();
        if let Some(reopen) = &adr.reopen {
            let recorded: Facts = reopen.facts.iter().filter_map(|fact| pair(fact)).collect();
            for walk in &reopen.walks {
                findings.extend(walk_again(walk, &recorded, cx));
            }
            findings.extend(compare_again(reopen, cx.catalog));
        }
        let triggers = triggers(adr, cx.facts, cx.today);
        findings.extend(triggers.iter().filter_map(think_again));
        let cited = cited(adr, text);
        for source in &cited {
            findings.extend(self.look_up(source));
        }
        let recorded = adr.reopen.as_ref().is_some_and(|reopen| {
            !reopen.walks.is_empty() || !reopen.revisit_when.is_empty() || !reopen.cells.is_empty()
        });
        let least = if recorded || !cited.is_empty() {
            Verdict::Holds
        } else {
            Verdict::NotRecorded
        };
        let gravest = findings.iter().map(|finding| finding.verdict).max();
        Checked {
            verdict: gravest.unwrap_or(least).max(least),
            findings,
        }
    }
}

/// That a library which a record rests on is not among those that are read: then nothing of it can
/// be told.
fn not_read(adr: &Adr, catalog: &Catalog) -> Option<CheckFinding> {
    let is_read = |library: &&LibrarySaid| {
        let mut sources = catalog.sources.iter();
        library.name.is_empty() || sources.any(|source| source.name() == library.name)
    };
    let mut libraries = adr.reopen.iter().flat_map(|reopen| &reopen.library);
    let missing = libraries.find(|library| !is_read(library))?;
    let what = format!("it rests on {}, which is not read here", missing.name);
    let mend = format!("read it too: --skills {}", missing.name);
    Some(found(Verdict::Gone, &what, &mend))
}

const WALK_AGAIN: &str = "walk it again and export it again, or supersede the record";

fn found(verdict: Verdict, what: &str, mend: &str) -> CheckFinding {
    CheckFinding {
        verdict,
        what: SafeText::one_line(what),
        mend: SafeText::one_line(mend),
        line: 0,
    }
}
