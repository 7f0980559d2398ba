//! The loop of the browser, with a clock that the test moves.

use std::time::Duration;

use plantain::job::error::{Error, Result};
use plantain::job::purpose::Purpose;
use plantain::job::{Job, Step};
use plantain::provider::ticket::Ticket;
use plantain::wire::http::{Address, Answer, Body, HttpRequest};
use plantain::wire::json::Json;
use plantain::wire::timestamp::Timestamp;
use serde_json::{Value, json};

use super::request;

/// A job, the time by the clock, and what was sent so far.
pub struct Drive {
    pub job: Job,
    /// Milliseconds since 1970.
    pub now: f64,
    pub sent: Vec<Sent>,
    /// Every pause so far.
    pub pauses: Vec<Duration>,
}

/// One request that left.
#[derive(Clone, Debug)]
pub struct Sent {
    pub purpose: Purpose,
    /// Seconds since the start.
    pub at: f64,
    pub path: String,
    pub body: Body,
}

/// 2026-02-18, 12:00 UTC.
pub const START: f64 = 1_771_416_000_000.0;

impl Drive {
    pub fn new(request: &Value, seconds: u64) -> Self {
        let request = request::validate(request).expect("the request is right");
        let (now, timeout) = (Timestamp::from_millis(START), Duration::from_secs(seconds));
        Self::of(Job::new(request, now, timeout))
    }

    /// Goes on with a job that was accepted a minute ago.
    pub fn resume(provider: &str, seconds: u64) -> Self {
        let model = request::edit_model(provider);
        let queue = (provider == "pixazo").then_some("getStatus");
        let ticket = json!({ "provider": provider, "model": model, "job": JOB, "queue": queue, "submittedAt": START - 60_000.0 });
        let ticket = Ticket::read(&Json::from(ticket)).unwrap();
        let (now, timeout) = (Timestamp::from_millis(START), Duration::from_secs(seconds));
        Self::of(Job::resume(ticket, now, timeout))
    }

    /// A job that begins at [`START`].
    pub fn of(job: Job) -> Self {
        Self { job, now: START, sent: Vec::new(), pauses: Vec::new() }
    }

    pub fn time(&self) -> Timestamp {
        Timestamp::from_millis(self.now)
    }

    pub fn seconds(&self) -> f64 {
        (self.now - START) / 1000.0
    }

    /// Sleeps until there is something to send, and sends it. Nothing: the job is done.
    pub fn send(&mut self) -> Result<Option<Sent>> {
        let Some(request) = self.next()? else { return Ok(None) };
        assert!(self.sent.len() < 2_000, "it sends without end");
        let sent = self.note(&request);
        self.sent.push(sent.clone());
        Ok(Some(sent))
    }

    /// Sleeps until there is something to send, and returns it. Nothing: the job is done.
    pub fn next(&mut self) -> Result<Option<HttpRequest>> {
        for _ in 0..100_000 {
            match self.job.step(self.time())? {
                Step::Done(_) => return Ok(None),
                Step::Send(request) => return Ok(Some(request)),
                Step::Wait(pause) => {
                    self.pauses.push(pause);
                    self.now += pause.as_millis() as f64;
                    self.job.poll_soon(self.time());
                }
            }
        }
        panic!("the job never ends")
    }

    /// Sends the next request and takes its answer.
    pub fn exchange(&mut self, answer: Answer) -> Result<Option<Sent>> {
        let sent = self.send()?;
        if sent.is_some() {
            self.job.receive(self.time(), answer).result?;
        }
        Ok(sent)
    }

    /// Goes on to the end.
    pub fn run(&mut self, mut answer: impl FnMut(&Sent) -> Answer) -> Result<()> {
        while let Some(sent) = self.send()? {
            self.job.receive(self.time(), answer(&sent)).result?;
        }
        Ok(())
    }

    /// Goes on to the error that ends the job.
    pub fn run_to_error(&mut self, answer: impl FnMut(&Sent) -> Answer) -> Error {
        *self.run(answer).expect_err("the job ends in an error")
    }

    pub fn count(&self, purpose: Purpose) -> usize {
        self.sent.iter().filter(|sent| sent.purpose == purpose).count()
    }

    /// Describes a request that leaves now.
    pub fn note(&self, request: &HttpRequest) -> Sent {
        let (Address::Provider(path) | Address::Storage(path)) = &request.address;
        let (path, body) = (path.clone(), request.body.clone());
        Sent { purpose: self.job.purpose(), at: self.seconds(), path, body }
    }
}

pub const JOB: &str = "43c9e643-0693-4f99-9e92-ff15ef6d1c55";

/// A request by addresses alone, for each provider's first model.
pub fn request(provider: &str) -> Value {
    let model = request::edit_model(provider);
    json!({ "provider": provider, "model": model, "prompt": "a hat", "images": ["https://example.com/1.jpg"] })
}

/// A request with local images at the provider that wants uploads.
pub fn local(images: usize) -> Value {
    let images = vec![json!({ "file": "image/jpeg" }); images];
    let mut request = request("pixelbyte");
    request["images"] = images.into();
    request
}

pub const PROVIDERS: [&str; 4] = ["pixelbyte", "mulerun", "mulerouter", "pixazo"];
