//! Reading of replies.
//!
//! The caller's own `fetch` may return a `Response` of another realm, the reply of a library, or an object made by
//! hand. So a reply is read by the properties and methods that it has, and not by its type.

use std::cell::RefCell;

use js_sys::{Array, Function, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::fetch::connection::Connection;
use crate::browser::fetch::response::{copied, header, is_plain, iterator, status, stringify};
use crate::browser::js_value::{self, invoke, property, settled};
use crate::browser::page;
use crate::browser::time::sleep;
use crate::wire::fragment;
use crate::wire::http::{
    Answer, ApiKey, Fragment, HttpRequest, HttpResponse, Method, SentTo, Source, TransportError,
};
use crate::wire::json::Json;
use crate::wire::long_numbers;
use crate::wire::redact::quote;
use crate::wire::relay_outcome::RelayOutcome;
use crate::wire::text::{is_page, shorten};

/// What has arrived of a reply. It stays when a time limit ends the reading.
pub struct Arrival {
    head: RefCell<Option<Head>>,
    /// The body so far, as strings.
    texts: Array,
    decoder: JsValue,
}

struct Head {
    status: u16,
    retry_after: Option<String>,
    relay_outcome: Option<RelayOutcome>,
}

impl Arrival {
    /// Nothing so far.
    pub fn new() -> Self {
        let decoder = property(&page::global(), "TextDecoder").dyn_into::<Function>();
        let decoder = decoder.and_then(|decoder| Reflect::construct(&decoder, &Array::new()));
        Self { head: RefCell::default(), texts: Array::new(), decoder: decoder.unwrap_or_default() }
    }

    /// Returns whether the status has arrived.
    pub fn has_begun(&self) -> bool {
        self.head.borrow().is_some()
    }

    /// Reads a reply to its end.
    ///
    /// # Errors
    ///
    /// The value is not a reply, the reply broke off, or it is longer than `limit`, in bytes.
    pub async fn read(&self, response: &JsValue, limit: usize) -> Result<(), TransportError> {
        let status = status(response).ok_or(TransportError::Failed)?;
        let retry_after = header(response, "Retry-After");
        let relay_outcome = header(response, "Relay-Outcome").and_then(|value| RelayOutcome::parse(&value));
        self.head.replace(Some(Head { status, retry_after, relay_outcome }));
        let body = property(response, "body");
        let is_used = property(response, "bodyUsed").is_truthy() || property(&body, "locked").is_truthy();
        // The streams of Node have no `getReader`.
        if !is_used && let Some(reader) = invoke(&body, "getReader", &[]) {
            return self.read_stream(&reader, "read", limit).await;
        }
        let is_empty = match self.read_by_method(response).await {
            ByMethod::Body(length) => return within(length, limit),
            ByMethod::Empty => true,
            ByMethod::Failed => false,
            ByMethod::Missing => body.is_falsy() && !is_used,
        };
        for name in BODIES.into_iter().filter(|name| !is_used || *name != "body") {
            if let Some(read) = self.read_content(&property(response, name), limit).await {
                return read;
            }
        }
        if let Some(iterator) = iterator(response) {
            return self.read_stream(&iterator, "next", limit).await;
        }
        match (is_used, is_empty) {
            (true, _) => Err(TransportError::Used),
            (false, true) => Ok(()),
            (false, false) => Err(TransportError::Failed),
        }
    }

    /// Reads a body that is text, bytes, an iterator, a blob, or JSON that is parsed already; `None` if it is none of
    /// these.
    async fn read_content(&self, content: &JsValue, limit: usize) -> Option<Result<(), TransportError>> {
        let mut length = self.push(content);
        if length.is_none()
            && let Some(iterator) = iterator(content)
        {
            return Some(self.read_stream(&iterator, "next", limit).await);
        }
        if length.is_none()
            && let Some(promised) = invoke(content, "text", &[])
        {
            length = self.push(&settled(Ok(promised)).await.unwrap_or_default());
        }
        if length.is_none() && is_plain(content) {
            length = self.push(&stringify(content));
        }
        length.map(|length| within(length, limit))
    }

    /// Reads the body with the first method of the reply that gives it.
    async fn read_by_method(&self, response: &JsValue) -> ByMethod {
        let mut outcome = ByMethod::Missing;
        // `text` first: some replies can be read only once, even by a method that fails.
        for method in ["text", "json", "arrayBuffer", "bytes", "blob"] {
            let Some(promised) = invoke(response, method, &[]) else { continue };
            let Ok(given) = settled(Ok(promised)).await else {
                outcome = ByMethod::Failed;
                continue;
            };
            let content = match method {
                "json" => stringify(&given),
                "blob" => {
                    settled(Ok(invoke(&given, "text", &[]).unwrap_or_default())).await.unwrap_or_default()
                }
                _ => given,
            };
            match self.push(&content) {
                Some(0.0) => outcome = ByMethod::Empty,
                Some(length) => return ByMethod::Body(length),
                None => {}
            }
        }
        outcome
    }

    async fn read_stream(&self, reader: &JsValue, next: &str, limit: usize) -> Result<(), TransportError> {
        let mut length = 0.0;
        for number in 1..=MOST_CHUNKS {
            // To await a chunk that has arrived already does not yield to the page.
            if number % CHUNKS_IN_A_ROW == 0 {
                sleep::yield_to_page().await;
            }
            let chunk = invoke(reader, next, &[]).ok_or(TransportError::Failed)?;
            let chunk = settled(Ok(chunk)).await.map_err(|_| TransportError::Failed)?;
            if property(&chunk, "done").is_truthy() {
                return Ok(());
            }
            length += self.push(&property(&chunk, "value")).ok_or(TransportError::Failed)?;
            if within(length, limit).is_err() {
                break;
            }
        }
        let _ = invoke(reader, "cancel", &[]).or_else(|| invoke(reader, "return", &[]));
        Err(TransportError::TooLong)
    }

    /// Adds a chunk of the body and returns its length; `None` if it is neither text nor bytes.
    fn push(&self, chunk: &JsValue) -> Option<f64> {
        if chunk.is_string() {
            self.texts.push(chunk);
            return Some(f64::from(chunk.unchecked_ref::<JsString>().length()));
        }
        let bytes = copied(chunk)?;
        // A character may begin in one chunk and end in the next.
        let options = js_value::to_js(Json::object(vec![("stream", true.into())]));
        let text = invoke(&self.decoder, "decode", &[&bytes, &options])?;
        self.texts.push(&text);
        Some(f64::from(bytes.length()))
    }

    /// Returns the reply, complete or not, if its status has arrived.
    ///
    /// # Errors
    ///
    /// That of `outcome`, if no status has arrived.
    pub fn answer(
        &self,
        outcome: Result<(), TransportError>,
        connection: &Connection,
        request: &HttpRequest,
    ) -> Answer {
        let Some(Head { status, retry_after, relay_outcome }) = self.head.take() else {
            return Err(outcome.err().unwrap_or(TransportError::Failed));
        };
        let text = self.text();
        let key = connection.key.as_ref();
        // Only a successful reply to a submit has an id.
        let may_have_id = request.method == Method::Post && (200..300).contains(&status);
        let mut body = parse(&text, may_have_id);
        let is_fragment = body.is_none() && (outcome.is_err() || !text.is_empty());
        let mut fragment =
            is_fragment.then(|| Fragment { lost: outcome.err(), read: readable_part(&text, key) });
        // A provider may echo the key, which must not be part of an error. Redacted after parsing, because JSON can
        // escape it in many ways.
        if let Some(key) = key {
            let parts = [body.as_mut(), fragment.as_mut().map(|fragment| &mut fragment.read)];
            for part in parts.into_iter().flatten() {
                part.change_strings(&|text| key.redact(text));
            }
        }
        let source = Some(source(connection, request, &text));
        let response = HttpResponse { status, retry_after, relay_outcome, body, fragment, source };
        // An error is known by its status, so its body need not be complete.
        Ok(if response.is_success() { response } else { response.with_fragment() })
    }

    /// Returns the body so far.
    fn text(&self) -> String {
        let mut text = String::from(self.texts.join(""));
        // A body in UTF-16 has a zero beside each ASCII character; ids have no other characters.
        if text.contains('\0') {
            text.retain(|character| character != '\0');
        }
        text
    }
}

/// What the methods of a reply gave.
enum ByMethod {
    /// A body of this length.
    Body(f64),
    Empty,
    /// One of the methods rejected.
    Failed,
    /// It has none of the methods, or they returned neither text nor bytes.
    Missing,
}

/// Parses a body, also JSON that was serialized twice. With `may_have_id`, long numbers are read as strings.
fn parse(text: &str, may_have_id: bool) -> Option<Json> {
    let exact = if may_have_id { long_numbers::quote(text) } else { None };
    let body = js_value::parse(exact.as_deref().unwrap_or(text))?;
    match &body {
        Json::String(inner) => js_value::parse(inner).filter(Json::is_object).or(Some(body)),
        _ => Some(body),
    }
}

/// Returns what can be read of a body that is not complete JSON: members, or the beginning of its text.
fn readable_part(text: &str, key: Option<&ApiKey>) -> Json {
    fragment::read(text).unwrap_or_else(|| {
        let start = shorten(text, MOST_CHARACTERS);
        let start = match key {
            Some(key) => key.redact_parts(&start),
            None => start,
        };
        quote(&start).into()
    })
}

/// Returns where a reply is from; its address has no query, which may be a signature, and no key.
fn source(connection: &Connection, request: &HttpRequest, text: &str) -> Source {
    let mut address = connection.url(request).split(['?', '#']).take(1).collect::<String>();
    if let Some(key) = &connection.key {
        key.redact(&mut address);
    }
    let sent_to = connection.front_end.as_ref().map(|front_end| match front_end.is_relay {
        true => SentTo::Relay,
        false => SentTo::Proxy,
    });
    Source { address, sent_to, is_page: is_page(text) }
}

fn within(length: f64, limit: usize) -> Result<(), TransportError> {
    if length > limit as f64 { Err(TransportError::TooLong) } else { Ok(()) }
}

/// Where a reply may have its body: `fetch` and undici; axios; got; Obsidian; `XMLHttpRequest` and user scripts.
const BODIES: [&str; 8] =
    ["body", "data", "rawBody", "text", "json", "arrayBuffer", "responseText", "response"];
/// The most chunks of a stream: even with 1 KB each they are longer than the longest reply.
const MOST_CHUNKS: u32 = 100_000;
/// After so many chunks the page gets a turn.
const CHUNKS_IN_A_ROW: u32 = 1_000;
/// How much of a text that is not JSON is quoted at most, before it is shortened for a message.
const MOST_CHARACTERS: usize = 10_000;
