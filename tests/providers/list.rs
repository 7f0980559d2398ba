//! A provider is one file, one line and one folder: a missing one of the three fails here.

use std::collections::BTreeSet;
use std::path::Path;

use plantain::providers;

use crate::fixture::{self, Call};
use crate::request;

pub const TESTS: &[(&str, fn())] = &[
    ("every_file_of_a_provider_is_in_the_list", every_file_of_a_provider_is_in_the_list),
    ("every_fixture_says_where_it_is_from", every_fixture_says_where_it_is_from),
    ("every_model_has_a_success", every_model_has_a_success),
    ("every_provider_has_a_folder_of_fixtures", every_provider_has_a_folder_of_fixtures),
];

fn every_file_of_a_provider_is_in_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/providers");
    for file in fixture::entries(&folder).iter().map(|path| fixture::stem(path)) {
        assert!(
            file == "mod" || providers::find(&file).is_some(),
            "src/providers/{file}.rs is no provider of the list in src/providers/mod.rs"
        );
    }
}

fn every_fixture_says_where_it_is_from() {
    for place in fixture::all() {
        let fixture = place.read();
        let source = fixture.source;
        assert!(source.len() > 5, "{place:?}");
        assert!(
            fixture.confidence != fixture::Confidence::Documented || source != "made up",
            "{place:?} is made up, which is not documented"
        );
    }
}

fn every_model_has_a_success() {
    let mut bought = BTreeSet::new();
    for place in fixture::all() {
        let fixture = place.read();
        let is_success = fixture.outcome.get("images").is_some();
        if let (Call::Run, true, Some(request)) = (fixture.call, is_success, &fixture.request) {
            let request = request::validate(request).expect("a request of a success is right");
            assert_eq!(request.provider().id, place.provider, "{place:?} is of another provider");
            bought.insert((request.provider().id, request.model().id));
        }
    }
    let read_purchase: BTreeSet<_> = providers::ALL
        .iter()
        .flat_map(|provider| provider.models.iter().map(|model| (provider.id, model.id)))
        .collect();
    assert_eq!(bought, read_purchase);
}

fn every_provider_has_a_folder_of_fixtures() {
    let folders: BTreeSet<_> = fixture::folders().into_iter().collect();
    let ids: BTreeSet<_> = providers::ALL.iter().map(|provider| provider.id.to_owned()).collect();
    assert_eq!(folders, ids, "left: folders of tests/fixtures, right: providers of the list");
    for id in ids {
        assert!(fixture::all().iter().any(|place| place.provider == id), "tests/fixtures/{id} is empty");
    }
}
