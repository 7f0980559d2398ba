//! The list of all requests of a session.

use axum::http::request::Parts;
use serde::Serialize;
use serde_json::Value;

use crate::faults::Fault;
use crate::keys::Keys;
use crate::session::Session;

/// One request, as `GET /<session>/control/log` shows it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    pub sequence: u64,
    pub host: Host,
    pub method: String,
    pub path: String,
    pub query: Option<String>,
    /// Names and values in the order of arrival, keys as `<key>`.
    pub headers: Vec<(String, String)>,
    /// Whether headers, path, query or body contain a known key.
    pub saw_key: bool,
    pub body_bytes: Option<u64>,
    pub sha256: Option<String>,
    /// The body where it is JSON, with data URIs as `data:image/png;base64,<N bytes>`.
    pub body: Option<Value>,
    /// Milliseconds since the session began.
    pub headers_ms: f64,
    pub first_byte_ms: Option<f64>,
    pub last_byte_ms: Option<f64>,
    pub replied_ms: Option<f64>,
    /// The status of the reply; `null` where none was sent: reset, hung, or given up by the client.
    pub status: Option<u16>,
    /// Whether this request created a job.
    pub paid: bool,
    /// The fault that was injected.
    pub fault: Option<Fault>,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Host {
    Api,
    OtherHost,
}

/// Enters a request as soon as its headers are there, and returns its number.
pub fn enter(session: &Session, host: Host, parts: &Parts) -> u64 {
    let headers_ms = session.milliseconds();
    let mut state = session.state();
    let good = state.options.key.clone();
    state.keys.learn(&parts.headers, &good);
    let keys = &state.keys;
    let query = parts.uri.query();
    let saw_key = keys.occur_in_address(parts.uri.path())
        || query.is_some_and(|query| keys.occur_in_address(query))
        || parts.headers.values().any(|value| keys.occur_in(value.as_bytes()));
    let entry = Entry {
        sequence: 0,
        host,
        method: parts.method.to_string(),
        path: keys.hide(parts.uri.path()),
        query: query.map(|query| keys.hide(query)),
        headers: parts
            .headers
            .iter()
            .map(|(name, value)| (name.to_string(), keys.hide(&String::from_utf8_lossy(value.as_bytes()))))
            .collect(),
        saw_key,
        body_bytes: None,
        sha256: None,
        body: None,
        headers_ms,
        first_byte_ms: None,
        last_byte_ms: None,
        replied_ms: None,
        status: None,
        paid: false,
        fault: None,
    };
    state.enter(entry)
}

/// Copies a JSON body for the log: data URIs shortened, keys hidden.
pub fn shorten(value: &Value, keys: &Keys) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| shorten(item, keys)).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (keys.hide(name), shorten(value, keys)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::String(text) => match text.split_once(";base64,") {
            Some((head, base64)) if head.starts_with("data:") => {
                let padding = base64.bytes().rev().take_while(|byte| *byte == b'=').count();
                let bytes = (base64.len() * 3 / 4).saturating_sub(padding);
                format!("{head};base64,<{bytes} bytes>").into()
            }
            _ => keys.hide(text).into(),
        },
        other => other.clone(),
    }
}
