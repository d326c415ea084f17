//! A sentence that says what to choose where: "If X, use Y", "Use Y when X", "X? Use Y", "X: use Y".
//! It is cut in two, and both halves stay as written.
//!
//! Most sentences with "if" are no choices: "If the tests fail, fix them" tells what to do. A
//! choice names a thing to take, after a verb of choosing or alone, and its condition speaks of
//! what is needed, not of what just happened.

use super::{cue, words};

/// Verbs after which stands what is chosen.
const CHOOSING: [&str; 21] = [
    "use",
    "choose",
    "pick",
    "prefer",
    "select",
    "go with",
    "go for",
    "opt for",
    "consider",
    "adopt",
    "recommend",
    "stick with",
    "stick to",
    "stay with",
    "stay on",
    "switch to",
    "start with",
    "reach for",
    "default to",
    "rely on",
    "move to",
];
/// Words before a verb of choosing that change nothing.
const FILLERS: [&str; 10] = [
    "then", "just", "simply", "instead", "please", "you", "we", "can", "should", "may",
];
/// What a verb of choosing is followed by where it tells how to work rather than what to take.
const MANNERS: [&str; 28] = [
    "to",
    "it",
    "them",
    "this",
    "that",
    "these",
    "your",
    "only",
    "clear",
    "descriptive",
    "consistent",
    "proper",
    "meaningful",
    "appropriate",
    "specific",
    "short",
    "simple",
    "concise",
    "caution",
    "care",
    "names",
    "color",
    "colors",
    "comments",
    "whether",
    "if",
    "how",
    "what",
];
/// Words that begin a condition.
const CONDITIONS: [&str; 9] = [
    "if", "when", "whenever", "where", "for", "unless", "need", "needing", "once",
];
/// Phrases that begin like a condition and are none.
const PHRASES: [&str; 15] = [
    "for example",
    "for instance",
    "for more information",
    "for more details",
    "for more about",
    "for more on",
    "if possible",
    "if needed",
    "if necessary",
    "if available",
    "if in doubt",
    "when possible",
    "when available",
    "when in doubt",
    "where possible",
];
/// Words that begin what is chosen where no other condition holds.
const OTHERWISE: [&str; 4] = ["otherwise", "else", "by default", "in all other cases"];
/// What joins a choice to the condition after it, the sure ones first.
const JOINS: [&str; 7] = [
    " if ",
    " when ",
    " whenever ",
    " unless ",
    " where ",
    " only for ",
    " for ",
];
/// What one says of a name before the condition.
const FITS: [&str; 9] = [
    "best for",
    "best when",
    "use for",
    "use when",
    "use if",
    "choose when",
    "choose if",
    "ideal for",
    "good for",
];
/// What stands between the two halves.
const BREAKS: [&str; 7] = [", ", ": ", " — ", " – ", " - ", "; ", ") "];
/// Breaks after which a condition leads to whatever is named.
const ARROWS: [&str; 4] = [" → ", " -> ", " => ", " ⇒ "];
/// Breaks that set a name or a topic apart.
const APART: [&str; 4] = [": ", " — ", " – ", " - "];
/// Words of conditions that speak of what happened to whoever works, not of what is needed.
const HAPPENED: [&str; 45] = [
    "the user",
    "you find",
    "you spot",
    "you notice",
    "you get",
    "you got",
    "you hit",
    "you encounter",
    "you receive",
    "you run into",
    "you discover",
    "a question",
    "done",
    "finished",
    "uploads",
    "stalls",
    "hangs",
    "taken",
    "does not start",
    "does not work",
    "doesn't work",
    "nothing helps",
    "user asks",
    "asked",
    "fail",
    "fails",
    "failed",
    "failing",
    "failure",
    "failures",
    "error",
    "errors",
    "missing",
    "unclear",
    "unsure",
    "exists",
    "found",
    "unavailable",
    "returns",
    "stuck",
    "blocked",
    "broken",
    "crashes",
    "empty",
    "you see",
];
/// Words of conditions that speak of a need, though they end like something one is doing.
const NEEDING: [&str; 4] = ["needing", "requiring", "wanting", "expecting"];
/// Replies to the question before them; [`super::replies`] reads those.
const REPLIES: [&str; 4] = ["if yes", "if so", "if no", "if not"];
/// Bytes of a sentence that is looked at; longer ones are prose.
const LONG_SENTENCE: usize = 400;
/// Words of a condition that are too many for one.
const LONG_CONDITION: usize = 24;
/// Words of a choice that are too many for one.
const LONG_CHOICE: usize = 16;
/// Words of a name.
const LONG_NAME: usize = 6;

/// Which half stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "If X, use Y", "X? Use Y", "X: use Y".
    ConditionFirst,
    /// "Use Y if X", "Y: when X".
    ChoiceFirst,
}

/// A sentence cut in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause<'a> {
    /// Which half stands first.
    pub(super) form: Form,
    /// Where it holds.
    pub(super) condition: &'a str,
    /// What to choose there.
    pub(super) choice: &'a str,
}

/// The shapes of sentences; the first that fits has it.
const SHAPES: [fn(&str) -> Option<Clause<'_>>; 6] =
    [otherwise, led, asked, trailed, fitting, topic];

/// Cuts a sentence; `None` where it names nothing to choose.
pub(super) fn cut(sentence: &str) -> Option<Clause<'_>> {
    let sentence = sentence.trim().trim_end_matches('.');
    if sentence.len() > LONG_SENTENCE || !cue::line_may_be_rule(sentence) {
        return None;
    }
    let clause = SHAPES.iter().find_map(|shape| shape(sentence))?;
    let sized = (1..=LONG_CONDITION).contains(&count(clause.condition))
        && (1..=LONG_CHOICE).contains(&count(clause.choice));
    sized.then_some(clause)
}

/// Whether a condition speaks of what is needed, in words that begin nothing but conditions.
pub(super) fn is_condition(label: &str) -> bool {
    let plain = words::plain(label);
    let begins = CONDITIONS
        .iter()
        .filter(|word| **word != "for")
        .chain(&OTHERWISE)
        .any(|word| starts_with_words(&plain, word));
    begins && !has_happened(label) && !is_doing(&plain)
}

/// Whether a condition speaks of the work at hand: `When naming tests`.
fn is_doing(plain: &str) -> bool {
    let mut words = words::words(plain);
    let timed = matches!(words.next(), Some("when" | "whenever"));
    let doing = |word: &str| word.len() > 5 && word.ends_with("ing") && !NEEDING.contains(&word);
    timed && words.next().is_some_and(doing)
}

/// Whether a condition holds where no other does.
pub(super) fn is_otherwise(label: &str) -> bool {
    let plain = words::plain(label);
    OTHERWISE.iter().any(|word| starts_with_words(&plain, word))
}

/// Whether a text answers the question before it: `If yes, use Foo`.
pub(super) fn is_reply(text: &str) -> bool {
    let plain = words::plain(text);
    REPLIES.iter().any(|word| starts_with_words(&plain, word))
}

/// Whether a condition speaks of what happened to whoever works: an instruction follows.
pub(super) fn has_happened(label: &str) -> bool {
    let plain = words::plain(label);
    let spaced: Vec<&str> = words::words(&plain).collect();
    let spaced = format!(" {} ", spaced.join(" "));
    HAPPENED
        .iter()
        .any(|cue| spaced.contains(&format!(" {cue} ")))
}

/// Whether a text begins with a verb of choosing and something to choose.
pub(super) fn chooses(text: &str) -> bool {
    let plain = words::plain(text);
    let Some((verb, object)) = taken(&plain) else {
        return false;
    };
    words::words(object).next().is_some_and(|object| {
        let gerund = object.len() > 5 && object.ends_with("ing");
        !(MANNERS.contains(&object) || (gerund && verb == "consider"))
    })
}

/// The verb of choosing that a text begins with, and what stands behind it, as written.
pub(super) fn taken(text: &str) -> Option<(&'static str, &str)> {
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    while let Some((word, after)) = rest.split_once(' ')
        && FILLERS.contains(&word.trim_matches(',').to_lowercase().as_str())
    {
        rest = after;
    }
    CHOOSING.iter().find_map(|verb| {
        let (head, object) = rest.split_at_checked(verb.len())?;
        let whole = !object.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        (whole && head.eq_ignore_ascii_case(verb)).then_some((*verb, object.trim_start()))
    })
}

/// "Otherwise, use Y".
fn otherwise(sentence: &str) -> Option<Clause<'_>> {
    let plain = sentence.to_ascii_lowercase();
    let word = OTHERWISE
        .iter()
        .find(|word| starts_with_words(&plain, word))?;
    let (condition, choice) = sentence.split_at_checked(word.len())?;
    let choice = choice.trim_start_matches([',', ':', ' ', '-', '—', '–']);
    let names = chooses(choice) || count(choice) <= LONG_NAME;
    names.then_some(Clause {
        form: Form::ConditionFirst,
        condition,
        choice,
    })
}

/// "If X, use Y"; "If X: Y" where Y is a name; "If X → Y".
fn led(sentence: &str) -> Option<Clause<'_>> {
    let plain = words::plain(sentence);
    let begins = |starts: &[&str]| starts.iter().any(|word| starts_with_words(&plain, word));
    if !begins(&CONDITIONS) || begins(&PHRASES) {
        return None;
    }
    let choosing = halves(sentence, &BREAKS).find(|(_, choice)| chooses(choice));
    let named = || halves(sentence, &APART).find(|(_, choice)| names_thing(choice));
    let named_briefly = |(_, choice): &(&str, &str)| count(choice) <= LONG_NAME;
    let arrow = || halves(sentence, &ARROWS).next().filter(named_briefly);
    let (condition, choice) = choosing.or_else(named).or_else(arrow)?;
    Some(Clause {
        form: Form::ConditionFirst,
        condition,
        choice,
    })
}

/// "X? Use Y".
fn asked(sentence: &str) -> Option<Clause<'_>> {
    let (condition, choice) = at_question(sentence)?;
    let names = chooses(choice) || names_thing(choice);
    names.then_some(Clause {
        form: Form::ConditionFirst,
        condition,
        choice,
    })
}

/// A question and what stands behind it.
fn at_question(sentence: &str) -> Option<(&str, &str)> {
    let at = sentence.find('?')?;
    let (question, rest) = sentence.split_at_checked(at + 1)?;
    let rest = rest.trim_start_matches(['*', ':', ' ', '-', '—', '–']);
    (!is_reply(rest)).then_some((question, rest))
}

/// "Use Y if X".
fn trailed(sentence: &str) -> Option<Clause<'_>> {
    if !chooses(sentence) {
        return None;
    }
    let at = JOINS.iter().find_map(|join| sentence.find(join))?;
    choice_first(sentence.split_at_checked(at)?)
}

/// "Y: when X", "Y - best for X".
fn fitting(sentence: &str) -> Option<Clause<'_>> {
    let (name, fits) = halves(sentence, &APART).next()?;
    let plain = words::plain(fits);
    let begins = |word: &str| starts_with_words(&plain, word);
    let says = FITS.iter().chain(&CONDITIONS).any(|word| begins(word))
        && !PHRASES.iter().any(|phrase| begins(phrase));
    // "off: if it can, it maps" says what happens, not when to choose.
    let whole = fits.contains(", ") && !begins("for");
    let short = count(name) <= LONG_NAME && !words::is_question(name) && !whole;
    let clause = choice_first((name, fits));
    clause.filter(|_| says && short)
}

/// A sentence that only counts as one of several in a form: "Y: what speaks for it" among those
/// that say when to choose what, "X? whatever to do" among those that say what to do when.
pub(super) fn told(sentence: &str, form: Form) -> Option<Clause<'_>> {
    let sentence = sentence.trim().trim_end_matches('.');
    let halves = match form {
        Form::ChoiceFirst => halves(sentence, &APART).next(),
        Form::ConditionFirst => at_question(sentence),
    };
    let (first, second) = halves?;
    let clause = match form {
        Form::ChoiceFirst if words::is_annotation(sentence) => None,
        Form::ChoiceFirst => choice_first((first, second)),
        Form::ConditionFirst => Some(Clause {
            form,
            condition: first,
            choice: second,
        }),
    };
    let sized = count(first) <= LONG_NAME && (1..=LONG_CONDITION).contains(&count(second));
    clause.filter(|_| sized)
}

/// "X: use Y".
fn topic(sentence: &str) -> Option<Clause<'_>> {
    let (condition, choice) = halves(sentence, &APART).find(|(_, choice)| chooses(choice))?;
    (!chooses(condition)).then_some(Clause {
        form: Form::ConditionFirst,
        condition,
        choice,
    })
}

fn choice_first<'a>((choice, condition): (&'a str, &'a str)) -> Option<Clause<'a>> {
    let choice = choice.trim_end_matches([' ', ',', ':', ';', '-', '—', '–']);
    let condition = condition.trim();
    (!choice.is_empty() && !condition.is_empty()).then_some(Clause {
        form: Form::ChoiceFirst,
        condition,
        choice,
    })
}

/// The halves of a text at each of its breaks, in order.
fn halves<'a>(text: &'a str, breaks: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    text.char_indices().filter_map(move |(at, _)| {
        let (head, tail) = text.split_at_checked(at)?;
        let mark = breaks.iter().find(|mark| tail.starts_with(**mark))?;
        let after = tail.strip_prefix(*mark)?;
        // A closing bracket is part of what it closes.
        let head = if mark.starts_with(')') {
            text.get(..=at)?
        } else {
            head
        };
        Some((head.trim(), after.trim()))
    })
}

/// Whether a text is a name of something: short, and a word in it is written as only names are
/// (`PostgreSQL`, `S3`, `gRPC`).
pub(super) fn names_thing(text: &str) -> bool {
    let bare = text.split_once(" (").map_or(text, |(bare, _)| bare);
    let proper = |word: &str| {
        let mut letters = word.chars().skip(1).filter(|c| c.is_alphanumeric());
        word.starts_with(char::is_alphabetic)
            && letters.any(|c| c.is_uppercase() || c.is_ascii_digit())
    };
    let address = bare.contains("://");
    !address && count(bare) <= LONG_NAME && bare.split_whitespace().any(proper)
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether a text in lower case begins with words.
fn starts_with_words(text: &str, start: &str) -> bool {
    text.strip_prefix(start)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
}

#[cfg(test)]
mod tests {
    use super::{Form, chooses, cut};

    const CASES: [(&str, &str, Form, &str, &str); 13] = [
        (
            "comma",
            "If you need joins, use Foo",
            Form::ConditionFirst,
            "If you need joins",
            "use Foo",
        ),
        (
            "then",
            "If it is big, then go with Foo.",
            Form::ConditionFirst,
            "If it is big",
            "then go with Foo",
        ),
        (
            "inner comma",
            "For small, cheap sites, pick Foo",
            Form::ConditionFirst,
            "For small, cheap sites",
            "pick Foo",
        ),
        (
            "colon",
            "When writes dominate: prefer Foo",
            Form::ConditionFirst,
            "When writes dominate",
            "prefer Foo",
        ),
        (
            "name",
            "If rows are wide: FooDB",
            Form::ConditionFirst,
            "If rows are wide",
            "FooDB",
        ),
        (
            "question",
            "Many writers? Use Foo",
            Form::ConditionFirst,
            "Many writers?",
            "Use Foo",
        ),
        (
            "topic",
            "Plain lookups: Use Foo (cheap)",
            Form::ConditionFirst,
            "Plain lookups",
            "Use Foo (cheap)",
        ),
        (
            "arrow",
            "When rows are few → Foo",
            Form::ConditionFirst,
            "When rows are few",
            "Foo",
        ),
        (
            "rest",
            "Otherwise, use Foo",
            Form::ConditionFirst,
            "Otherwise",
            "use Foo",
        ),
        (
            "if after",
            "Use Foo if rows are wide",
            Form::ChoiceFirst,
            "if rows are wide",
            "Use Foo",
        ),
        (
            "for after",
            "Choose Foo for reports",
            Form::ChoiceFirst,
            "for reports",
            "Choose Foo",
        ),
        (
            "sure join",
            "Use Foo for reports when rows are wide",
            Form::ChoiceFirst,
            "when rows are wide",
            "Use Foo for reports",
        ),
        (
            "fit",
            "Foo - best for reports",
            Form::ChoiceFirst,
            "best for reports",
            "Foo",
        ),
    ];

    #[test]
    fn choices_are_cut_at_the_comma_or_the_verb() {
        for (name, text, form, condition, choice) in CASES {
            let clause = cut(text).expect(name);
            assert_eq!(
                (clause.form, clause.condition, clause.choice),
                (form, condition, choice),
                "{name}"
            );
        }
    }

    #[test]
    fn instructions_name_nothing_to_choose() {
        for text in [
            "If the tests fail, fix them",
            "When done: tell the user",
            "If results agree: the evidence is strong",
            "Enable backups for all tables",
            "Use clear names",
            "Labels: write them out",
            "If possible, use Foo",
            "off: if there is room, it is filled",
            "If it is done → tell everybody that has asked you for it",
            "For more: https://example.org/A2",
            "",
        ] {
            assert_eq!(cut(text), None, "{text}");
        }
        assert!(!chooses("consider splitting the table"));
        assert!(chooses("you can use Foo"));
    }
}
