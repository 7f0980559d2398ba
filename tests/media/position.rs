//! Coordinates: where a file may have them. Every file is made on the spot.

use crate::build::{
    JUMBF, POSITION, bmff_box, bmff_file, chunk, chunks_of, credentials_segment, exif_segment, gif,
    gif_frame, photoshop_segment, pixels_at, position_exif, riff_chunk, segment, spliced, tiff, webp,
    xmp_segment,
};
use crate::judge::{file, inspect, metadata, strip};

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
    let long = [position_exif(&[]), vec![0; 70_000]].concat();
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
        ("JPEG XL, EXIF that is read in part", jxl(b"Exif", &offset(&long)), None),
        ("HEIC, EXIF that is read in part", heic(b"Exif", b"", &offset(&long)), None),
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

/// An EXIF block with two directories of one entry each, the second after the first or where the first points to.
fn two_directories(tags: [u16; 2], pointers: [u8; 2], next: u8) -> Vec<u8> {
    let directory = |tag: u16, pointer: u8, next: u8| {
        [&[0, 1], tag.to_be_bytes().as_slice(), &[0, 4, 0, 0, 0, 1, 0, 0, 0, pointer, 0, 0, 0, next]].concat()
    };
    let gps = [0, 1, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0];
    let first = directory(tags[0], pointers[0], next);
    [b"MM\0*\0\0\0\x08".as_slice(), &first, &directory(tags[1], pointers[1], 0), &gps].concat()
}

#[test]
fn a_position_is_found_in_every_directory_of_exif() {
    let plain = file("plain.jpg");
    let gps = |block: &[u8]| metadata(&spliced(&plain, 2, &exif_segment(block))).gps;
    assert_eq!(gps(&two_directories([0x10F, 0x8825], [0, 44], 26)), Some(true), "of the thumbnail");
    assert_eq!(gps(&two_directories([0x8769, 0x8825], [26, 44], 0)), Some(true), "of the camera");
    assert_eq!(gps(&two_directories([0x8769, 0x10F], [26, 0], 0)), Some(false));
    assert_eq!(gps(&two_directories([0x10F, 0x8825], [0, 200], 26)), None, "a directory that is not there");
    let place = [(1, 0)].as_slice();
    let second = tiff(&[(&[(0x8825, 38), (0x8825, 44)], 0), (&[], 0), (place, 0)]);
    assert_eq!(gps(&second), Some(true), "the second of two");
    let third = tiff(&[(&[], 14), (&[], 20), (&[(0x8825, 38)], 8), (place, 0)]);
    assert_eq!(gps(&third), Some(true), "of a third image");
    let other = tiff(&[(&[(0x14A, 26)], 0), (&[(0x8825, 44)], 0), (place, 0)]);
    assert_eq!(gps(&other), Some(true), "of another image");
    assert_eq!(gps(&tiff(&[(&[(0x14A, 8)], 8)])), Some(false), "a circle");
    let many: Vec<_> = (0..9).map(|index| (0x8825, 122 + 6 * index)).collect();
    assert_eq!(gps(&tiff(&[&[(many.as_slice(), 0)], [([].as_slice(), 0); 9].as_slice()].concat())), None);
    let mut list = tiff(&[(&[(0x14A, 26)], 0), (&[(0x8825, 44)], 0), (place, 0)]);
    list[17] = 2;
    assert_eq!(gps(&list), None, "of one of several images");
    assert_eq!(gps(&tiff(&[(&[(33_922, 0)], 0)])), Some(true), "on a map");
}

#[test]
fn a_thumbnail_with_exif_of_its_own_may_have_a_position() {
    let plain = file("plain.jpg");
    let with = |thumbnail: &[u8]| {
        let block = tiff(&[(&[], 14), (&[(0x201, 44), (0x202, thumbnail.len() as u32)], 0)]);
        metadata(&spliced(&plain, 2, &exif_segment(&[block, thumbnail.to_vec()].concat())))
    };
    let found = with(&plain);
    assert_eq!([found.thumbnail, found.gps, found.xmp, found.iptc], [true, false, false, false].map(Some));
    let colours = segment(0xED, b"Adobe_CM\0\x01");
    assert_eq!(with(&spliced(&plain, 2, &colours)).gps, Some(false));
    assert_eq!(with(&spliced(&plain, 2, &exif_segment(&position_exif(&[2])))).gps, None);
    assert_eq!(with(&spliced(&plain, 2, &xmp_segment(b"<rdf/>"))).gps, None);
    assert_eq!(with(&spliced(&plain, 2, &xmp_segment(POSITION))).gps, Some(true));
}

#[test]
fn a_tiff_may_have_its_position_in_other_tags() {
    let gps = |directories: &[(&[(u16, u32)], u32)]| {
        let info = inspect(&tiff(directories));
        assert!(info.complete && info.size.is_some(), "{info:?}");
        info.metadata.gps
    };
    let size = [(256, 88), (257, 59)];
    let with = |entry: (u16, u32)| [size.as_slice(), &[entry]].concat();
    let camera = with((0x8769, 50));
    assert_eq!(gps(&[(&camera, 0), (&[(0x8825, 68)], 0), (&[(2, 0)], 0)]), Some(true));
    assert_eq!(gps(&[(&camera, 0), (&[(0x8825, 68)], 0), (&[(7, 0)], 0)]), Some(false));
    assert_eq!(gps(&[(&camera, 0), (&[(0x8825, 68), (0x8825, 68)], 0)]), None, "one of two");
    assert_eq!(gps(&[(&with((0x8769, 5000)), 0)]), None, "in a directory that is not there");
    assert_eq!(gps(&[(&with((0x8825, 5000)), 0)]), None, "in a directory of GPS that is not there");
    for tag in [33_550, 33_922, 34_264, 34_735, 34_736, 34_737] {
        assert_eq!(gps(&[(&with((tag, 0)), 0)]), Some(true), "{tag}");
    }
    assert_eq!(gps(&[(&size, 0)]), Some(false));
}

#[test]
fn a_position_is_found_where_content_credentials_are_cut() {
    let plain = file("plain.jpg");
    let header = &JUMBF[..8];
    let gps = |segments: &[Vec<u8>]| metadata(&spliced(&plain, 2, &segments.concat())).gps;
    let last = |part: u32, cut: usize| credentials_segment(part, &[header, &JUMBF[cut..]].concat());
    for cut in JUMBF.len() - 20..JUMBF.len() {
        let first = credentials_segment(1, &JUMBF[..cut]);
        assert_eq!(gps(&[first.clone(), last(2, cut)]), Some(true), "{cut}");
        let middle = credentials_segment(2, &[header, &JUMBF[cut - 2..cut]].concat());
        let shorter = credentials_segment(1, &JUMBF[..cut - 2]);
        assert_eq!(gps(&[shorter, middle, last(3, cut)]), Some(true), "{cut}");
        let (start, end) = JUMBF.split_at(cut);
        let parts = [&[start.len() as u8], start, &[end.len() as u8], end].concat();
        let bytes = gif(4, 4, &[b"!\xFF\x0BC2PA_GIF\x01\0\0", &parts, b"\0", &gif_frame(0, 0, 4, 4)]);
        assert_eq!(metadata(&bytes).gps, Some(true), "GIF, {cut}");
        assert!(strip(&bytes).unwrap().1.stripped.gps, "GIF, {cut}");
    }
    let name = JUMBF.len() - 10;
    assert_eq!(gps(&[last(2, name), credentials_segment(1, &JUMBF[..name])]), None, "in another order");
    assert_eq!(gps(&[credentials_segment(1, &JUMBF[..44]), last(2, JUMBF.len())]), Some(false));
}

#[test]
fn coordinates_are_known_in_every_schema_and_width() {
    let plain = file("plain.jpg");
    let gps = |text: &[u8]| metadata(&spliced(&plain, 2, &xmp_segment(text))).gps;
    for name in [
        "drone-dji:GpsLatitude",
        "drone-dji:GpsLongtitude",
        "drone-dji:LRFTargetLat",
        "dwc:decimalLongitude",
        "EXIF:GPSDESTLATITUDE",
        "exif:GPSLongitude",
    ] {
        let text = format!("<rdf {name}='+10.2'/>");
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wider: Vec<u8> = text.chars().flat_map(|letter| (letter as u32).to_be_bytes()).collect();
        assert_eq!([gps(text.as_bytes()), gps(&wide), gps(&wider)], [Some(true); 3], "{name}");
    }
    assert_eq!(gps(b"<rdf GpsLat='1' ggGPSLat itude'/>"), Some(false));
    let png = file("small.png");
    let text = spliced(&png, pixels_at(&png), &chunk(b"tEXt", b"exif:GPSLatitude\x0010/1, 20/1"));
    assert_eq!(metadata(&text).gps, Some(true));
    assert!(strip(&text).unwrap().1.stripped.gps);
}

#[test]
fn a_part_of_unknown_content_may_hold_a_position() {
    let (plain, png) = (file("plain.jpg"), file("small.png"));
    let lossy = riff_chunk(b"VP8 ", &chunks_of(&file("lossy.webp")).remove(0).1);
    let header = riff_chunk(b"VP8X", &[0, 0, 0, 0, 47, 0, 0, 31, 0, 0]);
    let private = b"!\xFF\x0BPRIVATE 1.0\x06secret\0".as_slice();
    let cases = [
        ("a video camera's segment", spliced(&plain, 2, &segment(0xE6, b"GoPro\0GPS5")), None),
        ("settings of Photoshop", spliced(&plain, 2, &segment(0xEC, b"Ducky\0\x01")), Some(false)),
        ("a private chunk", spliced(&png, pixels_at(&png), &chunk(b"prVt", b"secret")), None),
        ("a time", spliced(&png, pixels_at(&png), &chunk(b"tIME", &[0; 7])), Some(false)),
        ("a chunk of WebP", webp(&[header, lossy, riff_chunk(b"ABCD", b"secret")]), None),
        ("data of a GIF", gif(4, 4, &[private, &gif_frame(0, 0, 4, 4)]), None),
        ("a box", [bmff_file(b"heic", &[], &[], 0), bmff_box(b"free", b"secret")].concat(), None),
    ];
    for (name, bytes, gps) in cases {
        let found = metadata(&bytes);
        assert_eq!((found.other, found.gps), (Some(true), gps), "{name}");
    }
}
