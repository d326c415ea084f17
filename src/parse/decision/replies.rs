//! Questions with their answers in the same item: `1. Is it small? If yes, use Foo. If no, go to
//! step 2.`

use std::collections::{BTreeMap, BTreeSet};

use super::jump::{self, Jump};
use super::sketch::{Builder, Sketch};
use super::{clause, list, rules};
use crate::model::{Fork, ListItem, NodeId, Notation};
use crate::parse::{ParseCx, citation};

/// Words that begin a reply, and those of them that name the answer.
const REPLIES: [(&str, &str); 6] = [
    ("if yes", "yes"),
    ("if no", "no"),
    ("if so", "if so"),
    ("if not", "if not"),
    ("otherwise", "otherwise"),
    ("else", "else"),
];
/// Bytes of a step that is told wherever a reply sends to it.
const LONG_STEP: usize = 200;
/// What stands between two replies.
const BREAKS: [&str; 2] = [". ", "; "];

/// Items that ask nothing, with their line, by their number.
type Steps<'a> = BTreeMap<String, (u32, &'a str)>;

/// An item cut into its question and the replies to it.
struct Asked<'a> {
    question: &'a str,
    replies: Vec<Reply<'a>>,
}

/// An answer, and what follows from it.
struct Reply<'a> {
    answer: &'a str,
    then: &'a str,
    /// What else is said.
    notes: Vec<&'a str>,
}

/// Reads a list; `None` where fewer than half of its items ask and reply, or nothing is chosen.
pub(super) fn read(start: Option<u64>, list: &[ListItem], cx: ParseCx<'_>) -> Option<Sketch> {
    let items = list::flatten(list);
    let texts: Vec<String> = items
        .iter()
        .map(|item| list::clean(&item.text).into_owned())
        .collect();
    let tops = || items.iter().zip(&texts).filter(|(i, _)| i.above.is_none());
    let asked = || tops().filter_map(|(_, text)| cut(text));
    let chosen = |reply: &Reply<'_>| clause::chooses(reply.then) || clause::names_thing(reply.then);
    let chooses = asked().any(|asked| asked.replies.iter().any(chosen));
    if !chooses || asked().count() * 2 < tops().count() {
        return None;
    }
    let steps = steps(start, tops().map(|(item, text)| (item.line, text.as_str())));
    let replies = || asked().flat_map(|asked| asked.replies);
    let reached: BTreeSet<&str> = replies()
        .filter_map(|reply| Some(step_of(&steps, &reply)?.1))
        .collect();
    let mut builder = Builder::new(cx);
    let mut intro = Vec::new();
    for (item, text) in items.iter().zip(&texts) {
        let asked = cut(text).filter(|_| item.above.is_none());
        if let Some(asked) = asked {
            add(&mut builder, &asked, &steps, item.line);
            continue;
        }
        if item.above.is_none() && reached.contains(text.as_str()) {
            continue;
        }
        match builder.last_root() {
            Some(root) => builder.note(root, text, item.line),
            None => intro.push(citation::take(text, cx)),
        }
    }
    Some(Sketch {
        notation: Notation::List,
        title: None,
        graph: builder.finish(),
        decisions: BTreeSet::new(),
        intro,
        line: items.first()?.line,
        end_line: items.iter().map(|item| item.end_line).max()?,
        ordered: start.is_some(),
        drawn: 0,
        coded: 0,
    })
}

/// The items that ask nothing, by the number that replies send to: "3. Otherwise use Foo."
fn steps<'a>(start: Option<u64>, tops: impl Iterator<Item = (u32, &'a str)>) -> Steps<'a> {
    let numbered = start.into_iter().flat_map(|start| start..).zip(tops);
    let unasked = numbered.filter(|(_, (_, text))| text.len() <= LONG_STEP && cut(text).is_none());
    unasked
        .map(|(number, step)| (number.to_string(), step))
        .collect()
}

/// Adds a question. Where a reply sends to a step that asks nothing, that is what follows.
fn add(builder: &mut Builder<'_>, asked: &Asked<'_>, steps: &Steps<'_>, line: u32) {
    let root = builder.add(None, asked.question, line);
    builder.forks(root, Fork::OneOf);
    for reply in &asked.replies {
        let answer = builder.add(Some(root), reply.answer, line);
        let then = builder.add(Some(answer), reply.then, line);
        note(builder, then, reply.notes.iter().copied(), line);
        if let Some((line, step)) = step_of(steps, reply) {
            let (first, rest) = rules::sentence(without_otherwise(step));
            let end = builder.add(Some(then), first.trim_end_matches('.'), line);
            note(builder, end, [rest], line);
        }
    }
}

/// The step that a reply sends to.
fn step_of<'a>(steps: &Steps<'a>, reply: &Reply<'_>) -> Option<(u32, &'a str)> {
    match jump::read(reply.then)? {
        Jump::Marked(number) | Jump::Bare { mark: number, .. } => steps.get(&number).copied(),
        Jump::Named(_) | Jump::Next | Jump::First => None,
    }
}

/// What is to be done in a step that holds where no reply led elsewhere.
fn without_otherwise(step: &str) -> &str {
    reply(step).map_or(step, |reply| reply.then)
}

fn note<'a>(
    builder: &mut Builder<'_>,
    about: NodeId,
    notes: impl IntoIterator<Item = &'a str>,
    line: u32,
) {
    for note in notes.into_iter().filter(|note| !note.is_empty()) {
        builder.note(about, note, line);
    }
}

/// Cuts an item; `None` where it does not ask and give two replies.
fn cut(text: &str) -> Option<Asked<'_>> {
    let at = text.find('?')?;
    let (question, rest) = text.split_at_checked(at + 1)?;
    let mut replies: Vec<Reply<'_>> = Vec::new();
    for part in parts(rest.trim_start_matches(['*', '_', ' '])) {
        match (reply(part), replies.last_mut()) {
            (Some(reply), _) => replies.push(reply),
            (None, Some(before)) => before.notes.push(part),
            (None, None) => return None,
        }
    }
    let question = question.trim_start_matches(['*', '_', ' ']);
    (replies.len() > 1).then_some(Asked { question, replies })
}

/// The sentences of a text, and what semicolons part.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let ends = BREAKS.iter().filter_map(|mark| rest.find(mark)).min();
        let end = ends.map_or(rest.len(), |at| at + 1);
        let (part, after) = rest.split_at_checked(end)?;
        rest = after.trim_start();
        let part = part.trim().trim_end_matches(['.', ';']);
        (!part.is_empty()).then_some(part)
    })
}

fn reply(part: &str) -> Option<Reply<'_>> {
    REPLIES.iter().find_map(|(begin, name)| {
        let (head, then) = part.split_at_checked(begin.len())?;
        let whole = head.eq_ignore_ascii_case(begin) && !then.starts_with(char::is_alphanumeric);
        let (_, answer) = head.split_at_checked(begin.len() - name.len())?;
        let then = then.trim_start_matches([',', ':', ' ', '-', '—', '–', '→']);
        (whole && !then.is_empty()).then_some(Reply {
            answer,
            then,
            notes: Vec::new(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn an_item_is_cut_into_its_question_and_replies() {
        let cases = [
            (
                "two sentences",
                "Small? If yes, use Foo. If no, go to step 2.",
                Some(vec![("yes", "use Foo"), ("no", "go to step 2")]),
            ),
            (
                "a semicolon and other words",
                "Small? If so: Foo; otherwise Bar.",
                Some(vec![("If so", "Foo"), ("otherwise", "Bar")]),
            ),
            ("a question of its own", "Small?", None),
            ("one reply", "Small? If yes, use Foo.", None),
            ("a rule", "Small? Use Foo. If no, use Bar.", None),
        ];
        for (name, text, expected) in cases {
            let read = cut(text).map(|asked| {
                let replies = asked.replies.into_iter();
                replies.map(|r| (r.answer, r.then)).collect::<Vec<_>>()
            });
            assert_eq!(read, expected, "{name}");
        }
    }
}
