//! Creates jobs: decodes the inputs, stores the job, and draws its images while it runs.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use image::RgbImage;
use jiff::Timestamp;
use serde_json::{Map, Value};
use tokio::time::Instant;

use crate::context::RequestContext;
use crate::drawing::{self, Format, Sketch};
use crate::faults::Fault;
use crate::fields::Problem;
use crate::inputs::{Forms, Source};
use crate::job::{Ending, Job, Output, Reason};
use crate::keys::Verdict;
use crate::models::{Input, Model};
use crate::options::{Queue, SessionOptions};
use crate::provider::Provider;
use crate::session::{File, Session, World};

/// A submit whose body was read as JSON.
pub struct Submit {
    /// The input of the model. `None`: the session's options discard it.
    pub body: Option<Map<String, Value>>,
    /// The format of the images where the request names none.
    pub format: Format,
    pub forms: Forms,
    pub id: String,
    pub model: Model,
    /// The prefix of the names of fields in problems.
    pub prefix: &'static str,
    pub provider: Provider,
    pub queue: Queue,
}

/// Why no job was created.
#[derive(Debug)]
pub enum Refusal {
    Fields(Vec<Problem>),
    NoCredit,
    Prompt,
    TooManyJobs,
}

/// Checks a submit, creates its job and starts to draw its images. Of a job that is done at once, they are drawn before
/// the submit is answered: the first poll finds it completed.
pub async fn accept(context: &RequestContext, submit: Submit) -> Result<Job, Refusal> {
    let (world, session, fault) = (&context.world, &context.session, context.fault.as_ref());
    let Submit { body, format, forms, id, model, prefix, provider, queue } = submit;
    let input = match body {
        Some(body) => model.read(body, prefix).map_err(Refusal::Fields)?,
        None => Input::unread(),
    };
    let sources = context.sources(input.pictures, forms).map_err(Refusal::Fields)?;
    if context.verdict(provider) == Verdict::NoCredit {
        return Err(Refusal::NoCredit);
    }
    if input.prompt.contains("[refuse]") || fault.is_some_and(|fault| fault.moderation) {
        return Err(Refusal::Prompt);
    }
    let options = session.state().options.clone();
    let longest = options.longest_side.unwrap_or(input.longest).min(input.longest).max(16);
    let sketch = Sketch {
        count: input.count,
        format: input.format.unwrap_or(format),
        longest,
        images: decode(world, sources, longest).await?,
        prompt: input.prompt.clone(),
        ratio: input.ratio,
    };
    let job = Job {
        aged: Duration::ZERO,
        cost: input.cost,
        created: Instant::now(),
        created_at: Timestamp::now(),
        ending: ending(&input.prompt, fault),
        id,
        inline: input.inline,
        lasts: duration(&input.prompt, &options),
        model: model.id,
        outputs: None,
        prompt: input.prompt,
        provider,
        queue,
    };
    store(session, &job, options.max_concurrent_jobs)?;
    let drawing = tokio::spawn(deliver(Arc::clone(world), Arc::clone(session), job.clone(), sketch));
    if job.lasts.is_zero() {
        // A failure is stored with the job.
        let _ = drawing.await;
    }
    Ok(job)
}

/// Stores a job, unless its provider has too many unfinished ones.
fn store(session: &Session, job: &Job, max_concurrent_jobs: Option<usize>) -> Result<(), Refusal> {
    let mut state = session.state();
    let unfinished = state.jobs.values().filter(|old| old.provider == job.provider && !old.is_over()).count();
    if max_concurrent_jobs.is_some_and(|most| unfinished >= most) {
        return Err(Refusal::TooManyJobs);
    }
    state.jobs.insert(job.id.clone(), job.clone());
    Ok(())
}

fn duration(prompt: &str, options: &SessionOptions) -> Duration {
    if prompt.contains("[slow]") { SLOW } else { Duration::from_millis(options.job_ms) }
}

/// Returns the longer side that a resolution class stands for, in pixels.
pub fn longest(class: &str) -> u32 {
    match class {
        "0.5K" => 512,
        "2K" => 2048,
        "3K" => 3072,
        "4K" | "4k" => 4096,
        "720p" => 1280,
        "1080p" => 1920,
        _ => 1024,
    }
}

fn ending(prompt: &str, fault: Option<&Fault>) -> Ending {
    if let Some(failed) = fault.and_then(|fault| fault.failed_job.as_ref()) {
        return Ending::Fails {
            code: failed.code.clone(),
            message: failed.message.clone(),
            reason: Reason::Broken,
        };
    }
    if prompt.contains("[fail]") {
        return Ending::Fails { code: None, message: None, reason: Reason::Broken };
    }
    Ending::Succeeds
}

async fn decode(
    world: &World,
    sources: Vec<(String, Source)>,
    longest: u32,
) -> Result<Vec<RgbImage>, Refusal> {
    let mut images = Vec::with_capacity(sources.len());
    for (field, source) in sources {
        let permit = world.drawing_permits.acquire().await;
        let decoded = tokio::task::spawn_blocking(move || match source {
            Source::Bytes(bytes) => drawing::decode(&bytes, longest).map_err(|error| error.to_string()),
            Source::Foreign(address) => Ok(drawing::placeholder(&address)),
        })
        .await;
        drop(permit);
        let decoded = decoded.unwrap_or_else(|error| Err(error.to_string()));
        let problem = |error| Problem { field, message: format!("could not be read as an image: {error}") };
        images.push(decoded.map_err(|error| Refusal::Fields(vec![problem(error)]))?);
    }
    Ok(images)
}

async fn deliver(world: Arc<World>, session: Arc<Session>, job: Job, sketch: Sketch) {
    let format = sketch.format;
    let sketch = Arc::new(sketch);
    let mut outputs = Vec::new();
    for index in 0..sketch.count {
        let permit = world.drawing_permits.acquire().await;
        let copy = Arc::clone(&sketch);
        let drawn = tokio::task::spawn_blocking(move || drawing::draw(&copy, index)).await;
        drop(permit);
        let Ok(Ok(drawing)) = drawn else {
            let mut state = session.state();
            if let Some(job) = state.jobs.get_mut(&job.id) {
                job.ending = Ending::Fails { code: None, message: None, reason: Reason::Broken };
            }
            return;
        };
        let name = format!("{}_{index}.{}", job.id, format.extension());
        outputs.push(Output {
            height: drawing.height,
            media_type: format.media_type(),
            name: name.clone(),
            size: drawing.bytes.len(),
            width: drawing.width,
        });
        let file = File {
            bytes: Bytes::from(drawing.bytes),
            media_type: format.media_type(),
            provider: job.provider,
        };
        session.state().files.insert(name, file);
    }
    if let Some(job) = session.state().jobs.get_mut(&job.id) {
        job.outputs = Some(outputs);
    }
}

/// The duration of a job whose prompt has `[slow]`.
const SLOW: Duration = Duration::from_secs(30);
