//! How all jobs of a page together slow down where a provider gets too many calls.

use std::time::Duration;

use super::time::Timestamp;

/// The pace of one kind of call at one provider.
///
/// After a 429 nothing is sent until the pause is over, and then one call alone, until one gets through.
#[derive(Debug, Default)]
pub struct Pace {
    not_before: Option<Timestamp>,
    /// Whether the one call is on its way.
    trying: bool,
}

impl Pace {
    /// Says how long to wait before a call; nothing: it goes now, and [`leave`](Self::leave) must follow.
    pub fn wait(&mut self, now: Timestamp) -> Duration {
        let Some(not_before) = self.not_before else { return Duration::ZERO };
        let left = not_before.since(now).min(LONGEST);
        if left.is_zero() && !self.trying {
            self.trying = true;
            return left;
        }
        left.max(AGAIN)
    }

    /// Says that a call is over, whether it was sent or not.
    pub fn leave(&mut self) {
        self.trying = false;
    }

    /// Notes what came of a call: the pause that the provider wants, if it was one too many.
    pub fn note(&mut self, now: Timestamp, pause: Option<Duration>) {
        self.not_before = pause.map(|pause| now.after(pause.min(LONGEST)));
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

    #[test]
    fn without_a_429_everything_goes_at_once() {
        let mut pace = Pace::default();
        for _ in 0..200 {
            assert_eq!(pace.wait(at(0)), Duration::ZERO);
        }
        pace.note(at(1), None);
        assert_eq!(pace.wait(at(1)), Duration::ZERO);
    }

    #[test]
    fn after_a_429_all_wait_and_then_one_goes_alone() {
        let mut pace = Pace::default();
        pace.note(at(0), Some(Duration::from_secs(7)));
        assert_eq!(pace.wait(at(2)), Duration::from_secs(5));
        assert_eq!(pace.wait(at(7)), Duration::ZERO);
        for _ in 0..5 {
            assert_eq!(pace.wait(at(8)), AGAIN);
        }
        pace.note(at(8), Some(Duration::from_secs(3)));
        pace.leave();
        assert_eq!(pace.wait(at(9)), Duration::from_secs(2));
        assert_eq!(pace.wait(at(11)), Duration::ZERO);
        pace.leave();
        assert_eq!(pace.wait(at(11)), Duration::ZERO, "one that sends nothing gives its leave back");
        pace.note(at(12), None);
        pace.leave();
        for _ in 0..5 {
            assert_eq!(pace.wait(at(12)), Duration::ZERO);
        }
    }

    #[test]
    fn no_wish_and_no_clock_that_is_set_back_stops_a_page_for_long() {
        let mut pace = Pace::default();
        pace.note(at(1_000_000), Some(Duration::from_secs(1_000_000)));
        assert_eq!(pace.wait(at(1_000_000)), LONGEST);
        assert_eq!(pace.wait(at(0)), LONGEST);
    }
}
