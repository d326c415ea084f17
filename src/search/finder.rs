//! Rows ranked by a query.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::fold::Folded;
use super::fuzzy::Fuzzy;
use super::lines::Lines;
use super::query::{Aliases, Query, Word};
use super::rank::{Fit, Found, Needle};
use super::{Row, RowKind, Spots, distance};

/// With so many hits, worse ways of matching are not tried.
const ENOUGH: usize = 100;
/// Hits kept.
const MOST: usize = 1_000;
/// Shorter words have too many neighbours.
const LEAST_TYPO: usize = 4;

/// Rows prepared for searching: built once, asked at every keystroke.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finder {
    rows: Vec<Row>,
    lines: Lines,
    /// Every word of every row, for typing mistakes.
    words: BTreeSet<String>,
    aliases: Aliases,
}

/// In which way a row matched; the order is that of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Every word stands in it.
    Words,
    /// Every word, or one that is a typing mistake away.
    Typo,
    /// The letters of every word stand in it in order.
    Fuzzy,
}

/// A row that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The position of the row in [`Finder::rows`].
    pub row: usize,
    /// In which way.
    pub tier: Tier,
    /// What to highlight in [`Row::text`].
    pub in_text: Spots,
    /// What to highlight in [`Row::parents`].
    pub in_parents: Spots,
}

/// A search and how far it has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// The hits so far, best first.
    pub hits: Vec<Hit>,
    query: Query,
    /// The next row for the fuzzy matcher; `None` when there is nothing left to do.
    cursor: Option<usize>,
    /// The points of the fuzzy hits, which stand at the end of `hits`.
    points: Vec<i64>,
}

impl Search {
    /// Whether [`Finder::go_on`] may still find more.
    pub fn is_unfinished(&self) -> bool {
        self.cursor.is_some()
    }
}

/// What orders hits of the first two tiers; less is better. First of all a row whose whole title
/// was meant: `pg` is `PostgreSQL` before anything that has `pg` in it. What is perhaps no decision
/// comes last whatever it says.
type Rank = (bool, bool, usize, usize, bool, usize, RowKind, usize);

impl Finder {
    /// Rows that can be searched.
    pub fn new(rows: Vec<Row>, aliases: Aliases) -> Self {
        let mut words = BTreeSet::new();
        let mut lines = Lines::default();
        for (position, row) in rows.iter().enumerate() {
            lines.push(&row.text, &row.parents);
            for word in split(lines.title(position)) {
                if !words.contains(word) {
                    words.insert(word.to_owned());
                }
            }
        }
        Self {
            rows,
            lines,
            words,
            aliases,
        }
    }

    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Ranks the rows. Words that stand in a row come first; typing mistakes only where those are
    /// few. Where both are few, [`Finder::go_on`] looks at letters. A query without words has the
    /// first rows as they are.
    pub fn search(&self, typed: &str) -> Search {
        let query = Query::new(typed, &self.aliases);
        if query.words.is_empty() {
            return Search {
                hits: self.first(),
                query,
                ..Search::default()
            };
        }
        let mut hits = self.tier(&query, Tier::Words, &BTreeSet::new());
        if hits.len() < ENOUGH {
            let known = hits.iter().map(|hit| hit.row).collect();
            hits.extend(self.tier(&query, Tier::Typo, &known));
        }
        Search {
            cursor: (hits.len() < ENOUGH).then_some(0),
            hits,
            query,
            points: Vec::new(),
        }
    }

    /// The first rows as they are.
    fn first(&self) -> Vec<Hit> {
        let hit = |row| Hit {
            row,
            tier: Tier::Words,
            in_text: Spots::new(),
            in_parents: Spots::new(),
        };
        (0..self.rows.len().min(MOST)).map(hit).collect()
    }

    /// Goes on with a search for so many rows; says whether there is more to do. The result after
    /// the last step is the same for any size of step.
    pub fn go_on(&self, search: &mut Search, rows: usize) -> bool {
        let Some(start) = search.cursor else {
            return false;
        };
        let end = start.saturating_add(rows).min(self.rows.len());
        let better = search.hits.len() - search.points.len();
        let known: BTreeSet<usize> = search.hits.iter().take(better).map(|h| h.row).collect();
        let fuzzy = Fuzzy::new();
        let old = search.hits.drain(better..).zip(search.points.drain(..));
        let mut found: Vec<(Hit, i64)> = old.collect();
        for row in (start..end).filter(|row| !known.contains(row)) {
            found.extend(self.fuzzy(&fuzzy, &search.query, row));
        }
        found.sort_by_key(|(hit, points)| (Reverse(*points), self.lines.length(hit.row), hit.row));
        found.truncate(MOST.saturating_sub(better));
        (search.hits, search.points) = search.hits.drain(..).map(|h| (h, 0)).chain(found).unzip();
        search.points.drain(..better);
        search.cursor = (end < self.rows.len()).then_some(end);
        search.is_unfinished()
    }

    /// Words of the rows that are near to words of a query that found nothing: the nearest first.
    pub fn near(&self, typed: &str, most: usize) -> Vec<String> {
        let query = Query::new(typed, &Aliases::default());
        let mut found: Vec<(usize, &String)> = Vec::new();
        for word in &query.words {
            let length = word.text.chars().count();
            let near = self.words.iter().filter_map(|known| {
                let edits = distance::within(&word.text, known, (length / 3).clamp(1, 3))?;
                Some((edits, known))
            });
            found.extend(near);
        }
        found.sort();
        found.dedup_by_key(|(_, word)| word.as_str());
        found
            .into_iter()
            .take(most)
            .map(|(_, word)| word.clone())
            .collect()
    }

    /// The hits of one of the first two tiers, ranked. What to highlight is found for the hits
    /// that are kept only: the first letter typed matches nearly every row.
    fn tier(&self, query: &Query, tier: Tier, known: &BTreeSet<usize>) -> Vec<Hit> {
        let words: Vec<Vec<Spelling<'_>>> = query
            .words
            .iter()
            .map(|word| self.spellings(word, tier))
            .collect();
        // The longest word stands in the fewest rows.
        let longest = query.words.iter().zip(&words);
        let longest = longest.max_by_key(|(word, _)| word.text.len());
        let spellings = longest.map(|(_, spellings)| spellings.iter());
        let needles = spellings.into_iter().flatten().map(|one| &one.needle);
        let mut ranked: Vec<Rank> = self
            .lines
            .holding(needles)
            .into_iter()
            .filter(|row| !known.contains(row))
            .filter_map(|row| self.rank(row, &words))
            .collect();
        if ranked.len() > MOST {
            ranked.select_nth_unstable(MOST);
            ranked.truncate(MOST);
        }
        ranked.sort_unstable();
        let hits = ranked.into_iter().map(|rank| rank.7);
        hits.filter_map(|row| self.hit(row, &words, tier)).collect()
    }

    fn spellings<'q>(&'q self, word: &'q Word, tier: Tier) -> Vec<Spelling<'q>> {
        let typos = match tier {
            Tier::Typo => self.typos(&word.text),
            _ => Vec::new(),
        };
        // An alias may go on (`db` is in `databases`); a mistake is one in a whole word.
        let aliases = word.aliases.iter().map(|other| (other, Fit::Start));
        let typos = typos.into_iter().map(|other| (other, Fit::Word));
        let others = aliases.chain(typos).map(|(other, worst)| Spelling {
            needle: Needle::at_worst(other, worst),
            typed: false,
        });
        let typed = Spelling {
            needle: Needle::new(&word.text),
            typed: true,
        };
        std::iter::once(typed).chain(others).collect()
    }

    /// How a row ranks, if all words stand in it.
    fn rank(&self, row: usize, words: &[Vec<Spelling<'_>>]) -> Option<Rank> {
        let (mut partly, mut outside, mut fits, mut otherwise) = (true, 0, 0, false);
        let whole = 0..self.lines.title(row).len();
        for spellings in words {
            let best = self.best(row, spellings)?;
            partly &= !(best.own && best.found.bytes == whole);
            outside += usize::from(!best.own);
            fits += best.found.fit as usize;
            otherwise |= !best.typed;
        }
        let kind = self.rows.get(row)?.kind;
        let length = self.lines.length(row);
        let doubtful = kind == RowKind::Doubtful;
        Some((
            doubtful, partly, outside, fits, otherwise, length, kind, row,
        ))
    }

    /// A row with what to highlight in it.
    fn hit(&self, position: usize, words: &[Vec<Spelling<'_>>], tier: Tier) -> Option<Hit> {
        let row = self.rows.get(position)?;
        let (mut in_text, mut in_parents) = (Spots::new(), Spots::new());
        for spellings in words {
            let best = self.best(position, spellings)?;
            if best.own {
                in_text.push(best.found.bytes);
            } else {
                in_parents.push(best.found.bytes);
            }
        }
        Some(Hit {
            row: position,
            tier,
            in_text: Folded::new(&row.text).originals(&row.text, apart(in_text)),
            in_parents: Folded::new(&row.parents).originals(&row.parents, apart(in_parents)),
        })
    }

    /// The best place of any spelling in a row: in its title, else above it.
    fn best(&self, row: usize, spellings: &[Spelling<'_>]) -> Option<Best> {
        let best = |text: &str, own: bool| {
            let found = spellings.iter().filter_map(|spelling| {
                Some(Best {
                    found: spelling.needle.find(text)?,
                    typed: spelling.typed,
                    own,
                })
            });
            found.min_by_key(|best| {
                let partly = best.found.bytes.len() < text.len();
                (partly, best.found.fit, !best.typed)
            })
        };
        best(self.lines.title(row), true).or_else(|| best(self.lines.above(row), false))
    }

    /// Words of the rows that a typing mistake makes of this one.
    fn typos(&self, word: &str) -> Vec<&String> {
        if word.chars().count() < LEAST_TYPO {
            return Vec::new();
        }
        let near = |known: &&String| distance::within(word, known, 1) == Some(1);
        self.words.iter().filter(near).collect()
    }

    fn fuzzy(&self, fuzzy: &Fuzzy, query: &Query, position: usize) -> Option<(Hit, i64)> {
        let row = self.rows.get(position)?;
        let folded = Folded::new(&row.text);
        let words = query.words.iter().map(|word| word.text.as_str());
        let (points, spots) = fuzzy.find(&folded.text, words)?;
        let hit = Hit {
            row: position,
            tier: Tier::Fuzzy,
            in_text: folded.originals(&row.text, spots),
            in_parents: Spots::new(),
        };
        Some((hit, points))
    }
}

/// A spelling of a word.
struct Spelling<'q> {
    needle: Needle<'q>,
    /// The one that was typed.
    typed: bool,
}

/// Where a word fits best in a row.
struct Best {
    found: Found,
    typed: bool,
    /// In its own title.
    own: bool,
}

/// Spots in order, those that touch joined.
pub(super) fn apart(mut spots: Spots) -> Spots {
    spots.sort_by_key(|spot| (spot.start, spot.end));
    let mut joined = Spots::with_capacity(spots.len());
    for spot in spots {
        match joined.last_mut() {
            Some(last) if last.end >= spot.start => last.end = last.end.max(spot.end),
            _ => joined.push(spot),
        }
    }
    joined
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().count() >= LEAST_TYPO - 1)
}
