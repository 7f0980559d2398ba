//! A job: the state machine that decides what to send next and reads what comes back.

use std::rc::Rc;
use std::time::Duration;

use crate::job::error::{Error, Result};
use crate::job::purchase::StoreChange;
use crate::job::purpose::Purpose;
use crate::job::relayed::RelayedSubmit;
use crate::job::timing::Timing;
use crate::media::Format;
use crate::provider::error::ReadError;
use crate::provider::intent::{Intent, Pending};
use crate::provider::request::{ImageRequest, InputImage};
use crate::provider::state::{JobState, Output};
use crate::provider::ticket::Ticket;
use crate::provider::{Accepted, LocalImages, Provider, Upload, UploadTarget};
use crate::wire::http::{Answer, HttpRequest, HttpResponse};
use crate::wire::json::Json;
use crate::wire::timestamp::Timestamp;

pub mod error;
pub mod purchase;
pub mod purpose;
pub mod query;
pub mod recovery;
pub mod relayed;
pub mod retry;
pub mod schedule;
pub mod throttle;
mod timing;

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
    /// Whether another provider can make the images: a 429 then ends the job in place of a pause.
    has_alternative: bool,
    /// Failures in a row of the present exchange.
    failures: u32,
    last_failure: Option<Error>,
}

/// What to do next.
#[derive(Clone, Debug)]
pub enum Step {
    /// The images, of which nothing more is to be sent for.
    Done(Rc<Delivery>),
    Send(HttpRequest),
    Wait(Duration),
}

/// What a reply changed.
#[derive(Debug)]
#[must_use]
pub struct Received {
    /// What the caller's store must do, whatever the result.
    pub store_change: Option<StoreChange>,
    /// The error that ends the job; it has the ticket once the job was accepted.
    pub result: Result<()>,
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
            has_alternative: false,
            failures: 0,
            last_failure: None,
        }
    }

    /// Assigns a random id to the submit, so that the store can be told of it before it is sent and again when its
    /// outcome is known. `sizes` are the bytes of the request's local images, in order.
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
        let intent = self.intent.as_mut().filter(|_| matches!(self.stage, Stage::Submit(..)))?;
        intent.submitted_at = now;
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

    /// Adds to an error that kept the present request from leaving what is known of the submit that left before.
    pub fn with_earlier_sends(&self, error: Error) -> Error {
        match &self.intent {
            Some(intent) if self.may_be_bought() => error.left_open().unconfirmed(intent),
            _ => error,
        }
    }

    /// Reads what came back for the last [`Step::Send`].
    pub fn receive(&mut self, now: Timestamp, answer: Answer) -> Received {
        let purpose = self.purpose();
        self.timing.note_reply(now);
        let answer = answer.and_then(|response| self.readable(response));
        if let (Purpose::Submit, Some(relayed)) = (purpose, &mut self.relayed) {
            let said = answer.as_ref().map(|response| (self.provider.read_error)(response));
            relayed.note(&answer, said.ok().and_then(|said| said.code).as_deref());
        }
        let mut result = match answer {
            Ok(response) if response.is_success() => self.read(now, response),
            Ok(response) => self.refused(now, &response),
            Err(lost) => {
                let error = Error::unanswered(self.provider, lost);
                self.fail(now, error, None)
            }
        };
        let store_change = match (purpose, self.ticket(), &self.intent) {
            (Purpose::Submit, ticket, Some(intent)) => {
                Some(purchase::after_submit(intent, ticket, self.may_be_bought(), &mut result))
            }
            (Purpose::Poll, Some(ticket), _) => purchase::after_poll(ticket, &result),
            _ => None,
        };
        Received { store_change, result }
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

    /// Returns the receipt, once the job was accepted.
    pub fn ticket(&self) -> Option<&Ticket> {
        match &self.stage {
            Stage::Done(delivery) => Some(&delivery.ticket),
            Stage::Poll(ticket) => Some(ticket),
            _ => None,
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

    /// Returns how long the exchange that begins now may take.
    ///
    /// A poll is repeated rather than waited for; a submit has all the time there is, because giving it up loses
    /// its receipt.
    pub fn time_limit(&self, now: Timestamp) -> Duration {
        let left = self.timing.left(now);
        match self.purpose() {
            Purpose::Poll if self.timing.slept_past_deadline(now) => LAST_POLL_TIMEOUT,
            Purpose::Poll | Purpose::Presign => left.min(POLL_TIMEOUT),
            Purpose::Submit if self.relayed.is_some() => left.min(RELAY_TIMEOUT),
            Purpose::Submit | Purpose::Upload => left,
        }
    }

    /// Leaves the next poll to another tab that polls the same job, and returns whether there seems to be one.
    ///
    /// Only for a while: a frozen tab polls nothing.
    pub fn defer_poll(&mut self, now: Timestamp) -> bool {
        self.timing.adjust_to_clock(now);
        let Stage::Poll(ticket) = &self.stage else { return false };
        let is_deferred =
            self.timing.since_reply(now) < OTHER_TAB_TRUST && !self.timing.slept_past_deadline(now);
        if is_deferred {
            self.timing.postpone(now.after(schedule::next_poll(ticket, now)));
        }
        is_deferred
    }

    /// Returns how long to wait for a free connection: never nothing, so that the poll after the deadline gets one.
    pub fn connection_timeout(&self, now: Timestamp) -> Duration {
        self.timing.left(now).max(schedule::SHORTEST)
    }

    /// Skips the last poll if there is no network for it.
    pub fn skip_last_poll(&mut self, now: Timestamp, is_offline: bool) {
        if is_offline {
            self.timing.skip_last_poll(now);
        }
    }

    /// Returns how long the provider or the schedule wants nothing to be sent from now on.
    pub fn pause(&self, now: Timestamp) -> Duration {
        self.timing.pause(now)
    }

    /// Polls as soon as possible, whatever was scheduled: the page is visible or the network is back.
    ///
    /// A pause that the provider named stays.
    pub fn poll_soon(&mut self, now: Timestamp) {
        self.timing.adjust_to_clock(now);
        if matches!(self.stage, Stage::Poll(_)) {
            self.timing.poll_soon(now);
        }
    }

    /// Returns a reply of which enough arrived.
    ///
    /// Only the id in the reply to a submit can be read before the rest, and a storage has nothing to say. Through a
    /// relay a submit whose id did not arrive is sent again, as after a lost connection.
    fn readable(&self, response: HttpResponse) -> Answer {
        let is_enough = match (&self.stage, &self.relayed) {
            (Stage::Done(_) | Stage::Poll(_) | Stage::Presign(_), _) => false,
            (Stage::Upload(..), _) | (Stage::Submit(..), None) => true,
            (Stage::Submit(..), Some(_)) => (self.provider.read_submit)(&response.clone().with_fragment())
                .is_ok_and(|accepted| accepted.job.can_be_polled()),
        };
        if is_enough { Ok(response) } else { response.complete() }
    }

    fn read(&mut self, now: Timestamp, response: HttpResponse) -> Result<()> {
        match &self.stage {
            Stage::Done(_) => Ok(()),
            Stage::Poll(ticket) => match (self.provider.read_poll)(&response) {
                Ok(state) => self.take_state(now, ticket.clone(), state, response),
                Err(error @ ReadError::NoImages { .. }) => {
                    Err(Error::no_images(&response, error, ticket).into())
                }
                Err(error) => self.unreadable(now, &response, error),
            },
            Stage::Presign(pending) => match (pending.upload.read_presign)(&response) {
                Some(target) => self.proceed(now, Stage::Upload(pending.clone(), target)),
                None => self.unreadable(now, &response, ReadError::UnknownShape),
            },
            Stage::Submit(request, _) => {
                let (provider, known) = (self.provider, request.model().clone());
                let is_whole = response.body.is_some();
                let response = response.with_fragment();
                match (provider.read_submit)(&response) {
                    Ok(Accepted { job, queue, expected_by, cost, state })
                        if is_whole || job.can_be_polled() =>
                    {
                        let ticket = Ticket {
                            provider,
                            model: known.id.clone(),
                            known: Some(known),
                            job,
                            queue,
                            submitted_at: now,
                            expected_by,
                            cost,
                        };
                        // What is missing may say more: the next poll tells.
                        let state = if is_whole { state } else { JobState::Queued };
                        self.take_state(now, ticket, state, response)
                    }
                    Ok(_) => self.unreadable(now, &response, ReadError::UnknownShape),
                    Err(error) => self.unreadable(now, &response, error),
                }
            }
            Stage::Upload(pending, target) => {
                let mut request = pending.request.clone();
                if let Some(image) = request.images.get_mut(pending.image) {
                    *image = InputImage::Url(target.url.clone());
                }
                self.proceed(now, Stage::before_submit(request))
            }
        }
    }

    /// Handles the state of an accepted job, as the provider reports it.
    fn take_state(
        &mut self,
        now: Timestamp,
        ticket: Ticket,
        state: JobState,
        response: HttpResponse,
    ) -> Result<()> {
        match state {
            JobState::Cancelled { refunded, .. } => Err(Error::job_cancelled(refunded).of(&ticket).into()),
            JobState::Done(output) => {
                let cost = output.cost.or(ticket.cost);
                let (output, reply) = (Output { cost, ..output }, response.body.unwrap_or_default());
                self.proceed(now, Stage::Done(Rc::new(Delivery { output, ticket, reply })))
            }
            JobState::Failed { error, refunded } => {
                Err(Error::job_failed(error, refunded).of(&ticket).into())
            }
            JobState::Queued | JobState::Running { .. } => {
                let pause = schedule::next_poll(&ticket, now);
                self.proceed(now.after(pause), Stage::Poll(ticket))
            }
        }
    }

    fn proceed(&mut self, not_before: Timestamp, stage: Stage) -> Result<()> {
        self.timing.wait_until(not_before, false);
        self.stage = stage;
        self.failures = 0;
        self.last_failure = None;
        Ok(())
    }

    fn refused(&mut self, now: Timestamp, response: &HttpResponse) -> Result<()> {
        let error = match self.purpose() {
            Purpose::Upload => Error::storage_refusal(response),
            Purpose::Submit if self.relayed.is_some() => {
                Error::relayed_refusal(response, (self.provider.read_error)(response))
            }
            _ => Error::refusal(response, (self.provider.read_error)(response)),
        };
        match &mut self.stage {
            // A job may not be known everywhere at once, or wait in the provider's other queue.
            Stage::Poll(ticket) if response.status == 404 && now.since(ticket.submitted_at) < SETTLING => {
                ticket.queue = self.provider.queue_after(ticket.queue);
                self.fail(now, error, None)
            }
            _ => self.fail(now, error, Some(response.status)),
        }
    }

    fn unreadable(&mut self, now: Timestamp, response: &HttpResponse, read: ReadError) -> Result<()> {
        let error = match response.broken_off() {
            Some(lost) => Error::broken_off(self.provider, response, lost),
            None => Error::unreadable(response, read, (self.provider.read_error)(response)),
        };
        self.fail(now, error, None)
    }

    /// Sends again after a pause, or ends the job.
    fn fail(&mut self, now: Timestamp, error: Error, refusal: Option<u16>) -> Result<()> {
        let purpose = self.purpose();
        self.failures += 1;
        // A `Retry-After` of 0, repeated, must not cause a flood of requests.
        let backoff = retry::backoff(self.failures);
        let pause = match error.retry_after {
            Some(named) if purpose == Purpose::Poll => named.clamp(backoff, LONGEST_NAMED_PAUSE),
            Some(named) => named.max(backoff),
            None if self.relayed.is_some() && refusal != Some(429) => backoff,
            None => retry::pause(purpose, self.failures),
        };
        let is_too_late = purpose != Purpose::Poll && pause >= self.timing.left(now);
        let is_sent_again = match &self.relayed {
            Some(relayed) if purpose == Purpose::Submit => relayed.is_sent_again(),
            _ => retry::is_sent_again(purpose, refusal, self.failures),
        };
        let is_left = refusal == Some(429) && self.ends_at_429();
        if is_left {
            // The other calls of the page wait as long as this one would have.
            let error = Error { retry_after: Some(pause), ..error };
            return Err(self.final_error(error, refusal).into());
        }
        if is_too_late || !is_sent_again {
            return Err(self.final_error(error, refusal).into());
        }
        self.timing.wait_until(now.after(pause), error.retry_after.is_some());
        self.last_failure = Some(error);
        Ok(())
    }

    fn final_error(&self, error: Error, refusal: Option<u16>) -> Error {
        let error = error.at(self.provider.id);
        match &self.stage {
            Stage::Done(_) | Stage::Poll(_) => match self.ticket() {
                Some(ticket) => error.accepted(ticket),
                None => error,
            },
            Stage::Submit(..) if self.relayed.is_some() => self.with_earlier_sends(error),
            Stage::Submit(..) if refusal.is_none_or(retry::may_have_bought) => error.maybe_billed(),
            _ => error,
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

/// How long a poll may take before it is repeated.
const POLL_TIMEOUT: Duration = Duration::from_secs(30);
/// How long the poll after the deadline may take.
const LAST_POLL_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a relay may take to answer a submit: longer than its own limit, `limits.seconds`, of 300 seconds. Then the
/// connection is dead.
const RELAY_TIMEOUT: Duration = Duration::from_secs(310);
/// How long another tab is trusted to poll: longer than the longest gap between two polls.
const OTHER_TAB_TRUST: Duration = Duration::from_secs(20);
/// How long a provider may not know a job that it has accepted.
const SETTLING: Duration = Duration::from_secs(30);
/// MuleRun's own client obeys a `Retry-After` up to this long; a longer pause would leave a finished job
/// unseen.
const LONGEST_NAMED_PAUSE: Duration = Duration::from_secs(120);
