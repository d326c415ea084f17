//! The last stage: every document read, its headings, trees, tables and commands found and named.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::catalog::load::{notes_on_reading, unreadable};
use crate::catalog::{
    Catalog, FileIndex, Lookup, NamedPlace, Stage, answers, cited, listed, load, parallel,
    pointers, references, unlisted,
};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Advice, Block, BlockKind, Citation, CommandBlock, ComparisonTable, Confidence, DecisionTree,
    Definition, Document, FileKind, ForkSetting, Heading, Inlines, Node, TableId, TreeId,
};
use crate::parse::{self, ParseCx};
use crate::text::{FileId, Location, SafeText, hidden_text};

/// The end of the name of a file that is one decision tree in YAML.
const TREE_FILE: &str = ".tree.yaml";
/// The fence that says the same within a document; see the format contract, section 1.
const TREE_FENCE: &str = "yaml decision-tree";

/// Reads every document: headings, trees, tables, commands. `cancelled` is asked between files;
/// when it says yes, `None` comes back.
pub fn index(catalog: &Catalog, cancelled: &dyn Fn() -> bool) -> Option<Catalog> {
    let described;
    let catalog = if catalog.stage < Stage::Described {
        described = load::describe(catalog);
        &described
    } else {
        catalog
    };
    let citations: BTreeSet<String> = catalog
        .manifest
        .citations
        .iter()
        .map(|source| source.id.to_string())
        .collect();
    let documents = documents(catalog);
    let read = |id: &FileId| page(catalog, *id, &citations);
    let mut pages = parallel::map(&documents, read, cancelled)?;
    mark_copies(catalog, &documents, &mut pages);
    let mut index = vec![None; catalog.files.len()];
    let mut cited = Vec::new();
    for (id, mut page) in documents.iter().zip(pages) {
        if !page.named.is_empty() {
            cited.push((*id, std::mem::take(&mut page.named)));
        }
        if let Some(slot) = index.get_mut(id.index()) {
            *slot = Some(Arc::new(page.into_index()));
        }
    }
    let mut indexed = Catalog {
        stage: Stage::Indexed,
        index,
        ..catalog.clone()
    };
    answers::add(&mut indexed);
    set_forks(&mut indexed);
    unlisted::gather(&mut indexed);
    listed::link(&mut indexed);
    pointers::link(&mut indexed);
    cited::link(&mut indexed, cited);
    let wrong = references::places(&indexed);
    indexed.diagnostics.extend(wrong);
    Some(indexed)
}

/// Sets the kinds of forks as the manifest says; what names nothing is reported with the other
/// references.
fn set_forks(catalog: &mut Catalog) {
    let manifest = Arc::clone(&catalog.manifest);
    // The nearest source comes first, so it has the last word.
    for setting in manifest.forks.iter().rev() {
        let Lookup::Found(tree) = catalog.find_tree(&setting.tree.0) else {
            continue;
        };
        let (file, id) = (tree.at.file, tree.id.clone());
        drop(tree);
        let index = catalog.index.get_mut(file.index());
        let Some(index) = index.and_then(Option::as_mut) else {
            continue;
        };
        let trees = &mut Arc::make_mut(index).trees;
        if let Some(tree) = trees.iter_mut().find(|tree| tree.id == id) {
            set_fork(Arc::make_mut(tree), setting);
        }
    }
}

fn set_fork(tree: &mut DecisionTree, setting: &ForkSetting) {
    let questions = match &setting.question {
        Some(name) => tree.questions_at(name),
        None => vec![tree.root],
    };
    for id in questions {
        if let Some(Node::Question(question)) = tree.nodes.get_mut(id.index()) {
            question.fork = setting.fork;
            question.fork_confidence = Confidence::High;
        }
    }
}

fn documents(catalog: &Catalog) -> Vec<FileId> {
    let files = (0_u32..).zip(&catalog.files);
    files
        // Markdown of no use is the main file of a skill that was left out, with a diagnostic.
        .filter(|(_, file)| file.kind != FileKind::Other && file.kind.is_document(&file.path))
        .map(|(id, _)| FileId(id))
        .collect()
}

/// What was found in a file, before copies are known.
#[derive(Default)]
struct Page {
    document: Document,
    trees: Vec<DecisionTree>,
    tables: Vec<ComparisonTable>,
    definitions: Vec<Definition>,
    commands: Vec<CommandBlock>,
    advice: Vec<Advice>,
    cites: Vec<(u32, Citation)>,
    named: Vec<NamedPlace>,
    diagnostics: Vec<Diagnostic>,
}

impl Page {
    fn into_index(self) -> FileIndex {
        let Document {
            headings,
            links,
            lines,
            ..
        } = self.document;
        FileIndex {
            title: headings.first().map(|heading| heading.title.clone()),
            headings,
            links,
            trees: self.trees.into_iter().map(Arc::new).collect(),
            tables: self.tables.into_iter().map(Arc::new).collect(),
            definitions: self.definitions,
            commands: self.commands,
            advice: self.advice,
            cites: self.cites,
            cited: Vec::new(),
            lines,
            diagnostics: self.diagnostics,
        }
    }
}

fn page(catalog: &Catalog, id: FileId, citations: &BTreeSet<String>) -> Page {
    let cx = ParseCx {
        file: id,
        citations,
    };
    let kind = catalog.file(id).map(|file| file.kind);
    match (text_of(catalog, id), kind) {
        (Err(diagnostics), _) => Page {
            diagnostics,
            ..Page::default()
        },
        (Ok((text, notes)), Some(FileKind::Record)) => record(&text, notes, cx),
        (Ok((text, notes)), _) => content(catalog, &text, notes, cx),
    }
}

/// The text of a file, with what is to be said about reading it.
fn text_of(catalog: &Catalog, id: FileId) -> Result<(String, Vec<Diagnostic>), Vec<Diagnostic>> {
    // What reading a skill's main file has to say was said when the skill was described.
    let told = catalog
        .file(id)
        .is_some_and(|file| file.kind == FileKind::Skill);
    match catalog.read(id) {
        Err(_) if told => Err(Vec::new()),
        Err(error) => Err(vec![unreadable(catalog, id, &error)]),
        Ok(text) => {
            let mut notes = if told {
                Vec::new()
            } else {
                notes_on_reading(catalog, id, &text)
            };
            notes.extend(hidden(id, &text.text));
            Ok((text.text, notes))
        }
    }
}

/// A document of content: its trees, its tables and all else that is found in it.
fn content(catalog: &Catalog, text: &str, mut notes: Vec<Diagnostic>, cx: ParseCx<'_>) -> Page {
    let id = cx.file;
    let is_tree = catalog
        .file(id)
        .is_some_and(|file| file.path.ends_with(TREE_FILE));
    let (document, found) = if is_tree {
        (tree_document(text, id), Vec::new())
    } else {
        parse::markdown::skim(text, cx)
    };
    notes.extend(found);
    let (mut trees, found) = parse::decision::find(&document, cx);
    notes.extend(found);
    let mut tables = parse::table::find(&document, cx);
    let address = catalog
        .address(id)
        .map(|address| &**address)
        .unwrap_or_default();
    name(address, &document.headings, &mut trees, &mut tables);
    for tree in &mut trees {
        link(catalog, tree);
    }
    Page {
        definitions: parse::definition::find(&document, cx),
        commands: parse::command::find(&document, cx),
        advice: parse::advice::find(text, &document, cx),
        document: without_body(document),
        trees,
        tables,
        cites: cites(text, cx),
        named: Vec::new(),
        diagnostics: notes,
    }
}

/// A record: its headings and links. What it compares and decides is what content said once, and
/// no content.
fn record(text: &str, mut notes: Vec<Diagnostic>, cx: ParseCx<'_>) -> Page {
    let (document, found) = parse::markdown::skim(text, cx);
    notes.extend(found);
    Page {
        document: without_body(document),
        named: cited::places_named(text),
        diagnostics: notes,
        ..Page::default()
    }
}

/// Every citation of a text with its line.
fn cites(text: &str, cx: ParseCx<'_>) -> Vec<(u32, Citation)> {
    if cx.citations.is_empty() {
        return Vec::new();
    }
    let lines = (1_u32..).zip(text.lines());
    let cited = lines.flat_map(|(line, text)| {
        let all = parse::citation::all(text, cx).into_iter();
        all.map(move |citation| (line, citation))
    });
    cited.collect()
}

/// A document without what stands in it: bodies of a large library must not pile up.
fn without_body(mut document: Document) -> Document {
    document.blocks = Vec::new();
    for heading in &mut document.headings {
        heading.text = Inlines::default();
    }
    document.headings.shrink_to_fit();
    document.links.shrink_to_fit();
    document
}

/// A file that is a tree, as a document that holds it in a fence.
fn tree_document(text: &str, file: FileId) -> Document {
    let lines = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
    let fence = Block {
        kind: BlockKind::Code {
            info: SafeText::new(TREE_FENCE),
            text: SafeText::new(text),
            first_line: 1,
        },
        at: Location::line(file, 1),
        end_line: lines,
    };
    Document {
        file,
        blocks: vec![fence],
        lines,
        ..Document::default()
    }
}

fn hidden(id: FileId, text: &str) -> Option<Diagnostic> {
    let message = hidden_text(text)?;
    let line = text.lines().position(|line| hidden_text(line).is_some());
    let line = line.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0);
    let finding = Diagnostic::warning(
        "hidden-text",
        format!("invisible characters spell: {message}"),
    );
    Some(finding.at(Location::line(id, line)).hint(
        "someone may want a machine to read what you cannot see: look at where the file comes from",
    ))
}

/// Says what the outcomes of a tree name to choose.
pub(super) fn link(catalog: &Catalog, tree: &mut DecisionTree) {
    for node in &mut tree.nodes {
        // What the notation knows to be missing is no choice, whatever its words name.
        if let Node::Outcome(outcome) = node
            && !outcome.only_points()
        {
            outcome.recommends = if outcome.choose.is_empty() {
                catalog.names.recommended(&outcome.text)
            } else {
                catalog.names.chosen(&outcome.choose)
            };
        }
    }
}

/// Gives trees and tables their ids.
fn name(
    address: &str,
    headings: &[Heading],
    trees: &mut [DecisionTree],
    tables: &mut [ComparisonTable],
) {
    let mut names = Namer::new(address, headings);
    for tree in trees {
        tree.id = TreeId(names.next(tree.at.line));
    }
    let mut names = Namer::new(address, headings);
    for table in tables {
        table.id = TableId(names.next(table.at.line));
    }
}

/// Names of the blocks of one kind in a document: `ADDRESS#SLUG`, from the second below a
/// heading on with `~2`, `~3`.
struct Namer<'a> {
    address: &'a str,
    headings: &'a [Heading],
    seen: HashMap<&'a str, u32>,
}

impl<'a> Namer<'a> {
    fn new(address: &'a str, headings: &'a [Heading]) -> Self {
        Self {
            address,
            headings,
            seen: HashMap::new(),
        }
    }

    fn next(&mut self, line: u32) -> SafeText {
        let above = self
            .headings
            .partition_point(|heading| heading.at.line <= line);
        let heading = above.checked_sub(1).and_then(|i| self.headings.get(i));
        let slug = heading.map_or("top", |heading| heading.anchor.as_str());
        let n = self.seen.entry(slug).or_insert(0);
        *n += 1;
        match *n {
            1 => SafeText::new(&format!("{}#{slug}", self.address)),
            n => SafeText::new(&format!("{}#{slug}~{n}", self.address)),
        }
    }
}

/// Says which trees repeat an earlier one. Trees that are shown come before shadowed ones, and sure
/// ones before doubtful ones: no tree on the screen is a copy of one that is not, or that is hard
/// to find.
fn mark_copies(catalog: &Catalog, documents: &[FileId], pages: &mut [Page]) {
    let mut first: HashMap<String, TreeId> = HashMap::new();
    let ranks = [false, true]
        .into_iter()
        .flat_map(|shadowed| [Confidence::High, Confidence::Maybe].map(|sure| (shadowed, sure)));
    for (shadowed, confidence) in ranks {
        for (id, page) in documents.iter().zip(pages.iter_mut()) {
            if catalog.is_shadowed(id.index()) != shadowed {
                continue;
            }
            let ranked = page.trees.iter_mut();
            for tree in ranked.filter(|tree| tree.confidence == confidence) {
                match first.entry(parse::decision::fingerprint(tree)) {
                    Entry::Occupied(same) => tree.same_as = Some(same.get().clone()),
                    Entry::Vacant(place) => {
                        place.insert(tree.id.clone());
                    }
                }
            }
        }
    }
}
