//! Tells formats of anything: no panic, and every longer file with the same head is the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plantain::media::{Format, SNIFF_BYTES};

fuzz_target!(|bytes: &[u8]| {
    let format = Format::sniff(bytes);
    assert_eq!(format, Format::sniff(&bytes[..bytes.len().min(SNIFF_BYTES)]));
});
