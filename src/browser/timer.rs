//! Waiting, and what cuts it short.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use gloo_events::EventListener;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::alarm::after;
use super::environment;

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
    let global = environment::global();
    let _listeners = [
        signal.and_then(|signal| on(signal, "abort", wake(&resolve))),
        on(&global, "online", wake(&resolve)),
        on(&global, "pageshow", wake(&resolve)),
        environment::document().and_then(|document| {
            let wake = wake(&resolve);
            on(&document, "visibilitychange", move || {
                if !environment::is_hidden() {
                    wake();
                }
            })
        }),
    ];
    let _ = JsFuture::from(promise).await;
}

/// Waits for something that may never come, such as what a caller's own function promises; `None` when the
/// time is over.
pub async fn within<T>(limit: Duration, future: impl Future<Output = T>) -> Option<T> {
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
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        Poll::Pending if over.get() => Poll::Ready(None),
        Poll::Pending => {
            waiting.set(Some(context.waker().clone()));
            Poll::Pending
        }
    })
    .await
}

/// Listens to an event as long as the returned value lives; `None` where the target has no events, as Node's
/// global.
pub fn on(
    target: &web_sys::EventTarget,
    event: &'static str,
    mut action: impl FnMut() + 'static,
) -> Option<EventListener> {
    let listens = environment::property(target, "addEventListener").is_function();
    listens.then(|| EventListener::new(target, event, move |_| action()))
}

fn wake(resolve: &Function) -> impl Fn() + 'static {
    let resolve = resolve.clone();
    move || {
        let _ = resolve.call0(&JsValue::UNDEFINED);
    }
}
