//! Plain JavaScript values of Rust ones, and back.

use js_sys::{Array, Function, Promise, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::wire::json::Json;

/// Gives a record as plain objects, arrays, strings and numbers: no `Map`, no big integers.
pub fn to_js(record: impl Into<Json>) -> JsValue {
    record.into().serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

/// Reads a plain value; `None` where it is nested deeper than any reply, which would exhaust the stack, or
/// has more in it, which would stop the page.
pub fn from_js(value: &JsValue) -> Option<Json> {
    read_within(value, DEEPEST, &mut { MOST })
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
        let mut items = Vec::new();
        for item in value.unchecked_ref::<Array>().iter() {
            items.push(read_within(&item, depth, left)?);
        }
        return Some(Json::Array(items));
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

/// Tells whether this is an array; a proxy that was revoked is none.
pub fn is_array(value: &JsValue) -> bool {
    try_is_array(value).unwrap_or(false)
}

/// Waits for what a function gave, a promise or not, and gives what it threw, or its promise rejects with, as an
/// error.
pub fn settled(given: Result<JsValue, JsValue>) -> JsFuture {
    given.map_or_else(|thrown| Promise::reject(&thrown), |given| Promise::resolve(&given)).into()
}

/// Reads a property; `undefined` where there is none, and where reading it fails.
pub fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Writes a property; only a frozen object refuses.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// Calls a method; `None` where there is none, and where it throws. By name, because a binding for each of
/// those that are called once would cost every visitor kilobytes.
pub fn invoke(target: &JsValue, method: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let method = property(target, method).dyn_into::<Function>().ok()?;
    method.apply(target, &arguments.iter().copied().collect()).ok()
}

#[wasm_bindgen]
extern "C" {
    /// Gives names and values; an error where a getter throws.
    #[wasm_bindgen(catch, js_namespace = Object)]
    pub fn entries(object: &JsValue) -> Result<Array, JsValue>;

    /// Makes an array of what is like one; an error where a getter throws.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    pub fn array(list: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn try_is_array(value: &JsValue) -> Result<bool, JsValue>;
}

const DEEPEST: u32 = 64;
/// How many values: a tenth of a second's work.
const MOST: u32 = 100_000;
