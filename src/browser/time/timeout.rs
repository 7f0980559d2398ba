//! Timeouts over one shared timer of the browser.

use std::cell::RefCell;
use std::time::Duration;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::page;
use crate::browser::time::event::{Callback, callback};

/// Calls `action` after a time, unless the returned value is dropped first.
pub fn after(duration: Duration, action: impl FnMut() + 'static) -> Timeout {
    set(duration, Box::new(action))
}

/// A pending call. It is cancelled on drop.
pub struct Timeout(u64);

impl Drop for Timeout {
    fn drop(&mut self) {
        // An action may own timeouts, so it is dropped when the queue is not borrowed.
        let _action = TIMERS.with_borrow_mut(|queue| queue.take(|entry| entry.number == self.0));
    }
}

type Action = Box<dyn FnMut()>;

struct Entry {
    number: u64,
    at: f64,
    action: Action,
}

struct TimerQueue {
    last: u64,
    entries: Vec<Entry>,
    /// When the timer fires, and the timer.
    timer: Option<(f64, JsValue)>,
    /// Calls [`fire`].
    callback: Option<Callback>,
}

impl TimerQueue {
    fn take(&mut self, is_wanted: impl Fn(&Entry) -> bool) -> Option<Action> {
        let index = self.entries.iter().position(is_wanted)?;
        Some(self.entries.swap_remove(index).action)
    }

    /// Sets the timer to the next entry, unless it fires before that.
    fn reschedule(&mut self, now: f64) {
        let next = self.entries.iter().map(|entry| entry.at).reduce(f64::min);
        let Some(next) = next.filter(|next| self.timer.as_ref().is_none_or(|(at, _)| next < at)) else {
            return;
        };
        if let Some((_, timer)) = self.timer.take() {
            clear_timeout(&timer);
        }
        let action = self.callback.get_or_insert_with(|| callback(Box::new(fire)));
        // `setTimeout` treats a longer time as 0.
        let pause = (next - now).ceil().clamp(0.0, i32::MAX as f64) as i32;
        self.timer = Some((next, set_timeout(action.as_ref(), pause)));
    }
}

fn set(duration: Duration, action: Action) -> Timeout {
    let now = page::uptime();
    TIMERS.with_borrow_mut(|queue| {
        queue.last += 1;
        let at = now + duration.as_secs_f64() * 1000.0;
        queue.entries.push(Entry { number: queue.last, at, action });
        queue.reschedule(now);
        Timeout(queue.last)
    })
}

/// Calls every action that is due.
fn fire() {
    let now = page::uptime();
    TIMERS.with_borrow_mut(|queue| queue.timer = None);
    while let Some(mut action) = TIMERS.with_borrow_mut(|queue| queue.take(|entry| entry.at <= now)) {
        action();
    }
    TIMERS.with_borrow_mut(|queue| queue.reschedule(now));
}

thread_local! {
    static TIMERS: RefCell<TimerQueue> =
        const { RefCell::new(TimerQueue { last: 0, entries: Vec::new(), timer: None, callback: None }) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(action: &JsValue, millis: i32) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);
}
