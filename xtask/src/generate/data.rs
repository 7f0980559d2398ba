//! The models of each provider as JSON.

use anyhow::{Context, Result};
use plantain::provider::Provider;
use plantain::providers;
use serde_json::Value;

/// The models of a provider.
pub type Data = Vec<Value>;

/// Reads the models of every provider, in the order of menus.
pub fn read() -> Result<Vec<(&'static Provider, Data)>> {
    let models = |provider: &&'static Provider| {
        let models = serde_json::from_str(provider.models)
            .with_context(|| format!("src/providers/{}/models.json is no list of models", provider.id))?;
        Ok((*provider, models))
    };
    providers::ALL.iter().map(models).collect()
}

/// Returns a member that is a string; the schema makes sure that it is.
pub fn text<'a>(json: &'a Value, member: &str) -> &'a str {
    json[member].as_str().unwrap_or_default()
}
