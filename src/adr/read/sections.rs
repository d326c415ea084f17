//! The headings of a record and what stands under them.

use crate::adr::Section;
use crate::adr::read::page::Page;
use crate::model::BlockKind;

/// The headings, in order.
pub(super) fn of(page: &Page<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    // Positions of sections that a block still stands under, each deeper than the one before.
    let mut open: Vec<usize> = Vec::new();
    for block in &page.document.blocks {
        let heading = match block.kind {
            BlockKind::Heading(at) => page.document.headings.get(at),
            _ => None,
        };
        if let Some(heading) = heading {
            let level = |at: &usize| sections.get(*at).map_or(0, |one| one.level);
            open.retain(|at| level(at) < heading.level);
        } else if let BlockKind::Html(text) = &block.kind
            && is_comment(text)
        {
            continue;
        }
        for at in &open {
            if let Some(section) = sections.get_mut(*at) {
                section.end = block.end_line;
                section.empty = false;
            }
        }
        if let Some(heading) = heading {
            open.push(sections.len());
            sections.push(Section {
                level: heading.level,
                title: heading.title.clone(),
                line: heading.at.line,
                end: block.end_line,
                empty: true,
            });
        }
    }
    sections
}

/// Whether markup is a comment and nothing else: a reader sees nothing of it.
fn is_comment(text: &str) -> bool {
    let inner = text.trim().strip_prefix("<!--");
    inner.is_some_and(|inner| inner.find("-->").is_none_or(|end| end + 3 == inner.len()))
}
