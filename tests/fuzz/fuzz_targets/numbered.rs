//! Numbered questions with branches.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| archtui_fuzz::fence("decision", &format!("1. Is it big?\n{text}\n2. Is it old?\n{text}")));
