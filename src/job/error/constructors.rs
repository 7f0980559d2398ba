//! Every constructor of [`Error`], with its sentence: what happened, and what to do.

use std::time::Duration;

use crate::job::error::code::ErrorCode;
use crate::job::error::{Billed, Error, ErrorKind};
use crate::media::{Format, ParseError};
use crate::provider::Provider;
use crate::provider::error::{ProviderError, ReadError, is_of_relay};
use crate::provider::intent::Intent;
use crate::provider::ticket::Ticket;
use crate::wire::http::{FrontEnd, HttpResponse, RelayOutcome, TransportError};
use crate::wire::json::Json;
use crate::wire::problem::{Defect, Problem, ProblemCode};
use crate::wire::redact::excerpt;
use crate::wire::text::finish;

/// The request or the options are wrong; nothing was sent.
impl Error {
    /// Names every wrong field, up to twenty.
    pub fn invalid(mut problems: Vec<Problem>) -> Self {
        let more = problems.len().saturating_sub(MOST_PROBLEMS);
        problems.truncate(MOST_PROBLEMS);
        let mut named: Vec<_> = problems
            .iter()
            .map(|Problem { field, defect }| format!("`{field}` {}", defect.message))
            .collect();
        if more > 0 {
            named.push(format!("and {more} more"));
        }
        let message = format!("The request was not sent: {}.", named.join("; "));
        Self { problems, ..Self::new(ErrorKind::InvalidRequest, message) }
    }

    /// A request body over the caller's own limit, `maxBodyBytes`.
    pub fn body_too_large(bytes: u64, max: u64) -> Self {
        let message = format!(
            "make a body of {bytes} bytes, but `maxBodyBytes` is {max}: use smaller ones, or `upload`"
        );
        let defect = Defect::new(ProblemCode::TooLarge, message);
        let defect = defect.with("given", bytes as f64).with("max", max as f64).with("unit", "bytes");
        Self::invalid_field("images", defect)
    }

    /// An image that cannot be stripped of its metadata.
    pub fn damaged_image(image: &str, damage: ParseError) -> Self {
        let why = match damage {
            ParseError::Malformed => "breaks the rules of its format",
            ParseError::TooManyParts => "has more parts than any camera or program writes",
            ParseError::Truncated => "ends before its image does",
        };
        let message =
            format!("is damaged: it {why}. Save it anew, or send it as it is with `keepMetadata: true`");
        Self::invalid_field(image, Defect::new(ProblemCode::Damaged, message))
    }

    /// An image of the request that cannot be used; `image` is its field.
    pub fn invalid_image(image: &str, defect: Defect) -> Self {
        Self::invalid_field(image, defect)
    }

    /// A key that no HTTP header can carry; `message` reads on from the name of the option.
    pub fn invalid_key(provider: &Provider, message: &str) -> Self {
        let defect = Defect::new(ProblemCode::InvalidKey, message);
        Self::invalid_field(&format!("providers.{}.apiKey", provider.id), defect)
    }

    /// A request built for the caller's own `fetch` whose images the provider takes only by an upload.
    pub fn needs_upload(provider: &Provider) -> Self {
        let message = format!(
            "must be uploaded first at {}: give `upload` or `https:` addresses, or let `run` do it",
            provider.name
        );
        Self::invalid_field("images", Defect::new(ProblemCode::NeedsUpload, message))
    }

    /// A `timeoutMs` that is over before the first request.
    pub fn no_time_to_send() -> Self {
        let message = "leaves no time to send anything";
        Self::invalid_field("timeoutMs", Defect::new(ProblemCode::OutOfRange, message))
    }

    /// A file whose bytes are not those of an image.
    pub fn not_an_image() -> Self {
        let message = "is not an image in a format that Plantain knows";
        Self::invalid_field("file", Defect::new(ProblemCode::WrongFormat, message))
    }

    /// A file whose metadata cannot be removed without re-encoding.
    pub fn unstrippable_file(format: Format) -> Self {
        Self::invalid_field("file", unstrippable(format))
    }

    /// An image of the request whose metadata cannot be removed without re-encoding, which the caller forbids.
    pub fn unstrippable_image(image: &str, format: Format) -> Self {
        Self::invalid_image(image, unstrippable(format))
    }

    /// A value that is not a file.
    pub fn not_a_file(found: &str) -> Self {
        let message = format!("must be a file, bytes, a canvas or an ImageBitmap, not {found}");
        Self::invalid_field("file", Defect::new(ProblemCode::WrongType, message))
    }

    /// A stored intent that this package did not write.
    pub fn not_an_intent() -> Self {
        Self::not_of_package("intent", "is not an intent from `pending` or an error")
    }

    /// A request that is not an object.
    pub fn not_a_request(defect: Defect) -> Self {
        Self::invalid_field("request", defect)
    }

    /// A stored ticket that this package did not write.
    pub fn not_a_ticket() -> Self {
        Self::not_of_package("ticket", "is not a ticket from `submit`, `onAccepted` or an error")
    }

    /// A ticket whose job id could lead elsewhere.
    pub fn not_a_job_id() -> Self {
        Self::not_of_package("ticket.job", "is not the id of a job")
    }

    /// A ticket whose queue the provider does not have.
    pub fn unknown_queue() -> Self {
        Self::not_of_package("ticket.queue", "is not a queue of this provider")
    }

    /// A provider that is not in the list.
    pub fn unknown_provider() -> Self {
        let message = "is not a provider that Plantain knows";
        Self::invalid_field("provider", Defect::new(ProblemCode::NotOneOf, message))
    }

    /// An `upload` function that did not return the address of the image.
    pub fn upload_without_url() -> Self {
        let message = "did not return an `https:` address for an image";
        Self::invalid_field("upload", Defect::new(ProblemCode::NotAnAddress, message))
    }

    fn not_of_package(field: &str, message: &str) -> Self {
        Self::invalid_field(field, Defect::new(ProblemCode::NotOfPackage, message))
    }

    fn invalid_field(field: &str, defect: Defect) -> Self {
        Self::invalid(vec![Problem::new(field, defect)])
    }
}

/// Nothing reached the provider, or it did not answer.
impl Error {
    /// No key, and no relay that adds one.
    pub fn missing_key(provider: &Provider) -> Self {
        let message = format!(
            "There is no key for {}: give `providers.{}.apiKey`, or a `relay` that adds it.",
            provider.name, provider.id
        );
        Self::new(ErrorKind::Unauthorized, message).coded(ErrorCode::NoKey).at(provider.id)
    }

    /// The deadline passed before the request was ready.
    pub fn timed_out_before_sending() -> Self {
        let message =
            format!("{TIMED_OUT} The key, the files or the uploads were not ready; nothing was bought.");
        Self::new(ErrorKind::TimedOut, message).coded(ErrorCode::NotReady)
    }

    /// The deadline passed.
    ///
    /// Where nothing but 429s kept the submit from being accepted, the kind is
    /// [`RateLimited`](ErrorKind::RateLimited).
    pub fn timed_out(provider: &Provider, ticket: Option<&Ticket>, last: Option<&Self>) -> Self {
        let mut error = Self::new(ErrorKind::TimedOut, TIMED_OUT).at(provider.id);
        if let Some(last) = last {
            error.message = format!("{TIMED_OUT} The last failure: {}", last.message);
            if ticket.is_none() && last.kind == ErrorKind::RateLimited {
                error.kind = last.kind;
                error.code.clone_from(&last.code);
                error.own_code = last.own_code;
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
        let error = Self::new(ErrorKind::RateLimited, message).coded(ErrorCode::Throttled);
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
            TransportError::Failed => (
                ErrorKind::Network,
                format!(
                    "{name} gave no answer. A browser does not tell why: no network, a wrong `relay` or `baseUrl`, \
                     or no CORS headers for this page, which a relay of your own can add. `checkAccess` asks without \
                     buying."
                ),
            ),
        };
        Self::new(kind, message).coded(match error {
            TransportError::TooLong => ErrorCode::TooLong,
            TransportError::Failed | TransportError::Offline | TransportError::TimedOut => kind.into(),
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
        };
        let message = format!("{} answered with status {}, but {what}.", provider.name, response.status);
        Self { status: Some(response.status), raw: raw(response), ..Self::new(kind, message).coded(code) }
    }

    /// A body or a stripped image that the browser has no memory for.
    pub fn out_of_memory() -> Self {
        let message =
            "needs more memory than the browser has left: use smaller images, or fewer calls at a time";
        Self::invalid_field("request", Defect::new(ProblemCode::OutOfMemory, message))
    }

    /// A file changed or was removed while it was being read.
    pub fn unreadable_file(image: &str) -> Self {
        let message = format!(
            "`{image}` could not be read: it changed or was removed since it was chosen. Choose it again."
        );
        Self::new(ErrorKind::UnreadableFile, message)
    }
}

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
            ErrorKind::BadResponse => UNREADABLE,
            ErrorKind::InsufficientCredit => "The account at the provider has no credit left",
            ErrorKind::RateLimited => "The provider got too many calls",
            ErrorKind::Refused => "The provider refused the request",
            // The sentence of a refused key.
            ErrorKind::Unauthorized => "The provider did not accept the key",
            _ => OUT_OF_ORDER,
        };
        let retry_after = error.retry_after.or_else(|| response.retry_after());
        let stranger = Stranger::of(response, &error);
        let mut error = Self { retry_after, ..Self::replied(kind, response, sentence, error) };
        if response.status == 409 {
            error = error.coded(ErrorCode::Conflict);
        }
        match stranger {
            // An outage may have a page of its own.
            Some(stranger) if kind == ErrorKind::Unavailable => Self { message: stranger.message, ..error },
            Some(stranger) => stranger.tell(error),
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
            ..Self::new(kind, "The provider's storage did not take the image.").coded(ErrorCode::Storage)
        }
    }

    /// A success in an undocumented shape, or without what it is for.
    pub fn unreadable(response: &HttpResponse, read: ReadError, error: ProviderError) -> Self {
        let stranger = Stranger::of(response, &error);
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
                return match stranger {
                    Some(stranger) => stranger.tell(error),
                    None => error,
                };
            }
        };
        Self { message, ..error.coded(code) }
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
        error.coded(ErrorCode::JobCancelled).refunded(refunded)
    }

    /// A provider without a call that cancels jobs.
    pub fn cannot_cancel(ticket: &Ticket) -> Self {
        let message =
            format!("{} has no call that cancels a job. It will finish there.", ticket.provider.name);
        let error = Self::new(ErrorKind::Unsupported, message).coded(ErrorCode::CannotCancel);
        error.billed(Billed::Yes).of(ticket)
    }

    /// A job without an id, whose images came with the reply to its submit.
    pub fn delivered_at_once(ticket: &Ticket) -> Self {
        let message = format!(
            "{} delivered the images of this job in its reply to the submit, without an id: there is nothing to wait \
             for, and `run` is the call that returns them.",
            ticket.provider.name
        );
        let error = Self::new(ErrorKind::Unsupported, message).coded(ErrorCode::DeliveredAtOnce);
        error.billed(Billed::Yes).of(ticket)
    }

    /// A submit that the relay recorded, whose reply had the images and no id. `raw` has their addresses.
    pub fn found_delivered(reply: &HttpResponse, intent: &Intent) -> Self {
        let message = format!(
            "{} delivered the images in its reply to the submit, without an id: there is nothing to wait for, and `raw` \
             has what the relay kept of the reply.",
            intent.provider.name
        );
        let error = Self { raw: raw(reply), ..Self::new(ErrorKind::Unsupported, message) };
        error.coded(ErrorCode::DeliveredAtOnce).unconfirmed(intent).billed(Billed::Yes)
    }

    /// A provider without a list of jobs.
    pub fn cannot_list(intent: &Intent) -> Self {
        let message = format!(
            "{} has no call that lists jobs, so Plantain cannot tell whether the job was bought: look into your \
             account there.",
            intent.provider.name
        );
        Self::new(ErrorKind::Unsupported, message).coded(ErrorCode::NoList).unconfirmed(intent)
    }

    /// A server in front of the provider that does not show its callers each other's jobs.
    pub fn list_withheld() -> Self {
        let message = "No list of jobs is given here, so Plantain cannot tell whether the job was bought. A server that \
                       has several callers, such as a relay, does not show them each other's jobs: look into the \
                       account at the provider.";
        Self::new(ErrorKind::Unsupported, message).coded(ErrorCode::NoList)
    }

    /// A `relay` that is not Plantain's, or an old one.
    pub fn no_record() -> Self {
        let message = "The relay keeps no record of submits, so Plantain cannot tell whether the job was bought: look \
                       into the account at the provider. `relay` is for `plantain/relay`, and `baseUrl` for any other \
                       server.";
        Self::new(ErrorKind::Unsupported, message).coded(ErrorCode::NoRecord)
    }

    /// A submit that is older than what a relay still knows.
    pub fn record_expired() -> Self {
        let message = "The relay knows of submits for a day, and this one is older, so Plantain cannot tell whether the \
                       job was bought: look into the account at the provider.";
        Self::new(ErrorKind::Unsupported, message).coded(ErrorCode::RecordOld)
    }

    /// A relay that sent a submit and got no clear reply.
    pub fn relay_does_not_know(status: u16) -> Self {
        let message = "The relay sent this submit and got no clear answer, so it does not know whether the job was \
                       bought: look into the account at the provider.";
        let error = Self::new(ErrorKind::Unavailable, message).coded(ErrorCode::RelayUnsure);
        Self { status: Some(status), ..error }
    }

    /// Several jobs that the submit may have created.
    pub fn ambiguous(candidates: Vec<Ticket>) -> Self {
        let message = "More than one job may be the one that was bought, and Plantain does not guess: `candidates` has \
                       those that were found. `wait` and `status` buy nothing.";
        Self { candidates, ..Self::new(ErrorKind::Ambiguous, message) }
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

    fn coded(mut self, code: ErrorCode) -> Self {
        self.own_code = code;
        self
    }

    fn billed(mut self, billed: Billed) -> Self {
        self.billed = billed;
        self
    }

    fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            provider: None,
            status: None,
            code: None,
            own_code: kind.into(),
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

/// A server that answered and is not the one that should: it says nothing that the provider or a relay would.
struct Stranger {
    code: ErrorCode,
    message: String,
}

impl Stranger {
    /// Returns the stranger that gave a reply; `None` if the provider or a relay may have.
    fn of(response: &HttpResponse, said: &ProviderError) -> Option<Self> {
        let source = response.source.as_ref()?;
        let status = response.status;
        // At its own host a provider may refuse without a word.
        let is_elsewhere = source.front_end.is_some() && !said.is_said() && matches!(status, 404 | 405);
        let is_refusal = (400..500).contains(&status) && !said.is_said();
        let what = match source.is_page {
            true => format!("a web page (status {status})"),
            false if is_elsewhere || is_refusal => {
                format!("the status {status} and no error of the provider")
            }
            false => return None,
        };
        let (code, hint) = match source.front_end {
            Some(FrontEnd::Relay) if source.is_page || is_elsewhere => (
                ErrorCode::NoRelay,
                ": no relay answers there. Start `plantain/relay` at this address, or let your server pass the calls \
                 under it on.",
            ),
            Some(FrontEnd::Other) if source.is_page || is_elsewhere => {
                (ErrorCode::NoService, ": check `baseUrl`.")
            }
            None if source.is_page => (ErrorCode::NoService, ", not as the provider does."),
            _ => (ErrorCode::Refused, "."),
        };
        Some(Self { code, message: format!("The address {} answered with {what}{hint}", source.address) })
    }

    /// Puts what is known of the stranger into an error.
    fn tell(self, error: Error) -> Error {
        if self.code == ErrorCode::Refused && error.own_code == ErrorCode::Refused {
            return Error { message: self.message, ..error };
        }
        if self.code == ErrorCode::Refused {
            // The status says more than that: the address is added.
            let said = error.message.trim_end_matches('.');
            return Error { message: format!("{said}. {}", self.message), ..error };
        }
        Error { own_code: self.code, message: self.message, ..error }
    }
}

/// Returns what an answer says, for a person who looks for the job in it.
fn raw(response: &HttpResponse) -> Option<Json> {
    let fragment = response.fragment.as_ref().map(|fragment| &fragment.read);
    response.body.as_ref().or(fragment).map(excerpt)
}

fn unstrippable(format: Format) -> Defect {
    let message = format!(
        "may hold metadata, such as the place where it was taken, that cannot be removed from {} without encoding \
         it again: save it as JPEG or PNG, or keep the metadata with `keepMetadata: true`",
        format.name()
    );
    Defect::new(ProblemCode::Unstrippable, message).with("given", format.name())
}

const OUT_OF_ORDER: &str = "The provider is out of order";
const TIMED_OUT: &str = "The time that `timeoutMs` allows is over.";
const UNREADABLE: &str = "The provider's answer could not be understood";
const NO_IMAGES: &str =
    "The provider says that the job is done, but gives no image with an address that a page may open";
/// How many problems one error names.
const MOST_PROBLEMS: usize = 20;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn thousands_of_problems_are_counted_and_not_listed() {
        let defect = || Defect::new(ProblemCode::Empty, "is empty");
        let problems = (0..10_000).map(|index| Problem::new(&format!("images[{index}]"), defect()));
        let error = Error::invalid(problems.collect());
        assert_eq!(error.problems.len(), 20);
        assert!(error.message.ends_with("`images[19]` is empty; and 9980 more."), "{}", error.message);
    }

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

    #[test]
    fn only_an_error_without_a_clear_answer_leaves_the_purchase_open() {
        let error = |billed| Error::new(ErrorKind::Network, "x").billed(billed);
        assert!(error(Billed::Unknown).leaves_it_open());
        assert!(!error(Billed::No).leaves_it_open());
        assert!(!error(Billed::Yes).leaves_it_open());
    }
}
