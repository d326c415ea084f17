//! Frontmatter: fields as written, with what was wrong about them.

use std::fmt::Write as _;

use archtui::parse::frontmatter::parse;
use archtui::text::FileId;
use proptest::prelude::*;

use crate::support::corpus;

#[test]
fn the_corpus_reads_as_expected() {
    corpus::run("frontmatter", |text| {
        let (frontmatter, found) = parse(text, FileId(0));
        let mut out = String::new();
        if let Some(frontmatter) = frontmatter {
            for field in &frontmatter.fields {
                writeln!(out, "{}: {} = {}", field.at.line, field.key, field.value).unwrap();
            }
            writeln!(out, "body at line {}", frontmatter.body_line).unwrap();
        }
        for found in found {
            let line = found.at.unwrap().line;
            writeln!(out, "{line}: {} ({})", found.message, found.code.0).unwrap();
        }
        out
    });
}

#[test]
fn nothing_overflows_a_small_stack() {
    let run = || {
        for unit in ["- ", "[", "{a: ", "? ", "a: "] {
            let text = format!("---\nname: x\nd: 1\ne:\n {}\n---\n", unit.repeat(10_000));
            let (found, diagnostics) = parse(&text, FileId(0));
            assert_eq!(found.unwrap().get("name").unwrap(), &"x", "{unit}");
            assert_eq!(diagnostics.len(), 1, "{unit}");
        }
    };
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(run);
    thread.unwrap().join().unwrap();
}

proptest! {
    #[test]
    fn places_lie_in_the_text(text in "(---\n)?(---|name|: |:|a|'|\"|\\[|\\{|\\}|\\]|, |- |&x |\\*x|\\||>|@|#| |  |\n|\r\n|\r|\u{feff}|\\PC){0,40}(\n---\n)?") {
        let (frontmatter, found) = parse(&text, FileId(0));
        let lines = u32::try_from(text.split(['\n', '\r']).count()).unwrap();
        prop_assert!(found.iter().all(|d| (1..=lines).contains(&d.at.unwrap().line)));
        if let Some(frontmatter) = frontmatter {
            prop_assert!(text.get(frontmatter.body_start..).is_some());
            for field in &frontmatter.fields {
                prop_assert!((2..=lines).contains(&field.at.line), "{field:?}");
                let span = field.at.span.start as usize..field.at.span.end as usize;
                prop_assert!(text.get(span).is_some());
            }
        }
    }

    /// A description that someone writes without thinking of YAML is read word for word.
    #[test]
    fn plain_words_and_colons_survive(value in "[A-Za-z][A-Za-z0-9 ,.()/'-]{0,20}(: [A-Za-z0-9 ,.()'-]{1,20}){1,3}[a-z]") {
        let text = format!("---\nname: x\ndescription: {value}\n---\n");
        let (frontmatter, found) = parse(&text, FileId(0));
        let frontmatter = frontmatter.unwrap();
        prop_assert_eq!(frontmatter.get("description").unwrap(), &value.as_str());
        prop_assert_eq!(found[0].code.0, "frontmatter-quoted");
    }
}
