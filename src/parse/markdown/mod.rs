//! Markdown to [`Document`]; the only room that names `pulldown_cmark`.
//!
//! The parser yields a flat stream of events. `Builder` keeps the open containers on a stack
//! of its own, so that no depth of nesting can overflow the program's, and closes them into
//! blocks. Text is made safe run by run, after the parser has decoded entities and after pieces
//! that stand beside each other have been joined.

mod blocks;
mod inline;

use pulldown_cmark::{Options, Parser};

use crate::diagnostic::Diagnostic;
use crate::model::Document;
use crate::parse::ParseCx;
use crate::parse::frontmatter::{self, Opening};
use blocks::Builder;

/// Parses a whole file: frontmatter is skipped, lines count from the top of the file.
pub fn parse(text: &str, cx: ParseCx<'_>) -> (Document, Vec<Diagnostic>) {
    let start = match frontmatter::opening(text) {
        Opening::Fenced(fences) => fences.body,
        Opening::Plain | Opening::Unclosed => 0,
    };
    let body = text.get(start..).unwrap_or_default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let mut builder = Builder::new(text, cx);
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        builder.event(event, start + range.start..start + range.end);
    }
    builder.finish()
}
