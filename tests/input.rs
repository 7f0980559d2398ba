//! Wrong input: every wrong field is named with what is allowed, before anything is sent.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "support/request.rs"]
mod request;

use std::rc::Rc;

use plantain::input::validate::Reencode;
use plantain::job::error::{Billed, Error, ErrorKind};
use plantain::provider::model::{Model, Value as FieldValue};
use plantain::provider::money::{Cost, Money};
use plantain::providers;
use plantain::wire::http::ApiKey;
use plantain::wire::json::Json;
use plantain::wire::problem::Problem;
use pretty_assertions::assert_eq;
use serde_json::{Map, Value, json};

const EDIT: &str = "google/nano-banana-pro-extra/edit-image";
const IMAGE: &str = "https://example.com/1.jpg";

/// Returns the fields and messages of problems.
fn messages(problems: &[Problem]) -> Vec<(&str, &str)> {
    problems.iter().map(|problem| (problem.field.as_str(), problem.defect.message.as_str())).collect()
}

/// One wrong field: the change to a valid request, the field and its message.
type Row = (Value, &'static str, &'static str);

#[test]
fn each_wrong_field_is_named_with_what_is_allowed() {
    for (change, field, message) in rows() {
        let request = changed(&change);
        let problems = request::validate(&request).expect_err("the request is wrong");
        assert_eq!(messages(&problems), [(field, message)], "{change}");
    }
}

#[test]
fn each_kind_of_field_says_what_it_may_be() {
    let wan = "alibaba/wan2.5-i2i-preview/generation";
    let gpt = "openai/gpt-image-2/generation";
    let nano = "google/nano-banana-2/edit";
    let sizes = "{ width: 1024, height: 1024 }, { width: 1536, height: 1024 }, { width: 1024, height: 1536 }, { width: 2048, height: 2048 }, { width: 2048, height: 1152 }, { width: 3840, height: 2160 }, { width: 2160, height: 3840 }, \"auto\"";
    let seed = "a whole number from 0 to 2147483647";
    for (model, change, field, message) in [
        (wan, json!({ "seed": -1 }), "seed", format!("is -1, but must be {seed}")),
        (wan, json!({ "seed": 0.5 }), "seed", format!("is not {seed}")),
        (wan, json!({ "seed": "7" }), "seed", format!("must be {seed}, without quotes")),
        (wan, json!({ "seed": [7] }), "seed", format!("must be {seed}, not an array")),
        (wan, json!({ "enhancePrompt": "yes" }), "enhancePrompt", "must be true or false, not a string".to_owned()),
        (wan, json!({ "negativePrompt": "x".repeat(501) }), "negativePrompt", "has 501 characters, but this model takes at most 500".to_owned()),
        (wan, json!({ "negativePrompt": 5 }), "negativePrompt", "must be a string, not a number".to_owned()),
        (wan, json!({ "size": "1280*1280" }), "size", "is \"1280*1280\": write { width: 1280, height: 1280 }".to_owned()),
        (wan, json!({ "size": { "width": 4000, "height": 1280 } }), "size", "is 4000 by 1280, but must be { width, height } with width times height from 589824 to 2073600, width by height from 0.25 to 4".to_owned()),
        (wan, json!({ "extra": { "safety_filter": "off" } }), "extra.safety_filter", "must be true or false, not a string".to_owned()),
        (gpt, json!({ "size": { "width": 1000, "height": 1000 } }), "size", format!("is 1000 by 1000, but must be one of {sizes}")),
        (gpt, json!({ "size": "1024x1024" }), "size", "is \"1024x1024\": write { width: 1024, height: 1024 }".to_owned()),
        (gpt, json!({ "size": "large" }), "size", format!("is \"large\", but must be one of {sizes}")),
        (gpt, json!({ "size": { "width": 1.5, "height": 1000 } }), "size", "needs whole numbers of pixels for `width` and `height`".to_owned()),
        (gpt, json!({ "quality": "best" }), "quality", "is \"best\", but must be one of high, medium, low, auto".to_owned()),
        (gpt, json!({ "mask": IMAGE }), "mask", "cannot be chosen for this model: leave it out; openai/gpt-image-2/edit has it".to_owned()),
        (gpt, json!({ "aspectRatio": "match" }), "aspectRatio", "cannot be chosen for this model: leave it out; google/nano-banana-2/generation, google/nano-banana-pro/edit, google/nano-banana-pro/generation have it".to_owned()),
        (nano, json!({ "webSearch": 1 }), "webSearch", "must be true or false, not a number".to_owned()),
        (nano, json!({ "web_search": true }), "web_search", "is not a field of a request; it is called `webSearch` here".to_owned()),
        (nano, json!({ "safety_filter": true }), "safety_filter", "is not a field of a request; the fields are provider, model, prompt, images, aspectRatio, resolution, webSearch, extra".to_owned()),
        (wan, json!({ "safety_filter": true }), "safety_filter", "is a field of the provider: write it as `extra: { safety_filter }`".to_owned()),
        (nano, json!({ "aspectRatio": "match" }), "aspectRatio", "is \"match\", but the size of the first image is not known here: choose a ratio".to_owned()),
    ] {
        let images = if model == gpt { json!([]) } else { json!([IMAGE]) };
        let mut request = json!({ "provider": "mulerun", "model": model, "prompt": "a hat", "images": images });
        for (name, value) in change.as_object().unwrap() {
            request[name.as_str()] = value.clone();
        }
        let problems = request::validate(&request).expect_err(&change.to_string());
        assert_eq!(messages(&problems), [(field, message.as_str())], "{change}");
    }
}

#[test]
fn each_problem_has_a_code_and_what_a_sentence_in_another_language_needs() {
    let wan = "alibaba/wan2.5-i2i-preview/generation";
    let gpt = "openai/gpt-image-2/generation";
    let nano = "google/nano-banana-2/edit";
    let long = "x".repeat(501);
    let sizes = [
        "1024 × 1024",
        "1536 × 1024",
        "1024 × 1536",
        "2048 × 2048",
        "2048 × 1152",
        "3840 × 2160",
        "2160 × 3840",
        "auto",
    ];
    for (model, change, code, facts) in [
        (wan, json!({ "seed": -1 }), "notWhole", json!({ "min": 0.0, "max": 2147483647.0, "given": -1.0 })),
        (wan, json!({ "seed": "7" }), "wrongType", json!({ "min": 0.0, "max": 2147483647.0 })),
        (wan, json!({ "negativePrompt": long }), "tooLong", json!({ "given": 501.0, "max": 500.0 })),
        (wan, json!({ "enhancePrompt": "yes" }), "wrongType", json!(null)),
        (wan, json!({ "prompt": " " }), "required", json!(null)),
        (wan, json!({ "images": [] }), "required", json!({ "given": 0.0, "min": 1.0 })),
        (
            wan,
            json!({ "images": [IMAGE, IMAGE, IMAGE, IMAGE] }),
            "tooMany",
            json!({ "given": 4.0, "max": 2.0 }),
        ),
        (wan, json!({ "images": ["photo.jpg"] }), "notAnAddress", json!(null)),
        (
            wan,
            json!({ "safety_filter": true }),
            "unknownField",
            json!({ "suggestion": "extra.safety_filter" }),
        ),
        (wan, json!({ "extra": { "safety_filter": "off" } }), "wrongType", json!(null)),
        (
            wan,
            json!({ "extra": { "negative_prompt": "x" } }),
            "conflict",
            json!({ "suggestion": "negativePrompt" }),
        ),
        (gpt, json!({ "size": "large" }), "wrongSize", json!({ "allowed": sizes })),
        (
            gpt,
            json!({ "quality": "best" }),
            "notOneOf",
            json!({ "given": "best", "allowed": ["high", "medium", "low", "auto"] }),
        ),
        (gpt, json!({ "mask": IMAGE }), "notOfModel", json!({ "allowed": ["openai/gpt-image-2/edit"] })),
        (nano, json!({ "web_search": true }), "unknownField", json!({ "suggestion": "webSearch" })),
        (
            nano,
            json!({ "model": "google/nano-banana" }),
            "unknownModel",
            json!({
                "allowed": ["google/nano-banana/edit", "google/nano-banana-2/edit", "google/nano-banana-pro/edit"],
                "given": "google/nano-banana",
            }),
        ),
        (nano, json!({ "model": null }), "wrongType", json!(null)),
        (
            nano,
            json!({ "provider": "other" }),
            "notOneOf",
            json!({
                "given": "other", "allowed": ["pixelbyte", "mulerun", "mulerouter", "pixazo"],
            }),
        ),
    ] {
        let images = if model == gpt { json!([]) } else { json!([IMAGE]) };
        let mut request =
            json!({ "provider": "mulerun", "model": model, "prompt": "a hat", "images": images });
        for (name, value) in change.as_object().unwrap() {
            request[name.as_str()] = value.clone();
        }
        let problems = request::validate(&request).expect_err(&change.to_string());
        let [problem] = problems.try_into().unwrap();
        let json = serde_json::to_value(Json::from(problem)).unwrap();
        assert_eq!((json["code"].as_str(), &json["facts"]), (Some(code), &facts), "{change}: {json}");
    }
}

#[test]
fn a_price_is_exact_where_everything_that_it_depends_on_is_known() {
    let between = |min, max| Some(Cost::Between(Money(min), Money(max)));
    let exact = |amount| Some(Cost::Exact(Money(amount)));
    for (provider, model, change, cost) in [
        ("pixelbyte", "google/nano-banana-2/edit-image", json!({ "resolution": "4K" }), exact(241_200)),
        ("pixelbyte", "google/nano-banana-2/edit-image", json!({}), exact(134_000)),
        ("pixelbyte", "seedance/seedream-5/edit-image", json!({ "resolution": "3K" }), exact(52_500)),
        ("pixelbyte", "runway/gen-4-image/text-to-image", json!({ "resolution": "1080p" }), exact(80_000)),
        ("pixelbyte", "alibaba-plus/wan-2.7/text-to-image", json!({ "count": 3 }), exact(90_000)),
        ("pixelbyte", "google/nano-banana-dev/text-to-image", json!({ "count": 4 }), exact(40_000)),
        ("mulerun", "google/nano-banana-pro/edit", json!({}), None),
        ("mulerouter", "alibaba/qwen-image-edit-max/generation", json!({ "count": 2 }), exact(150_000)),
        ("mulerouter", "midjourney/diffusion", json!({}), between(170_000, 680_000)),
    ] {
        let mut request = json!({ "provider": provider, "model": model });
        request.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let found = request::input(&request).cost(&request::models(&request)).unwrap();
        assert_eq!(found, cost, "{provider} {model} {change}");
    }
}

#[test]
fn a_price_with_factors_is_rounded_up_to_a_whole_micro_dollar() {
    let mut model: Value = serde_json::from_str(providers::ALL[0].models).unwrap();
    let model = &mut model[0];
    model["price"] = json!({ "per": "request", "range": [100, 333], "factors": [
        { "by": "resolution", "thousandths": { "1K": 1000, "2K": 1501, "4K": 2000 } },
    ] });
    let request = json!({ "provider": providers::ALL[0].id, "model": model["id"], "resolution": "2K" });
    let models = vec![Rc::new(Model::read(&model.clone().into()).unwrap())];
    let cost = request::input(&request).cost(&models).unwrap();
    assert_eq!(cost, Some(Cost::Between(Money(151), Money(500))));
}

#[test]
fn match_is_the_ratio_nearest_to_the_first_image() {
    for (width, height, ratio) in [
        (4032, 3024, "4:3"),
        (3024, 4032, "3:4"),
        (1920, 1080, "16:9"),
        (100, 101, "1:1"),
        (5000, 100, "8:1"),
    ] {
        let image = json!({ "file": "image/jpeg", "width": width, "height": height });
        let request = json!({
            "provider": "mulerun", "model": "google/nano-banana-2/edit", "prompt": "a hat", "aspectRatio": "match", "images": [image],
        });
        let request = request::validate(&request).unwrap();
        assert_eq!(
            request.value("aspectRatio"),
            Some(&FieldValue::Text(ratio.to_owned())),
            "{width} by {height}"
        );
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
        "prompt": null, "sizes": "2K", "count": "2", "aspectRatio": 1.5, "images": ["photo.jpg"],
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
            let found = messages(&problems);
            assert!(found.contains(&(field, message)), "{field} {message} is not in: {found:?}");
        }
        for field in [name, "sizes"] {
            let times = problems.iter().filter(|problem| problem.field == field).count();
            assert_eq!(times, 1, "{field} in {problems:?}");
        }
        assert_eq!(problems.len(), known.len() + 2, "{problems:?}");
    }
}

#[test]
fn what_json_cannot_hold_is_named_by_its_path() {
    let request = changed(&json!({ "count": 0 }));
    let mut input = request::input(&request);
    input.not_json("extra.seed".to_owned(), "a function");
    let problems = input.validate(&request::models(&request), Reencode::Auto).unwrap_err();
    let named: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(named, ["count", "extra.seed"]);
    assert_eq!(messages(&problems)[1].1, "is a function, which JSON cannot hold");
    assert_eq!(problems[1].defect.code.as_str(), "notJson");
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
            "cannot be chosen for this model: leave it out; bytedance-plus/seedream-v5-lite/image-to-image, bytedance-plus/seedream-v5-lite/text-to-image, bytedance-plus/seedream-v4.5/image-to-image have it",
        ),
        (
            of(pixel, json!({ "aspectRatio": "16:9" })),
            "aspectRatio",
            "cannot be chosen for this model: leave it out; bytedance-plus/seedream-v5-lite/image-to-image, bytedance-plus/seedream-v5-lite/text-to-image, bytedance-plus/seedream-v4.5/image-to-image have it",
        ),
        (json!({ "resolution": "2k" }), "resolution", "is \"2k\": write \"2K\""),
        (of(pixel, json!({ "resolution": "4K" })), "resolution", "is \"4K\", but must be one of 1K, 2K"),
        (
            json!({ "count": 2 }),
            "count",
            "cannot be chosen for this model: leave it out; google/nano-banana-dev/text-to-image, alibaba-plus/wan-2.7-pro/image-to-image, alibaba-plus/wan-2.7-pro/text-to-image have it",
        ),
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
        (
            json!({ "count": "2" }),
            "count",
            "cannot be chosen for this model: leave it out; google/nano-banana-dev/text-to-image, alibaba-plus/wan-2.7-pro/image-to-image, alibaba-plus/wan-2.7-pro/text-to-image have it",
        ),
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
            json!({ "lighting": "soft" }),
            "lighting",
            "is not a field of a request; the fields are provider, model, prompt, images, aspectRatio, resolution, webhookUrl, extra",
        ),
        (json!({ "size": "2K" }), "size", "cannot be chosen for this model: leave it out"),
        (of(pixel, json!({ "size": "2K" })), "size", "is called `resolution` for this model"),
        (
            json!({ "aspect_ratio": "16:9" }),
            "aspect_ratio",
            "is not a field of a request; it is called `aspectRatio` here",
        ),
        (json!({ "Prompt": "a hat" }), "Prompt", "is not a field of a request; it is called `prompt` here"),
        (
            json!({ "provider": null }),
            "provider",
            "is missing; it is one of pixelbyte, mulerun, mulerouter, pixazo",
        ),
        (
            json!({ "provider": "fal" }),
            "provider",
            "is \"fal\", but must be one of pixelbyte, mulerun, mulerouter, pixazo",
        ),
        (json!({ "provider": "PixelByte" }), "provider", "is \"PixelByte\": write \"pixelbyte\""),
        (
            json!({ "provider": 7 }),
            "provider",
            "must be one of pixelbyte, mulerun, mulerouter, pixazo, not a number",
        ),
        (json!({ "model": 7 }), "model", "must be the id of a model, not a number"),
        (json!({ "model": null }), "model", "is missing: give the id of a model of the provider"),
        (
            json!({ "model": "nano-banana" }),
            "model",
            "is \"nano-banana\", which the provider does not sell; the nearest are google/nano-banana, google/nano-banana/edit-image, google/nano-banana-2/edit-image",
        ),
    ]
}
