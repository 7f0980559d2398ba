//! Looking for the job of a submit of which nobody heard what became.
//!
//! The time of the intent is this machine's and that of a job the provider's, so a job counts that was made
//! from two minutes before the submit to ten minutes after it. What is known to be another's does not count.
//! Where more than one is left, or another submit may have made the one, nobody guesses.

use std::time::Duration;

use crate::job::error::{Billed, Error, ErrorKind, Result};
use crate::job::failure;
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
    /// [`Unsupported`](ErrorKind::Unsupported) where the vendor does not list jobs.
    pub fn new(intent: Intent, known: Vec<Pending>) -> Result<Self> {
        match &intent.provider.list {
            Some(list) => Ok(Self { intent, known, list, cursor: None, pages: 0, found: Vec::new() }),
            None => {
                let error = Error::new(ErrorKind::Unsupported, [intent.provider.name, NO_LIST].concat());
                Err(error.of_intent(&intent).into())
            }
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
    /// [`Ambiguous`](ErrorKind::Ambiguous) where several jobs may be the one, with all of them;
    /// `unsupported` where a relay does not list jobs; and those of the exchange. The outcome of the submit
    /// stays unknown after each of them.
    pub fn read(&mut self, answer: Answer) -> Result<Progress> {
        let progress = self.look(answer);
        progress.map_err(|error| (*error).of_intent(&self.intent).into())
    }

    fn look(&mut self, answer: Answer) -> Result<Progress> {
        let provider = self.intent.provider;
        let fault = provider.read_error;
        let response = answer.map_err(|lost| failure::unanswered(provider, lost))?;
        // A relay of several callers shows none of them the jobs of the others.
        if matches!(response.status, 404 | 405 | 501) || (self.list.is_withheld)(&response) {
            return Err(Error::new(ErrorKind::Unsupported, WITHHELD).into());
        }
        if !response.is_success() {
            return Err(Error::refusal(&response, fault(&response)).into());
        }
        let Some(page) = (self.list.read)(&response) else {
            return Err(failure::unreadable(&response, fault(&response)).into());
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
                Err(Error { candidates, ..Error::new(ErrorKind::Ambiguous, AMBIGUOUS) }.into())
            }
        }
    }
}

impl Error {
    /// Says that nobody knows yet what became of a submit.
    fn of_intent(mut self, intent: &Intent) -> Self {
        self.intent = Some(Box::new(intent.clone()));
        self.at(intent.provider.id).billed(Billed::Unknown)
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
const NO_LIST: &str = " has no call that lists jobs, so nobody can tell here whether the job was bought: look into your account there.";
const WITHHELD: &str = "No list of jobs is given here, so nobody can tell whether the job was bought. A relay that serves several \
    callers does not show them each other's jobs: look into the account at the provider.";
const AMBIGUOUS: &str = "More than one job may be the one that was bought, and Plantain does not guess: `candidates` has those \
    that were found. `wait` and `status` buy nothing.";
