//! What headers prove, what they do not, and what browsers show. Every file is made on the spot.

use image::{DynamicImage, ImageFormat};
use plantain::media::{Format, ImageInfo, Metadata, Size, Stripped, oriented};

use crate::{
    build::{
        bmff_box, bmff_file, chunk, chunks_of, colourful, encode, exif, exif_segment, gif, gif_frame, infe,
        meta, pixels_at, position_exif, riff_chunk, segment, spliced, webp, webp_frame,
    },
    judge::{exif_orientation, file, inspect, join, seen, strip, strip_in_slices, work},
};

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

const POSITION: &[u8] = b"<rdf exif:GPSLatitude='10,20.5N' exif:GPSLongitude='30,40.5E'/>";
const JUMBF: &[u8] =
    b"\0\0\0\x40jumb\0\0\0\x26jumdc2pa\0\x11\0\x10\x80\0\0\xAA\08\x9Bq\x03c2pa\0{\"exif:GPSLatitude\":1}";

fn metadata(bytes: &[u8]) -> Metadata {
    inspect(bytes).metadata
}

/// A JPEG with a segment of Content Credentials, or a further part of one.
fn credentials_segment(part: u32, payload: &[u8]) -> Vec<u8> {
    segment(0xEB, &[b"JP\0\x01".as_slice(), &part.to_be_bytes(), payload].concat())
}

fn photoshop_segment(blocks: &[(u16, &[u8])]) -> Vec<u8> {
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

fn xmp_segment(text: &[u8]) -> Vec<u8> {
    segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", text].concat())
}

#[test]
fn coordinates_are_found_wherever_a_jpeg_has_them() {
    let plain = file("plain.jpg");
    let cases: &[(&str, Vec<u8>, Option<bool>)] = &[
        ("in EXIF", exif_segment(&position_exif(&[1, 2, 3, 4])), Some(true)),
        ("of a destination", exif_segment(&position_exif(&[20])), Some(true)),
        ("as the name of an area", exif_segment(&position_exif(&[28])), Some(true)),
        ("in XMP", xmp_segment(POSITION), Some(true)),
        (
            "in W3C's schema",
            xmp_segment(b"<rdf xmlns:geo='http://www.w3.org/2003/01/geo/wgs84_pos#'/>"),
            Some(true),
        ),
        ("in Photoshop's EXIF", photoshop_segment(&[(0x422, &position_exif(&[2]))]), Some(true)),
        ("in Photoshop's XMP", photoshop_segment(&[(0x424, POSITION)]), Some(true)),
        ("in Content Credentials", credentials_segment(1, JUMBF), Some(true)),
        ("nowhere in EXIF", exif_segment(&position_exif(&[])), Some(false)),
        ("nowhere, only the time of GPS", exif_segment(&position_exif(&[0, 7, 29])), Some(false)),
        ("nowhere in XMP", xmp_segment(b"<rdf dc:title='GPS'/>"), Some(false)),
        ("in XMP that is not read on", segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0abc"), None),
        ("in a damaged directory", exif_segment(&position_exif(&[7])[..26]), None),
    ];
    for (place, inserted, expected) in cases {
        let bytes = spliced(&plain, 2, inserted);
        assert_eq!(metadata(&bytes).gps, *expected, "{place}");
        let (after, image) = strip(&bytes).unwrap();
        assert_eq!(after, plain, "{place}");
        assert_eq!(image.stripped.gps, *expected == Some(true), "{place}");
    }
}

#[test]
fn coordinates_are_found_in_every_format_with_xmp_or_exif() {
    let position = position_exif(&[1, 2, 3, 4]);
    let png = file("small.png");
    let with = |chunk: &[u8]| spliced(&png, pixels_at(&png), chunk);
    let xmp = |flag: u8, text: &[u8]| {
        chunk(b"iTXt", &[b"XML:com.adobe.xmp\0", [flag, 0, 0, 0].as_slice(), text].concat())
    };
    let lossy = chunks_of(&file("lossy.webp")).remove(0).1;
    let in_webp = |extra: Vec<u8>| {
        let header = riff_chunk(b"VP8X", &[12, 0, 0, 0, 47, 0, 0, 31, 0, 0]);
        webp(&[header, riff_chunk(b"VP8 ", &lossy), extra])
    };
    let offset = |block: &[u8]| [&[0, 0, 0, 0], block].concat();
    let jxl = |kind: &[u8; 4], data: &[u8]| {
        let codestream = bmff_box(b"jxlc", b"\xFF\x0A\xF8\x01\x48\x00\x00");
        [
            b"\0\0\0\x0CJXL \r\n\x87\n".as_slice(),
            &bmff_box(b"ftyp", b"jxl \0\0\0\0jxl "),
            &bmff_box(kind, data),
            &codestream,
        ]
        .concat()
    };
    let heic = |kind: &[u8; 4], name: &[u8], data: &[u8]| bmff_file(b"heic", &[(kind, name, data)], &[], 0);
    let gif_xmp =
        [b"!\xFF\x0BXMP DataXMP".as_slice(), POSITION, &[1], &(0..=255).rev().collect::<Vec<u8>>(), &[0]]
            .concat();
    let cases: &[(&str, Vec<u8>, Option<bool>)] = &[
        ("PNG, EXIF", with(&chunk(b"eXIf", &position)), Some(true)),
        ("PNG, XMP", with(&xmp(0, POSITION)), Some(true)),
        ("PNG, compressed XMP", with(&xmp(1, b"\x78\x9C")), None),
        ("PNG, ImageMagick's EXIF", with(&chunk(b"zTXt", b"Raw profile type exif\0\0x")), None),
        ("PNG, ImageMagick's APP1", with(&chunk(b"zTXt", b"Raw profile type APP1\0\0x")), None),
        ("PNG, Content Credentials", with(&chunk(b"caBX", JUMBF)), Some(true)),
        ("WebP, EXIF", in_webp(riff_chunk(b"EXIF", &position)), Some(true)),
        ("WebP, XMP", in_webp(riff_chunk(b"XMP ", POSITION)), Some(true)),
        ("WebP, Content Credentials", in_webp(riff_chunk(b"C2PA", JUMBF)), Some(true)),
        ("HEIC, EXIF", heic(b"Exif", b"", &offset(&position)), Some(true)),
        ("HEIC, XMP", heic(b"mime", b"application/rdf+xml\0", POSITION), Some(true)),
        ("GIF, XMP", gif(4, 4, &[&gif_xmp, &gif_frame(0, 0, 4, 4)]), Some(true)),
        ("JPEG XL, EXIF", jxl(b"Exif", &offset(&position)), Some(true)),
        ("JPEG XL, XMP", jxl(b"xml ", POSITION), Some(true)),
        ("JPEG XL, compressed EXIF", jxl(b"brob", b"Exif\0\0"), None),
    ];
    for (name, bytes, expected) in cases {
        let info = inspect(bytes);
        assert!(info.complete, "{name}: {info:?}");
        assert_eq!(info.metadata.gps, *expected, "{name}");
        assert!(!info.metadata.is_absent(), "{name}");
        assert_eq!(info.keeps_metadata(), !info.format.is_strippable(), "{name}");
        if info.format.is_strippable() {
            let (after, image) = strip(bytes).unwrap();
            assert!(metadata(&after).is_absent(), "{name}");
            assert_eq!(image.stripped.gps, *expected == Some(true), "{name}");
        }
    }
}

#[test]
fn iptc_is_told_from_other_blocks_of_photoshop() {
    let plain = file("plain.jpg");
    let resolution = (0x3ED, [0; 16].as_slice());
    let iptc = (0x404, b"\x1C\x02\x78\0\x01x".as_slice());
    let photoshop = Stripped { photoshop: true, ..NOTHING };
    let captions = Stripped { iptc: true, ..NOTHING };
    let cases: &[(&str, Vec<u8>, Option<bool>, Stripped)] = &[
        ("a resolution alone", photoshop_segment(&[resolution]), Some(false), photoshop),
        ("IPTC", photoshop_segment(&[iptc]), Some(true), captions),
        (
            "both",
            photoshop_segment(&[resolution, iptc]),
            Some(true),
            Stripped { photoshop: true, ..captions },
        ),
        ("empty IPTC", photoshop_segment(&[(0x404, b"")]), Some(false), NOTHING),
        ("nothing at all", photoshop_segment(&[]), Some(false), NOTHING),
        (
            "a thumbnail",
            photoshop_segment(&[(0x40C, &[0; 30])]),
            Some(false),
            Stripped { thumbnail: true, ..NOTHING },
        ),
        ("a list that is cut", photoshop_segment(&[resolution, iptc])[..40].to_vec(), None, photoshop),
    ];
    for (name, inserted, expected, stripped) in cases {
        let mut inserted = inserted.clone();
        let length = inserted.len() as u16 - 2;
        inserted[2..4].copy_from_slice(&length.to_be_bytes());
        let bytes = spliced(&plain, 2, &inserted);
        assert_eq!(metadata(&bytes).iptc, *expected, "{name}");
        let (after, image) = strip(&bytes).unwrap();
        assert_eq!((after == plain, image.stripped), (true, *stripped), "{name}");
    }
}

#[test]
fn content_credentials_are_named() {
    let jumbf = &JUMBF[..JUMBF.len() - 22];
    let named = Stripped { content_credentials: true, ..NOTHING };
    let plain = file("plain.jpg");
    let png = file("small.png");
    let lossy = chunks_of(&file("lossy.webp")).remove(0).1;
    let header = riff_chunk(b"VP8X", &[0, 0, 0, 0, 47, 0, 0, 31, 0, 0]);
    let frame = gif_frame(0, 0, 4, 4);
    let gif_credentials =
        [b"!\xFF\x0BC2PA_GIF\x01\0\0".as_slice(), &[jumbf.len() as u8], jumbf, &[0]].concat();
    let long = [credentials_segment(1, jumbf), credentials_segment(2, b"\0\0\0\x40jumbmore")].concat();
    let cases = [
        spliced(&plain, 2, &credentials_segment(1, jumbf)),
        spliced(&plain, 2, &long),
        spliced(&png, pixels_at(&png), &chunk(b"caBX", jumbf)),
        webp(&[header, riff_chunk(b"VP8 ", &lossy), riff_chunk(b"C2PA", jumbf)]),
        gif(4, 4, &[&gif_credentials, &frame]),
    ];
    for bytes in cases {
        let info = inspect(&bytes);
        assert_eq!(info.metadata.content_credentials, Some(true), "{:?}", info.format);
        let (after, image) = strip(&bytes).unwrap();
        assert_eq!(image.stripped, named, "{:?}", info.format);
        assert_eq!(metadata(&after).content_credentials, Some(false));
    }
    let id = b"\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81".as_slice();
    let heic = [bmff_file(b"heic", &[], &[], 0), bmff_box(b"uuid", &[id, jumbf].concat())].concat();
    assert_eq!(metadata(&heic).content_credentials, Some(true));
    let other = segment(0xEB, b"JP\0\x01\0\0\0\x01\0\0\0\x1Ejumb\0\0\0\x16jumdabcd\0\x11\0\x10");
    let bytes = spliced(&plain, 2, &other);
    assert_eq!(metadata(&bytes).content_credentials, Some(false));
    assert_eq!(strip(&bytes).unwrap().1.stripped, Stripped { other: true, ..NOTHING });
}

#[test]
fn what_was_not_read_is_unknown() {
    let unknown = |info: &ImageInfo| {
        let Metadata { comment, content_credentials, exif, gps, icc, iptc, other, thumbnail, xmp } =
            info.metadata;
        [comment, content_credentials, exif, gps, icc, iptc, other, thumbnail, xmp] == [None; 9]
    };
    let png = file("small.png");
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec();
    for bytes in
        [png[..60].to_vec(), file("lossy.webp")[..30].to_vec(), file("plain.heic")[..200].to_vec(), svg]
    {
        let info = inspect(&bytes);
        assert!(!info.complete && unknown(&info), "{info:?}");
        assert_eq!((info.alpha, info.animated), (None, None), "{info:?}");
    }
    let jpeg = inspect(&file("plain.jpg")[..100]);
    assert!(!jpeg.complete && unknown(&jpeg) && jpeg.orientation.is_none());
    // A JPEG has no transparency.
    assert_eq!((jpeg.alpha, jpeg.animated), (Some(false), Some(false)));
    let found = inspect(&file("phone.jpg")[..4000]);
    assert!(!found.complete && found.metadata.exif == Some(true) && found.metadata.icc.is_none());
}

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
        ("a frame larger than the screen", gif(4, 4, &[&full]), Some(true)),
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
    let animation = |count: u32, controls: &[[u32; 4]], disposes: u8| {
        let mut chunks = chunk(b"acTL", &[number(count), number(0)].concat());
        for [width, height, x, y] in controls {
            let region = [number(0), number(*width), number(*height), number(*x), number(*y)].concat();
            chunks.extend(chunk(b"fcTL", &[region.as_slice(), &[0, 1, 0, 10, disposes, 0]].concat()));
        }
        spliced(&png, pixels_at(&png), &chunks)
    };
    let cases = [
        ("all", animation(2, &[[8, 8, 0, 0], [4, 4, 0, 0]], 0), Some(false), Some(true)),
        ("a part", animation(2, &[[4, 4, 0, 0], [4, 4, 0, 0]], 0), Some(true), Some(true)),
        ("cleared", animation(2, &[[8, 8, 0, 0], [4, 4, 0, 0]], 1), None, Some(true)),
        ("one frame", animation(1, &[[8, 8, 0, 0]], 0), Some(false), Some(false)),
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

#[test]
fn a_gif_is_stripped_and_seen_as_before() {
    let frame = gif_frame(0, 0, 8, 8);
    let comment = b"!\xFE\x06secret\0".as_slice();
    let private = b"!\xFF\x0BPRIVATE 1.0\x06secret\0".as_slice();
    let repeats = b"!\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0".as_slice();
    let control = b"!\xF9\x04\0\x0A\0\0\0".as_slice();
    let expected = gif(8, 8, &[repeats, control, &frame, control, &frame]);
    let before = gif(8, 8, &[comment, repeats, private, control, &frame, comment, control, &frame]);
    let before = [before, b"trailing secret".to_vec()].concat();
    let (after, image) = strip(&before).unwrap();
    assert_eq!(after, expected);
    assert_eq!(image.stripped, Stripped { comment: true, other: true, trailing: true, ..NOTHING });
    assert!(metadata(&after).is_absent());
    for size in 1..before.len() {
        assert_eq!(strip_in_slices(&before, size), strip(&before), "in slices of {size}");
    }
    let encoded = encode(&colourful(20, 9), ImageFormat::Gif);
    let commented =
        spliced(&encoded, 13 + (3 << ((encoded[10] & 7) + 1)) * usize::from(encoded[10] >> 7), comment);
    assert_eq!(strip(&commented).unwrap().0, encoded);
    assert_eq!(
        strip(&encoded[..encoded.len() - 1]).unwrap().0,
        encoded[..encoded.len() - 1],
        "without a trailer"
    );
    assert!(strip(&encoded[..encoded.len() - 3]).is_err());
}

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
