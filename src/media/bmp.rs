//! BMP: two headers, palette, pixels and, in the newest version, a colour profile. The second header has many
//! versions with the same first fields.

use crate::media::fact::Fact;
use crate::media::info::{ImageInfo, Size};
use crate::media::walk::{Incomplete, Walk};

/// Reads the second header.
pub fn inspect(walk: &Walk, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let header = walk.little(14, 4)?;
    let is_old = header == 12;
    let (width, height, bits) = if is_old {
        (walk.little(18, 2)?, walk.little(20, 2)?, walk.little(24, 2)?)
    } else {
        // A negative height means that the rows run from top to bottom.
        let height = (walk.little(22, 4)? as u32 as i32).unsigned_abs();
        (walk.little(18, 4)?, height.into(), walk.little(28, 2)?)
    };
    let compression = if is_old { 0 } else { walk.little(30, 4)? };
    info.size = Size::new(width, height);
    info.animated = Some(false);
    info.bit_depth = (bits != 16).then_some(8);
    let pixels = walk.little(10, 4)?;
    let is_compressed = !matches!(compression, 0 | MASKS | ALPHA_MASKS);
    let row = width.saturating_mul(bits).div_ceil(32).saturating_mul(4);
    let count = if is_compressed { walk.little(34, 4)? } else { row.saturating_mul(height) };
    let end = pixels.saturating_add(count);
    // Of 16 and 32 bits some may hold alpha, by rules in which decoders differ. Other images may be compressed,
    // or end early: what is not coded is transparent.
    info.alpha =
        (matches!(bits, 1 | 4 | 8 | 24) && compression == 0 && end <= walk.length()).then_some(false);
    // Headers, masks, palette and pixels hold nothing else; what is between or after them may be anything.
    let palette = if bits > 8 { 0 } else { 1 << bits << 2 };
    let masks = match compression {
        MASKS if header == 40 => 12,
        ALPHA_MASKS if header == 40 => 16,
        _ => 0,
    };
    info.metadata.add_trailer(walk, end)?;
    if pixels > 14 + header.saturating_add(masks + palette) {
        info.metadata.other.unread();
    }
    if header >= V5_BYTES && matches!(walk.bytes(70, 4)?, b"DEBM" | b"KNIL") {
        info.metadata.icc.found();
        // The path of a file, or a profile that may lie anywhere.
        info.metadata.other.unread();
    }
    Ok(())
}

/// Pixels of 16 or 32 bits, whose colours are given by masks.
const MASKS: u64 = 3;
const ALPHA_MASKS: u64 = 6;
/// The length of the second header that may announce a colour profile.
const V5_BYTES: u64 = 124;
