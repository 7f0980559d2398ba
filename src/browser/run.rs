//! The loop of a purchase: asks the job for a step, carries it out, and hands over what came back.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use crate::browser::call::Call;
use crate::browser::fetch::exchange::{Limits, exchange};
use crate::browser::fetch::{connection_limit, throttle};
use crate::browser::files::body::{self, Files, Filled};
use crate::browser::page::{self, now};
use crate::browser::rejection::Rejection;
use crate::browser::store::PollLock;
use crate::browser::time::sleep;
use crate::job::error::Error;
use crate::job::progress::Stage;
use crate::job::purpose::Purpose;
use crate::job::receive::Received;
use crate::job::{Delivery, Job, Step, purchase, query};
use crate::provider::state::JobState;
use crate::provider::ticket::Ticket;
use crate::wire::http::{Answer, HttpRequest, TransportError};

/// Where a run may end.
#[derive(Clone, Copy, PartialEq)]
pub enum Until {
    Accepted,
    Done,
}

/// How a run ended well.
pub enum End {
    Accepted(Ticket),
    Done(Delivery),
}

/// Runs a job to its end.
///
/// # Errors
///
/// The caller's abort, or what ended the job. A submit that has left is waited for even after an abort, so that
/// its receipt is not lost.
pub async fn run(call: &Call, job: Job, files: &Files, until: Until) -> Result<End, Rejection> {
    let is_kept = job.ticket().is_some();
    let job = job.with_lag(page::lag());
    let mut run = Run { call, job, files, until, is_kept, poll_lock: None, is_reached: false };
    loop {
        run.job.note_lag(page::lag());
        if call.is_aborted() {
            run.settle_abort().await;
            return Err(Rejection::Aborted);
        }
        match run.job.step(now())? {
            Step::Done(delivery) => return Ok(run.deliver(delivery)),
            Step::Wait(pause) => run.wait(pause).await,
            Step::Send(_) if !run.has_network().await => run.wait_for_network().await,
            Step::Send(request) => {
                if let Some(end) = run.send(request).await? {
                    return Ok(end);
                }
            }
        }
    }
}

/// Sends one request that is no part of a run, and returns its reply.
pub async fn send_once(call: &Call, request: &HttpRequest, limits: Limits<'_>) -> Answer {
    let host = call.connection.host(request);
    let connection = sleep::with_timeout(limits.time, connection_limit::acquire(host)).await;
    let _connection = connection.ok_or(TransportError::TimedOut)?;
    // Such a request has no images, and only images can make a body fail.
    let body = body::fill(&request.body, &[], &|_| {}).await.map_err(|_| TransportError::Failed)?;
    exchange(&call.connection, request, body, limits).await
}

struct Run<'a> {
    call: &'a Call,
    job: Job,
    files: &'a Files,
    until: Until,
    /// Whether the caller has the ticket.
    is_kept: bool,
    poll_lock: Option<PollLock>,
    /// Whether the last request got a reply: then the browser's report of no network is wrong.
    is_reached: bool,
}

impl Run<'_> {
    fn report(&self) {
        self.call.reporter.enter(|| self.stage());
    }

    fn stage(&self) -> Stage {
        self.job.stage(|before| {
            let local = |files: &Files| files.iter().flatten().count();
            (local(self.files.get(..before).unwrap_or_default()), local(self.files))
        })
    }

    /// Waits as the job wants, or until the page is visible or online again.
    async fn wait(&mut self, pause: Duration) {
        if page::is_hidden() {
            // Timers of hidden pages are throttled: a visible tab polls sooner.
            self.poll_lock = None;
        }
        self.report();
        self.call.sleep(pause).await;
        self.job.note_lag(page::lag());
        self.job.poll_soon(now());
    }

    /// Returns whether a request can leave. What the browser reports is a hint: a free request tries it once, and once
    /// more before a submit, so that no submit leaves without a network.
    async fn has_network(&mut self) -> bool {
        if !page::is_offline() || (self.is_reached && self.job.purpose() != Purpose::Submit) {
            return true;
        }
        let time = self.job.time_limit(now()).min(OFFLINE_TRY);
        let limits = Limits { time, ..self.call.query_limits() };
        let probe = (self.call.connection.provider.probe)();
        self.is_reached = send_once(self.call, &probe, limits).await.is_ok();
        if !self.is_reached {
            self.job.note_offline();
            self.call.reporter.note_offline(|| self.stage());
        }
        // It may have come back meanwhile, and its event is over.
        self.is_reached || !page::is_offline()
    }

    async fn wait_for_network(&mut self) {
        self.call.sleep(self.job.time_limit(now()).min(OFFLINE_PAUSE)).await;
        self.job.skip_last_poll(now(), page::is_offline());
    }

    /// Sends a request as soon as it may leave, and returns the end of the run where the reply is one.
    async fn send(&mut self, request: HttpRequest) -> Result<Option<End>, Rejection> {
        if !self.poll_turn().await {
            return Ok(None);
        }
        let Some((connection, permit)) = self.acquire(&request).await? else { return Ok(None) };
        let answer = match self.exchange(&request).await {
            Ok(Some(answer)) => answer,
            Ok(None) => return Ok(None),
            Err(Rejection::Failed(error)) => return Err(self.job.with_earlier_sends(*error).into()),
            Err(rejection) => return Err(rejection),
        };
        drop(connection);
        self.apply(answer, permit).await
    }

    /// Returns whether this tab polls now; `false` where another tab polls the same job.
    async fn poll_turn(&mut self) -> bool {
        let (None, Purpose::Poll, Some(ticket)) = (&self.poll_lock, self.job.purpose(), self.job.ticket())
        else {
            return true;
        };
        let limit = self.job.connection_timeout(now());
        match self.call.store.poll_lock(limit, ticket).await {
            PollLock::Others => {
                self.job.note_lag(page::lag());
                !self.job.defer_poll(now())
            }
            ours @ PollLock::Ours(_) => {
                self.poll_lock = Some(ours);
                true
            }
        }
    }

    /// Waits for a free connection and for the throttle; `None` if the job must decide on its next step first.
    async fn acquire(
        &mut self,
        request: &HttpRequest,
    ) -> Result<Option<(connection_limit::Permit, throttle::Permit)>, Rejection> {
        let host = self.call.connection.host(request);
        let timeout = self.job.connection_timeout(now());
        let Some(connection) = sleep::with_timeout(timeout, connection_limit::acquire(host)).await else {
            return Ok(None);
        };
        match throttle::acquire(&self.call.connection, self.job.purpose()) {
            Ok(permit) => {
                let is_over = self.call.is_aborted() || self.job.time_limit(now()).is_zero();
                Ok((!is_over).then_some((connection, permit)))
            }
            Err(wait) => {
                drop(connection);
                if let Err(error) = self.job.note_throttled(wait)
                    && !self.call.is_aborted()
                {
                    return Err(error.into());
                }
                let wait = wait.min(self.job.connection_timeout(now()));
                self.call.sleep(wait).await;
                Ok(None)
            }
        }
    }

    /// Makes the body, stores the intent, and sends. Returns `None` if the caller has aborted before it was sent.
    ///
    /// # Errors
    ///
    /// What kept the request from being sent.
    async fn exchange(&mut self, request: &HttpRequest) -> Result<Option<Answer>, Rejection> {
        let call = self.call;
        let body = self.fill(request).await?;
        if call.is_aborted() {
            return Ok(None);
        }
        call.check_size(request, body.as_ref())?;
        self.report();
        if let Some(change) = self.job.before_send(now()) {
            let limit = self.job.time_limit(now());
            call.store.apply_within(limit, change).await;
            self.job.note_lag(page::lag());
            if self.job.time_limit(now()).is_zero() || call.is_aborted() {
                if let Some(change) = self.job.not_sent() {
                    let limit = self.job.connection_timeout(now());
                    call.store.apply_within(limit, change).await;
                }
                return if call.is_aborted() { Ok(None) } else { Err(self.job.timed_out().into()) };
            }
        }
        Ok(Some(exchange(&call.connection, request, body, call.limits(&self.job)).await))
    }

    async fn fill(&self, request: &HttpRequest) -> Result<Option<Filled>, Rejection> {
        let total = body::bytes(&request.body, self.files);
        let read = Cell::new(0.0);
        let count = |bytes| {
            read.set(read.get() + bytes);
            self.call.reporter.enter(|| Stage::Preparing { loaded: read.get(), total });
        };
        let limit = self.job.time_limit(now());
        match sleep::with_timeout(limit, body::fill(&request.body, self.files, &count)).await {
            Some(filled) => {
                filled.map_err(|(image, error)| error.of_image(&self.job.image_name(image)).into())
            }
            None => Err(self.job.timed_out().into()),
        }
    }

    /// Hands the reply to the job, the throttle, the store and the caller.
    async fn apply(&mut self, answer: Answer, permit: throttle::Permit) -> Result<Option<End>, Rejection> {
        let purpose = self.job.purpose();
        let is_throttled =
            purpose != Purpose::Upload && answer.as_ref().is_ok_and(|response| response.status == 429);
        self.is_reached = answer.is_ok();
        self.job.note_lag(page::lag());
        let Received { store_change, result } = self.job.receive(now(), answer);
        let pause = match &result {
            Ok(()) => self.job.pause(now()),
            Err(error) => error.retry_after.unwrap_or_default(),
        };
        permit.note_reply(is_throttled.then_some(pause));
        drop(permit);
        if let Some(change) = store_change {
            self.call.store.apply(change).await;
        }
        let end = self.keep_ticket().await;
        result.map_err(|error| self.ended(purpose, error))?;
        Ok(end)
    }

    /// Hands a new ticket to the caller, and ends a run that goes no further.
    async fn keep_ticket(&mut self) -> Option<End> {
        let ticket = self.job.ticket().filter(|_| !self.is_kept)?;
        self.is_kept = true;
        self.call.keep(ticket).await;
        self.report();
        let is_end = self.until == Until::Accepted && !self.call.is_aborted();
        is_end.then(|| End::Accepted(ticket.clone()))
    }

    fn deliver(self, delivery: Rc<Delivery>) -> End {
        self.call.store.apply_later(purchase::after_delivery(&delivery.ticket));
        // The job has the other reference: without it, the delivery is not cloned.
        drop(self.job);
        End::Done(Rc::unwrap_or_clone(delivery))
    }

    /// Reports a submit whose outcome is unknown after an abort, or sends the provider's cancel, where the caller wants
    /// it, and reports its outcome. The promise of the call does not wait for that.
    async fn settle_abort(&self) {
        let Some(ticket) = self.job.ticket() else {
            if let Some(error) = self.job.abandoned() {
                self.call.note_cancel(Err(error.into()));
            }
            return;
        };
        if !self.call.cancel_on_abort {
            return;
        }
        let outcome = self.send_cancel(ticket).await;
        if let Ok((state, _)) = &outcome
            && let Some(change) = purchase::after_cancel_on_abort(ticket, state)
        {
            self.call.store.apply(change).await;
        }
        self.call.note_cancel(outcome);
    }

    async fn send_cancel(&self, ticket: &Ticket) -> Result<(JobState, Ticket), Box<Error>> {
        let query = query::cancel(ticket.clone())?;
        let answer = send_once(self.call, &query.request, self.call.parting_limits()).await;
        Ok((query.read(answer)?, ticket.clone()))
    }

    /// Returns the rejection of a call's promise after an error. After an abort, the error of a submit is the outcome that
    /// `onCancel` receives, and that of a poll stands for the error of the cancel.
    fn ended(&self, purpose: Purpose, error: Box<Error>) -> Rejection {
        let is_reported = match purpose {
            Purpose::Poll => self.call.cancel_on_abort,
            Purpose::Presign | Purpose::Upload => false,
            Purpose::Submit => true,
        };
        if is_reported && self.call.is_aborted() {
            self.call.note_cancel(Err(error));
            return Rejection::Aborted;
        }
        self.call.or_aborted(error)
    }
}

/// How long a free request may take that tries whether there is a network.
const OFFLINE_TRY: Duration = Duration::from_secs(10);
/// How long to wait before trying again where the browser does not report that the network is back.
const OFFLINE_PAUSE: Duration = Duration::from_secs(10);
