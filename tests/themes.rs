//! Themes: every shipped file is read whole, can be read by people, and tells states apart.

use std::path::PathBuf;

use archtui::ui::theme::{Depth, Rgb, Role, Theme, Variant, contrast, read};
use ratatui::style::{Color, Modifier, Style};

const SMALL: &str = r##"
version: 1
name: Small
variant: dark
palette: {bg: "#101010", fg: "#f0f0f0", blue: "#80b0ff"}
ui:
  text: fg on bg
  heading: blue bold
  selection: bg on blue
  match: black on bright-yellow underline
"##;

/// Nothing to inherit from.
fn nobody(_: &str) -> Option<String> {
    None
}

fn codes(text: &str) -> Vec<&'static str> {
    let (_, findings) = read(text, &nobody);
    findings.iter().map(|finding| finding.code.0).collect()
}

#[test]
fn a_theme_says_how_roles_look() {
    let (theme, findings) = read(SMALL, &nobody);
    assert_eq!(findings, []);
    assert_eq!(theme.name, "Small");
    assert_eq!(theme.variant, Variant::Dark);
    let blue = Color::Rgb(0x80, 0xb0, 0xff);
    assert_eq!(
        theme.style(Role::Heading),
        Style::new().fg(blue).add_modifier(Modifier::BOLD)
    );
    assert_eq!(theme.style(Role::Match).bg, Some(Color::LightYellow));
}

#[test]
fn a_missing_role_has_the_text_colour_and_modifiers_of_its_own() {
    let (theme, _) = read(SMALL, &nobody);
    let taken = theme.style(Role::Taken);
    assert_eq!(taken.fg, theme.style(Role::Text).fg);
    assert!(!taken.add_modifier.is_empty());
}

#[test]
fn what_is_wrong_is_said_and_the_rest_is_kept() {
    let cases: [(&str, &str, &[&str]); 6] = [
        ("unknown colour", "ui: {text: mauvish}", &["theme-colour"]),
        (
            "dim is never used",
            "ui: {text: blue dim}",
            &["theme-colour"],
        ),
        ("unknown role", "ui: {txt: blue}", &["theme-role"]),
        ("unknown key", "colour: {}", &["theme-key"]),
        ("unknown parent", "inherits: nothing", &["theme-parent"]),
        ("not a theme at all", "- a\n- b", &["theme-yaml"]),
    ];
    for (name, text, expected) in cases {
        assert_eq!(codes(text), expected, "{name}");
        let (_, findings) = read(text, &nobody);
        assert!(
            findings.iter().all(|finding| finding.hint.is_some()),
            "{name}"
        );
    }
}

#[test]
fn an_heir_overrides_palette_and_roles() {
    let find = |name: &str| (name == "small").then(|| SMALL.to_owned());
    let heir = "inherits: small\npalette: {blue: \"#ff0000\"}\nui: {link: blue underline}";
    let (theme, findings) = read(heir, &find);
    assert_eq!(findings, []);
    let red = Some(Color::Rgb(0xff, 0, 0));
    assert_eq!(
        theme.style(Role::Heading).fg,
        red,
        "the parent's role, the heir's palette"
    );
    assert_eq!(theme.style(Role::Link).fg, red);
    assert_eq!(theme.name, "Small");
}

#[test]
fn a_circle_of_heirs_ends() {
    let find = |_: &str| Some("inherits: again".to_owned());
    let (theme, _) = read("inherits: again", &find);
    assert_eq!(theme.style(Role::Text), Style::new());
}

#[test]
fn schemes_of_base16_are_themes() {
    let colours: String = (0..16)
        .map(|n| match n {
            0 => "  base00: \"282828\"\n".to_owned(),
            3 => "  base03: 505050\n".to_owned(),
            5 => "  base05: \"d0d0d0\"\n".to_owned(),
            _ => format!("  base{n:02X}: \"80b0ff\"\n"),
        })
        .collect();
    let nested = format!("system: base16\nname: S\nvariant: dark\npalette:\n{colours}");
    let flat = format!("scheme: S\nauthor: A\n{}", colours.replace("  ", ""));
    for (name, text) in [("palette", nested), ("flat", flat)] {
        let (theme, findings) = read(&text, &nobody);
        assert_eq!(findings, [], "{name}");
        assert_eq!(theme.name, "S", "{name}");
        let ground = Rgb(0x28, 0x28, 0x28);
        assert_eq!(theme.style(Role::Text).bg, Some(ground.into()), "{name}");
        for (role, least) in [(Role::Muted, 4.5), (Role::Line, 3.0)] {
            let colour = theme.style(role).fg.and_then(Rgb::of).unwrap();
            assert!(contrast(colour, ground) >= least, "{name}: {role:?}");
        }
    }
}

#[test]
fn without_colours_every_state_is_seen_and_distinct() {
    let (theme, _) = read(SMALL, &nobody);
    let plain = theme.at_depth(Depth::None);
    for role in Role::ALL {
        let style = plain.style(role);
        assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
    }
    assert_distinct("no colours", &plain);
}

#[test]
fn poorer_terminals_get_no_richer_colours() {
    let (theme, _) = read(SMALL, &nobody);
    for role in Role::ALL {
        let style = theme.at_depth(Depth::Ansi16).style(role);
        for colour in [style.fg, style.bg].into_iter().flatten() {
            assert!(
                !matches!(colour, Color::Rgb(..) | Color::Indexed(_)),
                "{role:?}"
            );
        }
        let style = theme.at_depth(Depth::Ansi256).style(role);
        for colour in [style.fg, style.bg].into_iter().flatten() {
            assert!(Rgb::of(colour).is_none(), "{role:?}");
        }
    }
    let selection = theme.at_depth(Depth::Ansi16).style(Role::Selection);
    assert_ne!(selection.fg, selection.bg, "a selection stays legible");
}

/// States never share modifiers, unless one of them has a ground of its own.
fn assert_distinct(name: &str, theme: &Theme) {
    for (i, a) in Role::STATES.iter().enumerate() {
        for b in &Role::STATES[i + 1..] {
            let (left, right) = (theme.style(*a), theme.style(*b));
            let ground = |style: Style| (style.add_modifier, style.bg.is_some());
            let both_grounds = left.bg.is_some() && right.bg.is_some();
            assert!(
                ground(left) != ground(right) || both_grounds,
                "{name}: {} and {} differ by colour alone",
                a.name(),
                b.name()
            );
        }
    }
}

/// The theme files of the project.
fn shipped() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("themes");
    let Ok(entries) = folder.read_dir() else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|ext| ext == "yaml"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let bytes = std::io::read_to_string(
                std::fs::OpenOptions::new().read(true).open(&path).unwrap(),
            );
            (name, bytes.unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn shipped_themes_are_whole_and_legible() {
    for (name, text) in shipped() {
        let (theme, findings) = read(&text, &nobody);
        assert_eq!(findings, [], "{name}");
        for role in Role::ALL {
            assert!(
                text.contains(&format!("\n  {}: ", role.name())),
                "{name}: {role:?}"
            );
        }
        assert_distinct(&name, &theme);
        let Some(ground) = theme.style(Role::Text).bg.and_then(Rgb::of) else {
            assert_eq!(name, "terminal", "a theme sets all surfaces or none");
            continue;
        };
        for role in Role::ALL {
            let least = match role {
                Role::Text => 7.0,
                Role::Line => 3.0,
                _ => 4.5,
            };
            let style = theme.style(role);
            let bg = style.bg.and_then(Rgb::of).unwrap_or(ground);
            let fg = style.fg.and_then(Rgb::of).unwrap();
            let found = contrast(fg, bg);
            assert!(
                found >= least,
                "{name}: {} has {found:.2}, not {least}",
                role.name()
            );
        }
    }
}
