//! A job: the state machine that decides what to send next. What comes back is read in [`receive`].

use std::rc::Rc;
use std::time::Duration;

use crate::job::error::{Error, Result};
use crate::job::progress::Status;
use crate::job::purchase::StoreChange;
use crate::job::purpose::Purpose;
use crate::job::relayed::RelayedSubmit;
use crate::job::timing::Timing;
use crate::media::Format;
use crate::provider::intent::{Intent, Pending};
use crate::provider::request::ImageRequest;
use crate::provider::state::Output;
use crate::provider::ticket::Ticket;
use crate::provider::{LocalImages, Provider, Upload, UploadTarget};
use crate::wire::http::{HttpRequest, TransportError};
use crate::wire::json::Json;
use crate::wire::timestamp::Timestamp;

pub mod advice;
pub mod error;
pub mod progress;
pub mod purchase;
pub mod purpose;
pub mod query;
pub mod receive;
pub mod recovery;
pub mod relayed;
pub mod retry;
pub mod schedule;
pub mod throttle;
mod timing;
mod waits;

/// A purchase on its way, from the first upload to the images.
///
/// The caller asks for a [`Step`], carries it out, and hands over what came back. Every decision is made here.
#[derive(Debug)]
pub struct Job {
    provider: &'static Provider,
    stage: Stage,
    timing: Timing,
    /// The record of the submit, where there is one to be stored.
    intent: Option<Intent>,
    /// What is known of the submit where it goes through a relay.
    relayed: Option<RelayedSubmit>,
    /// The status that the provider last reported of an accepted job.
    status: Option<Status>,
    /// Whether another provider can make the images: a 429 then ends the job in place of a pause.
    has_alternative: bool,
    /// Failures in a row of the present exchange.
    failures: u32,
    last_failure: Option<Error>,
}

/// What to do next.
#[derive(Clone, Debug)]
pub enum Step {
    /// The job is done, and no more requests are sent.
    Done(Rc<Delivery>),
    Send(HttpRequest),
    Wait(Duration),
}

/// What a finished job hands over.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub output: Output,
    pub ticket: Ticket,
    /// The provider's last reply.
    pub reply: Json,
}

#[derive(Debug)]
enum Stage {
    Done(Rc<Delivery>),
    Poll(Ticket),
    Presign(PendingUpload),
    /// The request for its model, and what is sent.
    Submit(ImageRequest, HttpRequest),
    Upload(PendingUpload, UploadTarget),
}

/// An image that must be uploaded before the submit.
#[derive(Clone, Debug)]
struct PendingUpload {
    request: ImageRequest,
    image: usize,
    format: Format,
    upload: &'static Upload,
}

impl Job {
    /// Begins with uploads where the provider wants them, else with the submit.
    pub fn new(request: ImageRequest, now: Timestamp, timeout: Duration) -> Self {
        let provider = request.provider();
        Self::at(provider, Stage::before_submit(request), now, timeout)
    }

    /// Resumes a job that was accepted before.
    pub fn resume(ticket: Ticket, now: Timestamp, timeout: Duration) -> Self {
        Self::at(ticket.provider, Stage::Poll(ticket), now, timeout)
    }

    fn at(provider: &'static Provider, stage: Stage, now: Timestamp, timeout: Duration) -> Self {
        let timing = Timing::new(now, timeout);
        Self {
            provider,
            stage,
            timing,
            intent: None,
            relayed: None,
            status: None,
            has_alternative: false,
            failures: 0,
            last_failure: None,
        }
    }

    /// Assigns a random id to the submit, under which its intent is stored before it is sent, and dropped or replaced when
    /// its outcome is known. `sizes` are the bytes of the request's local images, in order.
    pub fn with_intent(mut self, id: String, sizes: &[f64], now: Timestamp) -> Self {
        let intent =
            |request: &ImageRequest, submit: &HttpRequest| Intent::new(id, request, submit, sizes, now);
        self.intent = match &self.stage {
            Stage::Submit(request, submit) => Some(intent(request, submit)),
            // The addresses of uploads differ each time; the digest does not.
            Stage::Presign(PendingUpload { request, .. }) => {
                Some(intent(request, &(self.provider.submit)(request)))
            }
            Stage::Done(_) | Stage::Poll(_) | Stage::Upload(..) => None,
        };
        self
    }

    /// Keeps the caller's label with the intent and the ticket.
    pub fn with_label(mut self, label: Json) -> Self {
        if let Some(intent) = &mut self.intent {
            intent.label = label;
        }
        self
    }

    /// Sends the submit through a relay, under the intent's id as its idempotency key.
    pub fn through_relay(mut self) -> Self {
        self.relayed = Some(RelayedSubmit::default());
        self
    }

    /// Ends at a 429 before the job is accepted, because another provider can make the images.
    pub fn with_alternative(mut self) -> Self {
        self.has_alternative = true;
        self
    }

    /// Returns what to do next.
    ///
    /// # Errors
    ///
    /// Past the deadline [`TimedOut`](crate::job::error::ErrorKind::TimedOut): with a ticket, `wait` can go on. Or
    /// [`RateLimited`](crate::job::error::ErrorKind::RateLimited), where only the throttle kept it from being sent.
    pub fn step(&self, now: Timestamp) -> Result<Step> {
        let (left, pause) = (self.timing.left(now), self.timing.pause(now));
        let request = match &self.stage {
            Stage::Done(delivery) => return Ok(Step::Done(delivery.clone())),
            Stage::Poll(ticket) if !ticket.job.can_be_polled() => {
                return Err(Error::delivered_at_once(ticket).into());
            }
            // The machine slept past the deadline: poll once more, because the job may be finished by now.
            Stage::Poll(ticket) if self.timing.slept_past_deadline(now) => (self.provider.poll)(ticket),
            Stage::Submit(..)
                if self.relayed.as_ref().is_some_and(|relayed| relayed.may_be_forgotten(now)) =>
            {
                return Err(self.timed_out().into());
            }
            _ if left.is_zero() => return Err(self.timed_out().into()),
            _ if !pause.is_zero() => return Ok(Step::Wait(pause.min(left))),
            Stage::Poll(ticket) => (self.provider.poll)(ticket),
            Stage::Presign(pending) => (pending.upload.presign)(pending.format),
            Stage::Submit(_, submit) => {
                HttpRequest { idempotency_key: self.idempotency_key(), ..submit.clone() }
            }
            Stage::Upload(pending, target) => HttpRequest::put(target.put.clone(), pending.image),
        };
        Ok(Step::Send(request))
    }

    /// Returns what the store must do before the present request leaves: put the intent of a submit.
    pub fn before_send(&mut self, now: Timestamp) -> Option<StoreChange> {
        // The relay keeps its record from the first submit that may have been bought.
        let may_be_bought = self.may_be_bought();
        let intent = self.intent.as_mut().filter(|_| matches!(self.stage, Stage::Submit(..)))?;
        if !may_be_bought {
            intent.submitted_at = now;
        }
        Some(StoreChange::Put(intent.clone()))
    }

    /// Returns what the store must do where the present request does not leave after all.
    pub fn not_sent(&self) -> Option<StoreChange> {
        let is_first = matches!(self.stage, Stage::Submit(..)) && !self.may_be_bought();
        let intent = self.intent.as_ref().filter(|_| is_first)?;
        Some(StoreChange::Drop(Pending::Unknown(intent.clone())))
    }

    /// Returns the error of a job whose time is over, wherever that is noticed.
    pub fn timed_out(&self) -> Error {
        self.with_earlier_sends(Error::timed_out(self.provider, self.ticket(), self.last_failure.as_ref()))
    }

    /// Returns the error for a caller who has aborted while the outcome of the submit is unknown.
    pub fn abandoned(&self) -> Option<Error> {
        let failure = self.last_failure.clone().filter(|_| self.may_be_bought())?;
        Some(self.with_earlier_sends(failure))
    }

    /// Adds the outcome of earlier sends of the submit to an error that kept the present request from being sent.
    pub fn with_earlier_sends(&self, error: Error) -> Error {
        if !self.may_be_bought() || error.leaves_it_open() {
            return error;
        }
        let error = error.left_open();
        match &self.intent {
            Some(intent) => error.unconfirmed(intent),
            None => error,
        }
    }

    /// Notes that a 429 keeps the page from sending for `pause`.
    ///
    /// # Errors
    ///
    /// [`RateLimited`](crate::job::error::ErrorKind::RateLimited) where another provider can make the images.
    pub fn note_throttled(&mut self, pause: Duration) -> Result<()> {
        let error = Error::throttled(pause);
        if self.ends_at_429() {
            return Err(error.at(self.provider.id).into());
        }
        self.last_failure = Some(error);
        Ok(())
    }

    /// Notes that the browser reports no network, and that a free request proved it.
    pub fn note_offline(&mut self) {
        self.last_failure = Some(Error::unanswered(self.provider, TransportError::Offline));
    }

    /// Returns the receipt, once the job was accepted.
    pub fn ticket(&self) -> Option<&Ticket> {
        match &self.stage {
            Stage::Done(delivery) => Some(&delivery.ticket),
            Stage::Poll(ticket) => Some(ticket),
            _ => None,
        }
    }

    /// Returns whether the provider works on an accepted job yet; `None` before it has reported a status.
    pub fn status(&self) -> Option<Status> {
        self.status
    }

    /// Returns what the job is doing, for its progress. `uploads` returns how many local images there are before the one with
    /// this index, and how many in all.
    pub fn stage(&self, uploads: impl FnOnce(usize) -> (usize, usize)) -> progress::Stage {
        match (self.purpose(), self.ticket()) {
            (Purpose::Poll, Some(ticket)) => {
                progress::Stage::Waiting { ticket: ticket.clone(), status: self.status }
            }
            (Purpose::Presign | Purpose::Upload, _) => {
                let (loaded, total) = uploads(self.uploading().unwrap_or(0));
                progress::Stage::Uploading { loaded, total }
            }
            (Purpose::Poll | Purpose::Submit, _) => progress::Stage::Submitting,
        }
    }

    /// Returns what the next exchange is for.
    pub fn purpose(&self) -> Purpose {
        match &self.stage {
            Stage::Done(_) | Stage::Poll(_) => Purpose::Poll,
            Stage::Presign(_) => Purpose::Presign,
            Stage::Submit(..) => Purpose::Submit,
            Stage::Upload(..) => Purpose::Upload,
        }
    }

    /// Returns the index of the image that is being uploaded.
    pub fn uploading(&self) -> Option<usize> {
        match &self.stage {
            Stage::Presign(pending) | Stage::Upload(pending, _) => Some(pending.image),
            _ => None,
        }
    }

    /// Returns the name in the request of the image with this index.
    pub fn image_name(&self, index: usize) -> String {
        match &self.stage {
            Stage::Presign(pending) | Stage::Upload(pending, _) => pending.request.image_name(index),
            Stage::Submit(request, _) => request.image_name(index),
            Stage::Done(_) | Stage::Poll(_) => format!("images[{index}]"),
        }
    }

    /// Returns `true` if a 429 ends the job: nothing can have been bought, and another provider can make the images.
    fn ends_at_429(&self) -> bool {
        self.has_alternative && self.purpose() != Purpose::Poll && !self.may_be_bought()
    }

    fn idempotency_key(&self) -> Option<String> {
        self.relayed.as_ref()?;
        self.intent.as_ref().map(|intent| intent.id.clone())
    }

    /// Returns `true` if a relay may have sent the submit to the provider, and the outcome is unknown.
    fn may_be_bought(&self) -> bool {
        self.ticket().is_none() && self.relayed.as_ref().is_some_and(RelayedSubmit::may_be_bought)
    }
}

impl Stage {
    fn before_submit(request: ImageRequest) -> Self {
        if let LocalImages::Upload(upload) = &request.provider().local_images
            && let Some((image, format)) = request.next_local()
        {
            return Self::Presign(PendingUpload { request, image, format, upload });
        }
        let submit = (request.provider().submit)(&request);
        Self::Submit(request, submit)
    }
}
