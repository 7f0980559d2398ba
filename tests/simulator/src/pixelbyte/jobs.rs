//! The calls about one job: submit, status, cancel, estimate.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::context::RequestContext;
use crate::create::{self, Refusal, Submit};
use crate::drawing::Format;
use crate::fields::Fields;
use crate::inputs::Forms;
use crate::job::{Ending, Job, Phase, Reason, iso};
use crate::models::{self, Model};
use crate::options::{OutputShape, Queue};
use crate::provider::Provider;
use crate::reply::Reply;

use super::{error, error_with, invalid, of_jobs, request_id};

/// `POST /v1/jobs/submit`. The status of success is not documented; 200.
pub async fn submit(context: &mut RequestContext) -> Reply {
    let fields = match context.take_object() {
        Ok(fields) => fields,
        Err(unfit) => return error(400, "INVALID_INPUT", unfit.sentence()),
    };
    let (model, input) = match read(context, fields, true) {
        Ok(read) => read,
        Err(reply) => return *reply,
    };
    let submit = Submit {
        body: Some(input),
        // No page says which format comes out.
        format: Format::Jpeg,
        forms: Forms { data: false, http: false },
        id: format!("job_{}", Uuid::new_v4().simple()),
        model,
        prefix: "input.",
        provider: Provider::Pixelbyte,
        queue: Queue::GetStatus,
    };
    match create::accept(context, submit).await {
        Ok(job) => accepted(context, &job),
        Err(refusal) => refused(&refusal),
    }
}

/// `GET /v1/jobs/{jobId}`.
pub fn status(context: &RequestContext, id: &str) -> Reply {
    let Some(job) = context.job(Provider::Pixelbyte, id) else { return no_job() };
    let phase = context.phase(&job);
    let mut value = json!({
        "jobId": job.id,
        "status": word(phase),
        "progress": progress(phase),
        "output": null,
        "outputs": null,
        "error": null,
        "createdAt": iso(job.created_at),
        "completedAt": ended(&job, phase),
    });
    if let Some(fields) = value.as_object_mut() {
        if phase == Phase::Completed {
            let (output, outputs) = outputs(context, &job);
            fields.insert("output".to_owned(), output);
            fields.insert("outputs".to_owned(), outputs);
        }
        if phase == Phase::Failed {
            fields.insert("error".to_owned(), failure(&job));
        }
    }
    let mut reply = of_jobs(context, value);
    reply.finished = phase == Phase::Completed;
    reply
}

/// `POST /v1/jobs/{jobId}/cancel`, while the job is pending.
pub fn cancel(context: &RequestContext, id: &str) -> Reply {
    if context.body.length > 0 {
        return error(400, "INVALID_INPUT", "This call takes no body");
    }
    let mut state = context.session.state();
    let Some(job) = state.jobs.get_mut(id).filter(|job| job.provider == Provider::Pixelbyte) else {
        return no_job();
    };
    if job.phase() != Phase::Pending {
        return error(400, "JOB_CANNOT_BE_CANCELLED", "Only pending jobs can be cancelled");
    }
    job.fail_now(Ending::Cancelled);
    let value = json!({ "jobId": job.id, "status": "cancelled", "refundedMicroCents": job.cost });
    drop(state);
    of_jobs(context, value)
}

/// `POST /v1/jobs/estimate`: model, version and input as for a submit.
pub fn estimate(context: &mut RequestContext) -> Reply {
    let fields = match context.take_object() {
        Ok(fields) => fields,
        Err(unfit) => return error(400, "INVALID_INPUT", unfit.sentence()),
    };
    let read = read(context, fields, false).and_then(|(model, input)| {
        let input =
            model.read(input, "input.").map_err(|problems| Box::new(invalid("INVALID_INPUT", &problems)))?;
        Ok((model, input))
    });
    match read {
        Ok((model, input)) => of_jobs(
            context,
            json!({
                "baseCostMicroCents": model.base(),
                "estimatedCostMicroCents": input.cost,
                "breakdown": [{ "component": "base_generation", "costMicroCents": input.cost }],
                "hasDiscount": false,
            }),
        ),
        Err(reply) => *reply,
    }
}

fn read(
    context: &RequestContext,
    fields: Map<String, Value>,
    submits: bool,
) -> Result<(Model, Map<String, Value>), Box<Reply>> {
    let mut fields = Fields::new(fields, "");
    let slug = fields.text("model");
    let version = fields.optional_text("version");
    let input = fields.object("input");
    let webhook = if submits { fields.optional_text("webhookUrl") } else { None };
    fields.finish().map_err(|problems| Box::new(invalid("INVALID_INPUT", &problems)))?;
    if slug.split('/').count() < 2 || slug.split('/').any(str::is_empty) {
        return Err(Box::new(error(400, "INVALID_MODEL_SLUG", "The model slug is malformed")));
    }
    let mut sold = models::sold(Provider::Pixelbyte, &context.options.models);
    let Some(model) = sold.find(|model| model.id == slug) else {
        return Err(Box::new(error(404, "MODEL_NOT_FOUND", &format!("Model {slug} was not found"))));
    };
    if version.is_some_and(|version| version != VERSION) {
        return Err(Box::new(error(404, "MODEL_VERSION_NOT_FOUND", "The model has no such version")));
    }
    if webhook.is_some_and(|webhook| !webhook.starts_with("https://")) {
        return Err(Box::new(error(400, "INVALID_WEBHOOK_URL", "webhookUrl must start with https://")));
    }
    Ok((model.clone(), input))
}

fn accepted(context: &RequestContext, job: &Job) -> Reply {
    let mut value = json!({
        "jobId": job.id,
        "requestId": request_id(),
        "status": "pending",
        "costMicroCents": job.cost,
    });
    if let (Some(estimate), Some(fields)) = (context.options.estimate, value.as_object_mut()) {
        let time = iso(job.ends_at_after(estimate.offset_ms));
        fields.insert("estimatedCompletionTime".to_owned(), time.into());
    }
    let mut reply = of_jobs(context, value);
    reply.paid = true;
    reply
}

fn refused(refusal: &Refusal) -> Reply {
    match refusal {
        Refusal::Fields(problems) => invalid("INVALID_INPUT", problems),
        Refusal::NoCredit => error(402, "INSUFFICIENT_BALANCE", "Your balance is too low for this job"),
        // No code for a refused prompt is documented.
        Refusal::Prompt => error(400, "INVALID_INPUT", "The prompt was rejected by the content policy"),
        Refusal::TooManyJobs => error_with(
            429,
            "CONCURRENT_JOBS_EXCEEDED",
            "Too many concurrent jobs",
            Some(json!({ "retryAfter": 1 })),
        ),
    }
}

fn outputs(context: &RequestContext, job: &Job) -> (Value, Value) {
    let outputs = job.outputs.as_deref().unwrap_or_default();
    let Some(first) = outputs.first() else { return (Value::Null, Value::Null) };
    let url = context.address(first);
    match context.options.output_shape {
        OutputShape::ImageUrl => (
            json!({
                "imageUrl": url,
                "metadata": { "width": first.width, "height": first.height, "format": "jpeg" },
            }),
            Value::Null,
        ),
        OutputShape::Outputs => {
            // No sample of an image job exists; that the two poster fields are null is inferred.
            let all = outputs.iter().map(|output| {
                json!({
                    "url": context.address(output), "type": "image", "thumbnail": null, "posterImage": null,
                })
            });
            (url.into(), all.collect())
        }
        OutputShape::String => (url.into(), Value::Null),
        OutputShape::Url => (json!({ "url": url, "contentType": first.media_type }), Value::Null),
    }
}

fn failure(job: &Job) -> Value {
    let (code, message, reason) = match &job.ending {
        Ending::Fails { code, message, reason } => (code.clone(), message.clone(), *reason),
        _ => (None, None, Reason::Broken),
    };
    let usual = match reason {
        Reason::Broken => "The model failed to generate the requested output. Credits have been refunded.",
        Reason::Moderation => "The output was blocked by the content policy. Credits have been refunded.",
    };
    json!({
        "code": code.unwrap_or_else(|| "GENERATION_FAILED".into()),
        "message": message.unwrap_or_else(|| usual.to_owned()),
    })
}

pub fn word(phase: Phase) -> &'static str {
    match phase {
        Phase::Cancelled => "cancelled",
        Phase::Completed => "completed",
        Phase::Failed => "failed",
        Phase::Pending => "pending",
        Phase::Processing => "processing",
    }
}

pub fn progress(phase: Phase) -> u32 {
    match phase {
        Phase::Cancelled | Phase::Failed | Phase::Pending => 0,
        Phase::Completed => 100,
        Phase::Processing => 50,
    }
}

pub fn ended(job: &Job, phase: Phase) -> Option<String> {
    matches!(phase, Phase::Cancelled | Phase::Completed | Phase::Failed).then(|| iso(job.ends_at()))
}

fn no_job() -> Reply {
    error(404, "JOB_NOT_FOUND", "The job was not found")
}

/// The only version that the models have here; none of the pages names one.
const VERSION: &str = "1.0";
