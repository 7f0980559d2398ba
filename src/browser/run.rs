//! The only loop: it asks a job for a step, does it, and tells what came back.

use std::cell::Cell;

use crate::browser::accepted;
use crate::browser::call::{Call, Progress};
use crate::browser::fetch::exchange::{Limits, exchange};
use crate::browser::fetch::{connection_limit, throttle};
use crate::browser::files::body::{self, Files};
use crate::browser::page::{self, now};
use crate::browser::rejection::Rejection;
use crate::browser::store::{PollLock, StoreChange};
use crate::browser::time::sleep;
use crate::job::error::{self, Error, ErrorKind};
use crate::job::purpose::Purpose;
use crate::job::{Job, Step, query};
use crate::provider::intent::Intent;
use crate::provider::state::{JobState, Output};
use crate::provider::ticket::Ticket;
use crate::wire::http::{HttpRequest, HttpResponse, TransportError};
use crate::wire::json::Json;

/// Where a run may end.
#[derive(Clone, Copy, PartialEq)]
pub enum Until {
    Accepted,
    Done,
}

/// How a run ended well.
pub enum End {
    Accepted(Ticket),
    /// With the provider's last reply as it came.
    Done(Output, Ticket, Json),
}

/// Runs a job to its end.
///
/// # Errors
///
/// The caller's abort, or what ended the job. A submit that is on its way is waited for even after an abort,
/// so that its receipt is not lost. `intent` is the note of it, where there will be one.
pub async fn run(
    call: &Call,
    mut job: Job,
    files: &Files,
    until: Until,
    mut intent: Option<Intent>,
) -> Result<End, Rejection> {
    let mut reply = None;
    let mut is_kept = job.ticket().is_some();
    let mut turn = None;
    loop {
        if call.is_aborted() {
            give_up(call, &job).await;
            return Err(Rejection::Aborted);
        }
        match job.step(now())? {
            Step::Done(output, ticket) => return Ok(End::Done(output, ticket, reply.unwrap_or_default())),
            Step::Wait(pause) => {
                if page::is_hidden() {
                    // Its timers are held back: another tab asks sooner.
                    turn = None;
                }
                sleep::sleep(pause, call.signal.as_ref()).await;
                job.poll_soon(now());
            }
            Step::Send(_) if call.connection.is_offline() => {
                sleep::sleep(job.time_limit(now()), call.signal.as_ref()).await;
                job.skip_last_poll(now(), call.connection.is_offline());
            }
            Step::Send(request) => {
                let purpose = job.purpose();
                if let (None, Purpose::Poll, Some(ticket)) = (&turn, purpose, job.ticket()) {
                    match call.store.turn(ticket).await {
                        PollLock::Others if job.defer_poll(now()) => continue,
                        PollLock::Others => {}
                        ours @ PollLock::Ours(_) => turn = Some(ours),
                    }
                }
                let host = call.connection.host(&request);
                let Some(place) =
                    sleep::with_timeout(job.connection_timeout(now()), connection_limit::enter(host)).await
                else {
                    continue;
                };
                let slot = match throttle::enter(&call.connection, purpose) {
                    Ok(slot) => slot,
                    Err(wait) => {
                        drop(place);
                        job.note_throttled(wait);
                        sleep::sleep(wait.min(job.connection_timeout(now())), call.signal.as_ref()).await;
                        continue;
                    }
                };
                if call.is_aborted() || job.time_limit(now()).is_zero() {
                    continue;
                }
                let buys = intent.as_mut().filter(|_| purpose == Purpose::Submit);
                let answer = send(call, &job, &request, files, buys).await?;
                drop(place);
                let mut is_busy = false;
                if let Ok(response) = &answer {
                    reply = response.body.clone();
                    is_busy = response.status == 429 && purpose != Purpose::Upload;
                }
                let mut outcome = job.receive(now(), answer);
                let pause = match &outcome {
                    Ok(()) => job.pause(now()),
                    Err(error) => error.retry_after.unwrap_or_default(),
                };
                slot.note(is_busy.then_some(pause));
                let buys = intent.as_ref().filter(|_| purpose == Purpose::Submit);
                keep_track(call, &job, buys, &mut outcome).await;
                if let (Some(ticket), false) = (job.ticket(), is_kept) {
                    is_kept = true;
                    call.keep(ticket).await;
                    call.progress(&Progress::of(&job, files, call.began));
                    if until == Until::Accepted && !call.is_aborted() {
                        return Ok(End::Accepted(ticket.clone()));
                    }
                }
                outcome.map_err(|error| call.or_aborted(error))?;
            }
        }
    }
}

/// Sends a single question.
///
/// # Errors
///
/// No reply that could be read.
pub async fn ask(
    call: &Call,
    request: &HttpRequest,
    limits: Limits<'_>,
) -> Result<HttpResponse, TransportError> {
    let host = call.connection.host(request);
    let Some(_place) = sleep::with_timeout(limits.time, connection_limit::enter(host)).await else {
        return Err(TransportError::TimedOut);
    };
    // Questions have no images, which alone can spoil a body.
    let body = body::fill(&request.body, &[], &|_| {}).await.map_err(|_| TransportError::Failed)?;
    exchange(&call.connection, request, body, limits).await
}

/// Keeps what is known of the purchase in the caller's store.
async fn keep_track(call: &Call, job: &Job, intent: Option<&Intent>, outcome: &mut error::Result<()>) {
    let news = match (intent, job.ticket(), outcome) {
        (Some(intent), Some(ticket), _) => {
            accepted::remember(ticket);
            StoreChange::Put(ticket.into(), intent.into())
        }
        (Some(intent), None, Err(error)) if error.leaves_it_open() => {
            error.intent = Some(Box::new(intent.clone()));
            // Another tab may have looked for it too early, and forgotten it.
            StoreChange::Put(intent.into(), Json::Null)
        }
        // Refused, or to be sent again later: nothing was bought.
        (Some(intent), None, _) => StoreChange::Drop(intent.into()),
        (None, Some(ticket), Err(error)) if error.kind == ErrorKind::JobFailed => {
            StoreChange::Drop(ticket.into())
        }
        _ => return,
    };
    call.store.tell(news).await;
}

/// Makes the body and sends it. What is known before anything leaves stops the run, not the job.
async fn send(
    call: &Call,
    job: &Job,
    request: &HttpRequest,
    files: &Files,
    intent: Option<&mut Intent>,
) -> Result<Result<HttpResponse, TransportError>, Rejection> {
    let total = body::bytes(&request.body, files);
    let read = Cell::new(0.0);
    let count = |bytes| {
        read.set(read.get() + bytes);
        call.progress(&Progress::preparing(read.get(), total));
    };
    let filled = sleep::with_timeout(job.time_limit(now()), body::fill(&request.body, files, &count)).await;
    let Some(filled) = filled else {
        return Err(Error::timed_out(call.connection.provider, job.ticket(), None).into());
    };
    let body = filled.map_err(|(image, spoilt)| spoilt.of_image(image))?;
    if call.is_aborted() {
        return Err(Rejection::Aborted);
    }
    call.check_size(request, body.as_ref())?;
    call.progress(&Progress::of(job, files, call.began));
    if let Some(intent) = intent {
        intent.submitted_at = now();
        call.store.tell(StoreChange::Put((&*intent).into(), Json::Null)).await;
        let late = job.time_limit(now()).is_zero();
        if late || call.is_aborted() {
            call.store.tell(StoreChange::Drop((&*intent).into())).await;
            let error = Error::timed_out(call.connection.provider, None, None);
            return Err(call.or_aborted(error.into()));
        }
    }
    Ok(exchange(&call.connection, request, body, call.limits(job)).await)
}

/// Sends the vendor's cancel after an abort, where the caller wants it and there is one. Nobody waits for its
/// answer.
async fn give_up(call: &Call, job: &Job) {
    let Some(ticket) = job.ticket().filter(|_| call.cancel_on_abort) else { return };
    if let Ok(question) = query::cancel(ticket.clone()) {
        let answer = ask(call, &question.request, call.parting_limits()).await;
        if let Ok(JobState::Cancelled { .. }) = question.read(answer) {
            call.store.tell(StoreChange::Drop(ticket.into())).await;
        }
    }
}
