//! Choosing of several, line by line.

use crate::cli::output::add;
use crate::compare::value_key;
use crate::model::{Alternative, Takes};
use crate::text::SafeText;

/// The words that leave a concern open, or the interview.
pub(super) const LEAVES: [&str; 3] = ["", "quit", "q"];

/// The question which of several is taken.
pub(super) fn which(
    what: &str,
    several: &[(Alternative, Option<SafeText>)],
    takes: Takes,
) -> String {
    let mut out = format!("\n{what}:\n");
    for (number, (one, said)) in (1..).zip(several) {
        let why = said.as_ref().map(|why| format!("  ({why})"));
        let said = format!("{}{}", one.name, why.unwrap_or_default());
        let said = SafeText::one_line(&said);
        add(&mut out, format_args!("  {number}  {said}\n"));
    }
    let how = match takes {
        Takes::One => "a number or a name chooses; Enter leaves it open, quit leaves",
        Takes::Many => "numbers or names choose; Enter leaves it open, quit leaves",
    };
    add(&mut out, format_args!("{how}\n> "));
    out
}

/// What a line chooses of several, by number or by name; `None` where a word of it is neither, or
/// several are named where one is taken.
pub(super) fn chosen_of(
    line: &str,
    several: &[(Alternative, Option<SafeText>)],
    takes: Takes,
) -> Option<Vec<Alternative>> {
    let named = |said: &str| {
        let said = value_key(said);
        let mut all = several.iter();
        let is = |(one, _): &&(Alternative, _)| {
            value_key(&one.name) == said || value_key(one.key()) == said
        };
        all.find(is).map(|(one, _)| one.clone())
    };
    if let Some(one) = named(line) {
        return Some(vec![one]);
    }
    let by_commas = line.split(',').map(str::trim);
    let words: Vec<&str> = if line.contains(',') {
        by_commas.collect()
    } else {
        line.split_whitespace().collect()
    };
    let one = |word: &&str| {
        let number = word.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let numbered = number.and_then(|at| several.get(at));
        numbered.map(|(one, _)| one.clone()).or_else(|| named(word))
    };
    let chosen: Vec<Alternative> = words.iter().map(one).collect::<Option<_>>()?;
    (takes == Takes::Many || chosen.len() == 1).then_some(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_are_chosen_by_number_or_name() {
        let all = ["Clerk", "Auth.js"].map(|name| {
            let one = Alternative {
                name: name.into(),
                technology: None,
            };
            (one, None)
        });
        let cases: [(&str, Takes, Option<&[&str]>); 7] = [
            ("1", Takes::One, Some(&["Clerk"])),
            ("clerk", Takes::One, Some(&["Clerk"])),
            ("1, Auth.js", Takes::Many, Some(&["Clerk", "Auth.js"])),
            ("1 2", Takes::Many, Some(&["Clerk", "Auth.js"])),
            ("1 2", Takes::One, None),
            ("3", Takes::One, None),
            ("Okta", Takes::Many, None),
        ];
        for (line, takes, expected) in cases {
            let chosen = chosen_of(line, &all, takes);
            let names: Option<Vec<&str>> = chosen
                .as_ref()
                .map(|chosen| chosen.iter().map(|one| one.name.as_str()).collect());
            assert_eq!(names.as_deref(), expected, "{line}");
        }
    }
}
