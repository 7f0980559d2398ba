//! The chunks of a PNG.

use image::{DynamicImage, ImageFormat};
use plantain::media::{ParseError, Stripped};

use super::NOTHING;
use crate::{
    build::{chunk, colourful, encode, pixels_at, spliced},
    judge::{assert_stripped, file, inspect, seen, strip},
};

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
    let (after, image) = strip(&before).unwrap();
    assert_eq!(after, expected);
    assert_stripped(&before, &after);
    let text = Stripped { comment: true, exif: true, iptc: true, other: true, xmp: true, ..NOTHING };
    assert_eq!(image.stripped, text);
}

#[test]
fn every_depth_of_a_png_stays() {
    let image = colourful(19, 11);
    for image in [
        DynamicImage::from(image.to_luma8()),
        image.to_luma16().into(),
        image.to_luma_alpha16().into(),
        image.to_rgb16().into(),
        image.to_rgba16().into(),
    ] {
        let png = encode(&image, ImageFormat::Png);
        let before = spliced(&png, pixels_at(&png), &chunk(b"tEXt", b"Comment\0secret"));
        let (after, _) = strip(&before).unwrap();
        assert_eq!(after, png);
        assert_eq!(seen(&after).unwrap().frames, [image]);
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
        writer.write_image_data(colourful(16 + frame, 9).crop_imm(frame, 0, 16, 9).as_bytes()).unwrap();
    }
    writer.finish().unwrap();
    let (after, image) = strip(&still).unwrap();
    assert_stripped(&still, &after);
    assert_eq!(seen(&after).unwrap().frames.len(), 3);
    assert!(inspect(&after).animated == Some(true) && image.stripped.comment);
}

#[test]
fn what_hides_in_a_chunk_that_is_kept_is_damage() {
    let png = file("small.png");
    for hidden in [
        chunk(b"SECR", b"secret"),
        chunk(b"pHYs", b"\0\0\x0B\x13\0\0\x0B\x13\x01secret"),
        chunk(b"gAMA", b"\0\0\xB1\x8Fsecret"),
        chunk(b"sRGB", b"\0secret"),
    ] {
        assert!(strip(&spliced(&png, pixels_at(&png), &hidden)).is_err());
        assert!(strip(&spliced(&png, png.len() - 12, &hidden)).is_err());
    }
}

#[test]
fn an_animation_that_is_not_announced_before_the_pixels_goes() {
    let png = file("small.png");
    let frame = chunk(b"fcTL", &[0; 26]);
    let data = chunk(b"fdAT", b"\0\0\0\0secret");
    let announced = chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    let late = [announced.clone(), frame.clone(), data.clone()].concat();
    for (at, hidden) in [
        (pixels_at(&png), &[frame.clone(), data.clone()].concat()),
        (png.len() - 12, &data),
        (png.len() - 12, &late),
        (png.len() - 12, &chunk(b"iCCP", b"secret")),
    ] {
        let (after, image) = strip(&spliced(&png, at, hidden)).unwrap();
        assert_eq!(after, png);
        assert_eq!(image.stripped, Stripped { other: true, ..NOTHING });
    }
    let before = spliced(&spliced(&png, png.len() - 12, &data), pixels_at(&png), &announced);
    assert_eq!(strip(&before).unwrap().0, before);
}

#[test]
fn pixels_after_another_chunk_are_damage() {
    let png = file("small.png");
    for between in [chunk(b"tEXt", b"Comment\0secret"), chunk(b"sRGB", &[0])] {
        let hidden = [between, chunk(b"IDAT", b"secret")].concat();
        assert_eq!(strip(&spliced(&png, png.len() - 12, &hidden)).unwrap_err(), ParseError::Malformed);
    }
}

#[test]
fn a_long_exif_turns_the_image_wherever_its_directory_is() {
    let png = file("small.png");
    let block = |at: u32| {
        let mut block = [b"MM\0*".as_slice(), &at.to_be_bytes()].concat();
        block.resize(at as usize, 0);
        block.extend(b"\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
        block
    };
    for at in [66_000, 1_000_000] {
        let before = spliced(&png, pixels_at(&png), &chunk(b"eXIf", &block(at)));
        let (after, image) = strip(&before).unwrap();
        assert_eq!((image.orientation, inspect(&after).orientation), (6, Some(6)), "at {at}");
        // Viewers ignore a chunk whose checksum is wrong.
        let mut damaged = before;
        damaged[pixels_at(&png) + 5000] ^= 1;
        assert_eq!(strip(&damaged).unwrap().0, png, "at {at}");
    }
    let before = spliced(&png, pixels_at(&png), &chunk(b"eXIf", &block(1 << 20)));
    assert_eq!(strip(&before).unwrap_err(), ParseError::Malformed);
}
