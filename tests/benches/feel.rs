//! What a person feels.
fn main() {}
