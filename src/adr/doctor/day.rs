//! Days as records write them.

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u32,
    month: u32,
    of_month: u32,
}

impl Day {
    /// Reads `2026-11-20`.
    pub fn iso(text: &str) -> Option<Self> {
        Self::of(text, '-', [4, 2, 2], |[year, month, day]| {
            [year, month, day]
        })
    }

    /// Reads `20/11/2026`, as adr-tools wrote days before version 3.
    pub fn of_old_tools(text: &str) -> Option<Self> {
        Self::of(text, '/', [2, 2, 4], |[day, month, year]| {
            [year, month, day]
        })
    }

    fn of(
        text: &str,
        sign: char,
        lengths: [usize; 3],
        order: fn([u32; 3]) -> [u32; 3],
    ) -> Option<Self> {
        let mut parts = text.split(sign);
        let mut next = |length: usize| {
            let part = parts.next()?;
            let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u32>().ok().filter(|_| digits)
        };
        let [first, second, third] = lengths;
        let numbers = [next(first)?, next(second)?, next(third)?];
        let [year, month, day] = order(numbers);
        let whole = parts.next().is_none();
        let real = (1..=12).contains(&month) && (1..=31).contains(&day);
        (whole && real).then_some(Self {
            year,
            month,
            of_month: day,
        })
    }

    /// Whether day and month could be meant the other way round.
    pub fn could_be_otherwise(self) -> bool {
        self.of_month <= 12 && self.of_month != self.month
    }

    /// Whole months from this day to a later one; none where the other is earlier.
    pub fn months_until(self, later: Self) -> u32 {
        let months = |day: Self| day.year * 12 + day.month;
        let whole = u32::from(later.of_month < self.of_month);
        months(later).saturating_sub(months(self) + whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_ways_and_counted_in_months() {
        let cases = [
            ("2026-05-20", Some(6)),
            ("2026-05-21", Some(5)),
            ("2026-12-01", Some(0)),
            ("2026-13-01", None),
            ("2026-5-20", None),
            ("20/05/2026", None),
            ("2026-05-20 10:00", None),
            ("+026-05-20", None),
        ];
        let today = Day::iso("2026-11-20").unwrap();
        for (text, months) in cases {
            assert_eq!(
                Day::iso(text).map(|day| day.months_until(today)),
                months,
                "{text}"
            );
        }
        assert_eq!(Day::of_old_tools("20/11/2026"), Some(today));
    }
}
