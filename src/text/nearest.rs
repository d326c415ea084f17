//! The word that was probably meant.

/// Characters of a word that are looked at; a longer one is no slip of a known word.
const LONGEST: usize = 64;

/// The candidate that a mistyped word is nearest to, if one is near: at most a third of its
/// letters differ (swapped neighbours count once), or the word is its beginning.
///
/// ```
/// assert_eq!(archtui::text::nearest("licence", ["license", "kind"]), Some("license"));
/// assert_eq!(archtui::text::nearest("colour", ["license", "kind"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let near = |candidate: &'a str| {
        let other = candidate.to_lowercase();
        let longer = length.max(other.chars().count());
        if longer > LONGEST {
            return None;
        }
        let distance = strsim::osa_distance(&word, &other);
        let begins = length >= 3 && other.starts_with(&word);
        (distance <= longer.div_ceil(3) || begins).then_some((distance, candidate))
    };
    let found = candidates.into_iter().filter_map(near);
    found
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
