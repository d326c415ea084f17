//! The walls of the house. With one crate there are no crate walls, so this holds them: who may
//! name whom, which crate stands in which room, and how long things may get.
//!
//! Each wall is a function from code to complaints, and is proved on planted violations in `planted.rs`.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::support::rust::{Code, Function};

/// The modules, from the ground up. A module names only itself and those before it.
const ORDER: [&str; 23] = [
    "limits",
    "text",
    "diagnostic",
    "model",
    "parse",
    "catalog",
    "search",
    "walk",
    "compare",
    "lint",
    "stack",
    "review",
    "adr",
    // Above: the library half. Below: the program has a user.
    "action",
    "effect",
    "settings",
    "keymap",
    "ui",
    "screens",
    "app",
    "world",
    "terminal",
    "cli",
];

/// Files of `src/` that are no modules: the two roots, and the build.
const ROOTS: [&str; 3] = ["src/lib.rs", "src/main.rs", "src/build.rs"];

/// Where the screen may be named.
const SCREEN: &[&str] = &[
    "src/ui/",
    "src/app/view.rs",
    "src/screens/*/view.rs",
    "src/screens/*/view/",
    "src/terminal/",
    "src/world/clipboard.rs",
];

/// Where the system may be named.
const SYSTEM: &[&str] = &[
    "src/world/",
    "src/terminal/",
    "src/cli/",
    "src/main.rs",
    "src/build.rs",
];

/// What is named in some rooms only. A `*` stands for one folder.
const ROOMS: [(&str, &[&str]); 18] = [
    ("ratatui", SCREEN),
    ("crossterm", SCREEN),
    ("tui_tree_widget", SCREEN),
    ("arboard", SCREEN),
    ("pulldown_cmark", &["src/parse/markdown/"]),
    ("serde_yaml", &["src/parse/yaml/"]),
    ("saphyr_parser", &["src/parse/yaml/"]),
    ("fuzzy_matcher", &["src/search/fuzzy.rs"]),
    ("minijinja", &["src/adr/write/own/"]),
    ("similar", &["src/adr/write/diff.rs"]),
    ("cap_std", &["src/world/"]),
    ("tempfile", &["src/world/"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/"]),
    ("clap_mangen", &["src/cli/"]),
    ("std::fs", SYSTEM),
    ("std::env", SYSTEM),
    ("std::process", SYSTEM),
];

/// Lines of a file, those of its inline tests not counted.
const FILE_LINES: usize = 500;
/// Lines of a function.
const FUNCTION_LINES: usize = 60;

#[test]
fn no_module_names_one_above_it() {
    hold(sources(), arrows);
}

#[test]
fn every_module_has_a_rank() {
    hold(sources(), ranked);
}

#[test]
fn crates_and_the_system_stay_in_their_rooms() {
    hold(sources(), rooms);
}

#[test]
fn files_and_functions_stay_short() {
    hold(sources(), short_file);
    hold(sources(), short_functions);
    hold(tests(), short_functions);
}

#[test]
fn nothing_is_allowed_and_nothing_gives_up() {
    hold(sources(), gives_up);
    hold(sources(), allows);
    hold(tests(), allows);
}

#[test]
fn a_view_changes_no_state() {
    let complaints = sources()
        .iter()
        .flat_map(|view| changes_state(view, sources()));
    report(&complaints.collect::<Vec<_>>());
}

#[test]
fn an_update_does_nothing_to_the_world() {
    hold(sources(), acts);
}

#[test]
fn the_map_of_the_tests_lists_every_module() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let [suite, map] =
        ["suite.rs", "README.md"].map(|name| fs::read_to_string(tests.join(name)).unwrap());
    let modules = suite
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let listed = |module: &str| {
        let names = [format!("`{module}.rs`"), format!("`{module}/`")];
        let mut rows = map.lines().filter(|line| line.starts_with("| `"));
        rows.any(|row| names.iter().any(|name| row.contains(name.as_str())))
    };
    let missing: Vec<&str> = modules.filter(|module| !listed(module)).collect();
    assert!(missing.is_empty(), "tests/README.md lacks {missing:?}");
}

#[test]
fn the_map_of_the_code_lists_the_rooms_in_order() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = fs::read_to_string(root.join("src/README.md")).unwrap();
    let rows = map
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let listed: Vec<&str> = rows.map(|(room, _)| room).collect();
    let built = |room: &&str| {
        sources()
            .iter()
            .any(|code| module(&code.path) == Some(room))
    };
    let expected: Vec<&str> = ORDER.into_iter().filter(built).collect();
    assert_eq!(
        listed, expected,
        "the rooms in src/README.md are not those of src/"
    );
}

/// Applies a wall to all files.
fn hold(files: &[Code], wall: fn(&Code) -> Vec<String>) {
    assert!(files.len() > 5, "no code was found: where is it?");
    report(&files.iter().flat_map(wall).collect::<Vec<_>>());
}

fn report(complaints: &[String]) {
    let count = complaints.len();
    assert!(
        complaints.is_empty(),
        "{count} through a wall:\n{}\n",
        complaints.join("\n")
    );
}

/// All code of the program.
fn sources() -> &'static [Code] {
    static SOURCES: LazyLock<Vec<Code>> = LazyLock::new(|| read_below("src"));
    &SOURCES
}

/// All code that tests it.
fn tests() -> &'static [Code] {
    static TESTS: LazyLock<Vec<Code>> = LazyLock::new(|| read_below("tests"));
    &TESTS
}

fn read_below(folder: &str) -> Vec<Code> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut found, mut todo) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(root.join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() && !path.ends_with("/target") {
                todo.push(path);
            } else if entry
                .path()
                .extension()
                .is_some_and(|ending| ending == "rs")
            {
                found.push(Code::read(
                    &path,
                    &fs::read_to_string(entry.path()).unwrap(),
                ));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The top-level module of a file of `src/`; `None` for a root.
fn module(path: &str) -> Option<&str> {
    let below = path
        .strip_prefix("src/")
        .filter(|_| !ROOTS.contains(&path))?;
    below.split(['/', '.']).next()
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|known| *known == module)
}

/// Arrows that point up: `crate::x` of a higher rank, or of none, however it is written.
pub(crate) fn arrows(code: &Code) -> Vec<String> {
    let mut complaints = climbs(code);
    let Some(own) = module(&code.path) else {
        return complaints;
    };
    let Some(limit) = rank(own) else {
        return complaints;
    };
    for (name, line) in code.below("crate") {
        let place = code.place(line);
        match rank(name) {
            Some(rank) if rank <= limit => {}
            Some(_) => complaints.push(format!(
                "{place}: `{own}` names `crate::{name}`, which is above it; \
                 move what both need down, or pass it in"
            )),
            None => complaints.push(format!(
                "{place}: `crate::{name}` is no module with a rank; name the module, and put a \
                 new one into ORDER in tests/architecture.rs"
            )),
        }
    }
    complaints
}

/// Chains of `super` that reach the root of the crate, where `crate::` would be seen.
fn climbs(code: &Code) -> Vec<String> {
    let below = code.path.trim_start_matches("src/").trim_end_matches(".rs");
    let depth = below.trim_end_matches("/mod").split('/').count();
    let mut complaints = Vec::new();
    let mut chain = 0;
    for (at, word) in code.words.iter().enumerate() {
        if word.text != "super" {
            continue;
        }
        let goes_on = at > 1 && code.is_at(at - 2, &["super", "::"]);
        chain = if goes_on { chain + 1 } else { 1 };
        if chain == depth + usize::from(code.is_test(at)) {
            let place = code.place(word.line);
            complaints.push(format!(
                "{place}: `super` reaches the root; write `crate::` instead"
            ));
        }
    }
    complaints
}

/// Files and folders of `src/` that stand nowhere in the order.
pub(crate) fn ranked(code: &Code) -> Vec<String> {
    let unknown = module(&code.path).filter(|module| rank(module).is_none());
    let complaint = |module| {
        format!(
            "{}: the module `{module}` has no rank; put it into ORDER in tests/architecture.rs, \
             into the list in src/README.md, and say why in docs/decisions/",
            code.path
        )
    };
    unknown.map(complaint).into_iter().collect()
}

/// Crates, and parts of the standard library, named outside their rooms.
pub(crate) fn rooms(code: &Code) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, rooms) in ROOMS {
        if rooms.iter().any(|room| is_in(&code.path, room)) {
            continue;
        }
        let lines: Vec<usize> = match name.strip_prefix("std::") {
            Some(part) => {
                let named = code.below("std").into_iter();
                named
                    .filter(|(name, _)| *name == part)
                    .map(|(_, line)| line)
                    .collect()
            }
            None => code
                .words
                .iter()
                .filter(|word| word.text == name)
                .map(|w| w.line)
                .collect(),
        };
        for line in lines {
            let place = code.place(line);
            let rooms = rooms.join(", ");
            complaints.push(format!(
                "{place}: `{name}` is named only in {rooms}; ask that room"
            ));
        }
    }
    complaints
}

/// Whether a file is in a room: a file, a folder, or either with `*` for one folder.
fn is_in(path: &str, room: &str) -> bool {
    match room.split_once('*') {
        None if room.ends_with('/') => path.starts_with(room),
        None => path == room,
        Some((before, after)) => {
            let inside = path
                .strip_prefix(before)
                .and_then(|rest| rest.split_once('/'));
            inside.is_some_and(|(_, rest)| {
                let after = after.trim_start_matches('/');
                if after.ends_with('/') {
                    rest.starts_with(after)
                } else {
                    rest == after
                }
            })
        }
    }
}

pub(crate) fn short_file(code: &Code) -> Vec<String> {
    let lines = code.production_lines();
    let long = lines > FILE_LINES && !code.path.ends_with("/tests.rs");
    let complaint = || {
        let path = &code.path;
        format!(
            "{path}: {lines} lines, {FILE_LINES} are the most; part it by what changes together"
        )
    };
    long.then(complaint).into_iter().collect()
}

pub(crate) fn short_functions(code: &Code) -> Vec<String> {
    let long = code
        .functions()
        .into_iter()
        .filter(|function| function.lines > FUNCTION_LINES);
    let complaint = |function: Function| {
        let (place, name, lines) = (code.place(function.line), function.name, function.lines);
        format!(
            "{place}: `{name}` has {lines} lines, {FUNCTION_LINES} are the most; name its steps"
        )
    };
    long.map(complaint).collect()
}

/// `#[allow]`, which says neither why nor until when.
pub(crate) fn allows(code: &Code) -> Vec<String> {
    let is_allow = |at: usize| {
        code.is_at(at, &["#", "[", "allow", "("]) || code.is_at(at, &["#", "!", "[", "allow", "("])
    };
    let found = (0..code.words.len()).filter(|&at| is_allow(at));
    let complaint = |at: usize| {
        let place = code.place(code.words[at].line);
        format!("{place}: `allow` says no reason; write `#[expect(.., reason = \"..\")]`")
    };
    found.map(complaint).collect()
}

/// Calls that end the program where a value is missing, outside tests.
pub(crate) fn gives_up(code: &Code) -> Vec<String> {
    let mut complaints = Vec::new();
    for at in 0..code.words.len() {
        let call = code.is_at(at, &[".", "unwrap", "(", ")"])
            || code.is_at(at, &[".", "expect", "("])
            || code.is_at(at, &["panic", "!"])
            || code.is_at(at, &["todo", "!"])
            || code.is_at(at, &["unimplemented", "!"])
            || code.is_at(at, &["unreachable", "!"]);
        if call && !code.is_test(at) {
            let (place, word) = (code.place(code.words[at].line), code.word(at + 1));
            let word = if word == "!" { code.word(at) } else { word };
            complaints.push(format!(
                "{place}: `{word}` gives up; say what happens without the value"
            ));
        }
    }
    complaints
}

/// The folder whose state a view draws, with the names that only the view itself may change.
fn view_of(path: &str) -> Option<&str> {
    if !is_in(path, "src/app/view.rs")
        && !is_in(path, "src/screens/*/view.rs")
        && !is_in(path, "src/screens/*/view/")
    {
        return None;
    }
    path.find("/view").map(|end| &path[..=end])
}

/// Functions of a view that can change what they draw. A view may change only what it declares
/// itself (its memory) and what `ui` gives it to draw on.
pub(crate) fn changes_state(view: &Code, all: &[Code]) -> Vec<String> {
    let Some(folder) = view_of(&view.path) else {
        return Vec::new();
    };
    let beside = all
        .iter()
        .filter(|code| code.path.starts_with(folder) && view_of(&code.path).is_none());
    let states: Vec<&str> = beside.flat_map(types).collect();
    let mut complaints = Vec::new();
    for function in view.functions() {
        let on_state = function.on.as_deref().filter(|on| states.contains(on));
        for at in function
            .parameters
            .clone()
            .filter(|&at| view.word(at) == "&")
        {
            let named = usize::from(view.word(at + 1).starts_with('\''));
            if view.word(at + 1 + named) != "mut" {
                continue;
            }
            let mut at = at + 2 + named;
            while view.word(at + 1) == "::" {
                at += 2;
            }
            let state = match view.word(at) {
                "self" => on_state,
                name => states.contains(&name).then_some(name),
            };
            if let Some(state) = state {
                let (place, name) = (view.place(function.line), &function.name);
                complaints.push(format!(
                    "{place}: `{name}` takes `&mut` of `{state}`; a view only looks: change it in \
                     update.rs, or keep what drawing remembers in a Memory of the view"
                ));
            }
        }
    }
    complaints
}

/// The types a file declares.
fn types(code: &Code) -> Vec<&str> {
    let declares = |at: &usize| matches!(code.word(at - 1), "struct" | "enum");
    (1..code.words.len())
        .filter(declares)
        .map(|at| code.word(at))
        .collect()
}

/// What an `update.rs` may not name: whoever does things.
pub(crate) fn acts(code: &Code) -> Vec<String> {
    if !code.path.ends_with("/update.rs") {
        return Vec::new();
    }
    let doers = code.below("crate").into_iter();
    let doers = doers.filter(|(name, _)| matches!(*name, "world" | "terminal" | "cli"));
    let complaint = |(name, line): (&str, usize)| {
        let place = code.place(line);
        format!("{place}: an update names `crate::{name}`; return an Effect, and let the loop ask")
    };
    doers.map(complaint).collect()
}
