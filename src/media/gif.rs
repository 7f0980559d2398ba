//! GIF: a screen, then blocks that are cut in parts of at most 255 bytes. (GIF89a specification.)

use std::mem;

use crate::media::bytes::{big, little, window};
use crate::media::fact::Fact;
use crate::media::info::{ImageInfo, Size};
use crate::media::parse_error::ParseError;
use crate::media::walk::{Incomplete, Walk};

/// Reads the blocks within the file's first [`HEAD`] bytes. To find what follows, all of it would have to be
/// read.
pub fn inspect(walk: &Walk, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let head = walk.some_bytes(0, walk.length(), HEAD)?;
    info.bit_depth = Some(8);
    info.alpha = Some(false);
    info.animated = Some(false);
    let size = little(head, 6, 2).zip(little(head, 8, 2));
    info.size = size.and_then(|(width, height)| Size::new(width, height));
    let end = read_blocks(head, info).ok_or(Incomplete::ParseError(ParseError::Truncated))?;
    info.metadata.add_trailer(walk, end as u64)
}

/// Reads up to the trailer, and returns the offset after it. `None` if the bytes end before.
fn read_blocks(head: &[u8], info: &mut ImageInfo) -> Option<usize> {
    let mut at = HEADER_BYTES + palette_bytes(big(head, 10, 1)?);
    let mut frames = Frames::default();
    loop {
        match big(head, at, 1)? {
            EXTENSION => {
                let end = skip_parts(head, at + 2)?;
                read_extension(head.get(at..end)?, &mut frames, info)?;
                at = end;
            }
            IMAGE => {
                frames.add(head, at, info)?;
                at = skip_parts(head, at + 11 + palette_bytes(big(head, at + 9, 1)?))?;
            }
            // Some files have zeros between blocks, which decoders skip.
            0 => at += 1,
            TRAILER => {
                // Without a frame, all of the screen is transparent.
                if frames.count == 0 {
                    info.alpha = Some(true);
                }
                return Some(at + 1);
            }
            _ => return None,
        }
    }
}

/// Reads an extension from its first byte to its last.
fn read_extension(extension: &[u8], frames: &mut Frames, info: &mut ImageInfo) -> Option<()> {
    match Extension::of(extension)? {
        Extension::Animation => {}
        Extension::Comment => info.metadata.comment.found(),
        Extension::ContentCredentials => {
            let text = joined_parts(extension.get(NAME_BYTES..)?);
            info.metadata.add_content_credentials(&text, true);
        }
        Extension::Control => {
            let flags = big(extension, 3, 1)?;
            if flags & 1 != 0 {
                info.alpha = Some(true);
            }
            frames.is_disposed_of = matches!(flags >> 2 & 7, 2 | 3);
        }
        Extension::Icc => info.metadata.icc.found(),
        Extension::Other => info.metadata.add_unknown(),
        Extension::Text => info.metadata.other.found(),
        Extension::Xmp => info.metadata.add_xmp(extension, true),
    }
    Some(())
}

/// The frames so far.
#[derive(Default)]
struct Frames {
    count: u32,
    /// Whether the next frame, once shown, is cleared, or gives way to what was before it.
    is_disposed_of: bool,
    /// The same of the last frame.
    was_disposed_of: bool,
}

impl Frames {
    /// Adds the frame whose descriptor is at `at`.
    fn add(&mut self, head: &[u8], at: usize, info: &mut ImageInfo) -> Option<()> {
        self.count += 1;
        let is_first = self.count == 1;
        if is_first {
            info.size = shown_size(head, at, info.size)?;
        } else {
            info.animated = Some(true);
        }
        if is_first && !covers(head, at, info.size)? {
            info.alpha = Some(true);
        } else if info.alpha == Some(false)
            && ((is_first && !has_all_colours(head, at)?) || self.was_disposed_of)
        {
            info.alpha = None;
        }
        self.was_disposed_of = mem::take(&mut self.is_disposed_of);
        Some(())
    }
}

/// Returns the size of an image whose first frame's descriptor is at `at`: browsers enlarge a screen that is smaller
/// than the frame. `None` where they differ.
fn shown_size(head: &[u8], at: usize, screen: Option<Size>) -> Option<Option<Size>> {
    let number = |offset| little(head, at + offset, 2);
    let (x, y, width, height) = (number(1)?, number(3)?, number(5)?, number(7)?);
    let (across, down) = screen.map_or((0, 0), |size| (size.width.into(), size.height.into()));
    let is_beyond = x + width > across || y + height > down;
    let is_larger = x == 0 && y == 0 && width >= across && height >= down;
    Some(if !is_beyond || width == 0 || height == 0 {
        screen
    } else if is_larger {
        Size::new(width, height)
    } else {
        None
    })
}

/// Returns whether the frame whose descriptor is at `at` covers the screen.
fn covers(head: &[u8], at: usize, screen: Option<Size>) -> Option<bool> {
    let number = |offset| little(head, at + offset, 2);
    let size = Size::new(number(5)?, number(7)?);
    Some(number(1)? == 0 && number(3)? == 0 && size.is_some() && size == screen)
}

/// Returns whether the palette of the frame whose descriptor is at `at` has a colour for each code that its pixels can
/// have: browsers show the others as transparent.
fn has_all_colours(head: &[u8], at: usize) -> Option<bool> {
    let own = palette_bytes(big(head, at + 9, 1)?);
    let palette = if own > 0 { own } else { palette_bytes(big(head, 10, 1)?) };
    let bits = big(head, at + 10 + own, 1)?;
    Some(bits <= 8 && 3 << bits <= palette)
}

/// Returns the offset after the parts at `at`; the last part is empty.
fn skip_parts(head: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let count = usize::try_from(big(head, at, 1)?).ok()?;
        at += 1 + count;
        if count == 0 {
            return Some(at);
        }
    }
}

/// Returns the content of parts, without their lengths.
fn joined_parts(mut parts: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    while let Some((length, rest)) = parts.split_first() {
        let (part, next) = rest.split_at_checked(usize::from(*length)).unwrap_or((rest, &[]));
        content.extend_from_slice(part);
        parts = next;
    }
    content
}

/// The content of an extension.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Extension {
    /// The number of repetitions.
    Animation,
    Comment,
    /// Content Credentials.
    ContentCredentials,
    /// Transparency and duration of the next frame.
    Control,
    Icc,
    /// Something private.
    Other,
    /// A text to be drawn, which no browser does.
    Text,
    Xmp,
}

impl Extension {
    /// Identifies an extension by its first [`NAME_BYTES`], or all bytes of a shorter one. `None` if there are
    /// too few.
    pub fn of(start: &[u8]) -> Option<Self> {
        Some(match big(start, 1, 1)? {
            0xF9 => Self::Control,
            0x01 => Self::Text,
            0xFE => Self::Comment,
            0xFF if big(start, 2, 1)? == 11 => match window(start, 3, 11)? {
                b"NETSCAPE2.0" | b"ANIMEXTS1.0" => Self::Animation,
                b"ICCRGBG1012" => Self::Icc,
                b"XMP DataXMP" => Self::Xmp,
                name if name.starts_with(b"C2PA_GIF") => Self::ContentCredentials,
                _ => Self::Other,
            },
            _ => Self::Other,
        })
    }
}

/// Returns the length in bytes of the palette that these flags announce.
pub fn palette_bytes(flags: u64) -> usize {
    if flags & 0x80 == 0 { 0 } else { 6 << (flags & 7) }
}

/// The length of the signature and the screen's descriptor.
pub const HEADER_BYTES: usize = 13;
/// The first byte of an extension.
pub const EXTENSION: u64 = 0x21;
/// The first byte of a frame.
pub const IMAGE: u64 = 0x2C;
/// The byte after the last block.
pub const TRAILER: u64 = 0x3B;
/// The length of what identifies an extension.
pub const NAME_BYTES: usize = 14;
/// The length in bytes of what is read of a file.
const HEAD: usize = 65_536;
