//! A reply before it is put on the wire, so that faults can still change it.

use axum::http::{HeaderName, HeaderValue, StatusCode};
use bytes::Bytes;
use serde_json::Value;

#[derive(Clone, Debug)]
pub struct Reply {
    pub content: Content,
    /// Whether it shows a finished job with its images.
    pub finished: bool,
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// Whether a job was created, hence paid for.
    pub paid: bool,
    pub status: StatusCode,
}

#[derive(Clone, Debug)]
pub enum Content {
    Bytes { bytes: Bytes, media_type: String },
    Empty,
    Json(Value),
}

impl Reply {
    pub fn bytes(status: StatusCode, media_type: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self::new(status, Content::Bytes { bytes: bytes.into(), media_type: media_type.into() })
    }

    pub fn empty(status: StatusCode) -> Self {
        Self::new(status, Content::Empty)
    }

    pub fn json(status: StatusCode, value: Value) -> Self {
        Self::new(status, Content::Json(value))
    }

    /// Returns the bytes to send and their media type.
    pub fn into_bytes(self) -> (Bytes, Option<String>) {
        match self.content {
            Content::Bytes { bytes, media_type } => (bytes, Some(media_type)),
            Content::Empty => (Bytes::new(), None),
            Content::Json(value) => (value.to_string().into(), Some("application/json".to_owned())),
        }
    }

    fn new(status: StatusCode, content: Content) -> Self {
        Self { content, finished: false, headers: Vec::new(), paid: false, status }
    }
}
