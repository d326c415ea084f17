//! `archtui show --commands`: what could be typed into a shell. It is printed and never run.

use serde::Serialize;

use crate::cli::Cx;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply};
use crate::cli::show::Part;
use crate::model::{CommandBlock, FileKind, marks};
use crate::text::{FileId, SafeText};

/// Columns that commands stand in from the margin.
const INDENT: &str = "    ";

/// A block as JSON has it.
#[derive(Debug, Serialize)]
struct Printed<'a> {
    name: &'a SafeText,
    /// Without prompts.
    text: &'a SafeText,
    language: &'a SafeText,
    source: SafeText,
    skill: Option<SafeText>,
    file: SafeText,
    line: u32,
    end_line: u32,
    cites: Vec<SafeText>,
}

/// Prints the blocks of a part of a file; of all its files for a skill.
pub(super) fn print(cx: &Cx, library: &Library, part: Part) -> Result<Reply, CliError> {
    let blocks = blocks(library, part);
    let printed: Vec<Printed<'_>> = blocks.iter().map(|block| printed(library, block)).collect();
    let reply = library.reply(cx, &Keyed("commands", &printed), || text(library, &blocks))?;
    Ok(match blocks.as_slice() {
        [] if !cx.global.json => reply.note("no commands: no code fence here names a shell"),
        _ => reply,
    })
}

fn blocks(library: &Library, part: Part) -> Vec<&CommandBlock> {
    let catalog = &library.catalog;
    let main = catalog
        .file(part.file)
        .is_some_and(|file| file.kind == FileKind::Skill);
    let files: Vec<FileId> = if main && part.is_whole() {
        catalog.beside(part.file)
    } else {
        vec![part.file]
    };
    let indexes = files.iter().filter_map(|file| catalog.file_index(*file));
    let blocks = indexes.flat_map(|index| &index.commands);
    blocks
        .filter(|block| block.at.file != part.file || part.holds(block.at.line))
        .collect()
}

fn printed<'a>(library: &Library, block: &'a CommandBlock) -> Printed<'a> {
    let place = library.catalog.place(block.at);
    let cites = block.cites.iter().map(|cite| cite.to_string().into());
    Printed {
        name: &block.name,
        text: &block.text,
        language: &block.language,
        source: place.source,
        skill: library.skill_of(block.at.file),
        file: place.file,
        line: place.line,
        end_line: block.end_line,
        cites: cites.collect(),
    }
}

/// Each block below its name, its place and its sources.
fn text(library: &Library, blocks: &[&CommandBlock]) -> String {
    let block = |block: &&CommandBlock| {
        let place = library.catalog.place(block.at);
        let cites = marks(&block.cites);
        let lines = block.text.lines().map(|line| match line {
            "" => "\n".to_owned(),
            line => format!("{INDENT}{line}\n"),
        });
        let lines: String = lines.collect();
        format!("{}  {place}{cites}\n\n{lines}", block.name)
    };
    let blocks: Vec<String> = blocks.iter().map(block).collect();
    blocks.join("\n")
}
