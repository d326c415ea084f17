//! JSON-ADR 1.0.0, as `adrs` writes it and as its schema has it:
//! <https://github.com/joshrotenberg/adrs>, `schema/json-adr/v1.json`.

use crate::adr::read::header::{tell, text_of};
use crate::adr::read::outcome::chosen;
use crate::adr::read::words::{BAD, GOOD, field_of_key, led};
use crate::adr::read::{Refusal, Refused, link, page, reopen};
use crate::adr::{Adr, AdrOption, Form, Said, Section};
use crate::limits;
use crate::parse::yaml::{self, Node, NodeKind};
use crate::text::SafeText;

/// Keys beside those of a header.
const KEYS: [&str; 9] = [
    "source_uri",
    "context",
    "decision",
    "confirmation",
    "path",
    "decision_drivers",
    "considered_options",
    "consequences",
    "custom_sections",
];

/// Where consequences stand by side, and what each line begins with.
const SIDES: [(&str, &str); 3] = [("positive", GOOD), ("negative", BAD), ("risks", BAD)];

/// Reads the records of a file.
pub(super) fn read(name: &str, text: &str) -> Result<Vec<Adr>, Refusal> {
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
        let (line, said) = (error.line(), error.to_string());
        let why = said.split(" at line ").next().unwrap_or(&said);
        let why = format!("line {line}: it is no JSON: {why}; correct the line");
        return Err((Refused::Broken, why.into()));
    }
    let root = yaml::read(&as_yaml(text), limits::YAML_BYTES)
        .map_err(|error| (Refused::Broken, error.to_string().into()))?;
    let bare = root.get("title").is_some() && root.get("status").is_some();
    let one = root
        .get("adr")
        .or_else(|| bare.then_some(&root))
        .into_iter();
    let all = one.chain(root.get("adrs").map(Node::items).unwrap_or_default());
    let all: Vec<Adr> = all
        .filter(|value| value.is_mapping())
        .map(|value| record(name, value))
        .collect();
    if all.is_empty() {
        let why = "it is no record: it is JSON without `adr` or `adrs`";
        return Err((Refused::NoRecord, why.into()));
    }
    Ok(all)
}

/// JSON as YAML, which it is but for tabs and for characters written as two halves. Lines stay as
/// they are, and with them what the values say of their place.
fn as_yaml(json: &str) -> String {
    let json = json.replace('\t', " ");
    if !json.contains("\\u") {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let (escape, next) = escaped(after);
        out.push_str(&escape);
        rest = next;
    }
    out.push_str(rest);
    out
}

/// What stands after a backslash, in YAML's words, and what follows it.
fn escaped(text: &str) -> (String, &str) {
    let unit = |text: &str| -> Option<u16> {
        let digits = text.strip_prefix('u')?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(high) = unit(text) else {
        let end = text.chars().next().map_or(0, char::len_utf8);
        let (one, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        return (format!("\\{one}"), rest);
    };
    let rest = text.get(5..).unwrap_or_default();
    let low = rest.strip_prefix('\\').and_then(unit);
    let units = [Some(high), low];
    let decoded = char::decode_utf16(units.into_iter().flatten()).next();
    match decoded {
        Some(Ok(c)) if c.len_utf16() == 2 => (
            format!("\\U{:08X}", u32::from(c)),
            rest.get(6..).unwrap_or_default(),
        ),
        Some(Ok(c)) => (format!("\\u{:04x}", u32::from(c)), rest),
        // Half a character stands for none.
        _ => ("\\ufffd".to_owned(), rest),
    }
}

fn record(name: &str, value: &Node) -> Adr {
    let mut adr = Adr {
        name: name.to_owned(),
        form: Form::Json,
        ..Adr::default()
    };
    for (key, value) in value.entries() {
        let name = key.to_line();
        if KEYS.contains(&name.as_str()) {
            continue;
        }
        match field_of_key(&name) {
            Some(field) => tell(&mut adr, field, key, value),
            None => adr.unknown_keys.push(said(key, SafeText::one_line(&name))),
        }
    }
    adr.links = link::joined(std::mem::take(&mut adr.links));
    adr.context = joined(value, "context");
    adr.decision = joined(value, "decision");
    adr.drivers = texts(value, "decision_drivers");
    adr.confirmation = texts(value, "confirmation");
    adr.options = options(value);
    let own = value
        .get("custom_sections")
        .and_then(|all| all.get("archtui"));
    adr.reopen = adr.reopen.or_else(|| reopen::in_text(&text_of(own?)));
    adr.consequences = consequences(value);
    adr.chosen = chosen(&adr.decision, &adr.options).map(|what| Said {
        what,
        line: value.entry("decision").map_or(0, |(key, _)| key.line),
    });
    adr.sections = sections(value);
    adr
}

fn said(key: &Node, what: SafeText) -> Said<SafeText> {
    Said {
        what,
        line: key.line,
    }
}

/// The lines of a text in markdown, as they are shown.
fn joined(value: &Node, key: &str) -> SafeText {
    let lines = texts(value, key);
    let lines: Vec<&str> = lines.iter().map(SafeText::as_str).collect();
    SafeText::from(lines.join("\n"))
}

/// A list of texts, or the lines of one in markdown.
fn texts(value: &Node, key: &str) -> Vec<SafeText> {
    let Some(value) = value.get(key) else {
        return Vec::new();
    };
    let NodeKind::Sequence(items) = &value.kind else {
        return page::lines(&text_of(value));
    };
    let texts = items.iter().map(|item| SafeText::one_line(&text_of(item)));
    texts.filter(|text| !text.is_empty()).collect()
}

fn options(value: &Node) -> Vec<AdrOption> {
    let options = value.get("considered_options").map(Node::items);
    let option = |item: &Node| {
        let (name, line) = match item.entry("name") {
            Some((key, name)) => (text_of(name), key.line),
            None => (text_of(item), item.line),
        };
        let mut arguments = texts(item, "description");
        for (key, lead) in [("pros", GOOD), ("cons", BAD)] {
            let lines = texts(item, key);
            arguments.extend(lines.iter().map(|line| led(lead, line)));
        }
        AdrOption {
            name: Said {
                what: SafeText::one_line(&name),
                line,
            },
            arguments,
        }
    };
    options.unwrap_or_default().iter().map(option).collect()
}

fn consequences(value: &Node) -> Vec<SafeText> {
    let Some(sides) = value.get("consequences").filter(|said| said.is_mapping()) else {
        return texts(value, "consequences");
    };
    let lines = SIDES.iter().flat_map(|(key, lead)| {
        let lines = texts(sides, key);
        let lines = lines.iter().map(|line| led(lead, line));
        lines.collect::<Vec<_>>()
    });
    lines.collect()
}

/// The texts of a record under the keys that they have.
fn sections(value: &Node) -> Vec<Section> {
    let custom = value.get("custom_sections").map(Node::entries);
    let own = value.entries().iter().filter(|(key, _)| {
        let key = key.as_text().unwrap_or_default();
        matches!(
            key,
            "context" | "decision" | "consequences" | "confirmation"
        )
    });
    let all = own.chain(custom.unwrap_or_default());
    // One without text may stand there for the schema's sake.
    let said = all.filter(|(_, value)| !text_of(value).trim().is_empty());
    let said = said.filter(|(key, _)| key.as_text() != Some("archtui"));
    let section = |(key, value): &(Node, Node)| Section {
        level: 2,
        title: SafeText::one_line(&key.to_line()),
        line: key.line,
        end: value.end_line.max(key.line),
        empty: false,
    };
    said.map(section).collect()
}
