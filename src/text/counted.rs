//! Numbers with the thing they count.

/// Plurals that are not the noun with an `s`.
const IRREGULAR: [(&str, &str); 3] = [
    ("criterion", "criteria"),
    ("match", "matches"),
    ("library", "libraries"),
];

/// `1 outcome`, `2 outcomes`, `0 criteria`.
pub fn counted(number: usize, noun: &str) -> String {
    if number == 1 {
        return format!("1 {noun}");
    }
    match IRREGULAR.iter().find(|(one, _)| *one == noun) {
        Some((_, many)) => format!("{number} {many}"),
        None => format!("{number} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn nouns_follow_their_number() {
        assert_eq!(counted(1, "outcome"), "1 outcome");
        assert_eq!(counted(2, "outcome"), "2 outcomes");
        assert_eq!(counted(0, "criterion"), "0 criteria");
        assert_eq!(counted(1, "criterion"), "1 criterion");
    }
}
