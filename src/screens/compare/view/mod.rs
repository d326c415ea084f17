//! Draws Compare: the table or cards, and the cell under the cursor with its sources.

mod bars;
mod cards;
mod cell;
mod foot;
mod table;

use ratatui::layout::Rect;

use crate::catalog::Stage;
use crate::compare::{CellState, Grid, GridCell, Holds, Matrix};
use crate::screens::Cx;
use crate::screens::compare::state::CellAt;
use crate::screens::compare::{Compare, Front};
use crate::text::SafeText;
use crate::ui::Canvas;
use crate::ui::theme::Role;

/// A table needs so many columns; with fewer each criterion is a card.
const TABLE: u16 = 60;

/// What drawing this screen remembers: how far the grid is scrolled.
#[derive(Debug, Default)]
pub struct Memory {
    column: usize,
    row: usize,
}

/// What is drawn: the comparison as it is seen, and what is weighed of it.
struct Shown<'a> {
    compare: &'a Compare,
    grid: Grid,
    matrix: Matrix,
}

/// Draws the screen.
pub fn view(
    compare: &Compare,
    cx: Cx<'_>,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    memory: &mut Memory,
) {
    let shown = Shown {
        compare,
        grid: compare.grid(),
        matrix: compare.matrix(),
    };
    if shown.grid.column_heads.is_empty() || shown.grid.row_heads.is_empty() {
        return empty(compare, cx, canvas, area);
    }
    match compare.front {
        Front::Cell(source) => return cell::draw(&shown, source, cx, canvas, area),
        Front::Totals | Front::Bars => return bars::draw(&shown, canvas, area),
        Front::Table => {}
    }
    let foot = foot::lines(&shown, area);
    let rule = u16::from(area.width >= TABLE && !foot.is_empty());
    let rows = crate::ui::small(foot.len()) + rule;
    let body = Rect {
        height: area.height - rows,
        ..area
    };
    if area.width < TABLE {
        cards::draw(&shown, canvas, body);
    } else {
        table::draw(&shown, canvas, body, memory);
    }
    let below = Rect {
        y: body.bottom(),
        height: rows,
        ..area
    };
    if rule > 0 {
        canvas.rule(below, 0, &SafeText::default(), &SafeText::default());
    }
    for (row, (left, right)) in (rule..).zip(foot) {
        canvas.two_ended(below, row, left, right);
    }
}

fn empty(compare: &Compare, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let names: Vec<&str> = compare
        .alternatives
        .iter()
        .map(|a| a.name.as_str())
        .collect();
    let said = if cx.catalog.stage < Stage::Indexed {
        "Looking for tables …".to_owned()
    } else if names.is_empty() {
        "Nothing is compared yet. c lists the technologies; Space marks, Enter lays them side by side.".to_owned()
    } else if compare.comparison.criteria.is_empty() {
        format!("No table speaks of {}. c adds others.", names.join(", "))
    } else if !compare.look.view.conditions.is_empty() {
        "Nothing meets the condition. Esc shows all.".to_owned()
    } else if compare.look.view.differences_only {
        "Nothing stated differs. = shows all criteria.".to_owned()
    } else {
        "Everything is taken out. u brings the last one back, Esc all.".to_owned()
    };
    canvas.paragraph(area, 0, &SafeText::from(said), Role::Muted);
}

fn role_of(state: CellState) -> Role {
    match state {
        CellState::NotStated | CellState::NoneListed => Role::Muted,
        CellState::Agreed => Role::Text,
        CellState::Disagree => Role::Disagree,
    }
}

impl Shown<'_> {
    /// The name of an alternative as it stands in its head, with how it is to be drawn: `┆` before
    /// one that is ruled out, `?` behind one that is not known to meet the condition.
    fn alternative(&self, position: usize) -> (SafeText, Role) {
        let comparison = &self.compare.comparison;
        let Some(column) = comparison.alternatives.get(position) else {
            return (SafeText::default(), Role::Heading);
        };
        let name = &column.alternative.name;
        let judged = self.compare.look.view.judge(comparison, position);
        let doubt = match judged {
            Holds::NotKnown => " ?",
            _ => "",
        };
        if self.compare.ruled_out.contains(column.alternative.key()) {
            let text = SafeText::from(format!("┆ {name}{doubt} (ruled out)"));
            return (text, Role::RuledOut);
        }
        (SafeText::from(format!("{name}{doubt}")), Role::Heading)
    }

    /// The name of a criterion, with an arrow where alternatives are sorted by it.
    fn criterion(&self, position: usize) -> SafeText {
        let Some(row) = self.compare.comparison.criteria.get(position) else {
            return SafeText::default();
        };
        let sort = self.compare.look.view.sort.as_ref();
        match sort.filter(|sort| sort.criterion == row.key) {
            Some(sort) if sort.descending => SafeText::from(format!("{} ↓", row.name)),
            Some(_) => SafeText::from(format!("{} ↑", row.name)),
            None => row.name.clone(),
        }
    }

    /// Whether something counts.
    fn is_weighed(&self) -> bool {
        !self.matrix.criteria.is_empty()
    }

    /// The total of an alternative; empty while nothing counts.
    fn total(&self, position: usize) -> String {
        let total = self.matrix.totals.get(position);
        total.map(ToString::to_string).unwrap_or_default()
    }

    /// The weight of a criterion; empty where it has none.
    fn weight(&self, position: usize) -> String {
        let mut rows = self.matrix.criteria.iter();
        let row = rows.find(|(at, _)| *at == position);
        row.map(|(_, weight)| weight.to_string())
            .unwrap_or_default()
    }

    /// The score of a cell as it stands before its text: `[4] `, `[~4] `, `[?] `.
    fn score(&self, criterion: usize, alternative: usize) -> String {
        let at = CellAt {
            criterion,
            alternative,
        };
        let score = self.compare.score(&self.matrix, at);
        score.map(|score| format!("[{score}] ")).unwrap_or_default()
    }

    /// What a cell says, all on one line: its score, whether sources disagree, what is stated.
    fn said(&self, cell: &GridCell) -> SafeText {
        let score = self.score(cell.criterion, cell.alternative);
        let mark = match cell.state {
            CellState::Disagree => "! ",
            _ => "",
        };
        SafeText::from(format!("{score}{mark}{}", cell.text))
    }
}
