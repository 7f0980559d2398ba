//! Damaged files: never a panic, and either an error or a file that is seen as before.

use plantain::media::ParseError;
use proptest::{collection::vec, prelude::*, sample::Index};

use crate::{
    build::{segment, spliced},
    judge::{file, files, inspect_counting, seen, strip, strip_in_slices, strippable},
};

/// Checks that a stripped file shows the same as the original.
fn assert_never_worse(bytes: &[u8]) {
    let Ok((after, _)) = strip(bytes) else { return };
    if after == bytes {
        return;
    }
    if let Ok(before) = seen(bytes) {
        assert!(Ok(before) == seen(&after), "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_file_cut_anywhere_is_damaged_or_seen_as_before() {
    for (_, bytes) in strippable() {
        for end in 0..bytes.len() {
            let cut = &bytes[..end];
            inspect_counting(cut);
            assert_eq!(strip(cut).is_ok(), strip_in_slices(cut, 7).is_ok());
            assert_never_worse(cut);
        }
    }
}

#[test]
fn a_file_cut_within_its_pixels_is_damaged() {
    for name in ["plain.jpg", "progressive.jpg", "small.png", "lossy.webp", "lossless.webp"] {
        let bytes = file(name);
        assert_eq!(strip(&bytes[..bytes.len() - 20]).unwrap_err(), ParseError::Truncated, "{name}");
    }
}

#[test]
fn every_byte_changed_gives_damage_or_the_same_image() {
    for (_, bytes) in strippable() {
        for at in (0..bytes.len()).step_by(1 + bytes.len() / 1000) {
            for change in [0x01, 0x20, 0xFF] {
                let mut changed = bytes.clone();
                changed[at] ^= change;
                assert_never_worse(&changed);
            }
        }
    }
}

#[test]
fn exif_with_another_byte_after_its_name_gives_the_same_image() {
    let mut bytes = file("phone.jpg");
    let name = bytes.windows(6).position(|part| part == b"Exif\0\0").unwrap();
    bytes[name + 5] = 1;
    assert_eq!(strip(&bytes), strip(&file("phone.jpg")));
    assert_never_worse(&bytes);
}

#[test]
fn rubbish_between_segments_is_damage() {
    let plain = file("plain.jpg");
    for rubbish in [b"x".as_slice(), b"\xFF\0", b"\xFF\xD8", b"\xFF\x01", b"\xFF\xE1\0\x01"] {
        assert_eq!(strip(&spliced(&plain, 2, rubbish)).unwrap_err(), ParseError::Malformed);
    }
}

#[test]
fn a_file_of_nothing_but_parts_is_refused() {
    let before = spliced(&file("plain.jpg"), 2, &segment(0xFE, b"").repeat(70_000));
    assert_eq!(strip(&before).unwrap_err(), ParseError::TooManyParts);
}

#[derive(Clone, Debug)]
enum Change {
    Cut(Index),
    Repeat(Index, Index),
    Remove(Index, Index),
    Set(Index, u8),
    Write(Index, Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    let markers = prop_oneof![vec(any::<u8>(), 1..8), Just(vec![0xFF, 0xD9]), Just(vec![0xFF, 0xDA, 0, 2])];
    prop_oneof![
        any::<Index>().prop_map(Change::Cut),
        any::<(Index, Index)>().prop_map(|(from, to)| Change::Repeat(from, to)),
        any::<(Index, Index)>().prop_map(|(from, to)| Change::Remove(from, to)),
        any::<(Index, u8)>().prop_map(|(at, byte)| Change::Set(at, byte)),
        (any::<Index>(), markers).prop_map(|(at, bytes)| Change::Write(at, bytes)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let length = bytes.len() + 1;
    let order =
        |a: &Index, b: &Index| (a.index(length).min(b.index(length)), a.index(length).max(b.index(length)));
    match change {
        Change::Cut(at) => bytes.truncate(at.index(length)),
        Change::Repeat(from, to) => {
            let (from, to) = order(from, to);
            let again = bytes[from..to].to_vec();
            bytes.splice(to..to, again);
        }
        Change::Remove(from, to) => {
            let (from, to) = order(from, to);
            bytes.drain(from..to);
        }
        Change::Set(at, byte) => {
            if let Some(place) = bytes.get_mut(at.index(length)) {
                *place = *byte;
            }
        }
        Change::Write(at, written) => {
            let at = at.index(length);
            bytes.splice(at..at, written.iter().copied());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changes_of_all_kinds_give_damage_or_the_same_image(
        which in any::<Index>(),
        changes in vec(change(), 1..4),
        size in 1_usize..5000,
    ) {
        let all = strippable();
        let mut bytes = all[which.index(all.len())].1.clone();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        inspect_counting(&bytes);
        assert_eq!(strip(&bytes), strip_in_slices(&bytes, size));
        assert_never_worse(&bytes);
    }

    #[test]
    fn inspecting_ends_whatever_the_file_is(
        which in any::<Index>(),
        changes in vec(change(), 1..8),
    ) {
        let all = files(&["avif", "heic", "jpg", "png", "tiff", "webp"]);
        let mut bytes = all[which.index(all.len())].1.clone();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        let (_, reads, _) = inspect_counting(&bytes);
        assert!(reads <= 257);
    }

    #[test]
    fn anything_at_all_is_inspected_and_stripped_without_a_panic(bytes in vec(any::<u8>(), 0..200)) {
        inspect_counting(&bytes);
        for start in [b"".as_slice(), b"\xFF\xD8\xFF\xE1", b"\x89PNG\r\n\x1A\n", b"RIFF\0\x01\0\0WEBPVP8X\x0A\0\0\0"] {
            let bytes = [start, &bytes].concat();
            inspect_counting(&bytes);
            if matches!(plantain::media::Format::sniff(&bytes), None | Some(
                plantain::media::Format::Jpeg | plantain::media::Format::Png | plantain::media::Format::Webp,
            )) {
                prop_assert_eq!(strip(&bytes), strip_in_slices(&bytes, 3));
            }
        }
    }
}
