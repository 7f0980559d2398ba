//! The globals of a page or a worker.

use std::cell::Cell;
use std::time::Duration;

use js_sys::{Date, Function, Math, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
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

/// Returns the global object: `window`, a worker's `self`, or Node's.
///
/// Not by the names `self` and `window`, which programs for Node define as empty objects for libraries made for pages.
pub fn global() -> EventTarget {
    GLOBAL.with(|global| global.unchecked_ref::<EventTarget>().clone())
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

/// Returns `true` in a browser that is made of Chromium.
pub fn is_chromium() -> bool {
    property(&property(&global(), "navigator"), "userAgentData").is_object()
}

/// Returns `true` in Node, and in Bun and Deno, also where a library defines the globals of a page.
pub fn is_node() -> bool {
    property(&property(&property(&global(), "process"), "versions"), "node").is_string()
}

/// Returns `true` if the browser reports that there is no network.
pub fn is_offline() -> bool {
    property(&property(&global(), "navigator"), "onLine").as_bool() == Some(false)
}

/// Returns how far the clock fell behind since the page was loaded, because it was set back or stood still.
///
/// The clock and this together never go back. Differences below [`LAG`] do not count.
pub fn lag() -> Duration {
    CLOCK.with(|clock| {
        let (date, uptime) = (Date::now(), uptime());
        let (seen_date, seen_uptime, lag) = clock.get().unwrap_or((date, uptime, 0.0));
        let behind = (uptime - seen_uptime) - (date - seen_date);
        let lag = if behind >= LAG { lag + behind } else { lag };
        let seen = if behind.abs() >= LAG { (date, uptime) } else { (seen_date, seen_uptime) };
        clock.set(Some((seen.0, seen.1, lag)));
        Duration::from_millis(lag as u64)
    })
}

/// Returns a time that never goes back, for the pauses of throttles. Times in records are [`now`].
pub fn steady_now() -> Timestamp {
    now().after(lag())
}

/// Reports what a function of the caller threw as an `error` event of the page; in Node, which has none, in the console.
pub fn report(error: &JsValue) {
    if let Ok(report) = property(&global(), "reportError").dyn_into::<Function>() {
        let _ = report.call1(&JsValue::UNDEFINED, error);
        return;
    }
    let _ = invoke(&property(&global(), "console"), "error", &[error]);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    static GLOBAL: JsValue;
}

thread_local! {
    /// The clock and the uptime when they last agreed, and how far the clock had fallen behind by then.
    static CLOCK: Cell<Option<(f64, f64, f64)>> = const { Cell::new(None) };
}

/// In milliseconds, the smallest step of a clock that counts as one: clocks that are corrected all the time make smaller ones.
const LAG: f64 = 1000.0;
