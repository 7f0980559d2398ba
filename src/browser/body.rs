//! Bodies: templates whose holes are filled while files are read, so that no image is ever one string.

use base64_simd::{AsOut, STANDARD};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

use crate::protocol::{Body, Part, TransportError};

use super::file::{LocalFile, Slice, Unreadable};

/// The local images of a request, under the request's own indices.
pub type Files = [Option<LocalFile>];

/// What a fetch sends.
pub struct Filled {
    pub content_type: &'static str,
    pub blob: Blob,
}

/// Makes what a fetch sends; `read` hears of every byte that was read from a file.
///
/// # Errors
///
/// [`TransportError::Unreadable`] names the image that could not be read; nothing was sent.
pub async fn fill(body: &Body, files: &Files, read: &dyn Fn(f64)) -> Result<Option<Filled>, TransportError> {
    let pieces = Array::new();
    match body {
        Body::Empty => return Ok(None),
        Body::Image(index) => {
            let file = find(files, *index)?;
            return Ok(Some(Filled { content_type: file.media_type(), blob: file.blob.clone() }));
        }
        Body::Json(text) => push_text(&pieces, text),
        Body::Template(parts) => {
            let mut encoder = Encoder::default();
            for part in parts {
                match part {
                    Part::DataUri(index) => {
                        let file = find(files, *index)?;
                        push_text(&pieces, &["data:", file.media_type(), ";base64,"].concat());
                        let encoded = encoder.encode(&file.blob, &pieces, read).await;
                        encoded.map_err(|Unreadable| TransportError::Unreadable(*index))?;
                    }
                    Part::Text(text) => push_text(&pieces, text),
                }
            }
        }
    }
    let options = BlobPropertyBag::new();
    options.set_type(JSON);
    // Fails when there is no memory left for it.
    let blob = Blob::new_with_blob_sequence_and_options(&pieces, &options);
    Ok(Some(Filled { content_type: JSON, blob: blob.map_err(|_| TransportError::Unreadable(0))? }))
}

/// Encodes a file as a data URI in pieces: strings and `Uint8Array`s.
///
/// # Errors
///
/// [`Unreadable`] when the file changed or went away since it was chosen.
pub async fn data_uri(file: &LocalFile) -> Result<Array, Unreadable> {
    let pieces = Array::new();
    push_text(&pieces, &["data:", file.media_type(), ";base64,"].concat());
    Encoder::default().encode(&file.blob, &pieces, &|_| {}).await?;
    Ok(pieces)
}

/// Joins strings and UTF-8 to one string.
pub async fn text(pieces: &Array) -> Result<JsValue, Unreadable> {
    let blob = Blob::new_with_blob_sequence(pieces).map_err(|_| Unreadable)?;
    JsFuture::from(blob.text()).await.map_err(|_| Unreadable)
}

/// Counts the bytes of the files that a template will read.
pub fn bytes(body: &Body, files: &Files) -> f64 {
    let Body::Template(parts) = body else { return 0.0 };
    let size = |part: &Part| match part {
        Part::DataUri(index) => find(files, *index).map_or(0.0, |file| file.blob.size()),
        Part::Text(_) => 0.0,
    };
    parts.iter().map(size).sum()
}

fn find(files: &Files, index: usize) -> Result<&LocalFile, TransportError> {
    files.get(index).and_then(Option::as_ref).ok_or(TransportError::Unreadable(index))
}

fn push_text(pieces: &Array, text: &str) {
    pieces.push(&JsValue::from_str(text));
}

/// Two buffers that are used again for every slice: WebAssembly memory never shrinks.
#[derive(Default)]
struct Encoder {
    bytes: Vec<u8>,
    base64: Vec<u8>,
}

impl Encoder {
    /// Reads each slice while the one before it is encoded.
    async fn encode(&mut self, blob: &Blob, pieces: &Array, read: &dyn Fn(f64)) -> Result<(), Unreadable> {
        let size = blob.size();
        let mut start = 0.0;
        let mut next = Slice::read(blob, start, SLICE)?;
        while start < size {
            let bytes = next.bytes().await?;
            start += SLICE;
            next = Slice::read(blob, start, start + SLICE)?;
            read(bytes.length().into());
            let encoded = self.encode_slice(&bytes)?;
            pieces.push(&encoded);
        }
        Ok(())
    }

    fn encode_slice(&mut self, bytes: &Uint8Array) -> Result<Uint8Array, Unreadable> {
        let length = bytes.length() as usize;
        self.bytes.resize(length, 0);
        bytes.copy_to(&mut self.bytes);
        self.base64.resize(STANDARD.encoded_length(length), 0);
        let _ = STANDARD.encode(&self.bytes, self.base64.as_out());
        Ok(Uint8Array::from(self.base64.as_slice()))
    }
}

const JSON: &str = "application/json";
/// Whole groups of three bytes, so that the encodings of slices join without padding.
const SLICE: f64 = 1_572_864.0;
