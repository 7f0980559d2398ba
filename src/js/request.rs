//! Requests as callers write them.

use js_sys::{Array, JSON};
use wasm_bindgen::JsValue;

use crate::browser::environment::property;
use crate::browser::file::LocalFile;
use crate::browser::plain;
use crate::browser::run::Stop;
use crate::protocol::Error;
use crate::protocol::draft::{Draft, DraftImage, Local};

use super::{dynamic, image};

/// Whether files are looked into.
#[derive(Clone, Copy, PartialEq)]
pub enum Look {
    Inside,
    Outside,
}

/// Reads a request field by field, so that a misspelt one is seen, and gives its local images under the same
/// indices.
///
/// # Errors
///
/// What is no object at all, and files that cannot be read. Everything else that is wrong stays in the draft.
pub async fn read(request: &JsValue, look: Look) -> Result<(Draft, Vec<Option<LocalFile>>), Stop> {
    let Some(members) = dynamic::members(request) else {
        let message = ["must be an object, not ", dynamic::describe(request)].concat();
        return Err(Error::invalid_field("request", message).into());
    };
    let mut draft = Draft::default();
    let mut files = Vec::new();
    for (name, value) in members {
        match name.as_str() {
            "extra" => match extra(&value) {
                Some(extra) => draft.set_extra(extra),
                None => draft.wrong_type("extra", dynamic::describe(&value)),
            },
            "images" => match list(&value) {
                Some(list) => {
                    let mut images = Vec::new();
                    for (index, value) in list.iter().enumerate() {
                        let (image, file) = one(index, &value, look).await?;
                        images.push(image);
                        files.push(file);
                    }
                    draft.set_images(images);
                }
                None => draft.wrong_type("images", dynamic::describe(&value)),
            },
            _ => draft.set(&name, dynamic::value(&value)),
        }
    }
    Ok((draft, files))
}

async fn one(index: usize, value: &JsValue, look: Look) -> Result<(DraftImage, Option<LocalFile>), Stop> {
    let address = value.as_string().or_else(|| property(value, "href").as_string());
    let blob = match &address {
        Some(address) if is_data_uri(address) => {
            image::decode(address).ok_or("a data URI that is no base64 image")
        }
        Some(address) => return Ok((DraftImage::Url(address.clone()), None)),
        None if look == Look::Outside && image::is_local(value) => {
            return Ok((DraftImage::Local(Local::Unread), None));
        }
        None => image::blob(value).await,
    };
    let blob = match blob {
        Ok(_) if look == Look::Outside => return Ok((DraftImage::Local(Local::Unread), None)),
        Ok(blob) => blob,
        Err(what) => return Ok((DraftImage::Other(what), None)),
    };
    let bytes = blob.size() as u64;
    let file = LocalFile::open(blob).await.map_err(|spoilt| spoilt.of_image(index))?;
    Ok((DraftImage::Local(Local::Known { format: file.format(), bytes }), Some(file)))
}

fn is_data_uri(address: &str) -> bool {
    address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// Takes an array, or what is like one: a `FileList` has `item`.
fn list(value: &JsValue) -> Option<Array> {
    (plain::is_array(value) || dynamic::has_method(value, "item")).then(|| plain::array(value).ok()).flatten()
}

/// Keeps the caller's own fields as the JSON that the browser makes of them.
fn extra(value: &JsValue) -> Option<Vec<(String, String)>> {
    let mut extra = Vec::new();
    for (name, value) in dynamic::members(value)? {
        extra.push((name, JSON::stringify(&value).ok()?.as_string()?));
    }
    Some(extra)
}
