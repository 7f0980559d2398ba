//! One API request, from its headers to its logged reply.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::body::{self, Received};
use crate::connection::Connection;
use crate::context::RequestContext;
use crate::cors::{self, Part};
use crate::faults::{self, Fault};
use crate::log::{self, Host};
use crate::provider::{Provider, Stage};
use crate::reply::Reply;
use crate::session::{Session, World};
use crate::{damage, keys, models, mulerun, pixazo, pixelbyte, storage};

/// Answers `/<session>/<provider>/…`, `/<session>/storage/…` and `/<session>/files/…`.
pub async fn respond(
    State(world): State<Arc<World>>,
    Extension(connection): Extension<Connection>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let Some((session, part, segments)) = address(&world, parts.uri.path()) else {
        let hint = "Every path starts with /<session>/<provider>/\n";
        let mut response = (StatusCode::NOT_FOUND, hint).into_response();
        cors::open_to_all(response.headers_mut());
        return response;
    };
    let sequence = log::enter(&session, Host::Api, &parts);
    let options = session.state().options.clone();
    if cors::is_preflight(&parts.method, &parts.headers) {
        let reply = cors::preflight(part, &options);
        return finish(&session, sequence, part, reply, None, connection);
    }
    let stage = stage(&session, part, &parts, &segments);
    let provider = provider(&session, part, &segments);
    let pick = |finished| {
        let fault = faults::pick(&mut session.state().faults, provider?, stage?, finished);
        note_fault(&session, sequence, fault.as_ref());
        fault
    };
    let fault = pick(false);
    if fault.as_ref().is_some_and(|fault| fault.reset_before_body) {
        return connection.reset().await;
    }
    let Ok(received) = body::receive(body, &session).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    note_body(&session, sequence, &received);
    let echo = fault
        .as_ref()
        .filter(|fault| fault.echo)
        .map(|_| keys::carried(&parts.headers) + &received.first_image());
    let other_host = format!("{}{}", world.other_host, parts.uri.path());

    let mut reply = None;
    if fault.as_ref().is_none_or(Fault::lets_through) {
        let query = parts.uri.query().unwrap_or_default();
        let mut context = RequestContext {
            body: received,
            fault: fault.clone(),
            headers: parts.headers,
            method: parts.method,
            query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            segments,
            sequence,
            session: Arc::clone(&session),
            options,
            world,
        };
        reply = Some(answer(part, &mut context).await);
    }
    if reply.as_ref().is_some_and(|reply| reply.paid) {
        note_purchase(&session, sequence);
    }
    let late = if reply.as_ref().is_some_and(|reply| reply.finished) { pick(true) } else { None };
    let mut applied = None;
    for fault in [fault, late].into_iter().flatten() {
        hold_up(&fault, &connection).await;
        let mut damaged = damage::apply(&fault, part, stage.unwrap_or(Stage::Probe), reply, &other_host);
        if let Some(echo) = &echo {
            damage::add(echo, &mut damaged);
        }
        reply = Some(damaged);
        applied = Some(fault);
    }
    let reply = reply.unwrap_or_else(|| Reply::empty(StatusCode::INTERNAL_SERVER_ERROR));
    finish(&session, sequence, part, reply, applied.as_ref(), connection)
}

/// Lets the client wait for its reply: so long, for ever, or until the connection is reset.
async fn hold_up(fault: &Fault, connection: &Connection) {
    if let Some(milliseconds) = fault.delay_ms {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }
    if fault.hang {
        std::future::pending().await
    }
    if fault.reset_before_reply {
        connection.reset().await
    }
}

async fn answer(part: Part, context: &mut RequestContext) -> Reply {
    match part {
        Part::Files => file(context),
        Part::Provider(provider @ (Provider::Mulerouter | Provider::Mulerun)) => {
            mulerun::answer(context, provider).await
        }
        Part::Provider(Provider::Pixazo) => pixazo::answer(context).await,
        Part::Provider(Provider::Pixelbyte) => pixelbyte::answer(context).await,
        Part::Storage => storage::answer(context),
    }
}

fn file(context: &RequestContext) -> Reply {
    if context.method != "GET" && context.method != "HEAD" {
        return Reply::empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    let state = context.session.state();
    match state.files.get(&context.segments.join("/")) {
        Some(file) => Reply::bytes(StatusCode::OK, file.media_type, file.bytes.clone()),
        None => Reply::bytes(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", "Not found\n"),
    }
}

fn address(world: &World, path: &str) -> Option<(Arc<Session>, Part, Vec<String>)> {
    let mut segments = path.strip_prefix('/')?.split('/');
    let name = segments.next()?;
    let part = match segments.next()? {
        "files" => Part::Files,
        "storage" => Part::Storage,
        provider => Part::Provider(Provider::named(provider)?),
    };
    let session = world.session(name)?;
    Some((session, part, segments.map(str::to_owned).collect()))
}

fn stage(session: &Session, part: Part, parts: &Parts, segments: &[String]) -> Option<Stage> {
    let path = segments.join("/");
    let stage = match part {
        Part::Files => Some(Stage::Download),
        Part::Provider(provider @ (Provider::Mulerouter | Provider::Mulerun)) => {
            mulerun::stage(&parts.method, &path, |path| sells(session, provider, path))
        }
        Part::Provider(Provider::Pixazo) => {
            pixazo::stage(&parts.method, &path, |path| sells(session, Provider::Pixazo, path))
        }
        Part::Provider(Provider::Pixelbyte) => {
            let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
            pixelbyte::stage(&parts.method, &segments)
        }
        Part::Storage => (parts.method == "PUT").then_some(Stage::Upload),
    };
    // A client checks its key by polling an unknown job where the provider has no free call.
    let polled = segments.last().filter(|_| stage == Some(Stage::Poll) && parts.method == "GET");
    match polled {
        Some(id) if !session.state().jobs.contains_key(id) => Some(Stage::Probe),
        _ => stage,
    }
}

fn sells(session: &Session, provider: Provider, path: &str) -> bool {
    models::at(provider, &session.state().options.models, path).next().is_some()
}

fn provider(session: &Session, part: Part, segments: &[String]) -> Option<Provider> {
    match part {
        Part::Files => session.state().files.get(&segments.join("/")).map(|file| file.provider),
        Part::Provider(provider) => Some(provider),
        Part::Storage => Some(Provider::Pixelbyte),
    }
}

fn note_fault(session: &Session, sequence: u64, fault: Option<&Fault>) {
    if let (Some(fault), Some(entry)) = (fault, session.state().entry(sequence)) {
        entry.fault = Some(fault.clone());
    }
}

/// Marks a request as one that created a job.
pub fn note_purchase(session: &Session, sequence: u64) {
    if let Some(entry) = session.state().entry(sequence) {
        entry.paid = true;
    }
}

/// Completes a log entry with what is known of the body.
pub fn note_body(session: &Session, sequence: u64, received: &Received) {
    let mut state = session.state();
    let body = received.json.as_ref().map(|value| log::shorten(value, &state.keys));
    if let Some(entry) = state.entry(sequence) {
        entry.body = body;
        entry.body_bytes = Some(received.length);
        entry.first_byte_ms = received.first_byte_ms;
        entry.last_byte_ms = received.last_byte_ms;
        entry.saw_key |= received.saw_key;
        entry.sha256 = Some(received.sha256.clone());
    }
}

/// Completes a log entry with the reply.
pub fn note_reply(session: &Session, sequence: u64, status: StatusCode) {
    let replied_ms = session.milliseconds();
    if let Some(entry) = session.state().entry(sequence) {
        entry.replied_ms = Some(replied_ms);
        entry.status = Some(status.as_u16());
    }
}

fn finish(
    session: &Session,
    sequence: u64,
    part: Part,
    reply: Reply,
    fault: Option<&Fault>,
    connection: Connection,
) -> Response {
    note_reply(session, sequence, reply.status);
    let options = session.state().options.clone();
    let mut response = damage::send(reply, fault, connection);
    cors::open(part, &options, response.headers_mut());
    response
}
