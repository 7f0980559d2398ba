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

/// An EXIF block whose directory of GPS has these tags.
pub fn position_exif(tags: &[u16]) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1A\0\0\0\0".to_vec();
    block.extend((tags.len() as u16).to_be_bytes());
    for tag in tags {
        block.extend([&tag.to_be_bytes(), [0, 2, 0, 0, 0, 2, b'N', 0, 0, 0].as_slice()].concat());
    }
    block.extend([0; 4]);
    block
}

/// A block of EXIF, or a TIFF, of these directories, each with the place of the next one.
///
/// An entry is a tag and its only value, a number of 32 bits.
pub fn tiff(directories: &[(&[(u16, u32)], u32)]) -> Vec<u8> {
    let mut bytes = b"MM\0*\0\0\0\x08".to_vec();
    for (entries, next) in directories {
        bytes.extend((entries.len() as u16).to_be_bytes());
        for (tag, value) in *entries {
            bytes.extend([&tag.to_be_bytes(), [0, 4, 0, 0, 0, 1].as_slice(), &value.to_be_bytes()].concat());
        }
        bytes.extend(next.to_be_bytes());
    }
    bytes
}

/// A GIF of these blocks on a screen of this size, with a palette of two colours.
pub fn gif(width: u16, height: u16, blocks: &[&[u8]]) -> Vec<u8> {
    let screen = [width.to_le_bytes(), height.to_le_bytes()].concat();
    [b"GIF89a".as_slice(), &screen, &[0x81, 0, 0], &GIF_PALETTE, &blocks.concat(), b";"].concat()
}

/// Four colours, as many as the pixels of [`gif_frame`] can have.
const GIF_PALETTE: [u8; 12] = [0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 255];

/// A frame of a GIF. Its pixels are not coded.
pub fn gif_frame(x: u16, y: u16, width: u16, height: u16) -> Vec<u8> {
    let place = [x, y, width, height].map(u16::to_le_bytes).concat();
    [[0x2C].as_slice(), &place, &[0, 2, 1, 0x2C, 0]].concat()
}

/// A frame of a WebP. Its place is in pairs of pixels.
pub fn webp_frame(x: u32, y: u32, width: u32, height: u32, flags: u8, chunks: &[u8]) -> Vec<u8> {
    let place = [x, y, width - 1, height - 1, 100].map(|number| number.to_le_bytes()[..3].to_vec()).concat();
    riff_chunk(b"ANMF", &[&place, [flags].as_slice(), chunks].concat())
}

/// A box of an ISO base media file.
pub fn bmff_box(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32 + 8).to_be_bytes(), name.as_slice(), content].concat()
}

/// An entry in the list of items.
pub fn infe(id: u16, kind: &[u8; 4], content_type: &[u8]) -> Vec<u8> {
    let content = [&[2, 0, 0, 0], id.to_be_bytes().as_slice(), &[0, 0], kind, &[0], content_type].concat();
    bmff_box(b"infe", &content)
}

/// A `meta` box: items, their places, uses of properties, and further properties.
pub fn meta(items: &[Vec<u8>], places: &[u8], uses: &[u8], properties: &[Vec<u8>]) -> Vec<u8> {
    let count = (items.len() as u16).to_be_bytes();
    let properties = bmff_box(b"ipco", &properties.concat());
    let uses = bmff_box(b"ipma", &[&[0; 4], uses].concat());
    let content = [
        vec![0; 4],
        bmff_box(b"pitm", &[0, 0, 0, 0, 0, 1]),
        bmff_box(b"iinf", &[&[0; 4], count.as_slice(), &items.concat()].concat()),
        bmff_box(b"iloc", places),
        bmff_box(b"iprp", &[properties, uses].concat()),
    ];
    bmff_box(b"meta", &content.concat())
}

/// A HEIC or AVIF of 48x32 with these items besides the image, `gap` bytes before their data, and then `meta`. It has
/// no pixels.
pub fn bmff_file(
    brand: &[u8; 4],
    items: &[(&[u8; 4], &[u8], &[u8])],
    properties: &[Vec<u8>],
    gap: usize,
) -> Vec<u8> {
    let image: &[u8; 4] = if brand == b"avif" { b"av01" } else { b"hvc1" };
    let ftyp = bmff_box(b"ftyp", &[brand, b"\0\0\0\0", brand.as_slice()].concat());
    let mut entries = vec![infe(1, image, b"")];
    entries.extend(items.iter().zip(2..).map(|((kind, name, _), id)| infe(id, kind, name)));
    let mut all = vec![bmff_box(b"ispe", &[0, 0, 0, 0, 0, 0, 0, 48, 0, 0, 0, 32])];
    all.extend(properties.iter().cloned());
    let mut uses = [0, 0, 0, 1, 0, 1, all.len() as u8].to_vec();
    uses.extend(1..=all.len() as u8);
    let places = |mut at: usize| {
        let mut list = [&[0, 0, 0, 0, 0x44, 0], (items.len() as u16).to_be_bytes().as_slice()].concat();
        for ((_, _, data), id) in items.iter().zip(2_u16..) {
            list.extend([&id.to_be_bytes(), [0, 0, 0, 1].as_slice()].concat());
            list.extend([(at as u32).to_be_bytes(), (data.len() as u32).to_be_bytes()].concat());
            at += data.len();
        }
        list
    };
    let start = ftyp.len() + 8 + gap;
    let data = items.iter().flat_map(|(_, _, data)| data.to_vec()).collect::<Vec<u8>>();
    let mdat = bmff_box(b"mdat", &[vec![0; gap], data].concat());
    [ftyp, mdat, meta(&entries, &places(start), &uses, &all)].concat()
}

/// An APP13 segment of a JPEG with blocks of Photoshop.
pub fn photoshop_segment(blocks: &[(u16, &[u8])]) -> Vec<u8> {
    let mut data = b"Photoshop 3.0\0".to_vec();
    for (id, content) in blocks {
        data.extend(b"8BIM");
        data.extend(id.to_be_bytes());
        data.extend([0, 0]);
        data.extend((content.len() as u32).to_be_bytes());
        data.extend(*content);
        data.resize(data.len() + content.len() % 2, 0);
    }
    segment(0xED, &data)
}

/// A HEIC or AVIF with more at the end of one of its boxes, which is in the others of `path`.
pub fn with_more(file: &[u8], path: &[&[u8; 4]], more: &[u8]) -> Vec<u8> {
    let mut grown = file.to_vec();
    let mut end = 0;
    for name in path {
        let at = file.windows(4).position(|part| part == *name).unwrap() - 4;
        let length = u32::from_be_bytes(file[at..at + 4].try_into().unwrap());
        grown[at..at + 4].copy_from_slice(&(length + more.len() as u32).to_be_bytes());
        end = at + length as usize;
    }
    spliced(&grown, end, more)
}

/// References of kinds between images: `(kind, from, to)`.
pub fn iref(references: &[(&[u8; 4], u16, &[u16])]) -> Vec<u8> {
    let boxes = references.iter().map(|(kind, from, to)| {
        let numbers = [&[*from, to.len() as u16], *to].concat();
        bmff_box(kind, &numbers.into_iter().flat_map(u16::to_be_bytes).collect::<Vec<_>>())
    });
    bmff_box(b"iref", &[vec![0; 4], boxes.collect::<Vec<_>>().concat()].concat())
}

/// A segment of a JPEG with Content Credentials, or with a further part of them.
pub fn credentials_segment(part: u32, payload: &[u8]) -> Vec<u8> {
    segment(0xEB, &[b"JP\0\x01".as_slice(), &part.to_be_bytes(), payload].concat())
}

/// A segment of a JPEG with XMP.
pub fn xmp_segment(text: &[u8]) -> Vec<u8> {
    segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", text].concat())
}

/// XMP with coordinates.
pub const POSITION: &[u8] = b"<rdf exif:GPSLatitude='10,20.5N' exif:GPSLongitude='30,40.5E'/>";
/// Content Credentials with coordinates.
pub const JUMBF: &[u8] =
    b"\0\0\0\x40jumb\0\0\0\x26jumdc2pa\0\x11\0\x10\x80\0\0\xAA\08\x9Bq\x03c2pa\0{\"exif:GPSLatitude\":1}";
