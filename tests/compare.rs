//! Alternatives side by side, every value with its sources.

use std::sync::Arc;

use archtui::catalog::{Catalog, FileEntry, FileIndex, Lookup, Names, Stage};
use archtui::compare::{
    CellState, Comparison, Criteria, CriteriaOrder, View, criterion_key, grid, named, near,
};
use archtui::model::{
    Alternative, Citation, CitedText, ComparisonTable, FileKind, Orientation, TableId, TableRow,
    TechId, Technology,
};
use archtui::text::{FileId, Location, SafeText};

fn technology(id: &str, name: &str, aliases: &[&str]) -> Technology {
    Technology {
        id: TechId(id.into()),
        name: name.into(),
        aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
        ..Technology::default()
    }
}

fn language(id: &str, name: &str) -> Technology {
    Technology {
        kind: Some("language".into()),
        ..technology(id, name, &[])
    }
}

fn table(file: u32, id: &str, orientation: Orientation, lines: &[&[&str]]) -> ComparisonTable {
    let at = |line: usize| Location::line(FileId(file), 10 + u32::try_from(line).unwrap());
    let cells = |line: &[&str]| line.iter().map(|cell| CitedText::plain(*cell)).collect();
    let body = lines.iter().enumerate().skip(1);
    ComparisonTable {
        id: TableId(id.into()),
        title: "Engines".into(),
        at: at(0),
        end_line: 10 + u32::try_from(lines.len()).unwrap(),
        orientation,
        header: cells(lines[0]),
        rows: body
            .map(|(line, row)| TableRow {
                cells: cells(row),
                at: at(line + 1),
            })
            .collect(),
    }
}

fn catalog(tables: &[ComparisonTable]) -> Catalog {
    let technologies = vec![
        technology("qdrant", "Qdrant", &[]),
        technology("pgvector", "pgvector", &["pg-vector"]),
        technology("postgresql", "PostgreSQL", &["Postgres", "pg"]),
        technology("milvus", "Milvus", &[]),
        language("rust", "Rust"),
        language("python", "Python"),
    ];
    let file = |n: u32| FileEntry {
        source: 0,
        path: format!("f{n}.md"),
        shown: format!("f{n}.md").into(),
        kind: FileKind::Reference,
        skill: None,
        size: 1,
    };
    let files = tables
        .iter()
        .map(|table| table.at.file.0)
        .max()
        .map_or(0, |last| last + 1);
    let index = |n: u32| {
        let own = tables.iter().filter(|table| table.at.file.0 == n);
        let tables = own.map(|table| Arc::new(table.clone())).collect();
        Some(Arc::new(FileIndex {
            tables,
            ..FileIndex::default()
        }))
    };
    Catalog {
        stage: Stage::Indexed,
        files: (0..files).map(file).collect(),
        index: (0..files).map(index).collect(),
        names: Arc::new(Names::new(technologies).0),
        ..Catalog::default()
    }
}

fn known(id: &str, name: &str) -> Alternative {
    Alternative {
        name: name.into(),
        technology: Some(TechId(id.into())),
    }
}

/// Two files that agree, disagree, say nothing and have a dash.
fn two_files() -> Catalog {
    let first = table(
        0,
        "a#engines",
        Orientation::Rows,
        &[
            &["Engine", "Max scale", "Licence", "Filtering"],
            &["Qdrant", "100M+", "Apache-2.0", "pre-filter"],
            &["**pgvector**", "~10M", "PostgreSQL", "SQL WHERE"],
            &["Redis", "1M", "BSD", "tags"],
        ],
    );
    let second = table(
        1,
        "b#engines",
        Orientation::Columns,
        &[
            &["Feature", "Qdrant (Rust)", "PG-Vector", "Milvus"],
            &["Licence.", "apache-2.0", "postgresql", "Apache-2.0"],
            &["max  scale", "50M", "~10M", "billions"],
            &["GPU", "-", "", "yes"],
        ],
    );
    let other = table(
        1,
        "b#params",
        Orientation::Other,
        &[&["Parameter", "Meaning"], &["Qdrant", "a name"]],
    );
    catalog(&[first, second, other])
}

fn chosen() -> [Alternative; 2] {
    [known("qdrant", "Qdrant"), known("pgvector", "pgvector")]
}

fn compared(catalog: &Catalog, chosen: &[Alternative]) -> Comparison {
    Comparison::of(catalog, chosen, &Criteria::default())
}

fn row<'c>(comparison: &'c Comparison, name: &str) -> &'c archtui::compare::CriterionRow {
    let found = comparison
        .criteria
        .iter()
        .find(|row| row.key == criterion_key(name));
    found.unwrap_or_else(|| panic!("no row {name}"))
}

#[test]
fn criteria_of_one_meaning_are_one_row_and_a_person_may_see_it_otherwise() {
    let one = table(
        0,
        "a#one",
        Orientation::Rows,
        &[
            &["Engine", "Best for", "Use when"],
            &["Qdrant", "filters", "self-hosted"],
            &["pgvector", "joins", "joins"],
        ],
    );
    let catalog = catalog(&[one]);
    let comparison = compared(&catalog, &chosen());
    let best = row(&comparison, "ideal for");
    assert_eq!(comparison.criteria.len(), 1);
    assert_eq!(best.written, ["Best for", "Use when"].map(SafeText::new));
    assert_eq!(best.cells[0].state(), CellState::Disagree);
    assert_eq!(best.cells[1].state(), CellState::Agreed);

    let mut criteria = Criteria::default();
    criteria.split("Use when");
    let apart = Comparison::of(&catalog, &chosen(), &criteria);
    let names: Vec<&str> = apart.criteria.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Best for", "Use when"]);
}

#[test]
fn a_name_is_found_without_the_remark_that_its_only_table_puts_behind_it() {
    let tools = table(
        0,
        "a#tools",
        Orientation::Rows,
        &[
            &["Tool", "Best for"],
            &["Larch (1.6+)", "many hosts"],
            &["Yew (old)", "one"],
            &["Yew (new)", "two"],
        ],
    );
    let catalog = catalog(&[tools]);
    let found = |name: &str| match named(&catalog, name) {
        Lookup::Found(one) => one.name.to_string(),
        Lookup::Ambiguous(_) | Lookup::Missing(_) => String::new(),
    };
    assert_eq!(found("larch"), "Larch (1.6+)");
    assert_eq!(found("Yew"), "", "two of that name");
}

#[test]
fn what_a_decision_table_chooses_has_its_situations_which_contradict_nothing() {
    let choices = table(
        0,
        "a#choices",
        Orientation::Decision,
        &[
            &["Scenario", "Choice", "Reason"],
            &["search with filters", "Qdrant", "filters first"],
            &["rows are in PostgreSQL", "Use pgvector", "one store"],
            &["a cluster of its own", "Qdrant or Milvus", "scale"],
        ],
    );
    let comparison = compared(&catalog(&[choices]), &chosen());
    let when = row(&comparison, "use when");
    assert_eq!(
        when.cells[0].shown(),
        "search with filters; a cluster of its own"
    );
    assert_eq!(when.cells[0].state(), CellState::Agreed);
    assert_eq!(when.cells[1].shown(), "rows are in PostgreSQL");
    assert_eq!(row(&comparison, "reason").cells[1].shown(), "one store");
}

#[test]
fn a_table_of_languages_says_of_each_library_its_language_and_what_it_is_listed_as() {
    let clients = table(
        0,
        "a#clients",
        Orientation::Columns,
        &[
            &["Language", "Full client", "Thin client"],
            &["Rust", "Qdrant", "–"],
            &["Python", "Qdrant", "pgvector"],
        ],
    );
    let comparison = compared(&catalog(&[clients]), &chosen());
    let language = row(&comparison, "language");
    assert_eq!(language.cells[0].shown(), "Rust; Python");
    assert_eq!(language.cells[1].shown(), "Python");
    assert_eq!(
        row(&comparison, "listed as").cells[1].shown(),
        "Thin client"
    );
}

#[test]
fn tables_of_both_directions_meet_in_one_row() {
    let comparison = compared(&two_files(), &chosen());
    let names: Vec<&str> = comparison
        .criteria
        .iter()
        .map(|row| row.name.as_str())
        .collect();
    assert_eq!(names, ["Max scale", "Licence", "Filtering", "GPU"]);
    let licence = &row(&comparison, "licence").cells[0];
    assert_eq!(licence.state(), CellState::Agreed);
    assert_eq!(licence.values.len(), 1, "the same said twice is one value");
    let places: Vec<String> = licence.values[0]
        .sources
        .iter()
        .map(|s| s.place.to_string())
        .collect();
    assert_eq!(places, ["f0.md:12", "f1.md:12"]);
    let table = licence.values[0].sources[1].table.as_ref().unwrap();
    assert_eq!(table.0, "b#engines");
    assert_eq!(comparison.alternatives[0].tables, 2);
}

#[test]
fn sources_that_disagree_are_shown_and_never_averaged() {
    let comparison = compared(&two_files(), &chosen());
    let scale = &row(&comparison, "max scale").cells[0];
    assert_eq!(scale.state(), CellState::Disagree);
    let said: Vec<&str> = scale
        .values
        .iter()
        .map(|value| value.text.as_str())
        .collect();
    assert_eq!(said, ["100M+", "50M"]);
    assert_eq!(scale.shown(), "100M+ ≠ 50M");
}

#[test]
fn nothing_said_is_not_the_same_as_a_dash() {
    let comparison = compared(&two_files(), &chosen());
    let gpu = row(&comparison, "gpu");
    assert_eq!(gpu.cells[0].state(), CellState::NoneListed);
    assert_eq!(gpu.cells[0].shown(), "none listed");
    assert_eq!(gpu.cells[1].state(), CellState::NotStated);
    let filtering = row(&comparison, "filtering");
    assert_eq!(filtering.cells[1].shown(), "SQL WHERE");
}

#[test]
fn a_dash_beside_a_statement_contradicts_nothing() {
    let one = table(
        0,
        "a",
        Orientation::Rows,
        &[&["Engine", "GPU"], &["Qdrant", "-"]],
    );
    let two = table(
        0,
        "b",
        Orientation::Rows,
        &[&["Engine", "GPU"], &["Qdrant", "yes"]],
    );
    let comparison = compared(&catalog(&[one, two]), &chosen());
    let cell = comparison.cell(0, 0).unwrap();
    assert_eq!((cell.state(), cell.sources()), (CellState::Agreed, 2));
    assert_eq!(cell.shown(), "yes");
}

#[test]
fn a_name_without_a_technology_is_found_by_its_words() {
    let redis = Alternative {
        name: "redis".into(),
        technology: None,
    };
    let comparison = compared(&two_files(), &[redis]);
    assert_eq!(row(&comparison, "filtering").cells[0].shown(), "tags");
    let nobody = Alternative {
        name: "nobody".into(),
        technology: None,
    };
    assert!(compared(&two_files(), &[nobody]).criteria.is_empty());
}

#[test]
fn words_for_nobody_knows_state_nothing() {
    let unsure = table(
        0,
        "a",
        Orientation::Rows,
        &[
            &["Engine", "GPU"],
            &["Qdrant", "Not stated"],
            &["pgvector", "no"],
        ],
    );
    let catalog = catalog(std::slice::from_ref(&unsure));
    let comparison = compared(&catalog, &chosen());
    assert_eq!(comparison.cell(0, 0).unwrap().state(), CellState::NotStated);
    let as_written = Comparison::of_table(&catalog, &unsure);
    assert_eq!(as_written.cell(0, 0).unwrap().shown(), "Not stated");
}

#[test]
fn citations_stay_with_their_value() {
    let mut cited = table(
        0,
        "a",
        Orientation::Rows,
        &[&["Engine", "GPU"], &["Qdrant", "yes"]],
    );
    let citation = Citation {
        id: "S4".into(),
        line: Some(314),
    };
    cited.rows[0].cells[1].cites = vec![citation.clone()];
    let comparison = compared(&catalog(&[cited]), &chosen());
    let cell = comparison.cell(0, 0).unwrap();
    assert_eq!(cell.values[0].sources[0].cites, [citation]);
}

#[test]
fn whom_the_choice_cites_stands_behind_its_situation() {
    let citation = |line| Citation {
        id: "S4".into(),
        line: Some(line),
    };
    let mut choices = table(
        0,
        "a#choices",
        Orientation::Decision,
        &[
            &["Scenario", "Choice", "Reason"],
            &["search with filters", "Qdrant", "filters first"],
        ],
    );
    choices.rows[0].cells[0].cites = vec![citation(314)];
    choices.rows[0].cells[1].cites = vec![citation(314), citation(320)];
    let comparison = compared(&catalog(&[choices]), &chosen());
    let cites = |by| &row(&comparison, by).cells[0].values[0].sources[0].cites;
    assert_eq!(*cites("use when"), [citation(314), citation(320)]);
    assert_eq!(*cites("reason"), []);
}

#[test]
fn one_table_stands_as_written() {
    let decision = table(
        0,
        "d",
        Orientation::Decision,
        &[
            &["Situation", "Choose"],
            &["Already on PostgreSQL", "pgvector", "extra"],
            &["Already on PostgreSQL", "PostgreSQL"],
            &["Nowhere yet"],
        ],
    );
    let catalog = catalog(std::slice::from_ref(&decision));
    let seen = grid(&Comparison::of_table(&catalog, &decision), &View::default());
    assert_eq!(seen.corner, "Situation");
    let heads: Vec<&str> = seen
        .column_heads
        .iter()
        .map(|head| head.text.as_str())
        .collect();
    assert_eq!(heads, ["Choose", ""]);
    let rows: Vec<&str> = seen
        .row_heads
        .iter()
        .map(|head| head.text.as_str())
        .collect();
    assert_eq!(
        rows,
        [
            "Already on PostgreSQL",
            "Already on PostgreSQL",
            "Nowhere yet"
        ]
    );
    assert_eq!(seen.cells[0][1].text, "extra");
    assert_eq!(seen.cells[2][0].state, CellState::NotStated);
}

#[test]
fn a_table_of_alternatives_knows_its_technologies() {
    let catalog = two_files();
    let tables: Vec<_> = catalog.tables().cloned().collect();
    let comparison = Comparison::of_table(&catalog, &tables[1]);
    let columns = comparison.alternatives.iter();
    let ids: Vec<&str> = columns.map(|c| c.alternative.key().as_str()).collect();
    assert_eq!(ids, ["qdrant", "pgvector", "milvus"]);
    assert_eq!(comparison.criteria[0].name, "Licence.");
}

#[test]
fn differences_are_rows_where_not_all_agree() {
    let comparison = compared(&two_files(), &chosen());
    let differ: Vec<&str> = comparison
        .differences()
        .into_iter()
        .map(|position| comparison.criteria[position].name.as_str())
        .collect();
    assert_eq!(differ, ["Max scale", "Licence", "Filtering"]);
    let same = table(
        0,
        "a",
        Orientation::Rows,
        &[
            &["Engine", "Open source", "GPU"],
            &["Qdrant", "Yes", "no"],
            &["pgvector", "yes.", ""],
        ],
    );
    let comparison = compared(&catalog(&[same]), &chosen());
    assert!(comparison.differences().is_empty());
    let view = View {
        differences_only: true,
        ..View::default()
    };
    assert!(grid(&comparison, &view).row_heads.is_empty());
}

/// The heads of a grid: its rows, then its columns.
fn heads(view: &View) -> (Vec<String>, Vec<String>) {
    let three = [
        known("qdrant", "Qdrant"),
        known("pgvector", "pgvector"),
        known("milvus", "Milvus"),
    ];
    let comparison = compared(&two_files(), &three);
    let seen = grid(&comparison, view);
    for (row, head) in seen.cells.iter().zip(&seen.row_heads) {
        for (cell, column) in row.iter().zip(&seen.column_heads) {
            let (criterion, alternative) = if view.transposed {
                (column.position, head.position)
            } else {
                (head.position, column.position)
            };
            assert_eq!((cell.criterion, cell.alternative), (criterion, alternative));
        }
    }
    let texts = |heads: Vec<archtui::compare::Head>| {
        heads.into_iter().map(|h| h.text.to_string()).collect()
    };
    (texts(seen.row_heads), texts(seen.column_heads))
}

#[test]
fn a_view_hides_orders_and_turns() {
    let plain = View::default();
    let (rows, columns) = heads(&plain);
    assert_eq!(rows, ["Max scale", "Licence", "Filtering", "GPU"]);
    assert_eq!(columns, ["Qdrant", "pgvector", "Milvus"]);
    let turned = View {
        transposed: true,
        ..plain.clone()
    };
    assert_eq!(heads(&turned), (columns.clone(), rows.clone()));
    let hidden = View {
        hidden_alternatives: ["pgvector".into()].into(),
        hidden_criteria: ["licence".to_owned()].into(),
        ..plain.clone()
    };
    assert_eq!(heads(&hidden).0, ["Max scale", "Filtering", "GPU"]);
    assert_eq!(heads(&hidden).1, ["Qdrant", "Milvus"]);
    let ordered = View {
        order: vec!["milvus".into(), "pgvector".into()],
        ..plain.clone()
    };
    assert_eq!(heads(&ordered).1, ["Milvus", "pgvector", "Qdrant"]);
    let by_name = View {
        criteria: CriteriaOrder::Name,
        ..plain.clone()
    };
    assert_eq!(
        heads(&by_name).0,
        ["Filtering", "GPU", "Licence", "Max scale"]
    );
    let by_sources = View {
        criteria: CriteriaOrder::Sources,
        ..plain
    };
    assert_eq!(
        heads(&by_sources).0,
        ["Max scale", "Licence", "Filtering", "GPU"]
    );
}

#[test]
fn a_name_that_means_nothing_has_near_ones() {
    let catalog = two_files();
    let cases: [(&str, &[&str]); 6] = [
        ("qdrnt", &["Qdrant"]),
        ("postgre", &["PostgreSQL"]),
        ("pg", &["PostgreSQL", "pgvector"]),
        ("pgvectors", &["pgvector"]),
        ("mlivus", &["Milvus"]),
        ("cassandra", &[]),
    ];
    for (name, expected) in cases {
        let found = near(&catalog, name);
        let found: Vec<&str> = found.iter().map(SafeText::as_str).collect();
        assert!(
            found.starts_with(expected) && found.is_empty() == expected.is_empty(),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn a_table_without_end_is_cut_and_says_so() {
    let header: Vec<&str> = std::iter::once("Name")
        .chain(std::iter::repeat_n("C", 2_000))
        .collect();
    let mut lines: Vec<&[&str]> = vec![&header];
    lines.resize(1_001, &["x"]);
    let table = table(0, "wide", Orientation::Other, &lines);
    let comparison = Comparison::of_table(&catalog(std::slice::from_ref(&table)), &table);
    assert_eq!((comparison.criteria.len(), comparison.left_out), (100, 900));
}
