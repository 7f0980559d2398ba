//! Replies, read by what they have: a caller's own `fetch` may be of another realm, of a library, or made by hand.

use std::cell::RefCell;

use js_sys::{Array, Function, JSON, JsString, Reflect, Symbol, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::fetch::connection::Connection;
use crate::browser::js_value::{self, invoke, property, settled};
use crate::browser::page;
use crate::browser::time::sleep;
use crate::wire::digits;
use crate::wire::fragment;
use crate::wire::http::{
    Answer, Fragment, HttpRequest, HttpResponse, Method, RelayOutcome, SentTo, Source, TransportError,
};
use crate::wire::json::Json;
use crate::wire::redact::quote;
use crate::wire::text::{is_page, shorten};

/// What has arrived of a reply. It outlives the reading, which a time limit may end.
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
    /// There is none, it broke off, or it is longer than `limit`, in bytes.
    pub async fn read(&self, response: &JsValue, limit: usize) -> Result<(), TransportError> {
        let status = status(response).ok_or(TransportError::Failed)?;
        let retry_after = header(response, "Retry-After");
        let relay_outcome = header(response, "Relay-Outcome").and_then(|value| RelayOutcome::parse(&value));
        self.head.replace(Some(Head { status, retry_after, relay_outcome }));
        let body = property(response, "body");
        let is_used = property(response, "bodyUsed").is_truthy() || property(&body, "locked").is_truthy();
        // Streams of Node have no readers.
        if !is_used && let Some(reader) = invoke(&body, "getReader", &[]) {
            return self.read_stream(&reader, "read", limit).await;
        }
        let mut is_empty = body.is_falsy() && !is_used;
        // The text first: after another method failed, some replies are used up.
        for method in ["text", "json", "arrayBuffer", "bytes", "blob"] {
            let Some(promised) = invoke(response, method, &[]) else { continue };
            let Ok(given) = settled(Ok(promised)).await else {
                is_empty = false;
                continue;
            };
            let given = match method {
                "json" => stringify(&given),
                "blob" => {
                    settled(Ok(invoke(&given, "text", &[]).unwrap_or_default())).await.unwrap_or_default()
                }
                _ => given,
            };
            match self.push(&given) {
                Some(0.0) => is_empty = true,
                Some(length) => return within(length, limit),
                None => {}
            }
        }
        // Clients that are no `fetch` have the body itself, read and perhaps parsed.
        for whole in [body, property(response, "data")] {
            if let Some(length) = self.push(&whole) {
                return within(length, limit);
            }
            if let Some(iterator) = iterator(&whole) {
                return self.read_stream(&iterator, "next", limit).await;
            }
            if !is_used
                && let Some(length) = is_plain(&whole).then(|| self.push(&stringify(&whole))).flatten()
            {
                return within(length, limit);
            }
        }
        match (is_used, is_empty) {
            (true, _) => Err(TransportError::Used),
            (false, true) => Ok(()),
            (false, false) => Err(TransportError::Failed),
        }
    }

    async fn read_stream(&self, reader: &JsValue, next: &str, limit: usize) -> Result<(), TransportError> {
        let mut length = 0.0;
        for number in 1..=MOST_PIECES {
            // Of pieces that are there already, none lets the page go on.
            if number % PIECES_IN_A_ROW == 0 {
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

    /// Adds a piece of the body and returns its length; `None` if it is neither text nor bytes.
    fn push(&self, piece: &JsValue) -> Option<f64> {
        if piece.is_string() {
            self.texts.push(piece);
            return Some(f64::from(piece.unchecked_ref::<JsString>().length()));
        }
        let bytes = copied(piece)?;
        // Characters may begin in one piece and end in the next.
        let options = js_value::to_js(Json::object(vec![("stream", true.into())]));
        let text = invoke(&self.decoder, "decode", &[&bytes, &options])?;
        self.texts.push(&text);
        Some(f64::from(bytes.length()))
    }

    /// Returns the reply, whole or not, if its status has arrived.
    ///
    /// # Errors
    ///
    /// The outcome of the reading, where nothing has arrived.
    pub fn answer(
        &self,
        outcome: Result<(), TransportError>,
        connection: &Connection,
        request: &HttpRequest,
    ) -> Answer {
        let key = connection.key.as_ref();
        let Some(Head { status, retry_after, relay_outcome }) = self.head.take() else {
            return Err(outcome.err().unwrap_or(TransportError::Failed));
        };
        let mut text = String::from(self.texts.join(""));
        if text.contains('\0') {
            // UTF-16, of which the ASCII characters are read: ids have no others.
            text.retain(|character| character != '\0');
        }
        // Of an error the numbers are read as such: it has no id.
        let may_have_id = request.method == Method::Post && (200..300).contains(&status);
        let exact = if may_have_id { digits::quote_long(&text) } else { None };
        let mut body = js_value::parse(exact.as_ref().unwrap_or(&text));
        // JSON that was made JSON twice.
        if let Some(Json::String(inner)) = &body
            && let Some(read) = js_value::parse(inner).filter(Json::is_object)
        {
            body = Some(read);
        }
        let mut fragment = None;
        if body.is_none() && (outcome.is_err() || !text.is_empty()) {
            let read = fragment::read(&text).unwrap_or_else(|| {
                let text = shorten(&text, MOST_CHARACTERS);
                quote(&match key {
                    Some(key) => key.redact_parts(&text),
                    None => text,
                })
                .into()
            });
            fragment = Some(Fragment { lost: outcome.err(), read });
        }
        // A provider may echo the key, which must not be part of an error. Redacted after parsing, because JSON can
        // escape it in many ways.
        let parts = [body.as_mut(), fragment.as_mut().map(|fragment| &mut fragment.read)];
        for part in parts.into_iter().flatten() {
            if let Some(key) = key {
                part.change_strings(&|text| key.redact(text));
            }
        }
        let mut address = connection.url(request).split(['?', '#']).take(1).collect::<String>();
        if let Some(key) = key {
            key.redact(&mut address);
        }
        let front_end = connection.front_end.as_ref();
        let sent_to = front_end.map(|front_end| match front_end.is_relay {
            true => SentTo::Relay,
            false => SentTo::Proxy,
        });
        let source = Source { address, sent_to, is_page: is_page(&text) };
        let response =
            HttpResponse { status, retry_after, relay_outcome, body, fragment, source: Some(source) };
        // Of a refusal the status says enough.
        Ok(if response.is_success() { response } else { response.with_fragment() })
    }
}

/// Returns the status. Replies that are made by hand may have it as text, as `statusCode`, or only `ok`.
///
/// `None` for a status that no reply has, as the 0 of one that a page must not read.
fn status(response: &JsValue) -> Option<u16> {
    let number = |value: JsValue| {
        value.as_f64().or_else(|| value.as_string()?.trim().parse::<u16>().ok().map(f64::from))
    };
    let said = ["status", "statusCode"].into_iter().find_map(|name| number(property(response, name)));
    let status = said.or_else(|| (property(response, "ok").as_bool()?).then_some(200.0))?;
    (100.0..1000.0).contains(&status).then_some(status as u16)
}

/// Returns what iterates over the pieces of a body, as a stream of Node has; not over the letters of a text.
fn iterator(body: &JsValue) -> Option<JsValue> {
    let symbols = [Symbol::async_iterator(), Symbol::iterator()];
    let method =
        symbols.into_iter().find_map(|symbol| Reflect::get(body, &symbol).ok()?.dyn_into::<Function>().ok());
    if js_value::is_array(body) { None } else { method?.call0(body).ok() }
}

/// Returns whether a body may be JSON that was parsed before.
fn is_plain(body: &JsValue) -> bool {
    body.is_object()
        && !["pipe", "getReader", "stream"].iter().any(|method| js_value::has_method(body, method))
}

/// Returns a header of a reply, whose headers may be a plain object.
fn header(response: &JsValue, name: &str) -> Option<String> {
    let headers = property(response, "headers");
    let value = invoke(&headers, "get", &[&name.into()]).or_else(|| {
        [name, &name.to_ascii_lowercase()]
            .map(|name| property(&headers, name))
            .into_iter()
            .find(JsValue::is_truthy)
    })?;
    value.as_string().or_else(|| value.as_f64().map(|number| (number as u64).to_string()))
}

fn stringify(value: &JsValue) -> JsValue {
    JSON::stringify(value).map_or(JsValue::UNDEFINED, JsValue::from)
}

fn within(length: f64, limit: usize) -> Result<(), TransportError> {
    if length > limit as f64 { Err(TransportError::TooLong) } else { Ok(()) }
}

/// Returns a copy of a buffer or a view; `None` for another value.
///
/// It may be of another realm, shared or growable, which only `Uint8Array` takes everywhere.
fn copied(value: &JsValue) -> Option<Uint8Array> {
    let length = property(value, "byteLength");
    let buffer = property(value, "buffer");
    let arguments = if buffer.is_object() {
        Array::of3(&buffer, &property(value, "byteOffset"), &length)
    } else {
        Array::of1(value)
    };
    let length = length.as_f64()?;
    let constructor = property(&page::global(), "Uint8Array").dyn_into::<Function>().ok()?;
    let view = Reflect::construct(&constructor, &arguments).ok()?;
    let copy = invoke(&view, "slice", &[])?.dyn_into::<Uint8Array>().ok()?;
    (f64::from(copy.length()) == length).then_some(copy)
}

/// Of a stream. Even of 1 KB each they are more than the longest reply.
const MOST_PIECES: u32 = 100_000;
const PIECES_IN_A_ROW: u32 = 1_000;
/// As many of a text that is not JSON are looked at.
const MOST_CHARACTERS: usize = 10_000;
