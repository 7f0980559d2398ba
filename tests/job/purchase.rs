//! What the store must hold of a purchase.

use plantain::job::Step;
use plantain::job::error::{Billed, ErrorKind};
use plantain::job::purchase::{StoreChange, after_cancel_on_abort, after_delivery, after_state};
use plantain::provider::error::ProviderError;
use plantain::provider::intent::Pending;
use plantain::provider::state::{JobState, Output, OutputImage};
use plantain::wire::http::TransportError;
use plantain::wire::json::Json;
use serde_json::json;

use crate::answers::{self, Answer, busy, lost, plain, running};
use crate::drive::{Drive, JOB, PROVIDERS, request};

/// Sends the next request, and returns the changes to the store before it leaves and after the reply.
fn exchange(drive: &mut Drive, answer: Answer) -> [Option<String>; 2] {
    drive.send().unwrap().expect("something to send");
    let before = drive.job.before_send(drive.time());
    let received = drive.job.receive(drive.time(), answer);
    [before, received.store_change].map(|change| change.as_ref().map(described))
}

fn described(change: &StoreChange) -> String {
    match change {
        StoreChange::Drop(Pending::Accepted(ticket)) => format!("drop ticket {}", ticket.job.as_str()),
        StoreChange::Drop(Pending::Unknown(intent)) => format!("drop intent {}", intent.id),
        StoreChange::Put(intent) => format!("put intent {}", intent.id),
        StoreChange::Replace { intent, ticket } => {
            format!("replace intent {} by ticket {}", intent.id, ticket.job.as_str())
        }
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn buying(provider: &str) -> Drive {
    let mut drive = Drive::new(&request(provider), 600);
    let now = drive.time();
    drive.job = drive.job.with_intent("7".to_owned(), &[1000.0], now);
    drive
}

#[test]
fn the_label_is_kept_with_the_intent_and_the_ticket() {
    let label = Json::from(json!({ "title": "a hat" }));
    for provider in PROVIDERS {
        let mut drive = buying(provider);
        drive.job = drive.job.with_label(label.clone());
        drive.send().unwrap();
        let Some(StoreChange::Put(intent)) = drive.job.before_send(drive.time()) else {
            panic!("{provider}")
        };
        let received = drive.job.receive(drive.time(), answers::accepted());
        let Some(StoreChange::Replace { ticket, .. }) = received.store_change else { panic!("{provider}") };
        assert_eq!([intent.label, ticket.label], [label.clone(), label.clone()], "{provider}");
    }
}

#[test]
fn the_intent_is_stored_before_the_submit_leaves_and_replaced_by_the_ticket() {
    for provider in PROVIDERS {
        let mut drive = buying(provider);
        while drive.job.purpose() != plantain::job::purpose::Purpose::Submit {
            let sent = drive.send().unwrap().unwrap();
            assert!(drive.job.before_send(drive.time()).is_none(), "an upload buys nothing");
            assert!(drive.job.receive(drive.time(), answers::well(&sent)).store_change.is_none());
        }
        let changes = exchange(&mut drive, answers::accepted());
        let replaced = format!("replace intent 7 by ticket {JOB}");
        assert_eq!(changes, [some("put intent 7"), Some(replaced)], "{provider}");
        assert_eq!(exchange(&mut drive, running()), [None, None], "a poll changes nothing");
    }
}

#[test]
fn an_intent_has_the_time_at_which_its_submit_leaves() {
    let mut drive = buying("mulerun");
    drive.now += 5_000.0;
    let Some(StoreChange::Put(intent)) = drive.job.before_send(drive.time()) else { panic!("an intent") };
    assert_eq!(intent.submitted_at, drive.time());
}

#[test]
fn a_refused_submit_drops_its_intent() {
    for status in [400, 401, 402, 403, 404, 422] {
        let changes = exchange(&mut buying("mulerun"), plain(status));
        assert_eq!(changes, [some("put intent 7"), some("drop intent 7")], "{status}");
    }
}

#[test]
fn a_submit_after_429_drops_its_intent_and_stores_it_again() {
    let mut drive = buying("mulerun");
    assert_eq!(exchange(&mut drive, busy(7)), [some("put intent 7"), some("drop intent 7")]);
    let replaced = format!("replace intent 7 by ticket {JOB}");
    assert_eq!(exchange(&mut drive, answers::accepted()), [some("put intent 7"), Some(replaced)]);
}

#[test]
fn an_unknown_outcome_keeps_the_intent_and_the_error_has_it() {
    let unreadable = || answers::json(200, json!({ "hello": "world" }));
    for answer in [lost(), Err(TransportError::TimedOut), plain(408), plain(500), plain(503), unreadable()] {
        let mut drive = buying("mulerun");
        drive.send().unwrap().unwrap();
        let received = drive.job.receive(drive.time(), answer.clone());
        assert_eq!(received.store_change.as_ref().map(described), some("put intent 7"), "{answer:?}");
        let error = received.result.unwrap_err();
        assert_eq!((error.billed, error.intent.unwrap().id.as_str()), (Billed::Unknown, "7"), "{answer:?}");
    }
}

#[test]
fn a_submit_that_does_not_leave_after_all_drops_its_intent() {
    let mut drive = buying("mulerun");
    drive.job.before_send(drive.time());
    assert_eq!(drive.job.not_sent().as_ref().map(described), some("drop intent 7"));
}

#[test]
fn a_job_that_fails_or_is_cancelled_drops_its_ticket() {
    for status in ["failed", "cancelled"] {
        let mut drive = Drive::resume("pixelbyte", 600);
        drive.send().unwrap().unwrap();
        let received = drive.job.receive(drive.time(), answers::json(200, json!({ "status": status })));
        assert_eq!(
            received.store_change.as_ref().map(described),
            Some(format!("drop ticket {JOB}")),
            "{status}"
        );
        assert_eq!(received.result.unwrap_err().kind, ErrorKind::JobFailed);
    }
}

#[test]
fn nothing_else_that_ends_a_wait_drops_the_ticket() {
    for answer in [plain(401), plain(404), answers::json(200, json!({ "status": "completed" }))] {
        let mut drive = Drive::resume("pixelbyte", 600);
        drive.now += 60_000.0;
        drive.send().unwrap().unwrap();
        let received = drive.job.receive(drive.time(), answer.clone());
        assert!(received.result.is_err() && received.store_change.is_none(), "{answer:?}");
    }
    let mut drive = Drive::resume("pixelbyte", 60);
    let error = drive.run_to_error(|_| running());
    assert_eq!(error.kind, ErrorKind::TimedOut);
    assert_eq!(error.ticket.unwrap().job.as_str(), JOB);
}

#[test]
fn images_stay_in_the_store_until_they_are_delivered() {
    let mut drive = Drive::resume("pixelbyte", 600);
    assert_eq!(exchange(&mut drive, answers::done()), [None, None], "done, and not delivered yet");
    let Ok(Step::Done(delivery)) = drive.job.step(drive.time()) else { panic!("not done") };
    assert_eq!(described(&after_delivery(&delivery.ticket)), format!("drop ticket {JOB}"));
}

fn states() -> [(&'static str, JobState); 5] {
    let image =
        OutputImage { url: "https://a.example/1.png".into(), media_type: None, width: None, height: None };
    [
        ("cancelled", JobState::Cancelled { refunded: true, amount: None }),
        ("done", JobState::Done(Output::new(vec![image], "https://example.com").unwrap())),
        ("failed", JobState::Failed { error: ProviderError::default(), refunded: false }),
        ("queued", JobState::Queued),
        ("running", JobState::Running { progress: None }),
    ]
}

#[test]
fn a_state_that_the_caller_asked_for_drops_what_is_over() {
    let drive = Drive::resume("pixelbyte", 600);
    let ticket = drive.job.ticket().unwrap();
    for (name, state) in states() {
        let is_over = matches!(name, "cancelled" | "done" | "failed");
        assert_eq!(after_state(ticket, &state).is_some(), is_over, "{name}");
    }
}

#[test]
fn a_cancel_after_an_abort_keeps_images_that_are_done_all_the_same() {
    let drive = Drive::resume("pixelbyte", 600);
    let ticket = drive.job.ticket().unwrap();
    for (name, state) in states() {
        let is_over = matches!(name, "cancelled" | "failed");
        assert_eq!(after_cancel_on_abort(ticket, &state).is_some(), is_over, "{name}");
    }
}
