//! Inspects any bytes: no panic, no endless reading, and no read past the end.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plantain::media::Inspection;

fuzz_target!(|bytes: &[u8]| {
    let mut inspection = Inspection::new(bytes.len() as u64);
    let mut reads = 0;
    while let Some(range) = inspection.want() {
        reads += 1;
        assert!(reads <= 257);
        inspection.feed(bytes[range.start as usize..range.end as usize].to_vec());
    }
    assert!(inspection.work() <= 64 * bytes.len() as u64 + (8 << 20));
    if let Some(info) = inspection.finish() {
        assert!(info.orientation.is_none_or(|orientation| (1..=8).contains(&orientation)));
        assert!((1..=8).contains(&info.ignored_orientation));
    }
});
