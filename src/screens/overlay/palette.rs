//! One box for anything: skills, headings, technologies, decisions, tables, commands.

use std::sync::Arc;

use crate::screens::overlay::{Press, Verdict};
use crate::model::Alternative;
use crate::screens::Goto;
use crate::search::{self, Hit, Row, Target};
use crate::ui::input::Field;

/// How many hits are kept.
const HITS: usize = 100;

/// The box and its hits.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// The query.
    pub field: Field,
    /// Everything that can be found.
    pub rows: Arc<[Row]>,
    /// What was found, best first.
    pub hits: Vec<Hit>,
    /// The cursor.
    pub at: usize,
}

impl Palette {
    /// An empty query: everything, in the order of the library.
    pub fn new(rows: Arc<[Row]>) -> Self {
        let hits = search::find(&rows, "", HITS);
        Self { field: Field::default(), rows, hits, at: 0 }
    }

    pub(super) fn press(&mut self, press: &Press, page: usize) -> Verdict {
        match press {
            Press::Edit(edit) => {
                if self.field.edit(edit) {
                    self.hits = search::find(&self.rows, self.field.text(), HITS);
                    self.at = 0;
                }
                Verdict::Stay
            }
            Press::Move(step) => {
                self.at = step.from(self.at, self.hits.len(), page);
                Verdict::Stay
            }
            Press::Enter => self.open(),
            _ => Verdict::Stay,
        }
    }

    fn open(&self) -> Verdict {
        let row = self.hits.get(self.at).and_then(|hit| self.rows.get(hit.row));
        match row.map(|row| (&row.target, row)) {
            Some((Target::Place(at), _)) => Verdict::Goto(Goto::Place(at.file, at.line)),
            Some((Target::Tree(id), _)) => Verdict::Goto(Goto::Walk(id.clone())),
            Some((Target::Table(id), _)) => Verdict::Goto(Goto::Table(id.clone())),
            Some((Target::Technology(id), row)) => {
                let name = row.shown.clone();
                let one = Alternative { name, technology: Some(id.clone()) };
                Verdict::Goto(Goto::Compare(vec![one], None))
            }
            Some((Target::Command(action), _)) => Verdict::Run(*action),
            None => Verdict::Stay,
        }
    }
}
