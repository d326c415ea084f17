//! Decision trees in YAML, for authors who want to say more than prose can: kinds of forks,
//! conditions on facts, limits, parts that several answers lead to. Keys: the format contract,
//! section 1.

use std::collections::{BTreeMap, BTreeSet};

use super::sketch::{Sketch, content_lines};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::model::{
    CitedText, Edge, Fork, Graph, GraphNode, Leads, NodeId, Notation, Note, Pointer, Sought,
};
use crate::parse::record::{Codes, Reader};
use crate::parse::yaml::{self, Node};
use crate::parse::{ParseCx, citation};
use crate::text::{Location, SafeText, counted, nearest};

const TREE: &[&str] = &[
    "title", "question", "kind", "note", "cite", "answers", "parts",
];
const QUESTION: &[&str] = &["question", "kind", "note", "cite", "answers"];
const ANSWER: &[&str] = &[
    "answer", "when", "because", "note", "limit", "cite", "then", "choose", "goto",
];
/// What an answer may lead to, the first that it says in this order.
const LEADS: [&str; 3] = ["then", "choose", "goto"];
/// Kinds that a question can have; a rule asks nothing.
const KINDS: [Fork; 3] = [Fork::OneOf, Fork::AnyOf, Fork::AllOf];

/// Names of parts offered in place of one that is not there.
const OFFERED: usize = 8;

/// What findings in a tree are called.
const CODES: Codes = Codes {
    shape: "tree-shape",
    key: "tree-key",
    value: "tree-value",
    duplicate: "tree-duplicate",
    id: "tree-shape",
    citation: "tree-citation",
};

/// Reads a block; `None` where it has no question. What is wrong with it goes to `found`.
pub(super) fn read(
    text: &str,
    line: u32,
    cx: ParseCx<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Sketch> {
    let node = match yaml::read_from(text, limits::YAML_BYTES, line) {
        Ok(node) => node,
        Err(error) => {
            let message = format!("The decision tree cannot be read as YAML: {}", error.reason);
            let error = Diagnostic::error("tree-yaml", message)
                .at(Location::line(cx.file, error.line))
                .hint("Correct the line; until then there is no tree");
            found.push(error);
            return None;
        }
    };
    let mut author = Author {
        cx,
        reader: Reader {
            file: cx.file,
            codes: &CODES,
            diagnostics: Vec::new(),
            declared: cx.citations.clone(),
        },
        graph: Graph::default(),
        jumps: Vec::new(),
    };
    let title = author.tree(&node);
    found.append(&mut author.reader.diagnostics);
    let (line, end_line) = content_lines(text, line)?;
    (!author.graph.roots.is_empty()).then_some(Sketch {
        notation: Notation::Yaml,
        title,
        graph: author.graph,
        decisions: BTreeSet::new(),
        intro: Vec::new(),
        line,
        end_line,
        ordered: false,
        drawn: 0,
        coded: 0,
    })
}

/// Makes the graph of a tree. It goes into itself where questions nest, at most as deep as the
/// YAML reader lets a value be ([`limits::NESTING`]).
struct Author<'a> {
    cx: ParseCx<'a>,
    reader: Reader,
    graph: Graph,
    jumps: Vec<Jump>,
}

/// The parts by name, with the places of their names; one that is no question has no label.
type Parts = BTreeMap<SafeText, (Option<NodeId>, Location)>;

/// An answer that leads to a part, which may stand below it in the file.
struct Jump {
    from: NodeId,
    part: SafeText,
    at: Location,
}

impl Author<'_> {
    /// Reads the whole tree; yields its title.
    fn tree(&mut self, node: &Node) -> Option<SafeText> {
        if !self.reader.is_record(node, "the decision tree", TREE) {
            return None;
        }
        let root = self.question(node);
        self.graph.roots.extend(root);
        let parts = self.parts(node);
        self.jump(&parts);
        self.reader.text(node, "title")
    }

    /// Reads the parts.
    fn parts(&mut self, node: &Node) -> Parts {
        let mut parts = Parts::new();
        let Some(value) = node.get("parts").filter(|value| !value.is_null()) else {
            return parts;
        };
        if !value.is_mapping() {
            let message = format!("`parts` is {}, not a mapping", value.what());
            let hint = "Write it as `{name: {question: .., answers: []}}`";
            self.reader.warn(CODES.shape, message, value, hint);
        }
        for (key, part) in value.entries() {
            let name = SafeText::one_line(&key.to_line());
            if parts.contains_key(&name) {
                let message = format!("There is a part `{name}` already; the first is used");
                let hint = "Rename one of them";
                self.reader.warn(CODES.duplicate, message, key, hint);
                continue;
            }
            let what = format!("the part `{name}`");
            let question = self.question_at(part, &what);
            parts.insert(name, (question, self.reader.at(key)));
        }
        parts
    }

    /// Leads the answers that go on at a part there. One that names no part ends with saying so.
    fn jump(&mut self, parts: &Parts) {
        let mut named = BTreeSet::new();
        for jump in std::mem::take(&mut self.jumps) {
            let part = parts.get(&jump.part);
            if part.is_none() {
                self.lost(&jump, parts);
            }
            let to = part.and_then(|(question, _)| *question).unwrap_or_else(|| {
                let label = format!("Goes on at `{}`, which is not in this tree", jump.part);
                let id = self.add(CitedText::plain(label), jump.at);
                self.miss(id, Sought::Part, jump.part.clone());
                id
            });
            self.lead(jump.from, to);
            named.insert(jump.part);
        }
        self.report_unused(parts, &named);
    }

    /// Reports the parts that the first question does not lead to. One that is no question is
    /// reported as such, and leads nowhere; it is used where an answer names it.
    fn report_unused(&mut self, parts: &Parts, named: &BTreeSet<SafeText>) {
        let reached = self.reached();
        for (name, (question, at)) in parts {
            let used = match question {
                Some(question) => reached.contains(question),
                None => named.contains(name),
            };
            if !used {
                let message = format!("The first question does not lead to the part `{name}`");
                let hint =
                    format!("Write `goto: {name}` at an answer on the way, or take the part out");
                let found = Diagnostic::warning("tree-part", message).at(*at).hint(hint);
                self.reader.diagnostics.push(found);
            }
        }
    }

    /// All labels that the first question leads to, itself included.
    fn reached(&self) -> BTreeSet<NodeId> {
        let mut reached = BTreeSet::new();
        let mut todo = self.graph.roots.clone();
        while let Some(id) = todo.pop() {
            if reached.insert(id) {
                let node = self.graph.get(id);
                todo.extend(node.iter().flat_map(|node| &node.children).map(|e| e.to));
            }
        }
        reached
    }

    /// Keeps what a label should lead to and does not.
    fn miss(&mut self, id: NodeId, sought: Sought, words: SafeText) {
        self.with(id, |label| {
            label.missing = Some(Pointer {
                words,
                sought,
                leads: Leads::Nowhere,
                alone: true,
                at: label.at,
            });
        });
    }

    /// Reports a jump to a part that is not there; each is compared with all parts there are.
    fn lost(&mut self, jump: &Jump, parts: &Parts) {
        if self.reader.diagnostics.len() >= limits::WRONG_REFERENCES {
            return;
        }
        let message = format!("`goto: {}` names no part of the tree", jump.part);
        let names = || parts.keys().map(SafeText::as_str);
        let hint = match nearest(&jump.part, names()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None if parts.is_empty() => format!("Write the part: `parts: {{{}: ..}}`", jump.part),
            None => {
                let some: Vec<&str> = names().take(OFFERED).collect();
                format!("Parts: {}; the first question is none", some.join(", "))
            }
        };
        let found = Diagnostic::warning("tree-goto", message)
            .at(jump.at)
            .hint(hint);
        self.reader.diagnostics.push(found);
    }

    /// The question that a value is, if it is one.
    fn question_at(&mut self, node: &Node, what: &str) -> Option<NodeId> {
        let is_record = self.reader.is_record(node, what, QUESTION);
        if is_record { self.question(node) } else { None }
    }

    fn question(&mut self, node: &Node) -> Option<NodeId> {
        let prompt = self.reader.needed(node, "question", "question")?;
        let id = self.labelled(&prompt, node);
        let kind = self.kind(node);
        let notes = self.notes(node, &["note"]);
        self.with(id, |label| {
            label.fork = kind;
            label.notes = notes;
        });
        let answers = self
            .reader
            .records(node, "answers", ANSWER, |_, item| Some(item));
        if answers.len() < 2 {
            let answers = counted(answers.len(), "answer");
            let message = format!("“{prompt}” has {answers}: nothing to choose");
            let hint = "Write two or more entries under `answers`";
            self.reader.warn("tree-answers", message, node, hint);
        }
        let mut given = BTreeSet::new();
        for answer in answers {
            if let Some(to) = self.answer(answer) {
                self.lead(id, to);
                let label = self.graph.get(to).map(|label| label.label.clone());
                self.again(&mut given, &label.unwrap_or_default(), answer);
            }
        }
        if self
            .graph
            .get(id)
            .is_some_and(|label| label.children.is_empty())
        {
            self.miss(id, Sought::Answers, SafeText::one_line(&prompt));
        }
        Some(id)
    }

    /// Reports an answer that a question has already.
    fn again(&mut self, given: &mut BTreeSet<String>, label: &str, node: &Node) {
        if !given.insert(label.trim().to_lowercase()) {
            let message = format!("There is an answer “{label}” already; giving it means both");
            let hint = "Write one answer that leads to all of it, or tell them apart";
            self.reader.warn(CODES.duplicate, message, node, hint);
        }
    }

    fn kind(&mut self, node: &Node) -> Option<Fork> {
        let words: Vec<(&str, Option<Fork>)> = KINDS
            .iter()
            .map(|kind| (kind.word(), Some(*kind)))
            .collect();
        self.reader.choice(node, "kind", &words)
    }

    /// An answer and what it leads to. Its limit and its source are said of where it ends.
    fn answer(&mut self, node: &Node) -> Option<NodeId> {
        let text = self.reader.needed(node, "answer", "answer")?;
        let when = self.reader.claims(node, "when");
        let notes = self.notes(node, &["because", "note"]);
        let id = self.add(citation::take(&text, self.cx), self.reader.at(node));
        self.with(id, |label| {
            label.when = when;
            label.notes = notes;
        });
        let says = |key: &&str| node.get(key).is_some_and(|value| !value.is_null());
        let leads: Vec<&str> = LEADS.into_iter().filter(says).collect();
        if let [first, second, ..] = leads.as_slice() {
            let message = format!("This answer has `{first}` and `{second}`; `{first}` is used");
            self.reader
                .warn(CODES.shape, message, node, "Keep one of them");
        }
        let chosen = match (leads.first(), node.get("then")) {
            (Some(&"then"), Some(then)) => {
                let next = self.question_at(then, "what follows `then`");
                self.lead_on(id, next);
                None
            }
            (Some(&"choose"), _) => self.choice(node),
            (Some(&"goto"), _) => {
                self.go(id, node);
                None
            }
            _ => None,
        };
        self.lead_on(id, chosen);
        self.conclude(chosen.unwrap_or(id), node);
        Some(id)
    }

    /// The outcome that names technologies.
    fn choice(&mut self, node: &Node) -> Option<NodeId> {
        let names = self.reader.list(node, "choose");
        let label = names.iter().map(SafeText::as_str).collect::<Vec<_>>();
        if label.is_empty() {
            return None;
        }
        let label = CitedText::plain(label.join(", "));
        let id = self.add(label, self.reader.at(node.get("choose").unwrap_or(node)));
        self.with(id, |label| label.choose = names);
        Some(id)
    }

    fn go(&mut self, from: NodeId, node: &Node) {
        if let Some(part) = self.reader.text(node, "goto") {
            let at = self.reader.at(node.get("goto").unwrap_or(node));
            self.jumps.push(Jump { from, part, at });
        }
    }

    /// The limit and the source of an answer.
    fn conclude(&mut self, id: NodeId, node: &Node) {
        let cite = self.reader.cite(node);
        let limit = self.reader.text(node, "limit").map(|limit| Note {
            text: CitedText {
                // The words that make a number a limit wherever it is read.
                text: SafeText::from(format!("Limit: {limit}")),
                cites: cite.iter().cloned().collect(),
            },
            at: self.reader.at(node.get("limit").unwrap_or(node)),
        });
        self.with(id, |label| {
            label.cites.extend(cite);
            label.notes.extend(limit);
        });
    }

    /// What some keys say, one text or a list of texts.
    fn notes(&mut self, node: &Node, keys: &[&str]) -> Vec<Note> {
        let mut notes = Vec::new();
        for key in keys {
            let at = self.reader.at(node.get(key).unwrap_or(node));
            let texts = self.reader.list(node, key).into_iter();
            notes.extend(texts.map(|text| Note {
                text: citation::take(&text, self.cx),
                at,
            }));
        }
        notes
    }

    /// A label with the source that it names.
    fn labelled(&mut self, text: &SafeText, node: &Node) -> NodeId {
        let mut label = citation::take(text, self.cx);
        label.cites.extend(self.reader.cite(node));
        self.add(label, self.reader.at(node))
    }

    fn add(&mut self, label: CitedText, at: Location) -> NodeId {
        let id = NodeId(u32::try_from(self.graph.nodes.len()).unwrap_or(u32::MAX));
        self.graph.nodes.push(GraphNode {
            label: label.text,
            cites: label.cites,
            at,
            ..GraphNode::default()
        });
        id
    }

    fn with(&mut self, id: NodeId, change: impl FnOnce(&mut GraphNode)) {
        if let Some(label) = self.graph.nodes.get_mut(id.index()) {
            change(label);
        }
    }

    fn lead_on(&mut self, from: NodeId, to: Option<NodeId>) {
        if let Some(to) = to {
            self.lead(from, to);
        }
    }

    fn lead(&mut self, from: NodeId, to: NodeId) {
        self.with(from, |label| label.children.push(Edge { label: None, to }));
    }
}
