//! Options and requests that are wrong.

use js_sys::Object;
use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{function, js, list, recorded, with};
use crate::requests::words;
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
        let (fetch, options) = recorded(session.options());
        let options = Object::assign(options.unchecked_ref::<Object>(), function(change).unchecked_ref());
        let error = session.fail(words(), options.into()).await;
        assert_eq!(error["kind"], "invalidRequest", "{change}: {error}");
        assert_eq!(error["billed"], "no");
        let problems = error["problems"].as_array().unwrap();
        assert_eq!(problems.len(), 1, "{change}: {error}");
        assert_eq!(problems[0]["field"], field, "{change}");
        assert!(error["message"].as_str().unwrap().contains(field), "{error}");
        assert!(!error.to_string().contains("secr"), "{error}");
        assert!(list(&fetch, "requests").is_empty(), "{change}");
    }
    for options in ["undefined", "null", "'key'", "[]", "5n", "Symbol()"] {
        let error = session.fail(words(), function(options)).await;
        assert_eq!(error["problems"][0]["field"], "options", "{options}");
    }
    assert!(session.everything().await.is_empty());
}

#[wasm_bindgen_test]
async fn everything_that_is_wrong_is_reported_at_once() {
    let session = Session::new().await;
    let request = js(json!({
        "provider": "mulerun", "model": "google/nano-banana-pro/edit", "aspect_ratio": "16:9", "resolution": "4K",
        "count": 2, "images": [], "prompt": " ",
    }));
    let options = with(session.options(), [("timeoutMs", "long".into()), ("retries", 3.into())]);
    let error = session.fail(request, options).await;
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
        let error = session.fail(function(request), session.options()).await;
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
        (r"{ a: 'a hat \ud83d' }", "extra.a"),
        (r"{ a: ['\ufffd', '\ude00\ud83d'] }", "extra.a[1]"),
        (r"{ a: { 'b\ud83d': 1 } }", "extra.a.b\u{fffd}"),
        (r"{ 'b\ud83d': 1 }", "extra.b\u{fffd}"),
    ] {
        let request = with(words(), [("extra", function(extra))]);
        let error = session.fail(request, session.options()).await;
        let named = error["problems"][0]["field"].as_str().unwrap();
        assert!(named == field || field == "extra.a" && named.starts_with("extra.a."), "{extra}: {error}");
    }
    assert!(session.everything().await.is_empty());
}
