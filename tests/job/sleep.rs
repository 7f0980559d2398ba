//! What happens to a job while the machine sleeps, and while another tab asks.

use plantain::job::Step;
use plantain::job::error::{Billed, ErrorKind};
use plantain::job::purpose::Purpose;

use crate::answers::{accepted, done, lost, running};
use crate::drive::{Drive, PROVIDERS, request};

/// Buys, asks once, and sleeps so many seconds.
fn after_sleep(provider: &str, seconds: f64) -> Drive {
    let mut drive = Drive::new(&request(provider), 60);
    drive.exchange(accepted()).unwrap();
    drive.exchange(running()).unwrap();
    drive.now += seconds * 1000.0;
    drive
}

#[test]
fn after_a_sleep_past_the_deadline_one_poll_is_sent_and_delivers() {
    for provider in PROVIDERS {
        let mut drive = after_sleep(provider, 3_600.0);
        drive.run(|_| done()).unwrap();
        assert_eq!(drive.count(Purpose::Poll), 2, "{provider}");
    }
}

#[test]
fn after_a_sleep_past_the_deadline_one_poll_is_the_last() {
    for answer in [running as fn() -> _, lost] {
        let mut drive = after_sleep("mulerun", 3_600.0);
        let before = drive.seconds();
        let error = drive.run_to_error(|_| answer());
        assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, Billed::Yes));
        assert_eq!((drive.count(Purpose::Poll), drive.seconds()), (2, before));
        assert!(error.ticket.is_some());
    }
}

#[test]
fn the_last_poll_has_a_timeout_of_its_own_and_is_given_up_without_a_network() {
    let mut drive = after_sleep("pixazo", 3_600.0);
    assert_eq!(drive.job.time_limit(drive.time()).as_secs(), 10);
    drive.job.skip_last_poll(drive.time(), false);
    assert!(matches!(drive.job.step(drive.time()), Ok(Step::Send(_))));
    drive.job.skip_last_poll(drive.time(), true);
    assert_eq!(drive.job.step(drive.time()).unwrap_err().kind, ErrorKind::TimedOut);
}

#[test]
fn awake_the_deadline_is_the_end() {
    let mut drive = Drive::new(&request("pixazo"), 60);
    drive.exchange(accepted()).unwrap();
    let error = drive.run_to_error(|_| running());
    assert_eq!((error.kind, drive.seconds()), (ErrorKind::TimedOut, 60.0));
    assert!(drive.sent.last().unwrap().at < 60.0);
}

#[test]
fn before_the_submit_a_sleep_past_the_deadline_buys_nothing() {
    let mut drive = Drive::new(&request("pixazo"), 60);
    drive.now += 3_600_000.0;
    let error = drive.run_to_error(|_| accepted());
    assert_eq!((error.kind, error.billed, drive.sent.len()), (ErrorKind::TimedOut, Billed::No, 0));
}

#[test]
fn polls_are_left_to_another_tab_for_a_while() {
    let mut drive = Drive::new(&request("mulerun"), 600);
    drive.exchange(accepted()).unwrap();
    let mut passed = 0;
    while drive.job.defer_poll(drive.time()) {
        let Ok(Step::Wait(pause)) = drive.job.step(drive.time()) else { panic!("it waits then") };
        drive.now += pause.as_millis() as f64;
        passed += 1;
        assert!(passed < 100);
    }
    assert!((20.0..40.0).contains(&drive.seconds()), "{} s", drive.seconds());
    drive.exchange(done()).unwrap();
    assert!(
        !Drive::new(&request("mulerun"), 600).job.defer_poll(drive.time()),
        "no other tab has this submit"
    );
}

#[test]
fn the_last_poll_is_left_to_no_other_tab() {
    let mut drive = after_sleep("mulerun", 60.0 - 3.0);
    drive.now += 5_000.0;
    assert!(!drive.job.defer_poll(drive.time()));
    assert!(matches!(drive.job.step(drive.time()), Ok(Step::Send(_))));
}
