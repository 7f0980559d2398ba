//! Movies: image sequences are tracks of `moov`. (ISO/IEC 14496-12, clause 8; AV1 Image File Format, 3.)

use crate::media::bytes::{big, window};
use crate::media::fact::Fact;
use crate::media::format::Format;
use crate::media::info::{ImageInfo, Metadata, Size};
use crate::media::isobmff::boxes::{Boxes, find};
use crate::media::isobmff::properties::{KNOWN, is_alpha, read_shown};
use crate::media::walk::Walk;

/// Reads the content of a sequence's `moov`, and returns what its first track of pictures says of them.
pub fn read_movie(walk: &Walk, movie: &[u8], info: &mut ImageInfo) -> Option<ImageInfo> {
    walk.count(movie.len() as u64);
    read_boxes(movie, &mut info.metadata);
    let mut pictures = None;
    let mut auxiliaries = 0;
    for track in Boxes::of(movie).filter(|found| found.name == b"trak").map(|found| found.content) {
        match handler_of_track(track) {
            Some(b"pict") if pictures.is_none() => pictures = Some(read_pictures(track, info.format)),
            Some(b"auxv") if auxiliaries == 0 => auxiliaries += 1,
            // Sound, text, or pictures that are not shown.
            _ => info.metadata.add_unknown(),
        }
    }
    // The alpha channel of a sequence is a track of its own.
    pictures.map(|pictures| ImageInfo { alpha: (auxiliaries > 0).then_some(true), ..pictures })
}

/// Reads the boxes in a movie, and those in them.
fn read_boxes(movie: &[u8], metadata: &mut Metadata) {
    let mut left = vec![movie];
    while let Some(content) = left.pop() {
        let mut boxes = Boxes::of(content);
        for found in &mut boxes {
            match found.name {
                b"dinf" | b"edts" | b"mdia" | b"minf" | b"stbl" | b"trak" | b"tref" => {
                    left.push(found.content);
                }
                b"dref" | b"stsd" => left.extend(found.content.get(ENTRIES_AT..)),
                b"av01" | b"hev1" | b"hvc1" => left.extend(found.content.get(PROPERTIES_AT..)),
                b"mdhd" | b"mvhd" | b"tkhd" if has_time(found.content) => metadata.other.found(),
                b"mdhd" | b"mvhd" | b"tkhd" => {}
                b"auxi" if is_alpha(found.content) => {}
                // The samples are in this file, or at an address.
                b"url " if found.content.len() == 4 => {}
                b"free" | b"skip" if found.content.is_empty() => {}
                name if PARTS.contains(&name) || KNOWN.contains(&name) => {}
                _ => metadata.add_unknown(),
            }
        }
        if !boxes.is_at_end() {
            metadata.add_unknown();
        }
    }
}

/// Returns whether a header says when the file was made or changed.
fn has_time(header: &[u8]) -> bool {
    let count = if header.first() == Some(&0) { 8 } else { 16 };
    window(header, 4, count).is_none_or(|times| times.iter().any(|byte| *byte != 0))
}

/// Returns the kind of a track.
fn handler_of_track(track: &[u8]) -> Option<&[u8; 4]> {
    let handler = find(find(track, b"mdia")?, b"hdlr")?;
    window(handler, 8, 4)?.try_into().ok()
}

/// Returns what a track says of its pictures.
fn read_pictures(track: &[u8], format: Format) -> ImageInfo {
    let mut info = ImageInfo::new(format);
    let table = [b"mdia", b"minf", b"stbl"].iter().try_fold(track, |boxes, name| find(boxes, *name));
    let count = table.and_then(|table| big(find(table, b"stsz")?, 8, 4));
    info.animated = Some(count.is_some_and(|count| count > 1));
    info.size = size_of_track(track);
    let properties = table.and_then(|table| {
        let description = Boxes::of(find(table, b"stsd")?.get(ENTRIES_AT..)?).next()?;
        description.content.get(PROPERTIES_AT..)
    });
    read_shown(&Boxes::of(properties.unwrap_or_default()).collect::<Vec<_>>(), &mut info);
    info
}

/// Returns the size of a track's images, which are the last fields of its header: 16 bits, and 16 after the point.
fn size_of_track(track: &[u8]) -> Option<Size> {
    let header = find(track, b"tkhd")?;
    let at = header.len().checked_sub(8)?;
    Size::new(big(header, at, 2)?, big(header, at + 4, 2)?)
}

/// Where the entries of a list begin, and the boxes in the description of an image.
const ENTRIES_AT: usize = 8;
const PROPERTIES_AT: usize = 78;
/// The boxes that say how the pictures are stored, timed and shown.
const PARTS: [&[u8]; 18] = [
    b"auxl", b"btrt", b"ccst", b"co64", b"cslg", b"ctts", b"elst", b"hdlr", b"sbgp", b"sdtp", b"sgpd",
    b"stco", b"stsc", b"stss", b"stsz", b"stts", b"stz2", b"vmhd",
];
