//! What was compared: the table of a record, and on which side each cell stands.

use crate::adr::gather::Gather;
use crate::adr::gather::sides::Side;
use crate::adr::record::Stated;
use crate::compare::{Direction, MOST, is_none, is_unsaid, value_key};
use crate::stack::{Compared, ComparedCell};
use crate::text::SafeText;

/// A score from which a cell speaks for an alternative, and one up to which against it; scores go
/// from 0 to 5.
const GOOD_SCORE: u8 = 4;
const BAD_SCORE: u8 = 2;

/// What stands in the table for a cell in which its own table has a dash.
const DASH: &str = "\u{2013}";

/// One statement of a cell and all who make it.
pub(super) type Statement<'a> = Vec<&'a ComparedCell>;

/// What is stated of an alternative by a criterion, apart: the same words, and words that cite the
/// same line of a source, are one statement. A dash says nothing.
pub(super) fn statements<'a>(
    compared: &'a Compared,
    alternative: &SafeText,
    criterion: &SafeText,
) -> Vec<Statement<'a>> {
    let here = compared.cells.iter();
    let here = here.filter(|c| c.alternative == *alternative && c.criterion == *criterion);
    let said: Vec<&ComparedCell> = here.filter(|cell| !is_left_open(&cell.text)).collect();
    let something = said.iter().any(|cell| !is_none(&cell.text));
    let mut apart: Vec<Statement<'_>> = Vec::new();
    for cell in said {
        if something && is_none(&cell.text) {
            continue;
        }
        let same = |known: &&ComparedCell| {
            let lined = cell.cite.as_ref().is_some_and(|cite| cite.line.is_some());
            value_key(&known.text) == value_key(&cell.text) || lined && known.cite == cell.cite
        };
        match apart
            .iter_mut()
            .find(|statement| statement.iter().any(same))
        {
            Some(statement) => statement.push(cell),
            None => apart.push(vec![cell]),
        }
    }
    apart
}

/// The side of a cell: by its score; else a plain yes where others differ speaks for, a plain no
/// and "none listed" against. Anything else takes no side. `None` where nothing is stated.
pub(super) fn side(
    compared: &Compared,
    alternative: &SafeText,
    criterion: &SafeText,
    statements: &[Statement<'_>],
) -> Option<Side> {
    let first = statements.first()?.first()?;
    if let Some(score) = score(compared, alternative, criterion) {
        return Some(match score {
            GOOD_SCORE.. => Side::For,
            ..=BAD_SCORE => Side::Against,
            _ => Side::Neither,
        });
    }
    // Of a burden a yes may speak against and a no for: nothing is to be read into them.
    if statements.len() > 1 || Direction::is_burden(criterion) {
        return Some(Side::Neither);
    }
    Some(match answer(&first.text) {
        Some(false) => Side::Against,
        Some(true) if others_differ(compared, alternative, criterion) => Side::For,
        _ => Side::Neither,
    })
}

fn score(compared: &Compared, alternative: &SafeText, criterion: &SafeText) -> Option<u8> {
    let scores = compared.scores.get(alternative)?;
    scores.get(criterion).copied()
}

/// A cell with its score before it: `4/5: HNSW`.
fn scored(score: Option<u8>, text: &str) -> SafeText {
    let score = score.map_or_else(|| "?".to_owned(), |score| score.to_string());
    SafeText::one_line(&format!("{score}/{MOST}: {text}"))
}

/// Whether it is stated of another alternative that it has not what this one has.
fn others_differ(compared: &Compared, alternative: &SafeText, criterion: &SafeText) -> bool {
    let others = compared.cells.iter();
    let mut others = others.filter(|c| c.alternative != *alternative && c.criterion == *criterion);
    others.any(|cell| !is_left_open(&cell.text) && answer(&cell.text) != Some(true))
}

/// Whether a cell says that nobody said, or that the question does not arise, or nothing at all.
fn is_left_open(text: &str) -> bool {
    is_dash(text)
        || is_unsaid(text)
        || matches!(value_key(text).as_str(), "n/a" | "na" | "not applicable")
}

/// Whether a cell is a dash. The table has nothing there, and does not say that there is nothing.
fn is_dash(text: &str) -> bool {
    is_none(text) && !text.contains(char::is_alphabetic)
}

/// A plain yes or no, with nothing after it but a remark: "No (planned)" is one, "No limit" and
/// "Yes, but slow" are none.
fn answer(text: &str) -> Option<bool> {
    if is_none(text) {
        return Some(false);
    }
    let key = value_key(text);
    let word = key.split(|c: char| !c.is_alphanumeric()).next()?;
    let rest = key.strip_prefix(word)?.trim_start();
    let plain = rest.is_empty() || rest.starts_with(['(', ',', ';', ':', '.']);
    let partly = [
        "but", "partial", "limited", "only", "planned", "beta", "preview",
    ];
    let partly = rest
        .split(|c: char| !c.is_alphanumeric())
        .any(|w| partly.contains(&w));
    match word {
        "yes" | "true" if plain && !partly => Some(true),
        "no" | "false" if plain => Some(false),
        _ => None,
    }
}

impl Gather<'_> {
    /// All that is stated in one cell: the first statement, and what others say instead.
    pub(super) fn compared(&mut self, statements: &[Statement<'_>]) -> Stated {
        let mut said: Vec<Stated> = Vec::new();
        for statement in statements {
            let text = statement.first().map_or("", |cell| cell.text.as_str());
            let mut stated = Stated::plain(text);
            for cell in statement {
                let source = self.source(&cell.at, cell.cite.as_ref());
                stated.also(source.as_slice());
            }
            said.push(stated);
        }
        let mut said = said.into_iter();
        let first = said.next().unwrap_or_default();
        Stated {
            instead: said.collect(),
            ..first
        }
    }

    /// What the table has in a cell of which nothing is stated: the dash that stands there.
    fn dash(
        &mut self,
        compared: &Compared,
        alternative: &SafeText,
        criterion: &SafeText,
    ) -> Stated {
        let mut cells = compared.cells.iter();
        let here = cells.find(|cell| {
            let own = cell.alternative == *alternative && cell.criterion == *criterion;
            own && is_dash(&cell.text)
        });
        let Some(cell) = here else {
            return Stated::plain("not stated");
        };
        let source = self.source(&cell.at, cell.cite.as_ref());
        Stated {
            sources: source.into_iter().collect(),
            ..Stated::plain(DASH)
        }
    }

    /// The compared table: a header row, then a row for each criterion.
    pub(in crate::adr) fn comparison(&mut self) -> Vec<Vec<Stated>> {
        let Some(compared) = &self.decision.compared else {
            return Vec::new();
        };
        let (_, matrix) = compared.weighed(&self.decision.weights);
        let names = compared.alternatives.iter();
        let mut header = vec![Stated::plain("Criterion")];
        header.extend(names.map(|alternative| Stated::plain(&alternative.name)));
        let mut rows = vec![header];
        for criterion in &compared.criteria {
            let weight = self.decision.weights.get(criterion);
            let counts = weight.is_some_and(|weight| *weight > 0);
            let weight = weight.map_or_else(String::new, |weight| format!(" (weight {weight})"));
            let mut row = vec![Stated::plain(&format!("{criterion}{weight}"))];
            for alternative in &compared.alternatives {
                let key = alternative.key();
                let mut stated = match statements(compared, key, criterion).as_slice() {
                    [] => self.dash(compared, key, criterion),
                    said => self.compared(said),
                };
                if counts {
                    stated.text = scored(score(compared, key, criterion), &stated.text);
                }
                row.push(stated);
            }
            rows.push(row);
        }
        if !matrix.criteria.is_empty() {
            let totals = matrix.totals.iter();
            let totals = totals.map(|total| Stated::plain(&total.to_string()));
            rows.push(
                std::iter::once(Stated::plain("Total of 100"))
                    .chain(totals)
                    .collect(),
            );
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Place;
    use crate::model::Citation;

    fn cell(alternative: &str, text: &str, cite: Option<u32>) -> ComparedCell {
        ComparedCell {
            alternative: alternative.into(),
            criterion: "Has it".into(),
            text: text.into(),
            at: Place::default(),
            cite: cite.map(|line| Citation {
                id: "S1".into(),
                line: Some(line),
            }),
        }
    }

    #[test]
    fn plain_cells_take_a_side_and_others_do_not() {
        use Side::{Against, For, Neither};
        let cases: [(&str, &[&str], &str, Option<Side>); 18] = [
            ("Yes", &["No"], "Open source", Some(For)),
            ("✅ (BM25)", &["none listed"], "Hybrid search", Some(For)),
            ("Yes", &["Yes", "not stated"], "Open source", Some(Neither)),
            ("Yes", &["Partly"], "Open source", Some(For)),
            ("Yes, but slow", &["No"], "Hybrid search", Some(Neither)),
            ("No", &["Yes"], "Open source", Some(Against)),
            ("❌", &["No"], "Open source", Some(Against)),
            ("No (planned)", &["Yes"], "Open source", Some(Against)),
            ("No limit", &["10M"], "Size", Some(Neither)),
            ("None listed", &["HNSW"], "Index", Some(Against)),
            ("none", &["HNSW"], "Index", Some(Against)),
            ("–", &["HNSW"], "Index", None),
            ("-", &["Yes"], "Encryption", None),
            ("Yes", &["–"], "Encryption", Some(Neither)),
            ("n/a", &["HNSW"], "Index", None),
            ("not stated", &["HNSW"], "Index", None),
            ("Rust", &["Go"], "Language", Some(Neither)),
            ("No", &["Yes"], "Vendor lock-in", Some(Neither)),
        ];
        for (text, others, criterion, expected) in cases {
            let others = others.iter().map(|other| cell("b", other, None));
            let cells = std::iter::once(cell("a", text, None)).chain(others);
            let mut compared = Compared {
                cells: cells.collect(),
                ..Compared::default()
            };
            for cell in &mut compared.cells {
                cell.criterion = criterion.into();
            }
            let (a, criterion) = ("a".into(), criterion.into());
            let said = statements(&compared, &a, &criterion);
            let found = side(&compared, &a, &criterion, &said);
            assert!(found == expected, "{text} by {criterion}");
        }
    }

    #[test]
    fn the_same_statement_is_one_and_others_disagree() {
        let cases: [(&str, Vec<ComparedCell>, usize); 5] = [
            (
                "the same words",
                vec![cell("a", "10M", None), cell("a", "10M.", None)],
                1,
            ),
            (
                "one line cited",
                vec![cell("a", "fast", Some(1)), cell("a", "quick", Some(1))],
                1,
            ),
            (
                "two lines",
                vec![cell("a", "fast", Some(1)), cell("a", "slow", Some(2))],
                2,
            ),
            (
                "a dash beside",
                vec![cell("a", "-", None), cell("a", "10M", None)],
                1,
            ),
            ("of another", vec![cell("b", "10M", None)], 0),
        ];
        for (name, cells, count) in cases {
            let compared = Compared {
                cells,
                ..Compared::default()
            };
            let said = statements(&compared, &"a".into(), &"Has it".into());
            assert_eq!(said.len(), count, "{name}");
        }
    }
}
