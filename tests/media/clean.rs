//! What is taken out and what stays.

use image::{DynamicImage, ImageFormat};
use img_parts::{ImageEXIF, ImageICC, jpeg::Jpeg, png::Png};
use plantain::media::{Cleaner, Format, Piece, Stripped};

use crate::{
    build::{chunk, chunks_of, encode, exif, picture, pixels_at, riff_chunk, segment, spliced, webp},
    judge::{assert_clean, clean, clean_in_slices, cleanable, file, inspect, join, pieces, seen, tags},
};

const NOTHING: Stripped = Stripped {
    comment: false,
    exif: false,
    gps: false,
    iptc: false,
    multi_picture: false,
    other: false,
    thumbnail: false,
    trailing: false,
    xmp: false,
};

#[test]
fn every_test_file_is_cleaned_and_seen_as_before() {
    for (name, bytes) in cleanable() {
        let (after, cleaned) = clean(&bytes).unwrap_or_else(|damaged| panic!("{name}: {damaged:?}"));
        if name == "arithmetic.jpg" {
            assert!(after == bytes, "no judge here decodes it");
            continue;
        }
        assert_clean(&bytes, &after);
        assert_eq!(cleaned.orientation, inspect(&bytes).orientation, "{name}");
        assert_eq!(cleaned.stripped.any(), after != bytes, "{name}");
        assert_eq!(cleaned.stripped.any(), name.starts_with("phone") || name == "animated.webp", "{name}");
    }
}

#[test]
fn what_was_stripped_is_told() {
    let (_, cleaned) = clean(&file("phone.jpg")).unwrap();
    let camera = Stripped { exif: true, gps: true, xmp: true, ..NOTHING };
    assert_eq!(cleaned.stripped, Stripped { comment: true, iptc: true, thumbnail: true, ..camera });
    let (_, cleaned) = clean(&file("phone.png")).unwrap();
    assert_eq!(cleaned.stripped, Stripped { comment: true, ..camera });
    let (_, cleaned) = clean(&file("phone.webp")).unwrap();
    assert_eq!(cleaned.stripped, Stripped { thumbnail: true, ..camera });
}

#[test]
fn slices_of_every_size_give_the_same_clean_file() {
    for (name, bytes) in cleanable() {
        let (expected, told) = clean(&bytes).unwrap();
        for size in 1..bytes.len().min(600) {
            let (after, cleaned) = clean_in_slices(&bytes, size).unwrap();
            assert!(after == expected && cleaned == told, "{name} in slices of {size}");
            let mut joined = Vec::new();
            join(&bytes, &pieces(&bytes, size).unwrap(), &mut joined);
            assert!(joined == expected, "{name} in slices of {size}, pieces taken at the end");
        }
    }
}

#[test]
fn what_is_clean_is_kept_in_one_piece() {
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
                spliced(&jpeg, 2, &segment(0xE1, &[b"Exif\0\0".as_slice(), &block].concat())),
                spliced(&png, pixels_at(&png), &chunk(b"eXIf", &block)),
                spliced(&png, png.len() - 12, &chunk(b"eXIf", &block)),
                webp(&[
                    riff_chunk(b"VP8X", &[8, 0, 0, 0, 47, 0, 0, 31, 0, 0]),
                    riff_chunk(b"VP8 ", &lossy),
                    riff_chunk(b"EXIF", &block),
                ]),
            ];
            for before in turned {
                let (after, cleaned) = clean(&before).unwrap();
                assert_clean(&before, &after);
                assert_eq!(u16::from(cleaned.orientation), orientation);
                assert_eq!(u16::from(inspect(&after).orientation), orientation);
                let expected = if orientation == 1 { vec![] } else { vec![exif::Tag::Orientation] };
                assert_eq!(tags(&after), expected);
                assert_eq!(cleaned.stripped, Stripped { exif: true, gps: true, thumbnail: true, ..NOTHING });
            }
        }
    }
}

#[test]
fn a_colour_profile_of_many_segments_stays() {
    let profile: Vec<u8> = (0..150_000_u32).map(|byte| (byte % 251) as u8).collect();
    let mut jpeg = Jpeg::from_bytes(file("phone.jpg").into()).unwrap();
    jpeg.set_icc_profile(Some(profile.clone().into()));
    let before = jpeg.encoder().bytes().to_vec();
    let (after, cleaned) = clean(&before).unwrap();
    assert_clean(&before, &after);
    assert_eq!(Jpeg::from_bytes(after.into()).unwrap().icc_profile().unwrap(), profile);
    assert!(cleaned.stripped.gps);

    let mut png = Png::from_bytes(file("phone.png").into()).unwrap();
    let profile = file("profile.icc");
    assert_eq!(png.icc_profile().unwrap(), profile);
    png = Png::from_bytes(clean(&file("phone.png")).unwrap().0.into()).unwrap();
    assert_eq!(png.icc_profile().unwrap(), profile);
    assert!(png.exif().is_some());
}

#[test]
fn a_long_xmp_goes_with_all_its_segments() {
    let name = b"http://ns.adobe.com/xmp/extension/\0".as_slice();
    let xmp = segment(0xE1, &[name, &b"secret".repeat(10_000)].concat());
    let before = spliced(&file("plain.jpg"), 2, &xmp.repeat(20));
    let (after, cleaned) = clean(&before).unwrap();
    assert_eq!(after, file("plain.jpg"));
    assert_eq!(cleaned.stripped, Stripped { xmp: true, ..NOTHING });
}

#[test]
fn further_pictures_and_videos_after_the_end_go() {
    let plain = file("plain.jpg");
    let list = segment(0xE2, b"MPF\0MM\0*\0\0\0\x08\0\0");
    for trailer in [file("phone.jpg"), b"\0\0\0\x18ftypmp42\0\0\0\0secret".to_vec(), vec![0]] {
        let before = [spliced(&plain, 2, &list), trailer].concat();
        let (after, cleaned) = clean(&before).unwrap();
        assert_eq!(after, plain);
        assert_eq!(cleaned.stripped, Stripped { multi_picture: true, trailing: true, ..NOTHING });
    }
    for name in ["small.png", "lossy.webp", "lossless.webp", "animated.webp"] {
        let whole = clean(&file(name)).unwrap().0;
        let (after, cleaned) = clean(&[file(name), b"secret".to_vec()].concat()).unwrap();
        assert!(after == whole && cleaned.stripped.trailing, "{name}");
    }
}

#[test]
fn thumbnails_of_jfif_go_and_its_density_stays() {
    let plain = file("plain.jpg");
    let jfif = b"JFIF\0\x01\x02\x01\0\x48\0\x48";
    let rest = &plain[20..];
    let with_thumbnail = segment(0xE0, &[jfif.as_slice(), &[3, 2], &[9; 18]].concat());
    let extension = segment(0xE0, b"JFXX\0\x13\x01\x01\x01\x02\x03");
    let before = [&plain[..2], &with_thumbnail, &extension, rest].concat();
    let (after, cleaned) = clean(&before).unwrap();
    assert_clean(&before, &after);
    assert_eq!(after, [&plain[..2], &segment(0xE0, &[jfif.as_slice(), &[0, 0]].concat()), rest].concat());
    assert_eq!(cleaned.stripped, Stripped { thumbnail: true, ..NOTHING });
}

#[test]
fn the_colours_of_four_inks_and_of_bare_rgb_stay() {
    for name in ["cmyk.jpg", "rgb.jpg"] {
        let before = spliced(&file(name), 2, &segment(0xFE, b"secret"));
        let (after, cleaned) = clean(&before).unwrap();
        assert_eq!(after, file(name));
        assert!(after.windows(5).any(|part| part == b"Adobe"));
        assert_eq!(cleaned.stripped, Stripped { comment: true, ..NOTHING });
        // What hides behind the part that is read goes; the part stays.
        let at = before.windows(5).position(|part| part == b"Adobe").unwrap();
        let long =
            [&before[..at - 2], &[0, 20], &before[at..at + 12], b"secret", &before[at + 12..]].concat();
        assert_eq!(clean(&long).unwrap().0, file(name));
    }
}

#[test]
fn segments_between_scans_and_fill_bytes_before_markers_go() {
    let progressive = file("progressive.jpg");
    let scans: Vec<_> = progressive
        .windows(2)
        .enumerate()
        .filter(|(_, part)| *part == [0xFF, 0xDA])
        .map(|(at, _)| at)
        .collect();
    assert!(scans.len() > 3);
    let comment = segment(0xFE, b"secret");
    let turned = segment(0xE1, &[b"Exif\0\0".as_slice(), &exif(6, true)].concat());
    let before = spliced(&progressive, scans[2], &[comment, turned, vec![0xFF; 3]].concat());
    let (after, cleaned) = clean(&before).unwrap();
    assert_clean(&before, &after);
    assert_eq!(cleaned.orientation, 1, "an orientation after the first scan is heeded by nobody");
    assert!(cleaned.stripped.comment && cleaned.stripped.exif);
}

#[test]
fn a_picture_whose_height_follows_its_first_scan_is_kept_as_it_is() {
    let plain = file("plain.jpg");
    let before = spliced(&plain, plain.len() - 2, &segment(0xDC, &[0, 64]));
    assert_eq!(clean(&before).unwrap().0, before);
}

#[test]
fn an_empty_or_unreadable_exif_goes_and_turns_nothing() {
    for block in
        [b"".as_slice(), b"MM", b"not a block at all", &exif(6, false)[..20], &exif(0, true), &exif(9, true)]
    {
        let before =
            spliced(&file("plain.jpg"), 2, &segment(0xE1, &[b"Exif\0\0".as_slice(), block].concat()));
        assert_eq!(clean(&before).unwrap().0, file("plain.jpg"));
        let png = file("small.png");
        let before = spliced(&png, pixels_at(&png), &chunk(b"eXIf", block));
        assert_eq!(clean(&before).unwrap().0, png);
    }
}

#[test]
fn the_first_of_two_exif_blocks_counts() {
    let [six, three] =
        [6, 3].map(|turn| segment(0xE1, &[b"Exif\0\0".as_slice(), &exif(turn, true)].concat()));
    let before = spliced(&file("plain.jpg"), 2, &[six, three].concat());
    let (after, cleaned) = clean(&before).unwrap();
    assert_eq!((cleaned.orientation, inspect(&after).orientation), (6, 6));
    assert_eq!(inspect(&before).orientation, 6);
}

#[test]
fn colours_of_a_png_stay_and_the_rest_goes() {
    let png = file("small.png");
    let kept = [
        chunk(b"gAMA", &45_455_u32.to_be_bytes()),
        chunk(b"cHRM", &[0, 0, 1, 0].repeat(8)),
        chunk(b"cICP", &[1, 13, 0, 1]),
        chunk(b"cLLI", &[0; 8]),
        chunk(b"mDCV", &[0; 24]),
        chunk(b"sBIT", &[8, 8, 8]),
        chunk(b"bKGD", &[0, 1, 0, 2, 0, 3]),
        chunk(b"tRNS", &[0, 1, 0, 2, 0, 3]),
        chunk(b"pHYs", &[0, 0, 11, 19, 0, 0, 11, 19, 1]),
    ]
    .concat();
    let gone = [
        chunk(b"tEXt", b"Author\0secret"),
        chunk(b"zTXt", b"Raw profile type exif\0\0secret"),
        chunk(b"zTXt", b"Raw profile type iptc\0\0secret"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0secret"),
        chunk(b"tIME", &[7, 232, 1, 2, 3, 4, 5]),
        chunk(b"prVt", b"secret"),
    ]
    .concat();
    let expected = spliced(&png, pixels_at(&png), &kept);
    let before = spliced(&png, pixels_at(&png), &[gone.as_slice(), &kept, &gone].concat());
    let before = spliced(&before, before.len() - 12, &gone);
    let (after, cleaned) = clean(&before).unwrap();
    assert_eq!(after, expected);
    assert_clean(&before, &after);
    let text = Stripped { comment: true, exif: true, iptc: true, other: true, xmp: true, ..NOTHING };
    assert_eq!(cleaned.stripped, text);
}

#[test]
fn every_depth_of_a_png_stays() {
    let picture = picture(19, 11);
    for picture in [
        DynamicImage::from(picture.to_luma8()),
        picture.to_luma16().into(),
        picture.to_luma_alpha16().into(),
        picture.to_rgb16().into(),
        picture.to_rgba16().into(),
    ] {
        let png = encode(&picture, ImageFormat::Png);
        let before = spliced(&png, pixels_at(&png), &chunk(b"tEXt", b"Comment\0secret"));
        let (after, _) = clean(&before).unwrap();
        assert_eq!(after, png);
        assert_eq!(seen(&after).unwrap().frames, [picture]);
    }
}

#[test]
fn an_animated_png_stays_animated() {
    let mut still = Vec::new();
    let mut encoder = png::Encoder::new(&mut still, 16, 9);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_animated(3, 0).unwrap();
    encoder.add_text_chunk("Author".into(), "secret".into()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for frame in 0..3 {
        writer.write_image_data(picture(16 + frame, 9).crop_imm(frame, 0, 16, 9).as_bytes()).unwrap();
    }
    writer.finish().unwrap();
    let (after, cleaned) = clean(&still).unwrap();
    assert_clean(&still, &after);
    assert_eq!(seen(&after).unwrap().frames.len(), 3);
    assert!(inspect(&after).animated && cleaned.stripped.comment);
}

#[test]
fn the_header_of_a_webp_says_what_is_left() {
    let (after, _) = clean(&file("phone.webp")).unwrap();
    assert_eq!(u32::from_le_bytes(after[4..8].try_into().unwrap()) as usize, after.len() - 8);
    let chunks = chunks_of(&after);
    let names: Vec<_> = chunks.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["VP8X", "ICCP", "VP8 ", "EXIF"]);
    assert_eq!(chunks[0].1[0], 0b10_1000, "a colour profile and EXIF, no XMP");
    assert_eq!(chunks[1].1, file("profile.icc"));

    let (after, _) = clean(&file("animated.webp")).unwrap();
    let names: Vec<_> = chunks_of(&after).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["VP8X", "ANIM", "ANMF", "ANMF", "ANMF", "EXIF"]);
}

#[test]
fn a_webp_without_flags_loses_chunks_that_nobody_reads() {
    for name in ["lossy.webp", "lossless.webp"] {
        let (image, data) = chunks_of(&file(name)).remove(0);
        let image: &[u8; 4] = image.as_bytes().try_into().unwrap();
        let before = webp(&[
            riff_chunk(image, &data),
            riff_chunk(b"EXIF", &exif(6, true)),
            riff_chunk(b"XMP ", b"secret"),
            riff_chunk(b"ABCD", b"secret"),
        ]);
        let (after, cleaned) = clean(&before).unwrap();
        assert_eq!(after, file(name));
        assert_eq!(cleaned.orientation, 1, "libwebp heeds EXIF only where a flag announces it");
        assert!(cleaned.stripped.exif && cleaned.stripped.xmp && cleaned.stripped.other);
    }
}

#[test]
fn unknown_chunks_within_frames_of_a_webp_go() {
    let animated = clean(&file("animated.webp")).unwrap().0;
    let hidden = riff_chunk(b"ABCD", b"secret!");
    let chunks: Vec<_> = chunks_of(&animated)
        .into_iter()
        .map(|(name, mut data)| {
            if name == "ANMF" {
                data.extend(&hidden);
            }
            riff_chunk(name.as_bytes().try_into().unwrap(), &data)
        })
        .collect();
    let (after, cleaned) = clean(&webp(&chunks)).unwrap();
    assert!(after == animated && cleaned.stripped.other);
}

#[test]
fn a_webp_that_ends_before_its_last_even_byte_is_cleaned() {
    let (name, data) = chunks_of(&file("phone.webp")).remove(2);
    assert_eq!(name, "VP8 ");
    let odd = &data[..data.len() - usize::from(data.len() % 2 == 0)];
    let mut before = webp(&[
        riff_chunk(b"VP8X", &[4, 0, 0, 0, 47, 0, 0, 31, 0, 0]),
        riff_chunk(b"XMP ", b"secret"),
        riff_chunk(b"VP8 ", odd),
    ]);
    before.pop();
    let size = before.len() as u32 - 8;
    before[4..8].copy_from_slice(&size.to_le_bytes());
    let (after, cleaned) = clean(&before).unwrap();
    assert_eq!(after.len() % 2, 0);
    assert_eq!(u32::from_le_bytes(after[4..8].try_into().unwrap()) as usize, after.len() - 8);
    assert_eq!(seen(&before).unwrap().frames, seen(&after).unwrap().frames);
    assert_eq!(cleaned.stripped, Stripped { xmp: true, ..NOTHING });
}

#[test]
fn other_formats_are_not_cleaned() {
    for format in [Format::Avif, Format::Gif, Format::Heic, Format::Svg, Format::Tiff] {
        assert!(Cleaner::new(format, 100).is_none());
    }
}
