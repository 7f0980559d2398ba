//! What is noted before a submit leaves, so that a purchase of which nobody heard is known about.

use crate::protocol::error::{Billed, Error, Result};
use crate::protocol::model::Model;
use crate::protocol::provider::Provider;
use crate::protocol::request::ImageRequest;
use crate::protocol::ticket::{JobId, Ticket, sold};
use crate::wire::http::{Body, Part};
use crate::wire::json::Document;
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

    /// Reads an intent that a caller or a store kept.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](crate::protocol::error::ErrorKind::InvalidRequest) for what no call of ours ever gave: the caller's
    /// to mend.
    pub fn read(stored: &Document) -> Result<Self> {
        let [id, digest] = ["id", "digest"].map(|name| stored.get(name).text().unwrap_or_default());
        let Some(((provider, model, submitted_at), id)) = sold(stored).zip(JobId::parse(id)) else {
            return Err(Error::invalid_field("intent", "is none that `pending` or an error gave").into());
        };
        let (id, digest) = (id.as_str().to_owned(), digest.get(..16).unwrap_or_default().to_owned());
        Ok(Self { id, provider, model, submitted_at, digest })
    }

    /// Tells whether nobody knows what became of the submit that ended in this error: the note stays.
    pub fn outlasts(error: &Error) -> bool {
        error.billed == Billed::Unknown && error.ticket.is_none()
    }
}

impl From<&Intent> for Document {
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

impl Pending {
    /// Reads an entry; `None` for what is damaged or not ours.
    pub fn read(stored: &Document) -> Option<Self> {
        let ticket = Ticket::read(stored).map(Self::Accepted);
        ticket.or_else(|_| Intent::read(stored).map(Self::Unknown)).ok()
    }
}

impl From<Pending> for Document {
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
    use serde_json::{Value, json};

    use super::*;
    use crate::media::Format;
    use crate::protocol::draft::{Draft, DraftImage, Fit, Local, Value as Field};
    use crate::protocol::error::ErrorKind;

    fn intent(prompt: &str, bytes: f64) -> Option<Intent> {
        let mut draft = Draft::default();
        for (name, value) in
            [("provider", "mulerun"), ("model", "google/nano-banana-pro/edit"), ("prompt", prompt)]
        {
            draft.set(name, Field::Text(value.to_owned()));
        }
        let local = Local::Known { format: Some(Format::Jpeg), bytes: bytes as u64 };
        draft.set_images(vec![DraftImage::Local(local)]);
        let request = draft.check(Fit::Auto).ok()?;
        let now = Timestamp::from_millis(1_771_428_600_000.0);
        Some(Intent::new("a1".to_owned(), &request, &[bytes], now))
    }

    fn json_of(document: Document) -> String {
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

    #[test]
    fn entries_of_a_store_are_told_apart_and_the_rest_is_skipped() {
        let model = "google/nano-banana-pro/edit";
        let ticket = json!({ "provider": "mulerun", "model": model, "job": "j", "submittedAt": 1 });
        let intent =
            json!({ "provider": "mulerun", "model": model, "id": "i", "submittedAt": 1, "digest": "d" });
        let read = |value: &Value| Pending::read(&value.clone().into());
        assert!(matches!(read(&ticket), Some(Pending::Accepted(ticket)) if ticket.job.as_str() == "j"));
        assert!(matches!(read(&intent), Some(Pending::Unknown(intent)) if intent.id == "i"));
        for (name, value) in [
            ("provider", json!("nobody")),
            ("model", json!(7)),
            ("submittedAt", json!("soon")),
            ("id", json!("../x")),
            ("id", json!(null)),
        ] {
            let mut damaged = intent.clone();
            damaged[name] = value;
            assert!(read(&damaged).is_none(), "{damaged}");
        }
        for foreign in [json!(null), json!([]), json!("{}"), json!({ "theme": "dark" }), json!(7)] {
            assert!(read(&foreign).is_none(), "{foreign}");
        }
    }

    #[test]
    fn only_an_error_that_leaves_it_open_keeps_the_note() {
        let error = |billed| Error::new(ErrorKind::Network, "x").billed(billed);
        assert!(Intent::outlasts(&error(Billed::Unknown)));
        assert!(!Intent::outlasts(&error(Billed::No)));
        let ticket =
            json!({ "provider": "pixazo", "model": "nano-banana/edit", "job": "j", "submittedAt": 1 });
        let ticket = Ticket::read(&ticket.into()).unwrap();
        assert!(!Intent::outlasts(&error(Billed::Unknown).of(&ticket)));
    }
}
