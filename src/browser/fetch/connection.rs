//! How a provider is reached: its own host, or the caller's front end.

use js_sys::Function;

use crate::browser::page;
use crate::provider::{KeyHeader, Provider};
use crate::wire::http::{Address, ApiKey, HttpRequest};

/// How one provider is reached in one call.
#[derive(Clone)]
pub struct Connection {
    pub provider: &'static Provider,
    pub front_end: Option<FrontEnd>,
    pub key: Option<ApiKey>,
    /// Used instead of the global `fetch`.
    pub fetch: Option<Function>,
}

/// A relay or another server of the caller in front of a provider.
#[derive(Clone)]
pub struct FrontEnd {
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
                let base = self.front_end.as_ref().map_or(self.provider.base_url, |front_end| &front_end.url);
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
    /// or the front end alone.
    pub fn headers(&self, request: &HttpRequest) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        if let Address::Storage(_) = request.address {
            return headers;
        }
        if let Some(front_end) = &self.front_end {
            headers.extend(front_end.headers.iter().cloned());
        }
        if let Some(key) = &self.key {
            headers.push(match self.provider.key {
                KeyHeader::Bearer => ("Authorization".to_owned(), ["Bearer ", key.expose()].concat()),
                KeyHeader::Plain(name) => (name.to_owned(), key.expose().to_owned()),
            });
        }
        headers
    }

    /// Says whether cookies go along: only to a front end of the caller.
    pub fn credentials(&self, request: &HttpRequest) -> &str {
        match (&request.address, &self.front_end) {
            (Address::Provider(_), Some(front_end)) => &front_end.credentials,
            _ => OMIT,
        }
    }

    /// Tells whether the browser is sure that this cannot be reached now.
    pub fn is_offline(&self) -> bool {
        page::is_offline() && !self.front_end.as_ref().is_some_and(|front_end| front_end.near)
    }
}

/// No cookies.
pub const OMIT: &str = "omit";
