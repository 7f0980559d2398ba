//! One API request with everything that an answer needs.

use std::sync::Arc;

use axum::http::{HeaderMap, Method};

use crate::body::Received;
use crate::faults::Fault;
use crate::fields::Problem;
use crate::inputs::{self, Forms, Picture, Source};
use crate::job::{Ending, Job, Output, Phase, Reason};
use crate::keys::{self, Verdict};
use crate::models::{self, Model};
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
    /// The number of the request in the log.
    pub sequence: u64,
    pub session: Arc<Session>,
    pub options: SessionOptions,
    pub world: Arc<World>,
}

impl RequestContext {
    /// Judges the key where the provider wants it.
    pub fn verdict(&self, provider: Provider) -> Verdict {
        let judge = if provider == Provider::Pixazo { keys::subscription } else { keys::bearer };
        judge(&self.headers, &self.options.key)
    }

    /// Returns the models at a path.
    pub fn at(&self, provider: Provider, path: &str) -> Vec<&Model> {
        models::at(provider, &self.options.models, path).collect()
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

    /// Reads images, and keeps the name of each one's field. Errors: each that is wrong.
    pub fn sources(
        &self,
        pictures: Vec<Picture>,
        forms: Forms,
    ) -> Result<Vec<(String, Source)>, Vec<Problem>> {
        let mut sources = Vec::new();
        let mut problems = Vec::new();
        for picture in pictures {
            let field = picture.name.clone();
            match inputs::read(picture, forms, &self.world, &self.session) {
                Ok(source) => sources.push((field, source)),
                Err(message) => problems.push(Problem { field, message }),
            }
        }
        if problems.is_empty() { Ok(sources) } else { Err(problems) }
    }

    /// Returns the address of an output.
    pub fn address(&self, output: &Output) -> String {
        format!("{}/{}/files/{}", self.world.api, self.session.name, output.name)
    }
}
