//! TIFF: directories of numbered entries, anywhere in the file. (TIFF 6.0.) BigTIFF is detected but not read.

use crate::media::exif::{self, ENTRY_BYTES, EXIF_BYTES, Entry, Number};
use crate::media::fact::Fact;
use crate::media::info::{ImageInfo, Metadata, Size};
use crate::media::photoshop::Photoshop;
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Reads the first directory, and what it points to.
pub fn inspect(walk: &Walk, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let (number, start) = exif::header(walk.bytes(0, 8)?).ok_or(MALFORMED)?;
    let first = read_directory(walk, start as u64, number)?;
    let end = start as u64 + 2 + first.len() as u64;
    let has_next = number(walk.bytes(end, 4)?, 0, 4) != Some(0);
    let mut found = ImageInfo::new(info.format);
    found.alpha = Some(false);
    found.animated = Some(false);
    // Any other tag may name people, places or cameras.
    found.metadata.other.unread();
    let mut directory = Directory { has_more: has_next, samples: 1, ..Directory::default() };
    for entry in entries(first, number) {
        directory.add(entry, &mut found);
    }
    // Two or four samples a pixel: with alpha, or CMYK.
    if directory.samples.is_multiple_of(2) && found.alpha == Some(false) {
        found.alpha = None;
    }
    if directory.has_more {
        // A page, or a smaller copy of the image, with metadata of its own.
        found.metadata.exif.unread();
        found.metadata.gps.unread();
        found.metadata.iptc.unread();
        found.metadata.xmp.unread();
        found.animated = None;
    }
    directory.read_metadata(walk, number, &mut found.metadata)?;
    found.bit_depth = directory.read_bit_depth(walk, number)?;
    found.size = directory.width.zip(directory.height).and_then(|(width, height)| Size::new(width, height));
    // The image itself is in another directory.
    if directory.is_smaller_copy {
        (found.size, found.bit_depth, found.alpha) = (None, None, None);
    }
    *info = found;
    Ok(())
}

/// The values of a directory, and the entries whose values are elsewhere in the file.
#[derive(Default)]
struct Directory {
    bits: Option<Entry>,
    /// The directory of the camera.
    camera: Option<Entry>,
    credentials: Option<Entry>,
    gps: Option<Entry>,
    /// Whether the file has other directories with images.
    has_more: bool,
    height: Option<u64>,
    is_smaller_copy: bool,
    photoshop: Option<Entry>,
    /// The number of samples of a pixel.
    samples: u64,
    width: Option<u64>,
    xmp: Option<Entry>,
}

impl Directory {
    /// Adds an entry. Of several with metadata of one kind, the first counts.
    fn add(&mut self, entry: Entry, info: &mut ImageInfo) {
        match entry.tag {
            NEW_SUBFILE_TYPE => self.is_smaller_copy = entry.value & 1 != 0,
            IMAGE_WIDTH => self.width = Some(agreed(self.width, entry.value)),
            IMAGE_LENGTH => self.height = Some(agreed(self.height, entry.value)),
            BITS_PER_SAMPLE => self.bits = Some(entry),
            ORIENTATION => info.orientation = entry.orientation(),
            SAMPLES_PER_PIXEL => self.samples = entry.value,
            exif::SUB_DIRECTORIES => self.has_more = true,
            EXTRA_SAMPLES => info.alpha = Some(true),
            exif::XMP => self.xmp = self.xmp.or(Some(entry)),
            exif::IPTC if entry.count > 0 => info.metadata.iptc.found(),
            PHOTOSHOP => self.photoshop = self.photoshop.or(Some(entry)),
            exif::CAMERA => {
                info.metadata.exif.found();
                self.camera = self.camera.or(Some(entry));
            }
            ICC_PROFILE => info.metadata.icc.found(),
            CONTENT_CREDENTIALS => self.credentials = self.credentials.or(Some(entry)),
            exif::GPS if self.gps.is_none() => self.gps = Some(entry),
            exif::GPS => info.metadata.gps.unread(),
            tag => info.metadata.gps.add(Some(exif::is_on_map(tag))),
        }
    }

    /// Reads the metadata that the entries point to.
    fn read_metadata(&self, walk: &Walk, number: Number, metadata: &mut Metadata) -> Result<(), Incomplete> {
        let data = |entry: Entry| {
            let data = walk.some_bytes(entry.value, entry.count, EXIF_BYTES)?;
            Ok((data, entry.count <= EXIF_BYTES as u64))
        };
        if let Some(entry) = self.xmp {
            let (text, whole) = data(entry)?;
            metadata.add_xmp(text, whole);
        }
        if let Some(entry) = self.photoshop {
            let (blocks, whole) = data(entry)?;
            metadata.add_photoshop(&Photoshop::read(blocks, whole));
        }
        if let Some(entry) = self.credentials {
            let (text, whole) = data(entry)?;
            metadata.add_content_credentials(text, whole);
        }
        if let Some(gps) = self.gps {
            read_position(walk, gps, number, metadata)?;
        }
        let Some(camera) = self.camera else { return Ok(()) };
        let directory = read_other(walk, camera.value, number, metadata)?;
        let mut pointers = entries(directory, number).filter(|entry| entry.tag == exif::GPS);
        if let Some(gps) = pointers.next() {
            read_position(walk, gps, number, metadata)?;
        }
        if pointers.next().is_some() {
            metadata.gps.unread();
        }
        Ok(())
    }

    /// Returns the bits of the first sample of a pixel. More than two samples have them elsewhere in the file.
    fn read_bit_depth(&self, walk: &Walk, number: Number) -> Result<Option<u8>, Incomplete> {
        let Some(bits) = self.bits else { return Ok(None) };
        let depth = if bits.count < 3 { Some(bits.value) } else { number(walk.bytes(bits.value, 2)?, 0, 2) };
        Ok(depth.and_then(|depth| u8::try_from(depth).ok()))
    }
}

/// Returns a side of the image; 0 if the file has two that differ, because readers differ in which of them they take.
fn agreed(first: Option<u64>, side: u64) -> u64 {
    if first.is_none_or(|first| first == side) { side } else { 0 }
}

/// Reads the directory of GPS that an entry points to.
fn read_position(
    walk: &Walk,
    pointer: Entry,
    number: Number,
    metadata: &mut Metadata,
) -> Result<(), Incomplete> {
    let directory = read_other(walk, pointer.value, number, metadata)?;
    metadata.gps.add(Some(entries(directory, number).any(|entry| exif::is_coordinate(entry.tag))));
    Ok(())
}

/// Reads a directory that says nothing about the pixels. One that is damaged may have had a position.
fn read_other<'a>(
    walk: &'a Walk,
    at: u64,
    number: Number,
    metadata: &mut Metadata,
) -> Result<&'a [u8], Incomplete> {
    match read_directory(walk, at, number) {
        Err(Incomplete::ParseError(_)) => {
            metadata.gps.unread();
            Ok(&[])
        }
        read => read,
    }
}

/// Reads the bytes of a directory's entries.
fn read_directory(walk: &Walk, at: u64, number: Number) -> Result<&[u8], Incomplete> {
    let count = number(walk.bytes(at, 2)?, 0, 2).ok_or(MALFORMED)?;
    walk.bytes(at + 2, ENTRY_BYTES * count as usize)
}

/// Splits the bytes of a directory's entries.
fn entries(directory: &[u8], number: Number) -> impl Iterator<Item = Entry> {
    directory.chunks_exact(ENTRY_BYTES).filter_map(move |entry| Entry::read(entry, number))
}

// The tags, by their names in the specifications.
const NEW_SUBFILE_TYPE: u64 = 254;
const IMAGE_WIDTH: u64 = 256;
const IMAGE_LENGTH: u64 = 257;
const BITS_PER_SAMPLE: u64 = 258;
const ORIENTATION: u64 = 274;
const SAMPLES_PER_PIXEL: u64 = 277;
const EXTRA_SAMPLES: u64 = 338;
const PHOTOSHOP: u64 = 34_377;
const ICC_PROFILE: u64 = 34_675;
/// Of C2PA.
const CONTENT_CREDENTIALS: u64 = 52_545;
