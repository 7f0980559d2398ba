//! The bytes of a blob: a range of them, or all of them in chunks.

use std::ops::Range;

use js_sys::{ArrayBuffer, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use crate::browser::files::file_error::FileError;
use crate::browser::js_value::{invoke, property, set, settled};
use crate::browser::page;
use crate::browser::time::sleep;

/// The bytes of a file in chunks as the browser reads them, which it does ahead.
pub struct Chunks<'a> {
    blob: &'a Blob,
    read: f64,
    reader: JsValue,
    /// What chunks are read into, if the browser supports that. It is transferred there and back.
    buffer: JsValue,
    /// The length of the next chunk, adapted to how long the work on the last one took.
    length: u32,
    /// When the work on the last chunk began.
    began: f64,
    /// When this last yielded to the page.
    yielded: f64,
}

impl<'a> Chunks<'a> {
    /// The chunks from the first byte on.
    pub fn of(blob: &'a Blob) -> Self {
        let buffer = ArrayBuffer::new(CHUNK).into();
        let now = page::uptime();
        Self { blob, read: 0.0, reader: JsValue::UNDEFINED, buffer, length: CHUNK, began: now, yielded: now }
    }

    /// Returns the next chunk, valid until the one after it is read; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Uint8Array>, FileError> {
        let left = self.blob.size() - self.read;
        if left <= 0.0 {
            return Ok(None);
        }
        let now = page::uptime();
        self.length = match now - self.began {
            took if took > TASK => (self.length / 2).max(SHORTEST_CHUNK),
            took if took < TASK / 4.0 => (self.length * 2).min(CHUNK),
            _ => self.length,
        };
        // A stream that has bytes buffered does not yield to the event loop.
        if now - self.yielded > TASK / 2.0 {
            sleep::yield_to_page().await;
            self.yielded = page::uptime();
        }
        let chunk = match self.begin() {
            Some(chunk) => property(&settled(Ok(chunk)).await.map_err(|_| FileError::Unreadable)?, "value"),
            // The blobs of jsdom have no stream.
            None => {
                let begin = self.read as u64;
                slice(self.blob, begin..begin + u64::from(self.length)).await?.into()
            }
        };
        let length = property(&chunk, "length").as_f64().unwrap_or(0.0);
        // An object that looks like a blob may not be one.
        if !ArrayBuffer::is_view(&chunk) || !(1.0..=left).contains(&length) {
            return Err(FileError::Unreadable);
        }
        self.read += length;
        // Other streams give buffers of their own, perhaps too small for the next view.
        let buffer = property(&chunk, "buffer");
        if property(&buffer, "byteLength") == f64::from(CHUNK) {
            self.buffer = buffer;
        }
        self.began = page::uptime();
        Ok(Some(chunk.unchecked_into()))
    }

    fn begin(&mut self) -> Option<JsValue> {
        if self.reader.is_undefined() {
            self.reader = reader(self.blob)?;
        }
        let buffer = self.buffer.unchecked_ref();
        let view = Uint8Array::new_with_byte_offset_and_length(buffer, 0, self.length);
        invoke(&self.reader, "read", &[&view])
    }
}

/// Opens the stream of a blob.
fn reader(blob: &Blob) -> Option<JsValue> {
    let stream = invoke(blob, "stream", &[])?;
    let options = Object::new();
    set(&options, "mode", &"byob".into());
    // Older browsers read only into buffers of their own.
    invoke(&stream, "getReader", &[&options]).or_else(|| invoke(&stream, "getReader", &[]))
}

/// Reads a range of a file; its end may be past the end of the file.
pub async fn read(blob: &Blob, range: Range<u64>) -> Result<Vec<u8>, FileError> {
    Ok(slice(blob, range).await?.to_vec())
}

async fn slice(blob: &Blob, range: Range<u64>) -> Result<Uint8Array, FileError> {
    let (start, end) = (range.start as f64, range.end as f64);
    let length = (end.min(blob.size()) - start).max(0.0);
    let slice = blob.slice_with_f64_and_f64(start, end).map_err(|_| FileError::Unreadable)?;
    // An object that looks like a blob may not be one.
    let buffer = invoke(&slice, "arrayBuffer", &[]).ok_or(FileError::Unreadable)?;
    let buffer = settled(Ok(buffer)).await.map_err(|_| FileError::Unreadable)?;
    // A view of something that is not a buffer, or of a detached buffer, would throw uncaught. Both have another
    // length.
    if property(&buffer, "byteLength").as_f64() != Some(length) {
        return Err(FileError::Unreadable);
    }
    Ok(Uint8Array::new(&buffer))
}

/// The longest chunk, 1 MiB: browsers give less at a time.
const CHUNK: u32 = 1 << 20;
/// The shortest chunk, 64 KiB, for slow devices.
const SHORTEST_CHUNK: u32 = 64 << 10;
/// How long the page should be blocked at most, in milliseconds: half a frame at 60 Hz.
const TASK: f64 = 8.0;
