//! Reads any JSON as a ticket or an intent. An accepted one is the same after a round trip, and sends only to its
//! provider.

#![no_main]

use std::time::Duration;

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use plantain::job::Job;
use plantain::provider::ticket::Ticket;
use plantain::wire::json::Json;
use plantain::wire::timestamp::Timestamp;
use plantain_fuzz::{judge, mutate::mutate};

fuzz_target!(|bytes: &[u8]| {
    let Ok(stored) = serde_json::from_slice::<serde_json::Value>(bytes) else { return };
    let stored = Json::from(stored);
    judge::check_pending(&stored);
    match Ticket::read(&stored) {
        Ok(ticket) => {
            judge::check_ticket(&ticket);
            let reply = judge::response(404, None, None);
            judge::query(&ticket, &reply);
            let now = Timestamp::from_millis(1_771_416_000_000.0);
            judge::drive(Job::resume(ticket, now, Duration::from_secs(600)), &reply);
        }
        Err(error) => judge::check_error(&error),
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    mutate(data, size, most, seed).unwrap_or_else(|| fuzzer_mutate(data, size, most))
});
