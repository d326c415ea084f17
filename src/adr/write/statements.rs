//! A record with its statements made ready for a form: each line cited once, what one document says
//! told from what others say instead, or without any source.

use std::collections::{BTreeMap, BTreeSet};

use crate::adr::{Record, Source, Stated};
use crate::text::SafeText;

impl Record {
    /// The same record, in which sources that are one line are one source, and what a document says
    /// besides is no disagreement.
    pub(super) fn cited(&self) -> Self {
        let (sources, numbers) = by_line(&self.sources);
        let mut ready = self.clone();
        ready.each_statement(&mut |stated| {
            renumber(stated, &numbers);
            part(stated, &sources);
        });
        ready.sources = sources;
        ready
    }

    /// The same record with some of its sources only, in their order.
    pub(super) fn with_sources(&self, kept: &BTreeSet<usize>) -> Self {
        let mut ready = self.clone();
        let numbers: BTreeMap<usize, usize> = kept.iter().copied().zip(0..).collect();
        ready.each_statement(&mut |stated| renumber(stated, &numbers));
        let all = self.sources.iter().enumerate();
        let all = all.filter(|(at, _)| kept.contains(at));
        ready.sources = all.map(|(_, source)| source.clone()).collect();
        ready
    }

    /// The same record, in which nothing points at a source.
    pub(super) fn without_sources(&self) -> Self {
        self.with_sources(&BTreeSet::new())
    }

    fn each_statement(&mut self, change: &mut dyn FnMut(&mut Stated)) {
        let lists = [
            &mut self.context,
            &mut self.drivers,
            &mut self.because,
            &mut self.answers_say,
            &mut self.weights_say,
            &mut self.advice,
            &mut self.would_change,
            &mut self.checks,
            &mut self.ruled_out,
            &mut self.not_on_path,
        ];
        let options = self.considered.iter_mut().flat_map(|one| {
            let sides = [&mut one.good, &mut one.called, &mut one.needs];
            let others = [&mut one.neutral, &mut one.bad, &mut one.lost];
            sides.into_iter().chain(others)
        });
        let all = lists.into_iter().chain(&mut self.comparison).chain(options);
        all.flatten().for_each(change);
    }
}

/// The sources with those of one line as one, with all that they cite; and by the number that each
/// had the one that it has now.
fn by_line(sources: &[Source]) -> (Vec<Source>, BTreeMap<usize, usize>) {
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut lines: Vec<Vec<&Source>> = Vec::new();
    let mut numbers = BTreeMap::new();
    for (at, source) in sources.iter().enumerate() {
        let number = *known
            .entry((&source.place, &source.link))
            .or_insert(lines.len());
        match lines.get_mut(number) {
            Some(line) => line.push(source),
            None => lines.push(vec![source]),
        }
        numbers.insert(at, number);
    }
    (lines.iter().filter_map(|line| one(line)).collect(), numbers)
}

/// Several sources of one line as one. Where they cite several, each has its day beside it.
fn one(line: &[&Source]) -> Option<Source> {
    let first = *line.first()?;
    let mut cites: Vec<(&SafeText, &SafeText)> = Vec::new();
    for source in line {
        let cite = source.cite.as_ref().map(|cite| (cite, &source.date));
        cites.extend(cite.filter(|cite| !cites.contains(cite)));
    }
    let (cite, date) = match cites.as_slice() {
        [] => (first.cite.clone(), first.date.clone()),
        [(cite, date)] => (Some((*cite).clone()), (*date).clone()),
        several => {
            let several = several.iter().map(|(cite, date)| match date.as_str() {
                "" => cite.to_string(),
                date => format!("{cite}, {date}"),
            });
            let cite = several.collect::<Vec<_>>().join("; ");
            (Some(SafeText::one_line(&cite)), SafeText::default())
        }
    };
    let said = |part: fn(&Source) -> &SafeText| {
        let mut all = line.iter().map(|source| part(source));
        let said = all.find(|text| !text.is_empty());
        said.cloned().unwrap_or_default()
    };
    Some(Source {
        quote: said(|source| &source.quote),
        digest: said(|source| &source.digest),
        cite,
        date,
        ..first.clone()
    })
}

/// What others say instead is at most as deep as a cell of a table has it: one level.
fn renumber(stated: &mut Stated, numbers: &BTreeMap<usize, usize>) {
    let Stated {
        sources,
        instead,
        besides,
        ..
    } = stated;
    let others = instead.iter_mut().chain(besides);
    let others = others.map(|other| &mut other.sources);
    for sources in others.chain([sources]) {
        let mut new: Vec<usize> = Vec::new();
        for number in sources.iter().filter_map(|at| numbers.get(at)) {
            if !new.contains(number) {
                new.push(*number);
            }
        }
        *sources = new;
    }
}

/// Tells what a document says besides from what others say instead: who says both does not
/// disagree, and where nobody is named nobody does.
fn part(stated: &mut Stated, sources: &[Source]) {
    let documents = |said: &Stated| -> BTreeSet<&str> {
        let all = said.sources.iter().filter_map(|at| sources.get(*at));
        all.map(|source| document(&source.place)).collect()
    };
    let own = documents(stated);
    let others = std::mem::take(&mut stated.instead);
    for other in others {
        let theirs = documents(&other);
        let apart = !own.is_empty() && !theirs.is_empty() && own.is_disjoint(&theirs);
        let list = if apart {
            &mut stated.instead
        } else {
            &mut stated.besides
        };
        list.push(other);
    }
}

/// The document that a place is in: what stands before its line.
fn document(place: &str) -> &str {
    let parts = place.rsplit_once(':');
    let line = |line: &str| line.starts_with(|c: char| c.is_ascii_digit());
    parts.map_or(place, |(file, at)| if line(at) { file } else { place })
}
