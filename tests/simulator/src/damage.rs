//! Applies a fault to a reply and sends it.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Response, StatusCode, header};
use futures_util::stream::{self, StreamExt};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use crate::connection::Connection;
use crate::cors::Part;
use crate::faults::{BodyFault, Fault, RetryAfter};
use crate::provider::{Provider, Stage};
use crate::reply::{Content, Reply};
use crate::{mulerun, pixazo, pixelbyte, storage};

/// Applies a fault to the reply that would have been sent; `None` where the request was not let through.
pub fn apply(fault: &Fault, part: Part, stage: Stage, reply: Option<Reply>, other_host: &str) -> Reply {
    let paid = reply.as_ref().is_some_and(|reply| reply.paid);
    let mut damaged = damaged(fault, part, stage, reply, other_host);
    damaged.paid = paid;
    if let Some(retry_after) = &fault.retry_after {
        damaged.headers.extend(retry_header(retry_after).map(|value| (header::RETRY_AFTER, value)));
    }
    damaged
}

/// Appends words to every sentence of a reply.
pub fn append(words: &str, reply: &mut Reply) {
    let Content::Json(value) = &mut reply.content else { return };
    each_field(value, &mut |name, value| {
        if let (true, Value::String(sentence)) = (SENTENCES.contains(&name), value) {
            sentence.push(' ');
            sentence.push_str(words);
        }
    });
}

/// Returns how many of a reply's bytes are sent before it breaks off.
fn kept(fault: Option<&Fault>, bytes: usize) -> usize {
    let keep = fault.and_then(|fault| fault.keep).unwrap_or(0.5).clamp(0.0, 1.0);
    (bytes as f64 * keep) as usize
}

/// Sends a reply, whole or broken off as the fault says.
pub fn send(reply: Reply, fault: Option<&Fault>, connection: Connection) -> Response<Body> {
    let status = reply.status;
    let headers = reply.headers.clone();
    let (bytes, media_type) = reply.into_bytes();
    let part = kept(fault, bytes.len());
    let whole_length = bytes.len();
    let mut declared = Some(whole_length);
    let body = match fault {
        Some(fault) if fault.huge_body => {
            declared = None;
            Body::from_stream(huge())
        }
        Some(fault) if fault.reset_in_body || fault.hang_in_body => {
            let resets = fault.reset_in_body;
            let first = stream::once(async move { Ok::<_, std::io::Error>(bytes.slice(..part)) });
            let end = stream::once(async move {
                if resets {
                    // Leaves the client time to read what was sent.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    connection.reset().await
                } else {
                    std::future::pending().await
                }
            });
            // Never zero, and not what is sent: a reply with its declared length would be complete.
            declared = (part < whole_length.max(1)).then_some(whole_length.max(1));
            Body::from_stream(first.chain(end))
        }
        _ => Body::from(bytes),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    if let Some(media_type) = media_type.and_then(|name| HeaderValue::from_str(&name).ok()) {
        response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    }
    if let Some(length) = declared {
        response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    }
    for (name, value) in headers {
        response.headers_mut().insert(name, value);
    }
    response
}

fn damaged(fault: &Fault, part: Part, stage: Stage, reply: Option<Reply>, other_host: &str) -> Reply {
    if let Some(status) = fault.redirection() {
        let mut reply = Reply::empty(StatusCode::from_u16(status).unwrap_or(StatusCode::TEMPORARY_REDIRECT));
        reply.headers.extend(HeaderValue::from_str(other_host).ok().map(|value| (header::LOCATION, value)));
        return reply;
    }
    let status = if fault.not_found_first { Some(404) } else { fault.status };
    let refusal = status.filter(|status| !(200..300).contains(status));
    let mut reply = match (refusal, reply) {
        (Some(status), _) => provider_error(fault, part, stage, status),
        (None, Some(reply)) => reply,
        (None, None) => provider_error(fault, part, stage, 500),
    };
    if let Some(status) = status.and_then(|status| StatusCode::from_u16(status).ok()) {
        reply.status = status;
    }
    reply.content = match fault.body {
        Some(BodyFault::Empty) => Content::Empty,
        Some(BodyFault::Html) => content("text/html; charset=utf-8", HTML),
        Some(BodyFault::Text) => content("text/plain; charset=utf-8", "upstream connect error"),
        Some(BodyFault::Truncated) => {
            let (bytes, media_type) = reply.clone().into_bytes();
            let part = bytes.slice(..kept(Some(fault), bytes.len()));
            Content::Bytes { bytes: part, media_type: media_type.unwrap_or_default() }
        }
        Some(BodyFault::Provider) | None => reply.content,
    };
    if let Content::Json(value) = &mut reply.content {
        change(fault, value, other_host);
    }
    reply
}

fn provider_error(fault: &Fault, part: Part, stage: Stage, status: u16) -> Reply {
    let body = fault.retry_after.as_ref().and_then(|retry_after| retry_after.body.as_ref());
    match part {
        Part::Files => Reply::bytes(
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            "text/plain; charset=utf-8",
            "An injected fault",
        ),
        Part::Provider(Provider::Mulerouter | Provider::Mulerun) => mulerun::fault(status, stage),
        Part::Provider(Provider::Pixazo) => pixazo::fault(status),
        Part::Provider(Provider::Pixelbyte) => pixelbyte::fault(status, stage, body),
        Part::Storage => storage::fault(status),
    }
}

fn change(fault: &Fault, value: &mut Value, other_host: &str) {
    if let Some(word) = fault.unknown_status.as_ref().and_then(|word| word.text_or("contemplating")) {
        each_field(value, &mut |name, value| {
            if name == "status" && value.is_string() {
                *value = word.into();
            }
        });
    }
    if let Some(other) = fault.foreign_upload_url.as_ref().and_then(|address| address.text_or(other_host)) {
        each_field(value, &mut |name, value| {
            if name == "uploadUrl" {
                *value = other.into();
            }
        });
    }
    if fault.done_without_images {
        remove_images(value);
    }
    if let Some(error) = &fault.error {
        match value {
            Value::Object(fields) if fault.unknown_status.is_some() => {
                drop(fields.insert("error".into(), error.clone()))
            }
            _ => *value = json!({ "error": error }),
        }
    }
    if let Some(templates) = &fault.outputs {
        readdress(value, templates);
    }
    if fault.javascript_output {
        replace_images(value, "javascript:alert(1)");
    }
    if fault.svg_data_output {
        replace_images(value, SVG);
    }
    if fault.wrong_types {
        mistype(value);
    }
}

fn each_field(value: &mut Value, act: &mut impl FnMut(&str, &mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each_field(item, act)),
        Value::Object(fields) => {
            for (name, value) in fields {
                act(name, value);
                each_field(value, act);
            }
        }
        _ => {}
    }
}

fn remove_images(value: &mut Value) {
    each_field(value, &mut |name, value| match (name, &value) {
        ("outputs" | "images" | "media_url", Value::Array(_)) => *value = Value::Array(Vec::new()),
        ("output" | "url" | "imageUrl", Value::String(_)) => *value = Value::Null,
        _ => {}
    });
}

fn replace_images(value: &mut Value, address: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace_images(item, address)),
        Value::Object(fields) => fields.values_mut().for_each(|value| replace_images(value, address)),
        Value::String(text) if text.contains("/files/") || text.starts_with("data:") => {
            address.clone_into(text);
        }
        _ => {}
    }
}

/// Replaces the images of a list: one for each template, with the address that it makes of the first one's.
fn readdress(value: &mut Value, templates: &[String]) {
    match value {
        Value::Array(items) if items.first().and_then(address_in).is_some() => {
            let first = items.remove(0);
            let address = address_in(&first).unwrap_or_default().to_owned();
            let path = address.splitn(4, '/').nth(3).unwrap_or_default();
            *items = templates
                .iter()
                .map(|template| {
                    let mut image = first.clone();
                    let made = template.replace("{address}", &address).replace("{path}", &format!("/{path}"));
                    replace_images(&mut image, &made);
                    image
                })
                .collect();
        }
        Value::Array(items) => items.iter_mut().for_each(|item| readdress(item, templates)),
        Value::Object(fields) => fields.values_mut().for_each(|value| readdress(value, templates)),
        _ => {}
    }
}

/// Returns the address of an image: a text, or one in an object.
fn address_in(value: &Value) -> Option<&str> {
    match value {
        Value::Object(fields) => fields.values().find_map(address_in),
        value => value.as_str().filter(|text| text.contains("/files/")),
    }
}

/// Changes every value to a type that it must not have. Inner objects stay objects, so that their fields are wrong too.
fn mistype(value: &mut Value) {
    *value = match std::mem::take(value) {
        Value::Array(_) => Value::Object(Map::new()),
        Value::Bool(_) => "perhaps".into(),
        Value::Null => Value::Null,
        Value::Number(_) => "many".into(),
        Value::Object(mut fields) => {
            fields.values_mut().for_each(mistype);
            Value::Object(fields)
        }
        // No number: an id may be one.
        Value::String(_) => false.into(),
    };
}

fn retry_header(retry_after: &RetryAfter) -> Option<HeaderValue> {
    let text = match (&retry_after.header, retry_after.date_in) {
        (Some(header), _) => header.clone(),
        (None, Some(seconds)) => Timestamp::now()
            .checked_add(SignedDuration::from_secs(seconds))
            .ok()?
            .strftime("%a, %d %b %Y %H:%M:%S GMT")
            .to_string(),
        (None, None) => return None,
    };
    HeaderValue::from_str(&text).ok()
}

fn content(media_type: &str, text: &'static str) -> Content {
    Content::Bytes { bytes: Bytes::from_static(text.as_bytes()), media_type: media_type.to_owned() }
}

/// 64 MiB that begin like JSON and never end.
fn huge() -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> {
    let filling = Bytes::from(vec![b'a'; 64 * 1024]);
    stream::once(async { Ok(Bytes::from_static(b"{\"padding\":\"")) })
        .chain(stream::iter((0..1024).map(move |_| Ok(filling.clone()))))
}

const HTML: &str = "<!doctype html><html><head><title>502 Bad Gateway</title></head>\
    <body><h1>502 Bad Gateway</h1></body></html>";
const SVG: &str = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=";
/// The fields that hold sentences for people, at any of the providers.
const SENTENCES: &[&str] = &["description", "detail", "error", "message", "title"];
