//! JavaScript values of unknown type.

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::js_value::{self, property};
use crate::input::request::Value;

/// Returns the own members of an object that are not `undefined`; `None` if it is not an object, or a getter throws.
pub fn members(value: &JsValue) -> Option<Vec<(String, JsValue)>> {
    if !value.is_object() || js_value::is_array(value) {
        return None;
    }
    let mut members = Vec::new();
    for entry in js_value::entries(value).ok()?.iter() {
        let entry: Array = entry.unchecked_into();
        let member = entry.get(1);
        if !member.is_undefined() {
            members.push((entry.get(0).as_string()?, member));
        }
    }
    Some(members)
}

/// Returns what a value must be, and what it is. Reads on from the name of its field.
pub fn must_be(wanted: &str, value: &JsValue) -> String {
    let found = describe(value);
    if wanted == found {
        return "cannot be read: one of its members throws".to_owned();
    }
    format!("must be {wanted}, not {found}")
}

/// Returns what a value is, for a message.
pub fn describe(value: &JsValue) -> &'static str {
    match value {
        value if value.is_undefined() => "undefined",
        value if value.is_null() => "null",
        value if value.is_string() => "a string",
        value if value.as_f64().is_some() => "a number",
        value if value.as_bool().is_some() => "a boolean",
        value if value.is_function() => "a function",
        value if js_value::is_array(value) => "an array",
        _ => "an object",
    }
}

/// Converts the value of a field of a request.
pub fn value(value: &JsValue) -> Value {
    if let Some(text) = value.as_string() {
        return Value::Text(text);
    }
    match value.as_f64() {
        Some(number) => Value::Number(number),
        None => Value::Other(describe(value)),
    }
}

/// Returns the value as a function.
pub fn function(value: &JsValue) -> Option<Function> {
    value.dyn_ref::<Function>().cloned()
}

/// Returns `true` if an object, of any realm, has a method.
pub fn has_method(value: &JsValue, name: &str) -> bool {
    value.is_object() && property(value, name).is_function()
}
