//! The facts that answers state, so that nothing is asked twice.

use crate::catalog::Catalog;
use crate::model::{Claim, Condition, Fact, Facts, Fork, NodeId};
use crate::text::SafeText;
use crate::walk::facts::Asked;
use crate::walk::{Given, Walk};

/// What the answer given to a question says of the project: by the manifest, or by the tree
/// itself. Nothing is read from words here. A list is open: something else may be there too.
pub fn stated(walk: &Walk, id: NodeId, catalog: &Catalog) -> Facts {
    let (Some(question), Some(Given::Answers(given))) =
        (walk.tree.question(id), walk.given.get(&id))
    else {
        return Facts::new();
    };
    if given.len() > 1 && walk.fork(id) == Fork::OneOf {
        return Facts::new();
    }
    let none = Facts::new();
    let asked = Asked::of(walk, catalog, &none);
    let mut facts = Facts::new();
    for answer in given.iter().filter_map(|at| question.answers.get(*at)) {
        let asks = asked.asks(walk, id, question, answer);
        // Of several ways to hold nobody knows which one was meant.
        let [only] = asks.as_slice() else { continue };
        if only.read || only.partly {
            continue;
        }
        for claim in &only.claims {
            state(&mut facts, claim);
        }
    }
    facts
}

fn state(facts: &mut Facts, claim: &Claim) {
    let before = facts.remove(&claim.fact);
    let fact = match &claim.when {
        Condition::Within(range) => Some(Fact::Number(*range)),
        Condition::Is(word) => Some(Fact::Words(vec![word.clone()])),
        Condition::Has(word) => {
            let list = before.clone().unwrap_or(Fact::Unknown);
            Some(list.with_words([word.clone()]))
        }
        Condition::AnyOf(_) | Condition::NoneOf(_) => before,
    };
    facts.extend(fact.map(|fact| (claim.fact.clone(), fact)));
}

/// What an answer that was just given changes of the facts: what it states anew, in place of what
/// the answer before it had stated. A fact that the person set otherwise stays.
pub fn noted(facts: &Facts, before: &Facts, after: &Facts) -> Vec<(SafeText, Option<Fact>)> {
    let gone = before.iter().filter(|(name, _)| !after.contains_key(*name));
    let gone = gone.filter(|(name, fact)| facts.get(*name) == Some(*fact));
    let gone = gone.map(|(name, _)| (name.clone(), None));
    let new = after.iter().filter_map(|(name, fact)| {
        let known = facts.get(name);
        let ours = known.is_none() || known == before.get(name) || known == Some(&Fact::Unknown);
        let next = match (known, fact) {
            _ if ours => fact.clone(),
            // What a person said of the language stands: an answer adds none to it.
            (Some(list @ Fact::Words(_)), Fact::Words(words))
                if !fact.is_whole() && **name != *Fact::LANGUAGE =>
            {
                let words = words.iter().filter(|word| ***word != *Fact::OTHERS);
                list.clone().with_words(words.cloned())
            }
            _ => return None,
        };
        (known != Some(&next)).then(|| (name.clone(), Some(next)))
    });
    gone.chain(new).collect()
}
