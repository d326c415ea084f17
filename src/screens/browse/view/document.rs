//! The document, rendered once per width and cut into the frame; what stands in its place.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::model::Document;
use crate::screens::Cx;
use crate::screens::browse::rows::groups;
use crate::screens::browse::view::Memory;
use crate::screens::browse::{Browse, NodeKey, Pane, Scroll, shown_file};
use crate::text::{FileId, SafeText, counted};
use crate::ui::markdown::{self, Banner, Highlight, Rendered};
use crate::ui::theme::Role;
use crate::ui::{Canvas, DocumentGeometry};

/// A document rendered for a width.
#[derive(Debug)]
pub(super) struct Kept {
    document: Arc<Document>,
    columns: usize,
    banners: Vec<Banner>,
    rendered: Arc<Rendered>,
}

pub(super) fn document(
    browse: &Browse,
    cx: Cx<'_>,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    memory: &mut Memory,
) {
    let Some(file) = shown_file(browse, cx.catalog) else {
        return overview(browse, cx, canvas, area);
    };
    match cx.documents.get(file) {
        Some(Ok(document)) => {
            let rendered = rendered(cx, memory, document, usize::from(area.width));
            let shown = place(browse, file, &rendered, usize::from(area.height));
            let highlights = highlights(browse, file, &rendered);
            let buffer = canvas.frame.buffer_mut();
            let look = (canvas.theme, highlights.as_slice());
            markdown::draw(&rendered, shown.top, area, buffer, look);
            if browse.pane == Pane::Document {
                canvas.memory.geometry.page = shown.height;
            }
            canvas.memory.geometry.document = Some(shown);
        }
        Some(Err(reason)) => {
            canvas.text(
                area,
                0,
                &SafeText::new("This file cannot be shown"),
                Role::Error,
            );
            canvas.paragraph(area, 2, reason, Role::Text);
        }
        None => canvas.text(area, 0, &SafeText::new("Reading …"), Role::Muted),
    }
}

/// The document as rows of this width; rendered once and kept.
fn rendered(
    cx: Cx<'_>,
    memory: &mut Memory,
    document: &Arc<Document>,
    columns: usize,
) -> Arc<Rendered> {
    const KEPT: usize = 8;
    let banners = banners(cx, document.file);
    let same = |kept: &&Kept| {
        Arc::ptr_eq(&kept.document, document) && kept.columns == columns && kept.banners == banners
    };
    if let Some(kept) = memory.rendered.iter().find(same) {
        return Arc::clone(&kept.rendered);
    }
    let rendered = Arc::new(markdown::render(document, columns, &banners));
    if memory.rendered.len() == KEPT {
        memory.rendered.remove(0);
    }
    let kept = Kept {
        document: Arc::clone(document),
        columns,
        banners,
        rendered: Arc::clone(&rendered),
    };
    memory.rendered.push(kept);
    rendered
}

/// What is said above each decision in the document.
fn banners(cx: Cx<'_>, file: FileId) -> Vec<Banner> {
    let Some(index) = cx.catalog.file_index(file) else {
        return Vec::new();
    };
    let said = |tree: &Arc<crate::model::DecisionTree>| Banner {
        line: tree.at.line,
        text: SafeText::from(format!(
            "decision · {} · {} · Enter walks it",
            counted(tree.question_count(), "question"),
            counted(tree.outcome_count(), "outcome")
        )),
    };
    index.trees.iter().map(said).collect()
}

/// Which rows are shown, and what the state must know of the rest.
fn place(browse: &Browse, file: FileId, rendered: &Rendered, height: usize) -> DocumentGeometry {
    let rows = rendered.lines.len();
    let matches = matches(browse, file, rendered)
        .into_iter()
        .map(|(row, _)| row)
        .collect::<Vec<_>>();
    let found = browse.found.min(matches.len().saturating_sub(1));
    let wanted = match browse.scroll {
        Scroll::Row(row) => row,
        Scroll::Heading(heading) => rendered.row_of_heading(heading as usize).unwrap_or(0),
        Scroll::Line(line) => rendered.rows_of(line, line).start,
        Scroll::Match => matches.get(found).copied().unwrap_or(0),
    };
    let top = wanted.min(rows.saturating_sub(height));
    let last = (top + height).min(rows).saturating_sub(1);
    let headings = rendered.heading_rows.iter().map(|(_, row)| *row);
    DocumentGeometry {
        file,
        top,
        rows,
        height,
        headings: headings.collect(),
        matches,
        found,
        line: rendered.line_of(top).unwrap_or(1),
        last_line: rendered.line_of(last).unwrap_or(1),
    }
}

/// The rows and columns on which the searched word stands.
fn matches(
    browse: &Browse,
    file: FileId,
    rendered: &Rendered,
) -> Vec<(usize, std::ops::Range<usize>)> {
    let Some((in_file, word)) = &browse.find else {
        return Vec::new();
    };
    if *in_file != file {
        return Vec::new();
    }
    let texts: Vec<String> = (0..rendered.lines.len())
        .map(|row| rendered.text(row))
        .collect();
    let lines: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = crate::search::find_in(&lines, word).into_iter();
    found
        .map(|hit| (hit.line, rendered.columns_of(hit.line, &hit.bytes)))
        .collect()
}

fn highlights(browse: &Browse, file: FileId, rendered: &Rendered) -> Vec<Highlight> {
    let found = matches(browse, file, rendered).into_iter();
    let highlight = |(at, (row, columns))| Highlight {
        row,
        columns,
        role: if at == browse.found {
            Role::Cursor
        } else {
            Role::Match
        },
    };
    found.enumerate().map(highlight).collect()
}

/// A source or a layer: its skills with what they are for.
fn overview(browse: &Browse, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let skills: Vec<usize> = match browse.selected {
        Some(NodeKey::Group(source, group)) => groups(cx.catalog, source as usize)
            .into_iter()
            .nth(group as usize)
            .map(|(_, skills)| skills)
            .unwrap_or_default(),
        Some(NodeKey::Source(source)) => {
            let skills = cx.catalog.skills.iter().enumerate();
            skills
                .filter(|(_, s)| s.source == source as usize)
                .map(|(i, _)| i)
                .collect()
        }
        _ => Vec::new(),
    };
    let mut row = 0;
    if skills.is_empty() {
        row = nothing_found(cx, canvas, area);
    }
    for skill in skills.iter().filter_map(|i| cx.catalog.skills.get(*i)) {
        if row + 2 > area.height {
            break;
        }
        canvas.text(area, row, &skill.id.0, Role::Heading);
        let about = skill
            .frontmatter
            .as_ref()
            .and_then(|f| f.get("description"))
            .cloned();
        row += 1 + canvas.paragraph(area, row + 1, &about.unwrap_or_default(), Role::Text) + 1;
    }
}

/// No skill at all: where was looked, and what to do.
fn nothing_found(cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) -> u16 {
    if !cx.catalog.files.is_empty() {
        return 0;
    }
    let mut row = canvas.paragraph(
        area,
        0,
        &SafeText::new("No skill and no document found in:"),
        Role::Text,
    );
    for source in &cx.catalog.sources {
        row += canvas.paragraph(area, row, &source.name(), Role::Code);
    }
    let hint = "Give a folder that holds a SKILL.md or markdown: archtui DIR. `archtui --builtin DIR` adds the built-in library.";
    row + 1 + canvas.paragraph(area, row + 1, &SafeText::new(hint), Role::Muted)
}
