//! Libraries of any size, the same for the same seed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Changes with what is generated, so that an older library is not taken for this one.
const EDITION: u32 = 1;

/// Words that prose is made of.
const WORDS: [&str; 32] = [
    "store", "queue", "index", "write", "latency", "shard", "replica", "when", "the", "of", "and",
    "with", "team", "schema", "cache", "read", "cost", "limit", "under", "load", "a", "service",
    "must", "hold", "before", "consumer", "batch", "stream", "key", "region", "often", "backup",
];

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

/// A title and sections of prose with lists and code.
pub(crate) fn document(title: &str, sections: usize, dice: &mut Dice) -> String {
    let mut text = format!("# {title}\n");
    for section in 0..sections {
        let _ = write!(text, "\n## Section {section} of {title}\n\n");
        for _ in 0..3 {
            text.push_str(&dice.sentence());
            text.push(' ');
        }
        let _ = writeln!(text, "\n\n- **{}**: {}", dice.word(), dice.sentence());
        let _ = writeln!(text, "- `{}` {}", dice.word(), dice.sentence());
        if section.is_multiple_of(4) {
            let _ = write!(
                text,
                "\n```yaml\n{}: {}\n```\n",
                dice.word(),
                dice.below(99)
            );
        }
    }
    text
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

/// Documents without a tree or a table, but for one in `every`, which has both.
pub(crate) fn mixed(documents: usize, every: usize, seed: u64) -> Vec<String> {
    let mut dice = Dice(seed);
    let text = |number: usize| {
        let mut text = document(&format!("Topic {number}"), 12, &mut dice);
        if number.is_multiple_of(every) {
            text.push_str(&tree(&mut dice));
            text.push_str(&table(&mut dice));
        }
        text
    };
    (0..documents).map(text).collect()
}

fn tree(dice: &mut Dice) -> String {
    let (first, second) = (dice.word(), dice.word());
    let limit = dice.below(90) + 10;
    format!(
        "\n## Choosing a {first}\n\n```\nHow many a {second}?\n├── Up to {limit}M → OakDB\n\
         │   limit: comfortable up to {limit}M\n└── More than {limit}M\n    \
         └── Who runs it?\n        ├── We do → ElmDB\n        └── Someone else → AshDB\n```\n"
    )
}

fn table(dice: &mut Dice) -> String {
    let mut text =
        String::from("\n## Side by side\n\n| Store | Best for | Latency |\n|--|--|--|\n");
    for store in ["OakDB", "ElmDB", "AshDB"] {
        let _ = writeln!(
            text,
            "| {store} | {} | {} ms |",
            dice.sentence(),
            dice.below(50)
        );
    }
    text
}

/// Numbers from a seed: `SplitMix64`, by Steele, Lea and Flood (2014).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        usize::try_from(self.next() % most).unwrap_or(0)
    }

    fn word(&mut self) -> &'static str {
        let at = self.below(WORDS.len());
        WORDS[at]
    }

    fn sentence(&mut self) -> String {
        let words: Vec<&str> = (0..6 + self.below(8)).map(|_| self.word()).collect();
        format!("{}.", words.join(" "))
    }
}
