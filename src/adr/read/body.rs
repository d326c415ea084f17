//! The text of a record in markdown, section by section.

use std::collections::BTreeMap;

use crate::adr::read::header::set;
use crate::adr::read::outcome::{chosen, name_key, neglected, says_choice, without_standing};
use crate::adr::read::page::{self, Page, lines_of, paragraphs};
use crate::adr::read::words::{Field, Part, field_of_label, is_marked, led, part_of, people_of};
use crate::adr::read::{gap, link, reopen, status, title};
use crate::adr::{Adr, AdrOption, Form, Said};
use crate::model::{Block, BlockKind, Heading, ListItem};
use crate::text::SafeText;

/// Reads the text into a record whose header has been read. What the header says stays.
pub(super) fn read(page: &Page<'_>, adr: &mut Adr) -> Shape {
    let mut body = Body {
        page,
        adr,
        part: Part::Top,
        level: 0,
        option: None,
        listed: BTreeMap::new(),
        context: Vec::new(),
        decision: Vec::new(),
        says_choice: false,
        top: Vec::new(),
        status: Vec::new(),
        shape: Shape::default(),
    };
    for block in &page.document.blocks {
        match &block.kind {
            BlockKind::Heading(at) => {
                if let Some(heading) = page.document.headings.get(*at) {
                    body.heading(heading);
                }
            }
            _ => body.block(block),
        }
    }
    body.finish()
}

/// What a line begins with that says when to think again.
const REVISIT: &str = "Revisit when: ";

/// What was seen of a form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    /// A section that decisions have.
    pub(super) has_part: bool,
    /// The form that fields outside a header have.
    pub(super) form: Option<Form>,
}

struct Body<'a> {
    page: &'a Page<'a>,
    adr: &'a mut Adr,
    part: Part,
    /// The level of the heading that began the part.
    level: u8,
    /// The option whose arguments come.
    option: Option<usize>,
    /// Positions of options by the key of their names.
    listed: BTreeMap<String, usize>,
    context: Vec<SafeText>,
    decision: Vec<SafeText>,
    /// Whether a text has said what was chosen.
    says_choice: bool,
    /// Text before the first section.
    top: Vec<SafeText>,
    /// The lines of the section on status.
    status: Vec<Said<SafeText>>,
    shape: Shape,
}

impl Body<'_> {
    fn heading(&mut self, heading: &Heading) {
        let line = heading.at.line;
        self.gap(line);
        if heading.level == 1 && self.part == Part::Top && self.heads(&heading.title, line) {
            return;
        }
        let below = heading.level > self.level && self.part != Part::Top;
        let holds_options = matches!(self.part, Part::Options | Part::Arguments);
        let part = part_of(&heading.title);
        if below && holds_options && (part.is_none() || self.part == Part::Arguments) {
            if heading.level == self.level + 1 {
                let name = Said {
                    what: heading.title.clone(),
                    line,
                };
                self.option = Some(self.option_of(name));
            }
            return;
        }
        self.option = None;
        if let Some(part) = part {
            self.part = part;
            self.level = heading.level;
            self.shape.has_part |= part != Part::Other;
            if part == Part::Field(Field::Status) {
                self.shape.form = self.shape.form.or(Some(Form::Nygard));
            }
        } else if !below {
            self.part = if self.part == Part::Top && heading.level == 1 {
                Part::Top
            } else {
                Part::Other
            };
            self.level = heading.level;
        }
    }

    /// Takes a heading for the title, unless there was one.
    fn heads(&mut self, heading: &SafeText, line: u32) -> bool {
        if self.adr.heading.line > 0 {
            return false;
        }
        self.adr.heading = Said {
            what: heading.clone(),
            line,
        };
        let (number, title) = if self.is_escaped(line) {
            (None, heading.as_str())
        } else {
            title::numbered(heading)
        };
        if self.adr.number.is_none() {
            self.adr.number = number.map(|what| Said { what, line });
        }
        if self.adr.title.what.is_empty() {
            self.adr.title = Said {
                what: SafeText::new(title),
                line,
            };
        }
        true
    }

    /// Whether a heading says that the digits it begins with are no number: `# 1\. is first`.
    fn is_escaped(&self, line: u32) -> bool {
        let heading = self.page.line(line).trim_start_matches(['#', ' ']);
        let after = heading.trim_start_matches(|c: char| c.is_ascii_digit());
        after.starts_with('\\') && after.len() < heading.len()
    }

    fn block(&mut self, block: &Block) {
        if let BlockKind::Html(_) = block.kind
            && self.adr.reopen.is_none()
        {
            self.adr.reopen = reopen::in_comment(self.page.source(block));
        }
        let mut texts = Vec::new();
        paragraphs(block, &mut texts);
        for text in texts {
            for line in text.at.line..=text.end_line {
                self.adr.links.extend(link::on_line(self.page, line));
                self.gap(line);
            }
        }
        if self.beside(block) {
            return;
        }
        match self.part {
            Part::Top => self.top(block),
            Part::Field(Field::Status) => self.status.extend(self.said_lines(block)),
            Part::Field(field) => {
                for said in self.said_lines(block) {
                    set(self.adr, field, said);
                }
            }
            Part::Context => lines_of(block, &mut self.context),
            Part::Drivers => lines_of(block, &mut self.adr.drivers),
            Part::Options | Part::Arguments => self.options(block),
            Part::Decision => self.decision(block),
            Part::Consequences(lead) => {
                let mut lines = Vec::new();
                lines_of(block, &mut lines);
                let lines = lines.iter().map(|line| led(lead, line));
                self.adr.consequences.extend(lines);
            }
            Part::Confirmation => lines_of(block, &mut self.adr.confirmation),
            Part::Other => {}
        }
    }

    /// Takes what stands in any part where a form has none for it: people, and when to think again.
    fn beside(&mut self, block: &Block) -> bool {
        let mut lines = Vec::new();
        lines_of(block, &mut lines);
        if !lines.is_empty() && lines.iter().all(|line| line.starts_with(REVISIT)) {
            self.adr.confirmation.extend(lines);
            return true;
        }
        let [line] = lines.as_slice() else {
            return false;
        };
        let Some(people) = people_of(line) else {
            return false;
        };
        for (field, names) in people {
            let said = Said {
                what: SafeText::one_line(names),
                line: block.at.line,
            };
            set(self.adr, field, said);
        }
        true
    }

    /// Takes note of what a template has on a line.
    fn gap(&mut self, line: u32) {
        if let Some(what) = gap::in_line(self.page.line(line)) {
            self.adr.gaps.push(Said { what, line });
        }
    }

    /// Fields before the first section: a list of them, or lines of a paragraph.
    fn top(&mut self, block: &Block) {
        if let BlockKind::List { items, .. } = &block.kind {
            for item in items {
                self.item_at_top(item);
            }
            return;
        }
        let mut lines = Vec::new();
        lines_of(block, &mut lines);
        if lines.iter().any(|text| says_choice(text)) {
            // The whole decision in a sentence: a Y-statement.
            self.decision(block);
            let chosen = self.adr.chosen.iter().map(|said| said.what.clone());
            let others = lines.iter().flat_map(|text| neglected(text));
            for what in chosen.chain(others).collect::<Vec<_>>() {
                let line = block.at.line;
                self.option_of(Said { what, line });
            }
            return;
        }
        for said in self.said_lines(block) {
            if !self.label(&said, Form::Nygard) {
                self.top.push(said.what);
            }
        }
    }

    fn item_at_top(&mut self, item: &ListItem) {
        let (what, more) = page::item(item);
        let line = item.at.line;
        let said = Said { what, line };
        if !self.label(&said, Form::Bullets) {
            self.top.push(said.what);
            self.top.extend(more);
        }
    }

    /// Takes a line for a field with its value, where it is one.
    fn label(&mut self, said: &Said<SafeText>, form: Form) -> bool {
        let Some((label, value)) = said.what.split_once(':') else {
            return false;
        };
        let Some(field) = field_of_label(label) else {
            return false;
        };
        self.shape.form = self.shape.form.or(Some(form));
        let said = Said {
            what: SafeText::one_line(value),
            line: said.line,
        };
        set(self.adr, field, said);
        true
    }

    fn options(&mut self, block: &Block) {
        let mut lines = Vec::new();
        match (&block.kind, self.option) {
            (BlockKind::List { items, .. }, None) if self.part == Part::Options => {
                for item in items {
                    let (name, arguments) = page::item(item);
                    let line = item.at.line;
                    let what = without_standing(&name);
                    let at = self.option_of(Said { what, line });
                    self.argue(at, arguments);
                }
            }
            (_, Some(at)) => {
                lines_of(block, &mut lines);
                self.argue(at, lines);
            }
            _ => {}
        }
    }

    fn argue(&mut self, option: usize, lines: Vec<SafeText>) {
        if let Some(option) = self.adr.options.get_mut(option) {
            option.arguments.extend(lines);
        }
    }

    /// The option of a name; made where there is none.
    fn option_of(&mut self, name: Said<SafeText>) -> usize {
        let next = self.adr.options.len();
        let at = *self.listed.entry(name_key(&name.what)).or_insert(next);
        if at == next {
            self.adr.options.push(AdrOption {
                name,
                arguments: Vec::new(),
            });
        }
        at
    }

    fn decision(&mut self, block: &Block) {
        let before = self.decision.len();
        let mut lines = Vec::new();
        lines_of(block, &mut lines);
        // A business case says what follows where it says what to do.
        let (follows, says) = lines.into_iter().partition(|line| is_marked(line));
        let follows: Vec<SafeText> = follows;
        self.adr.consequences.extend(follows);
        self.decision.extend::<Vec<SafeText>>(says);
        // The first that says it counts: a text is compared with every option.
        if self.says_choice {
            return;
        }
        let mut new = self.decision.get(before..).unwrap_or_default().iter();
        let Some(text) = new.find(|text| says_choice(text)) else {
            return;
        };
        self.says_choice = true;
        if let Some(what) = chosen(text, &self.adr.options) {
            let line = self.line_of_choice(block);
            self.adr.chosen = Some(Said { what, line });
        }
    }

    /// The line of a block that says what was chosen.
    fn line_of_choice(&self, block: &Block) -> u32 {
        let mut lines = block.at.line..=block.end_line;
        let says = |line: &u32| says_choice(&page::plain(self.page.line(*line)));
        lines.find(says).unwrap_or(block.at.line)
    }

    /// The lines of the paragraphs of a block, as they are shown.
    fn said_lines(&self, block: &Block) -> Vec<Said<SafeText>> {
        let mut texts = Vec::new();
        paragraphs(block, &mut texts);
        let lines = texts.iter().flat_map(|text| text.at.line..=text.end_line);
        let said = lines.map(|line| {
            let text = self.page.line(line).trim_start();
            let marked = text.strip_prefix(['*', '-', '+']);
            let bare = marked.and_then(|rest| rest.strip_prefix(' '));
            Said {
                what: page::plain(bare.unwrap_or(text)),
                line,
            }
        });
        said.filter(|said| !said.what.is_empty()).collect()
    }

    fn finish(self) -> Shape {
        let adr = self.adr;
        if adr.status_words.what.is_empty()
            && let Some((said, day)) = status::among(&self.status)
        {
            if let Some(what) = day.filter(|_| adr.date.what.is_empty()) {
                let line = said.line;
                adr.date = Said { what, line };
            }
            adr.status = status::of(&said.what);
            adr.status_words = said;
        }
        let context = if self.context.is_empty() {
            &self.top
        } else {
            &self.context
        };
        adr.context = text_of(context);
        adr.decision = text_of(&self.decision);
        self.shape
    }
}

fn text_of(lines: &[SafeText]) -> SafeText {
    let lines: Vec<&str> = lines.iter().map(SafeText::as_str).collect();
    SafeText::from(lines.join("\n"))
}
