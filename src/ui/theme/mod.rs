//! Themes: a palette and 18 roles. What is drawn names a [`Role`]; a [`Theme`] says how it looks.
//!
//! A theme is read from YAML ([`read()`]), made poorer for the terminal at hand
//! ([`Theme::at_depth`]) and asked for styles. No state is told apart by colour alone: without
//! colours every state has modifiers of its own.

mod colour;
mod read;

use ratatui::style::{Color, Modifier, Style};

use crate::text::SafeText;

pub use colour::{Depth, Rgb, contrast};
pub use read::read;

/// What a piece of the screen is for. The names are frozen for 1.x.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Running text; its ground is the ground of the screen.
    #[default]
    Text,
    /// What can be passed over: hints, citations.
    Muted,
    /// Rules between zones.
    Line,
    /// Headings and questions.
    Heading,
    /// What can be opened.
    Link,
    /// Code and names as typed.
    Code,
    /// Quoted text.
    Quote,
    /// Where the selection is.
    Selection,
    /// What a search found.
    Match,
    /// The cell under the cursor.
    Cursor,
    /// An answer that was taken, an alternative that was chosen.
    Taken,
    /// An alternative that is still possible.
    Open,
    /// An alternative that something stated speaks against.
    RuledOut,
    /// What can be answered.
    Answer,
    /// Sources that say different things.
    Disagree,
    /// A message.
    Notice,
    /// A message about something that needs care.
    Warning,
    /// A message about something that failed.
    Error,
}

impl Role {
    /// All roles, in the order of a theme file.
    pub const ALL: [Self; 18] = [
        Self::Text,
        Self::Muted,
        Self::Line,
        Self::Heading,
        Self::Link,
        Self::Code,
        Self::Quote,
        Self::Selection,
        Self::Match,
        Self::Cursor,
        Self::Taken,
        Self::Open,
        Self::RuledOut,
        Self::Answer,
        Self::Disagree,
        Self::Notice,
        Self::Warning,
        Self::Error,
    ];

    /// The roles that say what state something is in.
    pub const STATES: [Self; 8] = [
        Self::Selection,
        Self::Match,
        Self::Cursor,
        Self::Taken,
        Self::Open,
        Self::RuledOut,
        Self::Answer,
        Self::Disagree,
    ];

    /// Its name in a theme file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Muted => "muted",
            Self::Line => "line",
            Self::Heading => "heading",
            Self::Link => "link",
            Self::Code => "code",
            Self::Quote => "quote",
            Self::Selection => "selection",
            Self::Match => "match",
            Self::Cursor => "cursor",
            Self::Taken => "taken",
            Self::Open => "open",
            Self::RuledOut => "ruled_out",
            Self::Answer => "answer",
            Self::Disagree => "disagree",
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// How it is set where there are no colours. No two states share a set. Never dim: terminals
    /// then drop below the contrast floor.
    const fn modifiers(self) -> Modifier {
        const BOLD: Modifier = Modifier::BOLD;
        const ITALIC: Modifier = Modifier::ITALIC;
        const UNDER: Modifier = Modifier::UNDERLINED;
        const REVERSE: Modifier = Modifier::REVERSED;
        match self {
            Self::Text | Self::Line | Self::Code => Modifier::empty(),
            Self::Muted | Self::Quote => ITALIC,
            Self::Heading | Self::Open => BOLD,
            Self::Link => UNDER,
            Self::Selection => REVERSE,
            Self::Match => REVERSE.union(UNDER),
            Self::Cursor => REVERSE.union(BOLD),
            Self::Taken => BOLD.union(UNDER),
            Self::RuledOut => ITALIC.union(UNDER),
            Self::Answer => BOLD.union(ITALIC),
            Self::Disagree => BOLD.union(ITALIC).union(UNDER),
            Self::Notice => REVERSE.union(ITALIC),
            Self::Warning => REVERSE.union(BOLD).union(ITALIC),
            Self::Error => REVERSE.union(BOLD).union(UNDER),
        }
    }
}

/// Which ground a theme is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Variant {
    /// Any: it follows the terminal.
    #[default]
    Any,
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
}

/// How each role looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Its name for people.
    pub name: SafeText,
    /// Which ground it is for.
    pub variant: Variant,
    styles: [Style; Role::ALL.len()],
}

impl Default for Theme {
    /// No colours: every role by its modifiers.
    fn default() -> Self {
        Self {
            name: SafeText::new("plain"),
            variant: Variant::Any,
            styles: Role::ALL.map(|role| Style::new().add_modifier(role.modifiers())),
        }
    }
}

impl Theme {
    /// How a role looks.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The colour of a role without its modifiers: for tokens of code, which are not states.
    pub fn tint(&self, role: Role) -> Style {
        let style = self.style(role);
        Style {
            add_modifier: Modifier::empty(),
            ..style
        }
    }

    /// The theme as a poorer terminal can show it. [`Depth::None`] leaves modifiers alone.
    #[must_use]
    pub fn at_depth(&self, depth: Depth) -> Self {
        let plain = Self::default();
        if depth == Depth::None {
            return Self {
                name: self.name.clone(),
                ..plain
            };
        }
        let dark = self.is_dark();
        let shown = |color: Option<Color>| color.map(|c| colour::at_depth(c, depth, dark));
        Self {
            name: self.name.clone(),
            variant: self.variant,
            styles: self.styles.map(|style| Style {
                fg: shown(style.fg),
                bg: shown(style.bg),
                ..style
            }),
        }
    }

    /// Whether its ground is dark; without a ground of its own, what it says it is for.
    fn is_dark(&self) -> bool {
        let ground = self.style(Role::Text).bg.and_then(Rgb::of);
        ground.map_or(self.variant != Variant::Light, |bg| bg.luminance() < 0.2)
    }
}
