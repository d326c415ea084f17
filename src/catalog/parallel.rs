//! Work on many files in two threads: reading and parsing gains from the second, and more than
//! two take the machine away from whoever uses it.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Items below which a second thread costs more than it brings.
const WORTH_A_THREAD: usize = 24;

/// Applies `work` to every item, in order; `None` when `cancelled`, which is asked between
/// items, said yes.
pub(super) fn map<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    cancelled: &dyn Fn() -> bool,
) -> Option<Vec<R>> {
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(cancelled());
    let take = || {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let item = items.get(at).filter(|_| !stop.load(Ordering::Relaxed))?;
        Some((at, work(item)))
    };
    let mut done = thread::scope(|scope| {
        let other = (items.len() >= WORTH_A_THREAD)
            .then(|| scope.spawn(|| std::iter::from_fn(&take).collect::<Vec<_>>()));
        let mut done: Vec<(usize, R)> = Vec::new();
        while let Some(result) = take() {
            done.push(result);
            if cancelled() {
                stop.store(true, Ordering::Relaxed);
            }
        }
        match other.map(thread::ScopedJoinHandle::join) {
            Some(Ok(more)) => done.extend(more),
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => {}
        }
        done
    });
    if done.len() < items.len() {
        return None;
    }
    done.sort_unstable_by_key(|(at, _)| *at);
    Some(done.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn results_come_in_order_and_cancelling_gives_nothing() {
        let items: Vec<u32> = (0..500).collect();
        let doubled = map(&items, |n| n * 2, &|| false).unwrap();
        assert_eq!(doubled, (0..500).map(|n| n * 2).collect::<Vec<_>>());
        let asked = Cell::new(0);
        let stop = || {
            asked.set(asked.get() + 1);
            asked.get() > 3
        };
        assert_eq!(map(&items[..10], |n| *n, &stop), None);
        assert_eq!(map(&[] as &[u32], |n| *n, &|| false), Some(vec![]));
        assert_eq!(map(&items, |n| *n, &|| true), None);
    }
}
