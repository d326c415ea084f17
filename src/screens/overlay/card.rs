//! Everything about a name: read down, each line leads where it comes from.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::compare::{self, Line, LineRow, Section, To};
use crate::effect::Effect;
use crate::model::Alternative;
use crate::screens::overlay::{Press, Step, Verdict};
use crate::screens::{Goto, twin};
use crate::text::SafeText;
use crate::ui::input::Edit;

/// The cards of what the cursor was on, one in front.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cards {
    /// The cards; at least one.
    pub cards: Vec<CardRead>,
    /// The one in front.
    pub front: usize,
    /// The line under the cursor, counted through all sections.
    pub at: usize,
    /// The flags that commands need to work on the same library.
    flags: Arc<[String]>,
}

/// A card as it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardRead {
    /// What it is of.
    pub alternative: Alternative,
    /// What it says; empty where the library says nothing.
    pub sections: Vec<Section>,
    /// It and the others of its kind.
    kind: Vec<Alternative>,
    /// The same as markdown.
    markdown: String,
}

impl CardRead {
    fn of(catalog: &Catalog, alternative: &Alternative) -> Self {
        let card = compare::Card::of(catalog, alternative);
        let sections = card.sections(catalog);
        let markdown = card.markdown(catalog);
        let mut kind = vec![card.alternative];
        kind.extend(card.beside);
        Self {
            alternative: alternative.clone(),
            sections,
            kind,
            markdown,
        }
    }

    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.sections.iter().flat_map(|section| &section.lines)
    }
}

impl Cards {
    /// The cards of some names, without those of which the library says nothing.
    pub fn of(catalog: &Catalog, names: &[Alternative], flags: Arc<[String]>) -> Self {
        let cards = names.iter().map(|one| CardRead::of(catalog, one));
        Self {
            cards: cards.filter(|card| !card.sections.is_empty()).collect(),
            flags,
            ..Self::default()
        }
    }

    /// The card in front.
    pub fn front(&self) -> Option<&CardRead> {
        self.cards.get(self.front)
    }

    /// The line under the cursor.
    pub fn line(&self) -> Option<&Line> {
        self.front()?.lines().nth(self.at)
    }

    /// The rows of the card in front, in so many columns.
    pub fn rows(&self, columns: usize) -> Vec<LineRow> {
        let card = self.front();
        card.map_or_else(Vec::new, |card| compare::rows(&card.sections, columns))
    }

    pub(super) fn press(&mut self, press: &Press, page: usize) -> Verdict {
        let lines = self.front().map_or(0, |card| card.lines().count());
        let last = lines.saturating_sub(1);
        self.at = match press {
            Press::Move(step) => step.from(self.at, lines, page),
            Press::Edit(Edit::Insert('j')) => Step::Down.from(self.at, lines, page),
            Press::Edit(Edit::Insert('k')) => Step::Up.from(self.at, lines, page),
            Press::Edit(Edit::Home | Edit::Insert('g')) => 0,
            Press::Edit(Edit::End | Edit::Insert('G')) => last,
            Press::Tab => {
                self.front = (self.front + 1) % self.cards.len().max(1);
                0
            }
            Press::Enter => return self.open(),
            Press::Edit(Edit::Insert(key)) => return self.verb(*key),
            _ => return Verdict::Stay,
        };
        Verdict::Stay
    }

    fn verb(&self, key: char) -> Verdict {
        let Some(card) = self.front() else {
            return Verdict::Close;
        };
        match key {
            'q' | 'i' => Verdict::Close,
            'c' => Verdict::Goto(Goto::Compare(card.kind.clone(), None)),
            'b' => Verdict::Goto(Goto::LeadsHere(vec![card.alternative.clone()])),
            'y' => Verdict::Perform(Effect::Copy {
                what: SafeText::from(format!("the card of {}", card.alternative.name)),
                text: card.markdown.clone(),
            }),
            'Y' => {
                let words = ["archtui", "tech", card.alternative.key().as_str()];
                Verdict::Perform(twin::copied(&self.flags, &words))
            }
            _ => Verdict::Stay,
        }
    }

    /// Goes where the line under the cursor comes from.
    fn open(&self) -> Verdict {
        let to = self.line().and_then(|line| line.to.clone());
        to.map_or(Verdict::Stay, |to| {
            Verdict::Goto(match to {
                To::Place(at) => Goto::Place(at.file, at.line),
                To::Tree(id) => Goto::Walk(id),
                To::Card(one) => Goto::Card(vec![one]),
            })
        })
    }
}
