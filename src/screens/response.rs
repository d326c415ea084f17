//! What a screen sees and what it answers.

use std::sync::Arc;

use crate::adr::{Record, Writer};
use crate::catalog::Catalog;
use crate::effect::Effect;
use crate::model::{Alternative, ConcernId, DecisionTree, Document, TableId, TreeId};
use crate::screens::browse::{LinkChoice, RuleRead};
use crate::screens::compare::{Filter, Menu};
use crate::screens::overlay::{FactPrompt, Offers, Reasons};
use crate::stack::{Decision, Stack, StackEdit};
use crate::text::{FileId, SafeText};
use crate::ui::Geometry;
use crate::walk::{Journey, Path, Transcript};

/// What a screen may look at.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    /// All content.
    pub catalog: &'a Catalog,
    /// The decisions taken.
    pub stack: &'a Arc<Stack>,
    /// Counts the loadings of the library.
    pub generation: u64,
    /// The documents read.
    pub documents: &'a Documents,
    /// What was drawn where, the last time.
    pub geometry: &'a Geometry,
    /// Today, `YYYY-MM-DD`.
    pub today: &'a str,
    /// The number that the next record gets.
    pub next_record: u32,
    /// The way from the folder of records to the current folder: see [`Record::linked`].
    pub from_records: Option<&'a str>,
    /// The form of records where nobody chooses another.
    pub template: &'a Writer,
    /// The forms to choose from.
    pub writers: &'a [Writer],
    /// The flags that commands need to work on the same library and stack.
    pub twin: &'a [String],
}

impl Cx<'_> {
    /// The record of a decision, just as it would be written now; else why it cannot be.
    pub fn record(&self, decision: &Decision, writer: &Writer) -> String {
        let written = decision.adr.as_deref().and_then(|path| {
            let digits = path.rsplit('/').next()?.split('-').next()?;
            digits.parse().ok()
        });
        let number = written.unwrap_or(self.next_record);
        let record = Record::of(decision, self.stack, self.catalog, number, self.today);
        let text = writer.write(&record.linked(self.from_records));
        text.unwrap_or_else(|error| format!("{error}\n"))
    }
}

/// The documents read last, so that going back to one reads nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Documents {
    kept: Vec<(FileId, Result<Arc<Document>, SafeText>)>,
}

impl Documents {
    /// How many are kept: bodies of large sources must not pile up.
    const KEPT: usize = 16;

    /// A document that was read, or why it could not be.
    pub fn get(&self, file: FileId) -> Option<&Result<Arc<Document>, SafeText>> {
        self.kept
            .iter()
            .find(|(id, _)| *id == file)
            .map(|(_, document)| document)
    }

    /// Keeps a document, in place of an older reading of it.
    pub fn put(&mut self, file: FileId, document: Result<Arc<Document>, SafeText>) {
        self.kept.retain(|(id, _)| *id != file);
        if self.kept.len() == Self::KEPT {
            drop(self.kept.remove(0));
        }
        self.kept.push((file, document));
    }

    /// Forgets all: the library was read again.
    pub fn clear(&mut self) {
        self.kept.clear();
    }
}

/// The views.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// Read the library.
    #[default]
    Browse,
    /// Walk decisions.
    Decide,
    /// Technologies side by side.
    Compare,
    /// What has been decided.
    Stack,
}

impl View {
    /// All views, in order.
    pub const ALL: [Self; 4] = [Self::Browse, Self::Decide, Self::Compare, Self::Stack];

    /// Its name on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Browse => "Browse",
            Self::Decide => "Decide",
            Self::Compare => "Compare",
            Self::Stack => "Stack",
        }
    }

    /// The view `by` steps further, round and round.
    #[must_use]
    pub fn step(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|view| *view == self).unwrap_or(0);
        Self::ALL
            .into_iter()
            .cycle()
            .nth(at + by)
            .unwrap_or_default()
    }
}

/// Somewhere else to go.
#[derive(Clone, Debug, PartialEq)]
pub enum Goto {
    /// A line of a file, in Browse.
    Place(FileId, u32),
    /// A skill, by position, in Browse.
    Skill(usize),
    /// A decision, in Decide.
    Walk(TreeId),
    /// The decision to go on in from the walk in front.
    Onward(TreeId),
    /// Decisions walked one after the other, as they were recorded.
    Resume(Vec<Transcript>),
    /// These, side by side, with the walks that named them.
    Compare(Vec<Alternative>, Option<Box<Journey>>),
    /// A table as it stands, in Compare.
    Table(TableId),
    /// A view as it was left.
    View(View),
    /// The links of a document, to choose from; the cursor on one of them.
    Links(Vec<LinkChoice>, usize),
    /// A rule, to be read in full.
    Rule(RuleRead),
    /// A list, to choose a change of the comparison from.
    Menu(Menu),
    /// A condition on what is compared, to be typed.
    Filter(Filter),
    /// The paths of all decisions that lead to one of these, to choose from.
    LeadsHere(Vec<Alternative>),
    /// All there is to know of these, a card each.
    Card(Vec<Alternative>),
    /// A fact to state.
    Fact(FactPrompt),
    /// What can be taken into the stack.
    Offers(Offers),
    /// What only a person can say of a decision.
    Reasons(Box<Reasons>),
    /// All concerns, one after the other.
    Interview,
    /// What decides a concern, asked for it.
    Ask(ConcernId),
    /// A decision, walked by the answers of a path.
    Path(Arc<DecisionTree>, Path),
}

/// How loud a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeLevel {
    /// A fact.
    Said,
    /// Something did not work.
    Failed,
}

/// A sentence for the person: what happened, to what, what next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How loud.
    pub level: NoticeLevel,
    /// The sentence.
    pub text: SafeText,
}

impl Notice {
    /// A fact.
    pub fn said(text: impl Into<SafeText>) -> Self {
        Self {
            level: NoticeLevel::Said,
            text: text.into(),
        }
    }

    /// Something did not work.
    pub fn failed(text: impl Into<SafeText>) -> Self {
        Self {
            level: NoticeLevel::Failed,
            text: text.into(),
        }
    }
}

/// What a screen answers to an action.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// Whether the action meant something here.
    pub handled: bool,
    /// What is asked of the world.
    pub effects: Vec<Effect>,
    /// Changes of the stack.
    pub edits: Vec<StackEdit>,
    /// Where to go.
    pub goto: Option<Goto>,
    /// What to say.
    pub notice: Option<Notice>,
}

impl Response {
    /// The action means nothing here.
    pub fn ignored() -> Self {
        Self::default()
    }

    /// The action was done; nothing else follows.
    pub fn done() -> Self {
        Self {
            handled: true,
            ..Self::default()
        }
    }

    /// The action leads elsewhere.
    pub fn goto(goto: Goto) -> Self {
        Self {
            goto: Some(goto),
            ..Self::done()
        }
    }

    /// The action asks something of the world.
    pub fn effect(effect: Effect) -> Self {
        Self {
            effects: vec![effect],
            ..Self::done()
        }
    }

    /// Adopts a decision; says what for, and what it takes the place of.
    pub fn adopt(decision: Decision, cx: Cx<'_>) -> Self {
        let name = |decision: &Decision| decision.chosen.clone().map(|chosen| chosen.name);
        let chosen = name(&decision).unwrap_or_default();
        let replaced = cx.stack.replaced_by(&decision, cx.catalog);
        let before = replaced.and_then(|at| name(cx.stack.decisions.get(at)?));
        let before = before.filter(|before| *before != chosen);
        let instead = before.map(|before| format!(" instead of {before}"));
        let said = format!(
            "Adopted {chosen} for {}{}. g s shows the stack, x writes the record, u takes it back.",
            decision.title(cx.catalog),
            instead.unwrap_or_default(),
        );
        Self::say(Notice::said(said)).edit(StackEdit::Adopt(Box::new(decision)))
    }

    /// What leads to the one thing, or several, that the cursor is on; `None` where it is on
    /// nothing that a decision could lead to.
    pub fn leads_here(under: Option<Vec<Alternative>>) -> Self {
        match under.filter(|all| !all.is_empty()) {
            Some(all) => Self::goto(Goto::LeadsHere(all)),
            None => Self::say(Notice::said(
                "Put the cursor on a technology or an outcome to see what leads to it.",
            )),
        }
    }

    /// Everything about what the cursor is on; `None` where it is on no name.
    pub fn card(under: Option<Vec<Alternative>>) -> Self {
        match under.filter(|all| !all.is_empty()) {
            Some(all) => Self::goto(Goto::Card(all)),
            None => Self::say(Notice::said(
                "Put the cursor on a technology to see all there is to know of it; : finds one.",
            )),
        }
    }

    /// The action says something.
    pub fn say(notice: Notice) -> Self {
        Self {
            notice: Some(notice),
            ..Self::done()
        }
    }

    /// The same, with a change of the stack.
    #[must_use]
    pub fn edit(mut self, edit: StackEdit) -> Self {
        self.edits.push(edit);
        self
    }
}
