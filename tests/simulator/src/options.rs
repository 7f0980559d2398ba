//! The options of a session, which a test may change.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::models::OwnModel;

/// How the providers behave in one session. `PUT /<session>/control/options` changes only those that it names.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct SessionOptions {
    /// Whether the API and the storage answer preflights and send `Access-Control-Allow-Origin`.
    pub cors: bool,
    /// Counts and hashes a body past 64 KiB without keeping it; its job is accepted unread. For benchmarks.
    pub discard: bool,
    /// PixelByte's `estimatedCompletionTime`: the true end plus `offsetMs`. `null` leaves the field out.
    pub estimate: Option<Estimate>,
    /// Whether a page may read `Retry-After`.
    pub expose_retry_after: bool,
    /// MuleRun's two names of the task's id.
    pub id_field: IdField,
    /// How long a job takes, in milliseconds: a third of it pending, the rest running.
    pub job_ms: u64,
    /// The valid key. A long random one makes `sawKey` certain; `demo` is searched as a whole word only.
    pub key: String,
    /// The maximum of an output's longer side, in pixels. `null`: the requested size.
    pub longest_side: Option<u32>,
    /// The number of unfinished jobs per provider at which it answers 429. `null`: any number.
    pub max_concurrent_jobs: Option<usize>,
    /// Models that the providers sell besides those of the package, or in place of those with the same ids.
    pub models: Vec<OwnModel>,
    /// Whether a page may read the bytes of an output.
    pub output_cors: bool,
    /// How PixelByte names its outputs.
    pub output_shape: OutputShape,
    /// Which of Pixazo's two queues new jobs go to.
    pub queue: Queue,
    /// Whether PixelByte's `jobs` calls answer flat or wrapped in `data`. Uploads and errors are always wrapped.
    pub shape: Shape,
    /// MuleRun's two vocabularies. `queued` also puts a failed task's error at the root, as `error_code`.
    pub words: Words,
}

impl SessionOptions {
    /// Returns the options of a new session.
    pub fn new(job_ms: u64) -> Self {
        Self { job_ms, ..Self::default() }
    }

    /// Changes what `changes` names. Errors: a field that does not exist, or a value of the wrong type.
    pub fn change(&mut self, changes: Map<String, Value>) -> Result<(), serde_json::Error> {
        let mut all = serde_json::to_value(&*self)?;
        if let Some(fields) = all.as_object_mut() {
            fields.extend(changes);
        }
        *self = serde_json::from_value(all)?;
        Ok(())
    }
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self {
            cors: true,
            discard: false,
            estimate: Some(Estimate { offset_ms: 0 }),
            expose_retry_after: false,
            id_field: IdField::Id,
            job_ms: 3_000,
            key: "demo".to_owned(),
            longest_side: None,
            max_concurrent_jobs: None,
            models: Vec::new(),
            output_cors: true,
            output_shape: OutputShape::Outputs,
            queue: Queue::V2,
            shape: Shape::Flat,
            words: Words::Pending,
        }
    }
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Estimate {
    pub offset_ms: i64,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IdField {
    /// `task_info.id`: newer pages and all clients.
    Id,
    /// `task_info.task_id`: older captures of the documentation.
    TaskId,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum OutputShape {
    /// `output: {imageUrl, metadata}` as in the webhook's payload.
    ImageUrl,
    /// `output: "…"` beside `outputs: [{url, …}]` as on the status page.
    Outputs,
    /// `output: "…"` alone.
    String,
    /// `output: {url, contentType}` as in the quickstart.
    Url,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Queue {
    /// The older queue: a bare id, polled with `POST …/getStatus`.
    GetStatus,
    /// The documented queue: `status` and `polling_url` in the reply, polled with `GET /v2/requests/status/{id}`.
    V2,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Shape {
    Flat,
    Wrapped,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Words {
    /// `pending processing completed failed`: the model's reference pages.
    Pending,
    /// `queued running succeeded failed`: the get-started pages.
    Queued,
}
