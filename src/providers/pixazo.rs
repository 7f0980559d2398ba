//! Pixazo. <https://www.pixazo.ai/models/nano-banana>
//!
//! `POST /nano-banana/v1/nano-banana/generateEditImageRequest`, then `POST /nano-banana-polling/nano-banana/getStatus`
//! with the request's id; `GET /v2/requests/status/{id}` instead where the submit's reply has a `polling_url` with that path.
//!
//! The page shows neither the reply of `getStatus` nor its status words. What is read here is inferred from the vendor's pages for sibling models and
//! from public clients.

use serde::Deserialize;

use crate::media::Format;
use crate::protocol::error::Fault;
use crate::protocol::json::Json;
use crate::protocol::model::{Choice, Count, Images, Notation, Price, Spelling};
use crate::protocol::output::Output;
use crate::protocol::provider::{Accepted, Flaw, KeyHeader, LocalImages};
use crate::protocol::reply::{Complaint, Links, Loose, TextOr};
use crate::protocol::ticket::JobId;
use crate::protocol::{HttpRequest, HttpResponse, ImageRequest, JobState, Model, Provider, Ticket};

pub const PROVIDER: Provider = Provider {
    id: "pixazo",
    name: "Pixazo",
    base_url: "https://gateway.pixazo.ai",
    key: KeyHeader::Plain("Ocp-Apim-Subscription-Key"),
    models: &[NANO_BANANA_EDIT],
    queues: &[GET_STATUS, V2],
    // The page says URLs; the vendor's own guide says "URL or base64 data URL", as do its pages for sibling models.
    local_images: LocalImages::DataUri,
    submit,
    read_submit,
    poll,
    read_poll,
    read_fault,
    cancel: None,
    probe,
    read_probe,
};

const NANO_BANANA_EDIT: Model = Model {
    id: "nano-banana/edit",
    name: "Nano Banana, edit",
    page: "https://www.pixazo.ai/models/nano-banana",
    prompt_max: None,
    images: Images {
        wire: "image_urls",
        min: 1,
        max: None,
        // No page names formats; these three are what every host of this model takes.
        formats: &[Format::Jpeg, Format::Png, Format::Webp],
        max_bytes: None,
    },
    aspect_ratio: None,
    resolution: None,
    // The page names no maximum; the vendor's guide says 1 to 4.
    count: Some(Count { wire: "num_images", max: 4, default: 1, notation: Notation::Number }),
    output_format: Some(Choice {
        wire: "output_format",
        values: &["jpeg", "png"],
        default: "jpeg",
        spelling: Spelling::AsIs,
    }),
    webhook: false,
    inline: Some("sync_mode"),
    // No page tells; the vendor asks for "every 5-10s".
    typical_seconds: 30,
    // $0.06 to $0.1608 by the ratio of the image, which is no field of this call.
    price: Price::BetweenPerImage { min: 60_000, max: 160_800 },
};

/// The queue of the page.
const GET_STATUS: &str = "getStatus";
/// The newer queue, common to most models.
const V2: &str = "v2";

fn submit(request: &ImageRequest) -> HttpRequest {
    let path = "/nano-banana/v1/nano-banana/generateEditImageRequest".to_owned();
    HttpRequest::post(path, Json::Object(request.input()).into_body())
}

fn read_submit(response: &HttpResponse) -> Option<Accepted> {
    let reply: Reply = response.json()?;
    let job = JobId::parse(reply.request_id.text().or(reply.request_id_camel.text())?)?;
    let v2 = reply.polling_url.text().is_some_and(|url| path_of(url) == Some(&v2_path(&job)));
    // The vendor's guide calls image models synchronous; a reply that has the images already is taken at its word.
    let state = if reply.has_links() { reply.state().ok()? } else { JobState::Queued };
    Some(Accepted { job, via: Some(if v2 { V2 } else { GET_STATUS }), expected_by: None, cost: None, state })
}

fn poll(ticket: &Ticket) -> HttpRequest {
    if ticket.via == Some(V2) { HttpRequest::get(v2_path(&ticket.job)) } else { status(&ticket.job) }
}

fn read_poll(response: &HttpResponse) -> Result<JobState, Flaw> {
    response.json::<Reply>().ok_or(Flaw::Unreadable)?.state()
}

fn read_fault(response: &HttpResponse) -> Fault {
    response.json::<Reply>().and_then(|reply| reply.fault()).unwrap_or_default()
}

/// Asks for a request that does not exist: there is no other free call.
fn probe() -> HttpRequest {
    let body = Json::object([("requestId", Json::text("00000000-0000-0000-0000-000000000000"))]);
    HttpRequest::post(STATUS_PATH.to_owned(), body.into_body())
}

/// No page shows the answer to an unknown id: every answer in Pixazo's JSON that is not about the key will do.
fn read_probe(response: &HttpResponse) -> bool {
    matches!(response.status, 200..=299 | 400 | 404 | 422) && response.json::<Reply>().is_some()
}

/// The id is `request_id` in the submit's reply and `requestId` here.
fn status(job: &JobId) -> HttpRequest {
    let body = Json::object([("requestId", Json::text(job.as_str()))]);
    HttpRequest::post(STATUS_PATH.to_owned(), body.into_body())
}

/// Without the `/v1/` that the submit has.
const STATUS_PATH: &str = "/nano-banana-polling/nano-banana/getStatus";

fn v2_path(job: &JobId) -> String {
    ["/v2/requests/status/", job.as_str()].concat()
}

fn path_of(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://")?;
    rest.find('/').and_then(|start| rest.get(start..))
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Reply {
    request_id: Loose,
    #[serde(rename = "requestId")]
    request_id_camel: Loose,
    polling_url: Loose,
    status: Loose,
    success: Loose,
    images: Links,
    output: Links,
    result: TextOr<Outcome>,
    description: Loose,
    error: Complaint,
    message: Loose,
    detail: Loose,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Outcome {
    images: Links,
    description: Loose,
}

impl Reply {
    /// Done when there is an image; failed when a word or an error says so; else on its way.
    fn state(self) -> Result<JobState, Flaw> {
        let status = self.status.text().unwrap_or_default().to_ascii_lowercase();
        let failed = matches!(status.as_str(), "failed" | "error" | "cancelled" | "canceled")
            || self.success == Loose::Flag(false);
        if self.has_links() && !failed {
            let (result, description) = match self.result {
                TextOr::Object(outcome) => (outcome.images.0, outcome.description),
                _ => (Vec::new(), Loose::Other),
            };
            let description = self.description.text().or(description.text()).map(str::to_owned);
            let images = [self.images.0, self.output.0, result].into_iter().find(|images| !images.is_empty());
            let output = Output::new(images.unwrap_or_default()).ok_or(Flaw::NoImages)?;
            return Ok(JobState::Done(Output { description, ..output }));
        }
        match (failed, self.fault()) {
            (true, fault) => Ok(JobState::Failed { fault: fault.unwrap_or_default(), refunded: false }),
            (false, Some(fault)) if self.error.fault().is_some() => {
                Ok(JobState::Failed { fault, refunded: false })
            }
            _ if matches!(status.as_str(), "completed" | "succeeded" | "success" | "done") => {
                Err(Flaw::NoImages)
            }
            _ if matches!(status.as_str(), "processing" | "in_progress") => {
                Ok(JobState::Running { progress: None })
            }
            _ => Ok(JobState::Queued),
        }
    }

    fn has_links(&self) -> bool {
        let result = self.result.as_object().is_some_and(|outcome| !outcome.images.0.is_empty());
        result || !self.images.0.is_empty() || !self.output.0.is_empty()
    }

    /// The page's own errors are `{ "error": "…" }`; the gateway in front of it answers `{ "statusCode", "message" }`.
    fn fault(&self) -> Option<Fault> {
        let said = || [&self.message, &self.detail].into_iter().find_map(Loose::text).map(Fault::said);
        self.error.fault().or_else(said)
    }
}
