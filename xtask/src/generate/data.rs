//! The models of each provider as JSON.

use anyhow::Result;
use plantain::provider::Provider;
use plantain::providers;
use serde_json::Value;

/// The models of a provider.
pub type Data = Vec<Value>;

/// Reads the models of every provider, in the order of menus.
pub fn read() -> Result<Vec<(&'static Provider, Data)>> {
    let models = |provider: &&'static Provider| Ok((*provider, serde_json::from_str(provider.models)?));
    providers::ALL.iter().map(models).collect()
}

/// Returns a member that is a string; the schema makes sure that it is.
pub fn text<'a>(json: &'a Value, member: &str) -> &'a str {
    json[member].as_str().unwrap_or_default()
}
