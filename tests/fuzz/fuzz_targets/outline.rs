//! Indented lines with arrows.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| archtui_fuzz::fence("text", &format!("Big?\n  yes -> A\n{text}")));
