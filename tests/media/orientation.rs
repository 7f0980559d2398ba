//! Which orientation browsers show, and how one is written. Every file is made on the spot.

use plantain::media::{Format, Size, oriented};

use crate::build::{
    bmff_box, bmff_file, chunk, chunks_of, exif, exif_segment, photoshop_segment, pixels_at, position_exif,
    riff_chunk, spliced, webp,
};
use crate::judge::{exif_orientation, file, inspect, join, seen, strip};

#[test]
fn browsers_ignore_the_orientation_of_a_webp_and_one_after_the_pixels() {
    let png = file("small.png");
    let lossy = chunks_of(&file("lossy.webp")).remove(0).1;
    let jpeg = file("progressive.jpg");
    let scan = jpeg.windows(2).enumerate().filter(|(_, part)| *part == [0xFF, 0xDA]).nth(1).unwrap().0;
    for turn in 1..=8 {
        let block = exif(turn, true);
        let turn = turn as u8;
        let webp = webp(&[
            riff_chunk(b"VP8X", &[8, 0, 0, 0, 47, 0, 0, 31, 0, 0]),
            riff_chunk(b"VP8 ", &lossy),
            riff_chunk(b"EXIF", &block),
        ]);
        let late = spliced(&png, png.len() - 12, &chunk(b"eXIf", &block));
        for bytes in [webp, late] {
            let info = inspect(&bytes);
            assert_eq!((info.orientation, info.ignored_orientation), (Some(1), turn), "{:?}", info.format);
            assert_eq!(info.shown_size(), Some(Size { width: 48, height: 32 }));
            let (after, image) = strip(&bytes).unwrap();
            assert_eq!((exif_orientation(&after), image.orientation), (turn, turn));
        }
        let early = spliced(&png, pixels_at(&png), &chunk(b"eXIf", &block));
        assert_eq!((inspect(&early).orientation, inspect(&early).ignored_orientation), (Some(turn), 1));
        let late = spliced(&jpeg, scan, &exif_segment(&block));
        assert_eq!(inspect(&late).orientation, Some(1));
        assert_eq!(strip(&late).unwrap().1.orientation, 1);
    }
}

#[test]
fn an_orientation_is_written_into_a_reencoded_image() {
    for name in ["plain.jpg", "small.png", "lossy.webp", "lossless.webp", "alpha.webp"] {
        let bytes = file(name);
        for orientation in 2..=8 {
            let format = inspect(&bytes).format;
            let pieces = oriented(format, &bytes[..64], bytes.len() as u64, orientation).unwrap();
            let mut turned = Vec::new();
            join(&bytes, &pieces, &mut turned);
            assert_eq!(exif_orientation(&turned), orientation, "{name}");
            let (before, after) = (seen(&bytes).unwrap(), seen(&turned).unwrap());
            assert_eq!(before.frames, after.frames, "{name}");
            let info = inspect(&turned);
            assert!(
                info.complete && info.size == inspect(&bytes).size && info.alpha == inspect(&bytes).alpha,
                "{name}"
            );
            if format != Format::Png {
                assert_eq!(after.orientation, orientation, "{name}");
            }
        }
    }
}

#[test]
fn a_turned_avif_is_turned_once_wherever_its_exif_is() {
    let block = [&[0, 0, 0, 0], position_exif(&[2]).as_slice()].concat();
    let turns = [[1, 8, 3, 6], [4, 5, 2, 7], [2, 7, 4, 5]];
    for rotation in 0..4_u8 {
        for (mirror, turns) in [None, Some(0_u8), Some(1)].into_iter().zip(turns) {
            let expected = if mirror.is_none() { Some(turns[usize::from(rotation)]) } else { None };
            let mut seen = Vec::new();
            for gap in [0, 100, 70_000, 200_000] {
                let mut properties = vec![bmff_box(b"irot", &[rotation])];
                properties.extend(mirror.map(|axis| bmff_box(b"imir", &[axis])));
                let bytes = bmff_file(b"avif", &[(b"Exif", b"", &block)], &properties, gap);
                let info = inspect(&bytes);
                assert!(info.complete, "{info:?}");
                assert_eq!(info.metadata.gps, Some(true));
                assert_eq!(info.size, Some(Size { width: 48, height: 32 }));
                seen.push(info.orientation);
            }
            assert!(seen.iter().all(|turn| *turn == seen[0]), "{rotation} {mirror:?}: {seen:?}");
            if expected.is_some() {
                assert_eq!(seen[0], expected);
            }
        }
    }
}

#[test]
fn an_avif_is_turned_before_it_is_mirrored_and_a_heic_in_the_order_of_its_properties() {
    let (turn, half) = (bmff_box(b"irot", &[1]), bmff_box(b"irot", &[2]));
    let (mirror, other_mirror) = (bmff_box(b"imir", &[0]), bmff_box(b"imir", &[1]));
    // What Chromium shows, and what libheif makes of a HEIC.
    for (name, properties, avif, heic) in [
        ("turned, then mirrored", [&turn, &mirror], 5, 5),
        ("mirrored, then turned", [&mirror, &turn], 5, 7),
        ("mirrored along the other axis, then turned", [&other_mirror, &turn], 7, 5),
        ("turned twice", [&turn, &half], 8, 6),
        ("mirrored twice", [&mirror, &other_mirror], 4, 3),
    ] {
        let properties = properties.map(Clone::clone);
        for (brand, orientation) in [(b"avif", avif), (b"heic", heic)] {
            let info = inspect(&bmff_file(brand, &[], &properties, 0));
            assert_eq!(info.orientation, Some(orientation), "{name}");
        }
    }
}

#[test]
fn an_empty_exif_before_another_does_not_count() {
    let plain = file("plain.jpg");
    let turned = exif_segment(&exif(6, true));
    let before = spliced(&plain, 2, &[exif_segment(b""), turned.clone()].concat());
    assert_eq!(inspect(&before).orientation, Some(6));
    assert_eq!(strip(&before).unwrap().1.orientation, 6);
    let before = spliced(&plain, 2, &[exif_segment(b"rubbish"), turned].concat());
    assert_eq!(inspect(&before).orientation, Some(1));
    assert_eq!(strip(&before).unwrap().1.orientation, 1);
}

#[test]
fn an_exif_that_viewers_do_not_use_hides_no_other() {
    let (jpeg, png) = (file("plain.jpg"), file("small.png"));
    let [upright, upside_down, turned] = [1, 3, 6].map(|turn| exif(turn, true));
    let with = |chunks: &[Vec<u8>]| spliced(&png, pixels_at(&png), &chunks.concat());
    let good = chunk(b"eXIf", &turned);
    let mut damaged = chunk(b"eXIf", &upside_down);
    *damaged.last_mut().unwrap() ^= 1;
    let segments = [photoshop_segment(&[(0x422, &upright)]), exif_segment(&turned)];
    let cases = [
        ("in Photoshop's blocks", spliced(&jpeg, 2, &segments.concat())),
        ("as a text", with(&[chunk(b"tEXt", b"Raw profile type exif\0\nexif\n  8\n00"), good.clone()])),
        ("with a wrong checksum", with(&[damaged, good])),
    ];
    for (name, bytes) in cases {
        assert_eq!(inspect(&bytes).orientation, Some(6), "{name}");
        assert_eq!(strip(&bytes).unwrap().1.orientation, 6, "{name}");
    }
}

#[test]
fn an_orientation_is_found_at_the_end_of_a_long_exif() {
    let png = file("small.png");
    let lossy = riff_chunk(b"VP8 ", &chunks_of(&file("lossy.webp")).remove(0).1);
    let header = riff_chunk(b"VP8X", &[8, 0, 0, 0, 47, 0, 0, 31, 0, 0]);
    for gap in [10, 65_500, 65_536, 200_000, 3 << 20] {
        let directory = exif(6, false)[8..].to_vec();
        let block =
            [b"MM\0*".as_slice(), &(8 + gap as u32).to_be_bytes(), &vec![0; gap], &directory].concat();
        let turned = chunk(b"eXIf", &block);
        assert_eq!(inspect(&spliced(&png, pixels_at(&png), &turned)).orientation, Some(6), "{gap}");
        for name in [b"".as_slice(), b"Exif\0\0"] {
            let exif = riff_chunk(b"EXIF", &[name, &block].concat());
            let bytes = webp(&[header.clone(), lossy.clone(), exif]);
            assert_eq!((inspect(&bytes).ignored_orientation, inspect(&bytes).complete), (6, true), "{gap}");
            assert_eq!(strip(&bytes).unwrap().1.orientation, 6, "{gap}");
        }
    }
    let mut damaged = chunk(b"eXIf", &[exif(6, true), vec![0; 100_000]].concat());
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(inspect(&spliced(&png, pixels_at(&png), &damaged)).orientation, Some(1));
}
