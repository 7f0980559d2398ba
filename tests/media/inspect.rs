//! What is read of headers, compared with what encoders wrote and decoders find.

use image::{DynamicImage, ImageFormat};
use plantain::media::{Format, ImageInfo, Inspection, Metadata, Size};

use crate::{
    build::{chunk, colourful, encode, exif, exif_segment, pixels_at, segment, spliced},
    judge::{file, files, inspect, inspect_counting},
};

#[test]
fn the_test_files_are_as_they_were_made() {
    #[rustfmt::skip]
    let expected = [
        //                  width height turn alpha        bits      animated exif gps icc iptc xmp
        ("alpha.avif",      48, 32, 1, Some(true),  Some(10), "-----"),
        ("cropped.avif",    40, 20, 1, Some(false), Some(8),  "-----"),
        ("thumbnail.avif",  96, 64, 1, Some(false), Some(8),  "-----"),
        ("turned.avif",     48, 32, 5, Some(false), Some(8),  "eg-ix"),
        ("phone.heic",      48, 32, 1, Some(false), Some(8),  "eg--x"),
        ("plain.heic",      48, 32, 1, Some(true),  Some(8),  "-----"),
        ("arithmetic.jpg",  96, 64, 1, Some(false), Some(8),  "-----"),
        ("cmyk.jpg",        96, 64, 1, Some(false), Some(8),  "-----"),
        ("gray.jpg",        96, 64, 1, Some(false), Some(8),  "-----"),
        ("phone.jpg",       96, 64, 6, Some(false), Some(8),  "egp-x"),
        ("plain.jpg",       96, 64, 1, Some(false), Some(8),  "-----"),
        ("progressive.jpg", 96, 64, 1, Some(false), Some(8),  "-----"),
        ("restart.jpg",     96, 64, 1, Some(false), Some(8),  "-----"),
        ("rgb.jpg",         96, 64, 1, Some(false), Some(8),  "-----"),
        ("phone.png",       48, 32, 8, Some(false), Some(8),  "eg-ix"),
        ("small.png",       48, 32, 1, Some(false), Some(8),  "-----"),
        ("big.tiff",        16, 11, 1, Some(false), Some(16), "-----"),
        ("little.tiff",     16, 11, 5, Some(false), Some(8),  "-gp-x"),
        ("alpha.webp",      48, 32, 1, Some(true),  Some(8),  "-----"),
        ("animated.webp",   48, 32, 1, Some(true),  Some(8),  "eg--x"),
        ("lossless.webp",   48, 32, 1, Some(false), Some(8),  "-----"),
        ("lossy.webp",      48, 32, 1, Some(false), Some(8),  "-----"),
        ("phone.webp",      48, 32, 1, Some(false), Some(8),  "eg-ix"),
    ];
    for (name, width, height, orientation, alpha, bit_depth, flags) in expected {
        let info = inspect(&file(name));
        assert_eq!(info.size, Some(Size { width, height }), "{name}");
        assert_eq!(info.orientation, Some(orientation), "{name}");
        assert_eq!((info.alpha, info.bit_depth), (alpha, bit_depth), "{name}");
        assert_eq!(info.animated, Some(name == "animated.webp"), "{name}");
        assert_eq!(letters(&info), flags, "{name}");
        assert!(info.complete, "{name}");
    }
}

fn letters(info: &ImageInfo) -> String {
    let Metadata { exif, gps, iptc, icc, xmp, .. } = info.metadata;
    [(exif, 'e'), (gps, 'g'), (iptc, 'p'), (icc, 'i'), (xmp, 'x')]
        .map(|(has, letter)| has.map_or('?', |has| if has { letter } else { '-' }))
        .iter()
        .collect()
}

#[test]
fn formats_are_those_that_another_sniffer_tells() {
    for (name, bytes) in files(&[".avif", ".heic", ".jpg", ".png", ".tiff", ".webp"]) {
        let format = inspect(&bytes).format;
        let other = infer::get(&bytes).unwrap();
        // It knows the brand of a photo, but calls HEIC by its family's name.
        assert_eq!(format.media_type(), other.mime_type().replace("heif", "heic"), "{name}");
    }
    for (format, other) in [(ImageFormat::Bmp, "image/bmp"), (ImageFormat::Gif, "image/gif")] {
        let bytes = encode(&colourful(3, 2), format);
        assert_eq!(Format::sniff(&bytes).unwrap().media_type(), other);
        assert_eq!(infer::get(&bytes).unwrap().mime_type(), other);
    }
}

#[test]
fn what_was_encoded_is_what_is_found() {
    let rgba = colourful(37, 21);
    let rgb = DynamicImage::from(rgba.to_rgb8());
    let cases = [
        (ImageFormat::Bmp, &rgb, Some(false), Some(8)),
        (ImageFormat::Bmp, &rgba, None, Some(8)),
        (ImageFormat::Gif, &rgba, Some(true), Some(8)),
        (ImageFormat::Jpeg, &rgb, Some(false), Some(8)),
        (ImageFormat::Png, &rgba, Some(true), Some(8)),
        (ImageFormat::Png, &rgb.to_rgb16().into(), Some(false), Some(16)),
        (ImageFormat::Png, &rgb.to_luma_alpha8().into(), Some(true), Some(8)),
        (ImageFormat::Tiff, &rgb.to_rgb16().into(), Some(false), Some(16)),
        (ImageFormat::Tiff, &rgba, None, Some(8)),
        (ImageFormat::WebP, &rgb, Some(false), Some(8)),
        (ImageFormat::WebP, &rgba, Some(true), Some(8)),
    ];
    for (format, image, alpha, bit_depth) in cases {
        let info = inspect(&encode(image, format));
        assert_eq!(info.size, Some(Size { width: 37, height: 21 }), "{format:?}");
        assert_eq!((info.alpha, info.bit_depth), (alpha, bit_depth), "{format:?}");
        assert!(info.complete && info.orientation == Some(1) && info.animated == Some(false), "{format:?}");
    }
}

#[test]
fn an_animated_gif_is_distinguished_from_a_still_one() {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    for _ in 0..2 {
        encoder.encode_frame(image::Frame::new(colourful(8, 8).to_rgba8())).unwrap();
    }
    drop(encoder);
    assert_eq!(inspect(&bytes).animated, Some(true));
    let still = encode(&colourful(8, 8), ImageFormat::Gif);
    assert_eq!(inspect(&still).animated, Some(false));
    // Some programs announce that a single frame is repeated.
    let palette = 3 << ((still[10] & 7) + 1);
    let announced = spliced(&still, 13 + palette, b"!\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0");
    let info = inspect(&announced);
    assert!(info.complete && info.animated == Some(false));
    let long =
        spliced(&announced, 32 + palette, &[b"!\xFE".as_slice(), &b"\xFFx".repeat(1 << 15), b"\0"].concat());
    let info = inspect(&long);
    assert!(!info.complete && info.animated.is_none());
}

#[test]
fn every_orientation_is_read_in_both_byte_orders() {
    let plain = file("plain.jpg");
    for orientation in 1..=8 {
        for little in [false, true] {
            let info = inspect(&spliced(&plain, 2, &exif_segment(&exif(orientation, little))));
            assert_eq!(info.orientation.map(u16::from), Some(orientation));
            assert!(info.metadata.exif == Some(true) && info.metadata.gps == Some(true));
            let shown = info.shown_size().unwrap();
            assert_eq!(shown.width, if orientation > 4 { 64 } else { 96 });
        }
    }
}

#[test]
fn a_large_file_is_not_read_whole() {
    let png = file("small.png");
    let large = spliced(&png, pixels_at(&png), &chunk(b"IDAT", &vec![0; 20 << 20]));
    let (info, reads, read) = inspect_counting(&large);
    assert!(info.unwrap().complete);
    assert!(reads <= 3 && read < 80_000, "{reads} reads of {read} bytes");

    let jpeg = file("phone.jpg");
    let xmp = segment(0xE1, &[b"http://ns.adobe.com/xmp/extension/\0".as_slice(), &[7; 65_000]].concat());
    let large = spliced(&jpeg, 2, &xmp.repeat(100));
    let (info, reads, read) = inspect_counting(&large);
    let info = info.unwrap();
    assert!(info.complete && info.metadata.gps == Some(true) && info.size.is_some());
    assert!(reads <= 103 && read < 600_000, "{reads} reads of {read} bytes");
}

#[test]
fn no_file_is_asked_about_for_ever() {
    let png = file("small.png");
    let endless = spliced(&png, pixels_at(&png), &chunk(b"teSt", &[0; 5000]).repeat(5000));
    let jpeg = spliced(&file("plain.jpg"), 2, &segment(0xFE, &[0; 65_000]).repeat(1000));
    let boxes = [
        &file("plain.heic")[..20],
        &[&[0, 0, 0x20, 0], b"free".as_slice(), &[0; 8184]].concat().repeat(2000),
    ];
    for bytes in [endless, jpeg, boxes.concat()] {
        let (info, reads, read) = inspect_counting(&bytes);
        assert!(!info.unwrap().complete);
        assert!(reads <= 257 && read <= 2 << 20, "{reads} reads of {read} bytes");
    }
}

#[test]
fn a_file_that_shrinks_while_it_is_read_ends_the_inspection() {
    let mut inspection = Inspection::new(1 << 30);
    assert_eq!(inspection.want(), Some(0..65_536));
    inspection.feed(file("plain.jpg"));
    assert_eq!(inspection.want(), None);
    assert_eq!(inspection.finish(), None);
}

#[test]
fn what_is_no_image_is_named_but_not_measured() {
    let (info, reads, _) = inspect_counting(b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    let info = info.unwrap();
    assert_eq!((info.format, info.size, info.complete, reads), (Format::Svg, None, false, 1));
    assert_eq!(inspect_counting(b"hello").0, None);
    assert_eq!(inspect_counting(b"").0, None);
}

#[test]
fn stray_bytes_between_segments_are_passed_over() {
    let plain = file("plain.jpg");
    for stray in [b"x".as_slice(), b"\xFF\0", b"\xFF\xFF\xFF", b"\xFF\xD0", b"\xFF\x01", &[0; 5000]] {
        let info = inspect(&spliced(&plain, 20, stray));
        assert!(
            info.complete && info.size == Some(Size { width: 96, height: 64 }),
            "{}",
            stray.escape_ascii()
        );
    }
}
