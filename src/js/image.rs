//! Images as callers pass them.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use crate::browser::call::Call;
use crate::browser::files::file::{self, LocalFile};
use crate::browser::js_value::{self, has_method, property, settled};
use crate::browser::rejection::Rejection;
use crate::input::images::UNREADABLE;
use crate::job::error::Error;
use crate::provider::request::{ImageRequest, InputImage};
use crate::provider::state;
use crate::wire::json::Json;
use crate::wire::url;

/// Returns the value as a file, of any realm. The client makes a file of every other local image.
///
/// # Errors
///
/// What the value is instead.
pub fn blob(value: &JsValue) -> Result<Blob, &'static str> {
    if has_method(value, "arrayBuffer")
        && has_method(value, "slice")
        && property(value, "size").as_f64().is_some()
    {
        Ok(value.clone().unchecked_into())
    } else if property(value, "unreadable").is_truthy() {
        Err(UNREADABLE)
    } else {
        Err(js_value::describe(value))
    }
}

/// Returns the image of a data URI of a raster image.
pub fn decode(data_uri: &str) -> Option<Blob> {
    let media_type = state::raster_type(data_uri)?;
    file::typed_blob(&parts(&url::decode_data(data_uri)?), media_type)
}

/// Returns the file in a data URI of the caller.
pub fn decode_input(data_uri: &str) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&parts(&url::decode_data(data_uri)?)).ok()
}

fn parts(bytes: &[u8]) -> Array {
    Array::of1(&Uint8Array::from(bytes))
}

/// Uploads the local images with the caller's own function.
pub async fn upload(
    call: &Call,
    request: &mut ImageRequest,
    files: &mut [Option<LocalFile>],
) -> Result<(), Rejection> {
    let Some(upload) = &call.upload else { return Ok(()) };
    for (index, slot) in files.iter_mut().enumerate() {
        let Some(file) = slot else { continue };
        if call.is_aborted() {
            return Err(Rejection::Aborted);
        }
        let info = js_value::to_js(Json::object(vec![
            ("index", (index as f64).into()),
            ("mediaType", file.media_type().into()),
        ]));
        let blob = file::stripped(file, &|_| {})
            .await
            .map_err(|error| error.of_image(&request.image_name(index)))?;
        let url = settled(upload.call2(&JsValue::UNDEFINED, &blob, &info)).await;
        if call.is_aborted() {
            return Err(Rejection::Aborted);
        }
        let url = url.map_err(Rejection::Thrown)?;
        let url = url.as_string().or_else(|| property(&url, "href").as_string()).unwrap_or_default();
        if !url::is_https(&url) {
            return Err(Error::upload_without_url().into());
        }
        if let Some(image) = request.images.get_mut(index) {
            *image = InputImage::Url(url);
        }
    }
    Ok(())
}
