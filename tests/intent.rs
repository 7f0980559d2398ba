//! Intents: the digest of a request, and what a store gives back.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "support/request.rs"]
mod request;

use plantain::provider::intent::Intent;
use plantain::wire::json::Json;
use plantain::wire::timestamp::Timestamp;
use serde_json::{Value, json};

fn intent(prompt: &str, bytes: u64) -> Intent {
    let request = json!({
        "provider": "mulerun",
        "model": "google/nano-banana-pro/edit",
        "prompt": prompt,
        "images": [{ "file": "image/jpeg", "bytes": bytes }],
    });
    let request = request::validate(&request).expect("a valid request");
    let submit = (request.provider().submit)(&request);
    Intent::new(
        "a1".to_owned(),
        &request,
        &submit,
        &[bytes as f64],
        Timestamp::from_millis(1_771_428_600_000.0),
    )
}

fn json_of(intent: &Intent) -> String {
    serde_json::to_string(&Json::from(intent)).unwrap()
}

#[test]
fn the_same_request_has_the_same_digest_and_another_has_another() {
    let digest = intent("a red hat", 90).digest;
    assert_eq!(digest.len(), 16);
    assert_eq!(digest, intent("a red hat", 90).digest);
    for other in [intent("a red cat", 90), intent("a red hat", 91)] {
        assert_ne!(digest, other.digest);
    }
}

#[test]
fn an_intent_does_not_show_the_prompt() {
    let json = json_of(&intent("a red hat", 90));
    assert!(!json.contains("red") && !json.contains("hat"), "{json}");
}

#[test]
fn an_intent_is_the_same_after_a_round_trip_through_a_store() {
    let json = json_of(&intent("a red hat", 90));
    let read = Intent::read(&serde_json::from_str::<Value>(&json).unwrap().into()).unwrap();
    assert_eq!(json_of(&read), json);
}
