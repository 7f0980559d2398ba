//! Behind a relay: a submit is sent again under its key, and open only where the relay does not know either.

use std::time::Duration;

use plantain::job::Step;
use plantain::job::error::{Billed, ErrorKind};
use plantain::job::purchase::StoreChange;
use plantain::job::purpose::Purpose;
use plantain::job::receive::Received;
use plantain::provider::intent::Pending;
use plantain::wire::http::{HttpResponse, TransportError};
use plantain::wire::json::Json;
use plantain::wire::relay_outcome::RelayOutcome;
use plantain::wire::timestamp::Timestamp;
use serde_json::{Value, json};

use crate::answers::{self, Answer, accepted, busy, cut, lost, plain, well};
use crate::drive::{Drive, JOB, PROVIDERS, START, local, request};

fn relayed(request: &Value, seconds: u64) -> Drive {
    let mut drive = Drive::new(request, seconds);
    drive.job = drive.job.with_intent("abc".to_owned(), &[], Timestamp::from_millis(START)).through_relay();
    drive
}

fn with_outcome(outcome: RelayOutcome, answer: Answer) -> Answer {
    Ok(HttpResponse { relay_outcome: Some(outcome), ..answer? })
}

/// A refusal of the relay itself, in the format of MuleRun.
fn refusal(outcome: RelayOutcome, status: u16, code: &str) -> Answer {
    with_outcome(outcome, answers::json(status, json!({ "code": code, "message": "Said by the relay." })))
}

#[test]
fn a_lost_submit_is_sent_again_under_the_same_key_with_the_same_body() {
    for provider in PROVIDERS {
        let mut drive = relayed(&request(provider), 600);
        let mut answers = vec![
            with_outcome(RelayOutcome::Answered, accepted()),
            lost(),
            Err(TransportError::TimedOut),
            lost(),
        ];
        let mut keys = Vec::new();
        while drive.job.ticket().is_none() {
            let Step::Send(sent) = drive.job.step(drive.time()).unwrap() else {
                drive.now += 500.0;
                continue;
            };
            keys.push((sent.idempotency_key, sent.body));
            drive.job.receive(drive.time(), answers.pop().unwrap()).result.unwrap();
        }
        assert_eq!(keys.len(), 4, "{provider}");
        assert!(keys.iter().all(|key| *key == keys[0] && key.0.as_deref() == Some("abc")), "{provider}");
        assert_eq!(drive.seconds(), 7.0, "{provider}");
    }
}

#[test]
fn a_lost_submit_is_not_sent_again_once_the_relay_may_have_forgotten_its_key() {
    const HOUR: f64 = 3_600_000.0;
    for provider in PROVIDERS {
        for (hours, is_sent_again) in [(22.0, true), (23.5, false), (25.0, false)] {
            let mut drive = relayed(&request(provider), 31 * 24 * 3600);
            assert!(matches!(drive.job.step(drive.time()), Ok(Step::Send(_))));
            // The machine slept before the loss was noticed.
            drive.now += hours * HOUR;
            drive.job.receive(drive.time(), lost()).result.unwrap();
            drive.now += 60_000.0;
            match drive.job.step(drive.time()) {
                Ok(step) => assert!(is_sent_again && matches!(step, Step::Send(_)), "{provider} {hours}"),
                Err(error) => {
                    assert_eq!((error.billed, is_sent_again), (Billed::Unknown, false), "{provider} {hours}");
                    assert!(error.intent.is_some());
                }
            }
        }
    }
}

#[test]
fn the_relay_may_forget_a_key_by_the_time_of_its_first_submit_however_often_it_is_sent() {
    const HOUR: f64 = 3_600_000.0;
    for provider in PROVIDERS {
        let mut drive = relayed(&request(provider), 31 * 24 * 3600);
        for hours in [0.0, 12.0] {
            drive.now = START + hours * HOUR;
            assert!(matches!(drive.job.step(drive.time()), Ok(Step::Send(_))), "{provider} {hours}");
            drive.job.before_send(drive.time());
            drive.job.receive(drive.time(), lost()).result.unwrap();
        }
        drive.now = START + 23.5 * HOUR;
        let error = drive.job.step(drive.time()).unwrap_err();
        assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, Billed::Unknown), "{provider}");
        let intent = error.intent.unwrap();
        assert_eq!(intent.submitted_at, Timestamp::from_millis(START), "what a later search counts from");
    }
}

#[test]
fn straight_at_a_provider_there_is_no_key_and_no_second_submit() {
    for provider in PROVIDERS {
        let mut drive = Drive::new(&request(provider), 600);
        drive.job = drive.job.with_intent("abc".to_owned(), &[], Timestamp::from_millis(START));
        let Step::Send(sent) = drive.job.step(drive.time()).unwrap() else { panic!("it sends") };
        assert_eq!(sent.idempotency_key, None);
        for outcome in [RelayOutcome::Pending, RelayOutcome::Unsent, RelayOutcome::Unknown] {
            let mut drive = Drive::new(&request(provider), 600);
            let error = drive.run_to_error(|_| refusal(outcome, 504, "RELAY_PENDING"));
            assert_eq!((error.billed, drive.sent.len()), (Billed::Unknown, 1), "{provider} {outcome:?}");
        }
    }
}

#[test]
fn uploads_and_polls_carry_no_key() {
    let mut drive = relayed(&local(1), 600);
    let mut keys = Vec::new();
    while let Step::Send(sent) = drive.job.step(drive.time()).unwrap() {
        let note = drive.note(&sent);
        keys.push((note.purpose, sent.idempotency_key));
        drive.job.receive(drive.time(), well(&note)).result.unwrap();
    }
    drive.now += 60_000.0;
    let Step::Send(poll) = drive.job.step(drive.time()).unwrap() else { panic!("it polls") };
    keys.push((drive.job.purpose(), poll.idempotency_key));
    assert_eq!(
        keys,
        [
            (Purpose::Presign, None),
            (Purpose::Upload, None),
            (Purpose::Submit, Some("abc".to_owned())),
            (Purpose::Poll, None)
        ]
    );
}

#[test]
fn resends_back_off_and_end() {
    let mut drive = relayed(&request("mulerun"), 600);
    let error = drive.run_to_error(|_| lost());
    let times: Vec<_> = drive.sent.iter().map(|sent| sent.at).collect();
    assert_eq!(times, [0.0, 1.0, 3.0, 7.0, 15.0, 31.0, 47.0, 63.0]);
    assert_eq!((error.kind, error.billed), (ErrorKind::Network, Billed::Unknown));
    assert_eq!(error.intent.unwrap().id, "abc");
    assert!(error.message.ends_with("`findJob` asks the relay."), "{}", error.message);
}

#[test]
fn what_the_relay_did_not_send_was_not_bought() {
    for status in [424, 502, 504] {
        let mut drive = relayed(&request("mulerun"), 600);
        let error = drive.run_to_error(|_| refusal(RelayOutcome::Unsent, status, "RELAY_NOT_READY"));
        let found = (error.kind, error.billed, drive.sent.len());
        assert_eq!(found, (ErrorKind::Unavailable, Billed::No, 4), "{status}");
    }
    for (status, kind) in [(402, ErrorKind::InsufficientCredit), (413, ErrorKind::Refused)] {
        let mut drive = relayed(&request("mulerun"), 600);
        let mut answers = vec![refusal(RelayOutcome::Unsent, status, "RELAY_BUDGET"), lost()];
        let error = drive.run_to_error(|_| answers.pop().unwrap());
        assert_eq!((error.kind, error.billed, drive.sent.len()), (kind, Billed::No, 2), "{status}");
    }
}

#[test]
fn another_body_under_the_key_is_an_invalid_request() {
    let mut drive = relayed(&request("mulerun"), 600);
    let error = drive.run_to_error(|_| refusal(RelayOutcome::Unsent, 422, "RELAY_KEY_REUSED"));
    assert_eq!((error.kind, error.billed), (ErrorKind::InvalidRequest, Billed::No));
    assert_eq!((error.status, error.code.as_deref()), (Some(422), Some("RELAY_KEY_REUSED")));
    // The provider's own 422.
    let mut drive = relayed(&request("mulerun"), 600);
    let error = drive.run_to_error(|_| with_outcome(RelayOutcome::Answered, plain(422)));
    assert_eq!((error.kind, error.billed), (ErrorKind::Refused, Billed::No));
}

#[test]
fn a_submit_on_its_way_is_waited_for_until_the_deadline() {
    let mut drive = relayed(&request("mulerun"), 300);
    let mut answers = vec![with_outcome(RelayOutcome::Answered, accepted())];
    answers.extend((0..12).map(|_| refusal(RelayOutcome::Pending, 504, "RELAY_PENDING")));
    drive
        .run(|sent| if sent.purpose == Purpose::Submit { answers.pop().unwrap() } else { answers::done() })
        .unwrap();
    assert_eq!(drive.count(Purpose::Submit), 13);

    let mut drive = relayed(&request("mulerun"), 60);
    let error = drive.run_to_error(|_| refusal(RelayOutcome::Pending, 504, "RELAY_PENDING"));
    assert_eq!((error.billed, error.intent.is_some()), (Billed::Unknown, true));
    assert!(drive.seconds() <= 60.0 && drive.sent.len() < 9, "{}", drive.sent.len());
}

#[test]
fn what_the_relay_does_not_know_is_open_and_not_sent_again() {
    for status in [409, 500, 502, 503, 504, 529] {
        let mut drive = relayed(&request("mulerun"), 600);
        let error = drive.run_to_error(|_| refusal(RelayOutcome::Unknown, status, "RELAY_UNCONFIRMED"));
        assert_eq!((error.billed, drive.sent.len()), (Billed::Unknown, 1), "{status}");
    }
    let mut drive = relayed(&request("mulerun"), 600);
    let mut answers = vec![with_outcome(RelayOutcome::Answered, accepted())];
    answers.extend((0..3).map(|_| refusal(RelayOutcome::Unknown, 503, "RELAY_NOT_READY")));
    while drive.job.ticket().is_none() {
        drive.exchange(answers.pop().unwrap()).unwrap();
    }
    assert_eq!(drive.count(Purpose::Submit), 4);
}

#[test]
fn a_refusal_after_a_lost_submit_leaves_it_open() {
    for status in [400, 401, 403, 404, 411, 415] {
        let mut drive = relayed(&request("mulerun"), 600);
        let mut answers = vec![plain(status), lost()];
        let error = drive.run_to_error(|_| answers.pop().unwrap());
        assert_eq!((error.billed, error.intent.is_some()), (Billed::Unknown, true), "{status}");
        let mut drive = relayed(&request("mulerun"), 600);
        assert_eq!(drive.run_to_error(|_| plain(status)).billed, Billed::No, "{status}");
    }
}

#[test]
fn too_many_calls_of_the_relay_are_waited_for_and_do_not_close_what_is_open() {
    let mut drive = relayed(&request("mulerun"), 600);
    let mut answers = vec![with_outcome(RelayOutcome::Answered, accepted()), busy(7), lost()];
    while drive.job.ticket().is_none() {
        drive.exchange(answers.pop().unwrap()).unwrap();
    }
    let times: Vec<_> = drive.sent.iter().map(|sent| sent.at).collect();
    assert_eq!(times, [0.0, 1.0, 8.0]);

    let mut drive = relayed(&request("mulerun"), 60);
    let mut answers = vec![busy(3600), lost()];
    let error = drive.run_to_error(|_| answers.pop().unwrap());
    assert_eq!((error.kind, error.billed), (ErrorKind::RateLimited, Billed::Unknown));
}

#[test]
fn the_deadline_after_a_lost_submit_leaves_it_open() {
    let mut drive = relayed(&request("mulerun"), 600);
    drive.exchange(lost()).unwrap();
    drive.now += 700_000.0;
    let error = drive.job.step(drive.time()).unwrap_err();
    assert_eq!((error.kind, error.billed), (ErrorKind::TimedOut, Billed::Unknown));
    assert_eq!(error.message.matches("findJob").count(), 1, "{}", error.message);
    let again = drive.job.with_earlier_sends(*error.clone());
    assert_eq!(again.message, error.message);
    assert_eq!(error.intent.unwrap().id, "abc");
}

#[test]
fn the_intent_stays_in_the_store_while_the_submit_is_open() {
    let mut drive = relayed(&request("mulerun"), 600);
    assert!(matches!(drive.job.before_send(drive.time()), Some(StoreChange::Put(_))));
    assert!(matches!(drive.job.not_sent(), Some(StoreChange::Drop(_))));
    let change = |drive: &mut Drive, answer| {
        let Received { store_change, .. } = drive.job.receive(drive.time(), answer);
        store_change.unwrap()
    };
    assert!(matches!(change(&mut drive, lost()), StoreChange::Put(intent) if intent.id == "abc"));
    // The second send does not leave: the first may have arrived.
    assert!(drive.job.not_sent().is_none());
    let unsent = refusal(RelayOutcome::Unsent, 502, "RELAY_UPSTREAM");
    assert!(matches!(change(&mut drive, unsent), StoreChange::Drop(Pending::Unknown(_))));
    let done = with_outcome(RelayOutcome::Answered, accepted());
    assert!(matches!(change(&mut drive, done), StoreChange::Replace { intent, .. } if intent.id == "abc"));
}

#[test]
fn a_dead_connection_to_the_relay_does_not_take_all_the_time() {
    let drive = relayed(&request("mulerun"), 600);
    assert_eq!(drive.job.time_limit(drive.time()), Duration::from_secs(310));
    let straight = Drive::new(&request("mulerun"), 600);
    assert_eq!(straight.job.time_limit(straight.time()), Duration::from_secs(600));
}

#[test]
fn an_answer_that_broke_off_before_its_id_is_sent_for_again() {
    let mut drive = relayed(&request("mulerun"), 600);
    let cut = |read| with_outcome(RelayOutcome::Answered, cut(TransportError::Failed, read));
    drive.exchange(cut(json!({ "task_info": {} }))).unwrap();
    drive.exchange(cut(json!({ "task_info": { "id": JOB } }))).unwrap();
    assert_eq!((drive.job.ticket().unwrap().job.as_str(), drive.count(Purpose::Submit)), (JOB, 2));
}

#[test]
fn an_answer_that_cannot_be_understood_is_not_sent_for_again() {
    for outcome in [Some(RelayOutcome::Answered), None] {
        let mut drive = relayed(&request("mulerun"), 600);
        let body = Some(Json::from(json!({ "odd": true })));
        let odd = HttpResponse { relay_outcome: outcome, ..HttpResponse::new(200, body) };
        let error = drive.run_to_error(|_| Ok(odd.clone()));
        let found = (error.kind, error.billed, drive.sent.len());
        assert_eq!(found, (ErrorKind::BadResponse, Billed::Unknown, 1));
    }
}

#[test]
fn a_429_after_a_lost_submit_leaves_nothing_to_another_provider() {
    let mut drive = relayed(&request("mulerun"), 600);
    drive.job = drive.job.with_alternative();
    drive.exchange(lost()).unwrap();
    drive.exchange(busy(7)).expect("it may be bought: the same key is sent again");
    assert!(drive.job.note_throttled(Duration::from_secs(9)).is_ok());
    drive.exchange(with_outcome(RelayOutcome::Answered, accepted())).unwrap();
    assert!(drive.job.ticket().is_some());
}

#[test]
fn a_429_of_the_provider_behind_a_relay_ends_a_job_that_another_can_do() {
    let mut drive = relayed(&request("mulerun"), 600);
    drive.job = drive.job.with_alternative();
    let error = drive.run_to_error(|_| with_outcome(RelayOutcome::Answered, busy(7)));
    assert_eq!((error.kind, error.billed), (ErrorKind::RateLimited, Billed::No));
    assert_eq!(drive.sent.len(), 1);
}

#[test]
fn a_caller_who_aborts_between_two_tries_hears_that_the_outcome_is_unknown() {
    let mut drive = relayed(&request("mulerun"), 600);
    assert!(drive.job.abandoned().is_none(), "nothing was sent");
    drive.exchange(lost()).unwrap();
    let error = drive.job.abandoned().unwrap();
    assert_eq!((error.kind, error.billed), (ErrorKind::Network, Billed::Unknown));
    assert_eq!(error.intent.unwrap().id, "abc");
    drive.exchange(with_outcome(RelayOutcome::Answered, accepted())).unwrap();
    assert!(drive.job.abandoned().is_none(), "there is a ticket");

    let mut drive = relayed(&request("mulerun"), 600);
    drive.exchange(with_outcome(RelayOutcome::Answered, busy(1))).unwrap();
    assert!(drive.job.abandoned().is_none(), "a 429 bought nothing");
}
