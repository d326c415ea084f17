//! Where the statements of a record come from, and the other records it has to do with.

use crate::adr::write::escape::{inline, link_text, target};
use crate::adr::{LibrarySaid, Record, RecordLink, Relation, Source};
use crate::text::put::Put;

/// The places that the numbers mean, and the libraries, as two paragraphs.
pub(super) fn sources(record: &Record) -> String {
    let mut places = String::new();
    for (at, source) in record.sources.iter().enumerate() {
        places.put(format_args!("* {}\n", place(at, source)));
    }
    let libraries: Vec<String> = record.reopen.library.iter().map(library).collect();
    let libraries = match libraries.as_slice() {
        [] => String::new(),
        all => format!("Library: {}\n", all.join("; ")),
    };
    let gap = if places.is_empty() || libraries.is_empty() {
        ""
    } else {
        "\n"
    };
    format!("{places}{gap}{libraries}")
}

/// A source: its number, its place, the source named there with its day, the words that stand
/// there, and what tells whether they still do.
pub(super) fn place(at: usize, source: &Source) -> String {
    let place = linked(&source.place, &source.link);
    let cite = source.cite.iter().chain(Some(&source.date));
    let cite = cite
        .filter(|part| !part.is_empty())
        .map(|part| inline(part));
    let cite = parted(cite, " (", ")");
    let quote = Some(&source.quote).filter(|quote| !quote.is_empty());
    let quote = quote.map(|quote| format!("\u{201c}{}\u{201d}", inline(quote)));
    let quote = parted(quote, ": ", "");
    let digest = Some(&source.digest).filter(|digest| !digest.is_empty());
    let digest = parted(digest.map(|digest| inline(digest)), ", digest ", "");
    format!("[{}] {place}{cite}{quote}{digest}", at + 1)
}

/// Parts with commas between them and something around; nothing where there are none.
fn parted(parts: impl IntoIterator<Item = String>, before: &str, after: &str) -> String {
    let parts: Vec<String> = parts.into_iter().collect();
    match parts.as_slice() {
        [] => String::new(),
        parts => format!("{before}{}{after}", parts.join(", ")),
    }
}

/// A text that leads somewhere, or only the text.
pub(super) fn linked(text: &str, to: &str) -> String {
    if to.is_empty() {
        return inline(text);
    }
    format!("[{}]({})", link_text(text), target(to))
}

/// A library: its name, its version, and what tells whether its content is the same.
pub(super) fn library(library: &LibrarySaid) -> String {
    let mut said = library.name.to_string();
    for (lead, part) in [(" ", &library.version), (", digest ", &library.digest)] {
        if !part.is_empty() {
            said.put(format_args!("{lead}{part}"));
        }
    }
    inline(&said)
}

/// How a record stands to another one, as Nygard's status section has it:
/// `Supersedes [3. Title](0003-title.md)`. Source of the shape: adr-tools `adr-new` and the
/// `LINK_REGEX` of adrs-core, which wants the number within the text.
pub(super) fn numbered_link(link: &RecordLink) -> String {
    let title = if link.title.is_empty() {
        stem(&link.file)
    } else {
        &link.title
    };
    let number = link.number.map(|number| format!("{number}. "));
    let text = format!("{}{}", number.unwrap_or_default(), link_text(title));
    let relation = words(&link.relation);
    match link.file.as_str() {
        "" => format!("{relation} {text}"),
        file => format!("{relation} [{text}]({})", target(file)),
    }
}

/// The same as MADR has it under More Information: `Supersedes [ADR-0003](0003-title.md)`.
pub(super) fn short_link(link: &RecordLink) -> String {
    let text = match link.number {
        Some(number) => format!("ADR-{number:04}"),
        None if link.file.is_empty() => link.title.to_string(),
        None => stem(&link.file).to_owned(),
    };
    format!("{} {}", words(&link.relation), linked(&text, &link.file))
}

/// The same as log4brains has it, which names records by their file: `Supersedes [slug](slug.md)`.
pub(super) fn slug_link(link: &RecordLink) -> String {
    format!("{} {}", words(&link.relation), slug(link))
}

/// The other record by its file: `[slug](slug.md)`.
pub(super) fn slug(link: &RecordLink) -> String {
    linked(stem(&link.file), &link.file)
}

/// A link a paragraph.
pub(super) fn links(record: &Record, write: fn(&RecordLink) -> String) -> Vec<String> {
    record.links.iter().map(|link| write(link) + "\n").collect()
}

/// The name of a file without its ending.
pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The words that stand before a link.
pub(super) fn words(relation: &Relation) -> String {
    match relation {
        Relation::Supersedes => "Supersedes".to_owned(),
        Relation::SupersededBy => "Superseded by".to_owned(),
        Relation::Amends => "Amends".to_owned(),
        Relation::AmendedBy => "Amended by".to_owned(),
        Relation::RelatesTo => "Relates to".to_owned(),
        Relation::Other(words) => inline(words),
    }
}

/// The relation as one word in lower case, with this between its words: `superseded-by`.
pub(super) fn kind(relation: &Relation, between: &str) -> String {
    let words = match relation {
        Relation::Other(words) => words.to_lowercase(),
        known => words(known).to_lowercase(),
    };
    let words = words.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(between)
}
