//! The contract of a provider: data and pure functions, which each folder of `providers` fills in.

use std::fmt;

use crate::media::Format;
use crate::provider::error::{ProviderError, ReadError};
use crate::provider::job_id::JobId;
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
mod read_model;
pub mod reply;
pub mod request;
pub mod state;
pub mod status;
pub mod ticket;

/// A service that sells models.
pub struct Provider {
    pub id: &'static str,
    pub name: &'static str,
    /// Without a trailing slash.
    pub base_url: &'static str,
    pub key: KeyHeader,
    /// The queues that a job may be in, the documented one first. Empty if there is only one.
    pub queues: &'static [&'static str],
    /// The field under `extra` that asks for images inside the reply.
    pub inline: Option<&'static str>,
    /// How local images are sent, unless the caller uploads them.
    pub local_images: LocalImages,

    /// Creates a job, which costs money.
    pub submit: fn(&ImageRequest) -> HttpRequest,
    /// Reads a successful reply to a submit.
    pub read_submit: fn(&HttpResponse) -> Result<Accepted, ReadError>,
    /// Asks for the state of a job.
    pub poll: fn(&Ticket) -> HttpRequest,
    pub read_poll: ReadState,
    /// Reads the error of a reply that is not a success.
    pub read_error: fn(&HttpResponse) -> ProviderError,
    pub cancel: Option<Cancel>,
    pub list: Option<List>,
    /// A free request that needs the key.
    pub probe: fn() -> HttpRequest,
    /// Returns `true` if the reply to a probe, also a refusal, shows that the provider accepted the key.
    pub read_probe: fn(&HttpResponse) -> bool,
    /// The text of the provider's `models.json`. A page loads it on its own; the module has no tables.
    #[cfg(not(target_arch = "wasm32"))]
    pub models: &'static str,
    #[cfg(not(target_arch = "wasm32"))]
    pub relay: Relay,
}

impl Provider {
    /// Returns the queue after this one; the first follows the last.
    pub fn queue_after(&self, queue: Option<&'static str>) -> Option<&'static str> {
        let next = self.queues.iter().position(|other| Some(*other) == queue).map_or(0, |index| index + 1);
        self.queues.get(next).or(self.queues.first()).copied()
    }
}

/// Reads a success that has the state of a job.
pub type ReadState = fn(&HttpResponse) -> Result<JobState, ReadError>;

impl fmt::Debug for Provider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id)
    }
}

/// The header that has the key.
#[derive(Clone, Copy, Debug)]
pub enum KeyHeader {
    /// `Authorization: Bearer <key>`
    Bearer,
    /// The key only, in a header of this name.
    Plain(&'static str),
}

/// What a relay in front of the provider must know.
///
/// On the host only: `cargo xtask generate` writes it into the package, and the module does not need it.
#[derive(Debug)]
pub struct Relay {
    /// The calls of the client, ordered by path. The relay refuses all others.
    pub routes: &'static [Route],
    /// The hosts of presigned uploads: complete names, or `*.` and the end of one.
    pub upload_hosts: &'static [&'static str],
    /// The hosts of outputs, in the same notation.
    pub output_hosts: &'static [&'static str],
    /// The members of a submit's reply that may have the price in micro-dollars, the best first.
    pub charged: &'static [&'static str],
    /// The top-level members of a submit's reply that may have the job's id, the best first. Empty if the id is nested
    /// deeper.
    pub job: &'static [&'static str],
    /// The values of `status` in a poll's reply after which the provider refunds the job.
    pub refunded: &'static [&'static str],
    /// A refusal in the provider's JSON, with the placeholders `{code}` and `{message}`.
    pub refusal: &'static str,
}

/// The purpose, the method and the path of a call. `{job}` stands for the id of a job, and `{path}` for the path of a
/// model; where the provider has one path for all, the body of a submit names the model.
pub type Route = (&'static str, &'static str, &'static str);

/// How local images are sent.
#[derive(Debug)]
pub enum LocalImages {
    /// In the request itself, as base64 data URIs.
    DataUri,
    /// To a URL that the provider returns for each.
    Upload(Upload),
}

/// An upload in two steps: ask for a presigned URL, then put the bytes there.
#[derive(Debug)]
pub struct Upload {
    pub presign: fn(Format) -> HttpRequest,
    /// The member of the reply that has the URL to put the bytes to.
    pub target_member: &'static str,
    /// Reads a success; `None` if its shape is not documented.
    pub read_presign: fn(&HttpResponse) -> Option<UploadTarget>,
}

/// The URL to put an image to, and the URL where the provider finds it.
#[derive(Clone, Debug, PartialEq)]
pub struct UploadTarget {
    pub put: String,
    pub url: String,
}

impl UploadTarget {
    /// The target with these URLs; `None` unless both are `https:` or of this machine.
    pub fn new(put: &str, url: &str) -> Option<Self> {
        let is_safe = is_https_or_loopback(put) && is_https_or_loopback(url);
        is_safe.then(|| Self { put: put.to_owned(), url: url.to_owned() })
    }
}

/// A call that cancels a job.
#[derive(Debug)]
pub struct Cancel {
    pub request: fn(&Ticket) -> HttpRequest,
    pub read: ReadState,
}

/// A call that lists the jobs of an account.
#[derive(Debug)]
pub struct List {
    /// Asks for the first page, or for the page at a cursor.
    pub request: fn(Option<&str>) -> HttpRequest,
    /// Reads a success; `None` if its shape is not documented.
    pub read: fn(&HttpResponse) -> Option<Listing>,
    /// Returns `true` for a success without a list: the answer of a relay that serves several callers.
    pub is_withheld: fn(&HttpResponse) -> bool,
}

/// A page of a list of jobs.
#[derive(Debug)]
pub struct Listing {
    pub jobs: Vec<ListedJob>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// A job in a list.
#[derive(Debug)]
pub struct ListedJob {
    pub job: JobId,
    /// The provider's id of the model.
    pub model: String,
    /// By the provider's clock.
    pub created_at: Timestamp,
}

/// The reply to a submit that was accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    pub job: JobId,
    pub queue: Option<&'static str>,
    pub expected_by: Option<Timestamp>,
    pub cost: Option<Money>,
    pub state: JobState,
}
