//! How many bytes of artifacts are in memory at once.

use std::sync::{Condvar, Mutex, PoisonError};

/// Bytes that may be in flight between fetching and judging. One artifact larger than the whole budget
/// passes when it is alone.
#[derive(Debug)]
pub(super) struct ByteBudget {
    in_flight: Mutex<u64>,
    changed: Condvar,
    capacity_bytes: u64,
}

/// A share of the budget, given back when dropped.
#[derive(Debug)]
pub(super) struct Share<'a> {
    budget: &'a ByteBudget,
    size_bytes: u64,
}

impl ByteBudget {
    pub(super) fn new(capacity_bytes: u64) -> Self {
        Self { in_flight: Mutex::new(0), changed: Condvar::new(), capacity_bytes }
    }

    /// Waits until `size_bytes` more fit.
    pub(super) fn take(&self, size_bytes: u64) -> Share<'_> {
        let size_bytes = size_bytes.min(self.capacity_bytes);
        let is_too_full = |in_flight: &mut u64| *in_flight + size_bytes > self.capacity_bytes;
        let in_flight = self.in_flight.lock().unwrap_or_else(PoisonError::into_inner);
        let mut in_flight =
            self.changed.wait_while(in_flight, is_too_full).unwrap_or_else(PoisonError::into_inner);
        *in_flight += size_bytes;
        Share { budget: self, size_bytes }
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        let mut in_flight = self.budget.in_flight.lock().unwrap_or_else(PoisonError::into_inner);
        *in_flight -= self.size_bytes;
        self.budget.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn what_is_larger_than_the_budget_passes_alone() {
        let budget = ByteBudget::new(10);
        drop(budget.take(1_000));
        assert_eq!(*budget.in_flight.lock().unwrap(), 0);
    }

    #[test]
    fn a_share_given_back_lets_the_next_one_pass() {
        let budget = ByteBudget::new(10);
        let first = budget.take(8);
        thread::scope(|scope| {
            let second = scope.spawn(|| drop(budget.take(8)));
            assert!(!second.is_finished());
            drop(first);
        });
        assert_eq!(*budget.in_flight.lock().unwrap(), 0);
    }
}
