//! Rules on a choice that cannot both be kept.

use crate::compare::value_key;
use crate::diagnostic::Severity;
use crate::model::{Citation, Rule, RuleStrength, marks};
use crate::review::check::{Check, Clash};
use crate::review::{Chosen, FindingCode, Source};
use crate::text::SafeText;

impl Check<'_> {
    /// Rules without exception on a choice, each before the others on it: another rests on what
    /// speaks against it, or says the same with the opposite strength.
    pub(super) fn rules(&mut self, one: &Chosen<'_>) {
        let rules = self.project.rules(one);
        let mut told: Vec<[&SafeText; 2]> = Vec::new();
        for rule in rules.iter().filter(|rule| is_strict(rule)) {
            for other in &rules {
                if rule.id == other.id
                    || told.contains(&[&other.id, &rule.id])
                    || !(opposite(rule, other) || rests_on(other, &rule.against))
                {
                    continue;
                }
                told.push([&rule.id, &other.id]);
                let clash = Clash {
                    with: SafeText::from(format!("rule {}", other.id)),
                    because: SafeText::from(format!(
                        "{} says {}: {} Against it, {} says {}: {}{}",
                        rule.id,
                        rule.strength.word(),
                        rule.says,
                        other.id,
                        other.strength.word(),
                        other.says,
                        marks(&other.cite)
                    )),
                    source: Source::of(self.project.catalog, rule.at, rule.cite.as_ref()),
                    mend: "decide which of the two holds, and say so in the rationale".into(),
                };
                self.find(one, FindingCode::Rules, Severity::Warning, clash);
            }
        }
    }
}

/// Whether a rule holds without exception.
fn is_strict(rule: &Rule) -> bool {
    matches!(rule.strength, RuleStrength::Always | RuleStrength::Never)
}

/// Whether two rules say the same, one always and one never.
fn opposite(one: &Rule, other: &Rule) -> bool {
    is_strict(other)
        && one.strength != other.strength
        && value_key(&one.says) == value_key(&other.says)
}

/// Whether a rule rests on one of these lines.
fn rests_on(rule: &Rule, lines: &[Citation]) -> bool {
    let mut cites = rule.cite.iter().filter(|cite| cite.line.is_some());
    cites.any(|cite| lines.contains(cite))
}
