//! Numbers: limits that are stated of a choice, and conditions under which to think again, before
//! the facts.

use crate::diagnostic::Severity;
use crate::model::Technology;
use crate::parse::quantity::Limit;
use crate::review::check::{Check, Clash};
use crate::review::fit::limits;
use crate::review::{Chosen, FindingCode, Source};
use crate::text::SafeText;
use crate::walk::LimitState;

impl Check<'_> {
    /// What is stated of a choice, before the facts.
    pub(super) fn limits(&mut self, one: &Chosen<'_>, technology: &Technology) {
        for stated in limits(&self.project, technology) {
            let source = Source::of(self.project.catalog, stated.at, stated.cite.as_ref());
            let unit = &stated.limit.unit;
            match stated.state(&self.project.stack.facts) {
                LimitState::Within => {}
                LimitState::Crossed(by) => {
                    let clash = Clash {
                        with: by,
                        because: stated.quote.clone(),
                        source,
                        mend: format!("{}, or keep to {}", self.instead(one), stated.limit).into(),
                    };
                    self.find(one, FindingCode::Limit, Severity::Error, clash);
                }
                LimitState::NotKnown => {
                    let (name, quote) = (one.name(), &stated.quote);
                    let what = format!("{name}: {quote}; no fact tells whether that is kept");
                    let mend = format!("state it among the facts: `{unit}: ..`");
                    self.not_known(one, FindingCode::Limit, (what, mend), source);
                }
            }
        }
    }

    /// The conditions under which the person wanted to think again.
    pub(super) fn revisits(&mut self, one: &Chosen<'_>) {
        let conditions = one.decision.revisit_when.iter();
        let limits: Vec<Limit> = conditions.filter_map(|when| Limit::parse(when)).collect();
        for limit in limits {
            let Some((name, fact)) = limit.held_by(&self.project.stack.facts) else {
                continue;
            };
            // What crosses a limit is told there.
            let told = self.told.findings.iter().any(|finding| {
                finding.code == FindingCode::Limit && finding.concern == one.decision.subject
            });
            if told {
                continue;
            }
            let clash = Clash {
                with: SafeText::from(format!("{name}: {fact}")),
                because: SafeText::from(format!("to be thought of again when {limit}")),
                source: Source::default(),
                mend: "walk the decision again, or change `revisit_when`".into(),
            };
            self.find(one, FindingCode::Revisit, Severity::Warning, clash);
        }
    }
}
