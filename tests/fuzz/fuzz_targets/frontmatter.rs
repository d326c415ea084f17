//! The start of a skill's file.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| archtui_fuzz::frontmatter(text));
