//! The relay's record of a submit: what became of it, at any provider.

use std::time::Duration;

use crate::job::error::{Billed, Error, Result};
use crate::job::recovery::finding::Finding;
use crate::job::retry;
use crate::provider::error::ReadError;
use crate::provider::intent::Intent;
use crate::provider::ticket::Ticket;
use crate::wire::http::{Answer, HttpRequest, HttpResponse};
use crate::wire::json::Json;
use crate::wire::timestamp::Timestamp;
use crate::wire::url;

/// A search in the record that a relay keeps under an intent's id.
pub struct RecordSearch {
    intent: Intent,
    deadline: Timestamp,
    parse: ParseJson,
    reads: u32,
}

/// Parses JSON; `None` for another text.
pub type ParseJson = fn(&str) -> Option<Json>;

impl RecordSearch {
    /// A search that waits until `deadline` for a submit that is still on its way.
    pub fn new(intent: Intent, deadline: Timestamp, parse: ParseJson) -> Self {
        Self { intent, deadline, parse, reads: 0 }
    }

    /// Returns the request for the record.
    pub fn request(&self) -> HttpRequest {
        HttpRequest::get(format!("/relay-submits/{}", url::encode(&self.intent.id)))
    }

    /// Reads the record.
    ///
    /// # Errors
    ///
    /// [`Unavailable`](crate::job::error::ErrorKind::Unavailable) if the relay does not know either;
    /// [`Unsupported`](crate::job::error::ErrorKind::Unsupported) if it keeps no such record, or not as long, or if the images came
    /// with the reply and there is no id to poll, which is billed;
    /// [`TimedOut`](crate::job::error::ErrorKind::TimedOut) if the submit is still on its way at the deadline; and
    /// those of the exchange. After each other one the outcome of the submit is still unknown.
    pub fn read(&mut self, now: Timestamp, answer: Answer) -> Result<Finding> {
        self.reads += 1;
        self.read_record(now, answer).map_err(|error| match error.billed {
            Billed::Yes => error,
            Billed::No | Billed::Unknown => error.unconfirmed(&self.intent).into(),
        })
    }

    fn read_record(&self, now: Timestamp, answer: Answer) -> Result<Finding> {
        let provider = self.intent.provider;
        let answer = answer.and_then(HttpResponse::complete);
        let response = answer.map_err(|lost| Error::unanswered(provider, lost))?;
        let record = response.json();
        let status = record.get("status").number().unwrap_or_default() as u16;
        match record.get("state").text().filter(|_| response.is_success()) {
            Some("answered") if (200..300).contains(&status) => {
                let body = record.get("reply").text().and_then(self.parse);
                self.ticket(&HttpResponse::new(status, body)).map(Finding::Found)
            }
            Some("answered") if !retry::may_have_bought(status) => Ok(Finding::Nothing),
            Some("answered" | "unknown") => Err(Error::relay_does_not_know(status).into()),
            Some("none") if now.since(self.intent.submitted_at) > KEPT => Err(Error::record_expired().into()),
            Some("none") => Ok(Finding::Nothing),
            Some("pending") => {
                let pause = retry::backoff(self.reads);
                if now.after(pause) < self.deadline {
                    return Ok(Finding::Again(pause));
                }
                Err(Error::timed_out(provider, None, None).into())
            }
            _ if response.is_success() || matches!(response.status, 404 | 405 | 501) => {
                Err(Error::no_record().into())
            }
            _ => Err(Error::refusal(&response, (provider.read_error)(&response)).into()),
        }
    }

    fn ticket(&self, reply: &HttpResponse) -> Result<Ticket> {
        let Intent { provider, ref model, ref label, submitted_at, .. } = self.intent;
        let unreadable = |read: ReadError| Error::unreadable(reply, read, (provider.read_error)(reply));
        let accepted = (provider.read_submit)(reply).map_err(unreadable)?;
        if !accepted.job.can_be_polled() {
            return Err(Error::found_delivered(reply, &self.intent).into());
        }
        let ticket = Ticket::of(accepted, provider, model.clone(), submitted_at);
        Ok(Ticket { label: label.clone(), ..ticket })
    }
}

/// How long a record is certain to be there: an hour less than a relay keeps it, because clocks differ.
pub const KEPT: Duration = Duration::from_secs(23 * 60 * 60);
