//! What is removed and what stays.

use img_parts::{ImageEXIF, ImageICC, jpeg::Jpeg, png::Png};
use plantain::media::{Format, Piece, Stripped, Stripper};

use crate::{
    build::{chunk, chunks_of, exif, exif_segment, pixels_at, riff_chunk, segment, spliced, webp},
    judge::{
        assert_stripped, exif_orientation, file, join, pieces, strip, strip_in_slices, strippable, tags,
    },
};

mod gif;
mod jpeg;
mod parts;
mod png;
mod webp;

const NOTHING: Stripped = Stripped {
    comment: false,
    content_credentials: false,
    exif: false,
    gps: false,
    iptc: false,
    multi_picture: false,
    other: false,
    photoshop: false,
    thumbnail: false,
    trailing: false,
    xmp: false,
};

#[test]
fn every_test_file_is_stripped_and_seen_as_before() {
    for (name, bytes) in strippable() {
        let (after, image) = strip(&bytes).unwrap_or_else(|damaged| panic!("{name}: {damaged:?}"));
        if name == "arithmetic.jpg" {
            assert!(after == bytes, "no judge here decodes it");
            continue;
        }
        assert_stripped(&bytes, &after);
        assert_eq!(image.orientation, exif_orientation(&bytes), "{name}");
        assert_eq!(image.stripped.any(), after != bytes, "{name}");
        assert_eq!(image.stripped.any(), name.starts_with("phone") || name == "animated.webp", "{name}");
    }
}

#[test]
fn what_was_stripped_is_reported() {
    let (_, image) = strip(&file("phone.jpg")).unwrap();
    let camera = Stripped { exif: true, gps: true, xmp: true, ..NOTHING };
    assert_eq!(image.stripped, Stripped { comment: true, iptc: true, thumbnail: true, ..camera });
    let (_, image) = strip(&file("phone.png")).unwrap();
    assert_eq!(image.stripped, Stripped { comment: true, ..camera });
    let (_, image) = strip(&file("phone.webp")).unwrap();
    assert_eq!(image.stripped, Stripped { thumbnail: true, ..camera });
}

#[test]
fn slices_of_every_size_give_the_same_stripped_file() {
    for (name, bytes) in strippable() {
        let (expected, stripped) = strip(&bytes).unwrap();
        for size in 1..bytes.len().min(600) {
            let (after, image) = strip_in_slices(&bytes, size).unwrap();
            assert!(after == expected && image == stripped, "{name} in slices of {size}");
            let mut joined = Vec::new();
            join(&bytes, &pieces(&bytes, size).unwrap(), &mut joined);
            assert!(joined == expected, "{name} in slices of {size}, pieces taken at the end");
        }
    }
}

#[test]
fn a_file_without_metadata_is_kept_in_one_piece() {
    for name in ["plain.jpg", "progressive.jpg", "restart.jpg", "small.png", "lossy.webp", "alpha.webp"] {
        let bytes = file(name);
        assert_eq!(pieces(&bytes, bytes.len()).unwrap(), [Piece::Keep(0..bytes.len() as u64)], "{name}");
    }
}

#[test]
fn all_eight_orientations_stay_in_every_format() {
    let (jpeg, png) = (file("plain.jpg"), file("small.png"));
    let lossy = chunks_of(&file("lossy.webp")).remove(0).1;
    for orientation in 1..=8 {
        for little in [false, true] {
            let block = exif(orientation, little);
            let turned = [
                spliced(&jpeg, 2, &exif_segment(&block)),
                spliced(&png, pixels_at(&png), &chunk(b"eXIf", &block)),
                spliced(&png, png.len() - 12, &chunk(b"eXIf", &block)),
                webp(&[
                    riff_chunk(b"VP8X", &[8, 0, 0, 0, 47, 0, 0, 31, 0, 0]),
                    riff_chunk(b"VP8 ", &lossy),
                    riff_chunk(b"EXIF", &block),
                ]),
            ];
            for before in turned {
                let (after, image) = strip(&before).unwrap();
                assert_stripped(&before, &after);
                assert_eq!(u16::from(image.orientation), orientation);
                assert_eq!(u16::from(exif_orientation(&after)), orientation);
                let expected = if orientation == 1 { vec![] } else { vec![exif::Tag::Orientation] };
                assert_eq!(tags(&after), expected);
                assert_eq!(image.stripped, Stripped { exif: true, gps: true, thumbnail: true, ..NOTHING });
            }
        }
    }
}

#[test]
fn a_colour_profile_of_many_segments_stays() {
    let mut profile: Vec<u8> = (0..150_000_u32).map(|byte| (byte % 251) as u8).collect();
    profile[36..40].copy_from_slice(b"acsp");
    let mut jpeg = Jpeg::from_bytes(file("phone.jpg").into()).unwrap();
    jpeg.set_icc_profile(Some(profile.clone().into()));
    let before = jpeg.encoder().bytes().to_vec();
    let (after, image) = strip(&before).unwrap();
    assert_stripped(&before, &after);
    assert_eq!(Jpeg::from_bytes(after.into()).unwrap().icc_profile().unwrap(), profile);
    assert!(image.stripped.gps);

    let mut png = Png::from_bytes(file("phone.png").into()).unwrap();
    let profile = file("profile.icc");
    assert_eq!(png.icc_profile().unwrap(), profile);
    png = Png::from_bytes(strip(&file("phone.png")).unwrap().0.into()).unwrap();
    assert_eq!(png.icc_profile().unwrap(), profile);
    assert!(png.exif().is_some());
}

#[test]
fn further_images_and_videos_after_the_end_go() {
    let plain = file("plain.jpg");
    let list = segment(0xE2, b"MPF\0MM\0*\0\0\0\x08\0\0");
    for trailer in [file("phone.jpg"), b"\0\0\0\x18ftypmp42\0\0\0\0secret".to_vec(), vec![0]] {
        let before = [spliced(&plain, 2, &list), trailer].concat();
        let (after, image) = strip(&before).unwrap();
        assert_eq!(after, plain);
        assert_eq!(image.stripped, Stripped { multi_picture: true, trailing: true, ..NOTHING });
    }
    for name in ["small.png", "lossy.webp", "lossless.webp", "animated.webp"] {
        let whole = strip(&file(name)).unwrap().0;
        let (after, image) = strip(&[file(name), b"secret".to_vec()].concat()).unwrap();
        assert!(after == whole && image.stripped.trailing, "{name}");
    }
}

#[test]
fn an_empty_or_unreadable_exif_goes_and_turns_nothing() {
    for block in
        [b"".as_slice(), b"MM", b"not a block at all", &exif(6, false)[..20], &exif(0, true), &exif(9, true)]
    {
        let before = spliced(&file("plain.jpg"), 2, &exif_segment(block));
        assert_eq!(strip(&before).unwrap().0, file("plain.jpg"));
        let png = file("small.png");
        let before = spliced(&png, pixels_at(&png), &chunk(b"eXIf", block));
        assert_eq!(strip(&before).unwrap().0, png);
    }
}

#[test]
fn other_formats_are_not_stripped() {
    for format in [Format::Avif, Format::Bmp, Format::Heic, Format::Jxl, Format::Svg, Format::Tiff] {
        assert!(Stripper::new(format, 100).is_none());
    }
}
