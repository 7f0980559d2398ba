//! EXIF: a small TIFF file inside an image. (CIPA DC-008.)

use crate::media::bytes::{big, little, window};
use crate::media::fact::Fact;

/// The facts that are read from an EXIF block.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Exif {
    /// Whether it has coordinates. `None` if its GPS directory cannot be read.
    pub gps: Option<bool>,
    /// The orientation, 1 to 8. `None` if it is absent or invalid.
    pub orientation: Option<u8>,
    /// Whether it has a thumbnail.
    pub thumbnail: bool,
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

    /// Reads a block that begins with a byte order mark. What cannot be read is left out.
    ///
    /// The position may be in the directory of the image, of its thumbnail or of the camera.
    pub fn read(tiff: &[u8]) -> Self {
        let mut exif = Self::default();
        let Some((number, first)) = header(tiff) else { return exif };
        let Some(first) = Directory::read(tiff, first as u64, number) else { return exif };
        exif.orientation = first.entries().find_map(|entry| entry.orientation());
        let next = first.next.filter(|next| *next != 0);
        exif.thumbnail = next.is_some();
        let camera = first.entries().find(|entry| entry.tag == CAMERA).map(|entry| entry.value);
        exif.gps = first.gps(tiff);
        for at in [next, camera].into_iter().flatten() {
            // `None` where it is outside of the block.
            if let Some(other) = Directory::read(tiff, at, number) {
                exif.gps.add(other.gps(tiff));
            }
        }
        exif
    }
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

    /// Returns whether a position is in one of the directories of GPS that this one points to. `None` if one of them
    /// cannot be read to its end, or there are many.
    fn gps(&self, tiff: &'a [u8]) -> Option<bool> {
        let mut gps = self.is_whole.then_some(false);
        let mut pointers = self.entries().filter(|entry| entry.tag == GPS);
        for pointer in pointers.by_ref().take(POINTERS) {
            gps.add(Self::read(tiff, pointer.value, self.number).and_then(|found| found.has_position()));
        }
        if pointers.next().is_some() {
            gps.unread();
        }
        gps
    }

    /// Returns whether this directory of GPS has coordinates. `None` if it cannot be read to its end.
    fn has_position(&self) -> Option<bool> {
        let is_found = self.entries().any(|entry| is_coordinate(entry.tag));
        (is_found || self.is_whole).then_some(is_found)
    }
}

/// Returns whether a tag of a GPS directory is part of a position: latitude, longitude, their reference points,
/// the same of a destination, or the name of an area.
pub fn is_coordinate(tag: u64) -> bool {
    matches!(tag, 1..=4 | 19..=22 | 28)
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
/// The tag of the GPS directory.
pub const GPS: u64 = 0x8825;
/// The tag of the directory of the camera.
const CAMERA: u64 = 0x8769;
/// The most directories of GPS that are read for one that points to them: there is one.
const POINTERS: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minimal_block_has_the_orientation_only() {
        for orientation in 1..=8 {
            let expected = Exif { gps: Some(false), orientation: Some(orientation), thumbnail: false };
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
