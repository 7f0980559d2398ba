//! Requests that tests send.

use js_sys::Array;
use serde_json::json;
use wasm_bindgen::JsValue;

use crate::page::{js, with};

/// Asks PixelByte for an image of words alone: the quickest request there is.
pub fn words() -> JsValue {
    words_of("a lake at sunrise")
}

pub fn words_of(prompt: &str) -> JsValue {
    let model = "google/nano-banana-dev/text-to-image";
    js(json!({ "provider": "pixelbyte", "model": model, "prompt": prompt }))
}

pub fn pixelbyte(images: &[JsValue]) -> JsValue {
    request("pixelbyte", "google/nano-banana-pro-extra/edit-image", images)
}

pub fn mulerun(images: &[JsValue]) -> JsValue {
    request("mulerun", "google/nano-banana-pro/edit", images)
}

pub fn pixazo(images: &[JsValue]) -> JsValue {
    request("pixazo", "nano-banana/edit", images)
}

/// Returns one request for each provider, with an image that the provider has to fetch.
pub fn one_for_each() -> [JsValue; 3] {
    let image = ["https://example.com/man.jpg".into()];
    [mulerun(&image), pixazo(&image), pixelbyte(&image)]
}

fn request(provider: &str, model: &str, images: &[JsValue]) -> JsValue {
    let request = js(json!({ "provider": provider, "model": model, "prompt": "give the man a red hat" }));
    with(request, [("images", images.iter().collect::<Array>().into())])
}
