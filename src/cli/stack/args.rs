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
    /// Say why a decision was taken, who decides, how far it is, and when to think again
    Reasons(Reasons),
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
    /// Show what is so in the project, and say it
    Facts(Facts),
    /// Go through all concerns, asked line by line, without those that facts settle
    Interview(Interview),
    /// Show what must be decided for what is built, what may be, and what need not
    Scope(Scope),
    /// Show what would change each decision, and what else that would break
    Changes(Changes),
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

/// What is not given stays as it was; an empty text takes it back.
#[derive(Clone, Debug, Args)]
pub(crate) struct Reasons {
    /// What the decision is about
    #[arg(value_name = "CONCERN")]
    pub(crate) concern: String,

    /// Why, in your words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) because: Option<String>,

    /// Who decides; can be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) decided_by: Vec<String>,

    /// Who was asked; can be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) consulted: Vec<String>,

    /// Who is told; can be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) informed: Vec<String>,

    /// When to think again: vectors > 10M, 2027-11; can be repeated
    #[arg(long, value_name = "CONDITION")]
    pub(crate) revisit_when: Vec<String>,

    /// How far it is
    #[arg(long, value_name = "STATUS", value_parser = ["draft", "proposed", "accepted", "rejected", "deprecated", "superseded"])]
    pub(crate) status: Option<String>,
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

#[derive(Clone, Debug, Args)]
pub(crate) struct Scope {
    /// What is built, as ai-chat forms; else what the stack says
    #[arg(value_name = "NEED")]
    pub(crate) building: Vec<String>,

    /// What is so in the project
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) fact: Vec<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Changes {
    /// Only the decision about this
    #[arg(value_name = "CONCERN")]
    pub(crate) concern: Option<String>,

    /// What would be so in the project; nothing is kept
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) fact: Vec<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Interview {
    /// The concern to begin with; else the first that is open
    #[arg(value_name = "CONCERN")]
    pub(crate) concern: Option<String>,

    /// What to say to the next question, as it would be typed, or open, choose NAME, not needed,
    /// take CONCERN, list; can be repeated
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) answer: Vec<String>,

    /// What is so in the project: kept in the stack
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) fact: Vec<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Facts {
    /// What is so: vectors=30M, uses=postgresql,redis, engineers="<= 20", hosting=unknown
    #[arg(value_name = "NAME=VALUE")]
    pub(crate) stated: Vec<String>,

    /// The same, as other commands take it
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) fact: Vec<String>,

    /// Take a fact back; can be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) unset: Vec<String>,
}
