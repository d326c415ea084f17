//! What this program needs to take a decision again, read from what it wrote.

use crate::adr::read::header::text_of;
use crate::adr::{Answered, CellsSaid, LibrarySaid, Reopen, WalkSaid};
use crate::limits;
use crate::model::Fork;
use crate::parse::yaml::{self, Node};
use crate::text::SafeText;
use crate::walk::SwitchedFork;

/// The value of the key `archtui`; `None` where it is no mapping.
pub(super) fn of(value: &Node) -> Option<Reopen> {
    value.is_mapping().then(|| Reopen {
        version: text(value, "version"),
        subject: text(value, "subject"),
        decision: text(value, "decision"),
        library: items(value, "library").map(library).collect(),
        facts: texts(value, "facts"),
        walks: items(value, "walks").map(walk).collect(),
        compared: Some(text(value, "compared")).filter(|said| !said.is_empty()),
        alternatives: texts(value, "alternatives"),
        cells: cells(value),
        revisit_when: texts(value, "revisit-when"),
    })
}

/// The same from a comment.
pub(super) fn in_comment(comment: &str) -> Option<Reopen> {
    let inner = comment.trim().strip_prefix("<!--")?;
    in_text(inner.split_once("-->").map_or(inner, |(inner, _)| inner))
}

/// The same from a text that is YAML.
pub(super) fn in_text(text: &str) -> Option<Reopen> {
    let root = yaml::read(text, limits::FRONTMATTER_BYTES).ok()?;
    of(root.get("archtui")?)
}

fn text(value: &Node, key: &str) -> SafeText {
    SafeText::one_line(&value.get(key).map(text_of).unwrap_or_default())
}

fn items<'a>(value: &'a Node, key: &str) -> impl Iterator<Item = &'a Node> {
    value.get(key).map(Node::items).unwrap_or_default().iter()
}

/// A list of texts, or the entries of a mapping as `key=value`.
fn texts(value: &Node, key: &str) -> Vec<SafeText> {
    let entries = value.get(key).map(Node::entries).unwrap_or_default();
    let entries = entries.iter().map(|(key, value)| {
        let (key, value) = (key.to_line(), text_of(value));
        SafeText::one_line(&format!("{key}={value}"))
    });
    let listed = items(value, key).map(|item| SafeText::one_line(&text_of(item)));
    listed.chain(entries).collect()
}

/// A library: once `name version`, now a mapping.
fn library(item: &Node) -> LibrarySaid {
    if item.is_mapping() {
        return LibrarySaid {
            name: text(item, "name"),
            version: text(item, "version"),
            digest: text(item, "digest"),
        };
    }
    let said = text_of(item);
    let said = said.trim();
    // The name can be a folder with spaces in it; a version begins with a digit.
    let parts = said.rsplit_once(' ').filter(|(_, version)| {
        let bare = version.strip_prefix('v').unwrap_or(version);
        bare.starts_with(|c: char| c.is_ascii_digit())
    });
    let (name, version) = parts.unwrap_or((said, ""));
    LibrarySaid {
        name: SafeText::one_line(name),
        version: SafeText::one_line(version),
        ..LibrarySaid::default()
    }
}

fn walk(item: &Node) -> WalkSaid {
    WalkSaid {
        tree: text(item, "tree"),
        digest: text(item, "digest"),
        replay: text(item, "replay"),
        answers: items(item, "answers").map(answered).collect(),
        forks: items(item, "forks").filter_map(switched).collect(),
        led_to: texts(item, "led-to"),
    }
}

fn answered(item: &Node) -> Answered {
    Answered {
        question: text(item, "question"),
        said: texts(item, "said"),
        from_fact: Some(text(item, "from-fact")).filter(|fact| !fact.is_empty()),
    }
}

fn cells(value: &Node) -> Vec<CellsSaid> {
    let rows = value.get("cells").map(Node::entries).unwrap_or_default();
    let rows = rows.iter().map(|(criterion, digests)| CellsSaid {
        criterion: SafeText::one_line(&text_of(criterion)),
        digests: text_of(digests)
            .split_whitespace()
            .map(SafeText::new)
            .collect(),
    });
    rows.collect()
}

/// A fork that was read as another kind; a kind that nobody knows is left out.
fn switched(item: &Node) -> Option<SwitchedFork> {
    Some(SwitchedFork {
        question: text(item, "question"),
        fork: Fork::read(&text(item, "fork"))?,
    })
}
