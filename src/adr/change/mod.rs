//! Records that change: from the files of a folder and a wish to the files as they will be. All
//! is planned and checked before anything is written.

mod moved;
mod pair;

pub(in crate::adr) use pair::relative;

use crate::adr::edit::{Edit, Refusal, edit, edit_all};
use crate::adr::folder::{base, is_draft};
use crate::adr::{Adr, Content, Listing, RecordFile, Relation, diff, read};
use crate::stack::AdrStatus;
use crate::text::SafeText;

/// What is to change. Records are named by their files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A link between two records, said in both.
    Link {
        /// The record that stands so to the other.
        from: String,
        /// The other.
        to: String,
        /// How it does.
        relation: Relation,
        /// How the other stands to it.
        back: Relation,
    },
    /// How far a record is. A draft that is accepted gets the next number.
    Status {
        /// The record.
        record: String,
        /// How far.
        status: AdrStatus,
    },
    /// Another number for a record.
    Renumber {
        /// The record.
        record: String,
        /// The number.
        number: u32,
    },
}

/// What a change is planned from.
#[derive(Clone, Copy, Debug)]
pub struct ChangeCx<'a> {
    /// The files of the folder.
    pub files: &'a [RecordFile],
    /// What was read of them.
    pub listing: &'a Listing,
    /// The day to write, `YYYY-MM-DD`.
    pub date: &'a str,
    /// Names that are taken on other branches.
    pub elsewhere: &'a [String],
}

/// What a change does to the files of the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// The files that change, those that are made first and those that go last.
    pub files: Vec<FileChange>,
    /// The name that a record had and the one it gets.
    pub moved: Option<(String, String)>,
    /// The records whose status changes, with the new one.
    pub statuses: Vec<(String, AdrStatus)>,
    /// What is left to do by hand, in sentences.
    pub left: Vec<SafeText>,
}

/// What becomes of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileChange {
    /// Its name below the folder of records.
    pub name: String,
    /// Its text now; `None` for one that is made.
    pub before: Option<String>,
    /// Its text then; `None` for one that goes.
    pub after: Option<String>,
    /// What changes in it, in a few words each.
    pub what: Vec<SafeText>,
}

/// Why nothing changes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// No record of this name was read.
    #[error("{0} is no record that can be read")]
    NoRecord(SafeText),
    /// Both are one record.
    #[error("{0} cannot stand so to itself")]
    Itself(SafeText),
    /// The other took its place before.
    #[error("{from} is superseded by {to} already, so it cannot supersede it")]
    Circle {
        /// The record that was to supersede.
        from: SafeText,
        /// The record that was to be superseded.
        to: SafeText,
    },
    /// The number or the name has another record.
    #[error("{number} is taken by {by}")]
    Taken {
        /// The number.
        number: u32,
        /// The file that has it.
        by: SafeText,
    },
    /// A record cannot be edited.
    #[error("{name}: {refusal}")]
    Refused {
        /// Its file.
        name: SafeText,
        /// Where and why.
        refusal: Refusal,
    },
    /// What would be written does not say what was meant.
    #[error("{0} would not say so in a way that can be read; change it by hand")]
    NotSeen(SafeText),
}

/// Plans a change. Touches nothing.
pub fn change(wish: &Wish, cx: ChangeCx<'_>) -> Result<Planned, ChangeError> {
    let mut planned = match wish {
        Wish::Link {
            from,
            to,
            relation,
            back,
        } => pair::plan((from, relation), (to, back), cx)?,
        Wish::Status { record, status } => status_of(record, *status, cx)?,
        Wish::Renumber { record, number } => moved::renumber(record, *number, cx)?,
    };
    planned.files.retain(|file| file.before != file.after);
    planned.statuses.retain(|(name, status)| {
        let known = cx.record(name).ok();
        known.is_some_and(|adr| adr.status != Some(*status))
    });
    planned.files.sort_by_key(|file| {
        let gone = file.after.is_none();
        (gone, file.before.is_some())
    });
    Ok(planned)
}

impl<'a> ChangeCx<'a> {
    /// What was read of a record.
    fn record(self, name: &str) -> Result<&'a Adr, ChangeError> {
        let mut records = self.listing.records.iter();
        let record = records.find(|adr| adr.name == name);
        record.ok_or_else(|| ChangeError::NoRecord(shown(name)))
    }

    fn text(self, name: &str) -> Result<&'a str, ChangeError> {
        let mut files = self.files.iter().filter(|file| file.name == name);
        let text = files.find_map(RecordFile::text);
        text.ok_or_else(|| ChangeError::NoRecord(shown(name)))
    }

    /// Whether no other record has a number.
    fn is_only(self, name: &str, number: u32) -> bool {
        let mut others = self.listing.records.iter().filter(|adr| adr.name != name);
        let same = |adr: &Adr| adr.number.as_ref().is_some_and(|said| said.what == number);
        !others.any(same)
    }

    /// The files with text that no one has read.
    fn unreadable(self) -> impl Iterator<Item = &'a str> {
        let unreadable = |file: &&RecordFile| matches!(file.content, Content::Unreadable(_));
        self.files
            .iter()
            .filter(unreadable)
            .map(|file| file.name.as_str())
    }
}

fn shown(name: &str) -> SafeText {
    SafeText::one_line(name)
}

/// A record with changes made to it.
fn edited(name: &str, edits: &[Edit], cx: ChangeCx<'_>) -> Result<FileChange, ChangeError> {
    let before = cx.text(name)?;
    let after = edit_all(before, edits).map_err(|refusal| ChangeError::Refused {
        name: shown(name),
        refusal,
    })?;
    Ok(FileChange {
        name: name.to_owned(),
        before: Some(before.to_owned()),
        after: Some(after),
        what: Vec::new(),
    })
}

fn status_of(record: &str, status: AdrStatus, cx: ChangeCx<'_>) -> Result<Planned, ChangeError> {
    let edits = status_edits(cx.record(record)?, status, cx);
    if status == AdrStatus::Accepted && is_draft(base(record)) {
        let mut planned = moved::accept(record, &edits, cx)?;
        planned.statuses = vec![(record.to_owned(), status)];
        return Ok(planned);
    }
    let mut file = edited(record, &edits, cx)?;
    file.what = vec![status_said(cx.record(record)?, status)];
    seen(&file, status)?;
    Ok(Planned {
        files: vec![file],
        statuses: vec![(record.to_owned(), status)],
        ..Planned::default()
    })
}

/// The edits that say how far a record is; the day of its last change is another only where
/// something changes.
fn status_edits(record: &Adr, status: AdrStatus, cx: ChangeCx<'_>) -> Vec<Edit> {
    let mut edits = vec![Edit::Status(status)];
    if record.status != Some(status) {
        edits.push(Edit::Date(cx.date.to_owned()));
    }
    edits
}

fn status_said(record: &Adr, status: AdrStatus) -> SafeText {
    let before = &record.status_words.what;
    let before = if before.is_empty() { "none" } else { before };
    SafeText::one_line(&format!("status: {before} \u{2192} {}", status.word()))
}

/// Makes sure that a status reads back as it was meant.
fn seen(file: &FileChange, status: AdrStatus) -> Result<(), ChangeError> {
    let after = file.after.as_deref().unwrap_or_default();
    let read = read(&file.name, after).ok();
    let same = read.is_some_and(|adr| adr.status == Some(status));
    same.then_some(())
        .ok_or_else(|| ChangeError::NotSeen(shown(&file.name)))
}

impl FileChange {
    /// What changes, as `diff -u` shows it.
    pub fn diff(&self) -> String {
        diff(&self.name, self.before.as_deref(), self.after.as_deref())
    }

    /// Makes one more change to what the file will be.
    pub fn also(&mut self, more: &Edit) -> Result<(), ChangeError> {
        let after = self.after.as_deref().unwrap_or_default();
        let refused = |refusal| ChangeError::Refused {
            name: shown(&self.name),
            refusal,
        };
        self.after = Some(edit(after, more).map_err(refused)?);
        Ok(())
    }
}
