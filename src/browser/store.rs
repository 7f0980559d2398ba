//! Where intents and tickets are kept, and whose turn it is to ask: functions that the face makes of the
//! caller's `store` and the browser's locks.

use std::time::Duration;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::js_value::{self, property, settled};
use crate::browser::page;
use crate::browser::time::sleep;
use crate::provider::ticket::Ticket;
use crate::wire::json::Document;

/// What is told of every purchase; nobody, where the caller has no store.
#[derive(Clone)]
pub struct Store(pub JsValue);

impl Store {
    /// Tells something of the purchases, and waits until it is kept.
    pub fn tell(&self, news: News) -> impl Future<Output = JsValue> {
        match news {
            News::Drop(record) => self.call("drop", record, Document::Null),
            News::Put(record, replaced) => self.call("put", record, replaced),
        }
    }

    /// Takes the turn to ask about a job, unless another tab has it.
    pub async fn turn(&self, ticket: &Ticket) -> Turn {
        let turn = self.call("turn", ticket.into(), Document::Null).await;
        if turn.is_null() { Turn::Others } else { Turn::Ours(turn.dyn_into().ok()) }
    }

    fn call(&self, method: &str, record: Document, replaced: Document) -> impl Future<Output = JsValue> {
        let function = property(&self.0, method).dyn_into().ok();
        hear_out(function, js_value::object(record), js_value::object(replaced), PATIENCE)
    }
}

/// What is known of a purchase now.
pub enum News {
    /// Nothing is left to know.
    Drop(Document),
    /// The first, in the place of the second.
    Put(Document, Document),
}

/// Whose turn it is to ask about a job that several tabs wait for.
pub enum Turn {
    /// Another tab's.
    Others,
    /// This one's, as long as the value lives; with what lets go of it, where the browser has locks.
    Ours(Option<Function>),
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Self::Ours(Some(let_go)) = self {
            let _ = let_go.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Calls a function of the caller's own, if there is one, and gives what it promises; `undefined` where that
/// takes too long. What it throws goes to the page's `error` event: it must not lose a job that is paid for.
pub async fn hear_out(
    function: Option<Function>,
    first: JsValue,
    second: JsValue,
    limit: Duration,
) -> JsValue {
    let Some(function) = function else { return JsValue::UNDEFINED };
    let answer = settled(function.call2(&JsValue::UNDEFINED, &first, &second));
    let answer = sleep::within(limit, answer).await.unwrap_or(Ok(JsValue::UNDEFINED));
    answer.unwrap_or_else(|thrown| {
        page::report(&thrown);
        JsValue::UNDEFINED
    })
}

/// How long a purchase waits for a store that does not answer.
const PATIENCE: Duration = Duration::from_secs(5);
