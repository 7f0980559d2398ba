//! What providers answer.

use plantain::job::purpose::Purpose;
pub use plantain::wire::http::Answer;
use plantain::wire::http::{Fragment, HttpResponse, TransportError};
use plantain::wire::json::Json;
use serde_json::{Value, json};

use crate::drive::{JOB, Sent};

pub fn json(status: u16, body: Value) -> Answer {
    Ok(HttpResponse::new(status, Some(Json::from(body))))
}

/// A reply that is no JSON.
pub fn plain(status: u16) -> Answer {
    Ok(HttpResponse::new(status, None))
}

/// A success whose body broke off behind this.
pub fn cut(lost: TransportError, read: Value) -> Answer {
    let fragment = Some(Fragment { lost: Some(lost), read: read.into() });
    Ok(HttpResponse { fragment, ..HttpResponse::new(200, None) })
}

pub fn lost() -> Answer {
    Err(TransportError::Failed)
}

/// Too many calls; come again in so many seconds.
pub fn busy(seconds: u32) -> Answer {
    Ok(HttpResponse { retry_after: Some(seconds.to_string()), ..HttpResponse::new(429, None) })
}

/// A reply that all three providers' readers take: accepted, a place to upload to, or on its way.
pub fn well(sent: &Sent) -> Answer {
    match sent.purpose {
        Purpose::Poll => running(),
        Purpose::Presign => place(1),
        Purpose::Submit => accepted(),
        Purpose::Upload => plain(200),
    }
}

pub fn accepted() -> Answer {
    json(200, json!({ "jobId": JOB, "task_info": { "id": JOB, "status": "pending" }, "request_id": JOB }))
}

pub fn running() -> Answer {
    json(200, json!({ "status": "processing", "task_info": { "status": "processing" } }))
}

pub fn done() -> Answer {
    let image = "https://example.com/out.png";
    json(
        200,
        json!({ "status": "completed", "task_info": { "status": "completed" }, "output": image, "images": [image] }),
    )
}

pub fn place(number: u32) -> Answer {
    let [put, url] = ["storage", "files"].map(|host| format!("https://{host}.example/{number}"));
    json(200, json!({ "data": { "uploadUrl": put, "fileUrl": url } }))
}
