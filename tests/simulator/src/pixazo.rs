//! Pixazo, `https://gateway.pixazo.ai`. <https://www.pixazo.ai/models/nano-banana>
//!
//! `POST /nano-banana/v1/nano-banana/generateEditImageRequest`, then
//! `POST /nano-banana-polling/nano-banana/getStatus`, or, in the newer queue,
//! `GET /v2/requests/status/{request_id}`.
//!
//! The replies of `getStatus` are documented nowhere. They follow the sibling calls: an image list without a
//! status word on success, a status word otherwise.

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::context::RequestContext;
use crate::create::{self, JobSpec, Refusal};
use crate::drawing::Format;
use crate::fields::{Fields, Problem};
use crate::inputs::Forms;
use crate::job::{Ending, Job, Output, Phase, Reason};
use crate::keys::Verdict;
use crate::options::Queue;
use crate::provider::{Provider, Stage};
use crate::reply::Reply;

/// Answers a request.
pub async fn answer(context: &mut RequestContext) -> Reply {
    let path = context.segments.join("/");
    let request = path.strip_prefix(V2).map(str::to_owned);
    let known = path == EDIT
        || path == STATUS
        || request.as_deref().is_some_and(|id| !id.is_empty() && !id.contains('/'));
    // The proxy before the service answers an unknown path, or a known one with another method, in its own shape.
    if !known || context.method != if request.is_some() { Method::GET } else { Method::POST } {
        return Reply::json(
            StatusCode::NOT_FOUND,
            json!({ "statusCode": 404, "message": "Resource not found" }),
        );
    }
    if let Err(reply) = admit(context) {
        return reply;
    }
    match request {
        Some(id) => status_v2(context, &id),
        None if path == EDIT => submit(context).await,
        None => status(context),
    }
}

/// Returns what a request is for.
pub fn stage(method: &Method, path: &str) -> Option<Stage> {
    match *method {
        Method::GET if path.starts_with(V2) => Some(Stage::Poll),
        Method::POST if path == EDIT => Some(Stage::Submit),
        Method::POST if path == STATUS => Some(Stage::Poll),
        _ => None,
    }
}

/// Makes the error of a status, for a fault.
pub fn fault(status: u16) -> Reply {
    let sentence = match status {
        400 => "Invalid request parameters",
        401 => BAD_KEY,
        402 => NO_CREDIT,
        403 => "Access denied for this operation",
        404 => NOT_FOUND,
        429 => TOO_MANY,
        500 => "An unexpected error occurred, please try again later",
        _ => return error(status, &format!("The simulator was told to answer {status}")),
    };
    error(status, sentence)
}

async fn submit(context: &mut RequestContext) -> Reply {
    if context.body.too_large {
        return error(413, "Request body too large");
    }
    let input = match context.take_object() {
        Ok(fields) => match read(fields) {
            Ok(input) => input,
            Err(problems) => return invalid(&problems),
        },
        Err(crate::body::Unfit::Discarded) => Input::unread(),
        Err(unfit) => return error(400, unfit.sentence()),
    };
    // The page says URLs; the provider's guide says data URIs too.
    let sources = match context.sources(input.image_urls, Forms { data: true, http: false }) {
        Ok(sources) => sources,
        Err(problems) => {
            let sentences: Vec<String> =
                problems.iter().map(|(index, problem)| format!("image_urls[{index}] {problem}")).collect();
            return error(400, &format!("Invalid request parameters: {}", sentences.join("; ")));
        }
    };
    if context.subscription() == Verdict::NoCredit {
        return error(402, NO_CREDIT);
    }
    let foreign =
        context.fault.as_ref().and_then(|fault| fault.foreign_polling_url.clone()).filter(|foreign| {
            // `false` is the default.
            foreign.text_or("").is_some()
        });
    let queue = if foreign.is_some() { Queue::V2 } else { context.options.queue };
    let id = match queue {
        Queue::GetStatus => Uuid::new_v4().to_string(),
        Queue::V2 => format!("nano-banana_{}", Uuid::new_v4()),
    };
    let spec = JobSpec {
        cost: 0,
        count: input.count,
        format: input.format,
        id,
        inline: input.inline,
        longest: input.longest,
        model: "nano-banana/edit".to_owned(),
        prompt: input.prompt,
        provider: Provider::Pixazo,
        queue,
        // The call has no ratio: the image keeps its own.
        ratio: None,
        sources,
    };
    match create::accept(&context.world, &context.session, context.fault.as_ref(), spec).await {
        Ok(job) => {
            let mut value = json!({ "request_id": job.id });
            if let (Queue::V2, Some(fields)) = (job.queue, value.as_object_mut()) {
                let address = |host: &str| format!("{host}/{V2}{}", job.id);
                let usual = address(&format!("{}/{}/pixazo", context.world.api, context.session.name));
                let other = address(&format!("{}/{}", context.world.other_host, context.session.name));
                let polling = match foreign.as_ref().and_then(|foreign| foreign.text_or(&other)) {
                    Some(foreign) => foreign.replace("{id}", &job.id),
                    None => usual,
                };
                fields.insert("status".to_owned(), "QUEUED".into());
                fields.insert("polling_url".to_owned(), polling.into());
            }
            let mut reply = Reply::json(StatusCode::OK, value);
            reply.paid = true;
            reply
        }
        Err(Refusal::Image(index, problem)) => {
            error(400, &format!("image_urls[{index}] could not be read as an image: {problem}"))
        }
        // No shape for a refused prompt is documented.
        Err(Refusal::Prompt) => error(400, "The prompt was rejected by the safety system"),
        Err(Refusal::TooManyJobs) => error(429, TOO_MANY),
    }
}

fn status(context: &mut RequestContext) -> Reply {
    let fields = match context.take_object() {
        Ok(fields) => fields,
        Err(unfit) => return error(400, unfit.sentence()),
    };
    let mut fields = Fields::new(fields, "");
    let id = fields.text("requestId");
    if let Err(problems) = fields.finish() {
        return invalid(&problems);
    }
    let Some(job) = context.job(Provider::Pixazo, &id).filter(|job| job.queue == Queue::GetStatus) else {
        return error(404, NOT_FOUND);
    };
    let phase = context.phase(&job);
    let value = match phase {
        Phase::Cancelled | Phase::Failed => json!({ "status": "FAILED", "error": failure(&job) }),
        Phase::Completed => {
            let images: Vec<Value> = job
                .outputs
                .as_deref()
                .unwrap_or_default()
                .iter()
                .map(|output| {
                    json!({
                        "url": place(context, &job, output),
                        "content_type": output.media_type,
                        "file_name": output.name,
                        "file_size": output.size,
                        "width": output.width,
                        "height": output.height,
                    })
                })
                .collect();
            json!({ "images": images, "description": "" })
        }
        Phase::Pending => json!({ "status": "IN_QUEUE" }),
        Phase::Processing => json!({ "status": "IN_PROGRESS" }),
    };
    let mut reply = Reply::json(StatusCode::OK, value);
    reply.finished = phase == Phase::Completed;
    reply
}

fn status_v2(context: &RequestContext, id: &str) -> Reply {
    let Some(job) = context.job(Provider::Pixazo, id).filter(|job| job.queue == Queue::V2) else {
        return error(404, NOT_FOUND);
    };
    let phase = context.phase(&job);
    let (status, problem, output) = match phase {
        Phase::Cancelled | Phase::Failed => ("FAILED", failure(&job), Value::Null),
        Phase::Completed => {
            let outputs = job.outputs.as_deref().unwrap_or_default();
            let places: Vec<String> = outputs.iter().map(|output| place(context, &job, output)).collect();
            let media_type = outputs.first().map(|output| output.media_type);
            ("COMPLETED", Value::Null, json!({ "media_url": places, "media_type": media_type }))
        }
        Phase::Pending => ("QUEUED", Value::Null, Value::Null),
        Phase::Processing => ("PROCESSING", Value::Null, Value::Null),
    };
    let value = json!({ "request_id": job.id, "status": status, "error": problem, "output": output });
    let mut reply = Reply::json(StatusCode::OK, value);
    reply.finished = phase == Phase::Completed;
    reply
}

struct Input {
    count: u32,
    format: Format,
    image_urls: Vec<String>,
    inline: bool,
    longest: u32,
    prompt: String,
}

impl Input {
    /// Stands in for a body that was discarded.
    fn unread() -> Self {
        Self {
            count: 1,
            format: Format::Jpeg,
            image_urls: Vec::new(),
            inline: false,
            longest: 64,
            prompt: "not read".to_owned(),
        }
    }
}

fn read(fields: Map<String, Value>) -> Result<Input, Vec<Problem>> {
    let mut fields = Fields::new(fields, "");
    let prompt = fields.text("prompt");
    // No maximum is documented.
    let image_urls = fields.texts("image_urls", usize::MAX);
    // The page names no maximum; the provider's guide says 1 to 4.
    let count = fields.count("num_images", 4).unwrap_or(1);
    let format = fields.choice("output_format", &["jpeg", "png"]);
    let inline = fields.flag("sync_mode").unwrap_or(false);
    fields.finish()?;
    Ok(Input {
        count: u32::try_from(count).unwrap_or(1),
        format: if format.as_deref() == Some("png") { Format::Png } else { Format::Jpeg },
        image_urls,
        inline,
        longest: 1024,
        prompt,
    })
}

/// Returns an output's address, or its data URI under `sync_mode`.
fn place(context: &RequestContext, job: &Job, output: &Output) -> String {
    if job.inline
        && let Some(file) = context.session.state().files.get(&output.name)
    {
        return format!("data:{};base64,{}", file.media_type, STANDARD.encode(&file.bytes));
    }
    context.address(output)
}

fn failure(job: &Job) -> Value {
    match &job.ending {
        Ending::Fails { message: Some(message), .. } => message.clone().into(),
        Ending::Fails { reason: Reason::Moderation, .. } => {
            "The output was blocked by the safety system".into()
        }
        _ => "Processing failed: upstream provider returned an error".into(),
    }
}

fn admit(context: &RequestContext) -> Result<(), Reply> {
    match context.subscription() {
        Verdict::Good | Verdict::NoCredit => Ok(()),
        Verdict::Malformed | Verdict::Missing | Verdict::Wrong => Err(error(401, BAD_KEY)),
        Verdict::NotAllowed => Err(error(403, "Access denied for this operation")),
    }
}

fn invalid(problems: &[Problem]) -> Reply {
    error(400, &format!("Invalid request parameters: {}", crate::fields::sentence(problems)))
}

fn error(status: u16, sentence: &str) -> Reply {
    Reply::json(
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        json!({ "error": sentence }),
    )
}

const EDIT: &str = "nano-banana/v1/nano-banana/generateEditImageRequest";
const STATUS: &str = "nano-banana-polling/nano-banana/getStatus";
const V2: &str = "v2/requests/status/";
const BAD_KEY: &str = "Invalid or missing authentication";
const NO_CREDIT: &str = "Insufficient credits";
const NOT_FOUND: &str = "Endpoint not found";
const TOO_MANY: &str = "Rate limit exceeded, please retry later";
