//! The other host: logs every request in its session and answers all alike.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::log::Host;
use crate::session::World;
use crate::{body, cors, exchange, log};

/// Answers any path. The session is the path's first part, or `other-host` where that is no session's name.
pub async fn respond(State(world): State<Arc<World>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let first = parts.uri.path().split('/').nth(1).unwrap_or_default();
    let Some(session) = world.session(first).or_else(|| world.session("other-host")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let sequence = log::enter(&session, Host::OtherHost, &parts);
    let mut response = if cors::is_preflight(&parts.method, &parts.headers) {
        StatusCode::NO_CONTENT.into_response()
    } else {
        if let Ok(received) = body::receive(body, &session).await {
            exchange::note_body(&session, sequence, &received);
        }
        Json(json!({ "otherHost": true })).into_response()
    };
    cors::open_to_all(response.headers_mut());
    exchange::note_reply(&session, sequence, response.status());
    response
}
