//! Requests as callers write them.

use js_sys::{Array, JSON};
use wasm_bindgen::JsValue;

use crate::browser::files::file::{FileError, LocalFile};
use crate::browser::js_value::{self, describe, has_method, members, must_be, property};
use crate::browser::rejection::Rejection;
use crate::input::images::{FileFacts, ImageInput};
use crate::input::request::RequestInput;
use crate::input::value::{Extra, Value};
use crate::job::error::Error;
use crate::js::image;
use crate::js::models::Models;
use crate::provider::model::Images;

/// Whether files are read.
#[derive(Clone, Copy, PartialEq)]
pub enum ReadFiles {
    /// `strips`: whether they are stripped while they are sent.
    Yes {
        strips: bool,
    },
    No,
}

/// Reads a request field by field, so that an unknown field is noticed, and returns its local images by index.
///
/// # Errors
///
/// The request is not an object, or a file cannot be read. All other problems stay in the input.
pub async fn read(
    request: &JsValue,
    models: &Models,
    look: ReadFiles,
) -> Result<(RequestInput, Vec<Option<LocalFile>>), Rejection> {
    let Some(fields) = members(request) else {
        return Err(Error::not_a_request(must_be("an object", request)).into());
    };
    let mut input = RequestInput::default();
    let (mut images, mut mask) = (None, None);
    for (name, value) in fields {
        match name.as_str() {
            "extra" => match extra(&value) {
                Some(extra) => input.set_extra(extra),
                None => input.wrong_type("extra", describe(&value)),
            },
            "images" => match list(&value) {
                Some(list) => images = Some(list),
                None => input.wrong_type("images", describe(&value)),
            },
            "mask" => mask = Some(value),
            _ => input.set(&name, field(&value)),
        }
    }
    let images = images.unwrap_or_default();
    let model = input.model(models);
    let limits = model.as_deref().and_then(|model| model.images());
    // Too many images are reported without opening them all, which would take long.
    let too_many = limits.is_some_and(|limits| limits.max.is_some_and(|max| images.length() as usize > max));
    let look = if too_many { ReadFiles::No } else { look };
    let (mut taken, mut files) = (Vec::new(), Vec::new());
    for (index, value) in images.iter().enumerate() {
        let (image, file) = read_image(&format!("images[{index}]"), &value, look, limits).await?;
        taken.push(image);
        files.push(file);
    }
    input.set_images(taken);
    if let Some(mask) = mask {
        let limits = model.as_deref().and_then(|model| model.mask());
        let (mask, file) = read_image("mask", &mask, look, limits).await?;
        input.set_mask(mask);
        files.push(file);
    }
    Ok((input, files))
}

async fn read_image(
    name: &str,
    value: &JsValue,
    look: ReadFiles,
    limits: Option<&Images>,
) -> Result<(ImageInput, Option<LocalFile>), Rejection> {
    let address = value.as_string().or_else(|| property(value, "href").as_string());
    let blob = match &address {
        Some(address) if is_data_uri(address) => {
            image::decode_input(address).ok_or("a data URI that is not a base64 image")
        }
        Some(address) => return Ok((ImageInput::Url(address.clone()), None)),
        None => image::blob(value),
    };
    let (blob, strips) = match (blob, look) {
        (Ok(_), ReadFiles::No) => return Ok((ImageInput::Local(FileFacts::Unread), None)),
        (Ok(blob), ReadFiles::Yes { strips }) => (blob, strips),
        (Err(what), _) => return Ok((ImageInput::Other(what), None)),
    };
    let of_image = |error: FileError| error.of_image(name);
    let mut file = LocalFile { strips, ..LocalFile::open(blob).await.map_err(of_image)? };
    let max_bytes = limits.and_then(|limits| limits.max_bytes);
    // The limit is for what is sent.
    if max_bytes.is_some_and(|max| file.blob.size() > max as f64) {
        file = match file.clone().strip().await {
            // It may be re-encoded.
            Err(FileError::Damaged(_)) => file,
            stripped => stripped.map_err(of_image)?,
        };
    }
    let bytes = file.blob.size() as u64;
    let size = file.info.and_then(|info| info.shown_size()).map(|size| (size.width, size.height));
    Ok((ImageInput::Local(FileFacts::Known { format: file.format(), bytes, size }), Some(file)))
}

fn is_data_uri(address: &str) -> bool {
    address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// Converts an array or something array-like; a `FileList` has `item`.
fn list(value: &JsValue) -> Option<Array> {
    (js_value::is_array(value) || has_method(value, "item")).then(|| js_value::array(value).ok()).flatten()
}

/// Serializes the provider's own fields with `JSON.stringify`.
fn extra(value: &JsValue) -> Option<Vec<Extra>> {
    let mut extra = Vec::new();
    for (name, value) in members(value)? {
        let json = JSON::stringify(&value).ok()?.as_string()?;
        extra.push(Extra { name, value: field(&value), json });
    }
    Some(extra)
}

/// Reads the value of a field.
fn field(value: &JsValue) -> Value {
    if let Some(text) = value.as_string() {
        return Value::Text(text);
    }
    if let Some(flag) = value.as_bool() {
        return Value::Boolean(flag);
    }
    if let Some(number) = value.as_f64() {
        return Value::Number(number);
    }
    let [width, height] = ["width", "height"].map(|side| property(value, side).as_f64());
    width
        .zip(height)
        .map_or_else(|| Value::Other(describe(value)), |(width, height)| Value::Pixels(width, height))
}
