//! `setTimeout` and `setInterval`, cancelled on drop.

use std::time::Duration;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::time::event::{Callback, callback};

/// A callback that is still to be run. Dropping it cancels it.
pub struct Timeout {
    id: JsValue,
    /// JavaScript calls it only while this lives.
    _action: Callback,
}

impl Timeout {
    /// Runs `action` after `duration`, at most 24.8 days.
    pub fn new(duration: Duration, action: impl FnMut() + 'static) -> Self {
        let action = callback(Box::new(action));
        Self { id: set_timeout(action.as_ref(), millis(duration)), _action: action }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        clear_timeout(&self.id);
    }
}

/// A callback that is run again and again. Dropping it ends that.
pub struct Interval {
    id: JsValue,
    /// JavaScript calls it only while this lives.
    _action: Callback,
}

impl Interval {
    /// Runs `action` each time that `period` has passed.
    pub fn new(period: Duration, action: impl FnMut() + 'static) -> Self {
        let action = callback(Box::new(action));
        Self { id: set_interval(action.as_ref(), millis(period)), _action: action }
    }
}

impl Drop for Interval {
    fn drop(&mut self) {
        clear_interval(&self.id);
    }
}

/// Returns whole milliseconds. Browsers treat anything longer as 0.
fn millis(duration: Duration) -> i32 {
    i32::try_from(duration.as_micros().div_ceil(1000)).unwrap_or(i32::MAX)
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(action: &JsValue, millis: i32) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);

    #[wasm_bindgen(js_name = setInterval)]
    fn set_interval(action: &JsValue, millis: i32) -> JsValue;

    #[wasm_bindgen(js_name = clearInterval)]
    fn clear_interval(id: &JsValue);
}
