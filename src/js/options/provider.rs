//! How one provider is reached, as the client passes it.

use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::browser::fetch::connection::{FrontEnd, OMIT};
use crate::browser::js_value::{property, settled};
use crate::browser::rejection::Rejection;
use crate::job::error::Error;
use crate::js::dynamic::{function, members};
use crate::provider::Provider;
use crate::providers;
use crate::wire::http::ApiKey;
use crate::wire::problem::Problem;

/// Adds the problems of the options of one provider.
pub fn check(id: &str, given: &JsValue, problems: &mut Vec<Problem>) {
    let field = format!("providers.{id}");
    if providers::find(id).is_none() {
        return problems.push(Problem::new(&field, "is not a provider that Plantain knows"));
    }
    let mut problem = |name: &str, message: &str| {
        problems.push(Problem::new(&format!("{field}{name}"), message));
    };
    let key = property(given, "apiKey");
    match key.as_string() {
        Some(key) => {
            if let Err(message) = ApiKey::parse(key) {
                problem(".apiKey", message);
            }
        }
        None if key.is_undefined() || function(&key).is_some() => {}
        None => problem(".apiKey", "must be a string, or a function that returns one"),
    }
}

/// Gets the key from the caller's function.
pub async fn promised_key(provider: &Provider, function: &Function) -> Result<ApiKey, Rejection> {
    let key = settled(function.call0(&JsValue::UNDEFINED)).await;
    let key = key.map_err(Rejection::Thrown)?.as_string().unwrap_or_default();
    ApiKey::parse(key).map_err(|message| Error::invalid_key(provider, message).into())
}

/// Returns the relay or other front end, if there is one.
pub fn front_end(given: &JsValue) -> Option<FrontEnd> {
    let text = |name| property(given, name).as_string();
    let mut headers = Vec::new();
    for (name, value) in members(&property(given, "headers")).unwrap_or_default() {
        headers.push((name, value.as_string()?));
    }
    Some(FrontEnd {
        url: text("baseUrl")?,
        headers,
        credentials: text("credentials").unwrap_or_else(|| OMIT.to_owned()),
        works_offline: property(given, "worksOffline").is_truthy(),
    })
}
