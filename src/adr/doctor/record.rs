//! What can be wrong with a record by itself.

use crate::adr::doctor::{Day, Found, Patient, short};
use crate::adr::folder::number_of;
use crate::adr::read::{asks_for_options, known_keys, name_key, numbered};
use crate::adr::{Adr, AdrOption, Form};
use crate::stack::AdrStatus;
use crate::text::{SafeText, nearest};

/// A key, and whether a record has it.
type Needed = (&'static str, fn(&Adr) -> bool);

/// What `adrs` must find in a header, else it passes the file over.
const NEEDED_BY_ADRS: [Needed; 3] = [
    ("number", |adr| {
        adr.number.as_ref().is_some_and(|said| said.line > 0)
    }),
    ("status", |adr| !adr.status_words.what.is_empty()),
    ("date", |adr| !adr.date.what.is_empty()),
];

pub(super) fn title(patient: &Patient<'_>) -> Vec<Found> {
    let empty = patient.adr.title.what.is_empty();
    found(empty.then(|| (1, "It has no title".to_owned())))
}

pub(super) fn name(patient: &Patient<'_>) -> Vec<Found> {
    let adr = patient.adr;
    let file = adr.name.rsplit('/').next().and_then(number_of);
    let header = adr.number.as_ref().filter(|said| said.line > 0);
    let heading = numbered(&adr.heading.what).0;
    let said = [
        file.map(|number| (number, 0, "the name of the file")),
        header.map(|said| (said.what, said.line, "the record")),
        heading.map(|number| (number, adr.heading.line, "the heading")),
    ];
    let mut said = said.into_iter().flatten();
    let Some((first, _, first_place)) = said.next() else {
        return Vec::new();
    };
    let other = said.find(|(number, ..)| *number != first);
    found(other.map(|(number, line, place)| {
        let message = format!("Its number is {number} in {place}, and {first} in {first_place}");
        (line, message)
    }))
}

pub(super) fn status(patient: &Patient<'_>) -> Vec<Found> {
    let adr = patient.adr;
    let words = &adr.status_words;
    if adr.status.is_some() || is_gap(adr, words.line) {
        return Vec::new();
    }
    if !words.what.is_empty() {
        let said = short(&words.what);
        return vec![(
            words.line,
            format!("Its status “{said}” is no word that is known"),
        )];
    }
    // MADR's short forms and log4brains may leave it out.
    let needs = matches!(adr.form, Form::Header | Form::Nygard | Form::Json);
    found(needs.then(|| (adr.title.line, "It does not say its status".to_owned())))
}

fn is_gap(adr: &Adr, line: u32) -> bool {
    line > 0 && adr.gaps.iter().any(|gap| gap.line == line)
}

pub(super) fn superseded_alone(patient: &Patient<'_>) -> Vec<Found> {
    let adr = patient.adr;
    let alone = adr.status == Some(AdrStatus::Superseded) && adr.superseded_by().is_none();
    let message = "It is superseded, and does not say by what";
    found(alone.then(|| (adr.status_words.line, message.to_owned())))
}

pub(super) fn not_superseded(patient: &Patient<'_>) -> Vec<Found> {
    let adr = patient.adr;
    let odd = adr.superseded_by().is_some() && adr.status != Some(AdrStatus::Superseded);
    let status = adr.status.filter(|_| odd);
    found(status.map(|status| {
        let word = status.word();
        let message = format!("It says what took its place, and its status is {word}");
        (adr.status_words.line, message)
    }))
}

pub(super) fn date(patient: &Patient<'_>) -> Vec<Found> {
    let date = &patient.adr.date;
    let bad = !date.what.is_empty() && Day::iso(&date.what).is_none();
    let told = bad && !is_gap(patient.adr, date.line);
    found(told.then(|| {
        let said = short(&date.what);
        (
            date.line,
            format!("Its date “{said}” is no day as tools read it"),
        )
    }))
}

pub(super) fn stale(patient: &Patient<'_>) -> Vec<Found> {
    let adr = patient.adr;
    let open = matches!(adr.status, Some(AdrStatus::Draft | AdrStatus::Proposed));
    let since = Day::iso(&adr.date.what).filter(|_| open);
    let months = since.zip(patient.cx.today);
    let months = months.map(|(day, today)| day.months_until(today));
    let old = months.filter(|months| *months >= patient.cx.stale_months);
    found(old.zip(adr.status).map(|(months, status)| {
        let word = status.word();
        let message = format!("It is {word} for {months} months now");
        (adr.status_words.line, message)
    }))
}

pub(super) fn spelling(patient: &Patient<'_>) -> Vec<Found> {
    let status = patient.adr.status_words.line;
    let places = patient.adr.links.iter().map(|link| link.line);
    let mut lines: Vec<u32> = places.chain([status]).filter(|line| *line > 0).collect();
    lines.sort_unstable();
    lines.dedup();
    let mut wanted = lines.into_iter().peekable();
    let mut all = Vec::new();
    for (number, line) in (1..).zip(patient.text.lines()) {
        if wanted.next_if_eq(&number).is_some() && line.to_lowercase().contains("superced") {
            let message = "Old adr-tools spell it “superceded”; newer tools do not know the word";
            all.push((number, message.to_owned()));
        }
    }
    all
}

pub(super) fn placeholder(patient: &Patient<'_>) -> Vec<Found> {
    let gaps = patient.adr.gaps.iter();
    let gaps = gaps.map(|gap| {
        let said = short(&gap.what);
        (
            gap.line,
            format!("“{said}” still stands there from a template"),
        )
    });
    gaps.collect()
}

pub(super) fn empty_section(patient: &Patient<'_>) -> Vec<Found> {
    let sections = patient.adr.sections.iter();
    let empty = sections.filter(|section| section.empty && section.level > 1);
    let empty = empty.map(|section| {
        let title = short(&section.title);
        (section.line, format!("Nothing stands under “{title}”"))
    });
    empty.collect()
}

pub(super) fn few_options(patient: &Patient<'_>) -> Vec<Found> {
    let adr = patient.adr;
    let mut sections = adr.sections.iter();
    let asks = sections.find(|section| asks_for_options(&section.title) && !section.empty);
    let few = match (adr.options.as_slice(), asks) {
        ([only], _) => Some((only.name.line, "Only one option was considered")),
        ([], Some(section)) => Some((section.line, "No option stands there as an item of a list")),
        _ => None,
    };
    found(few.map(|(line, message)| (line, message.to_owned())))
}

pub(super) fn chosen_unknown(patient: &Patient<'_>) -> Vec<Found> {
    let adr = patient.adr;
    let chosen = adr.chosen.as_ref().filter(|said| !is_gap(adr, said.line));
    let unknown = chosen.filter(|chosen| {
        let mut options = adr.options.iter().peekable();
        options.peek().is_some() && !options.any(|option| is_named(option, &chosen.what))
    });
    found(unknown.map(|chosen| {
        let name = short(&chosen.what);
        (
            chosen.line,
            format!("“{name}” was chosen and is not among the options"),
        )
    }))
}

/// Whether an option has a name, or has it before an explanation: `Elm - a tree`.
fn is_named(option: &AdrOption, name: &SafeText) -> bool {
    let (whole, name) = (name_key(&option.name.what), name_key(name));
    let rest = whole.strip_prefix(&name);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

pub(super) fn no_arguments(patient: &Patient<'_>) -> Vec<Found> {
    let options = &patient.adr.options;
    let bare = |option: &&AdrOption| option.arguments.is_empty();
    // Where nothing is said of any, the form has no place for it.
    if options.iter().all(|option| bare(&option)) {
        return Vec::new();
    }
    let bare = options.iter().filter(bare).map(|option| {
        let name = short(&option.name.what);
        (
            option.name.line,
            format!("Nothing is said for or against “{name}”"),
        )
    });
    bare.collect()
}

pub(super) fn header(patient: &Patient<'_>) -> Vec<Found> {
    let lines = patient.adr.unquoted.iter();
    let lines = lines.map(|line| {
        let message = "The value is no YAML without quotes; other tools do not read the record";
        (*line, message.to_owned())
    });
    lines.collect()
}

pub(super) fn unknown_key(patient: &Patient<'_>) -> Vec<Found> {
    let keys = patient.adr.unknown_keys.iter();
    let keys = keys.map(|key| {
        let meant = nearest(&key.what, known_keys());
        let meant = meant.map(|meant| format!("; did you mean `{meant}`?"));
        let (name, meant) = (short(&key.what), meant.unwrap_or_default());
        (
            key.line,
            format!("No known form of records has the key `{name}`{meant}"),
        )
    });
    keys.collect()
}

pub(super) fn not_adrs(patient: &Patient<'_>) -> Vec<Found> {
    if patient.adr.form != Form::Header {
        return Vec::new();
    }
    let missing = NEEDED_BY_ADRS.iter().filter(|(_, has)| !has(patient.adr));
    let missing: Vec<&str> = missing.map(|(key, _)| *key).collect();
    let message = format!(
        "adrs passes it over: its header has no {}",
        missing.join(", ")
    );
    found((!missing.is_empty()).then_some((1, message)))
}

fn found(one: Option<Found>) -> Vec<Found> {
    one.into_iter().collect()
}
