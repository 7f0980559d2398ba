//! Settings as callers write them.

use std::time::Duration;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

use crate::browser::call::Call;
use crate::browser::connection::Connection;
use crate::browser::environment::{self, now};
use crate::browser::run::Stop;
use crate::browser::store::Store;
use crate::browser::timer;
use crate::protocol::draft::Fit;
use crate::protocol::{Error, ErrorKind, Problem, Provider, Timestamp};
use crate::providers;

use super::dynamic::{describe, function, has_method, members};

use self::provider::{Key, ProviderSettings, credentials, endpoint, headers, key, promised_key, resolve};

mod provider;

/// The settings of one call, each of the right type.
pub struct Settings {
    began: Timestamp,
    providers: Vec<(&'static str, ProviderSettings)>,
    signal: Option<AbortSignal>,
    timeout: Duration,
    cancel_on_abort: bool,
    max_body_bytes: Option<f64>,
    pub fit: Fit,
    pub keep_metadata: bool,
    on_progress: Option<Function>,
    on_ticket: Option<Function>,
    upload: Option<Function>,
    store: JsValue,
    fetch: Option<Function>,
    problems: Vec<Problem>,
}

impl Settings {
    fn new() -> Self {
        Self {
            began: now(),
            providers: Vec::new(),
            signal: None,
            timeout: TIMEOUT,
            cancel_on_abort: false,
            max_body_bytes: None,
            fit: Fit::Auto,
            keep_metadata: false,
            on_progress: None,
            on_ticket: None,
            upload: None,
            store: JsValue::UNDEFINED,
            fetch: None,
            problems: Vec::new(),
        }
    }

    /// Reads settings field by field, so that a misspelt one is seen.
    ///
    /// # Errors
    ///
    /// `invalidRequest` with every field that is wrong.
    pub fn read(value: &JsValue) -> Result<Self, Box<Error>> {
        let mut settings = Self::new();
        match members(value) {
            Some(members) => {
                for (name, value) in members {
                    settings.set(&name, &value);
                }
            }
            None => settings.wrong_type("settings", "an object", value),
        }
        if settings.problems.is_empty() {
            Ok(settings)
        } else {
            Err(Error::invalid(settings.problems).into())
        }
    }

    /// Makes a call of the settings: asks for the key, and begins to count the time.
    ///
    /// # Errors
    ///
    /// A provider without settings, or a key that is missing or none.
    pub async fn call(self, provider: &'static Provider) -> Result<Call, Stop> {
        let key = match self.of(provider).and_then(|settings| settings.key.clone()) {
            Some(Key::Given(key)) => Some(key),
            Some(Key::Promised(function)) => {
                let key = timer::within(self.time(), promised_key(provider, &function)).await;
                Some(key.unwrap_or_else(|| Err(timed_out().into()))?)
            }
            None => None,
        };
        let mut call = self.call_without_key(provider)?;
        if key.is_none() && call.connection.endpoint.is_none() {
            let message = [
                "There is no key for ",
                provider.name,
                ": give `providers.",
                provider.id,
                ".apiKey`, or an `endpoint` that adds it.",
            ];
            return Err(Error::new(ErrorKind::Unauthorized, message.concat()).at(provider.id).into());
        }
        call.connection.key = key;
        Ok(call)
    }

    /// Makes a call that will not reach the provider.
    ///
    /// # Errors
    ///
    /// A provider without settings.
    pub fn call_without_key(self, provider: &'static Provider) -> Result<Call, Box<Error>> {
        let Some(settings) = self.of(provider).cloned() else {
            let field = ["providers.", provider.id].concat();
            return Err(
                Error::invalid_field(&field, "is missing: give `{ apiKey }` or `{ endpoint }`").into()
            );
        };
        let connection = Connection {
            provider,
            endpoint: settings.endpoint.as_ref().map(|url| endpoint(url, &settings)),
            key: None,
            fetch: self.fetch,
        };
        Ok(Call {
            connection,
            began: self.began,
            timeout: self.timeout,
            signal: self.signal,
            cancel_on_abort: self.cancel_on_abort,
            max_body_bytes: self.max_body_bytes,
            fits: self.fit == Fit::Auto,
            on_progress: self.on_progress,
            on_ticket: self.on_ticket,
            upload: self.upload,
            store: Store(self.store),
        })
    }

    /// Gives the time that the whole call may take.
    pub fn time(&self) -> Duration {
        self.timeout
    }

    fn of(&self, provider: &Provider) -> Option<&ProviderSettings> {
        self.providers.iter().find(|(id, _)| *id == provider.id).map(|(_, settings)| settings)
    }

    fn problem(&mut self, field: &str, message: impl Into<String>) {
        self.problems.push(Problem::new(field, message));
    }

    fn wrong_type(&mut self, field: &str, wanted: &str, value: &JsValue) {
        let found = describe(value);
        if wanted == found {
            return self.problem(field, "cannot be read: one of its members throws");
        }
        self.problem(field, ["must be ", wanted, ", not ", found].concat());
    }

    fn set(&mut self, name: &str, value: &JsValue) {
        match name {
            "cancelOnAbort" | "keepMetadata" => match (value.as_bool(), name) {
                (Some(flag), "cancelOnAbort") => self.cancel_on_abort = flag,
                (Some(flag), _) => self.keep_metadata = flag,
                (None, _) => self.wrong_type(name, "true or false", value),
            },
            "fit" => match value.as_string().as_deref() {
                Some("auto") => self.fit = Fit::Auto,
                Some("never") => self.fit = Fit::Never,
                _ => self.problem(name, "must be \"auto\" or \"never\""),
            },
            "fetch" | "onProgress" | "onTicket" | "upload" => {
                let Some(function) = function(value) else {
                    return self.wrong_type(name, "a function", value);
                };
                *match name {
                    "fetch" => &mut self.fetch,
                    "onProgress" => &mut self.on_progress,
                    "onTicket" => &mut self.on_ticket,
                    _ => &mut self.upload,
                } = Some(function);
            }
            "maxBodyBytes" => match value.as_f64().filter(|bytes| *bytes >= 1.0) {
                Some(bytes) => self.max_body_bytes = Some(bytes),
                None => self.problem(name, "must be a number of bytes"),
            },
            "providers" => match members(value) {
                Some(members) => {
                    for (id, value) in members {
                        self.set_provider(&id, &value);
                    }
                }
                None => self.wrong_type(name, "an object", value),
            },
            "signal" if value.is_null() => {}
            "signal" if is_signal(value) => self.signal = Some(value.clone().unchecked_into()),
            "signal" => self.wrong_type(name, "an AbortSignal", value),
            "store" if value.is_null() => {}
            "store" if has_method(value, "put") && has_method(value, "drop") => self.store = value.clone(),
            "store" => self.wrong_type(
                name,
                "an object with getItem, setItem, removeItem, key and length, as localStorage is",
                value,
            ),
            "timeoutMs" => match value.as_f64().filter(|millis| (1.0..=MAX_TIMEOUT).contains(millis)) {
                Some(millis) => self.timeout = Duration::from_millis(millis as u64),
                None => self.problem(name, "must be a number of milliseconds, from 1 to 31 days"),
            },
            _ => self.problem(name, ["is no setting; the settings are ", SETTINGS].concat()),
        }
    }

    fn set_provider(&mut self, id: &str, value: &JsValue) {
        let field = ["providers.", id].concat();
        let Some(provider) = providers::find(id) else {
            return self.problem(&field, "is no provider that Plantain knows");
        };
        let Some(members) = members(value) else { return self.wrong_type(&field, "an object", value) };
        let mut settings = ProviderSettings::default();
        for (name, value) in members {
            let field = [&field, ".", &name].concat();
            match name.as_str() {
                "apiKey" => match key(&value) {
                    Ok(key) => settings.key = Some(key),
                    Err(message) => self.problem(&field, message),
                },
                "credentials" => match credentials(&value) {
                    Some(credentials) => settings.credentials = Some(credentials),
                    None => self.problem(&field, "must be \"omit\", \"same-origin\" or \"include\""),
                },
                "endpoint" => match value.as_string().and_then(|endpoint| resolve(&endpoint)) {
                    Some(url) => settings.endpoint = Some(url),
                    None => self.problem(&field, "must be an `https:` address without query, or a path on this page's origin such as \"/api\""),
                },
                "headers" => match headers(&value) {
                    Some(headers) => settings.headers = headers,
                    None => self.problem(&field, "must be an object of header names and values"),
                },
                _ => self.problem(&field, "is no setting of a provider; they are apiKey, endpoint, headers, credentials"),
            }
        }
        if settings.endpoint.is_none() && !(settings.headers.is_empty() && settings.credentials.is_none()) {
            self.problem(
                &field,
                "has headers or credentials, which go to an `endpoint` alone, but no `endpoint`",
            );
        }
        self.providers.push((provider.id, settings));
    }
}

/// The caller's time passed before anything was sent to the provider.
pub fn timed_out() -> Error {
    let message = "The time that the caller gave is over: its key, files or uploads were not there yet. Nothing was bought.";
    Error::new(ErrorKind::TimedOut, message)
}

fn is_signal(value: &JsValue) -> bool {
    let listens = ["addEventListener", "removeEventListener"].iter().all(|name| has_method(value, name));
    listens && environment::property(value, "aborted").as_bool().is_some()
}

const SETTINGS: &str = "cancelOnAbort, fetch, fit, keepMetadata, maxBodyBytes, onProgress, onTicket, providers, signal, store, timeoutMs, upload";
/// How long a call may take where `timeoutMs` is not given.
pub const TIMEOUT: Duration = Duration::from_secs(600);
/// 31 days: longer than any job, and short enough for every clock.
const MAX_TIMEOUT: f64 = 2_678_400_000.0;
