//! Content on a disk: what is listed, what is read, what stays out.

use std::fs;

use archtui::catalog::{ReadError, Source};
use archtui::world::files::{DirSource, OpenError};

use crate::support::Project;

const SKILL: &str = "---\nname: x\ndescription: d\n---\n\n# X\n";

fn paths(source: &dyn Source) -> Vec<String> {
    let listing = source.list();
    listing
        .entries
        .into_iter()
        .map(|entry| entry.path)
        .collect()
}

fn listed_codes(source: &dyn Source) -> Vec<&'static str> {
    let listing = source.list();
    listing
        .diagnostics
        .iter()
        .map(|finding| finding.code.0)
        .collect()
}

#[test]
fn everything_is_listed_but_what_programs_made() {
    let project = Project::with(&[
        ("skills/a/SKILL.md", SKILL),
        ("skills/a/references/deep/er/x.md", "x"),
        ("skills/a/dist/kept.md", "x"),
        ("skills/a/build/kept.md", "x"),
        (".claude/skills/b/SKILL.md", SKILL),
        (".git/skills/no/SKILL.md", SKILL),
        ("node_modules/no/SKILL.md", SKILL),
        ("__pycache__/no.md", "x"),
        ("target/kept.md", "x"),
        ("crate/Cargo.toml", ""),
        ("crate/target/no.md", "x"),
        ("a-b.md", "x"),
        ("a.md", "x"),
    ]);
    let source = project.source("");
    assert_eq!(
        paths(&*source),
        [
            ".claude/skills/b/SKILL.md",
            "a-b.md",
            "a.md",
            "crate/Cargo.toml",
            "skills/a/SKILL.md",
            "skills/a/build/kept.md",
            "skills/a/dist/kept.md",
            "skills/a/references/deep/er/x.md",
            "target/kept.md",
        ]
    );
    assert_eq!(
        source.list().entries.last().map(|entry| entry.size),
        Some(1)
    );
}

#[test]
fn a_glance_finds_the_usual_skills_and_no_more_than_the_listing() {
    let project = Project::with(&[
        ("one/SKILL.md", SKILL),
        ("skills/two/SKILL.md", SKILL),
        ("skills/two/references/x.md", "x"),
        (".agents/skills/three/SKILL.md", SKILL),
        ("plugins/p/skills/four/SKILL.md", SKILL),
        ("skills/none/README.md", "x"),
    ]);
    let source = project.source("");
    let glance: Vec<String> = source
        .glance()
        .entries
        .into_iter()
        .map(|e| e.path)
        .collect();
    assert_eq!(
        glance,
        [
            ".agents/skills/three/SKILL.md",
            "one/SKILL.md",
            "skills/two/SKILL.md"
        ]
    );
    let all = paths(&*source);
    assert!(glance.iter().all(|path| all.contains(path)));
    assert!(source.read("skills/two/SKILL.md").is_ok());
}

#[test]
fn many_folders_are_listed_completely_and_in_order() {
    let project = Project::new();
    for i in 0..60 {
        project.write(&format!("skills/s{i:02}/SKILL.md"), SKILL);
        project.write(&format!("skills/s{i:02}/references/r.md"), "r");
    }
    let listed = paths(&*project.source(""));
    assert_eq!(listed.len(), 120);
    assert!(listed.is_sorted());
}

#[test]
fn folders_too_deep_are_left_out_with_one_word() {
    let project = Project::new();
    project.write(
        &format!("{}/x.md", "d/".repeat(15).trim_end_matches('/')),
        "kept",
    );
    project.write(
        &format!("{}/y.md", "e/".repeat(40).trim_end_matches('/')),
        "gone",
    );
    let source = project.source("");
    assert_eq!(paths(&*source).len(), 1);
    assert_eq!(listed_codes(&*source), ["too-deep"]);
}

#[test]
fn text_is_decoded_and_cut_at_its_cap() {
    let project = Project::new();
    project.write("bom.md", b"\xEF\xBB\xBF# T");
    project.write("wrong.md", b"ab\xFFc");
    project.write("image.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    project.write("s/SKILL.md", vec![b'a'; (2 << 20) + 5]);
    project.write("line.md", vec![b'b'; (2 << 20) + 5]);
    let source = project.source("");
    source.list();
    assert_eq!(source.read("bom.md").unwrap().text, "# T");
    let wrong = source.read("wrong.md").unwrap();
    assert_eq!(
        (wrong.text.as_str(), wrong.invalid_at),
        ("ab\u{FFFD}c", Some(2))
    );
    assert_eq!(source.read("image.md"), Err(ReadError::Binary));
    let cut = source.read("s/SKILL.md").unwrap();
    assert_eq!(
        (cut.text.len(), cut.truncated),
        (2 << 20, Some((2 << 20) + 5))
    );
    let whole = source.read("line.md").unwrap();
    assert_eq!((whole.text.len(), whole.truncated), ((2 << 20) + 5, None));
    assert_eq!(source.read("none.md"), Err(ReadError::NoSuchFile));
    assert_eq!(source.read("s"), Err(ReadError::NotAFile));
}

#[test]
fn a_source_must_be_a_folder_that_is_there() {
    let project = Project::with(&[("x.md", "x")]);
    let open = |path: &str| DirSource::open(&project.path(path), path).map(|_| ());
    assert_eq!(open(""), Ok(()));
    assert_eq!(open("none"), Err(OpenError::Missing("none".into())));
    assert_eq!(open("x.md"), Err(OpenError::NotAFolder("x.md".into())));
}

#[test]
fn a_file_of_a_listing_can_be_found_on_the_disk() {
    let project = Project::with(&[
        ("skills/a/references/x.md", "x"),
        ("skills/a/SKILL.md", SKILL),
    ]);
    let source = project.source("");
    source.list();
    let path = source.disk_path("skills/a/references/x.md").unwrap();
    assert!(path.is_absolute());
    assert_eq!(fs::read_to_string(path).unwrap(), "x");
}

#[cfg(unix)]
mod links {
    use super::*;

    #[test]
    fn a_skill_may_be_a_link_but_what_is_in_it_may_not_lead_out() {
        let elsewhere = Project::with(&[
            ("shared/SKILL.md", SKILL),
            ("shared/references/r.md", "shared"),
            ("secret.md", "secret"),
            ("folder/secret.md", "secret"),
        ]);
        let project = Project::with(&[
            ("skills/own/SKILL.md", SKILL),
            ("skills/own/references/r.md", "own"),
        ]);
        project.link("skills/shared", elsewhere.path("shared"));
        project.link("skills/folder", elsewhere.path("folder"));
        project.link("loose.md", elsewhere.path("secret.md"));
        project.link("skills/own/references/abs.md", elsewhere.path("secret.md"));
        project.link("skills/own/references/rel.md", "../../../../secret.md");
        project.link("skills/own/references/all", elsewhere.path("folder"));
        project.link("skills/own/references/ok.md", "r.md");
        elsewhere.link("shared/references/out.md", "../../secret.md");
        let source = project.source("");
        assert_eq!(
            paths(&*source),
            [
                "skills/own/SKILL.md",
                "skills/own/references/ok.md",
                "skills/own/references/r.md",
                "skills/shared/SKILL.md",
                "skills/shared/references/r.md",
            ]
        );
        assert_eq!(listed_codes(&*source), ["outside"; 6]);
        assert_eq!(
            source.read("skills/shared/references/r.md").unwrap().text,
            "shared"
        );
        assert_eq!(
            source.read("skills/own/references/ok.md").unwrap().text,
            "own"
        );
        for path in [
            "skills/own/references/abs.md",
            "skills/shared/references/out.md",
            "loose.md",
            "../secret.md",
            "skills/own/../../../secret.md",
        ] {
            let read = source.read(path);
            assert!(
                matches!(read, Err(ReadError::Outside | ReadError::NoSuchFile)),
                "{path}: {read:?}"
            );
        }
    }

    #[test]
    fn a_glance_sees_skills_that_installers_linked() {
        let elsewhere = Project::with(&[("x/SKILL.md", "linked"), ("none/README.md", "x")]);
        let project = Project::with(&[("skills/own/SKILL.md", SKILL)]);
        project.link("skills/again", "own");
        project.link(".claude/skills/x", elsewhere.path("x"));
        project.link("skills/x", elsewhere.path("x"));
        project.link("skills/none", elsewhere.path("none"));
        let source = project.source("");
        let glance: Vec<String> = source
            .glance()
            .entries
            .into_iter()
            .map(|e| e.path)
            .collect();
        assert_eq!(glance, [".claude/skills/x/SKILL.md", "skills/own/SKILL.md"]);
        assert_eq!(source.read(&glance[0]).unwrap().text, "linked");
        assert_eq!(paths(&*source), glance);
    }

    #[test]
    fn a_folder_reached_twice_is_listed_once_and_loops_are_told() {
        let project = Project::with(&[
            ("real/x/SKILL.md", SKILL),
            ("real/x/references/r.md", "r"),
            ("node_modules/pkg/SKILL.md", SKILL),
        ]);
        project.link("alias", "real");
        project.link("aaa-x", "real/x");
        project.link("real/x/references/up", "..");
        project.link("real/round", "../real");
        project.link("pkg", "node_modules/pkg");
        project.link("a.md", "b.md");
        project.link("b.md", "a.md");
        let source = project.source("");
        assert_eq!(
            paths(&*source),
            ["pkg/SKILL.md", "real/x/SKILL.md", "real/x/references/r.md"]
        );
        assert_eq!(listed_codes(&*source), ["io", "io", "loop", "loop"]);
    }

    #[test]
    fn what_is_no_file_is_told_and_never_waited_for() {
        let project = Project::with(&[("s/SKILL.md", SKILL)]);
        let pipe = project.path("s/pipe.md");
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
        let socket = std::os::unix::net::UnixListener::bind(project.path("s/sock.md")).unwrap();
        fs::create_dir_all(project.path("t/SKILL.md")).unwrap();
        let source = project.source("");
        assert_eq!(paths(&*source), ["s/SKILL.md"]);
        assert_eq!(
            listed_codes(&*source),
            ["not-a-file", "not-a-file", "no-skill-file"]
        );
        assert_eq!(source.read("s/pipe.md"), Err(ReadError::NotAFile));
        assert_eq!(source.read("s/sock.md"), Err(ReadError::NotAFile));
        drop(socket);
    }

    #[test]
    fn a_name_that_is_no_utf8_is_shown_and_still_read() {
        use std::os::unix::ffi::OsStrExt;
        let project = Project::with(&[("s/SKILL.md", SKILL)]);
        let odd = std::ffi::OsStr::from_bytes(b"caf\xE9.md");
        fs::write(project.path("s").join(odd), "odd").unwrap();
        let dir = std::ffi::OsStr::from_bytes(b"skill-\xE9");
        fs::create_dir(project.root().join(dir)).unwrap();
        fs::write(project.root().join(dir).join("SKILL.md"), "dir").unwrap();
        let source = project.source("");
        assert_eq!(
            paths(&*source),
            ["s/SKILL.md", "s/caf\u{FFFD}.md", "skill-\u{FFFD}/SKILL.md"]
        );
        assert_eq!(source.read("s/caf\u{FFFD}.md").unwrap().text, "odd");
        assert_eq!(source.read("skill-\u{FFFD}/SKILL.md").unwrap().text, "dir");
    }

    #[test]
    fn nothing_outside_is_read_while_somebody_swaps_the_file() {
        use std::sync::atomic::{AtomicBool, Ordering};
        let outside = Project::with(&[("secret.md", "SECRET")]);
        let project = Project::with(&[("s/SKILL.md", SKILL), ("s/references/r.md", "mine")]);
        let source = project.source("");
        source.list();
        let (file, link, spare) = (
            project.path("s/references/r.md"),
            project.path("s/references/link"),
            project.path("s/references/spare"),
        );
        std::os::unix::fs::symlink(outside.path("secret.md"), &link).unwrap();
        let done = AtomicBool::new(false);
        let (mut read, mut refused) = (0, 0);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    fs::rename(&file, &spare).unwrap();
                    fs::rename(&link, &file).unwrap();
                    fs::rename(&file, &link).unwrap();
                    fs::rename(&spare, &file).unwrap();
                }
            });
            for _ in 0..20_000 {
                match source.read("s/references/r.md") {
                    Ok(text) => {
                        assert_eq!(text.text, "mine");
                        read += 1;
                    }
                    Err(ReadError::Outside) => refused += 1,
                    Err(ReadError::NoSuchFile | ReadError::Io(_)) => {}
                    Err(error) => panic!("{error:?}"),
                }
                if read > 200 && refused > 200 {
                    break;
                }
            }
            done.store(true, Ordering::Relaxed);
        });
        assert!(read > 0 && refused > 0, "read {read}, refused {refused}");
    }
}
