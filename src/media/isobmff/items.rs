//! The items of a file that hold metadata: their kinds, their places and their content.

use crate::media::bytes::{big, take_big};
use crate::media::exif::{EXIF_BYTES, Exif};
use crate::media::fact::Fact;
use crate::media::info::ImageInfo;
use crate::media::isobmff::boxes::{Boxes, find};
use crate::media::parse_error::ParseError;
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// An item with metadata.
pub struct Item {
    pub kind: Kind,
    /// The offset in the file and the length of its first part. `None` if it is not in the file.
    pub place: Option<(u64, u64)>,
    /// Whether it has further parts, which are not read.
    pub has_more: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Exif,
    Xmp,
}

/// The items of a file.
pub struct Kinds {
    /// The numbers of those with EXIF, in rising order.
    pub exif: Vec<u64>,
    /// The numbers of those with XMP, in rising order.
    pub xmp: Vec<u64>,
    /// The numbers of the images, in rising order.
    pub images: Vec<u64>,
    /// Whether the image that the file is about is of a kind that has no transparency of its own.
    pub is_opaque: bool,
}

/// Reads the list of items.
pub fn read_kinds(walk: &Walk, meta: &[u8], primary: u64, info: &mut ImageInfo) -> Result<Kinds, Incomplete> {
    let list = find(meta, b"iinf").ok_or(MALFORMED)?;
    let entries = list.get(if list.first() == Some(&0) { 6 } else { 8 }..).ok_or(MALFORMED)?;
    let announced = big(list, 4, if list.first() == Some(&0) { 2 } else { 4 });
    let (mut exif, mut xmp, mut images) = (Vec::new(), Vec::new(), Vec::new());
    let (mut is_opaque, mut count) = (false, 0);
    for found in Boxes::of(entries) {
        count += 1;
        walk.count(found.content.len() as u64);
        let mut rest = found.content;
        let version = take_big(&mut rest, 4).unwrap_or(0) >> 24;
        // The entries of older versions have another form.
        if version < 2 {
            return Err(MALFORMED);
        }
        let Some(item) = take_big(&mut rest, if version == 2 { 2 } else { 4 }) else { continue };
        match rest.get(2..6) {
            Some(b"Exif") => {
                info.metadata.exif.found();
                exif.push(item);
            }
            Some(b"mime") if rest.windows(8).any(|part| part == b"rdf+xml\0") => {
                info.metadata.xmp.found();
                xmp.push(item);
            }
            Some(b"mime" | b"uri ") => info.metadata.other.found(),
            kind => {
                images.push(item);
                // These hold pixels, or say how others are put together.
                if !matches!(kind, Some(b"av01" | b"grid" | b"hvc1" | b"iden" | b"iovl" | b"tmap")) {
                    info.metadata.gps.unread();
                }
                is_opaque |= item == primary && matches!(kind, Some(b"av01" | b"hvc1" | b"grid" | b"jpeg"));
            }
        }
    }
    if announced != Some(count) {
        return Err(MALFORMED);
    }
    for numbers in [&mut exif, &mut xmp, &mut images] {
        numbers.sort_unstable();
        numbers.dedup();
    }
    Ok(Kinds { exif, xmp, images, is_opaque })
}

/// Finds where the items of these kinds are; `within` is the offset of the data in `meta`.
pub fn read_places(walk: &Walk, list: &[u8], kinds: &Kinds, within: Option<u64>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = list;
    // What cannot be read to its end has the items that were read.
    let _ = read_place_list(walk, &mut rest, kinds, within, &mut items);
    items
}

fn read_place_list(
    walk: &Walk,
    rest: &mut &[u8],
    kinds: &Kinds,
    within: Option<u64>,
    items: &mut Vec<Item>,
) -> Option<()> {
    let version = take_big(rest, 4)? >> 24;
    let widths = take_big(rest, 2)?;
    let width = |shift: u64| (widths >> shift & 15).min(8) as usize;
    let index_width = if version > 0 { width(0) } else { 0 };
    let part_bytes = index_width + width(12) + width(8);
    let id_width = if version < 2 { 2 } else { 4 };
    for _ in 0..take_big(rest, id_width)? {
        walk.count(1);
        let id = take_big(rest, id_width)?;
        let method = if version == 0 { 0 } else { take_big(rest, 2)? & 15 };
        take_big(rest, 2)?;
        let base = take_big(rest, width(4))?;
        let parts = take_big(rest, 2)?;
        let mut first = rest.get(..part_bytes)?;
        // Parts of no bytes are passed over together, however many they are.
        *rest = rest.get(part_bytes.checked_mul(usize::try_from(parts).ok()?)?..)?;
        let kind = match (kinds.exif.binary_search(&id), kinds.xmp.binary_search(&id)) {
            (Ok(_), _) => Kind::Exif,
            (_, Ok(_)) => Kind::Xmp,
            _ => continue,
        };
        take_big(&mut first, index_width)?;
        let (offset, length) = (take_big(&mut first, width(12))?, take_big(&mut first, width(8))?);
        let origin = match method {
            0 => Some(0),
            1 => within,
            _ => None,
        };
        let place = origin.and_then(|origin| origin.checked_add(base)?.checked_add(offset));
        let place = place.filter(|_| parts > 0).map(|place| (place, length));
        items.push(Item { kind, place, has_more: parts != 1 });
    }
    Some(())
}

/// Reads an item with metadata.
pub fn read_item(walk: &Walk, item: &Item, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let Some((at, length)) = item.place else {
        info.metadata.gps.unread();
        return Ok(());
    };
    // A length of 0 means up to the end.
    let left = walk.length().saturating_sub(at);
    let length = if length == 0 { left } else { length };
    let whole = !item.has_more && length <= EXIF_BYTES as u64;
    // Items may share their bytes: what is read for all of them is limited by the length of the file.
    if walk.work() > walk.length().saturating_mul(WORK_PER_BYTE) + MIN_WORK {
        return Err(Incomplete::ParseError(ParseError::TooManyParts));
    }
    let data = walk.some_bytes(at, length, EXIF_BYTES)?;
    match item.kind {
        Kind::Exif => {
            let exif = Exif::after_offset(data);
            info.metadata.add_exif(&exif);
            if !whole && exif.gps != Some(true) {
                info.metadata.gps.unread();
            }
        }
        Kind::Xmp => info.metadata.add_xmp(data, whole),
    }
    Ok(())
}

/// The work that is done for items that share their bytes.
const WORK_PER_BYTE: u64 = 8;
const MIN_WORK: u64 = 1 << 18;
