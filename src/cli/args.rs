//! The command line as written, before anything is looked up: see `cli/mod.rs` for what follows.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::adr::Adr;
use crate::cli::stack::args::Stack;
use crate::model::Fork;
use crate::walk::ForkText;

/// Explore software architecture in the terminal: read skills, walk decisions, compare
/// technologies, record choices.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "archtui",
    version,
    max_term_width = 100,
    subcommand_precedence_over_arg = true
)]
#[command(
    after_help = "Without a command the program opens. A folder that is called like a \
    command is written ./NAME.\n\n\
    What is read: the folders given, and nothing else; else those of ARCHTUI_SKILLS; else what \
    the project has, what you have in your home folder, and the built-in library, nearer ones \
    first. `sources:` in .archtui/config.yaml names what the project has.\n\
    House rules are an archtui.yaml in .archtui/ of the project or in archtui/ of your settings \
    folder, or in a source of the project: they add to the built-in library without copying it \
    (`archtui new overlay` begins one, `builtin: false` in .archtui/config.yaml leaves the \
    library out). With folders given, --builtin adds it."
)]
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

/// Every `--skills`, in the order written. Where the flag stands before and after the command,
/// clap keeps only those after it.
pub(crate) fn all_skills(words: &[OsString], parsed: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut rest = words.iter().take_while(|word| *word != "--");
    while let Some(word) = rest.next() {
        if word == "--skills" {
            found.extend(rest.next().map(PathBuf::from));
        } else if let Some(value) = word.to_str().and_then(|w| w.strip_prefix("--skills=")) {
            found.push(PathBuf::from(value));
        }
    }
    if found.len() > parsed.len() {
        found
    } else {
        parsed
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
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
    /// List the skills of the library, and the documents outside them
    List(List),
    /// Show a skill, a file of it or a section
    Show(Show),
    /// Search names, headings and text
    Search(Search),
    /// List the decision trees
    Trees(Trees),
    /// Walk a decision tree
    Walk(Walk),
    /// List the answers that lead to a technology, in every decision tree
    LeadsTo(LeadsTo),
    /// Tell all there is to know of a technology
    Tech(Tech),
    /// List the tables
    Tables,
    /// Put alternatives side by side
    Compare(Compare),
    /// The decisions taken
    #[command(subcommand)]
    Stack(Stack),
    /// Decisions as records
    #[command(subcommand)]
    Adr(Adr),
    /// Check whether skills and documents are written as they should be
    Lint(Lint),
    /// Begin a skill, a decision tree or house rules, with a word on each part
    #[command(subcommand)]
    New(New),
    /// The built-in library itself
    #[command(subcommand)]
    Content(Content),
    /// Print the files and folders that the program uses
    Paths,
    /// Print a script that completes commands in a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct List {
    /// Only the documents outside skills
    #[arg(long)]
    pub(crate) documents: bool,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Show {
    /// SKILL[/FILE][#HEADING], or a place as a record cites it: skills/x/SKILL.md:88
    #[arg(value_name = "WHAT")]
    pub(crate) what: String,

    /// Print the source instead of drawing it
    #[arg(long)]
    pub(crate) raw: bool,

    /// Only its shell commands, of all files of a skill: to be copied, archtui runs none
    #[arg(long, conflicts_with_all = ["raw", "rules"])]
    pub(crate) commands: bool,

    /// Only the rules on what it is about, in full
    #[arg(long, conflicts_with = "raw")]
    pub(crate) rules: bool,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Search {
    /// Words that must all stand there
    #[arg(value_name = "QUERY", required = true)]
    pub(crate) query: Vec<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Trees {
    /// Also what is perhaps a decision
    #[arg(long)]
    pub(crate) maybe: bool,
}

/// Reads the value of `--fork`.
fn fork_text(text: &str) -> Result<ForkText, String> {
    let kinds = Fork::ALL.map(Fork::word).join(", ");
    ForkText::read(text).ok_or_else(|| format!("a fork is one of {kinds}"))
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Walk {
    /// The tree, as `archtui trees` names it, or an end of that
    #[arg(value_name = "TREE")]
    pub(crate) tree: String,

    /// The answer to the next question: its text, the beginning of it, y or n, #2, ? for not known
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) answer: Vec<String>,

    /// One more answer to the same question
    #[arg(
        long,
        value_name = "TEXT",
        requires = "answer",
        allow_hyphen_values = true
    )]
    pub(crate) and: Vec<String>,

    /// Go on in this tree, where what is reached leads to several; an answer beyond the end of a
    /// tree goes on by itself where it leads to one
    #[arg(long, value_name = "TREE")]
    pub(crate) into: Vec<String>,

    /// Read a fork as another kind: one-of, any-of, all-of or rule. Switches the question asked
    /// next by the answers before it; any-of=QUESTION, or any-of=#2, switches that one
    #[arg(long, value_name = "KIND[=QUESTION]", value_parser = fork_text)]
    pub(crate) fork: Vec<ForkText>,

    /// An answer to a question by its name, whatever facts say to it; `#2` is the second of the tree
    #[arg(long, value_name = "QUESTION=ANSWER", allow_hyphen_values = true)]
    pub(crate) say: Vec<String>,

    /// What is so in the project: vectors=30M, uses=postgresql,redis
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) fact: Vec<String>,

    /// Ask line by line, without a full screen, what the answers given leave open; so it is asked
    /// too where no answer is given. Answers may come through a pipe. `help` lists what can be said
    #[arg(long)]
    pub(crate) plain: bool,

    /// Keep the result in the stack
    #[arg(long)]
    pub(crate) adopt: bool,

    /// What the decision is about
    #[arg(long, value_name = "CONCERN", requires = "adopt")]
    pub(crate) concern: Option<String>,

    /// What to choose where several stand
    #[arg(long, value_name = "NAME", requires = "adopt")]
    pub(crate) choose: Option<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct LeadsTo {
    /// A technology; else the words of an outcome, or a part of them
    #[arg(value_name = "NAME")]
    pub(crate) name: String,

    /// Also by what is perhaps a decision
    #[arg(long)]
    pub(crate) maybe: bool,

    /// Print the command that walks each path instead of its words
    #[arg(long)]
    pub(crate) commands: bool,

    /// What is so in the project: paths that it rules out are left out
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) fact: Vec<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Tech {
    /// A technology, or anything that two tables speak of
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
}

#[derive(Clone, Debug, Args)]
#[command(
    override_usage = "archtui compare [OPTIONS] <NAME> <NAME>...\n       archtui compare [OPTIONS] --table <TABLE> [<NAME> <NAME>...]"
)]
pub(crate) struct Compare {
    /// The alternatives
    #[arg(value_name = "NAME", required_unless_present = "table", num_args = 2..)]
    pub(crate) names: Vec<String>,

    /// Look at this table as it stands, at all of it or at the alternatives named; `archtui tables`
    /// lists them
    #[arg(long, value_name = "TABLE", conflicts_with_all = ["joined", "apart"])]
    pub(crate) table: Option<String>,

    /// Only these criteria; several are parted by commas, and it can be repeated
    #[arg(long, value_name = "NAMES")]
    pub(crate) criteria: Vec<String>,

    /// Take one criterion for the same as another; can be repeated
    #[arg(long = "join", value_name = "CRITERION=OTHER")]
    pub(crate) joined: Vec<String>,

    /// Let a criterion stand for itself that is taken for the same as others; can be repeated
    #[arg(long = "split", value_name = "CRITERION")]
    pub(crate) apart: Vec<String>,

    /// Only where something differs
    #[arg(long)]
    pub(crate) differences: bool,

    /// Only alternatives that meet this: "open source: yes", "latency < 5 ms", "hosting != cloud";
    /// can be repeated. One of which nothing is stated stays, and is told
    #[arg(long = "where", value_name = "CONDITION")]
    pub(crate) conditions: Vec<String>,

    /// Sort the alternatives by what is stated here; numbers by size
    #[arg(long, value_name = "CRITERION")]
    pub(crate) sort: Option<String>,

    /// Sort from the most to the least
    #[arg(long, requires = "sort")]
    pub(crate) descending: bool,

    /// Alternatives as rows
    #[arg(long)]
    pub(crate) transpose: bool,

    /// How much a criterion counts, from 0 to 5; can be repeated
    #[arg(long = "weight", value_name = "CRITERION=N")]
    pub(crate) weights: Vec<String>,

    /// What an alternative is worth by a criterion, from 0 to 5, where what is stated does not say
    /// it or you see it otherwise; can be repeated
    #[arg(long = "score", value_name = "NAME:CRITERION=N", requires = "weights")]
    pub(crate) scores: Vec<String>,

    /// Bars instead of the table: of the totals, or of a criterion stated in numbers; with
    /// --format md a mermaid chart
    #[arg(long, value_name = "CRITERION", num_args = 0..=1, default_missing_value = "")]
    pub(crate) chart: Option<String>,

    /// The form of the table
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub(crate) format: TableFormat,

    /// Choose this one, and keep the choice in the stack with what was compared and weighed
    #[arg(long, value_name = "NAME")]
    pub(crate) adopt: Option<String>,

    /// What the decision is about; else the concern that its kind serves
    #[arg(long, value_name = "CONCERN", requires = "adopt")]
    pub(crate) concern: Option<String>,
}

/// The forms of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// Markdown
    Md,
    /// Comma-separated values
    Csv,
    /// An HTML table
    Html,
    /// Lines for a terminal
    #[default]
    Text,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Lint {
    /// A folder, a skill or its SKILL.md; else everything that the program reads
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,

    /// Whose rules for skills hold
    #[arg(long, value_enum, value_name = "NAME", default_value_t)]
    pub(crate) profile: LintProfile,
}

/// Whose rules for skills hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintProfile {
    /// The Agent Skills specification, and ours for links, names, trees and tables
    #[default]
    Spec,
    /// What the reference validator skills-ref says, and nothing else
    SkillsRef,
    /// Anthropic's `quick_validate`, and ours
    Anthropic,
}

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum New {
    /// Write the start of a skill: NAME/SKILL.md, with a decision and a comparison
    Skill(NewSkill),
    /// Write the start of a decision tree in YAML: NAME.tree.yaml
    Tree(NewTree),
    /// Write the start of house rules, which add to a library without copying it: policies,
    /// technologies, cells, answers, concerns, rules
    Overlay {
        /// The folder; else .archtui of the project, where it is found by itself
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

#[derive(Clone, Debug, Args)]
pub(crate) struct NewSkill {
    /// What to call it: words of a-z and 0-9 with hyphens between them
    #[arg(value_name = "NAME")]
    pub(crate) name: String,

    /// The folder of skills to put it in; else the project's
    #[arg(long = "in", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct NewTree {
    /// What to call it: words of a-z and 0-9 with hyphens between them
    #[arg(value_name = "NAME")]
    pub(crate) name: String,

    /// The folder to put it in; else the current one
    #[arg(long = "in", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Content {
    /// Copy it to a folder that is empty or not there yet, to build on
    Eject {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}
