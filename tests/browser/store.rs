//! The caller's store: what is known of a purchase at every moment, and what stays of it.

use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::AbortController;

use crate::client::{cancel, read_pending, run, status, submit, wait};
use crate::page::{
    advance, call, function, holding, hurry, jpeg, js, list, member, plain, rejected, reported, resolved,
    until, until_counted, with,
};
use crate::requests::{mulerun, one_for_each, pixelbyte, words, words_of};
use crate::session::Session;

#[wasm_bindgen_test]
async fn an_intent_is_there_when_the_submit_leaves_and_the_ticket_before_the_first_question() {
    for request in one_for_each() {
        let session = Session::new().await;
        let memory = memory();
        let seen = function("(...request) => fetch(...request)");
        let watched = watched(&memory, &seen);
        let options = with(stored(&session, &memory), [("fetch", member(&watched, "fetch"))]);
        let ticket = plain(&resolved(hurry(&run(request, options))).await)["ticket"].clone();
        let moments: Vec<_> = list(&watched, "moments").iter().map(plain).collect();
        let [submitted, asked, ..] = &moments[..] else { panic!("{moments:?}") };
        assert_eq!(submitted.as_array().unwrap().len(), 1, "{submitted}");
        let intent = &submitted[0];
        assert_eq!((&intent["provider"], &intent["model"]), (&ticket["provider"], &ticket["model"]));
        assert_eq!(intent["digest"].as_str().unwrap().len(), 16, "{intent}");
        assert!(!intent.to_string().contains("hat"), "{intent}");
        session.assert_no_key(intent);
        assert_eq!(*asked, json!([ticket]));
    }
}

#[wasm_bindgen_test]
async fn nothing_is_noted_before_the_submit() {
    let session = Session::new().await;
    session.fault("upload", json!({ "hang": true })).await;
    let memory = memory();
    let controller = AbortController::new().unwrap();
    let options = with(stored(&session, &memory), [("signal", controller.signal().into())]);
    let promise = run(pixelbyte(&[jpeg().await]), options);
    until(async || session.log().await.len() == 2).await;
    assert!(kept(&memory).await.is_empty());
    controller.abort_with_reason(&"enough".into());
    assert_eq!(rejected(promise).await, "enough");
    assert!(kept(&memory).await.is_empty());
}

#[wasm_bindgen_test]
async fn a_refusal_leaves_nothing() {
    for status in [400, 401, 402, 403, 404, 413, 422] {
        let session = Session::new().await;
        session.fault("submit", json!({ "status": status })).await;
        let memory = memory();
        let error = session.fail(words(), stored(&session, &memory)).await;
        assert_eq!((&error["billed"], error.get("intent")), (&"no".into(), None), "{error}");
        assert!(kept(&memory).await.is_empty(), "{status}");
    }
}

#[wasm_bindgen_test]
async fn an_answer_that_is_lost_leaves_the_intent_and_the_error_has_it() {
    let lost = [
        json!({ "resetBeforeReply": true, "acceptAnyway": true }),
        json!({ "status": 500 }),
        json!({ "status": 409 }),
        json!({ "body": "html" }),
        json!({ "wrongTypes": true }),
    ];
    for fault in lost {
        let session = Session::new().await;
        session.fault("submit", fault.clone()).await;
        let memory = memory();
        let error = session.fail(words(), stored(&session, &memory)).await;
        assert_eq!(error["billed"], "unknown", "{fault}: {error}");
        let kept = kept(&memory).await;
        assert_eq!(kept, [error["intent"].clone()], "{fault}");
        for (is_relayed, advice) in [(false, "findJob"), (true, "findJob")] {
            let pending = plain(&read_pending(&js(kept[0].clone()), is_relayed));
            assert_eq!((&pending["state"], &pending["intent"]), (&"unknown".into(), &error["intent"]));
            assert_eq!(pending["advice"], advice);
            assert!(
                pending["ageMs"].as_f64().is_some_and(|age| (0.0..600_000.0).contains(&age)),
                "{pending}"
            );
        }
    }
}

#[wasm_bindgen_test]
async fn while_a_submit_that_was_put_off_waits_nothing_is_noted() {
    let session = Session::new().await;
    session.fault("submit", json!({ "status": 429, "retryAfter": { "body": 60 } })).await;
    let memory = memory();
    let promise = hurry(&run(words(), stored(&session, &memory)));
    // The page hears of the 429 a moment after the simulator has answered.
    until(async || session.log().await.first().is_some_and(|entry| !entry["status"].is_null())).await;
    until(async || kept(&memory).await.is_empty()).await;
    assert!(session.purchases().await.is_empty());
    advance(60_000).await;
    resolved(promise).await;
}

#[wasm_bindgen_test]
async fn a_ticket_stays_until_its_job_is_over() {
    let session = Session::with(json!({ "jobMs": 60_000 })).await;
    let memory = memory();
    let ticket = resolved(submit(words(), stored(&session, &memory))).await;
    assert_eq!(kept(&memory).await, [plain(&ticket)]);
    let pending = plain(&read_pending(&ticket, false));
    assert_eq!((&pending["state"], &pending["ticket"]), (&"accepted".into(), &plain(&ticket)));
    assert!(pending["ageMs"].is_number() && pending.get("advice").is_none(), "{pending}");

    let options = with(stored(&session, &memory), [("timeoutMs", 700.into())]);
    let error = session.error(&wait(ticket.clone(), options)).await;
    assert_eq!(error["kind"], "timedOut");
    assert_eq!(kept(&memory).await, [plain(&ticket)]);

    resolved(cancel(ticket.clone(), session.options())).await;
    let error = session.error(&wait(ticket, stored(&session, &memory))).await;
    assert_eq!(error["kind"], "jobFailed");
    assert!(kept(&memory).await.is_empty());
}

#[wasm_bindgen_test]
async fn a_job_that_fails_leaves_nothing() {
    let session = Session::new().await;
    let memory = memory();
    let error = session.fail(words_of("[fail]"), stored(&session, &memory)).await;
    assert_eq!((&error["kind"], &error["billed"]), (&"jobFailed".into(), &"no".into()));
    assert!(kept(&memory).await.is_empty());
}

#[wasm_bindgen_test]
async fn the_receipt_of_a_call_that_was_aborted_in_mid_submit_reaches_the_store() {
    for wanted in [false, true] {
        let session = Session::with(json!({ "jobMs": 60_000 })).await;
        let holding = holding();
        let memory = memory();
        let controller = AbortController::new().unwrap();
        let options = with(
            stored(&session, &memory),
            [
                ("signal", controller.signal().into()),
                ("cancelOnAbort", wanted.into()),
                ("fetch", member(&holding, "fetch")),
            ],
        );
        let promise = run(words(), options);
        until_counted(&holding, "held").await;
        assert!(kept(&memory).await[0]["digest"].is_string());
        controller.abort_with_reason(&"enough".into());
        call(&holding, "release");
        assert_eq!(rejected(promise).await, "enough");
        until(async || {
            let job = session.jobs().await[0].clone();
            match &kept(&memory).await[..] {
                [] => wanted && job["phase"] == "cancelled",
                [kept] => !wanted && kept["job"] == job["id"],
                _ => false,
            }
        })
        .await;
    }
}

#[wasm_bindgen_test]
async fn a_store_that_fails_loses_no_job() {
    let reported = reported();
    let failing = [
        "({ put() { throw 'mine' }, drop() { throw 'mine' } })",
        "({ put: async () => { throw 'mine' }, drop: () => Promise.reject('mine') })",
    ];
    for store in failing {
        let session = Session::new().await;
        let options = with(session.options(), [("store", function(store))]);
        session.run(words(), options).await;
        assert_eq!(session.purchases().await.len(), 1);
    }
    // Of each run: the intent, the ticket in its place, and the drop after delivery.
    assert_eq!(list(&reported, "errors"), ["mine"; 6]);
    call(&reported, "stop");
}

#[wasm_bindgen_test]
async fn a_store_that_never_answers_is_waited_for_a_while() {
    let session = Session::new().await;
    let never = function("({ put: () => new Promise(() => {}), drop: () => new Promise(() => {}) })");
    let promise = submit(words(), with(session.options(), [("store", never)]));
    advance(4_500).await;
    assert!(session.log().await.is_empty());
    advance(1_000).await;
    resolved(promise).await;
    assert_eq!(session.purchases().await.len(), 1);
}

#[wasm_bindgen_test]
async fn what_is_no_store_is_refused() {
    let session = Session::new().await;
    for wrong in ["5", "{}", "[]", "() => {}", "localStorage", "'localStorage'"] {
        let options = with(session.options(), [("store", function(wrong))]);
        let error = session.fail(words(), options).await;
        assert_eq!(error["problems"][0]["field"], "store", "{wrong}: {error}");
    }
    resolved(submit(words(), with(session.options(), [("store", JsValue::NULL)]))).await;
    assert!(read_pending(&function("{ getItem() {} }"), false).is_null());
}

#[wasm_bindgen_test]
async fn stores_of_every_manner_keep_jobs() {
    let session = Session::new().await;
    for manner in ["plain", "promising", "counting", "localStorage"] {
        let store = store_of(manner);
        let options = || with(session.options(), [("store", store_adapter(&store))]);
        let ticket = resolved(submit(words(), options())).await;
        session.fault("submit", json!({ "status": 500 })).await;
        let error = session.fail(mulerun(&["https://example.com/a.jpg".into()]), options()).await;
        let held = plain(&read_all(&store).await.unwrap());
        let held = held.as_array().unwrap();
        assert_eq!(held.len(), 2, "{manner}: {held:?}");
        assert!(held.contains(&plain(&ticket)) && held.contains(&error["intent"]), "{manner}: {held:?}");
        let state = plain(&resolved(status(ticket.clone(), options())).await);
        assert_eq!(state["status"], "done");
        for record in held {
            resolved(js_sys::Promise::resolve(&drop_record(&store_adapter(&store), &js(record.clone()))))
                .await;
        }
        assert_eq!(plain(&read_all(&store).await.unwrap()), json!([]), "{manner}");
    }
}

#[wasm_bindgen_test]
async fn entries_that_are_damaged_or_of_others_are_passed_over() {
    let store = store_of("plain");
    for (name, value) in [
        ("theme", "dark"),
        ("plantain:1", "{"),
        ("plantain:2", "null"),
        ("plantain:3", "{\"id\":\"4\"}"),
        ("plantain:5", "[1]"),
        ("plantain-page:6", "{\"id\":\"6\"}"),
    ] {
        set_item(&store, name, value);
    }
    set_item(&store, "plantain:7", "{\"id\":\"7\"}");
    assert_eq!(plain(&read_all(&store).await.unwrap()), json!([{ "id": "7" }]));
}

/// Returns options that keep what is known in a memory.
fn stored(session: &Session, memory: &JsValue) -> JsValue {
    with(session.options(), [("store", store_adapter(memory))])
}

fn memory() -> JsValue {
    store_of("plain")
}

async fn kept(memory: &JsValue) -> Vec<Value> {
    plain(&read_all(memory).await.unwrap()).as_array().unwrap().clone()
}

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = storeOf)]
    fn store_of(manner: &str) -> JsValue;
    #[wasm_bindgen(js_name = setItem)]
    fn set_item(store: &JsValue, name: &str, value: &str);
    #[wasm_bindgen(js_name = dropRecord)]
    fn drop_record(adapter: &JsValue, record: &JsValue) -> JsValue;
    fn watched(store: &JsValue, fetch: &JsValue) -> JsValue;
}

#[wasm_bindgen(module = "/pkg/client/store.js")]
extern "C" {
    #[wasm_bindgen(js_name = storeAdapter)]
    fn store_adapter(store: &JsValue) -> JsValue;
    #[wasm_bindgen(catch, js_name = readAll)]
    async fn read_all(store: &JsValue) -> Result<JsValue, JsValue>;
}
