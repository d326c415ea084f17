//! Libraries of any size, the same for the same seed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::prose::{Dice, document, table, tree};

/// Changes with what is generated, so that an older library is not taken for this one.
const EDITION: u32 = 1;

/// A folder with so many skills, generated below `target/` unless it is there.
pub(crate) fn folder(skills: usize, seed: u64) -> io::Result<PathBuf> {
    let name = format!("library-{EDITION}-{seed}-{skills}");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let done = folder.join(".done");
    if done.exists() {
        return Ok(folder);
    }
    let mut dice = Dice(seed);
    for number in 0..skills {
        let skill = folder.join(format!("skills/skill-{number:05}"));
        fs::create_dir_all(skill.join("references"))?;
        fs::write(skill.join("SKILL.md"), main_file(number, &mut dice))?;
        for reference in 0..references(number) {
            let text = document(&format!("Topic {reference}"), 6, &mut dice);
            fs::write(skill.join(format!("references/topic-{reference}.md")), text)?;
        }
    }
    fs::write(done, "")?;
    Ok(folder)
}

/// A `SKILL.md`: a tree in every fourth, a table in every third, links to its references.
fn main_file(number: usize, dice: &mut Dice) -> String {
    let about = dice.sentence();
    let mut text = format!("---\nname: skill-{number:05}\ndescription: \"{about}\"\n---\n\n");
    text.push_str(&document(&format!("Skill {number}"), 8, dice));
    if number.is_multiple_of(4) {
        text.push_str(&tree(dice));
    }
    if number.is_multiple_of(3) {
        text.push_str(&table(dice));
    }
    text.push_str("\n## Read on\n\n");
    for reference in 0..references(number) {
        let _ = writeln!(
            text,
            "- [Topic {reference}](references/topic-{reference}.md)"
        );
    }
    text
}

/// How many references a skill has.
fn references(number: usize) -> usize {
    number % 3
}

/// A document of at least so many lines.
pub(crate) fn long_document(lines: usize, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut text = String::from("---\nname: long\ndescription: \"A long one.\"\n---\n");
    while text.lines().count() < lines {
        text.push_str(&document("Part", 100, &mut dice));
        text.push_str(&table(&mut dice));
    }
    text
}
