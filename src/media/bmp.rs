//! BMP: two headers, palette, pixels and, in the newest version, a colour profile. The second header has many
//! versions with the same first fields.

use crate::media::fact::Fact;
use crate::media::info::{ImageInfo, Size};
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// Reads the second header.
pub fn inspect(walk: &Walk, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let header = walk.little(14, 4)?;
    let (width, height, bits) = read_size(walk, header)?;
    let field = |at| if header < INFO_BYTES { Ok(0) } else { walk.little(at, 4) };
    let (compression, coded, colours) = (field(30)?, field(34)?, field(46)?);
    info.size = Size::new(width, height);
    info.animated = Some(false);
    info.bit_depth = (bits != 16).then_some(8);
    let pixels = walk.little(10, 4)?;
    let row = width.saturating_mul(bits).div_ceil(32).saturating_mul(4);
    let (count, masks) = match compression {
        PLAIN => (row.saturating_mul(height), 0),
        MASKS if bits > 8 => (row.saturating_mul(height), 12),
        ALPHA_MASKS if bits > 8 => (row.saturating_mul(height), 16),
        RLE_8 | RLE_4 => {
            // Anything may follow the code that ends the pixels.
            info.metadata.other.unread();
            (coded, 0)
        }
        // A JPEG or a PNG, which has metadata of its own, or a code that only OS/2 has.
        _ => return Err(MALFORMED),
    };
    let end = pixels.saturating_add(count);
    // Of 16 and 32 bits some may hold alpha, by rules in which decoders differ. Other images may be compressed,
    // or end early: what is not coded is transparent.
    info.alpha =
        (matches!(bits, 1 | 4 | 8 | 24) && compression == PLAIN && end <= walk.length()).then_some(false);
    info.metadata.add_trailer(walk, end)?;
    // Headers, masks, palette and pixels hold nothing else; what is between them may be anything.
    let masks = if header == INFO_BYTES { masks } else { 0 };
    if header > V5_BYTES || pixels > 14 + header.saturating_add(masks + palette_bytes(header, bits, colours))
    {
        info.metadata.other.unread();
    }
    if header >= V5_BYTES && matches!(walk.bytes(70, 4)?, b"DEBM" | b"KNIL") {
        info.metadata.icc.found();
        // The path of a file, or a profile that may lie anywhere.
        info.metadata.other.unread();
    }
    Ok(())
}

/// Returns width, height and the bits of a pixel.
fn read_size(walk: &Walk, header: u64) -> Result<(u64, u64, u64), Incomplete> {
    if header == OLD_BYTES {
        return Ok((walk.little(18, 2)?, walk.little(20, 2)?, walk.little(24, 2)?));
    }
    // A negative height means that the rows run from top to bottom.
    let height = (walk.little(22, 4)? as u32 as i32).unsigned_abs();
    Ok((walk.little(18, 4)?, height.into(), walk.little(28, 2)?))
}

/// Returns the length of the palette. 0 colours, or too many, mean as many as the bits can tell apart.
fn palette_bytes(header: u64, bits: u64, colours: u64) -> u64 {
    if bits > 8 {
        return 0;
    }
    let most = 1 << bits;
    let colours = if colours == 0 { most } else { colours.min(most) };
    colours * if header == OLD_BYTES { 3 } else { 4 }
}

/// How pixels are stored: as they are, as lengths of runs, or with masks that say which bits are which colour.
const PLAIN: u64 = 0;
const RLE_8: u64 = 1;
const RLE_4: u64 = 2;
const MASKS: u64 = 3;
const ALPHA_MASKS: u64 = 6;
/// The length of the oldest second header, of the first with a compression, and of the one that may announce a
/// colour profile.
const OLD_BYTES: u64 = 12;
const INFO_BYTES: u64 = 40;
const V5_BYTES: u64 = 124;
