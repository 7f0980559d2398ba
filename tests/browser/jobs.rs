//! Jobs on their way: progress, receipts, questions, results that come inside the reply.

use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::AbortController;

use crate::client::{cancel, check_access, run, status, submit, wait};
use crate::page::{
    advance, call, function, hurry, jpeg, jpeg_of, js, later, list, listener, load, member, plain, rejected,
    reported, resolved, until_counted, waiting, with,
};
use crate::requests::{mulerun, one_for_each, pixazo, pixelbyte, words};
use crate::session::Session;

#[wasm_bindgen_test]
async fn progress_tells_the_stages_in_order() {
    let session = Session::with(json!({ "jobMs": 900 })).await;
    let cases = [
        (mulerun(&[jpeg_of(4 << 20), jpeg().await]), vec!["preparing", "submitting", "waiting"]),
        (pixelbyte(&[jpeg().await, jpeg().await]), vec!["uploading", "submitting", "waiting"]),
        (words(), vec!["submitting", "waiting"]),
    ];
    session.set(json!({ "discard": true })).await;
    for (request, wanted) in cases {
        let (progress, tickets) = (listener(), listener());
        let options = with(
            session.options(),
            [
                ("keepMetadata", true.into()),
                ("onProgress", member(&progress, "listen")),
                ("onAccepted", member(&tickets, "listen")),
            ],
        );
        let result = session.run(request, options).await;
        let events: Vec<_> = list(&progress, "events").iter().map(plain).collect();
        let mut stages: Vec<_> = events.iter().map(|event| event["stage"].as_str().unwrap()).collect();
        stages.dedup();
        assert_eq!(stages, wanted);
        for pair in events.windows(2) {
            assert!(pair[0]["elapsedMs"].as_f64() <= pair[1]["elapsedMs"].as_f64(), "{pair:?}");
            assert!(pair[0]["fraction"].as_f64() <= pair[1]["fraction"].as_f64(), "{pair:?}");
            if pair[0]["stage"] == pair[1]["stage"] {
                assert!(pair[0]["loaded"].as_f64() <= pair[1]["loaded"].as_f64(), "{pair:?}");
            }
        }
        for event in &events {
            session.assert_no_key(event);
            assert!(event["loaded"].as_f64() <= event["total"].as_f64(), "{event}");
            let waiting = event["stage"] == "waiting";
            assert!((0.0..1.0).contains(&event["fraction"].as_f64().unwrap()), "{event}");
            assert!(waiting || event.get("status").is_none(), "{event}");
            assert_eq!(event.get("ticket") == Some(&result["ticket"]), waiting, "{event}");
            assert_eq!(event["expectedMs"].is_number(), waiting, "{event}");
        }
        let prepared = events.iter().rfind(|event| event["stage"] == "preparing");
        assert!(prepared.is_none_or(|event| event["loaded"] == event["total"] && event["total"].is_number()));
        let tickets = list(&tickets, "events");
        assert_eq!(tickets.len(), 1);
        assert_eq!(plain(&tickets[0]), result["ticket"]);
    }
}

#[wasm_bindgen_test]
async fn progress_goes_on_between_polls_and_after_a_reload_where_it_was() {
    let session = Session::with(json!({ "jobMs": 60_000 })).await;
    let watched = |progress: &JsValue, tickets: &JsValue, controller: &AbortController| {
        with(
            session.options(),
            [
                ("onProgress", member(progress, "listen")),
                ("onAccepted", member(tickets, "listen")),
                ("signal", controller.signal().into()),
            ],
        )
    };
    // Until the clock is released, it goes on only where the test moves it: no poll is due between two reports.
    let clock = held_clock();
    let (progress, tickets, controller) = (listener(), listener(), AbortController::new().unwrap());
    let promise = run(words(), watched(&progress, &tickets, &controller));
    let before = reported_after(&progress, 0).await;
    let (polls, events) = (session.log().await.len(), list(&progress, "events").len());
    pass(&clock, 1_000.0);
    let between = reported_after(&progress, events).await;
    let polls_between = session.log().await.len() - polls;
    controller.abort_with_reason(&"reload".into());
    let end = rejected(promise).await;

    let (progress, controller) = (listener(), AbortController::new().unwrap());
    let ticket = list(&tickets, "events")[0].clone();
    let promise = wait(ticket, watched(&progress, &tickets, &controller));
    let again = reported_after(&progress, 0).await;
    controller.abort_with_reason(&"enough".into());
    call(&clock, "stop");
    assert_eq!((end, rejected(promise).await), ("reload".into(), "enough".into()));

    assert_eq!(before["status"], "queued");
    assert_eq!((before["elapsedMs"].as_f64(), between["elapsedMs"].as_f64()), (Some(0.0), Some(1_000.0)));
    assert!(between["fraction"].as_f64() > before["fraction"].as_f64(), "{before} {between}");
    assert_eq!(polls_between, 0);
    for name in ["fraction", "elapsedMs", "expectedMs", "ticket"] {
        assert_eq!(again[name], between[name], "{name}");
    }
}

/// Waits for a report of waiting after so many others, and returns it.
async fn reported_after(progress: &JsValue, events: usize) -> Value {
    loop {
        let found =
            list(progress, "events").iter().skip(events).map(plain).find(|event| event["stage"] == "waiting");
        if let Some(found) = found {
            return found;
        }
        later(20).await.unwrap();
    }
}

#[wasm_bindgen_test]
async fn listeners_that_fail_lose_no_job() {
    let session = Session::new().await;
    let reported = reported();
    for failing in ["() => { throw 'mine' }", "async () => { throw 'mine' }", "() => Promise.reject('mine')"]
    {
        let options = with(session.options(), [("onAccepted", function(failing))]);
        let result = session.run(words(), options).await;
        load(result["images"][0]["url"].as_str().unwrap()).await.unwrap();
    }
    assert_eq!(list(&reported, "errors"), ["mine", "mine", "mine"]);
    let options = with(session.options(), [("onProgress", function("() => { throw 'progress' }"))]);
    session.run(words(), options).await;
    let errors = list(&reported, "errors");
    assert!(errors.len() > 4 && errors[3..].iter().all(|error| *error == "progress"), "{errors:?}");
    call(&reported, "stop");
    assert_eq!(session.purchases().await.len(), 4);
}

#[wasm_bindgen_test]
async fn the_receipt_is_kept_before_the_first_question() {
    let session = Session::new().await;
    let slow = waiting();
    let promise = hurry(&run(words(), with(session.options(), [("onAccepted", member(&slow, "act"))])));
    until_counted(&slow, "calls").await;
    advance(20_000).await;
    assert_eq!(session.log().await.len(), 1);
    call(&slow, "release");
    resolved(promise).await;
}

#[wasm_bindgen_test]
async fn a_check_tells_what_is_wrong_before_anything_is_bought() {
    for provider in ["mulerun", "pixazo", "pixelbyte"] {
        let session = Session::new().await;
        let at = |key: &str, base_url: String| {
            js(json!({ "providers": { provider: { "apiKey": key, "baseUrl": base_url } } }))
        };
        let asked = check_access(provider.into(), session.options());
        assert!(resolved(asked).await.is_undefined());

        let error =
            session.error(&check_access(provider.into(), at("wrong", session.base_url(provider)))).await;
        assert_eq!((&error["kind"], &error["status"]), (&"unauthorized".into(), &401.into()), "{error}");

        let nowhere = at(&session.key, session.base_url("nowhere"));
        let error = session.error(&check_access(provider.into(), nowhere)).await;
        assert_eq!(error["kind"], "network", "a browser does not let a page see this 404: {error}");
        assert!(error["message"].as_str().unwrap().contains("`baseUrl`"), "{error}");

        session
            .faults(json!([
                { "stage": "probe", "times": null, "fault": { "status": 404, "body": "html" } },
                { "stage": "poll", "times": null, "fault": { "status": 404, "body": "html" } },
                { "stage": "list", "times": null, "fault": { "status": 404, "body": "html" } },
            ]))
            .await;
        let error = session.error(&check_access(provider.into(), session.options())).await;
        assert_eq!(error["kind"], "badResponse", "{error}");

        session.set(json!({ "cors": false })).await;
        let error = session.error(&check_access(provider.into(), session.options())).await;
        assert_eq!(error["kind"], "network");
        assert!(error["message"].as_str().unwrap().contains("CORS"), "{error}");
        assert_eq!(error["billed"], "no");
        assert!(session.purchases().await.is_empty());
    }
    let session = Session::new().await;
    for wrong in ["'nobody'", "undefined", "{}"] {
        let error = session.error(&check_access(function(wrong), session.options())).await;
        assert_eq!(error["problems"][0]["field"], "provider", "{wrong}");
    }
}

#[wasm_bindgen_test]
async fn a_waiting_job_is_cancelled_where_the_vendor_can() {
    let session = Session::with(json!({ "jobMs": 60_000 })).await;
    let ticket = resolved(submit(words(), session.options())).await;
    let state = plain(&resolved(cancel(ticket.clone(), session.options())).await);
    assert_eq!(state, json!({ "status": "cancelled", "refunded": { "microUsd": 40000, "usd": 0.04 } }));
    let error = session.error(&wait(ticket.clone(), session.options())).await;
    assert_eq!((&error["kind"], &error["billed"]), (&"jobFailed".into(), &"no".into()), "{error}");
    let error = session.error(&cancel(ticket.clone(), session.options())).await;
    assert_eq!((&error["kind"], &error["code"]), (&"refused".into(), &"JOB_CANNOT_BE_CANCELLED".into()));
    assert_eq!(error["ticket"], plain(&ticket));

    let image = ["https://example.com/man.jpg".into()];
    for request in [mulerun(&image), pixazo(&image)] {
        let ticket = resolved(submit(request, session.options())).await;
        let before = session.log().await.len();
        let error = session.error(&cancel(ticket.clone(), session.options())).await;
        assert_eq!((&error["kind"], &error["billed"]), (&"unsupported".into(), &"yes".into()));
        assert_eq!(error["ticket"], plain(&ticket));
        assert_eq!(session.log().await.len(), before);
    }
}

#[wasm_bindgen_test]
async fn a_question_tells_where_a_job_stands() {
    let session = Session::with(json!({ "jobMs": 60_000 })).await;
    let mut tickets = Vec::new();
    for request in one_for_each() {
        tickets.push(resolved(submit(request, session.options())).await);
    }
    let mut seen = vec![Vec::new(); tickets.len()];
    let state = async |ticket: &JsValue| plain(&resolved(status(ticket.clone(), session.options())).await);
    for _ in ["queued", "running"] {
        for (ticket, seen) in tickets.iter().zip(&mut seen) {
            seen.push(state(ticket).await);
        }
        session.age(30_000).await;
    }
    for (ticket, seen) in tickets.iter().zip(&mut seen) {
        // Its images have to be drawn yet.
        let mut last = state(ticket).await;
        while last["status"] == "running" {
            last = state(ticket).await;
        }
        seen.push(last);
    }
    for seen in &seen {
        let statuses: Vec<_> = seen.iter().map(|state| state["status"].as_str().unwrap()).collect();
        assert_eq!(statuses, ["queued", "running", "done"]);
        load(seen[2]["images"][0]["url"].as_str().unwrap()).await.unwrap();
    }
    assert_eq!(seen[2][1]["progress"], 0.5, "PixelByte tells how far it is");

    let failing = with(words(), [("prompt", "[fail]".into())]);
    session.set(json!({ "jobMs": 0 })).await;
    let ticket = resolved(submit(failing, session.options())).await;
    let state = plain(&resolved(status(ticket, session.options())).await);
    assert_eq!(state["status"], "failed");
    assert_eq!((&state["error"]["kind"], &state["error"]["billed"]), (&"jobFailed".into(), &"no".into()));
}

#[wasm_bindgen_test]
async fn tickets_of_other_origin_are_refused() {
    let session = Session::new().await;
    for ticket in [
        "undefined",
        "null",
        "'job_1'",
        "{}",
        "[]",
        "{ get job() { throw 1 } }",
        "{ provider: 'pixelbyte', model: 'google/nano-banana-dev/text-to-image', job: '../v1/keys', submittedAt: 1 }",
        "{ provider: 'pixelbyte', model: 'google/nano-banana-dev/text-to-image', job: '..', submittedAt: 1 }",
        "{ provider: 'pixelbyte', model: '../nano-banana', job: 'a', submittedAt: 1 }",
        "{ provider: 'pixelbyte', model: 'google/nano-banana-dev/text-to-image', job: 'a' }",
        "{ provider: 'pixazo', model: 'nano-banana/edit', job: 'a', submittedAt: 1, queue: 'https://example.com' }",
        "(() => { const ring = {}; ring.ring = ring; return ring })()",
    ] {
        for call in [wait, status, cancel] {
            let error = session.error(&call(function(ticket), session.options())).await;
            assert_eq!(error["kind"], "invalidRequest", "{ticket}: {error}");
            assert!(error["problems"][0]["field"].as_str().unwrap().starts_with("ticket"), "{error}");
        }
    }
    assert!(session.everything().await.is_empty());
}

#[wasm_bindgen_test]
async fn images_inside_the_reply_become_addresses_of_their_own() {
    let session = Session::new().await;
    let request =
        with(pixazo(&[jpeg().await]), [("extra", js(json!({ "sync_mode": true }))), ("count", 2.into())]);
    let result = session.run(request, session.options()).await;
    let images = result["images"].as_array().unwrap();
    assert_eq!(images.len(), 2);
    for image in images {
        let url = image["url"].as_str().unwrap();
        assert!(url.starts_with("blob:"), "{url}");
        let size = load(url).await.unwrap();
        assert!(member(&size, "width").as_f64() > Some(1.0));
    }
    assert!(!result["raw"].to_string().contains(";base64,"), "{:.500}", result["raw"].to_string());
    assert!(result["raw"].is_object());
    assert_eq!(session.purchases().await[0]["body"]["sync_mode"], true);
}

#[wasm_bindgen_test]
async fn both_shapes_of_every_reply_are_read() {
    let shapes = [
        ("mulerun", json!({ "idField": "task_id", "words": "queued" })),
        ("pixazo", json!({ "queue": "getStatus" })),
        ("pixelbyte", json!({ "shape": "wrapped", "outputShape": "string" })),
        ("pixelbyte", json!({ "outputShape": "url", "estimate": null })),
        ("pixelbyte", json!({ "outputShape": "imageUrl", "estimate": { "offsetMs": -3_600_000 } })),
    ];
    for (provider, options) in shapes {
        let session = Session::with(options.clone()).await;
        let request =
            one_for_each().into_iter().find(|request| member(request, "provider") == provider).unwrap();
        let result = session.run(request, session.options()).await;
        load(result["images"][0]["url"].as_str().unwrap())
            .await
            .unwrap_or_else(|_| panic!("{options}: {result}"));
    }
}

#[wasm_bindgen_test]
async fn a_foreign_polling_address_is_not_followed() {
    let session = Session::new().await;
    session.fault("submit", json!({ "foreignPollingUrl": true })).await;
    let image: [JsValue; 1] = ["https://example.com/man.jpg".into()];
    session.run(pixazo(&image), session.options()).await;
    let log = session.everything().await;
    assert!(log.iter().all(|entry| entry["host"] == "api"), "{log:?}");
}

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = heldClock)]
    fn held_clock() -> JsValue;
    fn pass(clock: &JsValue, milliseconds: f64);
}
