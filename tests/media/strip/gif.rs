//! GIF.

use image::ImageFormat;
use plantain::media::Stripped;

use super::NOTHING;
use crate::build::{colourful, encode, gif, gif_frame, spliced};
use crate::judge::{inspect, strip, strip_in_slices};

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
    assert!(inspect(&after).metadata.is_absent());
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
fn what_hides_behind_a_part_that_is_kept_is_damage() {
    let frame = gif_frame(0, 0, 8, 8);
    let control = |more: &[u8]| [b"!\xF9\x04\0\x0A\0\0\0".as_slice(), more, &[0]].concat();
    let repeats = |more: &[u8]| [b"!\xFF\x0BNETSCAPE2.0\x03\x01\0\0".as_slice(), more, &[0]].concat();
    for extension in [repeats(b""), repeats(b"\x05\x02\0\0\0\0")] {
        let bytes = gif(8, 8, &[&extension, &frame]);
        assert_eq!(strip(&bytes).unwrap().0, bytes);
    }
    for extension in [control(b"\x06secret"), repeats(b"\x06secret"), repeats(b"\x03\x01\0\0\x03abc")] {
        assert!(strip(&gif(8, 8, &[&extension, &frame])).is_err());
    }
}

#[test]
fn more_in_a_control_extension_than_it_has_is_damage() {
    let frame = gif_frame(0, 0, 8, 8);
    assert!(strip(&gif(8, 8, &[b"!\xF9\x0A\0\0\0\0secret\0", &frame])).is_err());
}

#[test]
fn a_colour_profile_stays_and_what_only_has_its_name_goes() {
    let frame = gif_frame(0, 0, 8, 8);
    let extension = |parts: &[u8]| [b"!\xFF\x0BICCRGBG1012".as_slice(), parts, &[0]].concat();
    let begin = [&[0x80], [0; 36].as_slice(), b"acsp", &[0; 88]].concat();
    for profile in [begin.clone(), [&begin, b"\x04more".as_slice()].concat()] {
        let before = gif(8, 8, &[&extension(&profile), &frame]);
        for size in [1, 20, before.len()] {
            let (after, image) = strip_in_slices(&before, size).unwrap();
            assert_eq!((after, image.stripped), (before.clone(), NOTHING), "in slices of {size}");
        }
    }
    for none in [
        b"".as_slice(),
        b"\x06secret",
        b"\x06secret\x06secret",
        &[&[200], b"secret66".repeat(25).as_slice()].concat(),
    ] {
        let before = gif(8, 8, &[&extension(none), &frame]);
        for size in [1, 20, before.len()] {
            let (after, image) = strip_in_slices(&before, size).unwrap();
            assert_eq!(after, gif(8, 8, &[&frame]), "in slices of {size}");
            assert_eq!(image.stripped, Stripped { other: true, ..NOTHING });
        }
    }
}
