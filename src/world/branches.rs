//! The names of files on the branches of a git repository, so that a number that another branch
//! has taken is not taken twice. Git itself is asked, as only it knows all its ways of keeping
//! things; it reads, and nothing else: no network, no hooks, no pager, no lock, no settings but
//! those of the repository.

#![expect(
    clippy::disallowed_methods,
    reason = "git is started here with an environment of its own, and a slow one is not waited for"
)]

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::text::SafeText;
use crate::world::errors::plain;

/// All that git may take: a repository on a slow disk must not hold an export up.
const PATIENCE: Duration = Duration::from_secs(3);
/// Bytes read of an answer: names of ten thousand branches, or of a hundred thousand files.
const ANSWER: u64 = 16 << 20;
/// Bytes read of what git complains of.
const COMPLAINT: u64 = 4096;

/// What git is told beside its arguments. `GIT_ALLOW_PROTOCOL` names no way to the network, also
/// where a partial clone would fetch what it lacks.
const SETTINGS: [(&str, &str); 8] = [
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_CONFIG_GLOBAL", NOWHERE),
    ("GIT_ATTR_NOSYSTEM", "1"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("LC_ALL", "C"),
];

#[cfg(unix)]
const NOWHERE: &str = "/dev/null";
#[cfg(not(unix))]
const NOWHERE: &str = "NUL";

/// What of the environment git needs to be found and to run.
const KEPT: [&str; 2] = ["PATH", "SystemRoot"];

/// What stands on the branches of a repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// The names of files.
    pub names: Vec<String>,
    /// Why the branches could not be looked at, in a sentence: a number that is free here may be
    /// taken there.
    pub note: Option<SafeText>,
}

/// Why there are no names.
#[derive(Debug)]
enum Silent {
    /// There is no repository, so there are no branches.
    NoRepository,
    /// There is one, and git does not say what is in it.
    Refused(String),
}

/// The names of the files of a folder on all local and remote-tracking branches. Where there is
/// no repository there are none; where git is missing, says no or does not answer in time, it is
/// noted.
pub fn elsewhere(folder: &Path) -> Elsewhere {
    let mut above = folder.ancestors();
    let Some(there) = above.find(|folder| folder.is_dir()) else {
        return Elsewhere::default();
    };
    let git = Git {
        there,
        until: Instant::now() + PATIENCE,
    };
    let rest = folder.strip_prefix(there).unwrap_or(Path::new(""));
    match git.names(rest) {
        Ok(names) => Elsewhere { names, note: None },
        Err(Silent::NoRepository) => Elsewhere::default(),
        Err(Silent::Refused(why)) => {
            let why = SafeText::one_line(&why);
            let note = format!("other branches were not looked at: {why}");
            Elsewhere {
                names: Vec::new(),
                note: Some(SafeText::from(note)),
            }
        }
    }
}

/// Git, started in a folder.
struct Git<'a> {
    there: &'a Path,
    until: Instant,
}

impl Git<'_> {
    fn names(&self, rest: &Path) -> Result<Vec<String>, Silent> {
        let no_text = || refused("the name of the folder is no text in UTF-8");
        let text = |bytes| String::from_utf8(bytes).map_err(|_| no_text());
        let prefix = text(self.ask(&["rev-parse", "--show-prefix"], String::new())?)?;
        let prefix = prefix.strip_suffix('\n').unwrap_or(&prefix);
        let folder = PathBuf::from(prefix).join(rest);
        let folder = folder.to_str().ok_or_else(no_text)?.trim_end_matches('/');
        if folder.contains('\n') {
            return Err(refused("the name of the folder has several lines"));
        }
        let format = "--format=%(objectname)";
        let tips = text(self.ask(
            &["for-each-ref", format, "refs/heads", "refs/remotes"],
            String::new(),
        )?)?;
        let tips: BTreeSet<&str> = tips.lines().collect();
        let wanted = tips.iter().map(|tip| format!("{tip}:{folder}\n"));
        let found = self.ask(&["cat-file", "--batch-check"], wanted.collect())?;
        let found = String::from_utf8_lossy(&found);
        // Most branches have the same folder: each is read once.
        let trees = found.lines().filter_map(|line| line.split_once(" tree "));
        let trees: BTreeSet<&str> = trees.map(|(id, _)| id).collect();
        let wanted = trees.iter().map(|tree| format!("{tree}\n"));
        let listed = self.ask(&["cat-file", "--batch"], wanted.collect())?;
        Ok(entries(&listed))
    }

    /// What git says to lines on its standard input.
    fn ask(&self, words: &[&str], lines: String) -> Result<Vec<u8>, Silent> {
        let mut child = self.started(words)?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(mut stdin), Some(stdout), Some(stderr)) = pipes else {
            return Err(refused("git cannot be talked to"));
        };
        // Git may stop listening, which its exit code says.
        let asking = thread::spawn(move || drop(stdin.write_all(lines.as_bytes())));
        let (answer, complaint) = (read(stdout, ANSWER), read(stderr, COMPLAINT));
        let answered = answer.recv_timeout(self.left());
        if answered.is_err() {
            // It has not ended, and is ended here.
            let _ = child.kill();
        }
        let ended = child.wait();
        let _ = asking.join();
        let late = format!("git gave no answer in {} seconds", PATIENCE.as_secs());
        let answer = answered.map_err(|_| Silent::Refused(late))?;
        if ended.is_ok_and(|ended| ended.success()) {
            return Ok(answer);
        }
        // What git has started itself may still hold the pipe.
        let complaint = complaint.recv_timeout(self.left()).unwrap_or_default();
        Err(complained(&String::from_utf8_lossy(&complaint)))
    }

    fn left(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }

    fn started(&self, words: &[&str]) -> Result<Child, Silent> {
        let mut command = Command::new("git");
        command
            .args(["--no-pager", "--no-optional-locks", "--literal-pathspecs"])
            // A program that the repository names for watching its files.
            .args(["-c", "core.fsmonitor=false"])
            .args(words)
            .current_dir(self.there)
            .env_clear()
            .envs(SETTINGS)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for name in KEPT {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.spawn().map_err(|error| {
            let mut above = self.there.ancestors();
            if above.any(|folder| folder.join(".git").exists()) {
                Silent::Refused(format!("git could not be started: {}", plain(&error)))
            } else {
                Silent::NoRepository
            }
        })
    }
}

/// Reads what comes from a pipe, on a thread of its own.
fn read(pipe: impl Read + Send + 'static, most: u64) -> mpsc::Receiver<Vec<u8>> {
    let (said, heard) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = pipe.take(most).read_to_end(&mut bytes);
        let _ = said.send(read.map_or_else(|_| Vec::new(), |_| bytes));
    });
    heard
}

fn refused(why: &str) -> Silent {
    Silent::Refused(why.to_owned())
}

/// What git complains of: its first line says it.
fn complained(said: &str) -> Silent {
    let first = said.lines().next().unwrap_or_default();
    let first = first.strip_prefix("fatal: ").unwrap_or(first);
    match first {
        "" => refused("git failed and does not say why"),
        first if first.starts_with("not a git repository") => Silent::NoRepository,
        first => Silent::Refused(format!("git says: {first}")),
    }
}

/// The names in what `git cat-file --batch` says of trees: for each a line `ID tree SIZE`, then
/// entries of a mode, a space, a name, a zero byte and the bytes of an id.
fn entries(listed: &[u8]) -> Vec<String> {
    let mut names = BTreeSet::new();
    let mut rest = listed;
    while let Some((head, after)) = split_at_byte(rest, b'\n') {
        let head = String::from_utf8_lossy(head);
        let mut words = head.split(' ');
        let id = words.next().map_or(0, str::len) / 2;
        let size = words.nth(1).and_then(|size| size.parse().ok());
        let Some((mut tree, after)) = size.and_then(|size| after.split_at_checked(size)) else {
            break;
        };
        while let Some((entry, after)) = split_at_byte(tree, 0) {
            if let Some((_, name)) = split_at_byte(entry, b' ') {
                names.insert(String::from_utf8_lossy(name).into_owned());
            }
            tree = after.get(id..).unwrap_or_default();
        }
        rest = after.get(1..).unwrap_or_default();
    }
    names.into_iter().collect()
}

fn split_at_byte(bytes: &[u8], byte: u8) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|known| *known == byte)?;
    Some((bytes.get(..at)?, bytes.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_trees_are_read_with_ids_of_any_length() {
        let tree = |id: usize, names: &[&str]| {
            let id_bytes = vec![b'\n'; id];
            let mut body = Vec::new();
            for name in names {
                body.extend(format!("100644 {name}\0").bytes());
                body.extend(&id_bytes);
            }
            let mut all = format!("{} tree {}\n", "ab".repeat(id), body.len()).into_bytes();
            all.extend(body);
            all.push(b'\n');
            all
        };
        let two = [
            tree(20, &["0001-a.md", "a b"]),
            tree(20, &["0002-\u{e9}.md", "a b"]),
        ];
        assert_eq!(
            entries(&two.concat()),
            ["0001-a.md", "0002-\u{e9}.md", "a b"]
        );
        assert_eq!(entries(&tree(32, &["0003-c.md"])), ["0003-c.md"]);
        assert!(entries(b"ab tree 99\nshort").is_empty());
        assert!(entries(b"ab missing\n").is_empty());
    }
}
