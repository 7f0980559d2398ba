//! Serves the demo page: `/` from one folder, `/pkg/` from another.

use std::path::Path;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::session::World;

/// Makes the routes. `/simulator.json` tells the page where the simulator is.
pub fn routes(world: Arc<World>, page: &Path, package: &Path) -> Router {
    Router::new()
        .route("/simulator.json", get(simulator))
        .nest_service("/pkg", ServeDir::new(package))
        .fallback_service(ServeDir::new(page))
        .with_state(world)
        .layer(SetResponseHeaderLayer::overriding(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        ))
        .layer(SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .layer(SetResponseHeaderLayer::overriding(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
}

async fn simulator(State(world): State<Arc<World>>) -> Json<Value> {
    Json(json!({ "api": world.api, "otherHost": world.other_host }))
}

/// The policy that the page promises to work under.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self' https: http://127.0.0.1:*; img-src 'self' https: blob: data: http://127.0.0.1:*";
