//! A record without its sources, for forms that have no place for them.

use crate::adr::{Record, Stated};

impl Record {
    /// The same record, in which nothing points at a source.
    pub(super) fn without_sources(&self) -> Self {
        let mut bare = self.clone();
        bare.sources = Vec::new();
        let lists = [
            &mut bare.context,
            &mut bare.drivers,
            &mut bare.because,
            &mut bare.answers_say,
            &mut bare.weights_say,
            &mut bare.advice,
            &mut bare.would_change,
            &mut bare.checks,
            &mut bare.ruled_out,
            &mut bare.not_on_path,
        ];
        for list in lists {
            clear(list);
        }
        for row in &mut bare.comparison {
            clear(row);
        }
        for one in &mut bare.considered {
            let sides = [&mut one.good, &mut one.called, &mut one.needs];
            let others = [&mut one.neutral, &mut one.bad, &mut one.lost];
            for list in sides.into_iter().chain(others) {
                clear(list);
            }
        }
        bare
    }
}

/// What others say instead is at most as deep as a cell of a table has it: one level.
fn clear(list: &mut [Stated]) {
    for stated in list {
        stated.sources = Vec::new();
        for other in &mut stated.instead {
            other.sources = Vec::new();
        }
    }
}
