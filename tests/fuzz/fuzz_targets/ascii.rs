//! Trees drawn with `+--` and `|--`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| archtui_fuzz::fence("ascii", &format!("Big?\n+-- Yes\n{text}")));
