//! Themes: a palette and 18 roles. What is drawn names a [`Role`]; a [`Theme`] says how it looks.
//!
//! A theme is read from YAML ([`read()`]), made poorer for the terminal at hand
//! ([`Theme::at_depth`]) and asked for styles. No state is told apart by colour alone: without
//! colours every state has modifiers of its own.

mod colour;
mod read;
mod shelf;

use ratatui::style::{Color, Modifier, Style};

use crate::text::SafeText;

pub use colour::{Depth, Rgb, contrast};
pub use read::read;
pub use shelf::Shelf;

macro_rules! roles {
    ($first:ident $first_name:literal $first_doc:literal;
     $($role:ident $name:literal $doc:literal;)*) => {
        /// What a piece of the screen is for. The names are frozen for 1.x.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            #[doc = $first_doc]
            #[default]
            $first,
            $(#[doc = $doc] $role,)*
        }

        impl Role {
            /// All roles, in the order of a theme file.
            pub const ALL: [Self; 18] = [Self::$first, $(Self::$role),*];

            /// Its name in a theme file.
            pub const fn name(self) -> &'static str {
                match self {
                    Self::$first => $first_name,
                    $(Self::$role => $name,)*
                }
            }
        }
    };
}

roles! {
    Text "text" "Running text; its ground is the ground of the screen.";
    Muted "muted" "What can be passed over: hints, citations.";
    Line "line" "Rules between zones.";
    Heading "heading" "Headings and questions.";
    Link "link" "What can be opened.";
    Code "code" "Code and names as typed.";
    Quote "quote" "Quoted text.";
    Selection "selection" "Where the selection is.";
    Match "match" "What a search found.";
    Cursor "cursor" "The cell under the cursor.";
    Taken "taken" "An answer that was taken, an alternative that was chosen.";
    Open "open" "An alternative that is still possible.";
    RuledOut "ruled_out" "An alternative that something stated speaks against.";
    Answer "answer" "What can be answered.";
    Disagree "disagree" "Sources that say different things.";
    Notice "notice" "A message.";
    Warning "warning" "A message about something that needs care.";
    Error "error" "A message about something that failed.";
}

impl Role {
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
