//! What a relay knows of a provider is what the client does there.

use std::collections::BTreeSet;

use plantain::provider::state::JobState;
use plantain::provider::{Provider, Route};
use plantain::providers;
use plantain::wire::http::HttpResponse;
use plantain::wire::json::Json;
use serde_json::{Value, json};

use crate::fixture;

pub const TESTS: &[(&str, fn())] = &[
    ("every_call_of_the_fixtures_is_a_route_and_every_route_is_one", every_call_of_the_fixtures_is_a_route),
    ("the_client_reads_a_jobs_id_where_the_relay_does", the_client_reads_a_jobs_id_where_the_relay_does),
    ("the_client_reads_a_refund_where_the_relay_does", the_client_reads_a_refund_where_the_relay_does),
    ("the_client_understands_what_the_relay_refuses", the_client_understands_what_the_relay_refuses),
];

fn every_call_of_the_fixtures_is_a_route() {
    let mut used = BTreeSet::<&Route>::new();
    for file in fixture::all() {
        let provider = providers::find(&file.provider).unwrap();
        let sent = file.read().exchanges.into_iter().map(|exchange| exchange.send);
        for send in sent.filter(|send| send["path"].is_string()) {
            let call = ["method", "path"].map(|name| send[name].as_str().unwrap());
            let routes = provider.relay.routes.iter();
            let fitting =
                routes.filter(|(_, method, path)| *method == call[0] && fits(provider, path, call[1]));
            let fitting: Vec<_> = fitting.collect();
            assert!(!fitting.is_empty(), "{file:?}: {call:?} is not a route");
            used.extend(fitting);
        }
    }
    for provider in providers::ALL {
        let unused: Vec<_> = provider.relay.routes.iter().filter(|route| !used.contains(route)).collect();
        assert!(unused.is_empty(), "{}: {unused:?} is in no fixture", provider.id);
        assert!(provider.relay.routes.is_sorted_by_key(|(_, _, path)| path), "{}", provider.id);
    }
}

/// Whether a path is that of a route, whose `{job}` is any segment and whose `{path}` is the path of any model.
fn fits(provider: &Provider, route: &str, path: &str) -> bool {
    let models: Vec<Value> = serde_json::from_str(provider.models).unwrap();
    let paths = models.iter().map(|model| {
        // Where a model of MuleRun has no path of its own.
        let usual = format!("/vendors/{}", model["id"].as_str().unwrap().replacen('/', "/v1/", 1));
        route.replace("{path}", model["path"].as_str().unwrap_or(&usual))
    });
    let is_same = |route: String| {
        let (route, path): (Vec<_>, Vec<_>) = (route.split('/').collect(), path.split('/').collect());
        route.len() == path.len()
            && route
                .iter()
                .zip(&path)
                .all(|(wanted, is)| wanted == is || *wanted == "{job}" && !is.contains('?'))
    };
    paths.into_iter().any(is_same)
}

fn the_client_reads_a_jobs_id_where_the_relay_does() {
    for provider in providers::ALL {
        for (index, member) in provider.relay.job.iter().enumerate() {
            let members =
                provider.relay.job[index..].iter().map(|member| ((*member).to_owned(), json!(member)));
            let accepted = (provider.read_submit)(&success(members.collect())).unwrap();
            assert_eq!(accepted.job.as_str(), *member, "{}", provider.id);
        }
    }
}

fn the_client_reads_a_refund_where_the_relay_does() {
    for provider in providers::ALL {
        for status in ["cancelled", "failed"] {
            let state = (provider.read_poll)(&success(json!({ "status": status })));
            let is_refunded = matches!(
                state,
                Ok(JobState::Failed { refunded: true, .. } | JobState::Cancelled { refunded: true, .. })
            );
            let is_listed = provider.relay.refunded.contains(&status);
            assert_eq!(is_refunded, is_listed, "{} {status}", provider.id);
        }
    }
}

fn the_client_understands_what_the_relay_refuses() {
    for provider in providers::ALL {
        let refusal = provider.relay.refusal;
        let body = refusal.replace("{code}", "RELAY_X").replace("{message}", "No more today.");
        let response = HttpResponse { status: 402, ..success(serde_json::from_str(&body).unwrap()) };
        let fault = (provider.read_error)(&response);
        assert_eq!(fault.message.as_deref(), Some("No more today."), "{}", provider.id);
        assert_eq!(fault.code.as_deref(), Some("RELAY_X"), "{}", provider.id);
    }
}

fn success(body: Value) -> HttpResponse {
    HttpResponse::new(200, Some(Json::from(body)))
}
