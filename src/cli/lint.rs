//! `archtui lint`: whether content is written as it should be.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::catalog::{Catalog, MANIFEST};
use crate::cli::Cx;
use crate::cli::args::{Global, Lint, LintProfile};
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Reply, Reported, add, count, json};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lint::{self, Profile};
use crate::text::SafeText;

/// The names of a skill's main file.
const MAINS: [&str; 2] = ["SKILL.md", "skill.md"];

/// What is printed.
#[derive(Debug, Serialize)]
struct Findings {
    findings: Vec<Reported>,
}

pub(super) fn run(cx: &Cx, args: &Lint) -> Result<Reply, CliError> {
    let profile = match args.profile {
        LintProfile::Spec => Profile::Spec,
        LintProfile::SkillsRef => Profile::SkillsRef,
        LintProfile::Anthropic => Profile::Anthropic,
    };
    let own;
    let cx = match &args.path {
        None => cx,
        Some(path) => match folder(path) {
            Ok(folder) => {
                own = at(cx, folder);
                &own
            }
            // The reference validator has words for it, and they are findings.
            Err((fault, _)) if profile == Profile::SkillsRef => {
                return reply(cx, vec![unplaced(&fault)], &[]);
            }
            Err((_, error)) => return Err(error),
        },
    };
    let mut library = Library::load(cx)?;
    let adds = args.path.is_some() && adds_to_built_in(cx, &library.catalog);
    if adds {
        library = Library::load(&with_built_in(cx))?;
    }
    let catalog = &library.catalog;
    let found = lint::check(catalog, profile, &|id| catalog.read(id));
    let own = |finding: &&Diagnostic| {
        let file = finding.at.and_then(|at| catalog.file(at.file));
        !adds || file.is_none_or(|file| file.source == 0)
    };
    let findings = found
        .iter()
        .filter(own)
        .map(|finding| library.report(finding))
        .collect();
    reply(cx, findings, library.troubles())
}

/// Whether a folder holds house rules: a manifest and no skill. What they name stands in the
/// built-in library.
fn adds_to_built_in(cx: &Cx, catalog: &Catalog) -> bool {
    let alone = catalog.sources.len() == 1 && catalog.skills.is_empty();
    alone && catalog.file_at(0, MANIFEST).is_some() && !cx.global.no_builtin
}

fn with_built_in(cx: &Cx) -> Cx {
    Cx {
        global: Global {
            builtin: true,
            ..cx.global.clone()
        },
        dirs: cx.dirs.clone(),
        environment: cx.environment.clone(),
    }
}

/// The folder to check: of a main file its folder, as the reference validator has it. Else what
/// that validator says, and what we say.
fn folder(path: &Path) -> Result<PathBuf, (String, CliError)> {
    let shown = SafeText::one_line(&path.display().to_string());
    if path.is_dir() {
        return Ok(path.to_owned());
    }
    let main = path
        .file_name()
        .is_some_and(|name| MAINS.iter().any(|main| name == *main));
    if path.is_file() && main {
        let parent = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        return Ok(parent.unwrap_or(Path::new(".")).to_owned());
    }
    if path.exists() {
        let error = CliError::usage(format!("{shown} is neither a folder nor a SKILL.md"))
            .hint("give the folder it stands in");
        return Err((format!("Not a directory: {shown}"), error));
    }
    let error = CliError::usage(format!("{shown} does not exist")).hint("check the path");
    Err((format!("Path does not exist: {shown}"), error))
}

/// The same surroundings with one folder to read.
fn at(cx: &Cx, folder: PathBuf) -> Cx {
    Cx {
        global: Global {
            skills: vec![folder],
            ..cx.global.clone()
        },
        dirs: Vec::new(),
        environment: cx.environment.clone(),
    }
}

/// An error about something that is no part of a library.
fn unplaced(message: &str) -> Reported {
    Reported {
        severity: Severity::Error,
        code: Code("no-skill-file"),
        message: SafeText::new(message),
        source: None,
        file: None,
        line: None,
        hint: None,
    }
}

/// The findings as asked for; what is wrong with the folders themselves is told beside them.
pub(super) fn reply(
    cx: &Cx,
    findings: Vec<Reported>,
    troubles: &[Reported],
) -> Result<Reply, CliError> {
    let unfit = findings.iter().any(|found| found.severity > Severity::Info);
    let body = if cx.global.json {
        json(&Findings { findings }, troubles)?
    } else {
        text(&findings)
    };
    Ok(Reply {
        body,
        notes: troubles.iter().map(Reported::shown).collect(),
        code: u8::from(unfit || troubles.iter().any(Reported::is_error)),
    })
}

/// The findings by file, then how many there are of each kind.
fn text(findings: &[Reported]) -> String {
    let mut out = String::new();
    let mut file = None;
    let mut kinds: BTreeMap<(std::cmp::Reverse<Severity>, &str), usize> = BTreeMap::new();
    for found in findings {
        let here = (&found.source, &found.file);
        if file.is_some_and(|before| before != here) {
            out.push('\n');
        }
        file = Some(here);
        line(&mut out, found);
        let kind = (std::cmp::Reverse(found.severity), found.code.0);
        *kinds.entry(kind).or_default() += 1;
    }
    if findings.is_empty() {
        return "nothing found\n".to_owned();
    }
    out.push('\n');
    for ((severity, code), number) in kinds {
        add(
            &mut out,
            format_args!("{number:>6}  {} {code}\n", word(severity.0)),
        );
    }
    let of = |severity| {
        findings
            .iter()
            .filter(|found| found.severity == severity)
            .count()
    };
    add(
        &mut out,
        format_args!(
            "{}, {}, {}\n",
            count(of(Severity::Error), "error"),
            count(of(Severity::Warning), "warning"),
            count(of(Severity::Info), "info"),
        ),
    );
    out
}

fn line(out: &mut String, found: &Reported) {
    let one_line = |text: &SafeText| SafeText::one_line(text);
    if let Some(file) = &found.file {
        out.push_str(file);
        if let Some(line) = found.line {
            add(out, format_args!(":{line}"));
        }
        out.push_str(": ");
    }
    let (severity, code) = (word(found.severity), found.code.0);
    add(
        out,
        format_args!("{severity} {code}: {}\n", one_line(&found.message)),
    );
    if let Some(hint) = &found.hint {
        add(out, format_args!("    hint: {}\n", one_line(hint)));
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
