//! What is said at a line: so that what cites it can be read without going there, and be seen to
//! hold no longer.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, FileIndex, Place};
use crate::model::{Graph, GraphNode, NodeId, TechId, Technology};
use crate::text::{FileId, Location, SafeText};

/// The mark between the cells of a row.
const BETWEEN_CELLS: &str = " | ";
/// The mark between a question, its answer and what that leads to.
const BETWEEN_LABELS: &str = " \u{2192} ";

impl Catalog {
    /// The file of a place; the nearest where a source names two alike.
    pub fn file_of(&self, at: &Place) -> Option<FileId> {
        let named = |entry: &&crate::catalog::FileEntry| {
            let source = self.sources.get(entry.source);
            entry.shown == at.file && source.is_some_and(|source| source.name() == at.source)
        };
        let position = self.files.iter().position(|entry| named(&entry))?;
        Some(FileId(u32::try_from(position).ok()?))
    }

    /// What a place says, on one line: a label of a tree or a note below it, the row of a table, a
    /// piece of advice, a rule, what something is said to be or to need. `None` for a line of which the
    /// index keeps nothing, and before there is an index.
    pub fn said_at(&self, at: &Place) -> Option<SafeText> {
        let file = self.file_of(at)?;
        let mut sayings = self.sayings(file).into_iter();
        let said = sayings.find(|(line, said)| *line == at.line && !said.is_empty());
        said.map(|(_, said)| said)
    }

    /// All that a file says, line by line, in the order in which one line's sayings count.
    pub fn sayings(&self, file: FileId) -> Vec<(u32, SafeText)> {
        let index = self.file_index(file);
        let mut sayings = index.map(|index| of_index(index)).unwrap_or_default();
        let known = self.names.technologies().iter();
        let here = known.filter(|technology| technology.at.file == file);
        sayings.extend(here.map(|technology| (technology.at.line, self.entry(technology))));
        let rules = self
            .manifest
            .rules
            .iter()
            .filter(|rule| rule.at.file == file);
        sayings.extend(rules.map(|rule| (rule.at.line, rule.says.clone())));
        sayings
    }

    /// What a manifest says of a technology that a record may cite: its name, the languages that
    /// it is for, what it needs and what it does not go with.
    fn entry(&self, technology: &Technology) -> SafeText {
        let name = |id: &TechId| match self.technology(id) {
            Some(technology) => technology.name.to_string(),
            None => id.to_string(),
        };
        let because = |why: &SafeText| match why.as_str() {
            "" => String::new(),
            why => format!(" ({why})"),
        };
        let languages: Vec<String> = technology.languages.iter().map(name).collect();
        let languages =
            (!languages.is_empty()).then(|| format!(" is for {}", languages.join(", ")));
        let needs = technology.requires.iter();
        let needs = needs.map(|need| format!(" needs {}{}", need.names(name), because(&need.why)));
        let against = technology.conflicts.iter();
        let against = against.map(|conflict| {
            let why = because(&conflict.why);
            format!(" does not go with {}{why}", name(&conflict.with))
        });
        let said: Vec<String> = languages.into_iter().chain(needs).chain(against).collect();
        SafeText::from(format!("{}{}", technology.name, said.join(", and")))
    }
}

fn of_index(index: &FileIndex) -> Vec<(u32, SafeText)> {
    let mut sayings = Vec::new();
    let mut say = |at: Location, text: &SafeText| sayings.push((at.line, text.clone()));
    for table in &index.tables {
        for row in &table.rows {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            say(row.at, &SafeText::from(cells.join(BETWEEN_CELLS)));
        }
    }
    for tree in &index.trees {
        for (at, said) in labels(&tree.graph) {
            say(at, &said);
        }
        let notes = tree.graph.nodes.iter().flat_map(|node| &node.notes);
        for note in notes {
            say(note.at, &note.text.text);
        }
    }
    for advice in &index.advice {
        say(advice.at, &advice.text.text);
    }
    for definition in &index.definitions {
        let said = format!("{}: {}", definition.name, definition.says.text);
        say(definition.at, &SafeText::from(said));
    }
    for heading in &index.headings {
        say(heading.at, &heading.title);
    }
    sayings
}

/// The labels of a tree, those on one line as one: an answer with what it leads to there, after
/// the question that it answers, since "Yes" alone says nothing.
fn labels(graph: &Graph) -> Vec<(Location, SafeText)> {
    let mut asked: BTreeMap<NodeId, &GraphNode> = BTreeMap::new();
    for node in &graph.nodes {
        for edge in &node.children {
            asked.entry(edge.to).or_insert(node);
        }
    }
    let mut lines: Vec<(Location, Vec<&str>)> = Vec::new();
    for (id, node) in (0_u32..).map(NodeId).zip(&graph.nodes) {
        match lines.last_mut() {
            Some((at, labels)) if at.line == node.at.line => labels.push(&node.label),
            _ => {
                let question = asked.get(&id).filter(|_| !node.label.ends_with('?'));
                let question = question.map(|question| question.label.as_str());
                let labels = question.into_iter().chain([node.label.as_str()]);
                lines.push((node.at, labels.collect()));
            }
        }
    }
    let joined = lines.into_iter().map(|(at, labels)| {
        let labels: Vec<&str> = labels.into_iter().filter(|one| !one.is_empty()).collect();
        (at, SafeText::from(labels.join(BETWEEN_LABELS)))
    });
    joined.collect()
}
