//! Every documented call, with the provider pages' own bodies.

use reqwest::Method;
use serde_json::json;

use crate::running::{MODELS, MULERUN, PIXAZO, PIXELBYTE, Running, images, read};

#[tokio::test]
async fn every_page_s_own_body_becomes_an_image() {
    let running = Running::start().await;
    for model in &MODELS {
        let addresses = running.run(model, (model.body)()).await;
        assert_eq!(addresses.len(), 1, "{}", model.name);
        let file = read(running.client.get(&addresses[0]).send().await.unwrap()).await.unwrap();
        assert_eq!(file.status, 200);
        let image = image::load_from_memory(&file.bytes).unwrap();
        assert_eq!(image.width().max(image.height()), 128, "{}", model.name);
        assert_eq!(file.headers["access-control-allow-origin"], "*");
    }
    assert_eq!(running.paid().await, 5);
}

#[tokio::test]
async fn a_job_is_pending_then_processing_then_completed() {
    let running = Running::start().await;
    running.set(json!({ "jobMs": LONG_MS })).await;
    for (model, pending, processing) in [
        (PIXELBYTE, "\"pending\"", "\"processing\""),
        (MULERUN, "\"pending\"", "\"processing\""),
        (PIXAZO, "\"QUEUED\"", "\"PROCESSING\""),
    ] {
        let id = running.buy(model, (model.body)()).await;
        assert!(running.ask(model, &id).await.json.to_string().contains(pending), "{}", model.name);
        running.age(LONG_MS / 2).await;
        assert!(running.ask(model, &id).await.json.to_string().contains(processing), "{}", model.name);
        running.age(LONG_MS / 2).await;
        assert_eq!(images(&running.wait(model, &id).await.json).len(), 1, "{}", model.name);
    }
}

#[tokio::test]
async fn the_first_poll_of_a_job_that_takes_no_time_finds_it_completed() {
    let running = Running::start().await;
    running.set(json!({ "jobMs": 0 })).await;
    for model in &MODELS {
        let id = running.buy(model, (model.body)()).await;
        assert_eq!(images(&running.ask(model, &id).await.json).len(), 1, "{}", model.name);
    }
}

#[tokio::test]
async fn the_submit_replies_are_the_documented_ones() {
    let running = Running::start().await;
    let pixelbyte = running.post(PIXELBYTE.submit, (PIXELBYTE.body)()).await.json;
    assert_eq!(pixelbyte["status"], "pending");
    assert_eq!(pixelbyte["costMicroCents"], 40_000);
    assert!(pixelbyte["estimatedCompletionTime"].as_str().unwrap().ends_with('Z'));
    let mulerun = running.post(MULERUN.submit, (MULERUN.body)()).await.json;
    assert_eq!(mulerun["task_info"]["status"], "pending");
    let pixazo = running.post(PIXAZO.submit, (PIXAZO.body)()).await.json;
    let id = pixazo["request_id"].as_str().unwrap();
    assert_eq!(pixazo["status"], "QUEUED");
    assert_eq!(pixazo["polling_url"], format!("https://gateway.pixazo.ai/v2/requests/status/{id}"));
}

#[tokio::test]
async fn pixelbyte_wraps_its_jobs_and_names_its_outputs_as_told() {
    let running = Running::start().await;
    for (shape, pointer) in [
        ("outputs", "/outputs/0/url"),
        ("string", "/output"),
        ("url", "/output/url"),
        ("imageUrl", "/output/imageUrl"),
    ] {
        for (wrapping, prefix) in [("flat", ""), ("wrapped", "/data")] {
            running.set(json!({ "shape": wrapping, "outputShape": shape })).await;
            let id = running.buy(PIXELBYTE, (PIXELBYTE.body)()).await;
            let done = running.wait(PIXELBYTE, &id).await.json;
            let address = done.pointer(&format!("{prefix}{pointer}")).and_then(|value| value.as_str());
            assert!(address.is_some_and(|address| address.contains("/files/")), "{shape}: {done}");
        }
    }
}

#[tokio::test]
async fn mulerun_speaks_its_other_words_as_told() {
    let running = Running::start().await;
    running.set(json!({ "words": "queued", "idField": "task_id" })).await;
    let submitted = running.post(MULERUN.submit, (MULERUN.body)()).await.json;
    assert_eq!(submitted["task_info"]["status"], "queued");
    let id = submitted["task_info"]["task_id"].as_str().unwrap();
    assert_eq!(running.wait(MULERUN, id).await.json["task_info"]["status"], "succeeded");
    let mut failing = (MULERUN.body)();
    failing["prompt"] = "[fail]".into();
    let id = running.buy(MULERUN, failing).await;
    assert_eq!(running.wait(MULERUN, &id).await.json["error"]["error_code"], 3001);
}

#[tokio::test]
async fn pixazo_has_two_queues_that_do_not_know_each_other_s_jobs() {
    let running = Running::start().await;
    let id = running.buy(PIXAZO, (PIXAZO.body)()).await;
    running.set(json!({ "queue": "getStatus" })).await;
    let submitted = running.post(PIXAZO.submit, (PIXAZO.body)()).await;
    assert_eq!((submitted.status, submitted.json.as_object().unwrap().len()), (200, 1));
    let legacy = submitted.json["request_id"].as_str().unwrap();
    assert_eq!(images(&running.wait(PIXAZO, legacy).await.json).len(), 1);
    let done = running.wait(PIXAZO, &id).await.json;
    assert_eq!(done["status"], "COMPLETED");
    assert_eq!(done["output"]["media_url"].as_array().unwrap().len(), 1);
    assert_eq!(running.get(&format!("pixazo/v2/requests/status/{legacy}")).await.status, 404);
    let path = "pixazo/nano-banana-polling/nano-banana/getStatus";
    assert_eq!(running.post(path, json!({ "requestId": id })).await.status, 404);
}

#[tokio::test]
async fn pixazo_gives_as_many_images_as_asked_inline_and_in_the_format_asked() {
    let running = Running::start().await;
    let mut body = (PIXAZO.body)();
    body["num_images"] = 3.into();
    body["sync_mode"] = true.into();
    body["output_format"] = "png".into();
    for queue in ["getStatus", "v2"] {
        running.set(json!({ "queue": queue })).await;
        let id = PIXAZO.id(&running.post(PIXAZO.submit, body.clone()).await.json);
        let images = images(&running.wait(PIXAZO, &id).await.json);
        assert_eq!(images.len(), 3, "three different ones");
        assert!(images.iter().all(|image| image.starts_with("data:image/png;base64,")));
    }
}

#[tokio::test]
async fn count_gives_that_many_different_images() {
    let running = Running::start().await;
    let mut body = (PIXELBYTE.body)();
    body["input"]["numberOfGenerations"] = 4.into();
    let addresses = running.run(PIXELBYTE, body).await;
    assert_eq!(addresses.len(), 4);
    let mut files = Vec::new();
    for address in addresses {
        files.push(running.client.get(address).send().await.unwrap().bytes().await.unwrap());
    }
    files.sort();
    files.dedup();
    assert_eq!(files.len(), 4);
}

#[tokio::test]
async fn pixelbyte_lists_jobs_page_by_page() {
    let running = Running::start().await;
    running.set(json!({ "jobMs": 60_000 })).await;
    for _ in 0..5 {
        running.buy(PIXELBYTE, (PIXELBYTE.body)()).await;
    }
    running.buy(&MODELS[0], (MODELS[0].body)()).await;
    let model = "google/nano-banana-dev/text-to-image";
    let first = running.get(&format!("pixelbyte/v1/jobs?limit=3&modelId={model}")).await.json;
    assert_eq!(first["jobs"].as_array().unwrap().len(), 3);
    assert_eq!(first["hasMore"], true);
    let cursor = first["nextCursor"].as_str().unwrap();
    let second =
        running.get(&format!("pixelbyte/v1/jobs?limit=3&modelId={model}&cursor={cursor}")).await.json;
    assert_eq!(second["jobs"].as_array().unwrap().len(), 2);
    assert_eq!(second["hasMore"], false);
    assert_eq!(
        running.get("pixelbyte/v1/jobs?status=pending").await.json["jobs"].as_array().unwrap().len(),
        6
    );
    for bad in ["limit=0", "limit=101", "limit=x", "status=gone", "page=2"] {
        assert_eq!(running.get(&format!("pixelbyte/v1/jobs?{bad}")).await.status, 400, "{bad}");
    }
}

#[tokio::test]
async fn pixelbyte_cancels_while_pending_and_refunds() {
    let running = Running::start().await;
    running.set(json!({ "jobMs": LONG_MS })).await;
    let id = running.buy(PIXELBYTE, (PIXELBYTE.body)()).await;
    let cancel = |id: &str| running.request(Method::POST, &format!("pixelbyte/v1/jobs/{id}/cancel")).send();
    let cancelled = read(cancel(&id).await.unwrap()).await.unwrap();
    assert_eq!(cancelled.json["refundedMicroCents"], 40_000);
    assert_eq!(running.ask(PIXELBYTE, &id).await.json["status"], "cancelled");
    let late = running.buy(PIXELBYTE, (PIXELBYTE.body)()).await;
    running.age(LONG_MS / 2).await;
    let refused = read(cancel(&late).await.unwrap()).await.unwrap();
    assert_eq!((refused.status, &refused.json["error"]["code"]), (400, &"JOB_CANNOT_BE_CANCELLED".into()));
    assert_eq!(cancel("job_none").await.unwrap().status(), 404);
}

#[tokio::test]
async fn pixelbyte_estimates_by_its_price_list() {
    let running = Running::start().await;
    let cost = async |index: usize, field: &str, value: serde_json::Value| {
        let mut body = (MODELS[index].body)();
        body["input"][field] = value;
        let estimate = running.post("pixelbyte/v1/jobs/estimate", body.clone()).await.json;
        let submitted = running.post("pixelbyte/v1/jobs/submit", body).await.json;
        assert_eq!(estimate["estimatedCostMicroCents"], submitted["costMicroCents"]);
        submitted["costMicroCents"].as_u64().unwrap()
    };
    assert_eq!(cost(0, "resolution", "1k".into()).await, 134_000);
    assert_eq!(cost(0, "resolution", "4k".into()).await, 241_200);
    assert_eq!(cost(1, "numberOfGenerations", 4.into()).await, 40_000);
    assert_eq!(cost(2, "num_images", "4".into()).await, 180_000);
    let models = running.get("pixelbyte/v1/models").await.json;
    assert_eq!(models["models"].as_array().unwrap().len(), 29);
}

#[tokio::test]
async fn the_estimated_time_is_as_wrong_as_told() {
    let running = Running::start().await;
    running.set(json!({ "estimate": { "offsetMs": 3_600_000 } })).await;
    let late = running.post(PIXELBYTE.submit, (PIXELBYTE.body)()).await.json;
    let time: jiff::Timestamp = late["estimatedCompletionTime"].as_str().unwrap().parse().unwrap();
    assert!(time.duration_since(jiff::Timestamp::now()).as_secs() > 3_500);
    running.set(json!({ "estimate": null })).await;
    let none = running.post(PIXELBYTE.submit, (PIXELBYTE.body)()).await.json;
    assert!(none.get("estimatedCompletionTime").is_none());
}

#[tokio::test]
async fn words_in_a_prompt_make_a_job_fail_be_refused_or_be_slow() {
    let running = Running::start().await;
    for model in &MODELS {
        let with = |words: &str| {
            let mut body = (model.body)();
            let prompt = match body.get_mut("input") {
                Some(input) => &mut input["prompt"],
                None => &mut body["prompt"],
            };
            *prompt = format!("a hat {words}").into();
            body
        };
        let refused = running.post(model.submit, with("[refuse]")).await;
        assert_eq!(refused.status, 400, "{}", refused.json);
        let failing = running.buy(model, with("[fail]")).await;
        let failed = running.wait(model, &failing).await.json.to_string();
        assert!(failed.to_lowercase().contains("\"failed\""), "{failed}");
        let slow = running.buy(model, with("[slow]")).await;
        running.age(10_000).await;
        assert!(images(&running.ask(model, &slow).await.json).is_empty());
    }
}

/// Longer than any test: the tests make their jobs older.
const LONG_MS: u64 = 3_600_000;
