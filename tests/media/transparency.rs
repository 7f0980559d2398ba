//! What is opaque and what is not. Every file is made on the spot.

use image::{DynamicImage, ImageFormat};
use plantain::media::Size;

use crate::build::{
    chunk, chunks_of, colourful, encode, gif, gif_frame, pixels_at, riff_chunk, spliced, webp, webp_frame,
};
use crate::judge::{file, inspect};

#[test]
fn what_no_frame_of_a_gif_covers_is_transparent() {
    let control = |flags: u8| [0x21, 0xF9, 4, flags, 0, 0, 0, 0].to_vec();
    let full = gif_frame(0, 0, 8, 8);
    let part = gif_frame(2, 2, 4, 4);
    // Eight colours.
    let own_palette = |bits: u8| [&full[..9], &[0x82], &[7; 24], &[bits, 1, 0x2C, 0]].concat();
    let cases: &[(&str, Vec<u8>, Option<bool>)] = &[
        ("a frame that covers the screen", gif(8, 8, &[&full]), Some(false)),
        ("a code without a colour", gif(8, 8, &[&[&full[..10], &[3, 1, 0x2C, 0]].concat()]), None),
        ("more bits than a colour can have", gif(8, 8, &[&[&full[..10], &[11, 1, 0x2C, 0]].concat()]), None),
        ("a palette of its own", gif(8, 8, &[&own_palette(3)]), Some(false)),
        ("a smaller palette of its own", gif(8, 8, &[&own_palette(4)]), None),
        ("a frame in the middle", gif(8, 8, &[&part]), Some(true)),
        ("a frame that begins right of the edge", gif(8, 8, &[&gif_frame(1, 0, 7, 8)]), Some(true)),
        ("a frame larger than the screen", gif(4, 4, &[&full]), Some(false)),
        ("a frame beyond the screen", gif(4, 4, &[&gif_frame(2, 2, 8, 8)]), Some(true)),
        ("no frame", gif(8, 8, &[]), Some(true)),
        ("a transparent colour", gif(8, 8, &[&control(1), &full]), Some(true)),
        ("a transparent colour in the second frame", gif(8, 8, &[&full, &control(1), &full]), Some(true)),
        ("a later frame that covers a part", gif(8, 8, &[&full, &part]), Some(false)),
        ("a cleared frame before another", gif(8, 8, &[&control(8), &full, &part]), None),
        ("a cleared frame at the end", gif(8, 8, &[&control(8), &full]), Some(false)),
    ];
    for (name, bytes, alpha) in cases {
        let info = inspect(bytes);
        assert!(info.complete, "{name}");
        assert_eq!(info.alpha, *alpha, "{name}");
    }
    let long = [b"!\xFE".as_slice(), &[[255].as_slice(), &[7; 255]].concat().repeat(300), &[0]].concat();
    assert_eq!(inspect(&gif(8, 8, &[&full, &long])).alpha, None);
}

#[test]
fn what_the_first_frame_of_an_animation_does_not_cover_is_transparent() {
    let lossy = riff_chunk(b"VP8 ", &chunks_of(&file("lossy.webp")).remove(0).1);
    let alpha = |bits: u32| {
        riff_chunk(b"VP8L", &[[0x2F].as_slice(), &(47 | 31 << 14 | bits << 28).to_le_bytes()].concat())
    };
    let animation = |flags: u8, frames: &[Vec<u8>]| {
        let header = riff_chunk(b"VP8X", &[2 | flags, 0, 0, 0, 47, 0, 0, 31, 0, 0]);
        webp(&[vec![header, riff_chunk(b"ANIM", &[0; 6])], frames.to_vec()].concat())
    };
    let frame = |x, y, width, height, flags| webp_frame(x, y, width, height, flags, &lossy);
    let cases: &[(&str, Vec<u8>, Option<bool>)] = &[
        ("all", animation(0, &[frame(0, 0, 48, 32, 0), frame(0, 0, 8, 8, 0)]), Some(false)),
        ("a part", animation(0, &[frame(0, 0, 24, 16, 0), frame(0, 0, 24, 16, 0)]), Some(true)),
        ("all but an edge", animation(0, &[frame(2, 0, 46, 32, 0)]), Some(true)),
        ("the flag", animation(16, &[frame(0, 0, 48, 32, 0)]), Some(true)),
        ("a cleared frame", animation(0, &[frame(0, 0, 48, 32, 1), frame(0, 0, 8, 8, 0)]), None),
        ("an alpha channel", animation(0, &[webp_frame(0, 0, 48, 32, 0, &alpha(1))]), Some(true)),
        ("lossless, opaque", animation(0, &[webp_frame(0, 0, 48, 32, 0, &alpha(0))]), Some(false)),
    ];
    for (name, bytes, alpha) in cases {
        assert_eq!(inspect(bytes).alpha, *alpha, "WebP: {name}");
    }
    // An alpha channel that the header does not announce is decoded.
    let header = riff_chunk(b"VP8X", &[0, 0, 0, 0, 47, 0, 0, 31, 0, 0]);
    assert_eq!(inspect(&webp(&[header.clone(), riff_chunk(b"ALPH", &[0; 2]), lossy])).alpha, Some(true));
    assert_eq!(inspect(&webp(&[header, alpha(1)])).alpha, Some(true));

    let png = encode(&DynamicImage::from(colourful(8, 8).to_rgb8()), ImageFormat::Png);
    let number = |number: u32| number.to_be_bytes();
    let numbered = |count: u32, controls: &[[u32; 4]], disposes: u8, first: u32| {
        let mut early = chunk(b"acTL", &[number(count), number(0)].concat());
        let mut late = Vec::new();
        let mut next = first..;
        for (index, [width, height, x, y]) in controls.iter().enumerate() {
            let chunks = if index == 0 { &mut early } else { &mut late };
            let order = number(next.next().unwrap());
            let region = [order, number(*width), number(*height), number(*x), number(*y)].concat();
            chunks.extend(chunk(b"fcTL", &[region.as_slice(), &[0, 1, 0, 10, disposes, 0]].concat()));
            if index > 0 {
                chunks.extend(chunk(b"fdAT", &number(next.next().unwrap())));
            }
        }
        spliced(&spliced(&png, png.len() - 12, &late), pixels_at(&png), &early)
    };
    let animation = |count, controls: &[[u32; 4]], disposes| numbered(count, controls, disposes, 0);
    let cases = [
        ("all", animation(2, &[[8, 8, 0, 0], [4, 4, 0, 0]], 0), Some(false), Some(true)),
        ("a part", animation(2, &[[4, 4, 0, 0], [4, 4, 0, 0]], 0), Some(true), Some(true)),
        ("cleared", animation(2, &[[8, 8, 0, 0], [4, 4, 0, 0]], 1), None, Some(true)),
        ("in another order", numbered(2, &[[8, 8, 0, 0], [4, 4, 0, 0]], 0, 1), Some(false), None),
        ("one frame", animation(1, &[[8, 8, 0, 0]], 0), Some(false), Some(false)),
        ("one frame, of a part", animation(1, &[[4, 8, 4, 0]], 0), Some(true), Some(false)),
        ("two announced, one there", animation(2, &[[8, 8, 0, 0]], 0), None, None),
        ("two announced, none there", animation(2, &[], 0), None, None),
        (
            "one announced, two there",
            animation(1, &[[8, 8, 0, 0], [8, 8, 0, 0]], 0),
            Some(false),
            Some(false),
        ),
        (
            "announced after the pixels",
            spliced(&png, png.len() - 12, &chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0])),
            Some(false),
            Some(false),
        ),
    ];
    for (name, bytes, alpha, animated) in cases {
        let info = inspect(&bytes);
        assert_eq!((info.alpha, info.animated), (alpha, animated), "PNG: {name}");
    }
}

#[test]
fn a_bmp_is_opaque_only_if_all_of_its_pixels_are_there() {
    let rgb = encode(&DynamicImage::from(colourful(5, 3).to_rgb8()), ImageFormat::Bmp);
    assert_eq!(inspect(&rgb).alpha, Some(false));
    assert!(!inspect(&rgb).keeps_metadata());
    assert_eq!(inspect(&rgb[..rgb.len() - 1]).alpha, None);
    let mut compressed = rgb.clone();
    compressed[28] = 8;
    compressed[30] = 1;
    assert_eq!(inspect(&compressed).alpha, None, "an RLE may skip pixels");
    let hidden = [rgb, b"secret".to_vec()].concat();
    assert!(inspect(&hidden).keeps_metadata());
}

#[test]
fn a_jpeg_is_opaque_only_if_it_has_an_end() {
    for name in ["plain.jpg", "progressive.jpg", "restart.jpg", "gray.jpg"] {
        let bytes = file(name);
        assert_eq!(inspect(&bytes).alpha, Some(false), "{name}");
        for end in [bytes.len() - 2, bytes.len() - 100, bytes.len() / 2] {
            let info = inspect(&bytes[..end]);
            assert_eq!((info.complete, info.alpha, info.orientation), (false, None, Some(1)), "{name}");
        }
    }
}

#[test]
fn a_gif_has_the_size_of_its_first_frame_where_that_is_larger() {
    let size = |width, height| Some(Size { width, height });
    let cases = [
        ((8, 8), gif_frame(0, 0, 16, 12), size(16, 12)),
        ((0, 0), gif_frame(0, 0, 16, 12), size(16, 12)),
        ((8, 8), gif_frame(2, 2, 4, 4), size(8, 8)),
        ((8, 8), gif_frame(0, 0, 8, 12), size(8, 12)),
        // Here browsers differ.
        ((8, 8), gif_frame(4, 4, 16, 12), None),
        ((8, 8), gif_frame(0, 0, 16, 4), None),
    ];
    for ((width, height), frame, expected) in cases {
        assert_eq!(inspect(&gif(width, height, &[&frame])).size, expected);
        assert_eq!(inspect(&gif(width, height, &[&frame, &gif_frame(0, 0, 99, 99)])).size, expected);
    }
}
