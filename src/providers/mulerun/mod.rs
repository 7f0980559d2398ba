//! MuleRun. <https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-pro/edit>
//!
//! `POST /vendors/google/v1/nano-banana-pro/edit`, then `GET` the same path with the task's id.

use crate::media::Format;
#[cfg(not(target_arch = "wasm32"))]
use crate::provider::Relay;
use crate::provider::error::{ProviderError, ReadError};
use crate::provider::job_id::JobId;
use crate::provider::model::{Choice, Images, Model, Price, Spelling};
use crate::provider::reply::{self, links};
use crate::provider::request::ImageRequest;
use crate::provider::state::{JobState, Output};
use crate::provider::ticket::Ticket;
use crate::provider::{Accepted, KeyHeader, LocalImages, Provider};
use crate::wire::body::JsonTemplate;
use crate::wire::http::{HttpRequest, HttpResponse};
use crate::wire::json::Json;

pub const PROVIDER: Provider = Provider {
    id: "mulerun",
    name: "MuleRun",
    base_url: "https://api.mulerun.com",
    key: KeyHeader::Bearer,
    models: &[NANO_BANANA_PRO_EDIT],
    queues: &[],
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
    relay: Relay {
        upload_hosts: &[],
        // The hosts in the samples of the pages, and those of outputs that clients received.
        output_hosts: &["*.muleusercontent.com", "cdn.mulerouter.ai"],
        charged: &[],
        // The id stands in `task_info`.
        job: &[],
        refunded: &[],
        refusal: r#"{"error":{"code":"{code}","title":"Refused by the relay","detail":"{message}"}}"#,
    },
};

const NANO_BANANA_PRO_EDIT: Model = Model {
    id: "google/nano-banana-pro/edit",
    name: "Nano Banana Pro, edit",
    page: "https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-pro/edit",
    prompt_max: None,
    images: Images {
        wire: "images",
        min: 1,
        // The text of the page says 14, its schema "Required array length: 1 - 10 elements". Ten are accepted
        // by both.
        max: Some(10),
        // From the page of its sibling nano-banana-2/edit; this page names no formats. The sibling's limit of
        // 20 MB for each image is not used: if this model does not have it, photos would be shrunk needlessly.
        formats: &[Format::Jpeg, Format::Png, Format::Bmp, Format::Webp],
        max_bytes: None,
    },
    aspect_ratio: Some(Choice {
        wire: "aspect_ratio",
        values: &["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"],
        default: "1:1",
        spelling: Spelling::AsIs,
    }),
    resolution: Some(Choice {
        wire: "resolution",
        values: &["1K", "2K"],
        default: "2K",
        spelling: Spelling::AsIs,
    }),
    count: None,
    output_format: None,
    webhook: false,
    inline: None,
    // Not documented; its siblings at the other providers take about 30.
    typical_seconds: 30,
    price: Price::Unpublished,
};

fn submit(request: &ImageRequest) -> HttpRequest {
    HttpRequest::post(path(request.model()), JsonTemplate::Object(request.input()).into_body())
}

fn read_submit(response: &HttpResponse) -> Result<Accepted, ReadError> {
    Ok(Accepted {
        // `id` on newer pages, `task_id` on older ones.
        job: JobId::read(response.json().get("task_info"), &["id", "task_id"])?,
        queue: None,
        expected_by: None,
        cost: None,
        state: JobState::Queued,
    })
}

fn poll(ticket: &Ticket) -> HttpRequest {
    HttpRequest::get(format!("{}/{}", path(ticket.model), ticket.job.path_segment()))
}

fn read_poll(response: &HttpResponse) -> Result<JobState, ReadError> {
    let reply = response.json();
    let status =
        reply.get("task_info").get("status").text().ok_or(ReadError::UnknownShape)?.to_ascii_lowercase();
    // Two sets of status words are documented: MuleRun's and MuleRouter's.
    Ok(match status.as_str() {
        "completed" | "succeeded" => {
            let images = links(reply.get("images")).ok_or(ReadError::UnknownShape)?;
            let output = Output::new(images).ok_or(ReadError::NoImages)?;
            JobState::Done(Output {
                description: reply.get("description").text().map(str::to_owned),
                ..output
            })
        }
        "failed" => JobState::Failed { error: error(reply).unwrap_or_default(), refunded: false },
        "processing" | "running" => JobState::Running { progress: None },
        _ => JobState::Queued,
    })
}

fn read_error(response: &HttpResponse) -> ProviderError {
    error(response.json()).unwrap_or_default()
}

/// A `GET` of a task that does not exist: there is no other free call.
fn probe() -> HttpRequest {
    HttpRequest::get(path(&NANO_BANANA_PRO_EDIT) + "/00000000-0000-0000-0000-000000000000")
}

/// MuleRun answers an unknown task with 404 and an error in JSON; a 404 of another server has none.
fn read_probe(response: &HttpResponse) -> bool {
    response.is_success() || response.status == 404 && error(response.json()).is_some()
}

/// `google/nano-banana-pro/edit` is at `/vendors/google/v1/nano-banana-pro/edit`.
fn path(model: &Model) -> String {
    let (maker, action) = model.id.split_once('/').unwrap_or(("google", model.id));
    format!("/vendors/{maker}/v1/{action}")
}

/// Reads the error of the task, else that of the call, in every shape that is documented or was received.
fn error(reply: &Json) -> Option<ProviderError> {
    let said = || reply.first_text(&["detail", "message"]).and_then(|_| reply::error(reply));
    reply::error(reply.get("task_info").get("error"))
        .or_else(|| reply::error(reply.get("error")))
        .or_else(said)
}
