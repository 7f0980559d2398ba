//! Faults of the connection: reset, hung, late, refused, or a reply without an end.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::running::{PIXELBYTE, PROVIDERS, Running, read};

#[tokio::test]
async fn resets_are_real_and_come_when_told() {
    let running = Running::start().await;
    for (provider, model) in PROVIDERS {
        let lay = async |fault: Value| {
            running.spoil(json!([{ "provider": provider, "stage": "submit", "fault": fault }])).await;
            running.request(Method::POST, model.submit).json(&(model.body)()).send().await
        };
        assert!(is_reset(&lay(json!({ "resetBeforeBody": true })).await.unwrap_err()));
        assert!(is_reset(&lay(json!({ "resetBeforeReply": true })).await.unwrap_err()));
        assert_eq!(running.paid().await, 0);
        let begun = lay(json!({ "resetInBody": true })).await.unwrap();
        assert_eq!(begun.status(), model.submitted);
        assert!(begun.bytes().await.is_err());
        running.control(Method::DELETE, "log", None).await;
    }
}

fn is_reset(error: &reqwest::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<std::io::Error>() {
            return error.kind() == std::io::ErrorKind::ConnectionReset;
        }
        cause = error.source();
    }
    false
}

#[tokio::test]
async fn a_hang_never_answers() {
    let running = Running::start().await;
    for fault in [json!({ "hang": true }), json!({ "hangInBody": true })] {
        running.spoil(json!([{ "stage": "submit", "fault": fault }])).await;
        let call = running.try_post(PIXELBYTE.submit, (PIXELBYTE.body)());
        assert!(tokio::time::timeout(Duration::from_millis(400), call).await.is_err());
    }
    let log = running.log().await;
    assert_eq!((&log[0]["status"], &log[0]["paid"]), (&Value::Null, &json!(false)));
    assert_eq!((&log[1]["status"], &log[1]["paid"]), (&json!(200), &json!(true)));
}

#[tokio::test]
async fn a_delay_delays() {
    let running = Running::start().await;
    running.spoil(json!([{ "stage": "submit", "fault": { "delayMs": 300 } }])).await;
    let began = std::time::Instant::now();
    running.buy(PIXELBYTE, (PIXELBYTE.body)()).await;
    assert!(began.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn a_huge_body_streams_64_mib_at_every_stage() {
    let running = Running::start().await;
    let addresses = running.run(PIXELBYTE, (PIXELBYTE.body)()).await;
    running
        .spoil(json!([
            { "stage": "submit", "fault": { "hugeBody": true } },
            { "stage": "download", "fault": { "hugeBody": true } },
        ]))
        .await;
    let submit = running.post(PIXELBYTE.submit, (PIXELBYTE.body)()).await;
    let download = read(running.client.get(&addresses[0]).send().await.unwrap()).await.unwrap();
    for answer in [submit, download] {
        assert_eq!(answer.bytes.len(), 64 * 1024 * 1024 + 12);
        assert!(!answer.headers.contains_key("content-length"));
    }
}

#[tokio::test]
async fn an_upload_s_empty_reply_can_break_off_too() {
    let running = Running::start().await;
    let presign = json!({ "filename": "a.png", "contentType": "image/png" });
    let upload = running.post("pixelbyte/v1/uploads/presign", presign).await.json;
    running.spoil(json!([{ "stage": "upload", "fault": { "resetInBody": true } }])).await;
    let address = upload["data"]["uploadUrl"].as_str().unwrap();
    let put = running.client.put(address).header("content-type", "image/png").body("x").send().await.unwrap();
    assert_eq!(put.status(), 200);
    assert!(put.bytes().await.is_err());
}

#[tokio::test]
async fn the_refused_address_refuses_connections() {
    let running = Running::start().await;
    let error = running.client.get(&running.simulator.refused).send().await.unwrap_err();
    assert!(error.is_connect());
}
