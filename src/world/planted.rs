//! Ends on purpose, so that a test can see what the next run makes of what is left. Debug builds
//! only.

#![expect(clippy::disallowed_methods, reason = "only a test sets it")]

use std::sync::atomic::{AtomicU32, Ordering};

/// The exit code of a program that was stopped.
const STOPPED: i32 = 99;

/// The steps that the program has made.
static STEPS: AtomicU32 = AtomicU32::new(0);

/// Ends the program at the step that `ARCHTUI_STOP_AT` counts to, as a crash would: nothing is
/// tidied up.
pub(super) fn stop() {
    let step = STEPS.fetch_add(1, Ordering::Relaxed) + 1;
    let at = std::env::var("ARCHTUI_STOP_AT").ok();
    if at.and_then(|at| at.parse().ok()) == Some(step) {
        std::process::exit(STOPPED);
    }
}
