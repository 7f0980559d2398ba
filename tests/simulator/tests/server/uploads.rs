//! PixelByte's presigned uploads.

use reqwest::Method;
use serde_json::{Value, json};

use crate::images::jpeg;
use crate::running::{Answer, KEY, MODELS, Running, read};

async fn presign(running: &Running) -> Value {
    let body = json!({ "filename": "my photo.jpg", "contentType": "image/jpeg" });
    let answer = running.post("pixelbyte/v1/uploads/presign", body).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    assert_eq!(answer.json["data"]["maxSize"], 10_485_760);
    answer.json["data"].clone()
}

async fn put(running: &Running, address: &str, content_type: &str, bytes: Vec<u8>) -> Answer {
    let request = running.client.put(address).header("content-type", content_type).body(bytes);
    read(request.send().await.unwrap()).await.unwrap()
}

async fn state(running: &Running, upload: &Value) -> Value {
    let path = format!("pixelbyte/v1/uploads/{}", upload["fileId"].as_str().unwrap());
    running.get(&path).await.json["data"]["status"].clone()
}

#[tokio::test]
async fn an_uploaded_file_is_edited() {
    let running = Running::start().await;
    let upload = presign(&running).await;
    assert_eq!(state(&running, &upload).await, "pending");
    let stored = put(&running, upload["uploadUrl"].as_str().unwrap(), "image/jpeg", jpeg()).await;
    assert_eq!(stored.status, 200);
    assert_eq!(state(&running, &upload).await, "uploaded");
    for model in [&MODELS[0], &MODELS[2]] {
        let mut body = (model.body)();
        body["input"]["image_urls"] = json!([upload["fileUrl"]]);
        assert_eq!(running.run(model, body).await.len(), 1);
    }
    let file =
        read(running.client.get(upload["fileUrl"].as_str().unwrap()).send().await.unwrap()).await.unwrap();
    assert_eq!(file.bytes, jpeg());
}

#[tokio::test]
async fn a_result_can_be_edited_again() {
    let running = Running::start().await;
    let addresses = running.run(&MODELS[1], (MODELS[1].body)()).await;
    let mut body = (MODELS[0].body)();
    body["input"]["image_urls"] = json!(addresses);
    assert_eq!(running.run(&MODELS[0], body).await.len(), 1);
}

#[tokio::test]
async fn a_file_that_was_not_put_or_is_no_image_is_refused_at_submit() {
    let running = Running::start().await;
    let upload = presign(&running).await;
    let mut body = (MODELS[0].body)();
    body["input"]["image_urls"] = json!([upload["fileUrl"]]);
    assert_eq!(running.post(MODELS[0].submit, body.clone()).await.json["error"]["code"], "INVALID_INPUT");
    put(&running, upload["uploadUrl"].as_str().unwrap(), "image/jpeg", b"no image".to_vec()).await;
    assert_eq!(running.post(MODELS[0].submit, body.clone()).await.status, 400);
    body["input"]["image_urls"] = json!([running.url("storage/temp/unknown.jpg")]);
    assert_eq!(running.post(MODELS[0].submit, body).await.status, 400);
    assert_eq!(running.paid().await, 0);
}

#[tokio::test]
async fn the_storage_refuses_what_was_not_signed() {
    let running = Running::start().await;
    let upload = presign(&running).await;
    let address = upload["uploadUrl"].as_str().unwrap();
    let (path, _) = address.split_once('?').unwrap();
    assert_eq!(put(&running, path, "image/jpeg", jpeg()).await.status, 403);
    assert_eq!(put(&running, &format!("{path}?token=guess"), "image/jpeg", jpeg()).await.status, 403);
    assert_eq!(put(&running, address, "image/png", jpeg()).await.status, 403);
    assert_eq!(put(&running, address, "image/jpeg", vec![0; 10_485_761]).await.status, 413);
    for header in ["authorization", "ocp-apim-subscription-key"] {
        let request = running.client.put(address).header("content-type", "image/jpeg").header(header, KEY);
        let refused = read(request.body(jpeg()).send().await.unwrap()).await.unwrap();
        assert_eq!(refused.status, 400);
        assert!(String::from_utf8_lossy(&refused.bytes).contains("<Code>InvalidArgument</Code>"));
    }
    assert_eq!(running.client.post(address).send().await.unwrap().status(), 405);
    assert_eq!(state(&running, &upload).await, "pending");
    assert_eq!(put(&running, address, "image/jpeg", vec![0; 10_485_760]).await.status, 200);
}

#[tokio::test]
async fn presign_refuses_what_the_page_does_not_name() {
    let running = Running::start().await;
    for (body, code) in [
        (json!({ "contentType": "image/png" }), "VALIDATION_ERROR"),
        (json!({ "filename": "a.png" }), "VALIDATION_ERROR"),
        (json!({ "filename": 1, "contentType": "image/png" }), "VALIDATION_ERROR"),
        (json!({ "filename": "a.png", "contentType": "image/png", "size": 3 }), "VALIDATION_ERROR"),
        (json!({ "filename": "a.bmp", "contentType": "image/bmp" }), "INVALID_CONTENT_TYPE"),
    ] {
        let answer = running.post("pixelbyte/v1/uploads/presign", body).await;
        assert_eq!((answer.status, answer.json["error"]["code"].as_str()), (400, Some(code)));
    }
    let missing = running.request(Method::GET, "pixelbyte/v1/uploads/none").send().await.unwrap();
    assert_eq!(missing.status(), 404);
}
