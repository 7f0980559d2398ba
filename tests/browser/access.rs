//! Keys, relays and other front ends: what a provider is reached with, and where keys go.

use js_sys::Object;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::client::{build_request, run, submit};
use crate::page::{function, jpeg, js, list, member, plain, recorded, recorder, rejected, resolved, with};
use crate::requests::{one_for_each, pixelbyte, words};
use crate::session::Session;

#[wasm_bindgen_test]
async fn without_a_key_nothing_is_sent() {
    let session = Session::new().await;
    for request in one_for_each() {
        let provider = member(&request, "provider").as_string().unwrap();
        let fetch = recorder();
        let options = js(json!({ "providers": { provider.as_str(): {} } }));
        let error = session.fail(request, with(options, [("fetch", member(&fetch, "listen"))])).await;
        assert_eq!(error["kind"], "unauthorized");
        assert!(error["message"].as_str().unwrap().contains("apiKey"), "{error}");
        assert!(list(&fetch, "requests").is_empty());
    }
}

#[wasm_bindgen_test]
async fn a_key_may_be_promised() {
    let session = Session::new().await;
    let options = |key: &str| {
        let options = session.options();
        with(member(&member(&options, "providers"), "pixelbyte"), [("apiKey", function(key))]);
        options
    };
    let key = &session.key;
    for given in [
        format!("() => '{key}'"),
        format!("async () => '{key}'"),
        format!("() => ({{ then: (f) => f('{key}') }})"),
    ] {
        resolved(submit(words(), options(&given))).await;
    }
    for refused in ["() => {}", "() => ''", "async () => 5", "() => 'a\\nb'"] {
        let error = session.fail(words(), options(refused)).await;
        assert_eq!(error["problems"][0]["field"], "providers.pixelbyte.apiKey", "{refused}");
    }
    for thrown in ["() => { throw 'mine' }", "async () => { throw 'mine' }"] {
        assert_eq!(rejected(run(words(), options(thrown))).await, "mine");
    }
    assert!(rejected(run(words(), options("() => Promise.reject()"))).await.is_undefined());
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
        for (options, field) in [
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
            let options = with(function(&options), [("fetch", member(&fetch, "listen"))]);
            let error = session.fail(words(), options).await;
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
        for (options, path) in [
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
            let built = resolved(build_request(words(), js(options))).await;
            assert_eq!(member(&built, "url").as_string().unwrap(), format!("{base}{path}"), "{address}");
        }
    }
}

#[wasm_bindgen_test]
async fn the_client_allows_and_refuses_the_addresses_of_the_table() {
    let session = Session::new().await;
    let table: Value = serde_json::from_str(include_str!("../addresses.json")).unwrap();
    let options = |address: &Value| js(json!({ "providers": { "pixelbyte": { "baseUrl": address } } }));
    for address in table["allowed"].as_array().unwrap() {
        let built = resolved(build_request(words(), options(address))).await;
        assert!(member(&built, "url").is_string(), "{address}");
    }
    for address in table["refused"].as_array().unwrap() {
        let error = session.fail(words(), options(address)).await;
        assert_eq!(error["problems"][0]["field"], "providers.pixelbyte.baseUrl", "{address}: {error}");
    }
    assert!(session.everything().await.is_empty());
}

#[wasm_bindgen_test]
async fn headers_and_cookies_go_to_the_front_end_alone() {
    let session = Session::new().await;
    let (fetch, options) = recorded(session.options());
    let reached = json!({
        "baseUrl": session.base_url("pixelbyte"), "apiKey": session.key, "credentials": "include", "headers": { "X-Log-In": "me" },
    });
    let options = with(options, [("providers", js(json!({ "pixelbyte": reached })))]);
    session.run(pixelbyte(&[jpeg().await]), options).await;
    let requests = list(&fetch, "requests");
    let sent = |request: &JsValue| {
        let read = |name: &str| member(request, name).as_string().unwrap();
        let headers =
            plain(&Object::from_entries(&js_sys::Array::from(&member(request, "headers"))).unwrap().into());
        (read("method"), read("credentials"), headers)
    };
    let mut methods = Vec::new();
    for request in &requests {
        let (method, credentials, headers) = sent(request);
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
    for (options, credentials) in [
        (json!({ "relay": "/api" }), "same-origin"),
        (json!({ "relay": "/api", "providers": { "pixelbyte": { "credentials": "include" } } }), "include"),
        (json!({ "providers": { "pixelbyte": { "relay": "/api" } } }), "same-origin"),
        (json!({ "providers": { "pixelbyte": { "relay": "/api", "credentials": "omit" } } }), "omit"),
        (json!({ "providers": { "pixelbyte": { "baseUrl": "/api" } } }), "omit"),
        (json!({ "providers": { "pixelbyte": { "baseUrl": "/api", "credentials": "include" } } }), "include"),
    ] {
        let fetch = recorder();
        session.fail(words(), with(js(options.clone()), [("fetch", member(&fetch, "listen"))])).await;
        let requests = list(&fetch, "requests");
        assert_eq!(member(&requests[0], "credentials"), credentials, "{options}");
    }
}

#[wasm_bindgen_test]
async fn a_provider_has_a_relay_or_a_base_address_of_its_own_but_not_both() {
    let session = Session::new().await;
    let options = js(json!({ "providers": { "pixelbyte": { "relay": "/a", "baseUrl": "/b" } } }));
    let error = session.fail(words(), options).await;
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
        let options =
            js(json!({ "providers": { provider.as_str(): { "baseUrl": session.base_url(&provider) } } }));
        let error = session.fail(request, with(options, [("fetch", member(&fetch, "listen"))])).await;
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
