//! Graphs in graphviz.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| archtui_fuzz::fence("dot", &format!("digraph {{\n{text}\n}}")));
