//! Strips JPEG: removes segments without pixels, tables or colours, and what follows the end of the image.

use std::mem;

use crate::media::bytes::big;
use crate::media::exif::Exif;
use crate::media::jpeg::{EXIF_NAME_BYTES, NAME_BYTES, Segment, exif_segment, has_segment, scan_length};
use crate::media::parse_error::ParseError;
use crate::media::photoshop::Photoshop;
use crate::media::strip::slice::{MAX_PARTS, Slice};
use crate::media::strip::stripped::StrippedImage;

/// The state of the pass over a file.
#[derive(Default)]
pub struct Filter {
    /// Whether the size of the image was found.
    has_frame: bool,
    /// Whether the last segment is the first scan, which the height of the image may follow.
    may_have_height: bool,
    /// The bytes of the marker or segment that is being examined.
    held: Vec<u8>,
    parts: u32,
    /// Whether the segments of a colour profile hold one; `None` before the first of them.
    profile: Option<bool>,
    /// Whether the last marker was within coded pixels, or their start.
    scanning: bool,
    /// Whether a scan has begun: decoders ignore an orientation after that.
    scanned: bool,
    state: State,
}

#[derive(Clone, Copy, Default)]
enum State {
    /// After the end of the image.
    End,
    /// In a segment of this length, marker included, that is removed once it was read.
    Read(Segment, usize),
    /// In a marker, or where one must begin.
    Marker,
    /// In a segment with this many bytes left, and whether they are kept.
    Pass(u64, bool),
    /// In coded pixels.
    Scan,
    /// In a segment that is known by its first bytes, this many.
    Segment(usize),
    /// At the very beginning of the file.
    #[default]
    Start,
}

impl Filter {
    /// Returns whether the end of the image was reached.
    pub fn is_whole(&self) -> bool {
        matches!(self.state, State::End)
    }

    /// Filters a slice.
    pub fn push(&mut self, slice: &mut Slice, image: &mut StrippedImage) -> Result<(), ParseError> {
        while let Some(byte) = slice.rest.first() {
            match self.state {
                State::Start => {
                    if slice.fill(&mut self.held, 2) {
                        if self.held != START_OF_IMAGE {
                            return Err(ParseError::Malformed);
                        }
                        slice.keep_held(&mut self.held);
                        self.state = State::Marker;
                    }
                }
                State::End => {
                    slice.take(u64::MAX);
                    image.stripped.trailing = true;
                }
                State::Read(segment, length) => {
                    if slice.fill(&mut self.held, length) {
                        self.read(segment, slice, image)?;
                    }
                }
                State::Marker => self.marker(*byte, slice)?,
                State::Pass(left, keep) => {
                    let passed = slice.pass(left, keep);
                    self.pass(left - passed, keep);
                }
                State::Scan => {
                    slice.pass(scan_length(slice.rest) as u64, true);
                    // A 0xFF that is left may begin a marker.
                    self.state = State::Marker;
                }
                State::Segment(count) => {
                    if slice.fill(&mut self.held, count) {
                        self.segment(slice, image)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Examines the next byte of a marker: any number of 0xFF, then its code.
    fn marker(&mut self, byte: u8, slice: &mut Slice) -> Result<(), ParseError> {
        if byte == 0xFF {
            // Fill bytes within coded pixels are kept: a decoder may count them as pixels.
            if self.scanning {
                slice.keep_held(&mut self.held);
            }
            self.held.clear();
            slice.fill(&mut self.held, 1);
            return Ok(());
        }
        if self.held.is_empty() {
            if self.scanning {
                self.state = State::Scan;
                return Ok(());
            }
            return Err(ParseError::Malformed);
        }
        slice.fill(&mut self.held, 2);
        match byte {
            0 | 0xD0..=0xD7 if self.scanning => {
                slice.keep_held(&mut self.held);
                self.state = State::Scan;
            }
            0xD9 if self.scanned => {
                slice.keep_held(&mut self.held);
                self.state = State::End;
            }
            _ if has_segment(0xFF00 | u64::from(byte)) => {
                self.scanning = false;
                self.state = State::Segment(4);
            }
            _ => return Err(ParseError::Malformed),
        }
        Ok(())
    }

    /// Examines a segment whose length, and as much of its name as it has, are held.
    fn segment(&mut self, slice: &mut Slice, image: &mut StrippedImage) -> Result<(), ParseError> {
        let length = big(&self.held, 2, 2)
            .and_then(|length| length.checked_sub(2))
            .ok_or(ParseError::Malformed)? as usize;
        let code = self.held.get(1).copied().unwrap_or(0);
        let start = self.held.get(4..).unwrap_or_default();
        let segment = Segment::of(code, start);
        let needed = if segment == Segment::Icc { PROFILE_BYTES } else { NAME_BYTES };
        let enough = 4 + length.min(needed);
        if self.held.len() < enough {
            self.state = State::Segment(enough);
            return Ok(());
        }
        if is_read(segment, length) {
            self.state = State::Read(segment, 4 + length);
            return Ok(());
        }
        self.check(segment, code, length)?;
        self.filter(segment, code, length, slice, image)
    }

    /// Refuses what decoders ignore of a segment that is kept: it may be anything.
    fn check(&mut self, segment: Segment, code: u8, length: usize) -> Result<(), ParseError> {
        let may_have_height = mem::replace(&mut self.may_have_height, code == START_OF_SCAN && !self.scanned);
        let is_used = match code {
            NUMBER_OF_LINES => may_have_height && length == 2,
            RESTART_INTERVAL => length == 2,
            EXTENSION | HIERARCHY | EXPANSION => false,
            _ if segment == Segment::Frame => !mem::replace(&mut self.has_frame, true),
            _ => true,
        };
        if is_used { Ok(()) } else { Err(ParseError::Malformed) }
    }

    /// Keeps or removes a segment that is known by what is held.
    fn filter(
        &mut self,
        segment: Segment,
        code: u8,
        length: usize,
        slice: &mut Slice,
        image: &mut StrippedImage,
    ) -> Result<(), ParseError> {
        let start = self.held.get(4..).unwrap_or_default();
        let left = (length - start.len()) as u64;
        if segment == Segment::Icc && start.get(PROFILE_PART_AT) == Some(&1) {
            self.profile = Some(start.ends_with(b"acsp"));
        }
        match segment {
            Segment::Adobe if length > ADOBE_BYTES => {
                image.stripped.other = true;
                slice.insert(shortened(code, start.get(..ADOBE_BYTES).unwrap_or_default()));
                self.drop(left)
            }
            Segment::Jfif if length > JFIF_BYTES => {
                image.stripped.thumbnail = true;
                // The last two bytes are the width and height of the thumbnail.
                let kept = start.get(..JFIF_BYTES - 2).unwrap_or_default();
                slice.insert(shortened(code, &[kept, &[0, 0]].concat()));
                self.drop(left)
            }
            Segment::Adobe if length == ADOBE_BYTES => self.keep(code, left, slice),
            Segment::Jfif if length == JFIF_BYTES => self.keep(code, left, slice),
            Segment::Frame | Segment::Tables => self.keep(code, left, slice),
            // After a scan this may be a damaged table, which decoders treat differently.
            Segment::Adobe | Segment::Harmless | Segment::Icc | Segment::Jfif | Segment::Other
                if self.scanned =>
            {
                Err(ParseError::Malformed)
            }
            Segment::Icc if self.profile == Some(true) => self.keep(code, left, slice),
            // Its first part, which follows, may be one of a profile.
            Segment::Icc if self.profile.is_none() => Err(ParseError::Malformed),
            _ => {
                let stripped = &mut image.stripped;
                match segment {
                    Segment::Comment => stripped.comment = true,
                    Segment::MultiPicture => stripped.multi_picture = true,
                    Segment::Thumbnail => stripped.thumbnail = true,
                    _ => stripped.other = true,
                }
                self.drop(left)
            }
        }
    }

    /// Keeps the current segment; `left` bytes of it are still to come.
    fn keep(&mut self, code: u8, left: u64, slice: &mut Slice) -> Result<(), ParseError> {
        self.scanning = code == START_OF_SCAN;
        self.scanned |= self.scanning;
        slice.keep_held(&mut self.held);
        self.pass(left, true);
        Ok(())
    }

    /// Removes a whole segment that is held, and writes back the orientation of an EXIF segment.
    fn read(
        &mut self,
        segment: Segment,
        slice: &mut Slice,
        image: &mut StrippedImage,
    ) -> Result<(), ParseError> {
        let data = self.held.get(4..).unwrap_or_default();
        match segment {
            Segment::ContentCredentials => image.stripped.add_content_credentials(data),
            Segment::Exif => {
                if image.record_exif(Exif::of_segment(data), !self.scanned) {
                    slice.insert(exif_segment(image.orientation));
                }
            }
            Segment::Photoshop => image.stripped.add_photoshop(&Photoshop::of_segment(data)),
            _ => image.stripped.add_xmp(data),
        }
        self.drop(0)
    }

    /// Removes the current segment; `left` bytes of it are still to come.
    fn drop(&mut self, left: u64) -> Result<(), ParseError> {
        self.held.clear();
        self.parts += 1;
        self.pass(left, false);
        if self.parts > MAX_PARTS { Err(ParseError::TooManyParts) } else { Ok(()) }
    }

    /// Continues with the `left` bytes of a segment, then with what follows it.
    fn pass(&mut self, left: u64, keep: bool) {
        self.state = match left {
            0 if self.scanning => State::Scan,
            0 => State::Marker,
            _ => State::Pass(left, keep),
        };
    }
}

/// Returns whether a segment is read before it is removed.
fn is_read(segment: Segment, length: usize) -> bool {
    match segment {
        Segment::Exif => length as u64 > EXIF_NAME_BYTES,
        Segment::ContentCredentials | Segment::Photoshop | Segment::Xmp | Segment::XmpExtension => true,
        _ => false,
    }
}

/// Returns a segment of less than 254 bytes.
fn shortened(code: u8, content: &[u8]) -> Vec<u8> {
    [&[0xFF, code, 0, content.len() as u8 + 2], content].concat()
}

/// The offset of a part's number, from 1, in a segment with a part of a colour profile.
const PROFILE_PART_AT: usize = 12;
/// The length of a segment with a part of a colour profile up to the end of the profile's signature.
const PROFILE_BYTES: usize = 54;

/// A segment that is reserved for extensions of the format.
const EXTENSION: u8 = 0xC8;
/// The height of the image, if its header has none.
const NUMBER_OF_LINES: u8 = 0xDC;
const RESTART_INTERVAL: u8 = 0xDD;
/// The size of an image that is made of several, and how one is enlarged for the next. No browser decodes them.
const HIERARCHY: u8 = 0xDE;
const EXPANSION: u8 = 0xDF;
const START_OF_IMAGE: [u8; 2] = [0xFF, 0xD8];
const START_OF_SCAN: u8 = 0xDA;
/// The length of a JFIF segment without its thumbnail.
const JFIF_BYTES: usize = 14;
/// The length of Adobe's segment.
const ADOBE_BYTES: usize = 12;
