//! The properties of the image that a file is about: size, orientation, alpha channel, bits.

use crate::media::bytes::{big, take_big, window};
use crate::media::fact::Fact;
use crate::media::format::Format;
use crate::media::info::{ImageInfo, Size};
use crate::media::isobmff::boxes::{Box, Boxes, find, is_in};
use crate::media::walk::Walk;

/// Reads the properties of the image that the file is about, and adds the numbers of the images that are alpha channels to
/// `alphas`, in rising order.
pub fn read_properties(
    walk: &Walk,
    meta: &[u8],
    primary: u64,
    alphas: &mut Vec<u64>,
    info: &mut ImageInfo,
) -> Option<()> {
    let properties = find(meta, b"iprp")?;
    let mut list = Boxes::of(find(properties, b"ipco")?);
    let container: Vec<_> = list.by_ref().collect();
    if !list.is_at_end() {
        info.metadata.add_unknown();
    }
    for found in &container {
        match found.name {
            b"udes" | b"altt" => info.metadata.comment.found(),
            b"free" | b"skip" if found.content.is_empty() => {}
            name if !is_in(KNOWN, name) => info.metadata.add_unknown(),
            _ => {}
        }
    }
    let mut shown = Vec::new();
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
                let Some(property) = property else { continue };
                if item == primary {
                    shown.push(*property);
                }
                if property.name == b"auxC" && is_alpha(property.content) {
                    alphas.push(item);
                }
            }
        }
    }
    alphas.sort_unstable();
    read_shown(&shown, info);
    Some(())
}

/// Reads the properties of the image that is shown, in their order.
pub fn read_shown(properties: &[Box], info: &mut ImageInfo) {
    for property in properties {
        read_property(property.name, property.content, info);
    }
    let first = |name: &[u8]| properties.iter().find(|property| property.name == name);
    let is_avif = info.format == Format::Avif;
    // What shows an AVIF takes one of each, and turns before it mirrors. (ISO/IEC 23000-22, 7.3.6.7.) A HEIC is turned
    // and mirrored in the order of its list. (ISO/IEC 23008-12, 6.5.)
    info.orientation = Some(if is_avif {
        [first(b"irot"), first(b"imir")].into_iter().flatten().fold(1, turned)
    } else {
        properties.iter().fold(1, turned)
    });
    // Chromium crops an AVIF only from its corner. It shows no HEIC, and what shows one crops everywhere.
    let crop = first(b"clap").map(|property| property.content);
    if let Some(size) = info.size.zip(crop).and_then(|(size, crop)| cropped(size, crop, !is_avif)) {
        info.size = Some(size);
    }
}

/// Reads one property of the image.
fn read_property(name: &[u8], content: &[u8], info: &mut ImageInfo) {
    let byte = |at| content.get(at).copied().unwrap_or(0);
    match name {
        b"ispe" => {
            let size = big(content, 4, 4).zip(big(content, 8, 4));
            info.size = size.and_then(|(width, height)| Size::new(width, height));
        }
        b"colr" if matches!(window(content, 0, 4), Some(b"prof" | b"rICC")) => info.metadata.icc.found(),
        b"pixi" => info.bit_depth = content.get(5).copied(),
        b"av1C" => {
            info.bit_depth = Some([8, 8, 10, 12].get(usize::from(byte(2) >> 5 & 3)).copied().unwrap_or(8))
        }
        b"hvcC" => info.bit_depth = Some((byte(17) & 7) + 8),
        _ => {}
    }
}

/// Returns the orientation after what a property does to it.
fn turned(orientation: u8, property: &Box) -> u8 {
    let value = property.content.first().copied().unwrap_or(0);
    match property.name {
        b"irot" => (0..value & 3).fold(orientation, |turn, _| turned_left(turn)),
        b"imir" if value & 1 == 0 => turned_left(turned_left(mirrored(orientation))),
        b"imir" => mirrored(orientation),
        _ => orientation,
    }
}

/// Returns the size of the part of an image that is shown; `None` if the property is invalid, or the part is not at the top
/// left and may not be `anywhere`.
fn cropped(size: Size, property: &[u8], anywhere: bool) -> Option<Size> {
    let side = |at: usize, from: usize, whole: u32| {
        let number = |at| big(property, at, 4);
        let (length, denominator) = (number(at)?, number(at + 4).filter(|denominator| *denominator > 0)?);
        let length = (length % denominator == 0).then_some(length / denominator)?;
        let free = u64::from(whole).checked_sub(length)?;
        // The distance between the two middles, which may be negative.
        let (distance, denominator) = (number(from)? as u32 as i32, number(from + 4)?);
        let most = 2 * i128::from(free) * i128::from(denominator);
        let before = most / 2 + 2 * i128::from(distance);
        let is_within = denominator > 0 && (0..=most).contains(&before);
        (is_within && (anywhere || before == 0)).then_some(length)
    };
    Size::new(side(0, 16, size.width)?, side(8, 24, size.height)?)
}

/// Returns whether the image or track that has this property is the alpha channel of another.
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

/// The properties that say how an image is decoded and shown. (ISO/IEC 23008-12, 23001-17; AV1 in ISOBMFF and AVIF.)
const KNOWN: &[u8] =
    b"a1lx a1op amve auxC av1C avcC cclv clap clli cmpd colr hvcC imir irot ispe j2kH jpgC lhvC \
    lsel mdcv oinf pasp pixi reve rloc rref tols uncC vvcC";

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
