//! What a template may be written with. The engine bounds steps, and not what a step makes: a text
//! put together with itself forty times is a step each and fills the memory. So a template loops
//! and chooses, and puts nothing together.

/// The words that a block may begin with.
const BLOCKS: [&str; 7] = ["for", "endfor", "if", "elif", "else", "endif", "set"];

/// Signs that put values together, or make lists and maps of them.
const SIGNS: [char; 4] = ['~', '*', '+', '{'];

/// What a template may not have.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// The line, from 1.
    pub(super) line: u32,
    /// What it is.
    pub(super) what: String,
    /// What to do.
    pub(super) hint: &'static str,
}

/// Refuses what a template may not have. Tags are found as the engine finds them: `{{`, `{%` and
/// `{#` open, and within the first two only a text in quotes can hold what would close them.
pub(super) fn check(text: &str) -> Result<(), Wrong> {
    let mut at = 0;
    while let Some(open) = next_open(text, at) {
        let rest = text.get(open + 2..).unwrap_or_default();
        at = open + 2;
        match text.as_bytes().get(open + 1) {
            Some(b'#') => match rest.find("#}") {
                Some(end) => at += end + 2,
                None => return Ok(()),
            },
            kind => {
                let close = if kind == Some(&b'%') { "%}" } else { "}}" };
                let tag = Tag {
                    text,
                    start: open + 2,
                    close,
                };
                at = tag.check()?;
            }
        }
    }
    Ok(())
}

/// The next `{{`, `{%` or `{#`.
fn next_open(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let pairs = bytes.windows(2).enumerate().skip(from);
    let mut opens = pairs.filter(|(_, pair)| matches!(pair, [b'{', b'{' | b'%' | b'#']));
    opens.next().map(|(at, _)| at)
}

/// The inside of a tag.
struct Tag<'a> {
    text: &'a str,
    start: usize,
    close: &'static str,
}

impl Tag<'_> {
    /// Checks it, and gives the byte after its end.
    fn check(&self) -> Result<usize, Wrong> {
        let inside = self.text.get(self.start..).unwrap_or_default();
        if self.close == "%}" {
            self.check_block(inside)?;
        }
        let mut quote: Option<char> = None;
        let mut escaped = false;
        for (at, c) in inside.char_indices() {
            if let Some(open) = quote {
                match c {
                    _ if escaped => escaped = false,
                    '\\' => escaped = true,
                    c if c == open => quote = None,
                    _ => {}
                }
                continue;
            }
            let rest = inside.get(at..).unwrap_or_default();
            if rest.starts_with(self.close) {
                return Ok(self.start + at + 2);
            }
            // `+` beside a sign of a tag keeps the space there.
            let keeps =
                c == '+' && (at == 0 || rest.get(1..).is_some_and(|r| r.starts_with(self.close)));
            match c {
                '"' | '\'' => quote = Some(c),
                c if SIGNS.contains(&c) && !keeps => return Err(self.sign(at, c)),
                '[' if !is_indexed(inside.get(..at).unwrap_or_default()) => {
                    return Err(self.sign(at, c));
                }
                'r' if is_word(inside, at, "recursive") => {
                    return Err(self.wrong(at, "a loop calls itself".to_owned()));
                }
                _ => {}
            }
        }
        // The engine says what an open tag or an open quote is.
        Ok(self.text.len())
    }

    fn check_block(&self, inside: &str) -> Result<(), Wrong> {
        let bare = inside.strip_prefix(['-', '+']).unwrap_or(inside);
        let bare = bare.trim_start();
        let letters = bare.chars().take_while(|c| is_letter(*c)).count();
        let (word, rest) = bare.split_at_checked(letters).unwrap_or((bare, ""));
        if !BLOCKS.contains(&word) {
            let what = format!("there is no block `{word}`");
            return Err(self.wrong(0, what));
        }
        let target = |c: char| is_letter(c) || c.is_whitespace() || ".,()".contains(c);
        if word == "set" && !rest.trim_start_matches(target).starts_with('=') {
            let what = "`set` holds a part of the text".to_owned();
            return Err(self.wrong(0, what));
        }
        Ok(())
    }

    fn sign(&self, at: usize, sign: char) -> Wrong {
        self.wrong(at, format!("`{sign}` puts values together"))
    }

    fn wrong(&self, at: usize, what: String) -> Wrong {
        let before = self.text.get(..self.start + at).unwrap_or_default();
        let lines = before.matches('\n').count();
        Wrong {
            line: u32::try_from(lines + 1).unwrap_or(u32::MAX),
            what,
            hint: "a template has `for`, `if` and `set x = y`, and writes one value after the other",
        }
    }
}

/// Words of the language after which a bracket begins a list.
const KEYWORDS: [&str; 9] = ["in", "if", "not", "and", "or", "else", "elif", "is", "set"];

/// Whether what stands before a bracket, right at it, is a value that has items.
fn is_indexed(before: &str) -> bool {
    let word = before.rsplit(|c| !is_letter(c)).next().unwrap_or_default();
    match word {
        "" => before.ends_with([']', ')']),
        word => !KEYWORDS.contains(&word),
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Whether a word stands there, and not as a part of a longer one.
fn is_word(text: &str, at: usize, word: &str) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let rest = text.get(at..).and_then(|rest| rest.strip_prefix(word));
    let after = rest.map(|rest| rest.chars().next());
    !before.is_some_and(is_letter) && after.is_some_and(|after| !after.is_some_and(is_letter))
}

/// Whether a line has a name as a word of its own.
pub(super) fn names(line: &str, name: &str) -> bool {
    let mut found = line.match_indices(name);
    found.any(|(at, _)| is_word(line, at, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_loops_and_chooses_and_nothing_else() {
        let good = [
            "plain {text} 100 % }}",
            "{{ title }}{%- if x == 'a ~ b' -%}{% endif %}",
            "{% set x = chosen.name %}{{ sources[0].place }}",
            "{# a ~ b {% include 'x' %} #}",
            "{%+ for a in b +%}{% endfor %}",
            "{{ 'it\\'s ~ fine' }}",
        ];
        for text in good {
            assert_eq!(check(text), Ok(()), "{text}");
        }
        let bad = [
            ("{{ a ~ b }}", "`~` puts"),
            ("{{ 'x' * 100 }}", "`*` puts"),
            ("{{ [a, a] }}", "`[` puts"),
            ("{% for x in [a] %}", "`[` puts"),
            ("{% for x in[a] %}", "`[` puts"),
            ("{{ a if(b) else[a] }}", "`[` puts"),
            ("{{ {'a': 1} }}", "`{` puts"),
            ("{{ 1 + 1 }}", "`+` puts"),
            ("{% include 'x' %}", "no block `include`"),
            ("{%-  macro m() %}", "no block `macro`"),
            ("{% set x %}a{% endset %}", "`set` holds"),
            ("{% set x | f(a == b) %}", "`set` holds"),
            ("{% raw %}{% endraw %}", "no block `raw`"),
            ("{% filter upper %}", "no block `filter`"),
            ("{% for x in y recursive %}", "a loop calls itself"),
            ("{{ '\\\\' ~ 'b' }}", "`~` puts"),
        ];
        for (text, expected) in bad {
            let wrong = check(&format!("one\n{text}\n")).unwrap_err();
            assert!(wrong.what.contains(expected), "{text}: {}", wrong.what);
            assert_eq!(wrong.line, 2, "{text}");
        }
    }
}
