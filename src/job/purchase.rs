//! What the caller's store must hold of a purchase, and for how long.
//!
//! The intent is stored before the submit leaves. It is dropped where nothing was bought, stays where the outcome
//! is unknown, and is replaced by the ticket where the job was accepted. A ticket stays until its job is delivered,
//! failed or cancelled.

use crate::job::error::{ErrorKind, Result};
use crate::provider::intent::{Intent, Pending};
use crate::provider::state::JobState;
use crate::provider::ticket::Ticket;

/// A change to the caller's store. All but the one after delivery are waited for, up to a limit.
#[derive(Clone, Debug)]
pub enum StoreChange {
    /// Removes an entry: its job is over, or nothing was bought.
    Drop(Pending),
    /// Stores an intent: its submit is about to leave, or what became of it is unknown.
    Put(Intent),
    /// Stores a ticket and removes the intent that it belongs to.
    Replace { intent: Intent, ticket: Ticket },
}

/// Returns the change after the reply to a submit, or after its absence. `may_be_bought`: behind a relay, where the
/// submit is sent again without an error.
///
/// An error that leaves the outcome open is given the intent, so that the caller can look for the job.
pub fn after_submit(
    intent: &Intent,
    ticket: Option<&Ticket>,
    may_be_bought: bool,
    result: &mut Result<()>,
) -> StoreChange {
    match (ticket, result) {
        (Some(ticket), _) => StoreChange::Replace { intent: intent.clone(), ticket: ticket.clone() },
        (None, Err(error)) if error.leaves_it_open() => {
            error.intent = Some(Box::new(intent.clone()));
            // Again, because another tab may have looked for the job too early and dropped the intent.
            StoreChange::Put(intent.clone())
        }
        (None, Ok(())) if may_be_bought => StoreChange::Put(intent.clone()),
        // Nothing was bought: refused, or a 429, and then `before_send` puts the intent again.
        (None, _) => StoreChange::Drop(Pending::Unknown(intent.clone())),
    }
}

/// Returns the change after the reply to a poll: a failed or cancelled job is over.
pub fn after_poll(ticket: &Ticket, result: &Result<()>) -> Option<StoreChange> {
    let is_over = result.as_ref().is_err_and(|error| error.kind == ErrorKind::JobFailed);
    is_over.then(|| drop_ticket(ticket))
}

/// Returns the change after a state was handed to the caller, who asked for it: a job that is over is delivered
/// with it.
pub fn after_state(ticket: &Ticket, state: &JobState) -> Option<StoreChange> {
    let is_over = matches!(state, JobState::Cancelled { .. } | JobState::Done(_) | JobState::Failed { .. });
    is_over.then(|| drop_ticket(ticket))
}

/// Returns the change after the reply to a cancel whose caller has aborted: images that are done stay in the store
/// until they are delivered.
pub fn after_cancel_on_abort(ticket: &Ticket, state: &JobState) -> Option<StoreChange> {
    matches!(state, JobState::Cancelled { .. } | JobState::Failed { .. }).then(|| drop_ticket(ticket))
}

/// Returns the change after the images were handed to the caller.
pub fn after_delivery(ticket: &Ticket) -> StoreChange {
    drop_ticket(ticket)
}

fn drop_ticket(ticket: &Ticket) -> StoreChange {
    StoreChange::Drop(Pending::Accepted(ticket.clone()))
}
