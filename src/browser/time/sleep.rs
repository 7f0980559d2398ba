//! Sleeping, time limits for futures, and what cuts a sleep short.

use std::cell::Cell;
use std::future::{pending, poll_fn};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, EventTarget};

use crate::browser::js_value::{invoke, property, settled};
use crate::browser::page;
use crate::browser::time::event::{Listener, callback};
use crate::browser::time::timeout::Timeout;

/// Sleeps for `duration`, or until the caller aborts, the network returns or the page becomes visible; not at all
/// after an abort. `network` has the event `online` too.
///
/// Browsers throttle the timers of hidden pages to one a minute, and a sleeping machine runs none: measure
/// elapsed time by the clock.
pub async fn sleep(duration: Duration, signal: Option<&AbortSignal>, network: Option<EventTarget>) {
    // A signal that is already aborted fires no event.
    if signal.is_some_and(AbortSignal::aborted) {
        return;
    }
    let mut resolve = None;
    let promise = Promise::new(&mut |resolved, _| resolve = Some(resolved));
    let Some(resolve) = resolve else { return };
    let _timeout = Timeout::new(duration, wake(&resolve));
    let global = page::global();
    let _listeners = [
        signal.map(|signal| Listener::new(signal, "abort", wake(&resolve))),
        network.map(|network| Listener::new(&network, "online", wake(&resolve))),
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
/// `limit` has [`passed`] first.
pub fn with_timeout<T>(limit: Duration, future: impl Future<Output = T>) -> impl Future<Output = Option<T>> {
    unless(passed(limit), future)
}

/// Awaits a future; returns `None` when `stop` is ready first.
pub async fn unless<T>(stop: Stop<'_>, future: impl Future<Output = T>) -> Option<T> {
    let mut outcome = None;
    let mut future = pin!(future);
    let settling = poll_fn(|context| future.as_mut().poll(context).map(|value| outcome = Some(value)));
    either(pin!(settling), stop).await;
    outcome
}

/// What ends the waiting for a future. In a box, so that all that wait share its code.
pub type Stop<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// Waits for one of two futures. Not generic, for the same reason.
async fn either(mut first: Pin<&mut dyn Future<Output = ()>>, mut second: Stop<'_>) {
    poll_fn(|context| match first.as_mut().poll(context) {
        Poll::Ready(()) => Poll::Ready(()),
        Poll::Pending => second.as_mut().poll(context),
    })
    .await;
}

/// Waits until `limit` has passed, and until what arrived in that time has been read.
///
/// A timer that fires does not show that there is no answer: the page may have stood still, and the answer be queued
/// behind the timer. So the event loop runs on for a while, and for longer where the timer was late.
pub fn passed(limit: Duration) -> Stop<'static> {
    Box::pin(pass(limit))
}

async fn pass(limit: Duration) {
    let mut is_late = pause(limit).await;
    for _ in 0..MOST_CATCH_UPS {
        if !is_late {
            break;
        }
        is_late = pause(CATCH_UP).await;
    }
    if !is_late {
        pause(TURN).await;
    }
}

/// Waits until the caller aborts; forever without a signal.
pub async fn aborted(signal: Option<&AbortSignal>) {
    let Some(signal) = signal else { return pending().await };
    // A signal that is already aborted fires no event.
    if signal.aborted() {
        return;
    }
    let flag = Flag::default();
    let _listener = Listener::new(signal, "abort", flag.setter());
    flag.wait().await;
}

/// Yields to the page's main thread, so that it can draw, handle input and run timers that are due. Returns at once in
/// a hidden page, whose timers are throttled.
///
/// Not with `scheduler.yield`, whose continuation runs before timers: while files are read they would not run at all.
pub async fn yield_to_page() {
    if page::is_hidden() {
        return;
    }
    let task = callback(Box::new(|| {}));
    match invoke(&property(&page::global(), "scheduler"), "postTask", &[task.as_ref()]) {
        Some(posted) => drop(settled(Ok(posted)).await),
        // Browsers make a timer wait 4 ms where it was set by another timer.
        None => drop(pause(Duration::ZERO).await),
    }
}

/// Waits for one timer, and returns whether it was later than a page that does not stand still explains.
async fn pause(duration: Duration) -> bool {
    let began = page::uptime();
    let flag = Flag::default();
    let _timeout = Timeout::new(duration, flag.setter());
    flag.wait().await;
    page::uptime() - began > (duration + LATE).as_secs_f64() * 1000.0
}

/// What a callback sets and a future waits for. Not a promise: one that never settles is never freed.
#[derive(Clone, Default)]
struct Flag(Rc<(Cell<bool>, Cell<Option<Waker>>)>);

impl Flag {
    fn setter(&self) -> impl FnMut() + 'static {
        let Self(shared) = self.clone();
        move || {
            shared.0.set(true);
            if let Some(waker) = shared.1.take() {
                waker.wake();
            }
        }
    }

    async fn wait(&self) {
        let (is_set, waiting) = &*self.0;
        poll_fn(|context| {
            if is_set.get() {
                return Poll::Ready(());
            }
            waiting.set(Some(context.waker().clone()));
            Poll::Pending
        })
        .await;
    }
}

fn wake(resolve: &Function) -> impl Fn() + 'static {
    let resolve = resolve.clone();
    move || {
        let _ = resolve.call0(&JsValue::UNDEFINED);
    }
}

/// The time that a page gets after its main thread was blocked, to read replies that arrived meanwhile.
const CATCH_UP: Duration = Duration::from_secs(2);
/// How often in a row, if it is blocked again.
const MOST_CATCH_UPS: u32 = 2;
/// A timer that is later than this shows that the main thread was blocked.
const LATE: Duration = Duration::from_millis(30);
/// The time that any page gets to read a reply that arrived just before its timer.
const TURN: Duration = Duration::from_millis(100);
