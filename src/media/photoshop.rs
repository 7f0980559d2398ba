//! Photoshop's image resource blocks, in which IPTC is kept. (Adobe Photoshop File Formats Specification.)

use crate::media::bytes::{big, window};
use crate::media::exif::Exif;
use crate::media::location;

/// What is in a list of image resource blocks.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Photoshop {
    pub exif: Option<Exif>,
    /// Whether coordinates are in its XMP.
    pub gps: Option<bool>,
    /// `None` if the list could not be read to its end.
    pub iptc: Option<bool>,
    /// Whether the list was read to its end.
    pub is_whole: bool,
    /// Whether there is any other block, such as a resolution.
    pub other: bool,
    pub thumbnail: bool,
    pub xmp: bool,
}

impl Photoshop {
    /// Reads the blocks; `whole` says whether that is all of them.
    pub fn read(blocks: &[u8], whole: bool) -> Self {
        let mut found = Self { gps: Some(false), iptc: Some(false), ..Self::default() };
        let mut rest = blocks;
        while let Some((kind, data, next)) = first(rest) {
            match kind {
                IPTC if !data.is_empty() => found.iptc = Some(true),
                IPTC | IPTC_DIGEST => {}
                EXIF | EXIF_MORE => found.exif = Some(Exif::read(data)),
                XMP => {
                    found.xmp = true;
                    found.gps = Some(found.gps == Some(true) || location::is_in(data));
                }
                THUMBNAIL | THUMBNAIL_OLD => found.thumbnail = true,
                _ => found.other = true,
            }
            rest = next;
        }
        // A padding byte may be left.
        found.is_whole = whole && rest.len() <= 1;
        if !found.is_whole {
            found.other = true;
            found.iptc = found.iptc.filter(|iptc| *iptc);
            found.gps = found.gps.filter(|gps| *gps);
        }
        found
    }

    /// Reads the data of a JPEG's segment.
    pub fn of_segment(data: &[u8]) -> Self {
        let blocks = SEGMENT_NAMES.iter().find_map(|name| data.strip_prefix(*name));
        // Another version's name has a length that is not known.
        Self::read(blocks.unwrap_or_default(), blocks.is_some())
    }
}

/// Splits the first block into its id and data, and what follows it.
fn first(rest: &[u8]) -> Option<(u64, &[u8], &[u8])> {
    if !SIGNATURES.contains(&window(rest, 0, 4)?) {
        return None;
    }
    // The name is a length and so many bytes, padded to an even number; so are the data.
    let name = (usize::try_from(big(rest, 6, 1)?).ok()? + 1).next_multiple_of(2);
    let length = usize::try_from(big(rest, 6 + name, 4)?).ok()?;
    let start = 10 + name;
    let data = window(rest, start, length)?;
    let next = start + length.checked_next_multiple_of(2)?;
    Some((big(rest, 4, 2)?, data, rest.get(next..).unwrap_or_default()))
}

/// The names before the blocks in a JPEG.
const SEGMENT_NAMES: &[&[u8]] = &[b"Photoshop 3.0\0", b"Adobe_Photoshop2.5:"];
const SIGNATURES: &[&[u8]] = &[b"8BIM", b"AgHg", b"DCSR", b"MeSa", b"PHUT"];
const IPTC: u64 = 0x404;
const THUMBNAIL_OLD: u64 = 0x409;
const THUMBNAIL: u64 = 0x40C;
const EXIF: u64 = 0x422;
const EXIF_MORE: u64 = 0x423;
const XMP: u64 = 0x424;
/// A checksum of the IPTC.
const IPTC_DIGEST: u64 = 0x425;
