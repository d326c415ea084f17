//! From a YAML document to a stack. What is not understood is named with its line and left out;
//! the rest is kept.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, Place};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::model::{Alternative, Citation, ConcernId, Fact, Facts, Fork, TechId, TreeId};
use crate::parse::quantity;
use crate::parse::yaml::{Node, NodeKind};
use crate::stack::decision::alternative;
use crate::stack::{AdrStatus, Compared, ComparedCell, Decision, Library, People, Stack, Subject};
use crate::text::{FileId, Location, SafeText};
use crate::walk::{
    Branch, Onward, RuledOut, StatedNote, StatedOutcome, SwitchedFork, Trail, Transcript,
    TranscriptStep, Weighed,
};

/// The keys of the file and of a decision; others are kept and not read.
const STACK_KEYS: [&str; 5] = ["version", "name", "library", "facts", "decisions"];
const DECISION_KEYS: [&str; 18] = [
    "concern",
    "title",
    "chosen",
    "considered",
    "status",
    "date",
    "rationale",
    "decision_makers",
    "consulted",
    "informed",
    "drivers",
    "weights",
    "revisit_when",
    "walked",
    "ruled_out",
    "compared",
    "adr",
    "supersedes",
];

/// Reads a stack.
pub(super) fn stack(root: &Node, file: FileId, catalog: &Catalog) -> (Stack, Vec<Diagnostic>) {
    let mut reader = Reader {
        file,
        catalog,
        usual: SafeText::default(),
        diagnostics: Vec::new(),
    };
    let stack = reader.stack(root);
    (stack, reader.diagnostics)
}

struct Reader<'a> {
    file: FileId,
    catalog: &'a Catalog,
    /// The source of places that name none.
    usual: SafeText,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn stack(&mut self, root: &Node) -> Stack {
        if !matches!(root.kind, NodeKind::Mapping(_)) {
            self.warn(root, "a stack file is a mapping with name and decisions");
            return Stack::default();
        }
        self.check_keys(root, &STACK_KEYS);
        if let Some(version) = root.get("version")
            && version.as_text() != Some("1")
        {
            self.warn(
                version,
                "this version is not known; it is read as version 1",
            );
        }
        let library = self.list(root, "library", Self::library);
        self.usual = library.first().map(|l| l.from.clone()).unwrap_or_default();
        Stack {
            name: text(root, "name"),
            facts: facts(root),
            decisions: self.list(root, "decisions", Self::decision),
            library,
        }
    }

    fn library(&mut self, node: &Node) -> Option<Library> {
        Some(Library {
            from: self.required(node, "from")?,
            version: maybe(node, "version"),
            digest: maybe(node, "digest"),
        })
    }

    fn decision(&mut self, node: &Node) -> Option<Decision> {
        self.check_keys(node, &DECISION_KEYS);
        let concern = maybe(node, "concern").map(|id| Subject::Concern(ConcernId(id)));
        let subject = concern.or_else(|| maybe(node, "title").map(Subject::Title));
        let Some(subject) = subject else {
            self.warn(node, "a decision needs a concern or a title");
            return None;
        };
        let mut decision = Decision {
            subject,
            status: self.status(node),
            rationale: text(node, "rationale"),
            people: People {
                decision_makers: texts(node, "decision_makers"),
                consulted: texts(node, "consulted"),
                informed: texts(node, "informed"),
            },
            drivers: texts(node, "drivers"),
            weights: node
                .get("weights")
                .map(|n| self.numbers(n))
                .unwrap_or_default(),
            revisit_when: texts(node, "revisit_when"),
            walked: self.list(node, "walked", Self::transcript),
            ruled_out: self.list(node, "ruled_out", Self::ruled_out),
            adr: maybe(node, "adr"),
            supersedes: maybe(node, "supersedes"),
            date: maybe(node, "date"),
            ..Decision::default()
        };
        let named = Named(names_in(&decision), self.catalog);
        decision.compared = node.get("compared").map(|n| self.compared(n, &named));
        decision.chosen = maybe(node, "chosen").map(|key| named.alternative(&key));
        decision.considered = named.alternatives(node, "considered");
        Some(decision)
    }

    fn status(&mut self, node: &Node) -> AdrStatus {
        let Some(written) = node.get("status") else {
            return AdrStatus::default();
        };
        written
            .as_text()
            .and_then(AdrStatus::read)
            .unwrap_or_else(|| {
                let words = AdrStatus::ALL.map(AdrStatus::word).join(", ");
                self.warn(
                    written,
                    &format!("the status is one of {words}; read as proposed"),
                );
                AdrStatus::default()
            })
    }

    fn transcript(&mut self, node: &Node) -> Option<Transcript> {
        let source = maybe(node, "source").unwrap_or_else(|| self.usual.clone());
        let outside = std::mem::replace(&mut self.usual, source.clone());
        let transcript = Transcript {
            tree: TreeId(self.required(node, "tree")?),
            title: text(node, "title"),
            source,
            at: self.place(node),
            digest: text(node, "digest"),
            trail: self.trail(node, 0),
            forks: self.list(node, "forks", Self::switched),
            recommended: self.list(node, "recommended", Self::weighed),
            ruled_out: self.list(node, "ruled_out", Self::ruled_out),
            not_on_path: self.list(node, "not_on_path", Self::weighed),
            open: self.list(node, "open", Self::weighed),
            outcomes: self.list(node, "outcomes", Self::outcome),
            advice: self.list(node, "advice", Self::note),
            uses: texts(node, "uses").into_iter().map(TechId).collect(),
            onward: self.list(node, "onward", Self::onward),
        };
        self.usual = outside;
        Some(transcript)
    }

    /// Goes into itself as deep as the walk branched, and no deeper than a tree can be.
    fn trail(&mut self, node: &Node, depth: usize) -> Trail {
        let mut branches = Vec::new();
        if depth < limits::TREE_DEPTH {
            for branch in node.get("branches").map(Node::items).unwrap_or_default() {
                branches.push(Branch {
                    answer: text(branch, "answer"),
                    trail: self.trail(branch, depth + 1),
                });
            }
        }
        Trail {
            steps: self.list(node, "steps", Self::step),
            branches,
            outcome: maybe(node, "outcome"),
            joins: maybe(node, "joins"),
        }
    }

    fn step(&mut self, node: &Node) -> Option<TranscriptStep> {
        let word = node.get("fork").and_then(Node::as_text);
        Some(TranscriptStep {
            question: self.required(node, "question")?,
            fork: word.and_then(Fork::read).unwrap_or_default(),
            offered: texts(node, "offered"),
            answer: maybe(node, "answer"),
            answers: texts(node, "answers"),
            unknown: is_true(node, "unknown"),
            from_fact: maybe(node, "from_fact"),
            at: self.place(node),
            added_by: maybe(node, "added_by"),
            quote: maybe(node, "quote"),
            cite: cite(node),
        })
    }

    fn switched(&mut self, node: &Node) -> Option<SwitchedFork> {
        let question = self.required(node, "question")?;
        let word = self.required(node, "fork")?;
        let fork = Fork::read(&word);
        if fork.is_none() {
            let words = Fork::ALL.map(Fork::word).join(", ");
            self.warn(node, &format!("a fork is one of {words}; this is left out"));
        }
        Some(SwitchedFork {
            question,
            fork: fork?,
        })
    }

    fn weighed(&mut self, node: &Node) -> Option<Weighed> {
        let alternative = self.required(node, "alternative")?;
        Some(Weighed {
            name: maybe(node, "name").unwrap_or_else(|| alternative.clone()),
            alternative,
            at: self.place(node),
            question: maybe(node, "question"),
            because: maybe(node, "because"),
            when: maybe(node, "when"),
            policy: maybe(node, "policy"),
            cite: cite(node),
        })
    }

    fn ruled_out(&mut self, node: &Node) -> Option<RuledOut> {
        let alternative = self.required(node, "alternative")?;
        Some(RuledOut {
            name: maybe(node, "name").unwrap_or_else(|| alternative.clone()),
            alternative,
            because: text(node, "because"),
            quote: text(node, "quote"),
            at: self.place(node),
            cite: cite(node),
            limit: maybe(node, "limit"),
        })
    }

    fn outcome(&mut self, node: &Node) -> Option<StatedOutcome> {
        Some(StatedOutcome {
            text: self.required(node, "text")?,
            elsewhere: is_true(node, "elsewhere"),
            alternatives: texts(node, "alternatives"),
            notes: self.list(node, "notes", Self::note),
            limits: texts(node, "limits"),
            at: self.place(node),
            cite: cite(node),
        })
    }

    fn onward(&mut self, node: &Node) -> Option<Onward> {
        Some(Onward {
            words: self.required(node, "words")?,
            tree: maybe(node, "tree").map(TreeId),
            walked: is_true(node, "walked"),
            read: maybe(node, "read"),
            missing: maybe(node, "missing"),
            at: self.place(node),
        })
    }

    fn note(&mut self, node: &Node) -> Option<StatedNote> {
        Some(StatedNote {
            text: self.required(node, "text")?,
            at: self.place(node),
            cite: cite(node),
        })
    }

    fn compared(&mut self, node: &Node, named: &Named<'_>) -> Compared {
        let scores = node.get("scores").map(Node::entries).unwrap_or_default();
        let scores = scores
            .iter()
            .filter_map(|(key, by)| Some((SafeText::one_line(key.as_text()?), self.numbers(by))));
        Compared {
            alternatives: named.alternatives(node, "alternatives"),
            criteria: texts(node, "criteria"),
            scores: scores.collect(),
            cells: self.list(node, "cells", Self::cell),
        }
    }

    fn cell(&mut self, node: &Node) -> Option<ComparedCell> {
        Some(ComparedCell {
            alternative: self.required(node, "alternative")?,
            criterion: self.required(node, "criterion")?,
            text: text(node, "text"),
            at: self.place(node),
            cite: cite(node),
        })
    }

    /// Small numbers by name.
    fn numbers(&mut self, node: &Node) -> BTreeMap<SafeText, u8> {
        let mut numbers = BTreeMap::new();
        for (key, value) in node.entries() {
            let number = value.as_text().and_then(|text| text.parse().ok());
            match (key.as_text(), number) {
                (Some(key), Some(number)) => {
                    numbers.insert(SafeText::one_line(key), number);
                }
                _ => self.warn(value, "this should be a whole number from 0 to 5"),
            }
        }
        numbers
    }

    fn place(&self, node: &Node) -> Place {
        let written = text(node, "at");
        let parts = written.rsplit_once(':');
        let parts = parts.and_then(|(file, line)| Some((file, line.parse().ok()?)));
        let (file, line) = parts.unwrap_or((&written, 0));
        if file.is_empty() {
            return Place::default();
        }
        Place {
            source: maybe(node, "source").unwrap_or_else(|| self.usual.clone()),
            file: file.into(),
            line,
        }
    }

    /// Every item of a list that can be read.
    fn list<T>(
        &mut self,
        node: &Node,
        key: &str,
        read: fn(&mut Self, &Node) -> Option<T>,
    ) -> Vec<T> {
        let Some(list) = node.get(key).filter(|list| !list.is_null()) else {
            return Vec::new();
        };
        if !matches!(list.kind, NodeKind::Sequence(_)) {
            self.warn(list, &format!("{key} should be a list"));
        }
        list.items()
            .iter()
            .filter_map(|item| read(self, item))
            .collect()
    }

    fn required(&mut self, node: &Node, key: &str) -> Option<SafeText> {
        let value = maybe(node, key);
        if value.is_none() {
            self.warn(
                node,
                &format!("{key} is missing here, so this entry is left out"),
            );
        }
        value
    }

    fn check_keys(&mut self, node: &Node, known: &[&str]) {
        let mut seen: Vec<&str> = Vec::new();
        for (key, _) in node.entries() {
            let Some(name) = key.as_text() else { continue };
            if seen.contains(&name) {
                self.warn(key, &format!("{name} stands here twice; the first counts"));
            } else if !known.contains(&name) {
                let message = format!("{name} is not known here; it is kept as it is");
                let at = Location::line(self.file, key.line);
                let severity = crate::diagnostic::Severity::Info;
                let told = Diagnostic::new(severity, "stack-unknown-key", message).at(at);
                self.diagnostics.push(told);
            }
            seen.push(name);
        }
    }

    fn warn(&mut self, node: &Node, message: &str) {
        let at = Location::line(self.file, node.line);
        let warning = Diagnostic::warning("stack-file", message)
            .at(at)
            .hint("correct the line in the stack file");
        self.diagnostics.push(warning);
    }
}

/// Names that evidence gives to the keys of alternatives.
struct Named<'a>(BTreeMap<SafeText, SafeText>, &'a Catalog);

impl Named<'_> {
    /// The alternative that a key or a name means.
    fn alternative(&self, written: &SafeText) -> Alternative {
        let Self(names, catalog) = self;
        if let Some(name) = names.get(written) {
            return alternative(written, name, catalog);
        }
        let id = catalog.names.resolve(written).cloned();
        let id = id.unwrap_or_else(|| TechId(written.clone()));
        let known = catalog.technology(&id);
        Alternative {
            name: known.map_or_else(|| written.clone(), |technology| technology.name.clone()),
            technology: known.map(|technology| technology.id.clone()),
        }
    }

    fn alternatives(&self, node: &Node, key: &str) -> Vec<Alternative> {
        let written = texts(node, key);
        written.iter().map(|key| self.alternative(key)).collect()
    }
}

fn names_in(decision: &Decision) -> BTreeMap<SafeText, SafeText> {
    let ruled = decision.ruled_out.iter().map(|r| (&r.alternative, &r.name));
    let weighed = decision.walked.iter().flat_map(|walked| {
        let all = walked.recommended.iter().chain(&walked.open);
        all.chain(&walked.not_on_path)
    });
    let weighed = weighed.map(|w| (&w.alternative, &w.name));
    let all = ruled.chain(weighed).filter(|(key, name)| key != name);
    all.map(|(key, name)| (key.clone(), name.clone())).collect()
}

fn facts(root: &Node) -> Facts {
    let pairs = root.get("facts").map(Node::entries).unwrap_or_default();
    let read = pairs.iter().filter_map(|(key, value)| {
        let name = SafeText::one_line(key.as_text()?);
        Some((name, fact(value)))
    });
    read.collect()
}

fn fact(node: &Node) -> Fact {
    let Some(written) = node.as_text() else {
        let words = node.items().iter().filter_map(Node::as_text);
        return Fact::Words(words.map(SafeText::one_line).collect());
    };
    if node.is_null() || written == "unknown" {
        return Fact::Unknown;
    }
    let word = || Fact::Words(vec![SafeText::one_line(written)]);
    quantity::range(written).map_or_else(word, Fact::Number)
}

/// Whether a key says that something is so.
fn is_true(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::as_text) == Some("true")
}

fn maybe(node: &Node, key: &str) -> Option<SafeText> {
    let value = node.get(key).filter(|value| !value.is_null())?;
    value
        .as_text()
        .map(SafeText::new)
        .filter(|text| !text.is_empty())
}

fn text(node: &Node, key: &str) -> SafeText {
    maybe(node, key).unwrap_or_default()
}

fn texts(node: &Node, key: &str) -> Vec<SafeText> {
    let list = node.get(key).map(Node::items).unwrap_or_default();
    list.iter()
        .filter_map(Node::as_text)
        .map(SafeText::new)
        .collect()
}

fn cite(node: &Node) -> Option<Citation> {
    let written = maybe(node, "cite")?;
    let parts = written.rsplit_once(':');
    let parts = parts.and_then(|(id, line)| Some((id, line.parse().ok()?)));
    Some(match parts {
        Some((id, line)) => Citation {
            id: id.into(),
            line: Some(line),
        },
        None => Citation {
            id: written.clone(),
            line: None,
        },
    })
}
