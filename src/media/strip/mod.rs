//! Takes out of an image what nobody should send by mistake, without touching its pixels.
//!
//! The result is a list of [`Piece`]s: ranges of the file to keep and bytes to put between them. A caller who
//! streams takes the pieces after every slice, and each range lies within that slice; a caller who wants a
//! `Blob` takes them all at the end.
//!
//! ```
//! # let file = std::fs::read("tests/media/phone.jpg").unwrap();
//! # let read = |range: std::ops::Range<u64>| file[range.start as usize..range.end as usize].to_vec();
//! use plantain::media::{Stripper, Format, Piece};
//!
//! let mut cleaner = Stripper::new(Format::Jpeg, file.len() as u64).expect("a format that can be cleaned");
//! while let Some(range) = cleaner.want() {
//!     cleaner.feed(read(range));
//! }
//! let (mut pieces, mut clean) = (Vec::new(), Vec::new());
//! for slice in file.chunks(1 << 20) {
//!     cleaner.push(slice, &mut pieces);
//!     for piece in pieces.drain(..) {
//!         match piece {
//!             Piece::Insert(bytes) => clean.extend(bytes),
//!             Piece::Keep(range) => clean.extend(read(range)),
//!         }
//!     }
//! }
//! let cleaned = cleaner.finish().expect("a whole file");
//! assert!(cleaned.stripped.gps);
//! ```

use std::ops::Range;

use crate::media::exif::Exif;
use crate::media::format::Format;
use crate::media::parse_error::ParseError;

mod jpeg;
mod png;
mod webp;

/// Cleans one file in a single pass over its bytes.
///
/// First come small reads by random access ([`want`](Self::want), [`feed`](Self::feed)), which only WebP has;
/// then the file itself, from its first byte to its last, in slices of any size ([`push`](Self::push)).
pub struct Stripper {
    cleaned: StrippedImage,
    damaged: Option<ParseError>,
    length: u64,
    position: u64,
    sieve: Filter,
}

enum Filter {
    Jpeg(jpeg::Filter),
    Png(png::Filter),
    Webp(webp::Timing),
}

impl Stripper {
    /// Begins to clean a file of `length` bytes. `None` when the format can't be cleaned without being
    /// encoded again.
    pub fn new(format: Format, length: u64) -> Option<Self> {
        let sieve = match format {
            Format::Jpeg => Filter::Jpeg(jpeg::Filter::default()),
            Format::Png => Filter::Png(png::Filter::default()),
            Format::Webp => Filter::Webp(webp::Timing::new(length)),
            _ => return None,
        };
        let cleaned = StrippedImage { noted: false, orientation: 1, stripped: Stripped::default() };
        Some(Self { cleaned, damaged: None, length, position: 0, sieve })
    }

    /// The bytes of the file that must be read before the first [`push`](Self::push).
    pub fn want(&self) -> Option<Range<u64>> {
        match &self.sieve {
            Filter::Webp(plan) if self.damaged.is_none() => plan.want(),
            _ => None,
        }
    }

    /// Takes in the bytes that were read for [`want`](Self::want).
    pub fn feed(&mut self, bytes: Vec<u8>) {
        match &mut self.sieve {
            Filter::Webp(plan) if self.damaged.is_none() => {
                self.damaged = plan.feed(bytes, &mut self.cleaned).err()
            }
            _ => {}
        }
    }

    /// Takes in the next slice of the file and adds the pieces that it gives to `pieces`.
    ///
    /// Bytes that could not be judged before the slice they came in had passed return as [`Piece::Insert`].
    pub fn push(&mut self, slice: &[u8], pieces: &mut Vec<Piece>) {
        let mut cut = Slice { at: self.position, pieces, rest: slice, start: self.position };
        self.position += slice.len() as u64;
        if self.damaged.is_none() {
            let pushed = match &mut self.sieve {
                Filter::Jpeg(sieve) => sieve.push(&mut cut, &mut self.cleaned),
                Filter::Png(sieve) => sieve.push(&mut cut, &mut self.cleaned),
                Filter::Webp(plan) => plan.push(&mut cut),
            };
            self.damaged = pushed.err();
        }
    }

    /// Ends the pass and says what was done.
    ///
    /// # Errors
    ///
    /// When the file is damaged: then the pieces so far are worth nothing and must not be sent.
    pub fn finish(self) -> Result<StrippedImage, ParseError> {
        let whole = match &self.sieve {
            Filter::Jpeg(sieve) => sieve.is_whole(),
            Filter::Png(sieve) => sieve.is_whole(),
            Filter::Webp(plan) => plan.is_whole(),
        };
        match self.damaged {
            Some(damaged) => Err(damaged),
            None if whole && self.position == self.length => Ok(self.cleaned),
            None => Err(ParseError::Truncated),
        }
    }
}

/// A part of the clean file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Piece {
    /// These bytes, which are not in the file at this place.
    Insert(Vec<u8>),
    /// This range of the file, as it is.
    Keep(Range<u64>),
}

impl Piece {
    /// How many bytes the piece adds to the clean file.
    pub fn length(&self) -> u64 {
        match self {
            Self::Insert(bytes) => bytes.len() as u64,
            Self::Keep(range) => range.end.saturating_sub(range.start),
        }
    }
}

/// What was done to a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct StrippedImage {
    /// Whether the orientation was read.
    noted: bool,
    /// How to turn the pixels for show, 1 to 8. The clean file says so too, and says nothing where it is 1.
    pub orientation: u8,
    /// What was taken out.
    pub stripped: Stripped,
}

/// What was taken out of a file.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Stripped {
    /// Comments and texts.
    pub comment: bool,
    /// EXIF: camera, time, settings, the maker's notes.
    pub exif: bool,
    /// The place where the image was taken.
    pub gps: bool,
    /// IPTC and the rest of Photoshop's blocks.
    pub iptc: bool,
    /// The list of further images in the file. They themselves are counted as [`trailing`](Self::trailing).
    pub multi_picture: bool,
    /// Segments or chunks that are private to some program or unknown here.
    pub other: bool,
    /// A small copy of the image, which may show more than an edited image does.
    pub thumbnail: bool,
    /// Data after the end of the image: further images, a video, anything.
    pub trailing: bool,
    /// XMP, also where it is spread over many segments.
    pub xmp: bool,
}

impl Stripped {
    /// Whether anything was taken out.
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

impl StrippedImage {
    /// Notes an EXIF block that is taken out, and that viewers heed or not. Returns whether its orientation
    /// must be put back in its place: it is the first that is heeded, and turns the image.
    fn note(&mut self, exif: Exif, heeded: bool) -> bool {
        self.stripped.exif = true;
        self.stripped.gps |= exif.gps;
        self.stripped.thumbnail |= exif.thumbnail;
        if self.noted || !heeded {
            return false;
        }
        self.noted = true;
        self.orientation = exif.orientation.unwrap_or(1);
        self.orientation != 1
    }
}

/// A slice of the file on its way through a sieve.
struct Slice<'a> {
    /// Where in the file `rest` begins.
    at: u64,
    pieces: &'a mut Vec<Piece>,
    /// What has not been judged yet.
    pub rest: &'a [u8],
    /// Where in the file the slice began.
    start: u64,
}

impl<'a> Slice<'a> {
    /// Takes at most `count` bytes off the slice.
    pub fn take(&mut self, count: u64) -> &'a [u8] {
        let count = usize::try_from(count).unwrap_or(usize::MAX).min(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or_default();
        self.rest = rest;
        self.at += taken.len() as u64;
        taken
    }

    /// Takes bytes into `held` until it has `count`. Returns whether it has.
    pub fn fill(&mut self, held: &mut Vec<u8>, count: usize) -> bool {
        held.extend_from_slice(self.take(count.saturating_sub(held.len()) as u64));
        held.len() >= count
    }

    /// Takes at most `count` bytes and keeps them or not. Returns how many.
    pub fn pass(&mut self, count: u64, keep: bool) -> u64 {
        let from = self.at;
        self.take(count);
        if keep {
            self.keep(from..self.at);
        }
        self.at - from
    }

    /// Keeps the bytes in `held`, which are the last that were taken, and empties it.
    pub fn keep_held(&mut self, held: &mut Vec<u8>) {
        let within = (held.len() as u64).min(self.at - self.start);
        let before = held.len().saturating_sub(within as usize);
        self.insert(held.get(..before).unwrap_or_default().to_vec());
        self.keep(self.at - within..self.at);
        held.clear();
    }

    /// Keeps a range of the file.
    pub fn keep(&mut self, range: Range<u64>) {
        match self.pieces.last_mut() {
            Some(Piece::Keep(last)) if last.end == range.start => last.end = range.end,
            _ if range.is_empty() => {}
            _ => self.pieces.push(Piece::Keep(range)),
        }
    }

    /// Puts in bytes.
    pub fn insert(&mut self, bytes: Vec<u8>) {
        if !bytes.is_empty() {
            self.pieces.push(Piece::Insert(bytes));
        }
    }

    /// Where in the file the slice ends.
    pub fn end(&self) -> u64 {
        self.at + self.rest.len() as u64
    }
}

/// How many segments or chunks may be taken out of one file.
const MAX_PARTS: u32 = 1 << 16;
