//! Collects what the providers' data decides, which xtask/tools/generate writes into the package and the documents.

use anyhow::{Context, Result};
use plantain::input::images::ImageInput;
use plantain::input::request::RequestInput;
use plantain::input::value::Value as InputValue;
use plantain::job::retry;
use plantain::provider::money::Cost;
use plantain::provider::{KeyHeader, LocalImages, Provider};
use plantain::providers;
use serde_json::{Value, json};

use crate::files;
use crate::project::Project;

/// Writes the files where they differ; with `only_check` writes nothing and fails when they do.
pub fn generate(project: &Project, only_check: bool) -> Result<()> {
    let file = project.target.join("generate.json");
    files::write(&file, &facts()?.to_string())?;
    let script = project.at("xtask/tools/generate/main.js");
    let arguments =
        [script, project.root.clone(), file].into_iter().chain(only_check.then(|| "--check".into()));
    project.command("node", arguments).run()?;
    Ok(())
}

fn facts() -> Result<Value> {
    let uncertain: Vec<_> = (400..500).filter(|status| retry::may_have_bought(*status)).collect();
    Ok(json!({
        "providers": providers::ALL.iter().map(|provider| describe(provider)).collect::<Result<Vec<_>>>()?,
        "uncertainRefusals": uncertain,
    }))
}

fn describe(provider: &Provider) -> Result<Value> {
    let models: Vec<Value> = serde_json::from_str(provider.models)
        .with_context(|| format!("src/providers/{}/models.json is no list of models", provider.id))?;
    let (header, prefix) = match provider.key {
        KeyHeader::Bearer => ("Authorization", "Bearer "),
        KeyHeader::Plain(name) => (name, ""),
    };
    let routes = provider.relay.routes.iter();
    let routes =
        routes.map(|(purpose, method, path)| json!({ "purpose": purpose, "method": method, "path": path }));
    // Null where images travel in the request.
    let upload = match &provider.local_images {
        LocalImages::DataUri => Value::Null,
        LocalImages::Upload(upload) => {
            json!({ "place": upload.target_member, "hosts": provider.relay.upload_hosts })
        }
    };
    Ok(json!({
        "id": provider.id,
        "name": provider.name,
        "canCancel": provider.cancel.is_some(),
        // The script says more of a model that breaks a rule.
        "offers": offers(provider, &models),
        "models": models,
        "relay": {
            "name": provider.name,
            "base": provider.base_url,
            "key": { "header": header, "prefix": prefix },
            "routes": routes.collect::<Vec<_>>(),
            "charged": provider.relay.charged,
            "job": provider.relay.job,
            "refunded": provider.relay.refunded,
            "refusal": serde_json::from_str::<Value>(provider.relay.refusal)?,
            "outputHosts": provider.relay.output_hosts,
            "upload": upload,
        },
    }))
}

/// Returns what a provider's models cost for an edit with Nano Banana Pro at 2K, in micro-dollars; null if that is not known.
#[allow(clippy::indexing_slicing, reason = "a member that a JSON value lacks is null")]
fn offers(provider: &Provider, models: &[Value]) -> Result<Vec<Value>, String> {
    let known = providers::models(provider)?;
    let is_edit = |model: &&Value| {
        let tasks = model["tasks"].as_array();
        model["family"] == "nano-banana-pro" && tasks.is_some_and(|tasks| tasks.contains(&"edit".into()))
    };
    let offer = |model: &Value| {
        let id = model["id"].as_str().unwrap_or_default();
        let mut input = RequestInput::default();
        for (name, value) in [("provider", provider.id), ("model", id), ("resolution", "2K")] {
            input.set(name, InputValue::Text(value.to_owned()));
        }
        input.set_images(vec![ImageInput::Url("https://example.com/image.png".to_owned())]);
        let (least, most) = match input.cost(&known).map_err(|problems| format!("{problems:?}"))? {
            None => (None, None),
            Some(Cost::Exact(money)) => (Some(money.0), Some(money.0)),
            Some(Cost::Between(least, most)) => (Some(least.0), Some(most.0)),
        };
        Ok(json!({ "provider": provider.id, "model": id, "least": least, "most": most }))
    };
    models.iter().filter(is_edit).map(offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generated_files_are_those_of_the_models() {
        generate(&Project::find().unwrap(), true).unwrap();
    }

    #[test]
    fn the_tests_of_the_script_pass() {
        let project = Project::find().unwrap();
        project.command_in("xtask/tools", "node", ["--test", "generate/"]).run().unwrap();
    }
}
