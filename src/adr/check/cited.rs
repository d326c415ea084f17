//! What a record cites: whether the words still stand where they stood.

use std::collections::BTreeMap;

use crate::adr::check::{CheckFinding, Checks, Verdict, found};
use crate::adr::{Adr, Form};
use crate::catalog::{NamedPlace, places_named};
use crate::text::digest_of_words;

/// The digits of a digest.
const DIGEST: usize = 16;

/// A place that a record cites with the digest of what stood there.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cited {
    at: NamedPlace,
    digest: String,
}

impl Cited {
    fn without_line(mut self) -> Self {
        self.at.line = 0;
        self
    }
}

/// The places that a record cites with a digest: in whichever form, both stand on one line.
pub(super) fn cited(adr: &Adr, text: &str) -> Vec<Cited> {
    if adr.form == Form::Json {
        // Its texts stand in strings, their lines in signs.
        let lines = text.replace("\\n", "\n");
        return on_lines(&lines)
            .into_iter()
            .map(Cited::without_line)
            .collect();
    }
    on_lines(text)
}

fn on_lines(text: &str) -> Vec<Cited> {
    let mut places: BTreeMap<u32, NamedPlace> = BTreeMap::new();
    for place in places_named(text) {
        places.entry(place.line).or_insert(place);
    }
    let lines = (1_u32..).zip(text.lines());
    let cited = lines.filter_map(|(line, text)| {
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
        let hex = |word: &&str| word.len() == DIGEST && word.chars().all(|c| c.is_ascii_hexdigit());
        let digest = words.rfind(hex)?.to_owned();
        let at = places.remove(&line)?;
        Some(Cited { at, digest })
    });
    cited.collect()
}

impl Checks<'_> {
    /// Whether the words cited still stand where they stood.
    pub(super) fn look_up(&mut self, cited: &Cited) -> Option<CheckFinding> {
        let place = format!("{}:{}", cited.at.file, cited.at.to);
        let finding = |verdict, what: &str, mend: &str| CheckFinding {
            line: cited.at.line,
            ..found(verdict, what, mend)
        };
        let Some(file) = self.files.get(cited.at.file.as_str()).copied() else {
            let what = format!("{} is not in the library any more", cited.at.file);
            return Some(finding(
                Verdict::Gone,
                &what,
                "see what stands in its place",
            ));
        };
        let catalog = self.cx.catalog;
        let digests = self.said.entry(file).or_insert_with(|| {
            let sayings = catalog.sayings(file).into_iter();
            sayings
                .map(|(line, said)| (line, digest_of_words(&said)))
                .collect()
        });
        let same = digests.iter().filter(|(_, digest)| *digest == cited.digest);
        let same: Vec<u32> = same.map(|(line, _)| *line).collect();
        if same.contains(&cited.at.to) {
            return None;
        }
        if let Some(line) = same.iter().min_by_key(|line| line.abs_diff(cited.at.to)) {
            let what = format!("what stood at {place} stands at line {line} now");
            return Some(finding(Verdict::Holds, &what, "nothing has to be done"));
        }
        let mend = "see whether the decision still follows; then export it again or supersede it";
        let mut sayings = catalog.sayings(file).into_iter();
        let Some((_, said)) = sayings.find(|(line, _)| *line == cited.at.to) else {
            let what = format!("what stood at {place} is gone");
            return Some(finding(Verdict::Gone, &what, mend));
        };
        let what = format!("{place} says something else now: \u{201c}{said}\u{201d}");
        Some(finding(Verdict::Changed, &what, mend))
    }
}
