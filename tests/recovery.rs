//! The search for the job of an unconfirmed submit, in the list of jobs of a provider.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use plantain::job::error::{Billed, ErrorKind, Result};
use plantain::job::recovery::ListSearch;
use plantain::job::recovery::finding::Finding;
use plantain::provider::intent::{Intent, Pending};
use plantain::wire::http::{Answer, HttpResponse, TransportError};
use plantain::wire::json::Json;
use serde_json::{Value, json};

const MODEL: &str = "google/nano-banana-dev/text-to-image";
/// 2026-02-18, 12:00 UTC.
const NOON: f64 = 1_771_416_000_000.0;

fn intent(id: &str, provider: &str, model: &str) -> Result<Intent> {
    let stored = json!({ "id": id, "provider": provider, "model": model, "submittedAt": NOON, "label": id });
    Intent::read(&stored.into())
}

fn search(known: Vec<Value>) -> Result<ListSearch> {
    let known = known.into_iter().filter_map(|stored| Pending::read(&stored.into()));
    ListSearch::new(intent("1", "pixelbyte", MODEL)?, known.collect())
}

fn job(id: &str, model: &str, time: &str) -> Value {
    json!({ "jobId": id, "status": "completed", "model": model, "createdAt": format!("2026-02-18T{time}Z") })
}

fn reply(status: u16, body: Value) -> Answer {
    Ok(HttpResponse::new(status, Some(Json::from(body))))
}

fn page(jobs: &[Value], next: Option<&str>) -> Answer {
    reply(200, json!({ "jobs": jobs, "hasMore": next.is_some(), "nextCursor": next }))
}

fn known_ticket(job: &str) -> Value {
    json!({ "provider": "pixelbyte", "model": MODEL, "job": job, "submittedAt": NOON + 1_000.0 })
}

fn found(finding: Result<Finding>) -> Option<String> {
    match finding {
        Ok(Finding::Found(ticket)) => Some(ticket.job.as_str().to_owned()),
        _ => None,
    }
}

#[test]
fn the_one_job_of_the_model_and_the_time_is_found() {
    let jobs = [
        job("late", MODEL, "12:10:01"),
        job("other", "openai/gpt-image-1.5/edit-image", "12:00:01"),
        job("this", MODEL, "12:00:01"),
        job("early", MODEL, "11:57:59"),
    ];
    let mut search = search(Vec::new()).unwrap();
    let Ok(Finding::Found(ticket)) = search.read(page(&jobs, None)) else { panic!("it is there") };
    assert_eq!((ticket.job.as_str(), ticket.submitted_at.as_millis()), ("this", NOON));
    assert_eq!(ticket.label.text(), Some("1"), "the intent's");
}

#[test]
fn clocks_that_differ_a_little_do_not_hide_a_job() {
    for (time, counts) in [("11:59:57", false), ("11:59:58", true), ("12:10:00", true), ("12:10:01", false)] {
        let finding = search(Vec::new()).unwrap().read(page(&[job("a", MODEL, time)], None));
        assert_eq!(found(finding).is_some(), counts, "{time}");
    }
}

#[test]
fn a_job_from_before_the_submit_may_be_one_that_was_delivered() {
    for (time, is_candidate) in [("11:57:59", false), ("11:58:00", true), ("11:59:57", true)] {
        match search(Vec::new()).unwrap().read(page(&[job("a", MODEL, time)], None)) {
            Ok(Finding::Nothing) => assert!(!is_candidate, "{time}"),
            Err(error) => {
                assert_eq!((error.kind, error.candidates.len()), (ErrorKind::Ambiguous, 1), "{time}")
            }
            Ok(_) => panic!("a job of {time} was taken for that of noon"),
        }
    }
}

#[test]
fn two_candidates_are_ambiguous() {
    let jobs = [job("a", MODEL, "12:00:02"), job("b", MODEL, "12:00:01")];
    let error = search(Vec::new()).unwrap().read(page(&jobs, None)).unwrap_err();
    assert_eq!((error.kind, error.billed), (ErrorKind::Ambiguous, Billed::Unknown));
    let ids: Vec<_> = error.candidates.iter().map(|ticket| ticket.job.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(error.intent.unwrap().id, "1");
}

#[test]
fn a_job_known_to_belong_to_another_submit_does_not_count() {
    let jobs = [job("a", MODEL, "12:00:02"), job("b", MODEL, "12:00:01")];
    let finding = search(vec![known_ticket("a")]).unwrap().read(page(&jobs, None));
    assert_eq!(found(finding).as_deref(), Some("b"));
    let both = vec![known_ticket("a"), known_ticket("b")];
    let finding = search(both).unwrap().read(page(&jobs, None));
    assert!(matches!(finding, Ok(Finding::Nothing)), "{finding:?}");
    let mut elsewhere = known_ticket("a");
    elsewhere["provider"] = "pixazo".into();
    elsewhere["model"] = "nano-banana/edit".into();
    let finding = search(vec![elsewhere]).unwrap().read(page(&jobs, None));
    assert_eq!(finding.unwrap_err().kind, ErrorKind::Ambiguous);
}

#[test]
fn a_repeated_search_finds_the_same_job() {
    let jobs = [job("a", MODEL, "12:00:02")];
    let Ok(Finding::Found(ticket)) = search(Vec::new()).unwrap().read(page(&jobs, None)) else {
        panic!("it is there")
    };
    let stored = serde_json::to_value(Json::from(&ticket)).unwrap();
    assert_eq!(found(search(vec![stored]).unwrap().read(page(&jobs, None))).as_deref(), Some("a"));
}

#[test]
fn a_job_that_another_submit_may_have_created_is_ambiguous() {
    let jobs = [job("a", MODEL, "12:00:02")];
    let other = |id: &str, model: &str, millis: f64| json!({ "id": id, "provider": "pixelbyte", "model": model, "submittedAt": NOON + millis });
    let search_beside = |other: Value| search(vec![other]).unwrap().read(page(&jobs, None));
    let error = search_beside(other("2", MODEL, 30_000.0)).unwrap_err();
    assert_eq!((error.kind, error.candidates.len()), (ErrorKind::Ambiguous, 1));
    // The same intent, one of another model, and one submitted long after the job was created.
    let edit = "google/nano-banana-pro-extra/edit-image";
    for harmless in [other("1", MODEL, 0.0), other("2", edit, 0.0), other("2", MODEL, 600_000.0)] {
        assert_eq!(found(search_beside(harmless.clone())).as_deref(), Some("a"), "{harmless}");
    }
}

#[test]
fn pages_are_read_until_they_are_too_old() {
    let mut search = search(Vec::new()).unwrap();
    let first = [job("n", MODEL, "12:30:00"), job("m", MODEL, "12:20:00")];
    assert!(matches!(search.read(page(&first, Some("m&1"))), Ok(Finding::Again(_))));
    let url = format!("{:?}", search.request().address);
    assert!(url.contains("/v1/jobs?limit=100&cursor=m%261"), "{url}");
    let second = [job("a", MODEL, "12:00:02"), job("z", MODEL, "11:00:00")];
    assert_eq!(found(search.read(page(&second, Some("z")))).as_deref(), Some("a"));
}

#[test]
fn a_list_in_another_order_is_read_to_its_end() {
    let mut search = search(Vec::new()).unwrap();
    let first = [job("z", MODEL, "10:00:00"), job("y", MODEL, "11:00:00")];
    assert!(matches!(search.read(page(&first, Some("y"))), Ok(Finding::Again(_))));
    assert_eq!(found(search.read(page(&[job("a", MODEL, "12:00:02")], None))).as_deref(), Some("a"));
}

#[test]
fn a_list_that_is_too_long_is_ambiguous() {
    let mut search = search(Vec::new()).unwrap();
    for number in 0..9 {
        let jobs = [job(&format!("n{number}"), MODEL, "12:30:00")];
        assert!(matches!(search.read(page(&jobs, Some("c"))), Ok(Finding::Again(_))));
    }
    let error = search.read(page(&[job("a", MODEL, "12:30:00")], Some("c"))).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Ambiguous);
}

#[test]
fn a_missing_list_is_not_an_empty_list() {
    let none = search(Vec::new()).unwrap().read(page(&[], None));
    assert!(matches!(none, Ok(Finding::Nothing)), "{none:?}");
    let kind = |answer| search(Vec::new()).unwrap().read(answer).unwrap_err().kind;
    for withheld in [reply(200, json!({})), reply(200, json!({ "data": {} })), reply(404, json!({}))] {
        assert_eq!(kind(withheld), ErrorKind::Unsupported);
    }
    for unreadable in [
        reply(200, json!([])),
        reply(200, json!({ "jobs": 7 })),
        reply(200, json!({ "jobs": [{}] })),
        reply(
            200,
            json!({ "jobs": [{ "jobId": "../a", "model": MODEL, "createdAt": "2026-02-18T12:00:00Z" }] }),
        ),
        reply(200, json!({ "jobs": [], "hasMore": true })),
    ] {
        assert_eq!(kind(unreadable), ErrorKind::BadResponse);
    }
    assert_eq!(kind(reply(401, json!({}))), ErrorKind::Unauthorized);
    assert_eq!(kind(Err(TransportError::Failed)), ErrorKind::Network);
}

#[test]
fn a_provider_without_a_list_is_unsupported() {
    for (provider, model) in [("mulerun", "google/nano-banana-pro/edit"), ("pixazo", "nano-banana/edit")] {
        let error = ListSearch::new(intent("1", provider, model).unwrap(), Vec::new()).err().unwrap();
        assert_eq!((error.kind, error.billed), (ErrorKind::Unsupported, Billed::Unknown));
    }
}
