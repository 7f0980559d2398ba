//! What went wrong, whose fault it is, and whether money was spent.

use std::time::Duration;

use crate::provider::error::ProviderError;
use crate::provider::intent::Intent;
use crate::provider::ticket::Ticket;
use crate::wire::http::HttpResponse;
use crate::wire::json::Json;
use crate::wire::problem::Problem;

/// Boxed, because an error says much and a success should stay small.
pub type Result<T> = std::result::Result<T, Box<Error>>;

/// Everything that Plantain rejects with but an abort. Holds no key and no image bytes.
#[derive(Clone, Debug)]
pub struct Error {
    pub kind: ErrorKind,
    /// A sentence for a person: what happened and what to do.
    pub message: String,
    pub provider: Option<&'static str>,
    /// The HTTP status, where there was a reply.
    pub status: Option<u16>,
    /// The vendor's own code.
    pub code: Option<String>,
    pub retry_after: Option<Duration>,
    pub billed: Billed,
    pub ticket: Option<Ticket>,
    /// The note of a submit of which nobody knows what became.
    pub intent: Option<Box<Intent>>,
    /// The jobs that may be the one that was bought.
    pub candidates: Vec<Ticket>,
    /// Every field that is wrong.
    pub problems: Vec<Problem>,
}

impl Error {
    /// Makes an error of which nothing else is known; nothing was billed.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            provider: None,
            status: None,
            code: None,
            retry_after: None,
            billed: Billed::No,
            ticket: None,
            intent: None,
            candidates: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Says what is wrong with the caller's request or settings; the message names every field, up to
    /// twenty.
    pub fn invalid(mut problems: Vec<Problem>) -> Self {
        let more = problems.len().saturating_sub(MOST_PROBLEMS);
        problems.truncate(MOST_PROBLEMS);
        let mut message = String::from("The request was not sent:");
        for (index, problem) in problems.iter().enumerate() {
            message.push_str(if index == 0 { " " } else { "; " });
            message.push('`');
            message.push_str(&problem.field);
            message.push_str("` ");
            message.push_str(&problem.message);
        }
        if more > 0 {
            message.push_str("; and ");
            message.push_str(&more.to_string());
            message.push_str(" more");
        }
        message.push('.');
        Self { problems, ..Self::new(ErrorKind::InvalidRequest, message) }
    }

    /// Says what is wrong with one field.
    pub fn invalid_field(field: &str, message: impl Into<String>) -> Self {
        Self::invalid(vec![Problem::new(field, message)])
    }

    /// Reads a reply that is not a success, by its status and what the vendor says in it.
    pub fn refusal(response: &HttpResponse, fault: ProviderError) -> Self {
        let kind = match response.status {
            401 | 403 => ErrorKind::Unauthorized,
            402 => ErrorKind::InsufficientCredit,
            429 => ErrorKind::RateLimited,
            408 | 409 | 425 | 500.. => ErrorKind::Unavailable,
            400..=499 => ErrorKind::Refused,
            _ => ErrorKind::BadResponse,
        };
        let mut message = String::from(match kind {
            _ if response.status == 409 => {
                "The provider says that this clashes with something it already has"
            }
            ErrorKind::BadResponse => "The provider's answer could not be understood",
            ErrorKind::InsufficientCredit => "The account at the provider has no credit left",
            ErrorKind::RateLimited => "The provider got too many calls",
            ErrorKind::Refused => "The provider refused the request",
            ErrorKind::Unauthorized => "The provider did not accept the key",
            _ => "The provider is out of order",
        });
        fault.append_to(&mut message);
        Self {
            status: Some(response.status),
            code: fault.code,
            retry_after: fault.retry_after.or_else(|| response.retry_after()),
            ..Self::new(kind, message)
        }
    }

    /// Tells whether nobody knows what became of the submit that ended in this error: the note stays.
    pub fn leaves_it_open(&self) -> bool {
        self.billed == Billed::Unknown && self.ticket.is_none()
    }

    /// Says at which provider it happened.
    pub fn at(mut self, provider: &'static str) -> Self {
        self.provider = Some(provider);
        self
    }

    /// Says whether money was spent.
    pub fn billed(mut self, billed: Billed) -> Self {
        self.billed = billed;
        self
    }

    /// Adds the receipt of the job that it happened to.
    pub fn of(mut self, ticket: &Ticket) -> Self {
        self.ticket = Some(ticket.clone());
        self.at(ticket.provider.id)
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
            ("code", error.code.into()),
            ("retryAfterMs", error.retry_after.map(|pause| pause.as_secs_f64() * 1000.0).into()),
            ("billed", error.billed.as_str().into()),
            ("ticket", error.ticket.as_ref().into()),
            ("intent", error.intent.as_deref().into()),
            ("candidates", candidates.into()),
            ("problems", problems.into()),
        ])
    }
}

/// Whether trying again can help is said with each.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ErrorKind {
    /// More than one job may be the one that was looked for. Not without a person who knows.
    Ambiguous,
    /// An answer that could not be understood. See [`Billed`].
    BadResponse,
    /// The account is empty. Not before it is filled.
    InsufficientCredit,
    /// The caller's: our own checks, before the network. No.
    InvalidRequest,
    /// Accepted, then failed or cancelled there. Maybe.
    JobFailed,
    /// No answer. See [`Billed`].
    Network,
    /// Too many calls until past the deadline. Yes, later.
    RateLimited,
    /// The provider said no to this prompt, image or model. No.
    Refused,
    /// The caller's deadline. Wait on with the ticket.
    TimedOut,
    /// The key is missing, wrong or not allowed. No.
    Unauthorized,
    /// The provider is out of order, or says that the call clashes with another. See [`Billed`].
    Unavailable,
    /// A file changed or went away since it was chosen. No.
    UnreadableFile,
    /// The vendor has no such call. No.
    Unsupported,
}

impl ErrorKind {
    /// Gives its name in JavaScript.
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

/// Whether money was spent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Billed {
    No,
    /// The submit left and no clear answer came. It is never sent again by itself.
    Unknown,
    Yes,
}

impl Billed {
    /// Gives its name in JavaScript.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Yes => "yes",
        }
    }
}

/// How many problems an error names: more help nobody.
const MOST_PROBLEMS: usize = 20;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn thousands_of_problems_are_counted_and_not_listed() {
        let problems = (0..10_000).map(|index| Problem::new(&format!("images[{index}]"), "is none"));
        let error = Error::invalid(problems.collect());
        assert_eq!(error.problems.len(), 20);
        assert!(error.message.ends_with("`images[19]` is none; and 9980 more."), "{}", error.message);
    }

    #[test]
    fn a_clash_is_not_called_an_outage() {
        let refusal = |status| {
            let response = HttpResponse { status, retry_after: None, body: None };
            Error::refusal(&response, ProviderError::said("Same id."))
        };
        let clash = refusal(409);
        assert_eq!(clash.kind, ErrorKind::Unavailable);
        assert_eq!(
            clash.message,
            "The provider says that this clashes with something it already has: Same id."
        );
        assert_eq!(refusal(500).message, "The provider is out of order: Same id.");
        assert_eq!(refusal(304).message, "The provider's answer could not be understood: Same id.");
    }
}
