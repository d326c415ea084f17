//! The real binary: stdout, stderr and the exit code of a command are one snapshot.

mod compare;
mod export;
mod facts;
mod leads_to;
mod library;
mod lint;
mod output;
mod overlay;
mod records;
mod review;
mod stack;
mod tech;
#[cfg(unix)]
mod terminal;
mod usage;
mod walk;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::Project;

/// The binary that is tested.
const BINARY: &str = env!("CARGO_BIN_EXE_archtui");

/// A folder of its own with a small library, a home and a place to work in.
pub(crate) struct Shell {
    pub(crate) project: Project,
}

impl Shell {
    pub(crate) fn new() -> Self {
        let project = Project::new();
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content");
        copy(&content, &project.path("work/library"));
        fs::create_dir_all(project.path("home")).unwrap();
        Self { project }
    }

    /// The command with a clean environment.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        command
            .args(words)
            .current_dir(self.project.path("work"))
            .env_clear()
            .env("HOME", self.project.path("home"))
            .env("ARCHTUI_SKILLS", "library")
            .env("SOURCE_DATE_EPOCH", "1763640000")
            .stdin(Stdio::null());
        command
    }

    /// What a command says, as one text.
    pub(crate) fn run(&self, words: &[&str]) -> String {
        let output = self.command(words).output().unwrap();
        self.told(words, &output)
    }

    /// The same with lines typed into it.
    fn type_into(&self, words: &[&str], typed: &str) -> String {
        let mut command = self.command(words);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // The command may end before it has read everything.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        let output = child.wait_with_output().unwrap();
        self.told(words, &output)
    }

    /// The JSON that a command prints.
    pub(crate) fn json(&self, words: &[&str]) -> serde_json::Value {
        let output = self.command(words).arg("--json").output().unwrap();
        let said = self.told(words, &output);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error} in {said}"))
    }

    /// The exit code of a command.
    pub(crate) fn code(&self, words: &[&str]) -> i32 {
        self.command(words).output().unwrap().status.code().unwrap()
    }

    fn told(&self, words: &[&str], output: &Output) -> String {
        let shown: Vec<String> = words.iter().map(|word| written(word)).collect();
        let mut told = format!("$ archtui {}\n", shown.join(" "));
        writeln!(told, "exit {}", output.status.code().unwrap()).unwrap();
        for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            if !bytes.is_empty() {
                writeln!(told, "--- {name}\n{}", String::from_utf8_lossy(bytes)).unwrap();
            }
        }
        let root = self.project.root().canonicalize().unwrap();
        let told = told.replace(root.to_str().unwrap(), "[TMP]");
        let draft = archtui::world::roots::folder_key(&self.project.path("work"));
        let told = told.replace(&draft, "[PROJECT]");
        told.replace(self.project.root().to_str().unwrap(), "[TMP]")
            .replace(env!("CARGO_PKG_VERSION"), "[VERSION]")
    }
}

/// A word as a shell takes it, or in Rust's way where a shell's would not be seen.
fn written(word: &str) -> String {
    if word
        .chars()
        .any(|c| c.is_control() || ('\u{2000}'..'\u{2100}').contains(&c))
    {
        format!("$'{}'", word.escape_default())
    } else {
        shell_words::quote(word).into_owned()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}
