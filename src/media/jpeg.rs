//! JPEG: markers, each with a segment of its own length; after a start of scan, coded pixels up to the next
//! marker. (ITU-T T.81, annex B; APP14 in Adobe's technical note 5116; multi-picture in CIPA DC-007; Content
//! Credentials in C2PA 2.1, annex A.3.)

use crate::media::bytes::window;
use crate::media::exif::{Exif, minimal};
use crate::media::info::{Fact, ImageInfo, Size};
use crate::media::photoshop::Photoshop;
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Walks from segment to segment up to the first scan.
pub fn inspect(walk: &Walk, at: &mut u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    info.alpha = Some(false);
    info.animated = Some(false);
    *at = (*at).max(2);
    loop {
        match walk.big(*at, 2)? {
            0xFFD9 | 0xFFDA => return Ok(()),
            // Another start of an image is one that decoders do not accept.
            0xFFD8 => return Err(MALFORMED),
            marker if has_segment(marker) => {
                let length = walk.big(*at + 2, 2)?;
                read_segment(walk, *at + 4, marker as u8, length.checked_sub(2).ok_or(MALFORMED)?, info)?;
                *at += 2 + length;
            }
            // Decoders skip stray bytes between segments, fill bytes, and markers without a segment.
            _ => *at += 1,
        }
    }
}

/// Reads the segment of `length` bytes at `at`.
fn read_segment(walk: &Walk, at: u64, code: u8, length: u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let metadata = &mut info.metadata;
    let whole = || walk.bytes(at, length as usize);
    match Segment::of(code, walk.some_bytes(at, length, NAME_BYTES)?) {
        Segment::Exif => {
            let exif = Exif::of_segment(whole()?);
            if metadata.exif != Some(true) {
                info.orientation = exif.orientation;
            }
            metadata.add_exif(&exif);
        }
        Segment::Frame if length >= 6 => {
            let [height, width] = [walk.big(at + 1, 2)?, walk.big(at + 3, 2)?];
            info.bit_depth = Some(walk.big(at, 1)? as u8);
            info.size = Size::new(width, height);
        }
        Segment::Comment => metadata.comment.found(),
        Segment::ContentCredentials => metadata.add_content_credentials(whole()?, true),
        Segment::Icc => metadata.icc.found(),
        Segment::Jfif if length > 14 => metadata.thumbnail.found(),
        Segment::MultiPicture | Segment::Other => metadata.other.found(),
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
/// A further segment of a long box repeats only the header of the box, so its content cannot be told: it counts
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
    (0xED, b"Photoshop ", Segment::Photoshop),
    (0xEE, b"Adobe", Segment::Adobe),
    (0xFE, b"", Segment::Comment),
];
