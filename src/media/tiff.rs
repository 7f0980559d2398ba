//! TIFF: directories of numbered entries, anywhere in the file. (TIFF 6.0.) BigTIFF is detected but not read.

use crate::media::exif::{self, ENTRY_BYTES, Entry};
use crate::media::info::{ImageInfo, Size};
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Reads the first directory.
pub fn inspect(walk: &Walk, _at: &mut u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let (number, directory) = exif::header(walk.bytes(0, 8)?).ok_or(MALFORMED)?;
    let directory = directory as u64;
    let count = number(walk.bytes(directory, 2)?, 0, 2).ok_or(MALFORMED)?;
    let entries = walk.bytes(directory + 2, ENTRY_BYTES * count as usize)?;
    let (mut width, mut height, mut bits) = (0, 0, None);
    info.alpha = Some(false);
    for entry in entries.chunks_exact(ENTRY_BYTES) {
        let Some(entry) = Entry::read(entry, number) else { continue };
        match entry.tag {
            256 => width = entry.value,
            257 => height = entry.value,
            258 => bits = Some(entry),
            274 => info.orientation = entry.orientation().unwrap_or(1),
            // Two or four samples a pixel: with alpha, or CMYK.
            277 if entry.value % 2 == 0 => info.alpha = None,
            338 => info.alpha = Some(true),
            700 => info.xmp = true,
            33_723 | 34_377 => info.iptc = true,
            34_665 => info.exif = true,
            34_675 => info.icc = true,
            exif::GPS => info.gps = true,
            _ => {}
        }
    }
    info.size = Size::new(width, height);
    if let Some(bits) = bits {
        let depth = if bits.count < 3 { Some(bits.value) } else { number(walk.bytes(bits.value, 2)?, 0, 2) };
        info.bit_depth = depth.and_then(|depth| u8::try_from(depth).ok());
    }
    Ok(())
}
