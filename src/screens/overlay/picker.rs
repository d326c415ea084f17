//! Technologies to lay side by side: mark and go.

use std::collections::BTreeSet;

use crate::model::Alternative;
use crate::screens::overlay::{Press, Verdict};
use crate::search::{Aliases, Finder, Row, RowKind, Target};
use crate::text::SafeText;
use crate::ui::input::{Edit, Field};

/// One that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What it is.
    pub alternative: Alternative,
    /// What kind of thing it is.
    pub kind: SafeText,
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picker {
    /// The filter.
    pub field: Field,
    /// All choices, those already compared first.
    pub choices: Vec<Choice>,
    /// The marked ones, in the order marked, as positions in `choices`.
    pub marked: Vec<usize>,
    /// The choices that pass the filter.
    pub listed: Vec<usize>,
    /// The cursor among them.
    pub at: usize,
    /// Whether something was typed since the last mark.
    typed: bool,
    finder: Finder,
}

impl Picker {
    /// A list with some marked already.
    pub fn new(choices: Vec<Choice>, chosen: &[Alternative], aliases: Aliases) -> Self {
        let keys: BTreeSet<&SafeText> = chosen.iter().map(Alternative::key).collect();
        let mut choices = choices;
        let known: BTreeSet<SafeText> = choices
            .iter()
            .map(|choice| choice.alternative.key().clone())
            .collect();
        for alternative in chosen.iter().filter(|a| !known.contains(a.key())) {
            let choice = Choice {
                alternative: alternative.clone(),
                kind: SafeText::default(),
            };
            choices.push(choice);
        }
        choices.sort_by_key(|choice| !keys.contains(choice.alternative.key()));
        let at = |chosen: &Alternative| {
            choices
                .iter()
                .position(|choice| choice.alternative.key() == chosen.key())
        };
        let marked = chosen.iter().filter_map(at).collect();
        let listed = (0..choices.len()).collect();
        let finder = Finder::new(choices.iter().map(row).collect(), aliases);
        Self {
            choices,
            marked,
            listed,
            finder,
            ..Self::default()
        }
    }

    pub(super) fn press(&mut self, press: &Press, page: usize) -> Verdict {
        match press {
            Press::Edit(Edit::Insert(' ')) | Press::Mark => self.mark(),
            Press::Tab => self.mark_kind(),
            Press::Clear => self.marked.clear(),
            Press::Edit(edit) if self.field.edit(edit) => self.filter(),
            Press::Move(step) => self.at = step.from(self.at, self.listed.len(), page),
            Press::Enter => return self.done(),
            _ => {}
        }
        Verdict::Stay
    }

    /// Lists what fits what was typed, ranked as everywhere: a whole name before parts of one.
    fn filter(&mut self) {
        self.typed = true;
        self.at = 0;
        if self.field.text().trim().is_empty() {
            self.listed = (0..self.choices.len()).collect();
            return;
        }
        let mut search = self.finder.search(self.field.text());
        self.finder.go_on(&mut search, usize::MAX);
        self.listed = search.hits.iter().map(|hit| hit.row).collect();
    }

    /// Marks the choice under the cursor, or takes its mark away. Nothing moves.
    fn mark(&mut self) {
        let Some(choice) = self.listed.get(self.at).copied() else {
            return;
        };
        match self.marked.iter().position(|marked| *marked == choice) {
            Some(at) => drop(self.marked.remove(at)),
            None => self.marked.push(choice),
        }
        self.typed = false;
    }

    /// Marks all of the kind of the choice under the cursor; takes their marks away where all have
    /// one.
    fn mark_kind(&mut self) {
        let under = self
            .listed
            .get(self.at)
            .and_then(|at| self.choices.get(*at));
        let Some(kind) = under.map(|choice| choice.kind.clone()) else {
            return;
        };
        let all = self.choices.iter().enumerate();
        let same = all.filter(|(_, choice)| !kind.is_empty() && choice.kind == kind);
        let same: Vec<usize> = same.map(|(at, _)| at).collect();
        let new = same.iter().filter(|at| !self.marked.contains(at));
        let new: Vec<usize> = new.copied().collect();
        if new.is_empty() {
            self.marked.retain(|at| !same.contains(at));
        }
        self.marked.extend(new);
        self.typed = false;
    }

    /// The marked ones, and what was typed last for; with none marked, the one under the cursor.
    fn done(&mut self) -> Verdict {
        if self.marked.is_empty() || (self.typed && !self.field.is_empty()) {
            let under = self.listed.get(self.at).copied();
            let new = under.filter(|choice| !self.marked.contains(choice));
            self.marked.extend(new);
        }
        let chosen = self.marked.iter().filter_map(|i| self.choices.get(*i));
        Verdict::Compare(chosen.map(|choice| choice.alternative.clone()).collect())
    }
}

/// A choice as it is searched: by its name, its kind after that.
fn row(choice: &Choice) -> Row {
    let id = choice.alternative.technology.clone().unwrap_or_default();
    Row {
        text: choice.alternative.name.clone(),
        parents: choice.kind.clone(),
        shown: SafeText::default(),
        kind: RowKind::Technology,
        target: Target::Technology(id),
    }
}
