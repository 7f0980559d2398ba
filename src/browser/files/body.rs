//! Request bodies. The holes of templates are filled while files are read, so that no image is ever one string.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::browser::files::encode::Encoder;
use crate::browser::files::file::{self, LocalFile};
use crate::browser::files::file_error::FileError;
use crate::wire::http::{Body, Part};

/// The local images of a request, by their index in it.
pub type Files = [Option<LocalFile>];

/// The body of a fetch.
pub struct Filled {
    pub content_type: &'static str,
    pub content: Content,
}

/// What a body is made of.
pub enum Content {
    /// With images.
    Blob(Blob),
    /// Without images: native bridges carry no blobs.
    Text(String),
}

impl Filled {
    /// Returns the bytes of the body.
    pub fn bytes(&self) -> f64 {
        match &self.content {
            Content::Blob(blob) => blob.size(),
            Content::Text(text) => text.len() as f64,
        }
    }

    /// Returns the body as a blob; `None` if there is no memory for it.
    pub fn blob(&self) -> Option<Blob> {
        match &self.content {
            Content::Blob(blob) => Some(blob.clone()),
            Content::Text(text) => file::typed_blob(&Array::of1(&text.into()), self.content_type),
        }
    }
}

/// Makes the body of a fetch. `read` is called with the number of bytes of each chunk that is read.
///
/// # Errors
///
/// The index of an image that cannot be sent, and why. Nothing was sent.
pub async fn fill(
    body: &Body,
    files: &Files,
    read: &dyn Fn(f64),
) -> Result<Option<Filled>, (usize, FileError)> {
    let pieces = Array::new();
    match body {
        Body::Empty => return Ok(None),
        Body::Image(index) => {
            let file = find(files, *index)?;
            let blob = file::stripped(file, read).await.map_err(|error| (*index, error))?;
            return Ok(Some(Filled { content_type: file.media_type(), content: Content::Blob(blob) }));
        }
        Body::Json(text) => {
            return Ok(Some(Filled { content_type: JSON, content: Content::Text(text.clone()) }));
        }
        Body::Template(parts) => {
            let mut encoder = Encoder::default();
            for part in parts {
                match part {
                    Part::DataUri(index) => {
                        let file = find(files, *index)?;
                        push_text(&pieces, &format!("data:{};base64,", file.media_type()));
                        encoder.encode(file, &pieces, read).await.map_err(|error| (*index, error))?;
                    }
                    Part::Text(text) => push_text(&pieces, text),
                }
            }
        }
    }
    let blob = file::typed_blob(&pieces, JSON).ok_or((0, FileError::OutOfMemory))?;
    Ok(Some(Filled { content_type: JSON, content: Content::Blob(blob) }))
}

/// Encodes a file as the strings and blobs of a data URI.
///
/// # Errors
///
/// The file changed, was removed, or is too damaged to be stripped.
pub async fn data_uri(file: &LocalFile) -> Result<Array, FileError> {
    let pieces = Array::new();
    push_text(&pieces, &format!("data:{};base64,", file.media_type()));
    Encoder::default().encode(file, &pieces, &|_| {}).await?;
    Ok(pieces)
}

/// Joins strings and blobs into one string.
pub async fn text(pieces: &Array) -> Result<JsValue, FileError> {
    let blob = Blob::new_with_blob_sequence(pieces).map_err(|_| FileError::OutOfMemory)?;
    JsFuture::from(blob.text()).await.map_err(|_| FileError::Unreadable)
}

/// Returns the total bytes of the files in a body.
pub fn bytes(body: &Body, files: &Files) -> f64 {
    let size = |index: &usize| find(files, *index).map_or(0.0, |file| file.blob.size());
    match body {
        Body::Empty | Body::Json(_) => 0.0,
        Body::Image(index) => size(index),
        Body::Template(parts) => {
            parts.iter().map(|part| if let Part::DataUri(index) = part { size(index) } else { 0.0 }).sum()
        }
    }
}

fn find(files: &Files, index: usize) -> Result<&LocalFile, (usize, FileError)> {
    files.get(index).and_then(Option::as_ref).ok_or((index, FileError::Unreadable))
}

fn push_text(pieces: &Array, text: &str) {
    pieces.push(&JsValue::from_str(text));
}

const JSON: &str = "application/json";
