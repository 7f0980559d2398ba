//! WebP: a RIFF file. An image with more than its pixels begins with `VP8X`. (RFC 9649.)

use crate::media::exif::{EXIF_BYTES, Exif, minimal};
use crate::media::fact::Fact;
use crate::media::info::{ImageInfo, Size};
use crate::media::parse_error::ParseError;
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Walks from chunk to chunk.
///
/// Browsers ignore the orientation in EXIF.
pub fn inspect(walk: &Walk, state: &mut State, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let announced = walk.little(4, 4)? + 8;
    let end = announced.min(walk.length());
    state.at = state.at.max(FIRST_CHUNK);
    info.bit_depth = Some(8);
    info.orientation = Some(1);
    let flags = flags(walk)?;
    while state.at < end {
        let chunk = Chunk {
            name: walk.bytes(state.at, 4)?,
            data: state.at + 8,
            length: walk.little(state.at + 4, 4)?,
            is_first: state.at == FIRST_CHUNK,
        };
        read_chunk(walk, &chunk, flags, state, info)?;
        state.at = chunk.data + chunk.length + chunk.length % 2;
    }
    // Some encoders omit the padding of the last chunk.
    if announced > walk.length() + 1 {
        return Err(Incomplete::ParseError(ParseError::Truncated));
    }
    info.metadata.add_trailer(walk, state.at)?;
    if info.size.is_some() { Ok(()) } else { Err(MALFORMED) }
}

struct Chunk<'a> {
    name: &'a [u8],
    /// The offset of its data in the file.
    data: u64,
    length: u64,
    is_first: bool,
}

fn read_chunk(
    walk: &Walk,
    chunk: &Chunk,
    flags: u64,
    state: &mut State,
    info: &mut ImageInfo,
) -> Result<(), Incomplete> {
    let Chunk { name, data, length, is_first } = *chunk;
    let text = || Ok((walk.some_bytes(data, length, EXIF_BYTES)?, length <= EXIF_BYTES as u64));
    match name {
        b"VP8X" if is_first => {
            begin(info, flags & ALPHA != 0);
            info.size = Size::new(walk.little(data + 4, 3)? + 1, walk.little(data + 7, 3)? + 1);
        }
        b"VP8 " if is_first => {
            begin(info, false);
            info.size = Size::new(walk.little(data + 6, 2)? & 0x3FFF, walk.little(data + 8, 2)? & 0x3FFF);
        }
        b"VP8L" => {
            let header = walk.little(data + 1, 4)?;
            if is_first {
                begin(info, false);
                info.size = Size::new((header & 0x3FFF) + 1, (header >> 14 & 0x3FFF) + 1);
            }
            if header >> 28 & 1 != 0 {
                info.alpha = Some(true);
            }
        }
        b"ALPH" => info.alpha = Some(true),
        b"ANMF" if flags & ANIMATION != 0 => read_frame(walk, data, state, info)?,
        b"ICCP" => info.metadata.icc.found(),
        b"XMP " => {
            let (text, whole) = text()?;
            info.metadata.add_xmp(text, whole);
        }
        b"C2PA" => {
            let (text, whole) = text()?;
            info.metadata.add_content_credentials(text, whole);
        }
        b"EXIF" => {
            let exif = read_exif(walk, data, length)?;
            if flags & EXIF != 0 && info.metadata.exif != Some(true) {
                info.ignored_orientation = exif.orientation.unwrap_or(1);
            }
            info.metadata.add_exif(&exif);
        }
        b"VP8 " | b"ANIM" => {}
        _ => info.metadata.add_unknown(),
    }
    Ok(())
}

/// Records the image that the first chunk describes.
fn begin(info: &mut ImageInfo, alpha: bool) {
    info.alpha = Some(alpha);
    info.animated = Some(false);
}

/// The state of a walk from chunk to chunk.
#[derive(Default)]
pub struct State {
    at: u64,
    frames: u32,
}

/// Reads a frame: what the first one does not cover is transparent, and what is disposed of may become so.
fn read_frame(walk: &Walk, at: u64, state: &mut State, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let x = walk.little(at, 3)?;
    let y = walk.little(at + 3, 3)?;
    let size = Size::new(walk.little(at + 6, 3)? + 1, walk.little(at + 9, 3)? + 1);
    let disposes = walk.little(at + 15, 1)? & 1 != 0;
    let has_alpha = match walk.bytes(at + FRAME_BYTES, 4)? {
        b"ALPH" => true,
        b"VP8L" => walk.little(at + FRAME_BYTES + 9, 4)? >> 28 & 1 != 0,
        // Another chunk may come before that of the alpha channel.
        b"VP8 " => false,
        _ => {
            info.metadata.other.found();
            info.alpha = info.alpha.filter(|alpha| *alpha);
            false
        }
    };
    state.frames += 1;
    if state.frames > 1 {
        info.animated = Some(true);
    }
    if has_alpha || state.frames == 1 && (x, y, size) != (0, 0, info.size) {
        info.alpha = Some(true);
    } else if disposes && info.alpha == Some(false) {
        info.alpha = None;
    }
    Ok(())
}

/// Returns the flags of a file that begins with `VP8X`; 0 for others.
///
/// libwebp, and with it every browser, reads the chunks `EXIF` and `XMP ` only if these flags announce them.
pub fn flags(walk: &Walk) -> Result<u64, Incomplete> {
    let extended = walk.bytes(FIRST_CHUNK, 4)? == b"VP8X";
    if extended { walk.little(FIRST_CHUNK + 8, 1) } else { Ok(0) }
}

/// Reads an `EXIF` chunk's data. Some writers put the name of a JPEG's segment before it.
pub fn read_exif(walk: &Walk, at: u64, length: u64) -> Result<Exif, Incomplete> {
    let has_name = walk.some_bytes(at, length, EXIF_NAME.len())? == EXIF_NAME;
    let name = if has_name { EXIF_NAME.len() as u64 } else { 0 };
    Exif::read_at(walk, at + name, length - name)
}

/// Returns a chunk with an orientation and nothing else.
pub fn exif_chunk(orientation: u8) -> Vec<u8> {
    let block = minimal(orientation);
    [b"EXIF".as_slice(), &[block.len() as u8, 0, 0, 0], &block].concat()
}

/// The length of what a frame holds before its chunks.
pub const FRAME_BYTES: u64 = 16;
/// What some writers put before EXIF.
const EXIF_NAME: &[u8] = b"Exif\0\0";
/// The offset of the first chunk.
pub const FIRST_CHUNK: u64 = 12;

/// The flag of `VP8X` for more than one frame.
pub const ANIMATION: u64 = 2;
/// The flag for EXIF.
pub const EXIF: u64 = 8;
/// The flag for XMP.
pub const XMP: u64 = 4;
/// The flag for pixels that may be transparent.
pub const ALPHA: u64 = 16;
