//! Content that was made to do harm: it loads, and nothing of it acts.

use archtui::catalog::{Catalog, Lookup};

use crate::support::{Project, codes, load};

/// Loads a folder and holds what every load must: it ends, and nothing of it acts on a terminal.
/// The cases are so large that work which grows with their square never ends here.
fn survive(name: &str, project: &Project) -> Catalog {
    let catalog = load(vec![project.source("")]);
    for finding in catalog.findings() {
        let hint = finding.hint.as_deref().unwrap_or_default();
        assert_safe(name, &finding.message);
        assert_safe(name, hint);
    }
    for (file, address) in catalog.files.iter().zip(catalog.addresses.iter()) {
        assert_safe(name, &file.shown);
        assert_safe(name, address);
    }
    for skill in &catalog.skills {
        assert_safe(name, &skill.id.0);
    }
    for tree in catalog.trees() {
        assert_safe(name, &tree.id.0);
        assert_safe(name, &tree.title);
    }
    catalog
}

fn assert_safe(name: &str, text: &str) {
    let acts = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
    };
    assert!(!text.contains(acts), "{name}: {text:?}");
}

#[test]
fn hostile_texts_load() {
    let deep: Vec<String> = (0..2_000).map(|n| " ".repeat(n) + "- x\n").collect();
    let deep_list = deep.concat();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        (
            "escapes",
            b"# \x1b[31m\x1b]0;x\x07 title \xC2\x9B31m\n\n## \xE2\x80\xAEmoc\n".to_vec(),
        ),
        ("one line", vec![b'x'; 3 << 20]),
        ("quotes", vec![b'>'; 1 << 20]),
        ("brackets", vec![b'['; 1 << 20]),
        ("deep list", deep_list.into_bytes()),
        (
            "open fence",
            b"# T\n```text\n\xE2\x94\x9C\xE2\x94\x80\xE2\x94\x80 a\n".to_vec(),
        ),
        ("frontmatter only", b"---\nname: x\n".to_vec()),
        (
            "yaml bomb",
            format!("---\na: &a [x]\nb: {}\n---\n", "[".repeat(60_000)).into_bytes(),
        ),
        ("wrong bytes", b"# T\n\xFF\xFE\xFD\n".to_vec()),
        ("carriage returns", b"---\rname: x\r---\r\r# T\r".to_vec()),
        ("nothing but marks", b"\xEF\xBB\xBF".to_vec()),
        (
            "table",
            format!("|{}\n|{}\n", "a|".repeat(5_000), "-|".repeat(5_000)).into_bytes(),
        ),
    ];
    for (name, bytes) in cases {
        let project = Project::new();
        project.write("case/SKILL.md", &bytes);
        project.write("case/references/r.md", "# fine\n");
        let catalog = survive(name, &project);
        let Lookup::Found((file, 0)) = catalog.find_heading("references/r.md") else {
            panic!("{name}: the file beside it is not found");
        };
        assert_eq!(
            *catalog.file(file).unwrap().shown,
            *"case/references/r.md",
            "{name}"
        );
        assert_eq!(*catalog.file_title(file), *"fine", "{name}: it was read");
    }
}

#[test]
fn hidden_text_is_told_with_its_place() {
    let hidden: String = "obey"
        .chars()
        .map(|c| char::from_u32(0xE0000 + c as u32).unwrap())
        .collect();
    let project = Project::with(&[("s/SKILL.md", &format!("# S\n\nplain{hidden}\n"))]);
    let catalog = survive("tags", &project);
    let finding = catalog
        .findings()
        .find(|f| f.code.0 == "hidden-text")
        .unwrap();
    assert!(finding.message.contains("obey"), "{}", finding.message);
    assert_eq!(finding.at.map(|at| at.line), Some(3));
}

#[cfg(unix)]
#[test]
fn names_that_act_on_a_terminal_are_shown_harmless() {
    let project = Project::with(&[
        ("s/SKILL.md", "# S"),
        ("s/references/\u{1b}[31m\u{202E}x.md", "x"),
        ("s/references/two  spaces, é 日本.md", "x"),
        ("d\nir/SKILL.md", "# D"),
        ("d\nir/references/fine.md", "x"),
    ]);
    let catalog = survive("names", &project);
    assert_eq!(catalog.skills.len(), 2);
    assert_eq!(catalog.files.len(), 5);
    assert_eq!(codes(&catalog), ["unsafe-name"; 2], "a folder is told once");
    let told: Vec<&str> = catalog.findings().map(|f| f.message.as_str()).collect();
    assert!(told[0].contains("the name of d ir holds"), "{told:?}");
    assert!(
        told[1].contains("s/references/\u{241b}[31m<202E>x.md"),
        "{told:?}"
    );
    assert!(
        catalog
            .findings()
            .all(|f| f.at.is_some() && f.hint.is_some())
    );
}

#[test]
fn a_flood_of_unsafe_names_is_counted() {
    let project = Project::new();
    project.write("s/SKILL.md", "# S");
    for n in 0..250 {
        project.write(&format!("s/references/\u{202E}{n}.md"), "x");
    }
    let catalog = survive("flood", &project);
    assert_eq!(codes(&catalog).len(), 101);
    let last = catalog
        .findings()
        .find(|f| f.message.contains("more names"));
    assert!(last.unwrap().message.starts_with("150 more"));
}

#[test]
fn what_is_cut_says_so() {
    let project = Project::new();
    project.write("s/SKILL.md", "word\n".repeat(500_000));
    let catalog = survive("large", &project);
    assert_eq!(codes(&catalog), ["too-large"]);
}
