//! Never lost: what ends the polls of a job, and what does not.

use std::time::Duration;

use plantain::job::error::{Billed, ErrorKind};
use plantain::job::purpose::Purpose;
use plantain::job::{Job, query};
use plantain::provider::ticket::Ticket;
use plantain::wire::json::Json;
use serde_json::json;

use crate::answers::{accepted, busy, done, json, lost, plain, running};
use crate::drive::{Drive, PROVIDERS, request};

#[test]
fn polls_survive_every_passing_failure_until_the_deadline() {
    for provider in PROVIDERS {
        for status in [408, 421, 425, 429].into_iter().chain(500..600) {
            let mut drive = Drive::new(&request(provider), 600);
            drive.exchange(accepted()).unwrap();
            let error = drive.run_to_error(|_| plain(status));
            assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, Billed::Yes), "{provider} {status}");
            assert!(error.ticket.is_some() && drive.sent.len() > 30, "{provider} {status}");
            assert_eq!(drive.seconds(), 600.0, "{provider} {status}");
        }
        // A redirect to a login, and the answer of a cache, say nothing of the job.
        let others = [302, 304].map(plain);
        for answer in
            [lost(), plain(200), json(200, json!([])), json(200, json!("done"))].into_iter().chain(others)
        {
            let mut drive = Drive::new(&request(provider), 600);
            drive.exchange(accepted()).unwrap();
            let error = drive.run_to_error(|_| answer.clone());
            assert_eq!(error.kind, ErrorKind::TimedOut, "{provider} {answer:?}");
            assert!(error.ticket.is_some(), "{provider} {answer:?}");
        }
    }
}

#[test]
fn a_refused_key_ends_the_polls_and_keeps_the_ticket() {
    for provider in PROVIDERS {
        for status in [401, 403] {
            let mut drive = Drive::new(&request(provider), 600);
            drive.exchange(accepted()).unwrap();
            let error = drive.run_to_error(|_| plain(status));
            assert_eq!((error.kind, error.billed), (ErrorKind::Unauthorized, Billed::Yes));
            assert!(error.ticket.is_some() && drive.sent.len() == 2);
        }
    }
}

#[test]
fn every_other_no_ends_the_polls_and_keeps_the_ticket() {
    for provider in PROVIDERS {
        let passing = [408, 421, 425, 429];
        for status in (400..500).filter(|status| !passing.contains(status)) {
            let error = Drive::resume(provider, 600).run_to_error(|_| plain(status));
            assert_ne!(error.kind, ErrorKind::TimedOut, "{provider} {status}");
            assert_eq!(error.billed, Billed::Yes, "{provider} {status}");
            assert!(error.ticket.is_some(), "{provider} {status}");
        }
    }
}

#[test]
fn a_job_may_be_unknown_for_half_a_minute() {
    for provider in PROVIDERS {
        let mut drive = Drive::new(&request(provider), 600);
        drive.exchange(accepted()).unwrap();
        let error = drive.run_to_error(|_| plain(404));
        assert_eq!((error.kind, error.billed), (ErrorKind::Refused, Billed::Yes));
        assert!((30.0..=46.0).contains(&drive.seconds()), "{provider} gave up after {} s", drive.seconds());
        assert!(error.ticket.is_some());
    }
}

#[test]
fn an_unknown_job_is_looked_for_in_both_queues_of_pixazo() {
    let mut drive = Drive::new(&request("pixazo"), 600);
    drive.exchange(accepted()).unwrap();
    for _ in 0..3 {
        drive.exchange(plain(404)).unwrap();
    }
    drive.exchange(done()).unwrap();
    let paths: Vec<_> = drive.sent[1..].iter().map(|sent| sent.path.as_str()).collect();
    let (old, new) = (
        "/nano-banana-polling/nano-banana/getStatus",
        "/v2/requests/status/43c9e643-0693-4f99-9e92-ff15ef6d1c55",
    );
    assert_eq!(paths, [old, new, old, new]);
    assert_eq!(drive.job.ticket().unwrap().queue, Some("v2"));
}

#[test]
fn a_queue_that_knows_the_job_is_kept() {
    let mut drive = Drive::new(&request("pixazo"), 600);
    drive.exchange(accepted()).unwrap();
    drive.exchange(plain(404)).unwrap();
    drive.exchange(running()).unwrap();
    drive.exchange(plain(500)).unwrap();
    let last = drive.exchange(done()).unwrap().unwrap();
    assert!(last.path.starts_with("/v2/"), "{}", last.path);
}

#[test]
fn a_poll_waits_as_the_reply_says_from_the_backoff_up_to_two_minutes() {
    let mut drive = Drive::new(&request("mulerun"), 600);
    drive.exchange(accepted()).unwrap();
    drive.exchange(busy(40)).unwrap();
    drive.exchange(busy(3600)).unwrap();
    drive.exchange(busy(0)).unwrap();
    drive.send().unwrap();
    // Of the polls: the submit was the first to be sent.
    let waits: Vec<_> =
        drive.sent[1..].windows(2).map(|pair| ((pair[1].at - pair[0].at) * 1000.0).round()).collect();
    assert_eq!(waits, [40_000.0, 120_000.0, 4_000.0]);
}

#[test]
fn a_page_that_is_seen_again_asks_at_once_but_never_twice_within_half_a_second() {
    let mut drive = Drive::new(&request("mulerun"), 600);
    drive.exchange(accepted()).unwrap();
    drive.now += 200.0;
    drive.job.poll_soon(drive.time());
    assert_eq!(drive.send().unwrap().unwrap().at, 0.5);
    drive.job.receive(drive.time(), lost()).result.unwrap();
    drive.now += 700.0;
    drive.job.poll_soon(drive.time());
    assert_eq!(drive.send().unwrap().unwrap().at, 1.2);
}

#[test]
fn a_pause_that_the_provider_named_is_not_shortened() {
    for accept in [true, false] {
        let mut drive = Drive::new(&request("mulerun"), 600);
        if accept {
            drive.exchange(accepted()).unwrap();
        }
        let first = drive.exchange(busy(40)).unwrap().unwrap();
        drive.now += 1000.0;
        drive.job.poll_soon(drive.time());
        let second = drive.send().unwrap().unwrap();
        assert_eq!(((second.at - first.at) * 1000.0).round(), 40_000.0);
    }
}

#[test]
fn a_submit_that_waits_is_not_hurried() {
    let mut drive = Drive::new(&request("mulerun"), 600);
    drive.exchange(plain(429)).unwrap();
    drive.now += 1000.0;
    drive.job.poll_soon(drive.time());
    assert_eq!(drive.send().unwrap().unwrap().at, 30.0);
}

#[test]
fn polls_are_rare_enough_for_every_provider() {
    for provider in PROVIDERS {
        let mut drive = Drive::new(&request(provider), 600);
        drive.exchange(accepted()).unwrap();
        drive.run_to_error(|_| running());
        let polls = drive.count(Purpose::Poll);
        assert!((40..=300).contains(&polls), "{provider}: {polls} polls in ten minutes");
        assert!(drive.pauses.iter().all(|pause| *pause <= Duration::from_secs(15)), "{provider}");
    }
}

#[test]
fn a_job_that_was_delivered_at_once_is_never_polled() {
    let mut drive = Drive::new(&request("pixazo"), 600);
    drive.exchange(json(200, json!({ "images": ["https://example.com/out.png"] }))).unwrap();
    let ticket = drive.job.ticket().unwrap().clone();
    let stored = Ticket::read(&Json::from(&ticket)).unwrap();
    let waiting = Job::resume(stored.clone(), ticket.submitted_at, Duration::from_secs(60));
    for error in [
        waiting.step(ticket.submitted_at).unwrap_err(),
        query::poll(stored.clone()).err().unwrap(),
        query::cancel(stored).err().unwrap(),
    ] {
        assert_eq!((error.kind, error.billed), (ErrorKind::Unsupported, Billed::Yes), "{}", error.message);
    }
}
