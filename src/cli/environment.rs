//! What surrounds the program: the environment, the terminals, the day. Read once, here.

#![expect(
    clippy::disallowed_methods,
    reason = "the environment is read once, at the start"
)]

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use etcetera::BaseStrategy;

use crate::cli::error::CliError;
use crate::text::SafeText;

/// The name of the program's own folders.
const OWN: &str = "archtui";
/// Seconds in a day.
const DAY: u64 = 86_400;
/// The last second whose year has four digits.
const LAST_SECOND: u64 = 253_402_300_799;

/// What surrounds the program, as plain values.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The current folder.
    pub current: PathBuf,
    /// The home folder.
    pub home: Option<PathBuf>,
    /// `XDG_CONFIG_HOME`, or what stands for it.
    pub config: Option<PathBuf>,
    /// `XDG_STATE_HOME`, or what stands for it.
    pub state: Option<PathBuf>,
    /// `ARCHTUI_SKILLS`: a list of paths as `PATH` has it.
    pub skills: Option<OsString>,
    /// `VISUAL`, else `EDITOR`.
    pub editor: Option<String>,
    /// `SOURCE_DATE_EPOCH`, as it is written: seconds, as it should be.
    pub source_date_epoch: Option<String>,
    /// Now, in seconds since 1970.
    pub now: u64,
    /// Whether `COLORTERM` promises any colour.
    pub true_color: bool,
    /// Whether `NO_COLOR` is set to anything.
    pub no_color: bool,
    /// Whether the program runs over ssh.
    pub remote: bool,
    /// What the program reads from and writes to.
    pub terminal: Terminal,
}

/// What the program reads from and writes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Whether standard input is a terminal.
    pub stdin: bool,
    /// Whether standard output is a terminal.
    pub stdout: bool,
    /// `TERM`.
    pub name: Option<String>,
    /// `COLUMNS`, where it is a number.
    pub columns: Option<usize>,
}

impl Environment {
    /// Reads it all.
    pub fn read() -> Self {
        let base = etcetera::choose_base_strategy().ok();
        let number = |name| -> Option<usize> { std::env::var(name).ok()?.trim().parse().ok() };
        let set = |name| {
            std::env::var(name)
                .ok()
                .filter(|value| !value.trim().is_empty())
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        Self {
            current: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            home: etcetera::home_dir().ok(),
            config: base.as_ref().map(BaseStrategy::config_dir),
            state: base
                .as_ref()
                .map(|base| base.state_dir().unwrap_or_else(|| base.data_dir())),
            skills: std::env::var_os("ARCHTUI_SKILLS"),
            editor: set("VISUAL").or_else(|| set("EDITOR")),
            source_date_epoch: std::env::var_os("SOURCE_DATE_EPOCH")
                .map(|value| value.to_string_lossy().trim().to_owned())
                .filter(|value| !value.is_empty()),
            now: now.map_or(0, |since| since.as_secs()),
            true_color: std::env::var("COLORTERM")
                .is_ok_and(|value| matches!(value.as_str(), "truecolor" | "24bit")),
            no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            remote: ["SSH_CONNECTION", "SSH_TTY"]
                .iter()
                .any(|name| std::env::var_os(name).is_some()),
            terminal: Terminal {
                stdin: std::io::stdin().is_terminal(),
                stdout: std::io::stdout().is_terminal(),
                name: std::env::var("TERM").ok(),
                columns: number("COLUMNS"),
            },
        }
    }

    /// The program's folder for settings.
    pub fn own_config(&self) -> Option<PathBuf> {
        self.config.as_ref().map(|config| config.join(OWN))
    }

    /// The program's folder for what it keeps between runs.
    pub fn own_state(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join(OWN))
    }

    /// The folder that must be there before `folder` is made: the home folder, where it is above.
    pub fn home_above(&self, folder: &Path) -> Option<PathBuf> {
        self.home.clone().filter(|home| folder.starts_with(home))
    }

    /// The program's folder for what it keeps between runs, unless its home is not there: a home
    /// is never made.
    pub fn kept_state(&self) -> Option<PathBuf> {
        let home_is_there =
            |state: &PathBuf| self.home_above(state).is_none_or(|home| home.is_dir());
        self.own_state().filter(home_is_there)
    }

    /// The day as `YYYY-MM-DD`, in UTC: `SOURCE_DATE_EPOCH` where it is set (see
    /// <https://reproducible-builds.org/specs/source-date-epoch/>), else today.
    pub fn today(&self) -> String {
        self.day_to_write().unwrap_or_else(|_| date(self.now))
    }

    /// The same for what is written to a file: who sets `SOURCE_DATE_EPOCH` wants no other day
    /// there, so that one which cannot be read is an error of usage.
    pub(crate) fn day_to_write(&self) -> Result<String, CliError> {
        let Some(set) = &self.source_date_epoch else {
            return Ok(date(self.now));
        };
        // The form in the specification: digits and nothing else, so no sign.
        let digits = set.bytes().all(|byte| byte.is_ascii_digit());
        let seconds = set.parse().ok().filter(|seconds| *seconds <= LAST_SECOND);
        let seconds = seconds.filter(|_| digits).ok_or_else(|| {
            let shown = SafeText::one_line(set);
            CliError::usage(format!("SOURCE_DATE_EPOCH is “{shown}”, which is no day"))
                .hint("set it to seconds since 1970, such as 1763640000, or unset it")
        })?;
        Ok(date(seconds))
    }

    /// The folder of the project: the nearest one up that holds `.git`, else the current one.
    pub fn project(&self) -> &Path {
        let mut above = self.current.ancestors();
        above
            .find(|folder| folder.join(".git").exists())
            .unwrap_or(&self.current)
    }
}

impl Terminal {
    /// Whether a screen can be drawn: both ends are terminals, and the terminal obeys.
    pub fn has_screen(&self) -> bool {
        let name = self.name.as_deref().unwrap_or_default();
        self.stdin && self.stdout && !matches!(name, "" | "dumb")
    }
}

/// The day of a second since 1970, as `YYYY-MM-DD`. The algorithm is `civil_from_days` of
/// <https://howardhinnant.github.io/date_algorithms.html>, for days from 1970 on.
fn date(seconds: u64) -> String {
    let days = seconds / DAY + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_days() {
        let cases = [
            ("the first day", 0, "1970-01-01"),
            ("its last second", 86_399, "1970-01-01"),
            ("a leap day", 951_782_400, "2000-02-29"),
            ("the day after", 951_868_800, "2000-03-01"),
            ("the end of a year", 1_767_225_599, "2025-12-31"),
            ("a year that is no leap year", 4_107_542_400, "2100-03-01"),
        ];
        for (name, seconds, day) in cases {
            assert_eq!(date(seconds), day, "{name}");
        }
    }

    #[test]
    fn a_day_is_written_only_where_the_epoch_can_be_read() {
        let cases = [
            ("0", Some("1970-01-01")),
            ("253402300799", Some("9999-12-31")),
            ("253402300800", None),
            ("99999999999999999999999", None),
            ("abc", None),
            ("-1", None),
            ("+1", None),
            ("1.5", None),
        ];
        for (set, expected) in cases {
            let environment = Environment {
                source_date_epoch: Some(set.to_owned()),
                ..Environment::default()
            };
            let day = environment.day_to_write().ok();
            assert_eq!(day.as_deref(), expected, "{set}");
        }
    }

    #[test]
    fn a_screen_needs_two_terminals_that_obey() {
        let with = |stdin, stdout, name: Option<&str>| Terminal {
            stdin,
            stdout,
            name: name.map(str::to_owned),
            ..Terminal::default()
        };
        let cases = [
            ("all is well", with(true, true, Some("xterm")), true),
            ("input is a file", with(false, true, Some("xterm")), false),
            ("output is a pipe", with(true, false, Some("xterm")), false),
            ("a dumb terminal", with(true, true, Some("dumb")), false),
            ("no name of it", with(true, true, None), false),
        ];
        for (name, terminal, screen) in cases {
            assert_eq!(terminal.has_screen(), screen, "{name}");
        }
    }
}
