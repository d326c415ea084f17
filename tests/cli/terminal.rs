//! Commands on a terminal of their own.

use std::io::{Read, Write};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::{BINARY, Shell};

/// What a command writes to a terminal of this kind, and its exit code.
fn on_terminal(shell: &Shell, words: &[&str], term: Option<&str>, typed: &str) -> (String, u32) {
    let size = PtySize {
        rows: 24,
        cols: 80,
        ..PtySize::default()
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(BINARY);
    command.args(words);
    command.cwd(shell.project.path("work"));
    command.env_clear();
    command.env("HOME", shell.project.path("home"));
    command.env("ARCHTUI_SKILLS", "library");
    if let Some(term) = term {
        command.env("TERM", term);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut keyboard = pair.master.take_writer().unwrap();
    keyboard.write_all(typed.as_bytes()).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut written = Vec::new();
    // A terminal whose last program has left gives an error on some systems, an end on others.
    let _ = reader.read_to_end(&mut written);
    let code = child.wait().unwrap().exit_code();
    (String::from_utf8_lossy(&written).into_owned(), code)
}

#[test]
fn a_terminal_that_does_not_obey_gets_a_sentence() {
    let shell = Shell::new();
    for term in [None, Some(""), Some("dumb")] {
        let (said, code) = on_terminal(&shell, &[], term, "");
        assert_eq!(code, 2, "{term:?}: {said}");
        assert!(said.contains("archtui --help"), "{term:?}: {said}");
        assert!(!said.contains('\u{1b}'), "{term:?}: {said}");
    }
}

#[test]
fn a_wrong_answer_is_asked_again_on_a_terminal() {
    let shell = Shell::new();
    let words = ["walk", "choosing-a-store"];
    let (said, code) = on_terminal(&shell, &words, Some("xterm"), "nonsense\nover\n");
    assert_eq!(code, 0, "{said}");
    assert_eq!(said.matches("Question 1 of at most 2").count(), 2, "{said}");
    assert!(said.contains("has no answer"), "{said}");
    assert!(said.contains("Recommended"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn a_listing_fits_the_terminal() {
    let shell = Shell::new();
    let (said, code) = on_terminal(&shell, &["list"], Some("xterm"), "");
    assert_eq!(code, 0, "{said}");
    let widest = said.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(widest <= 80, "{widest} in {said}");
    assert!(said.contains('…'), "what is cut is marked: {said}");
}
