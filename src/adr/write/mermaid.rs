//! The paths taken, as a picture that GitHub, GitLab and others draw: a mermaid flowchart.

use crate::adr::read::name_key;
use crate::adr::{Answered, Gathered, WalkSaid};
use crate::text::SafeText;
use crate::text::put::Put;

/// Characters of a label; what is longer ends in an ellipsis.
const LABEL: usize = 60;

/// Arrows up to which the questions are drawn: mermaid refuses more than 500 in a picture
/// (`maxEdges`).
const ARROWS: usize = 400;

/// A flowchart with a row for each decision: what it is about, the questions of each walk with the
/// answers that held, what they led to, and what was chosen. Many decisions are drawn without
/// their questions.
pub(super) fn flowchart(gathered: &[Gathered]) -> String {
    let mut rows: Vec<Row> = gathered.iter().zip(0..).map(Row::walked).collect();
    if rows.iter().map(|row| row.arrows).sum::<usize>() > ARROWS {
        rows = gathered.iter().zip(0..).map(Row::bare).collect();
    }
    let lines: String = rows.into_iter().map(|row| row.lines).collect();
    format!("```mermaid\nflowchart LR\n{lines}```\n")
}

/// A decision in the picture.
struct Row {
    /// What the names of its nodes begin with.
    id: String,
    lines: String,
    arrows: usize,
}

/// Where an arrow begins, with what stands on it.
#[derive(Clone)]
struct From {
    node: String,
    said: String,
}

impl Row {
    /// A decision with its walks.
    fn walked((one, at): (&Gathered, usize)) -> Self {
        let mut row = Self::of(one, at);
        let chosen = one.chosen.as_ref().map(|chosen| name_key(chosen));
        // Several walks can lead to the same.
        let mut ends: Vec<String> = Vec::new();
        for (walk, walk_at) in one.walks.iter().zip(0..) {
            let last = row.questions(walk, walk_at);
            if walk.led_to.is_empty() {
                let end = format!("{}w{walk_at}n", row.id);
                row.arrow(&last, &format!("{end}[\"nothing\"]"));
                ends.push(end);
            }
            for name in &walk.led_to {
                if chosen.as_deref() == Some(name_key(name).as_str()) {
                    row.arrow(&last, &row.chosen(one));
                    continue;
                }
                let end = format!("{}w{walk_at}r{}", row.id, ends.len());
                row.arrow(&last, &format!("{end}[\"{}\"]", label(name)));
                ends.push(end);
            }
        }
        let mut led_to = one.walks.iter().flat_map(|walk| &walk.led_to);
        let led = led_to.any(|name| chosen.as_deref() == Some(name_key(name).as_str()));
        match (&one.chosen, led) {
            (Some(_), true) => {}
            (Some(_), false) if !ends.is_empty() => {
                for node in ends {
                    let said = "|\"chosen instead\"|".to_owned();
                    row.arrow(&From { node, said }, &row.chosen(one));
                }
            }
            _ => row.arrow(&row.start(), &row.chosen(one)),
        }
        row
    }

    /// A decision with nothing but its choice.
    fn bare((one, at): (&Gathered, usize)) -> Self {
        let mut row = Self::of(one, at);
        row.arrow(&row.start(), &row.chosen(one));
        row
    }

    fn of(one: &Gathered, at: usize) -> Self {
        let id = format!("d{at}");
        Self {
            lines: format!("    {id}[\"{}\"]\n", label(&one.subject)),
            id,
            arrows: 0,
        }
    }

    fn start(&self) -> From {
        From {
            node: self.id.clone(),
            said: String::new(),
        }
    }

    /// What was chosen, as a node.
    fn chosen(&self, one: &Gathered) -> String {
        let chosen = one.chosen.as_ref().map(|chosen| label(chosen));
        let chosen = chosen.unwrap_or_else(|| "nothing chosen".to_owned());
        format!("{}e([\"{chosen}\"])", self.id)
    }

    /// The questions of a walk; where the last of them is. Each follows from the one before, up to
    /// one with several answers: those after it stand beside each other, as nothing says which
    /// answer leads to which.
    fn questions(&mut self, walk: &WalkSaid, walk_at: usize) -> From {
        let mut from = self.start();
        let fork = walk.answers.iter().position(|step| step.said.len() > 1);
        let fork = fork.map_or(walk.answers.len(), |fork| fork + 1);
        let mut beside: Vec<From> = Vec::new();
        for (step, step_at) in walk.answers.iter().zip(0..) {
            let to = format!("{}w{walk_at}q{step_at}", self.id);
            let question = label(&step.question);
            self.arrow(&from, &format!("{to}{{{{\"{question}\"}}}}"));
            let after = From {
                node: to,
                said: format!("|\"{}\"|", label(&answers(step))),
            };
            if step_at < fork {
                from = after;
            } else {
                beside.push(after);
            }
        }
        if beside.len() < 2 {
            return beside.pop().unwrap_or(from);
        }
        let together = format!("{}w{walk_at}t", self.id);
        for one in &beside {
            self.arrow(one, &format!("{together}((\"together\"))"));
        }
        From {
            node: together,
            said: String::new(),
        }
    }

    fn arrow(&mut self, from: &From, to: &str) {
        let From { node, said } = from;
        self.lines.put(format_args!("    {node} -->{said} {to}\n"));
        self.arrows += 1;
    }
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
