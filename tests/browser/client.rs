//! The exported functions as callers reach them: the client takes their images and reads their settings.

use js_sys::Promise;
use plantain::js;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

pub use plantain::js::{read_pending, to_data_uri};

pub fn run(request: JsValue, settings: JsValue) -> Promise {
    behind(request, settings, js::run)
}

pub fn submit(request: JsValue, settings: JsValue) -> Promise {
    behind(request, settings, js::submit)
}

pub fn build_request(request: JsValue, settings: JsValue) -> Promise {
    behind(request, settings, js::build_request)
}

pub fn wait(ticket: JsValue, settings: JsValue) -> Promise {
    js::wait(ticket, settings_of(&settings))
}

pub fn status(ticket: JsValue, settings: JsValue) -> Promise {
    js::status(ticket, settings_of(&settings))
}

pub fn cancel(ticket: JsValue, settings: JsValue) -> Promise {
    js::cancel(ticket, settings_of(&settings))
}

pub fn check_access(provider: JsValue, settings: JsValue) -> Promise {
    js::check_access(provider, settings_of(&settings))
}

pub fn find_job(intent: JsValue, known: JsValue, settings: JsValue) -> Promise {
    js::find_job(intent, known, settings_of(&settings))
}

fn behind(request: JsValue, settings: JsValue, call: fn(JsValue, JsValue) -> Promise) -> Promise {
    let settings = settings_of(&settings);
    match snapshot_request(&request) {
        Ok(snapshot) => {
            future_to_promise(
                async move { JsFuture::from(call(JsFuture::from(snapshot).await?, settings)).await },
            )
        }
        // What throws reaches the module as it is.
        Err(_) => call(request, settings),
    }
}

#[wasm_bindgen(module = "/pkg/client/images.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = snapshotRequest)]
    fn snapshot_request(request: &JsValue) -> Result<Promise, JsValue>;
}

#[wasm_bindgen(module = "/pkg/client/options.js")]
extern "C" {
    #[wasm_bindgen(js_name = readOptions)]
    fn settings_of(given: &JsValue) -> JsValue;
}
