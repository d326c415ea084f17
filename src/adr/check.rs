//! Whether a record still holds: its walks taken again in the content of today, the words that it
//! cites looked up, and its own conditions held against facts and date.

use std::collections::{BTreeMap, BTreeSet};

use crate::adr::{Adr, WalkSaid};
use crate::catalog::{Catalog, NamedPlace, places_named};
use crate::model::{Alternative, Facts, FileKind, known};
use crate::parse::quantity::{Limit, Unit};
use crate::review::under;
use crate::stack::AdrStatus;
use crate::text::{FileId, SafeText, digest_of_words};
use crate::walk::{Walk, given_text, question_text, recommended};

/// The digits of a digest.
const DIGEST: usize = 16;

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

/// Checks a record. `text` is what it was read from.
pub fn check(adr: &Adr, text: &str, cx: CheckCx<'_>) -> Checked {
    let mut findings = Vec::new();
    if let Some(reopen) = &adr.reopen {
        for walk in &reopen.walks {
            findings.extend(walk_again(walk, &reopen.facts, cx));
        }
    }
    let triggers = triggers(adr, cx.facts, cx.today);
    findings.extend(triggers.iter().filter_map(think_again));
    let cited = cited(text);
    for source in &cited {
        findings.extend(look_up(source, cx.catalog));
    }
    let recorded = adr
        .reopen
        .as_ref()
        .is_some_and(|reopen| !reopen.walks.is_empty() || !reopen.revisit_when.is_empty());
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

const WALK_AGAIN: &str = "walk it again and export it again, or supersede the record";

fn found(verdict: Verdict, what: &str, mend: &str) -> CheckFinding {
    CheckFinding {
        verdict,
        what: SafeText::one_line(what),
        mend: SafeText::one_line(mend),
        line: 0,
    }
}

/// A walk taken again: what its tree has lost, and where the same answers lead today.
fn walk_again(said: &WalkSaid, recorded: &[SafeText], cx: CheckCx<'_>) -> Vec<CheckFinding> {
    let Some((walk, lost)) = said.walk(cx.catalog) else {
        let what = format!("the decision tree {} is gone", said.tree);
        return vec![found(Verdict::Gone, &what, WALK_AGAIN)];
    };
    if let Some(lost) = lost {
        let what = format!("in {}: {lost}", said.tree);
        return vec![found(Verdict::Changed, &what, WALK_AGAIN)];
    }
    let otherwise = answered_otherwise(&walk, recorded, cx);
    if !otherwise.is_empty() {
        return otherwise;
    }
    let now: Vec<Alternative> = recommended(&walk, cx.catalog);
    let names: BTreeSet<&str> = now.iter().map(|one| one.name.as_str()).collect();
    let before: BTreeSet<&str> = said.led_to.iter().map(SafeText::as_str).collect();
    if !before.is_empty() && names != before {
        let what = format!(
            "in {} the same answers led to {} and lead to {} now",
            said.tree,
            listed(&before),
            listed(&names)
        );
        return vec![found(Verdict::Changed, &what, WALK_AGAIN)];
    }
    Vec::new()
}

fn listed(names: &BTreeSet<&str>) -> String {
    if names.is_empty() {
        return "nothing".to_owned();
    }
    names.iter().copied().collect::<Vec<_>>().join(", ")
}

/// The answers that do not hold by the facts of today, where these are others than those recorded:
/// an answer against facts that were known then was the person's will.
fn answered_otherwise(walk: &Walk, recorded: &[SafeText], cx: CheckCx<'_>) -> Vec<CheckFinding> {
    let mut facts = cx.facts.clone();
    facts.retain(|name, fact| {
        let same = SafeText::one_line(&format!("{name}={fact}"));
        fact.known().is_some() && !recorded.contains(&same)
    });
    if facts.is_empty() {
        return Vec::new();
    }
    let today = under(walk, &facts, cx.catalog);
    let otherwise = today.steps().into_iter().filter_map(|step| {
        let before = walk.given.get(&step.question)?;
        let now = step.given.as_ref();
        if now == Some(before) {
            return None;
        }
        let question = walk.tree.question(step.question)?;
        let names = today.from_facts.answered.get(&step.question);
        let by = names.map_or_else(|| known(&facts).join(", "), |names| known_of(&facts, names));
        let now = now.map_or_else(
            || "does not hold any more".to_owned(),
            |given| {
                let given = given_text(&today, step.question, given);
                format!("would be answered \u{201c}{given}\u{201d} now")
            },
        );
        let what = format!(
            "\u{201c}{}\u{201d} was answered \u{201c}{}\u{201d}, which {now}: {by}",
            question_text(&walk.tree, question),
            given_text(walk, step.question, before),
        );
        Some(found(Verdict::FactCrossed, &what, WALK_AGAIN))
    });
    otherwise.collect()
}

/// The facts named, with what is known of them.
fn known_of(facts: &Facts, names: &SafeText) -> String {
    let mut known = known(facts);
    known.retain(|fact| {
        names
            .split(", ")
            .any(|name| fact.split(' ').next() == Some(name))
    });
    known.join(", ")
}

/// A condition of the record's own that has come true.
fn think_again(trigger: &Trigger) -> Option<CheckFinding> {
    let said = &trigger.said;
    trigger.due.then(|| match &trigger.at {
        TriggerWhen::Fact { now, .. } => {
            let now = now.as_deref().unwrap_or_default();
            let what = format!("{now}: to be thought of again when {said}");
            found(Verdict::FactCrossed, &what, WALK_AGAIN)
        }
        TriggerWhen::Day(_) => {
            let what = format!("to be thought of again from {said} on");
            let mend = "look at it again; then set another day, or supersede it";
            found(Verdict::ReviewDue, &what, mend)
        }
    })
}

/// When a decision is to be thought of again.
#[derive(Clone, Debug, PartialEq)]
pub struct Trigger {
    /// In the words of the record: `vectors > 10M`, `2027-11`.
    pub said: SafeText,
    /// What it hangs on.
    pub at: TriggerWhen,
    /// Whether it is so.
    pub due: bool,
}

/// What a trigger hangs on.
#[derive(Clone, Debug, PartialEq)]
pub enum TriggerWhen {
    /// A day, `YYYY-MM-DD`.
    Day(String),
    /// A number.
    Fact {
        /// The fact that tells it and what it is today, as `vectors 8M`; `None` where nobody said.
        now: Option<SafeText>,
    },
}

impl Trigger {
    /// A place in a list: what is due, then days as they come, then numbers that are known, then
    /// the others.
    pub fn order(&self) -> (bool, u8, &str) {
        match &self.at {
            TriggerWhen::Day(day) => (!self.due, 0, day),
            TriggerWhen::Fact { now: Some(now) } => (!self.due, 1, now),
            TriggerWhen::Fact { now: None } => (!self.due, 2, &self.said),
        }
    }
}

/// The conditions under which a record says to think again. What is no condition is left out.
pub fn triggers(adr: &Adr, facts: &Facts, today: &str) -> Vec<Trigger> {
    let said = adr.reopen.iter().flat_map(|reopen| &reopen.revisit_when);
    said.filter_map(|said| trigger(said, facts, today))
        .collect()
}

fn trigger(said: &SafeText, facts: &Facts, today: &str) -> Option<Trigger> {
    if let Some(limit) = Limit::parse(said) {
        let unit = Unit::named(&limit.unit);
        let known = facts
            .iter()
            .find(|(name, _)| Unit::named(name).same_as(&unit));
        let now = known.and_then(|(name, fact)| Some(format!("{name} {}", fact.known()?)));
        return Some(Trigger {
            said: said.clone(),
            due: limit.held_by(facts).is_some(),
            at: TriggerWhen::Fact {
                now: now.map(SafeText::from),
            },
        });
    }
    let day = first_day(said)?;
    Some(Trigger {
        said: said.clone(),
        due: today >= day.as_str(),
        at: TriggerWhen::Day(day),
    })
}

/// Whether a text says when to think again: a number of a fact, or a day.
pub fn is_condition(when: &str) -> bool {
    Limit::parse(when).is_some() || first_day(when).is_some()
}

/// The first day of `2027`, `2027-11` or `2027-11-20`, as the last is written.
fn first_day(when: &str) -> Option<String> {
    let parts: Vec<&str> = when.trim().split('-').collect();
    let digits =
        |part: &&str, len: usize| part.len() == len && part.chars().all(|c| c.is_ascii_digit());
    match parts.as_slice() {
        [year] if digits(year, 4) => Some(format!("{year}-01-01")),
        [year, month] if digits(year, 4) && digits(month, 2) => Some(format!("{year}-{month}-01")),
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            Some(format!("{year}-{month}-{day}"))
        }
        _ => None,
    }
}

/// A place that a record cites with the digest of what stood there.
#[derive(Debug, PartialEq, Eq)]
struct Cited {
    at: NamedPlace,
    digest: String,
}

/// The places that a record cites with a digest: in whichever form, both stand on one line.
fn cited(text: &str) -> Vec<Cited> {
    let mut places: BTreeMap<u32, NamedPlace> = BTreeMap::new();
    for place in places_named(text) {
        places.entry(place.line).or_insert(place);
    }
    let lines = (1_u32..).zip(text.lines());
    let cited = lines.filter_map(|(line, text)| {
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
        let hex = |word: &&str| word.len() == DIGEST && word.chars().all(|c| c.is_ascii_hexdigit());
        let digest = words.rfind(hex)?.to_owned();
        let at = places.remove(&line)?;
        Some(Cited { at, digest })
    });
    cited.collect()
}

/// Whether the words cited still stand where they stood.
fn look_up(cited: &Cited, catalog: &Catalog) -> Option<CheckFinding> {
    let place = format!("{}:{}", cited.at.file, cited.at.to);
    let finding = |verdict, what: &str, mend: &str| CheckFinding {
        line: cited.at.line,
        ..found(verdict, what, mend)
    };
    let Some(file) = file_named(catalog, &cited.at.file) else {
        let what = format!("{} is not in the library any more", cited.at.file);
        return Some(finding(
            Verdict::Gone,
            &what,
            "see what stands in its place",
        ));
    };
    let sayings = catalog.sayings(file);
    let same = |said: &str| digest_of_words(said) == cited.digest;
    let here = sayings.iter().filter(|(line, _)| *line == cited.at.to);
    let here: Vec<&SafeText> = here.map(|(_, said)| said).collect();
    if here.iter().any(|said| same(said)) {
        return None;
    }
    if let Some((line, _)) = sayings.iter().find(|(_, said)| same(said)) {
        let what = format!("what stood at {place} stands at line {line} now");
        return Some(finding(Verdict::Holds, &what, "nothing has to be done"));
    }
    let mend = "see whether the decision still follows; then export it again or supersede it";
    let Some(said) = here.first() else {
        let what = format!("what stood at {place} is gone");
        return Some(finding(Verdict::Gone, &what, mend));
    };
    let what = format!("{place} says something else now: \u{201c}{said}\u{201d}");
    Some(finding(Verdict::Changed, &what, mend))
}

/// The file of content that a record names by its path below its source.
fn file_named(catalog: &Catalog, path: &str) -> Option<FileId> {
    let mut files = (0_u32..).map(FileId).zip(&catalog.files);
    files.find_map(|(id, file)| {
        (file.kind != FileKind::Record && *file.shown == *path).then_some(id)
    })
}
