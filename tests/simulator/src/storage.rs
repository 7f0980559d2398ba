//! PixelByte's upload storage: a bucket behind presigned addresses. Its errors are XML, as such buckets' are;
//! PixelByte's pages don't show any.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use bytes::Bytes;
use jiff::Timestamp;
use tokio::time::Instant;
use uuid::Uuid;

use crate::context::RequestContext;
use crate::reply::Reply;

/// A file that may be put, or was.
#[derive(Clone, Debug)]
pub struct Upload {
    pub bytes: Option<Bytes>,
    pub content_type: String,
    pub created_at: Timestamp,
    pub filename: String,
    pub id: String,
    pub most: u64,
    /// The path after the session's name, `storage/…`.
    pub path: String,
    pub stored: bool,
    pub token: String,
    created: Instant,
}

impl Upload {
    pub fn new(id: Uuid, filename: String, content_type: String, most: u64) -> Self {
        let safe: String = filename
            .chars()
            .map(|letter| if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { '-' })
            .collect();
        Self {
            bytes: None,
            content_type,
            created_at: Timestamp::now(),
            filename,
            id: id.to_string(),
            most,
            path: format!("storage/temp/{id}_{safe}"),
            stored: false,
            token: Uuid::new_v4().simple().to_string(),
            created: Instant::now(),
        }
    }

    /// Returns the end of the 15 minutes in which the file may be put.
    pub fn put_until_at(&self) -> Timestamp {
        self.created_at.checked_add(PUT_WITHIN).unwrap_or(self.created_at)
    }

    pub fn is_late(&self) -> bool {
        self.created.elapsed() > PUT_WITHIN
    }

    /// Whether the file was deleted, 60 minutes after its creation.
    pub fn is_gone(&self) -> bool {
        self.created.elapsed() > KEPT_FOR
    }
}

/// Answers `PUT <uploadUrl>`, and `GET <fileUrl>` as the content network in front would.
pub fn answer(context: &mut RequestContext) -> Reply {
    let path = format!("storage/{}", context.segments.join("/"));
    let mut state = context.session.state();
    let Some(upload) = state.uploads.values_mut().find(|upload| upload.path == path) else {
        return refuse(404, "NoSuchKey", "The specified key does not exist.");
    };
    if context.method == Method::GET {
        return match &upload.bytes {
            Some(bytes) if !upload.is_gone() => {
                Reply::bytes(StatusCode::OK, upload.content_type.clone(), bytes.clone())
            }
            _ => refuse(404, "NoSuchKey", "The specified key does not exist."),
        };
    }
    if context.method != Method::PUT {
        return refuse(405, "MethodNotAllowed", "The specified method is not allowed.");
    }
    if KEY_HEADERS.iter().any(|name| context.headers.contains_key(*name)) {
        return refuse(400, "InvalidArgument", "Only one auth mechanism allowed.");
    }
    let token = context.query.iter().find(|(name, _)| name == "token").map(|(_, value)| value.as_str());
    if token != Some(upload.token.as_str()) {
        return refuse(403, "SignatureDoesNotMatch", "The request signature does not match.");
    }
    if upload.is_late() {
        return refuse(403, "AccessDenied", "Request has expired.");
    }
    let content_type = context.headers.get("content-type").and_then(|value| value.to_str().ok());
    if content_type != Some(upload.content_type.as_str()) {
        return refuse(403, "SignatureDoesNotMatch", "Content-Type is not the one that was signed.");
    }
    if context.body.too_large || context.body.length > upload.most {
        return refuse(413, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.");
    }
    upload.bytes = context.body.bytes.take();
    upload.stored = true;
    Reply::empty(StatusCode::OK)
}

/// Makes the error of a status, for a fault.
pub fn fault(status: u16) -> Reply {
    let code = match status {
        400 => "InvalidArgument",
        403 => "AccessDenied",
        404 => "NoSuchKey",
        408 => "RequestTimeout",
        413 => "EntityTooLarge",
        429 | 503 => "SlowDown",
        _ => "InternalError",
    };
    refuse(status, code, "An injected fault")
}

fn refuse(status: u16, code: &str, message: &str) -> Reply {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    );
    Reply::bytes(
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        "application/xml",
        xml,
    )
}

const PUT_WITHIN: Duration = Duration::from_secs(15 * 60);
const KEPT_FOR: Duration = Duration::from_secs(60 * 60);
const KEY_HEADERS: &[&str] = &["authorization", "ocp-apim-subscription-key", "x-api-key"];

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_upload_may_be_put_for_15_minutes_and_is_kept_for_60() {
        let upload = Upload::new(Uuid::new_v4(), "a b.png".to_owned(), "image/png".to_owned(), 10);
        assert!(upload.path.ends_with("_a-b.png"));
        tokio::time::advance(Duration::from_secs(15 * 60)).await;
        assert!(!upload.is_late());
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(upload.is_late() && !upload.is_gone());
        tokio::time::advance(Duration::from_secs(45 * 60)).await;
        assert!(upload.is_gone());
    }
}
