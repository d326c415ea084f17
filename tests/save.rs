//! Writing a file: whole or not at all.

use std::fs;

use archtui::world::save::{Overwrite, SaveError, save};

use crate::support::Project;

fn names(project: &Project) -> Vec<String> {
    let entries = fs::read_dir(project.root()).unwrap();
    let mut names: Vec<String> = entries
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_new_file_is_written_and_one_that_is_there_is_kept_or_replaced() {
    let project = Project::new();
    let path = project.path("a.md");
    save(&path, b"one", Overwrite::Never).unwrap();
    assert_eq!(project.text("a.md"), "one");
    let kept = save(&path, b"two", Overwrite::Never).unwrap_err();
    assert!(matches!(&kept, SaveError::Exists(_)));
    assert!(kept.to_string().contains("choose another name"), "{kept}");
    assert_eq!(project.text("a.md"), "one");
    save(&path, b"three", Overwrite::Replace).unwrap();
    assert_eq!(project.text("a.md"), "three");
    save(&project.path("b.md"), b"new", Overwrite::Replace).unwrap();
    assert_eq!(names(&project), ["a.md", "b.md"]);
}

#[test]
fn of_many_writers_that_may_not_replace_exactly_one_wins() {
    let project = Project::new();
    let path = project.path("0001.md");
    let won = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..8_u8)
            .map(|n| {
                scope.spawn({
                    let path = &path;
                    move || save(path, &[b'0' + n], Overwrite::Never).is_ok()
                })
            })
            .collect();
        writers
            .into_iter()
            .filter(|_| true)
            .map(|w| w.join().unwrap())
            .filter(|won| *won)
            .count()
    });
    assert_eq!(won, 1);
    assert_eq!(names(&project), ["0001.md"]);
}

#[test]
fn what_cannot_be_written_says_so_and_leaves_no_trace() {
    let project = Project::with(&[("file.md", "old")]);
    fs::create_dir(project.path("folder")).unwrap();
    let missing = save(&project.path("none/a.md"), b"x", Overwrite::Replace).unwrap_err();
    assert!(matches!(&missing, SaveError::NoFolder { .. }));
    assert!(
        missing.to_string().contains("none does not exist"),
        "{missing}"
    );
    let folder = save(&project.path("folder"), b"x", Overwrite::Replace).unwrap_err();
    assert!(matches!(folder, SaveError::NotAFile(_)));
    let below_a_file = save(&project.path("file.md/a.md"), b"x", Overwrite::Never).unwrap_err();
    assert!(matches!(below_a_file, SaveError::NoFolder { .. }));
    let mut mode = fs::metadata(project.path("file.md")).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(project.path("file.md"), mode).unwrap();
    let kept = save(&project.path("file.md"), b"x", Overwrite::Replace).unwrap_err();
    assert!(matches!(kept, SaveError::ReadOnly(_)));
    assert_eq!(project.text("file.md"), "old");
    assert_eq!(names(&project), ["file.md", "folder"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn mode(project: &Project, path: &str) -> u32 {
        fs::metadata(project.path(path))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    }

    #[test]
    fn a_link_stays_a_link_and_a_mode_stays_a_mode() {
        let project = Project::with(&[("real/a.md", "old"), ("plain.md", "old")]);
        project.link("a.md", "real/a.md");
        fs::set_permissions(project.path("real/a.md"), fs::Permissions::from_mode(0o640)).unwrap();
        save(&project.path("a.md"), b"new", Overwrite::Replace).unwrap();
        assert!(
            fs::symlink_metadata(project.path("a.md"))
                .unwrap()
                .is_symlink()
        );
        assert_eq!(project.text("real/a.md"), "new");
        assert_eq!(mode(&project, "real/a.md"), 0o640);
        save(&project.path("b.md"), b"new", Overwrite::Never).unwrap();
        // As any program would have made it: the umask decides, not the temporary file.
        assert_eq!(mode(&project, "b.md"), mode(&project, "plain.md") & 0o644);
        project.link("dangling.md", "nowhere.md");
        let kept = save(&project.path("dangling.md"), b"x", Overwrite::Never);
        assert!(matches!(kept, Err(SaveError::Exists(_))));
    }
}
