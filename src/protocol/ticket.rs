//! The receipt of an accepted job.

use crate::protocol::error::{self, Error};
use crate::protocol::estimate::Money;
use crate::protocol::model::Model;
use crate::protocol::provider::{NoReceipt, Provider};
use crate::providers;
use crate::wire::json::{Document, whole};
use crate::wire::redact::quote_id;
use crate::wire::timestamp::Timestamp;
use crate::wire::url::encoded;

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

/// A provider's id of a job: once encoded it is one part of a path, whoever decodes it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JobId(String);

impl JobId {
    /// Takes letters, digits and `+-.:=_~`, at most 500 of them, and not dots alone. No slash: who decodes it
    /// twice would find another path.
    pub fn parse(id: &str) -> Option<Self> {
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.:=_~".contains(&byte);
        let is_safe = (1..=LONGEST_ID).contains(&id.len())
            && id.bytes().all(is_allowed)
            && id.bytes().any(|byte| byte != b'.');
        is_safe.then(|| Self(id.to_owned()))
    }

    /// Reads the first of several members of a reply that holds an id: a text, else a whole number.
    ///
    /// # Errors
    ///
    /// There is none, or one that cannot be asked for.
    pub fn read(reply: &Document, members: &[&str]) -> Result<Self, NoReceipt> {
        let id = match (reply.text_of(members), reply.number_of(members)) {
            (Some(text), _) => text.to_owned(),
            (None, Some(number)) => digits(number)?,
            (None, None) => return Err(NoReceipt { id: None }),
        };
        Self::parse(&id).ok_or_else(|| NoReceipt { id: Some(quote_id(&id)) })
    }

    /// Gives it as the provider wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives it as one part of a path.
    pub fn in_path(&self) -> String {
        encoded(&self.0)
    }
}

impl Ticket {
    /// Reads a ticket that a caller or a store kept.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](crate::protocol::error::ErrorKind::InvalidRequest) for what no call of ours ever gave: the caller's
    /// to mend.
    pub fn read(stored: &Document) -> error::Result<Self> {
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

/// Writes a number that is an id. One that is too large came rounded: it names another job, or none.
fn digits(number: f64) -> Result<String, NoReceipt> {
    match whole(number) {
        Some(id) => Ok(id.to_string()),
        None if (9e15..1.8e19).contains(&number) => {
            Err(NoReceipt { id: Some(["about ", &(number as u64).to_string()].concat()) })
        }
        None => Err(NoReceipt { id: None }),
    }
}

fn time(stored: &Document, name: &str) -> Option<Timestamp> {
    stored.get(name).number().map(Timestamp::from_millis)
}

/// Longer than any token that is an id, and shorter than any image.
const LONGEST_ID: usize = 500;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_that_could_lead_elsewhere_are_none() {
        for id in [
            "",
            ".",
            "..",
            "...",
            "a b",
            "a/b",
            "../a",
            "a%2fb",
            "a?b",
            "a#b",
            "é",
            "a\\b",
            "a\nb",
            "a\0",
            "https://example.com",
            &"a".repeat(501),
        ] {
            assert_eq!(JobId::parse(id), None, "{id}");
        }
    }

    #[test]
    fn whatever_else_a_vendor_calls_a_job_is_one_part_of_a_path() {
        for (id, part) in [
            ("job_abc123def456", "job_abc123def456"),
            ("43c9e643-0693-4f99-9e92-ff15ef6d1c55", "43c9e643-0693-4f99-9e92-ff15ef6d1c55"),
            ("flux-pro_019d.x~", "flux-pro_019d.x~"),
            ("a..b", "a..b"),
            ("urn:job:7", "urn%3ajob%3a7"),
            ("q83v+A0w==", "q83v%2bA0w%3d%3d"),
        ] {
            assert_eq!(JobId::parse(id).map(|id| id.in_path()).as_deref(), Some(part));
        }
        assert!(JobId::parse(&"a".repeat(500)).is_some());
    }

    #[test]
    fn an_id_is_a_text_or_a_whole_number_and_told_where_it_is_neither_fit() {
        let read = |reply: serde_json::Value| JobId::read(&reply.into(), &["jobId", "id"]);
        let taken = |reply| read(reply).map(|id| id.as_str().to_owned());
        assert_eq!(taken(json!({ "jobId": "a", "id": "b" })), Ok("a".to_owned()));
        assert_eq!(taken(json!({ "jobId": "", "id": "b" })), Ok("b".to_owned()));
        assert_eq!(taken(json!({ "jobId": 7, "id": "b" })), Ok("b".to_owned()));
        assert_eq!(taken(json!({ "jobId": null, "id": 0 })), Ok("0".to_owned()));
        assert_eq!(taken(json!({ "id": 9_007_199_254_740_991_u64 })), Ok("9007199254740991".to_owned()));
        let told = |reply| read(reply).unwrap_err().id;
        assert_eq!(
            told(json!({ "id": 9_007_199_254_740_993_u64 })).as_deref(),
            Some("about 9007199254740992")
        );
        for none in [json!({}), json!({ "id": 1.5 }), json!({ "id": -1 }), json!({ "id": 1e300 }), json!([7])]
        {
            assert_eq!(told(none.clone()), None, "{none}");
        }
        assert_eq!(told(json!({ "id": "job?limit=1" })).as_deref(), Some("job?limit=1"));
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
