//! The receipt of an accepted job.

use serde::{Deserialize, Serialize, Serializer};

use crate::providers;

use super::error::{Error, Result};
use super::estimate::Money;
use super::model::Model;
use super::provider::Provider;
use super::time::Timestamp;

/// The receipt of an accepted job: an id, never an address, a key or image bytes.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ticket {
    #[serde(serialize_with = "provider_id")]
    pub provider: &'static Provider,
    #[serde(serialize_with = "model_id")]
    pub model: &'static Model,
    pub job: JobId,
    /// The queue that holds the job, where a provider has two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<&'static str>,
    #[serde(serialize_with = "millis")]
    pub submitted_at: Timestamp,
    /// When the provider expects the end.
    #[serde(serialize_with = "optional_millis", skip_serializing_if = "Option::is_none")]
    pub expected_by: Option<Timestamp>,
    /// What the provider says that it charges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
}

/// A provider's id of a job: safe in a path, and no path of its own.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct JobId(String);

impl JobId {
    /// Takes letters, digits and `._~-`, not dots alone, at most 200 of them.
    pub fn parse(id: &str) -> Option<Self> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._~-".contains(&byte);
        let safe =
            (1..=200).contains(&id.len()) && id.bytes().all(allowed) && id.bytes().any(|byte| byte != b'.');
        safe.then(|| Self(id.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Ticket {
    /// Reads a ticket that a caller or a store kept.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](super::ErrorKind::InvalidRequest) for what no call of ours ever gave: the caller's to mend.
    pub fn read(stored: StoredTicket) -> Result<Self> {
        let provider = providers::find(&stored.provider);
        let found = provider.and_then(|provider| Some((provider, provider.model(&stored.model)?)));
        let Some((provider, model)) = found else {
            let message = "names a provider and model that Plantain does not know";
            return Err(Error::invalid_field("ticket", message).into());
        };
        let Some(job) = JobId::parse(&stored.job) else {
            return Err(Error::invalid_field("ticket.job", "is no id of a job").into());
        };
        let via = match stored.via {
            None => None,
            Some(via) => match provider.queues.iter().find(|queue| **queue == via) {
                Some(queue) => Some(*queue),
                None => return Err(Error::invalid_field("ticket.via", "is no queue of this provider").into()),
            },
        };
        Ok(Self {
            provider,
            model,
            job,
            via,
            submitted_at: Timestamp::from_millis(stored.submitted_at),
            expected_by: stored.expected_by.map(Timestamp::from_millis),
            cost: stored.cost.and_then(|cost| Money::from_number(cost.micro_usd)),
        })
    }
}

/// A ticket as plain data, not yet trusted.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StoredTicket {
    provider: String,
    model: String,
    job: String,
    via: Option<String>,
    submitted_at: f64,
    expected_by: Option<f64>,
    cost: Option<StoredMoney>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredMoney {
    micro_usd: f64,
}

fn provider_id<S: Serializer>(provider: &Provider, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(provider.id)
}

fn model_id<S: Serializer>(model: &Model, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(model.id)
}

fn millis<S: Serializer>(time: &Timestamp, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_f64(time.as_millis())
}

fn optional_millis<S: Serializer>(
    time: &Option<Timestamp>,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_f64(time.map_or(0.0, Timestamp::as_millis))
}

#[cfg(test)]
mod tests {
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
        let ticket = Ticket::read(serde_json::from_str(json).unwrap()).unwrap();
        assert_eq!(serde_json::to_string(&ticket).unwrap(), json);
    }

    #[test]
    fn tickets_that_nobody_gave_are_refused() {
        let ticket = |provider: &str, job: &str, via: &str| {
            let json = format!(
                r#"{{"provider":"{provider}","model":"nano-banana/edit","job":"{job}","via":"{via}","submittedAt":0}}"#
            );
            Ticket::read(serde_json::from_str(&json).unwrap())
        };
        assert!(ticket("pixazo", "a", "getStatus").is_ok());
        assert!(ticket("mulerun", "a", "getStatus").is_err());
        assert!(ticket("pixazo", "../a", "getStatus").is_err());
        assert!(ticket("pixazo", "a", "elsewhere").is_err());
    }
}
