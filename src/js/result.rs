//! What callers get.

use wasm_bindgen::JsValue;
use web_sys::Url;

use crate::browser::plain;
use crate::protocol::question::Question;
use crate::protocol::{Document, JobState, Output, OutputImage, Ticket, failure};

use super::image;

/// Gives a finished job.
pub fn done(output: Output, ticket: &Ticket, mut reply: Document) -> JsValue {
    reply.leave_out_inline_images();
    plain::object(Document::object(vec![
        ("images", pageable(output.images).into()),
        ("description", output.description.into()),
        ("cost", output.cost.into()),
        ("ticket", ticket.into()),
        ("raw", reply),
    ]))
}

/// Gives where a job stands.
pub fn state(state: JobState, question: &Question) -> JsValue {
    let (status, member) = match state {
        JobState::Cancelled { refunded } => ("cancelled", ("refunded", refunded.into())),
        JobState::Done(output) => {
            return plain::object(Document::object(vec![
                ("status", "done".into()),
                ("images", pageable(output.images).into()),
                ("description", output.description.into()),
            ]));
        }
        JobState::Failed { fault, refunded } => {
            ("failed", ("error", failure::failed(fault, refunded).of(question.ticket()).into()))
        }
        JobState::Queued => ("queued", ("progress", Document::Null)),
        JobState::Running { progress } => ("running", ("progress", progress.into())),
    };
    plain::object(Document::object(vec![("status", status.into()), member]))
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
