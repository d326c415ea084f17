//! Leaves that send the reader to another question of the same block: `Go to Q3`, `Continue`,
//! `NO ↓`.
//!
//! The graph as written keeps them as plain leaves. What is walked is read from a graph with one
//! edge more for each of them, and a question that an earlier one beside it goes on to is no
//! longer a choice beside it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::words;
use crate::limits;
use crate::model::{Edge, Graph, GraphNode, NodeId};

/// Where a label sends the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Jump {
    /// To what is numbered or lettered so: `3` of `Go to Q3`, `b` of `See section B`.
    Marked(String),
    /// Perhaps there: nothing says to go, and `Node 18` is as likely a product. It is a jump where
    /// the block has such a place.
    Bare {
        /// The number or letter.
        mark: String,
        /// The whole reference, in lower case: `q3`, `section b`.
        text: String,
    },
    /// To what is called so.
    Named(String),
    /// To the next question.
    Next,
    /// Back to the first one.
    First,
}

/// Words with which a label sends the reader somewhere; longer ones first.
const SENDING: [&str; 20] = [
    "go back to ",
    "go on with ",
    "go on to ",
    "carry on with ",
    "continue with ",
    "continue to ",
    "continue at ",
    "proceed with ",
    "proceed to ",
    "return to ",
    "advance to ",
    "jump to ",
    "skip to ",
    "move to ",
    "back to ",
    "go to ",
    "goto ",
    "then ",
    "see ",
    "→ ",
];
/// What numbers a question where it is referred to.
const MARKED: [&str; 9] = [
    "question ",
    "section ",
    "step ",
    "part ",
    "node ",
    "tree ",
    "no. ",
    "q",
    "#",
];
/// Those of them that refer to any question, however it is written itself.
const ASKED: [&str; 4] = ["question ", "step ", "q", "#"];
/// What a reference to a question may add: when to go there, or where it stands.
const ADDED: [&str; 8] = [
    "if ", "when ", "where ", "unless ", "below", "above", "instead", "next",
];
/// Names of the place where a block begins.
const STARTS: [&str; 6] = [
    "start",
    "the start",
    "beginning",
    "the beginning",
    "the top",
    "the first question",
];
/// Whole labels that mean the first question.
const FIRST: [&str; 4] = [
    "start over",
    "start again",
    "begin again",
    "start from the top",
];
/// Whole labels that mean the next question.
const NEXT: [&str; 14] = [
    "continue",
    "continue below",
    "continue to next",
    "continue to next question",
    "continue to next step",
    "continue to the next question",
    "next",
    "next question",
    "next step",
    "go to next question",
    "go to the next question",
    "go on",
    "keep going",
    "↓",
];

/// Reads a label that says nothing but where to go on; `None` for any other.
pub(crate) fn read(label: &str) -> Option<Jump> {
    let plain = words::plain(label);
    let said = after_yes_no(&plain);
    let text = without_aside(said).trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | '…' | ':' | '→' | '"' | '“' | '”')
    });
    let bare = text.trim_end_matches(['↓', ' ']);
    if NEXT.contains(&text) || (!bare.is_empty() && NEXT.contains(&bare)) {
        return Some(Jump::Next);
    }
    let sent = SENDING.iter().find_map(|verb| text.strip_prefix(verb));
    let place = sent.unwrap_or(text).trim();
    if FIRST.contains(&text) || (sent.is_some() && STARTS.contains(&place)) {
        return Some(Jump::First);
    }
    if let Some(mark) = mark(place, sent.is_some()) {
        let text = place.to_owned();
        return Some(match sent {
            Some(_) => Jump::Marked(mark),
            None => Jump::Bare { mark, text },
        });
    }
    let name = place.trim_end_matches(" below").trim_end_matches(" above");
    let name = name.trim_matches(['"', '“', '”', '*', '`', ' ']);
    (sent.is_some() && !name.is_empty()).then(|| Jump::Named(name.to_owned()))
}

/// What is said after a yes or a no: `no: go to q3`. Any other label as it is.
fn after_yes_no(label: &str) -> &str {
    if !words::is_yes_no(label) {
        return label;
    }
    let rest = label.trim_start_matches(char::is_alphabetic);
    let opened = rest.trim_start().strip_prefix('(');
    let closed = opened.and_then(|inner| inner.strip_suffix(')'));
    closed.unwrap_or_else(|| rest.trim_start_matches([' ', ',', ':', ';', '–', '—', '-', '.']))
}

/// A label without the remark in brackets at its end.
fn without_aside(label: &str) -> &str {
    let closed = label.strip_suffix(')');
    let cut = closed.and_then(|inner| inner.rsplit_once('('));
    cut.map_or(label, |(head, _)| head.trim_end())
}

/// The number or letter that a text refers to by; `sent` where words before it say to go there.
fn mark(text: &str, sent: bool) -> Option<String> {
    let marked = MARKED.iter().find_map(|head| text.strip_prefix(head));
    let rest = marked.filter(|rest| starts_as_mark(rest));
    let rest = rest.or_else(|| Some(text).filter(|text| sent && starts_as_mark(text)))?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
    let (mark, remark) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
    let closed = remark.is_empty() || remark.starts_with([':', ' ', ',']);
    let remark = remark.trim_start_matches([':', ' ', ',', '-', '–', '—']);
    // "2 replicas" counts; words in brackets or after a colon say more about a question, and some
    // say when to go there.
    let counts = || text.contains(&format!("{mark} ")) && !adds(remark);
    let alone = remark.is_empty() || (sent && closed && !counts());
    alone.then(|| mark.to_owned())
}

/// Whether words after a reference to a question only say when to go there, or where it stands.
fn adds(remark: &str) -> bool {
    ADDED.iter().any(|word| remark.starts_with(word))
}

/// Whether a text begins with digits or is led by a single letter.
fn starts_as_mark(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric());
    let head = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let digits = !head.is_empty() && head.chars().all(|c| c.is_ascii_digit());
    digits || (head.len() == 1 && head.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// The number or letter that a label of a question begins with: `3` of `Q3: Big?`, `Step 3: Big?`,
/// `3. Big?`; and what it is called without.
fn own_mark(label: &str) -> (Option<String>, String) {
    let plain = words::plain(label);
    let text = MARKED.iter().find_map(|head| plain.strip_prefix(head));
    let text = text.filter(|rest| starts_as_mark(rest)).unwrap_or(&plain);
    let name = |text: &str| {
        let name = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '?' | ':' | '"'));
        name.to_owned()
    };
    let end = text.find(|c: char| !c.is_ascii_alphanumeric());
    let cut = text.split_at_checked(end.unwrap_or(text.len()));
    match cut.filter(|_| starts_as_mark(text)) {
        Some((mark, rest)) if rest.is_empty() || rest.starts_with([':', '.', ')']) => (
            Some(mark.to_owned()),
            name(rest.trim_start_matches([':', '.', ')'])),
        ),
        _ => (None, name(&plain)),
    }
}

/// The graph with the edges of its jumps; borrowed where it has none. `title` is what the block
/// is called: who is sent there comes to its first question.
pub(super) fn joined<'a>(graph: &'a Graph, title: &str) -> Cow<'a, Graph> {
    let places = Places::of(graph, title);
    let jumps: BTreeMap<NodeId, NodeId> = ids(graph)
        .filter_map(|id| {
            let leaf = graph.get(id).filter(|node| node.children.is_empty())?;
            Some((id, places.target(id, leaf)?))
        })
        .collect();
    if jumps.is_empty() {
        return Cow::Borrowed(graph);
    }
    let mut joined = graph.clone();
    for (from, to) in &jumps {
        if let Some(node) = joined.nodes.get_mut(from.index()) {
            node.children.push(Edge {
                label: None,
                to: *to,
            });
        }
    }
    let continued = places.continued(&jumps);
    joined.roots.retain(|root| !continued.contains(root));
    for (id, node) in ids(graph).zip(&mut joined.nodes) {
        let reached = |to: &NodeId| continued.contains(to) && places.hangs_from(*to, id);
        if node.children.len() > 1 {
            node.children.retain(|edge| !reached(&edge.to));
        }
    }
    Cow::Owned(joined)
}

fn ids(graph: &Graph) -> impl Iterator<Item = NodeId> + use<> {
    (0..graph.nodes.len()).filter_map(|at| u32::try_from(at).ok().map(NodeId))
}

/// Whether a label is a question that "next" can mean: one that asks, or is numbered and forks. A
/// numbered label with one way on is as likely an answer.
fn is_stop(node: &GraphNode, root: bool) -> bool {
    let numbered = || {
        let (mark, _) = own_mark(&node.label);
        mark.is_some_and(|mark| mark.starts_with(|c: char| c.is_ascii_digit()))
    };
    let forks = root || node.children.len() > 1;
    let asks = words::is_question(&node.label) || (forks && numbered());
    !node.children.is_empty() && asks
}

/// Where a label stands: what it hangs from, and its place among those beside it. The roots hang
/// from nothing.
type Seat = (Option<NodeId>, usize);

/// Where the labels of a graph stand, and what they can be referred to by.
struct Places<'a> {
    graph: &'a Graph,
    seats: BTreeMap<NodeId, Seat>,
    /// The next question beside a label, by label.
    next: BTreeMap<NodeId, NodeId>,
    marked: BTreeMap<String, NodeId>,
    named: BTreeMap<String, NodeId>,
    /// Whether any of the sections is numbered; else they are counted.
    numbered: bool,
    /// What the block is called.
    title: String,
}

impl<'a> Places<'a> {
    fn of(graph: &'a Graph, title: &str) -> Self {
        let mut places = Self {
            graph,
            seats: BTreeMap::new(),
            next: BTreeMap::new(),
            marked: BTreeMap::new(),
            named: BTreeMap::new(),
            numbered: false,
            title: own_mark(title).1,
        };
        places.seat(None, &graph.roots);
        for id in ids(graph) {
            let children = graph.get(id).map(|node| node.children.as_slice());
            let children: Vec<NodeId> = children.unwrap_or_default().iter().map(|e| e.to).collect();
            places.seat(Some(id), &children);
        }
        // A section is meant before a question within one.
        let sections = places.sections();
        for id in sections.into_iter().chain(ids(graph)) {
            places.name(id);
        }
        places
    }

    /// The roots, or what stands under the only one.
    fn sections(&mut self) -> Vec<NodeId> {
        let graph = self.graph;
        let sections = match graph.roots.as_slice() {
            [only] => {
                let edges = graph.get(*only).map(|root| root.children.as_slice());
                edges.unwrap_or_default().iter().map(|e| e.to).collect()
            }
            roots => roots.to_vec(),
        };
        let marks = |id: &NodeId| {
            graph
                .get(*id)
                .is_some_and(|n| own_mark(&n.label).0.is_some())
        };
        self.numbered = sections.iter().any(marks);
        sections
    }

    fn seat(&mut self, above: Option<NodeId>, children: &[NodeId]) {
        let mut next = None;
        for (at, child) in children.iter().enumerate().rev() {
            self.seats.entry(*child).or_insert((above, at));
            if let Some(next) = next {
                self.next.entry(*child).or_insert(next);
            }
            let stops = |node: &GraphNode| is_stop(node, above.is_none());
            if self.graph.get(*child).is_some_and(stops) {
                next = Some(*child);
            }
        }
    }

    fn name(&mut self, id: NodeId) {
        let Some(node) = self.graph.get(id).filter(|node| !node.children.is_empty()) else {
            return;
        };
        let (mark, name) = own_mark(&node.label);
        if let Some(mark) = mark {
            self.marked.entry(mark).or_insert(id);
        }
        if !name.is_empty() {
            self.named.entry(name).or_insert(id);
        }
    }

    /// Where a leaf sends the reader, if there is such a place in the block.
    fn target(&self, id: NodeId, leaf: &GraphNode) -> Option<NodeId> {
        let target = match read(&leaf.label) {
            Some(Jump::Next) => self.next_question(id),
            Some(Jump::Marked(mark)) => {
                let marked = self.marked.get(&mark).copied();
                marked.or_else(|| self.counted(mark.parse().ok()?))
            }
            Some(Jump::Bare { mark, text }) => self.bare(&mark, &text),
            Some(Jump::Named(name)) => self.called(&own_mark(&name).1),
            Some(Jump::First) => self.graph.roots.first().copied(),
            None if words::is_question(&leaf.label) => {
                self.named.get(&own_mark(&leaf.label).1).copied()
            }
            None => None,
        };
        target.filter(|target| *target != id)
    }

    /// What a reference means with which nothing says to go there: a question by its number, or a
    /// place that begins with these very words.
    fn bare(&self, mark: &str, text: &str) -> Option<NodeId> {
        let asked = ASKED.iter().filter_map(|head| text.strip_prefix(head));
        let asked = asked.into_iter().any(starts_as_mark);
        let begins = |id: &NodeId| {
            let node = self.graph.get(*id);
            node.is_some_and(|node| words::plain(&node.label).starts_with(text))
        };
        let marked = self.marked.get(mark).copied();
        marked.filter(|id| asked || begins(id))
    }

    /// What is called so: a question, or the block itself, which means its first one.
    fn called(&self, name: &str) -> Option<NodeId> {
        let named = self.named.get(name).copied();
        let block = !name.is_empty() && name == self.title;
        let first = self.graph.roots.first().copied();
        named.or_else(|| first.filter(|_| block))
    }

    /// The section of a number where no section has one written.
    fn counted(&self, number: usize) -> Option<NodeId> {
        if self.numbered || self.graph.roots.len() < 2 {
            return None;
        }
        let root = self.graph.roots.get(number.checked_sub(1)?).copied();
        let stops = |root: &NodeId| {
            self.graph
                .get(*root)
                .is_some_and(|node| is_stop(node, true))
        };
        root.filter(stops)
    }

    /// The next question beside the one that a leaf answers, or beside one that holds it.
    fn next_question(&self, from: NodeId) -> Option<NodeId> {
        let mut at = from;
        for _ in 0..limits::TREE_DEPTH {
            let (above, _) = *self.seats.get(&at)?;
            let asked = self
                .graph
                .get(at)
                .is_some_and(|node| !node.children.is_empty());
            if let Some(next) = self.next.get(&at).filter(|_| asked) {
                return Some(*next);
            }
            at = above?;
        }
        None
    }

    /// The questions that one beside and before them goes on to: these are reached from there.
    fn continued(&self, jumps: &BTreeMap<NodeId, NodeId>) -> BTreeSet<NodeId> {
        let reached = jumps
            .iter()
            .filter(|(from, to)| self.is_after(**to, **from));
        reached.map(|(_, to)| *to).collect()
    }

    fn hangs_from(&self, label: NodeId, above: NodeId) -> bool {
        let seat = self.seats.get(&label);
        seat.is_some_and(|(from, _)| *from == Some(above))
    }

    /// Whether a question stands beside, and after, one that a leaf is part of.
    fn is_after(&self, question: NodeId, leaf: NodeId) -> bool {
        let Some((beside, place)) = self.seats.get(&question) else {
            return false;
        };
        let mut at = leaf;
        for _ in 0..limits::TREE_DEPTH {
            match self.seats.get(&at) {
                Some((above, own)) if above == beside => return own < place,
                Some((Some(above), _)) => at = *above,
                _ => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_says_where_to_go_on_or_something_else() {
        let marked = |mark: &str| Some(Jump::Marked(mark.to_owned()));
        let named = |name: &str| Some(Jump::Named(name.to_owned()));
        let bare = |mark: &str, text: &str| {
            let (mark, text) = (mark.to_owned(), text.to_owned());
            Some(Jump::Bare { mark, text })
        };
        let cases = [
            ("Q2", bare("2", "q2")),
            ("#3", bare("3", "#3")),
            ("Node 18", bare("18", "node 18")),
            ("NO: Section B", bare("b", "section b")),
            ("Proceed to Q3 if needed", marked("3")),
            ("Go to step 4 below", marked("4")),
            ("Go to 2 replicas", named("2 replicas")),
            ("Back to start", Some(Jump::First)),
            ("Go back to the beginning", Some(Jump::First)),
            ("Start over.", Some(Jump::First)),
            ("Start", None),
            ("Go to Q3", marked("3")),
            ("Go to step 3", marked("3")),
            ("NO: go to Q3", marked("3")),
            ("No (see Q3)", marked("3")),
            ("Continue to #2", marked("2")),
            ("Proceed to Step 12", marked("12")),
            ("Go to section B", marked("b")),
            ("Go to Q3 (caching)", marked("3")),
            ("Continue", Some(Jump::Next)),
            ("Continue...", Some(Jump::Next)),
            ("NO ↓", Some(Jump::Next)),
            ("No, next question", Some(Jump::Next)),
            ("Continue to Assessment", named("assessment")),
            ("See \"Caching\" below", named("caching")),
            ("YES", None),
            ("No", None),
            ("Quorum queues", None),
            ("2 replicas", None),
            ("Nothing below", None),
            ("Use Q# for this", None),
            ("S3", None),
            ("C", None),
            ("", None),
        ];
        for (label, expected) in cases {
            assert_eq!(read(label), expected, "{label}");
        }
    }

    #[test]
    fn a_question_is_known_by_its_mark_and_by_its_name() {
        let cases = [
            ("Q3: Is it big?", Some("3"), "is it big"),
            ("3. Is it big?", Some("3"), "is it big"),
            ("Step 3: Size", Some("3"), "size"),
            ("B) Size", Some("b"), "size"),
            ("Is it big?", None, "is it big"),
            ("3 replicas?", None, "3 replicas"),
            ("A store?", None, "a store"),
        ];
        for (label, mark, name) in cases {
            let expected = (mark.map(str::to_owned), name.to_owned());
            assert_eq!(own_mark(label), expected, "{label}");
        }
    }
}
