//! How much work hostile files make. Every file is made on the spot.

use std::fs;
use std::path::Path;

use image::{DynamicImage, ImageFormat};

use crate::build::{
    bmff_box, chunk, chunks_of, colourful, encode, exif_segment, gif, infe, meta, photoshop_segment,
    pixels_at, position_exif, riff_chunk, segment, spliced, webp, webp_frame,
};
use crate::judge::{file, inspect_counting, strip, work};

/// Files that make as much work as possible for their length, which grows with `count`: each by its format and what
/// it is made of.
fn worst(count: usize) -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let jpeg = file("plain.jpg");
    let png = file("small.png");
    let block = position_exif(&[7; 200]);
    // Many directories that all point to one long list.
    let tags = (0..count).flat_map(|_| [0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8]);
    let gps =
        [b"MM\0*\0\0\0\x08".as_slice(), &(count as u16).to_be_bytes(), &tags.collect::<Vec<u8>>(), &[0; 4]]
            .concat();
    let items: Vec<_> = (1..=count).map(|id| infe(id as u16, b"Exif", b"")).collect();
    let entry = |id: usize, extents: u16| [(id as u16).to_be_bytes(), [0, 0], extents.to_be_bytes()].concat();
    let many_extents: Vec<u8> = (1..=count).flat_map(|id| entry(id, 65_535)).collect();
    let head = |widths: u8| [[0, 0, 0, 0, widths, 0].as_slice(), &(count as u16).to_be_bytes()].concat();
    let one_place: Vec<u8> = (1..=count)
        .flat_map(|id| [(id as u16).to_be_bytes().as_slice(), &[0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0]].concat())
        .collect();
    let ftyp = bmff_box(b"ftyp", b"avif\0\0\0\0avif");
    let avif = |list: Vec<u8>, items: &[Vec<u8>], uses: &[u8]| {
        let meta = meta(items, &list, uses, &vec![bmff_box(b"free", b""); 127]);
        [ftyp.clone(), meta, vec![0; 70_000]].concat()
    };
    let uses: Vec<u8> = (1..=count)
        .flat_map(|id| [(id as u16).to_be_bytes().as_slice(), &[3, 127, 127, 127]].concat())
        .collect();
    let uses = [&(count as u32).to_be_bytes(), uses.as_slice()].concat();
    let rgb = DynamicImage::from(colourful(5, 3).to_rgb8());
    let bmp = encode(&rgb, ImageFormat::Bmp);
    let shared =
        avif([head(0x44), one_place.clone()].concat(), &items, &0_u32.to_be_bytes())[ftyp.len()..].to_vec();
    let xmp =
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0".as_slice(), &b"gpslatitud".repeat(100)].concat());
    let text = chunk(b"tEXt", &[b"Comment\0".as_slice(), &b"gpslatitud".repeat(100)].concat());
    vec![
        ("AVIF", "empty extents", avif([head(0), many_extents].concat(), &items, &0_u32.to_be_bytes())),
        (
            "AVIF",
            "items that share a place",
            avif([head(0x44), one_place].concat(), &items, &0_u32.to_be_bytes()),
        ),
        ("AVIF", "uses of properties", avif(vec![0; 8], &[], &uses)),
        ("AVIF", "empty boxes", [ftyp.clone(), bmff_box(b"free", b"").repeat(count)].concat()),
        ("GIF", "empty blocks", gif(8, 8, &[&b"!\xFE\0".repeat(count)])),
        ("JPEG", "segments", spliced(&jpeg, 2, &segment(0xFE, b"").repeat(count))),
        ("JPEG", "EXIF", spliced(&jpeg, 2, &exif_segment(&block).repeat(count / 10))),
        ("JPEG", "directories of GPS", spliced(&jpeg, 2, &exif_segment(&gps))),
        ("JPEG", "Photoshop", spliced(&jpeg, 2, &photoshop_segment(&vec![(0x404, b"".as_slice()); count]))),
        ("JPEG", "stray bytes", spliced(&jpeg, 2, &vec![0; count * 10])),
        ("PNG", "chunks", spliced(&png, pixels_at(&png), &chunk(b"tEXt", b"").repeat(count))),
        ("PNG", "EXIF", spliced(&png, pixels_at(&png), &chunk(b"eXIf", &block).repeat(count / 10))),
        ("TIFF", "entries", gps),
        (
            "WebP",
            "chunks",
            webp(
                &[
                    vec![riff_chunk(b"VP8X", &[2, 0, 0, 0, 7, 0, 0, 7, 0, 0])],
                    vec![riff_chunk(b"ANMF", &[0; 24]); count],
                ]
                .concat(),
            ),
        ),
        (
            "JPEG XL",
            "boxes",
            [b"\0\0\0\x0CJXL \r\n\x87\n".as_slice(), &bmff_box(b"xml ", b"").repeat(count)].concat(),
        ),
        ("BMP", "a header", [bmp.as_slice(), &vec![1; count]].concat()),
        ("HEIC", "items that share a place", [bmff_box(b"ftyp", b"heic\0\0\0\0heic"), shared].concat()),
        ("JPEG", "scans", spliced(&jpeg, jpeg.len() - 2, &segment(0xDA, b"").repeat(count))),
        ("JPEG", "fill bytes", spliced(&jpeg, jpeg.len() - 2, &vec![0xFF; count * 10])),
        ("JPEG", "XMP", spliced(&jpeg, 2, &xmp.repeat(count / 100))),
        ("PNG", "texts", spliced(&png, pixels_at(&png), &text.repeat(count / 100))),
    ]
}
/// What a file costs: steps of work, and bytes that are read.
fn cost(bytes: &[u8]) -> [u64; 2] {
    [work(bytes), inspect_counting(bytes).2 as u64]
}

#[test]
fn work_grows_no_faster_than_the_file() {
    for count in [300, 3000] {
        for (format, name, bytes) in worst(count) {
            let ([steps, _], length) = (cost(&bytes), bytes.len() as u64);
            assert!(steps <= 16 * length + (1 << 19), "{format}, {name}: {steps} steps for {length} bytes");
        }
    }
    for (format, name, [steps, read]) in growth() {
        assert!(steps <= 16.0, "{format}, {name}: {steps} more steps for each more byte");
        assert!(read <= 2.0, "{format}, {name}: {read} more bytes read for each more byte");
    }
}

/// What each more byte of the worst files costs.
fn growth() -> Vec<(&'static str, &'static str, [f64; 2])> {
    let pairs = worst(300).into_iter().zip(worst(3000));
    let grown = |small: &[u8], large: &[u8]| {
        let longer = (large.len() - small.len()) as f64;
        let [few, many] = [cost(small), cost(large)];
        [0, 1].map(|index| many[index].saturating_sub(few[index]) as f64 / longer)
    };
    pairs.map(|((format, name, small), (_, _, large))| (format, name, grown(&small, &large))).collect()
}

#[test]
fn the_documents_have_the_work_of_the_worst_file_of_each_format() {
    let mut rows: Vec<(&str, &str, [f64; 2])> = Vec::new();
    for file in growth() {
        match rows.iter_mut().find(|(format, _, _)| *format == file.0) {
            Some(row) if row.2[0] < file.2[0] => *row = file,
            Some(_) => {}
            None => rows.push(file),
        }
    }
    rows.sort_by_key(|(format, _, _)| *format);
    let lines: Vec<_> = rows
        .iter()
        .map(|(format, name, [steps, read])| format!("| {format} | {name} | {steps:.1} | {read:.1} |"))
        .collect();
    let table = lines.join("\n");
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images.md")).unwrap();
    assert!(page.contains(&table), "docs/images.md must have:\n{table}");
}

#[test]
fn the_pixels_of_a_jpeg_are_read_once() {
    let plain = file("plain.jpg");
    let at = plain.len() - 200;
    for coded in [[1_u8, 2, 3, 4], [0xFF, 0, 1, 2], [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xD0, 0xFF, 0]] {
        let large = spliced(&plain, at, &[coded.repeat(3 << 17), vec![0]].concat());
        let (info, reads, read) = inspect_counting(&large);
        assert!(info.unwrap().complete, "{coded:?}");
        assert!(reads <= 8 && read <= large.len() + (1 << 16), "{coded:?}: {reads} reads of {read} bytes");
        assert!(work(&large) <= 5 * large.len() as u64, "{coded:?}: {}", work(&large));
    }
}

#[test]
fn a_frame_of_many_chunks_is_read_once() {
    let hidden = riff_chunk(b"ABCD", b"").repeat(40_000);
    let image = riff_chunk(b"VP8 ", &chunks_of(&file("lossy.webp")).remove(0).1);
    let frame = webp_frame(0, 0, 48, 32, 0, &[hidden, image].concat());
    let bytes =
        webp(&[riff_chunk(b"VP8X", &[2, 0, 0, 0, 47, 0, 0, 31, 0, 0]), riff_chunk(b"ANIM", &[0; 6]), frame]);
    assert!(strip(&bytes).unwrap().1.stripped.other);
}
