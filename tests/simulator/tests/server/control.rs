//! The log, the options, and the walls between sessions.

use reqwest::Method;
use serde_json::{Value, json};

use crate::running::{KEY, MULERUN, PIXELBYTE, PROVIDERS, Running};

#[tokio::test]
async fn the_log_tells_everything_but_the_key() {
    let running = Running::start().await;
    let mut body = (MULERUN.body)();
    body["images"] = json!(["data:image/bmp;base64,aGVsbG8="]);
    running.post(MULERUN.submit, body).await;
    running.buy(MULERUN, (MULERUN.body)()).await;
    let log = running.log().await;
    let [refused, paid] = log.as_slice() else { panic!("{log:?}") };
    assert_eq!(refused["body"]["images"][0], "data:image/bmp;base64,<5 bytes>");
    assert_eq!((&refused["paid"], &refused["status"]), (&json!(false), &json!(400)));
    assert_eq!((&paid["paid"], &paid["status"]), (&json!(true), &json!(202)));
    assert_eq!((&paid["host"], &paid["method"]), (&json!("api"), &json!("POST")));
    assert_eq!(paid["path"], format!("/s1/{}", MULERUN.submit));
    assert_eq!(paid["sawKey"], true);
    assert!(paid["headers"].as_array().unwrap().contains(&json!(["authorization", "Bearer <key>"])));
    assert_eq!(paid["bodyBytes"], (MULERUN.body)().to_string().len());
    assert_eq!(paid["sha256"].as_str().unwrap().len(), 64);
    let times: Vec<f64> = ["headersMs", "firstByteMs", "lastByteMs", "repliedMs"]
        .iter()
        .map(|name| paid[*name].as_f64().unwrap())
        .collect();
    assert!(times.is_sorted(), "{times:?}");
    assert!(!Value::from(log.clone()).to_string().contains(KEY));
    running.control(Method::DELETE, "log", None).await;
    assert!(running.log().await.is_empty());
}

#[tokio::test]
async fn a_key_is_seen_wherever_it_stands() {
    let running = Running::start().await;
    let client = &running.client;
    let other_host = format!("{}/s1/anything", running.simulator.other_host);
    client.get(running.url("files/x")).send().await.unwrap();
    client.get(running.url(&format!("files/{KEY}"))).send().await.unwrap();
    client.get(running.url(&format!("files/x?k={KEY}"))).send().await.unwrap();
    client.get(running.url("files/x")).header("x-other", format!("a{KEY}b")).send().await.unwrap();
    client.put(running.url("files/x")).body(format!("a{KEY}b")).send().await.unwrap();
    client.post(&other_host).bearer_auth(KEY).send().await.unwrap();
    client.post(&other_host).json(&json!({ "no": "key" })).send().await.unwrap();
    let log = running.log().await;
    let seen: Vec<bool> = log.iter().map(|entry| entry["sawKey"].as_bool().unwrap()).collect();
    assert_eq!(seen, [false, true, true, true, true, true, false]);
    assert_eq!(log[5]["host"], "otherHost");
    assert!(!Value::from(log).to_string().contains(KEY));
}

#[tokio::test]
async fn sessions_know_nothing_of_each_other() {
    let running = Running::start().await;
    let id = running.buy(PIXELBYTE, (PIXELBYTE.body)()).await;
    let other = format!("{}/s2/pixelbyte/v1/jobs/{id}", running.simulator.api);
    let status = |key: &'static str| running.client.get(&other).bearer_auth(key).send();
    assert_eq!(status(KEY).await.unwrap().status(), 401, "another session has its own key");
    assert_eq!(status("demo").await.unwrap().status(), 404);
    assert_eq!(running.log().await.len(), 1);
    let jobs = running.control(Method::GET, "jobs", None).await.json;
    assert_eq!((jobs.as_array().unwrap().len(), &jobs[0]["id"]), (1, &json!(id)));
    running.control(Method::DELETE, "session", None).await;
    assert!(running.log().await.is_empty());
    let long = format!("{}/{}/pixelbyte/v1/models", running.simulator.api, "a".repeat(65));
    assert_eq!(running.client.get(long).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn unknown_options_and_faults_are_refused() {
    let running = Running::start().await;
    for (what, body) in [
        ("options", json!({ "jobMS": 3 })),
        ("options", json!({ "jobMs": "3" })),
        ("options", json!({ "shape": "round" })),
        ("faults", json!([{ "stage": "submit", "fault": { "statsu": 500 } }])),
        ("jobs", json!({ "olderBy": 3 })),
        ("faults", json!([{ "stage": "sumbit", "fault": { "status": 500 } }])),
    ] {
        assert_eq!(running.control(Method::PUT, what, Some(body.clone())).await.status, 400, "{body}");
    }
    let options = running.control(Method::GET, "options", None).await.json;
    assert_eq!((&options["jobMs"], &options["key"]), (&json!(60), &json!(KEY)));
}

#[tokio::test]
async fn a_discarded_body_is_counted_and_hashed_and_its_job_accepted() {
    let running = Running::start().await;
    running.set(json!({ "discard": true })).await;
    for (provider, model) in PROVIDERS {
        if provider == "pixelbyte" {
            continue;
        }
        let request = running.request(Method::POST, model.submit).header("content-type", "application/json");
        let answer = request.body(vec![b'x'; 5_000_000]).send().await.unwrap();
        assert_eq!(answer.status(), model.submitted);
    }
    let log = running.log().await;
    assert!(log.iter().all(|entry| entry["bodyBytes"] == 5_000_000 && entry["paid"] == true));
    assert_eq!(log[0]["body"], Value::Null);
}
