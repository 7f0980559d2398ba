//! Strips WebP: removes chunks without pixels or colours, and corrects the header that announces them.
//!
//! The header comes first and depends on what follows, so all pieces are known before the file passes.

use std::collections::VecDeque;
use std::mem;
use std::ops::Range;

use crate::media::exif::EXIF_BYTES;
use crate::media::parse_error::ParseError;
use crate::media::strip::piece::Piece;
use crate::media::strip::slice::Slice;
use crate::media::strip::stripped::{Stripped, StrippedImage};
use crate::media::walk::{Incomplete, MALFORMED, Walk};
use crate::media::webp::{self, FIRST_CHUNK, FRAME_BYTES};

/// The pieces of the stripped file, as far as they are known.
pub struct Filter {
    at: u64,
    /// The frame at `at`, as far as it was read.
    frame: Frame,
    /// Whether an image or frame was found.
    has_image: bool,
    /// The stripped file. Its first piece is the header, which is written last.
    pieces: VecDeque<Piece>,
    /// Whether all pieces are known.
    ready: bool,
    /// The flags of the announced chunks that were found.
    used: u64,
    walk: Walk,
}

/// A frame, as far as it was read.
#[derive(Default)]
struct Frame {
    has_image: bool,
    kept: VecDeque<Piece>,
    kept_bytes: u64,
    read: u64,
}

impl Filter {
    /// Creates a filter for a file of `length` bytes.
    pub fn new(length: u64) -> Self {
        Self {
            at: FIRST_CHUNK,
            frame: Frame::default(),
            has_image: false,
            pieces: VecDeque::from([Piece::Insert(Vec::new())]),
            ready: false,
            used: 0,
            walk: Walk::new(length, READS),
        }
    }

    /// Returns the range of the file that must be read next.
    pub fn want(&self) -> Option<Range<u64>> {
        self.walk.want()
    }

    /// Accepts the bytes that were read for [`want`](Self::want).
    pub fn feed(&mut self, bytes: Vec<u8>, image: &mut StrippedImage) -> Result<(), ParseError> {
        if self.want().is_none() {
            return Ok(());
        }
        match self.walk.feed(bytes).and_then(|()| self.advance(image)) {
            Ok(()) => {
                self.ready = true;
                self.at = 0;
                Ok(())
            }
            Err(Incomplete::Wanting) => Ok(()),
            Err(Incomplete::ParseError(error)) => Err(error),
        }
    }

    /// Filters a slice.
    pub fn push(&mut self, slice: &mut Slice) -> Result<(), ParseError> {
        if !self.ready {
            return Err(ParseError::Truncated);
        }
        let end = slice.end();
        while let Some(piece) = self.pieces.pop_front() {
            match piece {
                Piece::Insert(bytes) => slice.insert(bytes),
                Piece::Keep(range) if range.end <= end => slice.keep(range),
                Piece::Keep(range) => {
                    slice.keep(range.start..range.start.max(end));
                    self.pieces.push_front(Piece::Keep(range.start.max(end)..range.end));
                    break;
                }
            }
        }
        Ok(())
    }

    /// Returns whether every piece has passed.
    pub fn is_whole(&self) -> bool {
        self.ready && self.pieces.is_empty()
    }

    /// Walks from chunk to chunk.
    fn advance(&mut self, image: &mut StrippedImage) -> Result<(), Incomplete> {
        let end = self.walk.little(4, 4)? + 8;
        // Some encoders omit the padding of the last chunk.
        if end > self.walk.length() + 1 {
            return Err(Incomplete::ParseError(ParseError::Truncated));
        }
        let flags = webp::flags(&self.walk)?;
        let extended = self.walk.bytes(FIRST_CHUNK, 4)? == b"VP8X";
        while self.at < end {
            let length = self.walk.little(self.at + 4, 4)?;
            let (data, next) = (self.at + 8, self.at + 8 + length + length % 2);
            if next > end + 1 {
                return Err(MALFORMED);
            }
            let first = self.at == FIRST_CHUNK;
            let is_animation = flags & webp::ANIMATION != 0;
            let name = self.walk.bytes(self.at, 4)?;
            let flag = announcement(name, length, is_animation) & flags & !self.used;
            match name {
                b"VP8X" if first && length == EXTENDED_BYTES => {}
                b"VP8 " | b"VP8L" if first || extended && !is_animation && !self.has_image => {
                    self.has_image = true;
                    self.keep(next);
                }
                b"ANMF" if is_animation => self.frame(length, next, &mut image.stripped)?,
                _ if flag != 0 => {
                    self.used |= flag;
                    self.keep(next);
                }
                // Some decoders ignore it, and others refuse the image.
                b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" | b"VP8 " | b"VP8L" if extended => {
                    return Err(MALFORMED);
                }
                _ if first => return Err(MALFORMED),
                _ => self.remove(data, length, flags, image)?,
            }
            self.at = next;
        }
        if !self.has_image {
            return Err(MALFORMED);
        }
        image.stripped.trailing = self.walk.length() > self.at;
        self.header(extended, image)
    }

    /// Removes the chunk at the current offset, whose data are at `data`.
    fn remove(
        &mut self,
        data: u64,
        length: u64,
        flags: u64,
        image: &mut StrippedImage,
    ) -> Result<(), Incomplete> {
        let text = || self.walk.some_bytes(data, length, EXIF_BYTES);
        match self.walk.bytes(self.at, 4)? {
            b"EXIF" => {
                let exif = webp::read_exif(&self.walk, data, length)?;
                if image.record_exif(exif, flags & webp::EXIF != 0) {
                    self.pieces.push_back(Piece::Insert(webp::exif_chunk(image.orientation)));
                }
            }
            b"XMP " => image.stripped.add_xmp(text()?),
            b"C2PA" => image.stripped.add_content_credentials(text()?),
            _ => image.stripped.other = true,
        }
        Ok(())
    }

    /// Keeps what is between the current offset and `next`, and adds the padding that the file lacks.
    fn keep(&mut self, next: u64) {
        let length = self.walk.length();
        self.pieces.push_back(Piece::Keep(self.at..next.min(length)));
        if next > length {
            self.pieces.push_back(Piece::Insert(vec![0]));
        }
    }

    /// Examines a frame of an animation, which has its own chunks.
    fn frame(&mut self, length: u64, next: u64, stripped: &mut Stripped) -> Result<(), Incomplete> {
        let (start, end) = (self.at + 8 + FRAME_BYTES, self.at + 8 + length);
        while start + self.frame.read < end {
            let at = start + self.frame.read;
            let length = self.walk.little(at + 4, 4)?;
            let next = at + 8 + length + length % 2;
            if next > end {
                return Err(MALFORMED);
            }
            let name = self.walk.bytes(at, 4)?;
            let is_image = matches!(name, b"VP8 " | b"VP8L");
            if !self.frame.has_image && (is_image || name == b"ALPH") {
                self.frame.has_image = is_image;
                self.frame.kept.push_back(Piece::Keep(at..next));
                self.frame.kept_bytes += next - at;
            }
            self.frame.read += next - at;
        }
        if !self.frame.has_image {
            return Err(MALFORMED);
        }
        self.has_image = true;
        if FRAME_BYTES + self.frame.kept_bytes == length {
            self.frame = Frame::default();
            self.keep(next);
            return Ok(());
        }
        stripped.other = true;
        let header = self.walk.bytes(self.at + 8, FRAME_BYTES as usize)?;
        let mut frame = mem::take(&mut self.frame);
        let size = (FRAME_BYTES + frame.kept_bytes) as u32;
        self.pieces.push_back(Piece::Insert([b"ANMF".as_slice(), &size.to_le_bytes(), header].concat()));
        self.pieces.append(&mut frame.kept);
        Ok(())
    }

    /// Writes the header, or keeps the file unchanged if nothing was removed.
    fn header(&mut self, extended: bool, image: &StrippedImage) -> Result<(), Incomplete> {
        if !image.stripped.any() {
            self.pieces = VecDeque::from([Piece::Keep(0..self.walk.length())]);
            return Ok(());
        }
        let mut chunks = b"WEBP".to_vec();
        if extended {
            let payload = self.walk.bytes(FIRST_CHUNK + 9, EXTENDED_BYTES as usize - 1)?;
            let exif = if image.orientation == 1 { 0 } else { webp::EXIF };
            let flags = webp::flags(&self.walk)? & !(webp::EXIF | webp::XMP) | exif;
            chunks.extend([b"VP8X\x0A\0\0\0".as_slice(), &[flags as u8], payload].concat());
        }
        let size = self.pieces.iter().map(Piece::length).sum::<u64>() + chunks.len() as u64;
        let size = u32::try_from(size).map_err(|_| MALFORMED)?;
        let header = Piece::Insert([b"RIFF".as_slice(), &size.to_le_bytes(), &chunks].concat());
        self.pieces.front_mut().map(|first| *first = header).ok_or(MALFORMED)
    }
}

/// Returns the flag that announces a chunk, if a file has at most one like it; 0 for other chunks.
fn announcement(name: &[u8], length: u64, is_animation: bool) -> u64 {
    match name {
        b"ALPH" if !is_animation => webp::ALPHA,
        b"ANIM" if length == ANIMATION_BYTES => webp::ANIMATION,
        b"ICCP" => PROFILE,
        _ => 0,
    }
}

/// The most reads for one file: an animation needs one or two for each frame.
const READS: u32 = 1 << 14;
/// The length of the data of `VP8X`.
const EXTENDED_BYTES: u64 = 10;
/// The length of the data of `ANIM`.
const ANIMATION_BYTES: u64 = 6;
/// The flag of `VP8X` for a colour profile.
const PROFILE: u64 = 32;
