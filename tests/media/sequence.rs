//! Sequences: AVIFs whose images are a track, and tracks where none belong. Every file is made on the spot.

use plantain::media::Size;

use crate::build::{bmff_box, bmff_file, spliced, with_more};
use crate::judge::inspect;

/// A header with the times when it was made and changed, at the beginning of `length` bytes.
fn timed(name: &[u8; 4], times: [u32; 2], length: usize, end: &[u8]) -> Vec<u8> {
    let mut content = [&[0; 4], times.map(u32::to_be_bytes).as_flattened()].concat();
    content.resize(length - end.len(), 0);
    bmff_box(name, &[&content, end].concat())
}

/// A track of two images of 64x48, with further properties.
fn track(handler: &[u8; 4], properties: &[u8]) -> Vec<u8> {
    let image = bmff_box(b"av01", &[&[0; 78], bmff_box(b"ccst", &[0; 8]).as_slice(), properties].concat());
    let table = [
        bmff_box(b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1], image.as_slice()].concat()),
        bmff_box(b"stsz", &[0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 2]),
    ];
    let file =
        bmff_box(b"dref", &[&[0, 0, 0, 0, 0, 0, 0, 1], bmff_box(b"url ", &[0, 0, 0, 1]).as_slice()].concat());
    let information = [bmff_box(b"dinf", &file), bmff_box(b"stbl", &table.concat())].concat();
    let media = [
        timed(b"mdhd", [0; 2], 24, b""),
        bmff_box(b"hdlr", &[&[0; 8], handler.as_slice(), &[0; 13]].concat()),
        bmff_box(b"minf", &information),
    ];
    let parts = [timed(b"tkhd", [0; 2], 84, &[0, 64, 0, 0, 0, 48, 0, 0]), bmff_box(b"mdia", &media.concat())];
    bmff_box(b"trak", &parts.concat())
}

fn movie(tracks: &[Vec<u8>]) -> Vec<u8> {
    bmff_box(b"moov", &[timed(b"mvhd", [0; 2], 100, b""), tracks.concat()].concat())
}

/// An AVIF of this brand with a still image of 48x32, and this after it.
fn with_still(brand: &[u8; 4], properties: &[Vec<u8>], after: &[u8]) -> Vec<u8> {
    let mut file = bmff_file(b"avif", &[], properties, 0);
    file[8..12].copy_from_slice(brand);
    [file, after.to_vec()].concat()
}

const NO: Option<bool> = Some(false);
const YES: Option<bool> = Some(true);

#[test]
fn the_track_of_an_animated_avif_is_what_is_described() {
    let (turn, size) = (bmff_box(b"irot", &[1]), |width, height| Some(Size { width, height }));
    let sequence = movie(&[track(b"pict", b"")]);
    let turned = movie(&[track(b"pict", &turn)]);
    for (name, bytes, expected, orientation) in [
        ("an animation", with_still(b"avis", &[], &sequence), size(64, 48), Some(1)),
        ("a turned still image in it", with_still(b"avis", &[turn], &sequence), size(64, 48), Some(1)),
        ("a turned track", with_still(b"avis", &[], &turned), size(64, 48), Some(8)),
        ("the track alone", [&with_still(b"avis", &[], b"")[..20], &turned].concat(), size(64, 48), Some(8)),
    ] {
        let info = inspect(&bytes);
        assert_eq!((info.size, info.orientation), (expected, orientation), "{name}");
        assert_eq!((info.complete, info.animated, info.alpha), (true, YES, None), "{name}");
        assert!(info.metadata.is_absent(), "{name}");
    }
    let alpha = bmff_box(b"auxi", b"\0\0\0\0urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0");
    let tracks = movie(&[track(b"pict", b""), track(b"auxv", &alpha)]);
    let info = inspect(&with_still(b"avis", &[], &tracks));
    assert_eq!((info.alpha, info.metadata.is_absent()), (YES, true));
    let still = inspect(&with_still(b"avif", &[], &sequence));
    assert_eq!((still.size, still.animated, still.metadata.other), (size(48, 32), NO, YES));
}

#[test]
fn what_a_movie_has_besides_the_pictures_that_are_shown_is_told() {
    let pictures = track(b"pict", b"");
    let depth = bmff_box(b"auxi", b"\0\0\0\0urn:mpeg:mpegB:cicp:systems:auxiliary:depth\0");
    let plain = movie(std::slice::from_ref(&pictures));
    let inner: &[&[u8; 4]] = &[b"moov", b"trak", b"mdia", b"minf", b"stbl"];
    let within = |depth: usize, more: &[u8]| with_more(&plain, &inner[..depth], more);
    for (name, movie) in [
        ("sound", movie(&[pictures.clone(), track(b"soun", b"")])),
        ("a video", movie(&[track(b"vide", b""), pictures.clone()])),
        ("further pictures", movie(&[pictures.clone(), pictures.clone()])),
        ("a depth map", movie(&[pictures.clone(), track(b"auxv", &depth)])),
        ("a second movie", [plain.clone(), plain.clone()].concat()),
        ("a property of a program's own", movie(&[track(b"pict", &bmff_box(b"uuid", &[7; 20]))])),
        ("a text", within(1, &bmff_box(b"udta", b"text"))),
        ("a free box", within(2, &bmff_box(b"free", b"text"))),
        ("a list of items", within(2, &bmff_box(b"meta", &[0; 4]))),
        ("a box of a program's own", within(5, &bmff_box(b"uuid", &[7; 20]))),
        ("what is no box", within(3, b"text, not a box")),
    ] {
        let metadata = inspect(&with_still(b"avis", &[], &movie)).metadata;
        assert_eq!((metadata.other, metadata.gps), (YES, None), "{name}");
    }
    for name in [b"mvhd", b"tkhd", b"mdhd"] {
        let at = plain.windows(4).position(|part| part == name).unwrap();
        for (version, time) in [(0, 8), (0, 12), (1, 15), (1, 23)] {
            let mut dated = plain.clone();
            dated[at + 4] = version;
            dated[at + time] = 1;
            let metadata = inspect(&with_still(b"avis", &[], &dated)).metadata;
            assert_eq!((metadata.other, metadata.gps), (YES, NO), "a time in {}", name.escape_ascii());
        }
    }
}

#[test]
fn a_movie_in_a_file_of_one_image_is_something_else() {
    for brand in [b"avif", b"heic"] {
        for movie in [movie(&[track(b"vide", b""), track(b"soun", b"")]), movie(&[]), bmff_box(b"moov", b"")]
        {
            let metadata = inspect(&with_still(brand, &[], &movie)).metadata;
            assert_eq!((metadata.other, metadata.gps), (YES, None));
        }
    }
    let first = spliced(&with_still(b"avis", &[], b""), 20, &movie(&[track(b"pict", b"")]));
    assert!(inspect(&first).metadata.is_absent(), "a movie before the list of items");
    assert_eq!(inspect(&first).size, Some(Size { width: 64, height: 48 }));
}
