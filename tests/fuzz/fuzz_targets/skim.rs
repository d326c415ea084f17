//! Documents of lines that begin, continue and end blocks: an index that skims them misses
//! nothing. A byte is a line.

#![no_main]

use libfuzzer_sys::fuzz_target;

const LINES: &[&str] = &[
    "", "Prose.", "more of it", "**Bold** text", "`code` text", "- item", "* other", "2. second",
    "1. first", "  - inner", "   deep", "  more of the item", "    code?", "\ttab", "- [x](y)",
    "- [ ] task", "See [x](y).", "[x]: target", "[^1]: note", "[^1]", "# Title", "#not", "===",
    "---", "***", "> quote", "> - in it", ">", "```", "```text", "```py", "  ```", "   ~~~", "~~~",
    "````", "- ```", "├── Big? → OakDB", "│   └── Small? → ElmDB", "└── Old? → AshDB", "| a | b |",
    "|--|--|", "a | b", "--|--", "<div>", "</div>", "<!--", "-->", "<!-- note -->", "<pre>",
    "<b>x</b>", "- Big? → OakDB", "If it is big, use OakDB.", "- If small, use ElmDB", "\u{a0}",
    "> ```", "1) ```", "\x0c", "10. a", "    - four", "[x]", "![x](y)", "Ü\\", "\t```",
];

fuzz_target!(|bytes: &[u8]| {
    let lines = bytes.iter().map(|byte| LINES[usize::from(*byte) % LINES.len()]);
    archtui_fuzz::document(&lines.collect::<Vec<_>>().join("\n"));
});
