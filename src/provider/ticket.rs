//! Tickets: the receipts of accepted jobs.

use std::rc::Rc;

use crate::provider::job_id::JobId;
use crate::provider::model::Model;
use crate::provider::money::Money;
use crate::provider::{Accepted, Provider};
use crate::wire::json::Json;
use crate::wire::timestamp::Timestamp;

/// The receipt of an accepted job: an id, never an address, a key or image bytes.
#[derive(Clone, Debug)]
pub struct Ticket {
    pub provider: &'static Provider,
    /// The provider's id of the model. This page may have no data of it.
    pub model: String,
    /// The path and the typical time of the model, where this page has its data. Not stored.
    pub known: Option<Rc<Model>>,
    pub job: JobId,
    /// The queue that holds the job, if the provider has more than one.
    pub queue: Option<&'static str>,
    pub submitted_at: Timestamp,
    /// When the provider expects the job to be done.
    pub expected_by: Option<Timestamp>,
    /// The price that the provider reports.
    pub cost: Option<Money>,
    /// The caller's own; null if there is none.
    pub label: Json,
}

impl Ticket {
    /// Returns the ticket of an accepted job, without the data of its model.
    pub fn of(
        accepted: Accepted,
        provider: &'static Provider,
        model: String,
        submitted_at: Timestamp,
    ) -> Self {
        let Accepted { job, queue, expected_by, cost, .. } = accepted;
        Self { provider, model, known: None, job, queue, submitted_at, expected_by, cost, label: Json::Null }
    }
}

impl From<&Ticket> for Json {
    fn from(ticket: &Ticket) -> Self {
        Self::object(vec![
            ("provider", ticket.provider.id.into()),
            ("model", ticket.model.as_str().into()),
            ("job", ticket.job.as_str().into()),
            ("queue", ticket.queue.into()),
            ("submittedAt", ticket.submitted_at.as_millis().into()),
            ("expectedBy", ticket.expected_by.map(Timestamp::as_millis).into()),
            ("cost", ticket.cost.into()),
            ("label", ticket.label.clone()),
        ])
    }
}
