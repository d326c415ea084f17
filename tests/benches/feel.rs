//! What a person feels: loading, the first frame, a key, a keystroke in a search.
//!
//! Times depend on the machine, so what matters is printed at the end as ratios to a floor that
//! was measured beside it: reading the bytes, the markdown parser alone, an empty frame.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark that cannot go on should stop; it reads files, a clock, and prints"
)]

mod library;
mod prose;
mod session;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use archtui::catalog::{self, Catalog, Source};
use archtui::parse::{ParseCx, manifest, markdown, yaml};
use archtui::screens::browse::{self, NodeKey, Pane};
use archtui::search::{self, Aliases, Finder};
use archtui::text::FileId;
use archtui::world::files::DirSource;
use criterion::Criterion;
use pulldown_cmark::{Options, Parser};

use session::{Session, one_file};

/// The sizes of libraries: a large one of today, and what may come.
const SIZES: [usize; 3] = [76, 1_000, 10_000];
/// Where the numbers begin.
const SEED: u64 = 7;

/// What to print: a name, what is measured, and what it is measured against.
const RATIOS: [(&str, &str, &str); 15] = [
    ("load / read the bytes, 76 skills", "load/76", "bytes/76"),
    (
        "load / read the bytes, 1,000 skills",
        "load/1000",
        "bytes/1000",
    ),
    (
        "load / read the bytes, 10,000 skills",
        "load/10000",
        "bytes/10000",
    ),
    (
        "markdown / its parser alone",
        "markdown/parse",
        "markdown/events",
    ),
    (
        "manifest / read the bytes",
        "manifest/parse",
        "manifest/bytes",
    ),
    (
        "manifest / its YAML alone",
        "manifest/parse",
        "manifest/yaml",
    ),
    (
        "first frame, 76 skills / empty frame",
        "first frame/76",
        "empty frame",
    ),
    (
        "first frame, 10,000 skills / 76 skills",
        "first frame/10000",
        "first frame/76",
    ),
    (
        "index arrives, 76 skills / empty frame",
        "index arrives/76",
        "empty frame",
    ),
    (
        "index arrives, 10,000 skills / 76 skills",
        "index arrives/10000",
        "index arrives/76",
    ),
    ("key j, 76 skills / empty frame", "key j/76", "empty frame"),
    (
        "key j, 10,000 skills / 76 skills",
        "key j/10000",
        "key j/76",
    ),
    (
        "key j, 20,000 open rows / 76 skills",
        "key j/20000 open",
        "key j/76",
    ),
    (
        "scroll, 20,000 lines / 2,000 lines",
        "scroll/20000",
        "scroll/2000",
    ),
    (
        "search keystroke, 50,000 rows / empty frame",
        "keystroke/50000",
        "empty frame",
    ),
];

fn main() {
    let quick = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1_500));
    let mut bench = Bench {
        criterion: quick.configure_from_args(),
        times: BTreeMap::new(),
    };
    loading(&mut bench);
    parsing(&mut bench);
    frames(&mut bench);
    scrolling(&mut bench);
    searching(&mut bench);
    bench.criterion.final_summary();
    bench.print_ratios();
}

/// Criterion, and the times of each benchmark kept for the ratios.
struct Bench {
    criterion: Criterion,
    times: BTreeMap<String, Vec<Duration>>,
}

impl Bench {
    /// Measures an operation.
    fn measure<T>(&mut self, name: &str, mut operation: impl FnMut() -> T) {
        let mut times = Vec::new();
        self.criterion.bench_function(name, |bencher| {
            bencher.iter_custom(|count| {
                let start = Instant::now();
                for _ in 0..count {
                    black_box(operation());
                }
                let took = start.elapsed();
                times.push(took / u32::try_from(count).unwrap_or(u32::MAX));
                took
            });
        });
        times.sort();
        self.times.insert(name.to_owned(), times);
    }

    /// The median time of a benchmark that ran.
    fn median(&self, name: &str) -> Option<Duration> {
        let times = self.times.get(name)?;
        times.get(times.len() / 2).copied()
    }

    fn print_ratios(&self) {
        println!(
            "\n{:<48}{:>10}{:>12}{:>12}",
            "ratio of medians", "ratio", "this", "to this"
        );
        for (title, this, floor) in RATIOS {
            let (Some(this), Some(floor)) = (self.median(this), self.median(floor)) else {
                continue;
            };
            let ratio = this.as_secs_f64() / floor.as_secs_f64();
            println!(
                "{title:<48}{ratio:>10.2}{:>12}{:>12}",
                short(this),
                short(floor)
            );
        }
    }
}

/// A time with three figures or so.
fn short(time: Duration) -> String {
    match time.as_micros() {
        0..10_000 => format!("{:.1} us", time.as_secs_f64() * 1e6),
        _ => format!("{:.1} ms", time.as_secs_f64() * 1e3),
    }
}

fn open(folder: &Path) -> Vec<Arc<dyn Source>> {
    vec![Arc::new(DirSource::open(folder, "library").unwrap())]
}

fn load(folder: &Path) -> Catalog {
    let listed = catalog::list(open(folder));
    catalog::index(&catalog::describe(&listed), &|| false).unwrap()
}

/// A generated library, loaded.
fn loaded(skills: usize) -> Arc<Catalog> {
    Arc::new(load(&library::folder(skills, SEED).unwrap()))
}

fn loading(bench: &mut Bench) {
    for skills in SIZES {
        let folder = library::folder(skills, SEED).unwrap();
        let paths: Vec<PathBuf> = load(&folder)
            .files
            .iter()
            .map(|f| folder.join(&f.path))
            .collect();
        bench.measure(&format!("bytes/{skills}"), || {
            paths
                .iter()
                .map(|path| fs::read(path).unwrap().len())
                .sum::<usize>()
        });
        bench.measure(&format!("glance/{skills}"), || {
            catalog::glance(open(&folder))
        });
        bench.measure(&format!("load/{skills}"), || load(&folder));
    }
}

fn parsing(bench: &mut Bench) {
    let text = library::long_document(20_000, SEED);
    let citations = BTreeSet::new();
    let cx = ParseCx {
        file: FileId(0),
        citations: &citations,
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    bench.measure("markdown/events", || {
        Parser::new_ext(&text, options).count()
    });
    bench.measure("markdown/parse", || markdown::parse(&text, cx));
    // Every command reads the manifest of the built-in library before it can answer.
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/archtui.yaml");
    bench.measure("manifest/bytes", || fs::read_to_string(&path).unwrap());
    let text = fs::read_to_string(&path).unwrap();
    bench.measure("manifest/yaml", || yaml::read(&text, usize::MAX));
    bench.measure("manifest/parse", || manifest::parse(&text, FileId(0)));
}

fn frames(bench: &mut Bench) {
    let mut empty = Session::new();
    bench.measure("empty frame", || empty.draw_nothing());
    for skills in SIZES {
        let folder = library::folder(skills, SEED).unwrap();
        // What a person waits for: skills by name, drawn. The rest follows in the background.
        bench.measure(&format!("first frame/{skills}"), || {
            let mut session = Session::new();
            session.take(Arc::new(catalog::glance(open(&folder))));
            session
        });
        let catalog = Arc::new(load(&folder));
        // What a person must not notice: all that was found comes in.
        let mut session = Session::new();
        bench.measure(&format!("index arrives/{skills}"), || {
            session.take(Arc::clone(&catalog));
        });
        let mut keys = "jk".chars().cycle();
        bench.measure(&format!("key j/{skills}"), || {
            session.key(keys.next().unwrap());
        });
        if skills == 10_000 {
            let mut session = open_rows(&catalog, 20_000);
            bench.measure("key j/20000 open", || session.key(keys.next().unwrap()));
        }
    }
}

/// A session in which so many rows of the tree are shown, with the cursor in their middle.
fn open_rows(catalog: &Arc<Catalog>, wanted: usize) -> Session {
    let mut session = Session::new();
    session.take(Arc::clone(catalog));
    for skill in 0.. {
        let rows = browse::rows(catalog, &session.app.browse.open);
        if rows.len() >= wanted {
            session.app.browse.selected = Some(rows[rows.len() / 2].key);
            break;
        }
        let more = skill * 1_000..(skill + 1) * 1_000;
        session.app.browse.open.extend(more.map(NodeKey::Skill));
    }
    session
}

fn scrolling(bench: &mut Bench) {
    for lines in [2_000, 20_000] {
        let text = library::long_document(lines, SEED);
        let mut session = Session::new();
        session.take(Arc::new(one_file(&text)));
        session.key('l');
        while session.app.browse.pane != Pane::Document {
            session.tab();
        }
        (0..20).for_each(|_| session.page_down());
        let mut keys = "jk".chars().cycle();
        bench.measure(&format!("scroll/{lines}"), || {
            session.key(keys.next().unwrap());
        });
    }
}

fn searching(bench: &mut Bench) {
    let mut rows = search::rows(&loaded(10_000));
    rows.truncate(50_000);
    assert_eq!(rows.len(), 50_000, "the largest library has too few rows");
    let finder = Finder::new(rows, Aliases::default());
    // What is typed on the way to a word: long, wrong and short.
    let typed = [
        "s",
        "se",
        "sec",
        "sect",
        "sectoin",
        "section 7",
        "skill-0999",
        "topc",
    ];
    let mut typed = typed.into_iter().cycle();
    bench.measure("keystroke/50000", || {
        let mut search = finder.search(typed.next().unwrap());
        finder.go_on(&mut search, 1_500);
        search
    });
}
