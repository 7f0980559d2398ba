//! MuleRun. <https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-pro/edit>
//!
//! `POST /vendors/google/v1/nano-banana-pro/edit`, then `GET` the same path with the task's id.

#[cfg(not(target_arch = "wasm32"))]
use crate::provider::Relay;
use crate::provider::error::{ProviderError, ReadError};
use crate::provider::job_id::{JobId, NO_JOB};
use crate::provider::reply::{self, links};
use crate::provider::request::ImageRequest;
use crate::provider::state::{JobState, Output};
use crate::provider::status::Meaning;
use crate::provider::ticket::Ticket;
use crate::provider::{Accepted, KeyHeader, LocalImages, Provider};
use crate::wire::http::{HttpRequest, HttpResponse};
use crate::wire::json::Json;

pub const MULERUN: Provider = Provider {
    id: "mulerun",
    name: "MuleRun",
    base_url: BASE_URL,
    key: KeyHeader::Bearer,
    queues: &[],
    inline: None,
    local_images: LocalImages::DataUri,
    submit,
    read_submit,
    poll,
    read_poll: |response| read_poll(response, BASE_URL),
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
            ("probe", "GET", "/vendors/google/v1/nano-banana-pro/edit/{job}"),
            ("submit", "POST", "{path}"),
            ("poll", "GET", "{path}/{job}"),
        ],
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

/// The same service under its other name, with keys and prices of its own.
pub const MULEROUTER: Provider = Provider {
    id: "mulerouter",
    name: "MuleRouter",
    base_url: MULEROUTER_URL,
    read_poll: |response| read_poll(response, MULEROUTER_URL),
    #[cfg(not(target_arch = "wasm32"))]
    models: include_str!("../mulerouter/models.json"),
    ..MULERUN
};

fn submit(request: &ImageRequest) -> HttpRequest {
    HttpRequest::post(path(request.model().path.as_deref(), &request.model().id), request.body())
}

fn read_submit(response: &HttpResponse) -> Result<Accepted, ReadError> {
    Ok(Accepted {
        // `id` on newer pages, `task_id` on older ones.
        job: JobId::read(content(response).get("task_info"), &["id", "task_id"])?,
        queue: None,
        expected_by: None,
        cost: None,
        state: JobState::Queued,
    })
}

fn poll(ticket: &Ticket) -> HttpRequest {
    let known = ticket.known.as_deref();
    HttpRequest::get(format!(
        "{}/{}",
        path(known.and_then(|model| model.path.as_deref()), &ticket.model),
        ticket.job.path_segment()
    ))
}

fn read_poll(response: &HttpResponse, base_url: &str) -> Result<JobState, ReadError> {
    let reply = content(response);
    let status = reply.get("task_info").get("status").text();
    let Some(status) = status.map(|status| status.trim().to_ascii_lowercase()) else {
        return reply::without_status(error_object(reply));
    };
    let images = links(reply.get("images"));
    let has_images = images.as_ref().is_some_and(|images| !images.is_empty());
    Ok(match status.as_str() {
        status if DONE.contains(&status) || Meaning::of(status) == Meaning::Done && has_images => {
            let output = Output::new(images.ok_or(ReadError::UnknownShape)?, base_url)?;
            JobState::Done(Output {
                description: reply.get("description").text().map(str::to_owned),
                ..output
            })
        }
        "processing" | "running" => JobState::Running { progress: None },
        // A message beside an unknown status is not an error.
        other => match reply::undocumented(other, error_object(reply)) {
            JobState::Failed { refunded, .. } => {
                JobState::Failed { error: error(reply).unwrap_or_default(), refunded }
            }
            state => state,
        },
    })
}

/// Returns the `data` of a reply where a server in front of the provider has put the reply there, else the reply.
fn content(response: &HttpResponse) -> &Json {
    let reply = response.json();
    let inner = reply.get("data");
    if inner.get("task_info").is_object() { inner } else { reply }
}

fn read_error(response: &HttpResponse) -> ProviderError {
    error(response.json()).unwrap_or_default()
}

/// A `GET` of a task that does not exist: there is no other free call.
fn probe() -> HttpRequest {
    HttpRequest::get(format!("/vendors/google/v1/nano-banana-pro/edit/{NO_JOB}"))
}

/// MuleRun answers an unknown task with 404 and an error in JSON; a 404 of another server has none.
fn read_probe(response: &HttpResponse) -> bool {
    response.is_success() || response.status == 404 && error(response.json()).is_some()
}

/// Returns the path of a model: its own, or where this page has no data of it, the one that follows from its id.
///
/// `google/nano-banana-pro/edit` is at `/vendors/google/v1/nano-banana-pro/edit`.
fn path(own: Option<&str>, id: &str) -> String {
    let (maker, action) = id.split_once('/').unwrap_or(("google", id));
    own.map_or_else(|| format!("/vendors/{maker}/v1/{action}"), str::to_owned)
}

/// Reads the error of the task, else that of the call, in every shape that is documented or was received.
fn error(reply: &Json) -> Option<ProviderError> {
    let from_text = || reply.first_text(&["detail", "message"]).and_then(|_| reply::error(reply));
    error_object(reply).or_else(from_text)
}

fn error_object(reply: &Json) -> Option<ProviderError> {
    reply::error(reply.get("task_info").get("error")).or_else(|| reply::error(reply.get("error")))
}

/// Two words are documented: MuleRun's and MuleRouter's.
const DONE: [&str; 2] = ["completed", "succeeded"];
const BASE_URL: &str = "https://api.mulerun.com";
const MULEROUTER_URL: &str = "https://api.mulerouter.ai";
