//! Requests as a page writes them, in JSON.

use std::rc::Rc;

use plantain::input::images::{FileFacts, ImageInput};
use plantain::input::request::RequestInput;
use plantain::input::validate::Reencode;
use plantain::input::value::{Extra, Value};
use plantain::media::Format;
use plantain::provider::model::Model;
use plantain::provider::request::ImageRequest;
use plantain::providers;
use plantain::wire::problem::Problem;
use serde_json::Value as Json;

/// Reads a request field by field. `{ "file": "image/jpeg", "bytes": 7 }` is a local image; by default it has
/// a kilobyte.
pub fn input(request: &Json) -> RequestInput {
    let mut input = RequestInput::default();
    for (name, value) in request.as_object().expect("a request is an object") {
        match (name.as_str(), value) {
            ("extra", Json::Object(extra)) => {
                let field = |(name, json): (&String, &Json)| Extra {
                    name: name.clone(),
                    value: value_of(json),
                    json: json.to_string(),
                };
                input.set_extra(extra.iter().map(field).collect());
            }
            ("extra", other) => input.wrong_type("extra", describe(other)),
            ("images", Json::Array(list)) => input.set_images(list.iter().map(image).collect()),
            ("images", other) => input.wrong_type("images", describe(other)),
            ("mask", mask) => input.set_mask(image(mask)),
            (_, other) => input.set(name, value_of(other)),
        }
    }
    input
}

/// Validates a request against the models of its provider.
pub fn validate(request: &Json) -> Result<ImageRequest, Vec<Problem>> {
    input(request).validate(&models(request), Reencode::Never)
}

/// Returns the models of the provider that a request names.
pub fn models(request: &Json) -> Vec<Rc<Model>> {
    let provider = request["provider"].as_str().and_then(providers::find);
    provider.map_or_else(Vec::new, |provider| providers::models(provider).expect("the file is right"))
}

fn value_of(json: &Json) -> Value {
    match json {
        Json::Bool(flag) => Value::Boolean(*flag),
        Json::Number(number) => Value::Number(number.as_f64().expect("a number")),
        Json::String(text) => Value::Text(text.clone()),
        other => pixels(other).unwrap_or(Value::Other(describe(other))),
    }
}

fn pixels(value: &Json) -> Option<Value> {
    Some(Value::Pixels(value.get("width")?.as_f64()?, value.get("height")?.as_f64()?))
}

/// Returns a model of a provider that takes one image or more.
#[allow(dead_code, reason = "each test takes what it needs")]
pub fn edit_model(provider: &str) -> &'static str {
    match provider {
        "pixazo" => "nano-banana/edit",
        "pixelbyte" => "google/nano-banana-pro-extra/edit-image",
        _ => "google/nano-banana-pro/edit",
    }
}

/// Returns the media types of the local images by index.
#[allow(dead_code, reason = "each test takes what it needs")]
pub fn media_types(request: &Json) -> Vec<Option<String>> {
    let images = request["images"].as_array().map(Vec::as_slice).unwrap_or_default();
    images.iter().map(|image| Some(file(image)?.0.to_owned())).collect()
}

fn image(value: &Json) -> ImageInput {
    match (file(value), value) {
        (Some((media_type, bytes)), _) => {
            let format = FORMATS.into_iter().find(|format| format.media_type() == media_type);
            ImageInput::Local(FileFacts::Known { format, bytes, size: size(value) })
        }
        (None, Json::String(url)) => ImageInput::Url(url.clone()),
        (None, other) => ImageInput::Other(describe(other)),
    }
}

/// `"width"` and `"height"` of a local image, where they matter.
fn size(value: &Json) -> Option<(u32, u32)> {
    let side = |name| value.get(name)?.as_u64()?.try_into().ok();
    Some((side("width")?, side("height")?))
}

fn file(value: &Json) -> Option<(&str, u64)> {
    if let Some(data) = value.as_str().and_then(|text| text.strip_prefix("data:")) {
        return Some((data.split_once(';')?.0, data.len() as u64));
    }
    Some((value.get("file")?.as_str()?, value.get("bytes").map_or(1024, |bytes| bytes.as_u64().unwrap())))
}

fn describe(value: &Json) -> &'static str {
    match value {
        Json::Array(_) => "an array",
        Json::Bool(_) => "a boolean",
        Json::Null => "null",
        Json::Number(_) => "a number",
        Json::Object(_) => "an object",
        Json::String(_) => "a string",
    }
}

const FORMATS: [Format; 12] = [
    Format::Avif,
    Format::Bmp,
    Format::Gif,
    Format::Heic,
    Format::Html,
    Format::Jpeg,
    Format::Jxl,
    Format::Pdf,
    Format::Png,
    Format::Svg,
    Format::Tiff,
    Format::Webp,
];
