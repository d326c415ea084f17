//! A text as words, so that numbers, signs and units stand alone; and the numbers among them.

/// Units that are written without a space behind their number: `5ms`, `16MB`, `99.9%`.
const GLUED: [&str; 32] = [
    "ns", "us", "µs", "μs", "ms", "s", "sec", "secs", "min", "mins", "h", "hr", "hrs", "kb", "mb",
    "gb", "tb", "pb", "kib", "mib", "gib", "tib", "x", "×", "%", "hz", "khz", "mhz", "ghz", "rps",
    "qps", "tps",
];

/// Lower-case words; comparison signs, currencies and the punctuation that ends a unit stand
/// alone.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in tight(text).chars() {
        let dash = matches!(c, '–' | '—') || (c == '-' && before.is_ascii_digit());
        match c {
            '<' | '>' | '≤' | '≥' | '~' | '≈' | '(' | ')' | ';' | '+' | '$' | '€' | '£' => {
                spaced.extend([' ', c, ' ']);
            }
            // `10M-100M`, `10–100`: the sign of a range; `<=` belongs together.
            _ if dash => spaced.push_str(" - "),
            '-' if is_scale(before) => spaced.push_str(" - "),
            '=' if matches!(before, '<' | '>') => {
                spaced.truncate(spaced.trim_end().len());
                spaced.push_str("= ");
            }
            c => spaced.push(c),
        }
        before = c;
    }
    spaced.split_whitespace().flat_map(split_word).collect()
}

/// A text without the blanks in `$10 / month`.
fn tight(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split(" / ").enumerate() {
        let counted = out.rsplit([' ', '$', '€', '£']).next().unwrap_or_default();
        let rate = number(counted).is_some() && part.starts_with(char::is_alphabetic);
        if at > 0 {
            out.push_str(if rate { "/" } else { " / " });
        }
        out.push_str(part);
    }
    out
}

/// Letters that multiply a number.
pub(super) fn is_scale(c: char) -> bool {
    matches!(c, 'K' | 'k' | 'M' | 'B')
}

/// A word without the punctuation at its end, which stays as a word where it ends a phrase.
fn split_word(word: &str) -> Vec<String> {
    let bare = word.trim_end_matches([',', '.', ':', '?', '!']);
    let ended = !bare.is_empty() && bare.len() < word.len();
    let kept = if ended { bare } else { word };
    let mut words = parted(kept);
    words.extend(ended.then(|| ",".to_owned()));
    words
}

/// A number and the unit glued to it are two words; any other is one, in lower case.
fn parted(word: &str) -> Vec<String> {
    if number(word).is_some() {
        return vec![word.to_owned()];
    }
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let digits = word.len() - rest.len();
    // `50k/s`: a letter that multiplies belongs to the number; of `16MB` it does not.
    for end in [digits, digits + 1] {
        if let Some((number_part, unit)) = word.split_at_checked(end)
            && number(number_part).is_some()
            && is_glued(&unit.to_lowercase())
        {
            return vec![number_part.to_owned(), unit.to_lowercase()];
        }
    }
    vec![word.to_lowercase()]
}

/// Whether this is a unit that may stand right behind a number, or a bare rate: `/month`.
fn is_glued(unit: &str) -> bool {
    let (noun, rate) = unit.split_once('/').unwrap_or((unit, ""));
    let alphabetic = rate.chars().all(char::is_alphabetic);
    alphabetic && (GLUED.contains(&noun) || noun.is_empty() && !rate.is_empty())
}

/// The number of a word, with a following "million"; and the position after it.
pub(super) fn number_from(word: &str, words: &[String], at: usize) -> Option<(f64, usize)> {
    let value = number(word)?;
    let scale = words.get(at + 1).and_then(|word| scale_word(word));
    match scale.filter(|_| !is_scale_word(word)) {
        Some(scale) => Some((value * scale, at + 2)),
        None => Some((value, at + 1)),
    }
}

/// The number that a word is: `10`, `1,000`, `2.5M`, `100k`, `1e9`, `billion`.
pub(super) fn number(word: &str) -> Option<f64> {
    if let Some(scale) = scale_word(word) {
        return Some(scale);
    }
    let digits = word.trim_end_matches(is_scale);
    let scale = match word.strip_prefix(digits)? {
        "" => 1.0,
        "k" | "K" => 1e3,
        "M" => 1e6,
        "B" => 1e9,
        _ => return None,
    };
    let plain: String = digits.chars().filter(|c| !matches!(c, ',' | '_')).collect();
    let (mantissa, exponent) = plain.split_once('e').unwrap_or((&plain, "0"));
    let numeric = mantissa.starts_with(|c: char| c.is_ascii_digit())
        && mantissa.chars().all(|c| c.is_ascii_digit() || c == '.')
        && !exponent.is_empty()
        && exponent.chars().all(|c| c.is_ascii_digit());
    let value = plain.parse::<f64>().ok().filter(|_| numeric)? * scale;
    value.is_finite().then_some(value)
}

fn scale_word(word: &str) -> Option<f64> {
    match word.trim_end_matches("-scale").trim_end_matches('s') {
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        _ => None,
    }
}

/// Whether a word is a scale alone: `millions`, `billion-scale`.
pub(super) fn is_scale_word(word: &str) -> bool {
    scale_word(word).is_some()
}
