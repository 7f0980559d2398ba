//! What callers get.

use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::Url;

use crate::browser::plain;
use crate::protocol::estimate::Money;
use crate::protocol::question::Question;
use crate::protocol::{Document, Error, JobState, Output, OutputImage, Ticket, failure};

use super::image;

/// Gives a finished job.
pub fn done(output: Output, ticket: &Ticket, reply: Document) -> JsValue {
    let record = Finished {
        images: pageable(output.images),
        description: output.description,
        cost: output.cost,
        ticket,
        raw: reply.without_inline_images(),
    };
    plain::object(&record)
}

/// Gives where a job stands.
pub fn state(state: JobState, question: &Question) -> JsValue {
    plain::object(&match state {
        JobState::Cancelled { refunded } => State { refunded, ..State::of("cancelled") },
        JobState::Done(output) => State {
            images: Some(pageable(output.images)),
            description: output.description,
            ..State::of("done")
        },
        JobState::Failed { fault, refunded } => State {
            error: Some(failure::failed(fault, refunded).of(question.ticket())),
            ..State::of("failed")
        },
        JobState::Queued => State::of("queued"),
        JobState::Running { progress } => State { progress, ..State::of("running") },
    })
}

/// Gives images that came inside a reply addresses of their own.
fn pageable(mut images: Vec<OutputImage>) -> Vec<OutputImage> {
    for image in images.iter_mut().filter(|image| image.is_inline()) {
        // A service worker cannot make such addresses and gets the data URI.
        if let Some(url) =
            image::decode(&image.url).and_then(|blob| Url::create_object_url_with_blob(&blob).ok())
        {
            image.url = url;
        }
    }
    images
}

#[derive(Serialize)]
struct Finished<'a> {
    images: Vec<OutputImage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<Money>,
    ticket: &'a Ticket,
    raw: Document,
}

#[derive(Serialize)]
struct State {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    images: Option<Vec<OutputImage>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refunded: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Error>,
}

impl State {
    fn of(status: &'static str) -> Self {
        Self { status, progress: None, images: None, description: None, refunded: None, error: None }
    }
}
