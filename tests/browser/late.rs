//! Late timers: at every stage, a reply that has arrived is read before a time limit ends the exchange.

use js_sys::Array;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::AbortController;

use crate::client::{cancel, check_access, find_job, run, status, submit, wait};
use crate::page::{abort_at, jpeg, js, list, listener, member, plain, rejected, resolved, until, with};
use crate::requests::{one_for_each, pixelbyte, words};
use crate::session::Session;

/// In milliseconds: how late an answer is, so that the page stands still before it comes.
const ANSWER: u32 = 300;
/// By the page's clock: the time that a call has, and for how much longer the page stands still.
const TIME: u32 = 60_000;
const PAUSE: u32 = 120_000;

async fn slow(stage: &str, more: Value) -> Session {
    let session = Session::with(more).await;
    session.always(stage, json!({ "delayMs": ANSWER })).await;
    session
}

/// Returns options with which the page stands still while the answer to a request comes.
fn stalled(session: &Session, request: &str) -> JsValue {
    let fetch = stalling(&session.url(), request, PAUSE, JsValue::UNDEFINED);
    with(session.options(), [("timeoutMs", TIME.into()), ("fetch", fetch)])
}

#[wasm_bindgen_test]
async fn the_answer_to_a_submit() {
    for request in one_for_each() {
        let session = slow("submit", json!({ "jobMs": 60_000 })).await;
        let ticket = plain(&resolved(submit(request, stalled(&session, "^POST"))).await);
        assert_eq!(ticket["job"], session.jobs().await[0]["id"]);
    }
}

#[wasm_bindgen_test]
async fn the_answer_to_a_submit_by_the_pages_own_fetch() {
    let session = slow("submit", json!({ "jobMs": 60_000 })).await;
    let stall = stall_at(&session.url(), "submitting", PAUSE);
    let options = with(session.options(), [("timeoutMs", TIME.into()), ("onProgress", stall)]);
    let ticket = plain(&resolved(submit(words(), options)).await);
    assert_eq!(ticket["job"], session.jobs().await[0]["id"]);
}

#[wasm_bindgen_test]
async fn a_submit_that_has_no_time_left_to_be_waited_for_still_has_its_ticket() {
    let session = slow("submit", json!({ "jobMs": 60_000 })).await;
    let error = session.error(&run(words(), stalled(&session, "^POST"))).await;
    assert_eq!((&error["kind"], &error["billed"]), (&"timedOut".into(), &"yes".into()), "{error}");
    assert_eq!(error["ticket"]["job"], session.jobs().await[0]["id"]);
}

#[wasm_bindgen_test]
async fn the_answer_to_a_poll() {
    let session = slow("poll", json!({})).await;
    let ticket = resolved(submit(words(), session.options())).await;
    let result = plain(&resolved(wait(ticket.clone(), stalled(&session, "^GET"))).await);
    assert!(result["images"][0]["url"].is_string(), "{result}");
    let state = plain(&resolved(status(ticket, stalled(&session, "^GET"))).await);
    assert_eq!(state["status"], "done", "{state}");
}

#[wasm_bindgen_test]
async fn the_answer_to_a_cancel() {
    let session = slow("cancel", json!({ "jobMs": 60_000 })).await;
    let ticket = resolved(submit(words(), session.options())).await;
    let state = plain(&resolved(cancel(ticket, stalled(&session, "cancel"))).await);
    assert_eq!(state["status"], "cancelled", "{state}");
}

#[wasm_bindgen_test]
async fn the_answer_to_a_check_of_the_key() {
    for provider in ["mulerun", "pixazo", "pixelbyte"] {
        let session = slow("probe", json!({})).await;
        resolved(check_access(provider.into(), stalled(&session, "."))).await;
    }
}

#[wasm_bindgen_test]
async fn the_answer_to_a_search() {
    let session = slow("list", json!({})).await;
    session
        .faults(json!([
            { "stage": "submit", "fault": { "resetBeforeReply": true, "acceptAnyway": true } },
            { "stage": "list", "times": null, "fault": { "delayMs": ANSWER } },
        ]))
        .await;
    let error = session.error(&run(words(), session.options())).await;
    let found = find_job(js(error["intent"].clone()), Array::new().into(), stalled(&session, "^GET"));
    assert_eq!(plain(&resolved(found).await)["job"], session.jobs().await[0]["id"]);
}

#[wasm_bindgen_test]
async fn an_upload_that_is_done_too_late_buys_nothing() {
    for (stage, request) in [("presign", "^POST"), ("upload", "^PUT")] {
        let session = slow(stage, json!({})).await;
        let error = session.error(&run(pixelbyte(&[jpeg().await]), stalled(&session, request))).await;
        assert_eq!((&error["kind"], &error["billed"]), (&"timedOut".into(), &"no".into()), "{error}");
        assert_eq!(error["message"], "The time that `timeoutMs` allows is over.", "it was read");
        assert!(session.purchases().await.is_empty());
    }
}

#[wasm_bindgen_test]
async fn the_answer_in_the_grace_after_an_abort() {
    let session = slow("submit", json!({ "jobMs": 60_000 })).await;
    let controller = AbortController::new().unwrap();
    let aborting = abort_at(&controller, "submitting", &"enough".into(), JsValue::NULL);
    let on_accepted = listener();
    let options = with(
        session.options(),
        [
            ("fetch", stalling(&session.url(), "^POST", PAUSE, member(&aborting, "abort"))),
            ("onProgress", member(&aborting, "listen")),
            ("onAccepted", member(&on_accepted, "listen")),
            ("signal", controller.signal().into()),
        ],
    );
    assert_eq!(rejected(run(words(), options)).await, "enough");
    until(async || !list(&on_accepted, "events").is_empty()).await;
    let tickets: Vec<_> = list(&on_accepted, "events").iter().map(plain).collect();
    assert_eq!(tickets.len(), 1);
    assert_eq!(tickets[0]["job"], session.jobs().await[0]["id"]);
}

#[wasm_bindgen_test]
async fn what_never_answers_is_given_up_all_the_same() {
    let session = Session::new().await;
    session.always("submit", json!({ "hang": true, "acceptAnyway": true })).await;
    let error = session.error(&run(words(), stalled(&session, "^POST"))).await;
    assert_eq!((&error["kind"], &error["billed"]), (&"timedOut".into(), &"unknown".into()), "{error}");
    assert_eq!(session.purchases().await.len(), 1);
}

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    fn stalling(session: &str, pattern: &str, milliseconds: u32, before: JsValue) -> JsValue;
    #[wasm_bindgen(js_name = stallAt)]
    fn stall_at(session: &str, stage: &str, milliseconds: u32) -> JsValue;
}
