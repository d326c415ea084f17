//! What was read of a record.

use crate::adr::Reopen;
use crate::adr::read::link::within;
use crate::stack::AdrStatus;
use crate::text::SafeText;

/// A record as it was read from a file. What the file does not say is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adr {
    /// The name of its file, below the folder of records, with `/`.
    pub name: String,
    /// The form it is written in.
    pub form: Form,
    /// Its number: by its header, else its title, else its name.
    pub number: Option<Said<u32>>,
    /// Its title, without the number: by its header, else its heading.
    pub title: Said<SafeText>,
    /// Its first heading of level 1 as it is written, number and all.
    pub heading: Said<SafeText>,
    /// How far it is, by a word that is known; see [`Adr::status_words`] for what is written.
    pub status: Option<AdrStatus>,
    /// The status as it is written.
    pub status_words: Said<SafeText>,
    /// Its day as it is written: `2026-11-20`, or `20/11/2026` of old tools.
    pub date: Said<SafeText>,
    /// Who decides.
    pub decision_makers: Vec<SafeText>,
    /// Who was asked.
    pub consulted: Vec<SafeText>,
    /// Who is told.
    pub informed: Vec<SafeText>,
    /// Words to find it by.
    pub tags: Vec<SafeText>,
    /// What is to be decided and what is so, as text.
    pub context: SafeText,
    /// What it was decided by.
    pub drivers: Vec<SafeText>,
    /// What stood for choice.
    pub options: Vec<AdrOption>,
    /// What was chosen, by the name that the outcome gives it.
    pub chosen: Option<Said<SafeText>>,
    /// The outcome as text: what was chosen and why.
    pub decision: SafeText,
    /// What follows, each line with its mark ("Good, because …").
    pub consequences: Vec<SafeText>,
    /// How it will be seen that it holds.
    pub confirmation: Vec<SafeText>,
    /// The links to other records.
    pub links: Vec<Link>,
    /// The headings, in order.
    pub sections: Vec<Section>,
    /// Text of a template that nobody has replaced.
    pub gaps: Vec<Said<SafeText>>,
    /// Keys of the header that no known form has, with their lines.
    pub unknown_keys: Vec<Said<SafeText>>,
    /// Lines of the header with a value that is no YAML without quotes; other tools stop there.
    pub unquoted: Vec<u32>,
    /// What is needed to take the decision again, where this program wrote the record.
    pub reopen: Option<Reopen>,
}

/// Something said, and the line of the file it is said on; 0 where it is not in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said<T> {
    /// What.
    pub what: T,
    /// The line, from 1.
    pub line: u32,
}

/// The forms that records of other tools have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A header in YAML, then sections: MADR 3 and 4, and what `adrs` writes.
    #[default]
    Header,
    /// A list of `Status:`, `Date:` and so on below the title: MADR 2 and log4brains.
    Bullets,
    /// `# N. Title`, `Date:`, `## Status`: Nygard's.
    Nygard,
    /// JSON-ADR.
    Json,
    /// A title and sections, with no word on status or date: MADR minimal.
    Bare,
}

/// An alternative that stood for choice, with what is said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdrOption {
    /// Its name and the line that lists it.
    pub name: Said<SafeText>,
    /// What is said of it, each line with its mark ("Bad, because …").
    pub arguments: Vec<SafeText>,
}

/// A link to another record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// How it stands to it.
    pub relation: Relation,
    /// The other one as it is written: a file's name, or `ADR-0002`.
    pub target: SafeText,
    /// The other one's number, where one is named.
    pub number: Option<u32>,
    /// The line.
    pub line: u32,
}

impl Adr {
    /// The link to the record that stands in its place.
    pub fn superseded_by(&self) -> Option<&Link> {
        let mut links = self.links.iter();
        links.find(|link| link.relation == Relation::SupersededBy)
    }
}

impl Link {
    /// The file below the folder of records that it leads to, from the record of a name; `None`
    /// where it names the other by its number only.
    pub fn file_from(&self, name: &str) -> Option<String> {
        within(name, &self.target)
    }
}

/// How one record stands to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It stands in the other's place.
    Supersedes,
    /// The other stands in its place.
    SupersededBy,
    /// It changes a part of the other.
    Amends,
    /// The other changes a part of it.
    AmendedBy,
    /// They have to do with each other.
    RelatesTo,
    /// In words of its own.
    Other(SafeText),
}

impl Relation {
    /// How the other stands to this one; `None` for words of one's own.
    pub fn reverse(&self) -> Option<Self> {
        Some(match self {
            Self::Supersedes => Self::SupersededBy,
            Self::SupersededBy => Self::Supersedes,
            Self::Amends => Self::AmendedBy,
            Self::AmendedBy => Self::Amends,
            Self::RelatesTo => Self::RelatesTo,
            Self::Other(_) => return None,
        })
    }
}

/// A heading of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub title: SafeText,
    /// Its line.
    pub line: u32,
    /// The last line of what stands under it, the sections below it too.
    pub end: u32,
    /// Whether nothing stands under it.
    pub empty: bool,
}
