//! The main job: a local file and a prompt become an edited image, with each of the five models.

use js_sys::{Array, Function};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{js, load, member, photo, read_as_data_url, recorder, resolved, sha256, with};
use crate::session::{API, Session};

#[wasm_bindgen_test]
async fn pixelbyte_edits_with_nano_banana_pro_extra() {
    let wanted = json!({
        "model": "google/nano-banana-pro-extra/edit-image",
        "input": { "prompt": PROMPT, "image_urls": ["uploaded 0", "uploaded 1"], "aspect_ratio": "16:9", "resolution": "2k" },
        "webhookUrl": "https://example.com/done",
    });
    let request = json!({
        "provider": "pixelbyte",
        "model": "google/nano-banana-pro-extra/edit-image",
        "aspectRatio": "16:9",
        "resolution": "2K",
        "webhookUrl": "https://example.com/done",
    });
    edit(request, 2, "/v1/jobs/submit", wanted, 1).await;
}

#[wasm_bindgen_test]
async fn pixelbyte_makes_images_of_words() {
    let wanted = json!({
        "model": "google/nano-banana-dev/text-to-image",
        "input": { "prompt": PROMPT, "aspect_ratio": "1:1", "numberOfGenerations": 2 },
    });
    let request = json!({
        "provider": "pixelbyte",
        "model": "google/nano-banana-dev/text-to-image",
        "aspectRatio": "1:1",
        "count": 2,
    });
    edit(request, 0, "/v1/jobs/submit", wanted, 2).await;
}

#[wasm_bindgen_test]
async fn pixelbyte_edits_with_pixel_image_pro() {
    let wanted = json!({
        "model": "pixelbyte-plus/pixel-image-1.0-pro/image-to-image",
        "input": { "prompt": PROMPT, "image_urls": ["uploaded 0"], "size": "1K", "num_images": "3" },
    });
    let request = json!({
        "provider": "pixelbyte",
        "model": "pixelbyte-plus/pixel-image-1.0-pro/image-to-image",
        "resolution": "1K",
        "count": 3,
    });
    edit(request, 1, "/v1/jobs/submit", wanted, 3).await;
}

#[wasm_bindgen_test]
async fn mulerun_edits() {
    let wanted = json!({
        "prompt": PROMPT, "images": ["sent 0", "sent 1", "sent 2"], "aspect_ratio": "4:5", "resolution": "1K",
    });
    let request = json!({
        "provider": "mulerun",
        "model": "google/nano-banana-pro/edit",
        "aspectRatio": "4:5",
        "resolution": "1K",
    });
    edit(request, 3, "/vendors/google/v1/nano-banana-pro/edit", wanted, 1).await;
}

#[wasm_bindgen_test]
async fn pixazo_edits() {
    let wanted = json!({ "prompt": PROMPT, "image_urls": ["sent 0", "sent 1"], "num_images": 2, "output_format": "png" });
    let request =
        json!({ "provider": "pixazo", "model": "nano-banana/edit", "count": 2, "outputFormat": "png" });
    edit(request, 2, "/nano-banana/v1/nano-banana/generateEditImageRequest", wanted, 2).await;
}

/// Runs a request with so many files of different formats and compares everything that was sent, byte for
/// byte. In what is `wanted`, `sent 1` is the second file as a data URI, and `uploaded 1` the address where
/// it was uploaded.
async fn edit(mut request: Value, files: usize, path: &str, wanted: Value, outputs: usize) {
    let session = Session::new().await;
    let provider = request["provider"].as_str().unwrap().to_owned();
    request["prompt"] = PROMPT.into();
    let request = js(request);
    let images = Array::new();
    for media_type in ["image/jpeg", "image/png", "image/webp"].iter().take(files) {
        // Named wrongly: its bytes count.
        images.push(&photo("a photo.bin", media_type, 48).await.unwrap());
    }
    if files > 0 {
        with(request.clone(), [("images", images.clone().into())]);
    }
    let fetch = recorder();
    let options = with(session.options(), [("fetch", member(&fetch, "listen"))]);
    let result = session.run(request, options).await;

    let results = result["images"].as_array().unwrap();
    assert_eq!(results.len(), outputs, "{result}");
    for image in results {
        let size = load(image["url"].as_str().unwrap()).await.expect("the result does not load");
        assert!(member(&size, "width").as_f64().unwrap() > 1.0);
    }
    assert_eq!(result["ticket"]["provider"], provider);

    let purchases = session.purchases().await;
    assert_eq!(purchases.len(), 1, "{purchases:?}");
    let submit = &purchases[0];
    assert_eq!(submit["path"], format!("/{}/{provider}{path}", session.name));
    assert_eq!(submit["query"], Value::Null);
    assert_eq!(header(submit, "content-type"), Some("application/json"));
    let carrier = if provider == "pixazo" { "ocp-apim-subscription-key" } else { "authorization" };
    let carried = if provider == "pixazo" { "<key>" } else { "Bearer <key>" };
    assert_eq!(header(submit, carrier), Some(carried));
    for unwanted in ["cookie", "referer", "x-requested-with"] {
        assert_eq!(header(submit, unwanted), None);
    }

    let body = sent(&fetch, path).await;
    let text = body.to_string();
    let uploads = uploads(&session, &images).await;
    let mut expected = wanted.to_string();
    for (index, image) in images.iter().enumerate() {
        let uri = read_as_data_url(&image).await.unwrap().as_string().unwrap();
        expected = expected.replace(&format!("sent {index}"), &uri);
        if let Some(upload) = uploads.get(index) {
            expected = expected.replace(&format!("uploaded {index}"), upload);
        }
    }
    assert_eq!(serde_json::from_str::<Value>(&expected).unwrap(), body, "{text:.300}");
}

/// Returns the addresses of the uploaded files, after a look at each upload: the file's own bytes and type, and
/// no key.
async fn uploads(session: &Session, images: &Array) -> Vec<String> {
    let log = session.log().await;
    let puts: Vec<_> = log.iter().filter(|entry| entry["method"] == "PUT").collect();
    let mut addresses = Vec::new();
    for (put, image) in puts.into_iter().zip(images.iter()) {
        assert_eq!(put["sha256"], sha256(&image).await.unwrap().as_string().unwrap());
        let media_type = member(&image, "type").as_string();
        assert_eq!(header(put, "content-type"), media_type.as_deref());
        assert_eq!(header(put, "authorization"), None);
        assert_eq!(put["sawKey"], false);
        assert_eq!(put["status"], 200);
        addresses.push(format!("{}{}", API, put["path"].as_str().unwrap()));
    }
    addresses
}

/// Returns the body that was sent to a path, and checks that it is what arrived.
async fn sent(fetch: &JsValue, path: &str) -> Value {
    let read: Function = member(fetch, "bodyOf").unchecked_into();
    let promise = read.call1(&JsValue::UNDEFINED, &path.into()).unwrap();
    let text = resolved(promise.unchecked_into()).await.as_string().unwrap();
    serde_json::from_str(&text).unwrap()
}

pub fn header<'a>(entry: &'a Value, name: &str) -> Option<&'a str> {
    let headers = entry["headers"].as_array().unwrap().iter();
    headers.filter(|header| header[0] == name).find_map(|header| header[1].as_str())
}

const PROMPT: &str = "give the man a \"red\" hat\n– 红帽子 👒";
