//! Local images: blobs that are read in chunks, never whole.

use std::cell::Cell;
use std::ops::Range;

use js_sys::{Array, ArrayBuffer, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag};

use crate::browser::js_value::{invoke, property, set, settled};
use crate::browser::page;
use crate::browser::time::sleep;
use crate::job::error::Error;
use crate::media::{Format, ImageInfo, Inspection, ParseError, Piece, Stripped, Stripper};

/// A local image.
#[derive(Clone, Debug)]
pub struct LocalFile {
    pub blob: Blob,
    /// What its headers say; `None` for what is no image.
    pub info: Option<ImageInfo>,
    /// Whether its metadata is taken out while it is sent.
    pub cleans: bool,
    /// What it was before it was made to fit.
    pub original: Option<Original>,
    /// What was sent of it, once it was.
    pub sent: Cell<Sent>,
}

/// What a file was before it was made to fit.
#[derive(Clone, Copy, Debug)]
pub struct Original {
    pub info: Option<ImageInfo>,
    pub bytes: f64,
    /// Whether it was drawn and encoded again, not cleaned alone.
    pub redrawn: bool,
}

/// What was sent of a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sent {
    pub bytes: f64,
    pub stripped: Stripped,
}

impl LocalFile {
    /// Looks at the headers of a file.
    ///
    /// # Errors
    ///
    /// [`FileError::Unreadable`] when the file changed or went away since it was chosen.
    pub async fn open(blob: Blob) -> Result<Self, FileError> {
        let mut inspection = Inspection::new(blob.size() as u64);
        while let Some(range) = inspection.want() {
            inspection.feed(read(&blob, range).await?);
        }
        let sent = Sent { bytes: blob.size(), ..Sent::default() };
        Ok(Self { info: inspection.finish(), blob, cleans: false, original: None, sent: Cell::new(sent) })
    }

    /// Gives its format by its bytes; `None` for what is no image.
    pub fn format(&self) -> Option<Format> {
        self.info.map(|info| info.format)
    }

    /// Gives its media type by its bytes.
    pub fn media_type(&self) -> &'static str {
        self.format().map_or("application/octet-stream", Format::media_type)
    }

    /// Cleans it now, where its size decides what is done with it.
    ///
    /// # Errors
    ///
    /// The file changed, went away, or is damaged so that it cannot be cleaned.
    pub async fn clean(self) -> Result<Self, FileError> {
        let blob = cleaned(&self, &|_| {}).await?;
        Ok(Self { blob, cleans: false, original: Some(self.before(false)), ..self })
    }

    /// Gives what it was at first.
    pub fn before(&self, redrawn: bool) -> Original {
        match self.original {
            Some(original) => Original { redrawn: redrawn || original.redrawn, ..original },
            None => Original { info: self.info, bytes: self.blob.size(), redrawn },
        }
    }

    /// Makes what cleans it while it is read, if it is to be cleaned and can be.
    pub async fn cleaner(&self) -> Result<Option<Stripper>, FileError> {
        let format = self.format().filter(|_| self.cleans);
        let Some(mut cleaner) = format.and_then(|format| Stripper::new(format, self.blob.size() as u64))
        else {
            return Ok(None);
        };
        while let Some(range) = cleaner.want() {
            cleaner.feed(read(&self.blob, range).await?);
        }
        Ok(Some(cleaner))
    }
}

/// Why a file cannot be sent.
#[derive(Clone, Copy, Debug)]
pub enum FileError {
    /// It breaks the rules of its format, so that it cannot be cleaned.
    Damaged(ParseError),
    /// It changed or went away since it was chosen.
    Unreadable,
}

impl FileError {
    /// Says so of an image of the request, of which nothing was sent.
    pub fn of_image(self, image: usize) -> Error {
        match self {
            Self::Damaged(damage) => Error::damaged_image(image, damage),
            Self::Unreadable => Error::unreadable_file(image),
        }
    }
}

impl From<ParseError> for FileError {
    fn from(damaged: ParseError) -> Self {
        Self::Damaged(damaged)
    }
}

/// Gives a file without what nobody should send: a blob of its own parts, of which none is copied.
///
/// # Errors
///
/// The file changed, went away, or is damaged so that it cannot be cleaned.
pub async fn cleaned(file: &LocalFile, read: &dyn Fn(f64)) -> Result<Blob, FileError> {
    let Some(mut cleaner) = file.cleaner().await? else { return Ok(file.blob.clone()) };
    let mut chunks = Chunks::of(&file.blob);
    let (mut pieces, mut bytes) = (Vec::new(), Vec::new());
    while let Some(chunk) = chunks.next().await? {
        read(chunk.length().into());
        bytes.resize(chunk.length() as usize, 0);
        chunk.copy_to(&mut bytes);
        cleaner.push(&bytes, &mut pieces);
    }
    let stripped = cleaner.finish()?.stripped;
    if !stripped.any() {
        return Ok(file.blob.clone());
    }
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
    let blob = typed_blob(&parts, file.media_type()).ok_or(FileError::Unreadable)?;
    file.sent.set(Sent { bytes: blob.size(), stripped });
    Ok(blob)
}

/// Makes a blob with a media type; `None` when there is no memory left for it.
pub fn typed_blob(parts: &Array, media_type: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_blob_sequence_and_options(parts, &options).ok()
}

/// The bytes of a file in order, in chunks as the browser reads them, which goes on while they are worked on.
pub struct Chunks<'a> {
    blob: &'a Blob,
    read: f64,
    reader: JsValue,
    /// What chunks are read into, where the browser can: it goes there and back.
    buffer: JsValue,
    /// When the page had its last turn for sure.
    turned: f64,
}

impl<'a> Chunks<'a> {
    /// Begins at the first byte.
    pub fn of(blob: &'a Blob) -> Self {
        let buffer = ArrayBuffer::new(CHUNK).into();
        Self { blob, read: 0.0, reader: JsValue::UNDEFINED, buffer, turned: page::uptime() }
    }

    /// Waits for the next chunk, which is gone when the one after it is asked for; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Uint8Array>, FileError> {
        let left = self.blob.size() - self.read;
        if left <= 0.0 {
            return Ok(None);
        }
        // A stream that has bytes at hand gives them without a turn for the page.
        if page::uptime() - self.turned > TURN {
            sleep::yield_to_page().await;
            self.turned = page::uptime();
        }
        let chunk = self.begin().ok_or(FileError::Unreadable)?;
        let chunk = property(&settled(Ok(chunk)).await.map_err(|_| FileError::Unreadable)?, "value");
        let length = property(&chunk, "length").as_f64().unwrap_or(0.0);
        // Not every object that looks like a blob is one.
        if !ArrayBuffer::is_view(&chunk) || !(1.0..=left).contains(&length) {
            return Err(FileError::Unreadable);
        }
        self.read += length;
        self.buffer = property(&chunk, "buffer");
        Ok(Some(chunk.unchecked_into()))
    }

    fn begin(&mut self) -> Option<JsValue> {
        if self.reader.is_undefined() {
            self.reader = reader(self.blob)?;
        }
        invoke(&self.reader, "read", &[&Uint8Array::new(&self.buffer)])
    }
}

/// Opens the stream of a blob.
fn reader(blob: &Blob) -> Option<JsValue> {
    let stream = invoke(blob, "stream", &[])?;
    let options = Object::new();
    set(&options, "mode", &"byob".into());
    // Older browsers read into buffers of their own alone.
    invoke(&stream, "getReader", &[&options]).or_else(|| invoke(&stream, "getReader", &[]))
}

/// Reads a part of a file; its end may lie past the end of the file.
async fn read(blob: &Blob, range: Range<u64>) -> Result<Vec<u8>, FileError> {
    let (start, end) = (range.start as f64, range.end as f64);
    let length = (end.min(blob.size()) - start).max(0.0);
    let slice = blob.slice_with_f64_and_f64(start, end).map_err(|_| FileError::Unreadable)?;
    // Not every object that looks like a blob is one.
    let buffer = invoke(&slice, "arrayBuffer", &[]).ok_or(FileError::Unreadable)?;
    let buffer = settled(Ok(buffer)).await.map_err(|_| FileError::Unreadable)?;
    // A view of what is no buffer, or one that was given away, throws where nothing catches it. Both have another
    // length.
    if property(&buffer, "byteLength").as_f64() != Some(length) {
        return Err(FileError::Unreadable);
    }
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// 1 MiB: browsers give less at a time.
const CHUNK: u32 = 1 << 20;
/// For how long the page is not given a turn, in milliseconds: longer than a frame, shorter than anybody notices.
const TURN: f64 = 20.0;
