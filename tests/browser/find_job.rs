//! What became of a submit without a reply.

use js_sys::Array;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::client::{find_job, run, submit, wait};
use crate::page::{function, hurry, js, plain, resolved, with};
use crate::requests::{mulerun, pixazo, words};
use crate::session::Session;

#[wasm_bindgen_test]
async fn a_job_that_was_bought_is_found_and_goes_on() {
    for shape in ["flat", "wrapped"] {
        let session = Session::with(json!({ "shape": shape })).await;
        // Jobs of this page that are known do not stand in the way, nor do those of other models.
        session.run(words(), session.options()).await;
        let intent = lost(&session, true).await;
        resolved(submit(words(), session.options())).await;
        let (put, ticket) = search(&session, &intent).await;
        let bought = session.jobs().await[1].clone();
        assert_eq!((&ticket["job"], &ticket["submittedAt"]), (&bought["id"], &intent["submittedAt"]));
        assert_eq!(put, [ticket.clone(), intent]);
        let promise = wait(js(ticket), session.options());
        resolved(hurry(&promise)).await;
    }
}

#[wasm_bindgen_test]
async fn where_nothing_was_bought_there_is_nothing() {
    let session = Session::new().await;
    let intent = lost(&session, false).await;
    let (put, ticket) = search(&session, &intent).await;
    assert_eq!((ticket, put), (Value::Null, Vec::new()));
}

#[wasm_bindgen_test]
async fn between_two_candidates_it_does_not_guess() {
    let session = Session::new().await;
    let intent = lost(&session, true).await;
    lost(&session, true).await;
    let error = session.error(&find_job(js(intent.clone()), JsValue::UNDEFINED, session.options())).await;
    assert_eq!((&error["kind"], &error["billed"]), (&"ambiguous".into(), &"unknown".into()), "{error}");
    let jobs: Vec<_> = session.jobs().await.iter().map(|job| job["id"].clone()).collect();
    let candidates: Vec<_> =
        error["candidates"].as_array().unwrap().iter().rev().map(|ticket| ticket["job"].clone()).collect();
    assert_eq!(candidates, jobs);
    assert_eq!(error["intent"], intent);
    // One is known to be another's.
    let other = with(js(error["candidates"][0].clone()), [("submittedAt", 1.into())]);
    let found = find_job(js(intent), Array::of1(&other).into(), session.options());
    assert_eq!(plain(&resolved(found).await)["job"], jobs[0]);
}

#[wasm_bindgen_test]
async fn a_hundred_later_jobs_do_not_hide_the_one() {
    let session = Session::new().await;
    let intent = lost(&session, true).await;
    let bought = session.jobs().await[0]["id"].clone();
    for _ in 0..11 {
        let submits: Vec<_> = (0..10).map(|_| submit(words(), session.options())).collect();
        for submit in submits {
            resolved(submit).await;
        }
    }
    let (_, ticket) = search(&session, &intent).await;
    assert_eq!(ticket["job"], bought);
    let lists =
        session.log().await.iter().filter(|entry| entry["path"].as_str().unwrap().ends_with("/jobs")).count();
    assert_eq!(lists, 2);
}

#[wasm_bindgen_test]
async fn where_it_cannot_be_known_it_says_so() {
    let session = Session::new().await;
    let image = ["https://example.com/man.jpg".into()];
    for request in [mulerun(&image), pixazo(&image)] {
        session.fault("submit", json!({ "status": 500 })).await;
        let error = session.fail(request, session.options()).await;
        let search = find_job(js(error["intent"].clone()), JsValue::UNDEFINED, session.options());
        let error = session.error(&search).await;
        assert_eq!((&error["kind"], &error["billed"]), (&"unsupported".into(), &"unknown".into()), "{error}");
    }
    // A relay that serves many callers.
    let intent = lost(&session, true).await;
    for answer in ["new Response('{}')", "new Response('{\"error\":{}}', { status: 404 })"] {
        let fetch = function(&format!("async () => {answer}"));
        let options = with(session.options(), [("fetch", fetch)]);
        let error = session.error(&find_job(js(intent.clone()), JsValue::UNDEFINED, options)).await;
        assert_eq!(error["kind"], "unsupported", "{error}");
        assert!(error["message"].as_str().unwrap().contains("relay"), "{error}");
    }
    for wrong in ["undefined", "{}", "'1'", "{ id: '1' }"] {
        let error = session.error(&find_job(function(wrong), JsValue::UNDEFINED, session.options())).await;
        assert_eq!(error["problems"][0]["field"], "intent", "{wrong}");
    }
}

/// Sends a submit whose reply is lost, and returns its intent.
async fn lost(session: &Session, bought: bool) -> Value {
    session.fault("submit", json!({ "resetBeforeReply": true, "acceptAnyway": bought })).await;
    let error = session.error(&run(words(), session.options())).await;
    error["intent"].clone()
}

/// Searches for the job. Also returns the records that were put into the store.
async fn search(session: &Session, intent: &Value) -> (Vec<Value>, Value) {
    let events = Array::new();
    let put =
        js_sys::Function::new_with_args("events", "return (...records) => void events.push(...records)");
    let put = put.call1(&JsValue::UNDEFINED, &events).unwrap();
    let store = with(js(json!({})), [("put", put), ("drop", function("() => {}"))]);
    let options = with(session.options(), [("store", store)]);
    let ticket = resolved(find_job(js(intent.clone()), JsValue::UNDEFINED, options)).await;
    (events.iter().map(|record| plain(&record)).collect(), plain(&ticket))
}
