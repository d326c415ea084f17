//! Flowcharts in mermaid.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| archtui_fuzz::fence("mermaid", &format!("flowchart TD\n{text}")));
