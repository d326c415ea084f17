//! Where trees send their readers: the words of outcomes and of notes on them, and what stands
//! there once all is indexed. The shared reading of words is [`mod@pointer`]; here they are looked up.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::catalog::lookup::joined;
use crate::model::{
    Confidence, DecisionTree, Heading, Leads, Node, Outcome, Pointer, Sought, TreeId,
};
use crate::parse::pointer::{self, Mention};
use crate::text::{FileId, Location, SafeText, slug};

/// Trees that one mention offers to go on in.
const TREES: usize = 9;

/// The pointers of a tree's outcomes, by the positions of these.
type Found = Vec<(usize, Vec<Pointer>)>;

/// Looks up where the outcomes of every tree lead.
pub(super) fn link(catalog: &mut Catalog) {
    let skills = skills(catalog);
    let mut found: Vec<(FileId, usize, Found)> = Vec::new();
    for (file, index) in (0_u32..).map(FileId).zip(&catalog.index) {
        let trees = index.iter().flat_map(|index| &index.trees).enumerate();
        for (at, tree) in trees {
            let from = FromTree {
                catalog,
                skills: &skills,
                tree,
                file,
            };
            let pointers = from.pointers();
            if !pointers.is_empty() {
                found.push((file, at, pointers));
            }
        }
    }
    for (file, at, pointers) in found {
        let index = catalog.index.get_mut(file.index());
        let Some(index) = index.and_then(Option::as_mut) else {
            continue;
        };
        if let Some(tree) = Arc::make_mut(index).trees.get_mut(at) {
            keep(Arc::make_mut(tree), pointers);
        }
    }
}

fn keep(tree: &mut DecisionTree, found: Found) {
    for (at, pointers) in found {
        if let Some(Node::Outcome(outcome)) = tree.nodes.get_mut(at) {
            outcome.pointers = pointers;
        }
    }
}

/// The skills that are not shadowed, by name.
fn skills(catalog: &Catalog) -> BTreeMap<SafeText, usize> {
    let shown = catalog.skills.iter().enumerate();
    let shown = shown.filter(|(_, skill)| skill.shadowed_by.is_none());
    shown
        .rev()
        .map(|(at, skill)| (skill.id.0.clone(), at))
        .collect()
}

/// A tree whose words are looked up.
struct FromTree<'a> {
    catalog: &'a Catalog,
    skills: &'a BTreeMap<SafeText, usize>,
    tree: &'a DecisionTree,
    file: FileId,
}

impl FromTree<'_> {
    /// The pointers of each outcome that has any, by its position.
    fn pointers(&self) -> Found {
        let nodes = self.tree.nodes.iter().enumerate();
        let found = nodes.filter_map(|(at, node)| match node {
            Node::Outcome(outcome) => Some((at, self.of_outcome(outcome))),
            Node::Question(_) => None,
        });
        found.filter(|(_, pointers)| !pointers.is_empty()).collect()
    }

    fn of_outcome(&self, outcome: &Outcome) -> Vec<Pointer> {
        let own = std::iter::once((&outcome.text, outcome.at, true));
        let notes = outcome.notes.iter();
        let notes = notes.map(|note| (&note.text.text, note.at, false));
        let known = |p: &&Pointer| matches!(p.sought, Sought::Part | Sought::Answers);
        let mut found: Vec<Pointer> = outcome.pointers.iter().filter(known).cloned().collect();
        for (text, at, own) in own.chain(notes) {
            for mention in pointer::mentions(text) {
                // Who reads a note is at an end already: only its own words are a jump.
                let jump = mention.sought == Sought::Question;
                let pointer = Some(mention).filter(|_| own || !jump);
                let pointer = pointer.and_then(|mention| self.pointer(&mention, at, own));
                let known = |p: &Pointer| {
                    found
                        .iter()
                        .any(|known| known.leads == p.leads && p.missing().is_none())
                };
                found.extend(pointer.filter(|pointer| !known(pointer)));
            }
        }
        found
    }

    fn pointer(&self, mention: &Mention, at: Location, own: bool) -> Option<Pointer> {
        let found = match mention.sought {
            Sought::Question | Sought::Part | Sought::Answers => None,
            Sought::File => self.file(mention),
            Sought::Skill => self.skill(&mention.words),
            Sought::Section => self.section(self.file, &mention.words),
        };
        let leads = match found {
            Some(leads) => leads,
            None if mention.sure => Leads::Nowhere,
            None => return None,
        };
        let alone = own && mention.alone;
        // A section that only holds the tree itself is where the reader is: an aside on it says
        // nothing, and an outcome that is no more is still nothing to choose.
        let here = matches!(leads, Leads::Place(place) if place.file == self.file
            && place.line <= self.tree.at.line && mention.sought == Sought::Section);
        (alone || !here).then(|| Pointer {
            words: SafeText::one_line(&mention.words),
            sought: mention.sought,
            leads,
            alone,
            at,
        })
    }

    /// A file: from the folder of this one, or from that of its skill.
    fn file(&self, mention: &Mention) -> Option<Leads> {
        let entry = self.catalog.file(self.file)?;
        let skill = entry.skill.and_then(|at| self.catalog.skills.get(at));
        let folder = skill.map(|skill| format!("{}/SKILL.md", skill.folder));
        let mut bases = std::iter::once(entry.path.as_str()).chain(folder.as_deref());
        let found = bases.find_map(|base| {
            let path = joined(base, &mention.words)?;
            self.catalog.file_at(entry.source, &path)
        })?;
        let section = mention.section.as_ref();
        let section = section.and_then(|name| self.section(found, name));
        Some(section.unwrap_or_else(|| self.whole(found)))
    }

    /// What a whole file leads to.
    fn whole(&self, file: FileId) -> Leads {
        self.trees_or(file, 0..u32::MAX, Location::line(file, 1))
    }

    /// The trees on some lines of a file, else a place to read.
    fn trees_or(&self, file: FileId, lines: std::ops::Range<u32>, place: Location) -> Leads {
        let trees = self.trees(file, lines);
        if trees.is_empty() {
            Leads::Place(place)
        } else {
            Leads::Trees(trees)
        }
    }

    /// A skill: the trees on its page, else those of its other files, else the page.
    fn skill(&self, name: &str) -> Option<Leads> {
        let at = *self.skills.get(&SafeText::new(name))?;
        let skill = self.catalog.skills.get(at)?;
        let main = self.trees(skill.main, 0..u32::MAX);
        if !main.is_empty() {
            return Some(Leads::Trees(main));
        }
        let others = skill.files.iter().filter(|file| **file != skill.main);
        let mut trees: Vec<TreeId> = others
            .flat_map(|file| self.trees(*file, 0..u32::MAX))
            .collect();
        trees.truncate(TREES);
        Some(if trees.is_empty() {
            Leads::Place(Location::line(skill.main, 1))
        } else {
            Leads::Trees(trees)
        })
    }

    /// A section of a file, by its anchor or its title.
    fn section(&self, file: FileId, name: &str) -> Option<Leads> {
        let headings = &self.catalog.file_index(file)?.headings;
        let wanted = slug(unnumbered(name));
        let is = |heading: &Heading| {
            heading.anchor == name || slug(unnumbered(&heading.title)) == wanted
        };
        let at = headings
            .iter()
            .position(is)
            .filter(|_| !wanted.is_empty())?;
        let heading = headings.get(at)?;
        let mut below = headings.iter().skip(at + 1);
        let end = below.find(|below| below.level <= heading.level);
        let end = end.map_or(u32::MAX, |end| end.at.line);
        Some(self.trees_or(file, heading.at.line..end, heading.at))
    }

    /// The trees on some lines of a file, copies by their first place, without this one.
    fn trees(&self, file: FileId, lines: std::ops::Range<u32>) -> Vec<TreeId> {
        let index = self.catalog.file_index(file);
        let trees = index.into_iter().flat_map(|index| &index.trees);
        let trees = trees.filter(|tree| tree.confidence == Confidence::High);
        let trees = trees.filter(|tree| lines.contains(&tree.at.line));
        let ids = trees.map(|tree| tree.same_as.as_ref().unwrap_or(&tree.id));
        let own = self.tree.same_as.as_ref().unwrap_or(&self.tree.id);
        ids.filter(|id| *id != own).take(TREES).cloned().collect()
    }
}

/// A title without the number that it begins with.
fn unnumbered(title: &str) -> &str {
    title.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '))
}
