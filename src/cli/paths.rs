//! `archtui paths`: every file and folder that the program uses, which of them are there, and what
//! is wrong with those that say how it works.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::cli::Cx;
use crate::cli::error::CliError;
use crate::cli::output::{Keyed, Reply, Reported, columns, json};
use crate::cli::own::{self, Own};
use crate::cli::{library, project_file, stack_file};
use crate::text::SafeText;
use crate::world::roots::Origin;

/// A file or folder, as JSON has it.
#[derive(Debug, Serialize)]
struct Used {
    /// What it is for.
    what: &'static str,
    path: SafeText,
    exists: bool,
}

pub(super) fn run(cx: &Cx) -> Result<Reply, CliError> {
    let mut used = own_paths(cx);
    let (roots, mut found) = library::sources(cx);
    let content = roots.iter().filter(|root| root.origin != Origin::Records);
    for root in content {
        used.push(match &root.path {
            Some(path) => entry(of(root.origin), path),
            None => Used {
                what: of(root.origin),
                path: SafeText::new(&root.name),
                exists: true,
            },
        });
    }
    found.extend(Own::read(cx).found);
    let code = u8::from(found.iter().any(Reported::is_error));
    if cx.global.json {
        let body = json(&Keyed("paths", &used), &found)?;
        return Ok(Reply {
            code,
            ..Reply::text(body)
        });
    }
    let rows = used.iter().map(|used| {
        let there = if used.exists { "there" } else { "-" };
        vec![
            used.what.to_owned(),
            there.to_owned(),
            used.path.to_string(),
        ]
    });
    Ok(Reply {
        body: columns(&rows.collect::<Vec<_>>()),
        notes: found.iter().map(Reported::shown).collect(),
        code,
    })
}

/// The paths that the program itself reads and writes.
fn own_paths(cx: &Cx) -> Vec<Used> {
    let mut used = Vec::new();
    let mut add = |what, path: PathBuf| used.push(entry(what, &path));
    let environment = &cx.environment;
    for (what, below) in CONFIG {
        if let Some(folder) = environment.own_config() {
            add(what, folder.join(below));
        }
    }
    for (what, below) in STATE {
        if let Some(folder) = environment.own_state() {
            add(what, folder.join(below));
        }
    }
    if let Ok(draft) = stack_file::draft(cx) {
        add("draft stack", draft.path());
    }
    add(
        "project settings",
        environment.project().join(project_file::NAME),
    );
    if let Ok(stack) = stack_file::find(cx) {
        add("stack in use", stack.path());
    }
    let (project, _) = project_file::read(environment.project());
    let records = project_file::records(environment.project(), &project);
    let records = records.seen_from(&environment.current);
    add("records", records.place(project.template.template()).path);
    used
}

/// What stands in the folder for settings: the format contract, section 5.
const CONFIG: [(&str, &str); 4] = [
    ("settings folder", ""),
    ("settings", own::SETTINGS),
    ("keys", own::KEYS),
    ("themes", own::THEMES),
];
/// What stands in the folder for what is kept between runs.
const STATE: [(&str, &str); 2] = [("state folder", ""), ("sessions", "sessions")];

fn entry(what: &'static str, path: &Path) -> Used {
    // A path joined with nothing ends in a slash.
    let path: PathBuf = path.components().collect();
    Used {
        what,
        path: SafeText::one_line(&path.display().to_string()),
        exists: path.exists(),
    }
}

fn of(origin: Origin) -> &'static str {
    match origin {
        Origin::Given => "source, given",
        Origin::Environment => "source, ARCHTUI_SKILLS",
        Origin::ProjectFile => "source, project file",
        Origin::Project => "source, project",
        Origin::User => "source, yours",
        Origin::Records => "records",
        Origin::Builtin => "source, built in",
    }
}
