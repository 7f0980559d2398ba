//! Settings as callers get them wrong, keys, and where keys go.

use js_sys::Object;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::client::{build_request, run, submit};
use crate::page::{function, jpeg, js, list, member, plain, recorder, rejected, resolved, with};
use crate::requests::{one_for_each, pixelbyte, words};
use crate::session::Session;

#[wasm_bindgen_test]
async fn what_is_wrong_is_named_and_nothing_is_sent() {
    let session = Session::new().await;
    let cases = [
        ("{ timeoutms: 5 }", "timeoutms"),
        ("{ store: {} }", "store"),
        ("{ timeoutMs: '5' }", "timeoutMs"),
        ("{ timeoutMs: 0 }", "timeoutMs"),
        ("{ timeoutMs: NaN }", "timeoutMs"),
        ("{ timeoutMs: Infinity }", "timeoutMs"),
        ("{ timeoutMs: 5n }", "timeoutMs"),
        ("{ signal: {} }", "signal"),
        ("{ signal: true }", "signal"),
        ("{ signal: { addEventListener() {} } }", "signal"),
        ("{ fetch: 'fetch' }", "fetch"),
        ("{ onProgress: {} }", "onProgress"),
        ("{ onAccepted: [] }", "onAccepted"),
        ("{ upload: 'https://example.com' }", "upload"),
        ("{ cancelOnAbort: 'yes' }", "cancelOnAbort"),
        ("{ maxBodyBytes: '1 MB' }", "maxBodyBytes"),
        ("{ maxBodyBytes: 0 }", "maxBodyBytes"),
        ("{ providers: null }", "providers"),
        ("{ providers: ['pixelbyte'] }", "providers"),
        ("{ providers: {} }", "providers.pixelbyte"),
        ("{ providers: { nobody: {} } }", "providers.nobody"),
        ("{ providers: { pixelbyte: 'key' } }", "providers.pixelbyte"),
        ("{ providers: { pixelbyte: { apikey: 'key' } } }", "providers.pixelbyte.apikey"),
        ("{ providers: { pixelbyte: { apiKey: 5 } } }", "providers.pixelbyte.apiKey"),
        ("{ providers: { pixelbyte: { apiKey: '' } } }", "providers.pixelbyte.apiKey"),
        ("{ providers: { pixelbyte: { apiKey: 'secret\\nX-A: b' } } }", "providers.pixelbyte.apiKey"),
        ("{ providers: { pixelbyte: { apiKey: 'secret\\u200b' } } }", "providers.pixelbyte.apiKey"),
        ("{ providers: { pixelbyte: { apiKey: ' secret' } } }", "providers.pixelbyte.apiKey"),
        ("{ providers: { pixelbyte: { apiKey: 'secrét' } } }", "providers.pixelbyte.apiKey"),
        ("{ providers: { pixelbyte: { apiKey: 'a', headers: { a: 'b' } } } }", "providers.pixelbyte"),
        ("{ providers: { pixelbyte: { apiKey: 'a', credentials: 'include' } } }", "providers.pixelbyte"),
        ("{ providers: { pixelbyte: { relay: '/a', headers: ['b'] } } }", "providers.pixelbyte.headers"),
        (
            "{ providers: { pixelbyte: { relay: '/a', headers: { 'a b': 'c' } } } }",
            "providers.pixelbyte.headers",
        ),
        (
            "{ providers: { pixelbyte: { relay: '/a', headers: { a: 'b\\nc' } } } }",
            "providers.pixelbyte.headers",
        ),
        ("{ providers: { pixelbyte: { relay: '/a', headers: { a: 5 } } } }", "providers.pixelbyte.headers"),
        (
            "{ providers: { pixelbyte: { relay: '/a', credentials: 'yes' } } }",
            "providers.pixelbyte.credentials",
        ),
    ];
    for (change, field) in cases {
        let (fetch, settings) = watched(&session);
        let settings = Object::assign(settings.unchecked_ref::<Object>(), function(change).unchecked_ref());
        let error = session.fail(words(), settings.into()).await;
        assert_eq!(error["kind"], "invalidRequest", "{change}: {error}");
        assert_eq!(error["billed"], "no");
        let problems = error["problems"].as_array().unwrap();
        assert_eq!(problems.len(), 1, "{change}: {error}");
        assert_eq!(problems[0]["field"], field, "{change}");
        assert!(error["message"].as_str().unwrap().contains(field), "{error}");
        assert!(!error.to_string().contains("secr"), "{error}");
        assert!(list(&fetch, "requests").is_empty(), "{change}");
    }
    for settings in ["undefined", "null", "'key'", "[]", "5n", "Symbol()"] {
        let error = session.fail(words(), function(settings)).await;
        assert_eq!(error["problems"][0]["field"], "options", "{settings}");
    }
    assert!(session.everything().await.is_empty());
}

#[wasm_bindgen_test]
async fn everything_that_is_wrong_is_said_at_once() {
    let session = Session::new().await;
    let request = js(json!({
        "provider": "mulerun", "model": "google/nano-banana-pro/edit", "aspect_ratio": "16:9", "resolution": "4K",
        "count": 2, "images": [], "prompt": " ",
    }));
    let settings = with(session.settings(), [("timeoutMs", "long".into()), ("retries", 3.into())]);
    let error = session.fail(request, settings).await;
    let mut fields: Vec<_> = error["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["field"].as_str().unwrap())
        .collect();
    fields.sort_unstable();
    assert_eq!(fields, ["aspect_ratio", "count", "images", "prompt", "resolution", "retries", "timeoutMs"]);
    assert!(session.everything().await.is_empty());
}

#[wasm_bindgen_test]
async fn requests_that_are_none_are_refused() {
    let session = Session::new().await;
    for request in [
        "undefined",
        "null",
        "'a hat'",
        "[]",
        "5n",
        "() => {}",
        "new Map()",
        "Object.create(null)",
        "{ get prompt() { throw 1 } }",
        "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()",
    ] {
        let error = session.fail(function(request), session.settings()).await;
        assert_eq!(error["kind"], "invalidRequest", "{request}");
    }
    for (extra, field) in [
        ("{ prompt: 'x' }", "extra.prompt"),
        ("5", "extra"),
        ("{ a: 5n }", "extra.a"),
        ("{ get a() { throw 1 } }", "extra"),
        ("{ a: () => {} }", "extra.a"),
        ("{ a: [1, undefined] }", "extra.a[1]"),
        ("{ a: { b: NaN } }", "extra.a.b"),
        ("{ a: [{ c: Infinity }] }", "extra.a[0].c"),
        ("{ a: Symbol() }", "extra.a"),
        ("{ a: new Map() }", "extra.a"),
        ("{ a: new Uint8Array(2) }", "extra.a"),
        ("(() => { const a = {}; a.a = a; return { a } })()", "extra.a"),
    ] {
        let request = with(words(), [("extra", function(extra))]);
        let error = session.fail(request, session.settings()).await;
        let named = error["problems"][0]["field"].as_str().unwrap();
        assert!(named == field || field == "extra.a" && named.starts_with("extra.a."), "{extra}: {error}");
    }
    assert!(session.everything().await.is_empty());
}

#[wasm_bindgen_test]
async fn without_a_key_nothing_is_sent() {
    let session = Session::new().await;
    for request in one_for_each() {
        let provider = member(&request, "provider").as_string().unwrap();
        let fetch = recorder();
        let settings = js(json!({ "providers": { provider.as_str(): {} } }));
        let error = session.fail(request, with(settings, [("fetch", member(&fetch, "listen"))])).await;
        assert_eq!(error["kind"], "unauthorized");
        assert!(error["message"].as_str().unwrap().contains("apiKey"), "{error}");
        assert!(list(&fetch, "requests").is_empty());
    }
}

#[wasm_bindgen_test]
async fn a_key_may_be_promised() {
    let session = Session::new().await;
    let settings = |key: &str| {
        let settings = session.settings();
        with(member(&member(&settings, "providers"), "pixelbyte"), [("apiKey", function(key))]);
        settings
    };
    let key = &session.key;
    for given in [
        format!("() => '{key}'"),
        format!("async () => '{key}'"),
        format!("() => ({{ then: (f) => f('{key}') }})"),
    ] {
        resolved(submit(words(), settings(&given))).await;
    }
    for refused in ["() => {}", "() => ''", "async () => 5", "() => 'a\\nb'"] {
        let error = session.fail(words(), settings(refused)).await;
        assert_eq!(error["problems"][0]["field"], "providers.pixelbyte.apiKey", "{refused}");
    }
    for thrown in ["() => { throw 'mine' }", "async () => { throw 'mine' }"] {
        assert_eq!(rejected(run(words(), settings(thrown))).await, "mine");
    }
    assert!(rejected(run(words(), settings("() => Promise.reject()"))).await.is_undefined());
    assert_eq!(session.purchases().await.len(), 3);
}

#[wasm_bindgen_test]
async fn addresses_that_a_key_must_not_go_to_are_refused() {
    let session = Session::new().await;
    for address in [
        "''",
        "'api'",
        "'//example.com/api'",
        "'http://example.com'",
        "'http://10.0.0.1/api'",
        "'http://127.0.0.1.example.com'",
        "'https://example.com/?a=1'",
        "'https://example.com/#a'",
        "'https://me@example.com'",
        "'https://:secret@example.com'",
        "'ftp://example.com'",
        "'javascript:alert(1)'",
        "'https://'",
        "'/api?key=1'",
        "'/\\\\example.com/api'",
        "5",
        "new URL('https://example.com')",
    ] {
        for (settings, field) in [
            (
                format!("{{ providers: {{ pixelbyte: {{ apiKey: 'k', baseUrl: {address} }} }} }}"),
                "providers.pixelbyte.baseUrl",
            ),
            (
                format!("{{ providers: {{ pixelbyte: {{ apiKey: 'k', relay: {address} }} }} }}"),
                "providers.pixelbyte.relay",
            ),
            (format!("{{ providers: {{ pixelbyte: {{ apiKey: 'k' }} }}, relay: {address} }}"), "relay"),
        ] {
            let fetch = recorder();
            let settings = with(function(&settings), [("fetch", member(&fetch, "listen"))]);
            let error = session.fail(words(), settings).await;
            assert_eq!(error["problems"][0]["field"], field, "{address}: {error}");
            assert!(list(&fetch, "requests").is_empty());
        }
    }
    let origin = js_sys::eval("location.origin").unwrap().as_string().unwrap();
    for (address, base) in [
        ("https://relay.example/api", "https://relay.example/api"),
        ("https://relay.example/api/", "https://relay.example/api"),
        ("https://relay.example", "https://relay.example"),
        ("HTTPS://Relay.Example:8443/a b", "https://relay.example:8443/a%20b"),
        ("http://localhost:1234/x", "http://localhost:1234/x"),
        ("http://[::1]:1234", "http://[::1]:1234"),
        ("/api/plantain", &format!("{origin}/api/plantain")),
        ("/api/../other/", &format!("{origin}/other")),
        ("/", &origin),
    ] {
        for (settings, path) in [
            (json!({ "providers": { "pixelbyte": { "baseUrl": address } } }), "/v1/jobs/submit"),
            (json!({ "providers": { "pixelbyte": { "relay": address } } }), "/v1/jobs/submit"),
            (json!({ "relay": address }), "/pixelbyte/v1/jobs/submit"),
            (json!({ "relay": address, "providers": { "pixelbyte": {} } }), "/pixelbyte/v1/jobs/submit"),
            (
                json!({ "relay": "/other", "providers": { "pixelbyte": { "relay": address } } }),
                "/v1/jobs/submit",
            ),
            (
                json!({ "relay": "/other", "providers": { "pixelbyte": { "baseUrl": address } } }),
                "/v1/jobs/submit",
            ),
        ] {
            let built = resolved(build_request(words(), js(settings))).await;
            assert_eq!(member(&built, "url").as_string().unwrap(), format!("{base}{path}"), "{address}");
        }
    }
}

#[wasm_bindgen_test]
async fn headers_and_cookies_go_to_the_front_end_alone() {
    let session = Session::new().await;
    let (fetch, settings) = watched(&session);
    let reached = json!({
        "baseUrl": session.base_url("pixelbyte"), "apiKey": session.key, "credentials": "include", "headers": { "X-Log-In": "me" },
    });
    let settings = with(settings, [("providers", js(json!({ "pixelbyte": reached })))]);
    session.run(pixelbyte(&[jpeg().await]), settings).await;
    let requests = list(&fetch, "requests");
    let told = |request: &JsValue| {
        let read = |name: &str| member(request, name).as_string().unwrap();
        let headers =
            plain(&Object::from_entries(&js_sys::Array::from(&member(request, "headers"))).unwrap().into());
        (read("method"), read("credentials"), headers)
    };
    let mut methods = Vec::new();
    for request in &requests {
        let (method, credentials, headers) = told(request);
        for (name, wanted) in
            [("cache", "no-store"), ("redirect", "error"), ("referrerPolicy", "no-referrer")]
        {
            assert_eq!(member(request, name), wanted);
        }
        if method == "PUT" {
            assert_eq!(credentials, "omit");
            assert_eq!(headers, json!({ "content-type": "image/jpeg" }));
        } else {
            assert_eq!(credentials, "include");
            assert_eq!(headers["x-log-in"], "me");
            assert_eq!(headers["authorization"], format!("Bearer {}", session.key));
        }
        methods.push(method);
    }
    assert_eq!(methods, ["POST", "PUT", "POST", "GET"]);
    let log = session.log().await;
    let seen: Vec<_> = log
        .iter()
        .map(|entry| (entry["method"].as_str().unwrap(), entry["sawKey"].as_bool().unwrap()))
        .collect();
    assert_eq!(seen, [("POST", true), ("PUT", false), ("POST", true), ("GET", true)]);
}

#[wasm_bindgen_test]
async fn a_relay_on_this_origin_gets_its_cookies_and_another_front_end_none() {
    let session = Session::new().await;
    for (settings, credentials) in [
        (json!({ "relay": "/api" }), "same-origin"),
        (json!({ "relay": "/api", "providers": { "pixelbyte": { "credentials": "include" } } }), "include"),
        (json!({ "providers": { "pixelbyte": { "relay": "/api" } } }), "same-origin"),
        (json!({ "providers": { "pixelbyte": { "relay": "/api", "credentials": "omit" } } }), "omit"),
        (json!({ "providers": { "pixelbyte": { "baseUrl": "/api" } } }), "omit"),
        (json!({ "providers": { "pixelbyte": { "baseUrl": "/api", "credentials": "include" } } }), "include"),
    ] {
        let fetch = recorder();
        session.fail(words(), with(js(settings.clone()), [("fetch", member(&fetch, "listen"))])).await;
        let requests = list(&fetch, "requests");
        assert_eq!(member(&requests[0], "credentials"), credentials, "{settings}");
    }
}

#[wasm_bindgen_test]
async fn a_provider_has_a_relay_or_a_base_address_of_its_own_but_not_both() {
    let session = Session::new().await;
    let settings = js(json!({ "providers": { "pixelbyte": { "relay": "/a", "baseUrl": "/b" } } }));
    let error = session.fail(words(), settings).await;
    assert_eq!(
        error["problems"],
        json!([{ "field": "providers.pixelbyte", "code": "conflict", "message": "has both `relay` and `baseUrl`: give one of them" }])
    );
}

#[wasm_bindgen_test]
async fn a_key_may_be_left_to_the_front_end() {
    let session = Session::new().await;
    let fetch = recorder();
    for request in one_for_each() {
        let provider = member(&request, "provider").as_string().unwrap();
        let settings =
            js(json!({ "providers": { provider.as_str(): { "baseUrl": session.base_url(&provider) } } }));
        let error = session.fail(request, with(settings, [("fetch", member(&fetch, "listen"))])).await;
        assert_eq!((&error["kind"], &error["status"]), (&"unauthorized".into(), &401.into()));
    }
    for request in list(&fetch, "requests") {
        let headers = Object::from_entries(&js_sys::Array::from(&member(&request, "headers"))).unwrap();
        assert_eq!(plain(&headers.into()), json!({ "content-type": "application/json" }));
    }
    let log = session.log().await;
    assert_eq!(log.len(), 3);
    assert!(log.iter().all(|entry| entry["sawKey"] == Value::Bool(false)));
}

/// Returns options with a `fetch` that keeps what it is given.
fn watched(session: &Session) -> (JsValue, JsValue) {
    let fetch = recorder();
    let settings = with(session.settings(), [("fetch", member(&fetch, "listen"))]);
    (fetch, settings)
}
