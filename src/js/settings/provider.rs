//! How one provider is reached, as callers write it.

use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::browser::connection::{self, Endpoint};
use crate::browser::environment::{self, Url};
use crate::browser::run::Stop;
use crate::protocol::text::trim_end;
use crate::protocol::{ApiKey, Error, Provider, address};

use super::super::dynamic::{function, members};

/// How one provider is reached.
#[derive(Clone, Default)]
pub struct ProviderSettings {
    pub key: Option<Key>,
    pub endpoint: Option<Url>,
    pub headers: Vec<(String, String)>,
    pub credentials: Option<&'static str>,
}

/// A key, or what gives it.
#[derive(Clone)]
pub enum Key {
    Given(ApiKey),
    Promised(Function),
}

/// Reads what `fetch` calls credentials.
pub fn credentials(value: &JsValue) -> Option<&'static str> {
    let value = value.as_string()?;
    ["include", connection::OMIT, "same-origin"].into_iter().find(|allowed| *allowed == value)
}

/// Reads a key.
///
/// # Errors
///
/// Says what is wrong with it.
pub fn key(value: &JsValue) -> Result<Key, &'static str> {
    match (value.as_string(), function(value)) {
        (Some(key), _) => ApiKey::parse(key).map(Key::Given),
        (None, Some(function)) => Ok(Key::Promised(function)),
        (None, None) => Err("must be a string, or a function that gives one"),
    }
}

/// Asks the caller's own function for the key.
pub async fn promised_key(provider: &Provider, function: &Function) -> Result<ApiKey, Stop> {
    let key = environment::settled(function.call0(&JsValue::UNDEFINED)).await;
    let key = key.map_err(Stop::Thrown)?.as_string().unwrap_or_default();
    let field = ["providers.", provider.id, ".apiKey"].concat();
    ApiKey::parse(key).map_err(|message| Error::invalid_field(&field, message).into())
}

/// Resolves an endpoint against the page: `https:`, this machine, or the page's own origin.
pub fn resolve(endpoint: &str) -> Option<Url> {
    let on_page = endpoint.starts_with('/') && !endpoint.starts_with("//");
    let url = if on_page {
        let page = Url::here()?;
        Url::parse(endpoint, Some(&page)).filter(|url| url.part("origin") == page.part("origin"))?
    } else {
        Url::parse(endpoint, None).filter(|url| address::is_https_or_loopback(&url.part("href")))?
    };
    ["search", "hash", "username"].iter().all(|part| url.part(part).is_empty()).then_some(url)
}

/// Makes an endpoint of its address; cookies are left out unless they are asked for.
pub fn endpoint(url: &Url, settings: &ProviderSettings) -> Endpoint {
    let own = Url::here().is_some_and(|page| page.part("origin") == url.part("origin"));
    Endpoint {
        url: trim_end(&url.part("href"), "/").to_owned(),
        headers: settings.headers.clone(),
        credentials: settings.credentials.unwrap_or(connection::OMIT),
        near: own || url.part("protocol") == "http:",
    }
}

/// Reads headers that a request can carry: a name of letters, digits and dashes, a value without line breaks.
pub fn headers(value: &JsValue) -> Option<Vec<(String, String)>> {
    let plain = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let printable = |value: &str| value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let mut headers = Vec::new();
    for (name, value) in members(value)? {
        headers.push((name, value.as_string().filter(|value| printable(value))?));
    }
    headers.iter().all(|(name, _)| plain(name)).then_some(headers)
}
