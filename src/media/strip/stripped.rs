//! What was removed from a file.

use crate::media::exif::Exif;

/// The outcome of stripping a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct StrippedImage {
    /// Whether an EXIF block that viewers use was seen.
    exif_seen: bool,
    /// The orientation, 1 to 8. The stripped file keeps it in a minimal EXIF block unless it is 1.
    pub orientation: u8,
    /// What was removed.
    pub stripped: Stripped,
}

impl Default for StrippedImage {
    fn default() -> Self {
        Self { exif_seen: false, orientation: 1, stripped: Stripped::default() }
    }
}

impl StrippedImage {
    /// Records an EXIF block that is removed; `used` says whether viewers read it.
    ///
    /// Returns whether its orientation must be written back: the block is the first that viewers use, and it
    /// turns the image.
    pub fn record_exif(&mut self, exif: Exif, used: bool) -> bool {
        self.stripped.exif = true;
        self.stripped.gps |= exif.gps;
        self.stripped.thumbnail |= exif.thumbnail;
        if self.exif_seen || !used {
            return false;
        }
        self.exif_seen = true;
        self.orientation = exif.orientation.unwrap_or(1);
        self.orientation != 1
    }
}

/// The kinds of metadata that were removed from a file.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Stripped {
    /// Comments and texts.
    pub comment: bool,
    /// EXIF: camera, time, exposure, maker notes.
    pub exif: bool,
    /// The place where the image was taken.
    pub gps: bool,
    /// IPTC and other Photoshop blocks.
    pub iptc: bool,
    /// The list of further images in the file. The images themselves count as [`trailing`](Self::trailing).
    pub multi_picture: bool,
    /// Private or unknown segments and chunks.
    pub other: bool,
    /// A small copy of the image, which may show more than an edited image does.
    pub thumbnail: bool,
    /// Data after the end of the image, such as further images or a video.
    pub trailing: bool,
    /// XMP, also where it spans several segments.
    pub xmp: bool,
}

impl Stripped {
    /// Returns whether anything was removed.
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}
