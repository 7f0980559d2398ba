//! When to ask how a job stands.
//!
//! A question costs the provider and the user's connection something; so does every second in which a job is
//! done and nobody knows. Where a job that is not done yet ends in the next second with probability h(t), the
//! gap that makes the least of both is √(2λ / h(t)), with λ the delay in seconds that one question is worth
//! (here 0.1). `FREQUENCY` is that gap as data, for times that scatter log-normally with σ 0.4 around the expected
//! time, evened out so that a wrong expectation costs little. `cargo xtask bench polling` measures it.

use std::time::Duration;

use crate::provider::ticket::Ticket;
use crate::wire::timestamp::Timestamp;

/// Gives the time of the next question about a job, from now.
///
/// Between 0.5 and 15 seconds. Up to 10 % shorter or longer by the job's id and the millisecond, so that
/// nothing else decides.
pub fn next_poll(ticket: &Ticket, now: Timestamp) -> Duration {
    let elapsed = now.since(ticket.submitted_at).as_secs_f64();
    let gap = likely_gap(elapsed, expected(ticket).as_secs_f64());
    let early = EARLY.iter().map(|time| time - elapsed).find(|gap| *gap >= SHORTEST.as_secs_f64());
    let gap = early.map_or(gap, |early| gap.min(early)) * (1.0 + JITTER * jitter(ticket, now));
    Duration::from_millis((gap * 1000.0) as u64).clamp(SHORTEST, LONGEST)
}

/// Gives how long a job will take from its submit: the provider's estimate where there is one, else the
/// model's typical time.
///
/// The estimate is held within 0.25 to 4 times the typical time: it is a time of day by another clock.
pub fn expected(ticket: &Ticket) -> Duration {
    let typical = Duration::from_secs(ticket.model.typical_seconds.into());
    match ticket.expected_by {
        Some(time) => time.since(ticket.submitted_at).clamp(typical / 4, typical * 4),
        None => typical,
    }
}

/// Gives the time in which the frequency adds up to one question, from `elapsed` on; all in seconds.
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

/// Gives a number from −1 to 1 that differs from job to job and from one millisecond to the next (FNV-1a).
fn jitter(ticket: &Ticket, now: Timestamp) -> f64 {
    let mut hash = 0x811c_9dc5_u32;
    for bytes in [ticket.job.as_str().as_bytes(), &(now.as_millis() as u64).to_le_bytes()] {
        for byte in bytes {
            hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    }
    f64::from(hash >> 16) / f64::from(u16::MAX) * 2.0 - 1.0
}

/// Questions in seconds from the submit, however long the job is expected to take: a job that the provider
/// refuses ends within seconds.
const EARLY: [f64; 2] = [3.4, 7.0];
/// Up to which multiple of the expected time how many questions are asked in a span as long as the expected
/// time, where that is [`FREQUENCY_SECONDS`]. Where it is longer, the gaps grow as its square root: a question is
/// worth the same delay whatever the model.
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
/// The share of a gap that it may be shorter or longer, so that many jobs or tabs do not ask at the same
/// moment.
const JITTER: f64 = 0.1;
/// Between two questions about a job, however they come about.
pub const SHORTEST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(15);

#[cfg(test)]
mod tests {
    use crate::provider::job_id::JobId;
    use crate::providers;

    use super::*;

    const SUBMITTED_AT: f64 = 1_771_428_600_000.0;

    fn at(seconds: f64) -> Timestamp {
        Timestamp::from_millis(SUBMITTED_AT + seconds * 1000.0)
    }

    /// A ticket of a model that typically takes 30 seconds.
    fn ticket(job: &str, estimate: Option<f64>) -> Ticket {
        let provider = providers::find("pixelbyte").unwrap();
        let model = &provider.models[0];
        assert_eq!(model.typical_seconds, 30);
        Ticket {
            provider,
            model,
            job: JobId::parse(job).unwrap(),
            queue: None,
            submitted_at: at(0.0),
            expected_by: estimate.map(at),
            cost: None,
        }
    }

    /// The times of all questions up to fifty minutes, in seconds from the submit.
    fn questions(ticket: &Ticket) -> Vec<f64> {
        let seconds = |now: Timestamp| now.since(ticket.submitted_at).as_secs_f64();
        let next = |now: &Timestamp| Some(now.after(next_poll(ticket, *now)));
        std::iter::successors(next(&at(0.0)), next).map(seconds).take_while(|time| *time < 3_000.0).collect()
    }

    fn jobs(estimate: Option<f64>) -> impl Iterator<Item = Ticket> {
        (0..50).map(move |number| ticket(&format!("job_{number}"), estimate))
    }

    /// When a job that takes `seconds` is known to be done.
    fn known(questions: &[f64], seconds: f64) -> f64 {
        questions.iter().copied().find(|question| *question >= seconds).unwrap()
    }

    #[test]
    fn a_job_that_ends_within_three_seconds_is_known_within_four() {
        for estimate in [None, Some(30.0), Some(60.0), Some(120.0)] {
            for ticket in jobs(estimate) {
                let questions = questions(&ticket);
                assert!(known(&questions, 0.0) <= 4.0, "{questions:?}");
                assert!(known(&questions, 3.0) <= 4.0, "{questions:?}");
            }
        }
    }

    #[test]
    fn questions_come_closest_together_around_the_expected_end() {
        for expected in [30.0, 60.0, 120.0] {
            let questions = questions(&ticket("job", Some(expected)));
            let gap_after = |time: f64| {
                let next = questions.iter().position(|question| *question >= time).unwrap();
                (questions[next + 3] - questions[next]) / 3.0
            };
            assert!(gap_after(expected) < gap_after(0.3 * expected) / 1.4, "{questions:?}");
            assert!(gap_after(expected) < gap_after(5.0 * expected) / 1.5, "{questions:?}");
        }
    }

    #[test]
    fn a_job_that_is_expected_sooner_is_asked_about_more_often() {
        let until_done = |expected: f64| {
            let questions = questions(&ticket("job", Some(expected)));
            questions.iter().filter(|question| **question < 30.0).count()
        };
        assert!(until_done(10.0) > until_done(30.0) && until_done(30.0) > until_done(90.0));
    }

    #[test]
    fn no_gap_is_shorter_than_half_a_second_or_longer_than_fifteen() {
        for estimate in [None, Some(0.0), Some(7.5), Some(30.0), Some(120.0), Some(1e9)] {
            let ticket = ticket("job", estimate);
            for tenth in 0..20_000 {
                let gap = next_poll(&ticket, at(f64::from(tenth) / 10.0));
                assert!((SHORTEST..=LONGEST).contains(&gap), "{gap:?} after {tenth} tenths of a second");
            }
        }
        for clock in [0.0, f64::MAX] {
            let gap = next_poll(&ticket("job", None), Timestamp::from_millis(clock));
            assert!((SHORTEST..=LONGEST).contains(&gap), "{gap:?}");
        }
    }

    #[test]
    fn an_estimate_that_is_absurd_is_held_within_reason() {
        let expected = |estimate| expected(&ticket("job", estimate)).as_secs_f64();
        assert_eq!(expected(None), 30.0);
        assert_eq!(expected(Some(45.0)), 45.0);
        assert_eq!(expected(Some(-86_400.0)), 7.5);
        assert_eq!(expected(Some(86_400.0)), 120.0);
    }

    #[test]
    fn two_tabs_and_two_jobs_do_not_ask_at_the_same_moment() {
        let job = ticket("job_1", None);
        let gaps = |tickets: &[&Ticket], offset: f64| -> Vec<Duration> {
            let now = |number: usize| at(20.0 + number as f64 * offset);
            tickets.iter().enumerate().map(|(number, ticket)| next_poll(ticket, now(number))).collect()
        };
        let tabs = gaps(&[&job; 20], 0.001);
        let others: Vec<Ticket> = jobs(None).collect();
        let jobs = gaps(&others.iter().collect::<Vec<_>>(), 0.0);
        for gaps in [tabs, jobs] {
            let (shortest, longest) = (gaps.iter().min().unwrap(), gaps.iter().max().unwrap());
            assert!(*longest > shortest.mul_f64(1.12) && *longest < shortest.mul_f64(1.25), "{gaps:?}");
        }
        assert_eq!(next_poll(&job, at(20.0)), next_poll(&job, at(20.0)));
    }

    /// What the schedule comes to where times are log-normal: questions per job and mean delay in seconds.
    fn cost(median: f64, spread: f64, estimate: f64) -> (f64, f64) {
        let schedules: Vec<Vec<f64>> = jobs(Some(estimate)).map(|ticket| questions(&ticket)).collect();
        let (mut polls, mut delay, mut weights) = (0.0, 0.0, 0.0);
        for step in -80..=80 {
            let z = f64::from(step) / 20.0;
            let (time, weight) = (median * (spread * z).exp(), (-z * z / 2.0).exp());
            for questions in &schedules {
                let before = questions.partition_point(|question| *question < time);
                polls += weight * (before as f64 + 1.0);
                delay += weight * (questions.get(before).unwrap() - time);
                weights += weight;
            }
        }
        (polls / weights, delay / weights)
    }

    #[test]
    fn where_times_are_as_assumed_questions_are_within_1_3_times_the_least_possible() {
        let (polls, delay) = cost(30.0, 0.4, 30.0);
        assert!(delay <= 1.0 && polls <= 13.4, "{polls} questions, {delay} s");
        // The least is 10.27 questions × seconds at a median of 30 s, and grows with the median.
        let (polls, delay) = cost(60.0, 0.4, 60.0);
        assert!(polls * delay <= 1.3 * 10.27 * 2.0, "{polls} questions, {delay} s");
    }

    #[test]
    fn an_estimate_wrong_by_two_costs_little_more_than_a_fixed_interval() {
        for (median, estimate) in [(15.0, 30.0), (30.0, 15.0), (30.0, 60.0), (60.0, 30.0), (60.0, 120.0)] {
            for spread in [0.2, 0.4, 0.6, 0.8] {
                let (polls, delay) = cost(median, spread, estimate);
                // A fixed interval takes half a question more than the mean time has intervals, and is late
                // by half of one.
                let fixed = median * (spread * spread / 2.0).exp() / (polls - 0.5) / 2.0;
                assert!(delay <= 1.25 * fixed, "{median} s, σ {spread}: {delay} s against {fixed} s");
            }
        }
    }
}
