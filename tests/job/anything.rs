//! Whatever providers answer, whenever, and whatever the clock does.

use std::time::Duration;

use plantain::job::Step;
use plantain::job::error::Billed;
use plantain::job::progress::ProgressTracker;
use plantain::job::purpose::Purpose;
use plantain::wire::http::{HttpResponse, TransportError};
use plantain::wire::json::Json;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::answers::{self, Answer};
use crate::drive::{Drive, JOB, PROVIDERS, local, request};

/// What happens to one request.
#[derive(Clone, Debug)]
struct Event {
    reply: Reply,
    /// Milliseconds until the answer.
    latency: u32,
    /// Milliseconds by which the clock is set, besides.
    jump: i64,
    hurry: bool,
}

#[derive(Clone, Debug)]
enum Reply {
    Done,
    Http {
        status: u16,
        retry_after: Option<String>,
        body: Option<Value>,
    },
    Lost(TransportError),
    /// What the provider says when all is well.
    Well,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_answers_buys_twice_loses_a_receipt_or_stops(
        written in requests(),
        seconds in prop_oneof![1u64..100, Just(600), Just(86_400)],
        events in prop::collection::vec(events(), 1..60),
    ) {
        let mut drive = Drive::new(&written, seconds);
        let mut refused_for_now = 0;
        let (mut tracker, mut shown) = (ProgressTracker::new(drive.time()), 0.0);
        for event in events {
            let sent = match next(&mut drive, seconds)? {
                Some(sent) => sent,
                None => break,
            };
            drive.now = (drive.now + f64::from(event.latency) + event.jump as f64).max(0.0);
            let answer = match event.reply {
                Reply::Done => answers::done(),
                Reply::Http { status, retry_after, body } => {
                    Ok(HttpResponse { retry_after, ..HttpResponse::new(status, body.map(Json::from)) })
                }
                Reply::Lost(loss) => Err(loss),
                Reply::Well => answers::well(drive.sent.last().unwrap()),
            };
            if sent == Purpose::Submit && answer.as_ref().is_ok_and(|reply| reply.status == 429) {
                refused_for_now += 1;
            }
            let was_accepted = drive.job.ticket().is_some();
            tracker.enter(drive.job.stage(|before| (before, 3)), false);
            let fraction = tracker.read(drive.time()).unwrap().fraction;
            prop_assert!((shown..1.0).contains(&fraction), "{} after {}", fraction, shown);
            shown = fraction;
            let received = drive.job.receive(drive.time(), answer).result;
            prop_assert!(drive.count(Purpose::Submit) <= 1 + refused_for_now, "bought twice");
            if let Err(error) = received {
                prop_assert_eq!(was_accepted && error.ticket.is_none(), false, "a receipt is lost: {:?}", error);
                prop_assert!(sent != Purpose::Upload && sent != Purpose::Presign || error.billed == Billed::No);
                is_decent(&serde_json::to_string(&Json::from((*error).clone())).unwrap())?;
                is_decent(&error.message)?;
                return Ok(());
            }
            prop_assert!(!was_accepted || drive.job.ticket().is_some(), "a receipt is lost");
            if event.hurry {
                drive.job.poll_soon(drive.time());
            }
        }
    }
}

/// Waits for the next request; `None` at the end.
fn next(drive: &mut Drive, seconds: u64) -> Result<Option<Purpose>, TestCaseError> {
    let mut pauses = 0;
    loop {
        match drive.job.step(drive.time()) {
            Err(error) => {
                let is_accepted = drive.job.ticket().is_some();
                prop_assert_eq!(error.ticket.is_some(), is_accepted, "a receipt is lost: {:?}", error);
                is_decent(&error.message)?;
                return Ok(None);
            }
            Ok(Step::Done(_)) => return Ok(None),
            Ok(Step::Wait(pause)) => {
                // No reply makes a poll wait longer; a submit waits as the reply says, within the deadline.
                let longest = if drive.job.purpose() == Purpose::Poll { 120 } else { seconds };
                prop_assert!(pause > Duration::ZERO && pause <= Duration::from_secs(longest), "{:?}", pause);
                drive.now += pause.as_millis() as f64;
                drive.job.poll_soon(drive.time());
                pauses += 1;
                prop_assert!(pauses < 100, "it only waits");
            }
            Ok(Step::Send(request)) => {
                let sent = drive.note(&request);
                let purpose = sent.purpose;
                let is_again = drive.sent.last().is_some_and(|last| last.purpose == purpose);
                prop_assert!(
                    purpose != Purpose::Submit || !is_again || pauses > 0,
                    "sent again without a pause"
                );
                drive.sent.push(sent);
                return Ok(Some(purpose));
            }
        }
    }
}

/// No image that a provider echoes may stand in an error.
fn is_decent(text: &str) -> Result<(), TestCaseError> {
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    let longest = text.as_bytes().split(|byte| !is_base64(byte)).map(<[u8]>::len).max().unwrap_or(0);
    prop_assert!(longest <= 100, "{longest} characters of base64 in: {}", text);
    prop_assert!(text.len() < 4000, "too long: {}", text);
    Ok(())
}

fn requests() -> impl Strategy<Value = Value> {
    prop_oneof![prop::sample::select(&PROVIDERS[..]).prop_map(request), (1usize..4).prop_map(local),]
}

fn events() -> impl Strategy<Value = Event> {
    let latency = prop_oneof![8 => 0u32..2_000, 1 => 0u32..60_000];
    let jump = prop_oneof![12 => Just(0i64), 1 => -7_200_000i64..0, 1 => 0i64..7_200_000];
    (replies(), latency, jump, any::<bool>()).prop_map(|(reply, latency, jump, hurry)| Event {
        reply,
        latency,
        jump,
        hurry,
    })
}

fn replies() -> impl Strategy<Value = Reply> {
    let status = prop_oneof![
        3 => 100u16..600,
        3 => Just(200u16),
        2 => prop::sample::select(vec![202u16, 204, 400, 401, 404, 429, 500, 502, 503]),
    ];
    let retry_after = prop::option::of(prop_oneof![
        (0u32..200).prop_map(|seconds| seconds.to_string()),
        Just("99999999".to_owned()),
        "\\PC{0,12}",
    ]);
    let http = (status, retry_after, prop::option::of(bodies()))
        .prop_map(|(status, retry_after, body)| Reply::Http { status, retry_after, body });
    let losses = prop::sample::select(vec![
        TransportError::Failed,
        TransportError::Offline,
        TransportError::TimedOut,
        TransportError::TooLong,
    ]);
    prop_oneof![5 => Just(Reply::Well), 1 => Just(Reply::Done), 5 => http, 2 => losses.prop_map(Reply::Lost)]
}

/// Objects of the names that readers look for, with anything in them.
fn bodies() -> impl Strategy<Value = Value> {
    let echo = "QUJD".repeat(200);
    let leaves = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(vec![
            JOB.to_owned(),
            "pending".to_owned(),
            "processing".to_owned(),
            "completed".to_owned(),
            "failed".to_owned(),
            "cancelled".to_owned(),
            "https://example.com/out.png".to_owned(),
            "javascript:alert(1)".to_owned(),
            "../..".to_owned(),
            "2026-02-18T12:00:30Z".to_owned(),
            echo.clone(),
            format!("data:image/png;base64,{echo}"),
            format!("https://example.com/{echo}"),
        ])
        .prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
    ];
    leaves.prop_recursive(4, 40, 6, |inner| {
        let names = prop::sample::select(NAMES);
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            4 => prop::collection::vec((names, inner), 0..8)
                .prop_map(|members| members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
        ]
    })
}

const NAMES: &[&str] = &[
    "code",
    "costMicroCents",
    "data",
    "detail",
    "details",
    "error",
    "error_code",
    "estimatedCompletionTime",
    "fileUrl",
    "id",
    "images",
    "imageUrl",
    "jobId",
    "media_url",
    "message",
    "output",
    "outputs",
    "polling_url",
    "progress",
    "refundedMicroCents",
    "request_id",
    "result",
    "retryAfter",
    "status",
    "success",
    "task_id",
    "task_info",
    "title",
    "type",
    "uploadUrl",
    "url",
    "width",
];

#[test]
fn the_properties_would_see_an_image_in_a_message() {
    assert!(is_decent(&"QUJD".repeat(26)).is_err() && is_decent(&"QUJD ".repeat(100)).is_ok());
}

#[test]
fn an_answer_of_every_name_at_once_is_read_without_harm() {
    let names: serde_json::Map<_, _> = NAMES.iter().map(|name| ((*name).to_owned(), json!(name))).collect();
    let answer: Answer = answers::json(200, Value::Object(names));
    for provider in PROVIDERS {
        let mut drive = Drive::new(&request(provider), 60);
        drive.run_to_error(|_| answer.clone());
    }
}
