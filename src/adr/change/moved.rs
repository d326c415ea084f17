//! Another number for a record: its file, its own words and all that leads to it.

use crate::adr::change::pair::relative;
use crate::adr::change::{ChangeCx, ChangeError, FileChange, Planned, edited, shown};
use crate::adr::edit::{Edit, Moved, edit, mentions};
use crate::adr::folder::{base, is_draft, next_number, number_of};
use crate::adr::{RecordFile, read};
use crate::text::SafeText;

/// Digits of a number in the name of a file, where nothing says otherwise.
const DIGITS: usize = 4;

/// Plans another number for a record. A number that another file has, read or not, is refused.
pub(super) fn renumber(
    record: &str,
    number: u32,
    cx: ChangeCx<'_>,
) -> Result<Planned, ChangeError> {
    cx.record(record)?;
    let mut others = cx.files.iter().filter(|file| file.name != record);
    let here = |file: &&RecordFile| folder(&file.name) == folder(record);
    let has = |file: &&RecordFile| here(file) && number_of(base(&file.name)) == Some(number);
    let by_name = others.find(has).map(|file| file.name.as_str());
    let mut records = cx.listing.records.iter().filter(|adr| adr.name != record);
    let by_words = records.find(|adr| {
        let said = adr.number.as_ref().map(|said| said.what);
        said == Some(number) && folder(&adr.name) == folder(record)
    });
    if let Some(by) = by_name.or(by_words.map(|adr| adr.name.as_str())) {
        let by = shown(by);
        return Err(ChangeError::Taken { number, by });
    }
    moved(record, number, &[], cx)
}

/// Plans the number of a draft that is accepted, with edits that say so.
pub(super) fn accept(
    record: &str,
    edits: &[Edit],
    cx: ChangeCx<'_>,
) -> Result<Planned, ChangeError> {
    let here = cx.files.iter().map(|file| file.name.as_str());
    let elsewhere = cx.elsewhere.iter().map(String::as_str);
    moved(record, next_number(here.chain(elsewhere)), edits, cx)
}

fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The name of a record with another number; what follows the number stays.
fn renamed(name: &str, number: u32) -> String {
    let file = base(name);
    let digits = file.chars().take_while(char::is_ascii_digit).count();
    let (lead, rest) = file.split_at_checked(digits).unwrap_or(("", file));
    let rest = if is_draft(file) {
        rest.get(DIGITS..).unwrap_or(rest)
    } else {
        rest
    };
    let width = match lead.len() {
        0 => DIGITS,
        // A day is no number: what comes in its place is as long as others are.
        len if number_of(file).is_some() => len,
        _ => DIGITS,
    };
    let gap = if rest.starts_with(['-', '_', '.', ' ']) {
        ""
    } else {
        "-"
    };
    let above = name.strip_suffix(file).unwrap_or_default();
    format!("{above}{number:0width$}{gap}{rest}")
}

fn moved(
    record: &str,
    number: u32,
    edits: &[Edit],
    cx: ChangeCx<'_>,
) -> Result<Planned, ChangeError> {
    let before = cx.record(record)?;
    let to = renamed(record, number);
    let known = before.number.as_ref().map(|said| said.what);
    let alone = known.filter(|known| cx.is_only(record, *known));
    let alone = alone.map(|known| (known, number));
    let mut all = edits.to_vec();
    all.push(Edit::Number(number));
    all.push(Edit::Moved(Moved {
        from: base(record).to_owned(),
        to: base(&to).to_owned(),
        number: None,
    }));
    let mut own = edited(record, &all, cx)?;
    seen(&to, own.after.as_deref().unwrap_or_default(), number)?;
    let was = known.map_or_else(|| "none".to_owned(), |known| known.to_string());
    let said = format!("number: {was} \u{2192} {number}");
    own.what = vec![SafeText::from(said)];
    let mut planned = Planned::default();
    if to == record {
        planned.files.push(own);
    } else {
        let what = vec![SafeText::one_line(&format!("is now {}", base(&to)))];
        planned.files.push(FileChange {
            name: record.to_owned(),
            before: own.before.take(),
            after: None,
            what,
        });
        own.name.clone_from(&to);
        planned.files.push(own);
        planned.moved = Some((record.to_owned(), to.clone()));
    }
    for file in cx.files.iter().filter(|file| file.name != record) {
        follow(file, (record, &to), alone, &mut planned);
    }
    let unread = cx.unreadable().map(|name| {
        format!(
            "{name} cannot be read; see whether it leads to {}",
            base(record)
        )
    });
    planned
        .left
        .extend(unread.map(|said| SafeText::one_line(&said)));
    Ok(planned)
}

/// Makes sure that the number reads back as it was meant.
fn seen(name: &str, text: &str, number: u32) -> Result<(), ChangeError> {
    let read = read(name, text).ok().and_then(|adr| adr.number);
    let same = read.is_some_and(|said| said.what == number);
    same.then_some(())
        .ok_or_else(|| ChangeError::NotSeen(shown(name)))
}

/// Lets another file follow, and says where it may mean the record in words.
fn follow(
    file: &RecordFile,
    (from, to): (&str, &str),
    number: Option<(u32, u32)>,
    planned: &mut Planned,
) {
    let Some(text) = file.text() else {
        return;
    };
    let moved = Moved {
        from: relative(&file.name, from),
        to: relative(&file.name, to),
        number,
    };
    let after = match edit(text, &Edit::Moved(moved)) {
        Ok(after) => after,
        // What has nothing to follow need not be edited.
        Err(_) if !text.contains(base(from)) => return,
        Err(refusal) => {
            let said = format!(
                "{}: {refusal}; let its links lead to {}",
                file.name,
                base(to)
            );
            planned.left.push(SafeText::one_line(&said));
            return;
        }
    };
    let left = mentions(&after, base(from), number_of(base(from)));
    planned.left.extend(left.into_iter().map(|(line, words)| {
        let said = format!(
            "{}:{line} says {words}; see whether it means {}",
            file.name,
            base(to)
        );
        SafeText::one_line(&said)
    }));
    if after != text {
        planned.files.push(FileChange {
            name: file.name.clone(),
            before: Some(text.to_owned()),
            after: Some(after),
            what: vec![SafeText::one_line(&format!("follows {}", base(to)))],
        });
    }
}
