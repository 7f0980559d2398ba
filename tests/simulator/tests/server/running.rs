//! A simulator of its own for each test, and five models as a client sees them.

use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use simulator::{Options, Simulator};

/// A running simulator with one session.
pub struct Running {
    pub simulator: Simulator,
    pub client: Client,
}

/// A reply that was read to its end.
pub struct Answer {
    pub bytes: Vec<u8>,
    pub headers: reqwest::header::HeaderMap,
    pub json: Value,
    pub status: u16,
}

/// One of the five models: its calls and the words of its provider.
pub struct Model {
    /// The provider page's own example body.
    pub body: fn() -> Value,
    pub name: &'static str,
    pub submit: &'static str,
    pub submitted: u16,
}

pub const KEY: &str = "a-key-that-stands-nowhere-else-4711";

pub const MODELS: [Model; 5] = [
    Model {
        body: || {
            json!({
                "model": "google/nano-banana-pro-extra/edit-image",
                "input": {
                    "prompt": "Replace the background with a snowy forest at dusk",
                    "image_urls": ["https://example.com/image.jpg"],
                    "aspect_ratio": "16:9",
                    "resolution": "2k",
                },
            })
        },
        name: "pixelbyte extra",
        submit: "pixelbyte/v1/jobs/submit",
        submitted: 200,
    },
    Model {
        body: || {
            json!({
                "model": "google/nano-banana-dev/text-to-image",
                "input": {
                    "prompt": "A serene mountain lake at sunrise with mist over the water",
                    "aspect_ratio": "16:9",
                    "numberOfGenerations": 1,
                },
            })
        },
        name: "pixelbyte dev",
        submit: "pixelbyte/v1/jobs/submit",
        submitted: 200,
    },
    Model {
        body: || {
            json!({
                "model": "pixelbyte-plus/pixel-image-1.0-pro/image-to-image",
                "input": {
                    "prompt": "Replace the background with a tropical beach at sunset, photorealistic",
                    "image_urls": ["https://example.com/image.jpg"],
                    "size": "2K",
                    "num_images": "1",
                },
            })
        },
        name: "pixelbyte pixel-image",
        submit: "pixelbyte/v1/jobs/submit",
        submitted: 200,
    },
    Model {
        body: || {
            json!({
                "prompt": "make a photo of the man driving the car down the california coastline",
                "images": ["https://example.com/image.png", "https://example.com/image2.png"],
                "aspect_ratio": "5:4",
                "resolution": "2K",
            })
        },
        name: "mulerun",
        submit: "mulerun/vendors/google/v1/nano-banana-pro/edit",
        submitted: 202,
    },
    Model {
        body: || {
            json!({
                "prompt": "Edit the image to have a red hat",
                "image_urls": ["https://example.com/image1.jpg"],
                "output_format": "jpeg",
            })
        },
        name: "pixazo",
        submit: "pixazo/nano-banana/v1/nano-banana/generateEditImageRequest",
        submitted: 202,
    },
];

pub const PIXELBYTE: &Model = &MODELS[1];
pub const MULERUN: &Model = &MODELS[3];
pub const PIXAZO: &Model = &MODELS[4];

/// One model of each provider, with the provider's name.
pub const PROVIDERS: [(&str, &Model); 3] =
    [("mulerun", MULERUN), ("pixazo", PIXAZO), ("pixelbyte", PIXELBYTE)];

/// What only the replies about jobs that are over contain.
const OVER: [&str; 7] = ["completed", "succeeded", "failed", "cancelled", "COMPLETED", "FAILED", "images"];

impl Model {
    /// Reads the id of the job that a submit created.
    pub fn id(&self, submitted: &Value) -> String {
        ["/jobId", "/data/jobId", "/task_info/id", "/task_info/task_id", "/request_id"]
            .iter()
            .find_map(|pointer| submitted.pointer(pointer)?.as_str())
            .unwrap_or_else(|| panic!("{}: no id in {submitted}", self.name))
            .to_owned()
    }
}

impl Running {
    /// Starts with jobs of 60 ms and small images.
    pub async fn start() -> Self {
        let simulator = Simulator::start(Options { job_ms: 60, ..Options::default() }).await.unwrap();
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .build()
            .unwrap();
        let running = Self { simulator, client };
        running.set(json!({ "key": KEY, "longestSide": 128 })).await;
        running
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}/s1/{path}", self.simulator.api)
    }

    /// Changes the session's options.
    pub async fn set(&self, options: Value) {
        let answer = self.control(Method::PUT, "options", Some(options)).await;
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.bytes));
    }

    /// Makes every job of the session older.
    pub async fn age(&self, milliseconds: u64) {
        let answer = self.control(Method::PUT, "jobs", Some(json!({ "olderByMs": milliseconds }))).await;
        assert_eq!(answer.status, 204, "{}", String::from_utf8_lossy(&answer.bytes));
    }

    /// Replaces the session's faults.
    pub async fn spoil(&self, rules: Value) {
        let answer = self.control(Method::PUT, "faults", Some(rules)).await;
        assert_eq!(answer.status, 204, "{}", String::from_utf8_lossy(&answer.bytes));
    }

    /// Reads the session's log.
    pub async fn log(&self) -> Vec<Value> {
        let answer = self.control(Method::GET, "log", None).await;
        answer.json.as_array().unwrap().clone()
    }

    /// Counts the jobs that were created.
    pub async fn paid(&self) -> usize {
        self.log().await.iter().filter(|entry| entry["paid"] == true).count()
    }

    pub async fn control(&self, method: Method, what: &str, body: Option<Value>) -> Answer {
        let mut request = self.client.request(method, self.url(&format!("control/{what}")));
        if let Some(body) = body {
            request = request.json(&body);
        }
        read(request.send().await.unwrap()).await.unwrap()
    }

    /// Prepares a call with the good key in the provider's header.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, self.url(path));
        match path.split('/').next() {
            Some("pixazo") => request.header("ocp-apim-subscription-key", KEY),
            Some("mulerouter" | "mulerun" | "pixelbyte") => request.bearer_auth(KEY),
            _ => request,
        }
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.try_post(path, body).await.unwrap()
    }

    pub async fn try_post(&self, path: &str, body: Value) -> Result<Answer, reqwest::Error> {
        read(self.request(Method::POST, path).json(&body).send().await?).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.try_get(path).await.unwrap()
    }

    pub async fn try_get(&self, path: &str) -> Result<Answer, reqwest::Error> {
        read(self.request(Method::GET, path).send().await?).await
    }

    /// Submits a body and returns the id of the job.
    pub async fn buy(&self, model: &Model, body: Value) -> String {
        let answer = self.post(model.submit, body).await;
        assert_eq!(answer.status, model.submitted, "{}: {}", model.name, answer.json);
        model.id(&answer.json)
    }

    /// Polls a job once.
    pub async fn ask(&self, model: &Model, id: &str) -> Answer {
        self.try_ask(model, id).await.unwrap()
    }

    pub async fn try_ask(&self, model: &Model, id: &str) -> Result<Answer, reqwest::Error> {
        match model.submit.split('/').next() {
            Some("pixelbyte") => self.try_get(&format!("pixelbyte/v1/jobs/{id}")).await,
            Some("mulerouter" | "mulerun") => self.try_get(&format!("{}/{id}", model.submit)).await,
            _ if id.contains('_') => self.try_get(&format!("pixazo/v2/requests/status/{id}")).await,
            _ => {
                let path = "pixazo/nano-banana-polling/nano-banana/getStatus";
                self.try_post(path, json!({ "requestId": id })).await
            }
        }
    }

    /// Polls until the job is over, and returns the last answer.
    pub async fn wait(&self, model: &Model, id: &str) -> Answer {
        for _ in 0..POLLS {
            let answer = self.ask(model, id).await;
            assert_eq!(answer.status, 200, "{}", answer.json);
            let text = answer.json.to_string();
            if OVER.iter().any(|word| text.contains(&format!("\"{word}\""))) {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{}: the job does not end", model.name);
    }

    /// Submits, waits, and returns the addresses of the images.
    pub async fn run(&self, model: &Model, body: Value) -> Vec<String> {
        let id = self.buy(model, body).await;
        images(&self.wait(model, &id).await.json)
    }
}

/// Collects every address of an image in a reply, once.
pub fn images(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, &mut found);
    found.sort();
    found.dedup();
    found
}

pub async fn read(response: Response) -> Result<Answer, reqwest::Error> {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = response.bytes().await?.to_vec();
    let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Ok(Answer { bytes, headers, json, status })
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(fields) => fields.values().for_each(|value| collect(value, found)),
        Value::String(text) if text.contains("/files/") || text.starts_with("data:") => {
            found.push(text.clone());
        }
        _ => {}
    }
}

/// How often a job is polled: for minutes, because large images are drawn slowly on a busy machine.
const POLLS: usize = 10_000;
