//! A folder of records, whichever tools wrote them.

use crate::adr::read::{beside, read_all};
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
    /// Whether it is none by its name: a README, an index, a template.
    pub is_beside: bool,
}

/// Reads all files of a folder. Pictures and whatever else no record is written in are left out.
pub fn listed(files: &[RecordFile]) -> Listing {
    let mut listing = Listing::default();
    for file in files {
        let read = match &file.content {
            Content::Other => continue,
            Content::Text(text) => read_all(&file.name, text),
            Content::Unreadable(why) => Err(why.clone()),
        };
        match read {
            Ok(records) => listing.records.extend(records),
            Err(why) => listing.unread.push(Unread {
                name: file.name.clone(),
                why,
                is_beside: beside(&file.name).is_some(),
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
