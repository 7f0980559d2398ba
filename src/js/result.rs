//! Results, states, errors and stored entries as JavaScript values.

use wasm_bindgen::JsValue;

use crate::browser::fetch::connection::LastCause;
use crate::browser::files::body::Files;
use crate::browser::files::prepare;
use crate::browser::js_value::{self, invoke, property};
use crate::browser::page::global;
use crate::job::Delivery;
use crate::job::advice::Advice;
use crate::job::error::Error;
use crate::js::image;
use crate::media::ImageInfo;
use crate::provider::intent::Pending;
use crate::provider::state::{JobState, OutputImage};
use crate::provider::ticket::Ticket;
use crate::wire::json::Json;
use crate::wire::timestamp::Timestamp;

/// Returns a finished job.
pub fn done(delivery: Delivery, files: &Files) -> JsValue {
    let Delivery { output, ticket, mut reply } = delivery;
    reply.leave_out_inline_images();
    js_value::to_js(Json::object(vec![
        ("images", with_object_urls(output.images).into()),
        ("withheld", withheld(output.withheld)),
        ("description", output.description.into()),
        ("cost", output.cost.into()),
        ("ticket", (&ticket).into()),
        ("prepared", prepare::prepared(files)),
        ("raw", reply),
    ]))
}

/// Returns the state of a job. `options` are those of the call.
pub fn state(state: JobState, ticket: &Ticket, options: &JsValue) -> JsValue {
    let (status, member) = match state {
        JobState::Cancelled { amount, .. } => ("cancelled", ("refunded", amount.into())),
        JobState::Done(output) => {
            return js_value::to_js(Json::object(vec![
                ("status", "done".into()),
                ("images", with_object_urls(output.images).into()),
                ("withheld", withheld(output.withheld)),
                ("description", output.description.into()),
            ]));
        }
        JobState::Failed { error, refunded } => {
            let failed = js_value::to_js(Json::object(vec![("status", "failed".into())]));
            let error = self::error(Error::job_failed(error, refunded).of(ticket), options);
            js_value::set(&failed, "error", &error);
            return failed;
        }
        JobState::Queued => ("queued", ("progress", Json::Null)),
        JobState::Running { progress } => ("running", ("progress", progress.into())),
    };
    js_value::to_js(Json::object(vec![("status", status.into()), member]))
}

/// Returns the record of an error; one without a reply has the cause. `options` are those of the call.
pub fn error(error: Error, options: &JsValue) -> JsValue {
    let front_end = property(&property(options, "access"), "frontEnd");
    // An error without a provider is about what the caller gave, and not about a key or a credit.
    let is_relayed = error.provider.is_some() && property(&front_end, "isRelay").is_truthy();
    let has_no_reply = error.is_without_reply();
    let record = record(error, is_relayed);
    let cause = LastCause(options.clone()).get();
    if has_no_reply && cause.is_object() {
        js_value::set(&record, "cause", &cause);
    }
    record
}

/// Returns an entry of a store.
pub fn pending(pending: Pending, now: Timestamp, is_relayed: bool) -> JsValue {
    match pending {
        Pending::Accepted(ticket) => js_value::to_js(Json::object(vec![
            ("state", "accepted".into()),
            ("ticket", Json::from(&ticket)),
            ("ageMs", now.millis_since(ticket.submitted_at).into()),
            ("label", ticket.label),
        ])),
        Pending::Unknown(intent) => {
            let advice = Advice::on(&intent, now, is_relayed);
            let entry = js_value::to_js(Json::object(vec![
                ("state", "unknown".into()),
                ("intent", Json::from(&intent)),
                ("ageMs", now.millis_since(intent.submitted_at).into()),
                ("advice", advice.name().into()),
                ("label", intent.label.clone()),
            ]));
            if let Some(obstacle) = advice.obstacle(&intent, is_relayed) {
                js_value::set(&entry, "error", &record(obstacle, is_relayed));
            }
            entry
        }
    }
}

/// Returns the record of an error. `is_relayed`: the key and the credit are those of the relay's operator.
fn record(error: Error, is_relayed: bool) -> JsValue {
    let record = js_value::to_js(error);
    if is_relayed {
        js_value::set(&record, "relayed", &true.into());
    }
    record
}

/// Returns the addresses that are withheld; null if there are none.
fn withheld(addresses: Vec<String>) -> Json {
    if addresses.is_empty() { Json::Null } else { addresses.into() }
}

/// Returns the facts that were read of an image.
pub fn inspected(info: &ImageInfo) -> Json {
    let (width, height) = info.shown_size().map(|size| (size.width, size.height)).unzip();
    Json::object(vec![
        ("mediaType", info.format.media_type().into()),
        ("width", width.into()),
        ("height", height.into()),
        ("orientation", info.orientation.into()),
        ("alpha", info.alpha.into()),
        ("animated", info.animated.into()),
        ("bitDepth", info.bit_depth.into()),
        ("contentCredentials", info.metadata.content_credentials.into()),
        ("exif", info.metadata.exif.into()),
        ("gps", info.metadata.gps.into()),
        ("icc", info.metadata.icc.into()),
        ("iptc", info.metadata.iptc.into()),
        ("xmp", info.metadata.xmp.into()),
        ("complete", info.complete.into()),
    ])
}

/// Replaces inline images with object URLs.
fn with_object_urls(mut images: Vec<OutputImage>) -> Vec<OutputImage> {
    for image in images.iter_mut().filter(|image| image.is_inline()) {
        // A service worker has no object URLs; there the data URI stays.
        let blob = image::decode(&image.url);
        let url = blob.and_then(|blob| invoke(&property(&global(), "URL"), "createObjectURL", &[&blob]));
        if let Some(url) = url.and_then(|url| url.as_string()) {
            image.url = url;
        }
    }
    images
}
