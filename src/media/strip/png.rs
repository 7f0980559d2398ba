//! The cleaning of PNG: of the chunks that a decoder may pass over, those for colours and animation stay.

use super::{
    super::{
        bytes::{big, window},
        exif::{EXIF_BYTES, minimal},
        png::{CHECKSUM_BYTES, KEYWORD_BYTES, Text, checksum, is_name, read_exif},
    },
    MAX_PARTS, ParseError, Slice, StrippedImage,
};

/// Where the pass over the file is.
#[derive(Default)]
pub struct Filter {
    /// The bytes of the signature or chunk that is being judged.
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
    /// In so many last bytes of the image.
    Ending(u64),
    /// In a chunk with EXIF: so many bytes that are read, then so many that are not.
    Exif(usize, u64),
    /// In so many bytes, to be kept or not.
    Pass(u64, bool),
    /// At the very beginning of the file.
    #[default]
    Start,
    /// In a chunk of text: so many bytes that are read, then so many that are not.
    Text(usize, u64),
}

impl Filter {
    /// Whether the end of the image was seen.
    pub fn is_whole(&self) -> bool {
        matches!(self.state, State::End)
    }

    /// Takes in a slice.
    pub fn push(&mut self, cut: &mut Slice, cleaned: &mut StrippedImage) -> Result<(), ParseError> {
        while !cut.rest.is_empty() {
            match self.state {
                State::Start => {
                    if cut.fill(&mut self.held, SIGNATURE.len()) {
                        if self.held != SIGNATURE {
                            return Err(ParseError::Malformed);
                        }
                        cut.keep_held(&mut self.held);
                        self.state = State::Chunk;
                    }
                }
                State::Chunk => {
                    if cut.fill(&mut self.held, 8) {
                        self.chunk(cut, cleaned)?;
                    }
                }
                State::End => {
                    cut.take(u64::MAX);
                    cleaned.stripped.trailing = true;
                }
                State::Ending(left) => {
                    let left = left - cut.pass(left, true);
                    self.state = if left == 0 { State::End } else { State::Ending(left) };
                }
                State::Exif(count, left) => {
                    if cut.fill(&mut self.held, count) {
                        let (exif, intact) = read_exif(&self.held, left == 0);
                        if cleaned.note(exif, intact) {
                            cut.insert(exif_chunk(cleaned.orientation));
                        }
                        self.held.clear();
                        self.pass(left, false);
                    }
                }
                State::Pass(left, keep) => {
                    let passed = cut.pass(left, keep);
                    self.pass(left - passed, keep);
                }
                State::Text(count, left) => {
                    if cut.fill(&mut self.held, count) {
                        match Text::of(&self.held) {
                            Text::Comment => cleaned.stripped.comment = true,
                            Text::Exif => cleaned.stripped.exif = true,
                            Text::Iptc => cleaned.stripped.iptc = true,
                            Text::Xmp => cleaned.stripped.xmp = true,
                        }
                        self.held.clear();
                        self.pass(left, false);
                    }
                }
            }
        }
        Ok(())
    }

    /// Lets so many bytes pass, then goes on with the next chunk.
    fn pass(&mut self, left: u64, keep: bool) {
        self.state = if left == 0 { State::Chunk } else { State::Pass(left, keep) };
    }

    /// Judges a chunk by its name.
    fn chunk(&mut self, cut: &mut Slice, cleaned: &mut StrippedImage) -> Result<(), ParseError> {
        let length = big(&self.held, 0, 4).filter(|length| *length < 1 << 31).ok_or(ParseError::Malformed)?;
        let name = window(&self.held, 4, 4).filter(|name| is_name(name)).ok_or(ParseError::Malformed)?;
        let left = length + CHECKSUM_BYTES;
        if name == b"IEND" {
            self.state = State::Ending(left);
            if length > 0 {
                return Err(ParseError::Malformed);
            }
            cut.keep_held(&mut self.held);
            return Ok(());
        }
        let critical = name.first().is_some_and(u8::is_ascii_uppercase);
        if critical || KEPT.iter().any(|kept| *kept == name) {
            self.state = State::Pass(left, true);
            cut.keep_held(&mut self.held);
            return Ok(());
        }
        self.state = match name {
            b"eXIf" => {
                let count = left.min(EXIF_BYTES as u64);
                State::Exif(count as usize, left - count)
            }
            b"iTXt" | b"tEXt" | b"zTXt" => {
                let count = length.min(KEYWORD_BYTES as u64);
                State::Text(count as usize, left - count)
            }
            _ => {
                cleaned.stripped.other = true;
                State::Pass(left, false)
            }
        };
        self.held.clear();
        self.parts += 1;
        if self.parts > MAX_PARTS { Err(ParseError::TooManyParts) } else { Ok(()) }
    }
}

/// Writes a chunk that says which way up the image is.
fn exif_chunk(orientation: u8) -> Vec<u8> {
    let block = minimal(orientation);
    let checksum = checksum(b"eXIf", &block).to_be_bytes();
    [&[0, 0, 0, block.len() as u8], b"eXIf".as_slice(), &block, &checksum].concat()
}

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

/// The chunks that are kept beside the critical ones: colours, transparency, the shape of pixels, animation.
const KEPT: &[&[u8; 4]] = &[
    b"acTL", b"bKGD", b"cHRM", b"cICP", b"cLLI", b"fcTL", b"fdAT", b"gAMA", b"iCCP", b"mDCV", b"pHYs",
    b"sBIT", b"sRGB", b"tRNS",
];
