//! What the world does for the program: records and where it says that they are.

use std::sync::Arc;

use archtui::effect::{Done, Effect, ExportReport, ExportRequest, NoScreen};
use archtui::world::clipboard::{Clipboard, Way};
use archtui::world::records::Records;
use archtui::world::{Desk, KeptStack, World};

use crate::support::{Play, Project, library, load};

/// A desk that works in a folder.
fn desk(project: &Project, named: Option<&str>) -> Desk {
    Desk {
        clipboard: Clipboard::new(Way::File, false, project.path("copied.txt")),
        editor: "true".to_owned(),
        stack: KeptStack::default(),
        session: None,
        theme: None,
        records: Records {
            project: project.root().to_owned(),
            named: named.map(str::to_owned),
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
