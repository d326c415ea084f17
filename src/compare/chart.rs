//! A comparison as bars: the totals of a weighing, or what is stated in numbers by one criterion.

use super::{Comparison, Grid, Matrix, Meaning};
use crate::text::{SafeText, width};

/// The narrowest a bar gets beside its name and number.
const LEAST_BAR: usize = 8;

/// A chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// What is shown.
    pub title: SafeText,
    /// One for each alternative.
    pub bars: Vec<Bar>,
}

/// A bar from its low end to its high end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// The alternative.
    pub name: SafeText,
    /// How far it surely goes.
    pub low: f64,
    /// How far it may go.
    pub high: f64,
    /// The number as written; a state in words where there is none.
    pub said: SafeText,
}

impl Chart {
    /// The totals of the alternatives that are seen, out of 100.
    pub fn of_totals(comparison: &Comparison, matrix: &Matrix, upright: &Grid) -> Self {
        let bars = upright.column_heads.iter().filter_map(|head| {
            let total = matrix.totals.get(head.position)?;
            Some(Bar {
                name: name(comparison, head.position),
                low: total.low,
                high: total.high,
                said: SafeText::from(total.to_string()),
            })
        });
        Self {
            title: SafeText::from("Total of 100"),
            bars: bars.collect(),
        }
    }

    /// What is stated by one criterion of the alternatives that are seen; `None` where no two of
    /// them have numbers of one dimension. Of statements that differ the bar spans them all.
    pub fn of_criterion(comparison: &Comparison, criterion: usize, upright: &Grid) -> Option<Self> {
        let row = comparison.criteria.get(criterion)?;
        let mut dimension: Option<String> = None;
        let mut numbers = 0;
        let mut bars = Vec::new();
        for head in &upright.column_heads {
            let cell = row.cells.get(head.position)?;
            let mut bar = Bar {
                name: name(comparison, head.position),
                said: cell.shown(),
                ..Bar::default()
            };
            let ends = cell.statements().into_iter().filter_map(|value| {
                let Meaning::Number(measure) = Meaning::of(&value.text) else {
                    return None;
                };
                let of = measure.unit.dimension().of;
                let same = *dimension.get_or_insert_with(|| of.clone()) == of;
                same.then(|| measure.in_base())
            });
            let ends: Vec<f64> = ends
                .flat_map(|range| [range.low, range.high])
                .flatten()
                .map(|end| end.value)
                .collect();
            if let (Some(low), Some(high)) = (least(&ends), most(&ends)) {
                (bar.low, bar.high) = (low, high);
                numbers += 1;
            }
            bars.push(bar);
        }
        (numbers > 1).then(|| Self {
            title: row.name.clone(),
            bars,
        })
    }

    /// Lines for a terminal: `█` as far as it surely goes, `░` as far as it may.
    pub fn text(&self, columns: usize) -> String {
        let names = self.bars.iter().map(|bar| width::width(&bar.name)).max();
        let said = self.bars.iter().map(|bar| width::width(&bar.said)).max();
        let names = names.unwrap_or(0).min(columns / 3);
        let said = said.unwrap_or(0).min(columns / 3);
        let room = columns.saturating_sub(names + said + 2).max(LEAST_BAR);
        let mut out = format!("{}\n", self.title);
        for bar in &self.bars {
            let (sure, may) = self.cells(bar, room);
            let drawn = format!("{}{}", "█".repeat(sure), "░".repeat(may));
            let name = width::pad(&width::truncate(&bar.name, names), names);
            let said = width::truncate(&bar.said, said);
            out.push_str(format!("{name} {} {said}", width::pad(&drawn, room)).trim_end());
            out.push('\n');
        }
        out
    }

    /// How many cells of a bar are sure, and how many more it may reach.
    pub fn cells(&self, bar: &Bar, room: usize) -> (usize, usize) {
        let ends: Vec<f64> = self.bars.iter().map(|bar| bar.high).collect();
        let longest = most(&ends).filter(|most| *most > 0.0).unwrap_or(1.0);
        let wide = |size: f64| scaled(size / longest, room);
        let (low, high) = (wide(bar.low), wide(bar.high));
        (low, high.saturating_sub(low))
    }

    /// A mermaid chart: see <https://mermaid.js.org/syntax/xyChart.html>. Of a range the high end.
    pub fn mermaid(&self) -> String {
        let quoted = |text: &SafeText| format!("\"{}\"", text.replace('"', "'"));
        let names: Vec<String> = self.bars.iter().map(|bar| quoted(&bar.name)).collect();
        let sizes: Vec<String> = self.bars.iter().map(|bar| bar.high.to_string()).collect();
        format!(
            "```mermaid\nxychart-beta horizontal\n    title {}\n    x-axis [{}]\n    bar [{}]\n```\n",
            quoted(&self.title),
            names.join(", "),
            sizes.join(", "),
        )
    }
}

fn name(comparison: &Comparison, alternative: usize) -> SafeText {
    let column = comparison.alternatives.get(alternative);
    column
        .map(|c| c.alternative.name.clone())
        .unwrap_or_default()
}

fn least(sizes: &[f64]) -> Option<f64> {
    sizes.iter().copied().min_by(f64::total_cmp)
}

fn most(sizes: &[f64]) -> Option<f64> {
    sizes.iter().copied().max_by(f64::total_cmp)
}

/// A share of so many cells; anything above nothing is at least one.
fn scaled(share: f64, cells: usize) -> usize {
    let reached = (1..=cells).take_while(|cell| {
        let cell = u32::try_from(*cell).map_or(f64::MAX, f64::from);
        let all = u32::try_from(cells).map_or(f64::MAX, f64::from);
        share >= (cell - 0.5) / all
    });
    reached.count().max(usize::from(share > 0.0))
}
