//! The search for the job of an unconfirmed submit: in the relay's record of it, or in the provider's list of jobs.
//!
//! In a list, the time of the intent is by this machine's clock and that of a job by the provider's. So every job counts
//! that was created from two minutes before the submit to ten minutes after it, unless it is known to belong to
//! another submit. If more than one is left, or another submit may have created the one, the result is an error
//! with the candidates. A job from before the submit may be an earlier one, which was delivered and is known no more.

use std::time::Duration;

use crate::job::error::{Error, Result};
use crate::job::recovery::finding::Finding;
use crate::job::recovery::record::RecordSearch;
use crate::provider::error::ReadError;
use crate::provider::intent::{Intent, Pending};
use crate::provider::ticket::Ticket;
use crate::provider::{List, ListedJob};
use crate::wire::http::{Answer, HttpRequest, HttpResponse};
use crate::wire::timestamp::Timestamp;

pub mod finding;
pub mod record;

/// A search, wherever it looks.
pub enum Search {
    List(ListSearch),
    Record(RecordSearch),
}

impl Search {
    /// Returns the next request.
    pub fn request(&self) -> HttpRequest {
        match self {
            Self::List(search) => search.request(),
            Self::Record(search) => search.request(),
        }
    }

    /// Reads what came back.
    ///
    /// # Errors
    ///
    /// Those of [`ListSearch::read`] or [`RecordSearch::read`].
    pub fn read(&mut self, now: Timestamp, answer: Answer) -> Result<Finding> {
        match self {
            Self::List(search) => search.read(answer),
            Self::Record(search) => search.read(now, answer),
        }
    }
}

/// A search through the jobs of an account, page by page.
pub struct ListSearch {
    intent: Intent,
    /// The other jobs and intents that the page knows.
    known: Vec<Pending>,
    list: &'static List,
    cursor: Option<String>,
    pages: u32,
    found: Vec<(Ticket, Timestamp)>,
}

impl ListSearch {
    /// A search for the job of `intent`.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](crate::job::error::ErrorKind::Unsupported) if the provider has no list of jobs.
    pub fn new(intent: Intent, known: Vec<Pending>) -> Result<Self> {
        match &intent.provider.list {
            Some(list) => Ok(Self { intent, known, list, cursor: None, pages: 0, found: Vec::new() }),
            None => Err(Error::cannot_list(&intent).into()),
        }
    }

    /// Returns the request for the next page.
    pub fn request(&self) -> HttpRequest {
        (self.list.request)(self.cursor.as_deref())
    }

    /// Reads a page.
    ///
    /// # Errors
    ///
    /// [`Ambiguous`](crate::job::error::ErrorKind::Ambiguous) if several jobs may be the one;
    /// `unsupported` if there is no list; and those of the exchange. After each of them the outcome of
    /// the submit is still unknown.
    pub fn read(&mut self, answer: Answer) -> Result<Finding> {
        let finding = self.read_page(answer);
        finding.map_err(|error| error.unconfirmed(&self.intent).into())
    }

    fn read_page(&mut self, answer: Answer) -> Result<Finding> {
        let provider = self.intent.provider;
        let answer = answer.and_then(HttpResponse::complete);
        let response = answer.map_err(|lost| Error::unanswered(provider, lost))?;
        // A front end that serves several callers does not show them each other's jobs.
        if matches!(response.status, 404 | 405 | 501) || (self.list.is_withheld)(&response) {
            return Err(Error::list_withheld().into());
        }
        if !response.is_success() {
            return Err(Error::refusal(&response, (provider.read_error)(&response)).into());
        }
        let Some(page) = (self.list.read)(&response) else {
            let provider_error = (provider.read_error)(&response);
            return Err(Error::unreadable(&response, ReadError::UnknownShape, provider_error).into());
        };
        let from = self.intent.submitted_at.before(EARLIEST);
        // In a list from new to old, the next pages are older.
        let mut times = page.jobs.iter().map(|job| job.created_at);
        let is_sorted = times.clone().is_sorted_by(|newer, older| newer >= older);
        let is_past = is_sorted && times.next_back().is_some_and(|last| last < from);
        for job in page.jobs {
            self.consider(job);
        }
        self.pages += 1;
        self.cursor = page.next;
        match (&self.cursor, is_past) {
            (Some(_), false) if self.pages < MOST_PAGES => Ok(Finding::Again(Duration::ZERO)),
            (cursor, _) => self.conclude(cursor.is_some() && !is_past),
        }
    }

    /// Adds a job to those found, if it may be the one.
    fn consider(&mut self, listed: ListedJob) {
        let Intent { provider, ref model, ref label, submitted_at, .. } = self.intent;
        let is_known = self.known.iter().any(|pending| match pending {
            // A ticket that an earlier search for this submit found has the time of the submit.
            Pending::Accepted(ticket) => {
                ticket.provider.id == provider.id
                    && ticket.job == listed.job
                    && ticket.submitted_at != submitted_at
            }
            Pending::Unknown(_) => false,
        });
        let is_found = self.found.iter().any(|(ticket, _)| ticket.job == listed.job);
        if is_known || is_found || listed.model != *model || !is_near(submitted_at, listed.created_at) {
            return;
        }
        let ticket = Ticket {
            provider,
            model: model.clone(),
            known: None,
            job: listed.job,
            queue: None,
            submitted_at,
            expected_by: None,
            cost: None,
            label: label.clone(),
        };
        self.found.push((ticket, listed.created_at));
    }

    fn conclude(&self, is_cut_short: bool) -> Result<Finding> {
        let may_be_of_other = |time: Timestamp| {
            self.known.iter().any(|pending| match pending {
                Pending::Accepted(_) => false,
                Pending::Unknown(other) => {
                    other.id != self.intent.id
                        && other.provider.id == self.intent.provider.id
                        && other.model == self.intent.model
                        && is_near(other.submitted_at, time)
                }
            })
        };
        let is_earlier = |time: Timestamp| time < self.intent.submitted_at.before(CLOCKS_DIFFER);
        match self.found.as_slice() {
            [] if !is_cut_short => Ok(Finding::Nothing),
            [(ticket, time)] if !is_cut_short && !is_earlier(*time) && !may_be_of_other(*time) => {
                Ok(Finding::Found(ticket.clone()))
            }
            found => {
                let candidates = found.iter().map(|(ticket, _)| ticket.clone()).collect();
                Err(Error::ambiguous(candidates).into())
            }
        }
    }
}

fn is_near(submitted_at: Timestamp, created_at: Timestamp) -> bool {
    (submitted_at.before(EARLIEST)..=submitted_at.after(LATEST)).contains(&created_at)
}

/// By how much the clocks of most machines differ at most. Every job takes longer.
const CLOCKS_DIFFER: Duration = Duration::from_secs(2);
/// How far the provider's clock may be behind this machine's.
const EARLIEST: Duration = Duration::from_secs(120);
/// The default timeout of a call: a request may reach the provider that late.
const LATEST: Duration = Duration::from_secs(600);
/// A thousand jobs at PixelByte.
const MOST_PAGES: u32 = 10;
