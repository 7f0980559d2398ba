//! WebP: a RIFF file. An image with more than its pixels begins with `VP8X`. (RFC 9649.)

use crate::media::exif::{EXIF_BYTES, Exif};
use crate::media::info::{ImageInfo, Size};
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Walks from chunk to chunk.
pub fn inspect(walk: &Walk, at: &mut u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let end = (walk.little(4, 4)? + 8).min(walk.length());
    *at = (*at).max(FIRST_CHUNK);
    info.bit_depth = Some(8);
    let flags = flags(walk)?;
    while *at < end {
        let length = walk.little(*at + 4, 4)?;
        let data = *at + 8;
        match walk.bytes(*at, 4)? {
            b"VP8X" => {
                info.alpha = Some(flags & ALPHA != 0);
                info.animated = flags & ANIMATION != 0;
                info.size = Size::new(walk.little(data + 4, 3)? + 1, walk.little(data + 7, 3)? + 1);
            }
            b"VP8 " if info.size.is_none() => {
                info.alpha = Some(false);
                info.size = Size::new(walk.little(data + 6, 2)? & 0x3FFF, walk.little(data + 8, 2)? & 0x3FFF);
            }
            b"VP8L" if info.size.is_none() => {
                let header = walk.little(data + 1, 4)?;
                info.alpha = Some(header >> 28 & 1 != 0);
                info.size = Size::new((header & 0x3FFF) + 1, (header >> 14 & 0x3FFF) + 1);
            }
            b"ICCP" => info.icc = true,
            b"XMP " => info.xmp = true,
            b"EXIF" => {
                let exif = read_exif(walk, data, length)?;
                if flags & EXIF != 0 && !info.exif {
                    info.orientation = exif.orientation.unwrap_or(1);
                }
                info.exif = true;
                info.gps |= exif.gps;
            }
            _ => {}
        }
        *at = data + length + length % 2;
    }
    if info.size.is_some() { Ok(()) } else { Err(MALFORMED) }
}

/// Returns the flags of a file that begins with `VP8X`; 0 for others.
///
/// libwebp, and with it every browser, reads the chunks `EXIF` and `XMP ` only if these flags announce them.
pub fn flags(walk: &Walk) -> Result<u64, Incomplete> {
    let extended = walk.bytes(FIRST_CHUNK, 4)? == b"VP8X";
    if extended { walk.little(FIRST_CHUNK + 8, 1) } else { Ok(0) }
}

/// Reads an `EXIF` chunk's data. Some writers put the name of a JPEG's segment before it.
pub fn read_exif(walk: &Walk, at: u64, length: u64) -> Result<Exif, Incomplete> {
    let data = walk.some_bytes(at, length, EXIF_BYTES)?;
    Ok(Exif::read(data.strip_prefix(b"Exif\0\0".as_slice()).unwrap_or(data)))
}

/// The offset of the first chunk.
pub const FIRST_CHUNK: u64 = 12;

/// The flag of `VP8X` for more than one frame.
pub const ANIMATION: u64 = 2;
/// The flag for EXIF.
pub const EXIF: u64 = 8;
/// The flag for XMP.
pub const XMP: u64 = 4;
/// The flag for pixels that may be transparent.
const ALPHA: u64 = 16;
