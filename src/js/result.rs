//! What callers get.

use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::Url;

use crate::browser::body::Files;
use crate::browser::plain;
use crate::browser::prepare::Prepared;
use crate::media::ImageInfo;
use crate::protocol::estimate::Money;
use crate::protocol::question::Question;
use crate::protocol::{Document, Error, JobState, Output, OutputImage, Ticket, failure};

use super::image;

/// Gives a finished job.
pub fn done(output: Output, ticket: &Ticket, reply: Document, files: &Files) -> JsValue {
    let record = Finished {
        images: pageable(output.images),
        description: output.description,
        cost: output.cost,
        ticket,
        prepared: files.iter().flatten().map(Prepared::of).collect(),
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

/// What the headers of an image say.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Inspected {
    media_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    orientation: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    alpha: Option<bool>,
    animated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    bit_depth: Option<u8>,
    exif: bool,
    gps: bool,
    icc: bool,
    iptc: bool,
    xmp: bool,
    complete: bool,
}

impl Inspected {
    pub fn of(info: &ImageInfo) -> Self {
        let ImageInfo {
            orientation, alpha, animated, bit_depth, exif, gps, icc, iptc, xmp, complete, ..
        } = *info;
        let (width, height) = info.shown_size().map(|size| (size.width, size.height)).unzip();
        let media_type = info.format.media_type();
        Self {
            media_type,
            width,
            height,
            orientation,
            alpha,
            animated,
            bit_depth,
            exif,
            gps,
            icc,
            iptc,
            xmp,
            complete,
        }
    }
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
    prepared: Vec<Prepared>,
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
