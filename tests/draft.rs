//! Bad input: every wrong field is named with what is allowed, before anything is sent.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod request;

use plantain::protocol::{ApiKey, Billed, Error, ErrorKind, Problem};
use pretty_assertions::assert_eq;
use serde_json::{Map, Value, json};

const EDIT: &str = "google/nano-banana-pro-extra/edit-image";
const IMAGE: &str = "https://example.com/1.jpg";

/// One wrong field: what is changed in a right request, and what is said about it.
type Row = (Value, &'static str, &'static str);

#[test]
fn each_wrong_field_is_named_with_what_is_allowed() {
    for (change, field, message) in rows() {
        let request = changed(&change);
        let problems = request::check(&request).expect_err("the request is wrong");
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
    let problems = request::check(&changed(&Value::Object(wanted.into_iter().collect()))).unwrap_err();
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
fn a_request_that_is_right_passes() {
    assert!(request::check(&changed(&json!({}))).is_ok());
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
        let problems = request::check(&changed(&change)).unwrap_err();
        assert!(Error::invalid(problems).message.len() < 1000);
    }
}

#[test]
fn a_key_with_a_line_break_is_named_without_showing_it() {
    for key in ["pb_secret\n", "pb_secret\r\nHost: a", " pb_secret", "pb_secret\u{200b}"] {
        let problem = ApiKey::parse(key.to_owned()).unwrap_err();
        assert_eq!(problem, "has a space, a line break or another character that no key has: paste it again");
    }
}

/// A right request with some members replaced; null takes one away.
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
        (json!({ "prompt": 7 }), "prompt", "must be a string, not a number"),
        (
            of(pixel, json!({ "prompt": "é".repeat(5001) })),
            "prompt",
            "has 5001 characters, but this model takes at most 5000",
        ),
        (json!({ "images": null }), "images", "has 0, but this model edits at least 1"),
        (json!({ "images": [] }), "images", "has 0, but this model edits at least 1"),
        (
            json!({ "images": "https://example.com/1.jpg" }),
            "images",
            "must be an array or a FileList, not a string",
        ),
        (
            of(pixel, json!({ "images": [IMAGE, IMAGE, IMAGE, IMAGE, IMAGE] })),
            "images",
            "has 5, but this model takes at most 4",
        ),
        (
            of(mulerun, json!({ "images": vec![IMAGE; 11] })),
            "images",
            "has 11, but this model takes at most 10",
        ),
        (of(text, json!({})), "images", "must be left out: this model makes images of text alone"),
        (
            json!({ "images": ["http://example.com/1.jpg"] }),
            "images[0]",
            "is no `https:` address, which is what a provider can fetch",
        ),
        (
            json!({ "images": [IMAGE, "photo.jpg"] }),
            "images[1]",
            "is no `https:` address, which is what a provider can fetch",
        ),
        (
            json!({ "images": [7] }),
            "images[0]",
            "must be a file, bytes, an `https:` address or a data URI, not a number",
        ),
        (json!({ "images": [{ "file": "image/jpeg", "bytes": 0 }] }), "images[0]", "is empty"),
        (
            json!({ "images": [{ "file": "text/plain" }] }),
            "images[0]",
            "is no image that Plantain knows; this model takes image/jpeg, image/png, image/webp, image/gif",
        ),
        (
            json!({ "images": [{ "file": "image/heic" }] }),
            "images[0]",
            "is image/heic by its bytes, but this model takes image/jpeg, image/png, image/webp, image/gif",
        ),
        (
            json!({ "images": [{ "file": "image/jpeg", "bytes": 10485761 }] }),
            "images[0]",
            "has 10485761 bytes, but this model takes at most 10485760",
        ),
        (
            json!({ "aspectRatio": "9:21" }),
            "aspectRatio",
            "is \"9:21\", but must be one of 9:16, 16:9, 1:1, 2:3, 3:2, 21:9, 3:4, 4:3, 4:5, 5:4",
        ),
        (json!({ "aspectRatio": 1.5 }), "aspectRatio", "must be a string, not a number"),
        (
            of(pixel, json!({ "aspectRatio": "16:9" })),
            "aspectRatio",
            "is no field of this model: leave it out",
        ),
        (json!({ "resolution": "2k" }), "resolution", "is \"2k\", but must be one of 1K, 2K, 4K"),
        (of(pixel, json!({ "resolution": "4K" })), "resolution", "is \"4K\", but must be one of 1K, 2K"),
        (json!({ "count": 2 }), "count", "is no field of this model, which makes one image: leave it out"),
        (of(pixel, json!({ "count": 5 })), "count", "must be a whole number from 1 to 4"),
        (of(pixel, json!({ "count": 0 })), "count", "must be a whole number from 1 to 4"),
        (of(pixel, json!({ "count": 1.5 })), "count", "must be a whole number from 1 to 4"),
        (of(pixel, json!({ "count": "2" })), "count", "must be a whole number, not a string"),
        (json!({ "outputFormat": "png" }), "outputFormat", "is no field of this model: leave it out"),
        (json!({ "webhookUrl": "http://example.com/hook" }), "webhookUrl", "must be an `https:` address"),
        (
            of(mulerun, json!({ "webhookUrl": "https://example.com/hook" })),
            "webhookUrl",
            "is no field of this model: leave it out",
        ),
        (json!({ "extra": [1] }), "extra", "must be an object of plain data, not an array"),
        (json!({ "extra": { "image_urls": [] } }), "extra.image_urls", "is what `images` sends: use that"),
        (
            of(pixel, json!({ "extra": { "num_images": "2" } })),
            "extra.num_images",
            "is what `count` sends: use that",
        ),
        (
            json!({ "size": "2K" }),
            "size",
            "is no field of a request; the fields are provider, model, prompt, images, aspectRatio, resolution, count, outputFormat, webhookUrl, extra",
        ),
        (
            json!({ "aspect_ratio": "16:9" }),
            "aspect_ratio",
            "is no field of a request; it is called `aspectRatio` here",
        ),
        (json!({ "Prompt": "a hat" }), "Prompt", "is no field of a request; it is called `prompt` here"),
        (json!({ "provider": null }), "provider", "is missing; it is one of pixelbyte, mulerun, pixazo"),
        (
            json!({ "provider": "fal" }),
            "provider",
            "is \"fal\", but must be one of pixelbyte, mulerun, pixazo",
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
