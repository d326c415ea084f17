use super::parse;
use crate::text::FileId;

/// `key@line=value` of all fields, and `code@line` of all findings.
fn read(text: &str) -> (Vec<String>, Vec<String>) {
    let (frontmatter, diagnostics) = parse(text, FileId(3));
    let fields = frontmatter.map_or_else(Vec::new, |found| {
        let field =
            |f: &crate::model::FrontmatterField| format!("{}@{}={}", f.key, f.at.line, f.value);
        found.fields.iter().map(field).collect()
    });
    let found = |d: &crate::diagnostic::Diagnostic| format!("{}@{}", d.code.0, d.at.unwrap().line);
    (fields, diagnostics.iter().map(found).collect())
}

/// YAML, the fields read from it with their lines, and what was said.
type Case = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const CASES: [Case; 15] = [
    (
        "plain",
        "name: x\nversion: 3000\non: ~\n",
        &["name@2=x", "version@3=3000", "on@4=~"],
        &[],
    ),
    (
        "list and map",
        "tools: [a, b]\nmeta:\n  k: v\nitems:\n  - 1\n",
        &["tools@2=[a, b]", "meta@3={k: v}", "items@5=[1]"],
        &[],
    ),
    (
        "block text",
        "d: |\n  one\n  two\n",
        &["d@2=one\ntwo\n"],
        &[],
    ),
    ("escapes", "d: \"a\\e[31m\"\n", &["d@2=a␛[31m"], &[]),
    (
        "colon",
        "name: x\ndescription: Use when: it's late\n",
        &["name@2=x", "description@3=Use when: it's late"],
        &["frontmatter-quoted@3"],
    ),
    (
        "colon over lines",
        "d: Use when: a\n  and b: c\ne: 1\n",
        &["d@2=Use when: a and b: c", "e@4=1"],
        &["frontmatter-quoted@2"],
    ),
    (
        "colon in a map",
        "m:\n  d: a: b\n",
        &["m@2={d: a: b}"],
        &["frontmatter-quoted@3"],
    ),
    (
        "reserved sign",
        "d: @x\n",
        &["d@2=@x"],
        &["frontmatter-quoted@2"],
    ),
    (
        "block text keeps its colons",
        "a: |\n  x: y: z\nb: c: d\n",
        &["a@2=x: y: z\n", "b@4=c: d"],
        &["frontmatter-quoted@4"],
    ),
    (
        "broken",
        "name: x\nd: [1\ne: 'y'\n",
        &["name@2=x", "d@3=[1", "e@4=y"],
        &["frontmatter@4"],
    ),
    (
        "twice",
        "a: 1\nb: 2\na: 3\n",
        &["a@2=1", "b@3=2", "a@4=3"],
        &["frontmatter-duplicate@4"],
    ),
    ("a list", "- a\n- b\n", &[], &["frontmatter-shape@2"]),
    ("text", "just words\n", &[], &["frontmatter-shape@2"]),
    ("empty", "", &[], &[]),
    (
        "an alias bomb",
        "a: &a [*a]\nb: x\n",
        &["a@2=&a [*a]", "b@3=x"],
        &["frontmatter@2"],
    ),
];

#[test]
fn fields_are_read_as_written() {
    for (name, yaml, fields, diagnostics) in CASES {
        let (found, reported) = read(&format!("---\n{yaml}---\nbody\n"));
        assert_eq!(found, fields, "{name}");
        assert_eq!(reported, diagnostics, "{name}");
    }
}

#[test]
fn returns_and_feeds_change_nothing() {
    let (found, reported) = read("---\r\nname: x\r\nd: a: b\r\n---\r\nbody\r\n");
    assert_eq!(found, ["name@2=x", "d@3=a: b"]);
    assert_eq!(reported, ["frontmatter-quoted@3"]);
}

#[test]
fn the_body_is_found() {
    let text = "---\na: 1\n---\n\nbody";
    let found = parse(text, FileId(0)).0.unwrap();
    assert_eq!((found.body_line, found.body_start), (4, 13));
    assert_eq!(found.get("a").unwrap(), &"1");
    assert_eq!(
        found.fields[0].at.span.start..found.fields[0].at.span.end,
        4..8
    );
}

#[test]
fn an_open_end_is_reported() {
    assert_eq!(read("---\na: 1\n").1, ["frontmatter-open@1"]);
}

#[test]
fn too_much_is_refused_but_still_shown() {
    let text = format!("---\nname: x\nd: {}\n---\n", "y".repeat(70_000));
    let (found, reported) = read(&text);
    assert_eq!(found[0], "name@2=x");
    assert_eq!(reported, ["frontmatter@2"]);
}
