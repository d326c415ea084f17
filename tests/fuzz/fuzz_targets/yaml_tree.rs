//! Trees in YAML.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| archtui_fuzz::yaml_tree(text));
