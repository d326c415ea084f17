//! The way to a place, on one line.

use crate::text::width;

/// Between two steps.
const BETWEEN: &str = " \u{203a} ";
/// In place of the steps left out.
const LEFT_OUT: &str = "\u{2026} \u{203a} ";

/// Steps on one line, `first › second › third`. Where the columns are short the first ones give
/// way, `… › third`: the last is where one is. It is given whole even where it alone is too wide.
pub fn crumbs<T: AsRef<str>>(steps: &[T], columns: usize) -> String {
    let steps: Vec<&str> = steps.iter().map(AsRef::as_ref).collect();
    let whole = steps.join(BETWEEN);
    if steps.len() < 2 || width::width(&whole) <= columns {
        return whole;
    }
    let mut shown = String::new();
    for step in steps.iter().rev() {
        let longer = match shown.as_str() {
            "" => (*step).to_owned(),
            shown => format!("{step}{BETWEEN}{shown}"),
        };
        let fits = width::width(&longer) + width::width(LEFT_OUT) <= columns;
        if !shown.is_empty() && !fits {
            break;
        }
        shown = longer;
    }
    format!("{LEFT_OUT}{shown}")
}

#[cfg(test)]
mod tests {
    use super::crumbs;

    #[test]
    fn the_first_steps_give_way() {
        let cases = [
            ("room for all", 17, "one › two › three"),
            ("room for two", 16, "… › two › three"),
            ("room for one", 12, "… › three"),
            ("room for none", 3, "… › three"),
        ];
        for (name, columns, expected) in cases {
            assert_eq!(
                crumbs(&["one", "two", "three"], columns),
                expected,
                "{name}"
            );
        }
        assert_eq!(crumbs(&["only"], 2), "only");
        assert_eq!(crumbs::<&str>(&[], 2), "");
    }
}
