//! The schedule of polls, at made-up times.

use std::time::Duration;

use plantain::job::schedule::{LONGEST, SHORTEST, expected, next_poll};
use plantain::provider::job_id::JobId;
use plantain::provider::ticket::Ticket;
use plantain::providers;
use plantain::wire::json::Json;
use plantain::wire::timestamp::Timestamp;

const SUBMITTED_AT: f64 = 1_771_428_600_000.0;

fn at(seconds: f64) -> Timestamp {
    Timestamp::from_millis(SUBMITTED_AT + seconds * 1000.0)
}

/// A ticket of a model that typically takes 30 seconds.
fn ticket(job: &str, estimate: Option<f64>) -> Ticket {
    let provider = providers::find("pixelbyte").unwrap();
    let model = providers::models(provider).unwrap().swap_remove(0);
    assert_eq!(model.seconds, 30);
    Ticket {
        provider,
        model: model.id.clone(),
        known: Some(model),
        job: JobId::parse(job).unwrap(),
        queue: None,
        submitted_at: at(0.0),
        expected_by: estimate.map(at),
        cost: None,
        label: Json::Null,
    }
}

/// The times of all polls in fifty minutes, in seconds after the submit.
fn poll_times(ticket: &Ticket) -> Vec<f64> {
    let seconds = |now: Timestamp| now.since(ticket.submitted_at).as_secs_f64();
    let next = |now: &Timestamp| Some(now.after(next_poll(ticket, *now)));
    std::iter::successors(next(&at(0.0)), next).map(seconds).take_while(|time| *time < 3_000.0).collect()
}

fn jobs(estimate: Option<f64>) -> impl Iterator<Item = Ticket> {
    (0..50).map(move |number| ticket(&format!("job_{number}"), estimate))
}

/// When a job that takes `seconds` is found to be done.
fn known(polls: &[f64], seconds: f64) -> f64 {
    polls.iter().copied().find(|poll| *poll >= seconds).unwrap()
}

#[test]
fn a_job_that_ends_within_three_seconds_is_known_within_four() {
    for estimate in [None, Some(30.0), Some(60.0), Some(120.0)] {
        for ticket in jobs(estimate) {
            let polls = poll_times(&ticket);
            assert!(known(&polls, 0.0) <= 4.0, "{polls:?}");
            assert!(known(&polls, 3.0) <= 4.0, "{polls:?}");
        }
    }
}

#[test]
fn polls_are_most_frequent_around_the_expected_end() {
    for expected in [30.0, 60.0, 120.0] {
        let polls = poll_times(&ticket("job", Some(expected)));
        let gap_after = |time: f64| {
            let next = polls.iter().position(|poll| *poll >= time).unwrap();
            (polls[next + 3] - polls[next]) / 3.0
        };
        assert!(gap_after(expected) < gap_after(0.3 * expected) / 1.4, "{polls:?}");
        assert!(gap_after(expected) < gap_after(5.0 * expected) / 1.5, "{polls:?}");
    }
}

#[test]
fn a_job_that_is_expected_sooner_is_polled_more_often() {
    let until_done = |expected: f64| {
        let polls = poll_times(&ticket("job", Some(expected)));
        polls.iter().filter(|poll| **poll < 30.0).count()
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
fn an_absurd_estimate_is_clamped() {
    let expected = |estimate| expected(&ticket("job", estimate)).as_secs_f64();
    assert_eq!(expected(None), 30.0);
    assert_eq!(expected(Some(45.0)), 45.0);
    assert_eq!(expected(Some(-86_400.0)), 7.5);
    assert_eq!(expected(Some(86_400.0)), 120.0);
}

#[test]
fn two_tabs_and_two_jobs_do_not_poll_at_the_same_moment() {
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

/// Polls per job and mean delay in seconds, for log-normal times.
fn cost(median: f64, spread: f64, estimate: f64) -> (f64, f64) {
    let schedules: Vec<Vec<f64>> = jobs(Some(estimate)).map(|ticket| poll_times(&ticket)).collect();
    let (mut polls, mut delay, mut weights) = (0.0, 0.0, 0.0);
    for step in -80..=80 {
        let z = f64::from(step) / 20.0;
        let (time, weight) = (median * (spread * z).exp(), (-z * z / 2.0).exp());
        for times in &schedules {
            let before = times.partition_point(|poll| *poll < time);
            polls += weight * (before as f64 + 1.0);
            delay += weight * (times.get(before).unwrap() - time);
            weights += weight;
        }
    }
    (polls / weights, delay / weights)
}

#[test]
fn for_times_as_assumed_polls_are_within_1_3_times_the_least_possible() {
    let (polls, delay) = cost(30.0, 0.4, 30.0);
    assert!(delay <= 1.0 && polls <= 13.4, "{polls} polls, {delay} s");
    // The least is 10.27 polls × seconds at a median of 30 s, and grows with the median.
    let (polls, delay) = cost(60.0, 0.4, 60.0);
    assert!(polls * delay <= 1.3 * 10.27 * 2.0, "{polls} polls, {delay} s");
}

#[test]
fn an_estimate_wrong_by_two_costs_little_more_than_a_fixed_interval() {
    for (median, estimate) in [(15.0, 30.0), (30.0, 15.0), (30.0, 60.0), (60.0, 30.0), (60.0, 120.0)] {
        for spread in [0.2, 0.4, 0.6, 0.8] {
            let (polls, delay) = cost(median, spread, estimate);
            // A fixed interval takes half a poll more than the mean time has intervals, and is late
            // by half of one.
            let fixed = median * (spread * spread / 2.0).exp() / (polls - 0.5) / 2.0;
            assert!(delay <= 1.25 * fixed, "{median} s, σ {spread}: {delay} s against {fixed} s");
        }
    }
}
