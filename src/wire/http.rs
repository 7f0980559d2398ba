//! One exchange with a provider: a request without images in it, and a reply.

use std::fmt;
use std::time::Duration;

use crate::wire::json::Json;

/// A request to be sent. Holds no key, no image bytes and no host but that of a presigned upload.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpRequest {
    pub method: Method,
    pub address: Address,
    pub body: Body,
}

impl HttpRequest {
    /// Reads from the provider.
    pub fn get(path: String) -> Self {
        Self { method: Method::Get, address: Address::Provider(path), body: Body::Empty }
    }

    /// Posts to the provider.
    pub fn post(path: String, body: Body) -> Self {
        Self { method: Method::Post, address: Address::Provider(path), body }
    }
}

/// Where a request goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Address {
    /// A path that begins with a slash, at the provider or at the caller's front end. The key goes along.
    Provider(String),
    /// A whole address that the provider gave for one upload. The key stays away.
    Storage(String),
}

/// The HTTP methods that providers want.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    Get,
    Post,
    Put,
}

impl Method {
    /// Gives its name in HTTP.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// What a request carries. Images are named by their index in the request, never held.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Empty,
    /// The bytes of one image.
    Image(usize),
    Json(String),
    /// JSON with holes.
    Template(Vec<Part>),
}

/// A piece of a JSON body.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A hole: `data:<media type>;base64,<bytes>` of the image with this index.
    DataUri(usize),
    Text(String),
}

/// A reply, whole.
#[derive(Clone, Debug)]
pub struct HttpResponse {
    pub status: u16,
    /// The header `Retry-After`, where the server lets a page see it.
    pub retry_after: Option<String>,
    /// `None` for what is no JSON.
    pub body: Option<Json>,
}

impl HttpResponse {
    /// Gives the body; null for what is no JSON.
    pub fn json(&self) -> &Json {
        self.body.as_ref().unwrap_or(&Json::Null)
    }

    /// Tells whether the status is one of 200 to 299.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Gives the wait that the header names in seconds. Its other form, a date, is the server's clock and is
    /// passed over.
    pub fn retry_after(&self) -> Option<Duration> {
        let seconds = self.retry_after.as_deref()?.trim().parse::<u64>().ok()?;
        Some(Duration::from_secs(seconds))
    }
}

/// What came back: a reply, whatever its status, or none.
pub type Answer = Result<HttpResponse, TransportError>;

/// Why there is no reply.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TransportError {
    /// No connection, connection lost, CORS, redirect: a browser does not tell which.
    Failed,
    /// No reply within the time limit of the exchange.
    TimedOut,
    /// The reply was longer than what is read.
    TooLong,
}

/// A provider's key. Prints as nothing.
#[derive(Clone, PartialEq)]
pub struct ApiKey(String);

impl ApiKey {
    /// Takes a key of printable ASCII without spaces, as HTTP headers can carry it.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it, without the key: the caller's to mend.
    pub fn parse(key: String) -> Result<Self, &'static str> {
        if key.is_empty() {
            return Err("is empty");
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("has a space, a line break or another character that no key has: paste it again");
        }
        Ok(Self(key))
    }

    /// Gives the key for the one header that carries it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Takes the key out of a text that came from outside.
    ///
    /// One that is too short to be a secret stays: a placeholder such as `x` before a relay stands in ids and
    /// field names too.
    pub fn redact(&self, text: &mut String) {
        if self.0.len() < SHORTEST_SECRET {
            return;
        }
        // `replace` brings a two-way searcher and what its panics print, which every visitor would download.
        let key = self.0.as_bytes();
        let mut rest = text.as_str();
        let mut redacted = String::new();
        while let Some(at) = rest.as_bytes().windows(key.len()).position(|part| part == key) {
            redacted.push_str(rest.get(..at).unwrap_or_default());
            redacted.push_str("<key>");
            rest = rest.get(at + key.len()..).unwrap_or_default();
        }
        redacted.push_str(rest);
        *text = redacted;
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ApiKey")
    }
}

/// Anything shorter could be guessed.
const SHORTEST_SECRET: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_a_header_cannot_carry_is_refused_without_showing_it() {
        for key in ["", "pb_1\n", "pb 1", "pb_1\u{200b}", "clé"] {
            assert!(
                ApiKey::parse(key.to_owned()).is_err_and(|problem| key.is_empty() || !problem.contains(key)),
                "{key:?}"
            );
        }
        assert_eq!(format!("{:?}", ApiKey::parse("pb_1".to_owned()).unwrap()), "ApiKey");
    }

    fn redact(key: &ApiKey, text: &str) -> String {
        let mut text = text.to_owned();
        key.redact(&mut text);
        text
    }

    #[test]
    fn a_key_that_a_text_echoes_is_taken_out_wherever_it_stands() {
        let key = ApiKey::parse("pb_12345".to_owned()).unwrap();
        for (text, redacted) in [
            ("", ""),
            ("pb_1234", "pb_1234"),
            ("pb_12345", "<key>"),
            ("é pb_12345pb_12345, ppb_12345 …", "é <key><key>, p<key> …"),
        ] {
            assert_eq!(redact(&key, text), redacted);
        }
    }

    #[test]
    fn a_placeholder_for_a_key_spoils_no_reply() {
        let key = ApiKey::parse("job".to_owned()).unwrap();
        assert_eq!(redact(&key, "job_1"), "job_1");
    }

    #[test]
    fn retry_after_is_read_in_seconds_alone() {
        let reply =
            |value: &str| HttpResponse { status: 429, retry_after: Some(value.to_owned()), body: None };
        assert_eq!(reply(" 7 ").retry_after(), Some(Duration::from_secs(7)));
        assert_eq!(reply("99999999999").retry_after(), Some(Duration::from_secs(99_999_999_999)));
        for value in ["Fri, 20 Nov 2026 16:00:00 GMT", "-1", "1e9", "99999999999999999999"] {
            assert_eq!(reply(value).retry_after(), None, "{value}");
        }
    }
}
