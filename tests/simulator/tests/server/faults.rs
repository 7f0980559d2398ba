//! Wrong replies, as the client receives them; `connections` has failures of the connection.

use reqwest::Method;
use serde_json::{Value, json};

use crate::running::{KEY, MULERUN, PIXAZO, PIXELBYTE, PROVIDERS, Running, images};

#[tokio::test]
async fn a_status_comes_in_the_provider_s_shape_once_and_buys_nothing() {
    let running = Running::start().await;
    for (provider, model) in PROVIDERS {
        for status in [400, 401, 402, 403, 404, 408, 409, 413, 422, 425, 429, 500, 502, 503, 504] {
            let before = running.paid().await;
            running
                .spoil(json!([{ "provider": provider, "stage": "submit", "fault": { "status": status } }]))
                .await;
            let answer = running.post(model.submit, (model.body)()).await;
            assert_eq!(answer.status, status);
            let error = ["/error/code", "/error", "/detail", "/task_info/error/detail"];
            assert!(error.iter().any(|pointer| answer.json.pointer(pointer).is_some()), "{}", answer.json);
            assert_eq!(answer.headers["access-control-allow-origin"], "*");
            assert_eq!(running.paid().await, before);
            running.buy(model, (model.body)()).await;
        }
    }
}

#[tokio::test]
async fn a_job_can_be_bought_although_the_reply_denies_or_loses_it() {
    let running = Running::start().await;
    for (provider, model) in PROVIDERS {
        for fault in [
            json!({ "status": 500, "acceptAnyway": true }),
            json!({ "status": 503, "body": "html", "acceptAnyway": true }),
            json!({ "resetBeforeReply": true, "acceptAnyway": true }),
            json!({ "resetInBody": true }),
            json!({ "body": "empty" }),
            json!({ "body": "truncated" }),
            json!({ "wrongTypes": true }),
        ] {
            running.control(Method::DELETE, "log", None).await;
            running.spoil(json!([{ "provider": provider, "stage": "submit", "fault": fault }])).await;
            let answer = running.try_post(model.submit, (model.body)()).await;
            assert!(answer.is_err() || images(&answer.unwrap().json).is_empty());
            assert_eq!(running.paid().await, 1, "{provider} {fault}");
            assert_eq!(running.log().await[0]["fault"], fault);
        }
    }
}

#[tokio::test]
async fn bodies_are_html_text_empty_or_cut_off() {
    let running = Running::start().await;
    for (provider, model) in PROVIDERS {
        for (body, media_type, text) in [
            ("html", Some("text/html"), "<h1>502"),
            ("text", Some("text/plain"), "upstream"),
            ("truncated", Some("application/json"), "{"),
            ("empty", None, ""),
        ] {
            running
                .spoil(json!([{ "provider": provider, "stage": "submit", "fault": { "status": 502, "body": body } }]))
                .await;
            let answer = running.post(model.submit, (model.body)()).await;
            assert_eq!(answer.status, 502);
            let found = answer.headers.get("content-type").map(|value| value.to_str().unwrap());
            assert_eq!(found.is_some(), media_type.is_some());
            assert!(found.unwrap_or_default().starts_with(media_type.unwrap_or_default()));
            assert!(String::from_utf8_lossy(&answer.bytes).contains(text));
            assert_eq!(answer.json, Value::Null, "{body} is no JSON");
        }
    }
}

#[tokio::test]
async fn retry_after_comes_in_body_and_header_in_every_form() {
    let running = Running::start().await;
    for (retry_after, header, body) in [
        (json!({ "body": 2 }), None, Some(json!(2))),
        (json!({ "body": "soon" }), None, Some(json!("soon"))),
        (json!({ "header": "2" }), Some("2"), None),
        (json!({ "header": "99999999999" }), Some("99999999999"), None),
        (json!({ "dateIn": 2 }), Some("GMT"), None),
        (json!({}), None, None),
    ] {
        let fault = json!({ "status": 429, "retryAfter": retry_after });
        running.spoil(json!([{ "stage": "submit", "fault": fault }])).await;
        let answer = running.post(PIXELBYTE.submit, (PIXELBYTE.body)()).await;
        let found = answer.headers.get("retry-after").map(|value| value.to_str().unwrap());
        assert_eq!(found.is_some(), header.is_some());
        assert!(found.unwrap_or_default().ends_with(header.unwrap_or_default()));
        assert_eq!(answer.json.pointer("/error/details/retryAfter"), body.as_ref());
    }
}

#[tokio::test]
async fn a_rule_skips_and_repeats_as_told() {
    let running = Running::start().await;
    let statuses = async |rules: Value| {
        running.spoil(rules).await;
        let mut statuses = Vec::new();
        for _ in 0..5 {
            statuses.push(running.post(PIXELBYTE.submit, (PIXELBYTE.body)()).await.status);
        }
        statuses
    };
    let fault = json!({ "status": 503 });
    let rule = |after: u32, times: Value| json!([{ "stage": "submit", "after": after, "times": times, "fault": fault }]);
    assert_eq!(statuses(rule(1, json!(2))).await, [200, 503, 503, 200, 200]);
    assert_eq!(statuses(rule(3, Value::Null)).await, [200, 200, 200, 503, 503]);
    let others = json!([{ "provider": "pixazo", "stage": "submit", "times": null, "fault": fault }]);
    assert_eq!(statuses(others).await, [200; 5]);
}

#[tokio::test]
async fn a_poll_can_be_strange_in_every_way_and_the_job_still_ends() {
    let running = Running::start().await;
    for (provider, model) in PROVIDERS {
        for fault in [
            json!({ "unknownStatus": true }),
            json!({ "notFoundFirst": true }),
            json!({ "status": 503, "body": "html" }),
            json!({ "body": "empty" }),
            json!({ "wrongTypes": true }),
            json!({ "resetBeforeReply": true }),
            json!({ "redirect": true }),
        ] {
            running.spoil(json!([{ "provider": provider, "stage": "poll", "fault": fault }])).await;
            let id = running.buy(model, (model.body)()).await;
            let strange = running.try_ask(model, &id).await;
            match strange {
                Ok(answer) if fault["unknownStatus"] == true => {
                    assert!(answer.json.to_string().contains("contemplating"));
                }
                Ok(answer) if fault["notFoundFirst"] == true => assert_eq!(answer.status, 404),
                Ok(answer) if fault["status"] == 503 => assert!(answer.bytes.starts_with(b"<!doctype html>")),
                Ok(answer) if fault["body"] == "empty" => {
                    assert_eq!((answer.status, answer.bytes.len()), (200, 0));
                }
                Ok(answer) if fault["wrongTypes"] == true => {
                    assert!(!answer.json.to_string().to_lowercase().contains("pending"));
                }
                Ok(answer) if fault["redirect"] == true => {
                    assert_eq!(answer.status, 307);
                    let location = answer.headers["location"].to_str().unwrap();
                    assert!(location.starts_with(&running.simulator.other_host));
                }
                Err(_) if fault["resetBeforeReply"] == true => {}
                _ => panic!("{provider} {fault}"),
            }
            assert_eq!(images(&running.wait(model, &id).await.json).len(), 1, "{provider} {fault}");
        }
    }
}

#[tokio::test]
async fn a_completed_job_can_show_no_images_or_wicked_ones() {
    let running = Running::start().await;
    for (provider, model) in PROVIDERS {
        for (fault, wanted) in [
            ("doneWithoutImages", None),
            ("javascriptOutput", Some("javascript:alert(1)")),
            ("svgDataOutput", Some("data:image/svg+xml;base64,")),
        ] {
            running.spoil(json!([{ "provider": provider, "stage": "poll", "fault": { fault: true } }])).await;
            let id = running.buy(model, (model.body)()).await;
            let text = running.wait(model, &id).await.json.to_string();
            assert!(!text.contains("/files/"), "{text}");
            assert!(wanted.is_none_or(|wanted| text.contains(wanted)), "{text}");
        }
    }
}

#[tokio::test]
async fn a_job_fails_with_the_words_it_is_told() {
    let running = Running::start().await;
    let failed_job = json!({ "code": "NSFW", "message": "no hats" });
    for (provider, model) in PROVIDERS {
        for stage in ["submit", "poll"] {
            running
                .spoil(
                    json!([{ "provider": provider, "stage": stage, "fault": { "failedJob": failed_job } }]),
                )
                .await;
            let id = running.buy(model, (model.body)()).await;
            let text = running.wait(model, &id).await.json.to_string();
            assert!(text.contains("no hats"), "{text}");
            assert!(provider == "pixazo" || text.contains("NSFW"), "{text}");
        }
        running.spoil(json!([{ "stage": "submit", "fault": { "moderation": true } }])).await;
        assert_eq!(running.post(model.submit, (model.body)()).await.status, 400);
        running.spoil(json!([{ "stage": "poll", "fault": { "moderation": true } }])).await;
        let id = running.buy(model, (model.body)()).await;
        let text = running.wait(model, &id).await.json.to_string();
        assert!(
            ["content policy", "prompt violation", "safety"].iter().any(|word| text.contains(word)),
            "{text}"
        );
    }
}

#[tokio::test]
async fn pixazo_can_point_to_another_host_for_polls() {
    let running = Running::start().await;
    for (address, wanted) in [
        (json!(true), running.simulator.other_host.as_str()),
        (json!("https://evil.example/{id}"), "https://evil.example/nano"),
    ] {
        let fault = json!({ "foreignPollingUrl": address });
        running.spoil(json!([{ "stage": "submit", "fault": fault }])).await;
        let submitted = running.post(PIXAZO.submit, (PIXAZO.body)()).await.json;
        assert!(submitted["polling_url"].as_str().unwrap().starts_with(wanted), "{submitted}");
        let id = submitted["request_id"].as_str().unwrap();
        assert_eq!(images(&running.wait(PIXAZO, id).await.json).len(), 1);
    }
}

#[tokio::test]
async fn every_other_stage_can_fail_too() {
    let running = Running::start().await;
    let address = running.run(PIXELBYTE, (PIXELBYTE.body)()).await.remove(0);
    let presign = json!({ "filename": "a.png", "contentType": "image/png" });
    let upload = running.post("pixelbyte/v1/uploads/presign", presign.clone()).await.json;
    let rules: Vec<Value> = ["cancel", "download", "list", "presign", "probe", "upload"]
        .iter()
        .map(|stage| json!({ "stage": stage, "times": null, "fault": { "status": 503 } }))
        .collect();
    running.spoil(rules.into()).await;
    let put = running.client.put(upload["data"]["uploadUrl"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(put.status(), 503);
    assert_eq!(running.client.get(address).send().await.unwrap().status(), 503);
    assert_eq!(running.post("pixelbyte/v1/uploads/presign", presign).await.status, 503);
    assert_eq!(running.post("pixelbyte/v1/jobs/x/cancel", json!({})).await.status, 503);
    for path in ["pixelbyte/v1/jobs", "pixelbyte/v1/models", "pixelbyte/v1/jobs/unknown"] {
        assert_eq!(running.get(path).await.status, 503, "{path}");
    }
    assert_eq!(running.get(&format!("{}/unknown", MULERUN.submit)).await.status, 503);
}

#[tokio::test]
async fn a_careless_provider_repeats_the_key_and_the_image_in_its_sentences() {
    let running = Running::start().await;
    for (provider, model) in [("mulerun", MULERUN), ("pixazo", PIXAZO)] {
        let name = if provider == "mulerun" { "images" } else { "image_urls" };
        let mut body = (model.body)();
        body[name] = json!([format!("data:image/png;base64,{}", "iVBORw0KGgo".repeat(100))]);
        running
            .spoil(
                json!([{ "provider": provider, "stage": "submit", "fault": { "status": 400, "echo": true } }]),
            )
            .await;
        let text = running.post(model.submit, body).await.json.to_string();
        assert!(text.contains(KEY) && text.contains("data:image/png;base64,iVBORw0KGgoiVBORw"), "{text}");
        assert!(text.len() < 1500, "{text}");
    }
}

#[tokio::test]
async fn an_upload_can_be_sent_elsewhere() {
    let running = Running::start().await;
    let presign = json!({ "filename": "a.png", "contentType": "image/png" });
    for (address, wanted) in [
        (json!(true), running.simulator.other_host.as_str()),
        (json!("javascript:alert(1)"), "javascript:alert(1)"),
    ] {
        running.spoil(json!([{ "stage": "presign", "fault": { "foreignUploadUrl": address } }])).await;
        let place = running.post("pixelbyte/v1/uploads/presign", presign.clone()).await.json;
        assert!(place["data"]["uploadUrl"].as_str().unwrap().starts_with(wanted), "{place}");
        assert!(place["data"]["fileUrl"].as_str().unwrap().starts_with(&running.simulator.api), "{place}");
    }
}
