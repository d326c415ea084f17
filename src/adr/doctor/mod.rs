//! Whether the records of a folder can be trusted: by readers, and by the tools that read them.
//!
//! Begin with [`check`]. A rule is a row of `RULES` and a function that knows one thing. What
//! can be mended without asking, [`mend`] plans.

mod among;
mod day;
mod fix;
mod record;

use std::collections::{BTreeMap, BTreeSet};

use crate::adr::{Adr, Link, Listing, RecordFile};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{FileId, Location, SafeText};

pub use day::Day;
pub use fix::{Mended, mend};

/// Months after which a record that is still proposed is told, where nothing else is asked for.
pub const STALE_MONTHS: u32 = 6;

/// A finding, and the file that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its name, below the folder of records.
    pub file: String,
    /// What is wrong there; of its place only the line counts.
    pub found: Diagnostic,
}

/// What records are checked with.
#[derive(Clone, Copy, Debug)]
pub struct DoctorCx {
    /// Today; without it no record is old.
    pub today: Option<Day>,
    /// Months after which a record that is still proposed is told.
    pub stale_months: u32,
}

/// What a rule found: a line of the file, 0 for all of it, and a sentence.
type Found = (u32, String);

/// How a rule looks at records.
enum Check {
    /// At each by itself.
    Record(fn(&Patient<'_>) -> Vec<Found>),
    /// At all together; it names the file of each finding.
    Folder(fn(&Ward<'_>) -> Vec<(String, Found)>),
}

/// A rule: its name, how much it matters, what to do about it, and how it looks.
struct Rule {
    code: &'static str,
    severity: Severity,
    hint: &'static str,
    check: Check,
}

const fn rule(code: &'static str, severity: Severity, check: Check, hint: &'static str) -> Rule {
    Rule {
        code,
        severity,
        hint,
        check,
    }
}

/// All rules.
const RULES: [Rule; 22] = [
    rule(
        "adr-unreadable",
        Severity::Error,
        Check::Folder(among::unreadable),
        "other tools pass it over without a word",
    ),
    rule(
        "adr-no-record",
        Severity::Info,
        Check::Folder(among::no_record),
        "move it elsewhere: some tools stop at what is no record",
    ),
    rule(
        "adr-duplicate",
        Severity::Error,
        Check::Folder(among::duplicate),
        "`archtui adr renumber` gives one of them a new number",
    ),
    rule(
        "adr-gap",
        Severity::Info,
        Check::Folder(among::gap),
        "nothing is wrong with it, if no record was lost",
    ),
    rule(
        "adr-half-link",
        Severity::Warning,
        Check::Folder(among::half_link),
        "`archtui adr doctor --fix` adds the link",
    ),
    rule(
        "adr-dead-link",
        Severity::Warning,
        Check::Folder(among::dead_link),
        "write the name of a record that is there",
    ),
    rule(
        "adr-title",
        Severity::Warning,
        Check::Record(record::title),
        "write `# ` and a title in its first line",
    ),
    rule(
        "adr-name",
        Severity::Warning,
        Check::Record(record::name),
        "write the same number in all of them",
    ),
    rule(
        "adr-status",
        Severity::Warning,
        Check::Record(record::status),
        "write draft, proposed, accepted, rejected, deprecated or superseded",
    ),
    rule(
        "adr-superseded-alone",
        Severity::Warning,
        Check::Record(record::superseded_alone),
        "say by which record: `Superseded by [9. Title](0009-title.md)`",
    ),
    rule(
        "adr-not-superseded",
        Severity::Warning,
        Check::Record(record::not_superseded),
        "`archtui adr status` changes it",
    ),
    rule(
        "adr-date",
        Severity::Warning,
        Check::Record(record::date),
        "write it as YYYY-MM-DD; `archtui adr doctor --fix` does it for DD/MM/YYYY",
    ),
    rule(
        "adr-stale",
        Severity::Warning,
        Check::Record(record::stale),
        "decide it, or say that it is rejected",
    ),
    rule(
        "adr-spelling",
        Severity::Warning,
        Check::Record(record::spelling),
        "`archtui adr doctor --fix` writes it right",
    ),
    rule(
        "adr-placeholder",
        Severity::Warning,
        Check::Record(record::placeholder),
        "write what is meant, or take it out",
    ),
    rule(
        "adr-empty-section",
        Severity::Warning,
        Check::Record(record::empty_section),
        "write what is meant, or take the heading out",
    ),
    rule(
        "adr-few-options",
        Severity::Warning,
        Check::Record(record::few_options),
        "name what else could have been chosen; doing nothing is an option too",
    ),
    rule(
        "adr-chosen-unknown",
        Severity::Warning,
        Check::Record(record::chosen_unknown),
        "write its name in both places alike: other tools join them by it",
    ),
    rule(
        "adr-no-arguments",
        Severity::Warning,
        Check::Record(record::no_arguments),
        "say what speaks for it and against it",
    ),
    rule(
        "adr-header",
        Severity::Warning,
        Check::Record(record::header),
        "put the value in quotes",
    ),
    rule(
        "adr-unknown-key",
        Severity::Info,
        Check::Record(record::unknown_key),
        "other tools pass it over; check its spelling",
    ),
    rule(
        "adr-not-adrs",
        Severity::Info,
        Check::Record(record::not_adrs),
        "add the keys, if your team uses adrs",
    ),
];

/// Checks the records of a folder. The findings are in order of file and line.
pub fn check(files: &[RecordFile], listing: &Listing, cx: DoctorCx) -> Vec<Finding> {
    let ward = Ward::new(files, listing);
    let mut findings = Vec::new();
    for rule in &RULES {
        let mut tell = |file: &str, (line, message): Found| {
            let found = Diagnostic::new(rule.severity, rule.code, message)
                .at(Location::line(FileId(0), line))
                .hint(rule.hint);
            let file = file.to_owned();
            findings.push(Finding { file, found });
        };
        match rule.check {
            Check::Folder(check) => {
                for (file, found) in check(&ward) {
                    tell(&file, found);
                }
            }
            Check::Record(check) => {
                for adr in &listing.records {
                    let text = ward.texts.get(adr.name.as_str()).copied();
                    let text = text.unwrap_or_default();
                    let patient = Patient { adr, text, cx };
                    for found in check(&patient) {
                        tell(&adr.name, found);
                    }
                }
            }
        }
    }
    // The sort is stable: findings of one line stay in the order of the rules.
    let line = |one: &Finding| one.found.at.map(|at| at.line);
    findings.sort_by(|one, other| (&one.file, line(one)).cmp(&(&other.file, line(other))));
    findings
}

/// One record, as a rule looks at it.
struct Patient<'a> {
    adr: &'a Adr,
    text: &'a str,
    cx: DoctorCx,
}

/// All records of a folder, as a rule looks at them.
struct Ward<'a> {
    listing: &'a Listing,
    texts: BTreeMap<&'a str, &'a str>,
    /// The names of all files.
    names: BTreeSet<&'a str>,
    /// Positions of records, by folder and number.
    numbers: BTreeMap<(&'a str, u32), Vec<usize>>,
    /// Positions of records, by the names of their files.
    files: BTreeMap<&'a str, usize>,
}

impl<'a> Ward<'a> {
    fn new(files: &'a [RecordFile], listing: &'a Listing) -> Self {
        let mut numbers: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut by_name = BTreeMap::new();
        for (at, adr) in listing.records.iter().enumerate() {
            by_name.insert(adr.name.as_str(), at);
            if let Some(number) = &adr.number {
                let key = (folder_of(&adr.name), number.what);
                numbers.entry(key).or_default().push(at);
            }
        }
        let texts = files
            .iter()
            .filter_map(|one| Some((one.name.as_str(), one.text()?)));
        Self {
            listing,
            texts: texts.collect(),
            names: files.iter().map(|file| file.name.as_str()).collect(),
            numbers,
            files: by_name,
        }
    }

    fn record(&self, at: usize) -> Option<&'a Adr> {
        self.listing.records.get(at)
    }

    /// The record that a link of another leads to: by its file where it names one, else by its
    /// number. A file that is not there is nobody's number.
    fn linked(&self, from: &Adr, link: &Link) -> Option<&'a Adr> {
        if let Some(file) = link.file_from(&from.name) {
            return self.record(*self.files.get(file.as_str())?);
        }
        let key = (folder_of(&from.name), link.number?);
        let places = self.numbers.get(&key)?;
        let only = places.first().filter(|_| places.len() == 1)?;
        self.record(*only)
    }
}

/// The folder of a file, below the folder of records.
fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A text short enough for a sentence.
fn short(text: &SafeText) -> String {
    crate::text::width::truncate(text, 60)
}
