//! The images of a request: data URIs, files of this session, and addresses elsewhere.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use crate::drawing;
use crate::session::{Session, World};

/// An image still to be decoded.
#[derive(Clone, Debug)]
pub enum Source {
    Bytes(Bytes),
    /// An address that is not fetched; a placeholder stands in.
    Foreign(String),
}

/// An image of a submit.
#[derive(Debug)]
pub struct Picture {
    /// A URL or a data URI.
    pub address: String,
    /// The formats of data URIs: `png`.
    pub formats: Vec<String>,
    /// The most bytes of a data URI's image.
    pub most: Option<usize>,
    /// The name of its field.
    pub name: String,
}

/// The forms of an image that a provider accepts.
#[derive(Clone, Copy, Debug)]
pub struct Forms {
    pub data: bool,
    pub http: bool,
}

/// Reads an image of a submit. Errors: a sentence about the problem.
pub fn read(picture: Picture, forms: Forms, world: &World, session: &Session) -> Result<Source, String> {
    let Picture { address: item, formats, most, .. } = picture;
    let own = format!("{}/{}/", world.api, session.name);
    if let Some(path) = item.strip_prefix(&own) {
        return of_this_session(path, session);
    }
    if item.starts_with("data:") {
        return if forms.data {
            data_uri(&item, &formats, most)
        } else {
            Err("must be an https URL".to_owned())
        };
    }
    let https = item.strip_prefix("https://");
    let http = if forms.http { item.strip_prefix("http://") } else { None };
    match https.or(http) {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace) => {
            Ok(Source::Foreign(item))
        }
        _ if forms.data => Err("must be a URL or a data URI".to_owned()),
        _ => Err("must be an https URL".to_owned()),
    }
}

fn of_this_session(path: &str, session: &Session) -> Result<Source, String> {
    let state = session.state();
    if let Some(name) = path.strip_prefix("files/") {
        return match state.files.get(name) {
            Some(file) => Ok(Source::Bytes(file.bytes.clone())),
            None => Err("could not be fetched".to_owned()),
        };
    }
    let upload = state.uploads.values().find(|upload| upload.path == path);
    match upload {
        Some(upload) if upload.is_gone() => Err("could not be fetched: the file has expired".to_owned()),
        Some(upload) => match (&upload.bytes, upload.stored) {
            (Some(bytes), _) => Ok(Source::Bytes(bytes.clone())),
            // Its bytes were discarded, as the session's options say.
            (None, true) => Ok(Source::Foreign(upload.path.clone())),
            (None, false) => Err("could not be fetched: nothing was uploaded".to_owned()),
        },
        None => Err("could not be fetched".to_owned()),
    }
}

/// Reads `data:image/png;base64,…` strictly: the declared type must be that of the bytes, also where a provider would
/// not check it.
fn data_uri(text: &str, formats: &[String], most: Option<usize>) -> Result<Source, String> {
    let (head, base64) = text
        .strip_prefix("data:")
        .and_then(|rest| rest.split_once(";base64,"))
        .ok_or_else(|| "must be a URL or a data URI like data:image/png;base64,…".to_owned())?;
    let declared = match head {
        "image/jpg" => "image/jpeg",
        other => other,
    };
    if !formats.iter().any(|format| declared.strip_prefix("image/") == Some(format)) {
        return Err(format!("has an unsupported media type: {declared}"));
    }
    let bytes = STANDARD.decode(base64).map_err(|error| format!("is not valid base64: {error}"))?;
    match drawing::media_type(&bytes) {
        _ if most.is_some_and(|most| bytes.len() > most) => Err("is too large".to_owned()),
        Some(found) if found == declared => Ok(Source::Bytes(bytes.into())),
        Some(found) => Err(format!("is declared as {declared} but is {found}")),
        None => Err("is not an image".to_owned()),
    }
}
