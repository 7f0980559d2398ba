//! Conversions between Rust and JavaScript values, and reflection.

use js_sys::{Array, Function, JSON, Promise, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::wire::json::Json;

/// Converts a record to plain objects, arrays, strings and numbers, without `Map` and `BigInt`.
pub fn to_js(record: impl Into<Json>) -> JsValue {
    record.into().serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

/// Parses JSON; `None` for another text, and as [`from_js`].
pub fn parse(text: &str) -> Option<Json> {
    JSON::parse(text).ok().and_then(|value| from_js(&value))
}

/// Converts a plain value. `None` if it is nested deeper than 64 levels, which could exhaust the stack, or has
/// more than 100,000 values, which would block the page.
pub fn from_js(value: &JsValue) -> Option<Json> {
    read_within(value, DEEPEST, &mut { MOST_VALUES })
}

fn read_within(value: &JsValue, depth: u32, left: &mut u32) -> Option<Json> {
    *left = left.checked_sub(1)?;
    if let Some(text) = value.as_string() {
        return Some(Json::String(text));
    }
    if let Some(number) = value.as_f64() {
        return Some(Json::Number(number));
    }
    if let Some(flag) = value.as_bool() {
        return Some(Json::Bool(flag));
    }
    let depth = depth.checked_sub(1)?;
    if is_array(value) {
        let items = value.unchecked_ref::<Array>().iter();
        return items.map(|item| read_within(&item, depth, left)).collect::<Option<_>>().map(Json::Array);
    }
    if !value.is_object() {
        return Some(Json::Null);
    }
    let mut members = Vec::new();
    for entry in entries(value).ok()?.iter() {
        let entry: Array = entry.unchecked_into();
        members.push((entry.get(0).as_string()?, read_within(&entry.get(1), depth, left)?));
    }
    Some(Json::Object(members))
}

/// Returns `true` for an array; `false` for a revoked proxy, for which `Array.isArray` throws.
pub fn is_array(value: &JsValue) -> bool {
    try_is_array(value).unwrap_or(false)
}

/// Awaits the result of a JavaScript function, a promise or not. What was thrown becomes a rejection.
pub fn settled(given: Result<JsValue, JsValue>) -> JsFuture {
    given.map_or_else(|thrown| Promise::reject(&thrown), |given| Promise::resolve(&given)).into()
}

/// Returns a property, or `undefined` if there is none or its getter throws.
pub fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property. On a frozen object nothing happens.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// Calls a method by name; `None` if there is no such method or it throws.
///
/// Bindings for all methods that are called this way would add kilobytes to the module.
pub fn invoke(target: &JsValue, method: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let method = property(target, method).dyn_into::<Function>().ok()?;
    method.apply(target, &arguments.iter().copied().collect()).ok()
}

/// Returns the own members of an object that are not `undefined`; `None` for another value, or one that cannot be
/// read.
pub fn members(value: &JsValue) -> Option<Vec<(String, JsValue)>> {
    if !value.is_object() || is_array(value) {
        return None;
    }
    let mut members = Vec::new();
    for entry in entries(value).ok()?.iter() {
        let entry: Array = entry.unchecked_into();
        let member = entry.get(1);
        if !member.is_undefined() {
            members.push((entry.get(0).as_string()?, member));
        }
    }
    Some(members)
}

/// Returns what a value must be, and what it is; reads on from the name of its field.
pub fn must_be(wanted: &str, value: &JsValue) -> String {
    let found = describe(value);
    if wanted == found {
        return "cannot be read: one of its members throws".to_owned();
    }
    format!("must be {wanted}, not {found}")
}

/// Describes a value, for a sentence about what it should be.
pub fn describe(value: &JsValue) -> &'static str {
    match value {
        value if value.is_undefined() => "undefined",
        value if value.is_null() => "null",
        value if value.is_string() => "a string",
        value if value.as_f64().is_some() => "a number",
        value if value.as_bool().is_some() => "a boolean",
        value if value.is_function() => "a function",
        value if is_array(value) => "an array",
        _ => "an object",
    }
}

/// Returns a function; `None` for another value.
pub fn function(value: &JsValue) -> Option<Function> {
    value.dyn_ref::<Function>().cloned()
}

/// Returns whether an object of any realm has a method.
pub fn has_method(value: &JsValue, name: &str) -> bool {
    value.is_object() && property(value, name).is_function()
}

#[wasm_bindgen]
extern "C" {
    /// Returns names and values; an error if a getter throws.
    #[wasm_bindgen(catch, js_namespace = Object)]
    pub fn entries(object: &JsValue) -> Result<Array, JsValue>;

    /// Converts something array-like; an error if a getter throws.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    pub fn array(list: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn try_is_array(value: &JsValue) -> Result<bool, JsValue>;
}

/// In levels.
const DEEPEST: u32 = 64;
/// They take about a tenth of a second.
const MOST_VALUES: u32 = 100_000;
