//! The search for the job of an unconfirmed submit, in the record that a relay keeps of it.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::time::Duration;

use plantain::job::error::{Billed, Error, ErrorKind, Result};
use plantain::job::recovery::finding::Finding;
use plantain::job::recovery::record::RecordSearch;
use plantain::provider::intent::Intent;
use plantain::providers;
use plantain::wire::http::{Address, Answer, HttpResponse, TransportError};
use plantain::wire::json::Json;
use plantain::wire::timestamp::Timestamp;
use serde_json::{Value, json};

/// 2026-02-18, 12:00 UTC.
const NOON: f64 = 1_771_416_000_000.0;
const JOB: &str = "43c9e643-0693-4f99-9e92-ff15ef6d1c55";
const PROVIDERS: [&str; 3] = ["pixelbyte", "mulerun", "pixazo"];

fn search(provider: &str) -> RecordSearch {
    let model = providers::models(providers::find(provider).unwrap()).unwrap()[0].id.clone();
    let stored = json!({ "id": "0123-abc", "provider": provider, "model": model, "submittedAt": NOON, "label": "mine" });
    let parse = |text: &str| serde_json::from_str::<Value>(text).ok().map(Json::from);
    RecordSearch::new(Intent::read(&stored.into()).unwrap(), at(600.0), parse)
}

/// Seconds after noon.
fn at(seconds: f64) -> Timestamp {
    Timestamp::from_millis(NOON + seconds * 1000.0)
}

fn reply(status: u16, body: Value) -> Answer {
    Ok(HttpResponse::new(status, Some(Json::from(body))))
}

fn answered(status: u16, text: &str) -> Answer {
    reply(200, json!({ "state": "answered", "status": status, "reply": text }))
}

fn read(answer: Answer) -> Result<Finding> {
    search("mulerun").read(at(60.0), answer)
}

fn error(answer: Answer) -> Error {
    let error = *read(answer).unwrap_err();
    assert_eq!((error.billed, error.intent.as_ref().unwrap().id.as_str()), (Billed::Unknown, "0123-abc"));
    error
}

#[test]
fn the_record_is_read_at_every_provider() {
    for provider in PROVIDERS {
        let address = search(provider).request().address;
        assert_eq!(address, Address::Provider("/relay-submits/0123-abc".to_owned()));
    }
}

#[test]
fn the_job_of_a_recorded_reply_is_found_at_every_provider() {
    let text = json!({ "jobId": JOB, "task_info": { "id": JOB, "status": "pending" }, "request_id": JOB });
    for provider in PROVIDERS {
        let finding = search(provider).read(at(60.0), answered(202, &text.to_string()));
        let Ok(Finding::Found(ticket)) = finding else { panic!("{provider}: {finding:?}") };
        assert_eq!((ticket.job.as_str(), ticket.submitted_at.as_millis()), (JOB, NOON), "{provider}");
        assert_eq!((ticket.provider.id, ticket.label.text()), (provider, Some("mine")));
    }
}

#[test]
fn a_refused_or_unknown_key_bought_nothing() {
    for answer in [answered(400, "{}"), answered(402, ""), reply(200, json!({ "state": "none" }))] {
        let finding = read(answer);
        assert!(matches!(finding, Ok(Finding::Nothing)), "{finding:?}");
    }
}

#[test]
fn a_submit_on_its_way_is_waited_for_until_the_deadline() {
    let pending = || reply(200, json!({ "state": "pending" }));
    let mut search = search("mulerun");
    let mut now = 0.0;
    let mut pauses = Vec::new();
    let error = loop {
        match search.read(at(now), pending()) {
            Ok(Finding::Again(pause)) => {
                pauses.push(pause.as_secs());
                now += pause.as_secs_f64() + 15.0;
            }
            other => break other.unwrap_err(),
        }
    };
    assert_eq!(pauses[..6], [1, 2, 4, 8, 16, 16]);
    assert!((550.0..=631.0).contains(&now), "{now}");
    assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, Billed::Unknown));
}

#[test]
fn what_the_relay_does_not_know_stays_open() {
    let found = error(reply(200, json!({ "state": "unknown", "status": 502, "reply": null })));
    assert_eq!((found.kind, found.status), (ErrorKind::Unavailable, Some(502)));
    for status in [408, 409, 421, 500, 502, 504] {
        assert_eq!(error(answered(status, "{}")).kind, ErrorKind::Unavailable, "{status}");
    }
}

#[test]
fn a_reply_without_a_readable_job_stays_open() {
    for text in ["<html>", "{}", "", r#"{"task_info":{"id":"../x"}}"#] {
        assert_eq!(error(answered(200, text)).kind, ErrorKind::BadResponse, "{text}");
    }
    let dropped = reply(200, json!({ "state": "answered", "status": 200, "reply": null }));
    assert_eq!(error(dropped).kind, ErrorKind::BadResponse);
}

#[test]
fn no_record_is_no_proof_once_records_are_deleted() {
    let none = || reply(200, json!({ "state": "none" }));
    let day = Duration::from_secs(24 * 60 * 60).as_secs_f64();
    let error = search("mulerun").read(at(day), none()).unwrap_err();
    assert_eq!((error.kind, error.billed), (ErrorKind::Unsupported, Billed::Unknown));
    assert!(matches!(search("mulerun").read(at(day / 2.0), none()), Ok(Finding::Nothing)));
    // A clock that was set back.
    assert!(matches!(search("mulerun").read(at(-60.0), none()), Ok(Finding::Nothing)));
}

#[test]
fn a_server_without_records_is_not_taken_for_an_empty_one() {
    for answer in [
        reply(404, json!({ "message": "no route" })),
        reply(405, json!({})),
        reply(501, json!({})),
        reply(200, json!({ "jobs": [] })),
        reply(200, json!({ "state": "new" })),
        reply(200, json!(null)),
    ] {
        assert_eq!(error(answer).kind, ErrorKind::Unsupported);
    }
    // What an error has to say of a state is not the record.
    assert_eq!(error(reply(500, json!({ "state": "none" }))).kind, ErrorKind::Unavailable);
    assert_eq!(error(reply(401, json!({ "state": "none" }))).kind, ErrorKind::Unauthorized);
    assert_eq!(error(reply(429, json!({}))).kind, ErrorKind::RateLimited);
    assert_eq!(error(Err(TransportError::Failed)).kind, ErrorKind::Network);
    assert_eq!(error(Err(TransportError::TimedOut)).kind, ErrorKind::TimedOut);
}

#[test]
fn images_that_came_without_an_id_are_bought_and_told() {
    let images = json!({ "status": "COMPLETED", "output": { "media_url": ["https://a.example/1.png"] } });
    let error = *search("pixazo").read(at(60.0), answered(200, &images.to_string())).unwrap_err();
    assert_eq!((error.kind, error.billed), (ErrorKind::Unsupported, Billed::Yes));
    assert_eq!(error.intent.unwrap().id.as_str(), "0123-abc");
    assert_eq!(error.raw, Some(images.into()));
}
