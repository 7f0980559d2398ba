//! One HTTP exchange with `fetch`.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use gloo_net::http::Headers;
use js_sys::{Array, Function, JSON, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, AbortSignal};

use crate::browser::fetch::connection::Connection;
use crate::browser::files::body::{self, Filled};
use crate::browser::js_value::{self, invoke, property, set, settled};
use crate::browser::page;
use crate::browser::time::event::Listener;
use crate::browser::time::sleep;
use crate::browser::time::timeout::Timeout;
use crate::wire::http::{HttpRequest, HttpResponse, RelayOutcome, TransportError};
use crate::wire::json::Json;

/// The limits of an exchange.
pub struct Limits<'a> {
    pub time: Duration,
    /// How long the exchange continues after the caller's abort.
    pub grace: Duration,
    pub signal: Option<&'a AbortSignal>,
    pub reply_bytes: usize,
}

/// Sends a request and reads the reply to its end.
///
/// # Errors
///
/// There was no reply, the reply is too long, or the time is over.
pub async fn exchange(
    connection: &Connection,
    request: &HttpRequest,
    body: Option<Filled>,
    limits: Limits<'_>,
) -> Result<HttpResponse, TransportError> {
    // A signal that is already aborted fires no event.
    if limits.signal.is_some_and(AbortSignal::aborted) {
        return Err(TransportError::Failed);
    }
    let controller: JsValue = AbortController::new().map_err(|_| TransportError::Failed)?.into();
    let grace_period = Rc::new(Cell::new(None));
    let _listener = limits.signal.map(|signal| {
        let (controller, grace_period, grace) = (controller.clone(), grace_period.clone(), limits.grace);
        Listener::new(signal, "abort", move || {
            let controller = controller.clone();
            grace_period.set(Some(Timeout::new(grace, move || abort(&controller))));
        })
    });
    let signal = property(&controller, "signal");
    let answer = send(connection, request, body, &signal, limits.reply_bytes);
    // The caller's own `fetch` may ignore the signal.
    sleep::with_timeout(limits.time, answer).await.unwrap_or_else(|| {
        abort(&controller);
        Err(TransportError::TimedOut)
    })
}

fn abort(controller: &JsValue) {
    let _ = invoke(controller, "abort", &[]);
}

/// Sends the request without gloo-net's `send`, which panics if a patched `fetch` rejects with something that is
/// not an `Error`, or does not return a `Response`.
async fn send(
    connection: &Connection,
    request: &HttpRequest,
    body: Option<Filled>,
    signal: &JsValue,
    reply_bytes: usize,
) -> Result<HttpResponse, TransportError> {
    let failed = |_| TransportError::Failed;
    let headers = Headers::new();
    for (name, value) in connection.headers(request) {
        headers.set(&name, &value);
    }
    let options = js_value::to_js(Json::object(vec![
        ("method", request.method.as_str().into()),
        ("credentials", connection.credentials(request).into()),
        ("cache", "no-store".into()),
        // A custom header would follow a redirect to another host.
        ("redirect", "error".into()),
        ("referrerPolicy", "no-referrer".into()),
    ]));
    if let Some(body) = &body {
        headers.set("Content-Type", body.content_type);
        set(&options, "body", &body.blob);
    }
    set(&options, "headers", &headers.into_raw());
    set(&options, "signal", signal);
    let built = web_sys::Request::new_with_str_and_init(&connection.url(request), options.unchecked_ref());
    let built = built.map_err(failed)?;

    let global = page::global();
    let fetch = match &connection.fetch {
        Some(fetch) => fetch.clone(),
        None => property(&global, "fetch").dyn_into::<Function>().map_err(failed)?,
    };
    let response = settled(fetch.call1(&global, &built)).await.map_err(failed)?;
    let status = property(&response, "status").as_f64().ok_or(TransportError::Failed)? as u16;
    let retry_after = header(&response, "Retry-After");
    let relay_outcome = header(&response, "Relay-Outcome").and_then(|value| RelayOutcome::parse(&value));
    let text = read(&property(&response, "body"), reply_bytes).await?;
    let mut body = JSON::parse(&text).ok().and_then(|value| js_value::from_js(&value));
    // A provider may echo the key, which must not be part of an error. Redacted after parsing, because JSON can
    // escape it in many ways.
    if let (Some(body), Some(key)) = (&mut body, &connection.key) {
        body.change_strings(&|text| key.redact(text));
    }
    Ok(HttpResponse { status, retry_after, relay_outcome, body })
}

fn header(response: &JsValue, name: &str) -> Option<String> {
    invoke(&property(response, "headers"), "get", &[&name.into()])?.as_string()
}

/// Reads a stream of UTF-8 up to a limit. A missing stream is an empty one.
async fn read(stream: &JsValue, limit: usize) -> Result<String, TransportError> {
    let failed = |_| TransportError::Failed;
    if stream.is_falsy() {
        return Ok(String::new());
    }
    let pieces = Array::new();
    let mut length = 0;
    // The body of a reply of the caller's own `fetch` may be anything.
    let reader = invoke(stream, "getReader", &[]).ok_or(TransportError::Failed)?;
    loop {
        let chunk = invoke(&reader, "read", &[]).ok_or(TransportError::Failed)?;
        let chunk = settled(Ok(chunk)).await.map_err(failed)?;
        if property(&chunk, "done").is_truthy() {
            let text = body::text(&pieces).await.map_err(|_| TransportError::Failed)?;
            return Ok(text.as_string().unwrap_or_default());
        }
        let chunk = property(&chunk, "value").dyn_into::<Uint8Array>().map_err(failed)?;
        length += chunk.length() as usize;
        if length > limit {
            let _ = invoke(&reader, "cancel", &[]);
            return Err(TransportError::TooLong);
        }
        pieces.push(&chunk);
    }
}
