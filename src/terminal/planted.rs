//! Failures on purpose, so that a test can see the terminal given back. Debug builds only.

/// Panics at a place that `ARCHTUI_PANIC` names.
pub(super) fn panic_at(place: &str) {
    let asked = std::env::var("ARCHTUI_PANIC").is_ok_and(|named| named == place);
    assert!(!asked, "planted at {place}, as ARCHTUI_PANIC asks");
}
