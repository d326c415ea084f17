//! Theme files: our own shape, and base16 / base24 schemes as they are.
//!
//! A role is `COLOUR [on COLOUR] [bold|italic|underline|reverse]..`; a colour is a name of the
//! palette, `#rrggbb` or one of the 16 ANSI names. Schemes:
//! <https://github.com/tinted-theming/home/blob/main/builder.md>.

use std::collections::BTreeMap;
use std::fmt;

use ratatui::style::{Color, Modifier, Style};
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Rgb, Role, Theme, Variant, colour};
use crate::diagnostic::Diagnostic;
use crate::parse::yaml;
use crate::text::SafeText;

/// How far `inherits` is followed.
const HEIRS: usize = 8;

/// The roles of a base16 scheme, in the names of `palette`.
const SCHEME_ROLES: [(Role, &str); 18] = [
    (Role::Text, "fg on bg"),
    (Role::Muted, "muted"),
    (Role::Line, "line"),
    (Role::Heading, "base0d bold"),
    (Role::Link, "base0e underline"),
    (Role::Code, "base0c"),
    (Role::Quote, "muted italic"),
    (Role::Selection, "bg on base0d bold"),
    (Role::Match, "bg on base0a"),
    (Role::Cursor, "bg on fg"),
    (Role::Taken, "base0b bold"),
    (Role::Open, "base0a"),
    (Role::RuledOut, "muted italic underline"),
    (Role::Answer, "base0d bold italic"),
    (Role::Disagree, "base09 underline"),
    (Role::Notice, "bg on base0c"),
    (Role::Warning, "bg on base09 bold"),
    (Role::Error, "bg on base08 bold underline"),
];

const MODIFIERS: [(&str, Modifier); 4] = [
    ("bold", Modifier::BOLD),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
];

/// A theme file as written.
#[derive(Debug, Default)]
struct Written {
    name: Option<String>,
    variant: Option<String>,
    inherits: Option<String>,
    system: Option<String>,
    palette: BTreeMap<String, String>,
    ui: BTreeMap<String, String>,
    unknown: Vec<String>,
}

/// Reads a theme. `find` gives the text of the theme named by `inherits`. What is missing takes
/// the theme's text colour with the modifiers of the role; what is wrong is a diagnostic.
pub fn read(text: &str, find: &dyn Fn(&str) -> Option<String>) -> (Theme, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut written = parse(text, &mut findings);
    for _ in 0..HEIRS {
        let Some(parent) = written.inherits.take() else {
            break;
        };
        match find(&parent) {
            Some(text) => written = inherit(written, parse(&text, &mut findings)),
            None => findings.push(
                Diagnostic::warning(
                    "theme-parent",
                    format_args!("there is no theme `{parent}` to inherit from"),
                )
                .hint("name a shipped theme, or one in the folder themes"),
            ),
        }
    }
    (build(&written, &mut findings), findings)
}

fn parse(text: &str, findings: &mut Vec<Diagnostic>) -> Written {
    let written: Written = match yaml::from_str(text) {
        Ok(written) => written,
        Err(error) => {
            let finding = Diagnostic::error("theme-yaml", format_args!("not a theme: {error}"));
            findings.push(finding.hint("a theme has `palette:` and `ui:`, each a list of names"));
            return Written::default();
        }
    };
    findings.extend(written.unknown.iter().map(|key| {
        Diagnostic::warning("theme-key", format_args!("`{key}` is not a key of a theme"))
            .hint("the keys are version, name, variant, inherits, palette, ui, syntax")
    }));
    let written = from_scheme(written);
    let known = |name: &&String| !Role::ALL.iter().any(|role| role.name() == name.as_str());
    findings.extend(written.ui.keys().filter(known).map(|name| {
        let names = Role::ALL.map(Role::name).join(" ");
        Diagnostic::warning("theme-role", format_args!("there is no role `{name}`"))
            .hint(format_args!("the roles are {names}"))
    }));
    written
}

/// The child's words where it has any, else the parent's.
fn inherit(child: Written, parent: Written) -> Written {
    let mut palette = parent.palette;
    palette.extend(child.palette);
    let mut ui = parent.ui;
    ui.extend(child.ui);
    Written {
        name: child.name.or(parent.name),
        variant: child.variant.or(parent.variant),
        inherits: parent.inherits,
        system: None,
        palette,
        ui,
        unknown: Vec::new(),
    }
}

/// A base16 or base24 scheme in our own words; anything else as it is. Secondary text and lines
/// are mixed towards the text until they can be seen: a scheme's own comment colour often cannot.
fn from_scheme(mut written: Written) -> Written {
    let is_scheme = written.palette.contains_key("base00") || written.system.is_some();
    let base = |name: &str| written.palette.get(name).and_then(|hex| Rgb::parse(hex));
    let (Some(bg), Some(fg), true) = (base("base00"), base("base05"), is_scheme) else {
        return written;
    };
    let faint = base("base03").unwrap_or_else(|| bg.mix(fg, 40));
    let mixed = [
        ("bg", bg),
        ("fg", fg),
        ("line", faint.raised(fg, bg, 3.0)),
        ("muted", fg.mix(bg, 50).raised(fg, bg, 4.5)),
    ];
    for (name, Rgb(r, g, b)) in mixed {
        let hex = format!("#{r:02x}{g:02x}{b:02x}");
        written.palette.entry(name.to_owned()).or_insert(hex);
    }
    for (role, words) in SCHEME_ROLES {
        let own = written.ui.entry(role.name().to_owned());
        own.or_insert_with(|| words.to_owned());
    }
    written
}

fn build(written: &Written, findings: &mut Vec<Diagnostic>) -> Theme {
    let plain = Theme::default();
    let text = role_style(written, Role::Text, findings);
    let styles = Role::ALL.map(|role| {
        let own = match role {
            Role::Text => text,
            _ => role_style(written, role, findings),
        };
        own.unwrap_or_else(|| {
            let style = Style::new().add_modifier(role.modifiers());
            Style {
                fg: text.and_then(|text| text.fg),
                ..style
            }
        })
    });
    Theme {
        name: written
            .name
            .as_deref()
            .map_or(plain.name, SafeText::one_line),
        variant: match written.variant.as_deref() {
            Some("dark") => Variant::Dark,
            Some("light") => Variant::Light,
            _ => Variant::Any,
        },
        styles,
    }
}

/// The style a file gives a role; `None` where it gives none or one that cannot be read.
fn role_style(written: &Written, role: Role, findings: &mut Vec<Diagnostic>) -> Option<Style> {
    let words = written.ui.get(role.name())?;
    match style(words, &written.palette) {
        Ok(style) => Some(style),
        Err(word) => {
            let finding = Diagnostic::warning(
                "theme-colour",
                format_args!(
                    "role `{}`: `{word}` is no colour and no modifier",
                    role.name()
                ),
            );
            findings.push(finding.hint(
                "write a name of the palette, #rrggbb, an ANSI name such as bright-blue, \
                 or bold, italic, underline, reverse",
            ));
            None
        }
    }
}

/// A style from `COLOUR [on COLOUR] [MODIFIER]..`; the word that was not understood otherwise.
fn style<'w>(words: &'w str, palette: &BTreeMap<String, String>) -> Result<Style, &'w str> {
    let mut style = Style::new();
    let mut ground = false;
    for word in words.split_whitespace() {
        if word == "on" {
            ground = true;
        } else if let Some((_, modifier)) = MODIFIERS.iter().find(|(name, _)| *name == word) {
            style = style.add_modifier(*modifier);
        } else {
            let color = lookup(word, palette).ok_or(word)?;
            match (ground, style.fg, style.bg) {
                (true, _, None) => style.bg = Some(color),
                (false, None, _) => style.fg = Some(color),
                _ => return Err(word),
            }
        }
    }
    Ok(style)
}

fn lookup(word: &str, palette: &BTreeMap<String, String>) -> Option<Color> {
    let own = palette
        .get(word)
        .or_else(|| palette.get(&word.to_ascii_lowercase()));
    colour::parse(own.map_or(word, String::as_str))
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys)
    }
}

/// Reads the keys one by one, so that unknown ones are named and colours stay text: `282828`
/// without quotes is a colour, not a number.
struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a theme: a mapping with `palette` and `ui`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Written, A::Error> {
        let mut written = Written::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "name" | "scheme" => written.name = map.next_value()?,
                "variant" => written.variant = map.next_value()?,
                "inherits" => written.inherits = map.next_value()?,
                "system" => written.system = map.next_value()?,
                "palette" => written.palette.extend(names(&mut map)?),
                "ui" => written.ui.extend(names(&mut map)?),
                key if is_base(key) => {
                    let value = map.next_value()?;
                    written.palette.insert(key.to_ascii_lowercase(), value);
                }
                "version" | "syntax" | "author" | "slug" | "description" => {
                    map.next_value::<IgnoredAny>()?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    written.unknown.push(key);
                }
            }
        }
        Ok(written)
    }
}

fn names<'de, A: MapAccess<'de>>(map: &mut A) -> Result<BTreeMap<String, String>, A::Error> {
    let names = map.next_value::<Option<BTreeMap<String, String>>>()?;
    let lower = |(key, value): (String, String)| {
        if is_base(&key) {
            (key.to_ascii_lowercase(), value)
        } else {
            (key, value)
        }
    };
    Ok(names.unwrap_or_default().into_iter().map(lower).collect())
}

/// Whether a key is a colour of a base16 or base24 scheme: `base00` to `base17`.
fn is_base(key: &str) -> bool {
    let digits = key.strip_prefix("base").unwrap_or_default();
    digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_hexdigit())
}
