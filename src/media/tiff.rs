//! TIFF: directories of numbered entries, anywhere in the file. (TIFF 6.0.) BigTIFF is detected but not read.

use crate::media::exif::{self, ENTRY_BYTES, EXIF_BYTES, Entry, Number};
use crate::media::fact::Fact;
use crate::media::info::{ImageInfo, Size};
use crate::media::photoshop::Photoshop;
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Reads the first directory, and what it points to.
pub fn inspect(walk: &Walk, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let (number, directory) = exif::header(walk.bytes(0, 8)?).ok_or(MALFORMED)?;
    let entries = read_directory(walk, directory as u64, number)?;
    let end = directory as u64 + 2 + entries.len() as u64;
    let mut has_more = number(walk.bytes(end, 4)?, 0, 4) != Some(0);
    let (mut width, mut height, mut bits, mut samples) = (None, None, None, 1);
    let mut is_smaller_copy = false;
    let mut found = ImageInfo::new(info.format);
    let metadata = &mut found.metadata;
    // Any other tag may name people, places or cameras.
    metadata.other.unread();
    found.alpha = Some(false);
    found.animated = Some(false);
    let (mut xmp, mut photoshop, mut credentials, mut gps) = (None, None, None, None);
    for entry in entries.chunks_exact(ENTRY_BYTES) {
        let Some(entry) = Entry::read(entry, number) else { continue };
        match entry.tag {
            254 => is_smaller_copy = entry.value & 1 != 0,
            256 => width = Some(agreed(width, entry.value)),
            257 => height = Some(agreed(height, entry.value)),
            258 => bits = Some(entry),
            274 => found.orientation = entry.orientation(),
            277 => samples = entry.value,
            338 => found.alpha = Some(true),
            700 => xmp = xmp.or(Some(entry)),
            330 => has_more = true,
            33_723 if entry.count > 0 => metadata.iptc.found(),
            34_377 => photoshop = photoshop.or(Some(entry)),
            34_665 => metadata.exif.found(),
            34_675 => metadata.icc.found(),
            52_545 => credentials = credentials.or(Some(entry)),
            exif::GPS => gps = gps.or(Some(entry)),
            _ => {}
        }
    }
    // Two or four samples a pixel: with alpha, or CMYK.
    if samples % 2 == 0 && found.alpha == Some(false) {
        found.alpha = None;
    }
    if has_more {
        // A page, or a smaller copy of the image, with metadata of its own.
        metadata.exif.unread();
        metadata.gps.unread();
        metadata.iptc.unread();
        metadata.xmp.unread();
        found.animated = None;
    }
    found.size = width.zip(height).and_then(|(width, height)| Size::new(width, height));
    let data = |entry: Entry| {
        Ok((walk.some_bytes(entry.value, entry.count, EXIF_BYTES)?, entry.count <= EXIF_BYTES as u64))
    };
    if let Some(entry) = xmp {
        let (text, whole) = data(entry)?;
        metadata.add_xmp(text, whole);
    }
    if let Some(entry) = photoshop {
        let (blocks, whole) = data(entry)?;
        metadata.add_photoshop(&Photoshop::read(blocks, whole));
    }
    if let Some(entry) = credentials {
        let (text, whole) = data(entry)?;
        metadata.add_content_credentials(text, whole);
    }
    if let Some(entry) = gps {
        let entries = read_directory(walk, entry.value, number)?;
        let tag = |entry| number(entry, 0, 2).is_some_and(exif::is_coordinate);
        metadata.gps.add(Some(entries.chunks_exact(ENTRY_BYTES).any(tag)));
    }
    if let Some(bits) = bits {
        let depth = if bits.count < 3 { Some(bits.value) } else { number(walk.bytes(bits.value, 2)?, 0, 2) };
        found.bit_depth = depth.and_then(|depth| u8::try_from(depth).ok());
    }
    // The image itself is in another directory.
    if is_smaller_copy {
        (found.size, found.bit_depth, found.alpha) = (None, None, None);
    }
    *info = found;
    Ok(())
}

/// Returns a side of the image; 0 if the file has two, for readers differ in which of them they take.
fn agreed(first: Option<u64>, side: u64) -> u64 {
    if first.is_none_or(|first| first == side) { side } else { 0 }
}

/// Reads the entries of a directory.
fn read_directory(walk: &Walk, at: u64, number: Number) -> Result<&[u8], Incomplete> {
    let count = number(walk.bytes(at, 2)?, 0, 2).ok_or(MALFORMED)?;
    walk.bytes(at + 2, ENTRY_BYTES * count as usize)
}
