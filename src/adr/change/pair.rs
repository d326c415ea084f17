//! A link between two records, said in both.

use crate::adr::change::{
    ChangeCx, ChangeError, FileChange, Planned, edited, seen, shown, status_edits, status_said,
};
use crate::adr::edit::{Edit, LinkTo};
use crate::adr::{Adr, Relation};
use crate::stack::AdrStatus;
use crate::text::SafeText;

/// Plans the link of a record to another, and the one back.
pub(super) fn plan(
    (from, relation): (&str, &Relation),
    (to, back): (&str, &Relation),
    cx: ChangeCx<'_>,
) -> Result<Planned, ChangeError> {
    let (one, other) = (cx.record(from)?, cx.record(to)?);
    if from == to {
        return Err(ChangeError::Itself(shown(from)));
    }
    if *relation == Relation::Supersedes && leads_back(one, other) {
        let (from, to) = (shown(from), shown(to));
        return Err(ChangeError::Circle { from, to });
    }
    let files = vec![side(other, one, back, cx)?, side(one, other, relation, cx)?];
    let sides = [(from, relation), (to, back)];
    let superseded = sides
        .into_iter()
        .filter(|(_, how)| **how == Relation::SupersededBy);
    let statuses = superseded.map(|(name, _)| (name.to_owned(), AdrStatus::Superseded));
    Ok(Planned {
        files,
        statuses: statuses.collect(),
        ..Planned::default()
    })
}

/// Whether the record that is to supersede was superseded by the other.
fn leads_back(one: &Adr, other: &Adr) -> bool {
    let number = other.number.as_ref().map(|said| said.what);
    one.links.iter().any(|link| {
        let by_number = link.number.is_some() && link.number == number;
        let by_name = link.target.rsplit('/').next() == other.name.rsplit('/').next();
        link.relation == Relation::SupersededBy && (by_number || by_name)
    })
}

/// What is written into one of the two.
fn side(
    record: &Adr,
    other: &Adr,
    relation: &Relation,
    cx: ChangeCx<'_>,
) -> Result<FileChange, ChangeError> {
    let superseded = *relation == Relation::SupersededBy;
    let mut edits = Vec::new();
    if superseded {
        edits.extend(status_edits(record, AdrStatus::Superseded, cx));
    }
    edits.push(Edit::Link(LinkTo {
        relation: relation.clone(),
        file: relative(&record.name, &other.name),
        number: other.number.as_ref().map(|said| said.what),
        title: other.title.what.clone(),
    }));
    let mut file = edited(&record.name, &edits, cx)?;
    if superseded {
        seen(&file, AdrStatus::Superseded)?;
        if record.status != Some(AdrStatus::Superseded) {
            file.what.push(status_said(record, AdrStatus::Superseded));
        }
    }
    let words = relation.words();
    let said = format!("link: {words} {}", other.name);
    file.what.push(SafeText::one_line(&said));
    Ok(file)
}

/// The way from a file of the folder to another.
pub(in crate::adr) fn relative(from: &str, to: &str) -> String {
    let mut above: Vec<&str> = from.split('/').collect();
    above.pop();
    let parts: Vec<&str> = to.split('/').collect();
    let both = above.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    // The last part is the file itself, which no folder is.
    let both = both.min(parts.len().saturating_sub(1));
    let up = above.iter().skip(both).map(|_| "..");
    let down = parts.iter().skip(both).copied();
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_lead_from_one_file_to_another() {
        let cases = [
            ("a.md", "b.md", "b.md"),
            ("x/a.md", "b.md", "../b.md"),
            ("a.md", "x/b.md", "x/b.md"),
            ("x/a.md", "x/b.md", "b.md"),
            ("x/y/a.md", "x/z/b.md", "../z/b.md"),
        ];
        for (from, to, way) in cases {
            assert_eq!(relative(from, to), way, "{from} to {to}");
        }
    }
}
