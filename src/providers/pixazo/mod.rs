//! Pixazo. <https://www.pixazo.ai/models/nano-banana>
//!
//! `POST` to the path of the model, then `GET /v2/requests/status/{id}`. An older queue of the standard Nano Banana
//! models is the fallback: `POST /nano-banana-polling/nano-banana/getStatus` with the request's id. Some models
//! answer the submit with the images.
//!
//! No page shows the reply of `getStatus`. What is read of it is inferred from the provider's pages for sibling
//! models and from public clients.

#[cfg(not(target_arch = "wasm32"))]
use crate::provider::Relay;
use crate::provider::error::{ProviderError, ReadError, is_of_relay};
use crate::provider::job_id::{JobId, NO_JOB};
use crate::provider::reply::{self, links};
use crate::provider::request::ImageRequest;
use crate::provider::state::{JobState, Output, OutputImage};
use crate::provider::status::Meaning;
use crate::provider::ticket::Ticket;
use crate::provider::{Accepted, KeyHeader, LocalImages, Provider};
use crate::wire::body::JsonTemplate;
use crate::wire::http::{HttpRequest, HttpResponse};
use crate::wire::json::Json;

pub const PROVIDER: Provider = Provider {
    id: "pixazo",
    name: "Pixazo",
    base_url: BASE_URL,
    key: KeyHeader::Plain("Ocp-Apim-Subscription-Key"),
    queues: &[GET_STATUS, V2],
    inline: Some("sync_mode"),
    // The page says URLs; the provider's guide says "URL or base64 data URL", as do its pages for sibling
    // models.
    local_images: LocalImages::DataUri,
    submit,
    read_submit,
    poll,
    read_poll,
    read_error,
    cancel: None,
    list: None,
    probe,
    read_probe,
    #[cfg(not(target_arch = "wasm32"))]
    models: include_str!("models.json"),
    #[cfg(not(target_arch = "wasm32"))]
    relay: Relay {
        routes: &[
            ("poll", "POST", "/nano-banana-polling/nano-banana/getStatus"),
            ("poll", "GET", "/v2/requests/status/{job}"),
            ("submit", "POST", "{path}"),
        ],
        upload_hosts: &[],
        // The public bucket of the provider's samples.
        output_hosts: &["pub-582b7213209642b9b995c96c95a30381.r2.dev"],
        charged: &[],
        job: JOB,
        refunded: &[],
        refusal: r#"{"error":"{message}","code":"{code}"}"#,
    },
};

fn submit(request: &ImageRequest) -> HttpRequest {
    HttpRequest::post(request.model().path.clone().unwrap_or_default(), request.body())
}

fn read_submit(response: &HttpResponse) -> Result<Accepted, ReadError> {
    let reply = response.json();
    // The provider's guide calls image models synchronous. A reply that already has the images is the output,
    // and the job is not polled.
    let state = match state(reply) {
        Ok(JobState::Done(output)) => JobState::Done(output),
        _ => JobState::Queued,
    };
    let job = match (JobId::read(reply, JOB), &state) {
        (Err(_), JobState::Done(_)) => JobId::delivered_at_once(),
        (job, _) => job?,
    };
    // Most replies have a `polling_url`; those of Wan 2.7 a `status` in its place. The older queue gives a bare UUID.
    let v2 = match reply.get("polling_url") {
        Json::Null => reply.get("status").text().is_some() || !is_uuid(job.as_str()),
        url => url.text().is_some_and(|url| path_of(url) == Some(&v2_path(&job))),
    };
    Ok(Accepted { job, queue: Some(if v2 { V2 } else { GET_STATUS }), expected_by: None, cost: None, state })
}

fn poll(ticket: &Ticket) -> HttpRequest {
    if ticket.queue == Some(V2) {
        HttpRequest::get(v2_path(&ticket.job))
    } else {
        status(ticket.job.as_str())
    }
}

fn read_poll(response: &HttpResponse) -> Result<JobState, ReadError> {
    if response.json().is_object() { state(response.json()) } else { Err(ReadError::UnknownShape) }
}

/// A relay's refusal has its code beside the error.
fn read_error(response: &HttpResponse) -> ProviderError {
    let reply = response.json();
    let own = error(reply).unwrap_or_default();
    let of_relay = reply.get("code").text().filter(|code| is_of_relay(code)).map(str::to_owned);
    ProviderError { code: own.code.clone().or(of_relay), ..own }
}

/// Asks for the status of a request that does not exist: there is no other free call.
fn probe() -> HttpRequest {
    status(NO_JOB)
}

/// No page shows the reply to an unknown id. Every reply in JSON that is not about the key counts.
fn read_probe(response: &HttpResponse) -> bool {
    matches!(response.status, 200..=299 | 400 | 404 | 422) && response.json().is_object()
}

/// The id is called `request_id` in the submit's reply and `requestId` here.
fn status(job: &str) -> HttpRequest {
    let body = JsonTemplate::object([("requestId", JsonTemplate::text(job))]);
    HttpRequest::post(STATUS_PATH.to_owned(), body.into_body())
}

fn v2_path(job: &JobId) -> String {
    format!("/v2/requests/status/{}", job.path_segment())
}

fn is_uuid(id: &str) -> bool {
    let lengths = id
        .split('-')
        .map(|part| if part.chars().all(|character| character.is_ascii_hexdigit()) { part.len() } else { 0 });
    lengths.eq([8, 4, 4, 4, 12])
}

fn path_of(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://")?;
    rest.find('/').and_then(|start| rest.get(start..))
}

/// Done if there is an image, failed if the status or an error says so, else queued or running.
fn state(reply: &Json) -> Result<JobState, ReadError> {
    let status = reply.get("status").text().unwrap_or_default().trim().to_ascii_lowercase();
    let meaning = Meaning::of(&status);
    let has_error = reply::error(reply.get("error")).is_some_and(|error| error.is_reported());
    let is_refused = (*reply.get("success") == Json::Bool(false) || has_error) && meaning != Meaning::Working;
    let images = images(reply)?;
    if meaning == Meaning::Failed || is_refused && images.is_empty() {
        // `ERROR` is an error of the system, "not charged".
        return Ok(JobState::Failed { error: error(reply).unwrap_or_default(), refunded: status == "error" });
    }
    if !images.is_empty() {
        let description =
            [reply, reply.get("result")].into_iter().find_map(|result| result.get("description").text());
        let output = Output::new(images, BASE_URL)?;
        return Ok(JobState::Done(Output { description: description.map(str::to_owned), ..output }));
    }
    match status.as_str() {
        "completed" | "succeeded" | "success" | "done" => Err(ReadError::NoImages { withheld: Vec::new() }),
        "processing" | "in_progress" => Ok(JobState::Running { progress: None }),
        _ => Ok(JobState::Queued),
    }
}

/// Returns the images from the first member that has some: of the queue, then of the operations that answer at once.
fn images(reply: &Json) -> Result<Vec<OutputImage>, ReadError> {
    let choices = reply.get("choices").items().iter();
    let contents = choices.flat_map(|choice| choice.get("message").get("content").items());
    let of_choices: Json = contents.map(|content| content.get("image").clone()).collect::<Vec<_>>().into();
    for member in [
        reply.get("images"),
        reply.get("output"),
        reply.get("result").get("images"),
        reply.get("imageUrl"),
        reply.get("url"),
        reply.get("data"),
        &of_choices,
    ] {
        let images = links(member).ok_or(ReadError::UnknownShape)?;
        if !images.is_empty() {
            return Ok(images);
        }
    }
    Ok(Vec::new())
}

/// Errors of the API are `{ "error": "…" }`; those of the proxy in front of it `{ "statusCode",
/// "message" }`.
fn error(reply: &Json) -> Option<ProviderError> {
    reply::error(reply.get("error"))
        .or_else(|| reply.first_text(&["message", "detail"]).map(ProviderError::from_message))
}

/// The names of a job's id in a submit's reply.
const JOB: &[&str] = &["request_id", "requestId"];
/// The queue that the page documents.
const GET_STATUS: &str = "getStatus";
/// The newer queue, common to most models.
const V2: &str = "v2";
/// Without the `/v1/` that the submit has.
const STATUS_PATH: &str = "/nano-banana-polling/nano-banana/getStatus";
const BASE_URL: &str = "https://gateway.pixazo.ai";
