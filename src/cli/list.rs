//! `archtui list`: the skills of the library, and the documents outside them.

use serde::Serialize;

use crate::catalog::FileEntry;
use crate::cli::Cx;
use crate::cli::args::List;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, columns, count};
use crate::model::{FileKind, Skill};
use crate::text::{FileId, SafeText};

/// A skill as JSON has it.
#[derive(Debug, Serialize)]
struct Listed {
    /// What other commands call it: its name, with its source where two clash.
    id: SafeText,
    name: SafeText,
    source: SafeText,
    folder: SafeText,
    file: SafeText,
    line: u32,
    description: Option<SafeText>,
    group: Option<SafeText>,
    layer: Option<SafeText>,
    /// The skill that is used instead.
    shadowed_by: Option<SafeText>,
    #[serde(flatten)]
    holds: Holds,
    files: Vec<ListedFile>,
}

/// What was found in texts.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Holds {
    trees: usize,
    /// All tables.
    tables: usize,
    /// Those of them that lay alternatives side by side.
    comparisons: usize,
}

/// A file of a skill as JSON has it.
#[derive(Debug, Serialize)]
struct ListedFile {
    id: SafeText,
    file: SafeText,
    kind: FileKind,
    title: SafeText,
    bytes: u64,
}

/// A document outside any skill as JSON has it.
#[derive(Debug, Serialize)]
struct Document {
    #[serde(flatten)]
    file: ListedFile,
    source: SafeText,
    #[serde(flatten)]
    holds: Holds,
}

pub(super) fn run(cx: &Cx, args: List) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let skills = library.catalog.skills.iter();
    let skills: Vec<Listed> = skills
        .filter(|_| !args.documents)
        .map(|skill| listed(&library, skill))
        .collect();
    // JSON has one plural key; a person reads both.
    let documents = if args.documents || !cx.global.json {
        documents(&library)
    } else {
        Vec::new()
    };
    let text = || cx.fit(&text(cx, &skills, &documents));
    let reply = if args.documents {
        library.reply(cx, &Keyed("documents", &documents), text)
    } else {
        library.reply(cx, &Keyed("skills", &skills), text)
    };
    Ok(library.told(cx, reply?))
}

fn listed(library: &Library, skill: &Skill) -> Listed {
    let catalog = &library.catalog;
    let said = |key| skill.frontmatter.as_ref().and_then(|front| front.get(key));
    let layers = &catalog.manifest.layers;
    let layer = layers
        .iter()
        .find(|layer| layer.skills.contains(&skill.id.0));
    let by = skill.shadowed_by.and_then(|by| catalog.skills.get(by));
    let main = catalog.place(crate::text::Location::line(skill.main, 1));
    Listed {
        id: catalog.address(skill.main).cloned().unwrap_or_default(),
        name: skill.id.0.clone(),
        source: main.source,
        folder: SafeText::one_line(&skill.folder),
        file: main.file,
        line: main.line,
        description: said("description").cloned(),
        group: skill.group.clone(),
        layer: layer.map(|layer| layer.id.clone()),
        shadowed_by: by.and_then(|by| catalog.address(by.main).cloned()),
        holds: holds(library, &skill.files),
        files: skill
            .files
            .iter()
            .filter_map(|id| file(library, *id))
            .collect(),
    }
}

fn file(library: &Library, id: FileId) -> Option<ListedFile> {
    let entry = library.catalog.file(id)?;
    Some(ListedFile {
        id: library.catalog.address(id).cloned().unwrap_or_default(),
        file: entry.shown.clone(),
        kind: entry.kind,
        title: library.catalog.file_title(id),
        bytes: entry.size,
    })
}

fn holds(library: &Library, files: &[FileId]) -> Holds {
    let mut holds = Holds::default();
    for index in files
        .iter()
        .filter_map(|id| library.catalog.file_index(*id))
    {
        holds.trees += index.trees.len();
        holds.tables += index.tables.len();
        holds.comparisons += index.tables.iter().filter(|table| table.compares()).count();
    }
    holds
}

/// The documents outside any skill.
fn documents(library: &Library) -> Vec<Document> {
    let files = (0_u32..).zip(&library.catalog.files);
    let loose = files.filter(|(_, file)| file.skill.is_none() && file.kind == FileKind::Loose);
    let document = |(id, entry): (u32, &FileEntry)| {
        let source = library.catalog.sources.get(entry.source);
        Some(Document {
            file: file(library, FileId(id))?,
            source: source.map(|source| source.name()).unwrap_or_default(),
            holds: holds(library, &[FileId(id)]),
        })
    };
    loose.filter_map(document).collect()
}

fn text(cx: &Cx, skills: &[Listed], documents: &[Document]) -> String {
    let skills = skills.iter().map(|skill| {
        let said = match &skill.shadowed_by {
            Some(by) => format!("(hidden behind {by})"),
            None => described(cx, skill.description.as_ref()),
        };
        row(&skill.id, &skill.source, skill.holds, said)
    });
    let documents = documents.iter().map(|document| {
        let title = SafeText::one_line(&document.file.title).to_string();
        row(&document.file.id, &document.source, document.holds, title)
    });
    columns(&skills.chain(documents).collect::<Vec<_>>())
}

fn row(id: &SafeText, source: &SafeText, holds: Holds, said: String) -> Vec<String> {
    let others = holds.tables - holds.comparisons;
    let counts = [
        (holds.trees, "tree"),
        (holds.comparisons, "comparison"),
        (others, "other table"),
    ];
    let counts = counts.into_iter().filter(|(number, _)| *number > 0);
    let holds: Vec<String> = counts.map(|(number, one)| count(number, one)).collect();
    vec![id.to_string(), source.to_string(), holds.join(", "), said]
}

/// What a skill says of itself: on a terminal as much as fits, elsewhere its first sentence.
fn described(cx: &Cx, description: Option<&SafeText>) -> String {
    let whole = SafeText::one_line(description.map_or("", SafeText::as_str));
    if cx.environment.terminal.stdout {
        whole.to_string()
    } else {
        first_sentence(&whole).to_owned()
    }
}

/// The text up to the first mark that ends a sentence. A mark followed by a small letter ends
/// none, nor does the dot of an abbreviation with dots inside (`e.g.`).
fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(['.', '!', '?']).find_map(|(at, mark)| {
        let (before, after) = text.split_at_checked(at)?;
        let rest = after.strip_prefix(mark)?;
        let next = rest.strip_prefix(char::is_whitespace)?.trim_start();
        let word = before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let ends = !next.starts_with(char::is_lowercase) && !word.contains('.');
        ends.then(|| at + mark.len())
    });
    ends.and_then(|at| text.get(..at)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_a_reader_would_end_it() {
        let cases = [
            ("one", "Choose a store.", "Choose a store."),
            (
                "two",
                "Choose a store. Use it when in need.",
                "Choose a store.",
            ),
            ("a version", "Reads v1.2 files. Fast.", "Reads v1.2 files."),
            (
                "an abbreviation",
                "For, e.g. Rust, code. More.",
                "For, e.g. Rust, code.",
            ),
            (
                "a small letter",
                "Uses etc. and more. Then",
                "Uses etc. and more.",
            ),
            ("none", "Choose a store", "Choose a store"),
            ("a question", "Which one? 日本。", "Which one?"),
        ];
        for (name, text, first) in cases {
            assert_eq!(first_sentence(text), first, "{name}");
        }
    }
}
