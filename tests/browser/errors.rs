//! What JavaScript catches: plain records that say whose fault it was and whether money was spent.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::client::{run, submit};
use crate::page::{js, with};
use crate::requests::{mulerun, one_for_each, pixazo, words, words_of};
use crate::session::Session;

#[wasm_bindgen_test]
async fn refused_keys_say_whose_fault_it_was() {
    for (key, status, kind) in [
        ("no-credit", 402, "insufficientCredit"),
        ("not-allowed", 403, "unauthorized"),
        ("no-such-key", 401, "unauthorized"),
    ] {
        for request in one_for_each() {
            let session = Session::new().await;
            let provider = js_sys::Reflect::get(&request, &"provider".into()).unwrap().as_string().unwrap();
            let reached = json!({ "apiKey": key, "baseUrl": session.base_url(&provider) });
            let options = js(json!({ "providers": { provider.as_str(): reached } }));
            let error = session.fail(request, options).await;
            assert_eq!(error["kind"], kind, "{error}");
            assert_eq!(error["status"], status);
            assert_eq!(error["billed"], "no");
            assert_eq!(error["provider"], provider.as_str());
            assert!(!error.to_string().contains(key), "{error}");
            assert_eq!(session.log().await.len(), 1);
        }
    }
}

#[wasm_bindgen_test]
async fn a_submit_that_may_have_bought_is_never_sent_again() {
    let cases = [
        (json!({ "status": 500 }), "unavailable", "unknown"),
        (json!({ "status": 503, "acceptAnyway": true }), "unavailable", "unknown"),
        (json!({ "status": 408 }), "unavailable", "unknown"),
        (json!({ "status": 409 }), "unavailable", "unknown"),
        (json!({ "status": 400 }), "refused", "no"),
        (json!({ "status": 413 }), "refused", "no"),
        (json!({ "moderation": true }), "refused", "no"),
        (json!({ "resetBeforeReply": true, "acceptAnyway": true }), "network", "unknown"),
        (json!({ "resetInBody": true }), "network", "unknown"),
        (json!({ "redirect": true }), "network", "unknown"),
        (json!({ "wrongTypes": true }), "badResponse", "unknown"),
        (json!({ "body": "html" }), "badResponse", "unknown"),
        (json!({ "body": "text" }), "badResponse", "unknown"),
        (json!({ "body": "empty" }), "badResponse", "unknown"),
        (json!({ "body": "truncated" }), "badResponse", "unknown"),
        (json!({ "hugeBody": true }), "badResponse", "unknown"),
    ];
    for (fault, kind, billed) in cases {
        let session = Session::new().await;
        session.always("submit", fault.clone()).await;
        let error = session.fail(words(), session.options()).await;
        assert_eq!((&error["kind"], &error["billed"]), (&kind.into(), &billed.into()), "{fault}: {error}");
        let log = session.log().await;
        assert_eq!(log.len(), 1, "{fault}: {log:?}");
        assert_eq!(log[0]["host"], "api");
        if fault.get("status").is_some() {
            assert_eq!(error["status"], fault["status"]);
        }
    }
}

#[wasm_bindgen_test]
async fn a_key_never_follows_a_redirect() {
    for (stage, status) in [("submit", json!(302)), ("submit", json!(308)), ("presign", json!(307))] {
        let session = Session::new().await;
        session.always(stage, json!({ "redirect": status })).await;
        let request = match stage {
            "submit" => words(),
            _ => crate::requests::pixelbyte(&[crate::page::jpeg().await]),
        };
        let options = with(session.options(), [("timeoutMs", 2500.into())]);
        let error = session.fail(request, options).await;
        assert!(["network", "timedOut"].map(Value::from).contains(&error["kind"]), "{error}");
        let log = session.everything().await;
        assert!(log.iter().all(|entry| entry["host"] == "api"), "{log:?}");
    }
}

#[wasm_bindgen_test]
async fn too_many_calls_are_waited_for_within_the_deadline() {
    let session = Session::with(json!({ "exposeRetryAfter": true })).await;
    session.fault("submit", json!({ "status": 429, "retryAfter": { "body": 0.2 } })).await;
    crate::page::resolved(submit(words(), session.options())).await;
    assert_eq!(session.log().await.len(), 2);

    session.always("submit", json!({ "status": 429, "retryAfter": { "header": "3600" } })).await;
    let error = session.error(&submit(words(), session.options())).await;
    assert_eq!(error["kind"], "rateLimited");
    assert_eq!(error["billed"], "no");
    assert_eq!(error["status"], 429);
    assert_eq!(error["retryAfterMs"], 3_600_000.0);
    assert_eq!(session.purchases().await.len(), 1);
}

#[wasm_bindgen_test]
async fn a_job_that_fails_tells_the_vendors_words_and_keeps_its_ticket() {
    let session = Session::new().await;
    let image = ["https://example.com/man.jpg".into()];
    let fail = |request| with(request, [("prompt", "[fail] a hat".into())]);
    let error = session.error(&run(words_of("[fail] a lake"), session.options())).await;
    assert_eq!(error["kind"], "jobFailed");
    assert_eq!(error["code"], "GENERATION_FAILED");
    assert_eq!(error["billed"], "no", "PixelByte gives the money back");
    assert_eq!(error["ticket"]["job"], session.jobs().await[0]["id"]);
    for request in [mulerun(&image), pixazo(&image)] {
        let error = session.error(&run(fail(request), session.options())).await;
        assert_eq!(error["kind"], "jobFailed");
        assert_eq!(error["billed"], "unknown");
        assert!(error["ticket"]["job"].is_string());
    }
}

#[wasm_bindgen_test]
async fn a_job_in_hand_outlives_what_goes_wrong_on_the_way() {
    let session = Session::new().await;
    session
        .faults(json!([
            { "stage": "poll", "fault": { "status": 503 } },
            { "stage": "poll", "fault": { "body": "html" } },
            { "stage": "poll", "fault": { "resetBeforeReply": true } },
            { "stage": "poll", "fault": { "notFoundFirst": true } },
            { "stage": "poll", "fault": { "unknownStatus": true } },
        ]))
        .await;
    session.run(words(), session.options()).await;
    assert_eq!(session.purchases().await.len(), 1);
    assert_eq!(session.log().await.len(), 7);
}

#[wasm_bindgen_test]
async fn outputs_that_a_page_may_not_open_are_no_result() {
    for fault in ["javascriptOutput", "svgDataOutput", "doneWithoutImages"] {
        let session = Session::new().await;
        session.always("poll", json!({ fault: true })).await;
        let error = session.fail(words(), session.options()).await;
        assert_eq!((&error["kind"], &error["billed"]), (&"badResponse".into(), &"yes".into()), "{error}");
        assert!(error["ticket"]["job"].is_string());
    }
}
