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
    let Some((session, part, segments)) = address(&world, parts.uri.path()) else { return no_such_path() };
    let exchange = Exchange {
        sequence: log::enter(&session, Host::Api, &parts),
        provider: provider(&session, part, &segments),
        stage: stage(&session, part, &parts, &segments),
        session,
        part,
        connection,
    };
    if cors::is_preflight(&parts.method, &parts.headers) {
        let reply = cors::preflight(part, &exchange.session.state().options);
        return exchange.finish(reply, None);
    }
    let fault = exchange.pick_fault(false);
    if fault.as_ref().is_some_and(|fault| fault.reset_before_body) {
        return exchange.connection.reset().await;
    }
    let Ok(received) = body::receive(body, &exchange.session).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    note_body(&exchange.session, exchange.sequence, &received);
    let is_echoed = fault.as_ref().is_some_and(|fault| fault.echo);
    let echo = is_echoed.then(|| keys::header_values(&parts.headers) + &received.first_image());
    let other_host = format!("{}{}", world.other_host, parts.uri.path());
    let reply = match fault.as_ref().is_none_or(Fault::lets_through) {
        true => Some(exchange.answer(world, parts, segments, received, fault.clone()).await),
        false => None,
    };
    let (reply, fault) = exchange.damaged(fault, reply, echo.as_deref(), &other_host).await;
    exchange.finish(reply, fault.as_ref())
}

/// One request in the log, and what decides which faults it has.
struct Exchange {
    session: Arc<Session>,
    sequence: u64,
    part: Part,
    provider: Option<Provider>,
    stage: Option<Stage>,
    connection: Connection,
}

impl Exchange {
    /// Finds the fault of this request and notes it in the log. With `is_finished`, the fault of a reply that shows a
    /// completed job.
    fn pick_fault(&self, is_finished: bool) -> Option<Fault> {
        let fault = faults::pick(&mut self.session.state().faults, self.provider?, self.stage?, is_finished);
        if let (Some(fault), Some(entry)) = (&fault, self.session.state().entry(self.sequence)) {
            entry.fault = Some(fault.clone());
        }
        fault
    }

    /// Makes the provider's reply.
    async fn answer(
        &self,
        world: Arc<World>,
        parts: Parts,
        segments: Vec<String>,
        body: Received,
        fault: Option<Fault>,
    ) -> Reply {
        let query = parts.uri.query().unwrap_or_default();
        let options = self.session.state().options.clone();
        let mut context = RequestContext {
            body,
            fault,
            query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            headers: parts.headers,
            method: parts.method,
            segments,
            sequence: self.sequence,
            session: Arc::clone(&self.session),
            options,
            world,
        };
        let reply = answer(self.part, &mut context).await;
        if reply.paid {
            note_purchase(&self.session, self.sequence);
        }
        reply
    }

    /// Applies the faults of the request and of its reply. Returns the reply, and the fault that decides how it is sent.
    async fn damaged(
        &self,
        fault: Option<Fault>,
        mut reply: Option<Reply>,
        echo: Option<&str>,
        other_host: &str,
    ) -> (Reply, Option<Fault>) {
        let is_finished = reply.as_ref().is_some_and(|reply| reply.finished);
        let late = if is_finished { self.pick_fault(true) } else { None };
        let mut applied = None;
        for fault in [fault, late].into_iter().flatten() {
            delay(&fault, &self.connection).await;
            let stage = self.stage.unwrap_or(Stage::Probe);
            let mut damaged = damage::apply(&fault, self.part, stage, reply, other_host);
            if let Some(echo) = echo {
                damage::append(echo, &mut damaged);
            }
            reply = Some(damaged);
            applied = Some(fault);
        }
        (reply.unwrap_or_else(|| Reply::empty(StatusCode::INTERNAL_SERVER_ERROR)), applied)
    }

    /// Completes the log entry and sends the reply.
    fn finish(self, reply: Reply, fault: Option<&Fault>) -> Response {
        note_reply(&self.session, self.sequence, reply.status);
        let mut response = damage::send(reply, fault, self.connection);
        cors::open(self.part, &self.session.state().options, response.headers_mut());
        response
    }
}

/// Delays a reply by the fault's time or for ever, or resets the connection in place of it.
async fn delay(fault: &Fault, connection: &Connection) {
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

fn no_such_path() -> Response {
    let hint = "Every path starts with /<session>/<provider>/\n";
    let mut response = (StatusCode::NOT_FOUND, hint).into_response();
    cors::open_to_all(response.headers_mut());
    response
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
