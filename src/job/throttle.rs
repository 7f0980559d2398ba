//! How all jobs of a page together slow down where a provider gets too many calls.

use std::time::Duration;

use crate::wire::timestamp::Timestamp;

/// The pace of one kind of call at one provider.
///
/// After a 429 nothing is sent until the pause is over, and then one call alone, until one gets through that
/// was sent after it: what was on its way already says nothing of what comes next.
#[derive(Debug, Default)]
pub struct Throttle {
    not_before: Option<Timestamp>,
    /// Whether the one call is on its way.
    is_trying: bool,
    /// How many 429s there were.
    refusals: u32,
}

/// Admission for one call: how many 429s there were when it was sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Admission(u32);

impl Throttle {
    /// Gives leave for a call that goes now; [`end`](Self::end) must follow.
    ///
    /// # Errors
    ///
    /// How long to wait before asking again.
    pub fn enter(&mut self, now: Timestamp) -> Result<Admission, Duration> {
        if let Some(not_before) = self.not_before {
            let left = not_before.since(now).min(LONGEST);
            if self.is_trying || !left.is_zero() {
                return Err(left.max(AGAIN));
            }
            self.is_trying = true;
        }
        Ok(Admission(self.refusals))
    }

    /// Says that a call is over, whether it was sent or not.
    pub fn end(&mut self, leave: Admission) {
        if leave == Admission(self.refusals) {
            self.is_trying = false;
        }
    }

    /// Notes that a call was not one too many.
    pub fn lift(&mut self, leave: Admission) {
        if leave == Admission(self.refusals) {
            self.not_before = None;
        }
    }

    /// Notes that a call was one too many, and the pause that the provider wants.
    pub fn slow(&mut self, now: Timestamp, pause: Duration) {
        self.not_before = Some(now.after(pause.min(LONGEST)));
        self.is_trying = false;
        self.refusals = self.refusals.wrapping_add(1);
    }
}

/// A single provider's absurd wish must not stop a page for good: each call may hear it for itself.
const LONGEST: Duration = Duration::from_secs(120);
/// How often those that wait look whether the one call has got through.
const AGAIN: Duration = Duration::from_millis(500);

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_millis(1_771_428_600_000.0).after(Duration::from_secs(seconds))
    }

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn without_a_429_everything_goes_at_once() {
        let mut pace = Throttle::default();
        for _ in 0..200 {
            let leave = pace.enter(at(0)).unwrap();
            pace.lift(leave);
            pace.end(leave);
        }
        for _ in 0..200 {
            assert!(pace.enter(at(1)).is_ok());
        }
    }

    #[test]
    fn after_a_429_all_wait_and_then_one_goes_alone() {
        let mut pace = Throttle::default();
        pace.slow(at(0), seconds(7));
        assert_eq!(pace.enter(at(2)), Err(seconds(5)));
        let first = pace.enter(at(7)).unwrap();
        for _ in 0..5 {
            assert_eq!(pace.enter(at(8)), Err(AGAIN));
        }
        pace.slow(at(8), seconds(3));
        pace.end(first);
        assert_eq!(pace.enter(at(9)), Err(seconds(2)));
        let unsent = pace.enter(at(11)).unwrap();
        assert_eq!(pace.enter(at(11)), Err(AGAIN));
        pace.end(unsent);
        let second = pace.enter(at(11)).expect("one that sends nothing gives its leave back");
        pace.lift(second);
        pace.end(second);
        for _ in 0..5 {
            assert!(pace.enter(at(12)).is_ok());
        }
    }

    #[test]
    fn what_was_sent_before_a_429_does_not_lift_it() {
        let mut pace = Throttle::default();
        let [early, late] = [pace.enter(at(0)).unwrap(), pace.enter(at(0)).unwrap()];
        pace.slow(at(1), seconds(7));
        pace.lift(early);
        pace.end(early);
        assert_eq!(pace.enter(at(2)), Err(seconds(6)));
        let trial = pace.enter(at(8)).unwrap();
        pace.lift(late);
        pace.end(late);
        assert_eq!(pace.enter(at(8)), Err(AGAIN), "the one that tries is still on its way");
        pace.lift(trial);
        assert!(pace.enter(at(8)).is_ok());
    }

    #[test]
    fn a_429_that_comes_while_one_tries_outlasts_it() {
        let mut pace = Throttle::default();
        let _ = pace.enter(at(0)).unwrap();
        pace.slow(at(1), seconds(2));
        let trial = pace.enter(at(3)).unwrap();
        pace.slow(at(4), seconds(7));
        pace.lift(trial);
        pace.end(trial);
        assert_eq!(pace.enter(at(5)), Err(seconds(6)));
        assert!(pace.enter(at(11)).is_ok());
        assert_eq!(pace.enter(at(11)), Err(AGAIN));
    }

    #[test]
    fn no_wish_and_no_clock_that_is_set_back_stops_a_page_for_long() {
        let mut pace = Throttle::default();
        pace.slow(at(1_000_000), seconds(1_000_000));
        assert_eq!(pace.enter(at(1_000_000)), Err(LONGEST));
        assert_eq!(pace.enter(at(0)), Err(LONGEST));
    }
}
