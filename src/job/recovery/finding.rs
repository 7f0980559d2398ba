//! What a search for a job has found so far.

use std::time::Duration;

use crate::provider::ticket::Ticket;

/// What a reply shows.
#[derive(Debug)]
pub enum Finding {
    /// More must be asked for, after a pause.
    Again(Duration),
    Found(Ticket),
    /// The submit created no job.
    Nothing,
}
