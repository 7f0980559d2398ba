//! Where intents and tickets are kept: two functions that the face makes of the caller's `store`.

use std::time::Duration;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::protocol::Document;

use super::environment::{self, property};
use super::{plain, timer};

/// What is told of every purchase; nobody, where the caller has no store.
#[derive(Clone)]
pub struct Store(pub JsValue);

impl Store {
    /// Tells something of the purchases, and waits until it is kept.
    pub async fn tell(&self, news: News) {
        let (method, record, replaced) = match news {
            News::Drop(record) => ("drop", record, Document::Null),
            News::Put(record, replaced) => ("put", record, replaced),
        };
        if let Ok(function) = property(&self.0, method).dyn_into::<Function>() {
            hear_out(&function, &plain::object(record), &plain::object(replaced), PATIENCE).await;
        }
    }
}

/// What is known of a purchase now.
pub enum News {
    /// Nothing is left to know.
    Drop(Document),
    /// The first, in the place of the second.
    Put(Document, Document),
}

/// Calls a function of the caller's own and waits for what it promises, at most so long. What it throws goes
/// to the page's `error` event: it must not lose a job that is paid for.
pub async fn hear_out(function: &Function, first: &JsValue, second: &JsValue, limit: Duration) {
    let heard = match function.call2(&JsValue::UNDEFINED, first, second) {
        Ok(promise) => {
            timer::within(limit, JsFuture::from(Promise::resolve(&promise))).await.unwrap_or(Ok(promise))
        }
        Err(thrown) => Err(thrown),
    };
    if let Err(thrown) = heard {
        environment::report(&thrown);
    }
}

/// How long a purchase waits for a store that does not answer.
const PATIENCE: Duration = Duration::from_secs(5);
