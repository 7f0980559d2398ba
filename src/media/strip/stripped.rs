//! What was removed from a file.

use crate::media::exif::Exif;
use crate::media::location;
use crate::media::photoshop::Photoshop;

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
        self.stripped.add_exif(&exif);
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
    /// Content Credentials (C2PA): who made the image, with what, from which images.
    pub content_credentials: bool,
    /// EXIF: camera, time, exposure, maker notes.
    pub exif: bool,
    /// Coordinates of the place where the image was taken.
    pub gps: bool,
    /// IPTC: captions, names, places.
    pub iptc: bool,
    /// The list of further images in the file. The images themselves count as [`trailing`](Self::trailing).
    pub multi_picture: bool,
    /// Private or unknown segments and chunks.
    pub other: bool,
    /// Photoshop's blocks other than the above.
    pub photoshop: bool,
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

    /// Records XMP, or a part of it.
    pub fn add_xmp(&mut self, text: &[u8]) {
        self.xmp = true;
        self.gps |= location::is_in(text);
    }

    /// Records Content Credentials, or a part of them.
    pub fn add_content_credentials(&mut self, text: &[u8]) {
        self.content_credentials = true;
        self.gps |= location::is_in(text);
    }

    /// Records Photoshop's blocks.
    pub fn add_photoshop(&mut self, photoshop: &Photoshop) {
        if let Some(exif) = &photoshop.exif {
            self.add_exif(exif);
        }
        self.gps |= photoshop.gps == Some(true);
        self.iptc |= photoshop.iptc == Some(true);
        self.photoshop |= photoshop.other;
        self.thumbnail |= photoshop.thumbnail;
        self.xmp |= photoshop.xmp;
    }

    fn add_exif(&mut self, exif: &Exif) {
        self.exif = true;
        self.gps |= exif.gps == Some(true);
        self.thumbnail |= exif.thumbnail;
    }
}
