//! One timer for everything that this module waits for.

use std::cell::RefCell;
use std::time::Duration;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::page;
use crate::browser::time::event::{Callback, callback};

/// Does something later, unless the returned value is dropped before.
pub fn after(duration: Duration, action: impl FnMut() + 'static) -> Timeout {
    set(duration, Box::new(action))
}

/// Something that is to be done later.
pub struct Timeout(u64);

impl Drop for Timeout {
    fn drop(&mut self) {
        // What an action holds may drop alarms of its own: not while the clock is borrowed.
        let _action = TIMERS.with_borrow_mut(|clock| clock.take(|entry| entry.number == self.0));
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
    /// When the timer goes off, and the timer.
    timer: Option<(f64, JsValue)>,
    /// What it does: [`fire`].
    callback: Option<Callback>,
}

impl TimerQueue {
    fn take(&mut self, is_it: impl Fn(&Entry) -> bool) -> Option<Action> {
        let place = self.entries.iter().position(is_it)?;
        Some(self.entries.swap_remove(place).action)
    }

    /// Sets the timer to the next entry, where it is set later or not at all.
    fn reschedule(&mut self, now: f64) {
        let next = self.entries.iter().map(|entry| entry.at).reduce(f64::min);
        let Some(next) = next.filter(|next| self.timer.as_ref().is_none_or(|(at, _)| next < at)) else {
            return;
        };
        if let Some((_, timer)) = self.timer.take() {
            clear_timeout(&timer);
        }
        let action = self.callback.get_or_insert_with(|| callback(Box::new(fire)));
        // Anything longer, `setTimeout` takes for 0.
        let pause = (next - now).ceil().clamp(0.0, i32::MAX as f64) as i32;
        self.timer = Some((next, set_timeout(action.as_ref(), pause)));
    }
}

fn set(duration: Duration, action: Action) -> Timeout {
    let now = page::uptime();
    TIMERS.with_borrow_mut(|clock| {
        clock.last += 1;
        let at = now + duration.as_secs_f64() * 1000.0;
        clock.entries.push(Entry { number: clock.last, at, action });
        clock.reschedule(now);
        Timeout(clock.last)
    })
}

/// Does everything that is due.
fn fire() {
    let now = page::uptime();
    TIMERS.with_borrow_mut(|clock| clock.timer = None);
    while let Some(mut action) = TIMERS.with_borrow_mut(|clock| clock.take(|entry| entry.at <= now)) {
        action();
    }
    TIMERS.with_borrow_mut(|clock| clock.reschedule(now));
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
