//! What a review says, as markdown: for the screen and for the clipboard.

use crate::catalog::Catalog;
use crate::diagnostic::Severity;
use crate::model::TechId;
use crate::review::{Finding, Fitting, Item, Kit, LeftOut, NotKnown, Open, Sideways, Source, Swap};
use crate::text::SafeText;
use crate::text::put::Put;

/// A source behind a text, where there is one.
fn behind(source: &Source) -> String {
    match source.to_string() {
        none if none.is_empty() => none,
        said => format!(" ({said})"),
    }
}

/// Check boxes below a heading for each choice.
pub fn boxes(items: &[Item]) -> String {
    let mut out = String::new();
    let mut before = None;
    for item in items {
        let here = (&item.concern, &item.chosen);
        if before != Some(here) {
            let gap = if out.is_empty() { "" } else { "\n" };
            let (concern, chosen) = here;
            out.put(format_args!("{gap}## {concern}: {chosen}\n\n"));
        }
        before = Some(here);
        out.put(format_args!("- [ ] {}\n", item.line()));
    }
    out
}

impl Finding {
    /// The finding as a page: both sides, why, who says so, and what would mend it.
    pub fn markdown(&self) -> String {
        let [choice, with] = &self.sides;
        let head = match self.severity {
            Severity::Error => "does not go together",
            Severity::Warning => "worth a look",
            Severity::Info => "to know",
        };
        let because = format!("{}{}", self.because, behind(&self.source));
        format!(
            "# {choice}: {head}\n\n* {choice}, chosen for {}\n* {with}\n\n## Why\n\n{because}\n\n\
             ## What would mend it\n\n{}\n",
            self.concern, self.mend
        )
    }
}

impl NotKnown {
    /// What is not known, as a page.
    pub fn markdown(&self) -> String {
        let what = format!("{}{}", self.what, behind(&self.source));
        format!(
            "# Not known for {}\n\n{what}\n\n## What would tell\n\n{}\n",
            self.concern, self.mend
        )
    }
}

impl Open {
    /// What fits, with how it got there, then what does not, with what speaks against it.
    pub fn markdown(&self) -> String {
        let mut out = "## What fits\n\n".to_owned();
        for one in &self.alternatives {
            one.add_to(&mut out);
        }
        if self.alternatives.is_empty() {
            out.push_str("nothing of the library\n");
        }
        if !self.left_out.is_empty() {
            out.push_str("\n## What does not\n\n");
        }
        for LeftOut {
            name,
            because,
            source,
            ..
        } in &self.left_out
        {
            out.put(format_args!("* {name}: {because}{}\n", behind(source)));
        }
        out
    }
}

impl Fitting {
    /// How it got there, a line each, then what speaks for another look.
    pub fn lines(&self) -> Vec<String> {
        let reasons = self.reasons.iter();
        let reasons = reasons.map(|why| format!("{}{}", why.says, behind(&why.source)));
        let remarks = self.remarks.iter().map(|remark| format!("but {remark}"));
        reasons.chain(remarks).collect()
    }

    fn add_to(&self, out: &mut String) {
        out.put(format_args!("* {}\n", self.name));
        for line in self.lines() {
            out.put(format_args!("  * {line}\n"));
        }
    }
}

impl Sideways {
    /// What would change a decision, and what of the stack would change with it.
    pub fn markdown(&self) -> String {
        let mut out = "## What would change it\n\n".to_owned();
        if let Some(said) = self.supposition() {
            out.put(format_args!("{said}:\n\n"));
        }
        for other in &self.otherwise {
            out.put(format_args!("* {}\n", other.text(self.walk.as_ref())));
        }
        if self.otherwise.is_empty() {
            out.push_str("nothing that is stated\n");
        }
        if !self.rests.is_empty() {
            out.push_str("\n## What rests on it\n\n");
        }
        for rests in &self.rests {
            out.put(format_args!("* {}\n", rests.text()));
        }
        for swap in &self.then {
            let effects = swap.effects();
            if !effects.is_empty() {
                out.put(format_args!("\n## With {} in its place\n\n", swap.to));
            }
            for effect in effects {
                out.put(format_args!("* {effect}\n"));
            }
        }
        out
    }
}

impl Swap {
    /// All that it changes, a line each; empty where nothing stated does.
    pub fn lines(&self) -> Vec<SafeText> {
        let unknown = self.unknown.iter();
        let unknown = unknown.map(|one| SafeText::one_line(&format!("not known: {}", one.what)));
        let others = self.reopened.iter();
        let others = others.filter(|one| one.concern != self.concern);
        self.effects()
            .into_iter()
            .chain(unknown)
            .chain(others.map(super::Reopened::text))
            .collect()
    }
}

impl Kit {
    /// Libraries, what no library is listed for, and commands.
    pub fn markdown(&self, catalog: &Catalog) -> String {
        let name = |id: &TechId| {
            let known = catalog.technology(id);
            known.map_or_else(|| id.to_string(), |known| known.name.to_string())
        };
        let mut out = String::new();
        let libraries = self.clients.iter().map(|client| {
            let (of, by) = (name(&client.technology), name(&client.language));
            format!("{of} in {by}: {}{}", client.name, behind(&client.source))
        });
        section(&mut out, "Libraries", libraries);
        let missing = self.none_listed.iter().map(|missing| {
            let (of, by) = (name(&missing.technology), name(&missing.language));
            format!("{of} in {by}: {}{}", missing.quote, behind(&missing.source))
        });
        section(&mut out, "None listed", missing);
        for command in &self.commands {
            let gap = if out.is_empty() { "" } else { "\n" };
            let source = behind(&command.source);
            out.put(format_args!(
                "{gap}## {}{source}\n\n```{}\n{}\n```\n",
                command.name,
                command.language,
                command.text.trim_end()
            ));
        }
        out
    }
}

/// A list below its title; nothing where it is empty.
fn section(out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        let gap = if out.is_empty() { "" } else { "\n" };
        out.put(format_args!("{gap}## {title}\n\n"));
    }
    for line in lines {
        out.put(format_args!("* {line}\n"));
    }
}
