//! PNG: a signature, then chunks of length, name, data and checksum. (W3C PNG, third edition, which has APNG
//! and eXIf.)

use crate::media::bytes::big;
use crate::media::exif::{EXIF_BYTES, Exif};
use crate::media::info::{ImageInfo, Size};
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Walks from chunk to chunk up to the end of the image.
pub fn inspect(walk: &Walk, at: &mut u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    *at = (*at).max(8);
    loop {
        let length = walk.big(*at, 4)?;
        let name = walk.bytes(*at + 4, 4)?;
        let data = *at + 8;
        match name {
            b"IHDR" => read_header(walk.bytes(data, 10)?, info),
            b"IEND" => return Ok(()),
            b"acTL" => info.animated = true,
            b"tRNS" => info.alpha = Some(true),
            b"iCCP" => info.icc = true,
            b"eXIf" => {
                let whole = length + CHECKSUM_BYTES;
                let (exif, intact) =
                    read_exif(walk.some_bytes(data, whole, EXIF_BYTES)?, whole <= EXIF_BYTES as u64);
                if intact && !info.exif {
                    info.orientation = exif.orientation.unwrap_or(1);
                }
                info.exif = true;
                info.gps |= exif.gps;
            }
            b"iTXt" | b"tEXt" | b"zTXt" => match Text::of(walk.some_bytes(data, length, KEYWORD_BYTES)?) {
                Text::Comment => {}
                Text::Exif => info.exif = true,
                Text::Iptc => info.iptc = true,
                Text::Xmp => info.xmp = true,
            },
            name if !is_name(name) => return Err(MALFORMED),
            _ => {}
        }
        *at = data + length + CHECKSUM_BYTES;
    }
}

/// Reads the first chunk's size, bit depth and colour type.
fn read_header(header: &[u8], info: &mut ImageInfo) {
    let size = big(header, 0, 4).zip(big(header, 4, 4));
    info.size = size.and_then(|(width, height)| Size::new(width, height));
    let colour_type = big(header, 9, 1).unwrap_or(0);
    info.alpha = Some(colour_type & 4 != 0);
    let depth = if colour_type == PALETTE { Some(8) } else { header.get(8).copied() };
    info.bit_depth = depth;
}

/// Reads the data of an EXIF chunk and, if the chunk is `whole`, checks its checksum.
///
/// Also returns whether decoders use it: they ignore a chunk whose checksum is wrong.
pub fn read_exif(chunk: &[u8], whole: bool) -> (Exif, bool) {
    match chunk.split_last_chunk() {
        Some((data, sum)) if whole => (Exif::read(data), checksum(b"eXIf", data).to_be_bytes() == *sum),
        _ => (Exif::read(chunk), true),
    }
}

/// Computes the CRC-32 of a chunk.
pub fn checksum(name: &[u8], data: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in name.iter().chain(data) {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = sum >> 1 ^ if sum & 1 == 0 { 0 } else { 0xEDB8_8320 };
        }
    }
    !sum
}

/// Returns whether the four bytes may be a chunk's name.
pub fn is_name(name: &[u8]) -> bool {
    name.iter().all(u8::is_ascii_alphabetic)
}

/// The content of a text chunk.
pub enum Text {
    Comment,
    Exif,
    Iptc,
    Xmp,
}

impl Text {
    /// Identifies it by its first [`KEYWORD_BYTES`], or all of a shorter one.
    ///
    /// ImageMagick stored the metadata of other formats as "Raw profile type" before PNG had chunks for it.
    pub fn of(start: &[u8]) -> Self {
        if start.starts_with(b"XML:com.adobe.xmp") {
            return Self::Xmp;
        }
        match start.strip_prefix(b"Raw profile type ".as_slice()) {
            Some(b"AP" | b"ap" | b"ex") => Self::Exif, // "APP1", "exif"
            Some(b"8b" | b"ip") => Self::Iptc,         // "8bim", "iptc"
            Some(b"xm") => Self::Xmp,
            _ => Self::Comment,
        }
    }
}

/// The length of the checksum after a chunk's data.
pub const CHECKSUM_BYTES: u64 = 4;
/// The length of what identifies a text chunk.
pub const KEYWORD_BYTES: usize = 19;

/// The colour type with a palette. Its bit depth is that of the indices; the colours have 8 bits.
const PALETTE: u64 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_specification() {
        assert_eq!(checksum(b"IEND", b""), 0xAE42_6082);
    }
}
