//! Words and signs that compare a number: "up to", "<", "or more".

use crate::model::Range;

/// How a number is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Compare {
    Below,
    AtMost,
    AtLeast,
    Above,
}

impl Compare {
    pub(super) fn range(self, value: f64) -> Range {
        match self {
            Self::Below => Range::to(value, false),
            Self::AtMost => Range::to(value, true),
            Self::AtLeast => Range::from(value, true),
            Self::Above => Range::from(value, false),
        }
    }
}

/// What stands before a number, how it compares, and whether that states a limit.
const BEFORE: [(&str, Compare, bool); 35] = [
    ("up to", Compare::AtMost, true),
    ("at most", Compare::AtMost, true),
    ("no more than", Compare::AtMost, true),
    ("not more than", Compare::AtMost, true),
    ("maximum of", Compare::AtMost, true),
    ("maximum", Compare::AtMost, true),
    ("max", Compare::AtMost, true),
    ("max ,", Compare::AtMost, true),
    ("limit of", Compare::AtMost, true),
    ("limited to", Compare::AtMost, true),
    ("limit", Compare::AtMost, true),
    ("limit ,", Compare::AtMost, true),
    ("<=", Compare::AtMost, true),
    ("≤", Compare::AtMost, true),
    ("no less than", Compare::AtLeast, true),
    ("less than", Compare::Below, true),
    ("fewer than", Compare::Below, true),
    ("under", Compare::Below, true),
    ("below", Compare::Below, true),
    ("<", Compare::Below, true),
    ("no fewer than", Compare::AtLeast, true),
    ("at least", Compare::AtLeast, true),
    ("minimum of", Compare::AtLeast, true),
    ("minimum", Compare::AtLeast, true),
    ("min", Compare::AtLeast, true),
    ("min ,", Compare::AtLeast, true),
    (">=", Compare::AtLeast, false),
    ("≥", Compare::AtLeast, false),
    ("more than", Compare::Above, false),
    ("greater than", Compare::Above, false),
    ("over", Compare::Above, false),
    ("above", Compare::Above, false),
    ("beyond", Compare::Above, false),
    ("exceeds", Compare::Above, false),
    (">", Compare::Above, false),
];

/// Words between a comparison and its number that change nothing.
const ABOUT: [&str; 8] = [
    "about",
    "around",
    "roughly",
    "approximately",
    "~",
    "≈",
    "some",
    "ca",
];

/// Signs of money.
const CURRENCIES: [&str; 3] = ["$", "€", "£"];

/// What stands after a number: "20+", "20 or more".
const AFTER: [(&str, Compare); 8] = [
    ("+", Compare::AtLeast),
    ("or more", Compare::AtLeast),
    ("and more", Compare::AtLeast),
    ("and above", Compare::AtLeast),
    ("or less", Compare::AtMost),
    ("or fewer", Compare::AtMost),
    ("and below", Compare::AtMost),
    ("or under", Compare::AtMost),
];

/// A comparison found before a number.
#[derive(Default)]
pub(super) struct Before {
    pub(super) comparison: Option<(Compare, bool)>,
    /// Words that belong to it.
    pub(super) consumed: usize,
    /// The sign of a currency right before the number.
    pub(super) currency: Option<&'static str>,
}

/// What stands right before a number.
pub(super) fn comparison_before(words: &[String]) -> Before {
    let last = words.last().map(String::as_str);
    let currency = CURRENCIES.into_iter().find(|sign| last == Some(sign));
    let signs = usize::from(currency.is_some());
    let rest = words.get(..words.len() - signs).unwrap_or_default();
    let about = rest.iter().rev();
    let about = about.take_while(|word| ABOUT.contains(&word.as_str()));
    let about = about.count();
    let rest = rest.get(..rest.len() - about).unwrap_or_default();
    let longest = BEFORE.iter().filter(|row| ends_with(rest, row.0));
    let longest = longest.max_by_key(|row| row.0.split(' ').count());
    let own = longest.map_or(0, |(phrase, ..)| phrase.split(' ').count());
    Before {
        comparison: longest.map(|(_, compare, limit)| (*compare, *limit)),
        consumed: signs + about + own,
        currency,
    }
}

fn ends_with(words: &[String], phrase: &str) -> bool {
    let mut last = words.iter().rev();
    phrase
        .rsplit(' ')
        .all(|word| last.next().is_some_and(|last| last == word))
}

/// What stands right after a number, and how many words that is.
pub(super) fn comparison_after(words: &[String], at: usize) -> (Option<(Compare, bool)>, usize) {
    for (phrase, compare) in AFTER {
        let count = phrase.split(' ').count();
        let here = words.iter().skip(at).take(count).map(String::as_str);
        if here.eq(phrase.split(' ')) {
            return (Some((compare, compare == Compare::AtMost)), count);
        }
    }
    (None, 0)
}
