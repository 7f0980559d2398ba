//! Images as callers give them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

use crate::browser::call::Call;
use crate::browser::environment::property;
use crate::browser::file::{LocalFile, Unreadable};
use crate::browser::plain;
use crate::browser::run::Stop;
use crate::protocol::{Error, ImageRequest, InputImage, address, output};

use super::dynamic::has_method;

/// Gives the bytes of a file, of a buffer or of a view; `None` for everything else.
pub fn blob(value: &JsValue) -> Option<Blob> {
    let is_blob = has_method(value, "arrayBuffer") && has_method(value, "slice");
    if is_blob && property(value, "size").as_f64().is_some() {
        return Some(value.clone().unchecked_into());
    }
    if value.is_instance_of::<ArrayBuffer>() || ArrayBuffer::is_view(value) {
        return Blob::new_with_blob_sequence(&Array::of1(value)).ok();
    }
    None
}

/// Gives the bytes of a base64 data URI of a raster image.
pub fn decode(data_uri: &str) -> Option<Blob> {
    let media_type = output::raster_type(data_uri)?;
    let (_, base64) = data_uri.split_once(',')?;
    let bytes = STANDARD.decode(base64).ok()?;
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let pieces = Array::of1(&Uint8Array::from(bytes.as_slice()));
    Blob::new_with_blob_sequence_and_options(&pieces, &options).ok()
}

/// Joins the pieces of an encoded image to one string.
pub async fn text(pieces: &Array) -> Result<JsValue, Unreadable> {
    let blob = Blob::new_with_blob_sequence(pieces).map_err(|_| Unreadable)?;
    JsFuture::from(blob.text()).await.map_err(|_| Unreadable)
}

/// Lets the caller's own function put the local images where the provider can fetch them.
pub async fn upload(
    call: &Call,
    request: &mut ImageRequest,
    files: &mut [Option<LocalFile>],
) -> Result<(), Stop> {
    let Some(upload) = &call.upload else { return Ok(()) };
    for (index, (image, slot)) in request.images.iter_mut().zip(files).enumerate() {
        let Some(file) = slot.take() else { continue };
        if call.is_aborted() {
            return Err(Stop::Aborted);
        }
        let info = plain::object(&UploadInfo { index, media_type: file.media_type() });
        let promise = upload.call2(&JsValue::UNDEFINED, &file.blob, &info);
        let url = match promise {
            Ok(promise) => JsFuture::from(Promise::resolve(&promise)).await,
            Err(thrown) => Err(thrown),
        };
        if call.is_aborted() {
            return Err(Stop::Aborted);
        }
        let url = url.map_err(Stop::Thrown)?;
        let url = url.as_string().or_else(|| property(&url, "href").as_string()).unwrap_or_default();
        if !address::is_https(&url) {
            return Err(Error::invalid_field("upload", "gave no `https:` address for an image").into());
        }
        *image = InputImage::Url(url);
    }
    Ok(())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UploadInfo {
    index: usize,
    media_type: &'static str,
}
