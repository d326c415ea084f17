//! Sessions that weigh, sort, filter, draw and copy a comparison, and take every step back.

use archtui::app::{App, Start};
use archtui::effect::Effect;
use archtui::screens::View;
use archtui::screens::compare::Front;
use archtui::screens::overlay::Overlay;
use archtui::stack::{Decision, file};
use archtui::text::{FileId, SafeText};
use proptest::prelude::*;

use crate::support::{MemorySource, Play, Project, library, load, start};

/// The three sizes that every screen must serve.
const SIZES: [(u16, u16); 3] = [(120, 36), (80, 24), (40, 12)];
/// The three stores of the test library side by side, by their table alone.
const STORES: &str = "gcc<tab><enter>";

fn at_each_size(name: &str, keys: &str) {
    for (columns, rows) in SIZES {
        let mut play = Play::new(columns, rows);
        play.keys("gd<enter>12cc<tab><enter>").keys(keys);
        insta::assert_snapshot!(format!("{name}@{columns}x{rows}"), play.screen());
    }
}

/// Three stores of the test library, as a walk named them; the cursor on the row of a criterion.
fn stores(criterion: &str) -> Play {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12cc<tab><enter>")
        .keys(&format!("/{criterion}<enter>"));
    play
}

fn said(play: &Play) -> String {
    let notice = play.app.notice.as_ref();
    notice.map(|n| n.text.to_string()).unwrap_or_default()
}

#[test]
fn weights_and_totals_at_each_size() {
    at_each_size("weighed", "j+++j++");
}

#[test]
fn bars_at_each_size() {
    at_each_size("bars", "j+++v");
}

#[test]
fn a_whole_cell_at_each_size() {
    at_each_size("whole_cell", "jjl<enter>j");
}

#[test]
fn a_filter_at_each_size() {
    at_each_size("filtered", "jf<enter>");
}

#[test]
fn scores_to_choose_at_each_size() {
    at_each_size("scores", "+r");
}

#[test]
fn a_row_counts_as_much_as_it_is_given() {
    let mut play = stores("open");
    play.keys("+++++++");
    assert_eq!(play.app.compare.look.weighing.weights["open source"], 5);
    for said in ["score 100", "[~5] yes", "[~0] no", "are level, 100 to 100"] {
        assert!(play.shows(said), "{said}:\n{}", play.screen());
    }
    play.keys("------");
    assert!(play.app.compare.look.weighing.weights.is_empty());
    assert!(!play.shows("score"), "{}", play.screen());
}

#[test]
fn a_score_is_set_by_hand_and_goes_back_to_what_is_proposed() {
    let mut play = stores("open");
    play.keys("+r");
    assert!(
        play.shows("score: Open source / ElmDB"),
        "{}",
        play.screen()
    );
    assert!(play.shows("as proposed: 5"), "{}", play.screen());
    play.keys("2");
    assert!(play.app.overlays.is_empty(), "a digit chooses at once");
    assert!(play.shows("[2] yes"), "{}", play.screen());
    assert!(
        play.says("OakDB leads with 100, ElmDB has 40"),
        "{}",
        play.screen()
    );
    play.keys("r-");
    assert!(play.shows("[~5] yes"), "{}", play.screen());
    play.keys("uu");
    assert!(
        !play.shows("[2] yes") && play.shows("[~5] yes"),
        "{}",
        play.screen()
    );
    play.keys("U");
    assert!(play.shows("[2] yes"), "{}", play.screen());
}

#[test]
fn a_score_without_a_weight_says_how_it_counts() {
    let mut play = stores("open");
    play.keys("r4");
    assert!(play.shows("[4] yes"), "{}", play.screen());
    assert!(
        said(&play).contains("counts once it has a weight"),
        "{}",
        said(&play)
    );
}

#[test]
fn columns_are_sorted_by_the_row_and_back() {
    let order = |play: &Play| -> Vec<String> {
        let heads = play.app.compare.grid().column_heads;
        heads.iter().map(|head| head.text.to_string()).collect()
    };
    let mut play = stores("latency");
    let gathered = order(&play);
    play.keys("s");
    assert_eq!(order(&play), ["OakDB", "ElmDB", "AshDB"], "5, 20, none");
    assert!(play.shows("Latency ↑"), "{}", play.screen());
    assert!(play.shows("sorted by Latency"), "{}", play.screen());
    play.keys("s");
    assert_eq!(order(&play)[0], "ElmDB");
    assert!(play.shows("Latency ↓"), "{}", play.screen());
    play.keys("s");
    assert_eq!(order(&play), gathered);
}

#[test]
fn a_condition_leaves_out_says_what_and_escape_shows_all() {
    let mut play = stores("open");
    play.keys("f");
    assert!(play.shows("where open source: yes"), "{}", play.screen());
    play.keys("<enter>");
    assert!(
        said(&play).contains("left out by what is stated: AshDB"),
        "{}",
        said(&play)
    );
    play.keys("k");
    assert!(
        play.shows("open source: yes: 1 left out (Esc)"),
        "{}",
        play.screen()
    );
    assert_eq!(play.app.compare.grid().column_heads.len(), 2);
    play.keys("<esc>");
    assert_eq!(play.app.compare.grid().column_heads.len(), 3);
    assert_eq!(play.app.current, View::Compare, "one level");
}

#[test]
fn what_is_no_condition_is_said_and_can_be_mended() {
    let mut play = stores("latency");
    play.keys("f<ctrl-u>latency under 9<enter>");
    assert!(
        play.says("Write a criterion, a sign and a value"),
        "{}",
        play.screen()
    );
    play.keys("<ctrl-u>colour: red<enter>");
    assert!(play.says("No row is called “colour”"), "{}", play.screen());
    play.keys("<ctrl-u>latency <lt> 10 ms<enter>");
    assert!(play.app.overlays.is_empty());
    assert!(
        said(&play).contains("left out by what is stated: ElmDB"),
        "{}",
        said(&play)
    );
    // Begun with what is set, and taken away by taking the value away.
    play.keys("f");
    assert!(play.shows("where latency < 10 ms"), "{}", play.screen());
    play.keys("<ctrl-u>latency<enter>");
    assert!(play.app.compare.look.view.conditions.is_empty());
}

#[test]
fn rows_and_columns_that_are_hidden_come_back() {
    let mut play = stores("latency");
    play.keys("D");
    assert!(
        play.shows("showing 3 of 4 rows, 1 hidden"),
        "{}",
        play.screen()
    );
    play.keys("u");
    assert!(play.shows("4 criteria"), "{}", play.screen());
    play.keys("Dd");
    assert_eq!(play.app.compare.alternatives.len(), 2);
    play.keys("<esc>");
    assert!(play.shows("4 criteria"), "{}", play.screen());
    play.keys("uu");
    assert_eq!(play.app.compare.alternatives.len(), 3);
}

#[test]
fn rows_are_joined_and_split() {
    let mut play = stores("latency");
    play.keys("J");
    assert!(play.shows("Latency is the same as"), "{}", play.screen());
    play.keys("<enter>");
    assert!(
        said(&play).contains("stands in one row with"),
        "{}",
        said(&play)
    );
    assert_eq!(play.app.compare.comparison.criteria.len(), 3);
    play.keys("S");
    assert!(play.shows("which stands for itself?"), "{}", play.screen());
    play.keys("<enter>");
    assert_eq!(play.app.compare.comparison.criteria.len(), 4);
    play.keys("S");
    assert!(
        said(&play).contains("is written in one way only"),
        "{}",
        said(&play)
    );
    play.keys("uu");
    assert_eq!(play.app.compare.comparison.criteria.len(), 4);
    assert!(play.app.compare.look.criteria.apart.is_empty());
}

#[test]
fn bars_show_totals_then_the_row_then_the_table() {
    let mut play = stores("latency");
    play.keys("+v");
    assert!(play.shows("Total of 100"), "{}", play.screen());
    assert!(play.shows("█"), "{}", play.screen());
    play.keys("v");
    assert_eq!(play.app.compare.front, Front::Bars);
    assert!(
        !play.shows("Total of 100") && play.shows("░"),
        "5 or 9: {}",
        play.screen()
    );
    play.keys("<esc>");
    assert_eq!(play.app.compare.front, Front::Table);
    play.keys("ukv");
    assert!(said(&play).contains("Nothing to draw"), "{}", said(&play));
}

#[test]
fn every_source_of_a_cell_can_be_gone_to() {
    let mut play = stores("latency");
    play.keys("l<enter>");
    for words in ["Sources disagree", "[A:21]", "[B:30]"] {
        assert!(play.shows(words), "{words}:\n{}", play.screen());
    }
    play.keys("jo");
    assert_eq!(play.app.current, View::Browse);
    assert!(
        play.shows("scaling.md"),
        "the second source:\n{}",
        play.screen()
    );
}

#[test]
fn parts_are_copied_in_every_form() {
    let cases = [
        ("y", "20 ms"),
        ("C1", "20 ms"),
        (
            "C2",
            "| criterion | ElmDB | OakDB | AshDB |\n| --- | --- | --- | --- |\n| Latency | 20 ms |",
        ),
        ("C3", "| criterion | ElmDB |\n"),
        ("C4", "| criterion | weight | ElmDB | OakDB | AshDB |\n"),
        ("C5", "criterion,weight,ElmDB,OakDB,AshDB\n"),
        ("C6", "<table>\n<tr><th>criterion</th>"),
        ("C7", "[\n  {\n    \"criterion\": "),
    ];
    for (keys, begins) in cases {
        let mut play = stores("latency");
        play.keys("+").keys(keys);
        let copied = play.copied().unwrap_or_default();
        assert!(copied.starts_with(begins), "{keys}: {copied}");
    }
}

#[test]
fn the_twin_says_all_that_was_set() {
    let mut play = stores("latency");
    play.keys("+++r2sst")
        .keys("f<ctrl-u>open source: yes<enter>")
        .keys("=");
    assert_eq!(
        play.copied_by("Y"),
        "archtui compare elmdb oakdb ashdb --differences --transpose --sort Latency --descending \
         --where 'open source: yes' --weight 'Latency=3' --score 'elmdb:Latency=2'"
    );
    let mut play = stores("latency");
    play.keys("Dv").keys("J<enter>");
    let twin = play.copied_by("Y").to_owned();
    assert!(
        twin.contains("--criteria 'Best for' --criteria 'Open source'"),
        "{twin}"
    );
    assert!(twin.contains("--join"), "{twin}");
}

#[test]
fn a_table_as_it_stands_has_a_twin() {
    let mut play = Play::new(120, 36);
    play.keys(":side by side<enter>");
    play.keys("<tab>");
    play.app.current = View::Compare;
    let catalog = std::sync::Arc::clone(&play.app.catalog);
    let table = catalog.tables().next().unwrap().id.clone();
    archtui::screens::compare::open_table(&mut play.app.compare, &catalog, &table);
    assert_eq!(
        play.copied_by("Y"),
        format!("archtui compare --table '{table}'")
    );
    play.keys("J");
    assert!(said(&play).contains("as it stands"), "{}", said(&play));
}

#[test]
fn what_a_walk_rules_out_is_marked() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12cc<tab><enter>");
    assert!(play.shows("┆ OakDB (ruled out)"), "{}", play.screen());
}

#[test]
fn all_of_a_kind_are_marked_by_one_key() {
    let mut play = Play::new(120, 36);
    play.keys("gcc");
    assert!(matches!(play.app.overlays.last(), Some(Overlay::Picker(_))));
    play.keys("<tab>");
    let kinds = |play: &Play| match play.app.overlays.last() {
        Some(Overlay::Picker(picker)) => {
            let marked = picker.marked.iter();
            let kinds = marked.map(|at| picker.choices[*at].kind.to_string());
            kinds.collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    let marked = kinds(&play);
    assert!(marked.len() > 1, "{marked:?}");
    assert!(marked.iter().all(|kind| *kind == marked[0]), "{marked:?}");
    play.keys("<tab>");
    assert!(kinds(&play).is_empty());
}

#[test]
fn a_look_goes_on_with_what_stays_and_is_kept_between_runs() {
    let mut play = stores("latency");
    play.keys("+++r2sD");
    let look = play.app.compare.look.clone();
    play.keys("d");
    assert_eq!(play.app.compare.look.weighing, look.weighing, "one is out");
    play.keys("u");
    let session = play
        .app
        .farewell()
        .into_iter()
        .find_map(|effect| match effect {
            Effect::SaveSession(text) => Some(text),
            _ => None,
        });
    let again = Start { session, ..start() };
    let play = Play::with(120, 36, load(vec![library()]), again);
    assert_eq!(play.app.compare.look, look);
}

#[test]
fn adopting_keeps_weights_and_scores_and_the_record_says_them() {
    let mut play = Play::new(120, 60);
    play.keys(STORES)
        .keys("/open<enter>+++++")
        .keys("/latency<enter>++")
        .keys("a");
    let decision = play.app.stack.decisions[0].clone();
    assert_eq!(decision.weights["Open source"], 5);
    let compared = decision.compared.as_ref().unwrap();
    assert_eq!(compared.scores["oakdb"]["Open source"], 5);
    assert_eq!(decision.drivers, ["Open source", "Latency"]);
    assert!(
        decision.outlook()[0].contains("are level"),
        "{:?}",
        decision.outlook()
    );
    // Weighed otherwise, the drivers are others.
    play.keys("/open<enter>-----a");
    assert_eq!(play.app.stack.decisions[0].drivers, ["Latency"]);
}

#[test]
fn the_command_line_adopts_what_the_screen_adopts() {
    let mut play = Play::new(120, 36);
    play.keys(STORES)
        .keys("/open<enter>+++r2/latency<enter>++D")
        .keys("la");
    let adopted = play.app.stack.decisions[0].clone();
    let twin = shell_words::split(play.copied_by("Y")).unwrap();
    let project = Project::new();
    let stack = project.path("shop.stack.yaml");
    let chosen = adopted.chosen.as_ref().unwrap().key().to_string();
    let library = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/library");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_archtui"))
        .args(["--skills", library, "--stack"])
        .arg(&stack)
        .args(&twin[1..])
        .args(["--adopt", &chosen])
        .env_clear()
        .env("HOME", project.root())
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    let text = std::fs::read_to_string(stack).unwrap();
    let (kept, found) = file::parse(&text, FileId(0), &play.app.catalog);
    assert!(found.is_empty(), "{found:?}");
    let plain = |decision: &Decision| {
        let mut decision = decision.clone();
        for cell in decision.compared.iter_mut().flat_map(|c| &mut c.cells) {
            // The library has another name where it is given by its path.
            cell.at.source = SafeText::default();
        }
        decision.digest()
    };
    assert_eq!(plain(&kept.decisions[0]), plain(&adopted), "{text}");
    assert_eq!(adopted.weights.len(), 2);
}

#[test]
fn a_comparison_is_reached_from_whatever_names_something_to_compare() {
    let ways = [
        ("a table in the tree", "<enter>jjc", "AshDB"),
        ("a technology of the contents", "<tab><tab>Gc", ""),
        ("a walk", "gd<enter>c", "OakDB"),
        ("anything", ":oakdb<tab><esc>", "OakDB"),
        ("a decision taken", "gd<enter>12agsc", "ElmDB"),
    ];
    for (name, keys, shown) in ways {
        let mut play = Play::new(120, 36);
        play.keys(keys);
        assert_eq!(play.app.current, View::Compare, "{name}: {}", play.screen());
        assert!(play.shows(shown), "{name}: {}", play.screen());
    }
}

const UNKNOWN: &str = "---\nname: trees\ndescription: Names that no manifest knows.\n---\n\n# Trees\n\n\
    ## Choosing a shape\n\n```\nHow many networks?\n├── One → Flat mesh\n└── Many → Hub and spoke\n```\n\n\
    ## Shapes\n\n| Shape | Cost | Best for |\n|---|---|---|\n| Flat mesh | low | one team |\n| Hub and spoke | high | many teams |\n\n\
    ## Shapes again\n\n| Shape | Pros | Cons |\n|---|---|---|\n| Flat mesh | quick | crowded |\n| Hub and spoke | roomy | a detour |\n";

#[test]
fn names_that_no_manifest_knows_are_compared_too() {
    let source = || MemorySource::holding("trees", &[("trees/SKILL.md", UNKNOWN)]);
    let mut play = Play::with(120, 36, load(vec![source()]), start());
    play.keys("gd<enter>c");
    assert_eq!(play.app.current, View::Compare, "{}", play.screen());
    for said in ["Flat mesh", "Hub and spoke", "one team", "a detour"] {
        assert!(play.shows(said), "{said}: {}", play.screen());
    }
    let mut play = Play::with(120, 36, load(vec![source()]), start());
    play.keys("gcc<tab><enter>");
    assert_eq!(play.app.compare.alternatives.len(), 2, "{}", play.screen());
}

#[test]
fn names_of_wide_letters_stay_in_line() {
    let page = "---\nname: wide\ndescription: Names of wide letters.\n---\n\n# Wide\n\n## Engines\n\n\
        | Engine | 用途 | Open source |\n|---|---|---|\n| 日本語データベース | 検索と保存、そして分析のため | yes |\n\
        | Plain | 👩‍💻 for people, é too | no |\n";
    let source = || MemorySource::holding("wide", &[("wide/SKILL.md", page)]);
    for (columns, rows) in SIZES {
        let mut play = Play::with(columns, rows, load(vec![source()]), start());
        let catalog = std::sync::Arc::clone(&play.app.catalog);
        let table = catalog.tables().next().unwrap().id.clone();
        archtui::screens::compare::open_table(&mut play.app.compare, &catalog, &table);
        play.app.current = View::Compare;
        play.keys("j+++");
        let screen = play.screen();
        let body = screen.lines().skip(3).take(5);
        let bars = body.filter(|line| line.contains('│') || line.contains('┼'));
        let places = |line: &str| -> Vec<usize> {
            let at = line.char_indices().filter(|(_, c)| matches!(c, '│' | '┼'));
            at.map(|(at, _)| archtui::text::width::width(&line[..at]))
                .collect()
        };
        let all: Vec<Vec<usize>> = bars.map(places).collect();
        assert!(all.windows(2).all(|two| two[0] == two[1]), "{screen}");
    }
}

/// What a person does to a comparison.
const STEPS: [&str; 24] = [
    "j",
    "k",
    "l",
    "h",
    "+",
    "-",
    "s",
    "=",
    "t",
    "d",
    "D",
    "r3",
    "r-",
    "f<enter>",
    "J<enter>",
    "S<enter>",
    "v",
    "<enter>",
    "<esc>",
    "<shift-right>",
    "c<enter>",
    "a",
    ">",
    "y",
];

/// What undo answers for.
fn decided(app: &App) -> impl PartialEq + std::fmt::Debug + use<> {
    let compare = &app.compare;
    (
        compare.alternatives.clone(),
        compare.look.clone(),
        app.stack.clone(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn undo_and_redo_cover_every_change_exactly(
        size in 0_usize..3,
        keys in proptest::collection::vec(0..STEPS.len(), 1..24),
    ) {
        let (columns, rows) = SIZES[size];
        let mut play = Play::new(columns, rows);
        play.keys(STORES);
        let mut were = vec![decided(&play.app)];
        for key in keys {
            play.keys(STEPS[key]);
            // An overlay that a list had no use for is closed, so that keys mean the same again.
            while !play.app.overlays.is_empty() {
                play.keys("<esc>");
            }
            let now = decided(&play.app);
            if were.last() != Some(&now) {
                were.push(now);
            }
        }
        for before in were.iter().rev().skip(1) {
            play.keys("u");
            prop_assert_eq!(&decided(&play.app), before);
        }
        for after in were.iter().skip(1) {
            play.keys("U");
            prop_assert_eq!(&decided(&play.app), after);
        }
    }
}
