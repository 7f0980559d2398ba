//! What a browser needs: preflights, cross-origin headers, the page's own server.

use reqwest::Method;
use serde_json::json;
use simulator::{Options, Simulator};

use crate::running::{Answer, MULERUN, PIXAZO, PIXELBYTE, PROVIDERS, Running, read};

async fn preflight(running: &Running, path: &str, method: &str) -> Answer {
    let request = running
        .client
        .request(Method::OPTIONS, running.url(path))
        .header("origin", "http://example.com")
        .header("access-control-request-method", method);
    read(request.send().await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_preflight_allows_what_the_documented_calls_need_and_no_more() {
    let running = Running::start().await;
    for (path, methods, headers) in [
        (PIXELBYTE.submit, "GET, POST", "authorization, content-type"),
        (MULERUN.submit, "GET, POST", "authorization, content-type"),
        (PIXAZO.submit, "GET, POST", "cache-control, content-type, ocp-apim-subscription-key"),
        ("storage/temp/x", "GET, PUT", "content-type"),
    ] {
        let answer = preflight(&running, path, "POST").await;
        assert_eq!(answer.status, 204);
        assert_eq!(answer.headers["access-control-allow-origin"], "*");
        assert_eq!(answer.headers["access-control-allow-methods"], methods);
        assert_eq!(answer.headers["access-control-allow-headers"], headers);
    }
}

#[tokio::test]
async fn every_reply_is_open_to_pages_errors_included() {
    let running = Running::start().await;
    for (_, model) in PROVIDERS {
        let refused = running.client.post(running.url(model.submit)).send().await.unwrap();
        assert_eq!(refused.headers()["access-control-allow-origin"], "*");
    }
}

#[tokio::test]
async fn cors_can_be_turned_off_for_the_api_and_for_the_outputs() {
    let running = Running::start().await;
    running.set(json!({ "outputCors": false })).await;
    let output = running.run(PIXELBYTE, (PIXELBYTE.body)()).await.remove(0);
    let file = running.client.get(output).send().await.unwrap();
    assert!(!file.headers().contains_key("access-control-allow-origin"));
    running.set(json!({ "cors": false })).await;
    for answer in [preflight(&running, PIXAZO.submit, "POST").await, running.get("pixelbyte/v1/models").await]
    {
        assert!(!answer.headers.contains_key("access-control-allow-origin"));
    }
}

#[tokio::test]
async fn retry_after_is_exposed_if_the_options_say_so() {
    let running = Running::start().await;
    assert!(!running.get("pixelbyte/v1/models").await.headers.contains_key("access-control-expose-headers"));
    running.set(json!({ "exposeRetryAfter": true })).await;
    let answer = running.get("pixelbyte/v1/models").await;
    assert_eq!(answer.headers["access-control-expose-headers"], "retry-after");
}

#[tokio::test]
async fn the_page_is_served_under_its_policy() {
    let folder = std::env::temp_dir().join(format!("simulator-page-{}", std::process::id()));
    let (page, package) = (folder.join("www"), folder.join("pkg"));
    for (file, text) in [
        (page.join("index.html"), "<!doctype html>"),
        (page.join("page.js"), "export {}"),
        (page.join("page.css"), "a {}"),
        (package.join("plantain_bg.wasm"), "\0asm"),
        (package.join("index.js"), "export {}"),
        (folder.join("secret.txt"), "secret"),
    ] {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let options = Options { page: Some((page, package)), ..Options::default() };
    let simulator = Simulator::start(options).await.unwrap();
    let base = simulator.page.clone().unwrap();
    for (path, media_type) in [
        ("/", "text/html"),
        ("/page.js", "text/javascript"),
        ("/page.css", "text/css"),
        ("/pkg/index.js", "text/javascript"),
        ("/pkg/plantain_bg.wasm", "application/wasm"),
        ("/simulator.json", "application/json"),
    ] {
        let answer = read(reqwest::get(format!("{base}{path}")).await.unwrap()).await.unwrap();
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.headers["content-type"].to_str().unwrap().starts_with(media_type), "{path}");
        assert_eq!(answer.headers["cache-control"], "no-store");
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
        if path == "/simulator.json" {
            assert_eq!(answer.json["api"], simulator.api);
        }
    }
    for path in ["/%2e%2e/secret.txt", "/pkg/..%2fsecret.txt", "/pkg/%2e%2e%2f%2e%2e/secret.txt", "/none"] {
        let status = reqwest::get(format!("{base}{path}")).await.unwrap().status();
        assert!(status.is_client_error(), "{path}: {status}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}
