//! Single questions to a provider: each is one exchange, and one reading of what comes back.

use std::result::Result as Answer;

use super::error::{Error, ErrorKind, Result};
use super::failure;
use super::http::{HttpRequest, HttpResponse, TransportError};
use super::output::JobState;
use super::provider::{Cancel, Flaw, Provider};
use super::ticket::Ticket;

/// Reads the answer to [`Provider::poll`], asked once.
///
/// # Errors
///
/// Those of the exchange; a job that failed is a state. Asking again can help after all but `unauthorized`.
pub fn read_poll(ticket: &Ticket, answer: Answer<HttpResponse, TransportError>) -> Result<JobState> {
    read_state(ticket, ticket.provider.read_poll, answer)
}

/// Gives the request that cancels a job.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] where the vendor has none.
pub fn cancel(ticket: &Ticket) -> Result<HttpRequest> {
    Ok((find_cancel(ticket)?.request)(ticket))
}

/// Reads the answer to [`cancel`].
///
/// # Errors
///
/// Those of the exchange: the provider's no, above all when the job has begun.
pub fn read_cancel(ticket: &Ticket, answer: Answer<HttpResponse, TransportError>) -> Result<JobState> {
    read_state(ticket, find_cancel(ticket)?.read, answer)
}

/// Reads the answer to [`Provider::probe`].
///
/// # Errors
///
/// `unauthorized` for the key, `network` for CORS or a wrong address, `badResponse` for another server's answer.
pub fn read_probe(provider: &'static Provider, answer: Answer<HttpResponse, TransportError>) -> Result<()> {
    let response = answer.map_err(|lost| failure::unanswered(provider, lost).at(provider.id))?;
    if (provider.read_probe)(&response) {
        return Ok(());
    }
    let fault = (provider.read_fault)(&response);
    let error = match response.status {
        200..=299 | 404 => failure::unreadable(&response, fault),
        _ => Error::refusal(&response, fault),
    };
    Err(error.at(provider.id).into())
}

fn find_cancel(ticket: &Ticket) -> Result<&'static Cancel> {
    let unsupported = || {
        let message =
            [ticket.provider.name, " has no call that cancels a job. It will finish there."].concat();
        Box::new(Error::new(ErrorKind::Unsupported, message).of(ticket))
    };
    ticket.provider.cancel.as_ref().ok_or_else(unsupported)
}

fn read_state(
    ticket: &Ticket,
    read: fn(&HttpResponse) -> Answer<JobState, Flaw>,
    answer: Answer<HttpResponse, TransportError>,
) -> Result<JobState> {
    let response = answer.map_err(|lost| failure::unanswered(ticket.provider, lost).accepted(ticket))?;
    let fault = || (ticket.provider.read_fault)(&response);
    if !response.is_success() {
        return Err(Error::refusal(&response, fault()).accepted(ticket).into());
    }
    let error = match read(&response) {
        Ok(state) => return Ok(state),
        Err(Flaw::NoImages) => failure::no_images(&response),
        Err(Flaw::Unreadable) => failure::unreadable(&response, fault()),
    };
    Err(error.accepted(ticket).into())
}
