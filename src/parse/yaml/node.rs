//! A YAML value with its place.

/// A YAML value with its place and its words as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Its 1-based first line; of a block scalar (`|`, `>`) the first line of its text.
    pub line: u32,
    /// Its 1-based last line with content: blank lines and comments after it do not count.
    pub end_line: u32,
    /// Its first column, 0-based, in characters; a value that is not there stands at its key's end.
    pub column: u32,
    /// One past its last column on its last line, in characters; 0 for block scalars and block
    /// collections, which end with their line.
    pub end_column: u32,
}

/// The kinds of value. Every scalar is text.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// A scalar: its text, and whether it was quoted (or a block scalar).
    Scalar {
        /// The text after unescaping.
        text: String,
        /// Whether it is plain, so that `~` or nothing means null.
        plain: bool,
    },
    /// A sequence.
    Sequence(Vec<Node>),
    /// A mapping, in order, keys with their lines; duplicate keys are kept.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// The value of the first entry with this key, if this is a mapping that has one.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The first entry with this key: the key's node has its place.
    pub fn entry(&self, key: &str) -> Option<&(Self, Self)> {
        self.entries()
            .iter()
            .find(|(name, _)| name.as_text() == Some(key))
    }

    /// The text of a scalar as written (`3000`, `true`, `~`), after unescaping.
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            NodeKind::Sequence(_) | NodeKind::Mapping(_) => None,
        }
    }

    /// The texts of a list, or of a single scalar as a list of one. `None` for a mapping and for
    /// a list that holds anything but scalars; null is the empty list.
    pub fn as_list(&self) -> Option<Vec<&str>> {
        match &self.kind {
            NodeKind::Scalar { .. } if self.is_null() => Some(Vec::new()),
            NodeKind::Scalar { text, .. } => Some(vec![text]),
            NodeKind::Sequence(items) => items.iter().map(Self::as_text).collect(),
            NodeKind::Mapping(_) => None,
        }
    }

    /// The items of a sequence; none for anything else.
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            NodeKind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The entries of a mapping, in order; none for anything else.
    pub fn entries(&self) -> &[(Self, Self)] {
        match &self.kind {
            NodeKind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// Whether it is a mapping.
    pub fn is_mapping(&self) -> bool {
        matches!(self.kind, NodeKind::Mapping(_))
    }

    /// Whether it is null in YAML's core schema: nothing, `~` or `null`, unquoted.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar { text, plain: true }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// What it is, in a word for a message.
    pub fn what(&self) -> &'static str {
        match self.kind {
            NodeKind::Scalar { .. } if self.is_null() => "nothing",
            NodeKind::Scalar { .. } => "a single value",
            NodeKind::Sequence(_) => "a list",
            NodeKind::Mapping(_) => "a mapping",
        }
    }

    /// The value on one line, to show: a scalar's text, `[a, b]`, `{k: v}`.
    pub fn to_line(&self) -> String {
        let mut out = String::new();
        self.write_line(&mut out);
        out
    }

    /// Calls itself, at most as deep as `read` lets a value be.
    fn write_line(&self, out: &mut String) {
        match &self.kind {
            NodeKind::Scalar { text, .. } => out.push_str(text),
            NodeKind::Sequence(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    out.push_str(if i == 0 { "" } else { ", " });
                    item.write_line(out);
                }
                out.push(']');
            }
            NodeKind::Mapping(entries) => {
                out.push('{');
                for (i, (key, value)) in entries.iter().enumerate() {
                    out.push_str(if i == 0 { "" } else { ", " });
                    key.write_line(out);
                    out.push_str(": ");
                    value.write_line(out);
                }
                out.push('}');
            }
        }
    }

    /// How much it holds: values and bytes of text. And how many levels it has.
    pub(super) fn weight(&self) -> (usize, usize) {
        let mut weight = 0;
        let mut deepest = 0;
        let mut todo = vec![(self, 1)];
        while let Some((node, depth)) = todo.pop() {
            weight += 1 + node.as_text().map_or(0, str::len);
            deepest = deepest.max(depth);
            todo.extend(node.items().iter().map(|item| (item, depth + 1)));
            for (key, value) in node.entries() {
                todo.extend([(key, depth + 1), (value, depth + 1)]);
            }
        }
        (weight, deepest)
    }
}
