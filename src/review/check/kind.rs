//! Whether what was chosen is of a kind that its concern takes, and as many as it takes.

use crate::diagnostic::Severity;
use crate::model::{Takes, Technology};
use crate::review::check::{Check, Clash};
use crate::review::{Chosen, FindingCode, Source};
use crate::text::SafeText;

impl Check<'_> {
    /// A choice whose kind does not serve its concern.
    pub(super) fn kind(&mut self, one: &Chosen<'_>, technology: &Technology) {
        let concern = self.project.concern(&one.decision.subject);
        let Some(concern) = concern.filter(|concern| !concern.kinds.is_empty()) else {
            return;
        };
        let source = Source::of(self.project.catalog, technology.at, None);
        let Some(kind) = &technology.kind else {
            let what = format!("the library states no kind of {}", one.name());
            let mend = format!(
                "give {} a `kind` in an archtui.yaml of yours",
                technology.id
            );
            self.not_known(one, FindingCode::Kind, (what, mend), source);
            return;
        };
        if concern.kinds.contains(kind) {
            return;
        }
        let kinds: Vec<&str> = concern.kinds.iter().map(SafeText::as_str).collect();
        let serves = self.project.served_by(kind);
        let serves = serves.map(|other| format!("; {} serves {}", one.name(), other.id));
        let clash = Clash {
            with: SafeText::from(format!("{}: {}", concern.id, kinds.join(" or "))),
            because: SafeText::from(format!("{} is a {kind}", one.name())),
            source,
            mend: format!("{}{}", self.instead(one), serves.unwrap_or_default()).into(),
        };
        self.find(one, FindingCode::Kind, Severity::Warning, clash);
    }

    /// A second choice where one is taken. It is told at the later one.
    pub(super) fn one_taken(&mut self, one: &Chosen<'_>) {
        let Some(concern) = self.project.concern(&one.decision.subject) else {
            return;
        };
        let mut earlier = self.project.chosen.iter();
        let first = earlier.find(|other| other.decision.subject == one.decision.subject);
        let first = first.filter(|first| {
            concern.takes.unwrap_or_default() == Takes::One
                && first.position < one.position
                && first.alternative.key() != one.alternative.key()
        });
        let Some(first) = first.copied() else {
            return;
        };
        let clash = Clash {
            with: SafeText::from(format!("{}: {}", concern.id, first.name())),
            because: SafeText::from(format!("{} takes one", concern.title)),
            source: Source::of(self.project.catalog, concern.at, None),
            mend: SafeText::from(format!(
                "keep {} or {} and take the other out of the file",
                first.name(),
                one.name()
            )),
        };
        self.find(one, FindingCode::TakesOne, Severity::Error, clash);
    }
}
