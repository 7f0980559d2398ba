//! The cleaning of WebP: chunks that hold no pixels and no colours go, and the header that announced them is
//! put right.
//!
//! The header comes first and says what follows, so all is planned before the file passes.

use std::{mem, ops::Range};

use super::{
    super::{
        exif::minimal,
        walk::{Incomplete, MALFORMED, Walk},
        webp::{self, FIRST_CHUNK},
    },
    ParseError, Piece, Slice, Stripped, StrippedImage,
};

/// The clean file, as far as it is planned.
pub struct Timing {
    at: u64,
    /// Whether an image or frame was met.
    has_image: bool,
    /// The clean file. Its first piece is the header, which is written last.
    pieces: Vec<Piece>,
    /// Whether the plan is made.
    ready: bool,
    walk: Walk,
}

impl Timing {
    /// Begins to plan for a file of `length` bytes.
    pub fn new(length: u64) -> Self {
        Self {
            at: FIRST_CHUNK,
            has_image: false,
            pieces: vec![Piece::Insert(Vec::new())],
            ready: false,
            walk: Walk::new(length, READS),
        }
    }

    /// The bytes of the file that must be read next.
    pub fn want(&self) -> Option<Range<u64>> {
        self.walk.want()
    }

    /// Takes in what was read.
    pub fn feed(&mut self, bytes: Vec<u8>, cleaned: &mut StrippedImage) -> Result<(), ParseError> {
        if self.want().is_none() {
            return Ok(());
        }
        match self.walk.feed(bytes).and_then(|()| self.advance(cleaned)) {
            Ok(()) => {
                self.ready = true;
                self.at = 0;
                Ok(())
            }
            Err(Incomplete::Wanting) => Ok(()),
            Err(Incomplete::ParseError(damaged)) => Err(damaged),
        }
    }

    /// Hands out the part of the plan that lies within a slice.
    pub fn push(&mut self, cut: &mut Slice) -> Result<(), ParseError> {
        if !self.ready {
            return Err(ParseError::Truncated);
        }
        let end = cut.end();
        let mut planned = mem::take(&mut self.pieces).into_iter();
        for piece in planned.by_ref() {
            match piece {
                Piece::Insert(bytes) => cut.insert(bytes),
                Piece::Keep(range) if range.end <= end => cut.keep(range),
                Piece::Keep(range) => {
                    cut.keep(range.start..range.start.max(end));
                    self.pieces.push(Piece::Keep(range.start.max(end)..range.end));
                    break;
                }
            }
        }
        self.pieces.extend(planned);
        Ok(())
    }

    /// Whether all that was planned has been handed out.
    pub fn is_whole(&self) -> bool {
        self.ready && self.pieces.is_empty()
    }

    /// Plans from chunk to chunk.
    fn advance(&mut self, cleaned: &mut StrippedImage) -> Result<(), Incomplete> {
        let end = self.walk.little(4, 4)? + 8;
        // Some encoders leave out the byte that evens out the last chunk.
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
            let stripped = &mut cleaned.stripped;
            match self.walk.bytes(self.at, 4)? {
                b"VP8X" if first && length >= EXTENDED_BYTES => {}
                b"VP8 " | b"VP8L" if first || extended => {
                    self.has_image = true;
                    self.keep(next);
                }
                b"ALPH" | b"ANIM" | b"ICCP" if extended => self.keep(next),
                b"ANMF" if extended => self.frame(length, next, stripped)?,
                b"EXIF" => {
                    let exif = webp::read_exif(&self.walk, data, length)?;
                    if cleaned.note(exif, flags & webp::EXIF != 0) {
                        let block = minimal(cleaned.orientation);
                        let chunk = [b"EXIF".as_slice(), &[block.len() as u8, 0, 0, 0], &block].concat();
                        self.pieces.push(Piece::Insert(chunk));
                    }
                }
                b"XMP " => stripped.xmp = true,
                _ if first => return Err(MALFORMED),
                _ => stripped.other = true,
            }
            self.at = next;
        }
        if !self.has_image {
            return Err(MALFORMED);
        }
        cleaned.stripped.trailing = self.walk.length() > self.at;
        self.header(extended, cleaned)
    }

    /// Keeps what is between here and `next`, and adds the evening byte if the file ends without it.
    fn keep(&mut self, next: u64) {
        let length = self.walk.length();
        self.pieces.push(Piece::Keep(self.at..next.min(length)));
        if next > length {
            self.pieces.push(Piece::Insert(vec![0]));
        }
    }

    /// Plans a frame of an animation, which has chunks of its own.
    fn frame(&mut self, length: u64, next: u64, stripped: &mut Stripped) -> Result<(), Incomplete> {
        let end = self.at + 8 + length;
        let mut at = self.at + 8 + FRAME_BYTES;
        let mut kept = Vec::new();
        let (mut has_image, mut size) = (false, FRAME_BYTES);
        while at < end {
            let length = self.walk.little(at + 4, 4)?;
            let next = at + 8 + length + length % 2;
            if next > end {
                return Err(MALFORMED);
            }
            let name = self.walk.bytes(at, 4)?;
            let is_image = matches!(name, b"VP8 " | b"VP8L");
            has_image |= is_image;
            if is_image || name == b"ALPH" {
                kept.push(Piece::Keep(at..next));
                size += next - at;
            }
            at = next;
        }
        if !has_image {
            return Err(MALFORMED);
        }
        self.has_image = true;
        if size == length {
            self.keep(next);
            return Ok(());
        }
        stripped.other = true;
        let header = self.walk.bytes(self.at + 8, FRAME_BYTES as usize)?;
        self.pieces.push(Piece::Insert([b"ANMF".as_slice(), &(size as u32).to_le_bytes(), header].concat()));
        self.pieces.append(&mut kept);
        Ok(())
    }

    /// Writes the header, or keeps the file as it is, if nothing was taken out.
    fn header(&mut self, extended: bool, cleaned: &StrippedImage) -> Result<(), Incomplete> {
        if !cleaned.stripped.any() {
            self.pieces = vec![Piece::Keep(0..self.walk.length())];
            return Ok(());
        }
        let mut chunks = b"WEBP".to_vec();
        if extended {
            let payload = self.walk.bytes(FIRST_CHUNK + 9, EXTENDED_BYTES as usize - 1)?;
            let exif = if cleaned.orientation == 1 { 0 } else { webp::EXIF };
            let flags = webp::flags(&self.walk)? & !(webp::EXIF | webp::XMP) | exif;
            chunks.extend([b"VP8X\x0A\0\0\0".as_slice(), &[flags as u8], payload].concat());
        }
        let size = self.pieces.iter().map(Piece::length).sum::<u64>() + chunks.len() as u64;
        let size = u32::try_from(size).map_err(|_| MALFORMED)?;
        let header = Piece::Insert([b"RIFF".as_slice(), &size.to_le_bytes(), &chunks].concat());
        self.pieces.first_mut().map(|first| *first = header).ok_or(MALFORMED)
    }
}

/// How many reads the plan of one file may take: an animation has one or two in each frame.
const READS: u32 = 1 << 14;
/// What `VP8X` holds.
const EXTENDED_BYTES: u64 = 10;
/// What a frame holds before its chunks.
const FRAME_BYTES: u64 = 16;
