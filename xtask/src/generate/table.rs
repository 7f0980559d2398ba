//! The models as a Markdown table.

use std::fmt::Write;

use plantain::provider::model::{Choice, Model};
use plantain::provider::{LocalImages, Provider};

use super::declarations;

/// Returns the table of the README.
pub fn table(providers: &[&Provider]) -> String {
    let mut text = String::from(
        "| provider | model | images | fields | local images | price |\n|---|---|---|---|---|---|\n",
    );
    for provider in providers {
        for model in provider.models {
            let _ = writeln!(
                text,
                "| `{}` | [`{}`]({}) | {} | {} | {} | {} |",
                provider.id,
                model.id,
                model.page,
                images(model),
                fields(model),
                travel(provider, model),
                declarations::price(&model.price),
            );
        }
    }
    text
}

fn images(model: &Model) -> String {
    match (model.images.min, model.images.max) {
        (_, Some(0)) => "none".to_owned(),
        (min, Some(max)) => format!("{min}–{max}"),
        (min, None) => format!("{min} or more"),
    }
}

fn fields(model: &Model) -> String {
    let choice = |name: &str, choice: &Option<Choice>| {
        choice.as_ref().map(|choice| match choice.values.len() {
            4.. => format!("`{name}` ({})", choice.values.len()),
            _ => format!("`{name}` {}", choice.values.join(", ")),
        })
    };
    let count = model.count.as_ref().map(|count| format!("`count` 1–{}", count.max));
    let fields = [
        choice("aspectRatio", &model.aspect_ratio),
        choice("resolution", &model.resolution),
        choice("outputFormat", &model.output_format),
        count,
    ];
    fields.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn travel(provider: &Provider, model: &Model) -> &'static str {
    match provider.local_images {
        _ if model.images.max == Some(0) => "",
        LocalImages::DataUri => "as base64 data URIs",
        LocalImages::Upload(_) => "by the provider's upload",
    }
}
