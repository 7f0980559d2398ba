//! Many jobs in one page: connections and the pace that all keep.

use js_sys::{Array, Promise};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::client::{run, submit, wait};
use crate::page::{advance, call, js, member, plain, resolved, until, with};
use crate::requests::{pixelbyte, words};
use crate::session::Session;

#[wasm_bindgen_test]
async fn sixty_jobs_share_six_connections_to_a_host() {
    let session = Session::with(json!({ "jobMs": 1_000 })).await;
    let watch = watch();
    let photo = crate::page::jpeg().await;
    let jobs: Array = (0..60)
        .map(|number| {
            let request = if number % 4 == 0 { pixelbyte(std::slice::from_ref(&photo)) } else { words() };
            run(request, with(session.options(), [("fetch", member(&watch, "fetch"))]))
        })
        .collect();
    let results = JsFuture::from(Promise::all(&jobs)).await.unwrap();
    assert_eq!(Array::from(&results).length(), 60);
    let most = member(&watch, "mostRequests").as_f64().unwrap();
    assert!((2.0..=6.0).contains(&most), "{most} requests at a time");
    assert_eq!(session.purchases().await.len(), 60);
}

#[wasm_bindgen_test]
async fn submits_that_one_host_never_answers_hold_up_no_other_host() {
    let session = Session::new().await;
    let silence = silence();
    let elsewhere = json!({ "pixelbyte": { "apiKey": "k", "baseUrl": "https://silent.example" } });
    let options = with(js(json!({ "providers": elsewhere })), [("fetch", member(&silence, "fetch"))]);
    let unanswered: Vec<_> = (0..6).map(|_| submit(words(), options.clone())).collect();
    until(async || member(&silence, "requests").as_f64() == Some(6.0)).await;
    session.run(words(), session.options()).await;
    call(&silence, "end");
    for promise in unanswered {
        assert_eq!(session.error(&promise).await["kind"], "network");
    }
}

#[wasm_bindgen_test]
async fn one_429_holds_back_all_submits_of_the_provider_and_no_more() {
    let [session, others] = [Session::new().await, Session::new().await];
    session.fault("submit", json!({ "status": 429, "retryAfter": { "body": 60 } })).await;
    let watch = watch();
    let options = || with(session.options(), [("fetch", member(&watch, "fetch"))]);
    let jobs: Array = (0..20).map(|_| submit(words(), options())).collect();
    // The first of them was refused, and those that had left with it have ended.
    until(async || {
        let is_refused = session.log().await.iter().any(|entry| entry["status"] == 429);
        is_refused && member(&watch, "requests").as_f64() == Some(0.0)
    })
    .await;
    let before = session.log().await.len();
    assert!(before < 20, "{before} were sent while the provider wanted none");
    // Half a minute is not enough, and another caller need not wait.
    advance(30_000).await;
    resolved(submit(words(), others.options())).await;
    assert_eq!(session.log().await.len(), before);
    advance(31_000).await;
    JsFuture::from(Promise::all(&jobs)).await.unwrap();
    assert_eq!(session.log().await.iter().filter(|entry| entry["status"] == 429).count(), 1);
    assert_eq!(session.purchases().await.len(), 20);
}

#[wasm_bindgen_test]
async fn a_submit_that_is_held_back_until_its_deadline_hears_of_too_many_calls() {
    let session = Session::new().await;
    session.fault("submit", json!({ "status": 429, "retryAfter": { "body": 3_600 } })).await;
    for status in [json!(429), Value::Null] {
        let held = run(words(), with(session.options(), [("timeoutMs", 60_000.into())]));
        // The first hears it at once. The second leaves with its time, not before.
        let held = if status.is_null() { passing(&held) } else { held };
        let error = session.error(&held).await;
        assert_eq!((&error["kind"], &error["billed"]), (&json!("rateLimited"), &json!("no")), "{error}");
        assert_eq!(error["status"], status, "{error}");
        assert!(error["retryAfterMs"].as_f64().is_some_and(|pause| pause > 10_000.0), "{error}");
    }
    assert_eq!(session.log().await.len(), 1, "the second was not sent");
}

#[wasm_bindgen_test]
async fn a_provider_that_takes_two_jobs_at_a_time_gets_all_of_them() {
    let session = Session::with(json!({ "maxConcurrentJobs": 2, "jobMs": 600_000 })).await;
    let jobs: Array = (0..8).map(|_| submit(words(), session.options())).collect();
    until(async || session.log().await.iter().any(|entry| entry["status"] == 429)).await;
    until(async || {
        session.age(600_000).await;
        session.jobs().await.len() == 8
    })
    .await;
    JsFuture::from(Promise::all(&jobs)).await.unwrap();
    let log = session.log().await;
    let refused = log.iter().filter(|entry| entry["status"] == 429).count();
    assert!((1..=24).contains(&refused), "{refused} were too many");
    assert_eq!(session.jobs().await.len(), 8);
}

#[wasm_bindgen_test]
async fn two_that_wait_for_the_same_job_do_not_both_ask() {
    let [alone, session] =
        [Session::with(json!({ "jobMs": 5_000 })).await, Session::with(json!({ "jobMs": 5_000 })).await];
    let ticket = resolved(submit(words(), session.options())).await;
    let options =
        |session: &Session| with(session.options(), [("store", store_adapter(&JsValue::UNDEFINED))]);
    let single = resolved(submit(words(), alone.options())).await;
    let waits: Array = [
        wait(ticket.clone(), options(&session)),
        wait(ticket.clone(), options(&session)),
        wait(single, options(&alone)),
    ]
    .iter()
    .collect();
    let results = Array::from(&JsFuture::from(Promise::all(&waits)).await.unwrap());
    assert_eq!(plain(&results.get(0))["images"], plain(&results.get(1))["images"]);
    let [two, one] = [session.log().await.len() - 1, alone.log().await.len() - 1];
    assert!(two <= one + 2, "{two} questions of two, {one} of one");
    assert!(held(&ticket).await.unwrap().is_falsy());
}

#[wasm_bindgen_test]
async fn a_page_that_goes_away_lets_go_of_its_lock() {
    let model = "google/nano-banana-dev/text-to-image";
    let ticket = js(json!({ "provider": "pixelbyte", "model": model, "job": "lock", "submittedAt": 1 }));
    let adapter = store_adapter(&JsValue::UNDEFINED);
    let first = lock(&adapter, &ticket).await.unwrap();
    assert!(first.is_function() && held(&ticket).await.unwrap().is_truthy());
    assert!(lock(&adapter, &ticket).await.unwrap().is_null());
    leave();
    until(async || held(&ticket).await.unwrap().is_falsy()).await;
    let again = lock(&adapter, &ticket).await.unwrap();
    js_sys::Function::from(again).call0(&JsValue::UNDEFINED).unwrap();
    until(async || held(&ticket).await.unwrap().is_falsy()).await;
}

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    fn watch() -> JsValue;
    fn silence() -> JsValue;
    fn leave();
    fn passing(promise: &Promise) -> Promise;
    #[wasm_bindgen(catch)]
    async fn held(ticket: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn lock(adapter: &JsValue, ticket: &JsValue) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/pkg/client/store.js")]
extern "C" {
    #[wasm_bindgen(js_name = storeAdapter)]
    fn store_adapter(store: &JsValue) -> JsValue;
}
