//! PNG: a signature, then chunks of length, name, data and checksum. (W3C PNG, third edition, which has APNG
//! and eXIf.)

use crate::media::bytes::big;
use crate::media::exif::{Exif, LONG_EXIF_BYTES, minimal};
use crate::media::fact::Fact;
use crate::media::info::{ImageInfo, Metadata, Size};
use crate::media::location;
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Walks from chunk to chunk up to the end of the image.
pub fn inspect(walk: &Walk, state: &mut State, info: &mut ImageInfo) -> Result<(), Incomplete> {
    state.at = state.at.max(8);
    loop {
        let length = walk.big(state.at, 4)?;
        let data = state.at + 8;
        let end = data + length + CHECKSUM_BYTES;
        let name = walk.bytes(state.at + 4, 4)?;
        if name == b"IEND" {
            state.finish(info);
            return info.metadata.add_trailer(walk, end);
        }
        read_chunk(walk, name, data, length, state, info)?;
        state.at = end;
    }
}

/// Reads a chunk whose data are at `data`.
fn read_chunk(
    walk: &Walk,
    name: &[u8],
    data: u64,
    length: u64,
    state: &mut State,
    info: &mut ImageInfo,
) -> Result<(), Incomplete> {
    let start = |limit| Ok((walk.some_bytes(data, length, limit)?, length <= limit as u64));
    match name {
        b"IHDR" => read_header(walk.bytes(data, 10)?, info),
        b"IDAT" => state.in_pixels = true,
        // Decoders ignore it after the pixels.
        b"acTL" if !state.in_pixels => state.announced = walk.big(data, 4)?,
        b"fcTL" if state.announced > 0 => {
            state.pass_number(walk.big(data, 4)?);
            read_frame(walk.bytes(data, 26)?, state, info);
        }
        b"fdAT" if state.announced > 0 => {
            state.pass_number(walk.big(data, 4)?);
            state.has_data = true;
            if state.is_animated() {
                info.animated = Some(true);
            }
        }
        b"tRNS" => info.alpha = Some(true),
        b"iCCP" => info.metadata.icc.found(),
        b"caBX" => {
            let (text, whole) = start(TEXT_BYTES)?;
            info.metadata.add_content_credentials(text, whole);
        }
        b"eXIf" => {
            let bytes = length + CHECKSUM_BYTES;
            let (exif, is_used) = if bytes <= LONG_EXIF_BYTES as u64 {
                read_exif(walk.bytes(data, bytes as usize)?, true)
            } else {
                (Exif::read_at(walk, data, length)?, true)
            };
            state.add_exif(&exif, is_used, info);
        }
        b"iTXt" | b"tEXt" | b"zTXt" => {
            let (keyword, _) = start(KEYWORD_BYTES)?;
            let (content, whole) = start(TEXT_BYTES)?;
            read_text(&Text::of(keyword), content, whole, &mut info.metadata);
        }
        name if !is_name(name) => return Err(MALFORMED),
        name if is_needed(name) => {}
        name if HARMLESS.iter().any(|harmless| *harmless == name) => info.metadata.other.found(),
        _ => info.metadata.add_unknown(),
    }
    Ok(())
}

/// The state of a walk from chunk to chunk.
#[derive(Default)]
pub struct State {
    /// The number of frames that the file announces.
    announced: u64,
    at: u64,
    /// Whether an EXIF block that viewers use was seen.
    exif_seen: bool,
    frames: u32,
    /// Whether there is a frame besides the pixels.
    has_data: bool,
    /// Whether pixels were found.
    in_pixels: bool,
    /// Whether the parts of the animation are not in the order of their numbers.
    is_disordered: bool,
    /// The number of the next part of the animation.
    next: u64,
}

impl State {
    fn is_animated(&self) -> bool {
        self.announced > 1 && self.frames > 1 && self.has_data && !self.is_disordered
    }

    fn pass_number(&mut self, number: u64) {
        self.is_disordered |= number != self.next;
        self.next += 1;
    }

    /// Records an EXIF block; `is_used` says whether decoders read it.
    fn add_exif(&mut self, exif: &Exif, is_used: bool, info: &mut ImageInfo) {
        if is_used && !self.exif_seen {
            self.exif_seen = true;
            let orientation = exif.orientation.unwrap_or(1);
            // Browsers draw before they get to an orientation after the pixels.
            if self.in_pixels {
                info.ignored_orientation = orientation;
            } else {
                info.orientation = Some(orientation);
            }
        }
        info.metadata.add_exif(exif);
    }

    /// Records what is known of the animation at the end of the image.
    fn finish(&self, info: &mut ImageInfo) {
        // Browsers differ in what they show without a frame that is announced, or of one in the wrong place.
        let is_animated = self.is_animated();
        info.animated = (is_animated || self.announced < 2).then_some(is_animated);
        if u64::from(self.frames) < self.announced && info.alpha == Some(false) {
            info.alpha = None;
        }
    }
}

/// Reads the first chunk's size, bit depth and colour type.
fn read_header(header: &[u8], info: &mut ImageInfo) {
    let size = big(header, 0, 4).zip(big(header, 4, 4));
    info.size = size.and_then(|(width, height)| Size::new(width, height));
    let colour_type = big(header, 9, 1).unwrap_or(0);
    info.alpha = Some(colour_type & 4 != 0);
    let depth = if colour_type == PALETTE { Some(8) } else { header.get(8).copied() };
    info.bit_depth = depth;
}

/// Reads the region of a frame: what no frame covers is transparent, and what is disposed of may become so.
fn read_frame(control: &[u8], state: &mut State, info: &mut ImageInfo) {
    let number = |at| big(control, at, 4).unwrap_or(0);
    let covers = number(12) == 0 && number(16) == 0 && info.size == Size::new(number(4), number(8));
    let disposes = big(control, 24, 1) != Some(0);
    state.frames += 1;
    if state.frames == 1 && !covers {
        info.alpha = Some(true);
    } else if disposes && info.alpha == Some(false) {
        info.alpha = None;
    }
}

/// Records a text chunk. Metadata of other formats are compressed or written in hexadecimal, and not read.
fn read_text(text: &Text, content: &[u8], whole: bool, metadata: &mut Metadata) {
    match text {
        Text::Comment => {
            metadata.comment.found();
            // ImageMagick writes the tags of EXIF as texts.
            if location::is_in(content) {
                metadata.gps.found();
            }
        }
        Text::Exif => {
            metadata.exif.found();
            metadata.gps.unread();
        }
        Text::ExifOrXmp => {
            metadata.exif.unread();
            metadata.xmp.unread();
            metadata.gps.unread();
        }
        Text::Iptc | Text::Photoshop => metadata.iptc.unread(),
        // Uncompressed after the keyword, a zero, and a compression flag of 0.
        Text::Xmp => metadata.add_xmp(content, whole && content.get(18) == Some(&0)),
    }
}

/// Reads the data of an EXIF chunk and, if the chunk is `whole`, checks its checksum.
///
/// Also returns whether decoders use it: they ignore a chunk whose checksum is wrong.
pub fn read_exif(chunk: &[u8], whole: bool) -> (Exif, bool) {
    match chunk.split_last_chunk() {
        Some((data, sum)) if whole => (Exif::read(data), checksum(b"eXIf", data).to_be_bytes() == *sum),
        _ => (Exif::read(chunk), true),
    }
}

/// Returns a chunk with an orientation and nothing else.
pub fn exif_chunk(orientation: u8) -> Vec<u8> {
    let block = minimal(orientation);
    let checksum = checksum(b"eXIf", &block).to_be_bytes();
    [&[0, 0, 0, block.len() as u8], b"eXIf".as_slice(), &block, &checksum].concat()
}

/// Computes the CRC-32 of a chunk.
fn checksum(name: &[u8], data: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in name.iter().chain(data) {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = sum >> 1 ^ if sum & 1 == 0 { 0 } else { 0xEDB8_8320 };
        }
    }
    !sum
}

/// Returns whether the four bytes may be a chunk's name.
pub fn is_name(name: &[u8]) -> bool {
    name.iter().all(u8::is_ascii_alphabetic)
}

/// Returns whether a chunk is needed to show the image: pixels, colours, transparency, pixel density, animation.
pub fn is_needed(name: &[u8]) -> bool {
    most_bytes(name).is_some()
}

/// Returns the most bytes that a chunk which is needed may have. `None` if it is not needed.
pub fn most_bytes(name: &[u8]) -> Option<u64> {
    NEEDED.iter().find(|(needed, _)| *needed == name).map(|(_, most)| *most)
}

/// Returns whether decoders refuse an image with a chunk that they do not know.
pub fn is_critical(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_uppercase)
}

/// The content of a text chunk.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Text {
    Comment,
    Exif,
    /// Either of the two: in a JPEG they are in segments of the same kind.
    ExifOrXmp,
    /// Photoshop's blocks, from which ImageMagick makes a profile of this name.
    Iptc,
    /// Photoshop's blocks, in which IPTC may be.
    Photoshop,
    Xmp,
}

impl Text {
    /// Identifies it by its first [`KEYWORD_BYTES`] at most.
    ///
    /// ImageMagick stored the metadata of other formats as "Raw profile type" before PNG had chunks for it.
    pub fn of(start: &[u8]) -> Self {
        let start = start.get(..KEYWORD_BYTES).unwrap_or(start);
        if start.starts_with(b"XML:com.adobe.xmp") {
            return Self::Xmp;
        }
        match start.strip_prefix(b"Raw profile type ".as_slice()) {
            Some(b"AP" | b"ap") => Self::ExifOrXmp, // "APP1"
            Some(b"ex") => Self::Exif,
            Some(b"8b") => Self::Photoshop, // "8bim"
            Some(b"ip") => Self::Iptc,
            Some(b"xm") => Self::Xmp,
            _ => Self::Comment,
        }
    }
}

/// The length of the last chunk.
pub const END_BYTES: u64 = 12;
/// The length of the checksum after a chunk's data.
pub const CHECKSUM_BYTES: u64 = 4;
/// The length of what identifies a text chunk.
pub const KEYWORD_BYTES: usize = 19;

/// The most that is read of XMP and of Content Credentials.
pub const TEXT_BYTES: usize = 65_536;
/// The chunks that are needed, and the most bytes that they have.
const NEEDED: &[(&[u8; 4], u64)] = &[
    (b"IDAT", u64::MAX),
    (b"IEND", 0),
    (b"IHDR", 13),
    (b"PLTE", 768),
    (b"acTL", 8),
    (b"bKGD", 6),
    (b"cHRM", 32),
    (b"cICP", 4),
    (b"cLLI", 8),
    (b"fcTL", 26),
    (b"fdAT", u64::MAX),
    (b"gAMA", 4),
    (b"iCCP", u64::MAX),
    (b"mDCV", 24),
    (b"pHYs", 9),
    (b"sBIT", 4),
    (b"sRGB", 1),
    (b"tRNS", 256),
];
/// Other chunks of the specification and its extensions, which hold no position.
const HARMLESS: &[&[u8; 4]] =
    &[b"dSIG", b"gIFg", b"gIFx", b"hIST", b"oFFs", b"pCAL", b"sCAL", b"sPLT", b"sTER", b"tIME"];

/// The colour type with a palette. Its bit depth is that of the indices; the colours have 8 bits.
const PALETTE: u64 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_specification() {
        assert_eq!(checksum(b"IEND", b""), 0xAE42_6082);
    }
}
