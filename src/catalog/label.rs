//! What a label recommends, taken apart by rules: never by substring.
//!
//! A part counts only if all its sister parts are names too. So `Redis Streams` is not `Redis`,
//! and `Vault or Key Vault` is nothing as long as one of the two is unknown.

use crate::model::{Alternative, Recommended, TechId};
use crate::text::SafeText;

/// Words that begin a recommendation and are no part of a name.
const HEADS: [&str; 29] = [
    "use ",
    "choose ",
    "pick ",
    "prefer ",
    "or ",
    "and ",
    "consider ",
    "try ",
    "adopt ",
    "then ",
    "start with ",
    "go with ",
    "stick with ",
    "stay with ",
    "default to ",
    "recommend ",
    "recommended: ",
    "evaluate ",
    "opt for ",
    "go for ",
    "reach for ",
    "switch to ",
    "move to ",
    "migrate to ",
    "select ",
    "rely on ",
    "keep ",
    "with ",
    "plus ",
];
/// Words that begin advice against what follows them.
const AGAINST: [&str; 9] = [
    "avoid ", "not ", "don't ", "don’t ", "do not ", "never ", "skip ", "no ", "replace ",
];
/// What stands between what is recommended and what it is better than.
const RATHER: [&str; 6] = [
    " over ",
    " instead of ",
    " rather than ",
    ", not ",
    " but not ",
    " not ",
];
/// What stands between what is left behind and what takes its place, behind a word for leaving.
const INSTEAD: [(&str, &str); 5] = [
    ("migrate from ", " to "),
    ("move from ", " to "),
    ("switch from ", " to "),
    ("replace ", " with "),
    ("swap ", " for "),
];
/// What parts advice against something from what to do then.
const THEN: [&str; 4] = ["; ", ". ", ", but ", ", use "];
/// What stands between a name and more words on it, and whether these say when it holds.
const REMARKS: [(&str, bool); 12] = [
    (", only ", true),
    (", unless ", true),
    (", when ", true),
    (", if ", true),
    (", where ", true),
    (", which ", false),
    (", because ", false),
    (", since ", false),
    (", as ", false),
    (", with ", false),
    (", but ", false),
    (", the ", false),
];
/// What stands between a name and what to take where it does not serve.
const ELSE: [&str; 2] = [", else ", ", otherwise "];
/// What stands between a name and when it holds.
const WHENS: [&str; 5] = [" for ", " if ", " when ", " where ", " unless "];
/// What stands between a name and the reason for it.
const TAILS: [&str; 4] = [" - ", " – ", " — ", " -- "];
/// Vendors whose name may stand before a product's: `Apache Kafka`.
const VENDORS: [&str; 6] = [
    "apache ",
    "amazon ",
    "aws ",
    "azure ",
    "google ",
    "hashicorp ",
];
/// What separates alternatives in a label; tried in this order.
const SEPARATORS: [&str; 12] = [
    ", then ", ", ", "; ", " or ", " and ", " with ", " plus ", " / ", " + ", " & ", "/", "+",
];
/// What separates a condition from what follows from it.
const ARROWS: [&str; 2] = ["→", "->"];
/// A label longer than this is prose, not names.
const LABEL_BYTES: usize = 512;

/// The names of a label, each once, in the order written. `resolve` knows whole names.
pub(super) fn recommended(
    label: &str,
    resolve: &dyn Fn(&str) -> Option<Alternative>,
    is_language: &dyn Fn(&TechId) -> bool,
) -> Vec<Recommended> {
    let reader = Reader {
        resolve,
        is_language,
    };
    if label.len() > LABEL_BYTES {
        return Vec::new();
    }
    let label = taken_up(bare(label));
    let advised = strip_start(label, &AGAINST) == label || reader.name(label).is_some();
    let kept = Some(label).filter(|_| advised);
    let Some(label) = kept.or_else(|| after_advice(label)).map(rather) else {
        return Vec::new();
    };
    let mut found: Vec<Recommended> = Vec::new();
    for one in reader.part(label, &SEPARATORS).unwrap_or_default() {
        if !found
            .iter()
            .any(|known| known.alternative == one.alternative)
        {
            found.push(one);
        }
    }
    found
}

/// The same without conditions: what a label names.
pub(super) fn alternatives(
    label: &str,
    resolve: &dyn Fn(&str) -> Option<Alternative>,
    is_language: &dyn Fn(&TechId) -> bool,
) -> Vec<Alternative> {
    let named = recommended(label, resolve, is_language).into_iter();
    named.map(|one| one.alternative).collect()
}

/// What is left of a label that is one name without a word of advice, the reason and the aside. A
/// number stays: it can be part of the name.
pub(crate) fn core(label: &str) -> &str {
    let trims = [without_head, without_tail, without_aside];
    trims
        .iter()
        .fold(bare(label), |core, trim| bare(trim(core)))
}

/// What is recommended of `A over B`; any other label as it is.
fn rather(label: &str) -> &str {
    let cuts = RATHER.iter().filter_map(|word| before(label, word));
    cuts.min_by_key(|cut| cut.len()).unwrap_or(label)
}

/// What is taken up in `migrate from A to B`; any other label as it is.
fn taken_up(label: &str) -> &str {
    let parts = INSTEAD.iter().find_map(|(leave, joint)| {
        let rest = strip_start(label, &[leave]);
        let parts = split(rest, joint);
        (rest != label && parts.len() == 2).then(|| parts.last().copied())?
    });
    parts.unwrap_or(label)
}

/// What to do instead, in `do not use A; use B`.
fn after_advice(label: &str) -> Option<&str> {
    let cuts = THEN.iter().filter_map(|then| {
        let (_, rest) = label.split_once(then)?;
        Some(bare(rest)).filter(|rest| strip_start(rest, &AGAINST) == *rest)
    });
    cuts.max_by_key(|rest| rest.len())
}

/// Takes labels apart.
struct Reader<'a> {
    resolve: &'a dyn Fn(&str) -> Option<Alternative>,
    is_language: &'a dyn Fn(&TechId) -> bool,
}

impl Reader<'_> {
    /// The one name that a part is, reasons and versions aside.
    fn name(&self, text: &str) -> Option<Alternative> {
        let mut core = bare(text);
        let trims: [fn(&str) -> &str; 6] = [
            whole,
            without_head,
            without_tail,
            without_aside,
            without_version,
            without_vendor,
        ];
        let mut asked = None;
        trims.into_iter().find_map(|trim| {
            core = bare(trim(core));
            let again = asked.replace(core) == Some(core);
            if again { None } else { (self.resolve)(core) }
        })
    }

    /// All names in a part of a label, or nothing if one part of it is no name.
    fn part(&self, text: &str, separators: &[&str]) -> Option<Vec<Recommended>> {
        let text = bare(text);
        if let Some(alternative) = self.name(text) {
            let when = aside(text).and_then(condition);
            return Some(vec![Recommended { alternative, when }]);
        }
        let core = without_aside(without_tail(without_head(text)));
        if let Some(both) = self.or_else(core) {
            return Some(both);
        }
        for (i, separator) in separators.iter().enumerate() {
            let parts = split(core, separator);
            if parts.len() > 1 {
                let rest = separators.get(i + 1..).unwrap_or_default();
                let each = parts.into_iter().map(|part| self.part(part, rest));
                if let Some(all) = each.collect::<Option<Vec<_>>>() {
                    return Some(all.concat());
                }
                break;
            }
        }
        self.after_arrow(core)
            .or_else(|| self.with_condition(core))
            .or_else(|| self.remarked(core))
    }

    /// `A, else B`: the second is for where the first does not serve.
    fn or_else(&self, text: &str) -> Option<Vec<Recommended>> {
        let (first, second) = ELSE.iter().find_map(|word| {
            let parts = split(text, word);
            Some((*parts.first()?, *parts.get(1)?))
        })?;
        let mut all = self.part(first, &SEPARATORS)?;
        let second = self.part(second, &SEPARATORS)?.into_iter();
        all.extend(second.map(|one| under(one, Some("else"))));
        Some(all)
    }

    /// `A, only for small things`, `A, which is simple`: names, and more words on them.
    fn remarked(&self, text: &str) -> Option<Vec<Recommended>> {
        let cuts = REMARKS.iter().filter_map(|(joint, holds)| {
            let name = *split(text, joint).first()?;
            let rest = text.get(name.len() + ", ".len()..)?;
            Some((name, rest, *holds))
        });
        let (name, rest, holds) = cuts.min_by_key(|(name, ..)| name.len())?;
        let when = Some(rest).filter(|_| holds);
        let named = self.part(name, &SEPARATORS)?.into_iter();
        Some(named.map(|one| under(one, when)).collect())
    }

    /// `Python -> A` recommends A: what stands before an arrow is when it holds. Only a chain of
    /// names, none of them a language, is a list of them all.
    fn after_arrow(&self, text: &str) -> Option<Vec<Recommended>> {
        // An arrow inside parentheses splits nothing: each part must be shorter than the text.
        let parts = ARROWS
            .iter()
            .map(|arrow| split(text, arrow))
            .find(|parts| parts.len() > 1)?;
        let (last, before) = parts.split_last()?;
        let last = self.part(last, &SEPARATORS)?;
        let named: Option<Vec<Vec<Recommended>>> = before
            .iter()
            .map(|part| self.part(part, &SEPARATORS))
            .collect();
        let mut all = named.unwrap_or_default().concat();
        all.retain(|one| {
            let technology = one.alternative.technology.as_ref();
            !technology.is_some_and(self.is_language)
        });
        let when = before.last().filter(|_| all.is_empty());
        all.extend(last.into_iter().map(|one| under(one, when.copied())));
        Some(all)
    }

    /// `A for small things`, `Python: A`.
    fn with_condition(&self, text: &str) -> Option<Vec<Recommended>> {
        let name = WHENS.iter().filter_map(|word| before(text, word));
        if let Some(name) = name.min_by_key(|name| name.len()) {
            let when = text.get(name.len()..).and_then(condition);
            let named = self.part(name, &SEPARATORS)?.into_iter();
            return Some(named.map(|one| under(one, when.as_deref())).collect());
        }
        let (when, name) = text.split_once(": ")?;
        let named = self.part(name, &SEPARATORS)?.into_iter();
        Some(named.map(|one| under(one, Some(when))).collect())
    }
}

/// A recommendation under one condition more, where it has none of its own.
fn under(one: Recommended, when: Option<&str>) -> Recommended {
    let when = when.map(|when| SafeText::one_line(bare(when)));
    Recommended {
        when: one.when.or(when).filter(|when| !when.is_empty()),
        ..one
    }
}

/// What stands in the brackets at the end of a text.
fn aside(text: &str) -> Option<&str> {
    let head = without_aside(text);
    let inner = text.get(head.len()..)?.trim();
    (!inner.is_empty()).then(|| inner.trim_matches(['(', ')', '[', ']']))
}

/// The condition that words state, without the word that begins it; `unless` is part of what it
/// says.
fn condition(words: &str) -> Option<SafeText> {
    let words = words.trim();
    let spaced = |word: &str| {
        words
            .get(..word.len())
            .is_some_and(|w| w.eq_ignore_ascii_case(word))
    };
    if spaced("unless ") {
        return Some(SafeText::one_line(words));
    }
    let word = WHENS
        .iter()
        .map(|word| word.trim_start())
        .find(|word| spaced(word))?;
    Some(SafeText::one_line(words.get(word.len()..)?))
}

/// The text without the marks of markdown and the punctuation around it.
fn bare(text: &str) -> &str {
    let outer = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '*' | '_'
                    | '`'
                    | '~'
                    | '"'
                    | '\''
                    | '“'
                    | '”'
                    | ':'
                    | ';'
                    | ','
                    | '✅'
                    | '⭐'
                    | '•'
            )
    };
    text.trim_matches(outer)
        .trim_end_matches(['.', '!', '?'])
        .trim_end_matches(outer)
}

fn whole(text: &str) -> &str {
    text
}

fn without_head(text: &str) -> &str {
    strip_start(text, &HEADS)
}

pub(super) fn without_vendor(text: &str) -> &str {
    strip_start(text, &VENDORS)
}

fn strip_start<'a>(text: &'a str, heads: &[&str]) -> &'a str {
    let rest = heads.iter().find_map(|head| {
        let (start, rest) = text.split_at_checked(head.len())?;
        start.eq_ignore_ascii_case(head).then_some(rest)
    });
    rest.unwrap_or(text).trim_start()
}

fn without_tail(text: &str) -> &str {
    let cuts = TAILS.iter().filter_map(|tail| before(text, tail));
    cuts.min_by_key(|cut| cut.len()).unwrap_or(text)
}

/// `PostgreSQL (the default)`: the parenthesis at the end is dropped.
fn without_aside(text: &str) -> &str {
    let closed = text.trim_end().strip_suffix([')', ']']);
    let open = closed.and_then(|inner| {
        let mut depth = 1_usize;
        inner.char_indices().rev().find_map(|(at, c)| {
            match c {
                ')' | ']' => depth += 1,
                '(' | '[' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        })
    });
    open.and_then(|at| text.get(..at))
        .unwrap_or(text)
        .trim_end()
}

/// `Vue 3.5`, `PostgreSQL 18+`, `Prisma v7`: the version at the end is dropped.
pub(super) fn without_version(text: &str) -> &str {
    let Some((name, last)) = text.trim_end().rsplit_once(' ') else {
        return text;
    };
    let digits = last.strip_prefix(['v', 'V']).unwrap_or(last);
    let version = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '+' | 'x'));
    if version { name } else { text }
}

/// The parts between separators that stand outside parentheses; words in any case.
fn split<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in cuts(text, separator) {
        parts.extend(text.get(start..at));
        start = at + separator.len();
    }
    parts.extend(text.get(start..));
    parts
}

/// What stands before the first separator outside parentheses; `None` without one.
fn before<'a>(text: &'a str, separator: &str) -> Option<&'a str> {
    text.get(..cuts(text, separator).next()?)
}

/// Where a separator begins outside parentheses, in any case; the next is sought after its end.
fn cuts(text: &str, separator: &str) -> impl Iterator<Item = usize> {
    let (text, separator) = (text.as_bytes(), separator.as_bytes());
    let first = separator.first().copied();
    let (mut depth, mut skip) = (0_usize, 0);
    text.iter().enumerate().filter_map(move |(at, byte)| {
        if at < skip {
            return None;
        }
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // None begins with a letter.
        if depth > 0 || Some(*byte) != first {
            return None;
        }
        let here = text.get(at..at + separator.len())?;
        let cut = here.eq_ignore_ascii_case(separator);
        skip = if cut { at + separator.len() } else { skip };
        cut.then_some(at)
    })
}
