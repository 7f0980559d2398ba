//! When Plantain asks: the real job, driven with a clock that is made up.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use plantain::input::request::{RequestInput, Value};
use plantain::input::validate::Reencode;
use plantain::job::error::Error;
use plantain::job::{Job, Step};
use plantain::provider::request::ImageRequest;
use plantain::wire::http::HttpResponse;
use plantain::wire::timestamp::Timestamp;
use serde_json::json;

/// Times of questions by what the provider estimates, each worked out once.
#[derive(Default)]
pub struct Asked(BTreeMap<Option<u64>, Vec<Vec<f64>>>);

impl Asked {
    /// Gives, for each of [`JOBS`] jobs that never end, the seconds from the submit's reply to each question.
    pub fn with_estimate(&mut self, seconds: Option<f64>) -> Result<&[Vec<f64>]> {
        let millis = seconds.map(|seconds| (seconds * 1000.0) as u64);
        Ok(match self.0.entry(millis) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                unknown.insert((0..JOBS).map(|number| questions(number, millis)).collect::<Result<_>>()?)
            }
        })
    }
}

/// Gives the typical time of the model that is asked about.
pub fn typical_seconds() -> Result<f64> {
    Ok(request()?.model().typical_seconds.into())
}

fn questions(number: u32, estimate: Option<u64>) -> Result<Vec<f64>> {
    let start = Timestamp::parse_iso(START).context("the start is no time")?;
    let mut job = Job::new(request()?, start, LIFETIME);
    let Step::Send(_) = job.step(start).map_err(ended)? else {
        bail!("a job does not begin with its submit")
    };
    let accepted = json!({ "jobId": format!("job_{number}"), "estimatedCompletionTime": estimate.map(iso) });
    job.receive(start, Ok(reply(accepted))).map_err(ended)?;
    let (mut now, mut asked) = (start, Vec::new());
    while now.since(start) < HORIZON {
        match job.step(now).map_err(ended)? {
            Step::Done(..) => bail!("a job that is in progress is done"),
            Step::Send(_) => {
                asked.push(now.since(start).as_secs_f64());
                job.receive(now, Ok(reply(json!({ "status": "processing" })))).map_err(ended)?;
            }
            Step::Wait(pause) => now = now.after(pause),
        }
    }
    Ok(asked)
}

fn ended(error: Box<Error>) -> anyhow::Error {
    anyhow!("a job ended: {error:?}")
}

fn request() -> Result<ImageRequest> {
    let mut draft = RequestInput::default();
    for (name, value) in [("provider", PROVIDER), ("model", MODEL), ("prompt", "a red hat")] {
        draft.set(name, Value::Text(value.to_owned()));
    }
    draft.check(Reencode::Never).map_err(|problems| anyhow!("the request is wrong: {problems:?}"))
}

fn reply(body: serde_json::Value) -> HttpResponse {
    HttpResponse { status: 200, retry_after: None, body: Some(body.into()) }
}

/// Writes the time of day this many milliseconds after [`START`], within its first hour.
fn iso(millis: u64) -> String {
    let (seconds, millis) = (millis / 1000, millis % 1000);
    format!("2026-01-01T00:{:02}:{:02}.{millis:03}Z", seconds / 60, seconds % 60)
}

const PROVIDER: &str = "pixelbyte";
/// Takes text alone, so that no image has to be uploaded first.
const MODEL: &str = "google/nano-banana-dev/text-to-image";
const START: &str = "2026-01-01T00:00:00Z";
/// Jobs over which the jitter evens out.
const JOBS: u32 = 100;
/// Past this hardly a job goes on, even of those that scatter the most.
const HORIZON: Duration = Duration::from_secs(3_000);
const LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);
