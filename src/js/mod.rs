//! The exported functions, and the conversions between what JavaScript gives and what the protocol takes.
//!
//! Each takes a request, a ticket or a provider, and a plain object of settings. They reject with plain
//! records, of which the client makes errors, or with the reason of the caller's abort.

use std::pin::Pin;

use js_sys::{Math, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::future_to_promise;

use crate::browser::call::Call;
use crate::browser::files::body::{self, Files};
use crate::browser::files::file::{FileError, LocalFile};
use crate::browser::files::prepare::prepare;
use crate::browser::js_value::{self, property};
use crate::browser::rejection::Rejection;
use crate::browser::run::{self, End, Until};
use crate::browser::store;
use crate::browser::time::sleep;
use crate::input::request::RequestInput;
use crate::input::validate::Reencode;
use crate::job::Job;
use crate::job::error::Error;
use crate::job::purchase::{self, StoreChange};
use crate::job::query::{self, StatusQuery};
use crate::job::recovery::{Progress, Search};
use crate::provider::intent::{Intent, Pending};
use crate::provider::request::ImageRequest;
use crate::provider::ticket::Ticket;
use crate::providers;

use self::request::ReadFiles;
use self::settings::Settings;
use self::settings::TIMEOUT;

mod build_request;
mod dynamic;
mod image;
mod request;
mod result;
mod settings;

type Outcome = Result<JsValue, Rejection>;
type Ready = (Call, ImageRequest, Vec<Option<LocalFile>>);

/// Checks, buys, waits and gives the images.
#[wasm_bindgen]
pub fn run(request: JsValue, settings: JsValue) -> Promise {
    promise(&settings.clone(), buy(request, settings, Until::Done))
}

/// Buys and gives the ticket.
#[wasm_bindgen]
pub fn submit(request: JsValue, settings: JsValue) -> Promise {
    promise(&settings.clone(), buy(request, settings, Until::Accepted))
}

/// Waits for a bought job.
#[wasm_bindgen]
pub fn wait(ticket: JsValue, settings: JsValue) -> Promise {
    promise(&settings.clone(), async move {
        let ticket = read_ticket(&ticket)?;
        let call = Settings::read(&settings)?.call(ticket.provider).await?;
        let job = Job::resume(ticket, call.began, call.timeout);
        delivered(run::run(&call, job, &[], Until::Done).await?, &[])
    })
}

/// Asks once how a job stands.
#[wasm_bindgen]
pub fn status(ticket: JsValue, settings: JsValue) -> Promise {
    promise(&settings.clone(), ask(ticket, settings, query::poll))
}

/// Cancels a job where the vendor can.
#[wasm_bindgen]
pub fn cancel(ticket: JsValue, settings: JsValue) -> Promise {
    promise(&settings.clone(), ask(ticket, settings, query::cancel))
}

/// Reads something free that needs the key.
#[wasm_bindgen(js_name = checkAccess)]
pub fn check_access(provider: JsValue, settings: JsValue) -> Promise {
    promise(&settings.clone(), async move {
        let Some(provider) = provider.as_string().and_then(|id| providers::find(&id)) else {
            return Err(Error::unknown_provider().into());
        };
        let call = Settings::read(&settings)?.call(provider).await?;
        let answer = run::send_once(&call, &(provider.probe)(), call.query_limits()).await;
        query::read_probe(provider, answer).map_err(|error| call.or_aborted(error))?;
        Ok(JsValue::UNDEFINED)
    })
}

/// Looks for the job of a submit of which nobody knows what became; `null` where none was bought. `known` is
/// what the caller's store holds.
#[wasm_bindgen(js_name = findJob)]
pub fn find_job(intent: JsValue, known: JsValue, settings: JsValue) -> Promise {
    promise(&settings.clone(), async move {
        let intent = Intent::read(&js_value::from_js(&intent).unwrap_or_default())?;
        let call = Settings::read(&settings)?.call(intent.provider).await?;
        let mut pending = store::bought();
        for record in js_value::array(&known).unwrap_or_default().iter() {
            pending.extend(js_value::from_js(&record).as_ref().and_then(Pending::read));
        }
        let mut search = Search::new(intent.clone(), pending)?;
        loop {
            let answer = run::send_once(&call, &search.request(), call.query_limits()).await;
            match search.read(answer).map_err(|error| call.or_aborted(error))? {
                Progress::Found(ticket) => {
                    let found = js_value::to_js(&ticket);
                    call.store.apply(StoreChange::Replace { intent, ticket }).await;
                    return Ok(found);
                }
                Progress::NextPage => {}
                Progress::Nothing => return Ok(JsValue::NULL),
            }
        }
    })
}

/// Gives the request as it would be sent, without key.
#[wasm_bindgen(js_name = buildRequest)]
pub fn build_request(request: JsValue, settings: JsValue) -> Promise {
    promise(&settings.clone(), async move {
        let (call, request, files) = ready(&request, &settings, false).await?;
        build_request::build(&call, request, &files).await
    })
}

/// Checks what can be known without reading files.
#[wasm_bindgen]
pub fn validate(request: JsValue) -> Promise {
    promise(&JsValue::UNDEFINED, async move {
        let (draft, _) = request::read(&request, ReadFiles::No).await?;
        draft.validate(Reencode::Auto).map_err(Error::invalid)?;
        Ok(JsValue::UNDEFINED)
    })
}

/// Tells what a request costs before it is sent; `null` where the provider publishes no price.
#[wasm_bindgen(js_name = estimateCost)]
pub fn estimate_cost(request: JsValue) -> Promise {
    promise(&JsValue::UNDEFINED, async move {
        let (draft, _) = request::read(&request, ReadFiles::No).await?;
        let cost = draft.cost().map_err(Error::invalid)?;
        Ok(cost.map_or(JsValue::NULL, js_value::to_js))
    })
}

/// Reads what a store holds of a job; `null` for what is damaged or not ours.
#[wasm_bindgen(js_name = readPending)]
pub fn read_pending(stored: &JsValue) -> JsValue {
    let pending = Pending::read(&js_value::from_js(stored).unwrap_or_default());
    pending.map_or(JsValue::NULL, js_value::to_js)
}

/// Encodes an image as a data URI.
#[wasm_bindgen(js_name = toDataUri)]
pub fn to_data_uri(file: JsValue, keep_metadata: bool) -> Promise {
    promise(&JsValue::UNDEFINED, async move {
        let mut file = open(&file).await?;
        file.strips = !keep_metadata;
        let spoilt = |spoilt: FileError| Rejection::from(spoilt.of_image(0));
        if !file.format().is_some_and(|format| format.is_raster()) {
            return Err(Error::not_an_image().into());
        }
        if let Some(format) = file.unstrippable() {
            return Err(Error::unstrippable_file(format).into());
        }
        let pieces = body::data_uri(&file).await.map_err(spoilt)?;
        body::text(&pieces).await.map_err(spoilt)
    })
}

/// Tells what the headers of a file say; `null` for what is no image.
#[wasm_bindgen]
pub fn inspect(file: JsValue) -> Promise {
    promise(&JsValue::UNDEFINED, async move {
        let info = open(&file).await?.info;
        Ok(info.map_or(JsValue::NULL, |info| js_value::to_js(result::inspected(&info))))
    })
}

/// Makes a promise of a future; one for all functions, because each kind of future costs kilobytes of
/// machinery.
fn promise(settings: &JsValue, outcome: impl Future<Output = Outcome> + 'static) -> Promise {
    settle(settings.clone(), Box::pin(outcome))
}

fn settle(settings: JsValue, outcome: Pin<Box<dyn Future<Output = Outcome>>>) -> Promise {
    future_to_promise(async move {
        outcome.await.map_err(|stop| match stop {
            Rejection::Aborted => property(&property(&settings, "signal"), "reason"),
            Rejection::Failed(error) => js_value::to_js(*error),
            Rejection::Thrown(thrown) => thrown,
        })
    })
}

async fn buy(request: JsValue, settings: JsValue, until: Until) -> Outcome {
    let (call, request, files) = ready(&request, &settings, true).await?;
    let sizes: Vec<_> = files.iter().map(|file| file.as_ref().map_or(0.0, |file| file.blob.size())).collect();
    let id = (Math::random() * 1e18) as u64;
    let job = Job::new(request, call.began, call.timeout).with_intent(id.to_string(), &sizes, call.began);
    delivered(run::run(&call, job, &files, until).await?, &files)
}

/// Checks a request and gets everything for it that comes from the caller: key, files, uploads of its own.
async fn ready(request: &JsValue, settings: &JsValue, with_key: bool) -> Result<Ready, Rejection> {
    let settings = Settings::read(settings);
    let limit = settings.as_ref().map_or(TIMEOUT, Settings::time);
    let ready = async {
        let cleans = settings.as_ref().map_or(true, |settings| !settings.is_set("keepMetadata"));
        let (draft, mut files) = request::read(request, ReadFiles::Yes { cleans }).await?;
        let (settings, mut request) = check_together(settings, draft)?;
        let provider = request.provider();
        let call =
            if with_key { settings.call(provider).await? } else { settings.call_without_key(provider)? };
        prepare(&call, &mut request, &mut files).await?;
        image::upload(&call, &mut request, &mut files).await?;
        Ok((call, request, files))
    };
    sleep::with_timeout(limit, ready).await.unwrap_or_else(|| Err(Error::timed_out_before_sending().into()))
}

async fn ask(
    ticket: JsValue,
    settings: JsValue,
    question: fn(Ticket) -> crate::job::error::Result<StatusQuery>,
) -> Outcome {
    let ticket = read_ticket(&ticket)?;
    let call = Settings::read(&settings)?.call(ticket.provider).await?;
    let question = question(ticket)?;
    let answer = run::send_once(&call, &question.request, call.query_limits()).await;
    let state = question.read(answer).map_err(|error| call.or_aborted(error))?;
    if let Some(change) = purchase::after_state(question.ticket(), &state) {
        call.store.apply_later(change);
    }
    Ok(result::state(state, &question))
}

async fn open(file: &JsValue) -> Result<LocalFile, Rejection> {
    let blob = image::blob(file).map_err(Error::not_a_file)?;
    LocalFile::open(blob).await.map_err(|spoilt| spoilt.of_image(0).into())
}

fn read_ticket(ticket: &JsValue) -> Result<Ticket, Rejection> {
    Ok(Ticket::read(&js_value::from_js(ticket).unwrap_or_default())?)
}

fn delivered(end: End, files: &Files) -> Outcome {
    match end {
        End::Accepted(ticket) => Ok(js_value::to_js(&ticket)),
        End::Done(delivery) => Ok(result::done(delivery, files)),
    }
}

/// Says everything that is wrong with settings and request at once.
fn check_together(
    settings: Result<Settings, Box<Error>>,
    draft: RequestInput,
) -> Result<(Settings, ImageRequest), Box<Error>> {
    let fit = settings.as_ref().map_or(Reencode::Auto, Settings::fit);
    match (settings, draft.validate(fit)) {
        (Ok(settings), Ok(request)) => Ok((settings, request)),
        (Ok(_), Err(problems)) => Err(Error::invalid(problems).into()),
        (Err(error), Ok(_)) => Err(error),
        (Err(error), Err(problems)) => {
            let mut all = problems;
            all.extend(error.problems);
            Err(Error::invalid(all).into())
        }
    }
}
