//! What can be mended without asking: it says the same as before, or what another record says
//! already.

use std::collections::BTreeMap;

use crate::adr::change::{FileChange, relative};
use crate::adr::doctor::among::{Half, halves};
use crate::adr::doctor::{Day, DoctorCx, Patient, Ward, record};
use crate::adr::edit::{Edit, LinkTo, edit_all};
use crate::adr::{Form, Listing, RecordFile, Relation, read};
use crate::stack::AdrStatus;
use crate::text::SafeText;

/// What would be mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The files that change.
    pub files: Vec<FileChange>,
    /// What cannot be mended here, in sentences.
    pub left: Vec<SafeText>,
}

/// A change, and how it is told.
type Told = (Edit, SafeText);

/// Plans what can be mended without asking: days of old tools, the spelling of old adr-tools, and
/// links that the other record lacks. Touches nothing.
pub fn mend(files: &[RecordFile], listing: &Listing, cx: DoctorCx) -> Mended {
    let ward = Ward::new(files, listing);
    let mut edits: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
    for adr in &listing.records {
        let text = ward.texts.get(adr.name.as_str()).copied();
        let text = text.unwrap_or_default();
        let own = of_record(&Patient { adr, text, cx });
        if !own.is_empty() {
            edits.entry(&adr.name).or_default().extend(own);
        }
    }
    for half in halves(&ward) {
        let missing = of_half(&half);
        edits.entry(&half.to.name).or_default().extend(missing);
    }
    let mut mended = Mended::default();
    for (name, told) in edits {
        let text = ward.texts.get(name).copied().unwrap_or_default();
        match changed(name, text, told) {
            Ok(file) if file.before != file.after => mended.files.push(file),
            Ok(_) => {}
            Err(why) => mended.left.push(why),
        }
    }
    mended
}

fn of_record(patient: &Patient<'_>) -> Vec<Told> {
    let adr = patient.adr;
    let mut told: Vec<Told> = Vec::new();
    // Only adr-tools is known to have written the day before the month.
    let sure = |day: Day| adr.form == Form::Nygard || !day.could_be_otherwise();
    if Day::of_old_tools(&adr.date.what).is_some_and(sure) {
        let said = format!("date: {} as YYYY-MM-DD", adr.date.what);
        told.push((Edit::IsoDates, SafeText::from(said)));
    }
    if !record::spelling(patient).is_empty() {
        told.push((Edit::Spelling, "spelling: superseded".into()));
    }
    told
}

/// The link that a record lacks; with it the status that it means.
fn of_half(half: &Half<'_>) -> Vec<Told> {
    let (from, to) = (half.from, half.to);
    let superseded = half.relation == Relation::SupersededBy;
    let mut told: Vec<Told> = Vec::new();
    if superseded && to.status != Some(AdrStatus::Superseded) {
        let said = SafeText::from("status: superseded");
        told.push((Edit::Status(AdrStatus::Superseded), said));
    }
    let link = LinkTo {
        relation: half.relation.clone(),
        file: relative(&to.name, &from.name),
        number: from.number.as_ref().map(|said| said.what),
        title: from.title.what.clone(),
    };
    let said = format!("link: {} {}", half.relation.words(), from.name);
    told.push((Edit::Link(link), SafeText::one_line(&said)));
    told
}

/// A file with changes made to it, which must still be read as a record.
fn changed(name: &str, text: &str, told: Vec<Told>) -> Result<FileChange, SafeText> {
    let (edits, what): (Vec<Edit>, Vec<SafeText>) = told.into_iter().unzip();
    let refused = |why: String| SafeText::one_line(&format!("{name} was not mended: {why}"));
    let after = edit_all(text, &edits).map_err(|refusal| refused(refusal.to_string()))?;
    let links = |text: &str| read(name, text).map(|adr| adr.links.len());
    match links(&after) {
        Ok(count) if count >= links(text).unwrap_or(0) => Ok(FileChange {
            name: name.to_owned(),
            before: Some(text.to_owned()),
            after: Some(after),
            what,
        }),
        _ => Err(refused("the change would not be read back".to_owned())),
    }
}
