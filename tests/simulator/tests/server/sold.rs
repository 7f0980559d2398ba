//! Every model of every provider: the bodies of its samples, and those bodies with one mistake.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::running::{Answer, Running, images};

#[derive(Deserialize)]
struct Sample {
    model: String,
    path: String,
    body: Value,
}

/// Returns the samples, each with its provider.
fn samples() -> Vec<(&'static str, Sample)> {
    let files = [
        ("mulerouter", include_str!("../../../models/mulerouter.json")),
        ("mulerun", include_str!("../../../models/mulerun.json")),
        ("pixazo", include_str!("../../../models/pixazo.json")),
        ("pixelbyte", include_str!("../../../models/pixelbyte.json")),
    ];
    let read = |(provider, json)| {
        let samples: Vec<Sample> = serde_json::from_str(json).unwrap();
        samples.into_iter().map(move |sample| (provider, sample))
    };
    files.into_iter().flat_map(read).collect()
}

async fn started() -> Running {
    let running = Running::start().await;
    running.set(json!({ "jobMs": 0, "longestSide": 16 })).await;
    running
}

/// Polls the job of a submit until it has images.
async fn outputs(running: &Running, provider: &str, submit: &str, submitted: &Answer) -> Vec<String> {
    let at = |pointer: &str| submitted.json.pointer(pointer)?.as_str().map(str::to_owned);
    let status = match (at("/jobId"), at("/task_info/id"), at("/request_id")) {
        (Some(id), ..) => format!("{provider}/v1/jobs/{id}"),
        (_, Some(id), _) => format!("{submit}/{id}"),
        (.., Some(id)) => format!("{provider}/v2/requests/status/{id}"),
        _ => return images(&submitted.json),
    };
    for _ in 0..10_000 {
        let found = images(&running.get(&status).await.json);
        if !found.is_empty() {
            return found;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("{submit}: no images")
}

#[tokio::test]
async fn the_body_of_every_sample_becomes_images() {
    let running = started().await;
    for (provider, Sample { model, path, body }) in samples() {
        let submit = format!("{provider}{path}");
        let answer = running.post(&submit, body).await;
        assert!((200..300).contains(&answer.status), "{provider} {model}: {}", answer.json);
        assert!(!outputs(&running, provider, &submit, &answer).await.is_empty(), "{provider} {model}");
    }
    assert_eq!(running.paid().await, samples().len());
}

#[tokio::test]
async fn a_sample_with_one_mistake_is_refused() {
    let running = started().await;
    for (provider, Sample { model, path, body }) in samples() {
        let submit = format!("{provider}{path}");
        let inner = if provider == "pixelbyte" { "/input" } else { "" };
        let names: Vec<String> = body.pointer(inner).unwrap().as_object().unwrap().keys().cloned().collect();
        for name in names.iter().map(String::as_str).chain(["unheard_of"]) {
            // No field of any model takes `null` or such a list.
            for wrong in [Value::Null, json!([[]])] {
                if matches!(name, "bbox_list" | "color_palette" | "elements" | "loras") && !wrong.is_null() {
                    continue;
                }
                let mut body = body.clone();
                body.pointer_mut(inner).unwrap()[name] = wrong.clone();
                let answer = running.post(&submit, body).await;
                assert_eq!(answer.status, 400, "{provider} {model} {name} {wrong}: {}", answer.json);
            }
        }
    }
    assert_eq!(running.paid().await, 0);
}

#[tokio::test]
async fn an_operation_that_answers_at_once_has_the_images_in_its_own_place() {
    let running = started().await;
    for (path, body, pointer) in [
        (
            "byteplus/v1/getTextToImage",
            json!({ "model": "seedream-4-5-251128", "size": "2K" }),
            "/data/0/url",
        ),
        ("flux-1-schnell/v1/getData", json!({}), "/output"),
        ("recraft/v4/generate", json!({ "n": 2 }), "/output/1"),
        ("getImage/v1/getSDXLImage", json!({}), "/imageUrl"),
    ] {
        let submit = format!("pixazo/{path}");
        let with = |prompt: &str| {
            let mut body = body.clone();
            body["prompt"] = prompt.into();
            body
        };
        let answer = running.post(&submit, with("a hat")).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.json);
        assert!(answer.json.pointer(pointer).is_some_and(Value::is_string), "{path}: {}", answer.json);
        assert_eq!(running.post(&submit, with("a hat [fail]")).await.status, 502, "{path}");
    }
}

#[tokio::test]
async fn wan_2_7_is_polled_by_its_id_alone() {
    let running = started().await;
    let submit = "pixazo/wan-2-7-api/v1/generateWan27TextToImageRequest";
    let answer = running.post(submit, json!({ "prompt": "a hat", "n": 1 })).await;
    assert_eq!((answer.status, answer.json.get("polling_url")), (202, None));
    assert_eq!(outputs(&running, "pixazo", submit, &answer).await.len(), 1);
}

#[tokio::test]
async fn mulerouter_and_mulerun_do_not_know_each_other_s_tasks() {
    let running = started().await;
    let (_, Sample { path, body, .. }) = samples().remove(0);
    let answer = running.post(&format!("mulerouter{path}"), body).await;
    let id = answer.json["task_info"]["id"].as_str().unwrap();
    assert_eq!(running.get(&format!("mulerouter{path}/{id}")).await.status, 200);
    assert_eq!(running.get(&format!("mulerun{path}/{id}")).await.status, 404);
}

#[tokio::test]
async fn a_session_sells_models_of_its_own() {
    let running = started().await;
    let (old, new) = ("pixazo/flux-2-dev/v1/generateT2I", "pixazo/flux-2-dev/v2/generate");
    let model = json!({
        "provider": "pixazo", "id": "flux-2-dev/text-to-image", "name": "Flux 2 Dev", "tasks": ["generate"],
        "page": "https://example.com", "confidence": "documented", "path": "/flux-2-dev/v2/generate",
        "fields": { "prompt": { "wire": "text" } }, "price": null, "seconds": 5,
    });
    running.set(json!({ "models": [model] })).await;
    assert_eq!(running.post(old, json!({ "prompt": "a hat" })).await.status, 404);
    assert_eq!(running.post(new, json!({ "prompt": "a hat" })).await.status, 400);
    let answer = running.post(new, json!({ "text": "a hat" })).await;
    assert_eq!(answer.status, 202, "{}", answer.json);
    assert_eq!(outputs(&running, "pixazo", new, &answer).await.len(), 1);
}
