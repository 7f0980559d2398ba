//! What is noted before a submit leaves, so that a purchase of which nobody heard is known about.

use crate::provider::Provider;
use crate::provider::model::Model;
use crate::provider::request::ImageRequest;
use crate::provider::ticket::Ticket;
use crate::wire::http::{Body, Part};
use crate::wire::json::Json;
use crate::wire::text::hexadecimal;
use crate::wire::timestamp::Timestamp;

/// The note of a submit that is about to leave. Holds no key, no image, and nothing of the prompt in clear.
#[derive(Clone, Debug)]
pub struct Intent {
    /// Of this machine's making: no two are the same.
    pub id: String,
    pub provider: &'static Provider,
    pub model: &'static Model,
    pub submitted_at: Timestamp,
    /// The same for the same request: 16 hexadecimal digits.
    pub digest: String,
}

impl Intent {
    /// Makes the note of a request, given how many bytes each of its local images has.
    ///
    /// The digest tells requests apart, and hides nothing from somebody who can guess the request.
    pub fn new(id: String, request: &ImageRequest, sizes: &[f64], now: Timestamp) -> Self {
        let provider = request.provider();
        let mut digest = Digest::default();
        match &(provider.submit)(request).body {
            Body::Json(text) => digest.take(text),
            Body::Template(parts) => parts.iter().for_each(|part| match part {
                Part::DataUri(image) => {
                    digest.take(&(sizes.get(*image).copied().unwrap_or_default() as u64).to_string());
                }
                Part::Text(text) => digest.take(text),
            }),
            Body::Empty | Body::Image(_) => {}
        }
        Self { id, provider, model: request.model(), submitted_at: now, digest: digest.hexadecimal() }
    }
}

impl From<&Intent> for Json {
    fn from(intent: &Intent) -> Self {
        Self::object(vec![
            ("id", intent.id.as_str().into()),
            ("provider", intent.provider.id.into()),
            ("model", intent.model.id.into()),
            ("submittedAt", intent.submitted_at.as_millis().into()),
            ("digest", intent.digest.as_str().into()),
        ])
    }
}

/// What a store holds of one job.
#[derive(Debug)]
pub enum Pending {
    /// Accepted, and not delivered yet.
    Accepted(Ticket),
    /// On its way, or nobody heard what became of it.
    Unknown(Intent),
}

impl From<Pending> for Json {
    fn from(pending: Pending) -> Self {
        Self::object(match &pending {
            Pending::Accepted(ticket) => vec![("state", "accepted".into()), ("ticket", ticket.into())],
            Pending::Unknown(intent) => vec![("state", "unknown".into()), ("intent", intent.into())],
        })
    }
}

/// FNV-1a over 64 bits.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    fn take(&mut self, text: &str) {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn hexadecimal(&self) -> String {
        let mut digits = String::new();
        for byte in self.0.to_be_bytes() {
            digits.push_str(hexadecimal(byte >> 4));
            digits.push_str(hexadecimal(byte));
        }
        digits
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::input::images::{FileFacts, ImageInput};
    use crate::input::request::{RequestInput, Value as Field};
    use crate::input::validate::Reencode;
    use crate::media::Format;

    fn intent(prompt: &str, bytes: f64) -> Option<Intent> {
        let mut draft = RequestInput::default();
        for (name, value) in
            [("provider", "mulerun"), ("model", "google/nano-banana-pro/edit"), ("prompt", prompt)]
        {
            draft.set(name, Field::Text(value.to_owned()));
        }
        let local = FileFacts::Known { format: Some(Format::Jpeg), bytes: bytes as u64 };
        draft.set_images(vec![ImageInput::Local(local)]);
        let request = draft.check(Reencode::Auto).ok()?;
        let now = Timestamp::from_millis(1_771_428_600_000.0);
        Some(Intent::new("a1".to_owned(), &request, &[bytes], now))
    }

    fn json_of(document: Json) -> String {
        serde_json::to_string(&document).unwrap_or_default()
    }

    #[test]
    fn the_same_request_has_the_same_digest_and_another_has_another() {
        let digest = intent("a red hat", 90.0).unwrap().digest;
        assert_eq!(digest.len(), 16);
        assert_eq!(digest, intent("a red hat", 90.0).unwrap().digest);
        for other in [intent("a red cat", 90.0), intent("a red hat", 91.0)] {
            assert_ne!(digest, other.unwrap().digest);
        }
    }

    #[test]
    fn an_intent_says_nothing_of_the_prompt_in_clear() {
        let json = json_of((&intent("a red hat", 90.0).unwrap()).into());
        assert!(!json.contains("red") && !json.contains("hat"), "{json}");
    }

    #[test]
    fn an_intent_is_the_same_after_a_round_through_a_store() {
        let json = json_of((&intent("a red hat", 90.0).unwrap()).into());
        let read = Intent::read(&serde_json::from_str::<Value>(&json).unwrap().into()).unwrap();
        assert_eq!(json_of((&read).into()), json);
    }
}
