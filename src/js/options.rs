//! The options of a call, and their problems, as the client passes them.

use std::time::Duration;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::call::Call;
use crate::browser::fetch::connection::{Connection, FrontEnd};
use crate::browser::js_value::{self, property};
use crate::browser::page::now;
use crate::browser::rejection::Rejection;
use crate::browser::store::Store;
use crate::browser::time::sleep;
use crate::input::validate::Reencode;
use crate::job::error::Error;
use crate::js::dynamic::{function, members, must_be};
use crate::provider::Provider;
use crate::wire::http::ApiKey;
use crate::wire::problem::Problem;
use crate::wire::timestamp::Timestamp;

use self::provider::check;
use self::provider::front_end;
use self::provider::promised_key;

mod provider;

/// The options of one call.
pub struct Options {
    began: Timestamp,
    given: JsValue,
}

impl Options {
    /// Reads the options. The timeout begins now.
    ///
    /// # Errors
    ///
    /// `invalidRequest` with every wrong field.
    pub fn read(given: &JsValue) -> Result<Self, Box<Error>> {
        let mut problems = Vec::new();
        for problem in js_value::array(&property(given, "problems")).unwrap_or_default().iter() {
            let text = |name| property(&problem, name).as_string();
            let message = match text("wanted") {
                Some(wanted) => must_be(&wanted, &property(&problem, "found")),
                None => text("message").unwrap_or_default(),
            };
            problems.push(Problem::new(&text("field").unwrap_or_default(), message));
        }
        for (id, provider) in members(&property(given, "providers")).unwrap_or_default() {
            check(&id, &provider, &mut problems);
        }
        if problems.is_empty() {
            Ok(Self { began: now(), given: given.clone() })
        } else {
            Err(Error::invalid(problems).into())
        }
    }

    /// Creates the context of a call, after getting the key.
    ///
    /// # Errors
    ///
    /// There are no options for the provider, or the key is missing or invalid.
    pub async fn call(self, provider: &'static Provider) -> Result<Call, Rejection> {
        let key = property(&self.of(provider), "apiKey");
        let key = match function(&key) {
            Some(function) => {
                let key = sleep::with_timeout(self.time(), promised_key(provider, &function)).await;
                Some(key.unwrap_or_else(|| Err(Error::timed_out_before_sending().into()))?)
            }
            None => key.as_string().and_then(|key| ApiKey::parse(key).ok()),
        };
        let mut call = self.call_without_key(provider)?;
        if key.is_none() && call.connection.front_end.is_none() {
            return Err(Error::missing_key(provider).into());
        }
        call.connection.key = key;
        Ok(call)
    }

    /// Creates the context of a call that sends nothing to the provider.
    ///
    /// # Errors
    ///
    /// There are no options for the provider.
    pub fn call_without_key(self, provider: &'static Provider) -> Result<Call, Box<Error>> {
        let given = self.of(provider);
        let relay = front_end(&self.get("relay"));
        if given.is_undefined() && relay.is_none() {
            return Err(Error::missing_options(provider).into());
        }
        let signal = self.get("signal");
        Ok(Call {
            connection: Connection {
                provider,
                front_end: front_end(&given).or_else(|| {
                    relay.map(|relay| FrontEnd { url: format!("{}/{}", relay.url, provider.id), ..relay })
                }),
                key: None,
                fetch: self.function("fetch"),
            },
            began: self.began,
            timeout: self.time(),
            signal: signal.is_object().then(|| signal.unchecked_into()),
            cancel_on_abort: self.is_set("cancelOnAbort"),
            max_body_bytes: self.get("maxBodyBytes").as_f64(),
            reencode: self.function("reencode"),
            on_progress: self.function("onProgress"),
            on_accepted: self.function("onAccepted"),
            upload: self.function("upload"),
            store: Store(self.get("store")),
        })
    }

    /// Returns the timeout of the call.
    pub fn time(&self) -> Duration {
        self.get("timeoutMs").as_f64().map_or(TIMEOUT, |millis| Duration::from_millis(millis as u64))
    }

    /// Returns what is done with images that the model does not accept.
    pub fn reencode(&self) -> Reencode {
        if self.get("reencode").is_undefined() { Reencode::Never } else { Reencode::Auto }
    }

    /// Returns `true` if the option is set.
    pub fn is_set(&self, name: &str) -> bool {
        self.get(name).is_truthy()
    }

    fn of(&self, provider: &Provider) -> JsValue {
        property(&self.get("providers"), provider.id)
    }

    fn get(&self, name: &str) -> JsValue {
        property(&self.given, name)
    }

    fn function(&self, name: &str) -> Option<Function> {
        function(&self.get(name))
    }
}

/// The default of `timeoutMs`.
pub const TIMEOUT: Duration = Duration::from_secs(600);
