//! Opening the program.

use crate::cli::error::CliError;
use crate::cli::output::Reply;
use crate::cli::{Cx, library};
use crate::world::roots::Root;

/// Opens the program, where there is a screen for it.
pub(super) fn run(cx: &Cx) -> Result<Reply, CliError> {
    if cx.global.json {
        return Err(CliError::usage("--json needs a command").hint("try `archtui list --json`"));
    }
    if !cx.environment.terminal.has_screen() {
        return Err(no_screen());
    }
    let (roots, _) = library::sources(cx);
    open(cx, &roots, cx.colored())
}

fn no_screen() -> CliError {
    CliError::usage(
        "the program needs a terminal for both input and output, and a TERM that is not dumb",
    )
    .hint(
        "in a pipe or a script use the commands: list, show, search, trees, walk, tables, \
         compare, stack, adr; `archtui --help` says what each does",
    )
}

/// Runs the program on these sources until the person leaves; with colours or without.
fn open(_cx: &Cx, _roots: &[Root], _colored: bool) -> Result<Reply, CliError> {
    Err(CliError::usage("the screen is not part of this build")
        .hint("use the commands: `archtui --help` lists them"))
}
