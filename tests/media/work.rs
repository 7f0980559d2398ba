//! How much work hostile files make. Every file is made on the spot.

use crate::build::{
    bmff_box, chunk, chunks_of, exif_segment, gif, infe, meta, photoshop_segment, pixels_at, position_exif,
    riff_chunk, segment, spliced, webp, webp_frame,
};
use crate::judge::{file, strip, work};

#[test]
fn work_grows_no_faster_than_the_file() {
    let worst = |count: usize| -> Vec<(&'static str, Vec<u8>)> {
        let jpeg = file("plain.jpg");
        let png = file("small.png");
        let block = position_exif(&[7; 200]);
        // Many directories that all point to one long list.
        let tags = (0..count).flat_map(|_| [0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8]);
        let gps = [
            b"MM\0*\0\0\0\x08".as_slice(),
            &(count as u16).to_be_bytes(),
            &tags.collect::<Vec<u8>>(),
            &[0; 4],
        ]
        .concat();
        let items: Vec<_> = (1..=count).map(|id| infe(id as u16, b"Exif", b"")).collect();
        let entry =
            |id: usize, extents: u16| [(id as u16).to_be_bytes(), [0, 0], extents.to_be_bytes()].concat();
        let many_extents: Vec<u8> = (1..=count).flat_map(|id| entry(id, 65_535)).collect();
        let head = |widths: u8| [[0, 0, 0, 0, widths, 0].as_slice(), &(count as u16).to_be_bytes()].concat();
        let one_place: Vec<u8> = (1..=count)
            .flat_map(|id| {
                [(id as u16).to_be_bytes().as_slice(), &[0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0]].concat()
            })
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
        vec![
            ("AVIF, empty extents", avif([head(0), many_extents].concat(), &items, &0_u32.to_be_bytes())),
            (
                "AVIF, items that share a place",
                avif([head(0x44), one_place].concat(), &items, &0_u32.to_be_bytes()),
            ),
            ("AVIF, uses of properties", avif(vec![0; 8], &[], &uses)),
            ("AVIF, empty boxes", [ftyp.clone(), bmff_box(b"free", b"").repeat(count)].concat()),
            ("GIF, empty blocks", gif(8, 8, &[&b"!\xFE\0".repeat(count)])),
            ("JPEG, segments", spliced(&jpeg, 2, &segment(0xFE, b"").repeat(count))),
            ("JPEG, EXIF", spliced(&jpeg, 2, &exif_segment(&block).repeat(count / 10))),
            ("JPEG, directories of GPS", spliced(&jpeg, 2, &exif_segment(&gps))),
            ("JPEG, Photoshop", spliced(&jpeg, 2, &photoshop_segment(&vec![(0x404, b"".as_slice()); count]))),
            ("JPEG, stray bytes", spliced(&jpeg, 2, &vec![0; count * 10])),
            ("PNG, chunks", spliced(&png, pixels_at(&png), &chunk(b"tEXt", b"").repeat(count))),
            ("PNG, EXIF", spliced(&png, pixels_at(&png), &chunk(b"eXIf", &block).repeat(count / 10))),
            ("TIFF, entries", gps),
            (
                "WebP, chunks",
                webp(
                    &[
                        vec![riff_chunk(b"VP8X", &[2, 0, 0, 0, 7, 0, 0, 7, 0, 0])],
                        vec![riff_chunk(b"ANMF", &[0; 24]); count],
                    ]
                    .concat(),
                ),
            ),
            (
                "JPEG XL, boxes",
                [b"\0\0\0\x0CJXL \r\n\x87\n".as_slice(), &bmff_box(b"xml ", b"").repeat(count)].concat(),
            ),
        ]
    };
    for count in [300, 3000] {
        for (name, bytes) in worst(count) {
            let (steps, length) = (work(&bytes), bytes.len() as u64);
            assert!(steps <= 16 * length + (1 << 19), "{name}: {steps} steps for {length} bytes");
        }
    }
    let (few, many) = (worst(300), worst(3000));
    for ((name, small), (_, large)) in few.into_iter().zip(many) {
        let grown = work(&large).saturating_sub(work(&small));
        let longer = (large.len() - small.len()) as u64;
        assert!(grown <= 32 * longer + 4096, "{name}: {grown} more steps for {longer} more bytes");
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
