//! The command that does the same as what is shown, in the surroundings that the program was
//! opened in.

use crate::effect::Effect;
use crate::screens::{Cx, Response};
use crate::text::SafeText;

/// A command for a POSIX shell, on one line. `flags` name the library and the stack where they are
/// not the usual ones; they stand before the command's own words, which begin with the program.
pub fn command<T: AsRef<str>>(flags: &[String], words: &[T]) -> String {
    let words = words.iter().map(AsRef::as_ref);
    let program = words.clone().take(1);
    let flags = flags.iter().map(String::as_str);
    shell_words::join(program.chain(flags).chain(words.skip(1)))
}

/// Copies the command of these words.
pub(super) fn copy<T: AsRef<str>>(cx: Cx<'_>, words: &[T]) -> Response {
    Response::effect(copied(cx.twin, words))
}

/// The copying of a command: see [`command`].
pub(super) fn copied<T: AsRef<str>>(flags: &[String], words: &[T]) -> Effect {
    Effect::Copy {
        what: SafeText::from("the command"),
        text: command(flags, words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surroundings_come_before_the_command() {
        let flags = |flags: &[&str]| flags.iter().map(|flag| (*flag).to_owned()).collect();
        let cases: [(&str, Vec<String>, &str); 3] = [
            ("the usual ones", flags(&[]), "archtui show 'a b'"),
            (
                "a folder",
                flags(&["--skills", "/my things"]),
                "archtui --skills '/my things' show 'a b'",
            ),
            (
                "a flag",
                flags(&["--builtin"]),
                "archtui --builtin show 'a b'",
            ),
        ];
        for (name, flags, expected) in cases {
            let words = ["archtui", "show", "a b"];
            assert_eq!(command(&flags, &words), expected, "{name}");
        }
    }
}
