//! Sleeping, deadlines for futures, and what cuts a sleep short.

use std::cell::Cell;
use std::future::{pending, poll_fn};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use crate::browser::page;
use crate::browser::time::event::Listener;
use crate::browser::time::timeout::Timeout;

/// Sleeps for `duration`, or until the caller aborts, the network returns or the page becomes visible.
///
/// Browsers throttle the timers of hidden pages to one a minute, and a sleeping machine runs none: measure
/// elapsed time by the clock.
pub async fn sleep(duration: Duration, signal: Option<&AbortSignal>) {
    let mut resolve = None;
    let promise = Promise::new(&mut |resolved, _| resolve = Some(resolved));
    let Some(resolve) = resolve else { return };
    let _timeout = Timeout::new(duration, wake(&resolve));
    let global = page::global();
    let _listeners = [
        signal.map(|signal| Listener::new(signal, "abort", wake(&resolve))),
        Some(Listener::new(&global, "online", wake(&resolve))),
        Some(Listener::new(&global, "pageshow", wake(&resolve))),
        page::document().map(|document| {
            let wake = wake(&resolve);
            Listener::new(&document, "visibilitychange", move || {
                if !page::is_hidden() {
                    wake();
                }
            })
        }),
    ];
    let _ = JsFuture::from(promise).await;
}

/// Awaits a future that may never be ready, such as a promise of the caller's own function. Returns `None` when
/// `limit` passes first.
pub async fn with_timeout<T>(limit: Duration, future: impl Future<Output = T>) -> Option<T> {
    let mut outcome = None;
    let mut future = pin!(future);
    let settling = poll_fn(|context| future.as_mut().poll(context).map(|value| outcome = Some(value)));
    wait(limit, pin!(settling)).await;
    outcome
}

/// Yields to the page's main thread, so that it can draw and handle input. Returns at once in a hidden page,
/// whose timers are throttled.
pub async fn yield_to_page() {
    if !page::is_hidden() {
        wait(Duration::ZERO, pin!(pending())).await;
    }
}

/// Awaits a future for at most `limit`. Not generic, so that every [`with_timeout`] shares its code.
async fn wait(limit: Duration, mut future: Pin<&mut dyn Future<Output = ()>>) {
    // Not a promise: one that never settles is never freed.
    let is_over = Rc::new(Cell::new(false));
    let waiting = Rc::new(Cell::new(None::<Waker>));
    let _timeout = Timeout::new(limit, {
        let (is_over, waiting) = (is_over.clone(), waiting.clone());
        move || {
            is_over.set(true);
            if let Some(waker) = waiting.take() {
                waker.wake();
            }
        }
    });
    poll_fn(|context| {
        let polled = future.as_mut().poll(context);
        if polled.is_ready() || is_over.get() {
            return Poll::Ready(());
        }
        waiting.set(Some(context.waker().clone()));
        Poll::Pending
    })
    .await;
}

fn wake(resolve: &Function) -> impl Fn() + 'static {
    let resolve = resolve.clone();
    move || {
        let _ = resolve.call0(&JsValue::UNDEFINED);
    }
}
