//! The stack at a glance: what is decided, what speaks against it, what is open, and the work that
//! follows. Made once after each change.

use std::sync::Arc;

use crate::adr::Writer;
use crate::catalog::Catalog;
use crate::diagnostic::Severity;
use crate::model::{Alternative, Concern, ConcernId, TreeId, known};
use crate::review::{Checked, Interview, Need, Standpoint, Stands, check};
use crate::screens::Cx;
use crate::screens::stack::{Side, StackScreen, beside};
use crate::stack::{Decision, Stack, Subject};
use crate::text::SafeText;

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// The file of the stack.
    File,
    /// What is so in the project.
    Facts,
    /// All concerns, one after the other.
    Interview,
    /// The ready-made stacks of the library.
    Presets,
    /// A decision, by its position in the stack.
    Decision(usize),
    /// Something that a check found, by its position.
    Finding(usize),
    /// A concern that no decision was taken on.
    Concern(ConcernId),
    /// Something that a check could not tell, by its position.
    NotKnown(usize),
    /// What to keep to.
    Checklist,
    /// Libraries and commands.
    Kit,
    /// The stack for an AI assistant.
    Brief,
}

/// A row of the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is about.
    pub on: On,
    /// The heading that it stands under.
    pub under: SafeText,
    /// What it is called.
    pub name: SafeText,
    /// What is said of it.
    pub remark: SafeText,
    /// How bad what was found is.
    pub found: Option<Severity>,
}

/// All rows, and what stands beside the one under the cursor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// The rows.
    pub rows: Arc<[Row]>,
    /// What a check says of the stack.
    pub checked: Arc<Checked>,
    /// How far the interview is, in words; empty where the library declares no concerns.
    pub progress: SafeText,
    /// What stands beside the row under the cursor, as markdown.
    pub beside: Arc<str>,
    basis: Option<Basis>,
    shown: Option<Shown>,
}

/// What the rows were made from.
#[derive(Clone, Debug, PartialEq)]
struct Basis {
    generation: u64,
    stack: Arc<Stack>,
}

/// What stands beside was made from this.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    on: On,
    side: Side,
    template: Writer,
    next_record: u32,
}

/// Brings the screen up to date with the stack; the cursor stays on what it was on.
pub fn follow(screen: &mut StackScreen, cx: Cx<'_>) {
    let basis = screen.overview.basis.as_ref();
    let same =
        |basis: &Basis| basis.generation == cx.generation && Arc::ptr_eq(&basis.stack, cx.stack);
    if !basis.is_some_and(same) {
        let first = basis.is_none();
        let on = screen.on().cloned();
        screen.overview = Overview::of(cx);
        let rows = &screen.overview.rows;
        let known = on.and_then(|on| same_row(rows, &on, cx.stack));
        screen.at = match known {
            Some(at) => at,
            None if first => start(rows),
            None => screen.at.min(rows.len().saturating_sub(1)),
        };
    }
    show(screen, cx);
}

/// The row that stands for what one stood for: a concern that was decided meanwhile is its
/// decision.
fn same_row(rows: &[Row], on: &On, stack: &Stack) -> Option<usize> {
    let here = |wanted: &On| rows.iter().position(|row| row.on == *wanted);
    here(on).or_else(|| {
        let On::Concern(id) = on else { return None };
        let subject = Subject::Concern(id.clone());
        let mut decisions = stack.decisions.iter();
        here(&On::Decision(
            decisions.position(|one| one.subject == subject)?,
        ))
    })
}

/// The row that a person begins on: the first decision, else the interview.
fn start(rows: &[Row]) -> usize {
    let decided = rows
        .iter()
        .position(|row| matches!(row.on, On::Decision(_)));
    let asked = || rows.iter().position(|row| row.on == On::Interview);
    decided.or_else(asked).unwrap_or(0)
}

fn show(screen: &mut StackScreen, cx: Cx<'_>) {
    let Some(on) = screen.on().cloned() else {
        return;
    };
    let now = Shown {
        on,
        side: screen.side,
        template: screen.template.clone(),
        next_record: cx.next_record,
    };
    let before = screen.overview.shown.as_ref();
    if before == Some(&now) {
        return;
    }
    if before.is_none_or(|before| before.on != now.on || before.side != now.side) {
        screen.scroll = 0;
    }
    screen.overview.beside = beside::page(screen, cx).into();
    screen.overview.shown = Some(now);
}

impl Overview {
    /// How far the stack is and how it stands, in words: "8 decided · 3 to decide · 1 conflict".
    pub fn summary(&self, stack: &Stack) -> String {
        let decided = stack.decisions.iter();
        let decided = decided.filter(|one| one.chosen.is_some() || one.is_not_needed());
        let open = stack.decisions.iter();
        let open = open.filter(|one| one.chosen.is_none() && !one.is_not_needed());
        let rows = |test: &dyn Fn(&Row) -> bool| self.rows.iter().filter(|row| test(row)).count();
        let to_decide = |row: &Row| OPEN.iter().take(2).any(|open| *row.under == **open);
        let found = self.checked.findings.iter();
        let errors = found.filter(|finding| finding.severity == Severity::Error);
        let counts = [
            (decided.count(), "decided"),
            (rows(&to_decide) + open.count(), "to decide"),
            (errors.count(), "wrong"),
            (rows(&|row| matches!(row.on, On::NotKnown(_))), "not known"),
        ];
        let said = counts.iter().enumerate();
        let said = said.filter(|(at, (count, _))| *at == 0 || *count > 0);
        let said: Vec<String> = said.map(|(_, (n, word))| format!("{n} {word}")).collect();
        said.join(" \u{b7} ")
    }

    fn of(cx: Cx<'_>) -> Self {
        let interview = Interview::of(cx.stack, cx.catalog);
        let checked = check(cx.stack, cx.catalog);
        let progress = match interview.concerns.as_slice() {
            [] => SafeText::default(),
            _ => interview.progress(),
        };
        let mut rows = project(cx, &progress);
        rows.extend(decisions(cx, &checked));
        rows.extend(findings(&checked));
        rows.extend(concerns(&interview, cx.stack));
        rows.extend(unknown(&checked));
        rows.extend(work(cx));
        Self {
            rows: rows.into(),
            checked: checked.into(),
            progress,
            basis: Some(Basis {
                generation: cx.generation,
                stack: Arc::clone(cx.stack),
            }),
            ..Self::default()
        }
    }
}

fn row(on: On, under: &str, name: impl Into<SafeText>, remark: impl Into<SafeText>) -> Row {
    Row {
        on,
        under: SafeText::new(under),
        name: SafeText::one_line(&name.into()),
        remark: SafeText::one_line(&remark.into()),
        found: None,
    }
}

/// What there is to begin with.
fn project(cx: Cx<'_>, progress: &SafeText) -> Vec<Row> {
    const UNDER: &str = "Project";
    let facts = known(&cx.stack.facts);
    let facts = match facts.as_slice() {
        [] => "nothing said yet".to_owned(),
        facts => facts.join(" \u{b7} "),
    };
    let name = cx.stack.name.clone();
    let mut rows = vec![
        row(On::File, UNDER, "Stack", name),
        row(On::Facts, UNDER, "Facts", facts),
    ];
    if !progress.is_empty() {
        rows.push(row(On::Interview, UNDER, "Interview", progress.clone()));
    }
    let presets = cx.catalog.manifest.stacks.len();
    if presets > 0 {
        let remark = SafeText::from(presets.to_string());
        rows.push(row(On::Presets, UNDER, "Ready-made stacks", remark));
    }
    rows
}

/// The decisions, layer by layer.
fn decisions(cx: Cx<'_>, checked: &Checked) -> Vec<Row> {
    let mut all: Vec<(Layered, Row)> = cx
        .stack
        .decisions
        .iter()
        .enumerate()
        .map(|(at, decision)| {
            let (place, under) = layer(&decision.subject, cx.catalog);
            let name = decision.title(cx.catalog);
            let mut row = row(On::Decision(at), &under, name, came_to(decision));
            let findings = checked.findings.iter();
            let own = findings.filter(|finding| finding.concern == decision.subject);
            row.found = own
                .map(|finding| finding.severity)
                .max_by_key(|s| badness(*s));
            (place, row)
        })
        .collect();
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, row)| row).collect()
}

/// The position of a layer, and of a concern.
type Layered = (usize, usize);

/// Where a subject stands among the layers of the library, and what it stands under.
fn layer(subject: &Subject, catalog: &Catalog) -> (Layered, SafeText) {
    let manifest = &catalog.manifest;
    let place = |concern: &Concern| {
        let skill = |tree: &TreeId| tree.0.split(['#', '/']).next().map(SafeText::new);
        let skill = concern.trees.first().and_then(skill)?;
        let mut layers = manifest.layers.iter().enumerate();
        layers.find(|(_, layer)| layer.skills.contains(&skill))
    };
    let mut concerns = manifest.concerns.iter().enumerate();
    let known =
        concerns.find(|(_, concern)| matches!(subject, Subject::Concern(id) if *id == concern.id));
    let (last, end) = (manifest.layers.len(), manifest.concerns.len());
    match known {
        None => ((last, end), "Decisions".into()),
        Some((at, concern)) => match place(concern) {
            Some((layer, known)) => ((layer, at), known.title.clone()),
            None => ((last, at), "Decisions".into()),
        },
    }
}

/// What was chosen, or between what; and the number of the record.
fn came_to(decision: &Decision) -> String {
    let ruled_out = |one: &&Alternative| {
        let mut ruled = decision.ruled_out.iter();
        ruled.any(|ruled| ruled.alternative == *one.key())
    };
    let between = decision.considered.iter();
    let between = between.filter(|one| !ruled_out(one)).count();
    let chosen = match (&decision.chosen, between) {
        (Some(chosen), _) => chosen.name.to_string(),
        (None, _) if decision.is_not_needed() => "not needed".to_owned(),
        (None, 0) => "still open".to_owned(),
        (None, between) => format!("open between {between}"),
    };
    let record = decision.adr.as_ref();
    let record = record.and_then(|path| path.rsplit('/').next()?.split('-').next());
    record.map_or(chosen.clone(), |number| format!("{chosen}  {number}"))
}

fn badness(severity: Severity) -> u8 {
    match severity {
        Severity::Info => 0,
        Severity::Warning => 1,
        Severity::Error => 2,
    }
}

fn findings(checked: &Checked) -> Vec<Row> {
    let found = checked.findings.iter().enumerate();
    let rows = found.map(|(at, finding)| {
        let [choice, with] = &finding.sides;
        let name = format!("{choice} \u{2194} {with}");
        let mut row = row(On::Finding(at), "Checks", name, finding.code.word());
        row.found = Some(finding.severity);
        row
    });
    rows.collect()
}

/// The concerns without a decision: what must be decided, what may be, what facts settle, and what
/// need not be.
fn concerns(interview: &Interview<'_>, stack: &Stack) -> Vec<Row> {
    let decided = |one: &&Standpoint<'_>| {
        let subject = Subject::Concern(one.concern.id.clone());
        stack.decisions.iter().any(|known| known.subject == subject)
    };
    let all = interview.concerns.iter().filter(|one| !decided(one));
    let mut rows: Vec<(usize, Row)> = all.map(concern).collect();
    rows.sort_by_key(|(group, _)| *group);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The headings of concerns without a decision, in their order.
const OPEN: [&str; 4] = [
    "Must be decided",
    "May be decided",
    "Settled",
    "Need not be decided",
];

/// The row of a concern, with the position of its heading.
fn concern(one: &Standpoint<'_>) -> (usize, Row) {
    let wanted = usize::from(one.need != Need::Must);
    let (group, remark) = match &one.stands {
        Stands::Decided(_) | Stands::LeftOpen | Stands::NotNeeded | Stands::Open => {
            (wanted, String::new())
        }
        Stands::OneLeft(only, _) => (wanted, format!("only {} is left", only.name)),
        Stands::Settled { chosen, fact } => (2, format!("{chosen}, by {fact}")),
        Stands::Pointless(because) => (3, because.to_string()),
    };
    let on = On::Concern(one.concern.id.clone());
    let under = OPEN.get(group).copied().unwrap_or_default();
    (group, row(on, under, one.concern.title.clone(), remark))
}

fn unknown(checked: &Checked) -> Vec<Row> {
    let unknown = checked.unknown.iter().enumerate();
    let rows = unknown.map(|(at, one)| {
        row(
            On::NotKnown(at),
            "Not known",
            one.what.clone(),
            one.code.word(),
        )
    });
    rows.collect()
}

/// What follows from what was chosen.
fn work(cx: Cx<'_>) -> Vec<Row> {
    const UNDER: &str = "Work";
    let chosen = cx.stack.decisions.iter().any(|one| one.chosen.is_some());
    let rows = [
        (On::Checklist, "Checklist", "what to keep to"),
        (On::Kit, "Kit", "libraries and commands"),
        (On::Brief, "Brief", "for an AI assistant"),
    ];
    let rows = rows.into_iter().filter(|_| chosen);
    rows.map(|(on, name, remark)| row(on, UNDER, name, remark))
        .collect()
}
