//! Reply shapes that several providers share.

use std::time::Duration;

use crate::provider::error::{ProviderError, ReadError};
use crate::provider::state::{JobState, OutputImage};
use crate::provider::status::Meaning;
use crate::wire::json::Json;
use crate::wire::redact::{quote, quote_word};
use crate::wire::text::shorten;

/// Returns the images that a value links to: one or a list, as URLs or as objects with one or several of them.
///
/// `None` if the value is something else, which no provider documents.
pub fn links(value: &Json) -> Option<Vec<OutputImage>> {
    Some(match value {
        Json::Bool(_) | Json::Number(_) => return None,
        Json::Array(items) => {
            let (mut images, mut has_unknown) = (Vec::new(), false);
            for item in items {
                let read = links(item);
                has_unknown |= read.is_none() || matches!(item, Json::Array(_));
                images.extend(read.unwrap_or_default());
            }
            // Items that cannot be read do not hide the others.
            if images.is_empty() && has_unknown {
                return None;
            }
            images
        }
        Json::Null => Vec::new(),
        Json::Object(_) => linked(value),
        Json::String(url) if url.is_empty() => Vec::new(),
        Json::String(url) => {
            let url = inline(url).unwrap_or_else(|| url.clone());
            vec![OutputImage { url, media_type: None, width: None, height: None }]
        }
    })
}

fn linked(object: &Json) -> Vec<OutputImage> {
    // PixelByte's `type` is `image`, `video`, `audio` or `text`.
    if object.get("type").text().is_some_and(|kind| !kind.starts_with("image")) {
        return Vec::new();
    }
    let media_type = object
        .first_text(&["content_type", "contentType", "media_type"])
        .filter(|text| text.starts_with("image/"));
    let pixels = |name| {
        object.get(name).number().filter(|pixels| (1.0..=1e6).contains(pixels)).map(|pixels| pixels as u32)
    };
    let image = |url: &str| OutputImage {
        url: url.to_owned(),
        media_type: media_type.map(|text| shorten(text, 100)),
        width: pixels("width"),
        height: pixels("height"),
    };
    let several = match object.get("media_url") {
        Json::Array(urls) => urls.as_slice(),
        url => std::slice::from_ref(url),
    };
    let url = object.first_text(&["url", "imageUrl", "image_url", "uri", "src"]);
    let images: Vec<_> = url.into_iter().chain(several.iter().filter_map(Json::text)).map(image).collect();
    if !images.is_empty() {
        return images;
    }
    if let Some(base64) = object.first_text(&["b64_json", "base64"]) {
        return inline(base64).iter().map(|url| image(url)).collect();
    }
    // An address one level deeper.
    let deeper = ["image_url", "image", "url", "images"].map(|name| object.get(name));
    deeper.iter().find_map(|value| links(value).filter(|images| !images.is_empty())).unwrap_or_default()
}

/// Returns base64 without its media type as a data URI; `None` for what is not base64 of an image.
fn inline(base64: &str) -> Option<String> {
    let (_, media_type) = SIGNATURES.iter().find(|(start, _)| base64.starts_with(start))?;
    let is_long = base64.len() >= SHORTEST_BASE64 && !base64.contains([':', '.']);
    is_long.then(|| format!("data:{media_type};base64,{base64}"))
}

/// Returns the state of a job whose status is not documented; `error` is that of the reply.
///
/// A word for a failure ends the job. So does an error, unless the status says that the provider still works on the
/// job. Whether the job is refunded is not known.
pub fn undocumented(status: &str, error: Option<ProviderError>) -> JobState {
    let has_error = error.as_ref().is_some_and(ProviderError::is_reported);
    match Meaning::of(status) {
        Meaning::Failed => failed(error.unwrap_or_default()),
        Meaning::Done | Meaning::Unknown if has_error => failed(error.unwrap_or_default()),
        Meaning::Done | Meaning::Unknown | Meaning::Working => JobState::Queued,
    }
}

/// Returns the state of a job whose reply has an error and no status.
///
/// # Errors
///
/// [`ReadError::UnknownShape`] if there is no error, or one that names the pause until the next attempt.
pub fn without_status(error: Option<ProviderError>) -> Result<JobState, ReadError> {
    let lasting = error.filter(|error| error.is_reported() && error.retry_after.is_none());
    lasting.map(failed).ok_or(ReadError::UnknownShape)
}

fn failed(error: ProviderError) -> JobState {
    JobState::Failed { error, refunded: false }
}

/// Reads an error: a sentence, an object with a code, or the first of a list of them. `None` for another value.
pub fn error(error: &Json) -> Option<ProviderError> {
    if let Some(message) = error.text() {
        return Some(ProviderError::from_message(message));
    }
    if let Json::Array(several) = error {
        return several.iter().find_map(self::error);
    }
    let code = || match error.first_number(&["code", "error_code"]) {
        Some(number) => Some((number as i64).to_string()),
        None => error.first_text(&["code", "error_code"]).map(quote_word),
    };
    // A pause longer than any deadline is kept, so that the next call does not come sooner.
    let seconds = error.get("details").get("retryAfter").number().filter(|seconds| *seconds >= 0.0);
    error.is_object().then(|| ProviderError {
        code: code(),
        message: error.first_text(&["message", "detail", "title"]).map(quote),
        retry_after: seconds.map(|seconds| Duration::from_millis((seconds * 1000.0) as u64)),
    })
}

/// The beginnings of images in base64.
const SIGNATURES: [(&str, &str); 4] =
    [("/9j/", "image/jpeg"), ("R0lGOD", "image/gif"), ("UklGR", "image/webp"), ("iVBORw0KGgo", "image/png")];
/// In characters; an address that begins like an image is shorter.
const SHORTEST_BASE64: usize = 60;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn what_went_wrong_is_read_in_every_shape() {
        let read = |value: Value| error(&value.into());
        let error_with = |code: Option<&str>, message: &str| {
            Some(ProviderError {
                code: code.map(str::to_owned),
                message: Some(message.to_owned()),
                retry_after: None,
            })
        };
        assert_eq!(read(json!("Access denied")), error_with(None, "Access denied"));
        assert_eq!(read(json!({ "code": "X", "message": "No" })), error_with(Some("X"), "No"));
        assert_eq!(read(json!({ "code": 3001, "title": "T", "detail": "D" })), error_with(Some("3001"), "D"));
        assert_eq!(read(json!({ "error_code": 3005, "title": "T" })), error_with(Some("3005"), "T"));
        let waits = |seconds: f64| {
            read(json!({ "code": "X", "details": { "retryAfter": seconds } })).unwrap().retry_after
        };
        assert_eq!((waits(30.0), waits(-1.0)), (Some(Duration::from_secs(30)), None));
        assert!(waits(1e300).unwrap() > Duration::from_secs(1 << 40));
        assert_eq!((read(json!(null)), read(json!(""))), (None, None));
    }

    #[test]
    fn an_image_echoed_without_its_beginning_is_replaced_too() {
        let base64 = "/9j/4AAQSkZJRgABAQAAAQABAAD+VVVV".repeat(9);
        for text in [
            format!("cannot decode {base64}"),
            format!("data:image/jpeg;base64, {base64}"),
            format!("data:image/jpeg;base64%2C{base64}"),
            format!("['{base64}',"),
        ] {
            for error in [error(&json!(text).into()), error(&json!({ "code": text }).into())] {
                assert!(!format!("{error:?}").contains("SkZJ"), "{error:?}");
            }
        }
        let kept = "job 43c9e643-0693-4f99-9e92-ff15ef6d1c55, https://a.example/docs/models/nano-banana: é";
        assert_eq!(quote(kept), kept);
    }

    #[test]
    fn an_error_ends_a_job_unless_it_is_empty_or_the_status_is_live() {
        let state = |status: &str, error: Value| undocumented(status, super::error(&error.into()));
        let is_failed = |status, error| matches!(state(status, error), JobState::Failed { .. });
        assert!(is_failed("odd", json!({ "code": 7 })) && is_failed("odd", json!("No")));
        assert!(is_failed("odd", json!([{ "message": "No" }])) && is_failed("expired", json!(null)));
        for nothing in [json!({}), json!(null), json!(""), json!({ "code": 0 }), json!([]), json!(false)] {
            assert!(!is_failed("odd", nothing.clone()), "{nothing}");
        }
        assert!(!is_failed("in progress", json!({ "code": 7 })));
        let alone = |error: Value| without_status(super::error(&error.into()));
        assert!(matches!(alone(json!({ "code": 7 })), Ok(JobState::Failed { .. })));
        let passing = json!({ "code": 7, "details": { "retryAfter": 3 } });
        for other in [json!(null), json!({}), passing] {
            assert_eq!(alone(other.clone()), Err(ReadError::UnknownShape), "{other}");
        }
    }

    #[test]
    fn outputs_are_found_in_every_shape() {
        let urls = |value: Value| {
            let images = links(&value.into())?;
            Some(images.into_iter().map(|image| image.url).collect::<Vec<_>>().join(" "))
        };
        for (value, found) in [
            (json!("https://a"), "https://a"),
            (json!(["https://a", { "url": "https://b" }, null]), "https://a https://b"),
            (json!({ "imageUrl": "https://a" }), "https://a"),
            (
                json!({ "media_url": ["https://a", "https://b"], "media_type": "image/png" }),
                "https://a https://b",
            ),
            (json!({ "media_url": "https://a" }), "https://a"),
            (json!([{ "url": "https://a/b.mp4", "type": "video" }, { "url": null }]), ""),
            (json!(null), ""),
        ] {
            assert_eq!(urls(value.clone()).as_deref(), Some(found), "{value}");
        }
        let png = format!("iVBORw0KGgo{}", "A".repeat(60));
        let inline = format!("data:image/png;base64,{png}");
        for (value, found) in [
            (json!([["https://a"], ["https://b"]]), "https://a https://b"),
            (json!([7, "https://a", []]), "https://a"),
            (json!([{ "image_url": "https://a" }, { "uri": "https://b" }]), "https://a https://b"),
            (json!([{ "image_url": { "url": "https://a" } }]), "https://a"),
            (json!({ "images": [{ "src": "https://a" }] }), "https://a"),
            (json!([{ "b64_json": png }]), &inline),
            (json!(png), &inline),
        ] {
            assert_eq!(urls(value.clone()).as_deref(), Some(found), "{value}");
        }
        for wrong in [json!(7), json!([7]), json!([[]]), json!(true)] {
            assert_eq!(urls(wrong.clone()), None, "{wrong}");
        }
        let value = json!({ "url": "https://a", "type": "image", "content_type": "image/png", "width": 2, "height": null });
        let image = OutputImage {
            url: "https://a".into(),
            media_type: Some("image/png".into()),
            width: Some(2),
            height: None,
        };
        assert_eq!(links(&value.into()), Some(vec![image]));
    }
}
