//! An error of a kind, and what is added to it: ticket, intent, code, and whether money was spent.

use crate::job::error::code::ErrorCode;
use crate::job::error::{Billed, Error, ErrorKind};
use crate::provider::intent::Intent;
use crate::provider::ticket::Ticket;
use crate::wire::http::HttpResponse;
use crate::wire::json::Json;
use crate::wire::redact::excerpt;

/// What else is known of an error.
impl Error {
    /// Adds the provider's id.
    pub fn at(mut self, provider: &'static str) -> Self {
        self.provider = Some(provider);
        self
    }

    /// Adds the ticket of the job.
    pub fn of(mut self, ticket: &Ticket) -> Self {
        self.ticket = Some(ticket.clone());
        self.at(ticket.provider.id)
    }

    /// Adds the ticket of a job that was bought and may still finish.
    pub fn accepted(mut self, ticket: &Ticket) -> Self {
        self.message.push_str(" The job was accepted and may still finish: `wait` goes on with its ticket.");
        self.billed(Billed::Yes).of(ticket)
    }

    /// Adds that the submit may have bought a job.
    pub fn maybe_billed(mut self) -> Self {
        self.message.push_str(" The job may have been bought all the same, so it was not sent again.");
        self.billed(Billed::Unknown)
    }

    /// Adds that a submit behind a relay may have bought a job.
    pub fn left_open(mut self) -> Self {
        self.message.push_str(" The job may have been bought all the same: `findJob` asks the relay.");
        self.billed(Billed::Unknown)
    }

    /// Adds the intent of a submit whose outcome is unknown.
    pub fn unconfirmed(mut self, intent: &Intent) -> Self {
        self.intent = Some(Box::new(intent.clone()));
        self.at(intent.provider.id).billed(Billed::Unknown)
    }

    pub(super) fn with_code(mut self, code: ErrorCode) -> Self {
        self.package_code = code;
        self
    }

    pub(super) fn billed(mut self, billed: Billed) -> Self {
        self.billed = billed;
        self
    }

    pub(super) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            provider: None,
            status: None,
            code: None,
            package_code: kind.into(),
            provider_message: None,
            retry_after: None,
            billed: Billed::No,
            ticket: None,
            intent: None,
            candidates: Vec::new(),
            problems: Vec::new(),
            raw: None,
        }
    }
}

/// Returns an excerpt of a reply, in which a person may find the job.
pub(super) fn raw(response: &HttpResponse) -> Option<Json> {
    let fragment = response.fragment.as_ref().map(|fragment| &fragment.read);
    response.body.as_ref().or(fragment).map(excerpt)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn only_an_error_without_a_clear_answer_leaves_the_purchase_open() {
        let error = |billed| Error::new(ErrorKind::Network, "x").billed(billed);
        assert!(error(Billed::Unknown).leaves_it_open());
        assert!(!error(Billed::No).leaves_it_open());
        assert!(!error(Billed::Yes).leaves_it_open());
    }
}
