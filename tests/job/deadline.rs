//! The caller's deadline, at each stage.

use std::time::Duration;

use plantain::job::Step;
use plantain::job::error::{Billed, ErrorKind};
use plantain::job::purpose::Purpose;
use plantain::wire::http::TransportError;

use crate::answers::{accepted, busy, done, plain, running, well};
use crate::drive::{Drive, local, request};

#[test]
fn a_deadline_that_is_over_sends_nothing() {
    for written in [request("mulerun"), local(1)] {
        let mut drive = Drive::new(&written, 0);
        let error = drive.run_to_error(well);
        assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, Billed::No));
        assert!(drive.sent.is_empty());
    }
}

#[test]
fn before_the_submit_nothing_was_billed() {
    for stage in [Purpose::Presign, Purpose::Upload, Purpose::Submit] {
        let mut drive = Drive::new(&local(2), 600);
        while drive.job.purpose() != stage {
            let sent = drive.send().unwrap().unwrap();
            drive.job.receive(drive.time(), well(&sent)).result.unwrap();
        }
        drive.now += 600_000.0;
        let error = drive.job.step(drive.time()).unwrap_err();
        assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, Billed::No), "{stage:?}");
        assert!(error.ticket.is_none());
    }
}

#[test]
fn what_was_held_back_until_the_deadline_was_not_sent_because_of_too_many_calls() {
    for stage in [Purpose::Presign, Purpose::Upload, Purpose::Submit] {
        let mut drive = Drive::new(&local(2), 60);
        while drive.job.purpose() != stage {
            let sent = drive.send().unwrap().unwrap();
            drive.job.receive(drive.time(), well(&sent)).result.unwrap();
        }
        drive.job.note_throttled(Duration::from_secs(90)).unwrap();
        assert!(matches!(drive.job.step(drive.time()), Ok(Step::Send(_))), "the page holds it, not the job");
        drive.now += 60_000.0;
        let error = drive.job.step(drive.time()).unwrap_err();
        assert_eq!((error.kind, error.billed), (ErrorKind::RateLimited, Billed::No), "{stage:?}");
        assert_eq!((error.provider, error.retry_after), (Some("pixelbyte"), Some(Duration::from_secs(90))));
    }
}

#[test]
fn what_was_held_back_and_sent_all_the_same_is_merely_late() {
    let mut drive = Drive::new(&request("mulerun"), 60);
    drive.job.note_throttled(Duration::from_secs(1)).unwrap();
    drive.exchange(accepted()).unwrap();
    drive.job.note_throttled(Duration::from_secs(90)).unwrap();
    drive.now += 60_500.0;
    let error = drive.job.step(drive.time()).unwrap_err();
    assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, Billed::Yes));
    assert!(error.ticket.is_some() && error.message.contains("too many calls"), "{}", error.message);
}

#[test]
fn a_page_that_slept_through_a_pause_after_429_says_so() {
    let mut drive = Drive::new(&request("mulerun"), 60);
    drive.exchange(busy(10)).unwrap();
    drive.now += 3_600_000.0;
    let error = drive.job.step(drive.time()).unwrap_err();
    assert_eq!((error.kind, error.billed), (ErrorKind::RateLimited, Billed::No));
    assert_eq!((error.status, error.provider), (Some(429), Some("mulerun")));
}

#[test]
fn after_the_submit_the_ticket_is_kept() {
    let mut drive = Drive::new(&request("mulerun"), 60);
    drive.exchange(accepted()).unwrap();
    let error = drive.run_to_error(|_| running());
    assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, Billed::Yes));
    assert_eq!(error.ticket.unwrap().job.as_str(), crate::drive::JOB);
    assert_eq!(drive.seconds(), 60.0);
}

#[test]
fn a_submit_that_times_out_may_have_been_bought() {
    let mut drive = Drive::new(&request("mulerun"), 60);
    drive.send().unwrap();
    drive.now += 60_000.0;
    let error = drive.job.receive(drive.time(), Err(TransportError::TimedOut)).result.unwrap_err();
    assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, Billed::Unknown));
}

#[test]
fn a_receipt_that_comes_after_the_deadline_is_kept() {
    let mut drive = Drive::new(&request("mulerun"), 60);
    drive.send().unwrap();
    drive.now += 61_000.0;
    drive.job.receive(drive.time(), accepted()).result.unwrap();
    let error = drive.job.step(drive.time()).unwrap_err();
    assert_eq!(error.kind, ErrorKind::TimedOut);
    assert!(error.ticket.is_some());
}

#[test]
fn a_result_that_comes_after_the_deadline_is_given() {
    let mut drive = Drive::new(&request("mulerun"), 60);
    drive.exchange(accepted()).unwrap();
    drive.send().unwrap();
    drive.now += 61_000.0;
    drive.job.receive(drive.time(), done()).result.unwrap();
    assert!(matches!(drive.job.step(drive.time()), Ok(Step::Done(_))));
}

#[test]
fn the_last_failure_is_named_with_the_deadline() {
    let mut drive = Drive::new(&request("mulerun"), 60);
    drive.exchange(accepted()).unwrap();
    let error = drive.run_to_error(|_| plain(503));
    assert!(error.message.contains("out of order"), "{}", error.message);
}

#[test]
fn a_poll_may_take_half_a_minute_and_a_submit_all_the_time_there_is() {
    let mut drive = Drive::new(&request("mulerun"), 600);
    assert_eq!(drive.job.time_limit(drive.time()), Duration::from_secs(600));
    drive.exchange(accepted()).unwrap();
    assert_eq!(drive.job.time_limit(drive.time()), Duration::from_secs(30));
    drive.now += 590_000.0;
    assert_eq!(drive.job.time_limit(drive.time()), Duration::from_secs(10));
}

#[test]
fn without_a_network_the_error_says_so_and_nothing_was_billed_before_the_submit() {
    for stage in [Purpose::Presign, Purpose::Upload, Purpose::Submit, Purpose::Poll] {
        let mut drive = Drive::new(&local(1), 60);
        while drive.job.purpose() != stage {
            let sent = drive.send().unwrap().unwrap();
            drive.job.receive(drive.time(), well(&sent)).result.unwrap();
        }
        drive.job.note_offline();
        drive.now += 60_000.0;
        let error = drive.job.timed_out();
        assert!(error.message.contains("this device is offline"), "{}", error.message);
        assert_eq!(error.package_code.as_str(), "PLANTAIN_OFFLINE");
        let billed = if stage == Purpose::Poll { Billed::Yes } else { Billed::No };
        assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, billed), "{stage:?}");
    }
}
