//! The rules below a page of `archtui show`, and `archtui show --rules`: all of them in full.

use serde::Serialize;

use crate::cli::Cx;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply};
use crate::model::{Citation, Rule, RuleStrength, Subject};
use crate::text::{FileId, SafeText, width};

/// A rule as JSON has it.
#[derive(Debug, Serialize)]
pub(super) struct ShownRule {
    id: SafeText,
    says: SafeText,
    strength: RuleStrength,
    applies: Vec<Applies>,
    cite: Option<SafeText>,
    also: Vec<SafeText>,
    against: Vec<SafeText>,
    /// The place that cites its source.
    at: Option<SafeText>,
}

/// What a rule applies to.
#[derive(Debug, Serialize)]
struct Applies {
    kind: &'static str,
    id: SafeText,
}

impl ShownRule {
    pub(super) fn of(library: &Library, rule: &Rule, file: FileId) -> Self {
        let texts = |cites: &[Citation]| cites.iter().map(|c| c.to_string().into()).collect();
        let applies = |subject: &Subject| Applies {
            kind: subject.kind(),
            id: subject.id().clone(),
        };
        let catalog = &library.catalog;
        let beside = catalog.beside(file);
        let mut cites = rule.cite.iter().chain(&rule.also);
        let at = cites.find_map(|cite| catalog.cited_at(cite, &beside));
        Self {
            id: rule.id.clone(),
            says: rule.says.clone(),
            strength: rule.strength,
            applies: rule.applies.iter().map(applies).collect(),
            cite: rule.cite.as_ref().map(|cite| cite.to_string().into()),
            also: texts(&rule.also),
            against: texts(&rule.against),
            at: at.map(|at| catalog.place(at).to_string().into()),
        }
    }
}

/// The rules on what the skill of a file, or the file alone, is about.
pub(super) fn of_page(library: &Library, file: FileId) -> Vec<&Rule> {
    let catalog = &library.catalog;
    let files = catalog.beside(file);
    catalog.rules_for(&files, &catalog.technologies_in(&files))
}

/// Prints the rules on what a file is about, all that is known of each.
pub(super) fn print(cx: &Cx, library: &Library, file: FileId) -> Result<Reply, CliError> {
    let rules = of_page(library, file);
    let shown = rules.iter().map(|rule| ShownRule::of(library, rule, file));
    let shown: Vec<ShownRule> = shown.collect();
    let text = || {
        let rules = rules.iter().map(|rule| in_full(cx, library, rule, file));
        rules.collect::<Vec<_>>().join("\n")
    };
    let reply = library.reply(cx, &Keyed("rules", &shown), text)?;
    Ok(match rules.as_slice() {
        [] if !cx.global.json => reply.note("no rules: the library's manifest has none on this"),
        _ => reply,
    })
}

fn in_full(cx: &Cx, library: &Library, rule: &Rule, file: FileId) -> String {
    let beside = library.catalog.beside(file);
    let parts = library.catalog.rule_in_full(rule, &beside);
    let rows = parts.iter().flat_map(|part| part.rows(cx.width()));
    let lines: Vec<String> = rows.map(|(name, line)| format!("{name}{line}\n")).collect();
    lines.concat()
}

/// The rules as a list, a line each unless it is too long for one.
pub(super) fn listed(rules: &[&Rule], columns: usize) -> String {
    if rules.is_empty() {
        return String::new();
    }
    let mut out = String::from("\nRules\n");
    for rule in rules {
        let lines = width::wrap(&rule.to_string(), columns.saturating_sub(2));
        for (i, line) in lines.iter().enumerate() {
            out.push_str(if i == 0 { "- " } else { "  " });
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
