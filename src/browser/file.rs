//! Local images: blobs that are read in slices, never whole.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::media::{Format, SNIFF_BYTES};

use super::environment;

/// A local image.
#[derive(Clone, Debug)]
pub struct LocalFile {
    pub blob: Blob,
    /// By its bytes; `None` for what is no image.
    pub format: Option<Format>,
}

impl LocalFile {
    /// Looks at the first bytes of a file.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] when the file changed or went away since it was chosen.
    pub async fn open(blob: Blob) -> Result<Self, Unreadable> {
        let head = Slice::read(&blob, 0.0, SNIFF_BYTES as f64)?.bytes().await?;
        Ok(Self { format: Format::sniff(&head.to_vec()), blob })
    }

    /// Gives its media type by its bytes.
    pub fn media_type(&self) -> &'static str {
        self.format.map_or("application/octet-stream", Format::media_type)
    }
}

/// The file changed or went away since it was chosen.
#[derive(Debug)]
pub struct Unreadable;

/// A part of a file that is being read.
pub struct Slice(Promise);

impl Slice {
    /// Begins to read. The end may lie past the end of the file.
    pub fn read(blob: &Blob, start: f64, end: f64) -> Result<Self, Unreadable> {
        let slice = blob.slice_with_f64_and_f64(start, end).map_err(|_| Unreadable)?;
        // Not every object that looks like a blob is one.
        let buffer = environment::call(&slice, "arrayBuffer").map_err(|_| Unreadable)?;
        Ok(Self(Promise::resolve(&buffer)))
    }

    /// Waits for the bytes.
    pub async fn bytes(self) -> Result<Uint8Array, Unreadable> {
        let buffer = JsFuture::from(self.0).await.map_err(|_| Unreadable)?;
        Ok(Uint8Array::new(&buffer))
    }
}
