//! Reads an image's headers without decoding it, and without reading all of it.
//!
//! ```
//! # fn read(_: std::ops::Range<u64>) -> Vec<u8> { b"GIF89a\x02\0\x01\0\0\0\0;".to_vec() }
//! use plantain::media::{Format, Inspection};
//!
//! let mut inspection = Inspection::new(14);
//! while let Some(range) = inspection.want() {
//!     inspection.feed(read(range));
//! }
//! let info = inspection.finish().expect("an image");
//! assert_eq!(info.format, Format::Gif);
//! assert_eq!(info.size.map(|size| (size.width, size.height)), Some((2, 1)));
//! ```

use std::ops::Range;

use crate::media::format::{Format, SNIFF_BYTES};
use crate::media::info::ImageInfo;
use crate::media::walk::{Incomplete, MALFORMED, Walk};
use crate::media::{bmp, gif, isobmff, jpeg, jxl, png, tiff, webp};

/// Reads an image's headers by random access.
///
/// Wants 64 KiB first, then goes from header to header with at most `READS` reads. The segments of a JPEG may also be
/// between its scans, so all of a JPEG is read.
pub struct Inspection {
    complete: bool,
    info: Option<ImageInfo>,
    /// Whether coded pixels are read, where they may hide headers.
    reads_pixels: bool,
    /// Where the format's reader continues.
    reader: Reader,
    walk: Walk,
}

impl Inspection {
    /// Creates an inspection of a file of `length` bytes.
    pub fn new(length: u64) -> Self {
        Self {
            complete: false,
            info: None,
            reads_pixels: true,
            reader: Reader::default(),
            walk: Walk::new(length, READS),
        }
    }

    /// Creates an inspection that reads a JPEG up to its first scan. What may follow is not known then, nor whether
    /// the image is whole.
    pub fn of_headers(length: u64) -> Self {
        Self { reads_pixels: false, ..Self::new(length) }
    }

    /// Returns the range of the file that must be read next. `None` at the end.
    pub fn want(&self) -> Option<Range<u64>> {
        self.walk.want()
    }

    /// Accepts the bytes that were read for [`want`](Self::want). Fewer than wanted end the inspection.
    pub fn feed(&mut self, bytes: Vec<u8>) {
        self.complete = self.walk.feed(bytes).and_then(|()| self.advance()).is_ok();
    }

    /// Returns what was read. `None` if the file is of no known format.
    pub fn finish(self) -> Option<ImageInfo> {
        Some(self.info?.finished(self.complete))
    }

    /// Returns the number of bytes that were examined so far, counted again each time.
    pub fn work(&self) -> u64 {
        self.walk.work()
    }

    fn advance(&mut self) -> Result<(), Incomplete> {
        if self.info.is_none() {
            let head = self.walk.some_bytes(0, self.walk.length(), SNIFF_BYTES)?;
            self.info = Format::sniff(head).map(ImageInfo::new);
        }
        let (Some(info), walk, reader) = (&mut self.info, &self.walk, &mut self.reader) else {
            return Ok(());
        };
        match info.format {
            Format::Avif | Format::Heic => isobmff::inspect(walk, &mut reader.isobmff, info),
            Format::Bmp => bmp::inspect(walk, info),
            Format::Gif => gif::inspect(walk, info),
            Format::Jpeg => jpeg::inspect(walk, &mut reader.jpeg, self.reads_pixels, info),
            Format::Jxl => jxl::inspect(walk, &mut reader.at, info),
            Format::Png => png::inspect(walk, &mut reader.png, info),
            Format::Tiff => tiff::inspect(walk, info),
            Format::Webp => webp::inspect(walk, &mut reader.webp, info),
            Format::Html | Format::Pdf | Format::Svg => Err(MALFORMED),
        }
    }
}

/// The states of the formats' readers.
#[derive(Default)]
struct Reader {
    at: u64,
    isobmff: isobmff::State,
    jpeg: jpeg::State,
    png: png::State,
    webp: webp::State,
}

/// The most reads of an inspection. A long XMP in a JPEG has some hundred segments.
const READS: u32 = 256;
