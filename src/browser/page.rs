//! What surrounds the module, in a page and in a worker alike.

use js_sys::{Date, Function};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

use crate::browser::js_value::{invoke, property};
use crate::wire::timestamp::Timestamp;

/// Gives the time by this machine's clock.
pub fn now() -> Timestamp {
    Timestamp::from_millis(Date::now())
}

/// Gives milliseconds by a clock that nobody sets.
pub fn uptime() -> f64 {
    let performance = property(&global(), "performance");
    invoke(&performance, "now", &[]).and_then(|now| now.as_f64()).unwrap_or_else(Date::now)
}

/// Gives `window`, or a worker's `self`.
pub fn global() -> EventTarget {
    js_sys::global().unchecked_into()
}

/// Gives the `document` of a page; a worker has none.
pub fn document() -> Option<EventTarget> {
    let document = property(&global(), "document");
    (!document.is_falsy()).then(|| document.unchecked_into())
}

/// Tells whether the page can be seen by nobody.
pub fn is_hidden() -> bool {
    property(&property(&global(), "document"), "visibilityState")
        .as_string()
        .is_some_and(|state| state == "hidden")
}

/// Tells whether the browser is sure that there is no network.
pub fn is_offline() -> bool {
    property(&property(&global(), "navigator"), "onLine").as_bool() == Some(false)
}

/// Hands what the caller's own function threw to the page's `error` event.
pub fn report(error: &JsValue) {
    if let Ok(report) = property(&global(), "reportError").dyn_into::<Function>() {
        let _ = report.call1(&JsValue::UNDEFINED, error);
    }
}
