//! Reads replies that providers document, after changes within their JSON.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use plantain::wire::json::Json;
use plantain_fuzz::{judge, mutate::mutate};

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut reply) = serde_json::from_slice::<serde_json::Value>(bytes) else { return };
    let status = reply["status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(200);
    let retry_after = reply["retryAfter"].as_str().map(str::to_owned);
    let body = reply.get_mut("body").map(|body| Json::from(body.take()));
    judge::read_everywhere(&judge::response(status, retry_after, body));
});

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    mutate(data, size, most, seed).unwrap_or_else(|| fuzzer_mutate(data, size, most))
});
