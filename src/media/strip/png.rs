//! Strips PNG: of the ancillary chunks, keeps only those for colours and animation.

use crate::media::bytes::{big, window};
use crate::media::exif::LONG_EXIF_BYTES;
use crate::media::location;
use crate::media::parse_error::ParseError;
use crate::media::png::{
    CHECKSUM_BYTES, TEXT_BYTES, Text, exif_chunk, is_critical, is_name, is_needed, most_bytes, read_exif,
};
use crate::media::strip::slice::{MAX_PARTS, Slice};
use crate::media::strip::stripped::StrippedImage;

/// The state of the pass over a file.
#[derive(Default)]
pub struct Filter {
    /// Whether pixels were found.
    has_pixels: bool,
    /// The bytes of the signature or chunk that is being examined.
    held: Vec<u8>,
    /// Whether the last chunk that was kept or removed has pixels.
    in_pixels: bool,
    /// Whether an animation was announced before the pixels.
    is_animated: bool,
    parts: u32,
    state: State,
}

#[derive(Clone, Copy, Default)]
enum State {
    /// In the length and name of a chunk.
    Chunk,
    /// After the end of the image.
    End,
    /// In the last bytes of the image; this many are left.
    Ending(u64),
    /// In a chunk with this many bytes left, and whether they are kept.
    Pass(u64, bool),
    /// In a chunk that is removed after its content was read: the number of bytes to read, and of those to skip after
    /// them.
    Read(Kind, usize, u64),
    /// At the very beginning of the file.
    #[default]
    Start,
}

/// The kind of a chunk that is read.
#[derive(Clone, Copy)]
enum Kind {
    ContentCredentials,
    Exif,
    Text,
}

impl Filter {
    /// Returns whether the end of the image was reached.
    pub fn is_whole(&self) -> bool {
        matches!(self.state, State::End)
    }

    /// Filters a slice.
    pub fn push(&mut self, slice: &mut Slice, image: &mut StrippedImage) -> Result<(), ParseError> {
        while !slice.rest.is_empty() {
            match self.state {
                State::Start => {
                    if slice.fill(&mut self.held, SIGNATURE.len()) {
                        if self.held != SIGNATURE {
                            return Err(ParseError::Malformed);
                        }
                        slice.keep_held(&mut self.held);
                        self.state = State::Chunk;
                    }
                }
                State::Chunk => {
                    if slice.fill(&mut self.held, 8) {
                        self.chunk(slice, image)?;
                    }
                }
                State::End => {
                    slice.take(u64::MAX);
                    image.stripped.trailing = true;
                }
                State::Ending(left) => {
                    let left = left - slice.pass(left, true);
                    self.state = if left == 0 { State::End } else { State::Ending(left) };
                }
                State::Pass(left, keep) => {
                    let passed = slice.pass(left, keep);
                    self.pass(left - passed, keep);
                }
                State::Read(kind, count, left) => {
                    if slice.fill(&mut self.held, count) {
                        self.record(kind, slice, image);
                        self.held.clear();
                        self.pass(left, false);
                    }
                }
            }
        }
        Ok(())
    }

    /// Records what is held of a chunk that is removed, and writes back the orientation of an EXIF chunk.
    fn record(&self, kind: Kind, slice: &mut Slice, image: &mut StrippedImage) {
        let stripped = &mut image.stripped;
        match kind {
            Kind::ContentCredentials => stripped.add_content_credentials(&self.held),
            Kind::Exif => {
                let (exif, is_used) = read_exif(&self.held, true);
                if image.record_exif(exif, is_used) {
                    slice.insert(exif_chunk(image.orientation));
                }
            }
            Kind::Text => match Text::of(&self.held) {
                Text::Comment => {
                    stripped.comment = true;
                    stripped.gps |= location::is_in(&self.held);
                }
                Text::Exif | Text::ExifOrXmp => stripped.exif = true,
                Text::Iptc => stripped.iptc = true,
                Text::Photoshop => stripped.photoshop = true,
                Text::Xmp => stripped.add_xmp(&self.held),
            },
        }
    }

    /// Continues with the `left` bytes of a chunk, then with the next one.
    fn pass(&mut self, left: u64, keep: bool) {
        self.state = if left == 0 { State::Chunk } else { State::Pass(left, keep) };
    }

    /// Returns whether decoders use a chunk that is needed, at this place.
    fn is_used(&self, name: &[u8]) -> bool {
        match name {
            b"acTL" | b"iCCP" => !self.has_pixels,
            b"fcTL" | b"fdAT" => self.is_animated,
            _ => true,
        }
    }

    /// Examines a chunk by its name.
    fn chunk(&mut self, slice: &mut Slice, image: &mut StrippedImage) -> Result<(), ParseError> {
        let length = big(&self.held, 0, 4).filter(|length| *length < 1 << 31).ok_or(ParseError::Malformed)?;
        let name = window(&self.held, 4, 4).filter(|name| is_name(name)).ok_or(ParseError::Malformed)?;
        let left = length + CHECKSUM_BYTES;
        if name == b"IEND" {
            self.state = State::Ending(left);
            if length > 0 {
                return Err(ParseError::Malformed);
            }
            slice.keep_held(&mut self.held);
            return Ok(());
        }
        let is_pixels = name == b"IDAT";
        let resumes_pixels = is_pixels && self.has_pixels && !self.in_pixels;
        self.in_pixels = is_pixels;
        self.has_pixels |= is_pixels;
        // More than it needs may be anything, and so may pixels after another chunk.
        if resumes_pixels || most_bytes(name).is_some_and(|most| length > most) {
            return Err(ParseError::Malformed);
        }
        if is_needed(name) && self.is_used(name) {
            self.is_animated |= name == b"acTL";
            self.state = State::Pass(left, true);
            slice.keep_held(&mut self.held);
            return Ok(());
        }
        if is_critical(name) {
            return Err(ParseError::Malformed);
        }
        self.state = removal(name, length).ok_or(ParseError::Malformed)?;
        image.stripped.other |= matches!(self.state, State::Pass(..));
        self.held.clear();
        self.parts += 1;
        if self.parts > MAX_PARTS { Err(ParseError::TooManyParts) } else { Ok(()) }
    }
}

/// Returns the state in which a chunk with `length` bytes of data is removed. `None` for an EXIF chunk that is too long to
/// be read, because it may turn the image.
fn removal(name: &[u8], length: u64) -> Option<State> {
    let left = length + CHECKSUM_BYTES;
    let (kind, count) = match name {
        b"eXIf" => (Kind::Exif, Some(left).filter(|left| *left <= LONG_EXIF_BYTES as u64)?),
        b"iTXt" | b"tEXt" | b"zTXt" => (Kind::Text, length.min(TEXT_BYTES as u64)),
        b"caBX" => (Kind::ContentCredentials, length.min(TEXT_BYTES as u64)),
        _ => return Some(State::Pass(left, false)),
    };
    Some(State::Read(kind, count as usize, left - count))
}

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";
