//! A card laid out for reading: sections in one order, a line for each thing that is said.

use super::{Card, Opposed};
use crate::catalog::Catalog;
use crate::compare::{Cell, CellState, Value, criterion_key};
use crate::model::{Alternative, Citation, Confidence, Requirement, TechId, TreeId};
use crate::text::{Location, SafeText, counted};

/// A part of a card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// What it is of.
    pub title: &'static str,
    /// What it says; never empty.
    pub lines: Vec<Line>,
}

/// Something said of the name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// By which criterion, of which language; empty where the text says it.
    pub name: SafeText,
    /// What is said.
    pub text: SafeText,
    /// Where it stands, whom it cites and when that was written.
    pub from: SafeText,
    /// Where it leads.
    pub to: Option<To>,
}

/// Where a line leads.
#[derive(Clone, Debug, PartialEq)]
pub enum To {
    /// A place of the library.
    Place(Location),
    /// A decision.
    Tree(TreeId),
    /// The card of another name.
    Card(Alternative),
}

impl Section {
    fn markdown(&self) -> String {
        let lines: String = self.lines.iter().map(Line::markdown).collect();
        format!("\n## {}\n\n{lines}", self.title)
    }
}

impl Line {
    fn markdown(&self) -> String {
        let name = match self.name.as_str() {
            "" => String::new(),
            name => format!("**{name}**: "),
        };
        let from = match self.from.as_str() {
            "" => String::new(),
            from => format!(" ({from})"),
        };
        format!("- {name}{}{from}\n", self.text)
    }
}

impl Card {
    /// All sections that say something, always in this order.
    pub fn sections(&self, catalog: &Catalog) -> Vec<Section> {
        let kind = self.technology.as_ref().and_then(|one| one.kind.as_ref());
        let beside = match kind {
            Some(_) => "Others of its kind",
            None => "Compared with",
        };
        let sections = [
            ("About", self.about(catalog)),
            ("Stated", self.stated(catalog)),
            ("Clients and libraries", self.reached(catalog)),
            ("What leads here", self.led()),
            ("Requires", self.required(catalog)),
            ("Required by", self.requiring(catalog)),
            ("Conflicts with", self.opposed(catalog)),
            ("Rules", self.ruled(catalog)),
            ("Flows", self.flowing(catalog)),
            ("Ready-made stacks", self.stacked(catalog)),
            ("Where to read", self.pages(catalog)),
            (beside, self.others()),
        ];
        let sections = sections.into_iter();
        let sections = sections.map(|(title, lines)| Section { title, lines });
        sections
            .filter(|section| !section.lines.is_empty())
            .collect()
    }

    /// The card as markdown.
    pub fn markdown(&self, catalog: &Catalog) -> String {
        let sections = self.sections(catalog);
        let sections: String = sections.iter().map(Section::markdown).collect();
        format!("# {}\n{sections}", self.alternative.name)
    }

    /// What it is. Of something that a manifest lists, its kind and licence are said to be missing
    /// where they are: they are what is asked first.
    fn about(&self, catalog: &Catalog) -> Vec<Line> {
        let listed = self.technology.as_ref();
        let missing = || SafeText::new("not stated");
        let at = listed.map(|listed| To::Place(listed.at));
        let line = |name: &str, text: SafeText| Line {
            to: at.clone(),
            ..said(name, text)
        };
        let mut lines = Vec::new();
        if let Some(listed) = listed {
            lines.push(line("Kind", listed.kind.clone().unwrap_or_else(missing)));
            lines.push(line("Also called", listing(&listed.aliases)));
            let licence = criterion_key("license");
            let has_licence = self.facts.iter().any(|row| row.key == licence);
            if listed.license.is_some() || !has_licence {
                let licence = listed.license.clone();
                lines.push(line("Licence", licence.unwrap_or_else(missing)));
            }
            let languages: Vec<SafeText> = named(catalog, &listed.languages);
            lines.push(line("Languages", listing(&languages)));
        }
        lines.extend(self.policy.as_ref().map(|policy| {
            let text = format!("{}: {}", policy.stance.word(), policy.because);
            Line {
                from: policy.see.clone().unwrap_or_default(),
                to: Some(To::Place(policy.at)),
                ..said("Policy", SafeText::from(text.trim_end_matches(": ")))
            }
        }));
        lines.retain(|line| !line.text.is_empty());
        lines
    }

    fn stated(&self, catalog: &Catalog) -> Vec<Line> {
        let cells = self.facts.iter().flat_map(|row| {
            let cells = row.cells.iter();
            cells.flat_map(|cell| cell_lines(catalog, &row.name, cell))
        });
        cells.collect()
    }

    fn reached(&self, catalog: &Catalog) -> Vec<Line> {
        let cells = self.clients.iter();
        cells
            .flat_map(|(language, cell)| cell_lines(catalog, language, cell))
            .collect()
    }

    fn led(&self) -> Vec<Line> {
        let lines = self.leading.iter().map(|leading| {
            let paths = counted(leading.paths.paths.len(), "path");
            let more = if leading.paths.more { " and more" } else { "" };
            let doubtful = match leading.tree.confidence {
                Confidence::High => "",
                Confidence::Maybe => ", maybe a decision",
            };
            let id = &leading.tree.id;
            Line {
                from: SafeText::from(format!("{paths}{more} in {id}{doubtful}")),
                to: Some(To::Tree(id.clone())),
                ..said("", SafeText::one_line(&leading.tree.title))
            }
        });
        lines.collect()
    }

    fn required(&self, catalog: &Catalog) -> Vec<Line> {
        let listed = self.technology.iter();
        let needs = listed.flat_map(|listed| &listed.requires);
        let line = |needs: &Requirement| Line {
            to: needs
                .all
                .iter()
                .chain(&needs.any)
                .next()
                .map(|id| To::Card(super::by_id(catalog, id))),
            ..because(
                catalog,
                &needed(catalog, needs),
                &needs.why,
                needs.cite.as_ref(),
            )
        };
        needs.map(line).collect()
    }

    fn requiring(&self, catalog: &Catalog) -> Vec<Line> {
        let line = |(one, needs): &(Alternative, Requirement)| Line {
            to: Some(To::Card(one.clone())),
            ..because(catalog, &one.name, &needs.why, needs.cite.as_ref())
        };
        self.required_by.iter().map(line).collect()
    }

    fn opposed(&self, catalog: &Catalog) -> Vec<Line> {
        let line = |one: &Opposed| Line {
            to: Some(To::Card(one.with.clone())),
            ..because(catalog, &one.with.name, &one.why, one.cite.as_ref())
        };
        self.conflicts.iter().map(line).collect()
    }

    fn ruled(&self, catalog: &Catalog) -> Vec<Line> {
        let lines = self.rules.iter().map(|rule| {
            let cites: Vec<&Citation> = rule.cite.iter().chain(&rule.also).collect();
            let page = cites.iter().find_map(|cite| catalog.cited_at(cite, &[]));
            let against: Vec<&Citation> = rule.against.iter().collect();
            let mut from = dated(catalog, &cites);
            if !against.is_empty() {
                from = format!("{from}; against it {}", dated(catalog, &against));
            }
            Line {
                from: SafeText::from(from),
                to: Some(To::Place(page.unwrap_or(rule.at))),
                ..said(rule.strength.word(), rule.says.clone())
            }
        });
        lines.collect()
    }

    fn flowing(&self, catalog: &Catalog) -> Vec<Line> {
        let flows = self.flows.iter();
        let lines = flows.map(|flow| entry(catalog, &flow.title, flow.cite.as_ref(), flow.at));
        lines.collect()
    }

    /// The stacks; where one leaves it open, with a word that says so.
    fn stacked(&self, catalog: &Catalog) -> Vec<Line> {
        let id = self.alternative.technology.as_ref();
        let lines = self.stacks.iter().map(|stack| {
            let mut open = stack.one_of.iter().flat_map(|(_, ids)| ids);
            let remark = if open.any(|one| Some(one) == id) {
                " (one of several)"
            } else {
                ""
            };
            let title = SafeText::from(format!("{}{remark}", stack.title));
            entry(catalog, &title, stack.cite.as_ref(), stack.at)
        });
        lines.collect()
    }

    fn pages(&self, catalog: &Catalog) -> Vec<Line> {
        let lines = self.pages.iter().map(|at| Line {
            from: SafeText::from(catalog.place(*at).to_string()),
            to: Some(To::Place(*at)),
            ..said("", catalog.title_at(*at))
        });
        lines.collect()
    }

    fn others(&self) -> Vec<Line> {
        let lines = self.beside.iter().map(|one| Line {
            to: Some(To::Card(one.clone())),
            ..said("", one.name.clone())
        });
        lines.collect()
    }
}

fn said(name: &str, text: SafeText) -> Line {
    Line {
        name: SafeText::new(name),
        text,
        ..Line::default()
    }
}

/// A line for each value of a cell, the first with the criterion; where values contradict each
/// other it says so.
fn cell_lines(catalog: &Catalog, name: &SafeText, cell: &Cell) -> Vec<Line> {
    let disagree = cell.state() == CellState::Disagree;
    let lines = cell.values.iter().enumerate().map(|(at, value)| {
        let name = if at == 0 { name.as_str() } else { "" };
        let mark = if disagree && !value.adds { "≠ " } else { "" };
        Line {
            from: SafeText::from(sources(catalog, value)),
            to: value.sources.first().map(|source| To::Place(source.at)),
            ..said(name, SafeText::from(format!("{mark}{}", value.text)))
        }
    });
    let mut lines: Vec<Line> = lines.collect();
    if disagree {
        lines.push(said("", SafeText::new("(sources disagree)")));
    }
    lines
}

/// The first place that states a value with whom it cites, and how many more there are.
fn sources(catalog: &Catalog, value: &Value) -> String {
    let Some(first) = value.sources.first() else {
        return String::new();
    };
    let dated = dated(catalog, &first.cites.iter().collect::<Vec<_>>());
    let more = match value.sources.len() {
        1 => String::new(),
        all => format!(" and {}", counted(all - 1, "more place")),
    };
    let first = format!("{} {dated}", first.place);
    format!("{}{more}", first.trim_end())
}

/// Citations with the dates of their sources: `[S4:280, 2025-11]`.
fn dated(catalog: &Catalog, cites: &[&Citation]) -> String {
    let one = |cite: &&Citation| {
        let source = catalog.manifest.source_of(cite);
        let date = source.and_then(|source| source.date.as_ref());
        let date = date.map(|date| format!(", {date}")).unwrap_or_default();
        format!("[{cite}{date}]")
    };
    let all: Vec<String> = cites.iter().map(one).collect();
    all.join(" ")
}

/// Something with its reason.
fn because(catalog: &Catalog, name: &str, why: &str, cite: Option<&Citation>) -> Line {
    let why = if why.is_empty() {
        String::new()
    } else {
        format!(": {why}")
    };
    let cites: Vec<&Citation> = cite.into_iter().collect();
    Line {
        from: SafeText::from(dated(catalog, &cites)),
        ..said("", SafeText::from(format!("{name}{why}")))
    }
}

/// Something that the manifest declares.
fn entry(catalog: &Catalog, title: &SafeText, cite: Option<&Citation>, at: Location) -> Line {
    let page = cite.and_then(|cite| catalog.cited_at(cite, &[]));
    Line {
        to: Some(To::Place(page.unwrap_or(at))),
        ..because(catalog, title, "", cite)
    }
}

/// What is needed: all of some, one of others.
fn needed(catalog: &Catalog, needs: &Requirement) -> String {
    let all = listing(&named(catalog, &needs.all));
    let any = named(catalog, &needs.any);
    let any: Vec<&str> = any.iter().map(SafeText::as_str).collect();
    let any = any.join(" or ");
    let parts = [all.as_str(), any.as_str()].into_iter();
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("; ")
}

fn named(catalog: &Catalog, ids: &[TechId]) -> Vec<SafeText> {
    let names = ids.iter().map(|id| super::by_id(catalog, id).name);
    names.collect()
}

fn listing(names: &[SafeText]) -> SafeText {
    let names: Vec<&str> = names.iter().map(SafeText::as_str).collect();
    SafeText::from(names.join(", "))
}
