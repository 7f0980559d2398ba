//! The models as a Markdown table: one line for each family, and who sells it.

use std::collections::BTreeMap;
use std::fmt::Write;

use plantain::provider::Provider;
use serde_json::Value;

use super::data::{Data, text};

/// Returns the table of the README.
pub fn table(data: &[(&Provider, Data)]) -> String {
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
    for (family, sellers) in rows {
        let _ = write!(table, "\n| `{family}` |");
        for (provider, _) in data {
            let entries = sellers.get(provider.id).map(|tasks| tasks.join(", ")).unwrap_or_default();
            let _ = write!(table, " {entries} |");
        }
    }
    table + "\n"
}
