//! What lies on top of a screen: each a plain value that takes keys and answers with a [`Verdict`].

mod card;
mod export;
mod fact;
mod find;
mod help;
mod leads_here;
mod links;
mod menu;
mod offers;
mod palette;
mod picker;
mod reasons;
mod rule;
mod themes;
mod view;
mod wanted;

use crate::action::Action;
use crate::effect::Effect;
use crate::keymap::{Chord, Key, NamedKey};
use crate::model::Alternative;
use crate::screens::Goto;
use crate::screens::compare::{Change, Menu};
use crate::stack::OwnWords;
use crate::text::SafeText;
use crate::ui::input::{Edit, Field};

pub use card::{CardRead, Cards};
pub use export::Export;
pub use fact::FactPrompt;
pub use find::Find;
pub use help::{Help, HelpLine};
pub use leads_here::{LeadsHere, PathLine};
pub use links::Links;
pub use offers::{Offer, Offers, Take};
pub use palette::Palette;
pub use picker::{Choice, Picker};
pub use reasons::Reasons;
pub use rule::{Rule, RuleRow};
pub use themes::Themes;
pub use view::view;
pub use wanted::Where;

/// Something on top.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// One box for anything.
    Palette(Palette),
    /// Every key.
    Help(Help),
    /// The themes, seen while choosing.
    Themes(Themes),
    /// Where records go, and in which form.
    Export(Export),
    /// Technologies to lay side by side.
    Picker(Picker),
    /// A word to find in the document or list.
    Find(Find),
    /// The links of the document.
    Links(Links),
    /// A rule in full.
    Rule(Rule),
    /// The paths that lead to something.
    LeadsHere(LeadsHere),
    /// A change of the comparison to choose.
    Menu(Menu),
    /// A condition on what is compared.
    Where(Where),
    /// Everything about a name.
    Card(Cards),
    /// A fact to state.
    Fact(FactPrompt),
    /// What can be taken into the stack.
    Offers(Offers),
    /// What only a person can say of a decision.
    Reasons(Box<Reasons>),
}

/// What an overlay wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// To stay.
    Stay,
    /// To be closed.
    Close,
    /// To be closed, and this done.
    Run(Action),
    /// To be closed, and this opened.
    Goto(Goto),
    /// To be closed, and this performed.
    Perform(Effect),
    /// The theme at a position; `true` closes.
    Theme(usize, bool),
    /// These laid side by side.
    Compare(Vec<Alternative>),
    /// The comparison changed.
    Change(Change),
    /// The word searched in the document or list.
    Find(String),
    /// This taken into the stack.
    Take(Take),
    /// A fact to be stated so; it stays where that is wrong.
    Fact(SafeText, String),
    /// This said of the decision at a position.
    Say(usize, Box<OwnWords>),
}

/// A key, as overlays understand it.
#[derive(Clone, Debug, PartialEq)]
enum Press {
    Edit(Edit),
    Move(Step),
    Enter,
    Escape,
    Tab,
    Mark,
    /// All marks away.
    Clear,
    Other,
}

/// A move in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Up,
    Down,
    PageUp,
    PageDown,
}

impl Step {
    /// The position after the move, in a list of `len`.
    fn from(self, at: usize, len: usize, page: usize) -> usize {
        let last = len.saturating_sub(1);
        match self {
            Self::Up => at.saturating_sub(1),
            Self::Down => (at + 1).min(last),
            Self::PageUp => at.saturating_sub(page),
            Self::PageDown => (at + page).min(last),
        }
    }
}

impl Overlay {
    /// Takes a key. `page` is the rows of its list.
    pub fn key(&mut self, chord: Chord, page: usize) -> Verdict {
        let press = press(chord);
        if press == Press::Escape {
            return match self {
                Self::Themes(themes) => Verdict::Theme(themes.before, true),
                _ => Verdict::Close,
            };
        }
        match self {
            Self::Palette(palette) => palette.press(&press, page),
            Self::Help(help) => help.press(&press, page),
            Self::Themes(themes) => themes.press(&press, page),
            Self::Export(export) => export.press(&press),
            Self::Picker(picker) => picker.press(&press, page),
            Self::Find(find) => find.press(&press),
            Self::Links(links) => links.press(&press, page),
            Self::Rule(rule) => rule.press(&press, page),
            Self::LeadsHere(paths) => paths.press(&press, page),
            Self::Menu(menu) => menu::press(menu, &press, page),
            Self::Where(wanted) => wanted.press(&press),
            Self::Card(cards) => cards.press(&press, page),
            Self::Fact(fact) => fact.press(&press),
            Self::Offers(offers) => offers.press(&press, page),
            Self::Reasons(reasons) => reasons.press(&press),
        }
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: String) {
        let edit = Press::Edit(Edit::Paste(text));
        match self {
            Self::Palette(palette) => drop(palette.press(&edit, 1)),
            Self::Help(help) => drop(help.press(&edit, 1)),
            Self::Export(export) => drop(export.press(&edit)),
            Self::Picker(picker) => drop(picker.press(&edit, 1)),
            Self::Find(find) => drop(find.press(&edit)),
            Self::Fact(fact) => drop(fact.press(&edit)),
            Self::Where(wanted) => drop(wanted.press(&edit)),
            Self::Reasons(reasons) => drop(reasons.press(&edit)),
            Self::Themes(_)
            | Self::Links(_)
            | Self::Rule(_)
            | Self::LeadsHere(_)
            | Self::Card(_)
            | Self::Offers(_)
            | Self::Menu(_) => {}
        }
    }

    /// A click on a line of its list: the line is chosen.
    pub fn click(&mut self, line: usize) -> Verdict {
        let enter = Press::Enter;
        match self {
            Self::Palette(palette) => {
                palette.at = line;
                palette.press(&enter, 1)
            }
            Self::Help(help) => {
                help.at = line;
                help.press(&enter, 1)
            }
            Self::Themes(themes) => {
                themes.at = line;
                Verdict::Theme(line, false)
            }
            Self::Picker(picker) => {
                picker.at = line;
                picker.press(&Press::Mark, 1)
            }
            Self::Links(links) => {
                links.at = line;
                links.press(&enter, 1)
            }
            Self::Rule(rule) => rule.click(line),
            Self::LeadsHere(paths) => {
                paths.at = line;
                paths.press(&enter, 1)
            }
            Self::Card(cards) => {
                cards.at = line;
                cards.press(&enter, 1)
            }
            Self::Menu(menu) => {
                menu.at = line;
                menu::press(menu, &enter, 1)
            }
            Self::Offers(offers) => {
                offers.at = line;
                offers.press(&enter, 1)
            }
            Self::Fact(fact) => {
                fact.at = line;
                fact.press(&Press::Tab)
            }
            Self::Reasons(reasons) => {
                reasons.at = line;
                Verdict::Stay
            }
            Self::Export(_) | Self::Find(_) | Self::Where(_) => Verdict::Stay,
        }
    }

    /// The wheel over its list.
    pub fn wheel(&mut self, down: bool) -> Verdict {
        let step = Press::Move(if down { Step::Down } else { Step::Up });
        match self {
            Self::Palette(palette) => palette.press(&step, 1),
            Self::Help(help) => help.press(&step, 1),
            Self::Themes(themes) => themes.press(&step, 1),
            Self::Picker(picker) => picker.press(&step, 1),
            Self::Links(links) => links.press(&step, 1),
            Self::Rule(rule) => rule.press(&step, 1),
            Self::LeadsHere(paths) => paths.press(&step, 1),
            Self::Card(cards) => cards.press(&step, 1),
            Self::Menu(menu) => menu::press(menu, &step, 1),
            Self::Fact(fact) => fact.press(&step),
            Self::Offers(offers) => offers.press(&step, 1),
            Self::Reasons(reasons) => reasons.press(&step),
            Self::Export(_) | Self::Find(_) | Self::Where(_) => Verdict::Stay,
        }
    }
}

/// Keys that mean the same in every overlay: those of readline, and of lists.
const WITH_CTRL: &[(char, Press)] = &[
    ('a', Press::Edit(Edit::Home)),
    ('e', Press::Edit(Edit::End)),
    ('b', Press::Edit(Edit::Left)),
    ('f', Press::Edit(Edit::Right)),
    ('h', Press::Edit(Edit::Backspace)),
    ('d', Press::Edit(Edit::Delete)),
    ('w', Press::Edit(Edit::DeleteWord)),
    ('u', Press::Edit(Edit::DeleteToStart)),
    ('k', Press::Edit(Edit::DeleteToEnd)),
    ('n', Press::Move(Step::Down)),
    ('p', Press::Move(Step::Up)),
    ('j', Press::Enter),
    ('m', Press::Enter),
    ('l', Press::Clear),
    ('c', Press::Escape),
    ('g', Press::Escape),
];

const NAMED: &[(NamedKey, Press)] = &[
    (NamedKey::Enter, Press::Enter),
    (NamedKey::Esc, Press::Escape),
    (NamedKey::Tab, Press::Tab),
    (NamedKey::Up, Press::Move(Step::Up)),
    (NamedKey::Down, Press::Move(Step::Down)),
    (NamedKey::PageUp, Press::Move(Step::PageUp)),
    (NamedKey::PageDown, Press::Move(Step::PageDown)),
    (NamedKey::Left, Press::Edit(Edit::Left)),
    (NamedKey::Right, Press::Edit(Edit::Right)),
    (NamedKey::Home, Press::Edit(Edit::Home)),
    (NamedKey::End, Press::Edit(Edit::End)),
    (NamedKey::Backspace, Press::Edit(Edit::Backspace)),
    (NamedKey::Delete, Press::Edit(Edit::Delete)),
];

fn press(chord: Chord) -> Press {
    let found = match chord.key {
        Key::Char(c) if chord.ctrl => WITH_CTRL.iter().find(|(key, _)| *key == c).map(|(_, p)| p),
        Key::Named(named) => NAMED.iter().find(|(key, _)| *key == named).map(|(_, p)| p),
        _ => None,
    };
    match (found, chord.typed()) {
        (Some(press), _) => press.clone(),
        (None, Some(c)) => Press::Edit(Edit::Insert(c)),
        (None, None) => Press::Other,
    }
}

/// The lines of a list that hold every word of a filter, as positions.
fn filtered<'a>(lines: impl Iterator<Item = &'a str>, field: &Field) -> Vec<usize> {
    let words: Vec<String> = field
        .text()
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    let holds = |line: &str| {
        let line = line.to_lowercase();
        words.iter().all(|word| line.contains(word))
    };
    lines
        .enumerate()
        .filter(|(_, line)| holds(line))
        .map(|(i, _)| i)
        .collect()
}
