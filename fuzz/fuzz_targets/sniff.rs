//! Detects the format of any bytes: no panic, and longer files with the same head have the same format.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plantain::media::{Format, SNIFF_BYTES};

fuzz_target!(|bytes: &[u8]| {
    let format = Format::sniff(bytes);
    assert_eq!(format, Format::sniff(&bytes[..bytes.len().min(SNIFF_BYTES)]));
});
