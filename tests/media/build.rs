//! Files made on the spot, of parts that the encoders at hand don't write.

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use std::io::Cursor;

/// An image of many colours, of which some pixels are transparent, some half and some not.
pub fn colourful(width: u32, height: u32) -> DynamicImage {
    RgbaImage::from_fn(width, height, |x, y| {
        Rgba([(x * 7 + y) as u8, (y * 5) as u8, (x ^ y) as u8, [0, 127, 255][(x + y) as usize % 3]])
    })
    .into()
}

/// Encodes with the crate `image`.
pub fn encode(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// A segment of a JPEG.
pub fn segment(code: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap();
    [[0xFF, code].as_slice(), &length.to_be_bytes(), payload].concat()
}

/// A segment of a JPEG that holds an EXIF block.
pub fn exif_segment(block: &[u8]) -> Vec<u8> {
    segment(0xE1, &[b"Exif\0\0", block].concat())
}

/// A file with these bytes after its first `at`.
pub fn spliced(bytes: &[u8], at: usize, inserted: &[u8]) -> Vec<u8> {
    [&bytes[..at], inserted, &bytes[at..]].concat()
}

/// An EXIF block of either byte order with an orientation, a place and a pointer to a thumbnail.
pub fn exif(orientation: u16, little: bool) -> Vec<u8> {
    let mut block = if little { b"II*\0".to_vec() } else { b"MM\0*".to_vec() };
    let two = |number: u16| if little { number.to_le_bytes() } else { number.to_be_bytes() };
    let four = |number: u32| if little { number.to_le_bytes() } else { number.to_be_bytes() };
    block.extend(four(8));
    block.extend(two(3));
    for (tag, kind, count, value) in [
        (0x010F, 2, 4, four(u32::from_be_bytes(if little { *b"\0xam" } else { *b"max\0" }))),
        (0x0112, 3, 1, [two(orientation), [0, 0]].concat().try_into().unwrap()),
        (0x8825, 4, 1, four(50)),
    ] {
        block.extend([two(tag), two(kind)].concat());
        block.extend(four(count));
        block.extend(value);
    }
    block.extend(four(68));
    block.extend([two(1), two(1), two(2)].concat()); // one entry: the latitude is north
    block.extend(four(2));
    block.extend(b"N\0\0\0");
    block.extend(four(0));
    block.extend(two(0)); // the directory of a thumbnail, empty
    block.extend(four(0));
    block
}

/// A chunk of a PNG.
pub fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = u32::MAX;
    for byte in name.iter().chain(data) {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 0 { sum >> 1 } else { sum >> 1 ^ 0xEDB8_8320 };
        }
    }
    [&u32::try_from(data.len()).unwrap().to_be_bytes(), name.as_slice(), data, &(!sum).to_be_bytes()].concat()
}

/// Where the data of a PNG's pixels begin.
pub fn pixels_at(png: &[u8]) -> usize {
    png.windows(4).position(|part| part == b"IDAT").unwrap() - 4
}

/// A chunk of a WebP, evened out.
pub fn riff_chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = [name.as_slice(), &u32::try_from(data.len()).unwrap().to_le_bytes(), data].concat();
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

/// A WebP of these chunks.
pub fn webp(chunks: &[Vec<u8>]) -> Vec<u8> {
    riff_chunk(b"RIFF", &[b"WEBP".as_slice(), &chunks.concat()].concat())
}

/// The chunks of a WebP.
pub fn chunks_of(webp: &[u8]) -> Vec<(String, Vec<u8>)> {
    let (mut chunks, mut rest) = (Vec::new(), &webp[12..]);
    while !rest.is_empty() {
        let length = u32::from_le_bytes(rest[4..8].try_into().unwrap()) as usize;
        chunks.push((String::from_utf8_lossy(&rest[..4]).into_owned(), rest[8..8 + length].to_vec()));
        rest = &rest[8 + length.next_multiple_of(2)..];
    }
    chunks
}
