//! Frontmatter that people write and YAML refuses: `description: Use when: always`.

/// A text with values quoted, line for line as long as the first.
pub(super) struct Repaired {
    pub(super) text: String,
    /// The lines on which something was quoted, counted from 0.
    pub(super) lines: Vec<u32>,
}

/// Puts plain values in quotes that YAML takes for something else; `None` if there is none. A
/// value's more deeply indented lines belong to it; block scalars are left alone.
pub(super) fn quote(text: &str) -> Option<Repaired> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut out = String::with_capacity(text.len() + 16);
    let mut quoted = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at + 1..).unwrap_or_default();
        let below = depth(line);
        let belongs = |next: &&&str| next.trim().is_empty() || depth(next) > below;
        let more = match entry(line) {
            Some((_, value)) if begins_block(value) || needs_quotes(value) => {
                rest.iter().take_while(belongs).count()
            }
            _ => 0,
        };
        let more = trim_blank(rest, more);
        let own = rest.get(..more).unwrap_or_default();
        match entry(line) {
            Some((key, value)) if needs_quotes(value) && !own.iter().any(|l| is_structure(l)) => {
                quoted.push(u32::try_from(at).unwrap_or(u32::MAX));
                out.push_str(key);
                push_quoted(value, own, &mut out);
            }
            _ => {
                out.push_str(line);
                out.push_str(&own.concat());
            }
        }
        at += 1 + more;
    }
    (!quoted.is_empty()).then_some(Repaired {
        text: out,
        lines: quoted,
    })
}

/// Writes a value and the lines that belong to it between single quotes; the line end stays last.
fn push_quoted(value: &str, own: &[&str], out: &mut String) {
    let whole: String = std::iter::once(&value).chain(own).copied().collect();
    let seen = whole.trim_end();
    out.push('\'');
    out.push_str(&seen.replace('\'', "''"));
    out.push('\'');
    out.push_str(whole.get(seen.len()..).unwrap_or_default());
}

/// Without the empty lines at the end, which belong to nothing.
fn trim_blank(rest: &[&str], mut count: usize) -> usize {
    while count > 0
        && rest
            .get(count - 1)
            .is_some_and(|line| line.trim().is_empty())
    {
        count -= 1;
    }
    count
}

/// The fields that can be read line by line: line from 0, key, value without its quotes.
pub(super) fn fields(text: &str) -> impl Iterator<Item = (u32, &str, &str)> {
    let lines = text
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line));
    lines.zip(0..).filter_map(|(line, number)| {
        if depth(line) > 0 {
            return None;
        }
        let (key, value) = entry(line)?;
        let key = key.trim_end().strip_suffix(':')?;
        Some((number, key, unquoted(value.trim())))
    })
}

fn unquoted(value: &str) -> &str {
    let inner = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

/// `key: ` with its indentation, and the value with its line end.
fn entry(line: &str) -> Option<(&str, &str)> {
    let colon = line.find(": ").or_else(|| {
        line.trim_end()
            .ends_with(':')
            .then(|| line.trim_end().len() - 1)
    })?;
    let (key, value) = line.split_at_checked(colon + 1)?;
    let word = key
        .trim_start()
        .trim_start_matches("- ")
        .trim_end_matches(':');
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    if word.is_empty() || !word.chars().all(plain) {
        return None;
    }
    let spaces = value.len() - value.trim_start_matches(' ').len();
    line.split_at_checked(key.len() + spaces)
}

/// Whether YAML would not take the value as plain text.
fn needs_quotes(value: &str) -> bool {
    let value = value.trim_end();
    match value.chars().next() {
        None | Some('"' | '\'' | '[' | '{' | '|' | '>' | '&' | '*' | '!' | '#') => false,
        Some('@' | '`' | '%') => true,
        Some(_) => value.contains(": ") || value.ends_with(':'),
    }
}

fn begins_block(value: &str) -> bool {
    value.starts_with(['|', '>'])
}

/// A line that is an item or a field rather than more of a text.
fn is_structure(line: &str) -> bool {
    line.trim_start().starts_with("- ")
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
