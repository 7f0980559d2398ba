//! GIF: a screen, then blocks that are cut in parts of at most 255 bytes. (GIF89a specification.)

use crate::media::bytes::{big, little, window};
use crate::media::info::{ImageInfo, Size};
use crate::media::parse_error::ParseError;
use crate::media::walk::{Incomplete, Walk};

/// Reads the blocks within the file's first [`HEAD`] bytes. To find what follows, all of it would have to be
/// read.
pub fn inspect(walk: &Walk, _at: &mut u64, info: &mut ImageInfo) -> Result<(), Incomplete> {
    let head = walk.some_bytes(0, walk.length(), HEAD)?;
    info.bit_depth = Some(8);
    info.alpha = Some(false);
    let size = little(head, 6, 2).zip(little(head, 8, 2));
    info.size = size.and_then(|(width, height)| Size::new(width, height));
    read_blocks(head, info).ok_or(Incomplete::ParseError(ParseError::Truncated))
}

/// Reads up to the trailer; `None` when the bytes end before.
fn read_blocks(head: &[u8], info: &mut ImageInfo) -> Option<()> {
    let mut at = 13 + palette_bytes(big(head, 10, 1)?);
    let mut frames = 0;
    loop {
        match big(head, at, 1)? {
            0x21 => {
                match big(head, at + 1, 1)? {
                    0xF9 if big(head, at + 3, 1)? & 1 != 0 => info.alpha = Some(true),
                    0xFF => match window(head, at + 3, 8)? {
                        b"ICCRGBG1" => info.icc = true,
                        // A repeat count: an animation, unless only one frame follows.
                        b"NETSCAPE" => info.animated = true,
                        b"XMP Data" => info.xmp = true,
                        _ => {}
                    },
                    _ => {}
                }
                at += 2;
            }
            0x2C => {
                frames += 1;
                info.animated |= frames > 1;
                at += 11 + palette_bytes(big(head, at + 9, 1)?);
            }
            // Some files have zeros between blocks, which decoders skip.
            0 => {
                at += 1;
                continue;
            }
            _ => {
                info.animated = frames > 1;
                return Some(());
            }
        }
        loop {
            let count = big(head, at, 1)? as usize;
            at += 1 + count;
            if count == 0 {
                break;
            }
        }
    }
}

/// Returns the length in bytes of the palette that these flags announce.
fn palette_bytes(flags: u64) -> usize {
    if flags & 0x80 == 0 { 0 } else { 6 << (flags & 7) }
}

/// The length in bytes of what is read of a file.
const HEAD: usize = 65_536;
