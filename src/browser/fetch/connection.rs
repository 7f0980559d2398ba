//! How a provider is reached: its own host, or the caller's endpoint.

use js_sys::Function;

use crate::browser::page;
use crate::provider::{KeyHeader, Provider};
use crate::wire::http::{Address, ApiKey, HttpRequest};

/// How one provider is reached in one call.
#[derive(Clone)]
pub struct Connection {
    pub provider: &'static Provider,
    pub endpoint: Option<Endpoint>,
    pub key: Option<ApiKey>,
    /// Used instead of the global `fetch`.
    pub fetch: Option<Function>,
}

/// The caller's own relay in front of a provider.
#[derive(Clone)]
pub struct Endpoint {
    /// Absolute, without a slash at the end.
    pub url: String,
    /// Checked: names and values that a header can have.
    pub headers: Vec<(String, String)>,
    /// What `fetch` knows by this name.
    pub credentials: String,
    /// On this machine or the page's own origin: reachable without a network.
    pub near: bool,
}

impl Connection {
    /// Gives the whole address of a request.
    pub fn url(&self, request: &HttpRequest) -> String {
        match &request.address {
            Address::Provider(path) => {
                let base = self.endpoint.as_ref().map_or(self.provider.base_url, |endpoint| &endpoint.url);
                [base, path].concat()
            }
            Address::Storage(url) => url.clone(),
        }
    }

    /// Gives what a browser counts connections by: the address up to its path.
    pub fn host(&self, request: &HttpRequest) -> String {
        let mut address = self.url(request);
        let end = address.bytes().enumerate().filter(|(_, byte)| *byte == b'/').nth(2);
        address.truncate(end.map_or(address.len(), |(at, _)| at));
        address
    }

    /// Gives the headers of a request but its content type. The key and the caller's own go to the provider
    /// or the endpoint alone.
    pub fn headers(&self, request: &HttpRequest) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        if let Address::Storage(_) = request.address {
            return headers;
        }
        if let Some(endpoint) = &self.endpoint {
            headers.extend(endpoint.headers.iter().cloned());
        }
        if let Some(key) = &self.key {
            headers.push(match self.provider.key {
                KeyHeader::Bearer => ("Authorization".to_owned(), ["Bearer ", key.expose()].concat()),
                KeyHeader::Plain(name) => (name.to_owned(), key.expose().to_owned()),
            });
        }
        headers
    }

    /// Says whether cookies go along: only where the caller said so for its endpoint.
    pub fn credentials(&self, request: &HttpRequest) -> &str {
        match (&request.address, &self.endpoint) {
            (Address::Provider(_), Some(endpoint)) => &endpoint.credentials,
            _ => OMIT,
        }
    }

    /// Tells whether the browser is sure that this cannot be reached now.
    pub fn is_offline(&self) -> bool {
        page::is_offline() && !self.endpoint.as_ref().is_some_and(|endpoint| endpoint.near)
    }
}

/// No cookies.
pub const OMIT: &str = "omit";
