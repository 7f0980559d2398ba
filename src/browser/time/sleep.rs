//! Sleeping, timeouts for futures, and yielding to the page.

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
use crate::browser::time::event::on;
use crate::browser::time::timeout::after;

/// Sleeps for a time, but only until the signal is aborted, the network returns, or the page is shown again.
///
/// Timers are throttled to once a minute in hidden pages and stop while the machine sleeps, so the caller must
/// check the clock.
pub async fn sleep(duration: Duration, signal: Option<&AbortSignal>) {
    let mut resolve = None;
    let promise = Promise::new(&mut |resolved, _| resolve = Some(resolved));
    let Some(resolve) = resolve else { return };
    let _timeout = after(duration, wake(&resolve));
    let global = page::global();
    let _listeners = [
        signal.map(|signal| on(signal, "abort", wake(&resolve))),
        Some(on(&global, "online", wake(&resolve))),
        Some(on(&global, "pageshow", wake(&resolve))),
        page::document().map(|document| {
            let wake = wake(&resolve);
            on(&document, "visibilitychange", move || {
                if !page::is_hidden() {
                    wake();
                }
            })
        }),
    ];
    let _ = JsFuture::from(promise).await;
}

/// Awaits a future that may never complete, such as a promise of the caller. `None` when the time is over.
pub async fn with_timeout<T>(limit: Duration, future: impl Future<Output = T>) -> Option<T> {
    let mut outcome = None;
    let mut future = pin!(future);
    let settling = poll_fn(|context| future.as_mut().poll(context).map(|value| outcome = Some(value)));
    wait(limit, pin!(settling)).await;
    outcome
}

/// Yields to the event loop so that the page can render and handle input.
///
/// Does nothing on hidden pages, whose timers are throttled.
pub async fn yield_to_page() {
    if !page::is_hidden() {
        wait(Duration::ZERO, pin!(pending())).await;
    }
}

/// Awaits a future or the end of the time. Not generic, so that all of [`with_timeout`] share it.
async fn wait(limit: Duration, mut future: Pin<&mut dyn Future<Output = ()>>) {
    // Not a promise: one that never settles is never freed.
    let over = Rc::new(Cell::new(false));
    let waiting = Rc::new(Cell::new(None::<Waker>));
    let _timeout = after(limit, {
        let (over, waiting) = (over.clone(), waiting.clone());
        move || {
            over.set(true);
            if let Some(waker) = waiting.take() {
                waker.wake();
            }
        }
    });
    poll_fn(|context| {
        let polled = future.as_mut().poll(context);
        if polled.is_ready() || over.get() {
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
