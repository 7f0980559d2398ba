//! One HTTP exchange: a request without image bytes, and a reply.

use std::fmt;
use std::mem;
use std::time::Duration;

use crate::wire::json::Json;
use crate::wire::relay_outcome::RelayOutcome;

/// A request. Holds no key, no image bytes, and no host but that of a presigned upload.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpRequest {
    pub method: Method,
    pub address: Address,
    pub body: Body,
    /// The key under which a relay sends this to the provider once. Sent to a relay only.
    pub idempotency_key: Option<String>,
}

impl HttpRequest {
    /// A `GET` at the provider.
    pub fn get(path: String) -> Self {
        Self::new(Method::Get, Address::Provider(path), Body::Empty)
    }

    /// A `POST` at the provider.
    pub fn post(path: String, body: Body) -> Self {
        Self::new(Method::Post, Address::Provider(path), body)
    }

    /// A `PUT` of one image to the storage that the provider named.
    pub fn put(url: String, image: usize) -> Self {
        Self::new(Method::Put, Address::Storage(url), Body::Image(image))
    }

    fn new(method: Method, address: Address, body: Body) -> Self {
        Self { method, address, body, idempotency_key: None }
    }
}

/// Where a request goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Address {
    /// A path that begins with a slash, at the provider or at the caller's front end. The key is sent.
    Provider(String),
    /// A complete URL that the provider returned for one upload. The key is not sent.
    Storage(String),
}

/// The HTTP methods that providers use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    Get,
    Post,
    Put,
}

impl Method {
    /// Returns the name used in HTTP.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// The body of a request. Images are named by their index in the request.
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

/// A reply.
#[derive(Clone, Debug)]
pub struct HttpResponse {
    pub status: u16,
    /// The header `Retry-After`, if the server exposes it to the page.
    pub retry_after: Option<String>,
    /// What a relay knows of the request's idempotency key.
    pub relay_outcome: Option<RelayOutcome>,
    /// `None` if the body is not complete JSON.
    pub body: Option<Json>,
    /// What could be read of a body that is not complete JSON.
    pub fragment: Option<Fragment>,
    /// Where it is from, if that is known.
    pub source: Option<Source>,
}

/// Where a reply is from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Without its query, which may be a signature.
    pub address: String,
    /// The server of the caller that the request was sent to.
    pub sent_to: Option<SentTo>,
    /// Whether it is a web page.
    pub is_page: bool,
}

/// A server of the caller in front of a provider.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SentTo {
    /// One that passes the calls on: `baseUrl`.
    Proxy,
    /// One of Plantain's relays.
    Relay,
}

/// The part of a body that could be read.
#[derive(Clone, Debug)]
pub struct Fragment {
    /// Why the rest of the body did not arrive; `None` if all of it did, and it is not JSON.
    pub lost: Option<TransportError>,
    /// The JSON before the damage, or the beginning of another text.
    pub read: Json,
}

impl HttpResponse {
    /// Returns a reply with a status, perhaps a body, and no headers.
    pub fn new(status: u16, body: Option<Json>) -> Self {
        Self { status, retry_after: None, relay_outcome: None, body, fragment: None, source: None }
    }

    /// Returns the body, or null if it is not JSON.
    pub fn json(&self) -> &Json {
        self.body.as_ref().unwrap_or(&Json::Null)
    }

    /// Returns a success whose body arrived whole, and any other reply.
    ///
    /// # Errors
    ///
    /// Why the rest of the body did not arrive.
    pub fn complete(self) -> Answer {
        match self.broken_off().filter(|_| self.is_success()) {
            Some(lost) => Err(lost),
            None => Ok(self),
        }
    }

    /// Returns why the rest of the body did not arrive; `None` if all of it did.
    pub fn broken_off(&self) -> Option<TransportError> {
        self.fragment.as_ref()?.lost
    }

    /// Puts what could be read of the body in its place.
    pub fn with_fragment(mut self) -> Self {
        if self.body.is_none()
            && let Some(fragment) = &mut self.fragment
        {
            self.body = Some(mem::take(&mut fragment.read));
        }
        self
    }

    /// Returns `true` for a status from 200 to 299.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Returns the pause that the header names in seconds.
    ///
    /// The other form of the header, a date by the server's clock, is ignored.
    pub fn retry_after(&self) -> Option<Duration> {
        let seconds = self.retry_after.as_deref()?.trim().parse::<u64>().ok()?;
        Some(Duration::from_secs(seconds))
    }
}

/// A reply with any status, or the reason why there is none.
pub type Answer = Result<HttpResponse, TransportError>;

/// Why there is no reply.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TransportError {
    /// No connection, a lost connection, CORS or a redirect. A browser does not say which.
    Failed,
    /// As [`Failed`](Self::Failed), while the browser reported that there is no network.
    Offline,
    /// There was no reply within the time limit of the exchange.
    TimedOut,
    /// The reply was longer than the limit.
    TooLong,
    /// The caller's own `fetch` had read the body before, and a body can be read once.
    Used,
}

/// A provider's API key. Its `Debug` output does not show it.
#[derive(Clone, PartialEq)]
pub struct ApiKey(String);

impl ApiKey {
    /// Parses a key: printable ASCII without spaces, as an HTTP header can carry it.
    ///
    /// # Errors
    ///
    /// What is wrong with the key, without showing it.
    pub fn parse(key: String) -> Result<Self, &'static str> {
        if key.is_empty() {
            return Err("is empty");
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(
                "has a space, a line break or another character that a key cannot have: paste it again",
            );
        }
        Ok(Self(key))
    }

    /// Returns the key, for the one header that carries it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Replaces the key in a text from a reply.
    ///
    /// A key too short to be secret is left: a placeholder such as `x`, used with a relay, is part of ids and
    /// field names too.
    pub fn redact(&self, text: &mut String) {
        if self.0.len() >= SHORTEST_SECRET {
            *text = text.replace(&self.0, "<key>");
        }
    }

    /// Returns a text that is not JSON without the words that have a part of the key, which may be cut or escaped.
    pub fn redact_parts(&self, text: &str) -> String {
        let parts: Vec<_> = (0..self.0.len()).filter_map(|at| self.0.get(at..at + SHORTEST_SECRET)).collect();
        let shown = |word: &str| match parts.iter().any(|part| word.contains(part)) {
            true => "<key>".to_owned(),
            false => word.to_owned(),
        };
        text.split_whitespace().map(shown).collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ApiKey")
    }
}

/// In bytes. A shorter key could be guessed.
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
    fn a_key_that_a_text_echoes_is_replaced_everywhere() {
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
    fn a_word_with_a_part_of_the_key_is_replaced() {
        let key = ApiKey::parse("pb_1234567890".to_owned()).unwrap();
        assert_eq!(key.redact_parts("key=b_123456789 is wrong"), "<key> is wrong");
        assert_eq!(ApiKey::parse("job".to_owned()).unwrap().redact_parts("job 1"), "job 1");
    }

    #[test]
    fn a_placeholder_for_a_key_changes_no_reply() {
        let key = ApiKey::parse("job".to_owned()).unwrap();
        assert_eq!(redact(&key, "job_1"), "job_1");
    }

    #[test]
    fn retry_after_is_read_in_seconds_only() {
        let reply = |value: &str| HttpResponse {
            retry_after: Some(value.to_owned()),
            ..HttpResponse::new(429, None)
        };
        assert_eq!(reply(" 7 ").retry_after(), Some(Duration::from_secs(7)));
        assert_eq!(reply("99999999999").retry_after(), Some(Duration::from_secs(99_999_999_999)));
        for value in ["Fri, 20 Nov 2026 16:00:00 GMT", "-1", "1e9", "99999999999999999999"] {
            assert_eq!(reply(value).retry_after(), None, "{value}");
        }
    }
}
