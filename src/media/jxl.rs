//! JPEG XL: a bare codestream, or boxes that hold it among others. (ISO/IEC 18181-1 and 18181-2.)

use crate::media::bytes::big;
use crate::media::exif::{EXIF_BYTES, Exif};
use crate::media::fact::Fact;
use crate::media::info::{ImageInfo, Size};
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Walks from box to box.
pub fn inspect(walk: &Walk, at: &mut u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    // A colour profile is compressed within the codestream.
    info.metadata.icc = None;
    if walk.bytes(0, 2)? == CODESTREAM {
        // Only decoding shows where it ends.
        info.metadata.other.unread();
        return read_codestream(walk, 0, walk.length(), info);
    }
    while *at < walk.length() {
        let (header, length) = match walk.big(*at, 4)? {
            0 => (8, walk.length() - *at),
            1 => (16, walk.big(*at + 8, 8)?),
            length => (8, length),
        };
        let count = length.checked_sub(header).ok_or(MALFORMED)?;
        read_box(walk, walk.bytes(*at + 4, 4)?, *at + header, count, info)?;
        *at = at.checked_add(length).ok_or(MALFORMED)?;
    }
    Ok(())
}

/// Reads a box whose content has `count` bytes at `data`.
fn read_box(walk: &Walk, name: &[u8], data: u64, count: u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let text = || Ok((walk.some_bytes(data, count, EXIF_BYTES)?, count <= EXIF_BYTES as u64));
    match name {
        b"JXL " | b"ftyp" | b"jxll" | b"jxli" => {}
        // What a JPEG had besides its pixels.
        b"jbrd" => info.metadata.other.found(),
        b"jxlc" => read_codestream(walk, data, count, info)?,
        // The number of the part, then the codestream.
        b"jxlp" if walk.big(data, 4)? & 0x7FFF_FFFF == 0 => {
            read_codestream(walk, data + 4, count.saturating_sub(4), info)?;
        }
        b"jxlp" => {}
        b"Exif" => {
            let (block, whole) = text()?;
            let exif = Exif::after_offset(block);
            info.metadata.add_exif(&Exif { has_more: exif.has_more || !whole, ..exif });
        }
        b"xml " => {
            let (text, whole) = text()?;
            info.metadata.add_xmp(text, whole);
        }
        b"jumb" => {
            let (text, whole) = text()?;
            info.metadata.add_content_credentials(text, whole);
        }
        // A compressed box, whose name comes first.
        b"brob" => {
            info.metadata.gps.unread();
            match walk.bytes(data, 4)? {
                b"Exif" => info.metadata.exif.found(),
                b"xml " => info.metadata.xmp.found(),
                b"jumb" => info.metadata.content_credentials.found(),
                _ => info.metadata.add_unknown(),
            }
        }
        _ => info.metadata.add_unknown(),
    }
    Ok(())
}

/// Reads the headers of a codestream as far as the orientation.
fn read_codestream(walk: &Walk, at: u64, count: u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let mut bits = Bits { bytes: walk.some_bytes(at, count, HEADER_BYTES)?, at: 16 };
    read_headers(&mut bits, info).ok_or(MALFORMED)
}

fn read_headers(bits: &mut Bits, info: &mut ImageInfo) -> Option<()> {
    info.size = bits.size()?;
    if bits.take(1)? == 1 {
        // All values are the defaults.
        info.orientation = Some(1);
        info.alpha = Some(false);
        info.animated = Some(false);
        info.bit_depth = Some(8);
        return Some(());
    }
    if bits.take(1)? == 0 {
        info.orientation = Some(1);
        info.animated = Some(false);
        return Some(());
    }
    info.orientation = Some(bits.take(3)? as u8 + 1);
    if bits.take(1)? == 1 {
        bits.size()?;
    }
    // Where a preview's size follows, what is after it is not read.
    if bits.take(1)? == 1 {
        info.metadata.thumbnail.found();
    } else {
        info.animated = Some(bits.take(1)? == 1);
    }
    Some(())
}

/// Numbers of some bits, lowest first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: usize) -> Option<u64> {
        let bit = |at: usize| Some(big(self.bytes, at / 8, 1)? >> (at % 8) & 1);
        let number = (0..count).try_fold(0, |number, index| Some(number | bit(self.at + index)? << index));
        self.at += count;
        number
    }

    /// Reads a width and a height.
    fn size(&mut self) -> Option<Option<Size>> {
        let is_small = self.take(1)? == 1;
        let height = self.side(is_small)?;
        let width = match self.take(3)? {
            0 => self.side(is_small)?,
            1 => height,
            2 => height * 12 / 10,
            3 => height * 4 / 3,
            4 => height * 3 / 2,
            5 => height * 16 / 9,
            6 => height * 5 / 4,
            _ => height * 2,
        };
        Some(Size::new(width, height))
    }

    fn side(&mut self, is_small: bool) -> Option<u64> {
        if is_small {
            return Some((self.take(5)? + 1) * 8);
        }
        let count = [9, 13, 18, 30].get(usize::try_from(self.take(2)?).ok()?).copied()?;
        Some(self.take(count)? + 1)
    }
}

/// The first bytes of a codestream.
const CODESTREAM: &[u8] = b"\xFF\x0A";
/// More than the headers that are read have.
const HEADER_BYTES: usize = 64;
