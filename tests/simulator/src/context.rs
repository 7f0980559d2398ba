//! One API request with everything that an answer needs.

use std::sync::Arc;

use axum::http::{HeaderMap, Method};

use crate::body::Received;
use crate::faults::Fault;
use crate::inputs::{self, Forms, Source};
use crate::job::{Ending, Job, Output, Phase, Reason};
use crate::keys::{self, Verdict};
use crate::options::SessionOptions;
use crate::provider::Provider;
use crate::session::{Session, World};

pub struct RequestContext {
    pub body: Received,
    pub fault: Option<Fault>,
    pub headers: HeaderMap,
    pub method: Method,
    pub query: Vec<(String, String)>,
    /// The path after the provider's name, in parts.
    pub segments: Vec<String>,
    pub session: Arc<Session>,
    pub options: SessionOptions,
    pub world: Arc<World>,
}

impl RequestContext {
    pub fn bearer(&self) -> Verdict {
        keys::bearer(&self.headers, &self.options.key)
    }

    pub fn subscription(&self) -> Verdict {
        keys::subscription(&self.headers, &self.options.key)
    }

    /// Removes the body and returns it as a JSON object. Errors: as `Received::take_object`.
    pub fn take_object(&mut self) -> Result<serde_json::Map<String, serde_json::Value>, crate::body::Unfit> {
        let content_type = self.headers.get("content-type").and_then(|value| value.to_str().ok());
        self.body.take_object(content_type)
    }

    /// Returns the job that is polled, after the request's fault has changed it.
    pub fn job(&self, provider: Provider, id: &str) -> Option<Job> {
        let mut state = self.session.state();
        let job = state.jobs.get_mut(id).filter(|job| job.provider == provider)?;
        if let Some(fault) = &self.fault {
            if let Some(failed) = &fault.failed_job {
                job.fail_now(Ending::Fails {
                    code: failed.code.clone(),
                    message: failed.message.clone(),
                    reason: Reason::Broken,
                });
            } else if fault.moderation {
                job.fail_now(Ending::Fails { code: None, message: None, reason: Reason::Moderation });
            }
        }
        Some(job.clone())
    }

    /// Returns the phase of a job. A job whose status a fault replaces by an unknown word shows no images yet.
    pub fn phase(&self, job: &Job) -> Phase {
        if self.fault.as_ref().is_some_and(|fault| fault.unknown_status.is_some()) {
            return Phase::Processing;
        }
        job.phase()
    }

    /// Reads image addresses. Errors: index and sentence of each that is wrong.
    pub fn sources(&self, items: Vec<String>, forms: Forms) -> Result<Vec<Source>, Vec<(usize, String)>> {
        let mut sources = Vec::new();
        let mut problems = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            match inputs::read(item, forms, &self.world, &self.session) {
                Ok(source) => sources.push(source),
                Err(problem) => problems.push((index, problem)),
            }
        }
        if problems.is_empty() { Ok(sources) } else { Err(problems) }
    }

    /// Returns the address of an output.
    pub fn address(&self, output: &Output) -> String {
        format!("{}/{}/files/{}", self.world.api, self.session.name, output.name)
    }
}
