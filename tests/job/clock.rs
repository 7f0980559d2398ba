//! Clocks that jump: a laptop that slept, a time that was corrected.

use std::time::Duration;

use plantain::job::Step;
use plantain::job::error::{Billed, ErrorKind};

use crate::answers::{accepted, done, running, well};
use crate::drive::{Drive, request};

const HOUR: f64 = 3_600_000.0;

#[test]
fn a_clock_that_is_set_back_does_not_stop_the_polls() {
    let mut drive = Drive::new(&request("mulerun"), 600);
    drive.exchange(accepted()).unwrap();
    drive.exchange(running()).unwrap();
    drive.now -= HOUR;
    drive.job.poll_soon(drive.time());
    let before = drive.now;
    drive.exchange(done()).unwrap();
    let waited = (drive.now - before) / 1000.0;
    assert!(waited <= 15.0, "it waited for {waited} s");
}

#[test]
fn a_clock_that_is_set_back_gives_no_more_time() {
    let mut drive = Drive::new(&request("mulerun"), 600);
    drive.exchange(accepted()).unwrap();
    drive.now -= HOUR;
    drive.job.poll_soon(drive.time());
    let before = drive.now;
    let error = drive.run_to_error(|_| running());
    let waited = (drive.now - before) / 1000.0;
    assert_eq!(error.kind, ErrorKind::TimedOut);
    assert!(waited <= 601.0, "it went on for {waited} s");
}

#[test]
fn a_clock_that_is_set_back_while_an_answer_is_on_its_way_changes_nothing() {
    let mut drive = Drive::new(&request("mulerun"), 600);
    drive.send().unwrap();
    drive.now -= HOUR;
    drive.job.receive(drive.time(), accepted()).result.unwrap();
    let before = drive.now;
    drive.exchange(done()).unwrap();
    assert!(drive.now - before <= 15_000.0);
}

#[test]
fn a_clock_that_stands_still_ends_a_job_in_its_time() {
    let mut drive = Drive::new(&request("mulerun"), 600);
    drive.exchange(accepted()).unwrap();
    let error = (0..=610).find_map(|second| {
        drive.job.note_lag(Duration::from_secs(second));
        match drive.job.step(drive.time()) {
            Ok(Step::Send(_)) => drive.job.receive(drive.time(), running()).result.err(),
            Ok(_) => None,
            Err(error) => Some(error),
        }
    });
    assert_eq!(error.unwrap().kind, ErrorKind::TimedOut);
}

#[test]
fn a_clock_that_was_set_back_before_the_next_step_is_followed_once() {
    let mut drive = Drive::new(&request("mulerun"), 600);
    drive.exchange(accepted()).unwrap();
    drive.now -= HOUR;
    for _ in 0..3 {
        drive.job.note_lag(Duration::from_secs(3600));
    }
    let before = drive.now;
    let error = drive.run_to_error(|_| running());
    let waited = (drive.now - before) / 1000.0;
    assert_eq!(error.kind, ErrorKind::TimedOut);
    assert!((590.0..=601.0).contains(&waited), "it went on for {waited} s");
}

#[test]
fn a_laptop_that_slept_past_the_deadline_keeps_its_ticket() {
    let mut drive = Drive::new(&request("mulerun"), 600);
    drive.exchange(accepted()).unwrap();
    drive.now += 8.0 * HOUR;
    let error = drive.run_to_error(well);
    assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, Billed::Yes));
    assert!(error.ticket.is_some());
}

#[test]
fn a_laptop_that_slept_within_the_deadline_asks_at_once() {
    let mut drive = Drive::new(&request("mulerun"), 20 * 3600);
    drive.exchange(accepted()).unwrap();
    drive.now += 8.0 * HOUR;
    drive.job.poll_soon(drive.time());
    assert_eq!(drive.send().unwrap().unwrap().at, 8.0 * 3600.0);
}

#[test]
fn times_at_either_end_of_the_calendar_do_no_harm() {
    for now in [f64::NEG_INFINITY, -1.0, 0.0, f64::NAN, f64::INFINITY, 1e300] {
        let mut drive = Drive::new(&request("pixazo"), 600);
        drive.exchange(accepted()).unwrap();
        drive.now = now;
        drive.job.poll_soon(drive.time());
        let _ = drive.job.step(drive.time());
        let _ = drive.job.time_limit(drive.time());
        let _ = drive.job.receive(drive.time(), running()).result;
    }
}
