//! Reads any bytes as a reply of every provider: no panic, no unsafe address, no image in an error.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plantain_fuzz::judge;

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, body)) = bytes.split_first() else { return };
    let status = STATUSES[usize::from(first) % STATUSES.len()];
    let body = serde_json::from_slice::<serde_json::Value>(body).ok().map(Into::into);
    judge::read_everywhere(&judge::response(status, None, body));
});

const STATUSES: [u16; 12] = [200, 201, 202, 204, 304, 400, 401, 404, 409, 429, 500, 503];
