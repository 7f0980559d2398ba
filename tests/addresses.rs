//! Addresses that a key may be sent to. `tests/browser/access.rs` and `tests/relay/unit.test.js` hold the client and the
//! relay to the same table.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use plantain::wire::url::is_https_or_loopback;
use serde_json::Value;

#[test]
fn the_module_allows_and_refuses_the_addresses_of_the_table() {
    let table: Value = serde_json::from_str(include_str!("addresses.json")).unwrap();
    for (list, is_allowed) in [("allowed", true), ("refused", false)] {
        for address in table[list].as_array().unwrap() {
            assert_eq!(is_https_or_loopback(address.as_str().unwrap()), is_allowed, "{address}");
        }
    }
}
