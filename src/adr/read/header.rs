//! The header of a record: YAML between fences, with the lines of its values.

use crate::adr::read::link::{self, reference};
use crate::adr::read::words::{Field, field_of_key, relation_of};
use crate::adr::read::{gap, reopen, status};
use crate::adr::{Adr, Link, Relation, Said};
use crate::diagnostic::Severity;
use crate::limits;
use crate::model::{Frontmatter, FrontmatterField};
use crate::parse::frontmatter;
use crate::parse::yaml::{self, Node, NodeKind};
use crate::text::{FileId, SafeText};

/// The keys of a header with their values, and how it had to be read.
#[derive(Debug, Default)]
pub(super) struct Header {
    fields: Vec<(Node, Node)>,
    /// Lines with a value that YAML takes only in quotes.
    pub(super) unquoted: Vec<u32>,
}

impl Header {
    /// The header of a text; `None` where it has none. One that cannot be read is an error that
    /// says its line.
    pub(super) fn read(text: &str) -> Result<Option<Self>, SafeText> {
        let (front, found) = frontmatter::parse(text, FileId(0));
        let broken = found.iter().find(|one| one.severity == Severity::Error);
        if let Some(broken) = broken {
            let line = broken.at.map_or(1, |at| at.line);
            let message = &broken.message;
            let said = format!("line {line}: {message}; correct the line or quote its value");
            return Err(SafeText::one_line(&said));
        }
        let Some(front) = front else {
            return Ok(None);
        };
        let yaml = between_fences(text, &front).unwrap_or_default();
        Ok(Some(
            match yaml::read_from(yaml, limits::FRONTMATTER_BYTES, 2) {
                Ok(root) => Self {
                    fields: root.entries().to_vec(),
                    unquoted: Vec::new(),
                },
                Err(_) => Self {
                    fields: front.fields.iter().map(|one| field(text, one)).collect(),
                    unquoted: found.iter().filter_map(|one| Some(one.at?.line)).collect(),
                },
            },
        ))
    }

    /// Whether any key is one that records have.
    pub(super) fn is_of_record(&self) -> bool {
        let mut keys = self.fields.iter().filter_map(|(key, _)| key.as_text());
        keys.any(|key| field_of_key(key).is_some())
    }

    /// Puts what the header says into a record.
    pub(super) fn tell(&self, adr: &mut Adr) {
        for (key, value) in &self.fields {
            let name = key.to_line();
            let Some(field) = field_of_key(&name) else {
                adr.unknown_keys.push(Said {
                    what: SafeText::one_line(&name),
                    line: key.line,
                });
                continue;
            };
            tell(adr, field, key, value);
        }
    }
}

/// Puts the value of a key into a record.
pub(super) fn tell(adr: &mut Adr, field: Field, key: &Node, value: &Node) {
    let said = Said {
        what: SafeText::one_line(&text_of(value)),
        line: key.line,
    };
    let braced = matches!(value.entries(), [(_, nothing)] if nothing.is_null());
    let gap = gap::in_line(&said.what).filter(|_| braced || value.as_text().is_some());
    if let Some(what) = gap {
        let line = said.line;
        adr.gaps.push(Said { what, line });
    }
    match (field, &value.kind) {
        (Field::Links, _) => adr.links.extend(value.items().iter().filter_map(link_of)),
        (Field::Reopen, _) => adr.reopen = reopen::of(value),
        (_, NodeKind::Sequence(items)) if names(adr, field).is_some() => {
            add_names(adr, field, items.iter().map(Node::to_line));
        }
        (Field::Status, _) => {
            link::of_status(adr, &said);
            set(adr, field, said);
        }
        _ => set(adr, field, said),
    }
}

/// Puts what is said of a field into a record, unless that has been said before. Names have commas
/// between them.
pub(super) fn set(adr: &mut Adr, field: Field, said: Said<SafeText>) {
    let first = |place: &mut Said<SafeText>, said| {
        if place.what.is_empty() {
            *place = said;
        }
    };
    match field {
        Field::Number => {
            let what = reference(&said.what).map(|what| Said {
                what,
                line: said.line,
            });
            adr.number = adr.number.take().or(what);
        }
        Field::Title => first(&mut adr.title, said),
        Field::Status if adr.status_words.what.is_empty() => {
            adr.status = status::of(&said.what);
            adr.status_words = said;
        }
        Field::Date => first(&mut adr.date, said),
        _ => add_names(adr, field, said.what.split(',')),
    }
}

/// The names of a field that has any.
fn names(adr: &mut Adr, field: Field) -> Option<&mut Vec<SafeText>> {
    Some(match field {
        Field::DecisionMakers => &mut adr.decision_makers,
        Field::Consulted => &mut adr.consulted,
        Field::Informed => &mut adr.informed,
        Field::Tags => &mut adr.tags,
        _ => return None,
    })
}

fn add_names<T: AsRef<str>>(adr: &mut Adr, field: Field, more: impl IntoIterator<Item = T>) {
    if let Some(names) = names(adr, field) {
        let more = more
            .into_iter()
            .map(|name| SafeText::one_line(name.as_ref()));
        names.extend(more.filter(|name| !name.is_empty()));
    }
}

/// A link as `adrs` and JSON-ADR have it.
fn link_of(value: &Node) -> Option<Link> {
    let target = value.get("target")?.to_line();
    let kind = value.get("kind").or_else(|| value.get("type"));
    let kind = kind.map(Node::to_line).unwrap_or_default();
    let other = || Relation::Other(SafeText::one_line(&kind));
    Some(Link {
        relation: relation_of(&kind).unwrap_or_else(other),
        number: reference(&target),
        target: SafeText::one_line(&target),
        line: value.line,
    })
}

/// The text of a value; nothing and null are empty. What a template has in braces without quotes,
/// YAML takes for a key without a value.
pub(super) fn text_of(value: &Node) -> String {
    match value.entries() {
        _ if value.is_null() => String::new(),
        [(key, nothing)] if nothing.is_null() => format!("{{{}}}", key.to_line()),
        _ => value.to_line(),
    }
}

/// What stands between the fences.
fn between_fences<'a>(text: &'a str, front: &Frontmatter) -> Option<&'a str> {
    let head = text.get(..front.body_start)?;
    let (_, rest) = head.split_once(['\n', '\r'])?;
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    rest.trim_end().strip_suffix("---")
}

/// A field of a header that is YAML only with quotes added: its own lines are read where they
/// are YAML, else its value is a text.
fn field(text: &str, field: &FrontmatterField) -> (Node, Node) {
    let scalar = |text: &str| Node {
        kind: NodeKind::Scalar {
            text: text.to_owned(),
            plain: false,
        },
        line: field.at.line,
        end_line: field.at.line,
        column: 0,
        end_column: 0,
    };
    let span = field.at.span;
    let lines = text.get(span.start as usize..span.end as usize);
    let own = yaml::read_from(
        lines.unwrap_or_default(),
        limits::FRONTMATTER_BYTES,
        field.at.line,
    );
    let own = own
        .ok()
        .and_then(|root| root.entries().first().map(|(_, value)| value.clone()));
    let value = own.unwrap_or_else(|| scalar(&field.value));
    (scalar(&field.key), value)
}
