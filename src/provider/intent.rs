//! Intents: write-ahead records of submits, stored before these are sent, so that an unconfirmed purchase can be found.

use crate::provider::Provider;
use crate::provider::request::ImageRequest;
use crate::provider::ticket::Ticket;
use crate::wire::http::{Body, HttpRequest, Part};
use crate::wire::json::Json;
use crate::wire::timestamp::Timestamp;

/// The write-ahead record of a submit. Holds no key, no image, and the prompt only as part of a digest, unless the
/// caller's label has it.
#[derive(Clone, Debug)]
pub struct Intent {
    /// A random id of this page.
    pub id: String,
    pub provider: &'static Provider,
    /// The provider's id of the model.
    pub model: String,
    pub submitted_at: Timestamp,
    /// 16 hexadecimal digits, the same for the same request.
    pub digest: String,
    /// The caller's own; null if there is none.
    pub label: Json,
}

impl Intent {
    /// The intent to send a request; `sizes` are the bytes of its local images by index.
    ///
    /// The digest distinguishes requests. It does not hide a request that can be guessed.
    pub fn new(
        id: String,
        request: &ImageRequest,
        submit: &HttpRequest,
        sizes: &[f64],
        now: Timestamp,
    ) -> Self {
        let provider = request.provider();
        let mut digest = Digest::default();
        match &submit.body {
            Body::Json(text) => digest.update(text),
            Body::Template(parts) => parts.iter().for_each(|part| match part {
                Part::DataUri(image) => {
                    digest.update(&(sizes.get(*image).copied().unwrap_or_default() as u64).to_string());
                }
                Part::Text(text) => digest.update(text),
            }),
            Body::Empty | Body::Image(_) => {}
        }
        Self {
            id,
            provider,
            model: request.model().id.clone(),
            submitted_at: now,
            digest: format!("{:016x}", digest.0),
            label: Json::Null,
        }
    }
}

impl From<&Intent> for Json {
    fn from(intent: &Intent) -> Self {
        Self::object(vec![
            ("id", intent.id.as_str().into()),
            ("provider", intent.provider.id.into()),
            ("model", intent.model.as_str().into()),
            ("submittedAt", intent.submitted_at.as_millis().into()),
            ("digest", intent.digest.as_str().into()),
            ("label", intent.label.clone()),
        ])
    }
}

/// The entry of a store for one job.
#[derive(Clone, Debug)]
pub enum Pending {
    /// The job was accepted, and its images are not delivered yet.
    Accepted(Ticket),
    /// The submit is on its way, or its outcome is unknown.
    Unknown(Intent),
}

/// FNV-1a over 64 bits.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    fn update(&mut self, text: &str) {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
