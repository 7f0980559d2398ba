//! A job: a state machine that says what to send next and reads what comes back.

use std::time::Duration;

use crate::job::error::{Error, Result};
use crate::job::purpose::Purpose;
use crate::media::Format;
use crate::provider::error::ReadError;
use crate::provider::request::{ImageRequest, InputImage};
use crate::provider::state::{JobState, Output};
use crate::provider::ticket::Ticket;
use crate::provider::{Accepted, LocalImages, Provider, Upload, UploadTarget};
use crate::wire::http::{Address, Answer, Body, HttpRequest, HttpResponse, Method};
use crate::wire::timestamp::Timestamp;

use timing::Timing;

pub mod error;
pub mod purpose;
pub mod query;
pub mod recovery;
pub mod retry;
pub mod schedule;
pub mod throttle;
mod timing;

/// A request on its way, from the first upload to the images.
///
/// The caller asks for a [`Step`], does it, and tells what came back. Every decision is made here.
#[derive(Debug)]
pub struct Job {
    provider: &'static Provider,
    stage: Stage,
    plan: Timing,
    /// Failures in a row of the present exchange.
    failures: u32,
    last_failure: Option<Error>,
}

/// What to do next.
#[derive(Clone, Debug)]
pub enum Step {
    Done(Output, Ticket),
    Send(HttpRequest),
    Wait(Duration),
}

#[derive(Debug)]
enum Stage {
    Done(Output, Ticket),
    Poll(Ticket),
    Presign(PendingUpload),
    Submit(ImageRequest),
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
        Self::at(request.provider(), Stage::before_submit(request), now, timeout)
    }

    /// Goes on with a job that was accepted before.
    pub fn resume(ticket: Ticket, now: Timestamp, timeout: Duration) -> Self {
        Self::at(ticket.provider, Stage::Poll(ticket), now, timeout)
    }

    fn at(provider: &'static Provider, stage: Stage, now: Timestamp, timeout: Duration) -> Self {
        Self { provider, stage, plan: Timing::new(now, timeout), failures: 0, last_failure: None }
    }

    /// Says what to do next.
    ///
    /// # Errors
    ///
    /// Past the deadline [`TimedOut`](crate::job::error::ErrorKind::TimedOut): with a ticket, waiting on can help. Or
    /// [`RateLimited`](crate::job::error::ErrorKind::RateLimited), where nothing but too many calls kept it from being sent.
    pub fn step(&self, now: Timestamp) -> Result<Step> {
        let (left, pause) = (self.plan.left(now), self.plan.pause(now));
        let request = match &self.stage {
            Stage::Done(output, ticket) => return Ok(Step::Done(output.clone(), ticket.clone())),
            // A machine that slept: the job may be done long since.
            Stage::Poll(ticket) if self.plan.slept_past_deadline(now) => (self.provider.poll)(ticket),
            _ if left.is_zero() => {
                return Err(Error::timed_out(self.provider, self.ticket(), self.last_failure.as_ref()).into());
            }
            _ if !pause.is_zero() => return Ok(Step::Wait(pause.min(left))),
            Stage::Poll(ticket) => (self.provider.poll)(ticket),
            Stage::Presign(upcoming) => (upcoming.upload.presign)(upcoming.format),
            Stage::Submit(request) => (self.provider.submit)(request),
            Stage::Upload(upcoming, place) => HttpRequest {
                method: Method::Put,
                address: Address::Storage(place.put.clone()),
                body: Body::Image(upcoming.image),
            },
        };
        Ok(Step::Send(request))
    }

    /// Takes what came back for the last [`Step::Send`].
    ///
    /// # Errors
    ///
    /// What ends the job; with a ticket once it was accepted.
    pub fn receive(&mut self, now: Timestamp, answer: Answer) -> Result<()> {
        self.plan.note_reply(now);
        match answer {
            Ok(response) if response.is_success() => self.read(now, &response),
            Ok(response) => self.refused(now, &response),
            Err(lost) => {
                let error = Error::unanswered(self.provider, lost);
                self.fail(now, error, None)
            }
        }
    }

    /// Notes that the page sends nothing to the provider for so long, because it got too many calls.
    pub fn note_throttled(&mut self, pause: Duration) {
        self.last_failure = Some(Error::throttled(pause));
    }

    /// Gives the receipt, once the job was accepted.
    pub fn ticket(&self) -> Option<&Ticket> {
        match &self.stage {
            Stage::Done(_, ticket) | Stage::Poll(ticket) => Some(ticket),
            _ => None,
        }
    }

    /// Says what the next exchange is for.
    pub fn purpose(&self) -> Purpose {
        match &self.stage {
            Stage::Done(..) | Stage::Poll(_) => Purpose::Poll,
            Stage::Presign(_) => Purpose::Presign,
            Stage::Submit(_) => Purpose::Submit,
            Stage::Upload(..) => Purpose::Upload,
        }
    }

    /// Gives the index of the image that is being uploaded.
    pub fn uploading(&self) -> Option<usize> {
        match &self.stage {
            Stage::Presign(upcoming) | Stage::Upload(upcoming, _) => Some(upcoming.image),
            _ => None,
        }
    }

    fn read(&mut self, now: Timestamp, response: &HttpResponse) -> Result<()> {
        match &self.stage {
            Stage::Done(..) => Ok(()),
            Stage::Poll(ticket) => match (self.provider.read_poll)(response) {
                Ok(state) => self.take_state(now, ticket.clone(), state),
                Err(ReadError::NoImages) => Err(Error::no_images(response, ticket).into()),
                Err(error) => self.unreadable(now, response, error),
            },
            Stage::Presign(upcoming) => match (upcoming.upload.read_presign)(response) {
                Some(place) => self.proceed(now, Stage::Upload(upcoming.clone(), place)),
                None => self.unreadable(now, response, ReadError::UnknownShape),
            },
            Stage::Submit(request) => match (self.provider.read_submit)(response) {
                Ok(Accepted { job, queue, expected_by, cost, state }) => {
                    let (provider, model) = (self.provider, request.model());
                    self.take_state(
                        now,
                        Ticket { provider, model, job, queue, submitted_at: now, expected_by, cost },
                        state,
                    )
                }
                Err(error) => self.unreadable(now, response, error),
            },
            Stage::Upload(upcoming, place) => {
                let mut request = upcoming.request.clone();
                if let Some(image) = request.images.get_mut(upcoming.image) {
                    *image = InputImage::Url(place.url.clone());
                }
                self.proceed(now, Stage::before_submit(request))
            }
        }
    }

    /// Takes the provider's word on an accepted job.
    fn take_state(&mut self, now: Timestamp, ticket: Ticket, state: JobState) -> Result<()> {
        match state {
            JobState::Cancelled { refunded, .. } => Err(Error::job_cancelled(refunded).of(&ticket).into()),
            JobState::Done(output) => {
                let cost = output.cost.or(ticket.cost);
                self.proceed(now, Stage::Done(Output { cost, ..output }, ticket))
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
        self.plan.wait_until(not_before, false);
        self.stage = stage;
        self.failures = 0;
        self.last_failure = None;
        Ok(())
    }

    fn refused(&mut self, now: Timestamp, response: &HttpResponse) -> Result<()> {
        let error = match self.purpose() {
            Purpose::Upload => Error::storage_refusal(response),
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
        let error = Error::unreadable(response, read, (self.provider.read_error)(response));
        self.fail(now, error, None)
    }

    /// Sends again after a pause, or ends the job.
    fn fail(&mut self, now: Timestamp, error: Error, refusal: Option<u16>) -> Result<()> {
        let purpose = self.purpose();
        self.failures += 1;
        let pause = match error.retry_after {
            Some(named) if purpose == Purpose::Poll => named.clamp(schedule::SHORTEST, LONGEST_NAMED_PAUSE),
            Some(named) => named.max(schedule::SHORTEST),
            None => retry::pause(purpose, self.failures),
        };
        let is_too_late = purpose != Purpose::Poll && pause >= self.plan.left(now);
        if is_too_late || !retry::is_sent_again(purpose, refusal, self.failures) {
            return Err(self.final_error(error, refusal).into());
        }
        self.plan.wait_until(now.after(pause), error.retry_after.is_some());
        self.last_failure = Some(error);
        Ok(())
    }

    fn final_error(&self, error: Error, refusal: Option<u16>) -> Error {
        let error = error.at(self.provider.id);
        match &self.stage {
            Stage::Done(_, ticket) | Stage::Poll(ticket) => error.accepted(ticket),
            Stage::Submit(_) if refusal.is_none_or(retry::may_have_bought) => error.maybe_billed(),
            _ => error,
        }
    }
}

impl Stage {
    fn before_submit(request: ImageRequest) -> Self {
        let LocalImages::Upload(upload) = &request.provider().local_images else {
            return Self::Submit(request);
        };
        match request.next_local() {
            Some((image, format)) => Self::Presign(PendingUpload { request, image, format, upload }),
            None => Self::Submit(request),
        }
    }
}

/// How long a provider may not know a job that it has accepted.
const SETTLING: Duration = Duration::from_secs(30);
/// MuleRun's own client obeys a `Retry-After` up to this long; a longer pause would leave a finished job
/// unseen.
const LONGEST_NAMED_PAUSE: Duration = Duration::from_secs(120);
