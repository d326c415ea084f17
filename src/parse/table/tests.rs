use std::collections::BTreeSet;

use crate::model::Orientation;
use crate::parse::{ParseCx, markdown};
use crate::text::FileId;

fn orientation(header: &str) -> Orientation {
    let columns = header.matches('|').count() - 1;
    let rule = "|--".repeat(columns);
    let row = "| x ".repeat(columns);
    let text = format!("{header}\n{rule}|\n{row}|\n{row}|\n");
    let citations = BTreeSet::new();
    let cx = ParseCx {
        file: FileId(0),
        citations: &citations,
    };
    let (document, _) = markdown::parse(&text, cx);
    let tables = super::find(&document, cx);
    tables
        .first()
        .map(|table| table.orientation)
        .expect("a table")
}

#[test]
fn heads_tell_the_orientation() {
    use Orientation::{Columns, Decision, Other, Rows};
    let cases = [
        ("| Database | Best for | License |", Rows),
        ("| **Tool** | Use when |", Rows),
        ("| Caching Strategies | Pros | Cons |", Rows),
        ("| Option | Merge | Push | Keep |", Rows),
        ("| Feature | Foo | Bar |", Columns),
        ("| Factor | Choose A | Choose B |", Columns),
        ("|  | Foo | Bar |", Columns),
        ("| Situation | Use |", Decision),
        ("| Use Case | Library | Notes |", Decision),
        ("| Your data | Recommended store |", Decision),
        ("| Parameter | Type | Default | Description |", Other),
        ("| Symptom | Cause | Solution |", Other),
        ("| Problem | Solution |", Other),
        ("| Factor | Current State | Trend |", Other),
        ("|  | Level 1 | Level 2 | Level 3 |", Other),
        ("| Metric | Good | Needs Work | Poor |", Other),
        ("| Topic | Reference | Load When |", Other),
        ("| Task | Read | Time |", Other),
        ("| Scenario | Time before | Time after |", Other),
    ];
    for (header, want) in cases {
        assert_eq!(orientation(header), want, "{header}");
    }
}
