//! Where intents and tickets are kept, and whose turn it is to ask: functions that the client makes of the
//! caller's `store` and the browser's locks.

use std::time::Duration;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::js_value::{self, property, settled};
use crate::browser::page;
use crate::browser::time::sleep;
use crate::provider::ticket::Ticket;
use crate::wire::json::Json;

/// What is told of every purchase; nobody, where the caller has no store.
#[derive(Clone)]
pub struct Store(pub JsValue);

impl Store {
    /// Tells something of the purchases, and waits until it is kept.
    pub fn tell(&self, news: StoreChange) -> impl Future<Output = JsValue> {
        match news {
            StoreChange::Drop(record) => self.call("drop", record, Json::Null),
            StoreChange::Put(record, replaced) => self.call("put", record, replaced),
        }
    }

    /// Takes the turn to ask about a job, unless another tab has it.
    pub async fn turn(&self, ticket: &Ticket) -> PollLock {
        let turn = self.call("turn", ticket.into(), Json::Null).await;
        if turn.is_null() { PollLock::Others } else { PollLock::Ours(turn.dyn_into().ok()) }
    }

    fn call(&self, method: &str, record: Json, replaced: Json) -> impl Future<Output = JsValue> {
        let function = property(&self.0, method).dyn_into().ok();
        notify(function, js_value::to_js(record), js_value::to_js(replaced), PATIENCE)
    }
}

/// What is known of a purchase now.
pub enum StoreChange {
    /// Nothing is left to know.
    Drop(Json),
    /// The first, in the place of the second.
    Put(Json, Json),
}

/// Whose turn it is to ask about a job that several tabs wait for.
pub enum PollLock {
    /// Another tab's.
    Others,
    /// This one's, as long as the value lives; with what lets go of it, where the browser has locks.
    Ours(Option<Function>),
}

impl Drop for PollLock {
    fn drop(&mut self) {
        if let Self::Ours(Some(let_go)) = self {
            let _ = let_go.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Calls a function of the caller's own, if there is one, and gives what it promises; `undefined` where that
/// takes too long. What it throws goes to the page's `error` event: it must not lose a job that is paid for.
pub async fn notify(function: Option<Function>, first: JsValue, second: JsValue, limit: Duration) -> JsValue {
    let Some(function) = function else { return JsValue::UNDEFINED };
    let answer = settled(function.call2(&JsValue::UNDEFINED, &first, &second));
    let answer = sleep::with_timeout(limit, answer).await.unwrap_or(Ok(JsValue::UNDEFINED));
    answer.unwrap_or_else(|thrown| {
        page::report(&thrown);
        JsValue::UNDEFINED
    })
}

/// How long a purchase waits for a store that does not answer.
const PATIENCE: Duration = Duration::from_secs(5);
