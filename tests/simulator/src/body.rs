//! Reads a request's body, measuring it on the way.

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::session::Session;

/// A body that was read to its end.
#[derive(Debug, Default)]
pub struct Received {
    /// `None` where it was too large, or the session's options discard it.
    pub bytes: Option<Bytes>,
    pub first_byte_ms: Option<f64>,
    pub json: Option<Value>,
    pub last_byte_ms: Option<f64>,
    pub length: u64,
    pub saw_key: bool,
    pub sha256: String,
    pub too_large: bool,
}

/// Why a body is not a JSON object.
#[derive(Clone, Copy, Debug)]
pub enum Unfit {
    ContentType,
    Discarded,
    Empty,
    Malformed,
    NotAnObject,
}

impl Unfit {
    pub fn sentence(self) -> &'static str {
        match self {
            Self::ContentType => "Content-Type must be application/json",
            Self::Discarded => "the session's options discard bodies of this size",
            Self::Empty => "the request body is empty",
            Self::Malformed => "the request body is not valid JSON",
            Self::NotAnObject => "the request body must be a JSON object",
        }
    }
}

impl Received {
    /// Returns the beginning of the first data URI in the body.
    pub fn first_image(&self) -> String {
        let bytes = self.bytes.as_deref().unwrap_or_default();
        let from = memchr::memmem::find(bytes, b"data:image").unwrap_or(bytes.len());
        let first = bytes.iter().skip(from).take(ECHOED).take_while(|byte| **byte != b'"');
        first.map(|byte| char::from(*byte)).collect()
    }

    /// Removes the body and returns it as a JSON object.
    pub fn take_object(&mut self, content_type: Option<&str>) -> Result<Map<String, Value>, Unfit> {
        let media_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        if !media_type.eq_ignore_ascii_case("application/json") {
            return Err(Unfit::ContentType);
        }
        if self.length == 0 {
            return Err(Unfit::Empty);
        }
        if self.bytes.is_none() {
            return Err(Unfit::Discarded);
        }
        match self.json.take() {
            Some(Value::Object(fields)) => {
                // The bytes are not needed any more; a data URI would be held twice.
                self.bytes = None;
                Ok(fields)
            }
            Some(_) => Err(Unfit::NotAnObject),
            None => Err(Unfit::Malformed),
        }
    }
}

/// Reads a body to its end, or up to [`MOST`] bytes. Errors: the client broke off.
pub async fn receive(body: Body, session: &Session) -> Result<Received, axum::Error> {
    let (keys, discard) = {
        let state = session.state();
        (state.keys.clone(), state.options.discard)
    };
    let mut received = Received::default();
    let mut kept = BytesMut::new();
    let mut keeping = true;
    let mut hash = Sha256::new();
    let mut tail = Vec::new();
    let mut stream = body.into_data_stream();
    while let Some(part) = stream.next().await {
        let part = part?;
        let now = session.milliseconds();
        received.first_byte_ms.get_or_insert(now);
        received.last_byte_ms = Some(now);
        received.length += part.len() as u64;
        hash.update(&part);
        tail.extend_from_slice(&part);
        received.saw_key |= keys.occur_in(&tail);
        let shared = tail.len().saturating_sub(keys.overlap());
        tail.drain(..shared);
        if received.length > MOST {
            received.too_large = true;
        }
        if received.too_large || (discard && received.length > KEPT_WHEN_DISCARDING) {
            keeping = false;
            kept = BytesMut::new();
        }
        if received.too_large {
            break;
        }
        if keeping {
            kept.extend_from_slice(&part);
        }
    }
    received.sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    if keeping {
        let bytes = kept.freeze();
        received.bytes = Some(bytes.clone());
        received.json = parse(bytes).await;
    }
    Ok(received)
}

async fn parse(bytes: Bytes) -> Option<Value> {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace())?;
    if !matches!(first, b'{' | b'[' | b'"' | b'0'..=b'9' | b'-' | b't' | b'f' | b'n') {
        return None;
    }
    tokio::task::spawn_blocking(move || serde_json::from_slice(&bytes).ok()).await.ok().flatten()
}

const MOST: u64 = 400 * 1024 * 1024;
const KEPT_WHEN_DISCARDING: u64 = 64 * 1024;
const ECHOED: usize = 400;
