//! What a listing says about what it left out.

use std::io;

use crate::diagnostic::Diagnostic;
use crate::limits::WALK_DEPTH;
use crate::world::errors::plain;

pub(super) fn shown_or_root(shown: &str) -> &str {
    if shown.is_empty() {
        "the source's root"
    } else {
        shown
    }
}

pub(super) fn no_skill(folder: &str) -> Diagnostic {
    let folder = shown_or_root(folder);
    let message =
        format!("{folder} was not listed as a skill: its SKILL.md is not a file inside it");
    Diagnostic::error("no-skill-file", message).hint("put a regular SKILL.md there")
}

pub(super) fn too_deep(path: &str) -> Diagnostic {
    Diagnostic::warning(
        "too-deep",
        format!("{path} is more than {WALK_DEPTH} folders below its source and was not read"),
    )
    .hint("give a folder nearer to it as a source")
}

pub(super) fn too_many(what: &str, cap: usize) -> Diagnostic {
    Diagnostic::warning(
        "too-many",
        format!("{what} has more than {cap} files and folders; the rest was not read"),
    )
    .hint("give a smaller folder as a source")
}

pub(super) fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let path = shown_or_root(path);
    Diagnostic::warning("io", format!("{path} could not be read: {}", plain(error)))
        .hint("check that it exists and that you may read it")
}

pub(super) fn loops(path: &str) -> Diagnostic {
    Diagnostic::warning(
        "loop",
        format!("{path} is a link to a folder that holds it and was not followed"),
    )
    .hint("remove the link")
}

pub(super) fn outside(path: &str, in_skill: bool) -> Diagnostic {
    let (what, hint) = if in_skill {
        ("its skill", "put a copy of what it leads to into the skill")
    } else {
        (
            "its source, and not to a skill,",
            "give the folder it leads to as a source of its own",
        )
    };
    Diagnostic::warning(
        "outside",
        format!("{path} is a link that leads outside {what} and was not followed"),
    )
    .hint(hint)
}

pub(super) fn not_a_file(path: &str) -> Diagnostic {
    Diagnostic::warning(
        "not-a-file",
        format!("{path} is neither a regular file nor a folder and was left out"),
    )
}

pub(super) fn same_names(files: usize) -> Diagnostic {
    let message = format!("{files} files have names that cannot be told apart and were left out");
    Diagnostic::warning("file-name", message).hint("rename them to plain UTF-8 names")
}

pub(super) fn odd_name(path: &str) -> Diagnostic {
    let message = format!("the name of {path} is not UTF-8; it is shown as near as can be");
    Diagnostic::warning("file-name", message).hint("rename it to a plain UTF-8 name")
}

pub(super) fn more(findings: usize) -> Diagnostic {
    let message = format!("{findings} more files and folders were left out");
    Diagnostic::warning("left-out", message).hint("mend those named first, then look again")
}
