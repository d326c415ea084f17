//! The person's editor, started without a shell.

#![expect(
    clippy::disallowed_methods,
    reason = "the one place that starts a program"
)]

use std::path::Path;
use std::process::Command;

use crate::effect::Suspend;

/// The editor where nobody has said which.
pub const USUAL: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// How editors are told the line, by the name of the program: `{line}` and the file follow.
const LINE_ARGUMENT: &[(&[&str], &str)] = &[(
    &[
        "vi",
        "vim",
        "nvim",
        "nano",
        "emacs",
        "emacsclient",
        "kak",
        "micro",
        "ne",
        "joe",
    ],
    "+{line}",
)];

/// Editors that take `FILE:LINE`, and the flag before it.
const COLON: &[(&str, Option<&str>)] = &[
    ("hx", None),
    ("helix", None),
    ("zed", None),
    ("subl", None),
    ("code", Some("--goto")),
    ("codium", Some("--goto")),
];

/// The words of the command: program, arguments, the absolute file last, so that no name can be
/// taken for an option.
pub fn command(editor: &str, file: &Path, line: u32) -> Result<Vec<String>, String> {
    let mut words =
        shell_words::split(editor).map_err(|error| format!("$EDITOR is not a command: {error}"))?;
    let program = words
        .first()
        .ok_or("no editor is set: export EDITOR=vi, for example")?;
    let name = Path::new(program)
        .file_name()
        .map_or_else(String::new, |n| n.to_string_lossy().into());
    let path = file.to_string_lossy();
    if let Some((_, flag)) = COLON.iter().find(|(known, _)| *known == name) {
        words.extend(flag.map(str::to_owned));
        words.push(format!("{path}:{line}"));
        return Ok(words);
    }
    if let Some((_, form)) = LINE_ARGUMENT
        .iter()
        .find(|(names, _)| names.contains(&name.as_str()))
    {
        words.push(form.replace("{line}", &line.max(1).to_string()));
    }
    words.push(path.into_owned());
    Ok(words)
}

/// Opens a file in the editor and waits for it.
pub fn edit(editor: &str, file: &Path, line: u32, screen: &mut dyn Suspend) -> Result<(), String> {
    let words = command(editor, file, line)?;
    let Some((program, arguments)) = words.split_first() else {
        return Ok(());
    };
    let mut left = Ok(());
    screen.suspended(&mut || {
        let status = Command::new(program).args(arguments).status();
        left = match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("{program} ended with {status}")),
            Err(error) => Err(format!("{program} could not be started: {error}")),
        };
    });
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_told_in_the_words_of_the_editor() {
        let cases = [
            ("vim", vec!["vim", "+7", "/a b.md"]),
            ("/usr/bin/hx", vec!["/usr/bin/hx", "/a b.md:7"]),
            ("code --wait", vec!["code", "--wait", "--goto", "/a b.md:7"]),
            ("ed", vec!["ed", "/a b.md"]),
        ];
        for (editor, expected) in cases {
            assert_eq!(
                command(editor, Path::new("/a b.md"), 7).unwrap(),
                expected,
                "{editor}"
            );
        }
    }
}
