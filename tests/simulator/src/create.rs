//! Creates jobs: decodes the inputs, stores the job, and draws its images while it runs.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use image::RgbImage;
use jiff::Timestamp;
use tokio::time::Instant;

use crate::drawing::{self, Format, Sketch};
use crate::faults::Fault;
use crate::inputs::Source;
use crate::job::{Ending, Job, Output, Reason};
use crate::options::Queue;
use crate::provider::Provider;
use crate::session::{File, Session, World};

/// A checked submit.
pub struct JobSpec {
    /// In millionths of a dollar; 0 where the provider publishes no price.
    pub cost: u64,
    pub count: u32,
    pub format: Format,
    pub id: String,
    pub inline: bool,
    pub longest: u32,
    pub model: String,
    pub prompt: String,
    pub provider: Provider,
    pub queue: Queue,
    pub ratio: Option<(u32, u32)>,
    pub sources: Vec<Source>,
}

/// Why no job was created.
#[derive(Debug)]
pub enum Refusal {
    /// The input with this index is not an image.
    Image(usize, String),
    Prompt,
    TooManyJobs,
}

/// Creates the job of a checked submit and starts to draw its images.
pub async fn accept(
    world: &Arc<World>,
    session: &Arc<Session>,
    fault: Option<&Fault>,
    spec: JobSpec,
) -> Result<Job, Refusal> {
    if spec.prompt.contains("[refuse]") || fault.is_some_and(|fault| fault.moderation) {
        return Err(Refusal::Prompt);
    }
    let options = session.state().options.clone();
    let longest = options.longest_side.unwrap_or(spec.longest).clamp(16, spec.longest);
    let images = decode(world, spec.sources, longest).await?;
    let sketch = Sketch {
        count: spec.count,
        format: spec.format,
        longest,
        images,
        prompt: spec.prompt.clone(),
        ratio: spec.ratio,
    };
    let lasts = if spec.prompt.contains("[slow]") { SLOW } else { Duration::from_millis(options.job_ms) };
    let job = Job {
        cost: spec.cost,
        created: Instant::now(),
        created_at: Timestamp::now(),
        ending: ending(&spec.prompt, fault),
        id: spec.id,
        inline: spec.inline,
        lasts,
        model: spec.model,
        outputs: None,
        prompt: spec.prompt,
        provider: spec.provider,
        queue: spec.queue,
    };
    {
        let mut state = session.state();
        let busy = state.jobs.values().filter(|old| old.provider == job.provider && !old.is_over()).count();
        if options.max_concurrent_jobs.is_some_and(|most| busy >= most) {
            return Err(Refusal::TooManyJobs);
        }
        state.jobs.insert(job.id.clone(), job.clone());
    }
    tokio::spawn(deliver(Arc::clone(world), Arc::clone(session), job.clone(), sketch));
    Ok(job)
}

/// Reads a ratio such as `16:9`.
pub fn ratio(text: &str) -> Option<(u32, u32)> {
    let (width, height) = text.split_once(':')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

/// Returns the longer side that a resolution class stands for, in pixels.
pub fn longest(class: &str) -> u32 {
    match class {
        "4k" | "4K" => 4096,
        "2k" | "2K" => 2048,
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

async fn decode(world: &World, sources: Vec<Source>, longest: u32) -> Result<Vec<RgbImage>, Refusal> {
    let mut images = Vec::with_capacity(sources.len());
    for (index, source) in sources.into_iter().enumerate() {
        let permit = world.drawing_permits.acquire().await;
        let decoded = tokio::task::spawn_blocking(move || match source {
            Source::Bytes(bytes) => drawing::decode(&bytes, longest).map_err(|error| error.to_string()),
            Source::Foreign(address) => Ok(drawing::placeholder(&address)),
        })
        .await;
        drop(permit);
        let decoded = decoded.unwrap_or_else(|error| Err(error.to_string()));
        images.push(decoded.map_err(|error| Refusal::Image(index, error))?);
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

const SLOW: Duration = Duration::from_secs(30);
