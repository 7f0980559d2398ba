//! A session of the simulator: the options of calls to it, and its log.

use js_sys::{Math, Promise};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;

use crate::client::run;
use crate::page::{ask, hurry, js, plain, rejected, reset_clock, resolved};

/// The session of one test, with a random key.
pub struct Session {
    pub name: String,
    pub key: String,
}

impl Session {
    /// Begins a session in which jobs are done at once.
    pub async fn new() -> Self {
        Self::with(json!({})).await
    }

    /// Begins a session with these options of the simulator.
    pub async fn with(options: Value) -> Self {
        // A test before may have made time pass.
        reset_clock();
        let session = Self { name: random("test"), key: random("key") };
        session.set(json!({ "jobMs": 0, "longestSide": 64, "key": session.key })).await;
        session.set(options).await;
        session
    }

    pub async fn set(&self, options: Value) {
        self.control("PUT", "options", Some(options)).await;
    }

    /// Sets the faults, in place of those before.
    pub async fn faults(&self, rules: Value) {
        self.control("PUT", "faults", Some(rules)).await;
    }

    /// Sets one fault, for one request.
    pub async fn fault(&self, stage: &str, fault: Value) {
        self.faults(json!([{ "stage": stage, "fault": fault }])).await;
    }

    /// Sets one fault, for every request.
    pub async fn always(&self, stage: &str, fault: Value) {
        self.faults(json!([{ "stage": stage, "times": null, "fault": fault }])).await;
    }

    /// Returns every request but the preflights of CORS.
    pub async fn log(&self) -> Vec<Value> {
        let mut log = self.everything().await;
        log.retain(|entry| entry["method"] != "OPTIONS");
        log
    }

    /// Returns every request.
    pub async fn everything(&self) -> Vec<Value> {
        self.control("GET", "log", None).await.as_array().unwrap().clone()
    }

    /// Returns the requests that bought something.
    pub async fn purchases(&self) -> Vec<Value> {
        let mut log = self.log().await;
        log.retain(|entry| entry["paid"] == true);
        log
    }

    pub async fn jobs(&self) -> Vec<Value> {
        self.control("GET", "jobs", None).await.as_array().unwrap().clone()
    }

    /// Makes every job older.
    pub async fn age(&self, milliseconds: u64) {
        self.control("PUT", "jobs", Some(json!({ "olderByMs": milliseconds }))).await;
    }

    async fn control(&self, method: &str, what: &str, body: Option<Value>) -> Value {
        let url = format!("{API}/{}/control/{what}", self.name);
        let body = body.map_or(JsValue::UNDEFINED, |body| body.to_string().into());
        let text = ask(method, &url, body).await.unwrap().as_string().unwrap();
        if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap() }
    }

    /// Where the simulator has this session.
    pub fn url(&self) -> String {
        format!("{API}/{}", self.name)
    }

    pub fn base_url(&self, provider: &str) -> String {
        format!("{API}/{}/{provider}", self.name)
    }

    /// Returns options that reach all three providers with the good key.
    pub fn options(&self) -> JsValue {
        let provider = |name| json!({ "apiKey": self.key, "baseUrl": self.base_url(name) });
        js(json!({
            "providers": {
                "mulerun": provider("mulerun"),
                "pixazo": provider("pixazo"),
                "pixelbyte": provider("pixelbyte"),
            },
        }))
    }

    /// Fails if a value contains the key.
    pub fn assert_no_key(&self, value: &Value) {
        assert!(!value.to_string().contains(&self.key), "the key is in {value}");
    }

    /// Runs a request to its result.
    pub async fn run(&self, request: JsValue, options: JsValue) -> Value {
        let result = plain(&resolved(hurry(&run(request, options))).await);
        self.assert_no_key(&result);
        result
    }

    /// Runs a request to its error.
    pub async fn fail(&self, request: JsValue, options: JsValue) -> Value {
        self.error(&run(request, options)).await
    }

    /// Waits for the error of a call.
    pub async fn error(&self, promise: &Promise) -> Value {
        let error = plain(&rejected(hurry(promise)).await);
        assert!(error["kind"].is_string() && error["message"].is_string(), "{error}");
        assert!(["no", "unknown", "yes"].map(Value::from).contains(&error["billed"]), "{error}");
        self.assert_no_key(&error);
        error
    }
}

/// Returns a name that no other test has.
pub fn random(prefix: &str) -> String {
    let part = || (Math::random() * 1e15) as u64;
    format!("{prefix}-{:x}-{:x}", part(), part())
}

/// Where the providers are.
pub const API: &str = match option_env!("PLANTAIN_SIMULATOR") {
    Some(address) => address,
    None => "",
};
