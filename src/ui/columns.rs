//! Sharing columns of the screen among the columns of a table.

/// What a column of a table wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    /// The width at which nothing in it wraps.
    pub(super) natural: usize,
    /// The width below which it cannot be read: its longest header word.
    pub(super) least: usize,
    /// The width below which a word of it is cut: kept where no column is lost by it.
    pub(super) word: usize,
}

/// The widths of as many columns, from the left, as can be read in the room; between two stand
/// `gap` columns. Narrow ones stay whole, the widest give way first. The first column is given
/// even when it must be narrower than its least width.
pub(super) fn share(wishes: &[Wish], room: usize, gap: usize) -> Vec<usize> {
    let count = shown(wishes, room, gap);
    let kept = wishes.get(..count).unwrap_or_default();
    let kept = &with_whole_words(kept, |wider| shown(wider, room, gap) == count);
    let free = room.saturating_sub(gap * count.saturating_sub(1));
    let cap = cap(kept, free);
    let mut widths: Vec<usize> = kept.iter().map(|wish| wish.within(cap)).collect();
    let mut rest = free.saturating_sub(widths.iter().sum());
    for (width, wish) in widths.iter_mut().zip(kept) {
        let more = rest.min(wish.natural.saturating_sub(*width)).min(1);
        *width += more;
        rest -= more;
    }
    if let [only] = widths.as_mut_slice() {
        *only = (*only).min(room.max(1));
    }
    widths
}

impl Wish {
    fn within(self, cap: usize) -> usize {
        self.natural.min(cap).max(self.least).max(1)
    }
}

/// The wishes, from the left, with whole words wherever that still fits.
fn with_whole_words(wishes: &[Wish], fits: impl Fn(&[Wish]) -> bool) -> Vec<Wish> {
    let mut wider = wishes.to_vec();
    for at in 0..wishes.len() {
        let before = wider.clone();
        if let Some(wish) = wider.get_mut(at) {
            wish.least = wish.least.max(wish.word);
        }
        if !fits(&wider) {
            wider = before;
        }
    }
    wider
}

/// How many columns fit at their least widths; at least one, if there is any.
fn shown(wishes: &[Wish], room: usize, gap: usize) -> usize {
    let mut used = 0;
    let fits = |wish: &&Wish| {
        used += wish.within(0) + gap;
        used <= room + gap
    };
    wishes
        .iter()
        .take_while(fits)
        .count()
        .max(wishes.len().min(1))
}

/// The greatest width that all wider columns can have.
fn cap(wishes: &[Wish], free: usize) -> usize {
    let needs = |cap: usize| wishes.iter().map(|wish| wish.within(cap)).sum::<usize>();
    let (mut low, mut high) = (0, free);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if needs(middle) <= free {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_give_way_and_none_is_squeezed_below_its_header() {
        type Case = (
            &'static str,
            &'static [(usize, usize)],
            usize,
            &'static [usize],
        );
        let cases: [Case; 7] = [
            ("room for all", &[(4, 2), (6, 2)], 20, &[4, 6]),
            ("the widest shrinks", &[(4, 2), (30, 2)], 20, &[4, 15]),
            ("two share", &[(4, 2), (30, 2), (30, 2)], 26, &[4, 10, 10]),
            ("odd rest to the left", &[(30, 2), (30, 2)], 20, &[10, 9]),
            ("headers hold", &[(30, 2), (30, 15)], 20, &[4, 15]),
            (
                "no room is left out",
                &[(9, 9), (9, 9), (9, 9)],
                20,
                &[9, 9],
            ),
            ("the first is always there", &[(30, 30), (4, 4)], 10, &[10]),
        ];
        for (name, wishes, room, expected) in cases {
            let wishes: Vec<Wish> = wishes
                .iter()
                .map(|(natural, least)| Wish {
                    natural: *natural,
                    least: *least,
                    word: *least,
                })
                .collect();
            assert_eq!(share(&wishes, room, 1), expected, "{name}");
        }
    }

    #[test]
    fn words_stay_whole_where_no_column_is_lost_by_it() {
        let wish = |word| Wish {
            natural: 30,
            least: 4,
            word,
        };
        assert_eq!(share(&[wish(12), wish(4)], 20, 1), [12, 7]);
        assert_eq!(share(&[wish(18), wish(6)], 20, 1), [10, 9]);
    }
}
