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
/// Every rule that the file breaks, with the path in it.
#[cfg(not(target_arch = "wasm32"))]
pub fn models(provider: &Provider) -> Result<Vec<Rc<Model>>, Vec<String>> {
    use crate::wire::json::Json;
    let file = format!("src/providers/{}/models.json", provider.id);
    let models: Vec<serde_json::Value> =
        serde_json::from_str(provider.models).map_err(|error| vec![format!("{file}: {error}")])?;
    let mut problems = Vec::new();
    let mut read = Vec::new();
    for (index, model) in models.into_iter().enumerate() {
        match Model::read(&Json::from(model)) {
            Ok(model) => read.push(Rc::new(model)),
            Err(wrong) => {
                problems.extend(
                    wrong.into_iter().map(|it| format!("{file}: [{index}].{} {}", it.field, it.message)),
                );
            }
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}
