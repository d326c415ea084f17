//! Documents, tables and text fields as they are drawn.

use archtui::model::{
    Alignment, Block, BlockKind, Citation, Document, Heading, Inlines, Link, ListItem, Run,
    RunStyle, Table, TableLine,
};
use archtui::text::{FileId, Location, SafeText, width};
use archtui::ui::grid::{self, GridView, Sheet, SheetCell, SheetRow};
use archtui::ui::input::{Edit, Field};
use archtui::ui::markdown::{self, Banner, Highlight, Rendered, render};
use archtui::ui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

fn at(line: u32) -> Location {
    Location::line(FileId(0), line)
}

fn block(line: u32, kind: BlockKind) -> Block {
    Block {
        kind,
        at: at(line),
        end_line: line,
    }
}

fn run(text: &str) -> Run {
    Run {
        text: text.into(),
        ..Run::default()
    }
}

fn inlines(text: &str) -> Inlines {
    Inlines(vec![run(text)])
}

fn paragraph(line: u32, text: &str) -> Block {
    block(line, BlockKind::Paragraph(inlines(text)))
}

fn item(line: u32, task: Option<bool>, blocks: Vec<Block>) -> ListItem {
    ListItem {
        task,
        blocks,
        at: at(line),
    }
}

fn list(line: u32, start: Option<u64>, items: Vec<ListItem>) -> Block {
    let end_line = items.last().map_or(line, |item| item.at.line);
    Block {
        end_line,
        ..block(line, BlockKind::List { start, items })
    }
}

fn table(line: u32, header: &[&str], rows: &[&[&str]]) -> Block {
    let row = |(i, cells): (usize, &&[&str])| TableLine {
        line: line + 2 + u32::try_from(i).unwrap(),
        cells: cells.iter().map(|cell| inlines(cell)).collect(),
    };
    block(
        line,
        BlockKind::Table(Table {
            header: header.iter().map(|cell| inlines(cell)).collect(),
            alignments: vec![Alignment::Left, Alignment::Right],
            rows: rows.iter().enumerate().map(row).collect(),
        }),
    )
}

fn heading(document: &mut Document, line: u32, level: u8, title: &str) {
    let index = document.headings.len();
    document.headings.push(Heading {
        level,
        text: inlines(title),
        title: title.into(),
        anchor: String::new(),
        at: at(line),
    });
    document.blocks.push(block(line, BlockKind::Heading(index)));
}

/// Everything that makes a renderer stumble.
fn torture() -> Document {
    let mut document = Document {
        links: vec![Link {
            text: "the migration guide".into(),
            target: "guide.md".into(),
            image: false,
            at: at(3),
        }],
        ..Document::default()
    };
    heading(&mut document, 1, 1, "Choosing a queue 消息队列");
    document.blocks.extend([prose(), steps(), tasks()]);
    heading(&mut document, 19, 2, "Feature matrix");
    document.blocks.extend([matrix(), program()]);
    heading(&mut document, 35, 3, "Notes");
    let note = "Measured on three nodes, replication three, batches of 16 KiB.";
    let footnote = BlockKind::Footnote {
        label: "1".into(),
        blocks: vec![paragraph(38, note)],
    };
    document.blocks.extend([
        block(36, BlockKind::Rule),
        block(37, BlockKind::Html("<br>".into())),
        block(38, footnote),
    ]);
    document
}

fn prose() -> Block {
    let strong = RunStyle {
        strong: true,
        ..RunStyle::default()
    };
    let cite = Citation {
        id: "S4".into(),
        line: Some(314),
    };
    let runs = vec![
        run("Start from delivery guarantees. A "),
        Run {
            style: strong,
            ..run("second broker")
        },
        run(" is worth\nits cost only when replay matters; read "),
        Run {
            link: Some(0),
            ..run("the migration guide")
        },
        run(" before you decide. "),
        Run {
            cite: Some(cite),
            ..run("[S4:314]")
        },
    ];
    block(3, BlockKind::Paragraph(Inlines(runs)))
}

fn steps() -> Block {
    let once = "at least once, with idempotent consumers on the other side";
    let exactly = "exactly once 恰好一次语义需要事务支持和幂等生产者配合才能实现";
    let kinds = vec![
        item(8, None, vec![paragraph(8, once)]),
        item(9, None, vec![paragraph(9, exactly)]),
    ];
    let cost = paragraph(6, "Write down what a lost message costs you, in money");
    let saying = "A queue is a buffer for a problem you have not solved yet.";
    let quoted = vec![item(14, None, vec![paragraph(14, "quoted item")])];
    let quote = vec![paragraph(12, saying), list(14, None, quoted)];
    let items = vec![
        item(6, None, vec![cost, list(8, None, kinds)]),
        item(
            10,
            None,
            vec![paragraph(10, "Measure"), block(12, BlockKind::Quote(quote))],
        ),
    ];
    list(6, Some(9), items)
}

fn tasks() -> Block {
    let items = vec![
        item(16, Some(true), vec![paragraph(16, "throughput measured")]),
        item(17, Some(false), vec![paragraph(17, "failure drills done")]),
    ];
    list(16, None, items)
}

fn matrix() -> Block {
    let header = ["Broker", "Peak rate", "Ordering", "Operations notes"];
    let rabbit = "one Erlang cluster; quorum queues since 3.8";
    let kafka = "brokers and controllers; rebalancing needs care";
    let pulsar = "brokers, bookies and a metadata store";
    let rows: [&[&str]; 3] = [
        &["RabbitMQ", "50k/s", "per queue", rabbit],
        &["Kafka 🚀", "1M+/s", "per partition", kafka],
        &["脉冲 Pulsar", "1M+/s", "per key", pulsar, "extra"],
    ];
    table(21, &header, &rows)
}

fn program() -> Block {
    let text = "func main() {\n\tfor i := 0; i < 10; i++ { // loop\n\t\t\
        fmt.Println(\"a very long line of text that does not fit\", i)\n\t}\n}\n";
    let code = BlockKind::Code {
        info: "go".into(),
        text: text.into(),
        first_line: 29,
    };
    Block {
        end_line: 33,
        ..block(28, code)
    }
}

fn text(rendered: &Rendered) -> String {
    let rows = (0..rendered.lines.len()).map(|row| rendered.text(row).trim_end().to_owned());
    rows.collect::<Vec<_>>().join("\n")
}

/// A buffer as text; the filler after a wide character left out.
fn screen(buf: &Buffer) -> String {
    let mut out = String::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut x = buf.area.left();
        let mut line = String::new();
        while x < buf.area.right() {
            let symbol = buf[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(width::width(symbol).max(1)).unwrap();
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[test]
fn a_document_at_80_columns() {
    insta::assert_snapshot!(text(&render(&torture(), 80, &[])));
}

#[test]
fn a_document_at_40_columns() {
    insta::assert_snapshot!(text(&render(&torture(), 40, &[])));
}

#[test]
fn no_row_is_wider_than_the_page() {
    let document = torture();
    for columns in 1..130 {
        let rendered = render(&document, columns, &[]);
        for row in 0..rendered.lines.len() {
            let line = rendered.text(row);
            // A wide character needs two columns, an indent its own: below eight nothing is promised.
            assert!(width::width(&line) <= columns.max(8), "{columns}: {line:?}");
        }
    }
}

#[test]
fn rows_know_their_headings_links_and_lines() {
    let document = torture();
    for columns in [20, 40, 80] {
        let rendered = render(&document, columns, &[]);
        for (index, heading) in document.headings.iter().enumerate() {
            let row = rendered.row_of_heading(index).unwrap();
            let first = heading.title.split_whitespace().next().unwrap();
            assert!(rendered.text(row).starts_with(first));
            assert_eq!(rendered.line_of(row), Some(heading.at.line));
            assert!(rendered.heading_rows.contains(&(index, row)));
        }
        assert!(rendered.source_lines.is_sorted(), "{columns}");
        assert_eq!(rendered.source_lines.len(), rendered.lines.len());
        let linked: String = rendered
            .links
            .iter()
            .map(|spot| columns_text(&rendered, spot.row, &spot.columns))
            .collect();
        assert_eq!(linked.replace(' ', ""), "themigrationguide", "{columns}");
        let code = rendered.rows_of(29, 33);
        assert_eq!(code.len(), 5, "{columns}");
        assert!(rendered.text(code.start).contains("func main"));
    }
}

/// The text in some columns of a row, all of them one column wide.
fn columns_text(rendered: &Rendered, row: usize, columns: &std::ops::Range<usize>) -> String {
    let line = rendered.text(row);
    line.chars()
        .skip(columns.start)
        .take(columns.len())
        .collect()
}

#[test]
fn a_wrapped_paragraph_knows_the_line_of_each_row() {
    let rendered = render(&torture(), 40, &[]);
    let second = (0..rendered.lines.len())
        .find(|row| rendered.text(*row).contains("replay"))
        .unwrap();
    assert_eq!(rendered.line_of(second), Some(4));
}

#[test]
fn a_banner_stands_above_its_block() {
    let banner = Banner {
        line: 30,
        text: "decision tree · 4 questions".into(),
    };
    let rendered = render(&torture(), 60, &[banner]);
    let row = rendered.rows_of(29, 29).start;
    assert_eq!(rendered.text(row - 1), "decision tree · 4 questions");
}

#[test]
fn deep_text_starts_again_at_the_left_and_is_all_there() {
    let mut inner = paragraph(40, "bottom");
    for depth in (1..40).rev() {
        inner = list(
            depth,
            None,
            vec![item(
                depth,
                None,
                vec![paragraph(depth, &format!("level{depth}")), inner],
            )],
        );
    }
    let document = Document {
        blocks: vec![inner],
        ..Document::default()
    };
    let shown = text(&render(&document, 40, &[]));
    for depth in 1..40 {
        assert!(shown.contains(&format!("level{depth}\n")), "{depth}");
    }
    assert!(shown.contains("bottom"));
}

#[test]
fn nesting_without_end_is_cut_with_a_mark() {
    let mut inner = paragraph(1, "bottom");
    for _ in 0..200 {
        inner = block(1, BlockKind::Quote(vec![inner]));
    }
    let document = Document {
        blocks: vec![inner],
        ..Document::default()
    };
    assert!(text(&render(&document, 40, &[])).contains('…'));
}

#[test]
fn hostile_tables_cost_what_they_hold() {
    let many: Vec<&str> = std::iter::repeat_n("h", 20_000).collect();
    let rows: Vec<&[&str]> = std::iter::repeat_n(["x"].as_slice(), 4_000).collect();
    let long = "word ".repeat(5_000);
    let blocks = vec![
        table(1, &many, &rows),
        table(30_000, &["a", "b"], &[&[&long, &long]]),
    ];
    let document = Document {
        blocks,
        ..Document::default()
    };
    let rendered = render(&document, 40, &[]);
    assert!(rendered.text(1).contains("columns"));
    assert!(rendered.lines.len() > 5_000);
}

#[test]
fn a_frame_shows_a_slice_with_highlights() {
    let rendered = render(&torture(), 40, &[]);
    let theme = Theme::default();
    let row = (0..rendered.lines.len())
        .find(|row| rendered.text(*row).contains("Measure"))
        .unwrap();
    let bytes = rendered.text(row).find("Measure").unwrap();
    let highlight = Highlight {
        row,
        columns: rendered.columns_of(row, &(bytes..bytes + 7)),
        role: Role::Match,
    };
    let area = Rect::new(2, 1, 40, 3);
    let mut buf = Buffer::empty(Rect::new(0, 0, 44, 5));
    markdown::draw(&rendered, row, area, &mut buf, (&theme, &[highlight]));
    let first = screen(&buf).lines().nth(1).unwrap().to_owned();
    assert_eq!(first.trim(), rendered.text(row).trim());
    let column = u16::try_from(rendered.columns_of(row, &(bytes..bytes)).start).unwrap();
    let reversed = |x: u16| buf[(x, 1)].modifier.contains(Modifier::REVERSED);
    assert!(!reversed(2 + column - 1) && reversed(2 + column) && reversed(2 + column + 6));
    assert!(!reversed(2 + column + 7));
}

fn sheet() -> Sheet {
    let cell = |text: &str| SheetCell::new(text, Role::Text);
    let row = |head: &str, cells: &[&str]| SheetRow {
        head: cell(head),
        cells: cells.iter().map(|text| cell(text)).collect(),
    };
    Sheet {
        corner: cell("criterion"),
        heads: ["RabbitMQ", "Kafka", "脉冲 Pulsar", "NATS"]
            .map(|name| SheetCell::new(name, Role::Heading))
            .to_vec(),
        rows: vec![
            row("Peak rate", &["50k/s", "1M+/s", "1M+/s", "8M+/s"]),
            row(
                "Ordering",
                &["per queue", "per partition", "per key 按键", "per subject"],
            ),
            row(
                "Operations",
                &[
                    "one Erlang cluster; quorum queues since 3.8",
                    "brokers and controllers",
                    "brokers, bookies and a metadata store",
                    "one binary 🚀",
                ],
            ),
            row("Licence", &["MPL-2.0", "Apache-2.0", "Apache-2.0"]),
        ],
    }
}

fn drawn(view: &GridView, columns: u16, rows: u16) -> String {
    let area = Rect::new(0, 0, columns, rows);
    let mut buf = Buffer::empty(area);
    grid::draw(&sheet(), view, area, &mut buf, &Theme::default());
    screen(&buf)
}

#[test]
fn a_grid_at_several_widths() {
    let view = GridView {
        selected: Some((1, 1)),
        ..GridView::default()
    };
    let shown: Vec<String> = [100, 80, 40, 20]
        .iter()
        .map(|columns| format!("== {columns}\n{}", drawn(&view, *columns, 6)))
        .collect();
    insta::assert_snapshot!(shown.concat());
}

#[test]
fn a_grid_scrolled_with_tall_rows() {
    let view = GridView {
        column: 1,
        lines: 3,
        ..GridView::default()
    };
    insta::assert_snapshot!(drawn(&view, 60, 12));
}

#[test]
fn a_grid_keeps_the_selected_cell_in_view() {
    let sheet = sheet();
    for columns in [1, 12, 20, 33, 40, 80, 120] {
        for rows in [0, 3, 4, 12] {
            for selected in [(0, 0), (3, 3), (2, 1), (99, 99)] {
                let asked = GridView {
                    selected: Some(selected),
                    lines: 2,
                    ..GridView::default()
                };
                let view = asked.revealed(&sheet, columns, rows);
                let fit = sheet.fit(&view, columns, rows);
                let (row, column) = view.selected.unwrap();
                let name = format!("{columns}x{rows} {selected:?}");
                assert!(
                    fit.columns.iter().any(|(c, _)| *c == column) || columns < 12,
                    "{name}"
                );
                assert!(
                    fit.rows.iter().any(|(r, _)| *r == row) || rows < 4,
                    "{name}"
                );
                let wide: usize = fit.columns.iter().map(|(_, w)| w + 3).sum();
                assert!(fit.frozen + wide <= columns || columns < 12, "{name}");
                assert_eq!(fit.left + fit.columns.len() + fit.right, 4, "{name}");
            }
        }
    }
}

#[test]
fn widths_set_by_hand_hold() {
    let view = GridView {
        widths: [(0, 12)].into(),
        ..GridView::default()
    };
    assert_eq!(sheet().fit(&view, 100, 10).columns[0], (0, 12));
}

#[test]
fn a_field_is_edited_by_cluster_and_word() {
    use Edit::{
        Backspace, Delete, DeleteToStart, DeleteWord, End, Home, Insert, Left, Paste, Right,
        WordLeft,
    };
    let paste = |text: &str| Paste(text.to_owned());
    let cases: [(&str, Vec<Edit>, &str, usize); 9] = [
        ("typing", vec![Insert('a'), Insert('é')], "aé", 2),
        ("a family is one", vec![paste("x👨‍👩‍👧"), Backspace], "x", 1),
        (
            "in the middle",
            vec![paste("ac"), Left, Insert('b')],
            "abc",
            2,
        ),
        ("delete forward", vec![paste("abc"), Home, Delete], "bc", 0),
        (
            "the last word",
            vec![paste("vector db"), DeleteWord],
            "vector ",
            7,
        ),
        (
            "to the start",
            vec![paste("vector db"), WordLeft, DeleteToStart],
            "db",
            0,
        ),
        (
            "ends are ends",
            vec![paste("日"), Right, End, Home, Left],
            "日",
            0,
        ),
        ("only the first line", vec![paste("one\ntwo")], "one", 3),
        ("tabs are spaces", vec![paste("a\tb")], "a b", 3),
    ];
    for (name, edits, expected, cursor) in cases {
        let mut field = Field::default();
        for edit in &edits {
            field.edit(edit);
        }
        assert_eq!(field.text(), expected, "{name}");
        assert_eq!(field.view(40).cursor, cursor, "{name}");
    }
}

#[test]
fn a_field_says_whether_its_text_changed_and_is_a_value() {
    let mut field = Field::new("ab");
    assert!(!field.edit(&Edit::Left));
    assert_ne!(field, Field::new("ab"), "the cursor is part of it");
    assert!(field.edit(&Edit::Insert('x')));
    assert!(!Field::default().edit(&Edit::Backspace));
    field.edit(&Edit::Backspace);
    field.edit(&Edit::End);
    assert_eq!(field, Field::new("ab"));
}

#[test]
fn a_field_takes_no_endless_paste() {
    let mut field = Field::default();
    field.edit(&Edit::Paste("é".repeat(10_000)));
    assert_eq!(field.text().len(), archtui::limits::PASTE_BYTES);
}

#[test]
fn a_long_field_is_scrolled_to_its_cursor() {
    let mut field = Field::new("what leads to 向量数据库 pgvector");
    let view = field.view(10);
    assert_eq!(view.text, " pgvector");
    assert_eq!(view.cursor, 9);
    field.edit(&Edit::Home);
    let view = field.view(10);
    assert_eq!((view.text.as_str(), view.cursor), ("what leads", 0));
    for columns in 0..4 {
        assert!(width::width(&field.view(columns).text) <= columns);
    }
}

#[test]
fn text_of_ours_is_safe_text() {
    let text = SafeText::new("plain");
    assert_eq!(
        archtui::ui::part(&text, 1..3, ratatui::style::Style::new()).content,
        "la"
    );
    assert_eq!(
        archtui::ui::part(&text, 3..99, ratatui::style::Style::new()).content,
        ""
    );
}
