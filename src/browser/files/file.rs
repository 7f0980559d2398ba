//! Local images: blobs that are read in chunks, never as a whole.

use std::cell::Cell;
use std::ops::Range;

use js_sys::{Array, ArrayBuffer, Function, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag};

use crate::browser::fetch::connection_limit;
use crate::browser::js_value::{self, invoke, property, set, settled};
use crate::browser::page;
use crate::browser::time::sleep;
use crate::job::error::Error;
use crate::media::{Format, ImageInfo, Inspection, ParseError, Piece, Stripped, Stripper};
use crate::wire::json::Json;

/// A local image.
#[derive(Clone, Debug)]
pub struct LocalFile {
    pub blob: Blob,
    /// What its headers say; `None` if it is not an image.
    pub info: Option<ImageInfo>,
    /// Whether its metadata is stripped while it is sent.
    pub strips: bool,
    /// How it is re-encoded in its own format, if it is too damaged to be stripped.
    pub fallback: Option<Fallback>,
    /// What it was before it was stripped or re-encoded.
    pub original: Option<Original>,
    /// What was sent of it.
    pub sent: Cell<Sent>,
}

/// What a file was before it was stripped or re-encoded.
#[derive(Clone, Copy, Debug)]
pub struct Original {
    pub info: Option<ImageInfo>,
    pub bytes: f64,
    /// Whether it was re-encoded, not only stripped.
    pub reencoded: bool,
    /// What stripping removes of it; `None` if it cannot be stripped.
    pub stripped: Option<Stripped>,
}

/// A re-encoding of a file in its own format.
#[derive(Clone, Debug)]
pub struct Fallback {
    pub reencode: Function,
    pub max_bytes: f64,
}

/// What was sent of a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sent {
    pub bytes: f64,
    pub stripped: Stripped,
    /// What it is after it was re-encoded, because it was too damaged to be stripped.
    pub reencoded: Option<ImageInfo>,
}

impl LocalFile {
    /// Reads the headers of a file.
    ///
    /// # Errors
    ///
    /// [`FileError::Unreadable`] if the file changed or was removed since it was chosen.
    pub async fn open(blob: Blob) -> Result<Self, FileError> {
        let mut inspection = Inspection::new(blob.size() as u64);
        while let Some(range) = inspection.want() {
            inspection.feed(read(&blob, range).await?);
        }
        let sent = Sent { bytes: blob.size(), ..Sent::default() };
        Ok(Self {
            info: inspection.finish(),
            blob,
            strips: false,
            fallback: None,
            original: None,
            sent: Cell::new(sent),
        })
    }

    /// Returns the format by the file's bytes; `None` if it is not an image.
    pub fn format(&self) -> Option<Format> {
        self.info.map(|info| info.format)
    }

    /// Returns the media type by the file's bytes.
    pub fn media_type(&self) -> &'static str {
        self.format().map_or("application/octet-stream", Format::media_type)
    }

    /// Strips the file now, so that its final size is known.
    ///
    /// # Errors
    ///
    /// The file changed, was removed, or is too damaged to be stripped.
    pub async fn strip(self) -> Result<Self, FileError> {
        let blob = stripped(&self, &|_| {}).await?;
        let sent = self.sent.get();
        let stripped = sent.reencoded.is_none().then_some(sent.stripped);
        Ok(Self { blob, strips: false, original: Some(Original { stripped, ..self.before(false) }), ..self })
    }

    /// Returns what the file was at first.
    pub fn before(&self, reencoded: bool) -> Original {
        match self.original {
            Some(original) => Original { reencoded: reencoded || original.reencoded, ..original },
            None => Original { info: self.info, bytes: self.blob.size(), reencoded, stripped: None },
        }
    }

    /// Returns the format, if the file is to be stripped but may keep metadata that cannot be removed.
    pub fn unstrippable(&self) -> Option<Format> {
        self.info.filter(|info| self.strips && info.keeps_metadata()).map(|info| info.format)
    }

    /// Returns what stripping removes of the file; `None` if it cannot be stripped.
    pub async fn removed_by_stripping(&self) -> Result<Option<Stripped>, FileError> {
        if let Some(Original { stripped: Some(stripped), .. }) = self.original {
            return Ok(Some(stripped));
        }
        if !self.format().is_some_and(Format::is_strippable) {
            return Ok(None);
        }
        let file = Self { strips: true, fallback: None, ..self.clone() };
        match stripped(&file, &|_| {}).await {
            Ok(_) => Ok(Some(file.sent.get().stripped)),
            Err(FileError::Damaged(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Re-encodes the file in its own format, because it is too damaged to be stripped.
    ///
    /// # Errors
    ///
    /// The file ends early, or the browser cannot decode it either.
    pub async fn reencode_damaged(&self, damage: ParseError) -> Result<Blob, FileError> {
        let Some(fallback) = self.fallback.as_ref().filter(|_| damage != ParseError::Truncated) else {
            return Err(FileError::Damaged(damage));
        };
        let _permit = connection_limit::acquire_decoder().await;
        let types = Json::Array(vec![self.media_type().into()]);
        let target = js_value::to_js(reencoding(self, types, fallback.max_bytes));
        let reencoded = settled(fallback.reencode.call2(&JsValue::UNDEFINED, &self.blob, &target)).await;
        let is_blob = |value: &JsValue| property(value, "size").as_f64().is_some();
        let blob = reencoded.ok().filter(is_blob).ok_or(FileError::Damaged(damage))?;
        let file = Self::open(blob.unchecked_into()).await?;
        let sent = Sent { bytes: file.blob.size(), reencoded: file.info, ..Sent::default() };
        self.sent.set(sent);
        Ok(file.blob)
    }

    /// Returns what strips the file while it is read, if it is to be stripped and can be.
    pub async fn stripper(&self) -> Result<Option<Stripper>, FileError> {
        let format = self.format().filter(|_| self.strips);
        let Some(mut stripper) = format.and_then(|format| Stripper::new(format, self.blob.size() as u64))
        else {
            return Ok(None);
        };
        while let Some(range) = stripper.want() {
            stripper.feed(read(&self.blob, range).await?);
        }
        Ok(Some(stripper))
    }
}

/// Why a file cannot be sent.
#[derive(Clone, Copy, Debug)]
pub enum FileError {
    /// It breaks the rules of its format, so it cannot be stripped.
    Damaged(ParseError),
    /// The browser has no memory left for a copy of the image or for the body.
    OutOfMemory,
    /// It changed or was removed since it was chosen.
    Unreadable,
}

impl FileError {
    /// Returns the error for an image, which is named by its field in the request.
    pub fn of_image(self, image: &str) -> Error {
        match self {
            Self::Damaged(damage) => Error::damaged_image(image, damage),
            Self::OutOfMemory => Error::out_of_memory(),
            Self::Unreadable => Error::unreadable_file(image),
        }
    }
}

impl From<ParseError> for FileError {
    fn from(damage: ParseError) -> Self {
        Self::Damaged(damage)
    }
}

/// Returns the options for re-encoding a file.
pub fn reencoding(file: &LocalFile, types: Json, max_bytes: f64) -> Json {
    let is_turned = file.info.is_some_and(|info| info.ignored_orientation != 1);
    let max_bytes = if is_turned { (max_bytes - ORIENTATION_BYTES).max(0.0) } else { max_bytes };
    Json::object(vec![
        ("from", file.media_type().into()),
        ("types", types),
        ("maxBytes", max_bytes.into()),
        ("isOpaque", (file.info.and_then(|info| info.alpha) == Some(false)).into()),
        // Only the same format has an orientation that browsers ignore.
        ("keepType", is_turned.into()),
    ])
}

/// Returns a file without its metadata: a blob of slices of the file, without a copy. A file that is
/// too damaged to be stripped is re-encoded, if it has a fallback.
///
/// # Errors
///
/// The file changed, was removed, or is too damaged.
pub async fn stripped(file: &LocalFile, read: &dyn Fn(f64)) -> Result<Blob, FileError> {
    match slices(file, read).await {
        Err(FileError::Damaged(damage)) => file.reencode_damaged(damage).await,
        sliced => sliced,
    }
}

async fn slices(file: &LocalFile, read: &dyn Fn(f64)) -> Result<Blob, FileError> {
    let Some(mut stripper) = file.stripper().await? else { return Ok(file.blob.clone()) };
    let mut chunks = Chunks::of(&file.blob);
    let (mut pieces, mut bytes) = (Vec::new(), Vec::new());
    while let Some(chunk) = chunks.next().await? {
        read(chunk.length().into());
        bytes.resize(chunk.length() as usize, 0);
        chunk.copy_to(&mut bytes);
        stripper.push(&bytes, &mut pieces);
    }
    let stripped = stripper.finish()?.stripped;
    if !stripped.any() {
        return Ok(file.blob.clone());
    }
    let blob = join(file, pieces)?;
    file.sent.set(Sent { bytes: blob.size(), stripped, reencoded: None });
    Ok(blob)
}

/// Makes a blob of pieces of a file.
pub fn join(file: &LocalFile, pieces: Vec<Piece>) -> Result<Blob, FileError> {
    let parts = Array::new();
    for piece in pieces {
        match piece {
            Piece::Insert(bytes) => parts.push(&Uint8Array::from(bytes.as_slice())),
            Piece::Keep(range) => {
                let part = file.blob.slice_with_f64_and_f64(range.start as f64, range.end as f64);
                parts.push(part.map_err(|_| FileError::Unreadable)?.as_ref())
            }
        };
    }
    typed_blob(&parts, file.media_type()).ok_or(FileError::OutOfMemory)
}

/// Makes a blob with a media type; `None` if there is no memory for it.
pub fn typed_blob(parts: &Array, media_type: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_blob_sequence_and_options(parts, &options).ok()
}

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

/// The most that an orientation adds to a re-encoded image: in WebP, two chunks.
const ORIENTATION_BYTES: f64 = 52.0;
/// The longest chunk, 1 MiB: browsers give less at a time.
const CHUNK: u32 = 1 << 20;
/// The shortest chunk, 64 KiB, for slow devices.
const SHORTEST_CHUNK: u32 = 64 << 10;
/// How long the page should be blocked at most, in milliseconds: half a frame at 60 Hz.
const TASK: f64 = 8.0;
