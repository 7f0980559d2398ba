//! Polls per job and the mean delay until a result is known, beside fixed intervals and the least possible.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use duct::Expression;
use plantain::input::request::RequestInput;
use plantain::input::validate::Reencode;
use plantain::input::value::Value;
use plantain::job::error::Error;
use plantain::job::{Job, Step};
use plantain::provider::request::ImageRequest;
use plantain::wire::http::HttpResponse;
use plantain::wire::timestamp::Timestamp;
use serde_json::json;

use crate::files;
use crate::project::Project;

/// Writes the poll times for tests/bench/polling.js, which prints the table and draws `docs/polling.svg`.
pub fn script(project: &Project) -> Result<Expression> {
    let polls = project.target.join("bench").join("polls.json");
    files::write(&polls, &serde_json::to_string(&polls_by_estimate()?)?)?;
    let arguments = ["polling.js".into(), polls, project.at("docs/polling.svg")];
    Ok(project.command_in("tests/bench", "node", arguments))
}

/// Returns the poll times of [`JOBS`] jobs that never end, in seconds since the submit, for each estimate.
fn polls_by_estimate() -> Result<BTreeMap<String, Vec<Vec<f64>>>> {
    let jobs = |estimate| (0..JOBS).map(|number| polls(number, estimate)).collect::<Result<_>>();
    let estimates = ESTIMATES.iter().map(|seconds| Ok((seconds.to_string(), jobs(Some(*seconds))?)));
    estimates.chain([jobs(None).map(|jobs| ("absent".to_owned(), jobs))]).collect()
}

/// Returns the times at which the real [`Job`] polls, under a clock that this moves.
fn polls(number: u32, estimate: Option<f64>) -> Result<Vec<f64>> {
    let start = Timestamp::parse_iso(START).context("the start is not a time")?;
    let mut job = Job::new(request()?, start, LIFETIME);
    let Step::Send(_) = job.step(start).map_err(ended)? else {
        bail!("a job does not begin with its submit")
    };
    let accepted = json!({ "jobId": format!("job_{number}"), "estimatedCompletionTime": estimate.map(iso) });
    job.receive(start, Ok(reply(accepted))).result.map_err(ended)?;
    let (mut now, mut polls) = (start, Vec::new());
    while now.since(start) < HORIZON {
        match job.step(now).map_err(ended)? {
            Step::Done(_) => bail!("a job that is in progress is done"),
            Step::Send(_) => {
                polls.push(now.since(start).as_secs_f64());
                job.receive(now, Ok(reply(json!({ "status": "processing" })))).result.map_err(ended)?;
            }
            Step::Wait(pause) => now = now.after(pause),
        }
    }
    Ok(polls)
}

fn ended(error: Box<Error>) -> anyhow::Error {
    anyhow!("a job ended: {error:?}")
}

fn request() -> Result<ImageRequest> {
    let mut input = RequestInput::default();
    for (name, value) in [("provider", PROVIDER), ("model", MODEL), ("prompt", "a red hat")] {
        input.set(name, Value::Text(value.to_owned()));
    }
    let provider = plantain::providers::find(PROVIDER).context("no such provider")?;
    let models = plantain::providers::models(provider).map_err(anyhow::Error::msg)?;
    input.validate(&models, Reencode::Never).map_err(|problems| anyhow!("the request is wrong: {problems:?}"))
}

fn reply(body: serde_json::Value) -> HttpResponse {
    HttpResponse::new(200, Some(body.into()))
}

/// Returns the time of day this many seconds after [`START`], within its first hour.
fn iso(seconds: f64) -> String {
    format!("2026-01-01T00:{:02}:{:04.1}Z", (seconds / 60.0) as u32, seconds % 60.0)
}

/// What providers estimate, in seconds: for jobs with medians of 5, 30 and 60 s right, half and twice.
const ESTIMATES: &[f64] = &[2.5, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0];
const PROVIDER: &str = "pixelbyte";
/// A model that needs no image, so that nothing is uploaded first.
const MODEL: &str = "google/nano-banana-dev/text-to-image";
const START: &str = "2026-01-01T00:00:00Z";
/// Jobs over which the jitter evens out.
const JOBS: u32 = 100;
/// Longer than any job that the script counts.
const HORIZON: Duration = Duration::from_secs(3_000);
const LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_estimate_has_poll_times_to_the_horizon() {
        let polls = polls_by_estimate().unwrap();
        assert_eq!(polls.len(), ESTIMATES.len() + 1);
        assert!(polls.values().flatten().all(|polls| *polls.last().unwrap() > 2_900.0));
    }
}
