//! The real program on a pseudo-terminal: what it leaves behind, and what wakes or stops it.

use crate::support::Pty;

/// The key that closes what is open.
const ESC: &str = "\x1b";
/// The key that puts the program to sleep.
const CTRL_Z: &str = "\x1a";

#[test]
fn it_draws_the_library_and_gives_the_terminal_back() {
    let mut pty = Pty::open();
    pty.wait_for_library();
    pty.wait_for("queues");
    assert!(pty.screen().hide_cursor(), "there is no field to type into");
    assert!(pty.is_raw());
    pty.keys("q");
    pty.wait_for_leave(0);
}

#[test]
#[cfg_attr(
    not(debug_assertions),
    ignore = "only a debug build panics when asked to"
)]
fn a_panic_gives_the_terminal_back_and_says_what_happened() {
    let mut pty = Pty::with(&[("ARCHTUI_PANIC", "draw")]);
    pty.wait_for_leave(101);
    let text = pty.screen().contents();
    assert!(text.contains("panicked at"), "{text}");
}

#[test]
fn it_draws_at_any_size_and_comes_back() {
    let mut pty = Pty::open();
    pty.wait_for_library();
    for (columns, rows) in [
        (1, 1),
        (1, 24),
        (80, 1),
        (2, 2),
        (39, 9),
        (40, 10),
        (300, 100),
    ] {
        pty.resize(columns, rows);
    }
    pty.resize(80, 24);
    pty.wait_for_library();
    pty.keys("q");
    pty.wait_for_leave(0);
}

#[test]
fn a_key_pressed_while_the_window_changes_is_not_lost() {
    let mut pty = Pty::open();
    pty.wait_for_library();
    pty.keys(":");
    // Both must be found at the same moment, which they are not every time.
    for round in 1..=60 {
        pty.set_size(100 + round % 2, 24);
        pty.keys("x");
        pty.wait_for(&"x".repeat(round.into()));
    }
    pty.keys(ESC);
    pty.wait_for_library();
    pty.keys("q");
    pty.wait_for_leave(0);
}

#[test]
fn it_sleeps_and_wakes_where_it_was() {
    let mut pty = Pty::with_jobs();
    pty.wait_for_library();
    pty.keys(CTRL_Z);
    pty.wait_for("<asleep ");
    pty.assert_restored();
    pty.keys("\n");
    pty.wait_for_library();
    assert!(pty.is_raw());
    assert!(
        pty.screen().bracketed_paste(),
        "what was on before is on again"
    );
    pty.keys("q");
    pty.wait_for_leave(0);
}

#[test]
fn woken_by_another_program_it_draws_again() {
    let mut pty = Pty::open();
    pty.wait_for_library();
    let before = pty.written().len();
    pty.signal("STOP");
    pty.signal("CONT");
    pty.wait("the screen to be taken again", |pty| {
        let since = String::from_utf8_lossy(&pty.written()[before..]).into_owned();
        let taken = since.split_once("\x1b[?1049h");
        taken.is_some_and(|(_, frame)| frame.contains("stores"))
    });
    pty.keys("q");
    pty.wait_for_leave(0);
}

#[test]
fn a_paste_is_text_and_never_a_key() {
    let mut pty = Pty::open();
    pty.wait_for_library();
    assert!(pty.screen().bracketed_paste());
    // Outside a text field nothing happens: `q` would leave, `?` would show the keys.
    pty.keys("\x1b[200~?q\r\x1b[201~");
    pty.keys(":");
    pty.keys("\x1b[200~qq\x1b[201~");
    pty.wait_for("qq");
    pty.keys("\x1b[200~stores\rqq\x1b[201~");
    pty.wait_for("qqstores");
    assert!(pty.screen().alternate_screen());
    pty.keys(ESC);
    pty.wait("the box to close", |pty| {
        !pty.screen().contents().contains("qqstores")
    });
    pty.keys("q");
    pty.wait_for_leave(0);
}

#[test]
fn a_signal_to_end_is_an_orderly_leave() {
    for (signal, code) in [("TERM", 143), ("HUP", 129)] {
        let mut pty = Pty::open();
        pty.wait_for_library();
        pty.signal(signal);
        pty.wait_for_leave(code);
    }
}
