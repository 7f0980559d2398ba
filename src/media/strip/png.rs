//! Strips PNG: of the ancillary chunks, keeps only those for colours and animation.

use crate::media::bytes::{big, window};
use crate::media::exif::EXIF_BYTES;
use crate::media::location;
use crate::media::parse_error::ParseError;
use crate::media::png::{
    CHECKSUM_BYTES, TEXT_BYTES, Text, exif_chunk, is_critical, is_name, most_bytes, read_exif,
};
use crate::media::strip::slice::{MAX_PARTS, Slice};
use crate::media::strip::stripped::StrippedImage;

/// The state of the pass over a file.
#[derive(Default)]
pub struct Filter {
    /// The bytes of the signature or chunk that is being examined.
    held: Vec<u8>,
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
    /// In an EXIF chunk: the number of bytes to read, and of those to skip after them.
    Exif(usize, u64),
    /// In a chunk with this many bytes left, and whether they are kept.
    Pass(u64, bool),
    /// At the very beginning of the file.
    #[default]
    Start,
    /// In a text chunk: the number of bytes to read, and of those to skip after them.
    Text(usize, u64),
    /// In Content Credentials, likewise.
    ContentCredentials(usize, u64),
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
                State::Exif(count, left) => {
                    if slice.fill(&mut self.held, count) {
                        let (exif, intact) = read_exif(&self.held, left == 0);
                        if image.record_exif(exif, intact) {
                            slice.insert(exif_chunk(image.orientation));
                        }
                        self.held.clear();
                        self.pass(left, false);
                    }
                }
                State::ContentCredentials(count, left) => {
                    if slice.fill(&mut self.held, count) {
                        image.stripped.add_content_credentials(&self.held);
                        self.held.clear();
                        self.pass(left, false);
                    }
                }
                State::Pass(left, keep) => {
                    let passed = slice.pass(left, keep);
                    self.pass(left - passed, keep);
                }
                State::Text(count, left) => {
                    if slice.fill(&mut self.held, count) {
                        match Text::of(&self.held) {
                            Text::Comment => {
                                image.stripped.comment = true;
                                image.stripped.gps |= location::is_in(&self.held);
                            }
                            Text::Exif | Text::ExifOrXmp => image.stripped.exif = true,
                            Text::Iptc => image.stripped.iptc = true,
                            Text::Photoshop => image.stripped.photoshop = true,
                            Text::Xmp => image.stripped.add_xmp(&self.held),
                        }
                        self.held.clear();
                        self.pass(left, false);
                    }
                }
            }
        }
        Ok(())
    }

    /// Continues with the `left` bytes of a chunk, then with the next one.
    fn pass(&mut self, left: u64, keep: bool) {
        self.state = if left == 0 { State::Chunk } else { State::Pass(left, keep) };
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
        if let Some(most) = most_bytes(name) {
            // More than it needs may be anything.
            if length > most {
                return Err(ParseError::Malformed);
            }
            self.state = State::Pass(left, true);
            slice.keep_held(&mut self.held);
            return Ok(());
        }
        if is_critical(name) {
            return Err(ParseError::Malformed);
        }
        self.state = match name {
            b"eXIf" => {
                let count = left.min(EXIF_BYTES as u64);
                State::Exif(count as usize, left - count)
            }
            b"iTXt" | b"tEXt" | b"zTXt" => {
                let count = length.min(TEXT_BYTES as u64);
                State::Text(count as usize, left - count)
            }
            b"caBX" => {
                let count = length.min(TEXT_BYTES as u64);
                State::ContentCredentials(count as usize, left - count)
            }
            _ => {
                image.stripped.other = true;
                State::Pass(left, false)
            }
        };
        self.held.clear();
        self.parts += 1;
        if self.parts > MAX_PARTS { Err(ParseError::TooManyParts) } else { Ok(()) }
    }
}

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";
