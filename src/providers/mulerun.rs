//! MuleRun. <https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-pro/edit>
//!
//! `POST /vendors/google/v1/nano-banana-pro/edit`, then `GET` the same path with the task's id.

use serde::Deserialize;

use crate::media::Format;
use crate::protocol::error::Fault;
use crate::protocol::json::Json;
use crate::protocol::model::{Choice, Images, Price, Spelling};
use crate::protocol::output::Output;
use crate::protocol::provider::{Accepted, Flaw, KeyHeader, LocalImages};
use crate::protocol::reply::{Complaint, Links, Loose, TextOr};
use crate::protocol::ticket::JobId;
use crate::protocol::{HttpRequest, HttpResponse, ImageRequest, JobState, Model, Provider, Ticket};

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
    read_fault,
    cancel: None,
    probe,
    read_probe,
};

const NANO_BANANA_PRO_EDIT: Model = Model {
    id: "google/nano-banana-pro/edit",
    name: "Nano Banana Pro, edit",
    page: "https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-pro/edit",
    prompt_max: None,
    images: Images {
        wire: "images",
        min: 1,
        // The page's text says 14, its schema "Required array length: 1 - 10 elements": ten cannot be refused.
        max: Some(10),
        // As the page of its sibling nano-banana-2/edit says; this one names no formats and no size.
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
    // No page tells; its siblings at the other providers take about 30.
    typical_seconds: 30,
    price: Price::Unpublished,
};

fn submit(request: &ImageRequest) -> HttpRequest {
    HttpRequest::post(path(request.model()), Json::Object(request.input()).into_body())
}

fn read_submit(response: &HttpResponse) -> Option<Accepted> {
    let task = response.json::<Reply>()?.task_info.object()?;
    // `id` on newer pages, `task_id` on older ones.
    let job = JobId::parse(task.id.text().or(task.task_id.text())?)?;
    Some(Accepted { job, via: None, expected_by: None, cost: None, state: JobState::Queued })
}

fn poll(ticket: &Ticket) -> HttpRequest {
    HttpRequest::get([&path(ticket.model), "/", ticket.job.as_str()].concat())
}

fn read_poll(response: &HttpResponse) -> Result<JobState, Flaw> {
    let reply = response.json::<Reply>().ok_or(Flaw::Unreadable)?;
    let task = reply.task_info.clone().object().ok_or(Flaw::Unreadable)?;
    let status = task.status.text().ok_or(Flaw::Unreadable)?.to_ascii_lowercase();
    // Two sets of words are documented: MuleRun's and MuleRouter's.
    Ok(match status.as_str() {
        "completed" | "succeeded" => {
            let output = Output::new(reply.images.0).ok_or(Flaw::NoImages)?;
            JobState::Done(Output { description: reply.description.text().map(str::to_owned), ..output })
        }
        "failed" => JobState::Failed { fault: reply.fault().unwrap_or_default(), refunded: false },
        "processing" | "running" => JobState::Running { progress: None },
        _ => JobState::Queued,
    })
}

fn read_fault(response: &HttpResponse) -> Fault {
    response.json::<Reply>().and_then(|reply| reply.fault()).unwrap_or_default()
}

/// Asks for a task that does not exist: there is no other free call.
fn probe() -> HttpRequest {
    HttpRequest::get(path(&NANO_BANANA_PRO_EDIT) + "/00000000-0000-0000-0000-000000000000")
}

/// An unknown task is answered with 404 and a body of MuleRun's own; another server's 404 has none.
fn read_probe(response: &HttpResponse) -> bool {
    response.is_success()
        || response.status == 404 && response.json::<Reply>().is_some_and(|reply| reply.fault().is_some())
}

/// `google/nano-banana-pro/edit` is at `/vendors/google/v1/nano-banana-pro/edit`.
fn path(model: &Model) -> String {
    let (vendor, action) = model.id.split_once('/').unwrap_or(("google", model.id));
    ["/vendors/", vendor, "/v1/", action].concat()
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Reply {
    task_info: TextOr<Task>,
    images: Links,
    description: Loose,
    error: Complaint,
    error_code: Loose,
    detail: Loose,
    message: Loose,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Task {
    id: Loose,
    task_id: Loose,
    status: Loose,
    error: Complaint,
}

impl Reply {
    /// Reads the fault of the task, else that of the call, in each of the shapes that are documented or seen.
    fn fault(&self) -> Option<Fault> {
        let task = self.task_info.as_object().and_then(|task| task.error.fault());
        let said = [&self.detail, &self.message].into_iter().find_map(Loose::text);
        let call = || said.map(|said| Fault { code: self.error_code.code(), ..Fault::said(said) });
        task.or_else(|| self.error.fault()).or_else(call)
    }
}
