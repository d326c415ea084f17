//! The path taken, as a picture that GitHub, GitLab and others draw: a mermaid flowchart.

use crate::adr::{Answered, Gathered};
use crate::text::SafeText;
use crate::text::put::Put;

/// Characters of a label; what is longer ends in an ellipsis.
const LABEL: usize = 60;

/// Arrows up to which the questions are drawn: mermaid refuses more than 500 in a picture
/// (`maxEdges`).
const ARROWS: usize = 400;

/// A flowchart with a row for each decision: what it is about, its questions with the answers that
/// held, and what was chosen. Many decisions are drawn without their questions.
pub(super) fn flowchart(gathered: &[Gathered]) -> String {
    let arrows: usize = gathered.iter().map(|one| one.path.len() + 1).sum();
    let mut out = String::from("```mermaid\nflowchart LR\n");
    for (at, one) in gathered.iter().enumerate() {
        let path = if arrows > ARROWS {
            &[]
        } else {
            one.path.as_slice()
        };
        out.put(format_args!("    d{at}[\"{}\"]\n", label(&one.subject)));
        let mut from = format!("d{at}");
        let mut said = String::new();
        for (step_at, step) in path.iter().enumerate() {
            let to = format!("d{at}q{step_at}");
            let question = label(&step.question);
            out.put(format_args!(
                "    {from} -->{said} {to}{{{{\"{question}\"}}}}\n"
            ));
            from = to;
            said = format!("|\"{}\"|", label(&answers(step)));
        }
        let chosen = one.chosen.as_ref().map(|chosen| label(chosen));
        let chosen = chosen.unwrap_or_else(|| "nothing chosen".to_owned());
        out.put(format_args!(
            "    {from} -->{said} d{at}e([\"{chosen}\"])\n"
        ));
    }
    out.push_str("```\n");
    out
}

fn answers(step: &Answered) -> String {
    let said: Vec<&str> = step.said.iter().map(SafeText::as_str).collect();
    match said.as_slice() {
        ["?"] | [] => "not known".to_owned(),
        said => said.join(", "),
    }
}

/// A text inside the quotes of a label. Everything that mermaid, its markdown or its directives
/// could take for their own is written by number.
fn label(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: String = folded.chars().take(LABEL).collect();
    if folded.chars().nth(LABEL).is_some() {
        shown.pop();
        shown.push('\u{2026}');
    }
    // A label that begins as an item of a list is refused.
    let digits = shown.chars().take_while(char::is_ascii_digit).count();
    let mut out = String::with_capacity(shown.len() + 8);
    for (at, c) in shown.chars().enumerate() {
        let starts_item = match c {
            '-' | '+' => at == 0,
            '.' => at == digits && digits > 0,
            _ => false,
        };
        if starts_item || "\"#&<>`%{}\\|$;*_~".contains(c) {
            out.put(format_args!("#{};", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    if out.is_empty() { "?".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_only_words() {
        let cases = [
            ("How many rows?", "How many rows?"),
            ("a \"b\" #c", "a #34;b#34; #35;c"),
            (
                "%%{init: {}}%%",
                "#37;#37;#123;init: #123;#125;#125;#37;#37;",
            ),
            ("1. first", "1#46; first"),
            ("- item", "#45; item"),
            ("1.5 and -2", "1#46;5 and -2"),
            ("`x` | y", "#96;x#96; #124; y"),
            ("a\nb", "a b"),
            ("", "?"),
        ];
        for (text, expected) in cases {
            assert_eq!(label(text), expected, "{text}");
        }
        assert_eq!(label(&"x".repeat(80)).chars().count(), LABEL);
    }
}
