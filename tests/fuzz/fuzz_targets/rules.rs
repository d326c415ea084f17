//! Lists and paragraphs that say "If X, use Y".

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| archtui_fuzz::document(&format!("Which one?\n===\n\n- If big, use Oak\n- If small, use Elm\n{text}")));
