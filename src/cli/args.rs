//! The command line as written, before anything is looked up: see `cli/mod.rs` for what follows.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Explore software architecture in the terminal: read skills, walk decisions, compare
/// technologies, record choices.
#[derive(Clone, Debug, Parser)]
#[command(name = "archtui", version, max_term_width = 100)]
#[command(after_help = "Without a command the program opens. A folder that is called like a \
    command is written ./NAME.")]
pub(crate) struct CommandLine {
    #[command(flatten)]
    pub(crate) global: Global,

    /// Folders with skills or markdown; instead of those found around
    #[arg(value_name = "DIR")]
    pub(crate) dirs: Vec<PathBuf>,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What every command takes, before or after its name.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Read this folder instead of those found around; can be repeated
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) skills: Vec<PathBuf>,

    /// Add the built-in library to the folders given
    #[arg(long, global = true, conflicts_with = "no_builtin")]
    pub(crate) builtin: bool,

    /// Leave the built-in library out
    #[arg(long, global = true)]
    pub(crate) no_builtin: bool,

    /// The stack file; else the only *.stack.yaml here, else the draft
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) stack: Option<PathBuf>,

    /// Print JSON instead of text
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// Colours on the terminal
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub(crate) color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Command {
    /// List the skills of the library
    List,
    /// Show a skill, a file of it or a section
    Show(Show),
    /// List the decision trees
    Trees(Trees),
    /// List the tables
    Tables,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Show {
    /// SKILL[/FILE][#HEADING], or a place as a record cites it: skills/x/SKILL.md:88
    #[arg(value_name = "WHAT")]
    pub(crate) what: String,

    /// Print the source instead of drawing it
    #[arg(long)]
    pub(crate) raw: bool,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Trees {
    /// Also what is perhaps a decision
    #[arg(long)]
    pub(crate) maybe: bool,
}
