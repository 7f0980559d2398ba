//! Cross-origin headers, as a generous provider sends them.

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};

use crate::options::SessionOptions;
use crate::provider::Provider;
use crate::reply::Reply;

/// Which part of the API a path leads to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    Files,
    Provider(Provider),
    Storage,
}

/// Answers a preflight: the methods and headers of this part's documented calls, no more. With CORS off, nothing.
pub fn preflight(part: Part, options: &SessionOptions) -> Reply {
    let mut reply = Reply::empty(StatusCode::NO_CONTENT);
    if !is_open(part, options) {
        return reply;
    }
    let (methods, headers) = match part {
        Part::Files => ("GET", ""),
        Part::Provider(Provider::Mulerouter | Provider::Mulerun | Provider::Pixelbyte) => {
            ("GET, POST", "authorization, content-type")
        }
        Part::Provider(Provider::Pixazo) => {
            ("GET, POST", "cache-control, content-type, ocp-apim-subscription-key")
        }
        Part::Storage => ("GET, PUT", "content-type"),
    };
    for (name, value) in
        [("access-control-allow-methods", methods), ("access-control-allow-headers", headers)]
    {
        if !value.is_empty() {
            reply
                .headers
                .push((name.parse().unwrap_or(axum::http::header::VARY), HeaderValue::from_static(value)));
        }
    }
    reply
}

/// Adds the CORS headers to a reply, unless the options forbid them.
pub fn open(part: Part, options: &SessionOptions, headers: &mut HeaderMap) {
    if is_open(part, options) {
        headers.insert("access-control-allow-origin", HeaderValue::from_static("*"));
        if options.expose_retry_after {
            headers.insert("access-control-expose-headers", HeaderValue::from_static("retry-after"));
        }
    }
}

/// Opens a reply of the simulator's own calls to all pages, methods and headers.
pub fn open_to_all(headers: &mut HeaderMap) {
    headers.insert("access-control-allow-origin", HeaderValue::from_static("*"));
    headers.insert(
        "access-control-allow-methods",
        HeaderValue::from_static("DELETE, GET, HEAD, PATCH, POST, PUT"),
    );
    // The star does not cover Authorization, by the fetch standard.
    headers.insert(
        "access-control-allow-headers",
        HeaderValue::from_static("*, authorization, ocp-apim-subscription-key"),
    );
}

pub fn is_preflight(method: &Method, headers: &HeaderMap) -> bool {
    method == Method::OPTIONS && headers.contains_key("access-control-request-method")
}

fn is_open(part: Part, options: &SessionOptions) -> bool {
    match part {
        Part::Files => options.output_cors,
        Part::Provider(_) | Part::Storage => options.cors,
    }
}
