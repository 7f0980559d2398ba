//! When a job is polled.
//!
//! Each poll costs a request; each second between completion and the next poll costs latency. If a job that is not
//! done yet ends in the next second with probability h(t), the gap with the least total cost is √(2λ / h(t)), where
//! λ is the delay in seconds that one poll is worth (here 0.1). `FREQUENCY` is that gap as data, for log-normal
//! times with σ 0.4 around the expected time, smoothed so that a wrong estimate costs little.
//! `cargo xtask bench polling` measures it.

use std::time::Duration;

use crate::provider::ticket::Ticket;
use crate::wire::timestamp::Timestamp;

/// Returns the time until the next poll of a job: 0.5 to 15 seconds.
///
/// The jitter of up to 10 % depends on the job's id and the millisecond only.
pub fn next_poll(ticket: &Ticket, now: Timestamp) -> Duration {
    let elapsed = now.since(ticket.submitted_at).as_secs_f64();
    let gap = likely_gap(elapsed, expected(ticket).as_secs_f64());
    let early = EARLY.iter().map(|time| time - elapsed).find(|gap| *gap >= SHORTEST.as_secs_f64());
    let gap = early.map_or(gap, |early| gap.min(early)) * (1.0 + JITTER * jitter(ticket, now));
    Duration::from_millis((gap * 1000.0) as u64).clamp(SHORTEST, LONGEST)
}

/// Returns the expected time from submit to completion: the provider's estimate if there is one, else the
/// model's typical time.
///
/// The estimate is clamped to 0.25 to 4 times the typical time: it is a time of day by another clock.
pub fn expected(ticket: &Ticket) -> Duration {
    let seconds = ticket.known.as_deref().map_or(TYPICAL_SECONDS, |model| model.seconds);
    let typical = Duration::from_secs(seconds.into());
    match ticket.expected_by {
        Some(time) => time.since(ticket.submitted_at).clamp(typical / 4, typical * 4),
        None => typical,
    }
}

/// Returns the time from `elapsed` on in which the frequency adds up to one poll; all in seconds.
fn likely_gap(elapsed: f64, expected: f64) -> f64 {
    let unit = (expected * FREQUENCY_SECONDS).sqrt();
    let (mut gap, mut left) = (0.0, 1.0);
    for (until, frequency) in FREQUENCY {
        let (rate, span) = (frequency / unit, (until * expected - elapsed - gap).max(0.0));
        if span * rate >= left {
            return gap + left / rate;
        }
        gap += span;
        left -= span * rate;
    }
    gap
}

/// Returns a number from −1 to 1 that differs between jobs and between milliseconds (FNV-1a).
fn jitter(ticket: &Ticket, now: Timestamp) -> f64 {
    let mut hash = 0x811c_9dc5_u32;
    for bytes in [ticket.job.as_str().as_bytes(), &(now.as_millis() as u64).to_le_bytes()] {
        for byte in bytes {
            hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    }
    f64::from(hash >> 16) / f64::from(u16::MAX) * 2.0 - 1.0
}

/// Polls in seconds after the submit, for every expected time: a job that the provider refuses ends within
/// seconds.
const EARLY: [f64; 2] = [3.4, 7.0];
/// Multiples of the expected time, and how many polls there are up to each of them in a span as long as the expected
/// time, if that is [`FREQUENCY_SECONDS`]. For other expected times the gaps grow with the square root, because a
/// poll is worth the same delay for every model.
const FREQUENCY: [(f64, f64); 8] = [
    (0.3, 5.5),
    (0.5, 7.2),
    (0.75, 11.7),
    (1.0, 15.9),
    (2.0, 18.6),
    (4.0, 14.8),
    (8.0, 8.0),
    (f64::INFINITY, 4.0),
];
const FREQUENCY_SECONDS: f64 = 30.0;
/// Of a model that this page has no data of.
const TYPICAL_SECONDS: u16 = 30;
/// How much shorter or longer a gap may be, so that many jobs or tabs do not poll at the same moment.
const JITTER: f64 = 0.1;
/// The shortest time between two polls of a job.
pub const SHORTEST: Duration = Duration::from_millis(500);
/// The longest time between two polls that the schedule makes.
pub const LONGEST: Duration = Duration::from_secs(15);
