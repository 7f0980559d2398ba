//! The exported functions as callers reach them: the client takes snapshots of their images and checks their options.

use js_sys::{Array, JSON, Object, Promise, Reflect};
use plantain::js;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

pub use plantain::js::{read_pending, to_data_uri};

pub fn run(request: JsValue, options: JsValue) -> Promise {
    purchase("run", request, options)
}

pub fn submit(request: JsValue, options: JsValue) -> Promise {
    purchase("submit", request, options)
}

pub fn build_request(request: JsValue, options: JsValue) -> Promise {
    purchase("buildRequest", request, options)
}

pub fn wait(ticket: JsValue, options: JsValue) -> Promise {
    call("wait", ticket, options, Array::new())
}

pub fn status(ticket: JsValue, options: JsValue) -> Promise {
    call("status", ticket, options, Array::new())
}

pub fn cancel(ticket: JsValue, options: JsValue) -> Promise {
    call("cancel", ticket, options, Array::new())
}

pub fn check_access(provider: JsValue, options: JsValue) -> Promise {
    call("checkAccess", provider, options, Array::new())
}

pub fn find_job(intent: JsValue, known: JsValue, options: JsValue) -> Promise {
    call("findJob", intent, options, Array::of1(&known))
}

fn purchase(name: &'static str, request: JsValue, options: JsValue) -> Promise {
    match snapshot_request(&request) {
        Ok(snapshot) => future_to_promise(async move {
            let request = JsFuture::from(snapshot).await?;
            JsFuture::from(call(name, request, options, Array::new())).await
        }),
        // What throws reaches the module as it is.
        Err(_) => call(name, request, options, Array::new()),
    }
}

fn call(name: &str, subject: JsValue, options: JsValue, more: Array) -> Promise {
    let ids: Array = plantain::providers::ALL.iter().map(|provider| JsValue::from(provider.id)).collect();
    let provider = Reflect::get(&subject, &"provider".into()).ok().and_then(|provider| provider.as_string());
    let known = Object::new();
    Reflect::set(&known, &"providers".into(), &ids).unwrap();
    Reflect::set(&known, &"models".into(), &models_of(provider.as_deref())).unwrap();
    call_module(&exports(), name, &subject, &options, &known, &more)
}

/// The models of a provider, as the client hands them over.
fn models_of(provider: Option<&str>) -> JsValue {
    let text = match provider {
        Some("mulerun") => include_str!("../../src/providers/mulerun/models.json"),
        Some("pixazo") => include_str!("../../src/providers/pixazo/models.json"),
        Some("pixelbyte") => include_str!("../../src/providers/pixelbyte/models.json"),
        _ => "[]",
    };
    JSON::parse(text).unwrap()
}

/// The module's functions under their names in JavaScript.
fn exports() -> JsValue {
    let exports = Object::new();
    let two = |name: &str, function: fn(JsValue, JsValue) -> Promise| {
        let function = Closure::<dyn FnMut(JsValue, JsValue) -> Promise>::new(function);
        Reflect::set(&exports, &name.into(), &function.into_js_value()).unwrap();
    };
    two("run", js::run);
    two("submit", js::submit);
    two("buildRequest", js::build_request);
    two("requestProblems", js::request_problems);
    two("wait", js::wait);
    two("status", js::status);
    two("cancel", js::cancel);
    two("checkAccess", js::check_access);
    let find = Closure::<dyn FnMut(JsValue, JsValue, JsValue) -> Promise>::new(js::find_job);
    Reflect::set(&exports, &"findJob".into(), &find.into_js_value()).unwrap();
    exports.into()
}

#[wasm_bindgen(module = "/pkg/client/images.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = snapshotRequest)]
    fn snapshot_request(request: &JsValue) -> Result<Promise, JsValue>;
}

// Named so that they lie beside the scripts that import them.
#[wasm_bindgen(module = "/pkg/client/options.js")]
extern "C" {
    #[wasm_bindgen(js_name = isFromOneOn)]
    fn _is_from_one_on(value: &JsValue) -> bool;
}

#[wasm_bindgen(module = "/pkg/client/error.js")]
extern "C" {
    #[wasm_bindgen(js_name = isPlantainError)]
    fn _is_plantain_error(value: &JsValue) -> bool;
}

#[wasm_bindgen(module = "/pkg/client/label.js")]
extern "C" {
    #[wasm_bindgen(js_name = isLabel)]
    fn _is_label(value: &JsValue) -> bool;
}

#[wasm_bindgen(module = "/pkg/client/time.js")]
extern "C" {
    #[wasm_bindgen(js_name = timeLimit)]
    fn _time_limit(milliseconds: f64) -> JsValue;
}

#[wasm_bindgen(module = "/pkg/client/module.js")]
extern "C" {
    #[wasm_bindgen(js_name = callModule)]
    fn call_module(
        wasm: &JsValue,
        name: &str,
        subject: &JsValue,
        options: &JsValue,
        known: &Object,
        more: &Array,
    ) -> Promise;
}
