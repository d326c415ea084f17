//! Records on the clipboard.

use crate::cli::Cx;
use crate::cli::error::CliError;
use crate::cli::output::Reply;
use crate::text::SafeText;
use crate::world::clipboard::{self, Clipboard};

/// Copies a text; says which way.
pub(super) fn copied(cx: &Cx, reply: Reply, text: &str) -> Result<Reply, CliError> {
    let state = cx.environment.own_state();
    let state = state.unwrap_or_else(|| cx.environment.current.clone());
    let mut clipboard = Clipboard::new(
        clipboard::Way::Auto,
        cx.environment.remote,
        state.join("copied.md"),
    );
    let way = clipboard.copy(&SafeText::new(text));
    let way = way.map_err(|why| {
        CliError::write(format!("the records were not copied: {why}"))
            .hint("use --to DIR, or --to - to print them")
    })?;
    Ok(reply.note(format!("copied: {way}")))
}
