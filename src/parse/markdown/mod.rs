//! Markdown to [`Document`]; the only room that names `pulldown_cmark`.
//!
//! The parser yields a flat stream of events. `Builder` keeps the open containers on a stack
//! of its own, so that no depth of nesting can overflow the program's, and closes them into
//! blocks. Text is made safe run by run, after the parser has decoded entities and after pieces
//! that stand beside each other have been joined.

mod blocks;
mod inline;
mod skim;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use crate::diagnostic::Diagnostic;
use crate::model::Document;
use crate::parse::ParseCx;
use crate::parse::frontmatter::{self, Opening};
use blocks::Builder;
use skim::Kept;

/// Parses a whole file: frontmatter is skipped, lines count from the top of the file.
pub fn parse(text: &str, cx: ParseCx<'_>) -> (Document, Vec<Diagnostic>) {
    let body = body_start(text);
    let mut builder = Builder::new(text, cx);
    for (event, range) in events(text.get(body..).unwrap_or_default()) {
        builder.event(event, body + range.start..body + range.end);
    }
    builder.finish()
}

/// Parses what an index needs of a file: as [`parse`], but paragraphs and lists in which no
/// heading, link, tree, table or command can be, and to which none of them looks back, are not
/// there. Most of prose is such, and the parser is spared it.
pub fn skim(text: &str, cx: ParseCx<'_>) -> (Document, Vec<Diagnostic>) {
    let body = body_start(text);
    let kept = Kept::new(text.get(body..).unwrap_or_default());
    let mut builder = Builder::new(text, cx);
    for (event, range) in events(&kept.text) {
        let range = kept.place(&range);
        builder.event(event, body + range.start..body + range.end);
    }
    builder.finish()
}

fn body_start(text: &str) -> usize {
    match frontmatter::opening(text) {
        Opening::Fenced(fences) => fences.body,
        Opening::Plain | Opening::Unclosed => 0,
    }
}

fn events(body: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    Parser::new_ext(body, options).into_offset_iter()
}
