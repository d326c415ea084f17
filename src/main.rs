//! The `archtui` command.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    archtui::cli::run(std::env::args_os())
}
