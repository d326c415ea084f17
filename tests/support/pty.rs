//! The real program on a terminal that is not there.
//!
//! A shell stands between, as it does for a person: it says with which code the program left,
//! and it keeps the terminal open so that what the program left behind can be looked at.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::{MouseProtocolMode, Parser, Screen};

use super::Project;

/// How long anything may take on a busy machine. Nothing waits this long unless it fails.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long anything may take once the program has left.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Says its process number, becomes the program on the test library; then says how it left.
const ONCE: &str = r#"sh -c 'printf "<pid %s>" $$; exec "$ARCHTUI" "$LIBRARY"'
printf '<left %s>' $?
read stay"#;

/// The same under a shell that takes over when the program is put to sleep, and wakes it when a
/// line is typed.
const JOBS: &str = r#"set -m
"$ARCHTUI" "$LIBRARY"
printf '<asleep %s>' $?
read wake
fg
printf '<left %s>' $?
read stay"#;

/// A terminal with the program on it, in a home of its own.
pub(crate) struct Pty {
    parser: Parser,
    /// Everything that was written.
    written: Vec<u8>,
    /// The modes that the terminal had before anything ran.
    fresh: String,
    output: Receiver<Vec<u8>>,
    keyboard: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    shell: Box<dyn Child + Send + Sync>,
    /// Gone with the terminal.
    _home: Project,
}

impl Pty {
    /// The program on a terminal of 80x24.
    pub(crate) fn open() -> Self {
        Self::run(ONCE, &[])
    }

    /// The same with more in its environment.
    pub(crate) fn with(environment: &[(&str, &str)]) -> Self {
        Self::run(ONCE, environment)
    }

    /// The program under a shell with job control.
    pub(crate) fn with_jobs() -> Self {
        Self::run(JOBS, &[])
    }

    fn run(script: &str, environment: &[(&str, &str)]) -> Self {
        let home = Project::new();
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let fresh = modes(&*pair.master);
        let shell = pair
            .slave
            .spawn_command(command(script, &home, environment))
            .unwrap();
        let (send, output) = mpsc::channel();
        let mut reader = pair.master.try_clone_reader().unwrap();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if send.send(bytes[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            parser: Parser::new(cells(24), cells(80), 0),
            written: Vec::new(),
            fresh,
            output,
            keyboard: pair.master.take_writer().unwrap(),
            master: pair.master,
            shell,
            _home: home,
        }
    }

    /// Types text as it is; control characters are keys.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// What the terminal shows.
    pub(crate) fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// Everything that was written so far.
    pub(crate) fn written(&self) -> &[u8] {
        &self.written
    }

    /// Waits until something is so.
    pub(crate) fn wait(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let mut until = Instant::now() + PATIENCE;
        while !is_so(self) {
            if contains(&self.written, b"<left ") {
                until = until.min(Instant::now() + LAST_WORDS);
            }
            let left = until.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else {
                panic!(
                    "waited in vain for {what}; on the screen:\n{}",
                    self.screen().contents()
                );
            };
            self.parser.process(&bytes);
            self.written.extend(bytes);
        }
    }

    /// Waits until a text is on the screen.
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait(&format!("{text:?}"), |pty| {
            pty.screen().contents().contains(text)
        });
    }

    /// Waits until the program has drawn on the alternate screen and the test library is read.
    pub(crate) fn wait_for_library(&mut self) {
        self.wait("the library", |pty| {
            let text = pty.screen().contents();
            pty.screen().alternate_screen() && text.contains("stores") && !text.contains("reading")
        });
    }

    /// Makes the terminal another size.
    pub(crate) fn set_size(&mut self, columns: u16, rows: u16) {
        self.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Makes the terminal another size, and waits for a whole frame drawn after that.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let before = self.written.len();
        self.set_size(columns, rows);
        let frame = format!("a frame at {columns}x{rows}");
        self.wait(&frame, |pty| {
            contains(&pty.written[before..], b"\x1b[?2026l")
        });
    }

    /// Sends the program a signal: `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let text = String::from_utf8_lossy(&self.written);
        let (_, after) = text.split_once("<pid ").expect("the program has started");
        let (pid, _) = after.split_once('>').unwrap();
        let kill = format!("kill -{name} {pid}");
        assert!(
            Command::new("/bin/sh")
                .args(["-c", &kill])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Whether keys go to the program one by one.
    pub(crate) fn is_raw(&self) -> bool {
        modes(&*self.master) != self.fresh
    }

    /// Waits until the program has left with a code, and holds that it left nothing behind.
    pub(crate) fn wait_for_leave(&mut self, code: u8) {
        self.wait("the program to leave", |pty| {
            contains(&pty.written, b"<left ")
        });
        self.wait("its code", |pty| pty.written.ends_with(b">"));
        self.wait_for(&format!("<left {code}>"));
        self.assert_restored();
    }

    /// Holds that the terminal is as it was before the program ran.
    pub(crate) fn assert_restored(&self) {
        let screen = self.screen();
        assert!(
            !screen.alternate_screen(),
            "the alternate screen was not left"
        );
        assert!(!screen.hide_cursor(), "the cursor is not shown");
        assert!(!screen.bracketed_paste(), "bracketed paste is on");
        assert_eq!(
            screen.mouse_protocol_mode(),
            MouseProtocolMode::None,
            "the mouse is captured"
        );
        assert_eq!(
            modes(&*self.master),
            self.fresh,
            "the modes of the terminal were not restored"
        );
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // The shell leads the session: with it everything on the terminal is hung up.
        let _ = self.shell.kill();
        let _ = self.shell.wait();
    }
}

/// A shell that knows nothing of the person who runs the tests.
fn command(script: &str, home: &Project, environment: &[(&str, &str)]) -> CommandBuilder {
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", script]);
    command.cwd(home.root());
    command.env_clear();
    for name in [
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
    ] {
        command.env(name, home.root());
    }
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("TERM", "xterm-256color");
    command.env("ARCHTUI", env!("CARGO_BIN_EXE_archtui"));
    command.env(
        "LIBRARY",
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/library"),
    );
    for (name, value) in environment {
        command.env(name, value);
    }
    command
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        ..PtySize::default()
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has cells")
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
