//! HEIC and AVIF: boxes in boxes. One of them, `meta`, lists the items of the file and their properties.
//! (ISO/IEC 14496-12 and 23008-12; which way `imir` and `irot` turn is as libheif and libavif have it.)

use crate::media::bytes::take_big;
use crate::media::exif::EXIF_BYTES;
use crate::media::fact::Fact;
use crate::media::format::Format;
use crate::media::info::ImageInfo;
use crate::media::isobmff::boxes::{Boxes, find, is_in};
use crate::media::isobmff::items::{
    Item, Kind, Kinds, Place, are_all_in, read_item, read_kinds, read_places,
};
use crate::media::isobmff::movie::read_movie;
use crate::media::isobmff::properties::read_properties;
use crate::media::isobmff::references::References;
use crate::media::walk::{Incomplete, MALFORMED, Walk};

mod boxes;
mod items;
mod movie;
mod properties;
mod references;

/// Walks from box to box, and reads the EXIF and XMP that `meta` points to.
///
/// The orientation comes from `irot` and `imir`: viewers ignore that of EXIF in these files.
pub fn inspect(walk: &Walk, state: &mut State, info: &mut ImageInfo) -> Result<(), Incomplete> {
    while state.at < walk.length() {
        read_box(walk, state, info)?;
    }
    if !state.has_meta && state.pictures.is_none() {
        return Err(MALFORMED);
    }
    while let Some(item) = state.items.last() {
        read_item(walk, item, info)?;
        state.items.pop();
    }
    // Data that belong to no item may be anything.
    if !are_all_in(&state.data, &state.parts) {
        info.metadata.other.unread();
    }
    info.animated = Some(false);
    if let Some(pictures) = &state.pictures {
        add_pictures(pictures, state.has_meta, info);
    }
    Ok(())
}

/// Adds what the track of a sequence says of its pictures.
fn add_pictures(pictures: &ImageInfo, has_still: bool, info: &mut ImageInfo) {
    info.animated = pictures.animated;
    info.alpha.add(pictures.alpha);
    info.metadata.icc.add(pictures.metadata.icc);
    // Browsers show the track of an AVIF, not its still image.
    if info.format == Format::Avif || !has_still {
        info.size = pictures.size;
        info.orientation = pictures.orientation;
        info.alpha = pictures.alpha;
        info.bit_depth = pictures.bit_depth;
    }
}

/// The state of a walk from box to box.
#[derive(Default)]
pub struct State {
    at: u64,
    has_meta: bool,
    is_sequence: bool,
    /// What the track of a sequence says of its pictures.
    pictures: Option<ImageInfo>,
    /// What is still to be read.
    items: Vec<Item>,
    /// Where data are.
    data: Vec<Place>,
    /// Where the parts of items are.
    parts: Vec<Place>,
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
    let whole = || match usize::try_from(content) {
        Ok(length) if length <= META_BYTES => walk.bytes(data, length),
        _ => Err(MALFORMED),
    };
    let text = || Ok((walk.some_bytes(data, content, EXIF_BYTES)?, content <= EXIF_BYTES as u64));
    match walk.bytes(at + 4, 4)? {
        b"ftyp" if at == 0 => {
            read_brands(walk.some_bytes(data, content, BRANDS_BYTES)?, content, state, info)?
        }
        b"meta" if !state.has_meta => {
            read_meta(walk, data, whole()?, state, info)?;
            state.has_meta = true;
        }
        b"moov" if state.is_sequence && state.pictures.is_none() => {
            state.pictures = read_movie(walk, whole()?, info);
        }
        b"uuid" => match walk.bytes(data, 16)? {
            CONTENT_CREDENTIALS => {
                let (text, is_whole) = text()?;
                info.metadata.add_content_credentials(text, is_whole);
            }
            XMP => {
                let (text, is_whole) = text()?;
                info.metadata.add_xmp(text, is_whole);
            }
            _ => info.metadata.add_unknown(),
        },
        b"jumb" => {
            let (text, is_whole) = text()?;
            info.metadata.add_content_credentials(text, is_whole);
        }
        b"mdat" | b"idat" => state.data.push((data, data.saturating_add(content))),
        b"free" | b"skip" if content == 0 => {}
        _ => info.metadata.add_unknown(),
    }
    state.at = at.checked_add(length).ok_or(MALFORMED)?;
    Ok(())
}

/// Reads the first brands of a file, which has `count` bytes of them.
fn read_brands(brands: &[u8], count: u64, state: &mut State, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let first = brands.get(..4).ok_or(MALFORMED)?;
    state.is_sequence = matches!(first, b"avis" | b"hevc" | b"hevx" | b"msf1");
    // Between the first and the others is the first one's version.
    let mut others = brands.get(8..).unwrap_or_default().chunks(4);
    if count > BRANDS_BYTES as u64 || !is_in(BRANDS, first) || !others.all(|brand| is_in(BRANDS, brand)) {
        info.metadata.add_unknown();
    }
    Ok(())
}

/// Reads the content of `meta`, which begins at `start`: the properties of the image that the file is about, and
/// where its EXIF and XMP are.
fn read_meta(
    walk: &Walk,
    start: u64,
    meta: &[u8],
    state: &mut State,
    info: &mut ImageInfo,
) -> Result<(), Incomplete> {
    // The first four bytes are version and flags.
    let boxes = meta.get(4..).ok_or(MALFORMED)?;
    walk.count(boxes.len() as u64);
    let primary = find(boxes, b"pitm").and_then(read_primary).ok_or(MALFORMED)?;
    let mut alphas = Vec::new();
    let properties = read_properties(walk, boxes, primary, &mut alphas, info).ok_or(MALFORMED);
    let kinds = read_kinds(walk, boxes, primary, info)?;
    properties?;
    read_other_images(walk, boxes, primary, &alphas, &kinds, info)?;
    // Data within `meta` itself are given by their offset in this box.
    let mut within = None;
    let mut list = Boxes::of(boxes);
    for found in &mut list {
        match found.name {
            b"idat" => {
                let at = start + 4 + found.at;
                state.data.push((at, at + found.content.len() as u64));
                within = within.or(Some(at));
            }
            b"dinf" | b"grpl" | b"hdlr" | b"iinf" | b"iloc" | b"ipro" | b"iprp" | b"iref" | b"pitm" => {}
            b"free" | b"skip" if found.content.is_empty() => {}
            _ => info.metadata.add_unknown(),
        }
    }
    if !list.is_at_end() {
        info.metadata.add_unknown();
    }
    let places = find(boxes, b"iloc").map(|list| read_places(walk, list, &kinds, within)).unwrap_or_default();
    state.items = places.items;
    state.parts.extend(places.parts);
    if state.items.len() < kinds.exif.len() + kinds.xmp.len() {
        // Some are in no list, and so cannot be found.
        state.items.push(Item { kind: Kind::Xmp, place: None, has_more: true });
    }
    Ok(())
}

/// Reads how the images of a file belong together: whether the one that the file is about has an alpha channel among
/// `alphas`, and what the others are.
fn read_other_images(
    walk: &Walk,
    meta: &[u8],
    primary: u64,
    alphas: &[u64],
    kinds: &Kinds,
    info: &mut ImageInfo,
) -> Result<(), Incomplete> {
    let images = &kinds.images;
    let references = References::read(walk, meta, alphas)?;
    let parts = references.parts_of(images, primary);
    let mut shown = images.iter().zip(&parts).filter(|(_, is_part)| **is_part);
    info.alpha = if shown.any(|(image, _)| alphas.binary_search(image).is_ok()) {
        Some(true)
    } else {
        // A channel that belongs to no part of the image proves nothing.
        (kinds.is_opaque && alphas.is_empty()).then_some(false)
    };
    for (is_part, is_thumbnail) in parts.iter().zip(references.thumbnails(images)) {
        match (is_part, is_thumbnail) {
            (true, _) => {}
            (false, true) => info.metadata.thumbnail.found(),
            (false, false) => info.metadata.other.found(),
        }
    }
    Ok(())
}

/// Reads the number of the image that the file is about.
fn read_primary(mut content: &[u8]) -> Option<u64> {
    let version = take_big(&mut content, 4)? >> 24;
    take_big(&mut content, if version == 0 { 2 } else { 4 })
}

/// The brands of images, and those of movies that image sequences have. (ISO/IEC 14496-12, 23000-22, 23008-12; AVIF;
/// <https://mp4ra.org/registered-types/brands>.)
const BRANDS: &[u8] = b"1pic MA1A MA1B MiAB MiAC MiAn MiBu MiCm MiHA MiHB MiHE MiPr av01 avci avcs avif avio \
    avis geo1 heic heim heis heix hevc hevm hevs hevx iso2 iso3 iso4 iso5 iso6 iso7 iso8 iso9 isoa isob isoc isom \
    j2is j2ki jpeg jpgs miaf mif1 mif2 mif3 mp41 mp42 msf1 tmap unif vvic vvis";
/// The longest list of brands that is read: the longest known has about 50 bytes.
const BRANDS_BYTES: usize = 256;
/// The id of the box with Content Credentials. (C2PA 2.1, annex A.5.)
const CONTENT_CREDENTIALS: &[u8] = b"\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81";
/// The id of a box with XMP.
const XMP: &[u8] = b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC";
/// The longest `meta` or `moov` that is read: a phone's has about 4 KB, one of many tiles some 100 KB.
const META_BYTES: usize = 1 << 20;
