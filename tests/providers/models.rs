//! The body of every model, compared with the one that its page shows: `tests/models/<provider>.json`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use plantain::providers;
use plantain::wire::http::{Address, Body, HttpRequest, Part};
use serde::Deserialize;
use serde_json::Value;

use crate::drive::Drive;

/// What one model is asked for, and what is sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    pub model: String,
    pub source: String,
    #[allow(dead_code, reason = "it is for readers")]
    confidence: String,
    request: Value,
    path: String,
    body: Value,
}

/// Returns the samples of a provider.
pub fn samples(provider: &str) -> Vec<Sample> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models").join(format!("{provider}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Checks that the request of a sample gives its path and body, field for field.
pub fn check(provider: &str, sample: &Sample) {
    let mut request = sample.request.clone();
    request["provider"] = provider.into();
    request["model"] = sample.model.as_str().into();
    let first = Drive::new(&request, 60).next().unwrap();
    let Some(HttpRequest { address: Address::Provider(path), body, .. }) = first else {
        panic!("the first step is not a call to the provider")
    };
    let text = match body {
        Body::Json(text) => text,
        Body::Template(parts) => parts
            .into_iter()
            .map(|part| match part {
                Part::DataUri(image) => format!("<image {image}>"),
                Part::Text(text) => text,
            })
            .collect(),
        Body::Empty | Body::Image(_) => panic!("{} has no body", sample.model),
    };
    let body: Value = serde_json::from_str(&text).unwrap();
    pretty_assertions::assert_eq!((path, numbers(body)), (sample.path.clone(), numbers(sample.body.clone())));
}

/// `1` and `1.0` are the same number.
fn numbers(value: Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().unwrap().into(),
        Value::Array(items) => items.into_iter().map(numbers).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, numbers(value))).collect(),
        other => other,
    }
}

pub const TESTS: &[(&str, fn())] = &[("models::every_model_has_a_sample", every_model_has_a_sample)];

fn every_model_has_a_sample() {
    for provider in providers::ALL {
        let samples = samples(provider.id);
        let shown: BTreeSet<_> = samples.iter().map(|sample| sample.model.clone()).collect();
        let models = providers::models(provider).unwrap();
        let sold: BTreeSet<_> = models.iter().map(|model| model.id.clone()).collect();
        assert_eq!(shown, sold, "left: samples of {}, right: its models", provider.id);
        assert_eq!(models.len(), sold.len(), "two models of {} have one id", provider.id);
        assert!(
            samples.iter().all(|sample| sample.source.len() > 5),
            "a sample of {} has no source",
            provider.id
        );
    }
}
