//! The exported functions, and conversions from and to JavaScript values.
//!
//! The functions get a request, a ticket or a provider, and a plain object of options. They reject with plain
//! records, which the client converts to errors, or with the reason of the caller's abort.

use std::pin::Pin;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::future_to_promise;

use crate::browser::call::Call;
use crate::browser::files::body::{self, Files};
use crate::browser::files::file::LocalFile;
use crate::browser::files::file_error::FileError;
use crate::browser::files::prepare::prepare;
use crate::browser::js_value::{self, property};
use crate::browser::page;
use crate::browser::rejection::Rejection;
use crate::browser::run::{self, End, Until};
use crate::browser::store;
use crate::browser::time::sleep;
use crate::input::validate::Reencode;
use crate::job::Job;
use crate::job::error::Error;
use crate::job::purchase::{self, StoreChange};
use crate::job::query::{self, StatusQuery};
use crate::job::recovery::finding::Finding;
use crate::job::recovery::record::RecordSearch;
use crate::job::recovery::{ListSearch, Search};
use crate::media::Inspection;
use crate::provider::intent::{Intent, Pending};
use crate::provider::request::ImageRequest;
use crate::provider::ticket::Ticket;
use crate::providers;
use crate::wire::json::Json;

use self::models::Models;
use self::options::Options;
use self::request::ReadFiles;

mod build_request;
mod image;
mod models;
mod options;
mod request;
mod result;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"import type {
  BuiltRequest, CallOptions, Cost, ImageInfo, Model, Pending, Problem, RequestSnapshot, Result, StateRecord, Ticket,
} from "./client/call.js";"#;

type Outcome = Result<JsValue, Rejection>;
type Ready = (Call, ImageRequest, Vec<Option<LocalFile>>);

/// Validates and submits a request, waits for the job, and returns its images.
#[wasm_bindgen(unchecked_return_type = "Promise<Result>")]
pub fn run(
    #[wasm_bindgen(unchecked_param_type = "RequestSnapshot")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CallOptions")] options: JsValue,
) -> Promise {
    promise(&options.clone(), buy(request, options, Until::Done))
}

/// Validates and submits a request, and returns the ticket.
#[wasm_bindgen(unchecked_return_type = "Promise<Ticket>")]
pub fn submit(
    #[wasm_bindgen(unchecked_param_type = "RequestSnapshot")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CallOptions")] options: JsValue,
) -> Promise {
    promise(&options.clone(), buy(request, options, Until::Accepted))
}

/// Waits for an accepted job and returns its images.
#[wasm_bindgen(unchecked_return_type = "Promise<Result>")]
pub fn wait(
    #[wasm_bindgen(unchecked_param_type = "unknown")] ticket: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CallOptions")] options: JsValue,
) -> Promise {
    promise(&options.clone(), async move {
        let options = Options::new(&options);
        let ticket = read_ticket(&ticket)?.with_data(&options.models());
        let call = options.call(ticket.provider).await?;
        let job = Job::resume(ticket, call.began, call.timeout);
        delivered(run::run(&call, job, &[], Until::Done).await?, &[])
    })
}

/// Polls a job once.
#[wasm_bindgen(unchecked_return_type = "Promise<StateRecord>")]
pub fn status(
    #[wasm_bindgen(unchecked_param_type = "unknown")] ticket: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CallOptions")] options: JsValue,
) -> Promise {
    promise(&options.clone(), send_query(ticket, options, query::poll))
}

/// Cancels a job, if the provider has a call for that.
#[wasm_bindgen(unchecked_return_type = "Promise<StateRecord>")]
pub fn cancel(
    #[wasm_bindgen(unchecked_param_type = "unknown")] ticket: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CallOptions")] options: JsValue,
) -> Promise {
    promise(&options.clone(), send_query(ticket, options, query::cancel))
}

/// Sends a free request that needs the key.
#[wasm_bindgen(js_name = checkAccess, unchecked_return_type = "Promise<void>")]
pub fn check_access(
    #[wasm_bindgen(unchecked_param_type = "unknown")] provider: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CallOptions")] options: JsValue,
) -> Promise {
    promise(&options.clone(), async move {
        let Some(provider) = provider.as_string().and_then(|id| providers::find(&id)) else {
            return Err(Error::unknown_provider().into());
        };
        let call = Options::new(&options).call(provider).await?;
        let answer = run::send_once(&call, &(provider.probe)(), call.query_limits()).await;
        query::read_probe(provider, answer).map_err(|error| call.or_aborted(error))?;
        Ok(JsValue::UNDEFINED)
    })
}

/// Searches for the job of an unconfirmed submit; `null` if it created none. `known` is what the caller's store
/// has.
#[wasm_bindgen(js_name = findJob, unchecked_return_type = "Promise<Ticket | null>")]
pub fn find_job(
    #[wasm_bindgen(unchecked_param_type = "unknown")] intent: JsValue,
    #[wasm_bindgen(unchecked_param_type = "readonly unknown[]")] known: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CallOptions")] options: JsValue,
) -> Promise {
    promise(&options.clone(), async move {
        let intent = Intent::read(&js_value::from_js(&intent).unwrap_or_default())?;
        let call = Options::new(&options).call(intent.provider).await?;
        let throws_if_none = property(&options, "throwIfNone").is_truthy();
        let mut search = if call.connection.is_relayed() {
            let deadline = call.began.after(call.timeout);
            Search::Record(RecordSearch::new(intent.clone(), deadline, js_value::parse))
        } else {
            let mut pending = store::bought();
            for record in js_value::array(&known).unwrap_or_default().iter() {
                pending.extend(js_value::from_js(&record).as_ref().and_then(Pending::read));
            }
            Search::List(ListSearch::new(intent.clone(), pending)?)
        };
        loop {
            let answer = run::send_once(&call, &search.request(), call.query_limits()).await;
            match search.read(page::now(), answer).map_err(|error| call.or_aborted(error))? {
                Finding::Again(pause) if pause.is_zero() => {}
                Finding::Again(pause) => call.sleep(pause).await,
                Finding::Found(ticket) => {
                    let found = js_value::to_js(&ticket);
                    call.store.apply(StoreChange::Replace { intent, ticket }).await;
                    return Ok(found);
                }
                Finding::Nothing if throws_if_none => return Err(Error::not_found(&intent).into()),
                Finding::Nothing => return Ok(JsValue::NULL),
            }
        }
    })
}

/// Returns the request as it would be sent, without the key.
#[wasm_bindgen(js_name = buildRequest, unchecked_return_type = "Promise<BuiltRequest>")]
pub fn build_request(
    #[wasm_bindgen(unchecked_param_type = "RequestSnapshot")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CallOptions")] options: JsValue,
) -> Promise {
    promise(&options.clone(), async move {
        let (call, request, files) = ready(&request, &options, false).await?;
        build_request::build(&call, request, &files).await
    })
}

/// Resolves to everything that is wrong with a request, for a call whose options are wrong too.
#[wasm_bindgen(js_name = requestProblems, unchecked_return_type = "Promise<Problem[]>")]
pub fn request_problems(
    #[wasm_bindgen(unchecked_param_type = "RequestSnapshot")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CallOptions")] options: JsValue,
) -> Promise {
    promise(&options.clone(), async move {
        let options = Options::new(&options);
        let models = options.models();
        let read = request::read(&request, &models, ReadFiles::Yes { strips: options.strips() });
        let read = sleep::with_timeout(options.timeout(), read).await;
        let (input, _) = read.ok_or_else(Error::timed_out_before_sending)??;
        let problems = input.validate(&models, options.reencode()).err().unwrap_or_default();
        Ok(js_value::to_js(Json::Array(problems.into_iter().map(Json::from).collect())))
    })
}

/// Validates a request without reading files.
#[wasm_bindgen(unchecked_return_type = "Promise<void>")]
pub fn validate(
    #[wasm_bindgen(unchecked_param_type = "RequestSnapshot")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "readonly Model[]")] models: JsValue,
) -> Promise {
    promise(&JsValue::UNDEFINED, async move {
        let models = Models(models);
        let (input, _) = request::read(&request, &models, ReadFiles::No).await?;
        input.validate(&models, Reencode::Auto).map_err(Error::invalid)?;
        Ok(JsValue::UNDEFINED)
    })
}

/// Returns the price of a request; `null` if the provider publishes none.
#[wasm_bindgen(js_name = estimateCost, unchecked_return_type = "Promise<Cost | null>")]
pub fn estimate_cost(
    #[wasm_bindgen(unchecked_param_type = "RequestSnapshot")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "readonly Model[]")] models: JsValue,
) -> Promise {
    promise(&JsValue::UNDEFINED, async move {
        let models = Models(models);
        let (input, _) = request::read(&request, &models, ReadFiles::No).await?;
        let cost = input.cost(&models).map_err(Error::invalid)?;
        Ok(cost.map_or(JsValue::NULL, js_value::to_js))
    })
}

/// Reads an entry of a store; `null` if it is damaged or not of this package. `is_relayed`: its provider is reached
/// through a relay.
#[wasm_bindgen(js_name = readPending, unchecked_return_type = "Pending | null")]
pub fn read_pending(
    #[wasm_bindgen(unchecked_param_type = "unknown")] stored: &JsValue,
    is_relayed: bool,
) -> JsValue {
    let pending = Pending::read(&js_value::from_js(stored).unwrap_or_default());
    pending.map_or(JsValue::NULL, |pending| result::pending(pending, page::now(), is_relayed))
}

/// Encodes an image as a data URI.
#[wasm_bindgen(js_name = toDataUri, unchecked_return_type = "Promise<string>")]
pub fn to_data_uri(
    #[wasm_bindgen(unchecked_param_type = "unknown")] file: JsValue,
    keep_metadata: bool,
) -> Promise {
    promise(&JsValue::UNDEFINED, async move {
        let mut file = open(&file, Inspection::of_headers).await?;
        file.strips = !keep_metadata;
        let rejection = |error: FileError| Rejection::from(error.of_image("file"));
        if !file.format().is_some_and(|format| format.is_raster()) {
            return Err(Error::not_an_image().into());
        }
        if let Some(format) = file.unstrippable() {
            return Err(Error::unstrippable_file(format).into());
        }
        let pieces = body::data_uri(&file).await.map_err(rejection)?;
        body::text(&pieces).await.map_err(rejection)
    })
}

/// Reads what a file is; `null` if it is not an image.
#[wasm_bindgen(unchecked_return_type = "Promise<ImageInfo | null>")]
pub fn inspect(#[wasm_bindgen(unchecked_param_type = "unknown")] file: JsValue) -> Promise {
    promise(&JsValue::UNDEFINED, async move {
        let info = open(&file, Inspection::new).await?.info;
        Ok(info.map_or(JsValue::NULL, |info| js_value::to_js(result::inspected(&info))))
    })
}

/// Makes a promise of a future; one for all functions, because each kind of future costs kilobytes of
/// machinery.
fn promise(options: &JsValue, outcome: impl Future<Output = Outcome> + 'static) -> Promise {
    settle(options.clone(), Box::pin(outcome))
}

fn settle(options: JsValue, outcome: Pin<Box<dyn Future<Output = Outcome>>>) -> Promise {
    future_to_promise(async move {
        outcome.await.map_err(|stop| match stop {
            Rejection::Aborted => property(&property(&options, "signal"), "reason"),
            Rejection::Failed(error) => result::error(*error, &options),
            Rejection::Thrown(thrown) => thrown,
        })
    })
}

async fn buy(request: JsValue, options: JsValue, until: Until) -> Outcome {
    let label = Options::new(&options).label();
    let (call, request, files) = ready(&request, &options, true).await?;
    let sizes: Vec<_> = files.iter().map(|file| file.as_ref().map_or(0.0, |file| file.blob.size())).collect();
    let mut job = Job::new(request, call.began, call.timeout)
        .with_intent(page::random_id(), &sizes, call.began)
        .with_label(label);
    if call.connection.is_relayed() {
        job = job.through_relay();
    }
    if call.has_alternative {
        job = job.with_alternative();
    }
    delivered(run::run(&call, job, &files, until).await?, &files)
}

/// Validates a request and prepares it: the key, the files, and uploads by the caller.
async fn ready(request: &JsValue, options: &JsValue, with_key: bool) -> Result<Ready, Rejection> {
    let options = Options::new(options);
    let timeout = options.timeout();
    let models = options.models();
    let ready = async {
        let (input, mut files) =
            request::read(request, &models, ReadFiles::Yes { strips: options.strips() }).await?;
        let mut request = input.validate(&models, options.reencode()).map_err(Error::invalid)?;
        let provider = request.provider();
        let call = if with_key { options.call(provider).await? } else { options.call_without_key(provider) };
        prepare(&call, &mut request, &mut files).await?;
        image::upload(&call, &mut request, &mut files).await?;
        Ok((call, request, files))
    };
    sleep::with_timeout(timeout, ready).await.unwrap_or_else(|| Err(Error::timed_out_before_sending().into()))
}

async fn send_query(
    ticket: JsValue,
    options: JsValue,
    query: fn(Ticket) -> crate::job::error::Result<StatusQuery>,
) -> Outcome {
    let given = Options::new(&options);
    let ticket = read_ticket(&ticket)?.with_data(&given.models());
    let call = given.call(ticket.provider).await?;
    let query = query(ticket)?;
    let answer = run::send_once(&call, &query.request, call.query_limits()).await;
    let state = query.read(answer).map_err(|error| call.or_aborted(error))?;
    if let Some(change) = purchase::after_state(query.ticket(), &state) {
        call.store.apply_later(change);
    }
    Ok(result::state(state, query.ticket(), &options))
}

async fn open(file: &JsValue, inspection: fn(u64) -> Inspection) -> Result<LocalFile, Rejection> {
    let blob = image::blob(file).map_err(Error::not_a_file)?;
    LocalFile::open(blob, inspection).await.map_err(|error| error.of_image("file").into())
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
