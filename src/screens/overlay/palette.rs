//! One box for anything: skills, headings, technologies, decisions, tables, commands.

use std::sync::Arc;

use crate::action::Action;
use crate::model::Alternative;
use crate::screens::Goto;
use crate::screens::overlay::{Press, Verdict};
use crate::search::{Finder, Row, Search, Target};
use crate::ui::input::Field;

/// Rows that the slow matcher looks at in one go: about a frame's worth.
const SLICE: usize = 1_500;

/// The box and what was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// The query.
    pub field: Field,
    /// Everything that can be found.
    pub finder: Arc<Finder>,
    /// What was found, best first.
    pub search: Search,
    /// The cursor.
    pub at: usize,
}

impl Palette {
    /// An empty query: everything, in the order of the library.
    pub fn new(finder: Arc<Finder>) -> Self {
        let search = finder.search("");
        Self {
            field: Field::default(),
            finder,
            search,
            at: 0,
        }
    }

    /// The row of a hit.
    pub fn row(&self, hit: usize) -> Option<&Row> {
        self.finder.rows().get(self.search.hits.get(hit)?.row)
    }

    /// Goes on searching; says whether there is more to do.
    pub fn go_on(&mut self) -> bool {
        self.finder.go_on(&mut self.search, SLICE)
    }

    pub(super) fn press(&mut self, press: &Press, page: usize) -> Verdict {
        match press {
            Press::Edit(edit) => {
                if self.field.edit(edit) {
                    self.search = self.finder.search(self.field.text());
                    self.at = 0;
                    self.go_on();
                }
                Verdict::Stay
            }
            Press::Move(step) => {
                self.at = step.from(self.at, self.search.hits.len(), page);
                Verdict::Stay
            }
            Press::Enter => self.row(self.at).map_or(Verdict::Stay, open),
            Press::Tab => self.row(self.at).and_then(compare).unwrap_or(Verdict::Stay),
            _ => Verdict::Stay,
        }
    }
}

fn open(row: &Row) -> Verdict {
    match &row.target {
        Target::Skill(skill) => Verdict::Goto(Goto::Skill(*skill)),
        Target::File(file) => Verdict::Goto(Goto::Place(*file, 1)),
        Target::Place(at) => Verdict::Goto(Goto::Place(at.file, at.line)),
        Target::Tree(id) => Verdict::Goto(Goto::Walk(id.clone())),
        Target::Table(id) => Verdict::Goto(Goto::Table(id.clone())),
        Target::Technology(id) => Verdict::Goto(Goto::Card(vec![Alternative {
            name: row.text.clone(),
            technology: Some(id.clone()),
        }])),
        Target::Command(name) => Action::named(name).map_or(Verdict::Stay, Verdict::Run),
        Target::Record(_) | Target::Nowhere => Verdict::Stay,
    }
}

/// A technology beside others, which are to be chosen next.
fn compare(row: &Row) -> Option<Verdict> {
    let Target::Technology(id) = &row.target else {
        return None;
    };
    let one = Alternative {
        name: row.text.clone(),
        technology: Some(id.clone()),
    };
    Some(Verdict::Goto(Goto::Compare(vec![one], None)))
}
