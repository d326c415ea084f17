//! `archtui show`: a skill, a file of it, a section, or the place that a record cites.

use serde::Serialize;

use crate::adr::folder::number_of;
use crate::catalog::{FileText, Lookup, places_named};
use crate::cli::Cx;
use crate::cli::args::Show;
use crate::cli::error::{self, CliError};
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply};
use crate::cli::rules::ShownRule;
use crate::cli::{commands, rules};
use crate::model::{Document, FileKind, Rule};
use crate::parse::{self, ParseCx};
use crate::text::{FileId, Location, SafeText};
use crate::ui::markdown::{Rendered, render};

/// What is shown, as JSON has it.
#[derive(Debug, Serialize)]
struct Shown {
    id: SafeText,
    source: SafeText,
    skill: Option<SafeText>,
    file: SafeText,
    line: u32,
    end_line: u32,
    kind: Option<FileKind>,
    title: SafeText,
    /// The source of these lines.
    text: SafeText,
    headings: Vec<ShownHeading>,
    /// The rules on what it is about; none for a part of a file.
    rules: Vec<ShownRule>,
}

#[derive(Debug, Serialize)]
struct ShownHeading {
    level: u8,
    title: SafeText,
    anchor: String,
    line: u32,
}

/// Lines of a file, 1-based; the end is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) file: FileId,
    start: u32,
    end: u32,
}

impl Part {
    /// A file from its first line to its last.
    fn whole(file: FileId) -> Self {
        Self {
            file,
            start: 1,
            end: u32::MAX,
        }
    }

    /// Whether all lines of the file are in it.
    pub(super) fn is_whole(self) -> bool {
        self == Self::whole(self.file)
    }

    /// Whether a line of the file is in it.
    pub(super) fn holds(self, line: u32) -> bool {
        (self.start..self.end).contains(&line)
    }
}

pub(super) fn run(cx: &Cx, args: &Show) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let (file, line) = find(&library, &args.what)?;
    let part = part(&library, file, line);
    if args.commands {
        return commands::print(cx, &library, part);
    }
    if args.rules {
        return rules::print(cx, &library, file);
    }
    let text = library.catalog.read(file).map_err(|why| {
        let place = library.catalog.place(Location::line(file, 0));
        CliError::not_found(format!("{place} could not be read: {why}"))
    })?;
    let shown = shown(&library, part, &text);
    library.reply(cx, &Keyed("document", &shown), || {
        let kind = library
            .catalog
            .file(file)
            .map(|entry| (entry.kind, entry.path.as_str()));
        let is_document = kind.is_some_and(|(kind, path)| kind.is_document(path));
        if args.raw || !is_document {
            return ended(&shown.text);
        }
        let below = rules::listed(&rules_below(&library, part), cx.width());
        drawn(&library, part, &text, cx.width()) + &below
    })
}

/// Lines shown of a file without sections from the one that was asked for.
const FROM_LINE: u32 = 12;

/// A skill by its name, else a file, a section or a place.
fn find(library: &Library, what: &str) -> Result<(FileId, u32), CliError> {
    let main = |at: usize| library.catalog.skills.get(at).map(|skill| (skill.main, 0));
    if let Lookup::Found(skill) = library.catalog.find_skill(what)
        && let Some(found) = main(skill)
    {
        return Ok(found);
    }
    let kind = if what.contains('#') {
        "section"
    } else {
        "skill or file"
    };
    let found = library.catalog.find_heading(what);
    if matches!(found, Lookup::Missing(_))
        && let Some(cited) = cited(library, what)
    {
        return Ok(cited);
    }
    error::one(found, kind, what, "list")
}

/// What a line copied from a record cites: the first place that it names, however it is set and
/// whatever stands around it; else where the library first cites the same source (`S4:314`).
fn cited(library: &Library, what: &str) -> Option<(FileId, u32)> {
    let catalog = &library.catalog;
    let named = places_named(what).into_iter().find_map(|named| {
        let place = format!("{}:{}", named.file, named.to);
        match catalog.find_heading(&place) {
            Lookup::Found(found) => Some(found),
            Lookup::Ambiguous(_) | Lookup::Missing(_) => None,
        }
    });
    named.or_else(|| record(library, what)).or_else(|| {
        let bare = what.trim().trim_matches(['[', ']']);
        let at = catalog.cited_at(&parse::citation::bare(bare), &[])?;
        Some((at.file, at.line))
    })
}

/// The record that a link between records names: `ADR-0007`, `[ADR-0007](0007-use-elm.md)`.
fn record(library: &Library, what: &str) -> Option<(FileId, u32)> {
    let files = (0_u32..).map(FileId).zip(&library.catalog.files);
    let mut records = files.filter(|(_, file)| file.kind == FileKind::Record);
    let number = what.split("ADR-").nth(1);
    let number = number.map(|rest| {
        rest.chars()
            .take_while(char::is_ascii_digit)
            .collect::<String>()
    });
    let number = number.and_then(|digits| digits.parse::<u32>().ok());
    let found = records.find(|(_, file)| {
        what.contains(file.path.as_str()) || number.is_some() && number_of(&file.path) == number
    });
    found.map(|(file, _)| (file, 0))
}

/// The lines to show: all, or the section that a line belongs to.
fn part(library: &Library, file: FileId, line: u32) -> Part {
    let whole = Part::whole(file);
    let index = library.catalog.file_index(file);
    let headings = index
        .map(|index| index.headings.as_slice())
        .unwrap_or_default();
    if headings.is_empty() && line > 0 {
        return Part {
            start: line,
            end: line.saturating_add(FROM_LINE),
            ..whole
        };
    }
    let above = headings.partition_point(|heading| heading.at.line <= line);
    let Some(at) = above.checked_sub(1).filter(|_| line > 0) else {
        return whole;
    };
    let Some(heading) = headings.get(at) else {
        return whole;
    };
    let rest = headings.iter().skip(at + 1);
    let next = rest
        .filter(|next| next.level <= heading.level)
        .map(|next| next.at.line)
        .next();
    Part {
        start: heading.at.line,
        end: next.unwrap_or(u32::MAX),
        ..whole
    }
}

fn shown(library: &Library, part: Part, text: &FileText) -> Shown {
    let catalog = &library.catalog;
    let place = catalog.place(Location::line(part.file, part.start));
    let index = catalog.file_index(part.file);
    let headings = index
        .map(|index| index.headings.as_slice())
        .unwrap_or_default();
    let headings = headings
        .iter()
        .filter(|heading| part.holds(heading.at.line));
    let headings: Vec<ShownHeading> = headings
        .map(|heading| ShownHeading {
            level: heading.level,
            title: heading.title.clone(),
            anchor: heading.anchor.clone(),
            line: heading.at.line,
        })
        .collect();
    let title = headings.first().map(|heading| heading.title.clone());
    let lines: Vec<&str> = (1_u32..)
        .zip(text.text.lines())
        .filter(|(line, _)| part.holds(*line))
        .map(|(_, text)| text)
        .collect();
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    Shown {
        id: catalog.address(part.file).cloned().unwrap_or_default(),
        source: place.source,
        skill: library.skill_of(part.file),
        file: place.file,
        line: part.start,
        end_line: part.start.saturating_add(count).saturating_sub(1),
        kind: catalog.file(part.file).map(|file| file.kind),
        title: title.unwrap_or_else(|| catalog.file_title(part.file)),
        text: SafeText::new(&lines.join("\n")),
        headings,
        rules: rules_below(library, part)
            .into_iter()
            .map(|rule| ShownRule::of(library, rule, part.file))
            .collect(),
    }
}

/// The rules on what a skill is about: shown below its main file.
fn rules_below(library: &Library, part: Part) -> Vec<&Rule> {
    let catalog = &library.catalog;
    let main = catalog
        .file(part.file)
        .is_some_and(|file| file.kind == FileKind::Skill);
    if !main || part.start > 1 {
        return Vec::new();
    }
    rules::of_page(library, part.file)
}

fn drawn(library: &Library, part: Part, text: &FileText, columns: usize) -> String {
    let citations = library.citations();
    let cx = ParseCx {
        file: part.file,
        citations: &citations,
    };
    let (mut document, _): (Document, _) = parse::markdown::parse(&text.text, cx);
    document.blocks.retain(|block| part.holds(block.at.line));
    rows(&document, columns)
}

/// A document as lines for a terminal.
pub(super) fn rows(document: &Document, columns: usize) -> String {
    let rendered: Rendered = render(document, columns, &[]);
    let rows = (0..rendered.lines.len()).map(|row| rendered.text(row));
    rows.map(|row| row.trim_end().to_owned() + "\n").collect()
}

fn ended(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{text}\n")
    }
}
