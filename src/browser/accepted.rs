//! Every job that was accepted since the module was loaded: none of them is the lost one.

use std::cell::RefCell;

use crate::provider::intent::Pending;
use crate::provider::ticket::Ticket;

thread_local! {
    static ACCEPTED: RefCell<Vec<Ticket>> = const { RefCell::new(Vec::new()) };
}

/// Remembers a job.
pub fn remember(ticket: &Ticket) {
    ACCEPTED.with_borrow_mut(|tickets| tickets.push(ticket.clone()));
}

/// Gives all of them.
pub fn all() -> Vec<Pending> {
    ACCEPTED.with_borrow(|tickets| tickets.iter().cloned().map(Pending::Accepted).collect())
}
