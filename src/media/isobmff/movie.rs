//! Movies: image sequences are tracks of `moov`. (ISO/IEC 14496-12, clause 8; AV1 Image File Format, 3.)

use crate::media::bytes::{big, window};
use crate::media::fact::Fact;
use crate::media::format::Format;
use crate::media::info::{ImageInfo, Size};
use crate::media::isobmff::boxes::{Boxes, find};
use crate::media::isobmff::properties::read_shown;
use crate::media::walk::Walk;

/// Reads the content of a sequence's `moov`, and returns what its first track of pictures says of them.
pub fn read_movie(walk: &Walk, movie: &[u8], info: &mut ImageInfo) -> Option<ImageInfo> {
    walk.count(movie.len() as u64);
    // It may have times, sound, text, and data that no track uses.
    info.metadata.other.unread();
    if movie.windows(4).any(|part| matches!(part, b"meta" | b"udta" | b"uuid")) {
        info.metadata.gps.unread();
    }
    let tracks = || Boxes::of(movie).filter(|found| found.name == b"trak").map(|found| found.content);
    let is = |track: &&[u8], handler| handler_of_track(track) == Some(handler);
    let mut pictures = read_pictures(tracks().find(|track| is(track, b"pict"))?, info.format);
    // The alpha channel of a sequence is a track of its own.
    pictures.alpha = tracks().any(|track| is(&track, b"auxv")).then_some(true);
    Some(pictures)
}

/// Returns the kind of a track.
fn handler_of_track(track: &[u8]) -> Option<&[u8; 4]> {
    let handler = find(find(track, b"mdia")?, b"hdlr")?;
    window(handler, 8, 4)?.try_into().ok()
}

/// Returns what a track says of its pictures.
fn read_pictures(track: &[u8], format: Format) -> ImageInfo {
    let mut info = ImageInfo::new(format);
    let names = [b"mdia", b"minf", b"stbl"];
    let table = names.iter().try_fold(track, |boxes, name| find(boxes, *name)).unwrap_or_default();
    let count = find(table, b"stsz").and_then(|sizes| big(sizes, 8, 4));
    info.animated = Some(count.is_some_and(|count| count > 1));
    info.size = size_of_track(track);
    let descriptions = find(table, b"stsd").and_then(|list| list.get(ENTRIES_AT..));
    let first = descriptions.and_then(|list| Boxes::of(list).next());
    let properties = first.and_then(|description| description.content.get(PROPERTIES_AT..));
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
