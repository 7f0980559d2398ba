//! The caller's deadline, before and after the job was accepted.

use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::client::{run, submit, wait};
use crate::page::{
    advance, endless, function, hurry, jpeg, jpeg_of, js, list, listener, load, member, never, plain,
    resolved, until, until_counted, with,
};
use crate::requests::{mulerun, pixelbyte, words};
use crate::session::Session;

/// In milliseconds, by the page's clock: more than any machine needs until it is to pass.
const TIME: u32 = 60_000;

#[wasm_bindgen_test]
async fn before_the_submit_nothing_is_billed() {
    let session = Session::new().await;
    session.always("presign", json!({ "hang": true })).await;
    let options = with(session.options(), [("timeoutMs", 300.into())]);
    let error = session.fail(pixelbyte(&[jpeg().await]), options).await;
    assert_eq!(error["kind"], "timedOut");
    assert_eq!(error["billed"], "no");
    assert_eq!(error["provider"], "pixelbyte");
    assert!(error.get("ticket").is_none());
    assert!(session.purchases().await.is_empty());
}

#[wasm_bindgen_test]
async fn in_mid_submit_it_is_not_known_what_is_billed() {
    let session = Session::new().await;
    session.always("submit", json!({ "hang": true, "acceptAnyway": true })).await;
    let running = run(words(), with(session.options(), [("timeoutMs", TIME.into())]));
    until(async || !session.purchases().await.is_empty()).await;
    advance(TIME).await;
    let error = session.error(&running).await;
    assert_eq!(error["kind"], "timedOut");
    assert_eq!(error["billed"], "unknown");
    assert!(error.get("ticket").is_none());
    assert_eq!(session.purchases().await.len(), 1, "sent once, never again");
}

#[wasm_bindgen_test]
async fn after_acceptance_the_ticket_goes_on() {
    let session = Session::with(json!({ "jobMs": 3_600_000 })).await;
    let on_accepted = listener();
    let options =
        with(session.options(), [("timeoutMs", TIME.into()), ("onAccepted", member(&on_accepted, "listen"))]);
    let running = run(words(), options);
    until(async || !list(&on_accepted, "events").is_empty()).await;
    advance(TIME).await;
    let error = session.error(&running).await;
    assert_eq!(error["kind"], "timedOut");
    assert_eq!(error["billed"], "yes");
    assert_eq!(error["ticket"]["job"], session.jobs().await[0]["id"]);

    session.age(3_600_000).await;
    let result = plain(&resolved(hurry(&wait(js(error["ticket"].clone()), session.options()))).await);
    assert_eq!(result["ticket"], error["ticket"]);
    load(result["images"][0]["url"].as_str().unwrap()).await.unwrap();
    assert_eq!(session.purchases().await.len(), 1);
}

#[wasm_bindgen_test]
async fn a_wait_has_a_time_of_its_own() {
    let session = Session::with(json!({ "jobMs": 60_000 })).await;
    let ticket = resolved(submit(words(), session.options())).await;
    let options = with(session.options(), [("timeoutMs", 300.into())]);
    let error = session.error(&wait(ticket, options)).await;
    assert_eq!(error["kind"], "timedOut");
    assert_eq!(error["billed"], "yes");
}

#[wasm_bindgen_test]
async fn what_the_callers_own_functions_never_give_is_not_waited_for() {
    let session = Session::with(json!({ "jobMs": 60_000 })).await;
    let options = || with(session.options(), [("timeoutMs", TIME.into())]);
    let keyless = |key| {
        let mulerun_of = js(json!({ "baseUrl": session.base_url("mulerun") }));
        with(js(json!({})), [("mulerun", with(mulerun_of, [("apiKey", key)]))])
    };
    for (option, silent, billed) in [
        ("providers", never(), "no"),
        ("upload", never(), "no"),
        ("fetch", never(), "unknown"),
        ("fetch", endless(""), "unknown"),
    ] {
        let act = member(&silent, "act");
        let value = if option == "providers" { keyless(act) } else { act };
        let running = run(mulerun(&[jpeg().await]), with(options(), [(option, value)]));
        until_counted(&silent, "calls").await;
        advance(TIME).await;
        let error = session.error(&running).await;
        assert_eq!((&error["kind"], &error["billed"]), (&"timedOut".into(), &billed.into()), "{error}");
    }
    assert!(session.log().await.is_empty());

    // At once, and after the head was read.
    for hangs in [
        "(file) => Object.assign(file, { slice: (...range) => Object.assign( \
            Blob.prototype.slice.apply(file, range), { arrayBuffer: () => new Promise(() => {}) }) })",
        "(file) => Object.assign(file, { stream: () => new ReadableStream({ pull: () => new Promise(() => {}) }) })",
    ] {
        let hangs: js_sys::Function = wasm_bindgen::JsCast::unchecked_into(function(hangs));
        let file = hangs.call1(&JsValue::UNDEFINED, &jpeg_of(4 << 20)).unwrap();
        let options = with(session.options(), [("timeoutMs", 300.into())]);
        let error = session.fail(mulerun(&[file]), options).await;
        assert_eq!((&error["kind"], &error["billed"]), (&"timedOut".into(), &"no".into()), "{error}");
    }
    assert!(session.log().await.is_empty());

    let silent = never();
    let running = run(mulerun(&[jpeg().await]), with(options(), [("onAccepted", member(&silent, "act"))]));
    until_counted(&silent, "calls").await;
    advance(TIME).await;
    let error = session.error(&running).await;
    assert_eq!((&error["kind"], &error["billed"]), (&"timedOut".into(), &"yes".into()), "{error}");
    assert_eq!(error["ticket"]["job"], session.jobs().await[0]["id"]);
}
