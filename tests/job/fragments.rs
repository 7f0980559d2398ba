//! Replies that did not arrive whole: the id in the reply to a submit is not lost, and nothing else is taken from them.

use std::time::Duration;

use plantain::job::error::{Billed, ErrorKind};
use plantain::job::purpose::Purpose;
use plantain::job::{Step, purchase::StoreChange};
use plantain::wire::http::{Fragment, HttpResponse, TransportError};
use plantain::wire::json::Json;
use serde_json::{Value, json};

use crate::answers::{Answer, accepted, cut, done, place, plain};
use crate::drive::{Drive, JOB, PROVIDERS, local, request};

const LOSSES: [(TransportError, ErrorKind); 3] = [
    (TransportError::Failed, ErrorKind::Network),
    (TransportError::TimedOut, ErrorKind::TimedOut),
    (TransportError::TooLong, ErrorKind::BadResponse),
];

#[test]
fn the_id_of_a_reply_that_broke_off_is_a_ticket() {
    for provider in PROVIDERS {
        for (loss, _) in LOSSES {
            let mut drive = Drive::new(&request(provider), 600);
            // Its images may be a part of them: a poll tells.
            let read = json!({
                "jobId": JOB, "request_id": JOB, "task_info": { "id": JOB, "status": "completed" },
                "status": "completed", "images": ["https://example.com/1.png"],
            });
            drive.exchange(cut(loss, read)).unwrap();
            assert_eq!(drive.job.ticket().unwrap().job.as_str(), JOB, "{provider} {loss:?}");
            drive.exchange(done()).unwrap();
            assert!(matches!(drive.job.step(drive.time()), Ok(Step::Done(_))), "{provider} {loss:?}");
            assert_eq!((drive.count(Purpose::Submit), drive.count(Purpose::Poll)), (1, 1));
        }
    }
}

#[test]
fn without_an_id_the_error_has_what_was_read_and_the_intent_stays() {
    for provider in PROVIDERS {
        for (loss, kind) in LOSSES {
            let mut drive = Drive::new(&request(provider), 600);
            let now = drive.time();
            drive.job = drive.job.with_intent("1".to_owned(), &[], now);
            drive.send().unwrap();
            let read = json!({ "note": "thanks", "images": ["https://example.com/1.png"] });
            let received = drive.job.receive(drive.time(), cut(loss, read.clone()));
            let error = received.result.unwrap_err();
            assert_eq!((error.kind, error.billed, error.status), (kind, Billed::Unknown, Some(200)));
            assert_eq!(error.raw, Some(Json::from(read)), "{provider}");
            assert!(error.intent.is_some() && error.message.contains("status 200"), "{}", error.message);
            assert!(matches!(received.store_change, Some(StoreChange::Put(_))), "{provider}");
        }
    }
}

#[test]
fn a_whole_text_that_is_not_json_is_read_as_far_as_it_is() {
    for (read, has_id) in [
        (json!({ "jobId": JOB, "request_id": JOB, "task_info": { "id": JOB } }), true),
        (json!("Thank you."), false),
    ] {
        for provider in PROVIDERS {
            let fragment = Some(Fragment { lost: None, read: read.clone().into() });
            let mut drive = Drive::new(&request(provider), 600);
            let reply = HttpResponse { fragment, ..HttpResponse::new(200, None) };
            let outcome = drive.exchange(Ok(reply));
            assert_eq!(drive.job.ticket().is_some(), has_id, "{provider}");
            if let Err(error) = outcome {
                assert_eq!((error.kind, error.billed), (ErrorKind::BadResponse, Billed::Unknown));
                assert_eq!(error.raw, Some(Json::from("Thank you.")));
            }
        }
    }
}

#[test]
fn a_poll_whose_reply_broke_off_is_repeated() {
    for (loss, kind) in LOSSES {
        let images = json!({ "status": "completed", "task_info": { "status": "completed" }, "images": ["https://a.b/1.png"] });
        let mut drive = Drive::resume("mulerun", 600);
        drive.exchange(cut(loss, images.clone())).unwrap();
        assert!(matches!(drive.job.step(drive.time()), Ok(Step::Wait(_))));
        drive.exchange(done()).unwrap();
        assert!(matches!(drive.job.step(drive.time()), Ok(Step::Done(_))));

        let mut drive = Drive::resume("mulerun", 1);
        drive.now += 900.0;
        let received = drive.job.receive(drive.time(), cut(loss, images));
        received.result.unwrap();
        drive.now += 100.0;
        let error = drive.job.step(drive.time()).unwrap_err();
        assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, Billed::Yes), "{kind:?}");
    }
}

#[test]
fn the_storage_needs_to_say_nothing() {
    let mut drive = Drive::new(&local(1), 600);
    drive.exchange(place(1)).unwrap();
    drive.exchange(cut(TransportError::Failed, Value::Null)).unwrap();
    drive.exchange(accepted()).unwrap();
    assert_eq!((drive.count(Purpose::Upload), drive.count(Purpose::Submit)), (1, 1));
}

#[test]
fn a_refusal_is_known_by_its_status() {
    let refused = |status| -> Answer {
        let read = json!({ "message": "Too many" }).into();
        let fragment = Some(Fragment { lost: Some(TransportError::Failed), read });
        Ok(HttpResponse { fragment, ..HttpResponse::new(status, None) }.with_fragment())
    };
    for (status, billed) in [(401, Billed::No), (422, Billed::No), (500, Billed::Unknown)] {
        let error = Drive::new(&request("mulerun"), 600).run_to_error(|_| refused(status));
        assert_eq!((error.status, error.billed), (Some(status), billed));
        assert!(error.message.contains("Too many"), "{}", error.message);
    }
    let mut drive = Drive::new(&request("mulerun"), 600);
    drive.exchange(refused(429)).unwrap();
    drive.exchange(accepted()).unwrap();
}

#[test]
fn a_submit_that_only_a_429_held_back_until_its_time_was_over_is_rate_limited() {
    let mut drive = Drive::new(&request("mulerun"), 60);
    assert_eq!(drive.job.timed_out().kind, ErrorKind::TimedOut);
    drive.job.note_throttled(Duration::from_secs(9)).unwrap();
    let error = drive.job.timed_out();
    assert_eq!((error.kind, error.billed), (ErrorKind::RateLimited, Billed::No));
    assert_eq!(error.retry_after, Some(Duration::from_secs(9)));
    drive.exchange(plain(429)).unwrap();
    assert_eq!(drive.job.timed_out().kind, ErrorKind::RateLimited);
}
