//! Where content is looked for, and in which order.

use std::path::PathBuf;

use archtui::world::roots::{Builtin, Origin, Root, Surroundings, open, resolve};

use crate::support::Project;

/// A project below a home folder, with skills in many places.
fn home() -> Project {
    let home = Project::new();
    for folder in [
        "work/repo/.git",
        "work/repo/.claude/skills",
        "work/repo/skills",
        "work/repo/deep/er/.agents/skills",
        "work/repo/deep/er/.github/skills",
        "work/skills",
        ".claude/skills",
        ".agents/skills",
        ".config/agents/skills",
        "given",
    ] {
        std::fs::create_dir_all(home.path(folder)).unwrap();
    }
    home
}

fn around(home: &Project, current: &str) -> Surroundings {
    Surroundings {
        current: home.path(current),
        home: Some(home.root().to_owned()),
        config: Some(home.path(".config")),
        ..Surroundings::default()
    }
}

fn names(roots: &[Root]) -> Vec<&str> {
    roots.iter().map(|root| root.name.as_str()).collect()
}

#[test]
fn the_project_comes_first_then_the_person_then_the_built_in_library() {
    let home = home();
    let (roots, diagnostics) = resolve(&around(&home, "work/repo/deep/er"));
    assert_eq!(
        names(&roots),
        [
            ".agents/skills",
            ".github/skills",
            "~/work/repo/.claude/skills",
            "~/work/repo/skills",
            "~/.config/agents/skills",
            "~/.agents/skills",
            "~/.claude/skills",
            "builtin",
        ]
    );
    assert_eq!(roots[0].origin, Origin::Project);
    assert_eq!(roots[4].origin, Origin::User);
    assert!(diagnostics.is_empty());
    // Without a git root only the current folder counts: `work/skills`, not what is above.
    let (roots, _) = resolve(&around(&home, "work"));
    assert_eq!(names(&roots)[0], "skills");
    assert!(!names(&roots).contains(&"~/skills"));
}

#[test]
fn what_is_named_replaces_what_would_be_found() {
    let home = home();
    let mut named = around(&home, "work/repo");
    named.project = Some((
        home.path("work/repo"),
        vec!["skills".into(), "../../given".into(), "/etc".into()],
    ));
    let (roots, diagnostics) = resolve(&named);
    assert_eq!(names(&roots), ["skills"]);
    assert_eq!(diagnostics.len(), 2);
    named.env_skills = Some(std::env::join_paths(["../../given", "missing"]).unwrap());
    assert_eq!(names(&resolve(&named).0), ["../../given", "missing"]);
    named.given = vec!["./skills".into(), home.path("work/repo/skills")];
    let (roots, _) = resolve(&named);
    assert_eq!(names(&roots), ["./skills"], "one folder, given twice");
    named.builtin = Builtin::Always;
    assert_eq!(names(&resolve(&named).0), ["./skills", "builtin"]);
    let mut without = around(&home, "given");
    without.builtin = Builtin::Never;
    assert!(!names(&resolve(&without).0).contains(&"builtin"));
}

#[cfg(unix)]
#[test]
fn a_folder_behind_two_names_counts_once_and_a_project_cannot_link_out() {
    let home = home();
    home.link("work/repo/.agents", ".claude");
    home.link("work/repo/out", "../../given");
    let mut around = around(&home, "work/repo");
    let (roots, _) = resolve(&around);
    assert_eq!(names(&roots)[..2], [".agents/skills", "skills"]);
    around.project = Some((home.path("work/repo"), vec!["out".into()]));
    let (roots, diagnostics) = resolve(&around);
    assert_eq!(
        (names(&roots).contains(&"out"), diagnostics.len()),
        (false, 1)
    );
}

#[test]
fn what_cannot_be_opened_does_not_keep_the_others_away() {
    let home = home();
    let root = |path: PathBuf, name: &str| Root {
        origin: Origin::Given,
        path: Some(path),
        name: name.to_owned(),
    };
    let (sources, diagnostics) = open(&[
        root(home.path("none"), "none"),
        root(home.path("given"), "given"),
    ]);
    assert_eq!(sources.len(), 1);
    assert_eq!(sources[0].name(), *"given");
    assert_eq!(diagnostics[0].code.0, "source");
    assert!(diagnostics[0].message.contains("none does not exist"));
}

#[test]
fn house_rules_come_first_and_add_to_the_built_in_library() {
    let home = home();
    home.write("work/repo/.archtui/archtui.yaml", "version: 1\n");
    home.write(".config/archtui/archtui.yaml", "version: 1\n");
    home.write("work/repo/house/archtui.yaml", "version: 1\n");
    let names_of = |around: &Surroundings| -> Vec<String> {
        let (roots, _) = resolve(around);
        roots.into_iter().map(|root| root.name).collect()
    };
    let mut here = around(&home, "work/repo");
    let found = [
        ".archtui",
        ".claude/skills",
        "skills",
        "~/.config/archtui",
        "~/.config/agents/skills",
        "~/.agents/skills",
        "~/.claude/skills",
        "builtin",
    ];
    assert_eq!(names_of(&here), found, "nothing is named");
    here.project_builtin = Some(false);
    assert_eq!(names_of(&here), found[..7], "without the library");
    here.project_builtin = None;

    let mut plain = around(&home, "work/repo/deep");
    std::fs::remove_dir_all(home.path("work/repo/.archtui")).unwrap();
    plain.project = Some((home.path("work/repo"), vec!["skills".into()]));
    assert_eq!(
        names_of(&plain),
        ["skills"],
        "a library of the project's own"
    );
    plain.project_builtin = Some(true);
    let all = ["skills", "~/.config/archtui", "builtin"];
    assert_eq!(names_of(&plain), all, "a library beside the built-in one");

    let mut house = around(&home, "work/repo");
    house.project = Some((
        home.path("work/repo"),
        vec!["house".into(), "skills".into()],
    ));
    let all = ["house", "skills", "~/.config/archtui", "builtin"];
    assert_eq!(names_of(&house), all, "house rules among the sources");
    house.builtin = Builtin::Never;
    assert_eq!(names_of(&house), all[..3], "--no-builtin");
    house.builtin = Builtin::ByDefault;
    house.project_builtin = Some(false);
    assert_eq!(names_of(&house), ["house", "skills"], "builtin: false");
    house.given = vec!["skills".into()];
    assert_eq!(names_of(&house), ["skills"], "folders given stand alone");
    house.builtin = Builtin::Always;
    assert_eq!(names_of(&house), ["skills", "builtin"], "--builtin");
}
