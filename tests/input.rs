//! Wrong input: every wrong field is named with what is allowed, before anything is sent.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "support/request.rs"]
mod request;

use plantain::job::error::{Billed, Error, ErrorKind};
use plantain::wire::http::ApiKey;
use plantain::wire::problem::Problem;
use pretty_assertions::assert_eq;
use serde_json::{Map, Value, json};

const EDIT: &str = "google/nano-banana-pro-extra/edit-image";
const IMAGE: &str = "https://example.com/1.jpg";

/// One wrong field: the change to a valid request, the field and its message.
type Row = (Value, &'static str, &'static str);

#[test]
fn each_wrong_field_is_named_with_what_is_allowed() {
    for (change, field, message) in rows() {
        let request = changed(&change);
        let problems = request::validate(&request).expect_err("the request is wrong");
        assert_eq!(problems, [Problem { field: field.to_owned(), message: message.to_owned() }], "{change}");
    }
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let fields =
        ["aspectRatio", "resolution", "count", "outputFormat", "webhookUrl", "prompt", "images[0]", "size"];
    let wanted: Vec<_> = rows()
        .into_iter()
        .filter(|(change, field, _)| fields.contains(field) && change.get("model").is_none())
        .fold(Map::new(), |mut wanted, (change, ..)| {
            wanted.extend(change.as_object().unwrap().clone());
            wanted
        })
        .into_iter()
        .collect();
    let problems = request::validate(&changed(&Value::Object(wanted.into_iter().collect()))).unwrap_err();
    let mut named: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
    named.sort_unstable();
    let mut expected = fields.to_vec();
    expected.sort_unstable();
    assert_eq!(named, expected);
    let error = Error::invalid(problems);
    assert_eq!((error.kind, error.billed), (ErrorKind::InvalidRequest, Billed::No));
    for field in fields {
        assert!(error.message.contains(&format!("`{field}`")), "{field} is not in: {}", error.message);
    }
    assert!(error.message.starts_with("The request was not sent: `"), "{}", error.message);
}

#[test]
fn a_wrong_provider_or_model_hides_no_problem_that_does_not_depend_on_it() {
    let wrong = json!({
        "prompt": null, "size": "2K", "count": "2", "aspectRatio": 1.5, "images": ["photo.jpg"],
        "webhookUrl": "http://example.com/hook", "resolution": "2k",
    });
    let known = [
        ("count", "must be a whole number, without quotes"),
        ("aspectRatio", "must be a string, not a number"),
        ("prompt", "is missing: say what the image should be"),
        ("images[0]", "is not an `https:` address: for a file on this device give the file itself"),
        ("webhookUrl", "must begin with https://"),
    ];
    for (name, value) in [
        ("provider", json!("fal")),
        ("provider", json!(null)),
        ("model", json!("nano-banana")),
        ("model", json!(7)),
    ] {
        let mut change = wrong.clone();
        change[name] = value;
        let problems = request::validate(&changed(&change)).unwrap_err();
        for (field, message) in known {
            let wanted = Problem { field: field.to_owned(), message: message.to_owned() };
            assert!(problems.contains(&wanted), "{wanted:?} is not in: {problems:?}");
        }
        for field in [name, "size"] {
            let times = problems.iter().filter(|problem| problem.field == field).count();
            assert_eq!(times, 1, "{field} in {problems:?}");
        }
        assert_eq!(problems.len(), known.len() + 2, "{problems:?}");
    }
}

#[test]
fn an_empty_request_names_every_field_that_it_needs() {
    let problems = request::validate(&json!({})).unwrap_err();
    let named: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(named, ["provider", "model", "prompt"]);
}

#[test]
fn a_valid_request_passes() {
    assert!(request::validate(&changed(&json!({}))).is_ok());
}

#[test]
fn what_a_caller_wrote_is_cut_short() {
    let long = "x".repeat(5000);
    let names = Map::from_iter([(long.clone(), json!(1))]);
    for change in [
        json!({ "resolution": long }),
        json!({ "provider": long }),
        json!({ "model": long }),
        Value::Object(names.clone()),
        json!({ "extra": { "image_urls": 1, "resolution": long } }),
    ] {
        let problems = request::validate(&changed(&change)).unwrap_err();
        assert!(Error::invalid(problems).message.len() < 1000);
    }
}

#[test]
fn a_key_with_a_line_break_is_named_without_showing_it() {
    for key in ["pb_secret\n", "pb_secret\r\nHost: a", " pb_secret", "pb_secret\u{200b}"] {
        let problem = ApiKey::parse(key.to_owned()).unwrap_err();
        assert_eq!(
            problem,
            "has a space, a line break or another character that a key cannot have: paste it again"
        );
    }
}

/// A valid request with some members replaced; null removes one.
fn changed(change: &Value) -> Value {
    let mut request = json!({ "provider": "pixelbyte", "model": EDIT, "prompt": "a hat", "images": [IMAGE] });
    for (name, value) in change.as_object().unwrap() {
        match value {
            Value::Null => request.as_object_mut().unwrap().remove(name),
            value => request.as_object_mut().unwrap().insert(name.clone(), value.clone()),
        };
    }
    request
}

fn rows() -> Vec<Row> {
    let pixel = "pixelbyte-plus/pixel-image-1.0-pro/image-to-image";
    let text = "google/nano-banana-dev/text-to-image";
    let of = |model: &str, change: Value| {
        let mut change = change;
        change["model"] = json!(model);
        if model == "google/nano-banana-pro/edit" {
            change["provider"] = json!("mulerun");
        }
        change
    };
    let mulerun = "google/nano-banana-pro/edit";
    vec![
        (json!({ "prompt": null }), "prompt", "is missing: say what the image should be"),
        (json!({ "prompt": " \n\t" }), "prompt", "is missing: say what the image should be"),
        (
            json!({ "prompt": "\0\u{200b}\u{2060} \u{feff}\u{2800}\u{3164}\u{ad}" }),
            "prompt",
            "is missing: say what the image should be",
        ),
        (json!({ "prompt": 7 }), "prompt", "must be a string, not a number"),
        (
            of(pixel, json!({ "prompt": "é".repeat(5001) })),
            "prompt",
            "has 5001 characters, but this model takes at most 5000",
        ),
        (json!({ "images": null }), "images", "is empty or missing: this model needs at least 1 image"),
        (json!({ "images": [] }), "images", "is empty or missing: this model needs at least 1 image"),
        (
            json!({ "images": "https://example.com/1.jpg" }),
            "images",
            "must be a list of images such as [file], not a string",
        ),
        (
            of(pixel, json!({ "images": [IMAGE, IMAGE, IMAGE, IMAGE, IMAGE] })),
            "images",
            "has 5 images, but this model takes at most 4",
        ),
        (
            of(mulerun, json!({ "images": vec![IMAGE; 11] })),
            "images",
            "has 11 images, but this model takes at most 10",
        ),
        (of(text, json!({})), "images", "must be left out: this model makes images from the prompt alone"),
        (
            json!({ "images": ["http://example.com/1.jpg"] }),
            "images[0]",
            "is not an `https:` address: for a file on this device give the file itself",
        ),
        (
            json!({ "images": [IMAGE, "photo.jpg"] }),
            "images[1]",
            "is not an `https:` address: for a file on this device give the file itself",
        ),
        (
            json!({ "images": [7] }),
            "images[0]",
            "must be a file, bytes, an `https:` address or a data URI, not a number",
        ),
        (
            json!({ "images": [{ "file": "image/jpeg", "bytes": 0 }] }),
            "images[0]",
            "is an empty file: choose it again",
        ),
        (
            json!({ "images": [{ "file": "text/plain" }] }),
            "images[0]",
            "is not an image in a format that Plantain knows; this model takes JPEG, PNG, WebP, GIF",
        ),
        (
            json!({ "images": [{ "file": "image/heic" }] }),
            "images[0]",
            "is a HEIC image by its content; this model takes JPEG, PNG, WebP, GIF",
        ),
        (
            json!({ "images": [{ "file": "image/jpeg", "bytes": 10485761 }] }),
            "images[0]",
            "is 10.1 MiB; this model takes at most 10 MiB",
        ),
        (
            json!({ "images": [{ "file": "image/png", "bytes": 12 << 20 }] }),
            "images[0]",
            "is 12 MiB; this model takes at most 10 MiB",
        ),
        (
            json!({ "images": [{ "file": "text/html" }] }),
            "images[0]",
            "is a web page by its content; this model takes JPEG, PNG, WebP, GIF",
        ),
        (
            json!({ "images": ["https://me@example.com/1.jpg"] }),
            "images[0]",
            "is not a complete https:// address, or has a space, a user name or a password in it",
        ),
        (
            of(text, json!({ "images": "photo.jpg" })),
            "images",
            "must be left out: this model makes images from the prompt alone",
        ),
        (
            json!({ "aspectRatio": "9:21" }),
            "aspectRatio",
            "is \"9:21\", but must be one of 9:16, 16:9, 1:1, 2:3, 3:2, 21:9, 3:4, 4:3, 4:5, 5:4",
        ),
        (
            json!({ "aspectRatio": 1.5 }),
            "aspectRatio",
            "must be one of 9:16, 16:9, 1:1, 2:3, 3:2, 21:9, 3:4, 4:3, 4:5, 5:4, not a number",
        ),
        (
            of(pixel, json!({ "aspectRatio": 1.5 })),
            "aspectRatio",
            "cannot be chosen for this model: leave it out",
        ),
        (
            of(pixel, json!({ "aspectRatio": "16:9" })),
            "aspectRatio",
            "cannot be chosen for this model: leave it out",
        ),
        (json!({ "resolution": "2k" }), "resolution", "is \"2k\": write \"2K\""),
        (of(pixel, json!({ "resolution": "4K" })), "resolution", "is \"4K\", but must be one of 1K, 2K"),
        (json!({ "count": 2 }), "count", "cannot be chosen for this model: leave it out"),
        (of(pixel, json!({ "count": 5 })), "count", "is 5, but must be a whole number from 1 to 4"),
        (of(pixel, json!({ "count": -1 })), "count", "is -1, but must be a whole number from 1 to 4"),
        (
            of(pixel, json!({ "count": 1_000_000 })),
            "count",
            "is 1000000, but must be a whole number from 1 to 4",
        ),
        (of(pixel, json!({ "count": 1e300 })), "count", "is not a whole number from 1 to 4"),
        (of(pixel, json!({ "count": 0 })), "count", "is 0, but must be a whole number from 1 to 4"),
        (of(pixel, json!({ "count": 1.5 })), "count", "is not a whole number from 1 to 4"),
        (of(pixel, json!({ "count": "2" })), "count", "must be a whole number from 1 to 4, without quotes"),
        (of(pixel, json!({ "count": true })), "count", "must be a whole number from 1 to 4, not a boolean"),
        (json!({ "count": "2" }), "count", "cannot be chosen for this model: leave it out"),
        (json!({ "outputFormat": "png" }), "outputFormat", "cannot be chosen for this model: leave it out"),
        (json!({ "webhookUrl": "http://example.com/hook" }), "webhookUrl", "must begin with https://"),
        (
            of(mulerun, json!({ "webhookUrl": "https://example.com/hook" })),
            "webhookUrl",
            "cannot be chosen for this model: leave it out",
        ),
        (
            json!({ "extra": [1] }),
            "extra",
            "must be an object of plain data such as { seed: 7 }, not an array",
        ),
        (
            json!({ "extra": { "image_urls": [] } }),
            "extra.image_urls",
            "is set by the field `images`: use that",
        ),
        (
            of(pixel, json!({ "extra": { "num_images": "2" } })),
            "extra.num_images",
            "is set by the field `count`: use that",
        ),
        (
            json!({ "size": "2K" }),
            "size",
            "is not a field of a request; the fields are provider, model, prompt, images, aspectRatio, resolution, count, outputFormat, webhookUrl, extra",
        ),
        (
            json!({ "aspect_ratio": "16:9" }),
            "aspect_ratio",
            "is not a field of a request; it is called `aspectRatio` here",
        ),
        (json!({ "Prompt": "a hat" }), "Prompt", "is not a field of a request; it is called `prompt` here"),
        (json!({ "provider": null }), "provider", "is missing; it is one of pixelbyte, mulerun, pixazo"),
        (
            json!({ "provider": "fal" }),
            "provider",
            "is \"fal\", but must be one of pixelbyte, mulerun, pixazo",
        ),
        (json!({ "provider": "PixelByte" }), "provider", "is \"PixelByte\": write \"pixelbyte\""),
        (json!({ "provider": 7 }), "provider", "must be one of pixelbyte, mulerun, pixazo, not a number"),
        (
            json!({ "model": 7 }),
            "model",
            "must be one of google/nano-banana-pro-extra/edit-image, google/nano-banana-dev/text-to-image, pixelbyte-plus/pixel-image-1.0-pro/image-to-image, not a number",
        ),
        (
            json!({ "model": null }),
            "model",
            "is missing; it is one of google/nano-banana-pro-extra/edit-image, google/nano-banana-dev/text-to-image, pixelbyte-plus/pixel-image-1.0-pro/image-to-image",
        ),
        (
            json!({ "model": "nano-banana" }),
            "model",
            "is \"nano-banana\", but must be one of google/nano-banana-pro-extra/edit-image, google/nano-banana-dev/text-to-image, pixelbyte-plus/pixel-image-1.0-pro/image-to-image",
        ),
    ]
}
