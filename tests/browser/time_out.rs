//! The caller's deadline, before and after the job was accepted.

use plantain::js::{run, wait};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{hurry, jpeg, js, load, plain, resolved, with};
use crate::requests::{pixelbyte, words};
use crate::session::Session;

#[wasm_bindgen_test]
async fn before_the_submit_nothing_is_billed() {
    let session = Session::new().await;
    session.always("presign", json!({ "hang": true })).await;
    let settings = with(session.settings(), [("timeoutMs", 300.into())]);
    let error = session.fail(pixelbyte(&[jpeg().await]), settings).await;
    assert_eq!(error["kind"], "timedOut");
    assert_eq!(error["billed"], "no");
    assert_eq!(error["provider"], "pixelbyte");
    assert!(error.get("ticket").is_none());
    assert!(session.purchases().await.is_empty());
}

#[wasm_bindgen_test]
async fn in_mid_submit_nobody_knows_what_is_billed() {
    let session = Session::new().await;
    session.always("submit", json!({ "hang": true, "acceptAnyway": true })).await;
    let settings = with(session.settings(), [("timeoutMs", 300.into())]);
    let error = session.fail(words(), settings).await;
    assert_eq!(error["kind"], "timedOut");
    assert_eq!(error["billed"], "unknown");
    assert!(error.get("ticket").is_none());
    assert_eq!(session.purchases().await.len(), 1, "sent once, never again");
}

#[wasm_bindgen_test]
async fn after_acceptance_the_ticket_goes_on() {
    let session = Session::with(json!({ "jobMs": 1200 })).await;
    let settings = with(session.settings(), [("timeoutMs", 700.into())]);
    let error = session.error(&run(words(), settings)).await;
    assert_eq!(error["kind"], "timedOut");
    assert_eq!(error["billed"], "yes");
    assert_eq!(error["ticket"]["job"], session.jobs().await[0]["id"]);

    let result = plain(&resolved(hurry(&wait(js(error["ticket"].clone()), session.settings()))).await);
    assert_eq!(result["ticket"], error["ticket"]);
    load(result["images"][0]["url"].as_str().unwrap()).await.unwrap();
    assert_eq!(session.purchases().await.len(), 1);
}

#[wasm_bindgen_test]
async fn a_wait_has_a_time_of_its_own() {
    let session = Session::with(json!({ "jobMs": 60_000 })).await;
    let ticket = resolved(plantain::js::submit(words(), session.settings())).await;
    let settings = with(session.settings(), [("timeoutMs", 300.into())]);
    let error = session.error(&wait(ticket, settings)).await;
    assert_eq!(error["kind"], "timedOut");
    assert_eq!(error["billed"], "yes");
}
