//! Which metadata a file is found to have, place by place. Every file is made on the spot.

use image::{DynamicImage, ImageFormat};
use plantain::media::{ImageInfo, Metadata, Size, Stripped};

use crate::build::{
    JUMBF, POSITION, bmff_box, bmff_file, chunk, chunks_of, colourful, credentials_segment, encode,
    exif_segment, gif, gif_frame, photoshop_segment, pixels_at, position_exif, riff_chunk, segment, spliced,
    tiff, webp, xmp_segment,
};
use crate::judge::{file, inspect, inspect_headers, metadata, strip};

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
fn iptc_is_distinguished_from_other_blocks_of_photoshop() {
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
    // A JPEG has one frame.
    assert_eq!((jpeg.alpha, jpeg.animated), (None, Some(false)));
    let found = inspect(&file("phone.jpg")[..4000]);
    assert!(!found.complete && found.metadata.exif == Some(true) && found.metadata.icc.is_none());
}

#[test]
fn segments_between_the_scans_of_a_jpeg_are_read() {
    let progressive = file("progressive.jpg");
    let mut scans = progressive.windows(2).enumerate().filter(|(_, part)| *part == [0xFF, 0xDA]);
    let at = scans.nth(2).unwrap().0;
    let between = |inserted: &[u8]| metadata(&spliced(&progressive, at, inserted));
    let exif = between(&exif_segment(&position_exif(&[2])));
    assert_eq!((exif.exif, exif.gps), (Some(true), Some(true)));
    let iptc = between(&photoshop_segment(&[(0x404, b"\x1C\x02\x78\0\x01x")]));
    assert_eq!(iptc.iptc, Some(true));
    let xmp = between(&xmp_segment(POSITION));
    assert_eq!((xmp.xmp, xmp.gps), (Some(true), Some(true)));
    assert_eq!(between(&credentials_segment(1, JUMBF)).content_credentials, Some(true));
    assert_eq!(between(&segment(0xFE, b"secret")).comment, Some(true));
    assert!(metadata(&progressive).is_absent());
}

#[test]
fn what_follows_an_image_is_not_proven_to_hold_nothing() {
    let rgb = DynamicImage::from(colourful(5, 3).to_rgb8());
    let images = [
        file("plain.jpg"),
        file("progressive.jpg"),
        file("small.png"),
        file("lossy.webp"),
        gif(4, 4, &[&gif_frame(0, 0, 4, 4)]),
        encode(&rgb, ImageFormat::Bmp),
    ];
    for image in images {
        let unread = |behind: &[u8]| {
            let info = inspect(&[image.as_slice(), behind].concat());
            assert!(info.complete && info.alpha.is_some() && info.animated == Some(false), "{info:?}");
            let Metadata { content_credentials, exif, gps, iptc, other, thumbnail, xmp, .. } = info.metadata;
            assert_eq!(other, Some(true), "{info:?}");
            [content_credentials, exif, gps, iptc, thumbnail, xmp]
        };
        let format = inspect(&image).format;
        let photo = [exif_segment(&position_exif(&[2])), photoshop_segment(&[(0x404, b"x")])].concat();
        for behind in [file("phone.jpg"), photo, vec![0; 5000], b"x".to_vec()] {
            assert_eq!(unread(&behind), [None; 6], "{format:?}");
        }
        assert_eq!(unread(&[0; 100]), [Some(false); 6], "{format:?}, padding");
        assert!(inspect(&image).metadata.is_absent(), "{format:?}");
    }
    // What is found before counts.
    let info = inspect(&[file("phone.jpg"), file("phone.jpg")].concat());
    assert_eq!((info.metadata.gps, info.metadata.iptc), (Some(true), Some(true)));
}

#[test]
fn the_headers_of_a_jpeg_prove_nothing_about_what_follows_them() {
    let info = inspect_headers(&file("plain.jpg"));
    let Metadata { exif, gps, icc, iptc, xmp, .. } = info.metadata;
    assert_eq!((info.complete, info.alpha, [exif, gps, icc, iptc, xmp]), (false, None, [None; 5]));
    assert_eq!((info.size, info.orientation), (Some(Size { width: 96, height: 64 }), Some(1)));
    assert_eq!((info.animated, info.bit_depth), (Some(false), Some(8)));
    assert_eq!(inspect_headers(&file("phone.jpg")).orientation, Some(6));
    assert_eq!(inspect_headers(&file("small.png")), inspect(&file("small.png")));
}

#[test]
fn iptc_is_found_where_older_programs_wrote_it() {
    let plain = file("plain.jpg");
    let iptc = b"8BIM\x04\x04\0\0\0\0\0\x06\x1C\x02\x78\0\x01x";
    let found = |content: &[u8]| metadata(&spliced(&plain, 2, &segment(0xED, content))).iptc;
    assert_eq!(found(&[b"Adobe_Photoshop2.5:".as_slice(), iptc].concat()), Some(true));
    assert_eq!(found(&[b"Photoshop 2.0\0".as_slice(), iptc].concat()), None);
    assert_eq!(found(b"\x1C\x02\x78\0\x01x"), None, "without a block around it");
    assert_eq!(found(b"Adobe_CM\0\x01"), Some(false));
    let png = file("small.png");
    let text = chunk(b"tEXt", b"Raw profile type iptc\0\niptc\n 4\n3842494d\n");
    assert_eq!(metadata(&spliced(&png, pixels_at(&png), &text)).iptc, None);
}

#[test]
fn a_list_of_items_that_is_cut_proves_nothing() {
    let mut bytes = bmff_file(b"heic", &[(b"Exif", b"", b"\0\0\0\0")], &[], 0);
    assert!(inspect(&bytes).complete);
    let count = bytes.windows(4).position(|part| part == b"iinf").unwrap() + 8;
    bytes[count + 1] += 1;
    let info = inspect(&bytes);
    assert_eq!((info.complete, info.metadata.xmp, info.metadata.gps), (false, None, None));
    let version = bytes.windows(4).position(|part| part == b"infe").unwrap() + 4;
    bytes[count + 1] -= 1;
    bytes[version] = 1;
    assert!(!inspect(&bytes).complete, "an older version");
}

#[test]
fn a_tiff_of_two_sizes_or_of_a_smaller_copy_has_none() {
    let tiff = |entries: &[(u16, u32)]| {
        let mut bytes = [b"MM\0*\0\0\0\x08".as_slice(), &(entries.len() as u16).to_be_bytes()].concat();
        for (tag, value) in entries {
            bytes.extend([&tag.to_be_bytes(), [0, 4, 0, 0, 0, 1].as_slice(), &value.to_be_bytes()].concat());
        }
        bytes.extend([0; 4]);
        inspect(&bytes)
    };
    let size = Some(Size { width: 88, height: 59 });
    let info = tiff(&[(256, 88), (257, 59)]);
    assert_eq!((info.size, info.metadata.gps, info.animated), (size, Some(false), Some(false)));
    assert_eq!(tiff(&[(256, 88), (256, 88), (257, 59)]).size, size);
    assert_eq!(tiff(&[(256, 88), (257, 59), (256, 59)]).size, None);
    let raw = tiff(&[(254, 1), (256, 88), (257, 59), (330, 8)]);
    assert_eq!((raw.size, raw.alpha, raw.metadata.gps, raw.metadata.exif), (None, None, None, None));
}

#[test]
fn xmp_and_iptc_are_found_in_exif() {
    let plain = file("plain.jpg");
    let found = |block: &[u8]| {
        let found = metadata(&spliced(&plain, 2, &exif_segment(block)));
        [found.xmp, found.iptc, found.gps]
    };
    let with = |tag: u16, text: &[u8]| {
        let mut block = [tiff(&[(&[(tag, 26)], 0)]), text.to_vec()].concat();
        block[14..18].copy_from_slice(&(text.len() as u32).to_be_bytes());
        found(&block)
    };
    assert_eq!(with(700, POSITION), [true, false, true].map(Some));
    assert_eq!(with(700, b"<rdf/>"), [true, false, false].map(Some));
    assert_eq!(with(33_723, b"\x1C\x02\x78\0\x01x"), [false, true, false].map(Some));
    assert_eq!([with(700, b""), with(33_723, b"")], [[Some(false); 3]; 2]);
    let thumbnail = tiff(&[(&[], 14), (&[(700, 0)], 0)]);
    assert_eq!(found(&thumbnail), [true, false, false].map(Some));
}

#[test]
fn a_list_of_photoshop_over_two_segments_may_hold_anything() {
    let plain = file("plain.jpg");
    let block = [&[0; 40], position_exif(&[2]).as_slice()].concat();
    let list = &photoshop_segment(&[(0x3ED, &[0; 16]), (0x422, &block)])[18..];
    for cut in [20, 40, 60] {
        let segments = [&list[..cut], &list[cut..]]
            .map(|part| segment(0xED, &[b"Photoshop 3.0\0".as_slice(), part].concat()));
        let Metadata { exif, gps, iptc, other, thumbnail, xmp, .. } =
            metadata(&spliced(&plain, 2, &segments.concat()));
        assert_eq!(([exif, gps, iptc, thumbnail, xmp], other), ([None; 5], Some(true)), "{cut}");
    }
}

#[test]
fn a_bmp_has_nothing_else_only_if_its_header_accounts_for_every_byte() {
    let rgb = encode(&DynamicImage::from(colourful(4, 2).to_rgb8()), ImageFormat::Bmp);
    assert!(metadata(&rgb).is_absent());
    // A palette of 256 colours or of `colours`, `gap` bytes, and 8 pixels.
    let with_palette = |colours: u32, palette: usize, gap: usize, compression: u8| {
        let numbers = [0, (54 + palette + gap) as u32, 40, 4, 2, 8 << 16 | 1];
        let mut bytes = [b"BM\0\0\0\0".as_slice(), &numbers.map(u32::to_le_bytes).concat()].concat();
        bytes.extend([compression.into(), 8, 0, 0, colours, 0].map(u32::to_le_bytes).concat());
        bytes.extend(vec![1; palette + gap + 8]);
        bytes
    };
    // The same with the header of OS/2, whose colours have three bytes.
    let old = |palette: usize, gap: usize| {
        let numbers = [0, (26 + palette + gap) as u32, 12, 2 << 16 | 4, 8 << 16 | 1];
        let start = [b"BM\0\0\0\0".as_slice(), &numbers.map(u32::to_le_bytes).concat()].concat();
        [start, vec![1; palette + gap + 8]].concat()
    };
    for (name, bytes, other) in [
        ("every colour", with_palette(0, 1024, 0, 0), Some(false)),
        ("two colours", with_palette(2, 8, 0, 0), Some(false)),
        ("two colours and a gap", with_palette(2, 8, 1016, 0), None),
        ("too many colours", with_palette(300, 1024, 0, 0), Some(false)),
        ("too many colours and a gap", with_palette(300, 1024, 176, 0), None),
        ("colours of OS/2", old(768, 0), Some(false)),
        ("colours of OS/2 and a gap", old(768, 256), None),
        ("lengths of runs", with_palette(2, 8, 0, 1), None),
    ] {
        let info = inspect(&bytes);
        assert_eq!((info.complete, info.metadata.other), (true, other), "{name}");
    }
    let mut long = with_palette(2, 8, 100, 0);
    long[14] += 108;
    assert_eq!(metadata(&long).other, None, "a header longer than any");
    for compression in [4, 5] {
        let info = inspect(&with_palette(2, 8, 0, compression));
        let Metadata { comment, exif, gps, iptc, xmp, .. } = info.metadata;
        assert_eq!((info.complete, [comment, exif, gps, iptc, xmp]), (false, [None; 5]), "a JPEG or a PNG");
    }
}

#[test]
fn the_preview_that_a_jpeg_xl_announces_is_a_thumbnail() {
    // 32x32; the highest bit says that a preview follows.
    for (flags, is_found) in [(0x04, false), (0x84, true)] {
        let codestream = bmff_box(b"jxlc", &[0xFF, 0x0A, 0x47, flags, 0, 0, 0, 0]);
        let info = inspect(&[b"\0\0\0\x0CJXL \r\n\x87\n".as_slice(), &codestream].concat());
        assert_eq!((info.complete, info.size), (true, Some(Size { width: 32, height: 32 })));
        assert_eq!(info.metadata.thumbnail, Some(is_found));
        assert_eq!(info.metadata.is_absent(), !is_found);
    }
}
