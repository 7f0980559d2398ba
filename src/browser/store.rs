//! The caller's store of purchases, and the lock that lets one tab poll a job: functions that the client makes of
//! the caller's `store` and the browser's locks.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::time::Duration;

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use crate::browser::js_value::{self, property, settled};
use crate::browser::page;
use crate::browser::time::sleep;
use crate::job::purchase::StoreChange;
use crate::provider::intent::Pending;
use crate::provider::ticket::Ticket;
use crate::wire::json::Json;

/// Persists purchase records through the caller's store, if any.
#[derive(Clone)]
pub struct Store(pub JsValue);

impl Store {
    /// Carries out a change, and waits until the store has it.
    pub fn apply(&self, change: StoreChange) -> impl Future<Output = JsValue> + use<> {
        self.apply_within(STORE_TIMEOUT, change)
    }

    /// Carries out a change, and waits for the store no longer than `limit`.
    pub fn apply_within(
        &self,
        limit: Duration,
        change: StoreChange,
    ) -> impl Future<Output = JsValue> + use<> {
        match change {
            StoreChange::Drop(Pending::Accepted(ticket)) => {
                self.call(limit, "drop", (&ticket).into(), Json::Null)
            }
            StoreChange::Drop(Pending::Unknown(intent)) => {
                self.call(limit, "drop", (&intent).into(), Json::Null)
            }
            StoreChange::Put(intent) => self.call(limit, "put", (&intent).into(), Json::Null),
            StoreChange::Replace { intent, ticket } => {
                let record = (&ticket).into();
                remember(ticket);
                self.call(limit, "put", record, (&intent).into())
            }
        }
    }

    /// Carries out a change that nothing waits for.
    pub fn apply_later(&self, change: StoreChange) {
        let applied = self.apply(change);
        spawn_local(async move {
            applied.await;
        });
    }

    /// Acquires the lock to poll a job, unless another tab has it. Without an answer within `limit` there is no lock.
    pub async fn poll_lock(&self, limit: Duration, ticket: &Ticket) -> PollLock {
        let lock = self.call(limit, "lock", ticket.into(), Json::Null).await;
        if lock.is_null() { PollLock::Others } else { PollLock::Ours(lock.dyn_into().ok()) }
    }

    fn call(
        &self,
        limit: Duration,
        method: &str,
        record: Json,
        replaced: Json,
    ) -> impl Future<Output = JsValue> + use<> {
        let function = property(&self.0, method).dyn_into().ok();
        let arguments = Array::of2(&js_value::to_js(record), &js_value::to_js(replaced));
        notify(function, arguments, limit.min(STORE_TIMEOUT))
    }
}

/// Returns the last jobs that this page bought: none of them is the job of a lost submit.
pub fn bought() -> Vec<Pending> {
    BOUGHT.with_borrow(|tickets| tickets.iter().cloned().map(Pending::Accepted).collect())
}

fn remember(ticket: Ticket) {
    BOUGHT.with_borrow_mut(|tickets| {
        if tickets.len() == MOST_BOUGHT {
            tickets.pop_front();
        }
        tickets.push_back(ticket);
    });
}

/// Which tab polls a job that several tabs wait for.
pub enum PollLock {
    /// Another tab.
    Others,
    /// This tab, as long as the value lives; with the function that releases the lock, where the browser has locks.
    Ours(Option<Function>),
}

impl Drop for PollLock {
    fn drop(&mut self) {
        if let Self::Ours(Some(release)) = self {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Calls a function of the caller's, if any, and returns what its promise resolves to; `undefined` after the limit.
/// What it throws goes to the page's `error` event: it must not lose a job that is paid for.
pub async fn notify(function: Option<Function>, arguments: Array, limit: Duration) -> JsValue {
    let Some(function) = function else { return JsValue::UNDEFINED };
    let answer = settled(function.apply(&JsValue::UNDEFINED, &arguments));
    let answer = sleep::with_timeout(limit, answer).await.unwrap_or(Ok(JsValue::UNDEFINED));
    answer.unwrap_or_else(|thrown| {
        page::report(&thrown);
        JsValue::UNDEFINED
    })
}

thread_local! {
    static BOUGHT: RefCell<VecDeque<Ticket>> = const { RefCell::new(VecDeque::new()) };
}

/// How long a purchase waits for a store that does not answer.
const STORE_TIMEOUT: Duration = Duration::from_secs(5);
/// As many jobs as a search for a lost one reads.
const MOST_BOUGHT: usize = 1_000;
