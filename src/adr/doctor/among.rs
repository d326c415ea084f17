//! What can be wrong between the records of a folder.

use std::collections::{BTreeMap, BTreeSet};

use crate::adr::doctor::{Found, Ward, folder_of, short};
use crate::adr::folder::number_of;
use crate::adr::{Adr, Form, Link, Refused, Relation};
use crate::stack::AdrStatus;

type InFile = (String, Found);

pub(super) fn unreadable(ward: &Ward<'_>) -> Vec<InFile> {
    refused(ward, Refused::Broken)
}

pub(super) fn no_record(ward: &Ward<'_>) -> Vec<InFile> {
    refused(ward, Refused::NoRecord)
}

fn refused(ward: &Ward<'_>, refused: Refused) -> Vec<InFile> {
    let unread = ward.listing.unread.iter();
    let unread = unread.filter(|one| one.refused == refused);
    let unread = unread.map(|one| {
        let (line, why) = lined(&one.why);
        (one.name.clone(), (line, capital(why)))
    });
    unread.collect()
}

/// A reason that begins with its line.
fn lined(why: &str) -> (u32, &str) {
    let parts = why
        .strip_prefix("line ")
        .and_then(|rest| rest.split_once(": "));
    let parts = parts.and_then(|(line, rest)| Some((line.parse().ok()?, rest)));
    parts.unwrap_or((0, why))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

pub(super) fn duplicate(ward: &Ward<'_>) -> Vec<InFile> {
    let mut all = Vec::new();
    for ((_, number), places) in &ward.numbers {
        let records = places.iter().filter_map(|at| ward.record(*at));
        // JSON beside markdown is an export of it.
        let (json, text): (Vec<&Adr>, Vec<&Adr>) = records.partition(|adr| adr.form == Form::Json);
        for same in [json, text] {
            let Some((first, others)) = same.split_first() else {
                continue;
            };
            all.extend(others.iter().map(|adr| {
                let line = adr.number.as_ref().map_or(0, |said| said.line);
                let message = format!("It has the number {number}, as {} has", first.name);
                (adr.name.clone(), (line, message))
            }));
        }
    }
    all
}

pub(super) fn gap(ward: &Ward<'_>) -> Vec<InFile> {
    let mut folders: BTreeMap<&str, BTreeMap<u32, &str>> = BTreeMap::new();
    for ((folder, number), places) in &ward.numbers {
        let name = places.first().and_then(|at| ward.record(*at));
        let name = name.map_or("", |adr| adr.name.as_str());
        folders.entry(folder).or_default().insert(*number, name);
    }
    // A file that could not be read has a number too.
    for unread in &ward.listing.unread {
        let name = unread.name.as_str();
        let file = name.rsplit('/').next().unwrap_or(name);
        if let (Some(numbers), Some(number)) = (folders.get_mut(folder_of(name)), number_of(file)) {
            numbers.entry(number).or_insert(name);
        }
    }
    let gaps = folders.values().flat_map(|numbers| {
        let next = numbers.iter().skip(1);
        let pairs = numbers.keys().zip(next);
        pairs.filter_map(|(before, (number, name))| {
            let missing = match number - before - 1 {
                0 => return None,
                1 => format!("No record has the number {}", before + 1),
                _ => format!(
                    "No records have the numbers {} to {}",
                    before + 1,
                    number - 1
                ),
            };
            Some(((*name).to_owned(), (0, missing)))
        })
    });
    gaps.collect()
}

/// A link that the other end does not have: which record lacks it, and what it lacks.
pub(super) struct Half<'a> {
    /// The record that says it.
    pub(super) from: &'a Adr,
    /// The record that does not.
    pub(super) to: &'a Adr,
    /// How that one stands to the first.
    pub(super) relation: Relation,
}

/// Links that the other end does not have.
pub(super) fn halves<'a>(ward: &Ward<'a>) -> Vec<Half<'a>> {
    use AdrStatus::{Draft, Proposed, Rejected};
    let mut known: BTreeSet<(&str, &str, Relation)> = BTreeSet::new();
    let mut wanted = Vec::new();
    for adr in &ward.listing.records {
        for link in &adr.links {
            let Some(to) = ward.linked(adr, link) else {
                continue;
            };
            known.insert((&adr.name, &to.name, link.relation.clone()));
            let reverse = link.relation.reverse().filter(|_| to.name != adr.name);
            // What is only proposed has not taken the place of anything yet.
            let decided = !matches!(adr.status, Some(Draft | Proposed | Rejected));
            let reverse = reverse.filter(|back| decided || *back != Relation::SupersededBy);
            wanted.extend(reverse.map(|relation| Half {
                from: adr,
                to,
                relation,
            }));
        }
    }
    wanted.retain(|half| !known.contains(&(&half.to.name, &half.from.name, half.relation.clone())));
    wanted
}

pub(super) fn half_link(ward: &Ward<'_>) -> Vec<InFile> {
    let halves = halves(ward).into_iter().map(|half| {
        let (from, title) = (&half.from.name, short(&half.from.title.what));
        let words = words(&half.relation);
        let message =
            format!("{from} (“{title}”) says that this one {words} it; this one does not");
        let line = half.to.status_words.line.max(half.to.title.line);
        (half.to.name.clone(), (line, message))
    });
    halves.collect()
}

fn words(relation: &Relation) -> &str {
    match relation {
        Relation::Supersedes => "supersedes",
        Relation::SupersededBy => "is superseded by",
        Relation::Amends => "amends",
        Relation::AmendedBy => "is amended by",
        Relation::RelatesTo => "relates to",
        Relation::Other(words) => words,
    }
}

pub(super) fn dead_link(ward: &Ward<'_>) -> Vec<InFile> {
    let mut all = Vec::new();
    for adr in &ward.listing.records {
        for link in &adr.links {
            if is_dead(ward, adr, link) {
                let target = short(&link.target);
                let message = format!("There is no record “{target}”");
                all.push((adr.name.clone(), (link.line, message)));
            }
        }
    }
    all
}

/// Folders below the folder of records that are not looked into.
const DEEP: usize = 2;

fn is_dead(ward: &Ward<'_>, adr: &Adr, link: &Link) -> bool {
    match link.file_from(&adr.name) {
        Some(file) => file.matches('/').count() <= DEEP && !ward.names.contains(file.as_str()),
        // A number alone: two records can have it, one is enough.
        None => link.number.is_some_and(|number| {
            let own = (folder_of(&adr.name), number);
            !ward.numbers.contains_key(&own)
        }),
    }
}
