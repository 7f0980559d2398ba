//! When a job may send, and until when it goes on.

use std::time::Duration;

use crate::job::schedule;
use crate::wire::timestamp::Timestamp;

/// The times of a job, by a clock that may jump.
#[derive(Debug)]
pub struct Timing {
    deadline: Timestamp,
    /// Nothing is sent before this time.
    not_before: Timestamp,
    /// Whether the provider itself named that time.
    is_pause_named: bool,
    /// When the last reply, or its absence, was noted.
    last_reply: Timestamp,
    /// How far the clock had fallen behind, when that was last noted.
    lag: Duration,
}

impl Timing {
    /// Starts now.
    pub fn new(now: Timestamp, timeout: Duration) -> Self {
        let (deadline, lag) = (now.after(timeout), Duration::ZERO);
        Self { deadline, not_before: now, is_pause_named: false, last_reply: now, lag }
    }

    /// Notes that a reply came, or that none will.
    pub fn note_reply(&mut self, now: Timestamp) {
        self.adjust_to_clock(now);
        self.last_reply = now;
    }

    /// Postpones the next request to a time. `is_named`: the provider itself named it.
    pub fn wait_until(&mut self, not_before: Timestamp, is_named: bool) {
        self.not_before = not_before;
        self.is_pause_named = is_named;
    }

    /// Returns how long the next request must wait from now on.
    pub fn pause(&self, now: Timestamp) -> Duration {
        self.not_before.since(now)
    }

    /// Returns the time that is left.
    pub fn left(&self, now: Timestamp) -> Duration {
        self.deadline.since(now)
    }

    /// Returns whether the deadline passed in a sleep, with no poll since: one last poll is due.
    pub fn slept_past_deadline(&self, now: Timestamp) -> bool {
        now.since(self.deadline) >= TIMER_DELAY && self.last_reply < self.deadline
    }

    /// Returns how long ago the last reply, or its absence, was noted.
    pub fn since_reply(&self, now: Timestamp) -> Duration {
        now.since(self.last_reply)
    }

    /// Postpones the next request to a time; whether the provider named the pause stays as it is.
    pub fn postpone(&mut self, not_before: Timestamp) {
        self.not_before = not_before;
    }

    /// Moves the next poll up to the shortest pause after the last reply, unless the provider named the pause.
    pub fn poll_soon(&mut self, now: Timestamp) {
        if !self.is_pause_named {
            self.not_before = self.not_before.min(now.max(self.last_reply.after(schedule::SHORTEST)));
        }
    }

    /// Skips the poll after the deadline.
    pub fn skip_last_poll(&mut self, now: Timestamp) {
        if self.slept_past_deadline(now) {
            self.last_reply = now;
        }
    }

    /// Starts with a clock that has fallen behind by `lag` already.
    pub fn begin_with_lag(&mut self, lag: Duration) {
        self.lag = lag;
    }

    /// Follows a clock that has fallen behind by `lag` in all.
    pub fn note_lag(&mut self, lag: Duration) {
        self.set_back(lag.saturating_sub(self.lag));
        self.lag = lag;
    }

    /// Follows a clock that was set back: neither a pause nor the caller's time grows by it.
    pub fn adjust_to_clock(&mut self, now: Timestamp) {
        self.set_back(self.last_reply.since(now));
    }

    fn set_back(&mut self, back: Duration) {
        for time in [&mut self.deadline, &mut self.not_before, &mut self.last_reply] {
            *time = time.before(back);
        }
    }
}

/// How late a timer fires at most in a page that is awake.
const TIMER_DELAY: Duration = Duration::from_secs(2);
