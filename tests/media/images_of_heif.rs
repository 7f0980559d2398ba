//! The images of a HEIC or AVIF: which of them are the one that is shown, and what the others are. Every file is made on
//! the spot.

use plantain::media::{ImageInfo, Size};

use crate::build::{bmff_box, bmff_file, infe, iref, with_more};
use crate::judge::{file, inspect};

/// A file with these kinds of images after the first, numbered from 2, and these references.
fn file_of(images: &[&[u8; 4]], references: &[(&[u8; 4], u16, &[u16])]) -> Vec<u8> {
    let items: Vec<_> = images.iter().map(|kind| (*kind, b"".as_slice(), b"any pixels".as_slice())).collect();
    let file = bmff_file(b"avif", &items, &[], 0);
    if references.is_empty() { file } else { with_more(&file, &[b"meta"], &iref(references)) }
}

/// The same where image 2 is of the kind of an alpha channel, and has a turn, a size and ten bits of its own.
fn with_alpha(file: &[u8]) -> Vec<u8> {
    let properties = [
        bmff_box(b"auxC", b"\0\0\0\0urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0"),
        bmff_box(b"irot", &[1]),
        bmff_box(b"ispe", &[0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 9]),
        bmff_box(b"av1C", &[0x81, 0, 0x40, 0]),
    ];
    let more = with_more(file, &[b"meta", b"iprp", b"ipco"], &properties.concat());
    let uses = bmff_box(b"ipma", &[0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 4, 2, 3, 4, 5]);
    with_more(&more, &[b"meta", b"iprp"], &uses)
}

fn said_of(info: &ImageInfo) -> (Option<bool>, Option<bool>, Option<bool>, Option<bool>) {
    let metadata = &info.metadata;
    (info.alpha, metadata.thumbnail, metadata.other, metadata.gps)
}

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

#[test]
fn images_that_are_not_shown_are_told_from_the_parts_of_the_one_that_is() {
    let (tile, grid, derived): (&[u8; 4], &[u8; 4], &[u8; 4]) = (b"av01", b"grid", b"tmap");
    let cases: &[(&str, Vec<u8>, _)] = &[
        ("one image", file_of(&[], &[]), (NO, NO, NO, NO)),
        ("tiles", file_of(&[tile, tile], &[(b"dimg", 1, &[2, 3])]), (NO, NO, NO, NO)),
        (
            "tiles of a part",
            file_of(&[grid, tile], &[(b"dimg", 1, &[2]), (b"dimg", 2, &[3])]),
            (NO, NO, NO, NO),
        ),
        ("a part of itself", file_of(&[tile], &[(b"dimg", 1, &[2]), (b"dimg", 2, &[1])]), (NO, NO, NO, NO)),
        ("a thumbnail", file_of(&[tile], &[(b"thmb", 2, &[1])]), (NO, YES, NO, NO)),
        (
            "a thumbnail of tiles",
            file_of(&[grid, tile], &[(b"thmb", 2, &[1]), (b"dimg", 2, &[3])]),
            (NO, YES, NO, NO),
        ),
        ("a second image", file_of(&[tile], &[]), (NO, NO, YES, NO)),
        ("a depth map", file_of(&[tile], &[(b"auxl", 2, &[1])]), (NO, NO, YES, NO)),
        (
            "a gain map",
            file_of(&[derived, tile], &[(b"dimg", 2, &[1, 3]), (b"cdsc", 2, &[1])]),
            (NO, NO, YES, NO),
        ),
        ("an alpha channel", with_alpha(&file_of(&[tile], &[(b"auxl", 2, &[1])])), (YES, NO, NO, NO)),
        (
            "an alpha channel of a tile",
            with_alpha(&file_of(&[tile, tile], &[(b"dimg", 1, &[3]), (b"auxl", 2, &[3])])),
            (YES, NO, NO, NO),
        ),
        (
            "an alpha channel of a thumbnail",
            with_alpha(&file_of(&[tile, tile], &[(b"thmb", 3, &[1]), (b"auxl", 2, &[3])])),
            (None, YES, NO, NO),
        ),
        (
            "an alpha channel of a second image",
            with_alpha(&file_of(&[tile, tile], &[(b"auxl", 2, &[3])])),
            (None, NO, YES, NO),
        ),
    ];
    for (name, bytes, said) in cases {
        let info = inspect(bytes);
        assert!(info.complete, "{name}");
        assert_eq!(said_of(&info), *said, "{name}");
        assert_eq!(info.size, Some(Size { width: 48, height: 32 }), "{name}");
        assert_eq!((info.orientation, info.metadata.comment), (Some(1), NO), "{name}");
        assert_ne!(info.bit_depth, Some(10), "{name}");
        let is_alone = !["thumbnail", "second", "map", "coding"].iter().any(|word| name.contains(word));
        assert_eq!(info.metadata.is_absent(), is_alone, "{name}");
    }
}

#[test]
fn a_hidden_image_is_described_as_any_other() {
    let mut entry = infe(2, b"av01", b"");
    // The lowest flag says that a viewer must not show it.
    entry[11] = 1;
    let file = file_of(&[b"av01"], &[]);
    let at = file.windows(entry.len()).position(|part| part == infe(2, b"av01", b"")).unwrap();
    let hidden = [&file[..at], &entry, &file[at + entry.len()..]].concat();
    assert_eq!(said_of(&inspect(&hidden)), (NO, NO, YES, NO));
}

#[test]
fn references_that_cannot_be_read_prove_nothing() {
    let cut = bmff_box(b"iref", &[&[0; 4], bmff_box(b"auxl", &[0, 2, 0, 9, 0, 1]).as_slice()].concat());
    let info = inspect(&with_more(&file_of(&[b"av01"], &[]), &[b"meta"], &cut));
    assert!(!info.complete);
    assert_eq!(said_of(&info), (None, None, None, None));
}

#[test]
fn what_is_no_property_of_pixels_is_told() {
    let described = bmff_box(b"udes", b"\0\0\0\0en\0a name\0a description\0tags\0");
    let time = bmff_box(b"crtt", &[0; 12]);
    for (name, path, more, said) in [
        ("a description", [b"meta", b"iprp", b"ipco"].as_slice(), described, (YES, NO, NO)),
        ("a time", &[b"meta", b"iprp", b"ipco"], time, (NO, YES, None)),
        ("a box of a program's own", &[b"meta"], bmff_box(b"uuid", &[7; 40]), (NO, YES, None)),
        ("a box that is free", &[b"meta"], bmff_box(b"free", b"not empty"), (NO, YES, None)),
        ("a box that is empty", &[b"meta"], bmff_box(b"free", b""), (NO, NO, NO)),
    ] {
        let metadata = inspect(&with_more(&file_of(&[], &[]), path, &more)).metadata;
        assert_eq!((metadata.comment, metadata.other, metadata.gps), said, "{name}");
    }
}

#[test]
fn a_crop_counts_where_what_shows_the_image_crops_it() {
    let whole = Size { width: 48, height: 32 };
    let part = Size { width: 20, height: 10 };
    // Width, height and the distances between the middles, each as a fraction.
    let from_corner = [20, 1, 10, 1, -28, 2, -22, 2];
    let from_middle = [20, 1, 10, 1, 0, 1, 0, 1];
    for (name, fields, avif, heic) in [
        ("from the corner", from_corner, part, part),
        ("from the corner, by other fractions", [40, 2, 30, 3, -14, 1, -33, 3], part, part),
        ("from the middle", from_middle, whole, part),
        ("beyond the edge", [20, 1, 10, 1, -30, 2, -22, 2], whole, whole),
        ("larger than the image", [200, 1, 10, 1, 0, 1, 0, 1], whole, whole),
        ("of half a pixel", [41, 2, 10, 1, -55, 4, -22, 2], whole, whole),
        ("of nothing", [0, 1, 10, 1, 0, 1, 0, 1], whole, whole),
        ("divided by nothing", [20, 0, 10, 0, 0, 0, 0, 0], whole, whole),
        ("divided by nothing in its place", [20, 1, 10, 1, 0, 0, 0, 0], whole, whole),
        ("with the largest numbers", [-1, 1, -1, 1, -1, -1, -1, -1], whole, whole),
    ] {
        let clap = bmff_box(b"clap", &fields.map(i32::to_be_bytes).concat());
        for (brand, size) in [(b"avif", avif), (b"heic", heic)] {
            let turned = [clap.clone(), bmff_box(b"irot", &[1])];
            let info = inspect(&bmff_file(brand, &[], &turned, 0));
            assert_eq!((info.size, info.orientation), (Some(size), Some(8)), "{name}");
        }
    }
    let cut = bmff_file(b"avif", &[], &[bmff_box(b"clap", &[0; 31])], 0);
    assert_eq!(inspect(&cut).size, Some(whole));
}

#[test]
fn the_thumbnail_that_an_encoder_writes_is_found() {
    for (name, is_found) in [("thumbnail.avif", YES), ("alpha.avif", NO), ("plain.heic", NO)] {
        assert_eq!(inspect(&file(name)).metadata.thumbnail, is_found, "{name}");
    }
}

#[test]
fn data_that_belong_to_no_item_are_not_proven_to_be_pixels() {
    let tiles = file_of(&[b"av01", b"av01"], &[(b"dimg", 1, &[2, 3])]);
    // The entries of two tiles: number, file, count of parts, offset, length.
    let entries = tiles.windows(4).position(|part| part == b"iloc").unwrap() + 12;
    let changed = |at: usize, bytes: &[u8]| {
        let mut changed = tiles.clone();
        changed[entries + at..entries + at + bytes.len()].copy_from_slice(bytes);
        changed
    };
    let offset: [u8; 4] = tiles[entries + 6..entries + 10].try_into().unwrap();
    let next = (u32::from_be_bytes(offset) + 1).to_be_bytes();
    let secret = bmff_box(b"mdat", b"secret");
    for (name, bytes, other) in [
        ("all in items", tiles.clone(), NO),
        ("in an empty box", [tiles.clone(), bmff_box(b"mdat", b"")].concat(), NO),
        ("in items that overlap", changed(10, &[0, 0, 0, 15]), NO),
        ("before items", bmff_file(b"avif", &[], &[], 6), None),
        ("between items", changed(6, &next), None),
        ("after items", changed(24, &[0, 0, 0, 9]), None),
        ("where items share a place", changed(20, &offset), None),
        ("where an item has two places", changed(15, &[2]), None),
        ("of an item that is not listed", changed(15, &[9]), None),
        ("in a second box", [tiles.clone(), secret].concat(), None),
        ("within the list", with_more(&tiles, &[b"meta"], &bmff_box(b"idat", b"secret")), None),
    ] {
        let info = inspect(&bytes);
        assert_eq!((info.complete, info.metadata.other), (true, other), "{name}");
    }
    for name in ["alpha.avif", "cropped.avif", "plain.heic"] {
        assert!(inspect(&file(name)).metadata.is_absent(), "{name}");
    }
}

#[test]
fn brands_are_those_of_images_and_come_once() {
    let plain = file_of(&[], &[]);
    for (name, bytes, said) in [
        ("further brands", with_more(&plain, &[b"ftyp"], b"miafMA1Atmap"), (NO, NO, NO, NO)),
        ("a text", with_more(&plain, &[b"ftyp"], b"SECRETxx"), (NO, NO, YES, None)),
        ("half of a brand", with_more(&plain, &[b"ftyp"], b"mi"), (NO, NO, YES, None)),
        (
            "more than any encoder writes",
            with_more(&plain, &[b"ftyp"], &b"miaf".repeat(70)),
            (NO, NO, YES, None),
        ),
        ("a second list", [plain.clone(), bmff_box(b"ftyp", b"avif")].concat(), (NO, NO, YES, None)),
    ] {
        assert_eq!(said_of(&inspect(&bytes)), said, "{name}");
    }
}

#[test]
fn what_is_no_box_is_told() {
    for path in [[b"meta"].as_slice(), &[b"meta", b"iprp", b"ipco"]] {
        let info = inspect(&with_more(&file_of(&[], &[]), path, b"text, not a box"));
        assert_eq!((info.complete, said_of(&info)), (true, (NO, NO, YES, None)));
    }
}
