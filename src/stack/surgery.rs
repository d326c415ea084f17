//! Writes a changed document into a text by touching only the lines of what changed.

use std::collections::BTreeSet;

use crate::parse::yaml::{self, Node, NodeKind};
use crate::stack::align::{Change, align, with_unknown};
use crate::stack::document::Doc;

/// How deep to look for what changed: first as deep as it goes, then whole top-level keys.
pub(super) const REACHES: [usize; 3] = [usize::MAX, 2, 0];

/// Lines taken out and lines put in.
struct Cut {
    /// The first line taken out, 0-based.
    from: usize,
    /// The line after the last one taken out.
    to: usize,
    /// What is put there.
    lines: Vec<String>,
}

/// A text being edited.
struct Text<'a> {
    lines: Vec<&'a str>,
    /// The lines on which anything begins, 1-based.
    starts: BTreeSet<u32>,
    cuts: Vec<Cut>,
    reach: usize,
}

/// A place in both documents and in the text.
#[derive(Clone, Copy)]
struct At<'a> {
    old: &'a Doc,
    new: &'a Doc,
    node: &'a Node,
    depth: usize,
}

/// The text with the difference between two documents written into it; `None` where the text is
/// written in a form that lines cannot be cut out of (`{a: 1}` at the top).
pub(super) fn edit(
    text: &str,
    root: &Node,
    (old, new): (&Doc, &Doc),
    reach: usize,
) -> Option<String> {
    // A mark at the start is no column of the first line.
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let mut work = Text {
        lines: text.lines().collect(),
        starts: starts(root),
        cuts: Vec::new(),
        reach,
    };
    let at = At {
        old,
        new,
        node: root,
        depth: 0,
    };
    work.mapping(at)?;
    Some(format!("{mark}{}", work.finish(text)))
}

impl Text<'_> {
    /// Edits the keys of a mapping that differ.
    fn mapping(&mut self, at: At<'_>) -> Option<()> {
        let indent = block_indent(at.node)?;
        let known = at.node.entries();
        let mut insert_at = None;
        for (name, value) in at.new.pairs() {
            let here = known.iter().find(|(key, _)| key.as_text() == Some(name));
            let same = at.old.get(name) == Some(value);
            let Some((key, node)) = here else {
                // What is so without being written needs no line.
                if same {
                    continue;
                }
                let line = insert_at.or_else(|| self.before_first(known))?;
                let lines = rendered_key(name, value, indent)?;
                self.cut(line, line, lines);
                continue;
            };
            if !same {
                self.value(at, name, (key, node), indent)?;
            }
            insert_at = Some(self.end_of(key, node));
        }
        for (name, _) in at.old.pairs() {
            let gone = at.new.get(name).is_none();
            let here = known.iter().find(|(key, _)| key.as_text() == Some(name));
            if let Some((key, node)) = here.filter(|_| gone) {
                self.delete_key(key, node)?;
            }
        }
        Some(())
    }

    /// Edits the value of a key: inside, where both sides have the same form; else as a whole.
    fn value(
        &mut self,
        at: At<'_>,
        name: &str,
        (key, node): (&Node, &Node),
        indent: usize,
    ) -> Option<()> {
        let new = at.new.get(name)?;
        let inside = at.old.get(name).filter(|_| at.depth < self.reach);
        if let Some(old) = inside {
            let saved = self.cuts.len();
            let depth = at.depth + 1;
            let inner = At {
                old,
                new,
                node,
                depth,
            };
            if self.inside(inner, key).is_some() {
                return Some(());
            }
            self.cuts.truncate(saved);
        }
        if let Some(line) = self.same_line(key, node, new) {
            let first = index(key.line);
            self.cut(first, first + 1, vec![line]);
            return Some(());
        }
        let whole = at
            .old
            .get(name)
            .map_or_else(|| new.clone(), |old| with_unknown(old, new, node, 0));
        let lines = rendered_key(name, &whole, indent)?;
        let mut lines = self.after_key_prefix(key, lines)?;
        if let (Some(first), Some(comment)) = (lines.first_mut(), self.comment_after(node)) {
            first.push_str(&comment);
        }
        self.cut(index(key.line), self.end_of(key, node), lines);
        Some(())
    }

    /// The comment on the line on which a value in brackets ends, with the space before it.
    fn comment_after(&self, node: &Node) -> Option<String> {
        let line = *self.lines.get(index(node.end_line))?;
        let end = usize::try_from(node.end_column).unwrap_or(usize::MAX);
        let after: String = line.chars().skip(end).collect();
        let comment = after.trim_start().starts_with('#');
        (is_flow(node) && comment).then(|| after.trim_end().to_owned())
    }

    fn inside(&mut self, at: At<'_>, key: &Node) -> Option<()> {
        match (at.old, at.new, &at.node.kind) {
            (old, new, NodeKind::Mapping(_)) if old.is_map() && new.is_map() => {
                (at.node.line > key.line).then_some(())?;
                self.mapping(at)
            }
            (Doc::List(old), Doc::List(new), NodeKind::Sequence(nodes)) => {
                // A reader that left items out does not know which line belongs to which.
                (old.len() == nodes.len() && !nodes.is_empty()).then_some(())?;
                (at.node.line > key.line).then_some(())?;
                self.list(old, new, at)
            }
            _ => None,
        }
    }

    /// Edits the items of a list that differ.
    fn list(&mut self, old: &[Doc], new: &[Doc], at: At<'_>) -> Option<()> {
        let nodes = at.node.items();
        let dash = self.dash_of(nodes.first()?)?;
        let mut line = index(nodes.first()?.line);
        for change in align(old, new) {
            match change {
                Change::Keep(o, n) => {
                    let node = nodes.get(o)?;
                    let (old, new) = (old.get(o)?, new.get(n)?);
                    if old != new {
                        self.item(
                            At {
                                old,
                                new,
                                node,
                                depth: at.depth + 1,
                            },
                            dash,
                        )?;
                    }
                    line = self.end_of(node, node);
                }
                Change::Delete(o) => {
                    let node = nodes.get(o)?;
                    let end = self.end_of(node, node);
                    self.cut(self.first_line_of_item(node)?, end, Vec::new());
                    line = end;
                }
                Change::Insert(n) => {
                    let lines = rendered_item(new.get(n)?, dash)?;
                    self.cut(line, line, lines);
                }
            }
        }
        Some(())
    }

    fn item(&mut self, at: At<'_>, dash: usize) -> Option<()> {
        let saved = self.cuts.len();
        let maps = at.old.is_map() && at.new.is_map();
        if maps && at.depth < self.reach && self.mapping(at).is_some() {
            return Some(());
        }
        self.cuts.truncate(saved);
        let lines = rendered_item(&with_unknown(at.old, at.new, at.node, 0), dash)?;
        let first = self.first_line_of_item(at.node)?;
        self.cut(first, self.end_of(at.node, at.node), lines);
        Some(())
    }

    fn delete_key(&mut self, key: &Node, node: &Node) -> Option<()> {
        // The first key of a list item stands beside its dash: the item is written anew.
        let lead = self.lines.get(index(key.line))?.chars().take(column(key));
        lead.clone().all(char::is_whitespace).then_some(())?;
        self.cut(index(key.line), self.end_of(key, node), Vec::new());
        Some(())
    }

    /// The line of a scalar value with another scalar in its place; what follows it (a comment)
    /// stays.
    fn same_line(&self, key: &Node, node: &Node, new: &Doc) -> Option<String> {
        let single = node.line == key.line && node.end_line == node.line;
        let scalar = node.as_text().is_some() && !node.is_null() && node.end_column > 0;
        if !single || !scalar || matches!(new, Doc::List(_) | Doc::Map(_) | Doc::Named(_)) {
            return None;
        }
        let line = *self.lines.get(index(node.line))?;
        let before: String = line.chars().take(column(node)).collect();
        let end = usize::try_from(node.end_column).unwrap_or(usize::MAX);
        let after: String = line.chars().skip(end).collect();
        let value = rendered(new)?;
        let value = value
            .strip_suffix('\n')
            .filter(|value| !value.contains('\n'))?;
        Some(format!("{before}{value}{after}"))
    }

    /// Lines of a key with what stands before it kept (the dash of a list item).
    fn after_key_prefix(&self, key: &Node, lines: Vec<String>) -> Option<Vec<String>> {
        let line = self.lines.get(index(key.line))?;
        let prefix: String = line.chars().take(column(key)).collect();
        let mut lines = lines;
        let first = lines.first_mut()?;
        *first = format!("{prefix}{}", first.trim_start());
        Some(lines)
    }

    /// The column of the dash before an item; `None` for a list in brackets.
    fn dash_of(&self, item: &Node) -> Option<usize> {
        let line = self.lines.get(index(item.line))?;
        let before: Vec<char> = line.chars().take(column(item)).collect();
        let dash = before.iter().position(|c| !c.is_whitespace())?;
        let only = before.iter().filter(|c| !c.is_whitespace()).count() == 1;
        (only && before.get(dash) == Some(&'-')).then_some(dash)
    }

    fn first_line_of_item(&self, item: &Node) -> Option<usize> {
        self.dash_of(item).map(|_| index(item.line))
    }

    /// Where a key goes that comes before all that are there.
    fn before_first(&self, known: &[(Node, Node)]) -> Option<usize> {
        let (key, _) = known.first()?;
        let line = self.lines.get(index(key.line))?;
        let beside_dash = line.chars().take(column(key)).any(|c| c == '-');
        (!beside_dash).then(|| index(key.line))
    }

    /// The line after the last line of a value; blank lines and comments after it are left to what
    /// follows. A block of text may be said to end on the line where something else begins.
    fn end_of(&self, key: &Node, node: &Node) -> usize {
        let last_start = starts(node).last().copied().unwrap_or(node.line);
        let last_start = last_start.max(key.line);
        let next = self.starts.range(last_start + 1..).next();
        let before_next = next.map_or(u32::MAX, |next| next - 1);
        let first = index(last_start);
        let mut end = index(node.end_line.min(before_next)).max(first);
        while end > first && self.is_outside(end, column(key)) {
            end -= 1;
        }
        end + 1
    }

    /// Whether a line is blank, or a comment not further in than a column.
    fn is_outside(&self, line: usize, column: usize) -> bool {
        let text = self.lines.get(line).copied().unwrap_or_default();
        let inner = text.trim_start();
        let indent = text.chars().count() - inner.chars().count();
        inner.is_empty() || (inner.starts_with('#') && indent <= column)
    }

    fn cut(&mut self, from: usize, to: usize, lines: Vec<String>) {
        self.cuts.push(Cut { from, to, lines });
    }

    fn finish(mut self, text: &str) -> String {
        // Those that begin later are applied first; insertions at one line keep their order.
        self.cuts.sort_by_key(|cut| cut.from);
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut out: Vec<&str> = Vec::new();
        let mut next = 0;
        for cut in &self.cuts {
            out.extend(
                self.lines
                    .iter()
                    .skip(next)
                    .take(cut.from.saturating_sub(next)),
            );
            out.extend(cut.lines.iter().map(String::as_str));
            next = next.max(cut.to);
        }
        out.extend(self.lines.iter().skip(next));
        let mut joined = out.join(line_end);
        joined.push_str(line_end);
        joined
    }
}

fn index(line: u32) -> usize {
    usize::try_from(line)
        .unwrap_or(usize::MAX)
        .saturating_sub(1)
}

fn column(node: &Node) -> usize {
    usize::try_from(node.column).unwrap_or(usize::MAX)
}

/// The column of a mapping written in lines; `None` for one in braces.
fn block_indent(node: &Node) -> Option<usize> {
    let (key, _) = node.entries().first()?;
    (!is_flow(node)).then(|| column(key))
}

/// The lines on which anything of a value begins.
fn starts(root: &Node) -> BTreeSet<u32> {
    let mut lines = BTreeSet::new();
    let mut todo = vec![root];
    while let Some(node) = todo.pop() {
        lines.insert(node.line);
        todo.extend(node.items());
        todo.extend(node.entries().iter().flat_map(|(key, value)| [key, value]));
    }
    lines
}

/// Whether a mapping or list stands in braces or brackets: only these end within a line.
fn is_flow(node: &Node) -> bool {
    node.as_text().is_none() && node.end_column > 0
}

fn rendered(doc: &Doc) -> Option<String> {
    yaml::to_string(doc).ok()
}

/// The lines of `key: value`.
fn rendered_key(name: &str, value: &Doc, indent: usize) -> Option<Vec<String>> {
    let pair = Doc::Named(vec![(name.to_owned(), value.clone())]);
    Some(indented(&rendered(&pair)?, indent))
}

/// The lines of `- item`.
fn rendered_item(item: &Doc, dash: usize) -> Option<Vec<String>> {
    Some(indented(&rendered(&Doc::List(vec![item.clone()]))?, dash))
}

fn indented(text: &str, columns: usize) -> Vec<String> {
    let shift = |line: &str| match line {
        "" => String::new(),
        line => format!("{}{line}", " ".repeat(columns)),
    };
    text.lines().map(shift).collect()
}
