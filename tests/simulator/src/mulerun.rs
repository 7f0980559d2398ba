//! MuleRun, `https://api.mulerun.com`. <https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-pro/edit>
//!
//! `POST /vendors/google/v1/nano-banana-pro/edit` (202), then `GET …/edit/{task_id}` until it is over.

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::context::RequestContext;
use crate::create::{self, JobSpec, Refusal};
use crate::drawing::Format;
use crate::fields::{Fields, Problem, sentence};
use crate::inputs::Forms;
use crate::job::{Ending, Job, Phase, Reason, iso};
use crate::keys::Verdict;
use crate::options::{IdField, Queue, SessionOptions, Words};
use crate::provider::{Provider, Stage};
use crate::reply::Reply;

/// Answers a request.
pub async fn answer(context: &mut RequestContext) -> Reply {
    let path = context.segments.join("/");
    let task = path.strip_prefix(EDIT).and_then(|rest| rest.strip_prefix('/')).map(str::to_owned);
    if path != EDIT && task.as_deref().is_none_or(|task| task.is_empty() || task.contains('/')) {
        // "incorrect path" is a documented 404; its body is the general shape that the provider's clients read.
        return detail(404, "Not Found");
    }
    if let Err(reply) = admit(context) {
        return reply;
    }
    match (&context.method, task) {
        (&Method::POST, None) => submit(context).await,
        (&Method::GET, Some(task)) => status(context, &task),
        _ => detail(405, "Method Not Allowed"),
    }
}

/// Returns what a request is for.
pub fn stage(method: &Method, path: &str) -> Option<Stage> {
    match *method {
        Method::GET if path.strip_prefix(EDIT).is_some_and(|rest| rest.len() > 1) => Some(Stage::Poll),
        Method::POST if path == EDIT => Some(Stage::Submit),
        _ => None,
    }
}

/// Makes the error of a status, for a fault.
pub fn fault(status: u16, stage: Stage) -> Reply {
    match (status, stage) {
        (400 | 422, Stage::Submit) => invalid_request("The simulator was told to refuse this"),
        (402, _) => detail(402, NO_CREDIT),
        (404, Stage::Poll | Stage::Probe) => no_task("(told so)"),
        (429, _) => detail(429, "Rate limit, quota, or daily spend limit exceeded"),
        _ => detail(status, &format!("The simulator was told to answer {status}")),
    }
}

async fn submit(context: &mut RequestContext) -> Reply {
    if context.body.too_large {
        return detail(413, "The request body is too large");
    }
    let input = match context.take_object() {
        Ok(fields) => match read(fields) {
            Ok(input) => input,
            Err(problems) => return invalid_request(&sentence(&problems)),
        },
        Err(crate::body::Unfit::Discarded) => Input::unread(),
        Err(unfit) => return invalid_request(unfit.sentence()),
    };
    let sources = match context.sources(input.images, Forms { data: true, http: true }) {
        Ok(sources) => sources,
        Err(problems) => {
            let sentences: Vec<String> =
                problems.iter().map(|(index, problem)| format!("images[{index}] {problem}")).collect();
            return invalid_request(&sentences.join("; "));
        }
    };
    if context.bearer() == Verdict::NoCredit {
        return detail(402, NO_CREDIT);
    }
    let spec = JobSpec {
        cost: 0,
        count: 1,
        // `.png` is what clients saw.
        format: Format::Png,
        id: Uuid::new_v4().to_string(),
        inline: false,
        longest: input.longest,
        model: "google/nano-banana-pro/edit".to_owned(),
        prompt: input.prompt,
        provider: Provider::Mulerun,
        queue: Queue::GetStatus,
        ratio: Some(input.ratio),
        sources,
    };
    match create::accept(&context.world, &context.session, context.fault.as_ref(), spec).await {
        Ok(job) => {
            let info = task_info(&context.options, &job, Phase::Pending);
            let mut reply = Reply::json(StatusCode::ACCEPTED, json!({ "task_info": info }));
            reply.paid = true;
            reply
        }
        Err(Refusal::Image(index, problem)) => {
            invalid_request(&format!("images[{index}] could not be read as an image: {problem}"))
        }
        // No code for a refused prompt is documented.
        Err(Refusal::Prompt) => invalid_request("prompt violation"),
        Err(Refusal::TooManyJobs) => detail(429, "Rate limit, quota, or daily spend limit exceeded"),
    }
}

fn status(context: &RequestContext, id: &str) -> Reply {
    let Some(job) = context.job(Provider::Mulerun, id) else { return no_task(id) };
    let phase = context.phase(&job);
    let mut value = json!({ "task_info": task_info(&context.options, &job, phase) });
    if let Some(fields) = value.as_object_mut() {
        if phase == Phase::Completed {
            let images =
                job.outputs.as_deref().unwrap_or_default().iter().map(|output| context.address(output));
            fields.insert("images".to_owned(), images.collect());
            fields.insert("description".to_owned(), format!("Edited as asked: {}", job.prompt).into());
        }
        if phase == Phase::Failed && context.options.words == Words::Queued {
            fields.insert("error".to_owned(), failure(&job, "error_code"));
        }
    }
    let mut reply = Reply::json(StatusCode::OK, value);
    reply.finished = phase == Phase::Completed;
    reply
}

struct Input {
    images: Vec<String>,
    longest: u32,
    prompt: String,
    ratio: (u32, u32),
}

impl Input {
    /// Stands in for a body that was discarded.
    fn unread() -> Self {
        Self { images: Vec::new(), longest: 64, prompt: "not read".to_owned(), ratio: (1, 1) }
    }
}

fn read(fields: Map<String, Value>) -> Result<Input, Vec<Problem>> {
    let mut fields = Fields::new(fields, "");
    let prompt = fields.text("prompt");
    // The page says 14 in its text and 10 in its schema; a server that follows its schema refuses 11.
    let images = fields.texts("images", 10);
    let ratio = fields.choice("aspect_ratio", RATIOS);
    let resolution = fields.choice("resolution", &["1K", "2K"]);
    fields.finish()?;
    Ok(Input {
        images,
        longest: create::longest(resolution.as_deref().unwrap_or("2K")),
        prompt,
        ratio: ratio.as_deref().and_then(create::ratio).unwrap_or((1, 1)),
    })
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

fn admit(context: &RequestContext) -> Result<(), Reply> {
    match context.bearer() {
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

const EDIT: &str = "vendors/google/v1/nano-banana-pro/edit";
const NO_CREDIT: &str = "insufficient balance or subscription required";
const RATIOS: &[&str] = &["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];
