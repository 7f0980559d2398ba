//! What a reply changes in a job.

use std::mem;
use std::rc::Rc;
use std::time::Duration;

use crate::job::error::{Error, Result};
use crate::job::progress::Status;
use crate::job::purchase::{self, StoreChange};
use crate::job::purpose::Purpose;
use crate::job::{Delivery, Job, Stage, retry, schedule};
use crate::provider::error::ReadError;
use crate::provider::model::Model;
use crate::provider::request::InputImage;
use crate::provider::state::{JobState, Output};
use crate::provider::ticket::Ticket;
use crate::wire::http::{Answer, HttpResponse};
use crate::wire::timestamp::Timestamp;

/// What a reply changed.
#[derive(Debug)]
#[must_use]
pub struct Received {
    /// What the caller's store must do, whatever the result.
    pub store_change: Option<StoreChange>,
    /// The error that ends the job; it has the ticket once the job was accepted.
    pub result: Result<()>,
}

impl Job {
    /// Reads what came back for the last [`Step::Send`](crate::job::Step::Send).
    pub fn receive(&mut self, now: Timestamp, answer: Answer) -> Received {
        let purpose = self.purpose();
        self.timing.note_reply(now);
        let answer = answer.and_then(|response| self.readable(response));
        if let (Purpose::Submit, Some(relayed)) = (purpose, &mut self.relayed) {
            let provider_error = answer.as_ref().map(|response| (self.provider.read_error)(response));
            let sent = self.intent.as_ref().map(|intent| intent.submitted_at);
            relayed.note(
                sent,
                &answer,
                provider_error.ok().and_then(|provider_error| provider_error.code).as_deref(),
            );
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

    /// Returns a reply that arrived far enough to be read.
    ///
    /// # Errors
    ///
    /// Why the rest of it did not arrive.
    ///
    /// Of the reply to a submit the id is enough, and of that to an upload the status. Through a relay, a submit whose id
    /// did not arrive is sent again, as after a lost connection.
    fn readable(&self, response: HttpResponse) -> Answer {
        if response.broken_off().is_none() {
            return Ok(response);
        }
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
                let model = request.model().clone();
                self.read_submit(now, model, response)
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

    fn read_submit(&mut self, now: Timestamp, model: Rc<Model>, response: HttpResponse) -> Result<()> {
        let is_whole = response.body.is_some();
        let response = response.with_fragment();
        match (self.provider.read_submit)(&response) {
            Ok(mut accepted) if is_whole || accepted.job.can_be_polled() => {
                let state = mem::replace(&mut accepted.state, JobState::Queued);
                // The missing part may have another state, which the next poll shows.
                let state = if is_whole { state } else { JobState::Queued };
                let ticket = Ticket::of(accepted, self.provider, model.id.clone(), now);
                let label = self.intent.as_ref().map(|intent| intent.label.clone()).unwrap_or_default();
                self.take_state(now, Ticket { known: Some(model), label, ..ticket }, state, response)
            }
            Ok(_) => self.unreadable(now, &response, ReadError::UnknownShape),
            Err(error) => self.unreadable(now, &response, error),
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
        self.status = Status::of(&state);
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
            // No answer of the provider, but of a cache or a login in front of it.
            Stage::Poll(_) if response.status < 400 => self.fail(now, error, None),
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
        if refusal == Some(429) && self.ends_at_429() {
            // The other calls of the page wait as long as this one would have.
            return Err(self.final_error(Error { retry_after: Some(pause), ..error }, refusal).into());
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
}

/// How long a provider may not know a job that it has accepted.
const SETTLING: Duration = Duration::from_secs(30);
/// MuleRun's own client obeys a `Retry-After` up to this long; a longer pause would leave a finished job
/// unseen.
const LONGEST_NAMED_PAUSE: Duration = Duration::from_secs(120);
