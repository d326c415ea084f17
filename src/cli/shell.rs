//! `archtui completions` and `archtui man`: what a shell and `man` want to know of the commands.

use clap::CommandFactory;

use crate::cli::args::{CommandLine, Completions};
use crate::cli::error::{CliError, Kind};
use crate::cli::output::Reply;

pub(super) fn completions(args: Completions) -> Result<Reply, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut CommandLine::command(),
        "archtui",
        &mut script,
    );
    reply(script)
}

pub(super) fn man() -> Result<Reply, CliError> {
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(CommandLine::command()).render(&mut page);
    written.map_err(|error| internal(&error.to_string()))?;
    reply(page)
}

fn reply(bytes: Vec<u8>) -> Result<Reply, CliError> {
    let text = String::from_utf8(bytes).map_err(|error| internal(&error.to_string()))?;
    Ok(Reply::text(text))
}

fn internal(why: &str) -> CliError {
    CliError::new(Kind::Internal, format!("it could not be written: {why}"))
        .hint("please report this")
}
