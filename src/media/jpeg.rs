//! JPEG: markers, each with a segment of its own length; after a start of scan, coded pixels up to the next
//! marker. (ITU-T T.81, annex B; APP14 in Adobe's technical note 5116; multi-picture in CIPA DC-007; Content
//! Credentials in C2PA 2.1, annex A.3.)

use std::mem;

use crate::media::bytes::{big, window};
use crate::media::exif::{Exif, minimal};
use crate::media::fact::Fact;
use crate::media::info::{ImageInfo, Metadata, Size};
use crate::media::location::LONGEST_NAME_BYTES;
use crate::media::parse_error::ParseError;
use crate::media::photoshop::Photoshop;
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Walks from segment to segment, and through the scans between them if `reads_pixels` is set.
pub fn inspect(
    walk: &Walk,
    state: &mut State,
    reads_pixels: bool,
    info: &mut ImageInfo,
) -> Result<(), Incomplete> {
    info.animated = Some(false);
    state.at = state.at.max(2);
    loop {
        if state.scanning {
            pass_scan(walk, state)?;
        }
        match walk.big(state.at, 2)? {
            END if state.scanned => {
                info.alpha = Some(false);
                return info.metadata.add_trailer(walk, state.at + 2);
            }
            // Another start of an image is one that decoders do not accept.
            START | END => return Err(MALFORMED),
            marker if has_segment(marker) => {
                let length = walk.big(state.at + 2, 2)?.checked_sub(2).ok_or(MALFORMED)?;
                read_segment(walk, state, marker as u8, length, info)?;
                state.at += 4 + length;
                state.scanning = marker == SCAN;
                if state.scanning && !state.scanned {
                    state.scanned = true;
                    info.orientation.get_or_insert(1);
                    if !reads_pixels {
                        return Err(Incomplete::ParseError(ParseError::Truncated));
                    }
                }
            }
            // Decoders skip stray bytes between segments, fill bytes, and markers without a segment.
            _ => state.at += 1,
        }
    }
}

/// The state of a walk from segment to segment.
#[derive(Default)]
pub struct State {
    at: u64,
    credentials: Credentials,
    /// Whether an EXIF block that viewers use was seen.
    exif_seen: bool,
    /// Whether a scan has begun: decoders ignore an orientation after that.
    scanned: bool,
    /// Whether `at` is in coded pixels.
    scanning: bool,
}

/// Content Credentials, which may have several segments.
#[derive(Default)]
struct Credentials {
    /// The last bytes so far: a name may begin in them.
    end: Vec<u8>,
    /// The number of the segment that continues them.
    next: Option<u64>,
}

impl Credentials {
    /// Adds a segment: a name, the number of the box, that of the segment, and a part of the box. (ISO/IEC 19566-5,
    /// annex D.)
    fn add(&mut self, segment: &[u8], metadata: &mut Metadata) {
        let number = big(segment, 2, 6);
        let is_first = big(segment, 4, 4) == Some(1);
        let is_next = number.is_some() && number == self.next;
        let mut text = if is_next { mem::take(&mut self.end) } else { Vec::new() };
        // A further segment repeats the header of the box.
        text.extend(segment.get(if is_first { 8 } else { 16 }..).unwrap_or_default());
        metadata.add_content_credentials(&text, is_first || is_next);
        text.drain(..text.len().saturating_sub(LONGEST_NAME_BYTES));
        self.end = text;
        self.next = number.map(|number| number + 1);
    }
}

/// Passes over coded pixels, up to a marker that is not part of them.
fn pass_scan(walk: &Walk, state: &mut State) -> Result<(), Incomplete> {
    loop {
        let coded = walk.stretch(state.at)?;
        let length = scan_length(coded);
        walk.count(length as u64);
        state.at += length as u64;
        if length == coded.len() {
            continue;
        }
        match walk.big(state.at, 2)? {
            // What belongs together was read apart.
            0xFF00 | 0xFFD0..=0xFFD7 => state.at += 2,
            _ => return Ok(()),
        }
    }
}

/// Returns the number of bytes at the start of `bytes` that are certainly coded pixels: up to a 0xFF that is
/// the last byte, or that is followed by neither a zero nor the code of a restart marker.
///
/// Every byte of every photo passes here, so eight are tested at once.
pub fn scan_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    loop {
        let (words, _) = rest.as_chunks::<8>();
        let skipped =
            words.iter().take_while(|word| !has_marker_byte(u64::from_le_bytes(**word))).count() * 8;
        rest = rest.get(skipped..).unwrap_or_default();
        let Some(at) = rest.iter().position(|byte| *byte == 0xFF) else { return bytes.len() };
        match rest.get(at + 1) {
            Some(0 | 0xD0..=0xD7) => rest = rest.get(at + 2..).unwrap_or_default(),
            _ => return bytes.len() - rest.len() + at,
        }
    }
}

/// Returns whether one of the eight bytes is 0xFF. Its complement is zero, which a subtraction shows as a
/// borrow.
fn has_marker_byte(word: u64) -> bool {
    let complement = !word;
    complement.wrapping_sub(0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080 != 0
}

/// Reads the segment at the current offset, whose content has `length` bytes.
fn read_segment(
    walk: &Walk,
    state: &mut State,
    code: u8,
    length: u64,
    info: &mut ImageInfo,
) -> Result<(), Incomplete> {
    let at = state.at + 4;
    let metadata = &mut info.metadata;
    let whole = || walk.bytes(at, length as usize);
    match Segment::of(code, walk.some_bytes(at, length, NAME_BYTES)?) {
        Segment::Exif if length > EXIF_NAME_BYTES => {
            let exif = Exif::of_segment(whole()?);
            if !state.exif_seen && !state.scanned {
                state.exif_seen = true;
                info.orientation = Some(exif.orientation.unwrap_or(1));
            }
            metadata.add_exif(&exif);
        }
        Segment::Frame if length >= 6 => {
            let [height, width] = [walk.big(at + 1, 2)?, walk.big(at + 3, 2)?];
            info.bit_depth = Some(walk.big(at, 1)? as u8);
            info.size = Size::new(width, height);
        }
        Segment::Comment => metadata.comment.found(),
        Segment::ContentCredentials => state.credentials.add(whole()?, metadata),
        Segment::Icc => metadata.icc.found(),
        Segment::Jfif if length > 14 => metadata.thumbnail.found(),
        Segment::Exif | Segment::Harmless | Segment::MultiPicture => metadata.other.found(),
        Segment::Other => {
            metadata.add_unknown();
            // Some programs write IPTC without Photoshop's block around it.
            if code == 0xED {
                metadata.iptc.unread();
            }
        }
        Segment::Photoshop => metadata.add_photoshop(&Photoshop::of_segment(whole()?)),
        Segment::Thumbnail => metadata.thumbnail.found(),
        Segment::Xmp => metadata.add_xmp(whole()?, true),
        // A long packet is not read on.
        Segment::XmpExtension => metadata.add_xmp(&[], false),
        Segment::Adobe | Segment::Frame | Segment::Jfif | Segment::Tables => {}
    }
    Ok(())
}

/// The content of a segment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Segment {
    /// The colour transform, without which colours are decoded wrongly.
    Adobe,
    Comment,
    /// Content Credentials, or a further part of them.
    ContentCredentials,
    Exif,
    /// The size of the image.
    Frame,
    /// Known not to hold a position: Photoshop's quality and colours.
    Harmless,
    Icc,
    Jfif,
    MultiPicture,
    /// Another application segment.
    Other,
    /// Photoshop's blocks, in which IPTC is kept.
    Photoshop,
    /// What a decoder needs: tables and the like.
    Tables,
    Thumbnail,
    Xmp,
    /// A further part of a long XMP.
    XmpExtension,
}

impl Segment {
    /// Identifies a segment by its marker's second byte and the first [`NAME_BYTES`] of its content, or all of
    /// a shorter one.
    pub fn of(code: u8, start: &[u8]) -> Self {
        match code {
            0xC4 | 0xC8 | 0xCC => Self::Tables,
            0xC0..=0xCF => Self::Frame,
            0xEB if is_content_credentials(start) => Self::ContentCredentials,
            0xE0..=0xEF | 0xFE => NAMES
                .iter()
                .find(|(wanted, name, _)| code == *wanted && start.starts_with(name))
                .map_or(Self::Other, |(_, _, segment)| *segment),
            _ => Self::Tables,
        }
    }
}

/// Returns whether a segment of JUMBF boxes belongs to Content Credentials.
///
/// A further segment of a long box repeats only the header of the box, so its content is not known: it counts
/// too, for no camera or program is known to write long boxes of another kind.
fn is_content_credentials(start: &[u8]) -> bool {
    let is_jumbf = start.starts_with(b"JP") && window(start, 12, 4) == Some(b"jumb");
    let is_first = window(start, 4, 4) == Some(&[0, 0, 0, 1]);
    is_jumbf && (!is_first || window(start, 24, 4) == Some(b"c2pa"))
}

/// Returns a segment with an orientation and nothing else.
pub fn exif_segment(orientation: u8) -> Vec<u8> {
    [b"\xFF\xE1\0\x22Exif\0\0".as_slice(), &minimal(orientation)].concat()
}

/// Returns whether a segment follows the marker, and an image may have it between start and end.
pub fn has_segment(marker: u64) -> bool {
    matches!(marker, 0xFFC0..=0xFFCF | 0xFFDA..=0xFFEF | 0xFFFE)
}

const START: u64 = 0xFFD8;
const END: u64 = 0xFFD9;
const SCAN: u64 = 0xFFDA;
/// The length of "Exif", a zero, and a byte that should be zero. A shorter segment counts for no decoder.
pub const EXIF_NAME_BYTES: u64 = 6;
/// The length in bytes of what identifies a segment.
pub const NAME_BYTES: usize = 28;

const NAMES: &[(u8, &[u8], Segment)] = &[
    (0xE0, b"JFIF\0", Segment::Jfif),
    (0xE0, b"JFXX\0", Segment::Thumbnail),
    (0xE1, b"Exif\0", Segment::Exif),
    (0xE1, b"http://ns.adobe.com/xap/1.0/", Segment::Xmp),
    (0xE1, b"http://ns.adobe.com/x", Segment::XmpExtension),
    (0xE2, b"ICC_PROFILE\0", Segment::Icc),
    (0xE2, b"MPF\0", Segment::MultiPicture),
    (0xEC, b"Ducky", Segment::Harmless),
    (0xED, b"Adobe_CM", Segment::Harmless),
    (0xED, b"Adobe_Photoshop", Segment::Photoshop),
    (0xED, b"Photoshop ", Segment::Photoshop),
    (0xEE, b"Adobe", Segment::Adobe),
    (0xFE, b"", Segment::Comment),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_ends_at_the_first_marker_that_is_not_part_of_it() {
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
    fn a_marker_byte_is_found_at_every_place() {
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
