//! The rule for names that may be keys stands twice, here and in `pkg/client/options.js`. Both are tried on the names of
//! `tests/names/names.json`: here, and in `tests/e2e/package/names.spec.js`.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::unwrap_used)]

use plantain::wire::redact::redact_name;
use serde_json::Value;

#[test]
fn a_name_is_shown_unless_it_may_be_a_key() {
    let lists: Value = serde_json::from_str(include_str!("names/names.json")).unwrap();
    for (list, is_shown) in [("mayBeKeys", false), ("names", true)] {
        for name in lists[list].as_array().unwrap().iter().map(|name| name.as_str().unwrap()) {
            let wanted = if is_shown { name } else { "(what may be a key)" };
            assert_eq!(redact_name(name), wanted, "{name}");
        }
    }
}
