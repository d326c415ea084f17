//! A fact to state: its question, a field, and what it can be.

use std::collections::BTreeSet;

use crate::screens::overlay::{Press, Step, Verdict};
use crate::text::SafeText;
use crate::ui::input::{Edit, Field};

/// The prompt for one fact.
#[derive(Clone, Debug, PartialEq)]
pub struct FactPrompt {
    /// The fact; empty where the name is typed too.
    pub name: SafeText,
    /// The question that asks for it.
    pub ask: SafeText,
    /// What is typed: a value, or `NAME=VALUE`.
    pub field: Field,
    /// Everything it can be, as far as the library says.
    choices: Vec<SafeText>,
    /// The same, and other names of it, in small letters.
    known: BTreeSet<String>,
    /// What of it goes on from what is typed, and the one under the cursor.
    pub fitting: Vec<SafeText>,
    /// The position of the choice that Tab takes.
    pub at: usize,
}

/// Choices shown.
const SHOWN: usize = 6;

impl FactPrompt {
    /// The prompt for a fact as it is.
    pub fn new(name: SafeText, ask: SafeText, choices: Vec<SafeText>, value: &str) -> Self {
        let known = choices.iter().map(|choice| choice.to_lowercase());
        let mut prompt = Self {
            known: known.collect(),
            name,
            ask,
            field: Field::new(value),
            choices,
            fitting: Vec::new(),
            at: 0,
        };
        prompt.fit();
        prompt
    }

    /// The same, which knows other names of its choices too.
    #[must_use]
    pub fn knowing<'a>(mut self, names: impl IntoIterator<Item = &'a SafeText>) -> Self {
        let names = names.into_iter().map(|name| name.to_lowercase());
        self.known.extend(names);
        self
    }

    pub(super) fn press(&mut self, press: &Press) -> Verdict {
        match press {
            Press::Edit(edit) => {
                self.field.edit(edit);
                self.fit();
            }
            // A blank goes on typing: values are parted by commas.
            Press::Mark => {
                self.field.edit(&Edit::Insert(' '));
                self.fit();
            }
            Press::Move(step) => self.at = Step::from(*step, self.at, self.fitting.len(), SHOWN),
            Press::Tab => self.complete(),
            Press::Enter => {
                self.take_begun();
                return Verdict::Fact(self.name.clone(), self.field.text().trim().to_owned());
            }
            _ => {}
        }
        Verdict::Stay
    }

    /// The word being typed: what stands after the last comma.
    fn word(&self) -> &str {
        let text = self.field.text();
        text.rsplit(',').next().unwrap_or_default().trim_start()
    }

    fn fit(&mut self) {
        let word = self.word().to_lowercase();
        let fits = |choice: &&SafeText| {
            let choice = choice.to_lowercase();
            choice.starts_with(&word) && choice != word
        };
        let fitting = self.choices.iter().filter(fits).take(SHOWN);
        self.fitting = fitting.cloned().collect();
        self.at = 0;
    }

    /// A word that was only begun is the choice under the cursor that goes on from it, unless it is a
    /// name itself. Where nothing is typed, the choice that the person moved to is meant.
    fn take_begun(&mut self) {
        let word = self.word().trim().to_lowercase();
        let moved = word.is_empty() && self.at > 0;
        let begun = !word.is_empty() && !self.known.contains(&word);
        if moved || begun {
            self.complete();
        }
    }

    /// Takes the choice under the cursor for the word being typed.
    fn complete(&mut self) {
        let Some(choice) = self.fitting.get(self.at) else {
            return;
        };
        let text = self.field.text();
        let kept = text.strip_suffix(self.word()).unwrap_or_default();
        self.field = Field::new(&format!("{kept}{choice}"));
        self.fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_states_the_choice_that_was_begun() {
        let choices: Vec<SafeText> = ["go", "golang-jwt", "redis", "pg-search"]
            .map(SafeText::new)
            .into();
        let cases = [
            ("a beginning", "re", "redis"),
            ("another name of something else", "pg", "pg"),
            ("a whole choice", "go", "go"),
            ("something else", "mine", "mine"),
            ("nothing", "", ""),
        ];
        for (name, typed, expected) in cases {
            let ask = SafeText::default();
            let prompt = FactPrompt::new("uses".into(), ask, choices.clone(), typed);
            let mut prompt = prompt.knowing(&["pg".into()]);
            let stated = Verdict::Fact("uses".into(), expected.to_owned());
            assert_eq!(prompt.press(&Press::Enter), stated, "{name}");
        }
    }

    #[test]
    fn tab_takes_the_choice_for_the_word_after_the_last_comma() {
        let choices: Vec<SafeText> = ["postgresql", "redis", "rabbitmq"]
            .map(SafeText::new)
            .into();
        let cases = [
            ("nothing typed", "", "postgresql"),
            ("a beginning", "re", "redis"),
            ("the second word", "redis, po", "redis, postgresql"),
            ("no such word", "x", "x"),
        ];
        for (name, typed, expected) in cases {
            let ask = SafeText::default();
            let mut prompt = FactPrompt::new("uses".into(), ask, choices.clone(), typed);
            prompt.press(&Press::Tab);
            assert_eq!(prompt.field.text(), expected, "{name}");
        }
    }
}
