//! Removes metadata from an image without touching its pixels.
//!
//! A position (GPS) goes with the EXIF, XMP, Photoshop or C2PA block that holds it; `gps` only reports it.
//!
//! The result is a list of [`Piece`]s: ranges of the file to keep and bytes to put between them. A caller who
//! streams takes the pieces after every slice, and each range lies within that slice; a caller who wants a
//! `Blob` takes them all at the end.
//!
//! ```
//! # let file = std::fs::read("tests/media/phone.jpg").unwrap();
//! # let read = |range: std::ops::Range<u64>| file[range.start as usize..range.end as usize].to_vec();
//! use plantain::media::{Format, Piece, Stripper};
//!
//! let mut stripper = Stripper::new(Format::Jpeg, file.len() as u64).expect("a format that can be stripped");
//! while let Some(range) = stripper.want() {
//!     stripper.feed(read(range));
//! }
//! let (mut pieces, mut output) = (Vec::new(), Vec::new());
//! for slice in file.chunks(1 << 20) {
//!     stripper.push(slice, &mut pieces);
//!     for piece in pieces.drain(..) {
//!         match piece {
//!             Piece::Insert(bytes) => output.extend(bytes),
//!             Piece::Keep(range) => output.extend(read(range)),
//!         }
//!     }
//! }
//! let image = stripper.finish().expect("a whole file");
//! assert!(image.stripped.gps);
//! ```

use std::ops::Range;

use crate::media::format::Format;
use crate::media::parse_error::ParseError;
use crate::media::strip::slice::Slice;

pub use piece::{Piece, add_parts};
pub use stripped::{Stripped, StrippedImage};

mod gif;
mod jpeg;
mod piece;
mod png;
mod slice;
mod stripped;
mod webp;

/// Strips one file in a single pass over its bytes.
///
/// First come small reads by random access ([`want`](Self::want), [`feed`](Self::feed)), which only WebP has;
/// then the file itself, from its first byte to its last, in slices of any size ([`push`](Self::push)).
pub struct Stripper {
    error: Option<ParseError>,
    filter: Filter,
    image: StrippedImage,
    length: u64,
    position: u64,
}

enum Filter {
    Gif(gif::Filter),
    Jpeg(jpeg::Filter),
    Png(png::Filter),
    Webp(webp::Filter),
}

impl Stripper {
    /// Creates a stripper for a file of `length` bytes. `None` if the format cannot be stripped without
    /// re-encoding.
    pub fn new(format: Format, length: u64) -> Option<Self> {
        let filter = match format {
            Format::Gif => Filter::Gif(gif::Filter::default()),
            Format::Jpeg => Filter::Jpeg(jpeg::Filter::default()),
            Format::Png => Filter::Png(png::Filter::default()),
            Format::Webp => Filter::Webp(webp::Filter::new(length)),
            _ => return None,
        };
        Some(Self { error: None, filter, image: StrippedImage::default(), length, position: 0 })
    }

    /// Returns the range of the file that must be read before the first [`push`](Self::push).
    pub fn want(&self) -> Option<Range<u64>> {
        match &self.filter {
            Filter::Webp(filter) if self.error.is_none() => filter.want(),
            _ => None,
        }
    }

    /// Accepts the bytes that were read for [`want`](Self::want).
    pub fn feed(&mut self, bytes: Vec<u8>) {
        match &mut self.filter {
            Filter::Webp(filter) if self.error.is_none() => {
                self.error = filter.feed(bytes, &mut self.image).err()
            }
            _ => {}
        }
    }

    /// Accepts the next slice of the file and adds what is kept of it to `pieces`.
    ///
    /// Bytes of an earlier slice that could not be decided on then are added as [`Piece::Insert`].
    pub fn push(&mut self, bytes: &[u8], pieces: &mut Vec<Piece>) {
        let mut slice = Slice::new(self.position, bytes, pieces);
        self.position += bytes.len() as u64;
        if self.error.is_none() {
            let pushed = match &mut self.filter {
                Filter::Gif(filter) => filter.push(&mut slice, &mut self.image),
                Filter::Jpeg(filter) => filter.push(&mut slice, &mut self.image),
                Filter::Png(filter) => filter.push(&mut slice, &mut self.image),
                Filter::Webp(filter) => filter.push(&mut slice),
            };
            self.error = pushed.err();
        }
    }

    /// Ends the pass and returns what was removed.
    ///
    /// # Errors
    ///
    /// The file is damaged: the pieces so far must not be used.
    pub fn finish(self) -> Result<StrippedImage, ParseError> {
        let whole = match &self.filter {
            Filter::Gif(filter) => filter.is_whole(),
            Filter::Jpeg(filter) => filter.is_whole(),
            Filter::Png(filter) => filter.is_whole(),
            Filter::Webp(filter) => filter.is_whole(),
        };
        match self.error {
            Some(error) => Err(error),
            None if whole && self.position == self.length => Ok(self.image),
            None => Err(ParseError::Truncated),
        }
    }
}
