//! The words that the forms of records have for the same things.

use crate::adr::Relation;
use crate::text::SafeText;

/// What stands before an advantage.
pub(super) const GOOD: &str = "Good, because ";
/// What stands before a drawback.
pub(super) const BAD: &str = "Bad, because ";

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What stands before the first section that is known: the title, and often fields.
    Top,
    /// The value of a field, as a section of its own.
    Field(Field),
    Context,
    Drivers,
    Options,
    /// What is said for and against each option, under its name.
    Arguments,
    Decision,
    /// What follows, with what to put before each line.
    Consequences(&'static str),
    Confirmation,
    /// Anything else: links, notes, tables.
    Other,
}

/// What stands beside a name in the header of a record or at its top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Number,
    Title,
    Status,
    Date,
    DecisionMakers,
    Consulted,
    Informed,
    Tags,
    Links,
    Reopen,
}

/// The keys of headers: MADR 4 and 3, `adrs`, and this program.
const KEYS: [(&str, Field); 11] = [
    ("number", Field::Number),
    ("title", Field::Title),
    ("status", Field::Status),
    ("date", Field::Date),
    ("decision-makers", Field::DecisionMakers),
    ("deciders", Field::DecisionMakers),
    ("consulted", Field::Consulted),
    ("informed", Field::Informed),
    ("tags", Field::Tags),
    ("links", Field::Links),
    ("archtui", Field::Reopen),
];

/// Words before a colon at the top of a record: MADR 2, log4brains, Nygard. The same words as
/// headings have the value below them.
const LABELS: [(&str, Field); 9] = [
    ("status", Field::Status),
    ("date", Field::Date),
    ("deciders", Field::DecisionMakers),
    ("decision makers", Field::DecisionMakers),
    ("consulted", Field::Consulted),
    ("informed", Field::Informed),
    ("tags", Field::Tags),
    ("decider", Field::DecisionMakers),
    ("decision maker", Field::DecisionMakers),
];

/// Words before names in the sentence that tells of people where a form has no place for them.
const PEOPLE: [(&str, Field); 3] = [
    ("decided by", Field::DecisionMakers),
    ("consulted", Field::Consulted),
    ("informed", Field::Informed),
];

/// Headings of MADR 2 to 4, Nygard, and the usual templates beside them: business case, Tyree and
/// Akerman.
const PARTS: [(&str, Part); 44] = [
    ("context and problem statement", Part::Context),
    ("context", Part::Context),
    ("problem statement", Part::Context),
    ("problem", Part::Context),
    ("background", Part::Context),
    ("situation", Part::Context),
    ("issue", Part::Context),
    ("decision drivers", Part::Drivers),
    ("drivers", Part::Drivers),
    ("forces", Part::Drivers),
    ("evaluation criteria", Part::Drivers),
    ("considered options", Part::Options),
    ("options considered", Part::Options),
    ("options", Part::Options),
    ("considered alternatives", Part::Options),
    ("alternatives considered", Part::Options),
    ("alternatives", Part::Options),
    ("candidates to consider", Part::Options),
    ("candidates", Part::Options),
    ("positions", Part::Options),
    ("pros and cons of the options", Part::Arguments),
    ("pros and cons", Part::Arguments),
    ("research and analysis of each candidate", Part::Arguments),
    ("decision outcome", Part::Decision),
    ("decision", Part::Decision),
    ("outcome", Part::Decision),
    ("recommendation", Part::Decision),
    ("consequences", Part::Consequences("")),
    ("implications", Part::Consequences("")),
    ("positive consequences", Part::Consequences(GOOD)),
    ("negative consequences", Part::Consequences(BAD)),
    ("confirmation", Part::Confirmation),
    ("validation", Part::Confirmation),
    ("follow up", Part::Confirmation),
    ("links", Part::Other),
    ("sources", Part::Other),
    ("what would change this decision", Part::Other),
    ("decision matrix", Part::Other),
    ("path taken", Part::Other),
    ("more information", Part::Other),
    ("related decisions", Part::Other),
    ("references", Part::Other),
    ("notes", Part::Other),
    ("comparison", Part::Other),
];

/// How one record says that it stands to another, at the start of a line; longer ones first where
/// they begin alike. Old adr-tools spell it `Supercedes`.
const RELATIONS: [(&str, Relation); 13] = [
    ("superseded by", Relation::SupersededBy),
    ("superceded by", Relation::SupersededBy),
    ("supersedes", Relation::Supersedes),
    ("supercedes", Relation::Supersedes),
    ("takes the place of", Relation::Supersedes),
    ("replaced by", Relation::SupersededBy),
    ("replaces", Relation::Supersedes),
    ("obsoleted by", Relation::SupersededBy),
    ("obsoletes", Relation::Supersedes),
    ("amended by", Relation::AmendedBy),
    ("amends", Relation::Amends),
    ("relates to", Relation::RelatesTo),
    ("related to", Relation::RelatesTo),
];

fn find<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    let mut rows = table.iter();
    rows.find(|(known, _)| *known == word).map(|(_, it)| *it)
}

/// The words of a heading or label in lower case, signs left out.
fn key(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").to_lowercase()
}

/// What a key of a header means; case aside.
pub(super) fn field_of_key(key: &str) -> Option<Field> {
    find(&KEYS, &key.trim().to_ascii_lowercase())
}

/// The keys that a header can have.
pub(in crate::adr) fn known_keys() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|(key, _)| *key)
}

/// Whether a heading says that options stand below it.
pub(in crate::adr) fn asks_for_options(title: &str) -> bool {
    part_of(title) == Some(Part::Options)
}

/// What a word before a colon means.
pub(super) fn field_of_label(label: &str) -> Option<Field> {
    find(&LABELS, &key(label))
}

/// The people of a sentence that tells of nothing else: `Decided by: Ada; consulted: Eve.`
pub(super) fn people_of(text: &str) -> Option<Vec<(Field, &str)>> {
    let said = text.strip_suffix('.')?.split("; ");
    said.map(|part| {
        let (lead, names) = part.split_once(": ")?;
        Some((find(&PEOPLE, &lead.to_lowercase())?, names))
    })
    .collect()
}

/// What a heading says that its section is about.
pub(super) fn part_of(title: &str) -> Option<Part> {
    let key = key(title);
    let field = || find(&LABELS, &key).map(Part::Field);
    find(&PARTS, &key).or_else(field)
}

/// The relation that a line begins with, and what follows it.
pub(super) fn relation_at_start(line: &str) -> Option<(Relation, &str)> {
    RELATIONS.iter().find_map(|(words, relation)| {
        let (head, rest) = line.split_at_checked(words.len())?;
        let ends = !rest.starts_with(char::is_alphanumeric);
        (head.eq_ignore_ascii_case(words) && ends).then(|| (relation.clone(), rest))
    })
}

/// The relation that a word of `adrs` or of JSON-ADR names: `supersededby`, `superseded-by`.
pub(super) fn relation_of(kind: &str) -> Option<Relation> {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphabetic());
        letters.flat_map(char::to_lowercase).collect()
    };
    let kind = letters(kind);
    let mut rows = RELATIONS.iter();
    let row = rows.find(|(words, _)| letters(words) == kind);
    row.map(|(_, relation)| relation.clone())
}

/// Whether a line begins with the side that it is on.
pub(super) fn is_marked(line: &str) -> bool {
    let leads = [GOOD, "Neutral, because ", BAD];
    leads.iter().any(|lead| line.starts_with(lead))
}

/// A line with what stands before it, unless it begins so already.
pub(super) fn led(lead: &str, line: &SafeText) -> SafeText {
    let mark = lead.split(',').next().unwrap_or_default();
    let marked = line
        .get(..mark.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(mark));
    if marked {
        line.clone()
    } else {
        SafeText::from(format!("{lead}{line}"))
    }
}
