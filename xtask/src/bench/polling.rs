//! Polls per job and the mean delay until a result is known, beside fixed intervals and the least possible.

use std::collections::BTreeMap;
use std::iter;
use std::time::Duration;

use anyhow::{Context, Error, Result};
use duct::Expression;
use plantain::job::schedule::next_poll;
use plantain::provider::job_id::JobId;
use plantain::provider::ticket::Ticket;
use plantain::providers;
use plantain::wire::json::Json;
use plantain::wire::timestamp::Timestamp;

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

/// Returns the times of a job's polls, under a clock that this moves.
fn polls(number: u32, estimate: Option<f64>) -> Result<Vec<f64>> {
    let provider = providers::find("pixelbyte").context("no such provider")?;
    let known = providers::models(provider).map_err(Error::msg)?.into_iter().find(|model| model.id == MODEL);
    let start = Timestamp::parse_iso("2026-01-01T00:00:00Z").context("the start is not a time")?;
    let ticket = Ticket {
        provider,
        model: MODEL.to_owned(),
        known,
        job: JobId::parse(&format!("job_{number}")).context("not the id of a job")?,
        queue: None,
        submitted_at: start,
        expected_by: estimate.map(|seconds| start.after(Duration::from_secs_f64(seconds))),
        cost: None,
        label: Json::Null,
    };
    let polls = iter::successors(Some(start), |now| Some(now.after(next_poll(&ticket, *now)))).skip(1);
    Ok(polls.map(|now| now.since(start)).take_while(|at| *at < HORIZON).map(|at| at.as_secs_f64()).collect())
}

/// What providers estimate, in seconds: for jobs with medians of 5, 30 and 60 s right, half and twice.
const ESTIMATES: &[f64] = &[2.5, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0];
/// Its typical time bounds the estimates.
const MODEL: &str = "google/nano-banana-dev/text-to-image";
/// Jobs over which the jitter evens out.
const JOBS: u32 = 100;
/// Longer than any job that the script counts.
const HORIZON: Duration = Duration::from_secs(3_000);

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
