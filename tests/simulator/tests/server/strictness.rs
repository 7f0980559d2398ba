//! What a provider refuses: a table of bodies, each wrong in one way.

use reqwest::Method;
use serde_json::{Value, json};

use crate::running::{MODELS, MULERUN, Model, PIXAZO, PIXELBYTE, Running, read};

/// Puts `value` at `pointer` of the model's own body; `null` takes the field away.
fn changed(model: &Model, pointer: &str, value: Value) -> Value {
    let mut body = (model.body)();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let fields = body.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        fields.remove(name)
    } else {
        fields.insert(name.to_owned(), value)
    };
    body
}

#[tokio::test]
async fn each_wrong_field_is_refused() {
    let running = Running::start().await;
    let [extra, dev, plus, mulerun, pixazo] = &MODELS;
    let eleven: Value = (0..11).map(|number| json!(format!("https://example.com/{number}.png"))).collect();
    let data = json!(["data:image/png;base64,iVBORw0KGgo="]);
    let rows = [
        (extra, "/model", Value::Null),
        (extra, "/model", json!(7)),
        (extra, "/model", json!("nano-banana")),
        (extra, "/input", Value::Null),
        (extra, "/input", json!([])),
        (extra, "/inputs", json!({})),
        (extra, "/webhookUrl", json!("http://example.com/hook")),
        (extra, "/webhookUrl", json!(1)),
        (extra, "/input/prompt", Value::Null),
        (extra, "/input/prompt", json!("")),
        (extra, "/input/prompt", json!(["a"])),
        (extra, "/input/promt", json!("a")),
        (extra, "/input/image_urls", Value::Null),
        (extra, "/input/image_urls", json!([])),
        (extra, "/input/image_urls", json!("https://example.com/a.jpg")),
        (extra, "/input/image_urls", json!([{}])),
        (extra, "/input/image_urls", json!(["http://example.com/a.jpg"])),
        (extra, "/input/image_urls", data),
        (extra, "/input/aspect_ratio", json!("9:21")),
        (extra, "/input/aspect_ratio", json!("16x9")),
        (extra, "/input/aspect_ratio", json!(1.5)),
        (extra, "/input/resolution", json!("2K")),
        (extra, "/input/resolution", json!("8k")),
        (extra, "/input/size", json!("2K")),
        (extra, "/input/num_images", json!("1")),
        (extra, "/input/numberOfGenerations", json!(1)),
        (dev, "/input/numberOfGenerations", json!("1")),
        (dev, "/input/numberOfGenerations", json!(0)),
        (dev, "/input/numberOfGenerations", json!(5)),
        (dev, "/input/numberOfGenerations", json!(1.5)),
        (dev, "/input/resolution", json!("1k")),
        (dev, "/input/image_urls", json!(["https://example.com/a.jpg"])),
        (plus, "/input/size", json!("2k")),
        (plus, "/input/size", json!("4K")),
        (plus, "/input/num_images", json!(1)),
        (plus, "/input/num_images", json!("5")),
        (plus, "/input/aspect_ratio", json!("1:1")),
        (plus, "/input/thinking_mode", json!(true)),
        (plus, "/input/prompt", json!("a".repeat(5_001))),
        (plus, "/input/image_urls", (0..5).map(|_| json!("https://example.com/a.jpg")).collect()),
        (mulerun, "/prompt", Value::Null),
        (mulerun, "/prompt", json!(3)),
        (mulerun, "/images", Value::Null),
        (mulerun, "/images", json!([])),
        (mulerun, "/images", eleven),
        (mulerun, "/images", json!(["iVBORw0KGgo="])),
        (mulerun, "/images", json!(["data:image/png;base64,%%%"])),
        (mulerun, "/images", json!(["data:image/svg+xml;base64,PHN2Zy8+"])),
        (mulerun, "/images", json!(["data:image/png;base64,aGVsbG8="])),
        (mulerun, "/image_urls", json!(["https://example.com/a.png"])),
        (mulerun, "/aspect_ratio", json!("9:21")),
        (mulerun, "/resolution", json!("4K")),
        (mulerun, "/resolution", json!("2k")),
        (mulerun, "/num_images", json!(1)),
        (mulerun, "/webhookUrl", json!("https://example.com/hook")),
        (pixazo, "/prompt", Value::Null),
        (pixazo, "/image_urls", Value::Null),
        (pixazo, "/image_urls", json!(["http://example.com/a.png"])),
        (pixazo, "/image_urls", json!(["data:image/png;base64,aGVsbG8="])),
        (pixazo, "/images", json!(["https://example.com/a.png"])),
        (pixazo, "/num_images", json!("1")),
        (pixazo, "/num_images", json!(0)),
        (pixazo, "/num_images", json!(5)),
        (pixazo, "/output_format", json!("PNG")),
        (pixazo, "/output_format", json!("webp")),
        (pixazo, "/sync_mode", json!("true")),
        (pixazo, "/aspect_ratio", json!("1:1")),
        (pixazo, "/webhook_url", json!("https://example.com/hook")),
    ];
    for (model, pointer, value) in rows {
        let body = changed(model, pointer, value.clone());
        let answer = running.post(model.submit, body).await;
        assert_eq!(answer.status, 400, "{} {pointer} {value}: {}", model.name, answer.json);
        let text = answer.json.to_string();
        let shape = match model.submit.split('/').next() {
            Some("pixelbyte") => "\"success\":false",
            Some("mulerun") => "\"code\":2001",
            _ => "{\"error\":\"",
        };
        assert!(text.contains(shape), "{text}");
    }
    assert_eq!(running.paid().await, 0);
}

#[tokio::test]
async fn what_a_model_needs_and_takes_is_in_its_data() {
    let running = Running::start().await;
    for (path, body, sentence) in [
        ("z-image-turbo-834/v1/z-image-turbo-request", json!({}), "image_size is required"),
        ("flux-2-dev/v1/generateT2I", json!({ "width": 512 }), "width is not a size"),
        ("wan-image-2-5/v1/generateTextToImage2-5Request", json!({ "size": "9x9" }), "size is not a size"),
        ("byteplus/v1/getTextToImage", json!({ "model": "none", "size": "2K" }), "model must be"),
        ("wan-2-7-api/v1/generateWan27TextToImageRequest", json!({ "n": 99 }), "n must be an integer"),
        (
            "flux-fill-dev/v1/flux-fill/generate",
            json!({ "image": "https://a.example/b" }),
            "mask is required",
        ),
    ] {
        let mut body = body;
        body["prompt"] = "a hat".into();
        let answer = running.post(&format!("pixazo/{path}"), body).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.json.to_string().contains(sentence), "{path}: {}", answer.json);
    }
    assert_eq!(running.paid().await, 0);
}

#[tokio::test]
async fn null_is_no_value() {
    let running = Running::start().await;
    for (model, field) in [(MULERUN, "aspect_ratio"), (PIXAZO, "output_format")] {
        let mut body = (model.body)();
        body[field] = Value::Null;
        assert_eq!(running.post(model.submit, body).await.status, 400, "{field}");
    }
}

#[tokio::test]
async fn optional_fields_may_be_left_out() {
    let running = Running::start().await;
    for (model, pointers) in [
        (&MODELS[0], ["/input/aspect_ratio", "/input/resolution"]),
        (&MODELS[1], ["/input/aspect_ratio", "/input/numberOfGenerations"]),
        (&MODELS[2], ["/input/size", "/input/num_images"]),
        (&MODELS[3], ["/aspect_ratio", "/resolution"]),
        (&MODELS[4], ["/output_format", "/num_images"]),
    ] {
        for pointer in pointers {
            running.buy(model, changed(model, pointer, Value::Null)).await;
        }
    }
    let mut hooked = (PIXELBYTE.body)();
    hooked["webhookUrl"] = "https://example.com/hook".into();
    running.buy(PIXELBYTE, hooked).await;
}

#[tokio::test]
async fn a_body_that_is_no_json_object_is_refused() {
    let running = Running::start().await;
    for model in &MODELS {
        let good = (model.body)().to_string();
        for (content_type, body, why) in [
            ("text/plain", good.as_str(), "content type"),
            ("application/x-www-form-urlencoded", good.as_str(), "content type"),
            ("application/json", "", "empty"),
            ("application/json", "{\"prompt\":", "cut off"),
            ("application/json", "[]", "an array"),
        ] {
            let request = running.request(Method::POST, model.submit).header("content-type", content_type);
            let status = request.body(body.to_owned()).send().await.unwrap().status();
            assert_eq!(status, 400, "{} {why}", model.name);
        }
        let request = running.request(Method::POST, model.submit);
        let request = request.header("content-type", "application/json; charset=utf-8").body(good);
        assert_eq!(request.send().await.unwrap().status(), model.submitted);
    }
}

#[tokio::test]
async fn unknown_models_versions_and_slugs_have_their_own_codes() {
    let running = Running::start().await;
    for (pointer, value, status, code) in [
        ("/model", "google/nano-banana-dev/edit-image", 404, "MODEL_NOT_FOUND"),
        ("/model", "nano", 400, "INVALID_MODEL_SLUG"),
        ("/version", "9.9", 404, "MODEL_VERSION_NOT_FOUND"),
        ("/webhookUrl", "http://example.com", 400, "INVALID_WEBHOOK_URL"),
    ] {
        let answer = running.post(PIXELBYTE.submit, changed(PIXELBYTE, pointer, value.into())).await;
        assert_eq!((answer.status, answer.json["error"]["code"].as_str()), (status, Some(code)));
    }
}

#[tokio::test]
async fn undocumented_paths_and_methods_are_refused() {
    let running = Running::start().await;
    for (method, path, status) in [
        (Method::POST, "pixelbyte/v1/jobs", 404),
        (Method::GET, "pixelbyte/v1/jobs/", 404),
        (Method::PUT, "pixelbyte/v1/jobs/submit", 404),
        (Method::POST, "pixelbyte/jobs/submit", 404),
        (Method::POST, "pixelbyte/v1/jobs/submit/", 404),
        (Method::GET, "mulerun/vendors/google/v1/nano-banana-pro/edit", 405),
        (Method::DELETE, "mulerun/vendors/google/v1/nano-banana-pro/edit/1", 405),
        (Method::POST, "mulerun/vendors/google/v1/nano-banana-pro/upscale", 404),
        (Method::GET, "mulerun/vendors/google/v1/nano-banana-pro/edit/none", 404),
        (Method::GET, "mulerun/tasks/1", 404),
        (Method::GET, "pixazo/nano-banana/v1/nano-banana/generateEditImageRequest", 404),
        (Method::POST, "pixazo/nano-banana-polling/v1/nano-banana/getStatus", 404),
        (Method::GET, "pixazo/v2/requests/status/none", 404),
        (Method::POST, "pixazo/v2/requests/status/none", 404),
    ] {
        let answer = read(running.request(method.clone(), path).send().await.unwrap()).await.unwrap();
        assert_eq!(answer.status, status, "{method} {path}");
        assert!(answer.json.is_object(), "{method} {path}");
    }
    let status = "pixazo/nano-banana-polling/nano-banana/getStatus";
    assert_eq!(running.post(status, json!({ "request_id": "x" })).await.status, 400);
    assert_eq!(running.post(status, json!({ "requestId": "x" })).await.status, 404);
}
