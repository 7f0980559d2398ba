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

impl Kinds {
    /// Returns the kind of the metadata in an item.
    fn of_metadata(&self, item: u64) -> Option<Kind> {
        match (self.exif.binary_search(&item), self.xmp.binary_search(&item)) {
            (Ok(_), _) => Some(Kind::Exif),
            (_, Ok(_)) => Some(Kind::Xmp),
            _ => None,
        }
    }
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

/// Where the items of a file are.
#[derive(Default)]
pub struct Places {
    /// The items with metadata.
    pub items: Vec<Item>,
    /// The parts of all items.
    pub parts: Vec<Place>,
    /// The numbers of all items.
    numbers: Vec<u64>,
}

/// Where some bytes of the file begin and end.
pub type Place = (u64, u64);

/// Finds where the items of these kinds are; `within` is the offset of the data in `meta`.
pub fn read_places(walk: &Walk, list: &[u8], kinds: &Kinds, within: Option<u64>) -> Places {
    let mut places = Places::default();
    let mut rest = list;
    // What cannot be read to its end has the items that were read.
    let _ = read_place_list(walk, &mut rest, kinds, within, &mut places);
    places.numbers.sort_unstable();
    if places.numbers.windows(2).any(|pair| pair.first() == pair.last()) {
        // Decoders may differ in which of an item's places they use.
        places.parts.clear();
    }
    places
}

fn read_place_list(
    walk: &Walk,
    rest: &mut &[u8],
    kinds: &Kinds,
    within: Option<u64>,
    places: &mut Places,
) -> Option<()> {
    let version = take_big(rest, 4)? >> 24;
    let widths = take_big(rest, 2)?;
    let width = |shift: u64| (widths >> shift & 15).min(8) as usize;
    let form =
        PartForm { index: if version > 0 { width(0) } else { 0 }, offset: width(12), length: width(8) };
    let id_width = if version < 2 { 2 } else { 4 };
    for _ in 0..take_big(rest, id_width)? {
        walk.count(1);
        let id = take_big(rest, id_width)?;
        let method = if version == 0 { 0 } else { take_big(rest, 2)? & 15 };
        take_big(rest, 2)?;
        let base = take_big(rest, width(4))?;
        let count = take_big(rest, 2)?;
        let origin = match method {
            0 => Some(base),
            1 => within.and_then(|within| within.checked_add(base)),
            _ => None,
        };
        let first = form.read(rest.get(..form.bytes())?, origin);
        // Parts of no bytes are passed over together, however many they are.
        let parts = rest.get(..form.bytes().checked_mul(usize::try_from(count).ok()?)?)?;
        *rest = rest.get(parts.len()..)?;
        if let Some(kind) = kinds.of_metadata(id) {
            places.items.push(Item { kind, place: first.filter(|_| count > 0), has_more: count != 1 });
        } else if kinds.images.binary_search(&id).is_err() {
            continue;
        }
        walk.count(parts.len() as u64);
        places.numbers.push(id);
        for part in parts.chunks_exact(form.bytes().max(1)) {
            let (at, length) = form.read(part, origin).unwrap_or_default();
            places.parts.push((at, at.saturating_add(length)));
        }
    }
    Some(())
}

/// The lengths of the fields that say where a part of an item is.
struct PartForm {
    index: usize,
    offset: usize,
    length: usize,
}

impl PartForm {
    fn bytes(&self) -> usize {
        self.index + self.offset + self.length
    }

    /// Reads the offset in the file and the length of a part.
    fn read(&self, mut part: &[u8], origin: Option<u64>) -> Option<(u64, u64)> {
        take_big(&mut part, self.index)?;
        let (offset, length) = (take_big(&mut part, self.offset)?, take_big(&mut part, self.length)?);
        Some((origin?.checked_add(offset)?, length))
    }
}

/// Returns whether every byte of `data`, which are in rising order, is in one of `parts`.
pub fn are_all_in(data: &[Place], parts: &[Place]) -> bool {
    // Sorted by themselves, the starts and the ends make other parts, which cover the same bytes.
    let mut starts: Vec<_> = parts.iter().map(|part| part.0).collect();
    let mut ends: Vec<_> = parts.iter().map(|part| part.1).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let mut parts = starts.into_iter().zip(ends).peekable();
    let mut reached = 0;
    data.iter().all(|(start, end)| {
        reached = reached.max(*start);
        while let Some((_, end)) = parts.next_if(|part| part.0 <= reached) {
            reached = reached.max(end);
        }
        reached >= *end
    })
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
            info.metadata.add_exif(&Exif { has_more: exif.has_more || !whole, ..exif });
        }
        Kind::Xmp => info.metadata.add_xmp(data, whole),
    }
    Ok(())
}

/// The work that is done for items that share their bytes.
const WORK_PER_BYTE: u64 = 8;
const MIN_WORK: u64 = 1 << 18;
