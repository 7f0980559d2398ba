//! How long a job waits: for a reply, for a connection, and until it polls again.

use std::time::Duration;

use crate::job::purpose::Purpose;
use crate::job::{Job, Stage, schedule};
use crate::wire::timestamp::Timestamp;

impl Job {
    /// Returns how long the exchange that begins now may take.
    ///
    /// A poll is repeated rather than waited for; a submit has all the time there is, because giving it up loses
    /// its receipt.
    pub fn time_limit(&self, now: Timestamp) -> Duration {
        let left = self.timing.left(now);
        match self.purpose() {
            Purpose::Poll if self.timing.slept_past_deadline(now) => LAST_POLL_TIMEOUT,
            Purpose::Poll | Purpose::Presign => left.min(POLL_TIMEOUT),
            Purpose::Submit if self.relayed.is_some() => left.min(RELAY_TIMEOUT),
            Purpose::Submit | Purpose::Upload => left,
        }
    }

    /// Begins with a clock that has fallen behind by `lag` since the page was loaded.
    pub fn with_lag(mut self, lag: Duration) -> Self {
        self.timing.begin_with_lag(lag);
        self
    }

    /// Follows a clock that was set back or stands still, and has fallen behind by `lag` since the page was loaded:
    /// neither a pause nor the caller's time grows by it.
    pub fn note_lag(&mut self, lag: Duration) {
        self.timing.note_lag(lag);
    }

    /// Leaves the next poll to another tab that polls the same job, and returns whether there seems to be one.
    ///
    /// Only for a while: a frozen tab polls nothing.
    pub fn defer_poll(&mut self, now: Timestamp) -> bool {
        self.timing.adjust_to_clock(now);
        let Stage::Poll(ticket) = &self.stage else { return false };
        let is_deferred =
            self.timing.since_reply(now) < OTHER_TAB_TRUST && !self.timing.slept_past_deadline(now);
        if is_deferred {
            self.timing.postpone(now.after(schedule::next_poll(ticket, now)));
        }
        is_deferred
    }

    /// Returns how long to wait for a free connection: more than zero, so that the poll after the deadline gets one.
    pub fn connection_timeout(&self, now: Timestamp) -> Duration {
        self.timing.left(now).max(schedule::SHORTEST)
    }

    /// Skips the last poll if there is no network for it.
    pub fn skip_last_poll(&mut self, now: Timestamp, is_offline: bool) {
        if is_offline {
            self.timing.skip_last_poll(now);
        }
    }

    /// Returns how long the next request must wait from now on.
    pub fn pause(&self, now: Timestamp) -> Duration {
        self.timing.pause(now)
    }

    /// Polls as soon as possible, whatever was scheduled: the page is visible or the network is back.
    ///
    /// A pause that the provider named stays.
    pub fn poll_soon(&mut self, now: Timestamp) {
        self.timing.adjust_to_clock(now);
        if matches!(self.stage, Stage::Poll(_)) {
            self.timing.poll_soon(now);
        }
    }
}

/// How long a poll may take before it is repeated.
const POLL_TIMEOUT: Duration = Duration::from_secs(30);
/// How long the poll after the deadline may take.
const LAST_POLL_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a relay may take to answer a submit: longer than its own limit, `limits.seconds`, of 300 seconds. Then the
/// connection is dead.
const RELAY_TIMEOUT: Duration = Duration::from_secs(310);
/// How long another tab is trusted to poll: longer than the longest gap between two polls.
const OTHER_TAB_TRUST: Duration = Duration::from_secs(20);
