//! A request as it would be sent, for the caller's own `fetch`.

use js_sys::Object;
use wasm_bindgen::JsValue;

use crate::browser::call::Call;
use crate::browser::fetch::{connection, exchange};
use crate::browser::files::body::{self, Files};
use crate::browser::js_value::set;
use crate::browser::rejection::Rejection;
use crate::job::error::Error;
use crate::job::purpose::Purpose;
use crate::job::{Job, Step};
use crate::provider::request::ImageRequest;

/// Returns `{ method, url, headers, body }`.
///
/// # Errors
///
/// `invalidRequest` where an upload would be sent first, and the errors of reading the files.
pub async fn build(call: &Call, request: ImageRequest, files: &Files) -> Result<JsValue, Rejection> {
    let provider = request.provider();
    let job = Job::new(request, call.began, call.timeout);
    if job.purpose() != Purpose::Submit {
        return Err(Error::needs_upload(provider).into());
    }
    let name = |image| job.image_name(image);
    let Step::Send(request) = job.step(call.began)? else {
        return Err(Error::no_time_to_send().into());
    };
    let filled = body::fill(&request.body, files, &|_| {}).await;
    let filled = filled.map_err(|(image, error)| error.of_image(&name(image)))?;
    call.check_size(&request, filled.as_ref())?;

    let mut headers = call.connection.headers(&request);
    let built = Object::new();
    set(&built, "method", &request.method.as_str().into());
    set(&built, "url", &call.connection.url(&request).into());
    if let Some(filled) = filled {
        connection::put(&mut headers, "Content-Type", filled.content_type.to_owned());
        let blob = filled.blob().ok_or_else(Error::out_of_memory)?;
        set(&built, "body", &blob);
    }
    set(&built, "headers", &exchange::plain(&headers));
    Ok(built.into())
}
