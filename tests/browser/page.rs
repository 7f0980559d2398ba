//! The page's side: see `page.js`.

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

/// Returns the JavaScript value of a JSON text.
pub fn js(value: Value) -> JsValue {
    JSON::parse(&value.to_string()).unwrap()
}

/// Reads a value that is plain data all through: what `JSON` would leave out or change fails.
pub fn plain(value: &JsValue) -> Value {
    assert_plain(value);
    serde_json::from_str(&String::from(JSON::stringify(value).unwrap())).unwrap()
}

fn assert_plain(value: &JsValue) {
    if Array::is_array(value) {
        value.unchecked_ref::<Array>().iter().for_each(|item| assert_plain(&item));
    } else if value.is_object() {
        let plain = Object::get_prototype_of(&Object::new());
        assert!(Object::is(&Object::get_prototype_of(value), &plain), "no plain object: {value:?}");
        Object::values(value.unchecked_ref()).iter().for_each(|member| assert_plain(&member));
    } else {
        let fits =
            value.is_string() || value.as_f64().is_some_and(f64::is_finite) || value.as_bool().is_some();
        assert!(fits || value.is_null(), "no plain data: {value:?}");
    }
}

/// Sets members of an object and returns it.
pub fn with<const N: usize>(object: JsValue, members: [(&str, JsValue); N]) -> JsValue {
    for (name, value) in members {
        Reflect::set(&object, &name.into(), &value).unwrap();
    }
    object
}

/// Returns a recorder of requests, and options whose `fetch` is the recorder's.
pub fn recorded(options: JsValue) -> (JsValue, JsValue) {
    let fetch = recorder();
    let options = with(options, [("fetch", member(&fetch, "listen"))]);
    (fetch, options)
}

/// Returns the function of this source.
pub fn function(source: &str) -> JsValue {
    js_sys::eval(&format!("({source})")).unwrap()
}

/// Calls a method without arguments.
pub fn call(object: &JsValue, method: &str) -> JsValue {
    member(object, method).unchecked_into::<Function>().call0(object).unwrap()
}

/// Reads a list of anything.
pub fn list(object: &JsValue, name: &str) -> Vec<JsValue> {
    Array::from(&member(object, name)).to_vec()
}

/// Reads a member.
pub fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

pub async fn resolved(promise: Promise) -> JsValue {
    JsFuture::from(promise).await.unwrap_or_else(|error| panic!("rejected with {error:?}"))
}

pub async fn rejected(promise: Promise) -> JsValue {
    let error = JsFuture::from(promise).await.err();
    error.unwrap_or_else(|| panic!("did not reject"))
}

/// Makes time pass by the page's clock, in which its timers fire.
pub async fn advance(milliseconds: u32) {
    advance_clock(milliseconds).await.unwrap();
}

/// Waits until something is so.
pub async fn until(mut is: impl AsyncFnMut() -> bool) {
    while !is().await {
        later(20).await.unwrap();
    }
}

/// Waits until a counter of `page.js` has counted something.
pub async fn until_counted(object: &JsValue, name: &str) {
    until(async || member(object, name).as_f64() > Some(0.0)).await;
}

/// Returns a photo that a simulator can read.
pub async fn jpeg() -> JsValue {
    photo("photo.jpg", "image/jpeg", 32).await.unwrap()
}

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    pub async fn photo(name: &str, media_type: &str, side: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = jpegOf)]
    pub fn jpeg_of(bytes: u32) -> JsValue;
    #[wasm_bindgen(catch)]
    pub async fn alternating(jpeg: &JsValue, count: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = readSlowly)]
    pub async fn read_slowly(file: &JsValue, milliseconds: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = fileOf)]
    pub fn file_of(parts: &Array, name: &str, media_type: &str) -> JsValue;
    #[wasm_bindgen(js_name = fileList)]
    pub fn file_list(files: &Array) -> JsValue;
    #[wasm_bindgen(catch, js_name = readAsDataUrl)]
    pub async fn read_as_data_url(file: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub async fn sha256(blob: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub async fn load(url: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub async fn ask(method: &str, url: &str, body: JsValue) -> Result<JsValue, JsValue>;
    pub fn recorder() -> JsValue;
    pub fn listener() -> JsValue;
    pub fn reported() -> JsValue;
    #[wasm_bindgen(js_name = abortAt)]
    pub fn abort_at(controller: &AbortController, stage: &str, reason: &JsValue, after: JsValue) -> JsValue;
    pub fn hurry(promise: &Promise) -> Promise;
    pub fn holding() -> JsValue;
    pub fn never() -> JsValue;
    pub fn waiting() -> JsValue;
    pub fn endless(text: &str) -> JsValue;
    #[wasm_bindgen(catch, js_name = advance)]
    async fn advance_clock(milliseconds: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = resetClock)]
    pub fn reset_clock();
    #[wasm_bindgen(catch)]
    pub async fn later(milliseconds: u32) -> Result<JsValue, JsValue>;
}
