//! HEIC and AVIF: boxes in boxes. One of them, `meta`, lists the items of the file and their properties.
//! (ISO/IEC 14496-12 and 23008-12; which way `imir` and `irot` turn is as libheif and libavif have it.)

use crate::media::bytes::{big, take_big, window};
use crate::media::exif::{EXIF_BYTES, Exif};
use crate::media::info::{Fact, ImageInfo, Size};
use crate::media::parse_error::ParseError;
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Walks from box to box, and reads the EXIF and XMP that `meta` points to.
///
/// The orientation comes from `irot` and `imir`: viewers ignore that of EXIF in these files.
pub fn inspect(walk: &Walk, state: &mut State, info: &mut ImageInfo) -> Result<(), Incomplete> {
    while state.at < walk.length() {
        read_box(walk, state, info)?;
    }
    if !state.has_meta && !state.has_track {
        return Err(MALFORMED);
    }
    while let Some(item) = state.items.last() {
        read_item(walk, item, info)?;
        state.items.pop();
    }
    info.animated = Some(state.is_sequence && state.has_track);
    if info.animated == Some(true) {
        // The alpha channel of a sequence is a track of its own.
        info.alpha = info.alpha.filter(|alpha| *alpha);
    }
    Ok(())
}

/// The state of a walk from box to box.
#[derive(Default)]
pub struct State {
    at: u64,
    has_meta: bool,
    /// Whether there is a track of more than one image.
    has_track: bool,
    is_sequence: bool,
    /// What is still to be read.
    items: Vec<Item>,
}

/// An item with metadata.
struct Item {
    kind: Kind,
    /// The offset in the file and the length of its first part. `None` if it is not in the file.
    place: Option<(u64, u64)>,
    /// Whether it has further parts, which are not read.
    has_more: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Exif,
    Xmp,
}

/// Reads a box of the file.
fn read_box(walk: &Walk, state: &mut State, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let at = state.at;
    let (header, length) = match walk.big(at, 4)? {
        0 => (8, walk.length() - at),
        1 => (16, walk.big(at + 8, 8)?),
        length => (8, length),
    };
    let content = length.checked_sub(header).ok_or(MALFORMED)?;
    let data = at + header;
    // A version and flags come first in some.
    let whole = || {
        let length = usize::try_from(content).ok().filter(|length| *length <= META_BYTES).ok_or(MALFORMED)?;
        walk.bytes(data, length)
    };
    match walk.bytes(at + 4, 4)? {
        b"ftyp" => {
            let brand = walk.bytes(data, 4)?;
            state.is_sequence = matches!(brand, b"avis" | b"hevc" | b"hevx" | b"msf1");
        }
        b"meta" if !state.has_meta => {
            state.items = read_meta(walk, data, whole()?, info)?;
            state.has_meta = true;
        }
        b"moov" => {
            let movie = whole()?;
            walk.count(movie.len() as u64);
            let track = find(movie, b"trak");
            state.has_track = track.and_then(images_of_track).is_some_and(|images| images > 1);
            if info.size.is_none() {
                info.size = track.and_then(size_of_track);
            }
            if movie.windows(4).any(|part| part == b"auxv") {
                info.alpha = Some(true);
            }
            // A track may have metadata of any kind.
            if movie.windows(4).any(|part| matches!(part, b"meta" | b"udta")) {
                info.metadata.other.unread();
                info.metadata.gps.unread();
            }
        }
        b"uuid" => match walk.bytes(data, 16)? {
            CONTENT_CREDENTIALS => {
                let limit = EXIF_BYTES;
                info.metadata
                    .add_content_credentials(walk.some_bytes(data, content, limit)?, content <= limit as u64);
            }
            XMP => {
                let limit = EXIF_BYTES;
                info.metadata.add_xmp(walk.some_bytes(data, content, limit)?, content <= limit as u64);
            }
            _ => info.metadata.other.found(),
        },
        b"jumb" => {
            let text = walk.some_bytes(data, content, EXIF_BYTES)?;
            info.metadata.add_content_credentials(text, content <= EXIF_BYTES as u64);
        }
        b"mdat" | b"idat" => {}
        b"free" | b"skip" if content == 0 => {}
        _ => info.metadata.other.found(),
    }
    state.at = at.checked_add(length).ok_or(MALFORMED)?;
    Ok(())
}

/// Reads the content of `meta`, which begins at `start`: the properties of the image that the file is about, and
/// where its EXIF and XMP are.
fn read_meta(walk: &Walk, start: u64, meta: &[u8], info: &mut ImageInfo) -> Result<Vec<Item>, Incomplete> {
    // The first four bytes are version and flags.
    let boxes = meta.get(4..).ok_or(MALFORMED)?;
    walk.count(boxes.len() as u64);
    let primary = find(boxes, b"pitm").and_then(read_primary).ok_or(MALFORMED)?;
    let properties = read_properties(walk, boxes, primary, info).ok_or(MALFORMED);
    let (kinds, is_opaque) = read_kinds(walk, boxes, primary, info)?;
    properties?;
    if !is_opaque {
        info.alpha = info.alpha.filter(|alpha| *alpha);
    }
    // Data within `meta` itself are given by their offset in this box.
    let within = Boxes::of(boxes).find(|found| found.name == b"idat").map(|found| start + 4 + found.at);
    let places = find(boxes, b"iloc").map(|list| read_places(walk, list, &kinds, within));
    let mut items = places.unwrap_or_default();
    if items.len() < kinds.len() {
        // Some are in no list, and so cannot be found.
        items.push(Item { kind: Kind::Xmp, place: None, has_more: true });
    }
    Ok(items)
}

/// Reads the number of the image that the file is about.
fn read_primary(mut content: &[u8]) -> Option<u64> {
    let version = take_big(&mut content, 4)? >> 24;
    take_big(&mut content, if version == 0 { 2 } else { 4 })
}

/// Reads the properties of the image that the file is about.
fn read_properties(walk: &Walk, meta: &[u8], primary: u64, info: &mut ImageInfo) -> Option<()> {
    let properties = find(meta, b"iprp")?;
    let container: Vec<_> = Boxes::of(find(properties, b"ipco")?).collect();
    let has_alpha = container.iter().any(|found| found.name == b"auxC" && is_alpha(found.content));
    info.alpha = Some(has_alpha);
    info.orientation = Some(1);
    let lists = Boxes::of(properties).filter(|found| found.name == b"ipma");
    for mut rest in lists.map(|found| found.content) {
        let version_and_flags = take_big(&mut rest, 4)?;
        let wide = version_and_flags & 1 != 0;
        for _ in 0..take_big(&mut rest, 4)? {
            let item = take_big(&mut rest, if version_and_flags >> 24 == 0 { 2 } else { 4 })?;
            for _ in 0..take_big(&mut rest, 1)? {
                walk.count(1);
                // The highest bit says whether the property must be understood.
                let index =
                    if wide { take_big(&mut rest, 2)? & 0x7FFF } else { take_big(&mut rest, 1)? & 0x7F };
                let property = (index as usize).checked_sub(1).and_then(|index| container.get(index));
                if let Some(property) = property.filter(|_| item == primary) {
                    read_property(property.name, property.content, info);
                }
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
        b"irot" => {
            info.orientation =
                info.orientation.map(|first| (0..byte(0) & 3).fold(first, |turn, _| turned_left(turn)));
        }
        b"imir" if byte(0) & 1 == 0 => {
            info.orientation = info.orientation.map(|turn| turned_left(turned_left(mirrored(turn))));
        }
        b"imir" => info.orientation = info.orientation.map(mirrored),
        b"colr" if matches!(window(content, 0, 4), Some(b"prof" | b"rICC")) => info.metadata.icc.found(),
        b"pixi" => info.bit_depth = content.get(5).copied(),
        b"av1C" => {
            info.bit_depth = Some([8, 8, 10, 12].get(usize::from(byte(2) >> 5 & 3)).copied().unwrap_or(8))
        }
        b"hvcC" => info.bit_depth = Some((byte(17) & 7) + 8),
        _ => {}
    }
}

/// Reads the list of items: the numbers of those with EXIF and XMP in rising order, and whether the image that
/// the file is about is of a kind that has no transparency of its own.
fn read_kinds(
    walk: &Walk,
    meta: &[u8],
    primary: u64,
    info: &mut ImageInfo,
) -> Result<(Vec<(u64, Kind)>, bool), Incomplete> {
    let list = find(meta, b"iinf").ok_or(MALFORMED)?;
    let entries = list.get(if list.first() == Some(&0) { 6 } else { 8 }..).ok_or(MALFORMED)?;
    let (mut kinds, mut is_opaque) = (Vec::new(), false);
    for found in Boxes::of(entries) {
        walk.count(found.content.len() as u64);
        let mut rest = found.content;
        let version = take_big(&mut rest, 4).unwrap_or(0) >> 24;
        let Some(item) = take_big(&mut rest, if version == 2 { 2 } else { 4 }) else { continue };
        match rest.get(2..6) {
            Some(b"Exif") => {
                info.metadata.exif.found();
                kinds.push((item, Kind::Exif));
            }
            Some(b"mime") if rest.windows(8).any(|part| part == b"rdf+xml\0") => {
                info.metadata.xmp.found();
                kinds.push((item, Kind::Xmp));
            }
            Some(b"mime" | b"uri ") => info.metadata.other.found(),
            Some(b"av01" | b"hvc1" | b"grid" | b"jpeg") if item == primary => is_opaque = true,
            _ => {}
        }
    }
    kinds.sort_unstable_by_key(|(item, _)| *item);
    kinds.dedup_by_key(|(item, _)| *item);
    Ok((kinds, is_opaque))
}

/// Finds where the items of these kinds are; `within` is the offset of the data in `meta`.
fn read_places(walk: &Walk, list: &[u8], kinds: &[(u64, Kind)], within: Option<u64>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = list;
    // What cannot be read to its end has the items that were read.
    let _ = read_place_list(walk, &mut rest, kinds, within, &mut items);
    items
}

fn read_place_list(
    walk: &Walk,
    rest: &mut &[u8],
    kinds: &[(u64, Kind)],
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
        let Ok(found) = kinds.binary_search_by_key(&id, |(item, _)| *item) else { continue };
        let kind = kinds.get(found)?.1;
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
fn read_item(walk: &Walk, item: &Item, info: &mut ImageInfo) -> Result<(), Incomplete> {
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

/// Returns the content of the first box of a name.
fn find<'a>(boxes: &'a [u8], wanted: &[u8]) -> Option<&'a [u8]> {
    Boxes::of(boxes).find(|found| found.name == wanted).map(|found| found.content)
}

/// Returns the number of images of a track.
fn images_of_track(track: &[u8]) -> Option<u64> {
    let media =
        [b"mdia", b"minf", b"stbl", b"stsz"].iter().try_fold(track, |boxes, name| find(boxes, *name))?;
    big(media, 8, 4)
}

/// Returns the size of a track's images, which are the last fields of its header: 16 bits, and 16 after the point.
fn size_of_track(track: &[u8]) -> Option<Size> {
    let header = find(track, b"tkhd")?;
    let at = header.len().checked_sub(8)?;
    Size::new(big(header, at, 2)?, big(header, at + 4, 2)?)
}

/// A box within another.
struct Box<'a> {
    name: &'a [u8],
    content: &'a [u8],
    /// The offset of the content in the list of boxes.
    at: u64,
}

/// Boxes that follow each other.
struct Boxes<'a> {
    rest: &'a [u8],
    at: usize,
}

impl<'a> Boxes<'a> {
    fn of(boxes: &'a [u8]) -> Self {
        Self { rest: boxes, at: 0 }
    }
}

impl<'a> Iterator for Boxes<'a> {
    type Item = Box<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let (header, length) = match big(self.rest, 0, 4)? {
            0 => (8, self.rest.len()),
            1 => (16, usize::try_from(big(self.rest, 8, 8)?).ok()?),
            length => (8, usize::try_from(length).ok()?),
        };
        let name = window(self.rest, 4, 4)?;
        let content = self.rest.get(header..length)?;
        let at = (self.at + header) as u64;
        self.rest = self.rest.get(length..)?;
        self.at += length;
        Some(Box { name, content, at })
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

/// The id of the box with Content Credentials. (C2PA 2.1, annex A.5.)
const CONTENT_CREDENTIALS: &[u8] = b"\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81";
/// The id of a box with XMP.
const XMP: &[u8] = b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC";
/// The work that is done for items that share their bytes.
const WORK_PER_BYTE: u64 = 8;
const MIN_WORK: u64 = 1 << 18;
/// The longest `meta` or `moov` that is read: a phone's has about 4 KB, one of many tiles some 100 KB.
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
