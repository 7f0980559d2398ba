//! Errors without a reply, or with one that broke off.

use std::time::Duration;

use crate::job::error::code::ErrorCode;
use crate::job::error::constructors::details::raw;
use crate::job::error::{Error, ErrorKind};
use crate::provider::Provider;
use crate::provider::ticket::Ticket;
use crate::wire::http::{HttpResponse, TransportError};

/// Nothing reached the provider, or it did not answer.
impl Error {
    /// No key, and no relay that adds one.
    pub fn missing_key(provider: &Provider) -> Self {
        let message = format!(
            "There is no key for {}: give `providers.{}.apiKey`, or a `relay` that adds it.",
            provider.name, provider.id
        );
        Self::new(ErrorKind::Unauthorized, message).with_code(ErrorCode::NoKey).at(provider.id)
    }

    /// The deadline passed before the request was ready.
    pub fn timed_out_before_sending() -> Self {
        let message =
            format!("{TIMED_OUT} The key, the files or the uploads were not ready; nothing was bought.");
        Self::new(ErrorKind::TimedOut, message).with_code(ErrorCode::NotReady)
    }

    /// The deadline passed.
    ///
    /// Where nothing but 429s kept the submit from being accepted, the kind is
    /// [`RateLimited`](ErrorKind::RateLimited). Where the last failure was that the device is offline, the code says so.
    pub fn timed_out(provider: &Provider, ticket: Option<&Ticket>, last: Option<&Self>) -> Self {
        let mut error = Self::new(ErrorKind::TimedOut, TIMED_OUT).at(provider.id);
        if let Some(last) = last {
            error.message = format!("{TIMED_OUT} The last failure: {}", last.message);
            if last.package_code == ErrorCode::Offline {
                error.package_code = last.package_code;
            }
            if ticket.is_none() && last.kind == ErrorKind::RateLimited {
                error.kind = last.kind;
                error.code.clone_from(&last.code);
                error.package_code = last.package_code;
                error.status = last.status;
                error.retry_after = last.retry_after;
            }
        }
        match ticket {
            Some(ticket) => error.accepted(ticket),
            None => error,
        }
    }

    /// The page's own throttle held the call back, because other jobs got a 429.
    pub fn throttled(pause: Duration) -> Self {
        let message = "The provider got too many calls from this page, so this one was not sent.";
        let error = Self::new(ErrorKind::RateLimited, message).with_code(ErrorCode::Throttled);
        Self { retry_after: Some(pause), ..error }
    }

    /// No reply, or one that could not be read to its end.
    pub fn unanswered(provider: &Provider, error: TransportError) -> Self {
        let name = provider.name;
        let (kind, message) = match error {
            TransportError::TimedOut => (ErrorKind::TimedOut, format!("{name} did not answer in time.")),
            TransportError::TooLong => {
                (ErrorKind::BadResponse, format!("{name} gave an answer that is far too long."))
            }
            TransportError::Offline => (
                ErrorKind::Network,
                format!("{name} gave no answer, and the browser says that this device is offline."),
            ),
            TransportError::Used => (ErrorKind::BadResponse, format!("{name} answered, but {USED}.")),
            TransportError::Failed => (
                ErrorKind::Network,
                format!(
                    "{name} gave no answer. A browser does not tell why: no network, a wrong `relay` or `baseUrl`, \
                     or no CORS headers for this page, which a relay of your own can add. `checkAccess` asks without \
                     buying."
                ),
            ),
        };
        Self::new(kind, message).with_code(match error {
            TransportError::TooLong => ErrorCode::TooLong,
            TransportError::Offline => ErrorCode::Offline,
            TransportError::Used => ErrorCode::BrokenOff,
            TransportError::Failed | TransportError::TimedOut => kind.into(),
        })
    }

    /// A success whose body did not arrive whole, with what could be read of it.
    pub fn broken_off(provider: &Provider, response: &HttpResponse, lost: TransportError) -> Self {
        let (kind, code, what) = match lost {
            TransportError::TimedOut => {
                (ErrorKind::TimedOut, ErrorCode::BrokenOff, "its answer did not end in time")
            }
            TransportError::TooLong => {
                (ErrorKind::BadResponse, ErrorCode::TooLong, "its answer is far too long")
            }
            TransportError::Failed | TransportError::Offline => {
                (ErrorKind::Network, ErrorCode::BrokenOff, "its answer broke off")
            }
            TransportError::Used => (ErrorKind::BadResponse, ErrorCode::BrokenOff, USED),
        };
        let message = format!("{} answered with status {}, but {what}.", provider.name, response.status);
        Self { status: Some(response.status), raw: raw(response), ..Self::new(kind, message).with_code(code) }
    }

    /// A file changed or was removed while it was being read.
    pub fn unreadable_file(image: &str) -> Self {
        let message = format!(
            "`{image}` could not be read: it changed or was removed since it was chosen. Choose it again."
        );
        Self::new(ErrorKind::UnreadableFile, message)
    }
}

const USED: &str = "its body was read before: a `fetch` of your own must read a `clone()` of it";
const TIMED_OUT: &str = "The time that `timeoutMs` allows is over.";
