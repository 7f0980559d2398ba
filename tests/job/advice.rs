//! What to do about a submit whose outcome is unknown.

use plantain::job::advice::Advice;
use plantain::job::error::{Billed, ErrorKind};
use plantain::provider::intent::Intent;
use plantain::wire::timestamp::Timestamp;
use serde_json::json;

use crate::drive::START;
use crate::request;

const MINUTE: f64 = 60_000.0;
const HOUR: f64 = 60.0 * MINUTE;

/// The intent of a submit at the start.
fn intent(provider: &str) -> Intent {
    let model = request::edit_model(provider);
    let stored = json!({ "id": "1", "provider": provider, "model": model, "submittedAt": START });
    Intent::read(&stored.into()).unwrap()
}

/// The advice for a submit of so long ago.
fn advice(provider: &str, age: f64, is_relayed: bool) -> Advice {
    Advice::on(&intent(provider), Timestamp::from_millis(START + age), is_relayed)
}

#[test]
fn a_provider_that_lists_jobs_is_searched_for_a_week() {
    for (age, wanted) in [
        (-MINUTE, Advice::FindJob),
        (0.0, Advice::FindJob),
        (167.0 * HOUR, Advice::FindJob),
        (169.0 * HOUR, Advice::Forget),
    ] {
        assert_eq!(advice("pixelbyte", age, false), wanted, "{age}");
    }
}

#[test]
fn at_the_others_the_submit_may_be_on_its_way_and_then_the_account_tells_for_a_day() {
    for provider in ["mulerun", "mulerouter", "pixazo"] {
        for (age, wanted) in [
            (-MINUTE, Advice::Wait),
            (9.0 * MINUTE, Advice::Wait),
            (11.0 * MINUTE, Advice::CheckAccount),
            (23.5 * HOUR, Advice::CheckAccount),
            (25.0 * HOUR, Advice::Forget),
        ] {
            assert_eq!(advice(provider, age, false), wanted, "{provider} {age}");
        }
    }
}

#[test]
fn a_relay_is_asked_for_every_provider_as_long_as_it_keeps_its_record() {
    for provider in ["mulerun", "mulerouter", "pixazo", "pixelbyte"] {
        for (age, wanted) in [
            (0.0, Advice::FindJob),
            (22.0 * HOUR, Advice::FindJob),
            (23.5 * HOUR, Advice::CheckAccount),
            (25.0 * HOUR, Advice::Forget),
        ] {
            assert_eq!(advice(provider, age, true), wanted, "{provider} {age}");
        }
    }
}

#[test]
fn a_submit_that_no_search_can_find_has_an_error_that_says_why() {
    for (provider, age, is_relayed, wanted) in [
        ("mulerun", MINUTE, false, Some("PLANTAIN_NO_LIST")),
        ("pixazo", HOUR, false, Some("PLANTAIN_NO_LIST")),
        ("mulerouter", 25.0 * HOUR, false, Some("PLANTAIN_NO_LIST")),
        ("pixelbyte", HOUR, false, None),
        ("pixelbyte", 169.0 * HOUR, false, Some("PLANTAIN_RECORD_OLD")),
        ("mulerun", HOUR, true, None),
        ("mulerun", 25.0 * HOUR, true, Some("PLANTAIN_RECORD_OLD")),
        ("pixelbyte", 25.0 * HOUR, true, Some("PLANTAIN_RECORD_OLD")),
    ] {
        let error = advice(provider, age, is_relayed).obstacle(&intent(provider), is_relayed);
        let code = error.as_ref().map(|error| error.package_code.as_str());
        assert_eq!(code, wanted, "{provider} {age}");
        let Some(error) = error else { continue };
        assert_eq!((error.kind, error.billed), (ErrorKind::Unsupported, Billed::Unknown));
        assert_eq!((error.provider, error.intent.unwrap().id.as_str()), (Some(provider), "1"));
    }
}
