//! Errors in what the provider, its storage or a relay replied.

use crate::job::error::code::ErrorCode;
use crate::job::error::constructors::details::raw;
use crate::job::error::constructors::other_server::OtherServer;
use crate::job::error::{Billed, Error, ErrorKind};
use crate::provider::error::{ProviderError, ReadError, is_of_relay};
use crate::provider::ticket::Ticket;
use crate::wire::http::HttpResponse;
use crate::wire::relay_outcome::RelayOutcome;
use crate::wire::text::finish;

/// The provider answered.
impl Error {
    /// A reply that is not a success, by its status and by what the provider says in it.
    pub fn refusal(response: &HttpResponse, error: ProviderError) -> Self {
        let kind = match response.status {
            401 | 403 => ErrorKind::Unauthorized,
            402 => ErrorKind::InsufficientCredit,
            429 => ErrorKind::RateLimited,
            408 | 409 | 421 | 425 | 500.. => ErrorKind::Unavailable,
            400..=499 => ErrorKind::Refused,
            _ => ErrorKind::BadResponse,
        };
        let sentence = match kind {
            _ if response.status == 409 => {
                "The provider says that this clashes with something it already has"
            }
            _ if REDIRECTS.contains(&response.status) => {
                "The address answered with a redirect, which is not followed because it may lead the key elsewhere"
            }
            ErrorKind::BadResponse => UNREADABLE,
            ErrorKind::InsufficientCredit => "The account at the provider has no credit left",
            ErrorKind::RateLimited => "The provider got too many calls",
            ErrorKind::Refused => "The provider refused the request",
            // The sentence of a refused key.
            ErrorKind::Unauthorized => "The provider did not accept the key",
            _ => OUT_OF_ORDER,
        };
        let retry_after = error.retry_after.or_else(|| response.retry_after());
        let other_server = OtherServer::of(response, &error);
        let mut error = Self { retry_after, ..Self::replied(kind, response, sentence, error) };
        if response.status == 409 {
            error = error.with_code(ErrorCode::Conflict);
        }
        match other_server {
            // An outage may have a page of its own.
            Some(other_server) if kind == ErrorKind::Unavailable => {
                Self { message: other_server.message, ..error }
            }
            Some(other_server) => other_server.describe(error),
            None => error,
        }
    }

    /// A refusal of a submit by a relay or, behind it, the provider.
    pub fn relayed_refusal(response: &HttpResponse, error: ProviderError) -> Self {
        let is_unsent = response.relay_outcome == Some(RelayOutcome::Unsent);
        match response.status {
            422 if is_unsent => {
                let sentence = "The relay did not send the request: another one was sent under its idempotency key. \
                                Another call gets a key of its own";
                Self::replied(ErrorKind::InvalidRequest, response, sentence, error)
            }
            // The relay was not ready.
            424 if is_unsent => Self::replied(ErrorKind::Unavailable, response, OUT_OF_ORDER, error),
            _ => Self::refusal(response, error),
        }
    }

    /// The storage that the provider named did not take an image. The key is not involved.
    pub fn storage_refusal(response: &HttpResponse) -> Self {
        let kind = match response.status {
            408 | 421 | 425 | 500.. => ErrorKind::Unavailable,
            429 => ErrorKind::RateLimited,
            _ => ErrorKind::Refused,
        };
        Self {
            status: Some(response.status),
            retry_after: response.retry_after(),
            ..Self::new(kind, "The provider's storage did not take the image.").with_code(ErrorCode::Storage)
        }
    }

    /// A success in an undocumented shape, or without a job id or images.
    pub fn unreadable(response: &HttpResponse, read: ReadError, error: ProviderError) -> Self {
        let other_server = OtherServer::of(response, &error);
        let error = Self::replied(ErrorKind::BadResponse, response, UNREADABLE, error);
        let error = Self { raw: raw(response), ..error };
        let (code, message) = match read {
            ReadError::NoImages { withheld } if withheld.is_empty() => {
                (ErrorCode::NoImages, format!("{NO_IMAGES}."))
            }
            ReadError::NoImages { withheld } => {
                (ErrorCode::NoImages, format!("{NO_IMAGES}: {}.", withheld.join(", ")))
            }
            ReadError::NoJobId { id: Some(id) } => {
                let advice = format!("It calls the job \"{id}\", which cannot be polled: ask the provider.");
                (ErrorCode::NoJobId, format!("{} {advice}", error.message))
            }
            ReadError::NoJobId { id: None } | ReadError::UnknownShape => {
                return match other_server {
                    Some(other_server) => other_server.describe(error),
                    None => error,
                };
            }
        };
        Self { message, ..error.with_code(code) }
    }

    /// A job that is done without an image that a page may open.
    pub fn no_images(response: &HttpResponse, error: ReadError, ticket: &Ticket) -> Self {
        Self::unreadable(response, error, ProviderError::default()).billed(Billed::Yes).of(ticket)
    }

    /// A job that failed at the provider.
    pub fn job_failed(error: ProviderError, refunded: bool) -> Self {
        let message = error.explain("The provider accepted the job, and then it failed there");
        let failed = Self::new(ErrorKind::JobFailed, message).refunded(refunded);
        Self { code: error.code, provider_message: error.message, ..failed }
    }

    /// A job that was cancelled at the provider.
    pub fn job_cancelled(refunded: bool) -> Self {
        let error = Self::new(ErrorKind::JobFailed, "The job was cancelled at the provider.");
        error.with_code(ErrorCode::JobCancelled).refunded(refunded)
    }

    /// A provider without a call that cancels jobs.
    pub fn cannot_cancel(ticket: &Ticket) -> Self {
        let message =
            format!("{} has no call that cancels a job. It will finish there.", ticket.provider.name);
        let error = Self::new(ErrorKind::Unsupported, message).with_code(ErrorCode::CannotCancel);
        error.billed(Billed::Yes).of(ticket)
    }

    /// A job without an id, whose images came with the reply to its submit.
    pub fn delivered_at_once(ticket: &Ticket) -> Self {
        let message = format!(
            "{} delivered the images of this job in its reply to the submit, without an id: there is nothing to wait \
             for, and `run` is the call that returns them.",
            ticket.provider.name
        );
        let error = Self::new(ErrorKind::Unsupported, message).with_code(ErrorCode::DeliveredAtOnce);
        error.billed(Billed::Yes).of(ticket)
    }

    fn replied(kind: ErrorKind, response: &HttpResponse, sentence: &str, error: ProviderError) -> Self {
        let is_of_relay = error.code.as_deref().is_some_and(is_of_relay);
        let (message, provider_message) = match error.message {
            // A relay's own refusals are whole sentences, and the provider has no part in them.
            Some(message) if is_of_relay => (finish(&message), None),
            None if is_of_relay => (error.explain("The relay refused the call"), None),
            _ => (error.explain(sentence), error.message),
        };
        let replied = Self::new(kind, message);
        Self { status: Some(response.status), code: error.code, provider_message, ..replied }
    }

    fn refunded(self, refunded: bool) -> Self {
        self.billed(if refunded { Billed::No } else { Billed::Unknown })
    }
}

const REDIRECTS: [u16; 5] = [301, 302, 303, 307, 308];
const OUT_OF_ORDER: &str = "The provider is out of order";
const UNREADABLE: &str = "The provider's answer could not be understood";
const NO_IMAGES: &str =
    "The provider says that the job is done, but gives no image with an address that a page may open";

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_is_not_called_an_outage() {
        let refusal = |status| {
            let response = HttpResponse::new(status, None);
            Error::refusal(&response, ProviderError::from_message("Same id."))
        };
        let conflict = refusal(409);
        assert_eq!(conflict.kind, ErrorKind::Unavailable);
        assert_eq!(
            conflict.message,
            "The provider says that this clashes with something it already has: Same id."
        );
        assert_eq!(refusal(500).message, "The provider is out of order: Same id.");
        assert_eq!(refusal(304).message, "The provider's answer could not be understood: Same id.");
    }
}
