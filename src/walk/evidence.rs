//! What a transcript states, each with its place and the source it names: alternatives, what
//! speaks against them, outcomes, notes.

use serde::{Serialize, Serializer};

use crate::catalog::Place;
use crate::model::Citation;
use crate::text::SafeText;

/// An alternative with the place that names it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Weighed {
    /// What tells it from others: a technology's id, else its name.
    pub alternative: SafeText,
    /// What to call it.
    pub name: SafeText,
    /// Where it is named.
    #[serde(serialize_with = "place_text")]
    pub at: Place,
    /// The question that decides for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<SafeText>,
    /// The answer to that question that leads to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<SafeText>,
    /// The condition that the outcome itself states for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<SafeText>,
    /// The source that the content names for it.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "cite_text")]
    pub cite: Option<Citation>,
    /// What the house thinks of it, a sentence a source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<SafeText>,
}

/// An alternative that something stated speaks against.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RuledOut {
    /// What tells it from others: a technology's id, else its name.
    pub alternative: SafeText,
    /// What to call it.
    pub name: SafeText,
    /// What is stated, and what is so here.
    pub because: SafeText,
    /// The statement in its own words.
    pub quote: SafeText,
    /// Where it stands.
    #[serde(serialize_with = "place_text")]
    pub at: Place,
    /// The source that the content names for it.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "cite_text")]
    pub cite: Option<Citation>,
    /// What would have to be so for it to speak no longer: `vectors <= 10M`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<SafeText>,
}

/// An outcome and what is said there.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StatedOutcome {
    /// Its text.
    pub text: SafeText,
    /// Whether the answers neither lead to it nor leave it open.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub elsewhere: bool,
    /// The alternatives that it names, by key.
    pub alternatives: Vec<SafeText>,
    /// What is said about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<StatedNote>,
    /// The limits stated there: `vectors <= 10M`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<SafeText>,
    /// Where it stands.
    #[serde(serialize_with = "place_text")]
    pub at: Place,
    /// The source that the content names for it.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "cite_text")]
    pub cite: Option<Citation>,
}

/// A statement with its place.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StatedNote {
    /// Its words.
    pub text: SafeText,
    /// Where it stands.
    #[serde(serialize_with = "place_text")]
    pub at: Place,
    /// The source that it names.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "cite_text")]
    pub cite: Option<Citation>,
}

/// A place as its text.
pub(super) fn place_text<S: Serializer>(place: &Place, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(place)
}

/// A citation as its text.
#[expect(clippy::ref_option, reason = "the signature that serde calls")]
pub(super) fn cite_text<S: Serializer>(
    cite: &Option<Citation>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match cite {
        Some(cite) => serializer.collect_str(cite),
        None => serializer.serialize_none(),
    }
}
