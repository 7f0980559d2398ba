//! JPEG: markers, each with a segment of its own length; after a start of scan, coded pixels up to the next
//! marker. (ITU-T T.81, annex B; APP14 in Adobe's technical note 5116; multi-picture in CIPA DC-007.)

use crate::media::exif::Exif;
use crate::media::info::{ImageInfo, Size};
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Walks from segment to segment up to the first scan.
pub fn inspect(walk: &Walk, at: &mut u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    info.alpha = Some(false);
    *at = (*at).max(2);
    loop {
        match walk.big(*at, 2)? {
            0xFFFF => *at += 1,
            0xFFD9 | 0xFFDA => return Ok(()),
            marker if !has_segment(marker) => return Err(MALFORMED),
            marker => {
                let length = walk.big(*at + 2, 2)?;
                read_segment(walk, *at + 4, marker as u8, length.checked_sub(2).ok_or(MALFORMED)?, info)?;
                *at += 2 + length;
            }
        }
    }
}

/// Reads the segment of `length` bytes at `at`.
fn read_segment(walk: &Walk, at: u64, code: u8, length: u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    match Segment::of(code, walk.some_bytes(at, length, NAME_BYTES)?) {
        Segment::Exif => {
            let exif = Exif::read(walk.bytes(at, length as usize)?.get(6..).unwrap_or_default());
            if !info.exif {
                info.orientation = exif.orientation.unwrap_or(1);
            }
            info.exif = true;
            info.gps |= exif.gps;
        }
        Segment::Frame if length >= 6 => {
            let [height, width] = [walk.big(at + 1, 2)?, walk.big(at + 3, 2)?];
            info.bit_depth = Some(walk.big(at, 1)? as u8);
            info.size = Size::new(width, height);
        }
        Segment::Icc => info.icc = true,
        Segment::Iptc => info.iptc = true,
        Segment::Xmp => info.xmp = true,
        _ => {}
    }
    Ok(())
}

/// The content of a segment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Segment {
    /// The colour transform, without which colours are decoded wrongly.
    Adobe,
    Comment,
    Exif,
    /// The size of the image.
    Frame,
    Icc,
    /// Photoshop's block, in which IPTC is kept.
    Iptc,
    Jfif,
    MultiPicture,
    /// Another application segment.
    Other,
    /// What a decoder needs: tables and the like.
    Tables,
    Thumbnail,
    Xmp,
}

impl Segment {
    /// Identifies a segment by its marker's second byte and the first [`NAME_BYTES`] of its content, or all of
    /// a shorter one.
    pub fn of(code: u8, start: &[u8]) -> Self {
        match code {
            0xC4 | 0xC8 | 0xCC => Self::Tables,
            0xC0..=0xCF => Self::Frame,
            0xE0..=0xEF | 0xFE => NAMES
                .iter()
                .find(|(wanted, name, _)| code == *wanted && start.starts_with(name))
                .map_or(Self::Other, |(_, _, segment)| *segment),
            _ => Self::Tables,
        }
    }
}

/// Returns whether a segment follows the marker, and an image may have it between start and end.
pub fn has_segment(marker: u64) -> bool {
    matches!(marker, 0xFFC0..=0xFFCF | 0xFFDA..=0xFFEF | 0xFFFE)
}

/// The length in bytes of the longest name in [`NAMES`].
pub const NAME_BYTES: usize = 21;

const NAMES: &[(u8, &[u8], Segment)] = &[
    (0xE0, b"JFIF\0", Segment::Jfif),
    (0xE0, b"JFXX\0", Segment::Thumbnail),
    (0xE1, b"Exif\0", Segment::Exif),
    // "…/xap/1.0/", or "…/xmp/extension/" for further segments of a long one.
    (0xE1, b"http://ns.adobe.com/x", Segment::Xmp),
    (0xE2, b"ICC_PROFILE\0", Segment::Icc),
    (0xE2, b"MPF\0", Segment::MultiPicture),
    (0xED, b"Photoshop ", Segment::Iptc),
    (0xEE, b"Adobe", Segment::Adobe),
    (0xFE, b"", Segment::Comment),
];
