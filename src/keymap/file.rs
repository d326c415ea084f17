//! The key file: `context: group: action: [keys]` under `global`, `context: action: [keys]`
//! elsewhere.

use crate::action::{ACTIONS, Action};
use crate::diagnostic::Diagnostic;
use crate::keymap::{Chord, Context, Key};
use crate::limits;
use crate::parse::yaml::{self, Node, NodeKind};
use crate::text::{FileId, Location};

/// One action of a context with its key sequences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) context: Context,
    pub(super) action: Action,
    pub(super) keys: Vec<Vec<Chord>>,
}

/// Reads a key file. What is not understood is said with its line.
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<Diagnostic>) {
    let mut reader = Reader {
        entries: Vec::new(),
        diagnostics: Vec::new(),
    };
    match yaml::read(text, limits::YAML_BYTES) {
        Ok(root) => reader.file(&root),
        Err(error) => reader.say(
            error.line,
            "keys-yaml",
            &error.reason,
            "mend the YAML there",
        ),
    }
    (reader.entries, reader.diagnostics)
}

struct Reader {
    entries: Vec<Entry>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    fn say(&mut self, line: u32, code: &'static str, what: &str, hint: &str) {
        let at = Location::line(FileId::default(), line);
        let what = format!("line {line}: {what}");
        self.diagnostics
            .push(Diagnostic::warning(code, what).at(at).hint(hint));
    }

    fn file(&mut self, root: &Node) {
        for (key, value) in mapping(root) {
            let name = text(key);
            if name == "version" {
                continue;
            }
            let known = Context::ALL
                .into_iter()
                .find(|(_, context)| *context == name);
            match known {
                Some((Context::Global, _)) => self.groups(value),
                Some((context, name)) => self.actions(context, name, value),
                None => self.say(
                    key.line,
                    "unknown-context",
                    &format!("`{name}` is no part of a key file"),
                    "use global, tree, decide, compare or stack",
                ),
            }
        }
    }

    fn groups(&mut self, node: &Node) {
        for (group, actions) in mapping(node) {
            self.actions(Context::Global, text(group), actions);
        }
    }

    fn actions(&mut self, context: Context, group: &str, node: &Node) {
        for (key, value) in mapping(node) {
            let name = format!("{group}.{}", text(key));
            match Action::named(&name) {
                Some(action) => self.entry(context, action, value),
                None => self.unknown_action(key.line, &name),
            }
        }
    }

    fn unknown_action(&mut self, line: u32, name: &str) {
        let near = ACTIONS.iter().map(|row| row.name);
        let near = near
            .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
        let hint = format!("did you mean {}?", near.unwrap_or_default());
        self.say(
            line,
            "unknown-action",
            &format!("there is no action `{name}`"),
            &hint,
        );
    }

    fn entry(&mut self, context: Context, action: Action, node: &Node) {
        let NodeKind::Sequence(items) = &node.kind else {
            let what = "keys are given as a list";
            return self.say(node.line, "keys-shape", what, "write [x] or [x, \"g x\"]");
        };
        if matches!(action, Action::Answer(_)) {
            return self.digits(context, items);
        }
        let mut keys = Vec::new();
        for item in items {
            let parsed: Result<Vec<Chord>, _> = text(item).split(' ').map(str::parse).collect();
            match parsed {
                Ok(sequence) => keys.push(sequence),
                Err(error) => {
                    self.say(
                        item.line,
                        "unknown-key",
                        &error.to_string(),
                        "mend or drop it",
                    );
                }
            }
        }
        if !keys.is_empty() || items.is_empty() {
            self.entries.push(Entry {
                context,
                action,
                keys,
            });
        }
    }

    /// `1..9`: the n-th key answers n.
    fn digits(&mut self, context: Context, items: &[Node]) {
        let wanted = items.iter().any(|item| text(item) == "1..9");
        for n in 1..=9_u8 {
            let key = Chord::plain(Key::Char(char::from(b'0' + n)));
            let keys = if wanted { vec![vec![key]] } else { Vec::new() };
            self.entries.push(Entry {
                context,
                action: Action::Answer(n),
                keys,
            });
        }
    }
}

fn mapping(node: &Node) -> &[(Node, Node)] {
    match &node.kind {
        NodeKind::Mapping(entries) => entries,
        _ => &[],
    }
}

fn text(node: &Node) -> &str {
    match &node.kind {
        NodeKind::Scalar { text, .. } => text,
        _ => "",
    }
}
