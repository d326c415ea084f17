//! Do rules choose between things, or do they tell how to work? "If rows are joined, use Foo;
//! otherwise, use files" chooses. "For headings, use sentence case" is said in the same words and
//! tells. A choice has things with names, a rest, or conditions that compare.

use super::clause;
use crate::model::{Graph, GraphNode};

/// Words behind which stands no more what is chosen.
const PREPOSITIONS: [&str; 9] = ["to", "for", "in", "on", "at", "from", "of", "by", "over"];

/// What rules offer, counted.
#[derive(Debug, Default)]
pub(super) struct Offer {
    /// What to choose: labels at the end.
    ends: usize,
    /// Ends with a name of their own: `use PostgreSQL`.
    names: usize,
    /// Ends that are there already, so that nothing is chosen: `use the restart button`.
    known: usize,
    /// Conditions with a number, which can be compared.
    counted: usize,
    /// Conditions that hold where no other does.
    rest: usize,
}

impl Offer {
    /// Counts the conditions and ends of rules.
    pub(super) fn of(graph: &Graph) -> Self {
        let mut offer = Self::default();
        for node in &graph.nodes {
            offer.count(node);
        }
        offer
    }

    fn count(&mut self, node: &GraphNode) {
        let label = node.label.as_str();
        if node.children.is_empty() {
            self.ends += 1;
            self.names += usize::from(is_named(label));
            self.known += usize::from(is_known(label));
        } else {
            self.counted += usize::from(has_number(label));
            self.rest += usize::from(clause::is_otherwise(label));
        }
    }

    /// Whether two things are offered by name.
    pub(super) fn names(&self) -> bool {
        self.names > 1
    }

    /// Whether anything shows that one is chosen from several.
    pub(super) fn chooses(&self) -> bool {
        self.names() || self.counted > 1 || self.rest > 0
    }

    /// Whether most of what is to be used is there already.
    pub(super) fn is_known(&self) -> bool {
        self.known * 2 >= self.ends
    }
}

/// Whether what is to be chosen has a name: `use Redis`, `gRPC`. Keys are pressed, not chosen.
fn is_named(label: &str) -> bool {
    let Some((_, object)) = clause::taken(label) else {
        return clause::names_thing(label);
    };
    let first = object.split_whitespace().next().unwrap_or_default();
    let pressed = first.contains('+');
    let capital = first.starts_with(char::is_uppercase) && first.chars().count() > 1;
    !pressed && (capital || clause::names_thing(&before_preposition(object)))
}

/// What is chosen, without what it is for: `escalation` of `escalation to SEV1`.
fn before_preposition(object: &str) -> String {
    let words = object.split_whitespace();
    let words: Vec<&str> = words
        .take_while(|word| !PREPOSITIONS.contains(word))
        .collect();
    words.join(" ")
}

fn is_known(label: &str) -> bool {
    clause::taken(label).is_some_and(|(_, object)| object.starts_with("the "))
}

fn has_number(label: &str) -> bool {
    let mut words = label.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '~' | '$'));
    words.any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{has_number, is_known, is_named};

    #[test]
    fn what_is_chosen_has_a_name() {
        let cases = [
            ("a name", "use Redis", true),
            ("filler words", "then just use Redis", true),
            ("a capital within", "prefer gRPC", true),
            ("no verb", "PostgreSQL", true),
            ("no verb and one capital", "Rows", false),
            ("a name in what it is for", "consider a move to SEV1", false),
            ("a thing", "use a column store", false),
            ("a known thing", "use the reader", false),
            ("a key", "use Ctrl+C", false),
            ("an article", "use A", false),
        ];
        for (name, label, expected) in cases {
            assert_eq!(is_named(label), expected, "{name}");
        }
        assert!(is_known("Use the reader") && !is_known("use theme files"));
    }

    #[test]
    fn numbers_compare() {
        for (label, expected) in [
            ("For fewer than 5 teams", true),
            (">10 GB", true),
            ("If S3 is there", false),
        ] {
            assert_eq!(has_number(label), expected, "{label}");
        }
    }
}
