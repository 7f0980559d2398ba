//! Waiting, and what cuts it short.

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

/// Waits, at most until the caller's abort, the return of the network, or the moment when the page is seen
/// again.
///
/// Hidden pages have their timers held back to once a minute, and sleeping machines have none: the caller
/// measures by the clock.
pub async fn sleep(duration: Duration, signal: Option<&AbortSignal>) {
    let mut resolve = None;
    let promise = Promise::new(&mut |resolved, _| resolve = Some(resolved));
    let Some(resolve) = resolve else { return };
    let _alarm = after(duration, wake(&resolve));
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

/// Waits for something that may never come, such as what a caller's own function promises; `None` when the
/// time is over.
pub async fn with_timeout<T>(limit: Duration, future: impl Future<Output = T>) -> Option<T> {
    let mut outcome = None;
    let mut future = pin!(future);
    let settling = poll_fn(|context| future.as_mut().poll(context).map(|value| outcome = Some(value)));
    wait(limit, pin!(settling)).await;
    outcome
}

/// Gives the page a turn, to draw and to hear its user; none where nobody sees it, whose timers are held back.
pub async fn yield_to_page() {
    if !page::is_hidden() {
        wait(Duration::ZERO, pin!(pending())).await;
    }
}

/// Waits for a future or the end of the time; not generic, so that all of [`within`] share it.
async fn wait(limit: Duration, mut future: Pin<&mut dyn Future<Output = ()>>) {
    // Not a promise: one that never settles is never freed.
    let over = Rc::new(Cell::new(false));
    let waiting = Rc::new(Cell::new(None::<Waker>));
    let _alarm = after(limit, {
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
