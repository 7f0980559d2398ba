//! The providers: a folder for each with its functions and its models, and the list.

#[cfg(not(target_arch = "wasm32"))]
use std::rc::Rc;

use crate::provider::Provider;
#[cfg(not(target_arch = "wasm32"))]
use crate::provider::model::Model;

mod mulerun;
mod pixazo;
mod pixelbyte;

/// All providers, in the order in which menus show them.
pub const ALL: &[&Provider] =
    &[&pixelbyte::PROVIDER, &mulerun::MULERUN, &mulerun::MULEROUTER, &pixazo::PROVIDER];

/// Returns the provider with this id.
pub fn find(id: &str) -> Option<&'static Provider> {
    ALL.iter().copied().find(|provider| provider.id == id)
}

/// Returns the models of a provider, from its `models.json`.
///
/// On the host only: a page hands them over with each call.
///
/// # Errors
///
/// The file is not a list of models.
#[cfg(not(target_arch = "wasm32"))]
pub fn models(provider: &Provider) -> Result<Vec<Rc<Model>>, String> {
    let file = format!("src/providers/{}/models.json", provider.id);
    let models: Vec<serde_json::Value> =
        serde_json::from_str(provider.models).map_err(|error| format!("{file}: {error}"))?;
    let read = |(index, model): (usize, serde_json::Value)| {
        Model::read(&model.into()).map(Rc::new).ok_or_else(|| format!("{file}: /{index} is not a model"))
    };
    models.into_iter().enumerate().map(read).collect()
}
