//! What an image's headers say.

use crate::media::exif::Exif;
use crate::media::fact::Fact;
use crate::media::format::Format;
use crate::media::location;
use crate::media::photoshop::Photoshop;
use crate::media::walk::{Incomplete, Walk};

/// What an image's headers say. A fact is `None` if it was not read, or if the headers do not prove it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ImageInfo {
    /// The format, by the bytes.
    pub format: Format,
    /// Width and height as stored, before the orientation is applied. `None` if no header has them.
    pub size: Option<Size>,
    /// How browsers turn the stored pixels, in EXIF's numbers: 1 (not at all) to 8.
    pub orientation: Option<u8>,
    /// The orientation in an EXIF block that browsers ignore, but readers of EXIF may use: that of a WebP, or
    /// one after the pixels of a PNG. 1 if there is none.
    pub ignored_orientation: u8,
    /// Whether some pixels may be transparent. `Some(false)` if every pixel of the first frame is opaque.
    pub alpha: Option<bool>,
    /// Whether there is more than one frame.
    pub animated: Option<bool>,
    /// Bits of each colour's value. `None` if they differ or only decoding would show.
    pub bit_depth: Option<u8>,
    /// What there is besides pixels.
    pub metadata: Metadata,
    /// Whether every header was read. If not, the file is damaged, its format is not read, or it has too many
    /// parts: there may be more than was found.
    pub complete: bool,
}

/// What a file has besides its pixels. `None` if it was not read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Metadata {
    /// Comments and texts.
    pub comment: Option<bool>,
    /// Content Credentials (C2PA): who made the image, with what, from which images.
    pub content_credentials: Option<bool>,
    /// EXIF: camera, time, exposure.
    pub exif: Option<bool>,
    /// Coordinates of the place where the image was taken, in EXIF, XMP, Content Credentials or
    /// GeoTIFF.
    pub gps: Option<bool>,
    /// A colour profile.
    pub icc: Option<bool>,
    /// IPTC: captions, names, places.
    pub iptc: Option<bool>,
    /// Anything else that no decoder needs, also after the end of the image.
    pub other: Option<bool>,
    /// A small copy of the image.
    pub thumbnail: Option<bool>,
    /// XMP: a history of edits, and any of the above once more.
    pub xmp: Option<bool>,
}

/// Width and height in pixels, neither of them 0.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

impl ImageInfo {
    /// Creates the information of an image whose format alone is known.
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            size: None,
            orientation: None,
            ignored_orientation: 1,
            alpha: None,
            animated: None,
            bit_depth: None,
            metadata: Metadata::NOTHING_FOUND,
            complete: false,
        }
    }

    /// Returns width and height as shown, with the orientation applied.
    pub fn shown_size(&self) -> Option<Size> {
        let size = self.size?;
        let turned = Size { width: size.height, height: size.width };
        Some(if self.orientation.is_some_and(|orientation| orientation > 4) { turned } else { size })
    }

    /// Returns whether the file may have metadata that cannot be removed without re-encoding.
    pub fn keeps_metadata(&self) -> bool {
        !self.format.is_strippable() && !self.metadata.is_absent()
    }

    /// Returns the information after the last read: what was not found is proven to be absent only if every
    /// header was read.
    pub(super) fn finished(mut self, complete: bool) -> Self {
        self.complete = complete;
        if complete {
            self.orientation = self.orientation.or(Some(1));
            return self;
        }
        // Browsers show what is missing as transparent.
        self.alpha = self.alpha.filter(|alpha| *alpha);
        // A JPEG has one frame, whatever its headers are.
        if self.format != Format::Jpeg {
            self.animated = self.animated.filter(|animated| *animated);
        }
        for fact in self.metadata.facts() {
            *fact = fact.filter(|found| *found);
        }
        self
    }
}

impl Metadata {
    const NOTHING_FOUND: Self = Self {
        comment: Some(false),
        content_credentials: Some(false),
        exif: Some(false),
        gps: Some(false),
        icc: Some(false),
        iptc: Some(false),
        other: Some(false),
        thumbnail: Some(false),
        xmp: Some(false),
    };

    /// Returns whether there is proof that a file has nothing besides its pixels and its colour profile.
    pub fn is_absent(&self) -> bool {
        Self { icc: Some(false), ..*self } == Self::NOTHING_FOUND
    }

    /// Records what follows the image from `at` on: it may be anything, unless it is padding.
    pub(super) fn add_trailer(&mut self, walk: &Walk, at: u64) -> Result<(), Incomplete> {
        let length = walk.length().saturating_sub(at);
        if length == 0 {
            return Ok(());
        }
        let start = walk.some_bytes(at, length, PADDING_BYTES)?;
        self.other.found();
        if start.len() as u64 == length && start.iter().all(|byte| *byte == 0) {
            return Ok(());
        }
        self.comment.unread();
        self.content_credentials.unread();
        self.exif.unread();
        self.gps.unread();
        self.iptc.unread();
        self.thumbnail.unread();
        self.xmp.unread();
        Ok(())
    }

    /// Records a part whose content is not known: it may be a position in a form of its own.
    pub(super) fn add_unknown(&mut self) {
        self.other.found();
        self.gps.unread();
    }

    /// Records an EXIF block.
    pub(super) fn add_exif(&mut self, exif: &Exif) {
        self.exif.found();
        self.gps.add(exif.gps);
        self.iptc.add(Some(exif.iptc));
        self.thumbnail.add(Some(exif.thumbnail));
        self.xmp.add(Some(exif.xmp));
        if exif.has_more {
            self.gps.unread();
            self.iptc.unread();
            self.thumbnail.unread();
            self.xmp.unread();
        }
    }

    /// Records the part of an XMP packet that was read; `whole` says whether that is all of it.
    pub(super) fn add_xmp(&mut self, text: &[u8], whole: bool) {
        self.xmp.found();
        self.add_text(text, whole);
    }

    /// Records the part of Content Credentials that was read; `whole` says whether that is all of them.
    pub(super) fn add_content_credentials(&mut self, text: &[u8], whole: bool) {
        self.content_credentials.found();
        self.add_text(text, whole);
    }

    /// Records the blocks of Photoshop.
    pub(super) fn add_photoshop(&mut self, photoshop: &Photoshop) {
        if let Some(exif) = &photoshop.exif {
            self.add_exif(exif);
        }
        if photoshop.xmp {
            self.xmp.found();
        }
        if photoshop.thumbnail {
            self.thumbnail.found();
        }
        if photoshop.other {
            self.other.found();
        }
        if !photoshop.is_whole {
            self.exif.unread();
            self.thumbnail.unread();
            self.xmp.unread();
        }
        self.iptc.add(photoshop.iptc);
        self.gps.add(photoshop.gps);
    }

    fn add_text(&mut self, text: &[u8], whole: bool) {
        self.gps.add(if location::is_in(text) { Some(true) } else { whole.then_some(false) });
    }

    fn facts(&mut self) -> [&mut Option<bool>; 9] {
        [
            &mut self.comment,
            &mut self.content_credentials,
            &mut self.exif,
            &mut self.gps,
            &mut self.icc,
            &mut self.iptc,
            &mut self.other,
            &mut self.thumbnail,
            &mut self.xmp,
        ]
    }
}

/// The most that is read of what may be padding.
const PADDING_BYTES: usize = 4096;

impl Size {
    /// Creates a size. `None` if a side is 0 or too long.
    pub(super) fn new(width: u64, height: u64) -> Option<Self> {
        let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
        (width > 0 && height > 0).then_some(Self { width, height })
    }
}
