//! Failures on purpose, so that a test can see the terminal given back. Debug builds only.

/// Panics at a place that `ARCHTUI_PANIC` names.
#[expect(clippy::panic, reason = "that is what it is for")]
pub(super) fn panic_at(place: &str) {
    if std::env::var("ARCHTUI_PANIC").is_ok_and(|named| named == place) {
        panic!("planted at {place}, as ARCHTUI_PANIC asks");
    }
}
