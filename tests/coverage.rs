//! What of the sources stands in the built-in library: by line ranges, contradictions and counts.
//! The data is in `coverage/`: places and reasons, never a word of the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use archtui::model::{FileKind, Orientation};

use crate::content::{LIBRARY, files, none};

/// A line of a source: `S4`, 314.
type Line = (String, u32);

fn text_of(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/coverage");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The lines of a data file that say something.
fn lines(name: &str) -> Vec<String> {
    let text = text_of(name);
    let said = text
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'));
    said.map(ToOwned::to_owned).collect()
}

/// The fields of each line of a data file, which `|` separates.
pub(crate) fn records(name: &str) -> Vec<Vec<String>> {
    let fields = |line: &String| line.split(" | ").map(ToOwned::to_owned).collect();
    lines(name).iter().map(fields).collect()
}

/// A citation as written: `S4:314`. The ids of the library are a letter and a digit; what else
/// stands in brackets, in code above all, is none.
fn line_of(text: &str) -> Option<Line> {
    let (id, line) = text.split_once(':')?;
    let digit = id.strip_prefix('S')?.parse::<u8>().ok()?;
    (digit < 10).then_some((id.to_owned(), line.parse().ok()?))
}

/// Every citation of a line of a source, with the place in `content/` that makes it.
fn cited() -> BTreeMap<Line, BTreeSet<(PathBuf, usize)>> {
    let mut cited: BTreeMap<Line, BTreeSet<(PathBuf, usize)>> = BTreeMap::new();
    for (path, text) in files() {
        let quotes = path.extension().is_some_and(|ext| ext == "yaml");
        let (open, close) = if quotes { ('"', '"') } else { ('[', ']') };
        for (number, line) in (1..).zip(text.lines()) {
            for part in line.split(open).skip(1) {
                let mark = part.split(close).next().and_then(line_of);
                if let Some(mark) = mark {
                    cited
                        .entry(mark)
                        .or_default()
                        .insert((path.clone(), number));
                }
            }
        }
    }
    cited
}

#[test]
fn every_range_of_the_sources_is_cited_or_left_out_with_a_reason() {
    let cited = cited();
    let omitted = records("omitted.txt");
    let mut left: BTreeSet<&str> = omitted.iter().map(|record| record[0].as_str()).collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in lines("ranges.txt")
        .iter()
        .filter(|l| !l.starts_with("length"))
    {
        for range in line.split(' ') {
            count += 1;
            let (id, span) = range.split_once(':').unwrap();
            let (start, end) = span.split_once('-').unwrap_or((span, span));
            let (start, end): (u32, u32) = (start.parse().unwrap(), end.parse().unwrap());
            let covered = (start..=end).any(|line| cited.contains_key(&(id.to_owned(), line)));
            let excused = omitted.iter().any(|record| record[0] == range);
            if excused {
                left.remove(range);
            }
            match (covered, excused) {
                (false, false) => wrong.push(format!("{range} is cited nowhere")),
                (true, true) => wrong.push(format!("{range} is left out, and cited")),
                _ => {}
            }
        }
    }
    assert!(count > 800, "only {count} ranges");
    wrong.extend(left.iter().map(|range| format!("{range} is no range")));
    none(&wrong);
}

#[test]
fn every_tree_of_the_sources_is_a_tree_here() {
    // A range of one line is a sentence with a rule, not a tree.
    let text = text_of("ranges.txt");
    let (_, rest) = text.split_once("# decision trees").unwrap();
    let section = rest.split('#').next().unwrap();
    let mut told: BTreeSet<Line> = BTreeSet::new();
    for tree in LIBRARY.trees() {
        let lines = tree.at.line..=tree.end_line;
        let index = LIBRARY.file_index(tree.at.file).unwrap();
        let within = index.cites.iter().filter(|(line, _)| lines.contains(line));
        let cited = within.filter_map(|(_, cite)| Some((cite.id.to_string(), cite.line?)));
        told.extend(cited);
    }
    let mut wrong = Vec::new();
    let mut count = 0;
    for range in section.lines().skip(1).flat_map(|line| line.split(' ')) {
        let Some((id, (start, end))) = range
            .split_once(':')
            .and_then(|(id, span)| Some((id, span.split_once('-')?)))
        else {
            continue;
        };
        count += 1;
        let (start, end): (u32, u32) = (start.parse().unwrap(), end.parse().unwrap());
        if !(start..=end).any(|line| told.contains(&(id.to_owned(), line))) {
            wrong.push(format!("no tree here cites {range}"));
        }
    }
    assert!(count > 20, "only {count} trees");
    none(&wrong);
}

#[test]
fn every_citation_is_declared_and_within_its_source() {
    let declared: BTreeSet<String> = LIBRARY
        .manifest
        .citations
        .iter()
        .map(|source| source.id.to_string())
        .collect();
    let lengths: BTreeMap<String, u32> = lines("ranges.txt")
        .iter()
        .filter_map(|line| {
            let (id, length) = line.strip_prefix("length ")?.split_once(' ')?;
            Some((id.to_owned(), length.parse().unwrap()))
        })
        .collect();
    let mut wrong = Vec::new();
    for ((id, line), places) in cited() {
        let (path, number) = places.first().unwrap();
        let place = format!("{}:{number}", path.display());
        if !declared.contains(&id) {
            wrong.push(format!("{place}: {id} is not declared"));
        } else if lengths
            .get(&id)
            .is_none_or(|length| line == 0 || line > *length)
        {
            wrong.push(format!("{place}: {id} has no line {line}"));
        }
    }
    none(&wrong);
}

#[test]
fn both_sides_of_every_contradiction_stand_side_by_side() {
    let cited = cited();
    let contradictions = records("contradictions.txt");
    assert_eq!(contradictions.len(), 38);
    let mut wrong = Vec::new();
    for record in &contradictions {
        let side = |at: usize| record[at].split(' ').map(|cite| line_of(cite).unwrap());
        for line in side(2)
            .chain(side(3))
            .filter(|line| !cited.contains_key(line))
        {
            wrong.push(format!(
                "{}: {}:{} is cited nowhere",
                record[1], line.0, line.1
            ));
        }
        let places = |at| -> BTreeSet<_> {
            let found = side(at).filter_map(|line| cited.get(&line));
            found.flatten().collect()
        };
        if places(2).is_disjoint(&places(3)) {
            wrong.push(format!("{}: no line cites both sides", record[1]));
        }
    }
    none(&wrong);
}

/// A thing that is counted: what, how often here, how often in the inventory of the sources.
type Count = (&'static str, usize, &'static str);

fn pages() -> Vec<Count> {
    let trees: Vec<_> = LIBRARY.trees().collect();
    let tables: Vec<_> = LIBRARY.tables().collect();
    let compared = tables
        .iter()
        .filter(|t| matches!(t.orientation, Orientation::Rows | Orientation::Columns));
    let files = |kind: FileKind| LIBRARY.files.iter().filter(|f| f.kind == kind).count();
    let questions = trees.iter().map(|tree| tree.question_count()).sum();
    let outcomes = trees.iter().map(|tree| tree.outcome_count()).sum();
    let rows = tables.iter().map(|table| table.rows.len()).sum();
    vec![
        ("Skills", LIBRARY.skills.len(), "13"),
        ("References", files(FileKind::Reference), "54, promised"),
        ("Files of examples", files(FileKind::Example), "-"),
        ("Scripts", files(FileKind::Script), "6, promised"),
        ("Decision trees", trees.len(), "22"),
        ("Questions in them", questions, "-"),
        ("Outcomes in them", outcomes, "111"),
        ("Tables", tables.len(), "52"),
        ("Rows in them", rows, "240"),
        ("Tables that compare", compared.count(), "10 groups"),
    ]
}

fn declared() -> Vec<Count> {
    let manifest = &*LIBRARY.manifest;
    let levels = manifest.roadmaps.iter().flat_map(|road| &road.levels);
    let topics = levels.map(|level| level.topics.len()).sum();
    let milestones = manifest.roadmaps.iter().flat_map(|road| &road.milestones);
    let items = milestones.map(|milestone| milestone.items.len()).sum();
    let indexes = LIBRARY.index.iter().flatten();
    let commands = indexes.map(|index| index.commands.len()).sum();
    let answers = manifest.facts.iter().map(|fact| fact.says.len()).sum();
    vec![
        (
            "Technologies and patterns",
            manifest.technologies.len(),
            "240",
        ),
        ("Concerns", manifest.concerns.len(), "-"),
        (
            "Relations between skills",
            manifest.relations.len(),
            "20 rows",
        ),
        ("Flows", manifest.flows.len(), "7"),
        ("Stacks", manifest.stacks.len(), "7"),
        ("Phases", manifest.phases.len(), "4"),
        ("Topics to learn", topics, "48"),
        ("Items of milestones", items, "9"),
        ("Rules", manifest.rules.len(), "about 80"),
        ("Commands", commands, "16"),
        ("Facts about a project", manifest.facts.len(), "-"),
        ("Answers that tell a fact", answers, "-"),
    ]
}

fn provenance() -> Vec<Count> {
    let places = cited();
    let citations = places.values().map(BTreeSet::len).sum();
    vec![
        ("Contradictions", records("contradictions.txt").len(), "38"),
        ("Citations", citations, "-"),
        ("Lines of the sources cited", places.len(), "2,555"),
    ]
}

#[test]
fn the_page_about_the_library_tells_its_counts() {
    const BEGIN: &str = "<!-- counts -->\n";
    const END: &str = "<!-- end of counts -->\n";
    let mut table = String::from("| What | In the library | In the sources |\n|--|--:|--:|\n");
    for (what, here, there) in [pages(), declared(), provenance()].concat() {
        writeln!(table, "| {what} | {here} | {there} |").unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/README.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let told = format!("{before}{BEGIN}{table}{END}{after}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, told).unwrap();
    } else {
        assert_eq!(page, told, "UPDATE=1 writes the counts anew");
    }
}
