//! How a provider is reached: its own host, or the caller's front end.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

use crate::browser::js_value::{self, property};
use crate::browser::page;
use crate::provider::{KeyHeader, Provider};
use crate::wire::http::{Address, ApiKey, HttpRequest};
use crate::wire::json::Json;

/// How a provider is reached in one call.
#[derive(Clone)]
pub struct Connection {
    pub provider: &'static Provider,
    pub front_end: Option<FrontEnd>,
    pub key: Option<ApiKey>,
    /// Used instead of the global `fetch`.
    pub fetch: Option<Function>,
    pub last_cause: LastCause,
}

/// Why the last request of a call got no reply: the member `cause` of the call's options, where the client's promise
/// finds it.
#[derive(Clone)]
pub struct LastCause(pub JsValue);

impl LastCause {
    /// Keeps a cause; null after a reply.
    pub fn set(&self, cause: Json) {
        js_value::set(&self.0, "cause", &js_value::to_js(cause));
    }

    /// Returns the cause, null or `undefined`.
    pub fn get(&self) -> JsValue {
        js_value::property(&self.0, "cause")
    }
}

/// A relay or another server of the caller in front of a provider.
#[derive(Clone)]
pub struct FrontEnd {
    /// Absolute, without a trailing slash.
    pub url: String,
    /// Names and values that a header can have; the client checked them.
    pub headers: Vec<(String, String)>,
    /// The option of `fetch` of this name.
    pub credentials: String,
    /// Whether it is a relay of Plantain's, and not another server.
    pub is_relay: bool,
}

impl Connection {
    /// Returns the complete URL of a request.
    pub fn url(&self, request: &HttpRequest) -> String {
        match &request.address {
            Address::Provider(path) => {
                let base = self.front_end.as_ref().map_or(self.provider.base_url, |front_end| &front_end.url);
                format!("{base}{path}")
            }
            Address::Storage(url) => url.clone(),
        }
    }

    /// Returns the origin of a request, by which browsers count connections.
    pub fn host(&self, request: &HttpRequest) -> String {
        self.url(request).split('/').take(3).collect::<Vec<_>>().join("/")
    }

    /// Returns the headers of a request without its content type. The key and the caller's headers are sent to the
    /// provider or the front end only.
    pub fn headers(&self, request: &HttpRequest) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        if let Address::Storage(_) = request.address {
            return headers;
        }
        if let Some(front_end) = &self.front_end {
            for (name, value) in &front_end.headers {
                put(&mut headers, name, value.clone());
            }
            if let Some(key) = request.idempotency_key.as_ref().filter(|_| front_end.is_relay) {
                put(&mut headers, "Idempotency-Key", key.clone());
            }
        }
        if let Some(key) = &self.key {
            match self.provider.key {
                KeyHeader::Bearer => put(&mut headers, "Authorization", format!("Bearer {}", key.expose())),
                KeyHeader::Plain(name) => put(&mut headers, name, key.expose().to_owned()),
            }
        }
        headers
    }

    /// Returns whether cookies are sent: only to a front end of the caller.
    pub fn credentials(&self, request: &HttpRequest) -> &str {
        match (&request.address, &self.front_end) {
            (Address::Provider(_), Some(front_end)) => &front_end.credentials,
            _ => OMIT,
        }
    }

    /// Returns `true` if a relay is in front of the provider.
    pub fn is_relayed(&self) -> bool {
        self.front_end.as_ref().is_some_and(|front_end| front_end.is_relay)
    }

    /// Returns the `fetch` to call: the caller's own, or the global one.
    pub fn fetch(&self) -> JsValue {
        match &self.fetch {
            Some(fetch) => fetch.into(),
            None => property(&page::global(), "fetch"),
        }
    }

    /// Returns the `fetch` if it has events of its own, as that of `plantain/testing` has: `online` where a job may have
    /// ended.
    pub fn network(&self) -> Option<EventTarget> {
        let fetch = self.fetch();
        property(&fetch, "addEventListener").is_function().then(|| fetch.unchecked_into())
    }
}

/// Sets a header, in place of one whose name differs in case alone: a plain object of headers would have both.
pub fn put(headers: &mut Vec<(String, String)>, name: &str, value: String) {
    headers.retain(|(own, _)| !own.eq_ignore_ascii_case(name));
    headers.push((name.to_owned(), value));
}

/// No cookies.
pub const OMIT: &str = "omit";
