//! A `fetch` of the caller's own, and unexpected replies.

use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::client::submit;
use crate::page::{function, js, plain, resolved, with};
use crate::requests::{mulerun, one_for_each, words};
use crate::session::Session;

#[wasm_bindgen_test]
async fn whatever_it_throws_or_gives_is_an_error_and_no_crash() {
    let session = Session::new().await;
    for fetch in [
        "() => { throw 'no network' }",
        "() => { throw undefined }",
        "() => Promise.reject()",
        "() => Promise.reject('no network')",
        "() => Promise.reject(new TypeError('Failed to fetch'))",
        "() => undefined",
        "() => null",
        "() => 5",
        "async () => ({})",
        "async () => ({ status: 'ok' })",
        "async () => 'a text'",
        "async () => Response.error()",
        "async () => ({ status: 200, body: 'a text' })",
        "async () => ({ status: 200, body: {} })",
        "async () => ({ status: 200, body: { getReader: () => ({}) } })",
        "async () => ({ status: 200, body: { getReader: () => ({ read: async () => ({ value: 'a text' }) }) } })",
        "async () => ({ status: 200, body: { getReader: () => ({ read: () => { throw 5 } }) } })",
        "async () => ({ status: 200, body: { getReader() { throw 5 } } })",
        "async () => ({ get status() { throw 5 } })",
        "async () => ({ status: 200, headers: { get() { throw 5 } } })",
        "async () => new Response(new ReadableStream({ start(controller) { controller.error('lost') } }))",
        "async () => new Response(new ReadableStream({ start(controller) { controller.enqueue('a text'); controller.close() } }))",
    ] {
        let options = with(session.options(), [("fetch", function(fetch))]);
        let error = session.fail(words(), options).await;
        assert!(["network", "badResponse"].map(Value::from).contains(&error["kind"]), "{fetch}: {error}");
        assert_eq!(error["billed"], "unknown", "{fetch}: {error}");
        assert_eq!(error["provider"], "pixelbyte");
    }
    works(&session).await;
}

#[wasm_bindgen_test]
async fn a_response_out_of_a_mock_is_one() {
    let session = Session::new().await;
    let ticket = submit_to(&session, words(), "async () => new Response('{\"jobId\":\"job_1\"}')").await;
    assert_eq!(ticket["job"], "job_1");
    let options = with(
        session.options(),
        [("fetch", function("async () => Response.json({ data: { id: 'a-b' } }, { status: 201 })"))],
    );
    assert_eq!(plain(&resolved(submit(words(), options)).await)["job"], "a-b");
    assert!(session.everything().await.is_empty());
}

#[wasm_bindgen_test]
async fn replies_that_are_deeper_or_fuller_than_any_are_errors() {
    let session = Session::new().await;
    for body in [
        "'['.repeat(100000)",
        "'['.repeat(100000) + ']'.repeat(100000)",
        "'{\"a\":'.repeat(100000) + '1' + '}'.repeat(100000)",
        "'{\"jobId\":' + '['.repeat(100000) + ']'.repeat(100000) + '}'",
        "'{\"error\":' + '{\"error\":'.repeat(500) + '1' + '}'.repeat(501)",
    ] {
        for status in [200, 400] {
            let fetch = function(&format!("async () => new Response({body}, {{ status: {status} }})"));
            let error = session.fail(words(), with(session.options(), [("fetch", fetch)])).await;
            let kind = if status == 200 { "badResponse" } else { "refused" };
            assert_eq!(error["kind"], kind, "{body}: {error}");
        }
    }
    let fuller = "async () => new Response('{\"x\":[' + '1,'.repeat(100000) + '1],\"jobId\":\"a\"}')";
    assert_eq!(submit_to(&session, words(), fuller).await["job"], "a");
    works(&session).await;
}

#[wasm_bindgen_test]
async fn a_reply_without_end_is_not_read_to_its_end() {
    let session = Session::new().await;
    let endless = "async () => { \
        globalThis.sent = 0; \
        return new Response(new ReadableStream({ pull(controller) { sent += 1; controller.enqueue(new Uint8Array(1 << 20)); } })); }";
    let options = with(session.options(), [("fetch", function(endless))]);
    let error = session.fail(words(), options).await;
    assert_eq!((&error["kind"], &error["billed"]), (&"badResponse".into(), &"unknown".into()), "{error}");
    let sent = js_sys::eval("sent").unwrap().as_f64().unwrap();
    assert!(sent < 12.0, "{sent} MiB were read");
    works(&session).await;
}

#[wasm_bindgen_test]
async fn a_key_that_a_provider_repeats_stays_out_of_the_error() {
    let session = Session::new().await;
    // With signs that JSON may write in more than one way.
    let key = "sk-a/b\"c\\d+e=0123456789";
    let bodies = [
        json!({ "error": { "code": "BAD_KEY", "message": format!("The key {key} is wrong") } }).to_string(),
        json!({ "error": { "code": key, "message": null } }).to_string(),
        json!({ "message": format!("Bearer {key}") }).to_string(),
        json!({ "error": format!("wrong: {key}") }).to_string(),
        json!({ "task_info": { "error": { "title": key, "detail": key } } }).to_string(),
        json!({ "message": format!("Bearer {key}") }).to_string().replace('/', "\\/"),
        json!({ "message": format!("Bearer {key}") }).to_string().replace('-', "\\u002d"),
    ];
    for body in bodies {
        for status in [200, 401, 500] {
            for request in one_for_each() {
                let provider = crate::page::member(&request, "provider").as_string().unwrap();
                let options = js(json!({ "providers": { provider.as_str(): { "apiKey": key } } }));
                let fetch = format!(
                    "async () => new Response({}, {{ status: {status} }})",
                    Value::from(body.as_str())
                );
                let error = session.fail(request, with(options, [("fetch", function(&fetch))])).await;
                for value in error.as_object().unwrap().values().filter_map(Value::as_str) {
                    assert!(
                        !value.contains(key) && !value.contains("0123456789"),
                        "{status} {body}: {error}"
                    );
                }
            }
        }
    }
}

#[wasm_bindgen_test]
async fn a_vendors_words_are_cut_to_what_a_person_reads() {
    let session = Session::new().await;
    let image = ["https://example.com/man.jpg".into()];
    let fetch = "async () => Response.json({ detail: 'x'.repeat(100000) + ' data:image/png;base64,' + 'A'.repeat(100000) }, { status: 422 })";
    let error = session.fail(mulerun(&image), with(session.options(), [("fetch", function(fetch))])).await;
    assert_eq!(error["kind"], "refused");
    assert!(error["message"].as_str().unwrap().len() < 600, "{error}");
}

/// Fails where the module is not as it was.
async fn works(session: &Session) {
    let before = session.purchases().await.len();
    resolved(submit(words(), session.options())).await;
    assert_eq!(session.purchases().await.len(), before + 1);
}

async fn submit_to(session: &Session, request: JsValue, fetch: &str) -> Value {
    plain(&resolved(submit(request, with(session.options(), [("fetch", function(fetch))]))).await)
}
