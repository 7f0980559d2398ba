//! The segments of a JPEG.

use plantain::media::{ParseError, Stripped};

use super::NOTHING;
use crate::{
    build::{exif, exif_segment, segment, spliced},
    judge::{assert_stripped, file, inspect, strip},
};

#[test]
fn a_long_xmp_goes_with_all_its_segments() {
    let name = b"http://ns.adobe.com/xmp/extension/\0".as_slice();
    let xmp = segment(0xE1, &[name, &b"secret".repeat(10_000)].concat());
    let before = spliced(&file("plain.jpg"), 2, &xmp.repeat(20));
    let (after, image) = strip(&before).unwrap();
    assert_eq!(after, file("plain.jpg"));
    assert_eq!(image.stripped, Stripped { xmp: true, ..NOTHING });
}

#[test]
fn thumbnails_of_jfif_go_and_its_density_stays() {
    let plain = file("plain.jpg");
    let jfif = b"JFIF\0\x01\x02\x01\0\x48\0\x48";
    let rest = &plain[20..];
    let with_thumbnail = segment(0xE0, &[jfif.as_slice(), &[3, 2], &[9; 18]].concat());
    let extension = segment(0xE0, b"JFXX\0\x13\x01\x01\x01\x02\x03");
    let before = [&plain[..2], &with_thumbnail, &extension, rest].concat();
    let (after, image) = strip(&before).unwrap();
    assert_stripped(&before, &after);
    assert_eq!(after, [&plain[..2], &segment(0xE0, &[jfif.as_slice(), &[0, 0]].concat()), rest].concat());
    assert_eq!(image.stripped, Stripped { thumbnail: true, ..NOTHING });
}

#[test]
fn the_colours_of_four_inks_and_of_bare_rgb_stay() {
    for name in ["cmyk.jpg", "rgb.jpg"] {
        let before = spliced(&file(name), 2, &segment(0xFE, b"secret"));
        let (after, image) = strip(&before).unwrap();
        assert_eq!(after, file(name));
        assert!(after.windows(5).any(|part| part == b"Adobe"));
        assert_eq!(image.stripped, Stripped { comment: true, ..NOTHING });
        // What hides behind the part that is read goes; the part stays.
        let at = before.windows(5).position(|part| part == b"Adobe").unwrap();
        let long =
            [&before[..at - 2], &[0, 20], &before[at..at + 12], b"secret", &before[at + 12..]].concat();
        assert_eq!(strip(&long).unwrap().0, file(name));
    }
}

#[test]
fn segments_between_scans_and_fill_bytes_before_markers_go() {
    let progressive = file("progressive.jpg");
    let scans: Vec<_> = progressive
        .windows(2)
        .enumerate()
        .filter(|(_, part)| *part == [0xFF, 0xDA])
        .map(|(at, _)| at)
        .collect();
    assert!(scans.len() > 3);
    let comment = segment(0xFE, b"secret");
    let turned = exif_segment(&exif(6, true));
    let before = spliced(&progressive, scans[2], &[comment, turned, vec![0xFF; 3]].concat());
    let (after, image) = strip(&before).unwrap();
    assert_stripped(&before, &after);
    assert_eq!(image.orientation, 1, "an orientation after the first scan is ignored by every viewer");
    assert!(image.stripped.comment && image.stripped.exif);
}

#[test]
fn an_image_whose_height_follows_its_first_scan_is_kept_as_it_is() {
    let plain = file("plain.jpg");
    let before = spliced(&plain, plain.len() - 2, &segment(0xDC, &[0, 64]));
    assert_eq!(strip(&before).unwrap().0, before);
}

#[test]
fn the_first_of_two_exif_blocks_counts() {
    let [six, three] = [6, 3].map(|turn| exif_segment(&exif(turn, true)));
    let before = spliced(&file("plain.jpg"), 2, &[six, three].concat());
    let (after, image) = strip(&before).unwrap();
    assert_eq!((image.orientation, inspect(&after).orientation), (6, Some(6)));
    assert_eq!(inspect(&before).orientation, Some(6));
}

#[test]
fn what_decoders_ignore_of_a_table_is_damage() {
    let plain = file("plain.jpg");
    let end = plain.len() - 2;
    let height = segment(0xDC, &[0, 64]);
    for (at, hidden) in [
        (2, segment(0xC8, b"secret")),
        (2, segment(0xDC, &[0, 64])),
        (2, segment(0xDD, b"\0\0secret")),
        (2, segment(0xDE, b"secret")),
        (2, segment(0xDF, b"secret")),
        (end, segment(0xC3, b"secret")),
        (end, segment(0xDC, b"\0\x40secret")),
        (end, height.repeat(2)),
        (end, [segment(0xDD, &[0, 0]), height].concat()),
    ] {
        let before = spliced(&plain, at, &hidden);
        assert_eq!(strip(&before).unwrap_err(), ParseError::Malformed, "{}", hidden.escape_ascii());
    }
    let progressive = file("progressive.jpg");
    let before = spliced(&progressive, progressive.len() - 2, &segment(0xDC, &[0, 64]));
    assert_eq!(strip(&before).unwrap_err(), ParseError::Malformed, "after another scan than the first");
}

#[test]
fn a_colour_profile_that_is_none_goes_with_all_its_segments() {
    let plain = file("plain.jpg");
    let part =
        |number: u8, data: &[u8]| segment(0xE2, &[b"ICC_PROFILE\0".as_slice(), &[number, 2], data].concat());
    let profile = [&[0; 36], b"acsp".as_slice(), &[0; 88]].concat();
    let parts = [part(1, &profile), part(2, b"more")].concat();
    let before = spliced(&plain, 2, &parts);
    assert_eq!(strip(&before).unwrap().0, before);
    for none in [b"secret".as_slice(), &b"secret".repeat(100), &profile[1..]] {
        let before = spliced(&plain, 2, &[part(1, none), part(2, b"secret")].concat());
        let (after, image) = strip(&before).unwrap();
        assert_eq!(after, plain);
        assert_eq!(image.stripped, Stripped { other: true, ..NOTHING });
    }
    // Whether it is a profile is not known yet, or decoders ignore it.
    for (at, part) in [(2, part(2, b"more")), (2, part(9, b"secret")), (plain.len() - 2, parts)] {
        assert_eq!(strip(&spliced(&plain, at, &part)).unwrap_err(), ParseError::Malformed);
    }
}
