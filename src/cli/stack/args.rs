//! The commands of `archtui stack` as written.

use clap::{Args, Subcommand};

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Stack {
    /// Start a stack file here: with what the draft holds, or from a preset
    New(New),
    /// Show the decisions taken
    Show,
    /// Take a decision
    Adopt(Adopt),
    /// Take a decision back
    Drop(Drop),
    /// Check what was chosen: requirements, conflicts, languages, limits, policies, rules. Exits 1
    /// on what does not go together and on what is banned
    Check,
    /// List the ready-made stacks of the library
    Presets,
    /// Lay two stacks side by side, concern by concern
    Diff(Diff),
    /// List what fits where nothing is chosen yet, with reasons; picks nothing
    Complete(Complete),
    /// Show what one choice in place of another would change; changes nothing without --adopt
    Swap(Swap),
    /// List what to keep to for what was chosen, as check boxes
    Checklist,
    /// List client libraries and commands for what was chosen: to be copied, archtui runs none
    Kit,
    /// Print the stack for the instructions of an AI assistant
    Brief(Brief),
}

#[derive(Clone, Debug, Args)]
pub(crate) struct New {
    /// Its name: the file is NAME.stack.yaml in the current folder
    #[arg(value_name = "NAME")]
    pub(crate) name: String,

    /// Start from this ready-made stack of the library; the draft stays
    #[arg(long, value_name = "PRESET")]
    pub(crate) from: Option<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Adopt {
    /// What the decision is about
    #[arg(value_name = "CONCERN")]
    pub(crate) concern: String,

    /// What is chosen
    #[arg(value_name = "ALTERNATIVE")]
    pub(crate) alternative: String,

    /// Keep the comparison of these with it
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(crate) compare: Vec<String>,

    /// Why, in your words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) because: Option<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Drop {
    /// What the decision is about
    #[arg(value_name = "CONCERN")]
    pub(crate) concern: String,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Diff {
    /// A stack file, a preset of the library, or `draft`
    #[arg(value_name = "A")]
    pub(crate) first: String,

    /// The other one
    #[arg(value_name = "B")]
    pub(crate) second: String,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Complete {
    /// Only this concern, and all that fits it
    #[arg(long, value_name = "CONCERN")]
    pub(crate) concern: Option<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Swap {
    /// What was chosen
    #[arg(value_name = "FROM")]
    pub(crate) from: String,

    /// What would be chosen instead
    #[arg(value_name = "TO")]
    pub(crate) to: String,

    /// Choose it
    #[arg(long)]
    pub(crate) adopt: bool,
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Brief {
    /// At most so many tokens, counted as four bytes each
    #[arg(long, value_name = "TOKENS")]
    pub(crate) budget: Option<usize>,
}
