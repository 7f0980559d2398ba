//! Replies of a caller's own `fetch`, read by what they have; and what such a `fetch` is called with.

use js_sys::{Array, Function};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::client::{run, submit, wait};
use crate::page::{
    advance, endless, function, hurry, jpeg, js, list, listener, member, plain, resolved, until_counted, with,
};
use crate::requests::{mulerun, one_for_each, pixelbyte, words};
use crate::session::Session;

/// What a reply may be, of a text and a stream that ends with it or breaks.
const KINDS: &str = "() => { \
    const bytes = new TextEncoder().encode(text); \
    const frame = document.body.appendChild(document.createElement('iframe')).contentWindow; \
    const Shared = new WebAssembly.Memory({ shared: true, initial: 0, maximum: 0 }).buffer.constructor; \
    const filled = (buffer) => (new Uint8Array(buffer).set(bytes), buffer); \
    const streamed = (...pieces) => ({ getReader: () => ({ read: async () => pieces.length ? { value: pieces.shift() } : { done: true } }) }); \
    const reply = (members) => ({ status: 200, headers: new Headers(), ...members }); \
    const fails = async () => { throw new TypeError('not here') }; \
    const foreign = () => filled(new frame.ArrayBuffer(bytes.length)); \
    const breaks = (piece) => { \
      const pull = (controller) => { \
        if (!piece) return controller.error(new TypeError('lost')); \
        controller.enqueue(piece); \
        piece = undefined; \
      }; \
      return new Response(new ReadableStream({ pull }, { highWaterMark: 0 })); \
    }; \
    const growable = { maxByteLength: 10_000 }; \
    return [ \
      new Response(text), \
      new frame.Response(text), \
      reply({ text: async () => text }), \
      reply({ json: async () => JSON.parse(text) }), \
      reply({ json: async () => frame.JSON.parse(text) }), \
      reply({ arrayBuffer: async () => bytes.buffer }), \
      reply({ arrayBuffer: async () => foreign() }), \
      reply({ arrayBuffer: async () => filled(new Shared(bytes.length)) }), \
      reply({ bytes: async () => bytes }), \
      reply({ body: null, text: async () => text }), \
      reply({ body: {}, text: fails, arrayBuffer: fails, json: async () => JSON.parse(text) }), \
      reply({ text: () => { throw 5 }, json: fails, arrayBuffer: async () => foreign() }), \
      reply({ text: async () => undefined, json: async () => JSON.parse(text) }), \
      reply({ text: async () => '', json: async () => JSON.parse(text) }), \
      reply({ json: () => JSON.parse(text) }), \
      reply({ body: text }), \
      reply({ body: bytes }), \
      reply({ headers: {}, text: async () => text }), \
      reply({ headers: undefined, text: async () => text }), \
      reply({ body: streamed(text) }), \
      reply({ body: streamed(text.slice(0, 7), text.slice(7)) }), \
      reply({ body: streamed(bytes) }), \
      reply({ body: streamed(bytes.subarray(0, 7), bytes.subarray(7)) }), \
      reply({ body: streamed(new DataView(bytes.buffer, 0, 9), bytes.buffer.slice(9)) }), \
      reply({ body: streamed(foreign()) }), \
      reply({ body: streamed(new frame.Uint8Array(foreign())) }), \
      reply({ body: streamed(filled(new Shared(bytes.length))) }), \
      reply({ body: streamed(new Uint8Array(filled(new Shared(bytes.length)))) }), \
      reply({ body: streamed(new Uint8Array(filled(new Shared(bytes.length, growable)))) }), \
      reply({ body: streamed(new Uint8Array(filled(new ArrayBuffer(bytes.length, growable)))) }), \
      reply({ body: streamed(...bytes.map((byte) => byte) && Array.from(bytes, (byte) => Uint8Array.of(byte))) }), \
      breaks(bytes), \
      new Response(`\\ufeff${text}\\n`), \
      new Response(`)]}'\\n${text}`), \
      new Response(`${text}<!-- served in 3 ms -->`), \
      new Response(text.slice(0, -1)), \
      breaks(bytes.subarray(0, -5)), \
    ]; }";

fn replies(text: &Value) -> Vec<JsValue> {
    let source = format!("(() => {{ const text = {}; return ({KINDS})(); }})", Value::from(text.to_string()));
    let make: Function = function(&source).unchecked_into();
    Array::from(&make.call0(&JsValue::UNDEFINED).unwrap()).to_vec()
}

fn giving(reply: &JsValue) -> JsValue {
    let make = "(reply) => { const giving = { calls: 0, act: async () => { giving.calls += 1; return reply; } }; \
        return giving; }";
    let make: Function = function(make).unchecked_into();
    make.call1(&JsValue::UNDEFINED, reply).unwrap()
}

#[wasm_bindgen_test]
async fn the_id_in_a_reply_to_a_submit_is_read_in_every_form() {
    let session = Session::new().await;
    // Characters of several bytes, cut in the middle.
    let text = json!({
        "note": "é🍌", "jobId": "job_1", "request_id": "job_1",
        "task_info": { "id": "job_1", "status": "pending" }, "end": "12345678",
    });
    for request in one_for_each() {
        for (index, reply) in replies(&text).iter().enumerate() {
            let options = with(session.options(), [("fetch", member(&giving(reply), "act"))]);
            let ticket = plain(&resolved(submit(request.clone(), options)).await);
            assert_eq!(ticket["job"], "job_1", "reply {index}");
        }
    }
}

#[wasm_bindgen_test]
async fn images_are_taken_from_whole_replies_alone() {
    let session = Session::new().await;
    let ticket = resolved(submit(words(), session.options())).await;
    let text =
        json!({ "status": "completed", "output": ["https://a.example/1.png", "https://a.example/2.png"] });
    // The last two are cut, the two before them have something else around the JSON.
    let all = replies(&text);
    let whole = all.len() - 4;
    for (index, reply) in all.iter().enumerate() {
        let replier = giving(reply);
        let options =
            with(session.options(), [("fetch", member(&replier, "act")), ("timeoutMs", TIME.into())]);
        let waiting = wait(ticket.clone(), options);
        if index >= whole {
            until_counted(&replier, "calls").await;
            advance(TIME).await;
        }
        let outcome = wasm_bindgen_futures::JsFuture::from(waiting).await;
        match outcome {
            Ok(result) => assert!(index < whole && list(&result, "images").len() == 2, "reply {index}"),
            Err(error) => {
                assert!(index >= whole && plain(&error)["billed"] == "yes", "reply {index}: {error:?}")
            }
        }
    }
}

#[wasm_bindgen_test]
async fn what_was_read_of_a_reply_without_an_id_is_reported() {
    let session = Session::new().await;
    let broken = "() => new Response(new ReadableStream({ start(controller) { \
        controller.enqueue(new TextEncoder().encode('{\"note\":\"soon\",\"jo')); \
        setTimeout(() => controller.error(new TypeError('lost')), 20); } }))";
    let error = session.fail(words(), with(session.options(), [("fetch", function(broken))])).await;
    assert_eq!((&error["kind"], &error["billed"]), (&"network".into(), &"unknown".into()), "{error}");
    assert_eq!((&error["status"], &error["raw"]), (&200.into(), &json!({ "note": "soon" })), "{error}");
    assert!(error["intent"].is_object(), "{error}");

    let page = "async () => new Response('<p>Please log in</p>')";
    let error = session.fail(words(), with(session.options(), [("fetch", function(page))])).await;
    assert_eq!((&error["kind"], &error["raw"]), (&"badResponse".into(), &"<p>Please log in</p>".into()));

    // It never ends, and the time is over.
    let hanging = endless("{\"jobId\":\"job_1\",\"x\":1");
    let options = with(session.options(), [("fetch", member(&hanging, "act")), ("timeoutMs", TIME.into())]);
    let submitted = submit(words(), options);
    until_counted(&hanging, "calls").await;
    advance(TIME).await;
    assert_eq!(plain(&resolved(submitted).await)["job"], "job_1");
}

#[wasm_bindgen_test]
async fn a_key_that_is_cut_or_escaped_stays_out_of_what_was_read() {
    let session = Session::new().await;
    let key = "sk-a/b+c=0123456789abcdef";
    for text in [
        format!("Not JSON: Bearer {key} is wrong"),
        format!("Not JSON: Bearer {}", &key[..20]),
        format!("Not JSON: {}", key.replace('/', "&#x2F;")),
        format!("{{\"message\":\"Bearer {key}\",\"x\":"),
        format!("{{\"message\":\"Bearer {}", &key[..20]),
    ] {
        let options = js(json!({ "providers": { "pixelbyte": { "apiKey": key } } }));
        let fetch = format!("async () => new Response({})", Value::from(text.as_str()));
        let error = session.fail(words(), with(options, [("fetch", function(&fetch))])).await;
        assert!(!error.to_string().contains("0123456789") && !error.to_string().contains("sk-a"), "{error}");
    }
}

#[wasm_bindgen_test]
async fn a_pause_is_read_from_headers_of_every_kind() {
    let session = Session::new().await;
    for headers in [
        "new Headers({ 'Retry-After': '77' })",
        "new Map([['Retry-After', '77']])",
        "{ 'Retry-After': '77' }",
        "{ 'retry-after': 77 }",
        "{ get: () => 77 }",
    ] {
        let fetch = format!("async () => ({{ status: 429, headers: {headers}, text: async () => '' }})");
        let options = with(session.options(), [("fetch", function(&fetch)), ("timeoutMs", TIME.into())]);
        let error = session.fail(words(), options).await;
        assert_eq!(
            (&error["kind"], &error["retryAfterMs"]),
            (&"rateLimited".into(), &77_000.into()),
            "{headers}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_fetch_is_called_as_people_write_their_own() {
    let session = Session::new().await;
    let calls = listener();
    let noting: Function = function(
        "(note) => (input, init) => { \
            const { body, headers } = init; \
            note({ \
                input: typeof input, body: body === undefined ? 'none' : typeof body === 'string' ? 'text' : body.constructor.name, \
                plain: Object.getPrototypeOf(headers) === Object.prototype && Object.getPrototypeOf(init) === Object.prototype, \
                headers: Object.keys(headers), method: init.method, signal: init.signal instanceof AbortSignal, \
            }); \
            return fetch(String(input), { ...init, headers: { ...headers } }); }",
    )
    .unchecked_into();
    let own = noting.call1(&JsValue::UNDEFINED, &member(&calls, "listen")).unwrap();
    for request in [words(), mulerun(&[jpeg().await]), pixelbyte(&[jpeg().await])] {
        resolved(hurry(&run(request, with(session.options(), [("fetch", own.clone())])))).await;
    }
    let calls: Vec<_> = list(&calls, "events").iter().map(plain).collect();
    for call in &calls {
        assert_eq!(
            (&call["input"], &call["plain"], &call["signal"]),
            (&"string".into(), &true.into(), &true.into())
        );
        let is_storage = call["method"] == "PUT";
        assert_eq!(
            call["headers"].as_array().unwrap().contains(&"Authorization".into()),
            !is_storage,
            "{call}"
        );
    }
    let bodies: Vec<_> = calls
        .iter()
        .filter(|call| call["method"] != "GET")
        .map(|call| call["body"].as_str().unwrap())
        .collect();
    // Words alone; a template with an image; a presign, the image and its submit.
    assert_eq!(bodies, ["text", "Uint8Array", "text", "Uint8Array", "text"]);
    assert!(calls.iter().all(|call| call["method"] != "GET" || call["body"] == "none"));
    assert_eq!(session.purchases().await.len(), 3);
}

/// In milliseconds, by the page's clock: more than any machine needs until it is to pass.
const TIME: u32 = 60_000;
