//! Requests as callers write them.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::files::file::LocalFile;
use crate::browser::files::file_error::FileError;
use crate::browser::js_value::{self, describe, has_method, members, must_be, property};
use crate::browser::rejection::Rejection;
use crate::input::images::{FileFacts, ImageInput};
use crate::input::request::RequestInput;
use crate::input::value::{Extra, Value};
use crate::job::error::Error;
use crate::js::image;
use crate::js::models::Models;
use crate::media::Inspection;
use crate::provider::model::Images;
use crate::wire::problem::{Defect, ProblemCode};
use crate::wire::url;

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
    read_files: ReadFiles,
) -> Result<(RequestInput, Vec<Option<LocalFile>>), Rejection> {
    let Some(fields) = members(request) else {
        let defect = Defect::new(ProblemCode::WrongType, must_be("an object", request));
        return Err(Error::not_a_request(defect).into());
    };
    let mut input = RequestInput::default();
    let (images, mask) = read_fields(fields, &mut input);
    let model = input.model(models);
    let limits = model.as_deref().and_then(|model| model.images());
    // Too many images are reported without opening them all, which would take long.
    let too_many = limits.is_some_and(|limits| limits.max.is_some_and(|max| images.length() as usize > max));
    let read_files = if too_many { ReadFiles::No } else { read_files };
    let (mut taken, mut files) = (Vec::new(), Vec::new());
    for (index, value) in images.iter().enumerate() {
        let (image, file) = read_image(&format!("images[{index}]"), &value, read_files, limits).await?;
        taken.push(image);
        files.push(file);
    }
    input.set_images(taken);
    if let Some(mask) = mask {
        let limits = model.as_deref().and_then(|model| model.mask());
        let (mask, file) = read_image("mask", &mask, read_files, limits).await?;
        input.set_mask(mask);
        files.push(file);
    }
    Ok((input, files))
}

/// Reads the fields that have no files, and returns the others: the images and the mask.
fn read_fields(fields: Vec<(String, JsValue)>, input: &mut RequestInput) -> (Array, Option<JsValue>) {
    let (mut images, mut mask) = (Array::new(), None);
    for (name, value) in fields {
        match name.as_str() {
            "extra" => read_extra(&value, input),
            "images" => match list(&value) {
                Some(list) => images = list,
                None => input.wrong_type("images", describe(&value)),
            },
            "mask" => mask = Some(value),
            _ => input.set(&name, field(&value)),
        }
    }
    (images, mask)
}

async fn read_image(
    name: &str,
    value: &JsValue,
    read_files: ReadFiles,
    limits: Option<&Images>,
) -> Result<(ImageInput, Option<LocalFile>), Rejection> {
    let address = value.as_string().or_else(|| property(value, "href").as_string());
    let blob = match &address {
        Some(address) if url::is_data(address) => {
            image::decode_input(address).ok_or("a data URI that is cut or damaged")
        }
        Some(address) => return Ok((ImageInput::Url(address.clone()), None)),
        None => image::blob(value),
    };
    let (blob, strips) = match (blob, read_files) {
        (Ok(_), ReadFiles::No) => return Ok((ImageInput::Local(FileFacts::Unread), None)),
        (Ok(blob), ReadFiles::Yes { strips }) => (blob, strips),
        (Err(what), _) => return Ok((ImageInput::Other(what), None)),
    };
    let of_image = |error: FileError| error.of_image(name);
    let mut file =
        LocalFile { strips, ..LocalFile::open(blob, Inspection::of_headers).await.map_err(of_image)? };
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

/// Converts an array or something array-like; a `FileList` has `item`.
fn list(value: &JsValue) -> Option<Array> {
    (js_value::is_array(value) || has_method(value, "item")).then(|| js_value::array(value).ok()).flatten()
}

/// Serializes the provider's own fields with `JSON.stringify`. What JSON cannot hold becomes a problem.
fn read_extra(value: &JsValue, input: &mut RequestInput) {
    let Some(fields) = members(value) else { return input.wrong_type("extra", describe(value)) };
    let mut extra = Vec::new();
    if let Some((path, what)) = names_not_json(value, "extra") {
        input.not_json(path, what);
    }
    for (name, value) in fields {
        let path = format!("extra.{name}");
        let json = JSON::stringify(&value).ok().and_then(|json| json.as_string());
        match (not_json(&value, &path, &mut Vec::new()), json) {
            (Some((path, what)), _) => input.not_json(path, what),
            (None, None) => input.not_json(path, "a value that cannot be read"),
            (None, Some(json)) => extra.push(Extra { name, value: field(&value), json }),
        }
    }
    input.set_extra(extra);
}

/// Returns the first value that JSON cannot hold: its path and what it is.
fn not_json(value: &JsValue, path: &str, ancestors: &mut Vec<JsValue>) -> Option<(String, &'static str)> {
    let found = |what| Some((path.to_owned(), what));
    if value.as_f64().is_some_and(|number| !number.is_finite()) {
        return found("NaN or an infinite number");
    }
    if value.is_bigint() || value.is_symbol() {
        return found(if value.is_symbol() { "a symbol" } else { "a bigint" });
    }
    if value.is_undefined() || value.is_function() {
        return found(describe(value));
    }
    if let Some(text) = value.as_string() {
        return if is_well_formed(value, &text) { None } else { found(HALF_A_CHARACTER) };
    }
    if !value.is_object() {
        return None;
    }
    if ancestors.contains(value) {
        return found("an object in itself");
    }
    if ancestors.len() == DEEPEST {
        return found("nested too deeply");
    }
    ancestors.push(value.clone());
    let inside = not_json_inside(value, path, ancestors);
    ancestors.pop();
    inside
}

/// As [`not_json`], of an object.
fn not_json_inside(
    value: &JsValue,
    path: &str,
    ancestors: &mut Vec<JsValue>,
) -> Option<(String, &'static str)> {
    // A date or a URL converts itself to JSON.
    if has_method(value, "toJSON") {
        let converted = js_value::invoke(value, "toJSON", &[])?;
        let is_invalid_date = converted.is_null() && has_method(value, "getTime");
        if is_invalid_date {
            return Some((path.to_owned(), "an invalid date"));
        }
        return not_json(&converted, path, ancestors);
    }
    if js_value::is_array(value) {
        let items = js_value::array(value).ok()?;
        let mut items = items.iter().enumerate();
        return items.find_map(|(index, item)| not_json(&item, &format!("{path}[{index}]"), ancestors));
    }
    if !is_plain(value) {
        return Some((path.to_owned(), "an object of a class"));
    }
    names_not_json(value, path).or_else(|| {
        members(value)?.iter().find_map(|(name, value)| not_json(value, &format!("{path}.{name}"), ancestors))
    })
}

/// Returns the first name of a member that JSON cannot hold: its path and what it is.
fn names_not_json(value: &JsValue, path: &str) -> Option<(String, &'static str)> {
    let entries = js_value::entries(value).ok()?;
    let mut names = entries.iter().map(|entry| entry.unchecked_into::<Array>().get(0));
    names.find_map(|name| {
        let text = name.as_string()?;
        let is_wrong = !is_well_formed(&name, &text);
        is_wrong.then(|| (format!("{path}.{text}"), "named with half of a character (a lone surrogate)"))
    })
}

/// Whether a text is the same after a round through UTF-8, which has no lone surrogates.
fn is_well_formed(value: &JsValue, text: &str) -> bool {
    !text.contains(char::REPLACEMENT_CHARACTER) || JsValue::from_str(text) == *value
}

/// Whether an object of any realm is one that `{}` makes.
fn is_plain(value: &JsValue) -> bool {
    let prototype = |value: &JsValue| Reflect::get_prototype_of(value).map(JsValue::from);
    match prototype(value) {
        Ok(of_value) if of_value.is_null() => true,
        Ok(of_value) => prototype(&of_value).is_ok_and(|of_prototype| of_prototype.is_null()),
        Err(_) => false,
    }
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

const HALF_A_CHARACTER: &str = "text with half of a character (a lone surrogate)";
/// In levels.
const DEEPEST: usize = 64;
