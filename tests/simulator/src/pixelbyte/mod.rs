//! PixelByte, `https://api.muvi.video`. <https://developer.pixelbyte.app/docs>
//!
//! `POST /v1/uploads/presign`, `PUT <uploadUrl>`, `POST /v1/jobs/submit`, then `GET /v1/jobs/{jobId}` until it is over.

mod jobs;
mod lists;
mod uploads;

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::context::RequestContext;
use crate::fields::{Problem, sentence};
use crate::keys::Verdict;
use crate::options::Shape;
use crate::provider::{Provider, Stage};
use crate::reply::Reply;

/// Answers a request.
pub async fn answer(context: &mut RequestContext) -> Reply {
    let segments = context.segments.clone();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    if context.method != Method::GET && context.method != Method::POST {
        // No page names a status for a wrong method; 404 as for any unknown endpoint.
        return no_endpoint();
    }
    if let Err(reply) = admit(context, segments == ["v1", "jobs", "submit"]) {
        return reply;
    }
    if context.body.too_large {
        return error(413, "INVALID_INPUT", "The request body is too large");
    }
    let post = context.method == Method::POST;
    match (post, segments.as_slice()) {
        (true, ["v1", "jobs", "submit"]) => jobs::submit(context).await,
        (true, ["v1", "jobs", "estimate"]) => jobs::estimate(context),
        (true, ["v1", "jobs", id, "cancel"]) => jobs::cancel(context, id),
        (true, ["v1", "uploads", "presign"]) => uploads::presign(context),
        (false, ["v1", "jobs"]) => lists::jobs(context),
        (false, ["v1", "jobs", id]) => jobs::status(context, id),
        (false, ["v1", "models"]) => lists::models(context),
        (false, ["v1", "uploads", id]) => uploads::status(context, id),
        _ => no_endpoint(),
    }
}

/// Returns what a request is for.
pub fn stage(method: &Method, segments: &[&str]) -> Option<Stage> {
    match (method, segments) {
        (&Method::POST, ["v1", "jobs", "submit"]) => Some(Stage::Submit),
        (&Method::POST, ["v1", "jobs", "estimate"]) | (&Method::GET, ["v1", "models"]) => Some(Stage::Probe),
        (&Method::POST, ["v1", "jobs", _, "cancel"]) => Some(Stage::Cancel),
        (&Method::POST, ["v1", "uploads", "presign"]) => Some(Stage::Presign),
        (&Method::GET, ["v1", "jobs"]) => Some(Stage::List),
        (&Method::GET, ["v1", "jobs", _]) => Some(Stage::Poll),
        _ => None,
    }
}

/// Makes the error of a status, for a fault.
pub fn fault(status: u16, stage: Stage, retry_after: Option<&Value>) -> Reply {
    let code = match (status, stage) {
        (400, Stage::Cancel) => "JOB_CANNOT_BE_CANCELLED",
        (400, Stage::Presign) => "VALIDATION_ERROR",
        (400 | 409 | 413 | 422, _) => "INVALID_INPUT",
        (401, _) => "INVALID_API_KEY",
        (402, _) => "INSUFFICIENT_BALANCE",
        (403, Stage::Submit) => "MODEL_ACCESS_DENIED",
        (403, _) => "UNAUTHORIZED_ACCESS",
        (404, Stage::Submit) => "MODEL_NOT_FOUND",
        (404, Stage::Poll | Stage::Cancel) => "JOB_NOT_FOUND",
        (404, _) => "NOT_FOUND",
        (429, _) => "CONCURRENT_JOBS_EXCEEDED",
        (503, _) => "PUBSUB_PUBLISH_FAILED",
        _ => "INTERNAL_ERROR",
    };
    let message = match status {
        429 => "Too many concurrent jobs".to_owned(),
        _ => format!("An injected fault: {status}"),
    };
    let details = retry_after.map(|seconds| json!({ "retryAfter": seconds }));
    error_with(status, code, &message, details)
}

/// Makes an error in the provider's envelope.
fn error(status: u16, code: &str, message: &str) -> Reply {
    error_with(status, code, message, None)
}

fn error_with(status: u16, code: &str, message: &str, details: Option<Value>) -> Reply {
    let mut error = json!({ "code": code, "message": message });
    if let (Some(details), Some(fields)) = (details, error.as_object_mut()) {
        fields.insert("details".to_owned(), details);
    }
    Reply::json(
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        json!({ "success": false, "error": error, "requestId": request_id() }),
    )
}

/// Makes the error about fields: one sentence, and each field under `details.fields`. The page leaves `details` open.
fn invalid(code: &str, problems: &[Problem]) -> Reply {
    let fields: Map<String, Value> =
        problems.iter().map(|problem| (problem.field.clone(), problem.message.clone().into())).collect();
    error_with(400, code, &sentence(problems), Some(json!({ "fields": fields })))
}

/// Makes a reply of a `jobs` call, flat as on its pages or wrapped as the introduction says.
fn of_jobs(context: &RequestContext, value: Value) -> Reply {
    match context.options.shape {
        Shape::Flat => Reply::json(StatusCode::OK, value),
        Shape::Wrapped => wrapped(value),
    }
}

fn wrapped(value: Value) -> Reply {
    Reply::json(StatusCode::OK, json!({ "success": true, "data": value, "requestId": request_id() }))
}

fn request_id() -> String {
    format!("req_{}", Uuid::new_v4().simple())
}

fn no_endpoint() -> Reply {
    // NOT_FOUND stands on the page of the uploads; its use for unknown endpoints is inferred.
    error(404, "NOT_FOUND", "Endpoint not found")
}

fn admit(context: &RequestContext, submits: bool) -> Result<(), Reply> {
    match context.verdict(Provider::Pixelbyte) {
        Verdict::Good | Verdict::NoCredit => Ok(()),
        Verdict::Malformed | Verdict::Missing => {
            Err(error(401, "UNAUTHORIZED", "Missing or malformed Authorization header"))
        }
        Verdict::NotAllowed if submits => {
            Err(error(403, "MODEL_ACCESS_DENIED", "You do not have access to this model"))
        }
        Verdict::NotAllowed => Err(error(403, "FORBIDDEN", "This API key may not do this")),
        Verdict::Wrong => Err(error(401, "INVALID_API_KEY", "The API key is invalid")),
    }
}
