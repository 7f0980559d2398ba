//! Sequences: AVIFs whose images are a track, and tracks where none belong. Every file is made on the spot.

use plantain::media::Size;

use crate::build::{bmff_box, bmff_file, spliced};
use crate::judge::inspect;

/// A track of two images of 64x48, with further properties.
fn track(handler: &[u8; 4], properties: &[u8]) -> Vec<u8> {
    let image = bmff_box(b"av01", &[&[0; 78], properties].concat());
    let descriptions = bmff_box(b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1], image.as_slice()].concat());
    let sizes = bmff_box(b"stsz", &[0, 5, 2].map(u32::to_be_bytes).concat());
    let samples = bmff_box(b"stbl", &[descriptions, sizes].concat());
    let kind = bmff_box(b"hdlr", &[&[0; 8], handler.as_slice(), &[0; 13]].concat());
    let media = bmff_box(b"mdia", &[kind, bmff_box(b"minf", &samples)].concat());
    let header = bmff_box(b"tkhd", &[&[0; 76], [0, 64, 0, 0, 0, 48, 0, 0].as_slice()].concat());
    bmff_box(b"trak", &[header, media].concat())
}

fn movie(tracks: &[Vec<u8>]) -> Vec<u8> {
    bmff_box(b"moov", &[bmff_box(b"mvhd", &[0; 100]), tracks.concat()].concat())
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
        assert_eq!(info.metadata.other, None, "{name}");
    }
    let alpha = bmff_box(b"auxi", b"\0\0\0\0urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0");
    let tracks = movie(&[track(b"pict", b""), track(b"auxv", &alpha)]);
    let info = inspect(&with_still(b"avis", &[], &tracks));
    assert_eq!(info.alpha, YES);
    let still = inspect(&with_still(b"avif", &[], &sequence));
    assert_eq!((still.size, still.animated, still.metadata.other), (size(48, 32), NO, YES));
}

#[test]
fn a_movie_may_have_anything_besides_its_pictures() {
    let pictures = track(b"pict", b"");
    for (name, movie, gps) in [
        ("pictures", movie(std::slice::from_ref(&pictures)), NO),
        ("sound", movie(&[pictures.clone(), track(b"soun", b"")]), NO),
        ("a list of items", movie(&[pictures.clone(), bmff_box(b"meta", &[0; 4])]), None),
        ("a text", movie(&[pictures.clone(), bmff_box(b"udta", b"text")]), None),
        ("a track of positions", movie(&[track(b"meta", b""), pictures.clone()]), None),
    ] {
        let metadata = inspect(&with_still(b"avis", &[], &movie)).metadata;
        assert_eq!((metadata.other, metadata.gps), (None, gps), "{name}");
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
    assert_eq!(inspect(&first).size, Some(Size { width: 64, height: 48 }), "before the list of items");
}
