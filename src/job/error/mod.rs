//! The errors of calls: what went wrong, and whether money was spent.

use std::time::Duration;

use crate::job::error::code::ErrorCode;
use crate::provider::intent::Intent;
use crate::provider::ticket::Ticket;
use crate::wire::json::Json;
use crate::wire::problem::Problem;

mod code;
mod constructors;

/// The error is boxed: it is large, and a success should stay small.
pub type Result<T> = std::result::Result<T, Box<Error>>;

/// The only error that a page sees, made by one of the functions in `constructors/`.
///
/// Holds no key and no image bytes.
#[derive(Clone, Debug)]
pub struct Error {
    pub kind: ErrorKind,
    /// Sentences for a person: what happened and what to do.
    pub message: String,
    pub provider: Option<&'static str>,
    /// The HTTP status, where there was a reply.
    pub status: Option<u16>,
    /// The code that the provider or a relay gave.
    pub code: Option<String>,
    /// The package's own code, for errors without one of those.
    pub package_code: ErrorCode,
    /// The provider's own message.
    pub provider_message: Option<String>,
    pub retry_after: Option<Duration>,
    pub billed: Billed,
    pub ticket: Option<Ticket>,
    /// The intent of a submit whose outcome is unknown.
    pub intent: Option<Box<Intent>>,
    /// The jobs that the submit may have created.
    pub candidates: Vec<Ticket>,
    /// Every field that is wrong.
    pub problems: Vec<Problem>,
    /// What the provider answered, where that could not be understood. Without images.
    pub raw: Option<Json>,
}

impl Error {
    /// Returns `true` if the error is that no reply came, at least not in time.
    pub fn is_without_reply(&self) -> bool {
        self.status.is_none() && matches!(self.kind, ErrorKind::Network | ErrorKind::TimedOut)
    }

    /// Returns `true` if the outcome of the submit is unknown, so its intent must stay in the store.
    pub fn leaves_it_open(&self) -> bool {
        self.billed == Billed::Unknown && self.ticket.is_none()
    }
}

impl From<Error> for Json {
    fn from(error: Error) -> Self {
        let candidates = (!error.candidates.is_empty())
            .then(|| error.candidates.iter().map(Self::from).collect::<Vec<_>>());
        let problems = (!error.problems.is_empty()).then_some(error.problems);
        Self::object(vec![
            ("kind", error.kind.as_str().into()),
            ("message", error.message.into()),
            ("provider", error.provider.into()),
            ("status", error.status.map(f64::from).into()),
            ("code", error.code.unwrap_or_else(|| error.package_code.as_str().to_owned()).into()),
            ("providerMessage", error.provider_message.into()),
            ("retryAfterMs", error.retry_after.map(|pause| pause.as_secs_f64() * 1000.0).into()),
            ("billed", error.billed.as_str().into()),
            ("ticket", error.ticket.as_ref().into()),
            ("intent", error.intent.as_deref().into()),
            ("candidates", candidates.into()),
            ("problems", problems.into()),
            ("raw", error.raw.into()),
        ])
    }
}

/// What went wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ErrorKind {
    /// More than one job may be the one that a search was for.
    ///
    /// Retry: no, a person must choose among the candidates.
    Ambiguous,
    /// A reply that could not be understood.
    ///
    /// Retry: see [`Billed`].
    BadResponse,
    /// The account at the provider has no credit left.
    ///
    /// Retry: after a top-up.
    InsufficientCredit,
    /// The request or the options are wrong; found before anything was sent.
    ///
    /// Retry: no, correct the fields in `problems` first.
    InvalidRequest,
    /// The job was accepted and then failed or was cancelled.
    ///
    /// Retry: maybe; see [`Billed`].
    JobFailed,
    /// There was no reply.
    ///
    /// Retry: see [`Billed`].
    Network,
    /// The provider got too many calls until past the deadline.
    ///
    /// Retry: yes, later.
    RateLimited,
    /// The provider refused this prompt, image or model.
    ///
    /// Retry: no, change the request first.
    Refused,
    /// The deadline passed.
    ///
    /// Retry: with a ticket, wait on; without one see [`Billed`].
    TimedOut,
    /// The key is missing, wrong or not allowed.
    ///
    /// Retry: no, use another key.
    Unauthorized,
    /// The provider is out of order, or the call conflicts with another one.
    ///
    /// Retry: see [`Billed`].
    Unavailable,
    /// A file changed or was removed since it was chosen.
    ///
    /// Retry: no, the file must be chosen again.
    UnreadableFile,
    /// The provider has no such call.
    ///
    /// Retry: no.
    Unsupported,
}

impl ErrorKind {
    /// Returns the name used in JavaScript.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ambiguous => "ambiguous",
            Self::BadResponse => "badResponse",
            Self::InsufficientCredit => "insufficientCredit",
            Self::InvalidRequest => "invalidRequest",
            Self::JobFailed => "jobFailed",
            Self::Network => "network",
            Self::RateLimited => "rateLimited",
            Self::Refused => "refused",
            Self::TimedOut => "timedOut",
            Self::Unauthorized => "unauthorized",
            Self::Unavailable => "unavailable",
            Self::UnreadableFile => "unreadableFile",
            Self::Unsupported => "unsupported",
        }
    }
}

/// The code of a kind, where nothing more is known.
impl From<ErrorKind> for ErrorCode {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::Ambiguous => Self::Ambiguous,
            ErrorKind::BadResponse => Self::Unreadable,
            ErrorKind::InsufficientCredit => Self::NoCredit,
            ErrorKind::InvalidRequest => Self::InvalidRequest,
            ErrorKind::JobFailed => Self::JobFailed,
            ErrorKind::Network => Self::NoAnswer,
            ErrorKind::RateLimited => Self::RateLimited,
            ErrorKind::Refused => Self::Refused,
            ErrorKind::TimedOut => Self::TimedOut,
            ErrorKind::Unauthorized => Self::Unauthorized,
            ErrorKind::Unavailable => Self::Unavailable,
            ErrorKind::UnreadableFile => Self::UnreadableFile,
            ErrorKind::Unsupported => Self::Unsupported,
        }
    }
}

/// Whether money was spent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Billed {
    No,
    /// The submit was sent, and its outcome is unknown. It is never sent again automatically.
    Unknown,
    Yes,
}

impl Billed {
    /// Returns the name used in JavaScript.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Yes => "yes",
        }
    }
}
