//! Replays a fixture with a made-up clock. The requests and the outcome must be those of the fixture.

use std::time::Duration;

use plantain::job::error::{Error, Result};
use plantain::job::{Job, Step, query};
use plantain::provider::state::{JobState, Output};
use plantain::provider::ticket::Ticket;
use plantain::provider::{KeyHeader, Provider};
use plantain::providers;
use plantain::wire::http::{Address, Answer, Body, HttpRequest, HttpResponse, Part, TransportError};
use plantain::wire::json::Json;
use plantain::wire::timestamp::Timestamp;
use pretty_assertions::assert_eq;
use serde_json::{Map, Value, json};

use crate::drive::{Drive, START};
use crate::fixture::{Call, Exchange, Fixture, FixtureFile, Lost, Receive, Reply};
use crate::request;

/// Replays one fixture.
pub fn replay(file: &FixtureFile) {
    let fixture = file.read();
    let provider = providers::find(&file.provider).expect("the folder has a provider's name");
    let images = fixture.request.as_ref().map(request::media_types).unwrap_or_default();
    let mut script =
        Script { provider, images, exchanges: &fixture.exchanges, next: 0, sent: 0, last: START };
    let outcome = match fixture.call {
        Call::CheckAccess => {
            let answer = script.answer(&(provider.probe)(), START);
            ended(query::read_probe(provider, answer), |()| json!({}))
        }
        Call::Cancel => ended(query(query::cancel, &fixture, &mut script), state),
        Call::Status => ended(query(query::poll, &fixture, &mut script), state),
        Call::Run | Call::Wait => match begin(&fixture) {
            Ok(job) => ended(run(job, &mut script), |(output, ticket)| done(output, &ticket)),
            Err(error) => failed(&error),
        },
    };
    let (mut outcome, message) = outcome;
    script.is_at_its_end();
    if let Some(says) = &fixture.says {
        assert!(message.contains(says), "the error must say {says:?}, but says: {message}");
    }
    only_fields(&mut outcome);
    let mut wanted = fixture.outcome;
    only_fields(&mut wanted);
    assert_eq!(floats(outcome), floats(wanted), "outcome (left: what came, right: the fixture)");
}

fn begin(fixture: &Fixture) -> Result<Job> {
    let (now, timeout) =
        (Timestamp::from_millis(START), Duration::from_millis(fixture.timeout_ms.unwrap_or(600_000)));
    if fixture.call == Call::Wait {
        return Ok(Job::resume(ticket(fixture), now, timeout));
    }
    let request = fixture.request.as_ref().expect("a run has a request");
    Ok(Job::new(request::validate(request).map_err(Error::invalid)?, now, timeout))
}

fn ticket(fixture: &Fixture) -> Ticket {
    let stored = fixture.ticket.clone().expect("this call has a ticket");
    Ticket::read(&Json::from(stored)).expect("the ticket is one of ours")
}

fn query(
    query: fn(Ticket) -> Result<query::StatusQuery>,
    fixture: &Fixture,
    script: &mut Script,
) -> Result<JobState> {
    let query = query(ticket(fixture))?;
    query.read(script.answer(&query.request, START))
}

fn run(job: Job, script: &mut Script) -> Result<(Output, Ticket)> {
    let mut drive = Drive::of(job);
    while let Some(request) = drive.next()? {
        let answer = script.answer(&request, drive.now);
        drive.job.receive(drive.time(), answer).result?;
    }
    match drive.job.step(drive.time())? {
        Step::Done(delivery) => Ok((delivery.output.clone(), delivery.ticket.clone())),
        step => panic!("the job is not done: {step:?}"),
    }
}

/// The exchanges that are expected.
struct Script<'a> {
    provider: &'static Provider,
    /// Media types of local images.
    images: Vec<Option<String>>,
    exchanges: &'a [Exchange],
    next: usize,
    sent: usize,
    /// When the last was sent.
    last: f64,
}

impl Script<'_> {
    fn answer(&mut self, request: &HttpRequest, now: f64) -> Answer {
        let sent = self.describe(request);
        let Some(exchange) = self.exchanges.get(self.next) else {
            panic!("exchange {} is not in the fixture: {sent:#}", self.sent + 1);
        };
        self.sent += 1;
        assert_eq!(sent, exchange.send, "exchange {} (left: what is sent, right: the fixture)", self.sent);
        if let Some(at) = exchange.at {
            assert_eq!(now - START, at as f64, "when exchange {} is sent, in ms", self.sent);
        }
        if let Some(after) = exchange.after {
            assert_eq!(now - self.last, after as f64, "how long exchange {} waits, in ms", self.sent);
        }
        self.last = now;
        if !exchange.repeats {
            self.next += 1;
        }
        receive(&exchange.receive)
    }

    fn is_at_its_end(&self) {
        let left = self.exchanges[self.next..].iter().filter(|exchange| !exchange.repeats).count();
        assert_eq!(left, 0, "exchanges of the fixture that were not requested");
    }

    /// Returns a request as fixtures have it.
    fn describe(&self, request: &HttpRequest) -> Value {
        let mut sent = Map::from_iter([("method".to_owned(), request.method.as_str().into())]);
        match &request.address {
            Address::Provider(path) => {
                let (name, value) = match self.provider.key {
                    KeyHeader::Bearer => ("Authorization", "Bearer <key>"),
                    KeyHeader::Plain(name) => (name, "<key>"),
                };
                sent.insert("path".to_owned(), path.as_str().into());
                sent.insert("headers".to_owned(), json!({ name: value }));
            }
            // The key is not sent.
            Address::Storage(url) => {
                sent.insert("url".to_owned(), url.as_str().into());
            }
        }
        let body = match &request.body {
            Body::Empty => return Value::Object(sent),
            Body::Image(image) => format!("<image {image}>").into(),
            Body::Json(text) => serde_json::from_str(text).expect("a body is JSON"),
            Body::Template(parts) => {
                let text: String = parts.iter().map(|part| self.fill(part)).collect();
                serde_json::from_str(&text).expect("a body is JSON")
            }
        };
        sent.insert("body".to_owned(), body);
        Value::Object(sent)
    }

    fn fill(&self, part: &Part) -> String {
        match part {
            Part::DataUri(image) => {
                let media_type = self.images[*image].as_ref().expect("a hole is for a local image");
                format!("data:{media_type};base64,<image {image}>")
            }
            Part::Text(text) => text.clone(),
        }
    }
}

fn receive(receive: &Receive) -> Answer {
    match receive {
        Receive::Lost(loss) => Err(match loss.lost {
            Lost::Failed => TransportError::Failed,
            Lost::TimedOut => TransportError::TimedOut,
            Lost::TooLong => TransportError::TooLong,
        }),
        Receive::Reply(Reply { status, headers, body, text }) => {
            let parsed = text.as_ref().and_then(|text| serde_json::from_str(text).ok());
            let body: Option<Value> = body.clone().or(parsed);
            let retry_after = headers.get("Retry-After").cloned();
            Ok(HttpResponse { retry_after, ..HttpResponse::new(*status, body.map(Json::from)) })
        }
    }
}

fn ended<T>(result: Result<T>, describe: impl FnOnce(T) -> Value) -> (Value, String) {
    match result {
        Ok(value) => (describe(value), String::new()),
        Err(error) => failed(&error),
    }
}

fn failed(error: &Error) -> (Value, String) {
    (json!({ "error": described(error) }), error.message.clone())
}

/// An error as a page gets it, without sentences, the excerpt of the reply, and the package's own code.
fn described(error: &Error) -> Value {
    let mut error = value(error.clone());
    let members = error.as_object_mut().unwrap();
    members.remove("message");
    members.remove("providerMessage");
    members.remove("raw");
    let code = members.get("code").and_then(Value::as_str);
    if code.is_some_and(|code| code.starts_with("PLANTAIN_")) {
        members.remove("code");
    }
    error
}

/// A finished job as a page gets it, without the reply.
fn done(output: Output, ticket: &Ticket) -> Value {
    value(Json::object(vec![
        ("images", output.images.into()),
        ("withheld", Some(output.withheld).filter(|withheld| !withheld.is_empty()).into()),
        ("description", output.description.into()),
        ("cost", output.cost.into()),
        ("ticket", ticket.into()),
    ]))
}

fn state(state: JobState) -> Value {
    let state = match state {
        JobState::Cancelled { amount, .. } => {
            vec![("status", "cancelled".into()), ("refunded", amount.into())]
        }
        JobState::Done(Output { images, description, .. }) => {
            vec![("status", "done".into()), ("images", images.into()), ("description", description.into())]
        }
        JobState::Failed { error, refunded } => {
            let error = described(&Error::job_failed(error, refunded));
            vec![("status", "failed".into()), ("error", error.into())]
        }
        JobState::Queued => vec![("status", "queued".into())],
        JobState::Running { progress } => vec![("status", "running".into()), ("progress", progress.into())],
    };
    json!({ "state": value(Json::object(state)) })
}

fn value(json: impl Into<Json>) -> Value {
    serde_json::to_value(json.into()).unwrap()
}

/// Replaces problems with their fields, sorted: the messages are tested elsewhere.
fn only_fields(outcome: &mut Value) {
    if let Some(problems) = outcome.pointer_mut("/error/problems").and_then(Value::as_array_mut) {
        for problem in problems.iter_mut() {
            if let Some(field) = problem.get("field") {
                *problem = field.clone();
            }
        }
        problems.sort_by_key(Value::to_string);
    }
}

/// Makes 7 and 7.0 the same number, as in JavaScript.
fn floats(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(floats).collect(),
        Value::Number(number) => json!(number.as_f64()),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name, floats(value))).collect::<Map<_, _>>().into()
        }
        other => other,
    }
}
