//! Every key, made from the effective keymap; typing filters, Enter runs.

use crate::action::Action;
use crate::keymap::{Context, Keymap, shown};
use crate::screens::overlay::{Press, Verdict, filtered};
use crate::ui::input::Field;

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpLine {
    /// Where it holds.
    pub context: Context,
    /// The keys.
    pub keys: String,
    /// What they do.
    pub action: Action,
    /// In words.
    pub doc: &'static str,
}

/// The help.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Help {
    /// The filter.
    pub field: Field,
    /// All lines.
    pub lines: Vec<HelpLine>,
    /// The lines that pass the filter.
    pub listed: Vec<usize>,
    /// The cursor among them.
    pub at: usize,
}

impl Help {
    /// The help, with the keys of a context first.
    pub fn new(keymap: &Keymap, context: Context) -> Self {
        let mut lines = help_lines(keymap);
        lines.sort_by_key(|line| line.context != context);
        let listed = (0..lines.len()).collect();
        Self {
            lines,
            listed,
            ..Self::default()
        }
    }

    pub(super) fn press(&mut self, press: &Press, page: usize) -> Verdict {
        match press {
            Press::Edit(edit) => {
                if self.field.edit(edit) {
                    let text = |line: &HelpLine| format!("{} {}", line.keys, line.doc);
                    let texts: Vec<String> = self.lines.iter().map(text).collect();
                    self.listed = filtered(texts.iter().map(String::as_str), &self.field);
                    self.at = 0;
                }
                Verdict::Stay
            }
            Press::Move(step) => {
                self.at = step.from(self.at, self.listed.len(), page);
                Verdict::Stay
            }
            Press::Enter => {
                let line = self.listed.get(self.at).and_then(|i| self.lines.get(*i));
                line.map_or(Verdict::Stay, |line| Verdict::Run(line.action))
            }
            _ => Verdict::Stay,
        }
    }
}

/// One line an action and context, its keys joined. The nine digits are one line.
fn help_lines(keymap: &Keymap) -> Vec<HelpLine> {
    let mut lines: Vec<HelpLine> = Vec::new();
    for binding in keymap.bindings() {
        if matches!(binding.action, Action::Answer(n) if n > 1) {
            continue;
        }
        let digits = matches!(binding.action, Action::Answer(_));
        let keys = if digits {
            "1…9".to_owned()
        } else {
            shown(&binding.keys)
        };
        let same = |l: &&mut HelpLine| l.context == binding.context && l.action == binding.action;
        match lines.iter_mut().find(same) {
            Some(line) => {
                line.keys.push_str("  ");
                line.keys.push_str(&keys);
            }
            None => lines.push(HelpLine {
                context: binding.context,
                keys,
                action: binding.action,
                doc: binding.action.row().map_or("", |row| row.doc),
            }),
        }
    }
    lines
}
