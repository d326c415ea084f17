//! The `archtui` command.

#![forbid(unsafe_code)]

fn main() {}
