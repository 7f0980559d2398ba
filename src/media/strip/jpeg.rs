//! The cleaning of JPEG: segments that hold no pixels, no tables and no colours go, and all that follows the
//! end.

use super::{
    super::{
        bytes::big,
        exif::{Exif, minimal},
        jpeg::{NAME_BYTES, Segment, has_segment},
    },
    MAX_PARTS, ParseError, Slice, StrippedImage,
};

/// Where the pass over the file is.
#[derive(Default)]
pub struct Filter {
    /// The bytes of the marker or segment that is being judged.
    held: Vec<u8>,
    parts: u32,
    /// Whether the last marker seen was within coded pixels, or their start.
    scanning: bool,
    /// Whether coded pixels have begun. An orientation after that comes too late to be heeded.
    scanned: bool,
    state: State,
}

#[derive(Clone, Copy, Default)]
enum State {
    /// After the end of the image.
    End,
    /// In a segment with EXIF that is so long, marker included.
    Exif(usize),
    /// In a marker, or where one must be.
    Marker,
    /// In a segment of which so many bytes are left, to be kept or not.
    Pass(u64, bool),
    /// In coded pixels.
    Scan,
    /// In a segment of which so many bytes must be seen to judge it.
    Segment(usize),
    /// At the very beginning of the file.
    #[default]
    Start,
}

impl Filter {
    /// Whether the end of the image was seen.
    pub fn is_whole(&self) -> bool {
        matches!(self.state, State::End)
    }

    /// Takes in a slice.
    pub fn push(&mut self, cut: &mut Slice, cleaned: &mut StrippedImage) -> Result<(), ParseError> {
        while let Some(byte) = cut.rest.first() {
            match self.state {
                State::Start => {
                    if cut.fill(&mut self.held, 2) {
                        if self.held != START_OF_IMAGE {
                            return Err(ParseError::Malformed);
                        }
                        cut.keep_held(&mut self.held);
                        self.state = State::Marker;
                    }
                }
                State::End => {
                    cut.take(u64::MAX);
                    cleaned.stripped.trailing = true;
                }
                State::Exif(length) => {
                    if cut.fill(&mut self.held, length) {
                        self.exif(cut, cleaned);
                    }
                }
                State::Marker => self.marker(*byte, cut)?,
                State::Pass(left, keep) => {
                    let passed = cut.pass(left, keep);
                    self.pass(left - passed, keep);
                }
                State::Scan => {
                    cut.pass(scan_length(cut.rest) as u64, true);
                    // The 0xFF that is left, if any, may begin a marker.
                    self.state = State::Marker;
                }
                State::Segment(count) => {
                    if cut.fill(&mut self.held, count) {
                        self.segment(cut, cleaned)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Judges the next byte of a marker: any number of 0xFF, then its code.
    fn marker(&mut self, byte: u8, cut: &mut Slice) -> Result<(), ParseError> {
        if byte == 0xFF {
            // Of those before, the ones within coded pixels are kept: a decoder may count them as such.
            if self.scanning {
                cut.keep_held(&mut self.held);
            }
            self.held.clear();
            cut.fill(&mut self.held, 1);
            return Ok(());
        }
        if self.held.is_empty() {
            if self.scanning {
                self.state = State::Scan;
                return Ok(());
            }
            return Err(ParseError::Malformed);
        }
        cut.fill(&mut self.held, 2);
        match byte {
            0 | 0xD0..=0xD7 if self.scanning => {
                cut.keep_held(&mut self.held);
                self.state = State::Scan;
            }
            0xD9 if self.scanned => {
                cut.keep_held(&mut self.held);
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

    /// Judges a segment of which the length, and what of the name is there, have been seen.
    fn segment(&mut self, cut: &mut Slice, cleaned: &mut StrippedImage) -> Result<(), ParseError> {
        let length = big(&self.held, 2, 2)
            .and_then(|length| length.checked_sub(2))
            .ok_or(ParseError::Malformed)? as usize;
        let enough = 4 + length.min(NAME_BYTES);
        if self.held.len() < enough {
            self.state = State::Segment(enough);
            return Ok(());
        }
        let code = self.held.get(1).copied().unwrap_or(0);
        let start = self.held.get(4..).unwrap_or_default();
        let mut segment = Segment::of(code, start);
        let left = (length - start.len()) as u64;
        if segment == Segment::Exif && length > EXIF_NAME_BYTES {
            self.state = State::Exif(4 + length);
            return Ok(());
        }
        let plain = match segment {
            Segment::Adobe => ADOBE_BYTES,
            Segment::Jfif => JFIF_BYTES,
            _ => length,
        };
        if length < plain {
            segment = Segment::Other;
        }
        let stripped = &mut cleaned.stripped;
        match segment {
            Segment::Adobe | Segment::Jfif if length > plain => {
                stripped.thumbnail |= segment == Segment::Jfif;
                stripped.other |= segment == Segment::Adobe;
                let mut rest = start.get(..plain).unwrap_or_default().to_vec();
                if segment == Segment::Jfif {
                    // Width and height of the thumbnail.
                    rest.truncate(JFIF_BYTES - 2);
                    rest.extend([0, 0]);
                }
                cut.insert([&[0xFF, code, 0, plain as u8 + 2], rest.as_slice()].concat());
                self.drop(left)
            }
            Segment::Adobe | Segment::Frame | Segment::Icc | Segment::Jfif | Segment::Tables => {
                self.scanning = code == START_OF_SCAN;
                self.scanned |= self.scanning;
                cut.keep_held(&mut self.held);
                self.pass(left, true);
                Ok(())
            }
            // Between scans, a damaged table looks like this; decoders differ in what they do then.
            Segment::Other if self.scanned => Err(ParseError::Malformed),
            _ => {
                match segment {
                    Segment::Comment => stripped.comment = true,
                    Segment::Iptc => stripped.iptc = true,
                    Segment::MultiPicture => stripped.multi_picture = true,
                    Segment::Thumbnail => stripped.thumbnail = true,
                    Segment::Xmp => stripped.xmp = true,
                    _ => stripped.other = true,
                }
                self.drop(left)
            }
        }
    }

    /// Replaces a whole segment of EXIF.
    fn exif(&mut self, cut: &mut Slice, cleaned: &mut StrippedImage) {
        let exif = Exif::read(self.held.get(4 + EXIF_NAME_BYTES..).unwrap_or_default());
        if cleaned.note(exif, !self.scanned) {
            cut.insert([b"\xFF\xE1\0\x22Exif\0\0".as_slice(), &minimal(cleaned.orientation)].concat());
        }
        self.held.clear();
        self.pass(0, false);
    }

    /// Leaves out the segment in hand, of which so many bytes are still to come.
    fn drop(&mut self, left: u64) -> Result<(), ParseError> {
        self.held.clear();
        self.parts += 1;
        self.pass(left, false);
        if self.parts > MAX_PARTS { Err(ParseError::TooManyParts) } else { Ok(()) }
    }

    /// Lets so many bytes pass, then goes on with what follows a segment.
    fn pass(&mut self, left: u64, keep: bool) {
        self.state = match left {
            0 if self.scanning => State::Scan,
            0 => State::Marker,
            _ => State::Pass(left, keep),
        };
    }
}

/// How many bytes at the start of `bytes` are coded pixels for sure: up to a 0xFF that is the last byte, or
/// that neither a zero nor the number of a restart marker follows.
///
/// Every byte of every photo passes here, so eight are looked at at once.
fn scan_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    loop {
        let (words, _) = rest.as_chunks::<8>();
        let plain = words.iter().take_while(|word| !has_marker_byte(u64::from_le_bytes(**word))).count() * 8;
        rest = rest.get(plain..).unwrap_or_default();
        let Some(at) = rest.iter().position(|byte| *byte == 0xFF) else { return bytes.len() };
        match rest.get(at + 1) {
            Some(0 | 0xD0..=0xD7) => rest = rest.get(at + 2..).unwrap_or_default(),
            _ => return bytes.len() - rest.len() + at,
        }
    }
}

/// Whether one of the eight bytes is 0xFF: the only one that becomes zero when all its bits are turned, which
/// a subtraction shows as a borrow.
fn has_marker_byte(word: u64) -> bool {
    let turned = !word;
    turned.wrapping_sub(0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080 != 0
}

const START_OF_IMAGE: [u8; 2] = [0xFF, 0xD8];
const START_OF_SCAN: u8 = 0xDA;
/// "Exif", a zero, and a byte that should be zero.
const EXIF_NAME_BYTES: usize = 6;
/// Without what follows it, most of all a thumbnail.
const JFIF_BYTES: usize = 14;
const ADOBE_BYTES: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_ends_at_the_first_marker_that_is_none_of_its_own() {
        for before in 0..40 {
            let mut bytes = vec![0x7F; before];
            assert_eq!(scan_length(&bytes), before);
            bytes.push(0xFF);
            assert_eq!(scan_length(&bytes), before);
            for (code, ends) in
                [(0x00, false), (0xD0, false), (0xD7, false), (0xD8, true), (0xD9, true), (0xFF, true)]
            {
                let all = [&bytes, [code, 1, 2].as_slice()].concat();
                assert_eq!(
                    scan_length(&all),
                    if ends { before } else { all.len() },
                    "{code:02X} after {before}"
                );
            }
        }
    }

    #[test]
    fn a_marker_byte_is_seen_wherever_it_is() {
        for at in 0..8 {
            for other in [0x00, 0x01, 0x7F, 0x80, 0xFE] {
                let mut word = [other; 8];
                assert!(!has_marker_byte(u64::from_le_bytes(word)));
                word[at] = 0xFF;
                assert!(has_marker_byte(u64::from_le_bytes(word)));
            }
        }
    }
}
