//! BMP: two headers. The second has many versions with the same first fields.

use crate::media::info::{ImageInfo, Size};
use crate::media::walk::{Incomplete, Walk};

/// Reads the second header.
pub fn inspect(walk: &Walk, _at: &mut u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let (size, bits) = if walk.little(14, 4)? == 12 {
        (Size::new(walk.little(18, 2)?, walk.little(20, 2)?), walk.little(24, 2)?)
    } else {
        // A negative height means that the rows run from top to bottom.
        let height = (walk.little(22, 4)? as u32 as i32).unsigned_abs();
        (Size::new(walk.little(18, 4)?, height.into()), walk.little(28, 2)?)
    };
    info.size = size;
    // 32 bits may hold alpha or padding, by rules in which decoders differ.
    info.alpha = (bits != 32).then_some(false);
    info.bit_depth = (bits != 16).then_some(8);
    Ok(())
}
