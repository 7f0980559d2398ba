//! The models of each provider as JSON.

use anyhow::{Result, ensure};
use plantain::provider::Provider;
use plantain::providers;
use serde_json::Value;

/// The models of a provider.
pub type Data = Vec<Value>;

/// Reads the models of every provider, in the order of menus.
///
/// # Errors
///
/// Every rule that a file breaks.
pub fn read() -> Result<Vec<(&'static Provider, Data)>> {
    let mut problems = Vec::new();
    let mut data = Vec::new();
    for provider in providers::ALL {
        match providers::models(provider) {
            Ok(_) => data.push((*provider, serde_json::from_str(provider.models)?)),
            Err(wrong) => problems.extend(wrong),
        }
    }
    ensure!(problems.is_empty(), "{}", problems.join("\n"));
    Ok(data)
}

/// Returns a member that is a string; the schema makes sure that it is.
pub fn text<'a>(json: &'a Value, member: &str) -> &'a str {
    json[member].as_str().unwrap_or_default()
}
