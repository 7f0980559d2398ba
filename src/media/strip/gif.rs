//! Strips GIF: removes comments and application data, and what follows the end of the image.

use crate::media::bytes::{big, window};
use crate::media::gif::{EXTENSION, Extension, HEADER_BYTES, IMAGE, NAME_BYTES, TRAILER, palette_bytes};
use crate::media::parse_error::ParseError;
use crate::media::strip::slice::{MAX_PARTS, Slice};
use crate::media::strip::stripped::StrippedImage;

/// The state of the pass over a file.
#[derive(Default)]
pub struct Filter {
    /// Whether a frame was found.
    has_image: bool,
    /// The bytes of what is being examined.
    held: Vec<u8>,
    parts: u32,
    state: State,
}

#[derive(Clone, Copy, Default)]
enum State {
    /// At the first byte of a block.
    Block,
    /// After the end of the image.
    End,
    /// In the beginning of an extension that is known by its first bytes, this many.
    Extension(usize),
    /// In the descriptor of a frame.
    Image,
    /// In a palette or the like with this many bytes left, then in parts.
    Palette(u64, Then),
    /// In the length of a part, and what is done with it.
    Length(Use),
    /// In a part with this many bytes left, and what is done with it.
    Part(u64, Use),
    /// At the very beginning of the file.
    #[default]
    Start,
}

#[derive(Clone, Copy)]
enum Then {
    Block,
    Pixels,
}

/// What is done with the parts of a block.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    Drop,
    Keep,
    /// Kept, if at most so many short parts follow: more may be anything.
    KeepShort(u8),
    /// Read for coordinates, then removed.
    Read(Extension),
}

impl Filter {
    /// Returns whether the end of the image was reached. Some encoders omit the trailer.
    pub fn is_whole(&self) -> bool {
        matches!(self.state, State::End) || matches!(self.state, State::Block) && self.has_image
    }

    /// Filters a slice.
    pub fn push(&mut self, slice: &mut Slice, image: &mut StrippedImage) -> Result<(), ParseError> {
        while let Some(byte) = slice.rest.first() {
            match self.state {
                State::Start => {
                    if slice.fill(&mut self.held, HEADER_BYTES) {
                        if !self.held.starts_with(b"GIF8") {
                            return Err(ParseError::Malformed);
                        }
                        let flags = big(&self.held, 10, 1).unwrap_or(0);
                        slice.keep_held(&mut self.held);
                        self.palette(palette_bytes(flags) as u64, Then::Block);
                    }
                }
                State::Block => self.block(u64::from(*byte), slice)?,
                State::End => {
                    slice.take(u64::MAX);
                    image.stripped.trailing = true;
                }
                State::Extension(count) => {
                    if slice.fill(&mut self.held, count) {
                        self.extension(slice, image)?;
                    }
                }
                State::Image => {
                    if slice.fill(&mut self.held, IMAGE_BYTES) {
                        let flags = big(&self.held, 9, 1).unwrap_or(0);
                        slice.keep_held(&mut self.held);
                        self.has_image = true;
                        // The byte after the palette is the size of the codes.
                        self.palette(palette_bytes(flags) as u64 + 1, Then::Pixels);
                    }
                }
                State::Palette(left, then) => {
                    let left = left - slice.pass(left, true);
                    self.palette(left, then);
                }
                State::Length(used) => self.length(u64::from(*byte), used, slice, image)?,
                State::Part(left, used) => self.part(left, used, slice),
            }
        }
        Ok(())
    }

    /// Examines the first byte of a block.
    fn block(&mut self, first: u64, slice: &mut Slice) -> Result<(), ParseError> {
        match first {
            EXTENSION => self.state = State::Extension(3),
            IMAGE => self.state = State::Image,
            TRAILER => {
                slice.pass(1, true);
                self.state = State::End;
            }
            // Some files have zeros between blocks.
            0 => {
                slice.pass(1, true);
            }
            _ => return Err(ParseError::Malformed),
        }
        Ok(())
    }

    /// Continues with the `left` bytes of a palette, then with what follows it.
    fn palette(&mut self, left: u64, then: Then) {
        self.state = match then {
            _ if left > 0 => State::Palette(left, then),
            Then::Block => State::Block,
            Then::Pixels => State::Length(Use::Keep),
        };
    }

    /// Examines the beginning of an extension: as many bytes as decide what is done with it.
    fn extension(&mut self, slice: &mut Slice, image: &mut StrippedImage) -> Result<(), ParseError> {
        let enough = enough(&self.held);
        if self.held.len() < enough {
            self.state = State::Extension(enough);
            return Ok(());
        }
        let kind = Extension::of(&self.held).unwrap_or(Extension::Other);
        // Of a profile, the first part after its name is held too.
        let at = if kind == Extension::Icc { NAME_BYTES } else { 2 };
        let length = big(&self.held, at, 1).unwrap_or(0) as usize;
        let used = self.used(kind, length, image)?;
        let left = (at + 1 + length).saturating_sub(self.held.len()) as u64;
        self.state = if length == 0 {
            State::Block
        } else if left > 0 {
            State::Part(left, used)
        } else {
            State::Length(used)
        };
        if matches!(used, Use::Keep | Use::KeepShort(_)) {
            slice.keep_held(&mut self.held);
            return Ok(());
        }
        self.held.clear();
        self.parts += 1;
        if self.parts > MAX_PARTS { Err(ParseError::TooManyParts) } else { Ok(()) }
    }

    /// Returns what is done with an extension whose beginning is held, and records it if it is removed.
    fn used(&self, kind: Extension, length: usize, image: &mut StrippedImage) -> Result<Use, ParseError> {
        Ok(match kind {
            Extension::Icc if window(&self.held, SIGNATURE_AT, 4) == Some(b"acsp") => Use::Keep,
            Extension::Animation => Use::KeepShort(SHORT_PARTS),
            // More than it needs may be anything.
            Extension::Control if length > CONTROL_BYTES => return Err(ParseError::Malformed),
            // Its only part is held, or follows.
            Extension::Control => Use::KeepShort(0),
            Extension::ContentCredentials | Extension::Xmp => Use::Read(kind),
            Extension::Comment => {
                image.stripped.comment = true;
                Use::Drop
            }
            Extension::Icc | Extension::Other | Extension::Text => {
                image.stripped.other = true;
                Use::Drop
            }
        })
    }

    /// Continues with the `left` bytes of a part, then with the length of the next one.
    fn part(&mut self, left: u64, used: Use, slice: &mut Slice) {
        let passed = match used {
            Use::Read(_) => {
                let taken = slice.take(left);
                self.held.extend_from_slice(taken);
                taken.len() as u64
            }
            _ => slice.pass(left, used != Use::Drop),
        };
        self.state = if passed == left { State::Length(used) } else { State::Part(left - passed, used) };
    }

    /// Reads the length of a part; the last one is empty.
    fn length(
        &mut self,
        length: u64,
        mut used: Use,
        slice: &mut Slice,
        image: &mut StrippedImage,
    ) -> Result<(), ParseError> {
        match used {
            Use::KeepShort(left) => {
                if length > 0 {
                    let left = left.checked_sub(1).filter(|_| length <= SHORT_BYTES);
                    used = Use::KeepShort(left.ok_or(ParseError::Malformed)?);
                }
                slice.pass(1, true);
            }
            Use::Read(kind) => {
                let taken = slice.take(1);
                // XMP is not cut in parts: what is a length to other readers is a letter.
                if kind == Extension::Xmp {
                    self.held.extend_from_slice(taken);
                }
                if length == 0 || self.held.len() > READ_BYTES {
                    if kind == Extension::Xmp {
                        image.stripped.add_xmp(&self.held);
                    } else {
                        image.stripped.add_content_credentials(&self.held);
                    }
                    // The next stretch overlaps, so that no name is missed.
                    let old = self.held.len().saturating_sub(OVERLAP_BYTES);
                    self.held.drain(..old);
                }
                if length == 0 {
                    self.held.clear();
                }
            }
            _ => {
                slice.pass(1, used == Use::Keep);
            }
        }
        self.state = if length == 0 { State::Block } else { State::Part(length, used) };
        Ok(())
    }
}

/// Returns how many bytes of an extension decide what is done with it, as far as those show that are held.
fn enough(held: &[u8]) -> usize {
    match Extension::of(held) {
        None => NAME_BYTES,
        Some(Extension::Icc) => match big(held, NAME_BYTES, 1) {
            None => NAME_BYTES + 1,
            // In its first part, a profile has its signature.
            Some(length) if NAME_BYTES + 1 + length as usize >= SIGNATURE_AT + 4 => SIGNATURE_AT + 4,
            Some(_) => held.len(),
        },
        Some(_) => held.len(),
    }
}

/// The length of a frame's descriptor.
const IMAGE_BYTES: usize = 10;
/// The length of what a control extension has.
const CONTROL_BYTES: usize = 4;
/// The offset of a profile's signature in an extension.
const SIGNATURE_AT: usize = NAME_BYTES + 1 + 36;
/// The most parts with which an animation is repeated and buffered, and their longest length.
const SHORT_PARTS: u8 = 2;
const SHORT_BYTES: u64 = 5;
/// The length of the stretches in which a text is read.
const READ_BYTES: usize = 65_536;
/// More than the longest name has.
const OVERLAP_BYTES: usize = 64;
