//! Strips any bytes: no panic, the same result in slices of every size, and nothing left to strip.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plantain::media::{Format, ParseError, Piece, StrippedImage, Stripper};

fuzz_target!(|bytes: &[u8]| {
    let Some((&size, bytes)) = bytes.split_first() else { return };
    let Some(format) = Format::sniff(bytes) else { return };
    let Some(whole) = strip(format, bytes, bytes.len().max(1)) else { return };
    assert!(strip(format, bytes, usize::from(size) + 1) == Some(whole.clone()));
    if let Ok((after, image)) = whole {
        let (again, twice) =
            strip(format, &after, after.len().max(1)).unwrap().expect("a stripped file is whole");
        assert!(again == after && twice.orientation == image.orientation);
        let mut rest = twice.stripped;
        rest.exif = false; // the orientation that was put back
        assert!(!rest.any(), "{rest:?}");
    }
});

type Outcome = Result<(Vec<u8>, StrippedImage), ParseError>;

fn strip(format: Format, bytes: &[u8], size: usize) -> Option<Outcome> {
    let mut stripper = Stripper::new(format, bytes.len() as u64)?;
    while let Some(range) = stripper.want() {
        stripper.feed(bytes[range.start as usize..range.end as usize].to_vec());
    }
    let (mut stripped, mut pieces, mut start) = (Vec::new(), Vec::new(), 0);
    for slice in bytes.chunks(size) {
        stripper.push(slice, &mut pieces);
        for piece in pieces.drain(..) {
            match piece {
                Piece::Insert(inserted) => stripped.extend(inserted),
                Piece::Keep(range) => {
                    let range = range.start as usize - start..range.end as usize - start;
                    stripped.extend(&slice[range]);
                }
            }
        }
        start += slice.len();
    }
    Some(stripper.finish().map(|image| (stripped, image)))
}
