//! Tables, comparing and deciding.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| archtui_fuzz::document(&format!("Which one?\n===\n\n| Need | Use |\n|--|--|\n{text}")));
