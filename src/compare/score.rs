//! What the cells of a criterion are worth, proposed from what was understood of them.

use std::cmp::Ordering;

use super::{Cell, CellState, CriterionRow, MOST, Meaning, Verdict, criterion_key};

/// What an alternative is worth by a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// As a person said.
    ByHand(u8),
    /// As what is stated suggests.
    Proposed(u8),
    /// Nothing was said and nothing understood.
    Unknown,
}

impl Score {
    /// The number, where there is one.
    pub fn known(self) -> Option<u8> {
        match self {
            Self::ByHand(score) | Self::Proposed(score) => Some(score),
            Self::Unknown => None,
        }
    }
}

impl std::fmt::Display for Score {
    /// `4` by hand, `~4` where it is proposed, `?` where it is not known.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ByHand(score) => write!(f, "{score}"),
            Self::Proposed(score) => write!(f, "~{score}"),
            Self::Unknown => f.write_str("?"),
        }
    }
}

/// Whether more of something is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Throughput, scale.
    More,
    /// Latency, price.
    Less,
}

/// Beginnings of words in a criterion of which less is better: `pric` is price and pricing.
const LESS: [&str; 18] = [
    "latency",
    "delay",
    "cost",
    "pric",
    "fee",
    "paid",
    "memory",
    "footprint",
    "overhead",
    "cold",
    "lock",
    "requir",
    "need",
    "depend",
    "risk",
    "downtime",
    "complex",
    "response time",
];
/// Those of which more is better.
const MORE: [&str; 16] = [
    "throughput",
    "requests",
    "rps",
    "scale",
    "capacity",
    "max",
    "performance",
    "speed",
    "dimension",
    "retention",
    "availability",
    "uptime",
    "sla",
    "star",
    "limit",
    "recall",
];
/// Those that are a burden to have, beside [`LESS`].
const BURDENS: [&str; 3] = ["limit", "proprietary", "deprecat"];

impl Direction {
    /// What a criterion's name says; `None` where it says neither, so that nothing is proposed.
    pub fn of(criterion: &str) -> Option<Self> {
        match (names(criterion, &LESS), names(criterion, &MORE)) {
            (true, false) => Some(Self::Less),
            (false, true) => Some(Self::More),
            _ => None,
        }
    }

    /// Whether having it is a burden rather than a gain: "Requires a JVM: yes".
    pub fn is_burden(criterion: &str) -> bool {
        names(criterion, &LESS) || names(criterion, &BURDENS)
    }
}

/// Whether a word of a criterion begins like one of these: "Realtime" names no time.
fn names(criterion: &str, roots: &[&str]) -> bool {
    let key = criterion_key(criterion);
    let mut words = key.split(|c: char| !c.is_alphanumeric());
    words.any(|word| roots.iter().any(|root| word.starts_with(root)))
        || roots
            .iter()
            .any(|root| root.contains(' ') && key.contains(root))
}

/// What the cells of a row suggest: a verdict 5, 3 or 0 (turned round for a burden), a number its
/// rank among the numbers of its dimension from 5 for the best to 1. Where sources disagree,
/// nothing is proposed: preferring one of them is for a person.
pub(super) fn proposals(row: &CriterionRow) -> Vec<Option<u8>> {
    let burden = Direction::is_burden(&row.name);
    let mut meanings: Vec<Option<Meaning>> = row.cells.iter().map(meaning).collect();
    let stated = |is: fn(&Meaning) -> bool| meanings.iter().flatten().any(is);
    let answered = stated(|meaning| matches!(meaning, Meaning::Verdict(_)));
    let measured = stated(|meaning| matches!(meaning, Meaning::Number(_)));
    // Beside a yes a dash is a no; beside latencies or prices it is a number that nobody listed.
    if answered || !measured && !burden {
        for (meaning, cell) in meanings.iter_mut().zip(&row.cells) {
            if cell.state() == CellState::NoneListed {
                *meaning = Some(Meaning::Verdict(Verdict::No));
            }
        }
    }
    let ranks = ranks(&row.name, &meanings);
    let propose = |(meaning, rank): (Option<Meaning>, Option<u8>)| match meaning? {
        Meaning::Verdict(verdict) => Some(match (verdict, burden) {
            (Verdict::Partly, _) => 3,
            (Verdict::Yes, false) | (Verdict::No, true) => MOST,
            (Verdict::No, false) | (Verdict::Yes, true) => 0,
        }),
        Meaning::Number(_) => rank,
        _ => None,
    };
    meanings.into_iter().zip(ranks).map(propose).collect()
}

/// What a cell says, if its sources agree.
fn meaning(cell: &Cell) -> Option<Meaning> {
    match cell.state() {
        CellState::Agreed => cell
            .statements()
            .first()
            .map(|value| Meaning::of(&value.text)),
        CellState::NotStated | CellState::NoneListed | CellState::Disagree => None,
    }
}

/// The rank of each number as a score, where all numbers are of one dimension and the criterion
/// says whether more is better.
fn ranks(criterion: &str, meanings: &[Option<Meaning>]) -> Vec<Option<u8>> {
    let none = vec![None; meanings.len()];
    let number = |meaning: &Option<Meaning>| match meaning {
        Some(Meaning::Number(measure)) => Some((measure.unit.dimension().of, measure.order())),
        _ => None,
    };
    let numbers: Vec<Option<(String, f64)>> = meanings.iter().map(number).collect();
    let mut known = numbers.iter().flatten();
    let (Some(direction), Some((of, _))) = (Direction::of(criterion), known.next()) else {
        return none;
    };
    if known.any(|(other, _)| other != of) {
        return none;
    }
    let mut sizes: Vec<f64> = numbers.iter().flatten().map(|(_, size)| *size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.dedup_by(|a, b| a.total_cmp(b) == Ordering::Equal);
    if direction == Direction::More {
        sizes.reverse();
    }
    let score = |size: f64| {
        let place = sizes
            .iter()
            .position(|other| other.total_cmp(&size).is_eq())?;
        let last = sizes.len().checked_sub(1).filter(|last| *last > 0)?;
        // From 5 for the first place to 1 for the last, evenly.
        u8::try_from(usize::from(MOST) - (place * usize::from(MOST - 1) + last / 2) / last).ok()
    };
    numbers
        .iter()
        .map(|number| number.as_ref().and_then(|(_, size)| score(*size)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Value;
    use super::*;
    use crate::text::SafeText;

    /// A cell with the statements that `|` parts.
    fn cell(text: &&str) -> Cell {
        let statements = text.split('|').filter(|text| !text.is_empty());
        Cell {
            values: statements
                .map(|text| Value {
                    text: SafeText::new(text),
                    adds: false,
                    sources: Vec::new(),
                })
                .collect(),
        }
    }

    #[test]
    fn scores_are_proposed_from_what_is_understood() {
        type Case<'a> = (&'a str, &'a [&'a str], [Option<u8>; 3]);
        let cases: [Case<'_>; 12] = [
            (
                "Open source",
                &["Yes", "No", "Partial"],
                [Some(5), Some(0), Some(3)],
            ),
            (
                "Requires a JVM",
                &["Yes", "No", "none"],
                [Some(0), Some(5), Some(5)],
            ),
            (
                "Open source",
                &["Yes", "n/a", "–"],
                [Some(5), Some(0), Some(0)],
            ),
            (
                "Throughput",
                &["1M msg/s", "50K msg/s", "400K msg/s"],
                [Some(5), Some(1), Some(3)],
            ),
            (
                "Latency",
                &["10 ms", "< 1 ms", "2 s"],
                [Some(3), Some(5), Some(1)],
            ),
            ("Latency", &["10 ms", "10 ms", "10 ms"], [None, None, None]),
            (
                "Latency",
                &["10 ms|20 ms", "1 ms", "2 ms"],
                [None, Some(5), Some(1)],
            ),
            ("Latency", &["10 ms", "1 ms", "–"], [Some(1), Some(5), None]),
            ("Filters", &["before", "after", "–"], [None, None, Some(0)]),
            ("Licence", &["MIT", "BSL", ""], [None, None, None]),
            (
                "Default port",
                &["5432", "3306", "27017"],
                [None, None, None],
            ),
            (
                "Throughput",
                &["1M msg/s", "50K rows/s", "fast"],
                [None, None, None],
            ),
        ];
        for (criterion, cells, expected) in cases {
            let proposed = proposals(&CriterionRow {
                key: criterion_key(criterion),
                written: Vec::new(),
                name: SafeText::new(criterion),
                cells: cells.iter().map(cell).collect(),
            });
            assert_eq!(proposed, expected, "{criterion}: {cells:?}");
        }
    }
}
