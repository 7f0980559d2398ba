//! The `cause` of an error without a reply: what `fetch` threw.

use wasm_bindgen::JsValue;

use crate::browser::fetch::connection::Connection;
use crate::browser::js_value::property;
use crate::wire::json::Json;
use crate::wire::redact::quote;

/// Returns what `fetch` threw as plain data, with what caused it. A library's error may hold the whole request, so only
/// names, sentences and codes are kept, without the key and the caller's headers.
pub fn cause(thrown: &JsValue, connection: &Connection) -> Json {
    chain(thrown, connection, DEEPEST)
}

fn chain(thrown: &JsValue, connection: &Connection, depth: u32) -> Json {
    let Some(depth) = depth.checked_sub(1) else { return Json::Null };
    let text = |name| property(thrown, name).as_string().map(|text| redact(&text, connection));
    if !thrown.is_object() {
        let message = thrown.as_string().map(|text| redact(&text, connection));
        return message.map_or(Json::Null, |message| Json::object(vec![("message", message.into())]));
    }
    Json::object(vec![
        ("name", text("name").into()),
        ("message", text("message").unwrap_or_default().into()),
        ("code", text("code").into()),
        ("cause", chain(&property(thrown, "cause"), connection, depth)),
    ])
}

fn redact(text: &str, connection: &Connection) -> String {
    let mut text = text.to_owned();
    let headers = connection.front_end.iter().flat_map(|front_end| &front_end.headers);
    for (_, value) in headers.filter(|(_, value)| value.len() >= SHORTEST_SECRET) {
        text = text.replace(value.as_str(), "<header>");
    }
    match &connection.key {
        Some(key) => quote(&key.redact_parts(&text)),
        None => quote(&text),
    }
}

/// In errors: one that `fetch` threw, and what is behind it.
const DEEPEST: u32 = 4;
/// In characters. A shorter value is part of ordinary words.
const SHORTEST_SECRET: usize = 8;
