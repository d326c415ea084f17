//! What it costs to index everything (headings, links, trees, tables), measured against the
//! markdown parser's own pass over the same bytes in the same run.
//!
//! `ARCHTUI_BENCH_CONTENT=DIR` names a folder whose markdown is repeated to
//! `ARCHTUI_BENCH_MEGABYTES` (100); without it the built-in library is. A generated library in
//! which one file in twenty holds a tree or a table is always measured. The two sides take
//! turns, so that what else the machine does falls on both.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark that cannot go on should stop; it reads files, a clock, and prints"
)]

mod prose;
mod repeated;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use archtui::catalog::{self, Catalog};
use pulldown_cmark::{Options, Parser};

use repeated::Repeated;

/// Runs of each side after one that does not count.
const RUNS: usize = 7;
/// What is indexed unless it is said.
const MEGABYTES: usize = 100;
const SEED: u64 = 7;

fn main() {
    let bytes = variable("ARCHTUI_BENCH_MEGABYTES").map_or(MEGABYTES, |n| n.parse().unwrap());
    let bytes = bytes * 1_000_000;
    let given = variable("ARCHTUI_BENCH_CONTENT").map(PathBuf::from);
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let folder = given.unwrap_or(content);
    println!(
        "index / the parser's own pass; min - median - max of {RUNS} pairs\n\
         {:<44}{:>22}{:>22}{:>12}{:>12}",
        "content", "one core", "all it takes", "index", "parser"
    );
    compare(
        &folder.display().to_string(),
        Repeated::folder(&folder, bytes),
    );
    let generated = Repeated::generated(2_000, 20, SEED, bytes);
    compare("generated, one file in 20 with a candidate", generated);
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Measures both sides in turns and prints the ratios.
fn compare(name: &str, content: Repeated) {
    let content = Arc::new(content);
    let source: Arc<dyn catalog::Source> = Arc::clone(&content) as _;
    let described = catalog::describe(&catalog::list(vec![source]));
    let pairs: Vec<(Cost, Cost)> = (0..=RUNS)
        .map(|_| (cost(|| indexed(&described)), cost(|| events(&content))))
        .skip(1)
        .collect();
    let ratios = |of: fn(&Cost) -> Duration| {
        let ratios = pairs
            .iter()
            .map(|(index, parser)| of(index).as_secs_f64() / of(parser).as_secs_f64());
        spread(ratios.collect())
    };
    let seconds = |side: fn(&(Cost, Cost)) -> &Cost| {
        let mut times: Vec<f64> = pairs
            .iter()
            .map(|pair| side(pair).wall.as_secs_f64())
            .collect();
        times.sort_by(f64::total_cmp);
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    println!(
        "{:<44}{:>22}{:>22}{:>10.2} s{:>10.2} s",
        name,
        ratios(|cost| cost.processor),
        ratios(|cost| cost.wall),
        seconds(|pair| &pair.0),
        seconds(|pair| &pair.1),
    );
}

/// Smallest, median and largest.
fn spread(mut ratios: Vec<f64>) -> String {
    ratios.sort_by(f64::total_cmp);
    let at = |i: usize| ratios.get(i).copied().unwrap_or_default();
    format!(
        "{:.2} - {:.2} - {:.2}",
        at(0),
        at(ratios.len() / 2),
        at(ratios.len() - 1)
    )
}

/// What a run took.
struct Cost {
    /// On the clock, with as many threads as it likes.
    wall: Duration,
    /// Of the processor, all threads together: the time on the clock if there were one core.
    processor: Duration,
}

fn cost<T>(run: impl FnOnce() -> T) -> Cost {
    let (wall, processor) = (Instant::now(), processor_time());
    let result = black_box(run());
    let cost = Cost {
        wall: wall.elapsed(),
        processor: processor_time().saturating_sub(processor),
    };
    drop(result);
    cost
}

#[cfg(unix)]
fn processor_time() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::ProcessCPUTime).try_into().unwrap()
}

/// Elsewhere only the clock tells.
#[cfg(not(unix))]
fn processor_time() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    START.elapsed()
}

fn indexed(described: &Catalog) -> Catalog {
    catalog::index(described, &|| false).unwrap()
}

/// All events of the parser, with the extensions that the program switches on.
fn events(content: &Repeated) -> usize {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let each = content
        .all()
        .map(|text| Parser::new_ext(text, options).count());
    each.sum()
}
