//! Whether a record still holds: its walks taken again in the content of today, the words that it
//! cites looked up, and its own conditions held against facts and date.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::adr::doctor::Day;
use crate::adr::{Adr, CellsSaid, Form, LibrarySaid, Reopen, WalkSaid};
use crate::catalog::{Catalog, NamedPlace, places_named};
use crate::compare::{Comparison, Criteria, View, Weighing};
use crate::model::{Alternative, Facts, FileKind, known};
use crate::parse::fact::pair;
use crate::parse::quantity::{Limit, Unit};
use crate::review::under;
use crate::stack::{AdrStatus, compared};
use crate::text::{FileId, SafeText, digest_of_words};
use crate::walk::{Walk, digest, given_text, question_text, recommended};

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

/// The comparison made again: the cells that say something else, and what is compared no more.
fn compare_again(reopen: &Reopen, catalog: &Catalog) -> Vec<CheckFinding> {
    if reopen.cells.is_empty() {
        return Vec::new();
    }
    let alternatives: Vec<Alternative> = reopen
        .alternatives
        .iter()
        .map(|name| Alternative {
            name: name.clone(),
            technology: catalog.names.resolve(name).cloned(),
        })
        .collect();
    let comparison = Comparison::of(catalog, &alternatives, &Criteria::default());
    let today = compared(&comparison, &View::default(), &Weighing::default());
    let now = CellsSaid::of(&today, &alternatives);
    let mut findings = Vec::new();
    for row in &reopen.cells {
        let Some(now) = now.iter().find(|now| now.criterion == row.criterion) else {
            let what = format!(
                "nothing is compared by \u{201c}{}\u{201d} any more",
                row.criterion
            );
            findings.push(found(Verdict::Gone, &what, COMPARE_AGAIN));
            continue;
        };
        let cells = row.digests.iter().zip(&now.digests).zip(&alternatives);
        for ((_, _), alternative) in cells.filter(|((before, now), _)| before != now) {
            let said = today.cells.iter().filter(|cell| {
                cell.criterion == row.criterion && cell.alternative == *alternative.key()
            });
            let said: Vec<&str> = said.map(|cell| cell.text.as_str()).collect();
            let what = format!(
                "\u{201c}{}\u{201d} of {} is another now: {}",
                row.criterion,
                alternative.name,
                Some(said.join(" / "))
                    .filter(|said| !said.is_empty())
                    .unwrap_or_else(|| "nothing is stated".to_owned())
            );
            findings.push(found(Verdict::Changed, &what, COMPARE_AGAIN));
        }
    }
    findings
}

const COMPARE_AGAIN: &str = "compare again, and export the decision again or supersede the record";

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
fn walk_again(said: &WalkSaid, recorded: &Facts, cx: CheckCx<'_>) -> Vec<CheckFinding> {
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
    if *said.digest != *digest(&walk.tree) {
        let what = format!(
            "{} has changed, and the same answers lead there still",
            said.tree
        );
        let mend = "see whether a new answer fits better";
        return vec![found(Verdict::Holds, &what, mend)];
    }
    Vec::new()
}

fn listed(names: &BTreeSet<&str>) -> String {
    if names.is_empty() {
        return "nothing".to_owned();
    }
    names.iter().copied().collect::<Vec<_>>().join(", ")
}

/// The answers that would be others by the facts of today than by those recorded: an answer against
/// facts that were known then was the person's will, and a fact that stayed speaks as it did.
fn answered_otherwise(walk: &Walk, recorded: &Facts, cx: CheckCx<'_>) -> Vec<CheckFinding> {
    let mut changed = cx.facts.clone();
    changed.retain(|name, fact| fact.known().is_some() && recorded.get(name) != Some(fact));
    if changed.is_empty() {
        return Vec::new();
    }
    let (then, today) = (
        under(walk, recorded, cx.catalog),
        under(walk, cx.facts, cx.catalog),
    );
    let given = |walk: &Walk, question| {
        walk.steps()
            .into_iter()
            .find(|step| step.question == question)?
            .given
    };
    let otherwise = then.steps().into_iter().filter_map(|step| {
        let before = step.given.as_ref()?;
        let now = given(&today, step.question);
        let reached = today
            .steps()
            .iter()
            .any(|now| now.question == step.question);
        if now.as_ref() == Some(before) || !reached {
            return None;
        }
        let question = walk.tree.question(step.question)?;
        let names = today.from_facts.answered.get(&step.question);
        let by = names.map_or_else(
            || known(&changed).join(", "),
            |names| known_of(cx.facts, names),
        );
        let now = now.map_or_else(
            || "does not hold any more".to_owned(),
            |given| {
                let given = given_text(&today, step.question, &given);
                format!("would be answered \u{201c}{given}\u{201d} now")
            },
        );
        let what = format!(
            "\u{201c}{}\u{201d} was answered \u{201c}{}\u{201d}, which {now}: {by}",
            question_text(&walk.tree, question),
            given_text(&then, step.question, before),
        );
        Some(found(Verdict::FactCrossed, &what, WALK_AGAIN))
    });
    // What follows from the first is no news.
    otherwise.take(1).collect()
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
    let when = when.trim();
    let rest = match when.len() {
        4 => "-01-01",
        7 => "-01",
        _ => "",
    };
    let day = format!("{when}{rest}");
    Day::iso(&day).map(|_| day)
}

/// A place that a record cites with the digest of what stood there.
#[derive(Debug, PartialEq, Eq)]
struct Cited {
    at: NamedPlace,
    digest: String,
}

impl Cited {
    fn without_line(mut self) -> Self {
        self.at.line = 0;
        self
    }
}

/// The places that a record cites with a digest: in whichever form, both stand on one line.
fn cited(adr: &Adr, text: &str) -> Vec<Cited> {
    if adr.form == Form::Json {
        // Its texts stand in strings, their lines in signs.
        let lines = text.replace("\\n", "\n");
        return on_lines(&lines)
            .into_iter()
            .map(Cited::without_line)
            .collect();
    }
    on_lines(text)
}

fn on_lines(text: &str) -> Vec<Cited> {
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

impl Checks<'_> {
    /// Whether the words cited still stand where they stood.
    fn look_up(&mut self, cited: &Cited) -> Option<CheckFinding> {
        let place = format!("{}:{}", cited.at.file, cited.at.to);
        let finding = |verdict, what: &str, mend: &str| CheckFinding {
            line: cited.at.line,
            ..found(verdict, what, mend)
        };
        let Some(file) = self.files.get(cited.at.file.as_str()).copied() else {
            let what = format!("{} is not in the library any more", cited.at.file);
            return Some(finding(
                Verdict::Gone,
                &what,
                "see what stands in its place",
            ));
        };
        let catalog = self.cx.catalog;
        let digests = self.said.entry(file).or_insert_with(|| {
            let sayings = catalog.sayings(file).into_iter();
            sayings
                .map(|(line, said)| (line, digest_of_words(&said)))
                .collect()
        });
        let same = digests.iter().filter(|(_, digest)| *digest == cited.digest);
        let same: Vec<u32> = same.map(|(line, _)| *line).collect();
        if same.contains(&cited.at.to) {
            return None;
        }
        if let Some(line) = same.iter().min_by_key(|line| line.abs_diff(cited.at.to)) {
            let what = format!("what stood at {place} stands at line {line} now");
            return Some(finding(Verdict::Holds, &what, "nothing has to be done"));
        }
        let mend = "see whether the decision still follows; then export it again or supersede it";
        let mut sayings = catalog.sayings(file).into_iter();
        let Some((_, said)) = sayings.find(|(line, _)| *line == cited.at.to) else {
            let what = format!("what stood at {place} is gone");
            return Some(finding(Verdict::Gone, &what, mend));
        };
        let what = format!("{place} says something else now: \u{201c}{said}\u{201d}");
        Some(finding(Verdict::Changed, &what, mend))
    }
}
