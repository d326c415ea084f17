//! Packs `content/` into the binary.
fn main() {}
