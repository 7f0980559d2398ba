//! Local images: blobs that are read in chunks, never as a whole.

use std::cell::Cell;
use std::vec::Drain;

use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag};

use crate::browser::fetch::connection_limit;
use crate::browser::files::chunks::{Chunks, read};
use crate::browser::files::file_error::FileError;
use crate::browser::js_value::{self, property, settled};
use crate::media::{Format, ImageInfo, Inspection, ParseError, Piece, Stripped, Stripper, add_parts};
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
    /// Reads the headers of a file, or as much as the `inspection` wants.
    ///
    /// # Errors
    ///
    /// [`FileError::Unreadable`] if the file changed or was removed since it was chosen.
    pub async fn open(blob: Blob, inspection: fn(u64) -> Inspection) -> Result<Self, FileError> {
        let mut inspection = inspection(blob.size() as u64);
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
        let file = Self { strips: true, ..self.clone() };
        match file.pass(&|_| {}, None).await {
            Err(FileError::Damaged(_)) => Ok(None),
            stripped => stripped,
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
        let target = js_value::to_js(reencoding(self, types, fallback.max_bytes, None));
        let reencoded = settled(fallback.reencode.call2(&JsValue::UNDEFINED, &self.blob, &target)).await;
        let is_blob = |value: &JsValue| property(value, "size").as_f64().is_some();
        let blob = reencoded.ok().filter(is_blob).ok_or(FileError::Damaged(damage))?;
        let file = Self::open(blob.unchecked_into(), Inspection::of_headers).await?;
        let sent = Sent { bytes: file.blob.size(), reencoded: file.info, ..Sent::default() };
        self.sent.set(sent);
        Ok(file.blob)
    }

    /// Returns the stripper of the file, if its metadata is to be removed and can be.
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

    /// Passes the file through its stripper and returns what that removes; `None` if it has none.
    ///
    /// `read` is called with the number of bytes of each chunk; the parts of the stripped file are added to `kept`.
    async fn pass(&self, read: &dyn Fn(f64), kept: Option<&Array>) -> Result<Option<Stripped>, FileError> {
        let Some(mut stripper) = self.stripper().await? else { return Ok(None) };
        let mut chunks = Chunks::of(&self.blob);
        let (mut bytes, mut pieces, mut parts, mut at) = (Vec::new(), Vec::new(), Vec::new(), 0);
        while let Some(chunk) = chunks.next().await? {
            read(chunk.length().into());
            bytes.resize(chunk.length() as usize, 0);
            chunk.copy_to(&mut bytes);
            stripper.push(&bytes, &mut pieces);
            if let Some(kept) = kept {
                add_parts(&mut parts, &mut pieces, at, &bytes);
                // The next chunk may continue the last part.
                let done = parts.len().saturating_sub(1);
                push_parts(kept, &self.blob, parts.drain(..done))?;
            }
            pieces.clear();
            at += bytes.len() as u64;
        }
        if let Some(kept) = kept {
            push_parts(kept, &self.blob, parts.drain(..))?;
        }
        Ok(Some(stripper.finish()?.stripped))
    }
}

/// Returns the options for re-encoding a file; `stripped` is what stripping removes of it.
pub fn reencoding(file: &LocalFile, types: Json, max_bytes: f64, stripped: Option<Stripped>) -> Json {
    // What a JPEG lacks is shown as transparent.
    let is_whole_jpeg = file.format() == Some(Format::Jpeg) && stripped.is_some();
    let is_opaque = is_whole_jpeg || file.info.and_then(|info| info.alpha) == Some(false);
    let is_turned = file.info.is_some_and(|info| info.ignored_orientation != 1);
    let max_bytes = if is_turned { (max_bytes - ORIENTATION_BYTES).max(0.0) } else { max_bytes };
    Json::object(vec![
        ("from", file.media_type().into()),
        ("types", types),
        ("maxBytes", max_bytes.into()),
        ("isOpaque", is_opaque.into()),
        // Only the same format has an orientation that browsers ignore.
        ("keepType", is_turned.into()),
    ])
}

/// Returns a file without its metadata: a blob of slices of the file, and copies of short ones. A file that is too
/// damaged to be stripped is re-encoded, if it has a fallback.
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
    let parts = Array::new();
    let stripped = file.pass(read, Some(&parts)).await?.unwrap_or_default();
    if !stripped.any() {
        return Ok(file.blob.clone());
    }
    let blob = typed_blob(&parts, file.media_type()).ok_or(FileError::OutOfMemory)?;
    file.sent.set(Sent { bytes: blob.size(), stripped, reencoded: None });
    Ok(blob)
}

/// Makes a blob of pieces of a file.
pub fn join(file: &LocalFile, mut pieces: Vec<Piece>) -> Result<Blob, FileError> {
    let parts = Array::new();
    push_parts(&parts, &file.blob, pieces.drain(..))?;
    typed_blob(&parts, file.media_type()).ok_or(FileError::OutOfMemory)
}

/// Adds pieces of a file to the parts of a blob.
fn push_parts(parts: &Array, file: &Blob, pieces: Drain<'_, Piece>) -> Result<(), FileError> {
    for piece in pieces {
        match piece {
            Piece::Insert(bytes) => parts.push(&Uint8Array::from(bytes.as_slice())),
            Piece::Keep(range) => {
                let part = file.slice_with_f64_and_f64(range.start as f64, range.end as f64);
                parts.push(part.map_err(|_| FileError::Unreadable)?.as_ref())
            }
        };
    }
    Ok(())
}

/// Makes a blob with a media type; `None` if there is no memory for it.
pub fn typed_blob(parts: &Array, media_type: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_blob_sequence_and_options(parts, &options).ok()
}

/// The most that an orientation adds to a re-encoded image: in WebP, two chunks.
const ORIENTATION_BYTES: f64 = 52.0;
