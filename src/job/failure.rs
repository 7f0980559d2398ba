//! What went wrong on a job's way, in sentences that say what to do.

use std::time::Duration;

use crate::job::error::{Billed, Error, ErrorKind};
use crate::provider::Provider;
use crate::provider::error::{NoReceipt, ProviderError};
use crate::provider::ticket::Ticket;
use crate::wire::http::{HttpResponse, TransportError};

/// The caller's deadline passed, perhaps because too many calls kept a request from being sent.
pub fn timed_out(provider: &Provider, ticket: Option<&Ticket>, last: Option<&Error>) -> Error {
    let message = "The time that `timeoutMs` allows is over.";
    let mut error = Error::new(ErrorKind::TimedOut, message).at(provider.id);
    if let Some(last) = last {
        error.message.push_str(" The last failure: ");
        error.message.push_str(&last.message);
        if ticket.is_none() && last.kind == ErrorKind::RateLimited {
            error.kind = last.kind;
            error.status = last.status;
            error.retry_after = last.retry_after;
        }
    }
    match ticket {
        Some(ticket) => error.accepted(ticket),
        None => error,
    }
}

/// The provider got too many calls of other jobs, so nothing was sent for this one.
pub fn held(pause: Duration) -> Error {
    let message = "The provider got too many calls from this page, so this one was not sent.";
    Error { retry_after: Some(pause), ..Error::new(ErrorKind::RateLimited, message) }
}

/// There was no reply, or none that could be read to its end.
pub fn unanswered(provider: &Provider, lost: TransportError) -> Error {
    let (kind, message) = match lost {
        TransportError::TimedOut => (ErrorKind::TimedOut, "did not answer in time."),
        TransportError::TooLong => (ErrorKind::BadResponse, "gave an answer that is far too long."),
        TransportError::Failed => (
            ErrorKind::Network,
            "gave no answer. A browser does not tell why: no network, a wrong `relay` or `baseUrl`, or no CORS headers for this page, \
             which a relay of your own can add. `checkAccess` asks without buying.",
        ),
    };
    Error::new(kind, [provider.name, " ", message].concat())
}

/// An image could not be read while it was being sent.
pub fn unreadable_file(image: usize) -> Error {
    let number = (image + 1).to_string();
    let message = [
        "Image ",
        &number,
        " could not be read: it changed or went away since it was chosen. Choose it again.",
    ];
    Error::new(ErrorKind::UnreadableFile, message.concat())
}

/// The storage that the provider named did not take an image. The key has no part in it.
pub fn storage_refusal(response: &HttpResponse) -> Error {
    let kind = match response.status {
        408 | 425 | 500.. => ErrorKind::Unavailable,
        429 => ErrorKind::RateLimited,
        _ => ErrorKind::Refused,
    };
    Error {
        status: Some(response.status),
        retry_after: response.retry_after(),
        ..Error::new(kind, "The provider's storage did not take the image.")
    }
}

/// A success in a shape that nobody documented.
pub fn unreadable(response: &HttpResponse, fault: ProviderError) -> Error {
    let mut message = String::from("The provider's answer could not be understood");
    fault.append_to(&mut message);
    Error { status: Some(response.status), code: fault.code, ..Error::new(ErrorKind::BadResponse, message) }
}

/// A submit's success that gives no id that can be asked for.
pub fn no_receipt(response: &HttpResponse, fault: ProviderError, receipt: NoReceipt) -> Error {
    let mut error = unreadable(response, fault);
    if let Some(id) = receipt.id {
        for part in [" It calls the job \"", &id, "\", which cannot be asked about here: ask the provider."] {
            error.message.push_str(part);
        }
    }
    error
}

/// The provider calls the job done and gives nothing that a page may open.
pub fn no_images(ticket: &Ticket, response: &HttpResponse) -> Error {
    let message =
        "The provider says that the job is done, but gives no image with an address that a page may open.";
    let error = Error::new(ErrorKind::BadResponse, message).billed(Billed::Yes).of(ticket);
    Error { status: Some(response.status), ..error }
}

/// The job failed at the provider.
pub fn failed(fault: ProviderError, refunded: bool) -> Error {
    let mut message = String::from("The provider accepted the job, and then it failed there");
    fault.append_to(&mut message);
    let billed = if refunded { Billed::No } else { Billed::Unknown };
    Error { code: fault.code, ..Error::new(ErrorKind::JobFailed, message).billed(billed) }
}

/// The job was cancelled at the provider.
pub fn cancelled(refunded: bool) -> Error {
    let billed = if refunded { Billed::No } else { Billed::Unknown };
    Error::new(ErrorKind::JobFailed, "The job was cancelled at the provider.").billed(billed)
}

impl Error {
    /// Says that the job was bought and may still finish.
    pub fn accepted(mut self, ticket: &Ticket) -> Self {
        self.message.push_str(" The job was accepted and may still finish: `wait` goes on with its ticket.");
        self.billed(Billed::Yes).of(ticket)
    }

    /// Says that the submit may have bought a job.
    pub fn maybe_billed(mut self) -> Self {
        self.message.push_str(" The job may have been bought all the same, so it was not sent again.");
        self.billed(Billed::Unknown)
    }
}
