//! EXIF: a small TIFF file inside an image. (CIPA DC-008.)

use crate::media::bytes::{big, little, window};

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
    pub fn read(tiff: &[u8]) -> Self {
        let mut exif = Self::default();
        let Some((number, directory)) = header(tiff) else { return exif };
        let Some(count) = number(tiff, directory, 2) else { return exif };
        let mut gps = None;
        let entries = tiff.get(directory.saturating_add(2)..).unwrap_or_default();
        for entry in entries.chunks_exact(ENTRY_BYTES).take(count as usize) {
            match Entry::read(entry, number) {
                Some(Entry { tag: GPS, value, .. }) => gps = gps.or(Some(value)),
                Some(entry) if exif.orientation.is_none() => exif.orientation = entry.orientation(),
                _ => {}
            }
        }
        let next = ENTRY_BYTES.saturating_mul(count as usize);
        let next = number(entries, next, 4);
        exif.thumbnail = next.is_some_and(|directory| directory != 0);
        exif.gps = match gps {
            Some(directory) => usize::try_from(directory).ok().and_then(|at| read_gps(tiff, at, number)),
            // The end of the directory was read, so it has no pointer to another.
            None => next.map(|_| false),
        };
        exif
    }
}

/// Returns whether a GPS directory has coordinates. `None` if it cannot be read to its end.
fn read_gps(tiff: &[u8], at: usize, number: Number) -> Option<bool> {
    let count = usize::try_from(number(tiff, at, 2)?).ok()?;
    let entries = tiff.get(at.checked_add(2)?..)?;
    let mut entries_read = entries.chunks_exact(ENTRY_BYTES).take(count);
    let has_coordinates = entries_read.any(|entry| number(entry, 0, 2).is_some_and(is_coordinate));
    if has_coordinates { Some(true) } else { (entries.len() / ENTRY_BYTES >= count).then_some(false) }
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
