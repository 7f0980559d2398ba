//! Single calls about a job or a key: one exchange each.

use crate::job::error::{Error, Result};
use crate::provider::error::ReadError;
use crate::provider::state::JobState;
use crate::provider::ticket::Ticket;
use crate::provider::{Provider, ReadState};
use crate::wire::http::{Answer, HttpRequest, HttpResponse};

/// A poll or a cancel: a request, and how its reply is read.
pub struct StatusQuery {
    pub request: HttpRequest,
    ticket: Ticket,
    read: ReadState,
}

/// Asks for the state of a job. A failed job is a state, not an error.
///
/// # Errors
///
/// [`Unsupported`](crate::job::error::ErrorKind::Unsupported) if the job was delivered at once, without an id.
pub fn poll(ticket: Ticket) -> Result<StatusQuery> {
    if !ticket.job.can_be_polled() {
        return Err(Error::delivered_at_once(&ticket).into());
    }
    Ok(StatusQuery { request: (ticket.provider.poll)(&ticket), read: ticket.provider.read_poll, ticket })
}

/// Cancels a job.
///
/// # Errors
///
/// [`Unsupported`](crate::job::error::ErrorKind::Unsupported) if the provider has no such call, or the job was
/// delivered at once, without an id.
pub fn cancel(ticket: Ticket) -> Result<StatusQuery> {
    if !ticket.job.can_be_polled() {
        return Err(Error::delivered_at_once(&ticket).into());
    }
    match &ticket.provider.cancel {
        Some(cancel) => Ok(StatusQuery { request: (cancel.request)(&ticket), read: cancel.read, ticket }),
        None => Err(Error::cannot_cancel(&ticket).into()),
    }
}

impl StatusQuery {
    /// Returns the ticket of the job.
    pub fn ticket(&self) -> &Ticket {
        &self.ticket
    }

    /// Reads the reply.
    ///
    /// # Errors
    ///
    /// Those of the exchange. A retry can help after all of them but `unauthorized`.
    pub fn read(&self, answer: Answer) -> Result<JobState> {
        let provider = self.ticket.provider;
        let error = match answer.and_then(HttpResponse::complete) {
            Ok(response) if response.is_success() => match (self.read)(&response) {
                Ok(state) => return Ok(state),
                Err(error @ ReadError::NoImages { .. }) => {
                    return Err(Error::no_images(&response, error, &self.ticket).into());
                }
                Err(error) => Error::unreadable(&response, error, (provider.read_error)(&response)),
            },
            Err(lost) => Error::unanswered(provider, lost),
            Ok(response) => Error::refusal(&response, (provider.read_error)(&response)),
        };
        Err(error.accepted(&self.ticket).into())
    }
}

/// Reads the reply to [`Provider::probe`].
///
/// # Errors
///
/// `unauthorized` if the key is refused, `network` for CORS or a wrong URL, `badResponse` if another server
/// answered.
pub fn read_probe(provider: &'static Provider, answer: Answer) -> Result<()> {
    let answer = answer.and_then(HttpResponse::complete);
    let response = answer.map_err(|lost| Error::unanswered(provider, lost).at(provider.id))?;
    if (provider.read_probe)(&response) {
        return Ok(());
    }
    let provider_error = (provider.read_error)(&response);
    let error = match response.status {
        200..=299 | 404 => Error::unreadable(&response, ReadError::UnknownShape, provider_error),
        _ => Error::refusal(&response, provider_error),
    };
    Err(error.at(provider.id).into())
}
