//! The context of one call: how the provider is reached, the limits, and the listeners.

use std::time::Duration;

use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;

use crate::browser::fetch::connection::Connection;
use crate::browser::fetch::exchange::Limits;
use crate::browser::files::body::{Files, Filled};
use crate::browser::js_value;
use crate::browser::page::{self, now};
use crate::browser::rejection::Rejection;
use crate::browser::store::{Store, notify};
use crate::browser::time::sleep;
use crate::job::error::{Error, Result};
use crate::job::purpose::Purpose;
use crate::job::{Job, schedule};
use crate::provider::ticket::Ticket;
use crate::wire::http::{Address, HttpRequest};
use crate::wire::json::Json;
use crate::wire::timestamp::Timestamp;

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
    pub on_progress: Option<Function>,
    pub on_accepted: Option<Function>,
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

    /// Reports progress to the caller's listener, until the caller aborts. What it throws is reported as an `error`
    /// event of the page.
    pub fn progress(&self, progress: &Progress) {
        if self.is_aborted() {
            return;
        }
        let Some(listener) = &self.on_progress else { return };
        let elapsed_ms = now().millis_since(self.began);
        if let Err(thrown) =
            listener.call1(&JsValue::UNDEFINED, &js_value::to_js(Progress { elapsed_ms, ..*progress }))
        {
            page::report(&thrown);
        }
    }

    /// Passes the ticket to the caller's listener and waits for it. A listener that fails must not lose a job that
    /// is paid for.
    pub fn keep(&self, ticket: &Ticket) -> impl Future<Output = JsValue> {
        let left = self.timeout.saturating_sub(now().since(self.began));
        notify(self.on_accepted.clone(), js_value::to_js(ticket), JsValue::UNDEFINED, left)
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

/// The progress of a call.
#[derive(Clone, Copy)]
pub struct Progress<'a> {
    pub stage: &'static str,
    pub loaded: Option<f64>,
    pub total: Option<f64>,
    pub elapsed_ms: f64,
    pub expected_ms: Option<f64>,
    pub ticket: Option<&'a Ticket>,
}

impl<'a> Progress<'a> {
    /// Files are being read; counts bytes.
    pub fn preparing(loaded: f64, total: f64) -> Self {
        Self { loaded: Some(loaded), total: Some(total), ..Self::at("preparing") }
    }

    /// The progress of a job. Uploads count images, because `fetch` has no upload progress.
    pub fn of(job: &'a Job, files: &Files, began: Timestamp) -> Self {
        match job.purpose() {
            Purpose::Poll => {
                let end = job.ticket().map(|ticket| ticket.submitted_at.after(schedule::expected(ticket)));
                let expected_ms = end.map(|end| end.millis_since(began));
                Self { expected_ms, ticket: job.ticket(), ..Self::at("waiting") }
            }
            Purpose::Presign | Purpose::Upload => {
                let before = files.iter().take(job.uploading().unwrap_or(0)).flatten().count();
                let all = files.iter().flatten().count();
                Self { loaded: Some(before as f64), total: Some(all as f64), ..Self::at("uploading") }
            }
            Purpose::Submit => Self::at("submitting"),
        }
    }

    fn at(stage: &'static str) -> Self {
        Self { stage, loaded: None, total: None, elapsed_ms: 0.0, expected_ms: None, ticket: None }
    }
}

impl From<Progress<'_>> for Json {
    fn from(progress: Progress<'_>) -> Self {
        Self::object(vec![
            ("stage", progress.stage.into()),
            ("loaded", progress.loaded.into()),
            ("total", progress.total.into()),
            ("elapsedMs", progress.elapsed_ms.into()),
            ("expectedMs", progress.expected_ms.into()),
            ("ticket", progress.ticket.into()),
        ])
    }
}

/// How long an exchange continues after the caller's abort, so that a submit can get its ticket.
const PARTING: Duration = Duration::from_secs(30);
const REPLY_BYTES: usize = 8 << 20;
/// For models that can return the images inside the reply: four of 8 MiB in base64.
const INLINE_REPLY_BYTES: usize = 44 << 20;
