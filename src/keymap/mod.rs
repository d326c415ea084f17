//! Keys to actions: chords, the trie of sequences, and the way back for hints and help.
//!
//! The shipped keys are `default.yaml`; a key file of the person's own changes single entries.

mod chord;
mod file;

use std::collections::BTreeMap;

use crate::action::Action;
use crate::diagnostic::Diagnostic;

pub use chord::{Chord, Key, NamedKey, UnknownKey};

/// The keys as shipped.
pub const DEFAULT: &str = include_str!("default.yaml");

/// Where keys mean something; a context falls back to [`Context::Global`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Everywhere.
    Global,
    /// The tree of the library.
    Tree,
    /// A question of a walk.
    Decide,
    /// A comparison.
    Compare,
    /// The stack.
    Stack,
}

impl Context {
    /// All contexts with their names in key files.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Global, "global"),
        (Self::Tree, "tree"),
        (Self::Decide, "decide"),
        (Self::Compare, "compare"),
        (Self::Stack, "stack"),
    ];
}

/// One key sequence and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, one after the other.
    pub keys: Vec<Chord>,
    /// What they do.
    pub action: Action,
}

/// What a key sequence means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// It is complete.
    Action(Action),
    /// It is the beginning of these.
    Pending(Vec<Binding>),
    /// It means nothing.
    Unbound,
}

/// The effective keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    /// In order of [`Context`], then of the file: the first key of an action is the one shown.
    bindings: Vec<Binding>,
}

impl Keymap {
    /// The shipped keys with a person's own on top. A bad entry is a diagnostic, never a refusal.
    pub fn load(own: Option<&str>) -> (Self, Vec<Diagnostic>) {
        let (mut entries, mut diagnostics) = file::read(DEFAULT);
        if let Some(text) = own {
            let (changed, found) = file::read(text);
            entries.extend(changed);
            diagnostics.extend(found);
        }
        let keymap = Self {
            bindings: bindings(entries),
        };
        diagnostics.extend(keymap.clashes());
        (keymap, diagnostics)
    }

    /// What a sequence means in a context: its own keys first, then the global ones.
    pub fn resolve(&self, context: Context, sequence: &[Chord]) -> Resolved {
        let mut pending = Vec::new();
        for scope in scopes(context) {
            for binding in self.bindings.iter().filter(|b| b.context == scope) {
                if binding.keys == sequence {
                    return Resolved::Action(binding.action);
                }
                if binding.keys.starts_with(sequence) {
                    pending.push(binding.clone());
                }
            }
        }
        if pending.is_empty() {
            Resolved::Unbound
        } else {
            Resolved::Pending(pending)
        }
    }

    /// The key shown for an action in a context, if it has one that is not taken by another
    /// action there.
    pub fn shown(&self, context: Context, action: Action) -> Option<String> {
        let mine = scopes(context).into_iter().flat_map(|scope| {
            self.bindings
                .iter()
                .filter(move |b| b.context == scope && b.action == action)
        });
        mine.filter(|b| self.resolve(context, &b.keys) == Resolved::Action(action))
            .map(|b| shown(&b.keys))
            .next()
    }

    /// Every binding, for help and documents.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// Sequences that mean two things in one context, or that begin another one.
    fn clashes(&self) -> Vec<Diagnostic> {
        let mut seen: BTreeMap<(Context, &[Chord]), Action> = BTreeMap::new();
        let mut found = Vec::new();
        for binding in &self.bindings {
            let key = (binding.context, binding.keys.as_slice());
            match seen.insert(key, binding.action) {
                Some(other) if other != binding.action => found.push(clash(binding, other)),
                _ => {}
            }
        }
        found
    }
}

fn clash(binding: &Binding, other: Action) -> Diagnostic {
    let name = |action: Action| action.row().map_or("", |row| row.name);
    Diagnostic::warning(
        "key-clash",
        format!(
            "the key {} is given to both {} and {}",
            shown(&binding.keys),
            name(other),
            name(binding.action)
        ),
    )
    .hint("the first one counts; give the other one another key, or [] to switch it off")
}

/// Where keys are looked up, nearest first.
fn scopes(context: Context) -> Vec<Context> {
    match context {
        Context::Global => vec![Context::Global],
        own => vec![own, Context::Global],
    }
}

/// A sequence as hints show it.
pub fn shown(keys: &[Chord]) -> String {
    keys.iter()
        .map(|key| key.shown())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Entries to bindings: a later entry for the same context and action replaces the earlier.
fn bindings(entries: Vec<file::Entry>) -> Vec<Binding> {
    let mut order: Vec<file::Entry> = Vec::new();
    for entry in entries {
        let same = |e: &&mut file::Entry| e.context == entry.context && e.action == entry.action;
        match order.iter_mut().find(same) {
            Some(earlier) => *earlier = entry,
            None => order.push(entry),
        }
    }
    let each = order.into_iter().flat_map(|entry| {
        entry.keys.into_iter().map(move |keys| Binding {
            context: entry.context,
            keys,
            action: entry.action,
        })
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Chord> {
        text.split(' ').map(|key| key.parse().unwrap()).collect()
    }

    #[test]
    fn the_shipped_keys_are_clean() {
        assert_eq!(Keymap::load(None).1, []);
    }

    #[test]
    fn sequences_resolve_step_by_step() {
        let (map, _) = Keymap::load(None);
        assert!(
            matches!(map.resolve(Context::Tree, &keys("g")), Resolved::Pending(c) if c.len() > 3)
        );
        assert_eq!(
            map.resolve(Context::Tree, &keys("g g")),
            Resolved::Action(Action::Top)
        );
        assert_eq!(map.resolve(Context::Tree, &keys("g x")), Resolved::Unbound);
        assert_eq!(
            map.resolve(Context::Decide, &keys("3")),
            Resolved::Action(Action::Answer(3))
        );
        assert_eq!(map.resolve(Context::Tree, &keys("3")), Resolved::Unbound);
        assert_eq!(
            map.resolve(Context::Decide, &keys("h")),
            Resolved::Action(Action::PrevQuestion)
        );
    }

    #[test]
    fn own_keys_replace_and_switch_off() {
        let (map, found) =
            Keymap::load(Some("version: 1\nglobal:\n  app: {quit: [Q], mouse: []}\n"));
        assert_eq!(found, []);
        assert_eq!(map.resolve(Context::Global, &keys("q")), Resolved::Unbound);
        assert_eq!(
            map.resolve(Context::Global, &keys("Q")),
            Resolved::Action(Action::Quit)
        );
        assert_eq!(map.shown(Context::Global, Action::Mouse), None);
    }

    #[test]
    fn a_bad_entry_is_said_and_the_rest_holds() {
        let (map, found) = Keymap::load(Some(
            "version: 1\nglobal:\n  app: {quitt: [Q], help: [hyper-x, H1]}\n",
        ));
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(
            found[0]
                .hint
                .as_ref()
                .is_some_and(|h| h.contains("app.quit")),
            "{found:?}"
        );
        assert_eq!(
            map.resolve(Context::Global, &keys("q")),
            Resolved::Action(Action::Quit)
        );
    }
}
