//! What an image's headers say.

use crate::media::format::Format;

/// What an image's headers say.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ImageInfo {
    /// The format, by the bytes.
    pub format: Format,
    /// Width and height as stored, before the orientation is applied. `None` if no header has them.
    pub size: Option<Size>,
    /// How to turn the stored pixels for show, in the numbers of EXIF: 1 (as they are) to 8.
    pub orientation: u8,
    /// Whether some pixels may be transparent. `None` if only decoding would show.
    pub alpha: Option<bool>,
    /// Whether more than one frame was seen or announced.
    pub animated: bool,
    /// Bits of each colour's value. `None` if they differ or only decoding would tell.
    pub bit_depth: Option<u8>,
    /// Whether there is EXIF: camera, time, exposure.
    pub exif: bool,
    /// Whether EXIF has the place where the image was taken.
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

/// Width and height in pixels, neither of them 0.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

impl ImageInfo {
    /// Creates the information of an image of which only the format is known.
    pub(super) fn new(format: Format) -> Self {
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

    /// Returns width and height as shown, with the orientation applied.
    pub fn shown_size(&self) -> Option<Size> {
        let size = self.size?;
        let turned = Size { width: size.height, height: size.width };
        Some(if self.orientation > 4 { turned } else { size })
    }
}

impl Size {
    /// Creates a size. `None` if a side is 0 or too long.
    pub(super) fn new(width: u64, height: u64) -> Option<Self> {
        let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
        (width > 0 && height > 0).then_some(Self { width, height })
    }
}
