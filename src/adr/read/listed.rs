//! A folder of records, whichever tools wrote them.

use crate::adr::read::attempt;
use crate::adr::{Adr, Content, RecordFile};
use crate::text::SafeText;

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
