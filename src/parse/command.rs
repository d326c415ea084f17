//! Commands of a document: the fences whose info string names a shell.
//!
//! Nothing has to be written for it: any skill that shows how to install something has them. What
//! a block is called stands near it: in the line that leads to it (`Create the extension:`), in
//! the list item that it belongs to, else in the heading above.

use std::collections::HashMap;

use crate::limits;
use crate::model::{Block, BlockKind, Citation, CommandBlock, Document, Inlines};
use crate::parse::{ParseCx, citation};
use crate::text::{SafeText, width};

/// First words of an info string that name a shell, or a session in one.
const SHELLS: [&str; 16] = [
    "bash",
    "sh",
    "shell",
    "zsh",
    "fish",
    "ksh",
    "console",
    "terminal",
    "shell-session",
    "shellsession",
    "sh-session",
    "powershell",
    "pwsh",
    "ps1",
    "cmd",
    "bat",
];
/// What a shell writes before a command in a listing. `#` and `>` are none: they begin comments,
/// and lines that go on.
const PROMPT: &str = "$ ";
/// Columns of a text that can still be taken for a name.
const NAME: usize = 72;

/// All command blocks of a document, in order.
pub fn find(document: &Document, cx: ParseCx<'_>) -> Vec<CommandBlock> {
    let mut found = Vec::new();
    let mut heading: Option<&SafeText> = None;
    let mut stack = vec![Level::of(&document.blocks, false)];
    while let Some(level) = stack.last_mut() {
        let Some((block, before)) = level.next() else {
            stack.pop();
            continue;
        };
        let in_item = level.in_item;
        match &block.kind {
            BlockKind::Heading(index) => {
                heading = document.headings.get(*index).map(|heading| &heading.title);
            }
            BlockKind::Code { info, text, .. } => {
                if let Some(language) = shell(info) {
                    let lead = before.and_then(|text| lead(text, in_item, cx));
                    let cites = before.map(|text| cites(text, cx)).unwrap_or_default();
                    let name = lead.or_else(|| heading.cloned());
                    found.extend(read(block, (language, text), name, cites));
                }
            }
            BlockKind::Quote(inner) | BlockKind::Footnote { blocks: inner, .. } => {
                stack.push(Level::of(inner, false));
            }
            BlockKind::List { items, .. } => {
                let items = items.iter().rev();
                stack.extend(items.map(|item| Level::of(&item.blocks, true)));
            }
            _ => {}
        }
    }
    found.sort_by_key(|block| block.at.line);
    tell_apart(&mut found);
    found
}

/// The blocks of one container, with the paragraph that was met last.
struct Level<'a> {
    blocks: std::slice::Iter<'a, Block>,
    before: Option<&'a Inlines>,
    in_item: bool,
}

impl<'a> Level<'a> {
    fn of(blocks: &'a [Block], in_item: bool) -> Self {
        Self {
            blocks: blocks.iter(),
            before: None,
            in_item,
        }
    }

    /// The next block, and the paragraph right before it.
    fn next(&mut self) -> Option<(&'a Block, Option<&'a Inlines>)> {
        let block = self.blocks.next()?;
        let text = match &block.kind {
            BlockKind::Paragraph(text) => Some(text),
            _ => None,
        };
        Some((block, std::mem::replace(&mut self.before, text)))
    }
}

/// The shell that an info string names: `bash`, `sh title="x"`, `{.console}`.
pub(super) fn shell(info: &str) -> Option<SafeText> {
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ':');
    let word = info.split(apart).find(|word| !word.is_empty())?;
    let word = word.trim_start_matches('.');
    let known = SHELLS
        .iter()
        .find(|shell| word.eq_ignore_ascii_case(shell))?;
    Some(SafeText::new(known))
}

/// The name that a paragraph gives to the block after it: its last sentence when that ends in a
/// colon, the whole of it when it is set like a heading or is the text of a list item.
fn lead(text: &Inlines, in_item: bool, cx: ParseCx<'_>) -> Option<SafeText> {
    let plain = without_cites(text, cx);
    let like_heading = text.0.iter().all(|run| run.style.strong);
    let name = match plain.trim_end().strip_suffix(':') {
        Some(before) => before.rsplit(". ").next().unwrap_or(before),
        None if like_heading || in_item => plain.trim_end_matches('.'),
        None => return None,
    };
    let name = name.trim();
    (!name.is_empty() && width::width(name) <= NAME).then(|| SafeText::new(name))
}

/// The text of a paragraph without any citation. One before the colon of a lead line ends no
/// sentence, but is none of the words either.
fn without_cites(text: &Inlines, cx: ParseCx<'_>) -> String {
    let plain = text.plain();
    match plain.trim_end().strip_suffix(':') {
        Some(before) => format!("{}:", citation::take(before, cx).text),
        None => citation::take(&plain, cx).text.to_string(),
    }
}

fn cites(text: &Inlines, cx: ParseCx<'_>) -> Vec<Citation> {
    let mut cites = text.cites();
    cites.extend(citation::all(&text.plain(), cx));
    cites
}

/// A block, unless it is blank or too long to be one.
fn read(
    block: &Block,
    (language, text): (SafeText, &SafeText),
    name: Option<SafeText>,
    cites: Vec<Citation>,
) -> Option<CommandBlock> {
    if text.len() > limits::COMMANDS_BYTES {
        return None;
    }
    let text = commands(text);
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let name = name.unwrap_or_else(|| SafeText::from(width::truncate(first, NAME)));
    Some(CommandBlock {
        name,
        text,
        language,
        at: block.at,
        end_line: block.end_line,
        cites,
    })
}

/// The text of a block without prompts and without the end of its last line.
fn commands(text: &str) -> SafeText {
    let lines: Vec<String> = text.trim_end().lines().map(without_prompt).collect();
    SafeText::from(lines.join("\n"))
}

fn without_prompt(line: &str) -> String {
    let command = line.trim_start_matches([' ', '\t']);
    match command.strip_prefix(PROMPT) {
        Some(bare) => {
            let indent = line.strip_suffix(command).unwrap_or_default();
            format!("{indent}{bare}")
        }
        None => line.to_owned(),
    }
}

/// Gives blocks of one name a number each from the second on: `Install`, `Install ~2`.
fn tell_apart(found: &mut [CommandBlock]) {
    let mut seen: HashMap<SafeText, usize> = HashMap::new();
    for block in found {
        let times = seen.entry(block.name.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            block.name = SafeText::from(format!("{} ~{times}", block.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::find;
    use crate::limits;
    use crate::model::CommandBlock;
    use crate::parse::{ParseCx, markdown};
    use crate::text::FileId;

    fn blocks(text: &str) -> Vec<CommandBlock> {
        let citations = BTreeSet::from(["B1".to_owned()]);
        let cx = ParseCx {
            file: FileId(0),
            citations: &citations,
        };
        find(&markdown::parse(text, cx).0, cx)
    }

    #[test]
    fn a_block_is_called_what_stands_nearest() {
        let cases = [
            ("a heading", "# Install\n\n```bash\nmake\n```\n", "Install"),
            (
                "a lead line",
                "# Install\n\nBuild the mill:\n\n```sh\nmake\n```\n",
                "Build the mill",
            ),
            (
                "a lead line with its source",
                "Build the mill [B1:3]:\n\n```sh\nmake\n```\n",
                "Build the mill",
            ),
            (
                "the last sentence",
                "It grinds. Build the mill: \n\n```sh\nmake\n```\n",
                "Build the mill",
            ),
            (
                "other text leads nowhere",
                "# Install\n\nIt grinds.\n\n```sh\nmake\n```\n",
                "Install",
            ),
            (
                "a strong line",
                "# Install\n\n**On a Mac**\n\n```sh\nmake\n```\n",
                "On a Mac",
            ),
            (
                "a list item",
                "# Install\n\n1. Build the mill. [B1:4]\n\n   ```sh\n   make\n   ```\n",
                "Build the mill",
            ),
            (
                "too long for a name",
                "# Install\n\nThis sentence goes on and on, for longer than anybody would ever want to read a name of anything:\n\n```sh\nmake\n```\n",
                "Install",
            ),
            ("nothing near", "```sh\nmake all\n```\n", "make all"),
        ];
        for (name, text, expected) in cases {
            let found = blocks(text);
            let [block] = found.as_slice() else {
                panic!("{name}: {found:?}");
            };
            assert_eq!(block.name, expected, "{name}");
        }
    }

    #[test]
    fn only_shells_have_commands() {
        let cases = [
            ("bash", true),
            ("Console", true),
            ("sh title=\"x\"", true),
            ("{.bash}", true),
            ("sql", false),
            ("", false),
            ("shellac", false),
        ];
        for (info, expected) in cases {
            let found = blocks(&format!("```{info}\nmake\n```\n"));
            assert_eq!(!found.is_empty(), expected, "{info}");
        }
        assert_eq!(blocks("```bash\n  \n```\n"), [], "a blank block");
        let long = "make\n".repeat(limits::COMMANDS_BYTES);
        assert_eq!(blocks(&format!("```bash\n{long}```\n")), [], "a program");
    }

    #[test]
    fn the_text_is_as_written_without_prompts_and_what_hides() {
        let cases = [
            ("as written", "make\n  make  all\n", "make\n  make  all"),
            (
                "prompts",
                "$ make\n$ make all\ndone\n",
                "make\nmake all\ndone",
            ),
            ("a variable", "$HOME/bin/x $ y\n", "$HOME/bin/x $ y"),
            ("a comment", "# all\nmake\n\n", "# all\nmake"),
        ];
        for (name, text, expected) in cases {
            let found = blocks(&format!("```console\n{text}```\n"));
            assert_eq!(found[0].text, expected, "{name}");
        }
        let hostile = blocks("```sh\nmake \u{1b}[2K\u{202e}lla\u{200b}\n```\n");
        let hidden = ['\u{1b}', '\u{202e}', '\u{200b}'];
        assert!(!hostile[0].text.contains(hidden), "{:?}", hostile[0].text);
    }

    #[test]
    fn blocks_of_one_name_are_told_apart_and_know_their_place_and_source() {
        let text = "# Mill\n\nSo it goes [B1:7].\n\n```sh\nmake\n```\n\n- one\n\n  ```sh\n  b\n  ```\n\n```sh\nmake all\n```\n";
        let found = blocks(text);
        let names: Vec<&str> = found.iter().map(|block| block.name.as_str()).collect();
        assert_eq!(names, ["Mill", "one", "Mill ~2"]);
        let first = &found[0];
        assert_eq!((first.at.line, first.end_line), (5, 7));
        assert_eq!(first.cites.len(), 1, "{:?}", first.cites);
        assert_eq!(first.size(), "1 line");
    }
}
