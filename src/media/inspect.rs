//! What can be known of an image without decoding it, and without reading all of it.
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

use crate::media::walk::{Stop, Walk};
use crate::media::{Format, SNIFF_BYTES, bmp, gif, isobmff, jpeg, png, tiff, webp};

/// Reads an image's headers by random access: says which bytes it wants and is fed them.
///
/// Asks for 64 KiB first, then from header to header, at most `READS` times.
pub struct Inspection {
    walk: Walk,
    /// From where the format's reader goes on.
    at: u64,
    info: Option<ImageInfo>,
}

impl Inspection {
    /// Begins the inspection of a file of `length` bytes.
    pub fn new(length: u64) -> Self {
        Self { walk: Walk::new(length, READS), at: 0, info: None }
    }

    /// The bytes of the file that must be read next, or `None` when all is known that can be.
    pub fn want(&self) -> Option<Range<u64>> {
        self.walk.want()
    }

    /// Takes in the bytes that were read for [`want`](Self::want). Fewer than wanted end the inspection.
    pub fn feed(&mut self, bytes: Vec<u8>) {
        let complete = self.walk.feed(bytes).and_then(|()| self.advance()).is_ok();
        if let Some(info) = &mut self.info {
            info.complete = complete;
        }
    }

    /// What is known of the file, or `None` when it belongs to no format known here.
    pub fn finish(self) -> Option<ImageInfo> {
        self.info
    }

    fn advance(&mut self) -> Result<(), Stop> {
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
            Format::Html | Format::Jxl | Format::Pdf | Format::Svg => return Err(super::walk::MALFORMED),
        };
        inspect(&self.walk, &mut self.at, info)
    }
}

/// What an image's headers say.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ImageInfo {
    /// The format, by the bytes.
    pub format: Format,
    /// Width and height as stored, before the orientation is heeded. `None` where no header gives them.
    pub size: Option<Size>,
    /// How to turn the stored pixels for show, in the numbers of EXIF: 1 (as they are) to 8.
    pub orientation: u8,
    /// Whether some pixels may be transparent. `None` where only decoding would tell.
    pub alpha: Option<bool>,
    /// Whether more than one frame was seen or announced.
    pub animated: bool,
    /// Bits of each colour's value. `None` where they differ or only decoding would tell.
    pub bit_depth: Option<u8>,
    /// Whether there is EXIF: camera, time, settings.
    pub exif: bool,
    /// Whether EXIF says where the image was taken.
    pub gps: bool,
    /// Whether there is a colour profile.
    pub icc: bool,
    /// Whether there is IPTC or another of Photoshop's blocks: captions, names.
    pub iptc: bool,
    /// Whether there is XMP: a history of edits, and any of the above once more.
    pub xmp: bool,
    /// Whether every header was read. If not, the file is damaged, its format is not looked into, or it has
    /// more parts than are read: what was found is right, but there may be more.
    pub complete: bool,
}

impl ImageInfo {
    fn new(format: Format) -> Self {
        Self {
            format,
            size: None,
            orientation: 1,
            alpha: None,
            animated: false,
            bit_depth: None,
            exif: false,
            gps: false,
            icc: false,
            iptc: false,
            xmp: false,
            complete: false,
        }
    }

    /// Width and height as shown, after the orientation is heeded.
    pub fn shown_size(&self) -> Option<Size> {
        let size = self.size?;
        let turned = Size { width: size.height, height: size.width };
        Some(if self.orientation > 4 { turned } else { size })
    }
}

/// Width and height in pixels, neither of them 0.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

impl Size {
    pub(super) fn new(width: u64, height: u64) -> Option<Self> {
        let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
        (width > 0 && height > 0).then_some(Self { width, height })
    }
}

/// How many reads an inspection asks for at most. A long XMP in a JPEG comes in some hundred segments.
const READS: u32 = 256;
