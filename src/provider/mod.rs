//! A provider: a const value of data and pure functions.

use std::fmt;

use crate::media::Format;
use crate::provider::error::{ProviderError, ReadError};
use crate::provider::job_id::JobId;
use crate::provider::model::Model;
use crate::provider::money::Money;
use crate::provider::request::ImageRequest;
use crate::provider::state::JobState;
use crate::provider::ticket::Ticket;
use crate::wire::http::{HttpRequest, HttpResponse};
use crate::wire::timestamp::Timestamp;
use crate::wire::url::is_https_or_loopback;

pub mod error;
pub mod intent;
pub mod job_id;
pub mod model;
pub mod money;
pub mod reply;
pub mod request;
pub mod state;
pub mod ticket;

/// A gateway that sells models.
pub struct Provider {
    pub id: &'static str,
    pub name: &'static str,
    /// Without a slash at the end.
    pub base_url: &'static str,
    pub key: KeyHeader,
    pub models: &'static [Model],
    /// The queues that a job may be in, the documented one first; none where there is no choice.
    pub queues: &'static [&'static str],
    /// How local images travel where the caller does not upload them.
    pub local_images: LocalImages,

    /// Buys.
    pub submit: fn(&ImageRequest) -> HttpRequest,
    /// Reads a success.
    pub read_submit: fn(&HttpResponse) -> Result<Accepted, ReadError>,
    /// Asks how a job stands.
    pub poll: fn(&Ticket) -> HttpRequest,
    pub read_poll: ReadState,
    /// Reads what a reply says went wrong.
    pub read_error: fn(&HttpResponse) -> ProviderError,
    pub cancel: Option<Cancel>,
    pub list: Option<List>,
    /// Reads something free that needs the key.
    pub probe: fn() -> HttpRequest,
    /// Tells whether a probe's reply, refusals included, can only come from a provider that took the key.
    pub read_probe: fn(&HttpResponse) -> bool,
    pub relay: Relay,
}

impl Provider {
    /// Finds one of its models by the vendor's id.
    pub fn model(&self, id: &str) -> Option<&'static Model> {
        self.models.iter().find(|model| model.id == id)
    }

    /// Gives the queue to ask after this one, round and round.
    pub fn queue_after(&self, queue: Option<&'static str>) -> Option<&'static str> {
        let place = self.queues.iter().position(|other| Some(*other) == queue).map_or(0, |place| place + 1);
        self.queues.get(place).or(self.queues.first()).copied()
    }
}

/// Reads a success that says how a job stands.
pub type ReadState = fn(&HttpResponse) -> Result<JobState, ReadError>;

impl fmt::Debug for Provider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id)
    }
}

/// The header that carries the key.
#[derive(Clone, Copy, Debug)]
pub enum KeyHeader {
    /// `Authorization: Bearer <key>`
    Bearer,
    /// The key alone, under this name.
    Plain(&'static str),
}

/// What a relay in front of the provider must know beside the calls: `cargo xtask generate` writes it into
/// the package.
#[derive(Debug)]
pub struct Relay {
    /// The hosts of presigned uploads: whole names, or `*.` and the end of one.
    pub upload_hosts: &'static [&'static str],
    /// The hosts of outputs, written in the same way.
    pub output_hosts: &'static [&'static str],
    /// The members of a submit's reply that may hold its cost in micro-dollars, the best first.
    pub charged: &'static [&'static str],
    /// The top-level members of a submit's reply that may hold the job's id, the best first; none where the id stands
    /// deeper.
    pub job: &'static [&'static str],
    /// The values of `status` in a poll's reply after which the provider pays the job back.
    pub refunded: &'static [&'static str],
    /// The vendor's JSON for a refusal, with `{code}` and `{message}` where they belong.
    pub refusal: &'static str,
}

/// How local images travel.
#[derive(Debug)]
pub enum LocalImages {
    /// In the request itself, as base64 data URIs.
    DataUri,
    /// To a place that the provider gives for each.
    Upload(Upload),
}

/// An upload in two steps: ask for a place, then put the bytes there.
#[derive(Debug)]
pub struct Upload {
    pub presign: fn(Format) -> HttpRequest,
    /// The member of the reply that holds the address to put the bytes to.
    pub place: &'static str,
    /// Reads a success; `None` where nobody documented it.
    pub read_presign: fn(&HttpResponse) -> Option<UploadTarget>,
}

/// Where an image may be put, and where it is found then.
#[derive(Clone, Debug, PartialEq)]
pub struct UploadTarget {
    pub put: String,
    pub url: String,
}

impl UploadTarget {
    /// Takes what the provider named, if a page may send to the one and a provider fetch the other.
    pub fn new(put: &str, url: &str) -> Option<Self> {
        let safe = is_https_or_loopback(put) && is_https_or_loopback(url);
        safe.then(|| Self { put: put.to_owned(), url: url.to_owned() })
    }
}

/// A cancel, where the vendor has one.
#[derive(Debug)]
pub struct Cancel {
    pub request: fn(&Ticket) -> HttpRequest,
    pub read: ReadState,
}

/// A list of an account's jobs, where the vendor has one.
#[derive(Debug)]
pub struct List {
    /// Asks for the first page, or for the one that a page before it named.
    pub request: fn(Option<&str>) -> HttpRequest,
    /// Reads a success; `None` where nobody documented it.
    pub read: fn(&HttpResponse) -> Option<Listing>,
    /// Tells whether a success holds no list at all: so answers a relay that serves several callers.
    pub is_withheld: fn(&HttpResponse) -> bool,
}

/// A page of a list of jobs.
#[derive(Debug)]
pub struct Listing {
    pub jobs: Vec<ListedJob>,
    /// What asks for the next page.
    pub next: Option<String>,
}

/// A job in a list.
#[derive(Debug)]
pub struct ListedJob {
    pub job: JobId,
    /// The vendor's own id of the model.
    pub model: String,
    /// By the provider's clock.
    pub created_at: Timestamp,
}

/// What a submit that was accepted says.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    pub job: JobId,
    pub queue: Option<&'static str>,
    pub expected_by: Option<Timestamp>,
    pub cost: Option<Money>,
    pub state: JobState,
}
