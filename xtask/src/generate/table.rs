//! The models as Markdown tables: who sells which family, and the offers for one request.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Result, anyhow};
use plantain::input::images::ImageInput;
use plantain::input::request::RequestInput;
use plantain::input::value::Value as InputValue;
use plantain::provider::Provider;
use plantain::provider::money::Cost;
use plantain::providers;
use serde_json::Value;

use super::data::{Data, text};
use super::declarations::dollars;

/// Returns the table of all families.
pub fn all(data: &[(&Provider, Data)]) -> String {
    table(data, |_| true)
}

/// Returns the table of the Nano Banana line.
pub fn nano_banana(data: &[(&Provider, Data)]) -> String {
    table(data, |family| family.starts_with("nano-banana"))
}

/// Returns the offers for an edit with Nano Banana Pro at 2K, as `offers` lists them.
pub fn offers(data: &[(&'static Provider, Data)]) -> Result<String> {
    let mut offers = Vec::new();
    for (provider, models) in data {
        let known = providers::models(provider).map_err(|problem| anyhow!(problem))?;
        let is_offer = |model: &&Value| {
            text(model, "family") == "nano-banana-pro"
                && model
                    .get("tasks")
                    .and_then(Value::as_array)
                    .is_some_and(|tasks| tasks.contains(&"edit".into()))
        };
        for model in models.iter().filter(is_offer) {
            let mut input = RequestInput::default();
            let values = [("provider", provider.id), ("model", text(model, "id")), ("resolution", "2K")];
            for (name, value) in values {
                input.set(name, InputValue::Text(value.to_owned()));
            }
            input.set_images(vec![ImageInput::Url("https://example.com/image.png".to_owned())]);
            let cost = input.cost(&known).map_err(|problems| anyhow!("{problems:?}"))?;
            let (most, words) = match cost {
                None => (u64::MAX, "not known".to_owned()),
                Some(Cost::Exact(money)) => (money.0, dollars(money.0)),
                Some(Cost::Between(min, max)) => (max.0, format!("{} to {}", dollars(min.0), dollars(max.0))),
            };
            let row = format!(
                "| {} | [`{}`]({}) | {words} | {} s | {} |\n",
                provider.name,
                text(model, "id"),
                text(model, "page"),
                model.get("seconds").unwrap_or(&Value::Null),
                text(model, "confidence")
            );
            offers.push((most, row));
        }
    }
    offers.sort_by_key(|(most, _)| *most);
    let rows: String = offers.into_iter().map(|(_, row)| row).collect();
    Ok(format!("| provider | model | price of an image | about | data |\n|---|---|---:|---:|---|\n{rows}"))
}

/// Returns a table of families: those that `is_shown` takes by name and number of sellers.
fn table(data: &[(&Provider, Data)], is_shown: impl Fn(&str) -> bool) -> String {
    let mut rows: Vec<(String, BTreeMap<&str, Vec<&str>>)> = Vec::new();
    for (provider, models) in data {
        for model in models {
            let family = model["family"].as_str().unwrap_or_else(|| text(model, "name"));
            let at = rows.iter().position(|(name, _)| name == family).unwrap_or_else(|| {
                rows.push((family.to_owned(), BTreeMap::new()));
                rows.len() - 1
            });
            let tasks = model["tasks"].as_array().map(Vec::as_slice).unwrap_or_default();
            let tasks: Vec<_> = tasks.iter().filter_map(Value::as_str).collect();
            if let Some((_, sellers)) = rows.get_mut(at) {
                let sold = sellers.entry(provider.id).or_default();
                sold.extend(tasks);
                sold.sort_unstable();
                sold.dedup();
            }
        }
    }
    let mut table = String::from("| family |");
    for (provider, models) in data {
        let _ = write!(table, " {} ({}) |", provider.name, models.len());
    }
    table.push_str("\n|---|");
    table.push_str(&"---|".repeat(data.len()));
    rows.retain(|(family, _)| is_shown(family));
    for (family, sellers) in rows {
        let _ = write!(table, "\n| `{family}` |");
        for (provider, _) in data {
            let entries = sellers.get(provider.id).map(|tasks| tasks.join(", ")).unwrap_or_default();
            let _ = write!(table, " {entries} |");
        }
    }
    table + "\n"
}
