//! Draws Decide: the list of decisions, or path, question and draft.

mod changes;
mod path;
mod question;
mod result;
mod whole;

use ratatui::layout::Rect;

use crate::catalog::Stage;
use crate::model::DecisionTree;
use crate::screens::Cx;
use crate::screens::decide::Decide;
use crate::text::{Location, SafeText, counted, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, record};
use crate::walk::facts::with_values;
use crate::walk::{Standing, Walk};

/// Draws the screen.
pub fn view(decide: &Decide, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let Some(walk) = decide.walk() else {
        return list(decide, cx, canvas, area);
    };
    let page = Page { decide, walk, cx };
    if decide.peek {
        return page.peek(canvas, area);
    }
    if let Some(at) = decide.whole {
        return page.whole(canvas, area, at);
    }
    if area.width >= 110 {
        page.wide(canvas, area);
    } else {
        page.narrow(canvas, area);
    }
}

/// The list of decisions.
fn list(decide: &Decide, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let trees = &decide.trees;
    if trees.is_empty() {
        let said = if cx.catalog.stage < Stage::Indexed {
            "Looking for decisions …"
        } else {
            "No decision was found in what is loaded. g b goes back to the library; `archtui --builtin DIR` adds the built-in one."
        };
        canvas.paragraph(area, 0, &SafeText::new(said), Role::Muted);
        return;
    }
    let said = format!("{}. Enter walks one.", counted(trees.len(), "decision"));
    canvas.text(area, 0, &SafeText::from(said), Role::Muted);
    let body = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let at = decide.listed.min(trees.len() - 1);
    let titles: Vec<SafeText> = trees.iter().map(|listed| listed.under.clone()).collect();
    canvas.headed("decisions", body, (&titles, at), |canvas, body, row, i| {
        if let Some(listed) = trees.get(i) {
            let line = decision_line(decide, &listed.tree, usize::from(area.width));
            canvas.text(body, row, &line, Role::Text);
            canvas.hit_row(body, row, Hit::Row(0, i));
            if i == at {
                canvas.highlight(body, row, Role::Selection);
            }
        }
    });
}

/// Columns for how far a decision was walked: "12 questions".
const STATE: usize = 13;

/// A decision of the list: its title, where it stands, and how far it was walked.
fn decision_line(decide: &Decide, tree: &DecisionTree, columns: usize) -> SafeText {
    let begun = decide
        .walks
        .get(&tree.id)
        .filter(|walk| !walk.given.is_empty());
    let state = match begun {
        Some(walk) if walk.is_finished() => "walked".to_owned(),
        Some(walk) => format!("{} answered", walk.given.len()),
        None => counted(tree.question_count(), "question"),
    };
    let skill = tree.id.0.split('#').next().unwrap_or_default();
    let mark = if begun.is_some() { "•" } else { " " };
    // On a narrow screen the title has the room: its address stands in the walk.
    let title_width = if columns < 60 {
        columns.saturating_sub(STATE + 4)
    } else {
        columns * 2 / 5
    };
    let rest = columns.saturating_sub(title_width + STATE + 5);
    let fit = |text: &str, columns| width::pad(&width::truncate(text, columns), columns);
    let title = fit(&tree.title, title_width);
    let skill = if rest == 0 {
        String::new()
    } else {
        fit(skill, rest) + " "
    };
    SafeText::from(format!(" {mark} {title} {skill}{state}"))
}

/// A walk being drawn.
struct Page<'a> {
    decide: &'a Decide,
    walk: &'a Walk,
    cx: Cx<'a>,
}

/// How a standing is named on the screen.
#[derive(Clone, Copy)]
struct Named {
    title: &'static str,
    mark: &'static str,
    role: Role,
}

/// The standings, in the order in which they are listed.
const STANDINGS: [Standing; 4] = [
    Standing::Recommended,
    Standing::Open,
    Standing::RuledOut,
    Standing::NotOnPath,
];

fn named(standing: Standing) -> Named {
    let (title, mark, role) = match standing {
        Standing::Recommended => ("Recommended", "✓", Role::Taken),
        Standing::Open => ("Still possible", "·", Role::Open),
        Standing::RuledOut => ("Ruled out", "✗", Role::RuledOut),
        Standing::NotOnPath => ("Not on this path", "┆", Role::Muted),
    };
    Named { title, mark, role }
}

impl Page<'_> {
    /// Facts by their names, with their values.
    fn facts(&self, names: &str) -> SafeText {
        let tree = &self.walk.tree.id;
        with_values(names, &self.cx.stack.facts_in(tree, self.cx.catalog))
    }

    /// Path, question and draft side by side.
    fn wide(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        const PATH: u16 = 32;
        const DRAFT: u16 = 41;
        let left = Rect {
            width: PATH - 1,
            ..area
        };
        let middle = Rect {
            x: area.x + PATH + 2,
            width: area.width - PATH - 2 - DRAFT,
            ..area
        };
        let right = Rect {
            x: area.right() - DRAFT + 3,
            width: DRAFT - 3,
            ..area
        };
        canvas.border(Rect {
            width: PATH,
            ..area
        });
        canvas.border(Rect {
            x: right.x - 3,
            width: 1,
            ..area
        });
        self.path(canvas, left);
        self.question(canvas, middle);
        canvas.text(right, 0, &self.draft_said(), Role::Muted);
        let right = Rect {
            y: right.y + 1,
            height: right.height.saturating_sub(1),
            ..right
        };
        self.draft(canvas, right);
    }

    /// The question, and below it as much of the draft as there is room for.
    fn narrow(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let roomy = area.height >= 20 && area.width >= 50;
        let draft = if roomy { area.height / 3 } else { 0 };
        let top = Rect {
            height: area.height - draft,
            ..area
        };
        let used = self.question(canvas, top) + 1;
        if used < top.height {
            let rest = Rect {
                y: top.y + used,
                height: top.height - used,
                ..top
            };
            self.standing_in_brief(canvas, rest);
        }
        if draft > 1 {
            let foot = Rect {
                y: top.bottom(),
                height: draft,
                ..area
            };
            canvas.rule(foot, 0, &self.draft_said(), &SafeText::new("p full screen"));
            self.draft(
                canvas,
                Rect {
                    y: foot.y + 1,
                    height: draft - 1,
                    ..foot
                },
            );
        }
    }

    /// The record as it would be written now: its beginning, as far as there is room.
    fn draft(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let body = record::body(&self.decide.follows.draft);
        record::draw(canvas, area, body, 0);
    }

    /// The record with the screen to itself.
    fn peek(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        canvas.rule(area, 0, &self.draft_said(), &SafeText::new("p back"));
        let rest = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        let body = record::body(&self.decide.follows.draft);
        let below = record::draw(canvas, rest, body, self.decide.draft_top);
        canvas.memory.geometry.page = usize::from(rest.height.saturating_sub(1));
        canvas.memory.geometry.below = below;
    }

    /// A place without its folders: there is no room for them beside a statement. Of what another
    /// source adds to the tree, which source does.
    fn file_and_line(&self, at: Location) -> SafeText {
        let place = self.cx.catalog.place(at).to_string();
        let place = place.rsplit('/').next().unwrap_or_default();
        match self.cx.catalog.added_by(&self.walk.tree, at) {
            Some(source) => SafeText::from(format!("added by {source}, {place}")),
            None => SafeText::new(place),
        }
    }

    /// What the draft is: the record of the answers, or of another choice than they lead to.
    fn draft_said(&self) -> SafeText {
        match self.decide.follows.chosen() {
            Some(chosen) if chosen.standing != Standing::Recommended => {
                SafeText::from(format!("record if you adopt {}", chosen.alternative.name))
            }
            _ => SafeText::new("record as it grows"),
        }
    }
}
