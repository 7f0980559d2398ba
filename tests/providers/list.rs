//! A provider is a folder, a line in the list and a folder of fixtures. If one of them is missing, a test fails.

use std::collections::BTreeSet;
use std::path::Path;

use plantain::job::error::Error;
use plantain::providers;
use plantain::wire::http::HttpResponse;

use crate::fixture::{self, Call};
use crate::request;

pub const TESTS: &[(&str, fn())] = &[
    ("every_folder_of_a_provider_is_in_the_list", every_folder_of_a_provider_is_in_the_list),
    ("every_fixture_names_its_source", every_fixture_names_its_source),
    ("every_provider_has_a_success", every_provider_has_a_success),
    ("every_provider_has_a_folder_of_fixtures", every_provider_has_a_folder_of_fixtures),
    (
        "a_refusal_by_the_relay_has_its_code_and_its_own_words_at_every_provider",
        a_refusal_by_the_relay_has_its_code_and_its_own_words_at_every_provider,
    ),
];

fn every_folder_of_a_provider_is_in_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/providers");
    for file in fixture::entries(&folder).iter().map(|path| fixture::stem(path)) {
        assert!(
            file == "mod" || providers::find(&file).is_some(),
            "src/providers/{file} is not a provider in the list of src/providers/mod.rs"
        );
    }
}

fn every_fixture_names_its_source() {
    for file in fixture::all() {
        let fixture = file.read();
        let source = fixture.source;
        assert!(source.len() > 5, "{file:?}");
        assert!(
            fixture.confidence != fixture::Confidence::Documented || source != "made up",
            "{file:?} is made up, which is not documented"
        );
    }
}

fn every_provider_has_a_success() {
    let mut sold = BTreeSet::new();
    for file in fixture::all() {
        let fixture = file.read();
        let is_success = fixture.outcome.get("images").is_some();
        if let (Call::Run, true, Some(request)) = (fixture.call, is_success, &fixture.request) {
            let request = request::validate(request).expect("a request with a success is valid");
            assert_eq!(request.provider().id, file.provider, "{file:?} is of another provider");
            sold.insert(request.provider().id);
        }
    }
    assert_eq!(sold, providers::ALL.iter().map(|provider| provider.id).collect());
}

fn every_provider_has_a_folder_of_fixtures() {
    let folders: BTreeSet<_> = fixture::folders().into_iter().collect();
    let ids: BTreeSet<_> = providers::ALL.iter().map(|provider| provider.id.to_owned()).collect();
    assert_eq!(folders, ids, "left: folders of tests/fixtures, right: providers of the list");
    for id in ids {
        assert!(fixture::all().iter().any(|file| file.provider == id), "tests/fixtures/{id} is empty");
    }
}

fn a_refusal_by_the_relay_has_its_code_and_its_own_words_at_every_provider() {
    let sentence = "The relay does not know who is calling: sign in.";
    for provider in providers::ALL {
        let refusal =
            provider.relay.refusal.replace("{code}", "RELAY_NOT_SIGNED_IN").replace("{message}", sentence);
        let body: serde_json::Value = serde_json::from_str(&refusal).unwrap();
        let response = HttpResponse::new(401, Some(body.into()));
        let error = Error::refusal(&response, (provider.read_error)(&response));
        assert_eq!(error.code.as_deref(), Some("RELAY_NOT_SIGNED_IN"), "{}", provider.id);
        assert_eq!((error.message.as_str(), error.provider_message), (sentence, None), "{}", provider.id);
    }
}
