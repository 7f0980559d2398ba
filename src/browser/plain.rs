//! Plain JavaScript values of Rust ones, and back.

use js_sys::Array;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::protocol::Document;

/// Gives a record as plain objects, arrays, strings and numbers: no `Map`, no big integers.
pub fn object(record: impl Into<Document>) -> JsValue {
    record.into().serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

/// Reads a plain value; `None` where it is nested deeper than any reply, which would exhaust the stack.
pub fn read(value: &JsValue) -> Option<Document> {
    read_within(value, DEEPEST)
}

fn read_within(value: &JsValue, depth: u32) -> Option<Document> {
    if let Some(text) = value.as_string() {
        return Some(Document::Text(text));
    }
    if let Some(number) = value.as_f64() {
        return Some(Document::Number(number));
    }
    if let Some(flag) = value.as_bool() {
        return Some(Document::Boolean(flag));
    }
    let depth = depth.checked_sub(1)?;
    if Array::is_array(value) {
        let mut items = Vec::new();
        for item in value.unchecked_ref::<Array>().iter() {
            items.push(read_within(&item, depth)?);
        }
        return Some(Document::List(items));
    }
    if !value.is_object() {
        return Some(Document::Null);
    }
    let mut members = Vec::new();
    for entry in entries(value).ok()?.iter() {
        let entry: Array = entry.unchecked_into();
        members.push((entry.get(0).as_string()?, read_within(&entry.get(1), depth)?));
    }
    Some(Document::Object(members))
}

#[wasm_bindgen]
extern "C" {
    /// Gives names and values; an error where a getter throws.
    #[wasm_bindgen(catch, js_namespace = Object)]
    pub fn entries(object: &JsValue) -> Result<Array, JsValue>;

    /// Makes an array of what is like one; an error where a getter throws.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    pub fn array(list: &JsValue) -> Result<Array, JsValue>;
}

const DEEPEST: u32 = 64;
