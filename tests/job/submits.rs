//! Bought once: what is sent again, and what never.

use std::time::Duration;

use plantain::job::error::{Billed, ErrorKind};
use plantain::job::purpose::Purpose;
use plantain::wire::http::{HttpResponse, SentTo, Source, TransportError};
use plantain::wire::json::Json;
use plantain::wire::relay_outcome::RelayOutcome;

use crate::answers::{self, busy, json, lost, plain, running, well};
use crate::drive::{Drive, PROVIDERS, request};

#[test]
fn no_status_but_429_sends_a_submit_again() {
    for provider in PROVIDERS {
        for status in (100..600).filter(|status| *status != 429) {
            let mut drive = Drive::new(&request(provider), 600);
            let error = drive.run_to_error(|_| plain(status));
            assert_eq!(drive.count(Purpose::Submit), 1, "{provider} {status}");
            assert!(error.ticket.is_none(), "{provider} {status}");
            let billed = match status {
                408 | 409 | 421 | 425 => Billed::Unknown,
                400..=499 => Billed::No,
                _ => Billed::Unknown,
            };
            assert_eq!(error.billed, billed, "{provider} {status}");
        }
    }
}

#[test]
fn no_answer_sends_a_submit_again_never() {
    for loss in
        [TransportError::Failed, TransportError::Offline, TransportError::TimedOut, TransportError::TooLong]
    {
        let mut drive = Drive::new(&request("mulerun"), 600);
        let error = drive.run_to_error(|_| Err(loss));
        assert_eq!((drive.count(Purpose::Submit), error.billed), (1, Billed::Unknown), "{loss:?}");
        let is_offline = error.package_code.as_str() == "PLANTAIN_OFFLINE";
        assert_eq!(is_offline, loss == TransportError::Offline);
    }
}

#[test]
fn after_429_a_submit_is_sent_again_after_the_named_pause() {
    let mut drive = Drive::new(&request("pixazo"), 600);
    drive.exchange(busy(7)).unwrap();
    drive.exchange(busy(100)).unwrap();
    drive.exchange(plain(429)).unwrap();
    drive.exchange(answers::accepted()).unwrap();
    let times: Vec<_> = drive.sent.iter().map(|sent| sent.at).collect();
    assert_eq!(times, [0.0, 7.0, 107.0, 137.0]);
    assert!(drive.job.ticket().is_some());
}

#[test]
fn a_wait_past_the_deadline_is_an_error_at_once() {
    let mut drive = Drive::new(&request("pixazo"), 60);
    let error = drive.run_to_error(|_| busy(60));
    assert_eq!((error.kind, error.billed), (ErrorKind::RateLimited, Billed::No));
    assert_eq!(error.retry_after.unwrap().as_secs(), 60);
    assert_eq!((drive.seconds(), drive.sent.len()), (0.0, 1));
}

#[test]
fn a_provider_that_tells_to_come_at_once_is_not_hammered() {
    for provider in PROVIDERS {
        let mut drive = Drive::new(&request(provider), 60);
        let error = drive.run_to_error(|_| busy(0));
        assert_eq!(error.billed, Billed::No);
        assert!(drive.sent.len() <= 121, "{provider}: {} submits in a minute", drive.sent.len());
        assert!(drive.sent.windows(2).all(|pair| pair[1].at - pair[0].at >= 0.5), "{provider}");
    }
}

#[test]
fn a_submit_that_was_accepted_is_never_sent_again() {
    for provider in PROVIDERS {
        let mut drive = Drive::new(&request(provider), 300);
        let mut number = 0;
        drive.run_to_error(|sent| {
            number += 1;
            match number % 4 {
                _ if sent.purpose == Purpose::Submit => well(sent),
                0 => lost(),
                1 => plain(500),
                2 => plain(429),
                _ => running(),
            }
        });
        assert_eq!(drive.count(Purpose::Submit), 1, "{provider}");
    }
}

#[test]
fn an_id_that_could_lead_elsewhere_is_not_asked_for() {
    for id in ["../../v1/account", "..", "a/../b", "a?b", "a#b", "a\\b", "a\nb", "%2e%2e"] {
        let reply = serde_json::json!({ "jobId": id, "request_id": id, "task_info": { "id": id, "status": "pending" } });
        for provider in PROVIDERS {
            let mut drive = Drive::new(&request(provider), 60);
            let error = drive.run_to_error(|_| json(200, reply.clone()));
            assert_eq!(
                (error.kind, error.billed),
                (ErrorKind::BadResponse, Billed::Unknown),
                "{provider} {id}"
            );
            assert_eq!(drive.sent.len(), 1, "{provider} {id}");
            let sentence = format!("It calls the job \"{id}\"");
            assert!(error.message.contains(&sentence), "{provider}: {}", error.message);
        }
    }
}

#[test]
fn an_id_that_is_too_large_a_number_is_named_and_not_polled() {
    let id = 9_007_199_254_740_993_u64;
    let reply = serde_json::json!({ "jobId": id, "request_id": id, "task_info": { "id": id } });
    for provider in PROVIDERS {
        let mut drive = Drive::new(&request(provider), 60);
        let error = drive.run_to_error(|_| json(200, reply.clone()));
        assert_eq!((error.billed, drive.sent.len()), (Billed::Unknown, 1), "{provider}");
        assert!(error.message.contains("\"about 9007199254740992\""), "{provider}: {}", error.message);
    }
}

#[test]
fn a_429_ends_a_job_that_another_provider_can_do() {
    for provider in PROVIDERS {
        for answer in [busy(7), plain(429)] {
            let mut drive = Drive::new(&request(provider), 600);
            drive.job = drive.job.with_alternative();
            let error = drive.run_to_error(|_| answer.clone());
            assert_eq!((error.kind, error.billed), (ErrorKind::RateLimited, Billed::No), "{provider}");
            assert!(error.retry_after.is_some_and(|pause| pause.as_secs() >= 7), "{provider}");
            assert_eq!((drive.seconds(), drive.sent.len()), (0.0, 1), "{provider}");
        }
    }
}

#[test]
fn a_throttle_ends_a_job_that_another_provider_can_do() {
    let mut drive = Drive::new(&request("pixazo"), 600);
    drive.job = drive.job.with_alternative();
    let error = drive.job.note_throttled(Duration::from_secs(9)).unwrap_err();
    assert_eq!((error.kind, error.billed), (ErrorKind::RateLimited, Billed::No));
    assert_eq!((error.provider, error.retry_after), (Some("pixazo"), Some(Duration::from_secs(9))));
}

#[test]
fn an_accepted_job_waits_at_a_429_even_with_an_alternative() {
    let mut drive = Drive::new(&request("pixazo"), 600);
    drive.job = drive.job.with_alternative();
    drive.exchange(answers::accepted()).unwrap();
    drive.exchange(busy(7)).unwrap();
    assert!(drive.job.note_throttled(Duration::from_secs(9)).is_ok());
}

#[test]
fn an_address_where_another_server_answers_is_named_with_its_status() {
    let address = "https://example.com/api/plantain/x";
    let reply = |status, sent_to, is_page| {
        let source = Some(Source { address: address.to_owned(), sent_to, is_page });
        Ok(HttpResponse { source, ..HttpResponse::new(status, None) })
    };
    let no_relay = ": no relay answers there. Start `plantain/relay`";
    for provider in ["mulerun", "pixazo", "pixelbyte"] {
        for (status, sent_to, is_page, code, billed, says) in [
            (404, Some(SentTo::Relay), false, "PLANTAIN_NO_RELAY", Billed::No, no_relay),
            (404, Some(SentTo::Relay), true, "PLANTAIN_NO_RELAY", Billed::No, no_relay),
            (200, Some(SentTo::Relay), true, "PLANTAIN_NO_RELAY", Billed::Unknown, no_relay),
            (403, Some(SentTo::Proxy), true, "PLANTAIN_NO_SERVICE", Billed::No, ": check `baseUrl`."),
            (200, None, true, "PLANTAIN_NO_SERVICE", Billed::Unknown, ", not as the provider does."),
            (404, None, false, "PLANTAIN_REFUSED", Billed::No, "and no error of the provider."),
            (
                401,
                None,
                false,
                "PLANTAIN_UNAUTHORIZED",
                Billed::No,
                "The provider did not accept the key. The address",
            ),
            (
                402,
                None,
                false,
                "PLANTAIN_NO_CREDIT",
                Billed::No,
                "The account at the provider has no credit left.",
            ),
            (502, Some(SentTo::Proxy), true, "PLANTAIN_UNAVAILABLE", Billed::Unknown, ": check `baseUrl`."),
        ] {
            let error = Drive::new(&request(provider), 600).run_to_error(|_| reply(status, sent_to, is_page));
            let record = serde_json::to_value(Json::from(error.clone())).unwrap();
            assert_eq!(
                (record["code"].as_str(), error.billed),
                (Some(code), billed),
                "{provider} {status}: {record}"
            );
            let what = if is_page { "a web page (status" } else { "the status" };
            for part in [address, what, &status.to_string(), says] {
                assert!(error.message.contains(part), "{part} is not in: {}", error.message);
            }
        }
    }
}

#[test]
fn a_web_page_behind_a_relay_is_not_told_as_a_missing_relay() {
    for (status, outcome, code, says) in [
        (511, RelayOutcome::Unknown, "PLANTAIN_UNAVAILABLE", "a web page (status 511), which the relay got"),
        (
            403,
            RelayOutcome::Answered,
            "PLANTAIN_UNAUTHORIZED",
            "a web page (status 403), which the relay got",
        ),
        (200, RelayOutcome::Answered, "PLANTAIN_UNREADABLE", "a web page (status 200), which the relay got"),
        (404, RelayOutcome::Answered, "PLANTAIN_REFUSED", "a web page (status 404), which the relay got"),
    ] {
        let source =
            Some(Source { address: "https://x/y".to_owned(), sent_to: Some(SentTo::Relay), is_page: true });
        let mut drive = Drive::new(&request("mulerun"), 600);
        drive.job = drive.job.through_relay();
        let error = drive.run_to_error(|_| {
            let reply = HttpResponse::new(status, None);
            Ok(HttpResponse { source: source.clone(), relay_outcome: Some(outcome), ..reply })
        });
        let record = serde_json::to_value(Json::from(error.clone())).unwrap();
        assert_eq!(record["code"].as_str(), Some(code), "{record}");
        assert!(error.message.contains(says), "{}", error.message);
        assert!(!error.message.contains("no relay"), "{}", error.message);
    }
}

#[test]
fn a_429_without_a_word_keeps_its_sentence() {
    let source = Some(Source { address: "https://x/y".to_owned(), sent_to: None, is_page: false });
    for provider in PROVIDERS {
        let mut drive = Drive::new(&request(provider), 600);
        drive.job = drive.job.with_alternative();
        let reply = || Ok(HttpResponse { source: source.clone(), ..HttpResponse::new(429, None) });
        let error = drive.run_to_error(|_| reply());
        assert_eq!(error.kind, ErrorKind::RateLimited);
        for part in ["The provider got too many calls.", "https://x/y", "the status 429"] {
            assert!(error.message.contains(part), "{provider}: {}", error.message);
        }
    }
}

#[test]
fn what_the_provider_says_is_not_taken_for_another_server() {
    let source = Source { address: "https://x".to_owned(), sent_to: Some(SentTo::Relay), is_page: false };
    for provider in ["mulerun", "pixazo", "pixelbyte"] {
        let body = Some(
            serde_json::json!({ "error": { "code": "NO_MODEL", "message": "Is there no model?" } }).into(),
        );
        let reply =
            || Ok(HttpResponse { source: Some(source.clone()), ..HttpResponse::new(404, body.clone()) });
        let error = Drive::new(&request(provider), 600).run_to_error(|_| reply());
        assert_eq!(error.message, "The provider refused the request: Is there no model?", "{provider}");
        assert_eq!(error.provider_message.as_deref(), Some("Is there no model?"));
    }
}
