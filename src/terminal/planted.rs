//! Failures on purpose, so that a test can see the terminal given back. Debug builds only.

/// Panics at a place that `ARCHTUI_PANIC` names.
pub(super) fn panic_at(place: &str) {
    let named = std::env::var("ARCHTUI_PANIC").unwrap_or_default();
    assert!(named != place, "planted at {place}, as ARCHTUI_PANIC asks");
}
