//! How all calls of a page to one provider slow down together after a 429.

use std::time::Duration;

use crate::job::purpose::Purpose;
use crate::wire::timestamp::Timestamp;

/// The throttles of one provider as one caller reaches it.
///
/// A 429 to a submit holds back submits alone, because polls end jobs and make room. A 429 to anything else holds
/// back every call.
#[derive(Debug, Default)]
pub struct Throttles {
    submits: Throttle,
    others: Throttle,
}

impl Throttles {
    /// Admits a call that leaves now; [`release`](Self::release) must follow.
    ///
    /// # Errors
    ///
    /// How long to wait before asking again.
    pub fn acquire(&mut self, purpose: Purpose, now: Timestamp) -> Result<Permit, Duration> {
        let refusals = self.throttle(purpose).acquire(now)?;
        Ok(Permit { purpose, refusals })
    }

    /// Notes the reply to an admitted call: the pause that a 429 asks for, or `None` for any other reply.
    pub fn note_reply(&mut self, permit: Permit, pause: Option<Duration>, now: Timestamp) {
        let Some(pause) = pause else {
            return self.throttle(permit.purpose).lift(permit.refusals);
        };
        self.submits.slow(now, pause);
        if permit.purpose != Purpose::Submit {
            self.others.slow(now, pause);
        }
    }

    /// Ends an admitted call, whether it was sent or not.
    pub fn release(&mut self, permit: Permit) {
        self.throttle(permit.purpose).end(permit.refusals);
    }

    fn throttle(&mut self, purpose: Purpose) -> &mut Throttle {
        if purpose == Purpose::Submit { &mut self.submits } else { &mut self.others }
    }
}

/// The admission of one call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Permit {
    purpose: Purpose,
    /// How many 429s there were when it was admitted.
    refusals: u32,
}

/// The throttle of one kind of call at one provider.
///
/// After a 429 nothing is sent until the pause is over, and then one call alone, until a call that was sent after
/// the 429 succeeds. The reply to an earlier call does not count.
#[derive(Debug, Default)]
struct Throttle {
    not_before: Option<Timestamp>,
    /// Whether the trial is on its way: the one call after a pause.
    has_trial: bool,
    /// How many 429s there were.
    refusals: u32,
}

impl Throttle {
    fn acquire(&mut self, now: Timestamp) -> Result<u32, Duration> {
        if let Some(not_before) = self.not_before {
            let left = not_before.since(now).min(LONGEST_PAUSE);
            if self.has_trial || !left.is_zero() {
                return Err(left.max(RECHECK));
            }
            self.has_trial = true;
        }
        Ok(self.refusals)
    }

    fn end(&mut self, refusals: u32) {
        if refusals == self.refusals {
            self.has_trial = false;
        }
    }

    fn lift(&mut self, refusals: u32) {
        if refusals == self.refusals {
            self.not_before = None;
        }
    }

    fn slow(&mut self, now: Timestamp, pause: Duration) {
        self.not_before = Some(now.after(pause.min(LONGEST_PAUSE)));
        self.has_trial = false;
        self.refusals = self.refusals.wrapping_add(1);
    }
}

/// Caps the shared pause, so that one absurd `Retry-After` cannot block the page.
const LONGEST_PAUSE: Duration = Duration::from_secs(120);
/// How often a waiting call checks whether the trial has succeeded.
const RECHECK: Duration = Duration::from_millis(500);

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
        let mut throttle = Throttle::default();
        for _ in 0..200 {
            let permit = throttle.acquire(at(0)).unwrap();
            throttle.lift(permit);
            throttle.end(permit);
        }
        for _ in 0..200 {
            assert!(throttle.acquire(at(1)).is_ok());
        }
    }

    #[test]
    fn after_a_429_all_wait_and_then_one_goes_alone() {
        let mut throttle = Throttle::default();
        throttle.slow(at(0), seconds(7));
        assert_eq!(throttle.acquire(at(2)), Err(seconds(5)));
        let first = throttle.acquire(at(7)).unwrap();
        for _ in 0..5 {
            assert_eq!(throttle.acquire(at(8)), Err(RECHECK));
        }
        throttle.slow(at(8), seconds(3));
        throttle.end(first);
        assert_eq!(throttle.acquire(at(9)), Err(seconds(2)));
        let unsent = throttle.acquire(at(11)).unwrap();
        assert_eq!(throttle.acquire(at(11)), Err(RECHECK));
        throttle.end(unsent);
        let second = throttle.acquire(at(11)).expect("one that sends nothing gives its permit back");
        throttle.lift(second);
        throttle.end(second);
        for _ in 0..5 {
            assert!(throttle.acquire(at(12)).is_ok());
        }
    }

    #[test]
    fn what_was_sent_before_a_429_does_not_lift_it() {
        let mut throttle = Throttle::default();
        let [early, late] = [throttle.acquire(at(0)).unwrap(), throttle.acquire(at(0)).unwrap()];
        throttle.slow(at(1), seconds(7));
        throttle.lift(early);
        throttle.end(early);
        assert_eq!(throttle.acquire(at(2)), Err(seconds(6)));
        let trial = throttle.acquire(at(8)).unwrap();
        throttle.lift(late);
        throttle.end(late);
        assert_eq!(throttle.acquire(at(8)), Err(RECHECK), "the one that tries is still on its way");
        throttle.lift(trial);
        assert!(throttle.acquire(at(8)).is_ok());
    }

    #[test]
    fn a_429_that_comes_while_one_tries_outlasts_it() {
        let mut throttle = Throttle::default();
        let _ = throttle.acquire(at(0)).unwrap();
        throttle.slow(at(1), seconds(2));
        let trial = throttle.acquire(at(3)).unwrap();
        throttle.slow(at(4), seconds(7));
        throttle.lift(trial);
        throttle.end(trial);
        assert_eq!(throttle.acquire(at(5)), Err(seconds(6)));
        assert!(throttle.acquire(at(11)).is_ok());
        assert_eq!(throttle.acquire(at(11)), Err(RECHECK));
    }

    #[test]
    fn no_wish_and_no_clock_that_is_set_back_stops_a_page_for_long() {
        let mut throttle = Throttle::default();
        throttle.slow(at(1_000_000), seconds(1_000_000));
        assert_eq!(throttle.acquire(at(1_000_000)), Err(LONGEST_PAUSE));
        assert_eq!(throttle.acquire(at(0)), Err(LONGEST_PAUSE));
    }

    fn after_a_429_to(purpose: Purpose) -> Throttles {
        let mut throttles = Throttles::default();
        let permit = throttles.acquire(purpose, at(0)).unwrap();
        throttles.note_reply(permit, Some(seconds(9)), at(0));
        throttles.release(permit);
        throttles
    }

    #[test]
    fn a_429_to_a_submit_holds_back_submits_alone() {
        let mut throttles = after_a_429_to(Purpose::Submit);
        assert_eq!(throttles.acquire(Purpose::Submit, at(1)), Err(seconds(8)));
        for other in [Purpose::Poll, Purpose::Presign, Purpose::Upload] {
            assert!(throttles.acquire(other, at(1)).is_ok(), "{other:?}");
        }
    }

    #[test]
    fn a_429_to_anything_else_holds_back_everything() {
        for cause in [Purpose::Poll, Purpose::Presign] {
            for held in [Purpose::Poll, Purpose::Presign, Purpose::Submit, Purpose::Upload] {
                assert_eq!(after_a_429_to(cause).acquire(held, at(1)), Err(seconds(8)), "{cause:?} {held:?}");
            }
        }
    }

    #[test]
    fn a_reply_without_a_429_lifts_its_own_throttle() {
        let mut throttles = after_a_429_to(Purpose::Submit);
        let trial = throttles.acquire(Purpose::Submit, at(9)).unwrap();
        assert!(throttles.acquire(Purpose::Submit, at(9)).is_err(), "one call alone goes first");
        throttles.note_reply(trial, None, at(10));
        throttles.release(trial);
        assert!(throttles.acquire(Purpose::Submit, at(10)).is_ok());
    }
}
