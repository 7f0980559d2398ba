//! The throttles of this page, by provider and by how a caller reaches it.

use std::cell::RefCell;
use std::time::Duration;

use js_sys::Function;

use crate::browser::fetch::connection::Connection;
use crate::browser::page::steady_now;
use crate::job::purpose::Purpose;
use crate::job::throttle::{self, Throttles};
use crate::wire::http::ApiKey;

/// Admits a call that leaves now.
///
/// # Errors
///
/// How long to wait before asking again.
pub fn acquire(connection: &Connection, purpose: Purpose) -> Result<Permit, Duration> {
    let caller = Caller::of(connection);
    let permit = caller.with_throttles(|throttles| throttles.acquire(purpose, steady_now()))?;
    Ok(Permit { caller, permit })
}

/// The admission of one call, until it is dropped.
pub struct Permit {
    caller: Caller,
    permit: throttle::Permit,
}

impl Permit {
    /// Notes the reply: the pause that a 429 asks for, or `None` for any other reply.
    pub fn note_reply(&self, pause: Option<Duration>) {
        self.caller.with_throttles(|throttles| throttles.note_reply(self.permit, pause, steady_now()));
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.caller.with_throttles(|throttles| throttles.release(self.permit));
    }
}

/// A 429 holds back the calls to the same host under the same key by the same `fetch`, and no others.
#[derive(Clone, PartialEq)]
struct Caller {
    host: String,
    key: Option<ApiKey>,
    fetch: Option<Function>,
}

impl Caller {
    fn of(connection: &Connection) -> Self {
        let front_end = connection.front_end.as_ref().map(|front_end| front_end.url.clone());
        Self {
            host: front_end.unwrap_or_else(|| connection.provider.base_url.to_owned()),
            key: connection.key.clone(),
            fetch: connection.fetch.clone(),
        }
    }

    fn with_throttles<T>(&self, act: impl FnOnce(&mut Throttles) -> T) -> T {
        THROTTLES.with_borrow_mut(|all| {
            if let Some((_, throttles)) = all.iter_mut().find(|(caller, _)| caller == self) {
                return act(throttles);
            }
            let mut throttles = Throttles::default();
            let outcome = act(&mut throttles);
            all.push((self.clone(), throttles));
            outcome
        })
    }
}

thread_local! {
    static THROTTLES: RefCell<Vec<(Caller, Throttles)>> = const { RefCell::new(Vec::new()) };
}
