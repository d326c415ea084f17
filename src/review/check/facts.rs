//! Choices before what is so in the project: what is there already, and answers that facts
//! contradict.

use crate::catalog::Lookup;
use crate::diagnostic::Severity;
use crate::model::Fact;
use crate::review::check::{Check, Clash};
use crate::review::interview::settled;
use crate::review::{Chosen, FindingCode, Source, Stands};
use crate::text::SafeText;
use crate::walk::facts::with_values;
use crate::walk::{given_text, question_and_answer, question_text, reopen};

impl Check<'_> {
    /// Holds a choice against the facts.
    pub(super) fn facts(&mut self, one: &Chosen<'_>) {
        self.settled_otherwise(one);
        self.answered_otherwise(one);
    }

    /// A choice where a fact says that something else serves the concern already.
    fn settled_otherwise(&mut self, one: &Chosen<'_>) {
        let (stack, catalog) = (self.project.stack, self.project.catalog);
        let concern = self.project.concern(&one.decision.subject);
        let Some(Stands::Settled { chosen, fact }) =
            concern.and_then(|concern| settled(concern, &stack.facts, catalog))
        else {
            return;
        };
        if chosen == *one.name() {
            return;
        }
        // What is for another language than the team writes is ruled out; beside what is there
        // something else may be on its way.
        let severity = if *fact == *Fact::LANGUAGE {
            Severity::Error
        } else {
            Severity::Warning
        };
        let clash = Clash {
            with: SafeText::from(format!("{fact}: {chosen}")),
            because: SafeText::from(format!("{chosen} serves this already, by the facts")),
            source: Source::default(),
            mend: SafeText::from(format!("choose {chosen}, or change the fact {fact}")),
        };
        self.find(one, FindingCode::Fact, severity, clash);
    }

    /// Answers of its walks that cannot hold by the facts.
    fn answered_otherwise(&mut self, one: &Chosen<'_>) {
        let (stack, catalog) = (self.project.stack, self.project.catalog);
        let facts = stack.facts_for(Some(&one.decision.subject), catalog);
        for walked in &one.decision.walked {
            let Lookup::Found(tree) = catalog.find_tree(&walked.tree.0) else {
                continue;
            };
            let (mut walk, _) = reopen(tree, walked);
            walk.settle(catalog, &facts);
            for id in &walk.from_facts.against {
                let (Some(question), Some(given)) = (walk.tree.question(*id), walk.given.get(id))
                else {
                    continue;
                };
                let asked = SafeText::one_line(&question_text(&walk.tree, question));
                let answer = SafeText::one_line(&given_text(&walk, *id, given));
                let names = walk.named_against(*id, catalog, &facts);
                let clash = Clash {
                    with: with_values(&names, &facts),
                    because: SafeText::from(format!(
                        "it was answered: {}",
                        question_and_answer(&asked, &answer)
                    )),
                    source: Source::of(catalog, question.at, None),
                    mend: "walk it again, or change the fact".into(),
                };
                self.find(one, FindingCode::Fact, Severity::Warning, clash);
            }
        }
    }
}
