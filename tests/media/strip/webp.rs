//! The chunks of a WebP, and the header that announces them.

use plantain::media::{ParseError, Stripped};

use super::NOTHING;
use crate::{
    build::{chunks_of, exif, riff_chunk, webp, webp_frame},
    judge::{file, seen, strip},
};

#[test]
fn the_header_of_a_webp_says_what_is_left() {
    let (after, _) = strip(&file("phone.webp")).unwrap();
    assert_eq!(u32::from_le_bytes(after[4..8].try_into().unwrap()) as usize, after.len() - 8);
    let chunks = chunks_of(&after);
    let names: Vec<_> = chunks.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["VP8X", "ICCP", "VP8 ", "EXIF"]);
    assert_eq!(chunks[0].1[0], 0b10_1000, "a colour profile and EXIF, no XMP");
    assert_eq!(chunks[1].1, file("profile.icc"));

    let (after, _) = strip(&file("animated.webp")).unwrap();
    let names: Vec<_> = chunks_of(&after).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["VP8X", "ANIM", "ANMF", "ANMF", "ANMF", "EXIF"]);
}

#[test]
fn a_webp_without_flags_loses_chunks_that_are_not_announced() {
    for name in ["lossy.webp", "lossless.webp"] {
        let (image, data) = chunks_of(&file(name)).remove(0);
        let image: &[u8; 4] = image.as_bytes().try_into().unwrap();
        let before = webp(&[
            riff_chunk(image, &data),
            riff_chunk(b"EXIF", &exif(6, true)),
            riff_chunk(b"XMP ", b"secret"),
            riff_chunk(b"ABCD", b"secret"),
        ]);
        let (after, image) = strip(&before).unwrap();
        assert_eq!(after, file(name));
        assert_eq!(image.orientation, 1, "libwebp reads EXIF only if a flag announces it");
        assert!(image.stripped.exif && image.stripped.xmp && image.stripped.other);
    }
}

#[test]
fn unknown_chunks_within_frames_of_a_webp_go() {
    let animated = strip(&file("animated.webp")).unwrap().0;
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
    let (after, image) = strip(&webp(&chunks)).unwrap();
    assert!(after == animated && image.stripped.other);
}

#[test]
fn a_webp_that_ends_before_its_last_even_byte_is_stripped() {
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
    let (after, image) = strip(&before).unwrap();
    assert_eq!(after.len() % 2, 0);
    assert_eq!(u32::from_le_bytes(after[4..8].try_into().unwrap()) as usize, after.len() - 8);
    assert_eq!(seen(&before).unwrap().frames, seen(&after).unwrap().frames);
    assert_eq!(image.stripped, Stripped { xmp: true, ..NOTHING });
}

#[test]
fn chunks_that_some_decoders_ignore_are_damage() {
    let data = chunks_of(&file("lossy.webp")).remove(0).1;
    let image = riff_chunk(b"VP8 ", &data);
    let frame = webp_frame(0, 0, 48, 32, 0, &image);
    let [alpha, profile] = [b"ALPH", b"ICCP"].map(|name| riff_chunk(name, b"secret"));
    let animation = riff_chunk(b"ANIM", &[0; 6]);
    let long = riff_chunk(b"ANIM", b"\0\0\0\0\0\0secret");
    let more = riff_chunk(b"VP8 ", b"secret");
    for whole in [
        extended(0, &[&image]),
        extended(16, &[&alpha, &image]),
        extended(32, &[&profile, &image]),
        extended(2, &[&animation, &frame, &frame]),
    ] {
        assert_eq!(strip(&whole).unwrap().0, whole);
    }
    for damaged in [
        extended(0, &[&alpha, &image]),
        extended(0, &[&profile, &image]),
        extended(0, &[&animation, &image]),
        extended(0, &[&image, &frame]),
        extended(0, &[&image, &more]),
        extended(16, &[&alpha, &alpha, &image]),
        extended(32, &[&profile, &profile, &image]),
        extended(2, &[&animation, &animation, &frame]),
        extended(2, &[&long, &frame]),
        extended(2, &[&animation, &frame, &more]),
        extended(2 | 16, &[&alpha, &animation, &frame]),
        webp(&[riff_chunk(b"VP8X", b"\0\0\0\0\x2F\0\0\x1F\0\0secret"), image.clone()]),
    ] {
        assert_eq!(strip(&damaged).unwrap_err(), ParseError::Malformed, "{}", damaged.escape_ascii());
    }
}

/// A WebP with these flags and chunks.
fn extended(flags: u8, chunks: &[&Vec<u8>]) -> Vec<u8> {
    let header = riff_chunk(b"VP8X", &[flags, 0, 0, 0, 47, 0, 0, 31, 0, 0]);
    webp(&[vec![header], chunks.iter().copied().cloned().collect()].concat())
}

#[test]
fn a_frame_of_a_webp_keeps_one_image() {
    let image = riff_chunk(b"VP8 ", &chunks_of(&file("lossy.webp")).remove(0).1);
    let animation = riff_chunk(b"ANIM", &[0; 6]);
    let frame = webp_frame(0, 0, 48, 32, 0, &image);
    for more in [b"ALPH", b"VP8 ", b"VP8L"] {
        let hidden = [image.clone(), riff_chunk(more, b"secret")].concat();
        let hidden = webp_frame(0, 0, 48, 32, 0, &hidden);
        let (after, image) = strip(&extended(2, &[&animation, &hidden])).unwrap();
        assert_eq!(after, extended(2, &[&animation, &frame]));
        assert_eq!(image.stripped, Stripped { other: true, ..NOTHING });
    }
}
