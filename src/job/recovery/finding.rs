//! The result of one request of a search for a job.

use std::time::Duration;

use crate::provider::ticket::Ticket;

/// What a reply shows of the job.
#[derive(Debug)]
pub enum Finding {
    /// Another request is needed, after a pause.
    Again(Duration),
    Found(Ticket),
    /// The submit created no job.
    Nothing,
}
