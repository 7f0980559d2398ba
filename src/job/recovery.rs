//! Looking for the job of a submit of which nobody heard what became.
//!
//! The time of the intent is this machine's and that of a job the provider's, so a job counts that was made
//! from two minutes before the submit to ten minutes after it. What is known to be another's does not count.
//! Where more than one is left, or another submit may have made the one, nobody guesses.

use std::time::Duration;

use crate::job::error::{Error, Result};
use crate::provider::error::ReadError;
use crate::provider::intent::{Intent, Pending};
use crate::provider::ticket::Ticket;
use crate::provider::{List, ListedJob};
use crate::wire::http::{Answer, HttpRequest};
use crate::wire::timestamp::Timestamp;

/// A search through the jobs of an account, page by page.
pub struct Search {
    intent: Intent,
    /// What else was bought or may have been.
    known: Vec<Pending>,
    list: &'static List,
    cursor: Option<String>,
    pages: u32,
    found: Vec<(Ticket, Timestamp)>,
}

/// What comes of a page.
#[derive(Debug)]
pub enum Progress {
    Found(Ticket),
    NextPage,
    /// No job was bought.
    Nothing,
}

impl Search {
    /// Begins a search.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](crate::job::error::ErrorKind::Unsupported) where the vendor does not list jobs.
    pub fn new(intent: Intent, known: Vec<Pending>) -> Result<Self> {
        match &intent.provider.list {
            Some(list) => Ok(Self { intent, known, list, cursor: None, pages: 0, found: Vec::new() }),
            None => Err(Error::cannot_list(&intent).into()),
        }
    }

    /// Asks for the next page.
    pub fn request(&self) -> HttpRequest {
        (self.list.request)(self.cursor.as_deref())
    }

    /// Reads a page.
    ///
    /// # Errors
    ///
    /// [`Ambiguous`](crate::job::error::ErrorKind::Ambiguous) where several jobs may be the one, with all of them;
    /// `unsupported` where a relay does not list jobs; and those of the exchange. The outcome of the submit
    /// stays unknown after each of them.
    pub fn read(&mut self, answer: Answer) -> Result<Progress> {
        let progress = self.look(answer);
        progress.map_err(|error| error.unconfirmed(&self.intent).into())
    }

    fn look(&mut self, answer: Answer) -> Result<Progress> {
        let provider = self.intent.provider;
        let response = answer.map_err(|lost| Error::unanswered(provider, lost))?;
        // A relay of several callers shows none of them the jobs of the others.
        if matches!(response.status, 404 | 405 | 501) || (self.list.is_withheld)(&response) {
            return Err(Error::list_withheld().into());
        }
        if !response.is_success() {
            return Err(Error::refusal(&response, (provider.read_error)(&response)).into());
        }
        let Some(page) = (self.list.read)(&response) else {
            let said = (provider.read_error)(&response);
            return Err(Error::unreadable(&response, ReadError::UnknownShape, said).into());
        };
        let from = self.intent.submitted_at.before(EARLIEST);
        // Where the list goes from new to old, what follows is older still.
        let mut times = page.jobs.iter().map(|job| job.created_at);
        let is_sorted = times.clone().is_sorted_by(|newer, older| newer >= older);
        let is_past = is_sorted && times.next_back().is_some_and(|last| last < from);
        for job in page.jobs {
            self.count(job);
        }
        self.pages += 1;
        self.cursor = page.next;
        match (&self.cursor, is_past) {
            (Some(_), false) if self.pages < MOST_PAGES => Ok(Progress::NextPage),
            (cursor, _) => self.conclude(cursor.is_some() && !is_past),
        }
    }

    /// Keeps a job that may be the one.
    fn count(&mut self, listed: ListedJob) {
        let Intent { provider, model, submitted_at, .. } = self.intent;
        let known = self.known.iter().any(|pending| match pending {
            // The ticket that an earlier search for the same submit gave has its time.
            Pending::Accepted(ticket) => {
                ticket.provider.id == provider.id
                    && ticket.job == listed.job
                    && ticket.submitted_at != submitted_at
            }
            Pending::Unknown(_) => false,
        });
        let again = self.found.iter().any(|(ticket, _)| ticket.job == listed.job);
        if known || again || listed.model != model.id || !is_near(submitted_at, listed.created_at) {
            return;
        }
        let ticket = Ticket {
            provider,
            model,
            job: listed.job,
            queue: None,
            submitted_at,
            expected_by: None,
            cost: None,
        };
        self.found.push((ticket, listed.created_at));
    }

    fn conclude(&self, is_cut_short: bool) -> Result<Progress> {
        let is_rivalled = |time: Timestamp| {
            self.known.iter().any(|pending| match pending {
                Pending::Accepted(_) => false,
                Pending::Unknown(other) => {
                    other.id != self.intent.id
                        && other.provider.id == self.intent.provider.id
                        && other.model.id == self.intent.model.id
                        && is_near(other.submitted_at, time)
                }
            })
        };
        match self.found.as_slice() {
            [] if !is_cut_short => Ok(Progress::Nothing),
            [(ticket, time)] if !is_cut_short && !is_rivalled(*time) => Ok(Progress::Found(ticket.clone())),
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

/// How far the provider's clock may be behind this machine's.
const EARLIEST: Duration = Duration::from_secs(120);
/// As long as a call takes by default: a request may reach the provider late.
const LATEST: Duration = Duration::from_secs(600);
/// A thousand jobs at PixelByte.
const MOST_PAGES: u32 = 10;
