//! Passes a reply to every function that reads replies, and checks the results.

use std::rc::Rc;
use std::time::Duration;

use plantain::input::images::{FileFacts, ImageInput};
use plantain::input::request::RequestInput;
use plantain::input::validate::Reencode;
use plantain::input::value::Value;
use plantain::job::error::Error;
use plantain::job::recovery::ListSearch;
use plantain::job::recovery::finding::Finding;
use plantain::job::{Job, Step, query};
use plantain::media::Format;
use plantain::provider::error::{ProviderError, ReadError};
use plantain::provider::intent::{Intent, Pending};
use plantain::provider::job_id::JobId;
use plantain::provider::model::Model;
use plantain::provider::request::ImageRequest;
use plantain::provider::state::{self, JobState, Output};
use plantain::provider::ticket::Ticket;
use plantain::provider::{LocalImages, Provider};
use plantain::providers;
use plantain::wire::http::{Address, HttpResponse};
use plantain::wire::json::Json;
use plantain::wire::timestamp::Timestamp;
use plantain::wire::url;

/// Passes a reply to every reader of every provider, alone and within a job.
pub fn read_everywhere(response: &HttpResponse) {
    for provider in providers::ALL {
        let job = read_submit(provider, response);
        if let Ok(state) = (provider.read_poll)(response) {
            check_state(&state);
        }
        check_provider_error(&(provider.read_error)(response));
        let _ = (provider.read_probe)(response);
        if let LocalImages::Upload(upload) = &provider.local_images
            && let Some(target) = (upload.read_presign)(response)
        {
            for address in [&target.put, &target.url] {
                assert!(url::is_https_or_loopback(address), "{address}");
            }
        }
        if let Some(list) = &provider.list {
            let _ = (list.is_withheld)(response);
            let _ = (list.read)(response);
        }
        check_answer(query::read_probe(provider, Ok(response.clone())));
        // Replies are the same for every model: one that needs an image, and one that may not.
        let models = providers::models(provider).expect("the file is right");
        let edit = models.iter().find(|model| model.images().is_some_and(|images| images.min > 0));
        for known in models.first().into_iter().chain(edit) {
            let queue = provider.queues.first().copied();
            let (submitted_at, expected_by) = (Timestamp::from_millis(NOW), None);
            let ticket = Ticket {
                provider,
                model: known.id.clone(),
                known: Some(known.clone()),
                job: job.clone(),
                queue,
                submitted_at,
                expected_by,
                cost: None,
                label: Json::Null,
            };
            query(&ticket, response);
            search(&ticket, response);
            drive(Job::resume(ticket, Timestamp::from_millis(NOW), TIME), response);
            for image in [ImageInput::Url("https://example.com/a.jpg".to_owned()), ImageInput::Local(LOCAL)] {
                let request = request(provider, known, image);
                drive(Job::new(request, Timestamp::from_millis(NOW), TIME), response);
            }
        }
    }
}

/// Returns a reply that came straight from a provider.
pub fn response(status: u16, retry_after: Option<String>, body: Option<Json>) -> HttpResponse {
    HttpResponse { status, retry_after, relay_outcome: None, body, fragment: None, source: None }
}

/// Reads a reply to a poll and to a cancel.
pub fn query(ticket: &Ticket, response: &HttpResponse) {
    for query in [query::poll, query::cancel] {
        match query(ticket.clone()) {
            Ok(query) => check_answer(query.read(Ok(response.clone())).map(|state| check_state(&state))),
            Err(error) => check_error(&error),
        }
    }
}

/// Searches a reply for the job of a submit.
fn search(ticket: &Ticket, response: &HttpResponse) {
    let [provider, model] = [ticket.provider.id, &ticket.model].map(|id| Json::String(id.to_owned()));
    let stored = Json::object(vec![
        ("id", Json::String("a".to_owned())),
        ("provider", provider),
        ("model", model),
        ("submittedAt", Json::Number(NOW)),
        ("digest", Json::String("0".to_owned())),
    ]);
    let intent = Intent::read(&stored).expect("an intent");
    let Ok(mut search) = ListSearch::new(intent, Vec::new()) else { return };
    for _ in 0..3 {
        match search.read(Ok(response.clone())) {
            Ok(Finding::Found(ticket)) => return check_ticket(&ticket),
            Ok(Finding::Again(_)) => drop(search.request()),
            Ok(Finding::Nothing) => return,
            Err(error) => return check_error(&error),
        }
    }
}

/// Checks that an entry of a store is the same after a round trip.
pub fn check_pending(stored: &Json) {
    if let Some(pending) = Pending::read(stored) {
        match &pending {
            Pending::Accepted(ticket) => check_ticket(ticket),
            Pending::Unknown(intent) => {
                let again = Intent::read(&Json::from(intent)).expect("an intent of ours");
                assert_eq!(format!("{:?}", Json::from(intent)), format!("{:?}", Json::from(&again)));
            }
        }
    }
}

/// Answers every request of a job with the same reply.
pub fn drive(mut job: Job, response: &HttpResponse) {
    let mut now = NOW;
    for _ in 0..8 {
        match job.step(Timestamp::from_millis(now)) {
            Ok(Step::Done(delivery)) => {
                check_output(&delivery.output);
                return check_ticket(&delivery.ticket);
            }
            Ok(Step::Send(_)) => {
                if let Err(error) = job.receive(Timestamp::from_millis(now), Ok(response.clone())).result {
                    return check_error(&error);
                }
            }
            Ok(Step::Wait(pause)) => {
                assert!(pause > Duration::ZERO && pause <= TIME, "{pause:?}");
                now += pause.as_millis() as f64;
            }
            Err(error) => return check_error(&error),
        }
    }
}

/// Checks that a ticket is the same after a round trip through a store.
pub fn check_ticket(ticket: &Ticket) {
    assert!(JobId::parse(ticket.job.as_str()).is_some());
    assert!(ticket.queue.is_none_or(|queue| ticket.provider.queues.contains(&queue)));
    let json = Json::from(ticket);
    let again = Ticket::read(&json).expect("a ticket of ours");
    // Not a number is not the same as itself.
    assert_eq!(format!("{json:?}"), format!("{:?}", Json::from(&again)));
    if let Address::Provider(path) = (ticket.provider.poll)(ticket).address {
        let is_step = |part: &str| !part.is_empty() && part.chars().all(|one| one == '.');
        assert!(!path.split('/').any(is_step) && !path.contains("%2f"), "{path}");
    }
}

/// Checks that an error shows no image and no long text.
pub fn check_error(error: &Error) {
    check_text(&error.message, 4000);
    check_text(error.code.as_deref().unwrap_or_default(), 101);
    if let Some(ticket) = &error.ticket {
        check_ticket(ticket);
    }
    let _ = serde_json::to_string(&Json::from(error.clone())).expect("plain data");
}

fn read_submit(provider: &Provider, response: &HttpResponse) -> JobId {
    match (provider.read_submit)(response) {
        Ok(accepted) => {
            assert!(accepted.queue.is_none_or(|queue| provider.queues.contains(&queue)));
            check_state(&accepted.state);
            accepted.job
        }
        Err(error) => {
            if let ReadError::NoJobId { id: Some(id) } = error {
                check_text(&id, 101);
            }
            JobId::parse("job_1").expect("an id")
        }
    }
}

fn request(provider: &Provider, model: &Rc<Model>, image: ImageInput) -> ImageRequest {
    let mut input = RequestInput::default();
    for (name, text) in [("provider", provider.id), ("model", &model.id), ("prompt", "a hat")] {
        input.set(name, Value::Text(text.to_owned()));
    }
    if model.images().is_some_and(|images| images.min > 0) {
        input.set_images(vec![image]);
    }
    input.validate(&vec![model.clone()], Reencode::Auto).expect("a request")
}

fn check_answer<T>(answer: Result<T, Box<Error>>) {
    if let Err(error) = answer {
        check_error(&error);
    }
}

fn check_state(state: &JobState) {
    match state {
        JobState::Cancelled { .. } | JobState::Queued => {}
        JobState::Done(output) => check_output(output),
        JobState::Failed { error, .. } => check_provider_error(error),
        JobState::Running { progress } => {
            assert!(progress.is_none_or(|progress| (0.0..=1.0).contains(&progress)), "{progress:?}");
        }
    }
}

fn check_output(output: &Output) {
    assert!(!output.images.is_empty());
    for image in &output.images {
        let inline = state::raster_type(&image.url).is_some();
        assert!(inline || url::is_https_or_loopback(&image.url), "{}", image.url);
        assert!(image.media_type.as_deref().is_none_or(|media_type| media_type.starts_with("image/")));
        assert!(image.width != Some(0) && image.height != Some(0));
    }
}

fn check_provider_error(error: &ProviderError) {
    check_text(error.code.as_deref().unwrap_or_default(), 101);
    check_text(error.message.as_deref().unwrap_or_default(), 301);
}

fn check_text(text: &str, most: usize) {
    assert!(text.chars().count() <= most, "{} characters: {text}", text.chars().count());
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    let longest = text.as_bytes().split(|byte| !is_base64(byte)).map(<[u8]>::len).max().unwrap_or(0);
    assert!(longest <= 100, "{longest} characters of base64 in: {text}");
}

const NOW: f64 = 1_771_416_000_000.0;
const TIME: Duration = Duration::from_secs(600);
const LOCAL: FileFacts = FileFacts::Known { format: Some(Format::Jpeg), bytes: 7, size: None };
