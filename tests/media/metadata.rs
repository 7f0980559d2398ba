//! Which metadata a file is found to have, place by place. Every file is made on the spot.

use plantain::media::{ImageInfo, Metadata, Stripped};

use crate::build::{
    bmff_box, bmff_file, chunk, chunks_of, exif_segment, gif, gif_frame, photoshop_segment, pixels_at,
    position_exif, riff_chunk, segment, spliced, webp,
};
use crate::judge::{file, inspect, strip};

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
