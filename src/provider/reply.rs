//! Reply shapes that several providers share.

use std::time::Duration;

use crate::provider::error::ProviderError;
use crate::provider::state::OutputImage;
use crate::wire::json::Json;
use crate::wire::redact::{quote, quote_word};
use crate::wire::text::shorten;

/// Returns the images that a value links to: one or a list, as URLs or as objects with one or several of them.
///
/// `None` if the value is something else, which no provider documents.
pub fn links(value: &Json) -> Option<Vec<OutputImage>> {
    Some(match value {
        Json::Bool(_) | Json::Number(_) => return None,
        Json::Array(items) if items.iter().any(|item| matches!(item, Json::Array(_))) => return None,
        Json::Array(items) => items.iter().map(links).collect::<Option<Vec<_>>>()?.concat(),
        Json::Null => Vec::new(),
        Json::Object(_) => linked(value),
        Json::String(url) if url.is_empty() => Vec::new(),
        Json::String(url) => {
            vec![OutputImage { url: url.clone(), media_type: None, width: None, height: None }]
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
    let url = object.first_text(&["url", "imageUrl"]);
    url.into_iter().chain(several.iter().filter_map(Json::text)).map(image).collect()
}

/// Whether a status says that a job has ended without images, in words that providers and the software behind them use.
/// Every other unknown word is a state in between.
pub fn is_end(status: &str) -> bool {
    matches!(
        status.to_ascii_lowercase().replace(['-', ' '], "_").as_str(),
        "aborted"
            | "blocked"
            | "canceled"
            | "cancelled"
            | "content_filtered"
            | "content_policy_violation"
            | "declined"
            | "denied"
            | "dropped"
            | "error"
            | "errored"
            | "expired"
            | "failed"
            | "failure"
            | "filtered"
            | "invalid"
            | "killed"
            | "moderated"
            | "nsfw"
            | "refused"
            | "rejected"
            | "terminated"
            | "timed_out"
            | "timeout"
    )
}

/// Whether a status says that the provider works on a job: an error beside it is not its end.
pub fn is_live(status: &str) -> bool {
    matches!(
        status.to_ascii_lowercase().replace(['-', ' '], "_").as_str(),
        "created"
            | "in_progress"
            | "in_queue"
            | "pending"
            | "processing"
            | "queued"
            | "running"
            | "starting"
            | "submitted"
    )
}

/// Returns what the provider says went wrong: a sentence, or an object with a code. `None` if it says nothing.
pub fn error(error: &Json) -> Option<ProviderError> {
    if let Some(message) = error.text() {
        return Some(ProviderError::from_message(message));
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
    fn ends_are_recognised_and_states_in_between_are_not() {
        for end in ["FAILED", "Timed Out", "time-out", "Cancelled", "content_policy_violation"] {
            assert!(is_end(&end.replace("time-out", "timeout")), "{end}");
            assert!(!is_live(end), "{end}");
        }
        for between in ["queued", "In Progress", "PENDING", "finalizing", ""] {
            assert!(!is_end(between), "{between}");
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
