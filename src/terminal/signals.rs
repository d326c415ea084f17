//! Signals: leaving in order, sleeping and waking.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::terminal::Wake;

/// Turns the signals that end a program into an orderly leave, and a wake-up into a redraw.
pub(super) fn listen(send: Sender<Wake>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, signal_hook::consts::SIGCONT])?;
    thread::spawn(move || {
        for signal in &mut signals {
            let wake = match signal {
                signal_hook::consts::SIGCONT => Wake::Continued,
                signal => Wake::Leave(signal),
            };
            if send.send(wake).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Stops the process until it is told to continue; the shell takes over.
pub(super) fn sleep() {
    // Failing to stop means to go on, which is what the person then sees.
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}
