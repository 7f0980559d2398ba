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
use crate::media::{bmp, gif, isobmff, jpeg, png, tiff, webp};

/// Reads an image's headers by random access.
///
/// Wants 64 KiB first, then goes from header to header with at most `READS` reads.
pub struct Inspection {
    walk: Walk,
    /// The offset at which the format's reader continues.
    at: u64,
    info: Option<ImageInfo>,
}

impl Inspection {
    /// Creates an inspection of a file of `length` bytes.
    pub fn new(length: u64) -> Self {
        Self { walk: Walk::new(length, READS), at: 0, info: None }
    }

    /// Returns the range of the file that must be read next. `None` at the end.
    pub fn want(&self) -> Option<Range<u64>> {
        self.walk.want()
    }

    /// Accepts the bytes that were read for [`want`](Self::want). Fewer than wanted end the inspection.
    pub fn feed(&mut self, bytes: Vec<u8>) {
        let complete = self.walk.feed(bytes).and_then(|()| self.advance()).is_ok();
        if let Some(info) = &mut self.info {
            info.complete = complete;
        }
    }

    /// Returns what was read. `None` if the file is of no known format.
    pub fn finish(self) -> Option<ImageInfo> {
        self.info
    }

    fn advance(&mut self) -> Result<(), Incomplete> {
        if self.info.is_none() {
            let head = self.walk.some_bytes(0, self.walk.length(), SNIFF_BYTES)?;
            self.info = Format::sniff(head).map(ImageInfo::new);
        }
        let Some(info) = &mut self.info else { return Ok(()) };
        let inspect = match info.format {
            Format::Avif | Format::Heic => isobmff::inspect,
            Format::Bmp => bmp::inspect,
            Format::Gif => gif::inspect,
            Format::Jpeg => jpeg::inspect,
            Format::Png => png::inspect,
            Format::Tiff => tiff::inspect,
            Format::Webp => webp::inspect,
            Format::Html | Format::Jxl | Format::Pdf | Format::Svg => return Err(MALFORMED),
        };
        inspect(&self.walk, &mut self.at, info)
    }
}

/// The most reads of an inspection. A long XMP in a JPEG has some hundred segments.
const READS: u32 = 256;
