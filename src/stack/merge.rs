//! Brings together two stacks that began as the same one: by concern, so that only what both
//! sides changed in different ways is left for a person to settle.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::model::{Fact, Takes};
use crate::stack::document::{self, Doc};
use crate::stack::edit::takes;
use crate::stack::{Decision, Library, Stack, Subject};
use crate::text::SafeText;

/// Two stacks brought together. The three stacks differ only where both sides changed the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// With our change where both changed the same.
    pub ours: Stack,
    /// With theirs there.
    pub theirs: Stack,
    /// With what stood there before: what the next merge begins with, so that nothing that is
    /// not settled is taken for settled.
    pub base: Stack,
    /// What only they changed, in words for a person.
    pub read: Vec<SafeText>,
    /// What both changed, in words for a person.
    pub conflicts: Vec<SafeText>,
}

/// What an entry of a stack is about. Where a concern takes many, each alternative is an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Name,
    Library(SafeText),
    Fact(SafeText),
    /// The last is the count of those before that are about the same.
    Decision(Subject, Option<SafeText>, usize),
}

/// What a side has about something.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Name(&'a SafeText),
    Library(&'a Library),
    Fact(&'a Fact),
    Decision(&'a Decision),
}

/// One of the stacks, taken apart.
#[derive(Default)]
struct Side<'a> {
    order: Vec<About>,
    entries: BTreeMap<About, (Doc, Entry<'a>)>,
}

/// Merges what became of `base` here (`ours`) and elsewhere (`theirs`). What one side alone
/// changed is taken from that side; what both changed alike is no conflict.
pub fn merge(base: &Stack, ours: &Stack, theirs: &Stack, catalog: &Catalog) -> Merged {
    let base = Side::of(base, catalog);
    let ours = Side::of(ours, catalog);
    let theirs = Side::of(theirs, catalog);
    let mut merged = Merged::default();
    for about in order(&base, &ours, &theirs) {
        let [was, here, there] = [&base, &ours, &theirs].map(|side| side.entries.get(&about));
        let same = |a: Option<&(Doc, Entry<'_>)>, b: Option<&(Doc, Entry<'_>)>| {
            a.map(|(doc, _)| doc) == b.map(|(doc, _)| doc)
        };
        let stand = if same(here, there) || same(there, was) {
            [here, here, here]
        } else if same(here, was) {
            merged.read.extend(about.told(catalog));
            [there, there, there]
        } else {
            merged.conflicts.extend(about.told(catalog));
            [here, there, was]
        };
        let stacks = [&mut merged.ours, &mut merged.theirs, &mut merged.base];
        for (stack, entry) in stacks.into_iter().zip(stand) {
            if let Some((_, entry)) = entry {
                entry.put(&about, stack);
            }
        }
    }
    merged.read.dedup();
    merged.conflicts.dedup();
    merged
}

/// Their order, as it is the file's; what only we have goes before what follows it with us.
fn order(base: &Side<'_>, ours: &Side<'_>, theirs: &Side<'_>) -> Vec<About> {
    let mut order = theirs.order.clone();
    let mut next: Option<&About> = None;
    for about in ours.order.iter().rev() {
        if !order.contains(about) {
            let before = next.and_then(|next| order.iter().position(|known| known == next));
            order.insert(before.unwrap_or(order.len()), about.clone());
        }
        next = Some(about);
    }
    let gone = base.order.iter().filter(|about| !order.contains(about));
    let gone: Vec<About> = gone.cloned().collect();
    order.extend(gone);
    order
}

impl<'a> Side<'a> {
    fn of(stack: &'a Stack, catalog: &Catalog) -> Self {
        let mut side = Self::default();
        if !stack.name.is_empty() {
            side.put(About::Name, Entry::Name(&stack.name));
        }
        for library in &stack.library {
            side.put(
                About::Library(library.from.clone()),
                Entry::Library(library),
            );
        }
        for (name, fact) in &stack.facts {
            side.put(About::Fact(name.clone()), Entry::Fact(fact));
        }
        for decision in &stack.decisions {
            let many = takes(&decision.subject, catalog) == Takes::Many;
            let chosen = decision.chosen.as_ref().filter(|_| many);
            let chosen = chosen.map(|chosen| chosen.key().clone());
            let nth = |n| About::Decision(decision.subject.clone(), chosen.clone(), n);
            let free = (0..=stack.decisions.len())
                .map(nth)
                .find(|about| !side.entries.contains_key(about));
            if let Some(about) = free {
                side.put(about, Entry::Decision(decision));
            }
        }
        side
    }

    fn put(&mut self, about: About, entry: Entry<'a>) {
        self.order.push(about.clone());
        self.entries.insert(about, (entry.doc(), entry));
    }
}

impl Entry<'_> {
    /// As it would be written: a stack in memory and the same one read back do not differ.
    fn doc(self) -> Doc {
        match self {
            Self::Name(name) => Doc::Text(name.to_string()),
            Self::Library(library) => document::library(library),
            Self::Fact(fact) => document::fact(fact),
            Self::Decision(decision) => document::decision(decision, &SafeText::default()),
        }
    }

    fn put(self, about: &About, stack: &mut Stack) {
        match (self, about) {
            (Self::Fact(fact), About::Fact(name)) => {
                stack.facts.insert(name.clone(), fact.clone());
            }
            (Self::Name(name), _) => stack.name = name.clone(),
            (Self::Library(library), _) => stack.library.push(library.clone()),
            (Self::Decision(decision), _) => stack.decisions.push(decision.clone()),
            (Self::Fact(_), _) => {}
        }
    }
}

impl About {
    /// In words for a person; nothing for what is kept without their doing.
    fn told(&self, catalog: &Catalog) -> Option<SafeText> {
        match self {
            Self::Library(_) => None,
            Self::Name => Some(SafeText::new("the name of the stack")),
            Self::Fact(name) => Some(SafeText::from(format!("the fact {name}"))),
            Self::Decision(subject, ..) => {
                let about = Decision {
                    subject: subject.clone(),
                    ..Decision::default()
                };
                Some(SafeText::one_line(&about.title(catalog)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Alternative, Concern, ConcernId};

    /// A stack in a line: `queue=a,b store=c rows:3`.
    fn stack(line: &str) -> Stack {
        let mut stack = Stack::default();
        for word in line.split_whitespace() {
            if let Some((name, value)) = word.split_once(':') {
                let fact = Fact::Words(vec![SafeText::new(value)]);
                stack.facts.insert(SafeText::new(name), fact);
            }
            for (concern, name) in word
                .split_once('=')
                .into_iter()
                .flat_map(|(concern, names)| names.split(',').map(move |name| (concern, name)))
            {
                stack.decisions.push(Decision {
                    subject: Subject::Concern(ConcernId(SafeText::new(concern))),
                    chosen: Some(Alternative {
                        name: SafeText::new(name),
                        technology: None,
                    }),
                    ..Decision::default()
                });
            }
        }
        stack
    }

    fn line(stack: &Stack) -> String {
        let decisions = stack.decisions.iter().map(|decision| {
            let chosen = decision.chosen.as_ref().unwrap();
            format!("{}={}", decision.subject, chosen.name)
        });
        let facts = stack.facts.iter().map(|(name, fact)| match fact {
            Fact::Words(words) => format!("{name}:{}", words.first().unwrap()),
            _ => name.to_string(),
        });
        let all: Vec<String> = decisions.chain(facts).collect();
        all.join(" ")
    }

    /// A library with one concern that takes many.
    fn catalog() -> Catalog {
        let mut catalog = Catalog::default();
        let mut manifest = crate::model::Manifest::default();
        manifest.concerns.push(Concern {
            id: ConcernId(SafeText::new("many")),
            title: SafeText::new("Many things"),
            takes: Some(Takes::Many),
            ..Concern::default()
        });
        catalog.manifest = manifest.into();
        catalog
    }

    #[test]
    fn each_side_keeps_what_it_alone_changed() {
        let cases = [
            ("nothing", "a=1", "a=1", "a=1", "a=1"),
            ("both add", "", "a=1", "b=2", "b=2 a=1"),
            ("both add the same", "", "a=1", "a=1", "a=1"),
            (
                "each changes one",
                "a=1 b=1",
                "a=2 b=1",
                "a=1 b=2",
                "a=2 b=2",
            ),
            ("we drop", "a=1 b=1", "b=1", "a=1 b=1 c=1", "b=1 c=1"),
            ("they drop", "a=1 b=1", "a=1 b=1 c=1", "b=1", "b=1 c=1"),
            (
                "brought back in its place",
                "a=1 c=1",
                "a=1 b=1 c=1",
                "a=1 c=1 d=1",
                "a=1 b=1 c=1 d=1",
            ),
            (
                "items of a list",
                "many=1",
                "many=1,2",
                "many=1,3",
                "many=1 many=3 many=2",
            ),
            (
                "one of the items dropped",
                "many=1,2",
                "many=2",
                "many=1,2,3",
                "many=2 many=3",
            ),
            ("facts", "n:1 m:1", "n:2 m:1", "n:1 m:2", "m:2 n:2"),
        ];
        for (name, base, ours, theirs, expected) in cases {
            let merged = merge(&stack(base), &stack(ours), &stack(theirs), &catalog());
            assert_eq!(line(&merged.ours), expected, "{name}");
            assert_eq!(merged.ours, merged.theirs, "{name}");
            assert_eq!(merged.ours, merged.base, "{name}");
            assert!(merged.conflicts.is_empty(), "{name}");
        }
    }

    #[test]
    fn what_both_changed_is_left_to_be_settled() {
        let cases = [
            (
                "both decide",
                "",
                "a=1 b=1",
                "a=2",
                ["a=1 b=1", "a=2 b=1", "b=1"],
                "a",
            ),
            (
                "we change, they drop",
                "a=1",
                "a=2",
                "",
                ["a=2", "", "a=1"],
                "a",
            ),
            (
                "we drop, they change",
                "a=1",
                "",
                "a=2",
                ["", "a=2", "a=1"],
                "a",
            ),
            (
                "a fact",
                "n:1",
                "n:2",
                "n:3",
                ["n:2", "n:3", "n:1"],
                "the fact n",
            ),
        ];
        for (name, base, ours, theirs, [mine, other, before], about) in cases {
            let merged = merge(&stack(base), &stack(ours), &stack(theirs), &catalog());
            assert_eq!(line(&merged.ours), mine, "{name}");
            assert_eq!(line(&merged.theirs), other, "{name}");
            assert_eq!(line(&merged.base), before, "{name}");
            assert_eq!(merged.conflicts, [about], "{name}");
        }
    }

    #[test]
    fn what_others_changed_is_told_by_the_title_of_its_concern() {
        let merged = merge(&stack(""), &stack("a=1"), &stack("many=1,2"), &catalog());
        assert_eq!(merged.read, ["Many things"]);
    }

    #[test]
    fn a_conflict_stays_one_until_it_is_settled() {
        let ours = stack("a=1");
        let first = merge(&stack(""), &ours, &stack("a=2"), &catalog());
        let again = merge(&first.base, &first.ours, &first.theirs, &catalog());
        assert_eq!(again.conflicts, ["a"]);
        let settled = merge(&first.base, &stack("a=2"), &first.theirs, &catalog());
        assert!(settled.conflicts.is_empty());
    }
}
