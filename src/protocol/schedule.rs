//! When to ask how a job stands.

use std::time::Duration;

use super::ticket::Ticket;
use super::time::Timestamp;

/// Gives the time of the next question about a job, from now.
///
/// Asks a few times early, because a job that the provider refuses ends within seconds; often around the expected end; and ever more seldom in the tail.
pub fn next_poll(ticket: &Ticket, now: Timestamp) -> Duration {
    let expected = expected(ticket);
    let elapsed = now.since(ticket.submitted_at);
    let likely_from = expected.mul_f64(EARLY);
    let wait = if elapsed < likely_from {
        elapsed.max(FIRST).min(likely_from - elapsed)
    } else {
        elapsed.mul_f64(TAIL)
    };
    wait.clamp(SHORTEST, LONGEST)
}

/// Gives how long a job will take from its submit: the provider's estimate where there is one, else the model's typical time.
///
/// The estimate is held within 0.25 to 4 times the typical time: it is a time of day by another clock.
pub fn expected(ticket: &Ticket) -> Duration {
    let typical = Duration::from_secs(ticket.model.typical_seconds.into());
    match ticket.expected_by {
        Some(time) => time.since(ticket.submitted_at).clamp(typical.mul_f64(0.25), typical * 4),
        None => typical,
    }
}

/// The share of the expected time in which hardly a job is done.
const EARLY: f64 = 0.5;
/// How much longer each question waits than the last, as a share of the time so far.
const TAIL: f64 = 0.1;
/// The first question; the next come at twice, four times … that time.
const FIRST: Duration = Duration::from_secs(2);
/// Between two questions about a job, however they come about.
pub const SHORTEST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(15);
