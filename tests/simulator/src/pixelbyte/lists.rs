//! The calls that list: jobs and models.

use serde_json::{Value, json};

use crate::context::RequestContext;
use crate::job::{Job, Phase, iso};
use crate::models;
use crate::provider::Provider;
use crate::reply::Reply;

use super::jobs::{ended, progress, word};
use super::{error, of_jobs};

/// `GET /v1/jobs`. The page does not say in which order; newest first.
pub fn jobs(context: &RequestContext) -> Reply {
    let mut limit = 20;
    let (mut cursor, mut status, mut model) = (None, None, None);
    for (name, value) in &context.query {
        match name.as_str() {
            "limit" => match value.parse::<usize>() {
                Ok(number @ 1..=100) => limit = number,
                _ => return error(400, "INVALID_INPUT", "limit must be an integer from 1 to 100"),
            },
            "cursor" => cursor = Some(value.as_str()),
            "status" if PHASES.iter().any(|phase| word(*phase) == value) => status = Some(value.as_str()),
            "status" => return error(400, "INVALID_INPUT", "status is not one of the documented ones"),
            "modelId" => model = Some(value.as_str()),
            _ => return error(400, "INVALID_INPUT", &format!("{name} is not a known parameter")),
        }
    }
    let state = context.session.state();
    let mut jobs = state
        .jobs
        .values()
        .rev()
        .filter(|job| job.provider == Provider::Pixelbyte)
        .skip_while(|job| cursor.is_some_and(|cursor| cursor != job.id))
        .skip(usize::from(cursor.is_some()))
        .filter(|job| model.is_none_or(|model| model == job.model))
        .filter(|job| status.is_none_or(|status| status == word(job.phase())));
    let page: Vec<&Job> = jobs.by_ref().take(limit).collect();
    let has_more = jobs.next().is_some();
    let items: Vec<Value> = page
        .iter()
        .map(|job| {
            let phase = job.phase();
            json!({
                "jobId": job.id,
                "status": word(phase),
                "progress": progress(phase),
                "model": job.model,
                "createdAt": iso(job.created_at),
                "completedAt": ended(job, phase),
            })
        })
        .collect();
    let next = page.last().filter(|_| has_more).map(|job| job.id.clone());
    drop(state);
    of_jobs(context, json!({ "jobs": items, "nextCursor": next, "hasMore": has_more }))
}

/// `GET /v1/models`. The reply's fields are not documented; these follow the page of one model.
pub fn models(context: &RequestContext) -> Reply {
    let models: Vec<Value> = models::sold(Provider::Pixelbyte, &context.options.models)
        .map(|model| {
            let edits = model.tasks.iter().any(|task| task == "edit");
            json!({
                "id": model.id,
                "name": model.name,
                "capability": if edits { "Image to Image / Edit" } else { "Text to Image" },
                "status": "active",
                "pricing": { "baseCostMicroCents": model.base() },
            })
        })
        .collect();
    of_jobs(context, json!({ "models": models }))
}

const PHASES: [Phase; 5] =
    [Phase::Cancelled, Phase::Completed, Phase::Failed, Phase::Pending, Phase::Processing];
