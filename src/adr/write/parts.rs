//! What the forms have in common: each part of a record as lines of markdown, empty where nothing
//! is known. A form puts them under its own headings, in its own order.

use crate::adr::write::escape::{inline, stated};
use crate::adr::{Considered, Record, Stated};
use crate::model::Alternative;
use crate::stack::AdrStatus;
use crate::text::SafeText;
use crate::text::put::Put;

/// How an alternative stands in a decision. What other answers would have led to was never turned
/// down, and is never said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It was chosen.
    Chosen,
    /// It stood for choice, and another was chosen.
    Considered,
    /// Something stated speaks against it.
    RuledOut,
    /// Other answers lead to it.
    NotOnPath,
}

impl Standing {
    /// How it stands, in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::Considered => "considered",
            Self::RuledOut => "ruled out",
            Self::NotOnPath => "not on this path",
        }
    }

    /// What stands before the reasons why it was not chosen.
    fn before_reasons(self) -> &'static str {
        match self {
            Self::Chosen => "Chosen",
            Self::Considered => "Not chosen",
            Self::RuledOut => "Ruled out",
            Self::NotOnPath => "Not on this path",
        }
    }
}

/// How an alternative of a record stands in it.
pub(super) fn standing(record: &Record, one: &Considered) -> Standing {
    let name = &one.alternative.name;
    let among = |list: &[Stated]| list.iter().any(|stated| stated.text == *name);
    match record {
        _ if record.chosen.as_ref() == Some(name) => Standing::Chosen,
        _ if among(&record.ruled_out) => Standing::RuledOut,
        _ if among(&record.not_on_path) => Standing::NotOnPath,
        _ => Standing::Considered,
    }
}

/// A heading with what stands under it; nothing where nothing does.
pub(super) fn under(heading: &str, lines: &str) -> String {
    if lines.is_empty() {
        return String::new();
    }
    format!("\n{heading}\n\n{lines}")
}

/// The question that is decided.
pub(super) fn problem(record: &Record) -> String {
    format!("{}\n", inline(&record.problem))
}

/// The facts of the project, then what else is known, a sentence a line.
pub(super) fn known(record: &Record) -> String {
    let facts: Vec<String> = record.facts.iter().map(|fact| inline(fact)).collect();
    let facts = match facts.as_slice() {
        [] => None,
        facts => Some(format!("Known of the project: {}.\n", facts.join("; "))),
    };
    let rest = record.context.iter().map(|one| stated(one) + "\n");
    facts.into_iter().chain(rest).collect()
}

/// The question and what is known, as two paragraphs.
pub(super) fn context(record: &Record) -> String {
    let known = known(record);
    let gap = if known.is_empty() { "" } else { "\n" };
    format!("{}{gap}{known}", problem(record))
}

/// A list of statements, each with the same words before it.
pub(super) fn bullets(list: &[Stated], lead: &str) -> String {
    let lines = list.iter().map(|one| format!("* {lead}{}\n", stated(one)));
    lines.collect()
}

/// The names of what stood for choice, written the same wherever they stand: readers join by them.
pub(super) fn options(record: &Record) -> String {
    let mut out = String::new();
    for one in &record.considered {
        out.put(format_args!("* {}\n", name(&one.alternative)));
    }
    out
}

/// The name of an alternative.
pub(super) fn name(alternative: &Alternative) -> String {
    inline(&alternative.name)
}

/// The chosen option and why; of an overview the decisions it gathers.
pub(super) fn outcome(record: &Record) -> String {
    if !record.gathered.is_empty() {
        return super::overview::decisions(record);
    }
    let Some(chosen) = &record.chosen else {
        return match record.status {
            AdrStatus::Rejected => "None is needed.\n".to_owned(),
            _ => "No option is chosen yet.\n".to_owned(),
        };
    };
    let list = |lead: &str, all: &[Stated], between: &str| match all {
        [] => String::new(),
        all => {
            let all: Vec<String> = all.iter().map(stated).collect();
            format!("{lead}{}", all.join(between))
        }
    };
    let because = list(", because ", &record.because, "; ");
    let although = list(
        ", although the answers lead to ",
        &record.answers_say,
        " or ",
    );
    let weighed = list(", although ", &record.weights_say, " and ");
    format!(
        "Chosen option: \"{}\"{because}{although}{weighed}.\n",
        inline(chosen)
    )
}

/// What is said of the chosen one.
pub(super) fn chosen(record: &Record) -> Vec<&Considered> {
    let all = record.considered.iter();
    all.filter(|one| standing(record, one) == Standing::Chosen)
        .collect()
}

/// The consequences for a form that must say something of them: this much is known at least.
pub(super) fn some_consequences(record: &Record) -> String {
    let consequences = consequences(record);
    match consequences.as_str() {
        "" if !record.gathered.is_empty() => "The record of each decision says what follows.\n",
        "" if record.sources.is_empty() => "None are recorded.\n",
        "" => "The sources state no consequences.\n",
        _ => return consequences,
    }
    .to_owned()
}

/// What follows from the choice: what speaks for and against the chosen one, and what always
/// holds; where there is none of these, what else is known of it.
pub(super) fn consequences(record: &Record) -> String {
    let chosen = chosen(record);
    let mut lines = String::new();
    for one in &chosen {
        lines.push_str(&bullets(&one.good, "Good, because "));
        lines.push_str(&bullets(&one.bad, "Bad, because "));
        lines.push_str(&bullets(&one.needs, "Neutral, because "));
    }
    lines.push_str(&rules(record));
    if lines.is_empty() {
        let neutral = chosen.iter();
        lines.extend(neutral.map(|one| bullets(&one.neutral, "Neutral, because ")));
    }
    lines
}

/// What must be kept to whatever was chosen, as consequences.
pub(super) fn rules(record: &Record) -> String {
    bullets(&record.advice, "Neutral, because a rule says: ")
}

/// What to keep to, and when to think again.
pub(super) fn confirmation(record: &Record) -> String {
    bullets(&record.checks, "[ ] ") + &revisit(record)
}

/// When to think again, alone.
pub(super) fn revisit(record: &Record) -> String {
    let all = record.confirmation.iter();
    let lines = all.map(|when| format!("* Revisit when: {}\n", inline(when)));
    lines.collect()
}

/// Who decides, who was asked and who is told, as a sentence for forms without a place for each.
pub(super) fn people(record: &Record) -> String {
    let all = [
        ("decided by", &record.decision_makers),
        ("consulted", &record.consulted),
        ("informed", &record.informed),
    ];
    let known = all.into_iter().filter(|(_, names)| !names.is_empty());
    let said: Vec<String> = known
        .map(|(lead, names)| format!("{lead}: {}", commas(names)))
        .collect();
    if said.is_empty() {
        return String::new();
    }
    format!("{}.\n", capital(&said.join("; ")))
}

/// All that is said of an alternative, by side.
pub(super) fn sides(one: &Considered) -> String {
    let sides = [
        ("Good, because ", &one.good),
        ("Neutral, because ", &one.called),
        ("Neutral, because ", &one.needs),
        ("Neutral, because ", &one.neutral),
        ("Bad, because ", &one.bad),
    ];
    sides.map(|(lead, list)| bullets(list, lead)).concat()
}

/// Why an alternative was not chosen, as a sentence on a line.
pub(super) fn lost(record: &Record, one: &Considered) -> String {
    let standing = standing(record, one);
    if one.lost.is_empty() || standing == Standing::Chosen {
        return String::new();
    }
    let reasons: Vec<String> = one.lost.iter().map(stated).collect();
    let reasons = reasons.join("; ");
    let end = if reasons.ends_with('.') { "" } else { "." };
    format!("{}: {reasons}{end}\n", standing.before_reasons())
}

/// A section for each option of which something is said, under headings of this level.
pub(super) fn arguments(record: &Record, heading: &str) -> String {
    let mut out = String::new();
    for one in &record.considered {
        let lost = lost(record, one);
        let sides = sides(one);
        let gap = if lost.is_empty() || sides.is_empty() {
            ""
        } else {
            "\n"
        };
        let said = format!("{lost}{gap}{sides}");
        out.push_str(&under(
            &format!("{heading} {}", name(&one.alternative)),
            &said,
        ));
    }
    // The heading above them brings the empty line.
    out.strip_prefix('\n').map(str::to_owned).unwrap_or(out)
}

/// What other answers would have led to, kept apart from what was considered, and what is ruled
/// out with the words that do so, a paragraph each.
pub(super) fn apart(record: &Record, show: fn(&Stated) -> String) -> Vec<String> {
    let mut out = not_on_path(&record.not_on_path.iter().collect::<Vec<_>>(), show);
    out.extend(ruled_out(record, show));
    out
}

/// The same for a form that says of each option why it was not chosen: what other answers would
/// have led to is not named again where its own section says so.
pub(super) fn apart_from_options(record: &Record, show: fn(&Stated) -> String) -> Vec<String> {
    let told = |named: &&Stated| {
        let mut all = record.considered.iter();
        let one = all.find(|one| one.alternative.name == named.text);
        one.is_some_and(|one| !lost(record, one).is_empty())
    };
    let rest = record.not_on_path.iter().filter(|named| !told(named));
    let mut out = not_on_path(&rest.collect::<Vec<_>>(), show);
    out.extend(ruled_out(record, show));
    out
}

fn not_on_path(list: &[&Stated], show: fn(&Stated) -> String) -> Vec<String> {
    let names: Vec<String> = list.iter().map(|named| show(named)).collect();
    let said = (!names.is_empty()).then(|| format!("Not on this path: {}.\n", names.join(", ")));
    said.into_iter().collect()
}

fn ruled_out(record: &Record, show: fn(&Stated) -> String) -> Vec<String> {
    let mut out = Vec::new();
    if !record.ruled_out.is_empty() {
        let names = record.ruled_out.iter();
        let names: Vec<String> = names.map(|named| with_words(record, named, show)).collect();
        out.push(format!(
            "Ruled out by what is stated of it: {}.\n",
            names.join(", ")
        ));
    }
    out
}

/// A name that is ruled out, with the statements that do so: those of its arguments that stand
/// where the ruling does.
fn with_words(record: &Record, named: &Stated, show: fn(&Stated) -> String) -> String {
    let shares = |said: &&Stated| said.sources.iter().any(|at| named.sources.contains(at));
    let mut all = record.considered.iter();
    let one = all.find(|one| one.alternative.name == named.text);
    let said = one.map(|one| one.bad.iter().filter(shares).map(show));
    let said: Vec<String> = said.into_iter().flatten().collect();
    if said.is_empty() {
        return show(named);
    }
    format!("{} ({})", inline(&named.text), said.join("; "))
}

/// What would have led elsewhere.
pub(super) fn would_change(record: &Record) -> String {
    bullets(&record.would_change, "")
}

/// The compared table, and what came of weighing it.
pub(super) fn comparison(record: &Record) -> String {
    let mut out = table(&record.comparison);
    if !out.is_empty() && !record.outlook.is_empty() {
        out.push('\n');
    }
    for said in &record.outlook {
        out.put(format_args!("* {}\n", inline(said)));
    }
    out
}

/// A table of statements, its first row the header.
pub(super) fn table(rows: &[Vec<Stated>]) -> String {
    let Some((header, rows)) = rows.split_first() else {
        return String::new();
    };
    let line = |row: &Vec<Stated>| {
        let cells = row.iter().map(stated).collect::<Vec<_>>();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = header.iter().map(|_| "---").collect::<Vec<_>>();
    let mut out = format!("{}| {} |\n", line(header), rule.join(" | "));
    out.extend(rows.iter().map(line));
    out
}

/// People or words, parted by commas.
pub(super) fn commas(names: &[SafeText]) -> String {
    let names: Vec<String> = names.iter().map(|name| inline(name)).collect();
    names.join(", ")
}

/// Paragraphs with an empty line between them.
pub(super) fn paragraphs(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

/// A word with its first letter in upper case.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
