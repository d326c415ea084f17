//! A folder of records, whichever tools wrote them.

use std::cmp::Reverse;

use crate::adr::read::attempt;
use crate::adr::read::link::reference;
use crate::adr::{Adr, Content, RecordFile};
use crate::catalog::Lookup;
use crate::text::{SafeText, nearest};

/// The records of a folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// Those that were read, by number, then by name; those without a number last.
    pub records: Vec<Adr>,
    /// The other files that a record could be in, by name.
    pub unread: Vec<Unread>,
}

/// A file that no record was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its name, below the folder.
    pub name: String,
    /// Why not, in a sentence.
    pub why: SafeText,
    /// What kind of reason that is.
    pub refused: Refused,
}

/// Kinds of reason for which no record was read from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Its name says that it is none: a README, an index, a template.
    ByName,
    /// Nothing in it is what records have.
    NoRecord,
    /// It could not be read, or not be understood.
    Broken,
}

/// Reads all files of a folder. Pictures and whatever else no record is written in are left out.
pub fn listed(files: &[RecordFile]) -> Listing {
    let mut listing = Listing::default();
    for file in files {
        let read = match &file.content {
            Content::Other => continue,
            Content::Text(text) => attempt(&file.name, text),
            Content::Unreadable(why) => Err((Refused::Broken, why.clone())),
        };
        match read {
            Ok(records) => listing.records.extend(records),
            Err((refused, why)) => listing.unread.push(Unread {
                name: file.name.clone(),
                why,
                refused,
            }),
        }
    }
    listing
        .records
        .sort_by(|one, other| key(one).cmp(&key(other)));
    listing
        .unread
        .sort_by(|one, other| one.name.cmp(&other.name));
    listing
}

fn key(adr: &Adr) -> (u32, &str) {
    let number = adr.number.as_ref().map_or(u32::MAX, |said| said.what);
    (number, &adr.name)
}

impl Listing {
    /// The position of the record that someone means: by its file, its number (`7`, `ADR-0007`),
    /// its title or a part of that, in this order.
    pub fn find(&self, what: &str) -> Lookup<usize> {
        let what = what.trim();
        let number = reference(what).filter(|_| what.ends_with(|c: char| c.is_ascii_digit()));
        let lower = what.to_lowercase();
        let files = self.records.iter().zip(0..);
        let files = files.filter(|(adr, _)| is_file(adr, what));
        // Of `web/0001-x.md` and `0001-x.md` the path of the first ends with both.
        if let Some((_, at)) = files.min_by_key(|(adr, _)| Reverse(adr.name.len())) {
            return Lookup::Found(at);
        }
        let ways: [&dyn Fn(&Adr) -> bool; 4] = [
            &|adr| number.is_some() && adr.number.as_ref().map(|said| said.what) == number,
            &|adr| begins(adr, &lower),
            &|adr| adr.title.what.to_lowercase() == lower,
            &|adr| !lower.is_empty() && adr.title.what.to_lowercase().contains(&lower),
        ];
        for is_meant in ways {
            let places = self.records.iter().zip(0..);
            let meant: Vec<(&Adr, usize)> = places.filter(|(adr, _)| is_meant(adr)).collect();
            match meant.as_slice() {
                [] => {}
                [(_, at)] => return Lookup::Found(*at),
                several => {
                    // Sub-folders have numbers of their own.
                    let mut own = several.iter().filter(|(adr, _)| !adr.name.contains('/'));
                    if let (Some((_, at)), None) = (own.next(), own.next()) {
                        return Lookup::Found(*at);
                    }
                    let names = several.iter().map(|(adr, _)| SafeText::one_line(&adr.name));
                    return Lookup::Ambiguous(names.collect());
                }
            }
        }
        let titles = self.records.iter().map(|adr| adr.title.what.as_str());
        Lookup::Missing(
            nearest(what, titles)
                .map(SafeText::new)
                .into_iter()
                .collect(),
        )
    }
}

/// Whether the name of a record's file begins with some of its words: `20261120`, `XXXX-use-elm`.
fn begins(adr: &Adr, what: &str) -> bool {
    let name = adr
        .name
        .rsplit('/')
        .next()
        .unwrap_or(&adr.name)
        .to_lowercase();
    let rest = name.strip_prefix(what);
    !what.is_empty() && rest.is_some_and(|rest| rest.starts_with('-'))
}

/// Whether a record stands in a file, named with or without the folders above it and its ending.
fn is_file(adr: &Adr, what: &str) -> bool {
    let stem = adr.name.rsplit_once('.').map_or("", |(stem, _)| stem);
    let ends = |name: &str| {
        let above = what.strip_suffix(name);
        !name.is_empty() && above.is_some_and(|above| above.is_empty() || above.ends_with('/'))
    };
    ends(&adr.name) || ends(stem)
}
