//! The command line: everything that the screen can do, as commands with text and JSON.
//!
//! Begin with [`run`]. A command is a function from what was asked and what surrounds it to a
//! reply; only [`run`] prints. Shapes and exit codes: the format contract, section 2.

mod adr;
mod args;
mod ask;
mod asked;
mod changes;
mod commands;
mod compare;
mod compared;
mod environment;
mod error;
mod given;
mod leads_to;
mod library;
mod lint;
mod list;
mod names;
mod open;
mod output;
mod own;
mod paths;
mod project_file;
mod rules;
mod search;
mod shell;
mod show;
mod stack;
mod stack_file;
mod starts;
mod tables;
mod tech;
mod told;
mod trees;
mod unknown;
mod walk;
mod weigh;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use clap::{CommandFactory, FromArgMatches};

use args::{Color, Command, CommandLine, Global};
use error::{CliError, Kind};
use output::Reply;

use crate::text::width;
use crate::walk::Spoken;

pub use environment::{Environment, Terminal};

/// Columns of text where nothing says how many there are.
const WIDTH: usize = 80;
/// Text is not drawn wider: long lines are hard to read.
const WIDEST: usize = 120;

/// What every command is given.
#[derive(Debug)]
struct Cx {
    global: Global,
    /// Folders given without a flag.
    dirs: Vec<PathBuf>,
    environment: Environment,
}

impl Cx {
    /// Whether the screen has colours: see <https://no-color.org>.
    fn colored(&self) -> bool {
        match self.global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => !self.environment.no_color,
        }
    }

    /// The columns that text is drawn for.
    fn width(&self) -> usize {
        self.environment
            .terminal
            .columns
            .unwrap_or(WIDTH)
            .clamp(20, WIDEST)
    }

    /// The flags with which another command works on the same library and stack, wherever it is
    /// called from; none where it would find them by itself.
    fn twin_flags(&self) -> Vec<String> {
        let whole = |path: &PathBuf| {
            let path = self.environment.current.join(path);
            let tidy: PathBuf = path.components().collect();
            tidy.display().to_string()
        };
        let mut flags = Vec::new();
        for folder in self.global.skills.iter().chain(&self.dirs) {
            flags.extend(["--skills".to_owned(), whole(folder)]);
        }
        let switches = [
            ("--builtin", self.global.builtin),
            ("--no-builtin", self.global.no_builtin),
        ];
        let switches = switches.into_iter().filter(|(_, on)| *on);
        flags.extend(switches.map(|(flag, _)| flag.to_owned()));
        if let Some(stack) = &self.global.stack {
            flags.extend(["--stack".to_owned(), whole(stack)]);
        }
        flags
    }

    /// Lines cut to the width of the terminal; as they are where something else reads them.
    fn fit(&self, text: &str) -> String {
        if !self.environment.terminal.stdout {
            return text.to_owned();
        }
        let lines = text.lines().map(|line| width::truncate(line, self.width()));
        lines.map(|line| line + "\n").collect()
    }
}

/// Does what the command line asks: the words as the system gives them, the program's name first.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words: Vec<OsString> = words.into_iter().collect();
    let line = parse(&words);
    let json = match &line {
        Ok((line, _)) => line.global.json,
        Err(_) => words.iter().any(|word| word == "--json"),
    };
    let reply = reply(&words, line).unwrap_or_else(|error| error.reply(json));
    ExitCode::from(match output::write(&reply) {
        Ok(()) => reply.code,
        Err(error) => {
            output::complain(&error.shown());
            error.kind.code()
        }
    })
}

/// The command line with the answers of a walk, whose order clap does not keep.
type Line = (CommandLine, Vec<Spoken>);

fn parse(words: &[OsString]) -> Result<Line, clap::Error> {
    let matches = CommandLine::command().try_get_matches_from(words)?;
    let line = CommandLine::from_arg_matches(&matches)?;
    let answers = matches.subcommand_matches("walk").map(walk::spoken);
    Ok((line, answers.unwrap_or_default()))
}

fn reply(words: &[OsString], line: Result<Line, clap::Error>) -> Result<Reply, CliError> {
    let (line, answers) = match line {
        Ok(line) => line,
        Err(error) => return unparsed(words, &error),
    };
    unknown::check(&line.dirs)?;
    let cx = Cx {
        global: Global {
            skills: args::all_skills(words, line.global.skills),
            ..line.global
        },
        dirs: line.dirs,
        environment: Environment::read(),
    };
    match line.command {
        None => open::run(&cx),
        Some(Command::List(args)) => list::run(&cx, args),
        Some(Command::Show(args)) => show::run(&cx, &args),
        Some(Command::Trees(args)) => trees::run(&cx, &args),
        Some(Command::Search(args)) => search::run(&cx, &args),
        Some(Command::Walk(args)) => walk::run(&cx, &args, &answers),
        Some(Command::LeadsTo(args)) => leads_to::run(&cx, &args),
        Some(Command::Tech(args)) => tech::run(&cx, &args),
        Some(Command::Tables) => tables::run(&cx),
        Some(Command::Compare(args)) => compare::run(&cx, &args),
        Some(Command::Stack(args)) => stack::run(&cx, &args),
        Some(Command::Adr(args)) => adr::run(&cx, &args),
        Some(Command::Lint(args)) => lint::run(&cx, &args),
        Some(Command::New(args)) => starts::new(&cx, &args),
        Some(Command::Content(args)) => starts::content(&cx, &args),
        Some(Command::Paths) => paths::run(&cx),
        Some(Command::Completions(args)) => shell::completions(args),
        Some(Command::Man) => shell::man(),
    }
}

/// What could not be parsed: a wish for help, or a mistake.
fn unparsed(words: &[OsString], error: &clap::Error) -> Result<Reply, CliError> {
    let said = error.render().to_string();
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        return Ok(Reply::text(said));
    }
    unknown::check_words(words)?;
    let said = said.strip_prefix("error: ").unwrap_or(&said).trim_end();
    let mistake = CliError::new(Kind::Usage, said);
    Err(if is_surplus_word(error) {
        mistake.hint("give folders to read with --skills DIR")
    } else {
        mistake
    })
}

/// Whether a command was given a word that it does not take: most likely a folder.
fn is_surplus_word(error: &clap::Error) -> bool {
    let word = error.get(ContextKind::InvalidArg);
    let word = word.map(ToString::to_string).unwrap_or_default();
    error.kind() == ErrorKind::UnknownArgument && !word.starts_with('-')
}
