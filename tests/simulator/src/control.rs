//! The calls with which a test reads and changes its session. Open to every page.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cors;
use crate::session::{self, Session, World};

/// Answers `/<session>/control/<what>`.
pub async fn respond(
    State(world): State<Arc<World>>,
    Path((name, what)): Path<(String, String)>,
    request: Request,
) -> Response {
    let mut response = match world.session(&name) {
        Some(session) => answer(&world, &session, &what, request).await,
        None => (StatusCode::NOT_FOUND, "A session's name has 1 to 64 of A-Z a-z 0-9 _ -\n").into_response(),
    };
    cors::open_to_all(response.headers_mut());
    response
}

async fn answer(world: &World, session: &Session, what: &str, request: Request) -> Response {
    let method = request.method().clone();
    if method == Method::OPTIONS {
        return StatusCode::NO_CONTENT.into_response();
    }
    let body = match request.into_body().collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) => return (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    };
    match carry_out(world, session, &method, what, &body) {
        Ok(response) => response,
        Err(error) => (StatusCode::BAD_REQUEST, format!("{error}\n")).into_response(),
    }
}

/// Carries out a call. Errors: a body that is not what the call takes.
fn carry_out(
    world: &World,
    session: &Session,
    method: &Method,
    what: &str,
    body: &[u8],
) -> Result<Response, serde_json::Error> {
    let mut state = session.state();
    match (method, what) {
        (&Method::GET, "log") => return Ok(Json(&state.log).into_response()),
        (&Method::GET, "options") => return Ok(Json(&state.options).into_response()),
        (&Method::GET, "faults") => return Ok(Json(&state.faults).into_response()),
        (&Method::GET, "jobs") => return Ok(Json(jobs(&state)).into_response()),
        (&Method::PUT, "options") => {
            state.options.change(serde_json::from_slice(body)?)?;
            return Ok(Json(&state.options).into_response());
        }
        (&Method::PUT, "faults") => state.faults = serde_json::from_slice(body)?,
        (&Method::PUT, "jobs") => {
            let Aging { older_by_ms } = serde_json::from_slice(body)?;
            state.jobs.values_mut().for_each(|job| job.age(Duration::from_millis(older_by_ms)));
        }
        (&Method::DELETE, "log") => state.log.clear(),
        (&Method::DELETE, "session") => world.forget(&session.name),
        _ => {
            let known = "Known: log, options, faults, jobs, session\n";
            return Ok((StatusCode::NOT_FOUND, known).into_response());
        }
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// By how much every job of a session becomes older.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Aging {
    older_by_ms: u64,
}

/// Lists every job that was paid for.
fn jobs(state: &session::State) -> Value {
    state
        .jobs
        .values()
        .map(|job| {
            json!({
                "id": job.id,
                "provider": job.provider,
                "model": job.model,
                "prompt": job.prompt,
                "phase": format!("{:?}", job.phase()).to_lowercase(),
                "costMicroUsd": job.cost,
            })
        })
        .collect()
}
