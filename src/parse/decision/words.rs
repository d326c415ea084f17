//! The words by which a reader knows questions, answers and choices. One place for every list.

/// Verbs that begin a recommendation.
const IMPERATIVES: [&str; 22] = [
    "use", "choose", "consider", "pick", "prefer", "select", "go", "start", "evaluate", "skip",
    "see", "continue", "try", "stick", "keep", "add", "avoid", "apply", "don't", "stay", "proceed",
    "default",
];
/// Verbs that begin a thing to do; none of them is as often a name.
const TASKS: [&str; 44] = [
    "add",
    "adjust",
    "analyze",
    "apply",
    "ask",
    "assign",
    "check",
    "collect",
    "compare",
    "configure",
    "confirm",
    "create",
    "define",
    "delete",
    "deploy",
    "disable",
    "enable",
    "ensure",
    "examine",
    "fix",
    "identify",
    "implement",
    "increase",
    "inspect",
    "install",
    "investigate",
    "isolate",
    "measure",
    "migrate",
    "notify",
    "optimize",
    "perform",
    "reduce",
    "remove",
    "replace",
    "reproduce",
    "restart",
    "schedule",
    "send",
    "set",
    "step",
    "update",
    "validate",
    "verify",
];
/// Words of a heading or a lead that announce a decision.
const CHOICE: [&str; 27] = [
    "decision",
    "decisions",
    "decide",
    "deciding",
    "which",
    "choose",
    "choosing",
    "choice",
    "choices",
    "select",
    "selecting",
    "selection",
    "selector",
    "pick",
    "picking",
    "vs",
    "versus",
    "when to",
    "when should",
    "do you need",
    "should i",
    "should you",
    "should we",
    "right for",
    "routing logic",
    "recommendation",
    "recommendations",
];
/// What a heading with "decision" speaks of when it speaks of no choice.
const RECORDS: [&str; 6] = [
    " decision record ",
    " decision records ",
    " decision log ",
    " decision logs ",
    " decision template ",
    " decision history ",
];
/// Words of leads that say only that a decision follows.
const GENERIC: [&str; 14] = [
    "decision",
    "decisions",
    "tree",
    "trees",
    "flow",
    "flowchart",
    "matrix",
    "framework",
    "quick",
    "guide",
    "start",
    "reference",
    "the",
    "selection",
];
/// Words that begin a numbered step of a process.
const STEPS: [&str; 9] = [
    "step", "phase", "stage", "week", "day", "sprint", "month", "level", "layer",
];
/// Words of labels that name a situation which may hold beside others.
const SITUATIONS: [&str; 26] = [
    "already",
    "existing",
    "using",
    "need",
    "needs",
    "needed",
    "only",
    "require",
    "required",
    "requires",
    "requirement",
    "heavy",
    "complex",
    "critical",
    "native",
    "managed",
    "scale",
    "support",
    "available",
    "embedded",
    "local",
    "legacy",
    "want",
    "prefer",
    "prototype",
    "default",
];
/// Words of a prompt that ask for several things at once.
const SEVERAL: [&str; 14] = [
    "requirements",
    "needs",
    "concerns",
    "considerations",
    "priorities",
    "characteristics",
    "constraints",
    "factors",
    "criteria",
    "aspects",
    "additional",
    "special",
    "features",
    "extras",
];
/// Prompts that are the head over a column of situations, which may hold together.
const SITUATED: [&str; 7] = [
    "need",
    "requirement",
    "situation",
    "scenario",
    "use case",
    "condition",
    "workload",
];
/// Phrases of a prompt that says outright that several answers may be given.
const SAYING_SEVERAL: [&str; 8] = [
    "which of these describe ",
    "which of these hold",
    "which of these apply",
    "which apply",
    "that apply",
    "one or more",
    "any of these",
    "any of the following",
];
/// Words that begin a prompt whose answers exclude one another.
const ASKING: [&str; 22] = [
    "is", "are", "do", "does", "did", "can", "has", "have", "will", "should", "which", "how",
    "what", "what's", "who", "where", "when", "was", "were", "need", "number", "choose",
];

/// Keys of labels that say more about the label they stand under.
const ANNOTATIONS: [&str; 33] = [
    "alternative",
    "alternatives",
    "limit",
    "limits",
    "scale limit",
    "need",
    "needs",
    "use",
    "used for",
    "use case",
    "use cases",
    "library",
    "libraries",
    "framework",
    "frameworks",
    "tool",
    "tools",
    "export to",
    "note",
    "notes",
    "risk",
    "cost",
    "price",
    "caveat",
    "why",
    "because",
    "reason",
    "pros",
    "cons",
    "example",
    "examples",
    "requires",
    "best for",
];

/// A label in lower case without decoration at its ends.
pub(super) fn plain(label: &str) -> String {
    let decoration = |c: char| {
        c.is_whitespace() || matches!(c, '*' | '`' | '_' | '"' | '\'' | '“' | '”') || is_emoji(c)
    };
    let label = label.trim_matches(decoration);
    label.trim_end_matches([':', ' ']).to_lowercase()
}

/// Whether a character is a pictogram.
fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x2600..=0x27bf | 0x2b00..=0x2bff | 0xfe0f | 0x1f000..=0x1faff)
}

/// The words of a text, in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .filter(|word| !word.is_empty())
}

/// The first word of a label, in lower case.
fn first_word(plain: &str) -> &str {
    words(plain).next().unwrap_or_default()
}

/// Whether a label is a question: it ends in `?`, brackets after it aside.
pub(super) fn is_question(label: &str) -> bool {
    let decoration = |c: char| {
        c.is_whitespace() || matches!(c, '*' | '`' | '_' | '"' | ':' | '”') || is_emoji(c)
    };
    let mut text = label.trim_end_matches(decoration);
    while let Some((head, _)) = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
    {
        text = head.trim_end_matches(decoration);
    }
    text.ends_with(['?', '？'])
}

/// Whether a text begins with a number as a heading does: `1.`, `2)`, `Q3:`, `Q4.`; what follows.
pub(super) fn after_number(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['*', '_', '#', ' ']);
    let digits = text.strip_prefix(['Q', 'q']).unwrap_or(text);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == digits.len() {
        return None;
    }
    let rest = rest.strip_prefix(['.', ')', ':'])?;
    (rest.is_empty() || rest.starts_with([' ', '*'])).then(|| rest.trim_start())
}

/// The number of a step: `2` of `2. Foo` and of `2) Foo`. A question is no step.
pub(super) fn step_number(label: &str) -> Option<u32> {
    let text = label.trim_start_matches(['*', '_', '#', ' ']);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.strip_suffix(rest)?;
    let numbered = after_number(text).is_some() && !is_question(label);
    numbered.then(|| digits.parse().ok())?
}

/// Whether a label says that a choice stands under it: it asks, announces one, or says "options".
pub(super) fn offers_choice(label: &str) -> bool {
    let spaced = spaced(label);
    let option = words(&spaced).any(|word| {
        matches!(
            word,
            "option" | "options" | "alternative" | "alternatives" | "candidates" | "either"
        )
    });
    option || is_question(label) || announces(label)
}

/// Whether a label says what the whole tree yields: `OUTPUT: ...`, `Result: ...`.
pub(super) fn is_output(label: &str) -> bool {
    label
        .split_once(": ")
        .is_some_and(|(key, _)| matches!(plain(key).as_str(), "output" | "outputs" | "result"))
}

/// Whether a line is a numbered question, whose arrows are part of what it asks.
pub(super) fn is_numbered_question(text: &str) -> bool {
    after_number(text).is_some() && text.trim_end_matches(['*', ' ']).ends_with('?')
}

/// Whether a text only points elsewhere: `See references/foo.md`.
pub(super) fn is_pointer(text: &str) -> bool {
    matches!(first_word(&plain(text)), "see")
}

/// Whether a label answers yes or no, whatever is said after it.
pub(super) fn is_yes_no(label: &str) -> bool {
    let label = plain(label);
    ["yes", "no", "true", "false"].iter().any(|word| {
        label.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with([',', ':', ';', '(', '—', '–', '-', '↓', '.', '/'])
        })
    })
}

/// The two halves of a label that answers and says what follows from it: `Yes: use Foo`.
pub(super) fn answered(label: &str) -> Option<(&str, &str)> {
    let colon = label.split_once(": ");
    let said = || {
        let mut halves = [", ", " — ", " – ", " - "]
            .into_iter()
            .filter_map(|mark| label.split_once(mark));
        halves.find(|(_, rest)| is_imperative(rest))
    };
    let (answer, rest) = colon.or_else(said)?;
    let plain = plain(answer);
    let answers = matches!(plain.as_str(), "yes" | "no" | "true" | "false");
    (answers && !rest.trim().is_empty()).then(|| (answer.trim(), rest.trim()))
}

/// Whether a label only adds to the one before it, under a name of its own: `Resilience: two
/// zones`.
pub(super) fn is_aside(label: &str) -> bool {
    label.split_once(": ").is_some_and(|(key, _)| {
        let key = plain(key);
        let named = words(&key).count() < 3 && key.starts_with(char::is_alphabetic);
        named && !(is_yes_no(&key) || is_imperative(&key) || is_question(&key))
    })
}

/// Whether a label begins with a verb that recommends.
pub(super) fn is_imperative(label: &str) -> bool {
    let label = plain(label);
    let verb = first_word(&label);
    // `go-redis` is a name.
    let named = label
        .strip_prefix(verb)
        .is_some_and(|rest| rest.starts_with('-'));
    IMPERATIVES.contains(&verb) && !named
}

/// Whether a label is a thing to do rather than one to choose or to answer.
pub(super) fn is_task(label: &str) -> bool {
    let asks = is_question(label);
    let label = plain(label);
    let mut words = words(&label);
    !asks && words.next().is_some_and(|verb| TASKS.contains(&verb)) && words.next().is_some()
}

/// Whether a label begins with "always".
pub(super) fn is_always(label: &str) -> bool {
    first_word(&plain(label)) == "always"
}

/// Whether a label only says more about the one it stands under: `Scale limit: ~10M rows`.
pub(super) fn is_annotation(label: &str) -> bool {
    label.split_once(": ").is_some_and(|(key, _)| {
        let key = plain(key);
        ANNOTATIONS.contains(&key.as_str())
    })
}

/// Whether a label compares or counts: `< 20`, `> 1 TB`, `1-3 teams`, `5+ nodes`, `≥ 6`.
pub(super) fn is_numeric(label: &str) -> bool {
    let label = plain(label);
    let tail = label.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '≤' | '≥' | '=' | '~' | '$' | '≈')
    });
    let first = tail.split_whitespace().next().unwrap_or_default();
    let address = first.matches('.').count() > 1;
    tail.starts_with(|c: char| c.is_ascii_digit()) && !address && after_number(&label).is_none()
}

/// A text in lower case, its words between single spaces. Records of decisions are no decisions.
fn spaced(text: &str) -> String {
    let text = text.to_lowercase();
    let mut spaced = String::with_capacity(text.len() + 2);
    for word in words(&text) {
        spaced.push(' ');
        spaced.push_str(word);
    }
    spaced.push(' ');
    if !spaced.contains("decision") {
        return spaced;
    }
    RECORDS
        .iter()
        .fold(spaced, |text, record| text.replace(record, " "))
}

/// Whether words stand as whole words in a text from [`spaced`].
fn stands_in(cue: &str, spaced: &str) -> bool {
    spaced.match_indices(' ').any(|(at, _)| {
        let after = spaced.get(at + 1..).and_then(|rest| rest.strip_prefix(cue));
        after.is_some_and(|after| after.starts_with(' '))
    })
}

/// Whether a heading or a lead announces a decision.
pub(super) fn announces(text: &str) -> bool {
    let spaced = spaced(text);
    CHOICE.iter().any(|cue| stands_in(cue, &spaced))
}

/// Whether a heading or a lead says that a decision follows.
pub(super) fn names_decision(text: &str) -> bool {
    let spaced = spaced(text);
    words(&spaced).any(|word| matches!(word, "decision" | "decisions" | "decide"))
}

/// Whether a lead only says that a decision follows, not which.
pub(super) fn is_generic_title(text: &str) -> bool {
    let text = plain(text);
    words(&text).all(|word| GENERIC.contains(&word))
}

/// Whether a heading or a lead says that steps or examples follow rather than a choice.
pub(super) fn is_procedure(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "next steps",
        "examples",
        "example",
        "changelog",
        "pipeline",
        "glossary",
    ]
    .iter()
    .any(|cue| text.trim_matches(['*', ':', ' ']).ends_with(cue))
}

/// Whether a label begins as a step of a process: `Phase 2`, `Step 1`.
pub(super) fn is_step(label: &str) -> bool {
    let label = plain(label);
    let mut words = words(&label);
    let named = words.next().is_some_and(|word| STEPS.contains(&word));
    named
        && words
            .next()
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a label begins with `START`.
pub(super) fn is_start(label: &str) -> bool {
    matches!(first_word(&plain(label)), "start" | "entry" | "begin")
}

/// Whether a label names a situation that may hold beside others.
pub(super) fn is_situation(label: &str) -> bool {
    let label = plain(label);
    let conditional = matches!(first_word(&label), "if" | "when" | "whenever" | "unless");
    conditional || words(&label).any(|word| SITUATIONS.contains(&word))
}

/// Whether a prompt asks for several things at once.
pub(super) fn asks_for_several(prompt: &str) -> bool {
    let prompt = plain(prompt);
    SITUATED.contains(&prompt.as_str()) || words(&prompt).any(|word| SEVERAL.contains(&word))
}

/// Whether a prompt says outright that several answers may be given.
pub(super) fn says_several(prompt: &str) -> bool {
    let prompt = plain(prompt);
    SAYING_SEVERAL.iter().any(|phrase| prompt.contains(phrase))
}

/// Whether a prompt asks for one answer.
pub(super) fn asks_for_one(prompt: &str) -> bool {
    let prompt = plain(prompt);
    let text = after_number(&prompt).unwrap_or(&prompt);
    let text = text.strip_prefix("start:").unwrap_or(text);
    // "Is the language...": the answers end the question.
    let asks = is_question(prompt.as_str()) || prompt.ends_with('…') || prompt.ends_with("...");
    asks && ASKING.contains(&first_word(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_end_in_a_question_mark() {
        for label in ["Big?", "**Big?**", "Big? (a, b)", "Big? ⭐", "Is it `x`?"] {
            assert!(is_question(label), "{label}");
        }
        for label in ["Big", "Use Foo (why? because)", "Big (really)", ""] {
            assert!(!is_question(label), "{label}");
        }
    }

    #[test]
    fn yes_and_no_are_answers_only_at_the_start() {
        for label in [
            "Yes",
            "NO",
            "**No**",
            "Yes, often",
            "No (small)",
            "YES: do it",
            "No ↓",
        ] {
            assert!(is_yes_no(label), "{label}");
        }
        for label in ["No secrets in state", "Yesterday", "Not yet", "Nothing"] {
            assert!(!is_yes_no(label), "{label}");
        }
    }

    #[test]
    fn numbers_of_headings_are_told_from_counts() {
        for label in ["1. Foo", "2) Foo", "Q3: Foo", "Q4. Foo", "**5. Foo**"] {
            assert!(after_number(label).is_some(), "{label}");
            assert!(!is_numeric(label), "{label}");
        }
        for label in ["< 20 engineers", ">1 TB", "1-3 teams", "5+ nodes", "≥6"] {
            assert!(is_numeric(label), "{label}");
        }
    }
}
