//! What is settled between two manifests that speak of one thing, and told where they contradict
//! each other.

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::TechId;
use crate::text::{Location, SafeText};

/// One thing that two manifests speak of.
pub(super) struct Both<'a> {
    /// What it is: `technology`.
    pub(super) what: &'static str,
    /// Its id.
    pub(super) id: &'a SafeText,
    /// Where the farther manifest speaks of it.
    pub(super) at: Location,
    /// Where contradictions go.
    pub(super) found: &'a mut Vec<Diagnostic>,
}

impl Both<'_> {
    /// The nearer value of a field; the farther one where the nearer manifest has none.
    pub(super) fn settle<T: PartialEq>(
        &mut self,
        field: &str,
        near: &mut Option<T>,
        far: Option<T>,
        word: impl Fn(&T) -> String,
    ) {
        match (&near, &far) {
            (None, _) => *near = far,
            (Some(ours), Some(theirs)) if ours != theirs => {
                let (ours, theirs) = (word(ours), word(theirs));
                self.differ(field, &ours, &theirs);
            }
            (Some(_), _) => {}
        }
    }

    /// The same for a name, which is the id where a manifest gives none. The name not used comes
    /// back.
    pub(super) fn settle_name(
        &mut self,
        field: &str,
        near: &mut SafeText,
        far: SafeText,
    ) -> Option<SafeText> {
        let given = |name: &SafeText| !name.is_empty() && name != self.id;
        if !given(&far) {
            return None;
        }
        if !given(near) {
            *near = far;
            return None;
        }
        if *near == far {
            return None;
        }
        self.differ(field, near, &far);
        Some(far)
    }

    /// Reports a field of which the two say different things.
    pub(super) fn differ(&mut self, field: &str, ours: &str, theirs: &str) {
        let (what, id) = (self.what, self.id);
        let message = format!(
            "the {field} of the {what} {id} is \u{201c}{ours}\u{201d} in a nearer source and \
             \u{201c}{theirs}\u{201d} here; \u{201c}{ours}\u{201d} is used"
        );
        self.report(message);
    }

    /// Reports that the two put another thing into opposite relations.
    pub(super) fn at_odds(&mut self, ours: &str, theirs: &str, other: &TechId) {
        let id = self.id;
        self.report(format!(
            "{id} {ours} {other} in a nearer source, which is used, and {theirs} it here"
        ));
    }

    fn report(&mut self, message: String) {
        let found = Diagnostic::new(Severity::Info, "contradiction", message).at(self.at);
        self.found
            .push(found.hint("make the two agree, or leave it out of one"));
    }
}

/// Reports something of which the nearer one holds as a whole.
pub(super) fn whole(
    (what, id, at): (&'static str, &SafeText, Location),
    same: bool,
    found: &mut Vec<Diagnostic>,
) {
    if !same {
        let message = format!("the {what} {id} is another one in a nearer source, which is used");
        Both {
            what,
            id,
            at,
            found,
        }
        .report(message);
    }
}
