//! The caller's abort, at every stage: the reason comes back untouched, and nothing more is bought.

use js_sys::{Array, Function, Object};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::AbortController;

use crate::client::{cancel, check_access, run, status, submit, wait};
use crate::page::{
    abort_at, advance, call, function, hurry, jpeg, jpeg_of, js, later, list, listener, member, plain,
    rejected, resolved, until, with,
};
use crate::requests::{mulerun, pixelbyte, words};
use crate::session::Session;

#[wasm_bindgen_test]
async fn reasons_come_back_untouched() {
    let session = Session::new().await;
    let reasons = [
        "changed my mind".into(),
        js(json!({ "why": "because" })),
        JsValue::NULL,
        JsValue::from_f64(0.0),
        js_sys::Error::new("mine").into(),
    ];
    for reason in reasons {
        let controller = AbortController::new().unwrap();
        controller.abort_with_reason(&reason);
        let options = with(session.options(), [("signal", controller.signal().into())]);
        assert!(Object::is(&rejected(run(words(), options)).await, &reason), "{reason:?}");
    }
    let controller = AbortController::new().unwrap();
    controller.abort();
    let options = with(session.options(), [("signal", controller.signal().into())]);
    let thrown = rejected(run(words(), options)).await;
    assert!(Object::is(&thrown, &controller.signal().reason()));
    assert_eq!(member(&thrown, "name"), "AbortError");
}

#[wasm_bindgen_test]
async fn a_call_that_was_aborted_before_it_began_sends_nothing() {
    let session = Session::new().await;
    let ticket = resolved(submit(words(), session.options())).await;
    let before = session.everything().await.len();
    let controller = AbortController::new().unwrap();
    controller.abort_with_reason(&"before".into());
    let options = || with(session.options(), [("signal", controller.signal().into())]);
    let calls = [
        cancel(ticket.clone(), options()),
        check_access("pixelbyte".into(), options()),
        status(ticket.clone(), options()),
        run(pixelbyte(&[jpeg().await]), options()),
        submit(words(), options()),
        wait(ticket, options()),
    ];
    for call in calls {
        assert_eq!(rejected(call).await, "before");
    }
    assert_eq!(session.everything().await.len(), before);
}

#[wasm_bindgen_test]
async fn an_abort_while_files_are_read_sends_nothing() {
    let session = Session::new().await;
    let stopped = stop(&session, mulerun(&[jpeg_of(4 << 20)]), "preparing", None).await;
    assert!(stopped.log.is_empty(), "{:?}", stopped.log);
}

#[wasm_bindgen_test]
async fn an_abort_out_of_the_progress_before_the_submit_buys_nothing() {
    let session = Session::new().await;
    let stopped = stop(&session, words(), "submitting", None).await;
    assert!(stopped.log.is_empty(), "{:?}", stopped.log);
}

#[wasm_bindgen_test]
async fn an_abort_in_mid_upload_buys_nothing() {
    let session = Session::new().await;
    session.fault("upload", json!({ "hang": true })).await;
    let stopped = stop(&session, pixelbyte(&[jpeg().await]), "uploading", Some(2)).await;
    let methods: Vec<_> = stopped.log.iter().map(|entry| &entry["method"]).collect();
    assert_eq!(methods, ["POST", "PUT"]);
    assert_eq!(stopped.log[1]["status"], Value::Null);
}

#[wasm_bindgen_test]
async fn an_abort_in_mid_submit_still_brings_the_receipt() {
    let session = Session::new().await;
    session.fault("submit", json!({ "delayMs": 1_000 })).await;
    let stopped = stop(&session, words(), "submitting", Some(1)).await;
    assert_eq!(stopped.log.len(), 1);
    assert_eq!(stopped.log[0]["paid"], true);
    assert_eq!(stopped.tickets.len(), 1);
    assert_eq!(stopped.tickets[0]["job"], session.jobs().await[0]["id"]);
}

#[wasm_bindgen_test]
async fn an_abort_in_mid_poll_ends_the_wait() {
    let session = Session::new().await;
    session.always("poll", json!({ "hang": true })).await;
    let stopped = stop(&session, words(), "waiting", Some(2)).await;
    assert_eq!(stopped.log.len(), 2);
    assert_eq!(stopped.log[1]["status"], Value::Null);
    assert!(stopped.turns < 3.0, "{} turns", stopped.turns);
}

#[wasm_bindgen_test]
async fn an_abort_in_mid_sleep_ends_the_wait_at_once() {
    let session = Session::with(json!({ "jobMs": 60_000 })).await;
    let stopped = stop(&session, words(), "waiting", Some(1)).await;
    assert_eq!(stopped.log.len(), 1);
    assert!(stopped.turns < 3.0, "{} turns", stopped.turns);
}

#[wasm_bindgen_test]
async fn a_submit_that_is_aborted_inside_fetch_is_waited_for_no_longer_than_any() {
    let session = Session::new().await;
    let controller = AbortController::new().unwrap();
    let make =
        function("(controller) => () => { controller.abort('inside'); return new Promise(() => {}); }");
    let fetch = make.unchecked_into::<Function>().call1(&JsValue::UNDEFINED, &controller).unwrap();
    let on_cancel = listener();
    let options = with(
        session.options(),
        [
            ("fetch", fetch),
            ("onCancel", member(&on_cancel, "listen")),
            ("signal", controller.signal().into()),
            ("timeoutMs", 600_000.into()),
        ],
    );
    assert_eq!(rejected(run(words(), options)).await, "inside");
    // 30 seconds, and what a late reply gets.
    advance(31_000).await;
    until(async || !list(&on_cancel, "events").is_empty()).await;
}

#[wasm_bindgen_test]
async fn an_abort_cancels_at_the_provider_where_the_caller_wants_it() {
    let session = Session::with(json!({ "jobMs": 60_000 })).await;
    // While the job waits, then while its submit is still on the way.
    for (stage, delay_ms) in [("waiting", 0), ("submitting", 1_000)] {
        session.fault("submit", json!({ "delayMs": delay_ms })).await;
        for wanted in [true, false] {
            let options = with(session.options(), [("cancelOnAbort", wanted.into())]);
            let stopped = stop_with(&session, words(), options, stage, Some(1)).await;
            let job = &stopped.tickets[0]["job"];
            let jobs = session.jobs().await;
            let job = jobs.iter().find(|listed| listed["id"] == *job).unwrap();
            assert_eq!(job["phase"] == "cancelled", wanted, "{stage}: {job}");
        }
    }
}

struct Stopped {
    log: Vec<Value>,
    tickets: Vec<Value>,
    /// How many turns the page had from the abort to the rejection.
    turns: f64,
}

/// Aborts a run when it has reached a stage and so many requests have reached the simulator, or at once, from within the
/// listener.
async fn stop(session: &Session, request: JsValue, stage: &str, requests: Option<usize>) -> Stopped {
    stop_with(session, request, session.options(), stage, requests).await
}

async fn stop_with(
    session: &Session,
    request: JsValue,
    options: JsValue,
    stage: &str,
    requests: Option<usize>,
) -> Stopped {
    let before = session.log().await.len();
    let controller = AbortController::new().unwrap();
    let reason = js(json!({ "stage": stage }));
    let aborting =
        abort_at(&controller, stage, &reason, requests.map_or(JsValue::UNDEFINED, |_| JsValue::NULL));
    let on_accepted = listener();
    let options = with(
        options,
        [
            ("keepMetadata", true.into()),
            ("onProgress", member(&aborting, "listen")),
            ("onAccepted", member(&on_accepted, "listen")),
            ("signal", controller.signal().into()),
        ],
    );
    let promise = run(request, options);
    let promise = if stage == "waiting" { hurry(&promise) } else { promise };
    if let Some(requests) = requests {
        while member(&aborting, "isReached") != true || session.log().await.len() < before + requests {
            later(10).await.unwrap();
        }
        call(&aborting, "abort");
    }
    let thrown = rejected(promise).await;
    assert!(Object::is(&thrown, &reason), "{thrown:?}");
    let turns = member(&aborting, "turns").as_f64().expect("the stage was never reported");
    // What is still on its way arrives.
    later(100).await.unwrap();
    let tickets = Array::from(&member(&on_accepted, "events"));
    Stopped {
        log: session.log().await,
        tickets: tickets.iter().map(|ticket| plain(&ticket)).collect(),
        turns,
    }
}
