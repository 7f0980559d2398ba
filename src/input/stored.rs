//! Tickets and intents from callers and stores.

use crate::job::error::{self, Error};
use crate::provider::Provider;
use crate::provider::intent::{Intent, Pending};
use crate::provider::job_id::JobId;
use crate::provider::model::Catalogue;
use crate::provider::money::Money;
use crate::provider::ticket::Ticket;
use crate::providers;
use crate::wire::json::Json;
use crate::wire::timestamp::Timestamp;

impl Ticket {
    /// Reads a ticket from a caller or a store.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](crate::job::error::ErrorKind::InvalidRequest) if it is not a ticket of this package.
    pub fn read(stored: &Json) -> error::Result<Self> {
        let Some((provider, model, submitted_at)) = read_purchase(stored) else {
            return Err(Error::not_a_ticket().into());
        };
        let Some(job) = stored.get("job").text().and_then(JobId::parse) else {
            return Err(Error::not_a_job_id().into());
        };
        let queue = match stored.get("queue") {
            Json::Null => None,
            named => match provider.queues.iter().find(|queue| named.text() == Some(queue)) {
                Some(queue) => Some(*queue),
                None => return Err(Error::unknown_queue().into()),
            },
        };
        let expected_by = time(stored, "expectedBy");
        let cost = stored.get("cost").get("microUsd").number().and_then(Money::from_number);
        let label = stored.get("label").clone();
        Ok(Self { provider, model, known: None, job, queue, submitted_at, expected_by, cost, label })
    }

    /// Returns the ticket with the data of its model, if it is among `models`.
    pub fn with_data(self, models: &dyn Catalogue) -> Self {
        Self { known: models.model(&self.model), ..self }
    }
}

impl Intent {
    /// Reads an intent from a caller or a store.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](crate::job::error::ErrorKind::InvalidRequest) if it is not an intent of this package.
    pub fn read(stored: &Json) -> error::Result<Self> {
        let [id, digest] = ["id", "digest"].map(|name| stored.get(name).text().unwrap_or_default());
        let Some(((provider, model, submitted_at), id)) = read_purchase(stored).zip(JobId::parse(id)) else {
            return Err(Error::not_an_intent().into());
        };
        let (id, digest) = (id.as_str().to_owned(), digest.get(..16).unwrap_or_default().to_owned());
        let label = stored.get("label").clone();
        Ok(Self { id, provider, model, submitted_at, digest, label })
    }
}

impl Pending {
    /// Reads an entry of a store; `None` if it is damaged or not of this package.
    pub fn read(stored: &Json) -> Option<Self> {
        let ticket = Ticket::read(stored).map(Self::Accepted);
        ticket.or_else(|_| Intent::read(stored).map(Self::Unknown)).ok()
    }
}

/// Reads what tickets and intents have in common: provider, model and time of the submit.
///
/// The model may be one that this page has no data of: a custom one, or one of a newer version.
fn read_purchase(stored: &Json) -> Option<(&'static Provider, String, Timestamp)> {
    let provider = providers::find(stored.get("provider").text()?)?;
    let model = stored.get("model").text().filter(|model| is_model_id(model))?;
    Some((provider, model.to_owned(), time(stored, "submittedAt")?))
}

/// Whether this may be the id of a model. It is part of a path at one provider.
fn is_model_id(id: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.chars().all(|character| character.is_ascii_alphanumeric() || "._-".contains(character))
    };
    id.len() <= LONGEST_MODEL_ID && id.split('/').all(is_part)
}

fn time(stored: &Json, name: &str) -> Option<Timestamp> {
    stored.get(name).number().map(Timestamp::from_millis)
}

const LONGEST_MODEL_ID: usize = 200;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_ticket_is_the_same_after_a_round_through_a_store() {
        let json = r#"{"provider":"pixazo","model":"nano-banana/edit","job":"a-b","queue":"v2","submittedAt":1771428600000.0,"expectedBy":1771428630000.0,"cost":{"microUsd":60000.0,"usd":0.06},"label":{"title":"a hat","of":[1.0,null]}}"#;
        let ticket = Ticket::read(&serde_json::from_str::<serde_json::Value>(json).unwrap().into()).unwrap();
        assert_eq!(serde_json::to_string(&Json::from(&ticket)).unwrap(), json);
    }

    #[test]
    fn forged_tickets_are_refused() {
        let ticket = |provider: &str, job: &str, queue: &str| {
            let model = "nano-banana/edit";
            let json =
                json!({ "provider": provider, "model": model, "job": job, "queue": queue, "submittedAt": 0 });
            Ticket::read(&json.into())
        };
        assert!(ticket("pixazo", "a", "getStatus").is_ok());
        assert!(ticket("mulerun", "a", "getStatus").is_err());
        assert!(ticket("pixazo", "../a", "getStatus").is_err());
        assert!(ticket("pixazo", "a", "elsewhere").is_err());
    }

    #[test]
    fn a_model_that_could_lead_elsewhere_is_refused() {
        let is_read = |model: &str| {
            let purchase = json!({ "provider": "pixazo", "model": model, "submittedAt": 0 });
            let with = |name: &str| {
                let mut stored = purchase.clone();
                stored[name] = json!("a");
                Json::from(stored)
            };
            [Ticket::read(&with("job")).is_ok(), Intent::read(&with("id")).is_ok()]
        };
        let longest = "x".repeat(LONGEST_MODEL_ID);
        for model in ["nano-banana/edit", "flux-1.1_pro", longest.as_str()] {
            assert_eq!(is_read(model), [true, true], "{model}");
        }
        let too_long = format!("{longest}x");
        for model in ["", "..", "../a", "a/../b", "a/.", "/a", "a//b", "a?b", "a%2fb", too_long.as_str()] {
            assert_eq!(is_read(model), [false, false], "{model}");
        }
    }

    #[test]
    fn tickets_and_intents_are_recognised_and_other_entries_are_skipped() {
        let model = "google/nano-banana-pro/edit";
        let ticket = json!({ "provider": "mulerun", "model": model, "job": "j", "submittedAt": 1 });
        let intent =
            json!({ "provider": "mulerun", "model": model, "id": "i", "submittedAt": 1, "digest": "d" });
        let read = |value: &Value| Pending::read(&value.clone().into());
        let label = |stored: &Value| {
            let mut stored = stored.clone();
            stored["label"] = json!(["mine", 7.0]);
            match read(&stored).unwrap() {
                Pending::Accepted(Ticket { label, .. }) | Pending::Unknown(Intent { label, .. }) => label,
            }
        };
        let mine = Json::from(json!(["mine", 7.0]));
        assert_eq!([label(&ticket), label(&intent)], [mine.clone(), mine]);
        assert!(matches!(read(&ticket), Some(Pending::Accepted(ticket)) if ticket.job.as_str() == "j"));
        assert!(matches!(read(&intent), Some(Pending::Unknown(intent)) if intent.id == "i"));
        for (name, value) in [
            ("provider", json!("unknown")),
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
}
