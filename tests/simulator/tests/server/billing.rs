//! Keys, credit, and the number of jobs at once.

use reqwest::Method;
use serde_json::json;

use crate::running::{KEY, MODELS, MULERUN, PIXAZO, PIXELBYTE, PROVIDERS, Running, read};

#[tokio::test]
async fn each_key_gets_the_provider_s_own_answer() {
    let running = Running::start().await;
    for model in &MODELS {
        let bearer = !model.submit.starts_with("pixazo");
        for (key, status) in
            [("no-credit", 402), ("not-allowed", 403), ("wrong", 401), (KEY, model.submitted)]
        {
            let request = running.client.post(running.url(model.submit)).json(&(model.body)());
            let request = if bearer {
                request.bearer_auth(key)
            } else {
                request.header("Ocp-Apim-Subscription-Key", key)
            };
            assert_eq!(request.send().await.unwrap().status(), status, "{} {key}", model.name);
        }
        let none = running.client.post(running.url(model.submit)).json(&(model.body)()).send().await.unwrap();
        assert_eq!(none.status(), 401, "{}", model.name);
    }
}

#[tokio::test]
async fn a_key_in_the_wrong_header_is_no_key() {
    let running = Running::start().await;
    for (_, model) in PROVIDERS {
        let request = running.client.post(running.url(model.submit)).json(&(model.body)());
        let request = if model.submit.starts_with("pixazo") {
            request.bearer_auth(KEY)
        } else {
            request.header("Ocp-Apim-Subscription-Key", KEY)
        };
        assert_eq!(request.send().await.unwrap().status(), 401, "{}", model.name);
    }
    let bare = running.client.post(running.url(MULERUN.submit)).header("authorization", KEY);
    let bare = read(bare.json(&(MULERUN.body)()).send().await.unwrap()).await.unwrap();
    assert_eq!((bare.status, &bare.json["detail"]), (401, &"Invalid Authorization header format".into()));
}

#[tokio::test]
async fn the_errors_have_the_documented_shapes() {
    let running = Running::start().await;
    let ask = async |path: &str, header: &str, value: &str, body: serde_json::Value| {
        let request = running.client.request(Method::POST, running.url(path)).header(header, value);
        read(request.json(&body).send().await.unwrap()).await.unwrap().json
    };
    let error = ask(PIXELBYTE.submit, "authorization", "Bearer no-credit", (PIXELBYTE.body)()).await;
    assert_eq!((&error["success"], &error["error"]["code"]), (&false.into(), &"INSUFFICIENT_BALANCE".into()));
    let error = ask(PIXAZO.submit, "ocp-apim-subscription-key", "x", (PIXAZO.body)()).await;
    assert_eq!(error, json!({ "error": "Invalid or missing authentication" }));
    let error = ask(MULERUN.submit, "authorization", "Bearer no-credit", (MULERUN.body)()).await;
    assert_eq!(error, json!({ "detail": "insufficient balance or subscription required" }));
}

#[tokio::test]
async fn more_jobs_than_the_plan_allows_get_429_and_later_ones_pass() {
    let running = Running::start().await;
    running.set(json!({ "maxConcurrentJobs": 2, "jobMs": 60_000 })).await;
    for (_, model) in PROVIDERS {
        let first = running.buy(model, (model.body)()).await;
        let second = running.buy(model, (model.body)()).await;
        let refused = running.post(model.submit, (model.body)()).await;
        assert_eq!(refused.status, 429, "{}", model.name);
        running.age(60_000).await;
        running.wait(model, &first).await;
        running.wait(model, &second).await;
        running.buy(model, (model.body)()).await;
    }
}
