//! Markdown lists with arrows.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| archtui_fuzz::document(&format!("Which one?\n===\n\n- Big? -> A\n{text}")));
