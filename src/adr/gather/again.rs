//! What is needed to take a decision again, and to see whether it still holds.

use crate::adr::Relation;
use crate::adr::folder::number_of;
use crate::adr::gather::Gather;
use crate::adr::record::{Answered, CellsSaid, LibrarySaid, RecordLink, Reopen, WalkSaid};
use crate::model::Fact;
use crate::stack::Compared;
use crate::text::SafeText;
use crate::walk::{Transcript, command_line, twin_of};

impl Gather<'_> {
    /// The record in whose place it stands.
    pub(super) fn links(&self) -> Vec<RecordLink> {
        let before = self.decision.supersedes.iter();
        let links = before.map(|path| {
            let file = path.rsplit('/').next().unwrap_or(path);
            RecordLink {
                relation: Relation::Supersedes,
                number: number_of(file),
                file: SafeText::one_line(file),
                title: SafeText::default(),
            }
        });
        links.collect()
    }

    pub(super) fn reopen(&self) -> Reopen {
        let decision = self.decision;
        let library = self.stack.library.iter().map(|library| LibrarySaid {
            name: library.from.clone(),
            version: library.version.clone().unwrap_or_default(),
            digest: library.digest.clone().unwrap_or_default(),
        });
        let known = self.stack.facts.iter();
        let known = known.filter(|(_, fact)| !matches!(fact, Fact::Unknown));
        let compared = decision.compared.as_ref();
        let names = |compared: &Compared| {
            let names = compared.alternatives.iter().map(|one| one.name.clone());
            names.collect()
        };
        Reopen {
            version: env!("CARGO_PKG_VERSION").into(),
            subject: SafeText::one_line(&decision.subject.to_string()),
            decision: SafeText::new(&decision.digest()),
            library: library.collect(),
            facts: known
                .map(|(name, fact)| SafeText::one_line(&format!("{name}={fact}")))
                .collect(),
            walks: decision.walked.iter().map(walk_said).collect(),
            compared: self.compare_command(),
            alternatives: compared.map(names).unwrap_or_default(),
            cells: compared
                .map(|compared| CellsSaid::of(compared, &compared.alternatives))
                .unwrap_or_default(),
            revisit_when: decision.revisit_when.clone(),
        }
    }

    /// The command that shows the comparison again, as it was weighed.
    fn compare_command(&self) -> Option<SafeText> {
        let compared = self.decision.compared.as_ref()?;
        let mut words = vec!["archtui".to_owned(), "compare".to_owned()];
        words.extend(compared.alternatives.iter().map(|one| one.name.to_string()));
        for (criterion, weight) in &self.decision.weights {
            words.extend(["--weight".to_owned(), format!("{criterion}={weight}")]);
        }
        for one in &compared.alternatives {
            for (criterion, score) in compared.scores.get(one.key()).into_iter().flatten() {
                if self.decision.weights.contains_key(criterion) {
                    let score = format!("{}:{criterion}={score}", one.name);
                    words.extend(["--score".to_owned(), score]);
                }
            }
        }
        Some(SafeText::one_line(&command_line(&words)))
    }
}

fn walk_said(walked: &Transcript) -> WalkSaid {
    let steps = walked.all_steps().into_iter();
    let answers = steps.filter_map(|step| {
        let said = step.said()?.0;
        Some(Answered {
            question: step.question.clone(),
            from_fact: step.from_fact.clone(),
            said: said.iter().map(|said| SafeText::one_line(said)).collect(),
        })
    });
    WalkSaid {
        tree: walked.tree.0.clone(),
        digest: walked.digest.clone(),
        replay: SafeText::one_line(&command_line(&twin_of(walked))),
        answers: answers.collect(),
        forks: walked.forks.clone(),
        led_to: walked
            .recommended
            .iter()
            .map(|one| one.name.clone())
            .collect(),
    }
}
