//! Prose, trees and tables that are generated, the same for the same seed.

use std::fmt::Write as _;

/// Words that prose is made of.
const WORDS: [&str; 32] = [
    "store", "queue", "index", "write", "latency", "shard", "replica", "when", "the", "of", "and",
    "with", "team", "schema", "cache", "read", "cost", "limit", "under", "load", "a", "service",
    "must", "hold", "before", "consumer", "batch", "stream", "key", "region", "often", "backup",
];

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

/// A tree in a fence, below its heading.
pub(crate) fn tree(dice: &mut Dice) -> String {
    let (first, second) = (dice.word(), dice.word());
    let limit = dice.below(90) + 10;
    format!(
        "\n## Choosing a {first}\n\n```\nHow many a {second}?\n├── Up to {limit}M → OakDB\n\
         │   limit: comfortable up to {limit}M\n└── More than {limit}M\n    \
         └── Who runs it?\n        ├── We do → ElmDB\n        └── Someone else → AshDB\n```\n"
    )
}

/// A table, below its heading.
pub(crate) fn table(dice: &mut Dice) -> String {
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

    pub(crate) fn below(&mut self, most: usize) -> usize {
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        usize::try_from(self.next() % most).unwrap_or(0)
    }

    pub(crate) fn word(&mut self) -> &'static str {
        let at = self.below(WORDS.len());
        WORDS.get(at).copied().unwrap_or_default()
    }

    pub(crate) fn sentence(&mut self) -> String {
        let words: Vec<&str> = (0..6 + self.below(8)).map(|_| self.word()).collect();
        format!("{}.", words.join(" "))
    }
}
