//! When a job may send, and until when it goes on.

use std::time::Duration;

use crate::job::purpose::Purpose;
use crate::job::{Job, Stage, schedule};
use crate::wire::timestamp::Timestamp;

/// The times of a job, by a clock that may jump.
#[derive(Debug)]
pub struct Timing {
    deadline: Timestamp,
    /// Nothing is sent before this time.
    not_before: Timestamp,
    /// Whether the provider itself named that time.
    is_pause_named: bool,
    /// When the last answer, or its absence, came.
    last_answer: Timestamp,
}

impl Timing {
    /// Begins now.
    pub fn new(now: Timestamp, timeout: Duration) -> Self {
        Self { deadline: now.after(timeout), not_before: now, is_pause_named: false, last_answer: now }
    }

    /// Notes that an answer came, or that none will.
    pub fn note_reply(&mut self, now: Timestamp) {
        self.adjust_to_clock(now);
        self.last_answer = now;
    }

    /// Lets nothing be sent before a time, which the provider itself may have named.
    pub fn wait_until(&mut self, not_before: Timestamp, is_named: bool) {
        self.not_before = not_before;
        self.is_pause_named = is_named;
    }

    /// Gives how long nothing may be sent from now on.
    pub fn pause(&self, now: Timestamp) -> Duration {
        self.not_before.since(now)
    }

    /// Gives the time that is left.
    pub fn left(&self, now: Timestamp) -> Duration {
        self.deadline.since(now)
    }

    /// Tells whether the deadline passed unseen, and nobody has asked since: one last question is due.
    pub fn slept_past_deadline(&self, now: Timestamp) -> bool {
        now.since(self.deadline) >= OVERSLEPT && self.last_answer < self.deadline
    }

    /// Takes the plan along with a clock that was set back: neither a pause nor the caller's time grows by
    /// that.
    fn adjust_to_clock(&mut self, now: Timestamp) {
        let back = self.last_answer.since(now);
        for time in [&mut self.deadline, &mut self.not_before, &mut self.last_answer] {
            *time = time.before(back);
        }
    }
}

/// What the loop that drives a job asks and tells beside its steps.
impl Job {
    /// Says how long the exchange that begins now may take.
    ///
    /// A question is asked again rather than waited for; a submit has all the time there is, because to give
    /// it up is to lose its receipt.
    pub fn time_limit(&self, now: Timestamp) -> Duration {
        let left = self.plan.left(now);
        match self.purpose() {
            Purpose::Poll if self.plan.slept_past_deadline(now) => LAST_QUESTION_LIMIT,
            Purpose::Poll | Purpose::Presign => left.min(QUESTION_LIMIT),
            Purpose::Submit | Purpose::Upload => left,
        }
    }

    /// Leaves the next question to another tab that asks about the same job; `false` where none seems to.
    ///
    /// For so long alone: a tab that is frozen asks nothing.
    pub fn defer_poll(&mut self, now: Timestamp) -> bool {
        self.plan.adjust_to_clock(now);
        match &self.stage {
            Stage::Poll(ticket)
                if now.since(self.plan.last_answer) < TRUST && !self.plan.slept_past_deadline(now) =>
            {
                self.plan.not_before = now.after(schedule::next_poll(ticket, now));
                true
            }
            _ => false,
        }
    }

    /// Says how long it makes sense to wait for a free connection.
    pub fn connection_timeout(&self, now: Timestamp) -> Duration {
        self.plan.left(now).max(schedule::SHORTEST)
    }

    /// Gives up the last question where there is no network to ask it.
    pub fn skip_last_poll(&mut self, now: Timestamp, is_offline: bool) {
        if is_offline && self.plan.slept_past_deadline(now) {
            self.plan.last_answer = now;
        }
    }

    /// Says how long the provider or the schedule wants nothing to be sent from now on.
    pub fn pause(&self, now: Timestamp) -> Duration {
        self.plan.pause(now)
    }

    /// Says that now is a good time to ask, whatever was planned: the page is seen again, the network is
    /// back.
    ///
    /// A wait that the provider itself named stays.
    pub fn poll_soon(&mut self, now: Timestamp) {
        self.plan.adjust_to_clock(now);
        let plan = &mut self.plan;
        if matches!(self.stage, Stage::Poll(_)) && !plan.is_pause_named {
            plan.not_before = plan.not_before.min(now.max(plan.last_answer.after(schedule::SHORTEST)));
        }
    }
}

/// How long a question may take before it is asked again.
const QUESTION_LIMIT: Duration = Duration::from_secs(30);
/// How much later than planned a timer goes off in a page that is awake.
const OVERSLEPT: Duration = Duration::from_secs(2);
/// What the question after the deadline may take.
const LAST_QUESTION_LIMIT: Duration = Duration::from_secs(10);
/// How long another tab is trusted to ask: longer than the longest gap between two questions.
const TRUST: Duration = Duration::from_secs(20);
