//! The globals of a page or a worker.

use js_sys::{Date, Function, Math, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

use crate::browser::js_value::{invoke, property};
use crate::wire::timestamp::Timestamp;

/// Returns the time by this machine's clock.
pub fn now() -> Timestamp {
    Timestamp::from_millis(Date::now())
}

/// Returns milliseconds by the monotonic clock.
pub fn uptime() -> f64 {
    let performance = property(&global(), "performance");
    invoke(&performance, "now", &[]).and_then(|now| now.as_f64()).unwrap_or_else(Date::now)
}

/// Returns an id of 32 hexadecimal digits that no other page has.
pub fn random_id() -> String {
    let bytes = Uint8Array::new_with_length(16);
    let filled = invoke(&property(&global(), "crypto"), "getRandomValues", &[&bytes]);
    let random = |_| (Math::random() * 256.0) as u8;
    let bytes = if filled.is_some() { bytes.to_vec() } else { (0..16).map(random).collect() };
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns `window`, or a worker's `self`.
pub fn global() -> EventTarget {
    js_sys::global().unchecked_into()
}

/// Returns the `document` of a page; `None` in a worker.
pub fn document() -> Option<EventTarget> {
    let document = property(&global(), "document");
    (!document.is_falsy()).then(|| document.unchecked_into())
}

/// Returns `true` if the page is hidden.
pub fn is_hidden() -> bool {
    property(&property(&global(), "document"), "visibilityState")
        .as_string()
        .is_some_and(|state| state == "hidden")
}

/// Returns `true` if the browser reports that there is no network.
pub fn is_offline() -> bool {
    property(&property(&global(), "navigator"), "onLine").as_bool() == Some(false)
}

/// Reports what a function of the caller threw as an `error` event of the page.
pub fn report(error: &JsValue) {
    if let Ok(report) = property(&global(), "reportError").dyn_into::<Function>() {
        let _ = report.call1(&JsValue::UNDEFINED, error);
    }
}
