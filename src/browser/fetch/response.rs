//! Properties of a response, which may be of another realm or a library, or made by hand.

use js_sys::{Array, Function, JSON, Reflect, Symbol, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::js_value::{self, invoke, property};
use crate::browser::page;

/// Returns the status. Replies that are made by hand may have it as text, as `statusCode`, or only `ok`.
///
/// `None` for a number that is no status: a reply that a page may not read has 0.
pub fn status(response: &JsValue) -> Option<u16> {
    let number = |value: JsValue| {
        value.as_f64().or_else(|| value.as_string()?.trim().parse::<u16>().ok().map(f64::from))
    };
    let status = ["status", "statusCode"].into_iter().find_map(|name| number(property(response, name)));
    let status = status.or_else(|| (property(response, "ok").as_bool()?).then_some(200.0))?;
    (100.0..1000.0).contains(&status).then_some(status as u16)
}

/// Returns the iterator of a body that is a stream of Node or another iterable; `None` for an array.
pub fn iterator(body: &JsValue) -> Option<JsValue> {
    let symbols = [Symbol::async_iterator(), Symbol::iterator()];
    let method =
        symbols.into_iter().find_map(|symbol| Reflect::get(body, &symbol).ok()?.dyn_into::<Function>().ok());
    if js_value::is_array(body) { None } else { method?.call0(body).ok() }
}

/// Returns whether a body may be JSON that is parsed already: an object that is no stream.
pub fn is_plain(body: &JsValue) -> bool {
    body.is_object()
        && !["pipe", "getReader", "stream"].iter().any(|method| js_value::has_method(body, method))
}

/// Returns a header of a reply, whose headers may be a plain object.
pub fn header(response: &JsValue, name: &str) -> Option<String> {
    let headers = property(response, "headers");
    // In a map or an object of a library's own, names are mostly in lower case.
    let value = [&name.to_ascii_lowercase(), name].into_iter().find_map(|name| {
        let value = invoke(&headers, "get", &[&name.into()]).filter(JsValue::is_truthy);
        value.or_else(|| Some(property(&headers, name)).filter(JsValue::is_truthy))
    })?;
    value.as_string().or_else(|| value.as_f64().map(|number| (number as u64).to_string()))
}

/// Serializes a value with `JSON.stringify`; `undefined` if JSON cannot hold it.
pub fn stringify(value: &JsValue) -> JsValue {
    JSON::stringify(value).map_or(JsValue::UNDEFINED, JsValue::from)
}

/// Returns a copy of a buffer or a view; `None` for another value.
///
/// The buffer may be of another realm, shared or growable; the constructor of `Uint8Array` accepts all of them.
pub fn copied(value: &JsValue) -> Option<Uint8Array> {
    let length = property(value, "byteLength");
    let buffer = property(value, "buffer");
    let arguments = if buffer.is_object() {
        Array::of3(&buffer, &property(value, "byteOffset"), &length)
    } else {
        Array::of1(value)
    };
    let length = length.as_f64()?;
    let constructor = property(&page::global(), "Uint8Array").dyn_into::<Function>().ok()?;
    let view = Reflect::construct(&constructor, &arguments).ok()?;
    let copy = invoke(&view, "slice", &[])?.dyn_into::<Uint8Array>().ok()?;
    (f64::from(copy.length()) == length).then_some(copy)
}
