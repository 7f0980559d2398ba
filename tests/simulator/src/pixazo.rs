//! Pixazo, `https://gateway.pixazo.ai`. <https://www.pixazo.ai/models/nano-banana>
//!
//! `POST` to the path of the model, then `GET /v2/requests/status/{request_id}`, or, in the older queue,
//! `POST /nano-banana-polling/nano-banana/getStatus`. Some models answer the submit with the images.
//!
//! The replies of `getStatus` are documented nowhere. They follow the sibling calls: an image list without a
//! status word on success, a status word otherwise.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::context::RequestContext;
use crate::create::{self, Refusal, Submit};
use crate::drawing::Format;
use crate::exchange;
use crate::faults::FlagOrText;
use crate::fields::{Fields, Problem};
use crate::inputs::Forms;
use crate::job::{Ending, Job, Output, Phase, Reason, iso};
use crate::keys::Verdict;
use crate::models::Model;
use crate::options::Queue;
use crate::provider::{Provider, Stage};
use crate::reply::Reply;

/// Answers a request.
pub async fn answer(context: &mut RequestContext) -> Reply {
    let path = context.segments.join("/");
    let request = path.strip_prefix(V2).filter(|id| !id.is_empty() && !id.contains('/'));
    let models: Vec<Model> = context.at(Provider::Pixazo, &path).into_iter().cloned().collect();
    let known = path == STATUS || request.is_some() || !models.is_empty();
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
        Some(id) => status_v2(context, id),
        None if path == STATUS => status(context),
        None => submit(context, &path, models).await,
    }
}

/// Returns what a request is for.
pub fn stage(method: &Method, path: &str, sells: impl Fn(&str) -> bool) -> Option<Stage> {
    match *method {
        Method::GET if path.starts_with(V2) => Some(Stage::Poll),
        Method::POST if path == STATUS => Some(Stage::Poll),
        Method::POST if sells(path) => Some(Stage::Submit),
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
        _ => return error(status, &format!("An injected fault: {status}")),
    };
    error(status, sentence)
}

async fn submit(context: &mut RequestContext, path: &str, models: Vec<Model>) -> Reply {
    if context.body.too_large {
        return error(413, "Request body too large");
    }
    let body = match context.take_object() {
        Ok(body) => Some(body),
        Err(crate::body::Unfit::Discarded) => None,
        Err(unfit) => return error(400, unfit.sentence()),
    };
    let meant = models.iter().find(|model| body.as_ref().is_none_or(|body| model.is_meant_by(body)));
    let Some(model) = meant.or(models.first()).cloned() else { return error(404, NOT_FOUND) };
    let foreign = context.fault.as_ref().and_then(|fault| fault.foreign_polling_url.clone());
    // `false` is the default.
    let foreign = foreign.filter(|foreign| foreign.text_or("").is_some());
    let queue = if foreign.is_some() { Queue::V2 } else { context.options.queue };
    let api = path.split('/').next().unwrap_or_default();
    let id = match queue {
        Queue::GetStatus => Uuid::new_v4().to_string(),
        Queue::V2 => format!("{api}_{}", Uuid::new_v4()),
    };
    let submit = Submit {
        body,
        format: Format::Jpeg,
        // The pages say URLs; the provider's guide says data URIs too.
        forms: Forms { data: true, http: false },
        id,
        model,
        prefix: "",
        provider: Provider::Pixazo,
        queue,
    };
    let shape = SYNCHRONOUS.iter().find(|(at, _)| *at == path).map(|(_, shape)| *shape);
    match create::accept(context, submit).await {
        Ok(job) => match shape {
            Some(shape) => synchronous(context, &job, shape).await,
            None => accepted(context, &job, path, foreign.as_ref()),
        },
        Err(Refusal::Fields(problems)) => invalid(&problems),
        Err(Refusal::NoCredit) => error(402, NO_CREDIT),
        // No shape for a refused prompt is documented.
        Err(Refusal::Prompt) => error(400, "The prompt was rejected by the safety system"),
        Err(Refusal::TooManyJobs) => error(429, TOO_MANY),
    }
}

fn accepted(context: &RequestContext, job: &Job, path: &str, foreign: Option<&FlagOrText>) -> Reply {
    let mut value = json!({ "request_id": job.id });
    if let (Queue::V2, Some(fields)) = (job.queue, value.as_object_mut()) {
        let address = |host: &str| format!("{host}/{V2}{}", job.id);
        let other = address(&format!("{}/{}", context.world.other_host, context.session.name));
        let polling = match foreign.and_then(|foreign| foreign.text_or(&other)) {
            Some(foreign) => foreign.replace("{id}", &job.id),
            None => address("https://gateway.pixazo.ai"),
        };
        fields.insert("status".to_owned(), "QUEUED".into());
        if foreign.is_some() || !path.starts_with(WITHOUT_POLLING_URL) {
            fields.insert("polling_url".to_owned(), polling.into());
        }
    }
    let status = if job.queue == Queue::V2 { StatusCode::ACCEPTED } else { StatusCode::OK };
    let mut reply = Reply::json(status, value);
    reply.paid = true;
    reply
}

/// Waits for the job and answers with its images.
async fn synchronous(context: &RequestContext, job: &Job, shape: Shape) -> Reply {
    // The client may go away before there is a reply.
    exchange::note_purchase(&context.session, context.sequence);
    let job = loop {
        match context.job(Provider::Pixazo, &job.id) {
            Some(job) if job.is_over() => break job,
            Some(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            None => return error(500, "An unexpected error occurred, please try again later"),
        }
    };
    if job.phase() != Phase::Completed {
        let status = StatusCode::BAD_GATEWAY;
        return Reply::json(status, json!({ "error": failure(&job), "status": status.as_u16() }));
    }
    let addresses = addresses(context, &job);
    let first = addresses.first().cloned().unwrap_or_default();
    let value = match shape {
        Shape::Choices => {
            let content: Vec<Value> = addresses.iter().map(|address| json!({ "image": address })).collect();
            json!({ "choices": [{ "message": { "role": "assistant", "content": content } }] })
        }
        Shape::Data => {
            let data: Vec<Value> = addresses.iter().map(|address| json!({ "url": address })).collect();
            json!({ "created": job.created_at.as_second(), "data": data })
        }
        Shape::ImageUrl => json!({ "imageUrl": first }),
        Shape::Output if addresses.len() == 1 => json!({ "output": first }),
        Shape::Output => json!({ "output": addresses }),
        Shape::Url => json!({ "url": first }),
    };
    let mut reply = Reply::json(StatusCode::OK, value);
    reply.finished = true;
    reply.paid = true;
    reply
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
                        "url": address(context, &job, output),
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
            let media_type = job.outputs.iter().flatten().next().map(|output| output.media_type);
            let addresses = addresses(context, &job);
            ("COMPLETED", Value::Null, json!({ "media_url": addresses, "media_type": media_type }))
        }
        Phase::Pending => ("QUEUED", Value::Null, Value::Null),
        Phase::Processing => ("PROCESSING", Value::Null, Value::Null),
    };
    let over = matches!(phase, Phase::Cancelled | Phase::Completed | Phase::Failed);
    let value = json!({
        "request_id": job.id,
        "status": status,
        "model_id": job.id.split('_').next(),
        "error": problem,
        "output": output,
        "created_at": iso(job.created_at),
        "updated_at": iso(if over { job.ends_at() } else { job.created_at }),
        "completed_at": over.then(|| iso(job.ends_at())),
    });
    let mut reply = Reply::json(StatusCode::OK, value);
    reply.finished = phase == Phase::Completed;
    reply
}

/// Where a synchronous operation puts its images.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Choices,
    Data,
    ImageUrl,
    /// A string, or an array of several.
    Output,
    Url,
}

fn addresses(context: &RequestContext, job: &Job) -> Vec<String> {
    job.outputs.iter().flatten().map(|output| address(context, job, output)).collect()
}

/// Returns an output's address, or its data URI under `sync_mode`.
fn address(context: &RequestContext, job: &Job, output: &Output) -> String {
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
    match context.verdict(Provider::Pixazo) {
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

/// The operations that answer the submit with the images, by path.
const SYNCHRONOUS: &[(&str, Shape)] = &[
    ("byteplus/v1/getEditImage", Shape::Data),
    ("byteplus/v1/getEditMultiImage", Shape::Data),
    ("byteplus/v1/getTextToImage", Shape::Data),
    ("flux-1-schnell/v1/getData", Shape::Output),
    ("flux-2-dev/v1/generateT2I", Shape::Output),
    ("flux-2-klein-4b/v1/generateImage", Shape::Output),
    ("getImage/v1/getSDXLImage", Shape::ImageUrl),
    ("inpainting/v1/getImage", Shape::ImageUrl),
    ("pixelforge-image/v1/qwen_image_gen/serve_image", Shape::Url),
    ("qwen-image/v1/generateMultimodeTextToImageEditRequest", Shape::Choices),
    ("recraft/v3/generate", Shape::Output),
    ("recraft/v3/image-to-image", Shape::Output),
    ("recraft/v4-pro/generate", Shape::Output),
    ("recraft/v4/generate", Shape::Output),
    ("sd3-5/v1/r-sd-3-5-large", Shape::Output),
    ("sd3/v1/getData", Shape::Output),
    ("sdxlTurbo/v2/getData", Shape::Output),
    ("sdxl_lightning/getImage/v1/getSDXLImage", Shape::ImageUrl),
];
/// The replies of Wan 2.7 have the id alone.
const WITHOUT_POLLING_URL: &str = "wan-2-7";
const STATUS: &str = "nano-banana-polling/nano-banana/getStatus";
const V2: &str = "v2/requests/status/";
const BAD_KEY: &str = "Invalid or missing authentication";
const NO_CREDIT: &str = "Insufficient credits";
const NOT_FOUND: &str = "Endpoint not found";
const TOO_MANY: &str = "Rate limit exceeded, please retry later";
