//! The context of one call: how the provider is reached, the limits, and the listeners.

use std::time::Duration;

use js_sys::{Array, Function};
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;

use crate::browser::fetch::connection::Connection;
use crate::browser::fetch::exchange::Limits;
use crate::browser::files::body::Filled;
use crate::browser::js_value;
use crate::browser::page::now;
use crate::browser::rejection::Rejection;
use crate::browser::reporter::Reporter;
use crate::browser::store::{Store, notify};
use crate::browser::time::sleep;
use crate::job::Job;
use crate::job::error::{Error, Result};
use crate::job::purpose::Purpose;
use crate::provider::state::JobState;
use crate::provider::ticket::Ticket;
use crate::wire::http::{Address, HttpRequest};
use crate::wire::timestamp::Timestamp;

/// What became of a job after an abort: its state after the cancel and its ticket, or the error of the cancel or the
/// submit.
pub type CancelOutcome = Result<(JobState, Ticket)>;
/// Receives what became of a job after an abort.
pub type CancelListener = Box<dyn Fn(CancelOutcome)>;

/// The context of one call.
pub struct Call {
    pub connection: Connection,
    pub began: Timestamp,
    pub timeout: Duration,
    pub signal: Option<AbortSignal>,
    pub cancel_on_abort: bool,
    /// Whether another provider can make the images.
    pub has_alternative: bool,
    pub max_body_bytes: Option<f64>,
    /// Re-encodes images that the model does not accept. `None` if they are not to be re-encoded.
    pub reencode: Option<Function>,
    pub reporter: Reporter,
    pub on_accepted: Option<Function>,
    pub on_cancel: Option<CancelListener>,
    pub upload: Option<Function>,
    pub store: Store,
}

impl Call {
    /// Returns `true` if the caller has aborted.
    pub fn is_aborted(&self) -> bool {
        self.signal.as_ref().is_some_and(AbortSignal::aborted)
    }

    /// Sleeps as [`sleep::sleep`] does.
    pub async fn sleep(&self, duration: Duration) {
        sleep::sleep(duration, self.signal.as_ref(), self.connection.network()).await;
    }

    /// Returns the abort instead of the error if there was one: an aborted exchange looks like a failure.
    pub fn or_aborted(&self, error: Box<Error>) -> Rejection {
        if self.is_aborted() { Rejection::Aborted } else { Rejection::Failed(error) }
    }

    /// Passes the ticket to the caller's listener and waits for it. A listener that fails must not lose a job that
    /// is paid for.
    pub fn keep(&self, ticket: &Ticket) -> impl Future<Output = JsValue> {
        let left = self.timeout.saturating_sub(now().since(self.began));
        notify(self.on_accepted.clone(), Array::of1(&js_value::to_js(ticket)), left)
    }

    /// Passes the outcome after an abort, of the cancel or of a submit without a ticket, to the caller's listener.
    pub fn note_cancel(&self, outcome: CancelOutcome) {
        if let Some(listener) = &self.on_cancel {
            listener(outcome);
        }
    }

    /// Checks the body of a request to the provider or the relay against the caller's own limit.
    ///
    /// # Errors
    ///
    /// `invalidRequest` if the body is larger than `maxBodyBytes`.
    pub fn check_size(&self, request: &HttpRequest, body: Option<&Filled>) -> Result<()> {
        let (Some(max), Address::Provider(_)) = (self.max_body_bytes, &request.address) else {
            return Ok(());
        };
        let bytes = body.map_or(0.0, Filled::bytes);
        if bytes <= max {
            return Ok(());
        }
        Err(Error::body_too_large(bytes as u64, max as u64).into())
    }

    /// Returns the limits of the next exchange of a job.
    pub fn limits(&self, job: &Job) -> Limits<'_> {
        let grace = if job.purpose() == Purpose::Submit { PARTING } else { Duration::ZERO };
        Limits { grace, ..self.limits_of(job.time_limit(now())) }
    }

    /// Returns the limits of a single call such as a poll.
    pub fn query_limits(&self) -> Limits<'_> {
        self.limits_of(self.timeout.min(PARTING))
    }

    /// Returns the limits of an exchange that continues after the caller's abort.
    pub fn parting_limits(&self) -> Limits<'_> {
        Limits { signal: None, ..self.limits_of(PARTING) }
    }

    fn limits_of(&self, time: Duration) -> Limits<'_> {
        let reply_bytes =
            if self.connection.provider.inline.is_some() { INLINE_REPLY_BYTES } else { REPLY_BYTES };
        Limits { time, grace: Duration::ZERO, signal: self.signal.as_ref(), reply_bytes }
    }
}

/// How long an exchange continues after the caller's abort, so that a submit can get its ticket.
const PARTING: Duration = Duration::from_secs(30);
const REPLY_BYTES: usize = 8 << 20;
/// For models that can return the images inside the reply: four of 8 MiB in base64.
const INLINE_REPLY_BYTES: usize = 44 << 20;
