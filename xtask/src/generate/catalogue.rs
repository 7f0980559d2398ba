//! The models as plain data for menus and forms.

use anyhow::Result;
use plantain::provider::model::{Choice, Model};
use plantain::provider::{LocalImages, Provider};
use serde_json::{Value, json};

/// Returns the text of models.json: one object per model, in the order of menus.
pub fn json(providers: &[&Provider]) -> Result<String> {
    let models: Vec<_> = providers
        .iter()
        .flat_map(|provider| provider.models.iter().map(|model| entry(provider, model)))
        .collect();
    Ok(serde_json::to_string_pretty(&models)? + "\n")
}

fn entry(provider: &Provider, model: &Model) -> Value {
    json!({
        "provider": provider.id,
        "providerName": provider.name,
        "model": model.id,
        "name": model.name,
        "page": model.page,
        "promptMaxCharacters": model.prompt_max,
        "images": {
            "min": model.images.min,
            "max": model.images.max,
            "formats": model.images.formats.iter().map(|format| format.media_type()).collect::<Vec<_>>(),
            "maxBytes": model.images.max_bytes,
        },
        "localImages": match provider.local_images {
            LocalImages::DataUri => "dataUri",
            LocalImages::Upload(_) => "upload",
        },
        "aspectRatio": choice(&model.aspect_ratio),
        "resolution": choice(&model.resolution),
        "outputFormat": choice(&model.output_format),
        "count": model.count.as_ref().map(|count| json!({ "max": count.max, "default": count.default })),
        "webhookUrl": model.webhook,
        "cancel": provider.cancel.is_some(),
        "typicalSeconds": model.typical_seconds,
    })
}

fn choice(choice: &Option<Choice>) -> Value {
    choice
        .as_ref()
        .map_or(Value::Null, |choice| json!({ "values": choice.values, "default": choice.default }))
}
