//! Writes an orientation into an image that has none.

use crate::media::bytes::{little, window};
use crate::media::format::Format;
use crate::media::strip::Piece;
use crate::media::{jpeg, png, webp};

/// Returns the pieces of an image with an orientation in EXIF; `head` holds its first bytes.
///
/// Browsers ignore it in a WebP, and in a PNG, where it is written after the pixels. `None` for other formats, and
/// for a WebP whose header cannot be read.
pub fn oriented(format: Format, head: &[u8], length: u64, orientation: u8) -> Option<Vec<Piece>> {
    match format {
        Format::Jpeg => Some(vec![
            Piece::Keep(0..2),
            Piece::Insert(jpeg::exif_segment(orientation)),
            Piece::Keep(2..length),
        ]),
        Format::Png => {
            let end = length.checked_sub(png::END_BYTES)?;
            let exif = png::exif_chunk(orientation);
            Some(vec![Piece::Keep(0..end), Piece::Insert(exif), Piece::Keep(end..length)])
        }
        Format::Webp => oriented_webp(head, length, orientation),
        _ => None,
    }
}

/// Announces the EXIF in the first chunk, and writes that chunk if there is none.
fn oriented_webp(head: &[u8], length: u64, orientation: u8) -> Option<Vec<Piece>> {
    let exif = webp::exif_chunk(orientation);
    let header = match window(head, 12, 4)? {
        b"VP8X" => window(head, 20, 10)?.to_vec(),
        b"VP8 " => extended(little(head, 26, 2)? & 0x3FFF, little(head, 28, 2)? & 0x3FFF, false),
        b"VP8L" => {
            let bits = little(head, 21, 4)?;
            extended((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bits >> 28 & 1 != 0)
        }
        _ => return None,
    };
    let (flags, rest) = header.split_first()?;
    let start: u64 = if window(head, 12, 4)? == b"VP8X" { 30 } else { 12 };
    let size = u32::try_from(length - start.min(length) + 22 + exif.len() as u64).ok()?;
    let flags = *flags | webp::EXIF as u8;
    let header = [b"RIFF".as_slice(), &size.to_le_bytes(), b"WEBPVP8X\x0A\0\0\0", &[flags], rest].concat();
    Some(vec![Piece::Insert(header), Piece::Keep(start..length), Piece::Insert(exif)])
}

/// Returns the data of the first chunk for an image of this size.
fn extended(width: u64, height: u64, has_alpha: bool) -> Vec<u8> {
    let side = |side: u64| side.saturating_sub(1).to_le_bytes().into_iter().take(3);
    let flags = if has_alpha { webp::ALPHA as u8 } else { 0 };
    [flags, 0, 0, 0].into_iter().chain(side(width)).chain(side(height)).collect()
}
