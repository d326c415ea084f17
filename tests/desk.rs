//! What the world does for the program: records and where it says that they are.

use std::sync::Arc;

use archtui::app::Msg;
use archtui::effect::{Done, Effect, ExportReport, ExportRequest, NoScreen, OpenedStack};
use archtui::world::clipboard::{Clipboard, Way};
use archtui::world::records::Records;
use archtui::world::stacks::Stacks;
use archtui::world::{Desk, KeptStack, Sessions, World};

use crate::support::{Play, Project, library, load};

/// A desk that works in a folder.
fn desk(project: &Project, named: Option<&str>) -> Desk {
    Desk {
        clipboard: Clipboard::new(Way::File, false, project.path("copied.txt")),
        editor: "true".to_owned(),
        stack: KeptStack::default(),
        stacks: Stacks::default(),
        sessions: None,
        theme: None,
        records: Records {
            project: project.root().to_owned(),
            named: named.map(str::to_owned),
            ..Records::default()
        },
        copies: project.path("copies"),
        today: "2026-11-20".to_owned(),
    }
}

/// What the screen asks for when a decision is adopted and exported to the project's folder.
fn asked() -> ExportRequest {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12agsx<enter>");
    let requests = play.asked.into_iter().filter_map(|effect| match effect {
        Effect::Export(request) => Some(request),
        _ => None,
    });
    requests.last().expect("an export is asked for")
}

fn exported(desk: &mut Desk, request: ExportRequest) -> ExportReport {
    let catalog = Arc::new(load(vec![library()]));
    match desk.perform(Effect::Export(request), &catalog, &mut NoScreen) {
        Some(Done::Exported(Ok(report))) => report,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_new_folder_of_records_is_pointed_at_once() {
    let project = Project::new();
    let report = exported(&mut desk(&project, None), asked());
    assert_eq!(report.written.len(), 1);
    assert!(report.said.contains(".adr-dir was made"), "{}", report.said);
    assert_eq!(project.text(".adr-dir"), "docs/decisions\n");
    let again = exported(&mut desk(&project, None), asked());
    assert!(!again.said.contains(".adr-dir"), "{}", again.said);
}

#[test]
fn a_folder_that_is_known_is_not_pointed_at() {
    let cases = [
        ("there already", Some("docs/adr"), None, None),
        ("the project says so", None, Some("our/adr"), None),
        ("named for once", None, None, Some("once")),
    ];
    for (name, there, named, typed) in cases {
        let project = Project::new();
        if let Some(folder) = there {
            std::fs::create_dir_all(project.path(folder)).unwrap();
        }
        let request = ExportRequest {
            folder: typed.map(str::to_owned),
            ..asked()
        };
        let report = exported(&mut desk(&project, named), request);
        let folder = there.or(named).or(typed).unwrap();
        let (_, record) = &report.written[0];
        assert!(record.starts_with(folder), "{name}: {record}");
        assert!(project.path(record).exists(), "{name}: {record}");
        assert!(!project.path(".adr-dir").exists(), "{name}");
    }
}

const SHOP: &str = "version: 1\nname: shop\nfacts: {engineers: 4}\n";

#[test]
fn stacks_of_the_folder_and_those_opened_lately_can_be_opened() {
    let elsewhere = Project::with(&[("other.stack.yaml", "version: 1\nname: other\n")]);
    let project = Project::with(&[
        ("a.stack.yaml", "version: 1\nname: a\n"),
        ("shop.stack.yaml", SHOP),
        ("no-stack.yaml", "version: 1\n"),
    ]);
    let catalog = Arc::new(load(vec![library()]));
    let mut desk = Desk {
        stacks: Stacks {
            here: project.root().to_owned(),
            draft: None,
            recent: Some(project.path("state/stacks")),
        },
        ..desk(&project, None)
    };
    for path in [
        elsewhere.path("other.stack.yaml"),
        project.path("shop.stack.yaml"),
    ] {
        let opened = desk.perform(Effect::OpenStack(path), &catalog, &mut NoScreen);
        assert!(
            matches!(opened, Some(Done::StackOpened(Ok(_)))),
            "{opened:?}"
        );
    }
    let Some(Done::Stacks(choices)) = desk.perform(Effect::ListStacks, &catalog, &mut NoScreen)
    else {
        panic!("a list");
    };
    let other = elsewhere.path("other.stack.yaml").display().to_string();
    let shown: Vec<(&str, bool)> = choices
        .iter()
        .map(|c| (c.shown.as_str(), c.is_open))
        .collect();
    assert_eq!(
        shown,
        [
            ("a.stack.yaml", false),
            ("shop.stack.yaml", true),
            (other.as_str(), false)
        ]
    );
    assert_eq!(choices[1].stack.facts.len(), 1, "what is in it is read");
    let names = ["a.stack.yaml".to_owned(), "shop.stack.yaml".to_owned()];
    assert_eq!(
        desk.stacks.last_of(&names),
        Some(&names[1]),
        "of several the last one"
    );
}

#[test]
fn nothing_of_a_stack_is_taken_back_into_another() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12agsS");
    assert!(play.asked.contains(&Effect::ListStacks), "{:?}", play.asked);
    let opened = OpenedStack {
        path: "/work/shop.stack.yaml".into(),
        shown: "shop.stack.yaml".into(),
        text: SHOP.to_owned(),
        session: None,
    };
    play.send(Msg::Done(Done::StackOpened(Ok(opened))));
    assert!(play.shows("engineers 4"), "{}", play.screen());
    play.keys("u");
    assert!(play.app.stack.decisions.is_empty(), "{}", play.screen());
    play.keys("Y");
    assert!(
        play.copied()
            .is_some_and(|said| said.contains("--stack /work/shop.stack.yaml")),
        "{:?}",
        play.copied()
    );
}

#[test]
fn what_was_walked_for_one_stack_is_not_walked_for_another() {
    let project = Project::with(&[
        ("a.stack.yaml", "version: 1\nname: a\n"),
        ("shop.stack.yaml", SHOP),
    ]);
    let catalog = Arc::new(load(vec![library()]));
    let mut desk = Desk {
        sessions: Some(Sessions {
            folder: project.path("state/sessions"),
            library: "built-in".to_owned(),
        }),
        ..desk(&project, None)
    };
    let open = |desk: &mut Desk, name: &str| {
        let opened = desk.perform(
            Effect::OpenStack(project.path(name)),
            &catalog,
            &mut NoScreen,
        );
        match opened {
            Some(Done::StackOpened(Ok(opened))) => opened.session,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(open(&mut desk, "a.stack.yaml"), None);
    desk.perform(
        Effect::SaveSession("{}".to_owned()),
        &catalog,
        &mut NoScreen,
    );
    assert_eq!(open(&mut desk, "shop.stack.yaml"), None);
    assert_eq!(open(&mut desk, "a.stack.yaml").as_deref(), Some("{}"));
}
