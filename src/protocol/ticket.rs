//! The receipt of an accepted job.

use crate::providers;

use super::document::Document;
use super::error::{Error, Result};
use super::estimate::Money;
use super::model::Model;
use super::provider::Provider;
use super::time::Timestamp;

/// The receipt of an accepted job: an id, never an address, a key or image bytes.
#[derive(Clone, Debug)]
pub struct Ticket {
    pub provider: &'static Provider,
    pub model: &'static Model,
    pub job: JobId,
    /// The queue that holds the job, where a provider has two.
    pub via: Option<&'static str>,
    pub submitted_at: Timestamp,
    /// When the provider expects the end.
    pub expected_by: Option<Timestamp>,
    /// What the provider says that it charges.
    pub cost: Option<Money>,
}

/// A provider's id of a job: safe in a path, and no path of its own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JobId(String);

impl JobId {
    /// Takes letters, digits and `._~-`, not dots alone, at most 200 of them.
    pub fn parse(id: &str) -> Option<Self> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._~-".contains(&byte);
        let safe =
            (1..=200).contains(&id.len()) && id.bytes().all(allowed) && id.bytes().any(|byte| byte != b'.');
        safe.then(|| Self(id.to_owned()))
    }

    /// Gives it as a part of a path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Ticket {
    /// Reads a ticket that a caller or a store kept.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](super::ErrorKind::InvalidRequest) for what no call of ours ever gave: the caller's
    /// to mend.
    pub fn read(stored: &Document) -> Result<Self> {
        let Some((provider, model, submitted_at)) = sold(stored) else {
            return Err(
                Error::invalid_field("ticket", "is none that `submit`, `onTicket` or an error gave").into()
            );
        };
        let Some(job) = stored.get("job").text().and_then(JobId::parse) else {
            return Err(Error::invalid_field("ticket.job", "is no id of a job").into());
        };
        let via = match stored.get("via") {
            Document::Null => None,
            via => match provider.queues.iter().find(|queue| via.text() == Some(queue)) {
                Some(queue) => Some(*queue),
                None => return Err(Error::invalid_field("ticket.via", "is no queue of this provider").into()),
            },
        };
        let expected_by = time(stored, "expectedBy");
        let cost = stored.get("cost").get("microUsd").number().and_then(Money::from_number);
        Ok(Self { provider, model, job, via, submitted_at, expected_by, cost })
    }
}

impl From<&Ticket> for Document {
    fn from(ticket: &Ticket) -> Self {
        Self::object(vec![
            ("provider", ticket.provider.id.into()),
            ("model", ticket.model.id.into()),
            ("job", ticket.job.as_str().into()),
            ("via", ticket.via.into()),
            ("submittedAt", ticket.submitted_at.as_millis().into()),
            ("expectedBy", ticket.expected_by.map(Timestamp::as_millis).into()),
            ("cost", ticket.cost.into()),
        ])
    }
}

/// Reads what a ticket and an intent both say: what was bought, where and when.
pub fn sold(stored: &Document) -> Option<(&'static Provider, &'static Model, Timestamp)> {
    let provider = providers::find(stored.get("provider").text()?)?;
    Some((provider, provider.model(stored.get("model").text()?)?, time(stored, "submittedAt")?))
}

fn time(stored: &Document, name: &str) -> Option<Timestamp> {
    stored.get(name).number().map(Timestamp::from_millis)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_that_could_lead_elsewhere_are_none() {
        for id in ["", ".", "..", "a/b", "a%2fb", "a?b", "a#b", "a b", "é", "a\\b", "a:b", &"a".repeat(201)]
        {
            assert_eq!(JobId::parse(id), None, "{id}");
        }
        for id in ["job_abc123def456", "43c9e643-0693-4f99-9e92-ff15ef6d1c55", "flux-pro_019d.x~"] {
            assert!(JobId::parse(id).is_some(), "{id}");
        }
    }

    #[test]
    fn a_ticket_is_the_same_after_a_round_through_a_store() {
        let json = r#"{"provider":"pixazo","model":"nano-banana/edit","job":"a-b","via":"v2","submittedAt":1771428600000.0,"expectedBy":1771428630000.0,"cost":{"microUsd":60000.0,"usd":0.06}}"#;
        let ticket = Ticket::read(&serde_json::from_str::<serde_json::Value>(json).unwrap().into()).unwrap();
        assert_eq!(serde_json::to_string(&Document::from(&ticket)).unwrap(), json);
    }

    #[test]
    fn tickets_that_nobody_gave_are_refused() {
        let ticket = |provider: &str, job: &str, via: &str| {
            let model = "nano-banana/edit";
            let json =
                json!({ "provider": provider, "model": model, "job": job, "via": via, "submittedAt": 0 });
            Ticket::read(&json.into())
        };
        assert!(ticket("pixazo", "a", "getStatus").is_ok());
        assert!(ticket("mulerun", "a", "getStatus").is_err());
        assert!(ticket("pixazo", "../a", "getStatus").is_err());
        assert!(ticket("pixazo", "a", "elsewhere").is_err());
    }
}
