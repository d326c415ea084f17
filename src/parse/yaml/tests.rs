use super::{Node, from_str, read};
use crate::limits::YAML_BYTES;

fn ok(text: &str) -> Node {
    read(text, YAML_BYTES).unwrap()
}

#[test]
fn what_is_missing_stands_on_a_line_that_is_there() {
    for text in ["  ? ", "a:", "- ", "a: [b,\n  ? "] {
        let lines = u32::try_from(text.lines().count()).unwrap();
        let Ok(root) = read(text, 1000) else { continue };
        let (key, value) = match root.entries() {
            [(key, value), ..] => (key.line, value.line),
            [] => (root.line, root.end_line),
        };
        assert!(key <= lines && value <= lines, "{text:?}: {key}, {value}");
    }
}

#[test]
fn scalars_stay_as_written() {
    let node = ok("a: 3000\nb: true\nc: ~\nd: \"x\\ty\"\ne: 0x1f\nf:\ng: '~'\nh: !!int 7\n");
    let texts: Vec<_> = node
        .entries()
        .iter()
        .map(|(_, value)| (value.as_text().unwrap(), value.is_null()))
        .collect();
    assert_eq!(
        texts,
        [
            ("3000", false),
            ("true", false),
            ("~", true),
            ("x\ty", false),
            ("0x1f", false),
            ("", true),
            ("~", false),
            ("7", false)
        ]
    );
}

#[test]
fn values_know_where_they_start_and_end() {
    let text = "\u{feff}# c\na: x # tail\nb:\n  - one\n  - two: 2\n    lit: |\n      l1\n      l2\n\n# gap\n\nc: \"q\n  r\"\nd: {x: 1,\n  y: [2]}\ne:\n\nf: >-\n  last\n\n";
    let node = ok(text);
    let places = [
        ("a", (2, 2, 3, 4)),
        ("b", (4, 8, 2, 0)),
        ("c", (12, 13, 3, 4)),
        ("d", (14, 15, 3, 9)),
        ("e", (16, 16, 1, 1)),
        ("f", (19, 19, 2, 0)),
    ];
    for (key, place) in places {
        let at = node.get(key).unwrap();
        assert_eq!(
            (at.line, at.end_line, at.column, at.end_column),
            place,
            "{key}"
        );
    }
    assert_eq!((node.line, node.end_line), (2, 19));
    let last = &node.get("b").unwrap().items()[1];
    assert_eq!((last.line, last.end_line, last.column), (5, 8, 4));
    assert_eq!(ok(&text.replace('\n', "\r\n")).get("d"), node.get("d"));
}

#[test]
fn what_is_asked_for_is_found() {
    let node = ok("k: [a, 'b']\nm: {x: {y: 1}}\nk: second\n");
    assert_eq!(node.get("k").unwrap().as_list().unwrap(), ["a", "b"]);
    assert_eq!(ok("one").as_list().unwrap(), ["one"]);
    assert_eq!(ok("~").as_list().unwrap(), [""; 0]);
    assert_eq!(node.get("m").unwrap().to_line(), "{x: {y: 1}}");
    assert_eq!(node.entries().len(), 3);
    assert!(ok("").is_null());
}

#[test]
fn aliases_are_resolved_within_bounds() {
    let node = ok("a: &x {k: v}\nb: *x\n");
    assert_eq!(
        node.get("b").unwrap().get("k").unwrap().as_text(),
        Some("v")
    );
    assert_eq!(node.get("b").unwrap().line, 2);
}

#[test]
fn what_goes_too_far_is_refused_with_its_line() {
    let laughs: String = (1..9).fold("a0: &a0 [x]\n".to_owned(), |text, i| {
        text + &format!("a{i}: &a{i} [*a{}, *a{}, *a{}]\n", i - 1, i - 1, i - 1)
    });
    let bulk = format!(
        "a: &a {}\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n",
        "x".repeat(YAML_BYTES / 8)
    );
    let cases = [
        ("flow nesting", "[".repeat(60), 1, "brackets"),
        (
            "very deep flow",
            format!("a: 1\nb: {}", "{a: ".repeat(5_000)),
            2,
            "brackets",
        ),
        ("block nesting", "- ".repeat(5_000), 1, "nested"),
        ("laughs", laughs, 5, "anchors"),
        ("bulk by alias", bulk, 3, "too much"),
        ("itself", "a: &a [*a]".to_owned(), 1, "stands in"),
        (
            "unknown alias",
            "a: 1\nb: *c\n".to_owned(),
            2,
            "unknown anchor",
        ),
        (
            "second document",
            "a: 1\n---\nb: 2\n".to_owned(),
            2,
            "second document",
        ),
        ("tab", "a:\n\tb: 1\n".to_owned(), 2, "tabs"),
        (
            "two colons",
            "x: 1\na: b: c\n".to_owned(),
            2,
            "mapping values",
        ),
    ];
    for (name, text, line, reason) in cases {
        let error = read(&text, YAML_BYTES).unwrap_err();
        assert_eq!(error.line, line, "{name}: {error}");
        assert!(error.reason.contains(reason), "{name}: {error}");
    }
    assert!(read("a: 12345", 4).is_err());
}

#[test]
fn brackets_in_block_text_are_no_nesting() {
    let text = format!("a: |\n  {}\n", "[{".repeat(100));
    assert!(read(&text, YAML_BYTES).is_ok());
}

#[test]
fn typed_values_are_guarded_too() {
    assert_eq!(from_str::<Vec<u8>>("\u{feff}[1, 2]").unwrap(), [1, 2]);
    assert!(from_str::<Vec<u8>>(&"{a: ".repeat(9_000)).is_err());
}

#[test]
fn nothing_overflows_a_small_stack() {
    let run = || {
        let deep = ok(&"- ".repeat(60));
        assert!(deep.to_line().starts_with("[[["));
        for text in [
            "- ".repeat(30_000),
            "? ".repeat(30_000),
            "a: ".repeat(30_000),
        ] {
            assert!(read(&text, YAML_BYTES).is_err());
        }
    };
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(run);
    thread.unwrap().join().unwrap();
}

#[test]
fn a_value_ends_before_the_comment_after_it() {
    let cases = [
        ("a: \"x\" # \"c\"\nb: 1\n", (1, 6)),
        ("a: 'it''s'   # c\n", (1, 10)),
        ("a: \"\\\"]\" # c\n", (1, 8)),
        ("a: [1, \"2 ]\"] # ] c\n", (1, 13)),
        ("a: [[1], {b: 2}]  # d\n", (1, 16)),
        ("a: [] # c\n", (1, 5)),
        ("a: [1, # ]\n  2] # c\n", (2, 4)),
        ("a: \"x\n  y\" # z\nb: 1", (2, 4)),
        ("a: x # c\n", (1, 4)),
    ];
    for (text, end) in cases {
        let node = read(text, 1000).unwrap();
        let value = node.get("a").unwrap();
        assert_eq!((value.end_line, value.end_column), end, "{text}");
    }
}
