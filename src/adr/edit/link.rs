//! A link to another record, in the way of the record's form (`adr-tools.md`, 2.3 to 2.6).

use crate::adr::edit::header::Header;
use crate::adr::edit::page::Page;
use crate::adr::edit::{Refusal, shape};
use crate::adr::folder::{base, stem};
use crate::adr::write::link_text;
use crate::adr::{Form, Relation};
use crate::text::SafeText;

/// How a record stands to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTo {
    /// How.
    pub relation: Relation,
    /// The other's file, as a link from this one leads there.
    pub file: String,
    /// The other's number, where it has one.
    pub number: Option<u32>,
    /// The other's title, without the number.
    pub title: SafeText,
}

/// How the old spelling of adr-tools writes what is `supersed` in ours.
const OLD_SPELLING: &str = "superced";
/// Words before a link that are still a relation: "is clarified in part by".
const RELATION_WORDS: usize = 6;

impl Relation {
    /// The words for it in a sentence: `Superseded by`.
    pub fn words(&self) -> &str {
        match self {
            Self::Supersedes => "Supersedes",
            Self::SupersededBy => "Superseded by",
            Self::Amends => "Amends",
            Self::AmendedBy => "Amended by",
            Self::RelatesTo => "Relates to",
            Self::Other(words) => words,
        }
    }

    /// The word for it in the headers that `adrs` reads; `None` for words of one's own.
    pub fn kind(&self) -> Option<&'static str> {
        Some(match self {
            Self::Supersedes => "supersedes",
            Self::SupersededBy => "supersededby",
            Self::Amends => "amends",
            Self::AmendedBy => "amendedby",
            Self::RelatesTo => "relatesto",
            Self::Other(_) => return None,
        })
    }
}

impl LinkTo {
    /// What MADR calls the other: `ADR-0006`, or its name where it has no number.
    fn id(&self) -> String {
        match self.number {
            Some(number) => format!("ADR-{number:04}"),
            None => stem(base(&self.file)).to_owned(),
        }
    }

    /// `Superseded by [text](file)`.
    fn sentence(&self, text: &str) -> String {
        format!("{} {}", self.relation.words(), self.markdown(text))
    }

    fn markdown(&self, text: &str) -> String {
        format!("[{text}]({})", target(&self.file))
    }
}

/// Adds a link; one that is there already, in either spelling, is not added.
pub(super) fn add(page: &mut Page<'_>, form: Form, link: &LinkTo) -> Result<(), Refusal> {
    match form {
        Form::Header => in_header(page, link)?,
        Form::Bullets => in_bullets(page, link)?,
        Form::Nygard => below_status(page, link)?,
        Form::Bare | Form::Json => below_text(page, link)?,
    }
    Ok(())
}

/// MADR: for programs in the header, for people below the text. Where the header has no number
/// of its own, which is MADR's own form, the status says what took its place.
fn in_header(page: &mut Page<'_>, link: &LinkTo) -> Result<(), Refusal> {
    let header = Header::read(page)?;
    if !header.has("number") {
        if link.relation == Relation::SupersededBy {
            let status = header.scalar("status").map(|(words, _)| words);
            let status = superseded_by(status.unwrap_or_default(), &link.id());
            header.set(page, "status", &status)?;
        }
    } else if let Some((number, kind)) = link.number.zip(link.relation.kind()) {
        header.add_link(page, number, kind)?;
    }
    below_text(page, link)
}

/// A status that says what took its place, beside what it says already.
fn superseded_by(status: &str, what: &str) -> String {
    let is_said = status.to_lowercase().starts_with("superseded by");
    if !is_said {
        return format!("superseded by {what}");
    }
    let mut words = status.split(|c: char| !(c.is_alphanumeric() || "-_.".contains(c)));
    if status.contains(what) && (what.contains('[') || words.any(|word| word == what)) {
        return status.to_owned();
    }
    format!("{status} and {what}")
}

/// log4brains and MADR 2: the status is the link of what is superseded; every other one stands
/// under `## Links`.
fn in_bullets(page: &mut Page<'_>, link: &LinkTo) -> Result<(), Refusal> {
    let named = link.markdown(stem(base(&link.file)));
    let bullet = shape::bullet(page, "status");
    if let Some(bullet) = bullet.filter(|_| link.relation == Relation::SupersededBy) {
        let status = superseded_by(&bullet.value, &named);
        bullet.set(page, &status);
        return Ok(());
    }
    let mut bullets = ["status", "date", "deciders", "tags"].into_iter();
    let first = bullets.find_map(|key| shape::bullet(page, key));
    let mark = first.and_then(|bullet| bullet.lead.chars().next());
    let sentence = link.sentence(stem(base(&link.file)));
    let item = format!("{} {sentence}", mark.unwrap_or('-'));
    let section = section(page, "Links")?;
    if !is_there(page, section, link) {
        let end = page.content_end(section);
        let gap = (end == section.0 + 1).then(String::new);
        page.insert(end, gap.into_iter().chain([item]));
    }
    Ok(())
}

/// Nygard: alone on its line, after a blank one, at the end of the section of the status.
fn below_status(page: &mut Page<'_>, link: &LinkTo) -> Result<(), Refusal> {
    let none = || Refusal::at(0, "there is no section `## Status`");
    let section = page.section("Status").ok_or_else(none)?;
    if !is_there(page, section, link) {
        let number = link.number.map(|number| format!("{number}. "));
        let text = format!("{}{}", number.unwrap_or_default(), link_text(&link.title));
        paragraph(page, section, link.sentence(&text));
    }
    Ok(())
}

/// A sentence under `## More Information`, which is made where it is missing.
fn below_text(page: &mut Page<'_>, link: &LinkTo) -> Result<(), Refusal> {
    let text = match link.number {
        Some(_) => link.id(),
        None => link_text(&link.title),
    };
    let section = section(page, "More Information")?;
    if !is_there(page, section, link) {
        paragraph(page, section, link.sentence(&text));
    }
    Ok(())
}

/// The section of a title; where there is none it is made at the end.
fn section(page: &mut Page<'_>, title: &str) -> Result<(usize, usize), Refusal> {
    if let Some(section) = page.section(title) {
        return Ok(section);
    }
    let end = page.content_end((0, page.len()));
    if page.is_open() {
        let said = "a block of code or a comment does not end; end it first";
        return Err(Refusal::at(end.saturating_sub(1), said));
    }
    let gap = (end > 0).then(String::new);
    page.insert(end, gap.into_iter().chain([format!("## {title}")]));
    let lost = || Refusal::at(end, "no section can be added here");
    page.section(title).ok_or_else(lost)
}

/// Puts a paragraph at the end of a section.
fn paragraph(page: &mut Page<'_>, section: (usize, usize), line: String) {
    let end = page.content_end(section);
    let follows = end < page.len() && !page.line(end).trim().is_empty();
    let after = follows.then(String::new);
    page.insert(end, [String::new(), line].into_iter().chain(after));
}

/// Whether a section has a link to the same record that says the same.
fn is_there(page: &Page<'_>, (from, to): (usize, usize), link: &LinkTo) -> bool {
    let words = link.relation.words().to_lowercase();
    let same = |line: &str| {
        let said = relation_of(line).map(|said| said.replace(OLD_SPELLING, "supersed"));
        said.as_deref() == Some(words.as_str()) && target_of(line) == Some(link.file.as_str())
    };
    (from..to).any(|at| same(page.line(at).trim()))
}

/// Whether a line is a link to another record and nothing else: `Amends [2. Title](0002-x.md)`.
pub(super) fn is_link_line(line: &str) -> bool {
    relation_of(line).is_some()
}

/// The words before the link of a line, in lower case.
fn relation_of(line: &str) -> Option<String> {
    let bare = line.trim_start_matches(['-', '*', '+']).trim_start();
    let (words, rest) = bare.split_once('[')?;
    rest.contains("](").then_some(())?;
    let words: Vec<&str> = words.split_whitespace().collect();
    let few = (1..=RELATION_WORDS).contains(&words.len());
    few.then(|| words.join(" ").to_lowercase())
}

/// The file that the last link of a line leads to.
fn target_of(line: &str) -> Option<&str> {
    let (_, rest) = line.rsplit_once("](")?;
    let (target, _) = rest.rsplit_once(')')?;
    let target = target.trim().trim_matches(['<', '>']);
    Some(target.strip_prefix("./").unwrap_or(target))
}

/// A file as the target of a link; what would end the target early is put in angle brackets or
/// written by number.
fn target(file: &str) -> String {
    let file = file.replace('<', "%3C").replace('>', "%3E");
    if file.contains([' ', '(', ')']) {
        return format!("<{file}>");
    }
    file
}
