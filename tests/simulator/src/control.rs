//! The calls by which a test reads and steers its session. Open to every page.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::cors;
use crate::faults::Rule;
use crate::session::{Session, World};

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

async fn answer(world: &World, session: &Arc<Session>, what: &str, request: Request) -> Response {
    let method = request.method().clone();
    if method == Method::OPTIONS {
        return StatusCode::NO_CONTENT.into_response();
    }
    let body = match request.into_body().collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) => return (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    };
    match (method, what) {
        (Method::GET, "log") => Json(&session.state().log).into_response(),
        (Method::DELETE, "log") => {
            session.state().log.clear();
            StatusCode::NO_CONTENT.into_response()
        }
        (Method::GET, "options") => Json(&session.state().options).into_response(),
        (Method::PUT, "options") => {
            let mut state = session.state();
            let changed = serde_json::from_slice::<Map<String, Value>>(&body)
                .and_then(|changes| state.options.change(changes));
            match changed {
                Ok(()) => Json(&state.options).into_response(),
                Err(error) => (StatusCode::BAD_REQUEST, format!("{error}\n")).into_response(),
            }
        }
        (Method::GET, "faults") => Json(&session.state().faults).into_response(),
        (Method::PUT, "faults") => match serde_json::from_slice::<Vec<Rule>>(&body) {
            Ok(rules) => {
                session.state().faults = rules;
                StatusCode::NO_CONTENT.into_response()
            }
            Err(error) => (StatusCode::BAD_REQUEST, format!("{error}\n")).into_response(),
        },
        (Method::GET, "jobs") => Json(jobs(session)).into_response(),
        (Method::PUT, "jobs") => match serde_json::from_slice::<Aging>(&body) {
            Ok(Aging { older_by_ms }) => {
                let by = Duration::from_millis(older_by_ms);
                session.state().jobs.values_mut().for_each(|job| job.age(by));
                StatusCode::NO_CONTENT.into_response()
            }
            Err(error) => (StatusCode::BAD_REQUEST, format!("{error}\n")).into_response(),
        },
        (Method::DELETE, "session") => {
            world.forget(&session.name);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => (StatusCode::NOT_FOUND, "Known: log, options, faults, jobs, session\n").into_response(),
    }
}

/// By how much every job of a session becomes older.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Aging {
    older_by_ms: u64,
}

/// Lists every job that was paid for.
fn jobs(session: &Session) -> Value {
    session
        .state()
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
