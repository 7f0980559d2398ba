//! One HTTP exchange with `fetch`.

use std::time::Duration;

use gloo_net::http::Headers;
use js_sys::{Function, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, AbortSignal};

use crate::browser::fetch::cause::cause;
use crate::browser::fetch::connection::{self, Connection};
use crate::browser::fetch::reply::Arrival;
use crate::browser::fetch::response::status;
use crate::browser::files::body::{Content, Filled};
use crate::browser::js_value::{self, invoke, property, set, settled};
use crate::browser::page;
use crate::browser::time::sleep;
use crate::wire::http::{Answer, HttpRequest, TransportError};
use crate::wire::json::Json;
use crate::wire::redact::quote_word;

/// The limits of an exchange.
pub struct Limits<'a> {
    pub time: Duration,
    /// How long the exchange continues after the caller's abort.
    pub grace: Duration,
    pub signal: Option<&'a AbortSignal>,
    pub reply_bytes: usize,
}

/// Sends a request and reads the reply to its end, or as far as it arrives.
///
/// # Errors
///
/// Not even the status of a reply arrived.
pub async fn exchange(
    connection: &Connection,
    request: &HttpRequest,
    body: Option<Filled>,
    limits: Limits<'_>,
) -> Answer {
    // A signal that is already aborted fires no event.
    if limits.signal.is_some_and(AbortSignal::aborted) {
        return Err(TransportError::Failed);
    }
    let controller: JsValue = AbortController::new().map_err(|_| TransportError::Failed)?.into();
    let arrival = Arrival::new();
    let reading = async {
        let response = send(connection, request, body, &property(&controller, "signal")).await?;
        if connection.fetch.is_none() && page::is_chromium() {
            branch_off(&response);
        }
        let read = arrival.read(&response, limits.reply_bytes).await;
        if !arrival.has_begun() {
            connection.last_cause.set(no_reply(&response));
        }
        read
    };
    let in_time = sleep::with_timeout(limits.time, reading);
    let outcome = match sleep::unless(Box::pin(abandoned(&limits)), in_time).await {
        Some(in_time) => in_time.unwrap_or(Err(TransportError::TimedOut)),
        None => Err(TransportError::Failed),
    };
    if outcome.is_err() {
        let _ = invoke(&controller, "abort", &[]);
    }
    let answer = arrival.answer(outcome, connection, request);
    if answer.is_ok() {
        connection.last_cause.set(Json::Null);
    }
    answer.map_err(|lost| match lost {
        TransportError::Failed if page::is_offline() => TransportError::Offline,
        lost => lost,
    })
}

/// Waits until the caller has aborted and the grace is over. The caller's own `fetch` may ignore the signal, so the
/// exchange does not wait for it to reject.
async fn abandoned(limits: &Limits<'_>) {
    sleep::aborted(limits.signal).await;
    if !limits.grace.is_zero() {
        sleep::passed(limits.grace).await;
    }
}

/// Sends a request and returns the `Response`, also where `fetch` rejects with an error that has it, as many libraries
/// do after a 4xx.
///
/// `fetch` is called with an address and plain options, which everything of that name takes: that of another realm,
/// a library or a native bridge does not know this page's `Request` and `Headers`. Not with gloo-net's `send`, which
/// panics if a patched `fetch` rejects with something that is not an `Error`, or does not return a `Response`.
async fn send(
    connection: &Connection,
    request: &HttpRequest,
    body: Option<Filled>,
    signal: &JsValue,
) -> Result<JsValue, TransportError> {
    let failed = |_| TransportError::Failed;
    let options = js_value::to_js(Json::object(vec![
        ("method", request.method.as_str().into()),
        ("credentials", connection.credentials(request).into()),
        ("cache", "no-store".into()),
        // A custom header would follow a redirect to another host.
        ("redirect", "error".into()),
        ("referrerPolicy", "no-referrer".into()),
    ]));
    let mut headers = connection.headers(request);
    if let Some(Filled { content_type, content }) = body {
        connection::put(&mut headers, "Content-Type", content_type.to_owned());
        let value = match content {
            Content::Text(text) => text.into(),
            // The `fetch` of a library does not know this page's blobs, nor that of Node the blobs of jsdom.
            Content::Blob(blob) if connection.fetch.is_some() || page::is_node() => bytes(blob.into()).await,
            Content::Blob(blob) => blob.into(),
        };
        set(&options, "body", &value);
    }
    let headers = match connection.fetch {
        Some(_) => plain(&headers),
        None => {
            let own = Headers::new();
            headers.iter().for_each(|(name, value)| own.set(name, value));
            own.into_raw().into()
        }
    };
    set(&options, "headers", &headers);
    set(&options, "signal", signal);
    let fetch = connection.fetch().dyn_into::<Function>().map_err(failed)?;
    let response = settled(fetch.call2(&page::global(), &connection.url(request).into(), &options)).await;
    response.or_else(|thrown| {
        let response = property(&thrown, "response");
        if status(&response).is_some() {
            return Ok(response);
        }
        connection.last_cause.set(cause(&thrown, connection));
        Err(TransportError::Failed)
    })
}

/// Returns why the value that `fetch` resolved to is not a reply.
fn no_reply(response: &JsValue) -> Json {
    let kind = property(response, "type").as_string().filter(|kind| kind.starts_with("opaque"));
    let found = kind.map_or_else(
        || format!("{}, which has no status", js_value::describe(response)),
        |kind| format!("a reply of the type {}, which no page can read", quote_word(&kind)),
    );
    Json::object(vec![("name", "TypeError".into()), ("message", format!("`fetch` gave {found}.").into())])
}

/// Makes a second branch of a reply's body and drops it.
///
/// Chromium may close a stream before the exchange, and then lists a reply that was read to its end as cancelled, in red.
/// With two branches it waits for the end of the exchange.
fn branch_off(response: &JsValue) {
    if let Some(branch) = invoke(response, "clone", &[]) {
        let _ = invoke(&property(&branch, "body"), "cancel", &[]);
    }
}

/// Returns headers as a plain object.
pub fn plain(headers: &[(String, String)]) -> JsValue {
    let object = js_value::to_js(Json::object(vec![]));
    headers.iter().for_each(|(name, value)| set(&object, name, &value.into()));
    object
}

/// Returns the bytes of a blob, which libraries and bridges take where they do not know blobs; the blob itself where
/// there is no memory for them.
async fn bytes(blob: JsValue) -> JsValue {
    let Some(promised) = invoke(&blob, "arrayBuffer", &[]) else { return blob };
    settled(Ok(promised)).await.map_or(blob, |buffer| Uint8Array::new(&buffer).into())
}
