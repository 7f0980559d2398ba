//! Options as the client hands them over: checked there, and only read here.

use std::time::Duration;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::call::{Call, CancelListener};
use crate::browser::fetch::connection::{Connection, FrontEnd, LastCause, OMIT};
use crate::browser::js_value::{self, function, members, property, settled};
use crate::browser::page::{self, now};
use crate::browser::rejection::Rejection;
use crate::browser::reporter::Reporter;
use crate::browser::store::Store;
use crate::browser::time::sleep;
use crate::input::validate::Reencode;
use crate::job::error::Error;
use crate::js::models::Models;
use crate::js::result;
use crate::provider::Provider;
use crate::wire::http::ApiKey;
use crate::wire::json::Json;
use crate::wire::timestamp::Timestamp;

/// The options of one call: `CallOptions` of `pkg/client/call.d.ts`.
pub struct Options {
    began: Timestamp,
    given: JsValue,
}

impl Options {
    /// Reads the options of a call that begins now.
    pub fn new(given: &JsValue) -> Self {
        Self { began: now(), given: given.clone() }
    }

    /// Makes a call that reaches the provider, with the key.
    ///
    /// # Errors
    ///
    /// `unauthorized` without a key and without a front end that adds it, and what the caller's function for the key
    /// throws.
    pub async fn call(self, provider: &'static Provider) -> Result<Call, Rejection> {
        let key = property(&self.get("access"), "apiKey");
        let key = match function(&key) {
            Some(promise_key) => {
                let promised = settled(promise_key.call0(&JsValue::UNDEFINED));
                let key = sleep::with_timeout(self.timeout(), promised).await;
                key.ok_or_else(Error::timed_out_before_sending)?.map_err(Rejection::Thrown)?.as_string()
            }
            None => key.as_string(),
        };
        let mut call = self.call_without_key(provider);
        if key.is_none() && call.connection.front_end.is_none() {
            return Err(Error::missing_key(provider).into());
        }
        let key = key.map(ApiKey::parse).transpose();
        call.connection.key = key.map_err(|message| Error::invalid_key(provider, message))?;
        Ok(call)
    }

    /// Makes a call that does not reach the provider.
    pub fn call_without_key(self, provider: &'static Provider) -> Call {
        let signal = self.get("signal");
        let signal = signal.is_object().then(|| signal.unchecked_into());
        Call {
            connection: Connection {
                provider,
                front_end: front_end(&property(&self.get("access"), "frontEnd")),
                key: None,
                fetch: self.function("fetch"),
                last_cause: LastCause(self.given.clone()),
            },
            began: self.began,
            timeout: self.timeout(),
            reporter: Reporter::new(self.function("onProgress"), signal.clone(), self.began),
            signal,
            cancel_on_abort: self.is_set("cancelOnAbort"),
            has_alternative: self.is_set("hasAlternative"),
            max_body_bytes: self.get("maxBodyBytes").as_f64(),
            reencode: self.function("reencode"),
            on_accepted: self.function("onAccepted"),
            on_cancel: self
                .function("onCancel")
                .map(|listener| cancel_listener(listener, self.given.clone())),
            upload: self.function("upload"),
            store: Store(self.get("store")),
        }
    }

    /// Returns the models of the provider of this call.
    pub fn models(&self) -> Models {
        Models(property(&self.get("access"), "models"))
    }

    /// Returns the time that the whole call may take.
    pub fn timeout(&self) -> Duration {
        Duration::from_millis(self.get("timeoutMs").as_f64().unwrap_or_default() as u64)
    }

    /// Returns what happens to images that the model does not take.
    pub fn reencode(&self) -> Reencode {
        if self.get("reencode").is_undefined() { Reencode::Never } else { Reencode::Auto }
    }

    /// Returns the caller's label for the job; null if there is none.
    pub fn label(&self) -> Json {
        self.get("label").as_string().and_then(|text| js_value::parse(&text)).unwrap_or_default()
    }

    /// Returns whether metadata is stripped from local images.
    pub fn strips(&self) -> bool {
        !self.is_set("keepMetadata")
    }

    fn is_set(&self, name: &str) -> bool {
        self.get(name).is_truthy()
    }

    fn get(&self, name: &str) -> JsValue {
        property(&self.given, name)
    }

    fn function(&self, name: &str) -> Option<Function> {
        function(&self.get(name))
    }
}

/// Passes outcomes to the client's listener: the state of the job, or `undefined` and the record of the error.
fn cancel_listener(listener: Function, options: JsValue) -> CancelListener {
    Box::new(move |outcome| {
        let none = JsValue::UNDEFINED;
        let called = match outcome {
            Ok((state, ticket)) => listener.call1(&none, &result::state(state, &ticket, &options)),
            Err(error) => listener.call2(&none, &none, &result::error(*error, &options)),
        };
        if let Err(thrown) = called {
            page::report(&thrown);
        }
    })
}

/// Returns the relay or other front end, where there is one.
fn front_end(given: &JsValue) -> Option<FrontEnd> {
    let text = |name| property(given, name).as_string();
    let headers = members(&property(given, "headers")).unwrap_or_default();
    Some(FrontEnd {
        url: text("url")?,
        headers: headers.into_iter().filter_map(|(name, value)| Some((name, value.as_string()?))).collect(),
        credentials: text("credentials").unwrap_or_else(|| OMIT.to_owned()),
        is_relay: property(given, "isRelay").is_truthy(),
    })
}
