//! Words that send the reader elsewhere: a file, a skill, a section, a question.
//!
//! This room knows the words only; the catalog knows what stands there.

use crate::model::Sought;
use crate::parse::decision::jump::{self, Jump};

/// A text longer than this is prose: nobody is sent anywhere by all of it.
const TEXT_BYTES: usize = 512;
/// Mentions kept of one text.
const MENTIONS: usize = 8;
/// Words that lead to a mention or follow it, and say nothing else.
const FILLERS: [&str; 31] = [
    "see",
    "also",
    "the",
    "a",
    "use",
    "go",
    "to",
    "continue",
    "with",
    "proceed",
    "in",
    "at",
    "skill",
    "skills",
    "reference",
    "references",
    "guide",
    "section",
    "for",
    "details",
    "more",
    "below",
    "above",
    "read",
    "follow",
    "load",
    "invoke",
    "then",
    "step",
    "question",
    "tree",
];

/// First words of a text that says to read, never to choose: with nothing else beside it, it names
/// something that must be there.
const READING: [&str; 4] = ["see", "read", "follow", "consult"];

/// A mention of something that stands elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name as written.
    pub words: String,
    /// What it names.
    pub sought: Sought,
    /// The section of the file, by anchor or title.
    pub section: Option<String>,
    /// Whether the text says nothing else.
    pub alone: bool,
    /// Whether it certainly names something: then it is told when that is not there.
    pub sure: bool,
}

/// Everything that a text sends its reader to, in order, each once.
pub fn mentions(text: &str) -> Vec<Mention> {
    if text.len() > TEXT_BYTES {
        return Vec::new();
    }
    let mut found = question(text).into_iter().collect::<Vec<_>>();
    let words: Vec<&str> = text.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        found.extend(file(text, &words, at, word));
        found.extend(skill(&words, at, word));
    }
    if found.is_empty() {
        found.extend(section(text));
    }
    let mut seen: Vec<(Sought, String)> = Vec::new();
    found.retain(|mention| {
        let key = (mention.sought, mention.words.clone());
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    found.truncate(MENTIONS);
    for mention in &mut found {
        mention.alone = mention.alone || is_alone(text, mention);
        mention.sure = mention.sure || (mention.alone && says_to_read(text));
    }
    found
}

/// A question of the same tree. What the tree has was joined when it was read.
fn question(text: &str) -> Option<Mention> {
    let jump = jump::read(text)?;
    let words = match &jump {
        Jump::Next | Jump::First | Jump::Marked(_) => {
            text.trim_matches(|c: char| c.is_whitespace() || c == '.')
        }
        // What nothing says to go to, and is not there, is a name: "Node 18", "Section 508".
        Jump::Named(_) | Jump::Bare { .. } => return None,
    };
    Some(Mention {
        words: words.to_owned(),
        sought: Sought::Question,
        section: None,
        alone: true,
        sure: true,
    })
}

/// The characters around a name in running text.
fn bare(word: &str) -> &str {
    let around = |c: char| {
        matches!(
            c,
            '(' | ')' | '[' | ']' | '`' | '"' | '\'' | ',' | ';' | ':' | '*' | '“' | '”' | '→'
        )
    };
    word.trim_matches(around).trim_end_matches(['.', '!', '?'])
}

fn file(text: &str, words: &[&str], at: usize, word: &str) -> Option<Mention> {
    let target = word.rsplit_once("](").map_or(word, |(_, target)| target);
    let (path, anchor) = match bare(target).split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (bare(target), None),
    };
    let named = [".md", ".tree.yaml"].iter().any(|end| path.ends_with(end));
    if !named
        || path.contains("://")
        || path.contains('*')
        || path.starts_with('.') && path.len() < 5
    {
        return None;
    }
    let led = at == 0 || word.contains("](") || word.starts_with('(') || sees(words, at);
    let folder = path.contains('/');
    (led || folder).then(|| Mention {
        words: path.to_owned(),
        sought: Sought::File,
        section: anchor.or_else(|| section_after(text, word)),
        alone: false,
        sure: folder && led,
    })
}

/// The section named after a file: `api.md § Sending`, `patterns.md (Direct upload)`.
fn section_after(text: &str, word: &str) -> Option<String> {
    let (_, rest) = text.split_once(word)?;
    let rest = rest.trim_start();
    let named = rest.strip_prefix(['§', '('])?;
    let end = named.find([')', ',', '(', ';']).unwrap_or(named.len());
    let name = named.get(..end)?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether "see" stands right before a word, an article between them or not.
fn sees(words: &[&str], at: usize) -> bool {
    let before = words.iter().take(at).rev();
    let mut before = before.map(|word| bare(word).to_lowercase());
    let first = before.find(|word| !matches!(word.as_str(), "the" | "also" | "our"));
    first.is_some_and(|word| matches!(word.as_str(), "see" | "read" | "load" | "→"))
}

fn skill(words: &[&str], at: usize, word: &str) -> Option<Mention> {
    let called = word
        .split_once("Skill(")
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(name, _)| (name.to_owned(), true));
    let next = words.get(at + 1).map(|next| bare(next).to_lowercase());
    let next = next.as_deref().unwrap_or_default();
    let name = bare(word);
    let kebab = is_kebab(name);
    let named = match next {
        "skill" if is_name(name) => Some((name, kebab || word.starts_with('`'))),
        "reference" if kebab => Some((name, false)),
        _ if kebab && (words.len() == 1 || sees(words, at)) => Some((name, false)),
        _ => None,
    };
    let (words, sure) = called.or_else(|| named.map(|(name, sure)| (name.to_owned(), sure)))?;
    Some(Mention {
        words,
        sought: Sought::Skill,
        section: None,
        alone: false,
        sure,
    })
}

/// Whether a word can be the name of a skill: lower case, digits, hyphens.
fn is_name(word: &str) -> bool {
    let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    word.starts_with(|c: char| c.is_ascii_lowercase()) && word.chars().all(legal)
}

/// Whether a name has several parts, as few plain words have.
fn is_kebab(word: &str) -> bool {
    is_name(word) && word.contains('-') && !word.ends_with('-')
}

/// A section of the same document: in quotes after "see", or "below" or "above".
fn section(text: &str) -> Option<Mention> {
    if text.contains("://") {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let seen = lower.match_indices("see ").map(|(at, _)| at);
    let begins = |at: &usize| {
        !lower
            .get(..*at)
            .is_some_and(|b| b.ends_with(char::is_alphanumeric))
    };
    let at = match seen.into_iter().find(begins) {
        Some(at) => at + "see ".len(),
        None if matches!(jump::read(text), Some(Jump::Named(_))) => {
            lower.find(" to ")? + " to ".len()
        }
        None => return None,
    };
    let rest = text.get(at..)?.trim_start_matches("section ").trim();
    let quoted = rest.strip_prefix(['"', '“', '\'']);
    let quoted = quoted.and_then(|inner| inner.split(['"', '”', '\'']).next());
    let end = rest.find([')', ',', ';', '(']).unwrap_or(rest.len());
    let plain = rest.get(..end)?.trim();
    let plain = plain.trim_end_matches(" below").trim_end_matches(" above");
    let plain = plain.trim_end_matches(" section");
    let name = quoted
        .unwrap_or(plain)
        .trim_matches([' ', '.', '*', '`', '…']);
    (!name.is_empty()).then(|| Mention {
        words: name.to_owned(),
        sought: Sought::Section,
        section: None,
        alone: false,
        sure: quoted.is_some(),
    })
}

/// Whether a text begins with telling its reader to read.
fn says_to_read(text: &str) -> bool {
    let first = text.split_whitespace().next().map(bare).unwrap_or_default();
    READING.iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// Whether a text says nothing beside a mention: remarks in brackets aside, it is one link, or
/// a file with its section, or has only words that lead there.
fn is_alone(text: &str, mention: &Mention) -> bool {
    let text = text.trim();
    let linked = match text.split_once(' ') {
        Some((_, rest)) if says_to_read(text) => rest.trim_start_matches("the "),
        _ => text,
    };
    let link = linked.starts_with('[') && linked.ends_with(')') && linked.contains("](");
    let rest = text.replacen(&mention.words, " ", 1);
    let rest = match rest.split_once(['(', '§', '#']) {
        Some((head, _)) if !link && text.find(&mention.words) < text.find(['(', '§', '#']) => head,
        _ => &rest,
    };
    let mut words = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let filler = |word: &str| {
        let digits = word.chars().all(|c| c.is_ascii_digit());
        digits || FILLERS.contains(&word.to_lowercase().as_str())
    };
    link || words.all(filler)
}

#[cfg(test)]
mod tests {
    use super::*;

    use Sought::{File, Question, Section, Skill};

    /// What is named and how, whether nothing else is said, and whether it must be there.
    type Named = (Sought, &'static str, bool, bool);

    /// Texts and what they name.
    const CASES: &[(&str, &[Named])] = &[
        (
            "databases-vector skill",
            &[(Skill, "databases-vector", true, true)],
        ),
        (
            "see databases-vector",
            &[(Skill, "databases-vector", true, true)],
        ),
        (
            "databases-vector",
            &[(Skill, "databases-vector", true, false)],
        ),
        (
            "A vector store: see the databases-vector skill",
            &[(Skill, "databases-vector", false, true)],
        ),
        (
            "Lanes or message-lanes skill",
            &[(Skill, "message-lanes", false, true)],
        ),
        ("1. Skill(theming)", &[(Skill, "theming", true, true)]),
        (
            "See `references/a.md`",
            &[(File, "references/a.md", true, true)],
        ),
        (
            "See: references/a.md",
            &[(File, "references/a.md", true, true)],
        ),
        (
            "Slim images (see references/a.md)",
            &[(File, "references/a.md", false, true)],
        ),
        ("See a.md", &[(File, "a.md", true, true)]),
        ("Read a.md", &[(File, "a.md", true, true)]),
        ("See [the map](a.md)", &[(File, "a.md", true, true)]),
        ("See [Rust notes](a.md)", &[(File, "a.md", true, true)]),
        (
            "Follow the guide in docs/a.md",
            &[(File, "docs/a.md", true, true)],
        ),
        ("A pool: see a.md", &[(File, "a.md", false, false)]),
        ("See the tiny skill", &[(Skill, "tiny", true, true)]),
        ("See Naming section", &[(Section, "Naming", true, true)]),
        ("See https://example.org/naming", &[]),
        ("Read replicas", &[]),
        ("Node 18", &[]),
        ("Section 508", &[]),
        ("Part 11", &[]),
        ("Q4", &[]),
        ("a.md § Sending", &[(File, "a.md", true, false)]),
        ("Rules (a.md)", &[(File, "a.md", false, false)]),
        ("Write a.md", &[]),
        (
            "See \"Picking a test\"",
            &[(Section, "Picking a test", true, true)],
        ),
        (
            "Local (see Caching below)",
            &[(Section, "Caching", false, false)],
        ),
        (
            "Continue to Assessment",
            &[(Section, "Assessment", true, false)],
        ),
        ("Go to Q7", &[(Question, "Go to Q7", true, true)]),
        ("Continue...", &[(Question, "Continue", true, true)]),
        ("A soft skill", &[(Skill, "soft", true, false)]),
        ("Use a write-ahead log", &[]),
        ("Oversee it", &[]),
        ("", &[]),
    ];

    #[test]
    fn a_text_sends_its_reader_to_what_it_names() {
        for (text, expected) in CASES {
            let found = mentions(text);
            let found: Vec<_> = found
                .iter()
                .map(|m| (m.sought, m.words.as_str(), m.alone, m.sure))
                .collect();
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn a_section_of_a_file_is_an_anchor_or_stands_after_it() {
        let cases = [
            ("[Patterns](./patterns.md#locks)", Some("locks")),
            ("api.md § Sending", Some("Sending")),
            ("patterns.md (Direct upload)", Some("Direct upload")),
            ("patterns.md", None),
        ];
        for (text, section) in cases {
            let found = mentions(text);
            let found = found.first().map(|mention| mention.section.as_deref());
            assert_eq!(found, Some(section), "{text}");
        }
    }
}
