//! EXIF: a small TIFF file inside an image. (CIPA DC-008.)

use crate::media::bytes::{big, little, window};
use crate::media::fact::Fact;
use crate::media::location;
use crate::media::walk::{Incomplete, Walk};

/// The facts that are read from an EXIF block.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Exif {
    /// Whether it has coordinates. `None` if its GPS directory cannot be read.
    pub gps: Option<bool>,
    /// Whether there is more than was read, which may hold a position, IPTC, XMP or a thumbnail.
    pub has_more: bool,
    pub iptc: bool,
    /// The orientation, 1 to 8. `None` if it is absent or invalid.
    pub orientation: Option<u8>,
    /// Whether it has a thumbnail.
    pub thumbnail: bool,
    pub xmp: bool,
}

impl Exif {
    /// Reads the data of a JPEG's segment, which begin with a name.
    pub fn of_segment(data: &[u8]) -> Self {
        Self::read(data.get(SEGMENT_NAME_BYTES..).unwrap_or_default())
    }

    /// Reads a block after the number of bytes between that number and the byte order mark.
    pub fn after_offset(data: &[u8]) -> Self {
        let skipped = big(data, 0, 4).and_then(|skipped| usize::try_from(skipped).ok()).unwrap_or(0);
        Self::read(data.get(skipped.saturating_add(4)..).unwrap_or_default())
    }

    /// Reads the block of `length` bytes at `at`. Of one that is longer than [`LONG_EXIF_BYTES`], only the orientation
    /// is found wherever it is.
    pub fn read_at(walk: &Walk, at: u64, length: u64) -> Result<Self, Incomplete> {
        let mut exif = Self::read(walk.some_bytes(at, length, LONG_EXIF_BYTES)?);
        if length > LONG_EXIF_BYTES as u64 {
            exif.has_more = true;
            exif.orientation = read_orientation(walk, at, length)?;
        }
        Ok(exif)
    }

    /// Reads a block that begins with a byte order mark. What cannot be read is left out.
    ///
    /// A position may be in any directory, and in a text.
    pub fn read(tiff: &[u8]) -> Self {
        let mut exif = Self::default();
        let Some((number, first)) = header(tiff) else { return exif };
        let Some(image) = Directory::read(tiff, first as u64, number) else { return exif };
        exif.orientation = image.entries().find_map(|entry| entry.orientation());
        exif.thumbnail = image.next.is_some_and(|next| next != 0);
        exif.gps = Some(location::is_in(tiff));
        // A thumbnail may have EXIF or XMP of its own.
        exif.has_more = tiff.windows(8).any(|part| {
            part.starts_with(b"\xFF\xE1") && (part.ends_with(b"Exif") || part.ends_with(b"http"))
        });
        let mut places = vec![(Kind::Image, first as u64)];
        let mut read = 0;
        while let Some((kind, at)) = places.get(read).copied() {
            if read == DIRECTORIES {
                exif.has_more = true;
                break;
            }
            read += 1;
            match Directory::read(tiff, at, number) {
                Some(directory) => exif.add(&directory, kind, &mut places),
                None if kind == Kind::Gps => exif.gps.unread(),
                // It is outside of the block.
                None => {}
            }
        }
        exif
    }

    /// Adds what is in a directory, and the places of those that it points to.
    fn add(&mut self, directory: &Directory, kind: Kind, places: &mut Vec<(Kind, u64)>) {
        let mut add_place = |kind, at| {
            if places.len() <= DIRECTORIES && !places.contains(&(kind, at)) {
                places.push((kind, at));
            }
        };
        if !directory.is_whole {
            self.gps.unread();
        }
        for entry in directory.entries() {
            match entry.tag {
                tag if kind == Kind::Gps => self.gps.add(Some(is_coordinate(tag))),
                GPS => add_place(Kind::Gps, entry.value),
                CAMERA => add_place(Kind::Camera, entry.value),
                SUB_DIRECTORIES if entry.count == 1 => add_place(Kind::Image, entry.value),
                SUB_DIRECTORIES => self.has_more = true,
                XMP => self.xmp |= entry.count > 0,
                IPTC => self.iptc |= entry.count > 0,
                tag => self.gps.add(Some(is_on_map(tag))),
            }
        }
        if let Some(next) = directory.next.filter(|next| kind == Kind::Image && *next != 0) {
            add_place(Kind::Image, next);
        }
    }
}

/// Reads the orientation of the block of `length` bytes at `at`.
fn read_orientation(walk: &Walk, at: u64, length: u64) -> Result<Option<u8>, Incomplete> {
    let Some((number, first)) = header(walk.some_bytes(at, length, HEADER_BYTES)?) else { return Ok(None) };
    let Some(left) = length.checked_sub(first as u64 + 2) else { return Ok(None) };
    let start = at + first as u64;
    let count = number(walk.bytes(start, 2)?, 0, 2).unwrap_or(0) as usize;
    let entries = walk.some_bytes(start + 2, left, count * ENTRY_BYTES)?;
    Ok(entries.chunks_exact(ENTRY_BYTES).find_map(|entry| Entry::read(entry, number)?.orientation()))
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Camera,
    Gps,
    /// Of the image, of its thumbnail or of another image.
    Image,
}

/// A directory of a block.
struct Directory<'a> {
    entries: &'a [u8],
    /// Whether all entries that it announces are there.
    is_whole: bool,
    /// The offset of the directory after it. `None` if it is not there.
    next: Option<u64>,
    number: Number,
}

impl<'a> Directory<'a> {
    fn read(tiff: &'a [u8], at: u64, number: Number) -> Option<Self> {
        let at = usize::try_from(at).ok()?;
        let length = ENTRY_BYTES.checked_mul(usize::try_from(number(tiff, at, 2)?).ok()?)?;
        let rest = tiff.get(at.checked_add(2)?..)?;
        let entries = rest.get(..length).unwrap_or(rest);
        Some(Self { entries, is_whole: entries.len() == length, next: number(rest, length, 4), number })
    }

    fn entries(&self) -> impl Iterator<Item = Entry> {
        self.entries.chunks_exact(ENTRY_BYTES).filter_map(|entry| Entry::read(entry, self.number))
    }
}

/// Returns whether a tag of a GPS directory is part of a position: latitude, longitude, their reference points,
/// the same of a destination, or the name of an area.
pub fn is_coordinate(tag: u64) -> bool {
    matches!(tag, 1..=4 | 19..=22 | 28)
}

/// Returns whether a tag of an image says where it is on a map. (OGC GeoTIFF 1.1, annex G.)
pub fn is_on_map(tag: u64) -> bool {
    matches!(tag, 33_550 | 33_922 | 34_264 | 34_735..=34_737)
}

/// Returns an EXIF block with an orientation and nothing else.
pub fn minimal(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    block.extend([orientation, 0, 0, 0, 0, 0, 0]);
    block
}

/// Reads the header of a TIFF file. Returns the function that reads numbers in its byte order, and the offset
/// of the first directory.
pub fn header(tiff: &[u8]) -> Option<(Number, usize)> {
    let number: Number = match window(tiff, 0, 4)? {
        b"II*\0" => little,
        b"MM\0*" => big,
        _ => return None,
    };
    Some((number, usize::try_from(number(tiff, 4, 4)?).ok()?))
}

/// Reads a number at an offset, of a length in bytes.
pub type Number = fn(&[u8], usize, usize) -> Option<u64>;

/// An entry of a directory.
#[derive(Clone, Copy)]
pub struct Entry {
    pub tag: u64,
    /// The number of values.
    pub count: u64,
    /// Whether the values are 2 bytes wide.
    pub short: bool,
    /// The first value, or the offset of the values if they do not fit in 4 bytes.
    pub value: u64,
}

impl Entry {
    /// Reads the [`ENTRY_BYTES`] of an entry.
    pub fn read(entry: &[u8], number: Number) -> Option<Self> {
        let count = number(entry, 4, 4)?;
        let short = number(entry, 2, 2)? == 3;
        let value = number(entry, 8, if short && count < 3 { 2 } else { 4 })?;
        Some(Self { tag: number(entry, 0, 2)?, count, short, value })
    }

    /// Returns the orientation, if the entry holds one. Browsers accept a single 16-bit number only.
    pub fn orientation(&self) -> Option<u8> {
        let valid = self.tag == 0x112 && self.short && self.count == 1 && (1..=8).contains(&self.value);
        valid.then_some(self.value as u8)
    }
}

/// The length of "Exif", a zero, and a byte that should be zero.
const SEGMENT_NAME_BYTES: usize = 6;
/// The length of a directory's entry.
pub const ENTRY_BYTES: usize = 12;
/// The most that is read of an EXIF block: the longest segment of a JPEG.
pub const EXIF_BYTES: usize = 65_536;
/// The most that is read of one in a PNG or WebP, where a program may store its whole project.
pub const LONG_EXIF_BYTES: usize = 1 << 20;
/// The length of the byte order mark, a number and the offset of the first directory.
const HEADER_BYTES: usize = 8;
/// The most directories that are read: photos have four.
const DIRECTORIES: usize = 8;
/// The tag of the directory of the camera.
pub const CAMERA: u64 = 0x8769;
/// The tag of the GPS directory.
pub const GPS: u64 = 0x8825;
pub const IPTC: u64 = 33_723;
/// `SubIFDs`.
pub const SUB_DIRECTORIES: u64 = 330;
pub const XMP: u64 = 700;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minimal_block_has_the_orientation_only() {
        for orientation in 1..=8 {
            let expected = Exif { gps: Some(false), orientation: Some(orientation), ..Exif::default() };
            assert_eq!(Exif::read(&minimal(orientation)), expected);
        }
    }

    #[test]
    fn an_invalid_orientation_is_ignored() {
        for orientation in [0, 9, 255] {
            assert_eq!(Exif::read(&minimal(orientation)).orientation, None);
        }
    }

    #[test]
    fn a_block_cut_anywhere_is_read_as_far_as_it_goes() {
        let block = minimal(6);
        for end in 0..block.len() {
            let exif = Exif::read(&block[..end]);
            assert_eq!(exif.orientation, (end >= 22).then_some(6));
        }
    }
}
