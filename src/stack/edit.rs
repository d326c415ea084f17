//! Changes of a stack, as values.

use crate::catalog::Catalog;
use crate::model::{Fact, Takes};
use crate::stack::{AdrStatus, Decision, OwnWords, Stack, Subject, library};
use crate::text::SafeText;

/// A change of a stack. Decisions are named by their position.
#[derive(Clone, Debug, PartialEq)]
pub enum StackEdit {
    /// Takes a decision: in place of the one on the same concern, or beside it where the concern
    /// takes many. What a person said of the one before stays where it still holds. The libraries
    /// that it rests on are noted with it.
    Adopt(Box<Decision>),
    /// Takes a decision out.
    Drop(usize),
    /// Gives the stack another name.
    Rename(SafeText),
    /// Says why.
    SetRationale(usize, SafeText),
    /// Says all that only a person can say.
    Say(usize, Box<OwnWords>),
    /// Says how far it is.
    SetStatus(usize, AdrStatus),
    /// Says which record it was written to, by path.
    SetRecord(usize, SafeText),
    /// States a fact, or takes it back.
    SetFact(SafeText, Option<Fact>),
}

impl Stack {
    /// The stack after an edit. An edit of a decision that does not exist changes nothing.
    #[must_use]
    pub fn edited(&self, edit: StackEdit, catalog: &Catalog) -> Self {
        let mut next = self.clone();
        match edit {
            StackEdit::Adopt(decision) => next.adopt(*decision, catalog),
            StackEdit::Rename(name) => next.name = name,
            StackEdit::SetFact(name, Some(fact)) => {
                next.facts.insert(name, fact);
            }
            StackEdit::SetFact(name, None) => {
                next.facts.remove(&name);
            }
            StackEdit::Drop(at) => {
                if at < next.decisions.len() {
                    next.decisions.remove(at);
                }
            }
            StackEdit::SetRationale(at, text) => next.change(at, |d| d.rationale = text),
            StackEdit::Say(at, words) => next.change(at, |d| d.say(*words)),
            StackEdit::SetStatus(at, status) => next.change(at, |d| d.status = status),
            StackEdit::SetRecord(at, path) => next.change(at, |d| d.adr = Some(path)),
        }
        next
    }

    /// The position of the decision on a subject that an adoption would replace.
    pub fn replaced_by(&self, decision: &Decision, catalog: &Catalog) -> Option<usize> {
        let same = |known: &Decision| known.subject == decision.subject;
        let chosen = |known: &Decision| {
            let keys = (&known.chosen, &decision.chosen);
            matches!(keys, (Some(a), Some(b)) if a.key() == b.key())
        };
        let many = takes(&decision.subject, catalog) == Takes::Many;
        // Taken twice, the same alternative is the same decision, taken anew. What was left open
        // is decided.
        let replaces =
            |known: &Decision| same(known) && (!many || chosen(known) || known.chosen.is_none());
        self.decisions.iter().position(replaces)
    }

    /// The edits that take a decision in place of the one at a position, also where its concern
    /// takes several.
    pub fn in_place_of(&self, at: usize, decision: Decision, catalog: &Catalog) -> Vec<StackEdit> {
        let replaces = self.replaced_by(&decision, catalog) == Some(at);
        let dropped = (!replaces).then_some(StackEdit::Drop(at));
        let adopted = StackEdit::Adopt(Box::new(decision));
        dropped.into_iter().chain([adopted]).collect()
    }

    fn adopt(&mut self, mut decision: Decision, catalog: &Catalog) {
        library::note(&mut self.library, &decision, catalog);
        let replaced = self.replaced_by(&decision, catalog);
        match replaced.and_then(|at| self.decisions.get_mut(at)) {
            Some(known) => {
                decision.succeed(known);
                if decision.chosen_key() == known.chosen_key() {
                    // The same choice has its record already; whether that still says the same is
                    // told by its digest.
                    decision.adr = decision.adr.or_else(|| known.adr.take());
                    decision.supersedes = decision.supersedes.or_else(|| known.supersedes.take());
                } else {
                    let before = known.adr.take().or_else(|| known.supersedes.take());
                    decision.supersedes = decision.supersedes.or(before);
                }
                *known = decision;
            }
            None => self.decisions.push(decision),
        }
    }

    fn change(&mut self, at: usize, change: impl FnOnce(&mut Decision)) {
        if let Some(decision) = self.decisions.get_mut(at) {
            change(decision);
        }
    }
}

/// Whether a subject takes one alternative or several; one, unless its concern says otherwise.
pub(super) fn takes(subject: &Subject, catalog: &Catalog) -> Takes {
    let Subject::Concern(id) = subject else {
        return Takes::One;
    };
    let concern = catalog.concern(id);
    concern
        .and_then(|concern| concern.takes)
        .unwrap_or_default()
}
