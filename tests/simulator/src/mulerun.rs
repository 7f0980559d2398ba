//! MuleRun, `https://api.mulerun.com`, and the same service as MuleRouter, `https://api.mulerouter.ai`.
//! <https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-pro/edit>
//!
//! `POST` to the path of the model (202), then `GET` that path with the task's id until it is over.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::context::RequestContext;
use crate::create::{self, Refusal, Submit};
use crate::drawing::Format;
use crate::fields::sentence;
use crate::inputs::Forms;
use crate::job::{Ending, Job, Phase, Reason, iso};
use crate::keys::Verdict;
use crate::models::Model;
use crate::options::{IdField, Queue, SessionOptions, Words};
use crate::provider::{Provider, Stage};
use crate::reply::Reply;

/// Answers a request.
pub async fn answer(context: &mut RequestContext, provider: Provider) -> Reply {
    let path = context.segments.join("/");
    let model = context.at(provider, &path).first().copied().cloned();
    let task = path.rsplit_once('/').filter(|(_, task)| !task.is_empty());
    let polled = task.filter(|(submit, _)| !context.at(provider, submit).is_empty());
    if model.is_none() && polled.is_none() {
        // "incorrect path" is a documented 404; its body is the general shape that the provider's clients read.
        return detail(404, "Not Found");
    }
    if let Err(reply) = admit(context, provider) {
        return reply;
    }
    match (&context.method, model, polled) {
        (&Method::POST, Some(model), _) => submit(context, provider, model).await,
        (&Method::GET, None, Some((submit, task))) => status(context, provider, submit, task),
        _ => detail(405, "Method Not Allowed"),
    }
}

/// Returns what a request is for.
pub fn stage(method: &Method, path: &str, sells: impl Fn(&str) -> bool) -> Option<Stage> {
    match *method {
        Method::GET
            if path.rsplit_once('/').is_some_and(|(submit, task)| !task.is_empty() && sells(submit)) =>
        {
            Some(Stage::Poll)
        }
        Method::POST if sells(path) => Some(Stage::Submit),
        _ => None,
    }
}

/// Makes the error of a status, for a fault.
pub fn fault(status: u16, stage: Stage) -> Reply {
    match (status, stage) {
        (400 | 422, Stage::Submit) => invalid_request("An injected fault"),
        (402, _) => detail(402, NO_CREDIT),
        (404, Stage::Poll | Stage::Probe) => no_task("of an injected fault"),
        (429, _) => detail(429, "Rate limit, quota, or daily spend limit exceeded"),
        _ => detail(status, &format!("An injected fault: {status}")),
    }
}

async fn submit(context: &mut RequestContext, provider: Provider, model: Model) -> Reply {
    if context.body.too_large {
        return detail(413, "The request body is too large");
    }
    let body = match context.take_object() {
        Ok(body) => Some(body),
        Err(crate::body::Unfit::Discarded) => None,
        Err(unfit) => return invalid_request(unfit.sentence()),
    };
    let submit = Submit {
        body,
        // `.png` is what clients saw.
        format: Format::Png,
        forms: Forms { data: true, http: true },
        id: Uuid::new_v4().to_string(),
        model,
        prefix: "",
        provider,
        queue: Queue::GetStatus,
    };
    match create::accept(context, submit).await {
        Ok(job) => {
            let info = task_info(&context.options, &job, Phase::Pending);
            let mut reply = Reply::json(StatusCode::ACCEPTED, json!({ "task_info": info }));
            reply.paid = true;
            reply
        }
        Err(Refusal::Fields(problems)) => invalid_request(&sentence(&problems)),
        Err(Refusal::NoCredit) => detail(402, NO_CREDIT),
        // No code for a refused prompt is documented.
        Err(Refusal::Prompt) => invalid_request("prompt violation"),
        Err(Refusal::TooManyJobs) => detail(429, "Rate limit, quota, or daily spend limit exceeded"),
    }
}

fn status(context: &RequestContext, provider: Provider, submit: &str, id: &str) -> Reply {
    let sold = |job: &Job| context.at(provider, submit).iter().any(|model| model.id == job.model);
    let Some(job) = context.job(provider, id).filter(sold) else { return no_task(id) };
    let phase = context.phase(&job);
    let mut value = json!({ "task_info": task_info(&context.options, &job, phase) });
    if let Some(fields) = value.as_object_mut() {
        if phase == Phase::Completed {
            let images =
                job.outputs.as_deref().unwrap_or_default().iter().map(|output| context.address(output));
            fields.insert("images".to_owned(), images.collect());
            fields.insert("description".to_owned(), format!("Made from the prompt: {}", job.prompt).into());
        }
        if phase == Phase::Failed && context.options.words == Words::Queued {
            fields.insert("error".to_owned(), failure(&job, "error_code"));
        }
    }
    let mut reply = Reply::json(StatusCode::OK, value);
    reply.finished = phase == Phase::Completed;
    reply
}

fn task_info(options: &SessionOptions, job: &Job, phase: Phase) -> Value {
    let id = match options.id_field {
        IdField::Id => "id",
        IdField::TaskId => "task_id",
    };
    let over = matches!(phase, Phase::Cancelled | Phase::Completed | Phase::Failed);
    let updated_at = if over { job.ends_at() } else { job.created_at };
    let mut info = json!({
        "status": word(options.words, phase),
        "created_at": iso(job.created_at),
        "updated_at": iso(updated_at),
    });
    if let Some(fields) = info.as_object_mut() {
        fields.insert(id.to_owned(), job.id.clone().into());
        if phase == Phase::Failed && options.words == Words::Pending {
            fields.insert("error".to_owned(), failure(job, "code"));
        }
    }
    info
}

fn failure(job: &Job, code_field: &str) -> Value {
    let (code, message, reason) = match &job.ending {
        Ending::Fails { code, message, reason } => (code.clone(), message.clone(), *reason),
        _ => (None, None, Reason::Broken),
    };
    let (usual_code, title, detail) = match reason {
        Reason::Broken => (3001, "Task Execution Error", "Task execution failed"),
        Reason::Moderation => (3005, "External service execution failed", "prompt violation"),
    };
    let mut error = json!({ "title": title, "detail": message.unwrap_or_else(|| detail.to_owned()) });
    if let Some(fields) = error.as_object_mut() {
        fields.insert(code_field.to_owned(), code.unwrap_or_else(|| usual_code.into()));
    }
    error
}

fn word(words: Words, phase: Phase) -> &'static str {
    match (words, phase) {
        // MuleRun has no cancelling; nothing here makes such a job.
        (_, Phase::Cancelled | Phase::Failed) => "failed",
        (Words::Pending, Phase::Completed) => "completed",
        (Words::Pending, Phase::Pending) => "pending",
        (Words::Pending, Phase::Processing) => "processing",
        (Words::Queued, Phase::Completed) => "succeeded",
        (Words::Queued, Phase::Pending) => "queued",
        (Words::Queued, Phase::Processing) => "running",
    }
}

fn admit(context: &RequestContext, provider: Provider) -> Result<(), Reply> {
    match context.verdict(provider) {
        Verdict::Good | Verdict::NoCredit => Ok(()),
        Verdict::Malformed => Err(detail(401, "Invalid Authorization header format")),
        Verdict::Missing => Err(detail(401, "Missing Authorization header")),
        Verdict::NotAllowed => Err(detail(403, "Not everyone has access to this model")),
        Verdict::Wrong => Err(detail(401, "Invalid API key")),
    }
}

/// The shape of a rejected payload that a client recorded: it has a task id although nothing was bought.
fn invalid_request(problem: &str) -> Reply {
    Reply::json(
        StatusCode::BAD_REQUEST,
        json!({
            "task_info": {
                "id": Uuid::new_v4().to_string(),
                "status": "failed",
                "error": { "code": 2001, "title": "Invalid Request", "detail": problem },
            },
        }),
    )
}

fn no_task(id: &str) -> Reply {
    Reply::json(
        StatusCode::NOT_FOUND,
        json!({ "error_code": 2005, "detail": format!("Task {id} does not exist") }),
    )
}

fn detail(status: u16, sentence: &str) -> Reply {
    Reply::json(
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        json!({ "detail": sentence }),
    )
}

const NO_CREDIT: &str = "insufficient balance or subscription required";
