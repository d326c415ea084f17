//! Copying commands: the block in view, or the one under the cursor. None is ever run.

use crate::catalog::Catalog;
use crate::effect::Effect;
use crate::model::CommandBlock;
use crate::screens::Response;
use crate::screens::browse::{Browse, Pane, Target, contents, shown_file};
use crate::text::{Location, SafeText};
use crate::ui::DocumentGeometry;

/// The block that `y` copies while the document has the keys: the first that begins in view, else
/// the one that reaches into it.
pub(super) fn in_view<'a>(
    browse: &Browse,
    catalog: &'a Catalog,
    shown: &DocumentGeometry,
) -> Option<&'a CommandBlock> {
    if browse.pane != Pane::Document {
        return None;
    }
    let blocks = &catalog.file_index(shown.file)?.commands;
    // The fence itself is not drawn: what begins on the line after it begins in view.
    let begins =
        |block: &&CommandBlock| block.at.line + 1 >= shown.line && block.at.line < shown.last_line;
    let reaches = |block: &&CommandBlock| block.at.line < shown.line && block.end_line > shown.line;
    let mut all = blocks.iter();
    blocks.iter().find(begins).or_else(|| all.find(reaches))
}

/// What `y` copies here, in words, where it is more than the place.
pub fn copies(
    browse: &Browse,
    catalog: &Catalog,
    shown: Option<&DocumentGeometry>,
) -> Option<&'static str> {
    if browse.pane != Pane::Contents {
        return in_view(browse, catalog, shown?).map(|_| "copy the commands");
    }
    let items = contents(catalog, shown_file(browse, catalog)?);
    match items.get(browse.item)?.target {
        Target::Commands(_) | Target::Rule(_) => Some("copy"),
        Target::Tree(_)
        | Target::Table(_)
        | Target::Technology(_)
        | Target::Again(_)
        | Target::Record(_)
        | Target::Cited(_) => None,
    }
}

/// The block at a place.
pub(super) fn block_at(catalog: &Catalog, at: Location) -> Option<&CommandBlock> {
    let index = catalog.file_index(at.file)?;
    index.commands.iter().find(|block| block.at == at)
}

/// Copies a block; what is said afterwards names it and its size.
pub(super) fn copy_block(block: &CommandBlock) -> Response {
    Response::effect(Effect::Copy {
        what: SafeText::from(format!("the commands “{}”, {}", block.name, block.size())),
        text: block.text.to_string(),
    })
}
