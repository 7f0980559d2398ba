//! The receipt of an accepted job.

use crate::provider::Provider;
use crate::provider::job_id::JobId;
use crate::provider::model::Model;
use crate::provider::money::Money;
use crate::wire::json::Json;
use crate::wire::timestamp::Timestamp;

/// The receipt of an accepted job: an id, never an address, a key or image bytes.
#[derive(Clone, Debug)]
pub struct Ticket {
    pub provider: &'static Provider,
    pub model: &'static Model,
    pub job: JobId,
    /// The queue that holds the job, where a provider has two.
    pub queue: Option<&'static str>,
    pub submitted_at: Timestamp,
    /// When the provider expects the end.
    pub expected_by: Option<Timestamp>,
    /// What the provider says that it charges.
    pub cost: Option<Money>,
}

impl From<&Ticket> for Json {
    fn from(ticket: &Ticket) -> Self {
        Self::object(vec![
            ("provider", ticket.provider.id.into()),
            ("model", ticket.model.id.into()),
            ("job", ticket.job.as_str().into()),
            ("queue", ticket.queue.into()),
            ("submittedAt", ticket.submitted_at.as_millis().into()),
            ("expectedBy", ticket.expected_by.map(Timestamp::as_millis).into()),
            ("cost", ticket.cost.into()),
        ])
    }
}
