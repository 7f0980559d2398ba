//! PixelByte. <https://developer.pixelbyte.app/docs>
//!
//! `POST /v1/uploads/presign` and `PUT` for each local image, then `POST /v1/jobs/submit`, then `GET
//! /v1/jobs/{jobId}`.
//!
//! The pages show replies both plain and inside `data`. `data` is read if it is an object.
//! What the pages call micro-cents are millionths of a dollar: 134,000 are $0.134.

use crate::media::Format;
#[cfg(not(target_arch = "wasm32"))]
use crate::provider::Relay;
use crate::provider::error::{ProviderError, ReadError};
use crate::provider::job_id::JobId;
use crate::provider::money::Money;
use crate::provider::reply::{self, links};
use crate::provider::request::ImageRequest;
use crate::provider::state::{JobState, Output, OutputImage};
use crate::provider::status::Meaning;
use crate::provider::ticket::Ticket;
use crate::provider::{
    Accepted, Cancel, KeyHeader, List, ListedJob, Listing, LocalImages, Provider, Upload, UploadTarget,
};
use crate::wire::body::JsonTemplate;
use crate::wire::http::{Body, HttpRequest, HttpResponse};
use crate::wire::json::Json;
use crate::wire::timestamp::Timestamp;
use crate::wire::url;

pub const PROVIDER: Provider = Provider {
    id: "pixelbyte",
    name: "PixelByte",
    // The host of every curl sample on the provider's pages.
    base_url: BASE_URL,
    key: KeyHeader::Bearer,
    queues: &[],
    inline: None,
    // No page says whether `image_urls` takes data URIs; all of them show `https:` addresses.
    local_images: LocalImages::Upload(Upload { presign, target_member: UPLOAD_URL, read_presign }),
    submit,
    read_submit,
    poll,
    read_poll,
    read_error,
    cancel: Some(Cancel { request: cancel, read: read_poll }),
    list: Some(List { request: list, read: read_list, is_withheld }),
    probe,
    read_probe: HttpResponse::is_success,
    #[cfg(not(target_arch = "wasm32"))]
    models: include_str!("models.json"),
    #[cfg(not(target_arch = "wasm32"))]
    relay: Relay {
        routes: &[
            ("submit", "POST", "/v1/jobs/submit"),
            ("poll", "GET", "/v1/jobs/{job}"),
            ("cancel", "POST", "/v1/jobs/{job}/cancel"),
            ("probe", "GET", "/v1/jobs?limit=1"),
            ("presign", "POST", "/v1/uploads/presign"),
        ],
        // "Upload file" shows `storage.muvi.video`; the provider's older pages name the same hosts under
        // `pixelbyte.app`.
        upload_hosts: &["storage.muvi.video", "storage.pixelbyte.app"],
        output_hosts: &["cdn.muvi.video", "*.cdn.muvi.video", "cdn.pixelbyte.app", "*.cdn.pixelbyte.app"],
        charged: CHARGED,
        job: JOB,
        refunded: &["cancelled", "failed"],
        refusal: r#"{"success":false,"error":{"code":"{code}","message":"{message}"}}"#,
    },
};

fn presign(format: Format) -> HttpRequest {
    let filename = format!("image.{}", format.extension());
    let body = JsonTemplate::object([
        ("filename", JsonTemplate::Text(filename)),
        ("contentType", JsonTemplate::text(format.media_type())),
    ]);
    HttpRequest::post("/v1/uploads/presign".to_owned(), body.into_body())
}

fn read_presign(response: &HttpResponse) -> Option<UploadTarget> {
    let reply = content(response);
    UploadTarget::new(reply.get(UPLOAD_URL).text()?, reply.get("fileUrl").text()?)
}

fn submit(request: &ImageRequest) -> HttpRequest {
    let mut body = JsonTemplate::object([
        ("model", JsonTemplate::text(&request.model().id)),
        ("input", request.input()),
    ]);
    if let Some((wire, url)) = request.webhook() {
        body.insert(wire, JsonTemplate::text(url));
    }
    HttpRequest::post("/v1/jobs/submit".to_owned(), body.into_body())
}

fn read_submit(response: &HttpResponse) -> Result<Accepted, ReadError> {
    let reply = content(response);
    Ok(Accepted {
        job: JobId::read(reply, JOB)?,
        queue: None,
        expected_by: reply.get("estimatedCompletionTime").text().and_then(Timestamp::parse_iso),
        cost: money(reply, CHARGED),
        // The first poll reads the state: a failure read here would have no ticket.
        state: JobState::Queued,
    })
}

fn poll(ticket: &Ticket) -> HttpRequest {
    HttpRequest::get(format!("/v1/jobs/{}", ticket.job.path_segment()))
}

fn read_poll(response: &HttpResponse) -> Result<JobState, ReadError> {
    let reply = content(response);
    let error = || reply::error(reply.get("error")).or_else(|| reply::error(response.json().get("error")));
    let Some(status) = reply.get("status").text().map(|status| status.trim().to_ascii_lowercase()) else {
        return reply::without_status(error());
    };
    let images = images(reply);
    let has_images = images.as_ref().is_some_and(|images| !images.is_empty());
    Ok(match status.as_str() {
        status if status == "completed" || Meaning::of(status) == Meaning::Done && has_images => {
            let output = Output::new(images.ok_or(ReadError::UnknownShape)?, BASE_URL)?;
            JobState::Done(Output { cost: money(reply, &["costMicroCents", "cost"]), ..output })
        }
        // "Failed and cancelled jobs are refunded" (developer.pixelbyte.app, "Jobs").
        "failed" => JobState::Failed { error: error().unwrap_or_default(), refunded: true },
        "cancelled" | "canceled" => {
            JobState::Cancelled { refunded: true, amount: money(reply, &["refundedMicroCents"]) }
        }
        "processing" => {
            let percent = reply.get("progress").number();
            JobState::Running { progress: percent.map(|percent| (percent / 100.0).clamp(0.0, 1.0)) }
        }
        other => reply::undocumented(other, error()),
    })
}

/// Returns the output of a job: several images are in `outputs`, and the first of them again in `output`.
fn images(reply: &Json) -> Option<Vec<OutputImage>> {
    let several = links(reply.get("outputs"))?;
    if several.is_empty() { links(reply.get("output")) } else { Some(several) }
}

fn read_error(response: &HttpResponse) -> ProviderError {
    let reply = response.json();
    let message = || reply.get("message").text().map(ProviderError::from_message);
    reply::error(reply.get("error")).or_else(message).unwrap_or_default()
}

fn cancel(ticket: &Ticket) -> HttpRequest {
    HttpRequest::post(format!("/v1/jobs/{}/cancel", ticket.job.path_segment()), Body::Empty)
}

/// Not filtered by `modelId`: no page shows what an unknown slug does, and an empty list would mean "nothing
/// was bought".
fn list(cursor: Option<&str>) -> HttpRequest {
    let cursor = cursor.map(|cursor| format!("&cursor={}", url::encode(cursor))).unwrap_or_default();
    HttpRequest::get(format!("/v1/jobs?limit=100{cursor}"))
}

fn read_list(response: &HttpResponse) -> Option<Listing> {
    let reply = content(response);
    let Json::Array(items) = reply.get("jobs") else { return None };
    let job = |item| {
        Some(ListedJob {
            job: JobId::read(item, &["jobId"]).ok()?,
            model: item.get("model").text()?.to_owned(),
            created_at: Timestamp::parse_iso(item.get("createdAt").text()?)?,
        })
    };
    let jobs = items.iter().map(job).collect::<Option<_>>()?;
    let next = match reply.get("hasMore") {
        Json::Bool(true) => Some(reply.get("nextCursor").text()?.to_owned()),
        _ => None,
    };
    Some(Listing { jobs, next })
}

fn is_withheld(response: &HttpResponse) -> bool {
    response.is_success() && content(response).is_object() && *content(response).get("jobs") == Json::Null
}

fn probe() -> HttpRequest {
    HttpRequest::get("/v1/jobs?limit=1".to_owned())
}

fn money(reply: &Json, names: &[&str]) -> Option<Money> {
    reply.first_number(names).and_then(Money::from_number)
}

/// Returns the `data` of a reply if that is an object, else the reply.
fn content(response: &HttpResponse) -> &Json {
    let reply = response.json();
    if reply.get("data").is_object() { reply.get("data") } else { reply }
}

/// The member of a presign's reply that has the URL to put the file to.
const UPLOAD_URL: &str = "uploadUrl";
/// The names of a job's id in a submit's reply.
const JOB: &[&str] = &["jobId", "job_id", "id"];
/// The page of the submit has the first name, the quickstart the second.
const CHARGED: &[&str] = &["costMicroCents", "estimatedCost"];
const BASE_URL: &str = "https://api.muvi.video";
