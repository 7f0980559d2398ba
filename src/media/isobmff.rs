//! HEIC and AVIF: boxes in boxes. One of them, `meta`, lists the items of the file and their properties.
//! (ISO/IEC 14496-12 and 23008-12; which way `imir` and `irot` turn is as libheif and libavif have it.)

use crate::media::bytes::{big, take_big, window};
use crate::media::exif::{EXIF_BYTES, Exif};
use crate::media::info::{ImageInfo, Size};
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Walks from box to box up to `meta`, reads it, and then the EXIF block that it points to.
///
/// The orientation comes from `irot` and `imir`: viewers ignore that of EXIF in these files.
pub fn inspect(walk: &Walk, at: &mut u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    info.alpha = Some(false);
    loop {
        let (header, length) = match walk.big(*at, 4)? {
            0 => (8, walk.length().saturating_sub(*at)),
            1 => (16, walk.big(*at + 8, 8)?),
            length => (8, length),
        };
        let content = length.checked_sub(header).ok_or(MALFORMED)?;
        match walk.bytes(*at + 4, 4)? {
            b"ftyp" => {
                info.animated = matches!(walk.bytes(*at + header, 4)?, b"avis" | b"hevc" | b"hevx" | b"msf1")
            }
            b"meta" => {
                // The first four bytes are version and flags.
                let length =
                    usize::try_from(content).ok().filter(|length| *length <= META_BYTES).ok_or(MALFORMED)?;
                let meta = walk.bytes(*at + header, length)?.get(4..).ok_or(MALFORMED)?;
                read_properties(meta, info).ok_or(MALFORMED)?;
                return read_items(walk, meta, info);
            }
            _ => {}
        }
        *at = at.checked_add(length).ok_or(MALFORMED)?;
    }
}

/// Reads the properties of the image that the file is about.
fn read_properties(meta: &[u8], info: &mut ImageInfo) -> Option<()> {
    let mut primary = find(meta, b"pitm")?;
    let version = take_big(&mut primary, 4)? >> 24;
    let primary = take_big(&mut primary, if version == 0 { 2 } else { 4 })?;
    let properties = find(meta, b"iprp")?;
    let container = find(properties, b"ipco")?;
    if Boxes(container).any(|(name, content)| name == b"auxC" && is_alpha(content)) {
        info.alpha = Some(true);
    }
    let mut rest = find(properties, b"ipma")?;
    let version_and_flags = take_big(&mut rest, 4)?;
    let wide = version_and_flags & 1 != 0;
    for _ in 0..take_big(&mut rest, 4)? {
        let item = take_big(&mut rest, if version_and_flags >> 24 == 0 { 2 } else { 4 })?;
        for _ in 0..take_big(&mut rest, 1)? {
            // The highest bit says whether the property must be understood.
            let index = if wide { take_big(&mut rest, 2)? & 0x7FFF } else { take_big(&mut rest, 1)? & 0x7F };
            let property = (index as usize).checked_sub(1).and_then(|index| Boxes(container).nth(index));
            if let (true, Some((name, content))) = (item == primary, property) {
                read_property(name, content, info);
            }
        }
    }
    Some(())
}

/// Reads one property of the image.
fn read_property(name: &[u8], content: &[u8], info: &mut ImageInfo) {
    let byte = |at| content.get(at).copied().unwrap_or(0);
    match name {
        b"ispe" => {
            let size = big(content, 4, 4).zip(big(content, 8, 4));
            info.size = size.and_then(|(width, height)| Size::new(width, height));
        }
        b"irot" => (0..byte(0) & 3).for_each(|_| info.orientation = turned_left(info.orientation)),
        b"imir" if byte(0) & 1 == 0 => {
            info.orientation = turned_left(turned_left(mirrored(info.orientation)))
        }
        b"imir" => info.orientation = mirrored(info.orientation),
        b"colr" => info.icc |= matches!(window(content, 0, 4), Some(b"prof" | b"rICC")),
        b"pixi" => info.bit_depth = content.get(5).copied(),
        b"av1C" => {
            info.bit_depth = Some([8, 8, 10, 12].get(usize::from(byte(2) >> 5 & 3)).copied().unwrap_or(8))
        }
        b"hvcC" => info.bit_depth = Some((byte(17) & 7) + 8),
        _ => {}
    }
}

/// Reads the list of items for EXIF and XMP.
fn read_items(walk: &Walk, meta: &[u8], info: &mut ImageInfo) -> Result<(), Incomplete> {
    let list = find(meta, b"iinf").ok_or(MALFORMED)?;
    let entries = list.get(if list.first() == Some(&0) { 6 } else { 8 }..).ok_or(MALFORMED)?;
    for (_, mut rest) in Boxes(entries) {
        let version = take_big(&mut rest, 4).unwrap_or(0) >> 24;
        let Some(item) = take_big(&mut rest, if version == 2 { 2 } else { 4 }) else { continue };
        match rest.get(2..6) {
            Some(b"Exif") => {
                info.exif = true;
                if let Some((at, length)) = find(meta, b"iloc").and_then(|list| locate(list, item)) {
                    let block = walk.some_bytes(at, length, EXIF_BYTES)?;
                    // Begins with the number of bytes between it and the byte order mark.
                    let skipped =
                        big(block, 0, 4).and_then(|skipped| usize::try_from(skipped).ok()).unwrap_or(0);
                    info.gps |= Exif::read(block.get(skipped.saturating_add(4)..).unwrap_or_default()).gps;
                }
            }
            Some(b"mime") => info.xmp |= rest.windows(8).any(|part| part == b"rdf+xml\0"),
            _ => {}
        }
    }
    Ok(())
}

/// Finds where in the file the first part of an item is, and how long.
fn locate(list: &[u8], wanted: u64) -> Option<(u64, u64)> {
    let mut rest = list;
    let version = take_big(&mut rest, 4)? >> 24;
    let widths = take_big(&mut rest, 2)?;
    let width = |shift: u64| (widths >> shift & 15).min(8) as usize;
    let id_width = if version < 2 { 2 } else { 4 };
    for _ in 0..take_big(&mut rest, id_width)? {
        let item = take_big(&mut rest, id_width)?;
        let method = if version == 0 { 0 } else { take_big(&mut rest, 2)? & 15 };
        take_big(&mut rest, 2)?;
        let base = take_big(&mut rest, width(4))?;
        for _ in 0..take_big(&mut rest, 2)? {
            if version > 0 {
                take_big(&mut rest, width(0))?;
            }
            let (offset, length) = (take_big(&mut rest, width(12))?, take_big(&mut rest, width(8))?);
            if item == wanted {
                return (method == 0).then_some((base.checked_add(offset)?, length));
            }
        }
    }
    None
}

/// The content of the first box of a name.
fn find<'a>(boxes: &'a [u8], wanted: &[u8]) -> Option<&'a [u8]> {
    Boxes(boxes).find(|(name, _)| *name == wanted).map(|(_, content)| content)
}

/// Names and contents of boxes that follow each other.
struct Boxes<'a>(&'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (header, length) = match big(self.0, 0, 4)? {
            0 => (8, self.0.len()),
            1 => (16, usize::try_from(big(self.0, 8, 8)?).ok()?),
            length => (8, usize::try_from(length).ok()?),
        };
        let found = (window(self.0, 4, 4)?, self.0.get(header..length)?);
        self.0 = self.0.get(length..)?;
        Some(found)
    }
}

/// Returns whether the image that has this property is the alpha channel of another.
fn is_alpha(property: &[u8]) -> bool {
    let name = property.get(4..).unwrap_or_default();
    name.starts_with(b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
        || name.starts_with(b"urn:mpeg:hevc:2015:auxid:1")
}

/// The orientation after a quarter turn to the left.
fn turned_left(orientation: u8) -> u8 {
    match orientation {
        5 => 4,
        6 => 1,
        7 => 2,
        8 => 3,
        1 => 8,
        2 => 5,
        3 => 6,
        _ => 7,
    }
}

/// The orientation after left and right change places.
fn mirrored(orientation: u8) -> u8 {
    (orientation.wrapping_sub(1) ^ 1).wrapping_add(1)
}

/// The longest `meta` that is read: a phone's has about 4 KB, one of many tiles some 100 KB.
const META_BYTES: usize = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    /// Turns and mirrors a tiny image by the words of the EXIF specification.
    fn shown(orientation: u8, [a, b, c, d]: [char; 4]) -> [char; 4] {
        match orientation {
            1 => [a, b, c, d],
            2 => [b, a, d, c],
            3 => [d, c, b, a],
            4 => [c, d, a, b],
            5 => [a, c, b, d],
            6 => [c, a, d, b],
            7 => [d, b, c, a],
            _ => [b, d, a, c],
        }
    }

    #[test]
    fn turning_and_mirroring_orientations_does_what_it_does_to_images() {
        let image = ['a', 'b', 'c', 'd'];
        for orientation in 1..=8 {
            let seen = shown(orientation, image);
            assert_eq!(shown(turned_left(orientation), image), shown(8, seen), "{orientation}");
            assert_eq!(shown(mirrored(orientation), image), shown(2, seen), "{orientation}");
        }
    }
}
