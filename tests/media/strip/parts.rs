//! The parts of the `Blob` that a stripped file becomes: the page waits for each of its ranges.

use plantain::media::{Format, Piece, Stripper, add_parts};

use crate::{
    build::{segment, spliced},
    judge::{file, join, strip},
};

/// The parts of a stripped JPEG that is read in chunks of `size`.
fn parts(jpeg: &[u8], size: usize) -> Vec<Piece> {
    let mut stripper = Stripper::new(Format::Jpeg, jpeg.len() as u64).unwrap();
    let (mut parts, mut at) = (Vec::new(), 0);
    for chunk in jpeg.chunks(size) {
        let mut pieces = Vec::new();
        stripper.push(chunk, &mut pieces);
        add_parts(&mut parts, &mut pieces, at, chunk);
        at += chunk.len() as u64;
    }
    stripper.finish().unwrap();
    parts
}

/// A JPEG of `count` tables that are kept, with `length` bytes each, and as many comments between them.
fn alternating(count: usize, length: usize) -> Vec<u8> {
    let pair = [segment(0xDB, &vec![0; length]), segment(0xFE, b"secret")].concat();
    spliced(&file("plain.jpg"), 2, &pair.repeat(count))
}

#[test]
fn a_file_of_many_short_ranges_has_few_parts() {
    for (count, length) in [(60_000, 2), (1000, 20_000), (1000, 15_000)] {
        let jpeg = alternating(count, length);
        let expected = strip(&jpeg).unwrap().0;
        for size in [16 << 10, 1 << 16, 1 << 20, jpeg.len()] {
            let parts = parts(&jpeg, size);
            let mut joined = Vec::new();
            join(&jpeg, &parts, &mut joined);
            assert!(joined == expected, "{count} of {length} in chunks of {size}");
            let ranges = parts.iter().filter(|part| matches!(part, Piece::Keep(_))).count();
            assert!(
                ranges <= jpeg.len() / (16 << 10) + 1,
                "{count} of {length} in chunks of {size}: {ranges}"
            );
            assert!(parts.len() <= 2 * ranges + 1 + jpeg.len() / (1 << 20), "{}", parts.len());
        }
    }
}

#[test]
fn long_ranges_are_not_copied_however_the_file_is_read() {
    let plain = file("plain.jpg");
    let coded = spliced(&plain, plain.len() - 200, &vec![1; 5 << 20]);
    let before = spliced(&coded, 2, &segment(0xFE, b"secret"));
    for size in [1000, 1 << 16, 1 << 20, before.len()] {
        let parts = parts(&before, size);
        let copied: u64 =
            parts.iter().filter(|part| matches!(part, Piece::Insert(_))).map(Piece::length).sum();
        assert!(
            copied < 32 << 10 && parts.len() <= 3,
            "in chunks of {size}: {} parts, {copied}",
            parts.len()
        );
    }
}
