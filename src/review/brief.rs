//! A stack for an AI assistant's instructions: what is chosen, what is not to be used, which rules
//! hold, where the records are. It keeps within a budget and says what it leaves out.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::catalog::Catalog;
use crate::model::{AdviceKind, RuleStrength, Stance};
use crate::review::fit::policy_words;
use crate::review::{Interview, Item, Project, Stands, Strength, checklist};
use crate::stack::Stack;
use crate::text::{SafeText, counted};

/// Bytes of English text that a token of the usual tokenizers holds, about.
const BYTES_OF_A_TOKEN: usize = 4;

/// The sections, in the order in which they are written.
const SECTIONS: [&str; 5] = ["Chosen", "Not to be used", "Rules", "Advice", "Open"];
/// Words of a fact that are told.
const WORDS: usize = 6;

/// A stack in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The markdown.
    pub text: String,
    /// Its size in tokens, four bytes each.
    pub tokens: usize,
    /// How many lines of each section did not fit.
    pub left_out: Vec<(&'static str, usize)>,
}

/// A line and where it goes.
struct Line {
    /// Position in [`SECTIONS`].
    section: usize,
    /// What goes first where not all fits; the lowest.
    priority: u8,
    text: String,
}

/// Counts the tokens of a text: its bytes by four, rounded up.
pub fn tokens(text: &str) -> usize {
    text.len().div_ceil(BYTES_OF_A_TOKEN)
}

/// A stack as a block of markdown of at most so many tokens. What is chosen and what is banned
/// goes first, then rules without exception, then what was ruled out, then advice. The heading
/// always stands, and a line that says what was left out.
pub fn brief(stack: &Stack, catalog: &Catalog, budget: Option<usize>) -> Brief {
    let project = Project::of(stack, catalog);
    let mut lines = chosen(&project);
    lines.extend(forbidden(&project));
    lines.extend(checklist(stack, catalog).iter().map(rule));
    lines.extend(open(stack, catalog));
    let title = format!("## Architecture of {}\n", stack.name);
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|at| lines.get(*at).map(|line| line.priority));
    let mut kept: BTreeSet<usize> = (0..lines.len()).collect();
    let mut text = written(&title, &lines, &kept);
    // What goes last is taken out first, until the rest fits.
    while budget.is_some_and(|budget| tokens(&text) > budget) {
        let Some(last) = order.pop() else { break };
        kept.remove(&last);
        text = written(&title, &lines, &kept);
    }
    Brief {
        tokens: tokens(&text),
        left_out: left_out(&lines, &kept),
        text,
    }
}

fn written(title: &str, lines: &[Line], kept: &BTreeSet<usize>) -> String {
    // Writing to a string cannot fail.
    let mut out = title.to_owned();
    for (section, name) in SECTIONS.iter().enumerate() {
        let here = lines.iter().enumerate();
        let here = here.filter(|(at, line)| line.section == section && kept.contains(at));
        let here: Vec<&str> = here.map(|(_, line)| line.text.as_str()).collect();
        if !here.is_empty() {
            let _ = write!(out, "\n### {name}\n\n- {}\n", here.join("\n- "));
        }
    }
    let missing = left_out(lines, kept);
    let missing: Vec<String> = missing
        .iter()
        .map(|(name, count)| format!("{} of \u{201c}{name}\u{201d}", counted(*count, "line")))
        .collect();
    if !missing.is_empty() {
        let _ = writeln!(out, "\nLeft out for brevity: {}.", missing.join(", "));
    }
    out
}

fn left_out(lines: &[Line], kept: &BTreeSet<usize>) -> Vec<(&'static str, usize)> {
    let sections = SECTIONS.iter().enumerate();
    let counts = sections.map(|(section, name)| {
        let here = lines.iter().enumerate();
        let missing = here.filter(|(at, line)| line.section == section && !kept.contains(at));
        (*name, missing.count())
    });
    counts.filter(|(_, count)| *count > 0).collect()
}

fn line(section: usize, priority: u8, text: &str) -> Line {
    Line {
        section,
        priority,
        text: SafeText::one_line(text).to_string(),
    }
}

/// What is so in the project and settles what nobody had to choose; then what was chosen, with its
/// record.
fn chosen(project: &Project<'_>) -> Vec<Line> {
    let interview = Interview::of(project.stack, project.catalog);
    let settled = interview
        .concerns
        .iter()
        .filter_map(|one| match &one.stands {
            Stands::Settled { chosen, .. } => {
                let text = format!("{}: {chosen} (there already)", one.concern.title);
                Some(line(0, 0, &text))
            }
            _ => None,
        });
    let facts = project.stack.facts.iter();
    let facts = facts.filter(|(_, fact)| fact.words().len() <= WORDS);
    let facts: Vec<String> = facts
        .filter_map(|(name, fact)| Some(format!("{name} {}", fact.known()?)))
        .collect();
    let facts = Some(facts.join("; ")).filter(|facts| !facts.is_empty());
    let facts = facts.map(|facts| line(0, 0, &format!("Of the project: {facts}")));
    let chosen = project.chosen.iter().map(|one| {
        let title = one.decision.title(project.catalog);
        let record = one.decision.adr.as_ref();
        let record = record.map(|path| format!(" ([record]({path}))"));
        let text = format!("{title}: {}{}", one.name(), record.unwrap_or_default());
        line(0, 0, &text)
    });
    facts.into_iter().chain(settled).chain(chosen).collect()
}

/// What the house bans or holds, and what the decisions ruled out.
fn forbidden(project: &Project<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for policy in &project.catalog.manifest.policies {
        let priority = match policy.stance {
            Stance::Banned => 1,
            Stance::Hold => 3,
            Stance::Trial | Stance::Adopt => continue,
        };
        let name = project.name(&policy.technology);
        let words = policy_words(policy.stance, &policy.because);
        lines.push(line(1, priority, &format!("{name}: {words}")));
    }
    let mut told = BTreeSet::new();
    for decision in &project.stack.decisions {
        let ruled = decision.ruled_out.iter();
        for ruled in ruled.filter(|ruled| !decision.is_chosen(&ruled.alternative)) {
            if told.insert((&decision.subject, &ruled.alternative)) {
                let title = decision.title(project.catalog);
                let text = format!("{} ({title}): {}", ruled.name, ruled.because);
                lines.push(line(1, 4, &text));
            }
        }
    }
    lines
}

/// A rule, or advice of a page, without its sources: whoever follows it can ask for them.
fn rule(item: &Item) -> Line {
    let (section, priority, lead) = match item.strength {
        Strength::Rule(RuleStrength::Always) => (2, 2, "Always"),
        Strength::Rule(RuleStrength::Never) => (2, 2, "Never"),
        Strength::Rule(RuleStrength::Prefer) => (2, 5, "Prefer"),
        Strength::Rule(RuleStrength::Avoid) => (2, 5, "Avoid"),
        Strength::Page(AdviceKind::Do) => (3, 6, "Do"),
        Strength::Page(AdviceKind::Dont) => (3, 6, "Don't"),
        Strength::Page(AdviceKind::Pitfall) => (3, 6, "Pitfall"),
    };
    line(section, priority, &format!("{lead}: {}", item.says))
}

/// What is still open, so that nobody takes it for decided.
fn open(stack: &Stack, catalog: &Catalog) -> Vec<Line> {
    let open = stack.decisions.iter().filter(|one| one.chosen.is_none());
    open.map(|decision| {
        if decision.is_not_needed() {
            let title = decision.title(catalog);
            return line(0, 0, &format!("{title}: none is needed"));
        }
        let names: Vec<&str> = decision
            .considered
            .iter()
            .map(|a| a.name.as_str())
            .collect();
        let names = Some(names.join(", ")).filter(|names| !names.is_empty());
        let names = names.map(|names| format!(", between {names}"));
        let title = decision.title(catalog);
        line(
            4,
            3,
            &format!("{title}: not decided{}", names.unwrap_or_default()),
        )
    })
    .collect()
}
