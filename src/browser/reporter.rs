//! Reports of progress to the caller's listener.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;

use crate::browser::js_value;
use crate::browser::page;
use crate::browser::time::timeout::Interval;
use crate::job::progress::{ProgressTracker, Stage};
use crate::wire::timestamp::Timestamp;

/// Reports the progress of a call: at every change, and twice a second in between.
pub struct Reporter {
    report: Option<Rc<Report>>,
    ticks: OnceCell<Interval>,
}

struct Report {
    listener: Function,
    signal: Option<AbortSignal>,
    tracker: RefCell<ProgressTracker>,
}

impl Reporter {
    /// A reporter for a call that begins now; it reports nothing without a listener.
    pub fn new(listener: Option<Function>, signal: Option<AbortSignal>, began: Timestamp) -> Self {
        let report = |listener| {
            Rc::new(Report { listener, signal, tracker: RefCell::new(ProgressTracker::new(began)) })
        };
        Self { report: listener.map(report), ticks: OnceCell::new() }
    }

    /// Notes what the call is doing, and reports it.
    pub fn enter(&self, stage: impl FnOnce() -> Stage) {
        self.note(stage, false);
    }

    /// Reports that the call waits for the network, until it does something else.
    pub fn note_offline(&self, stage: impl FnOnce() -> Stage) {
        self.note(stage, true);
    }

    fn note(&self, stage: impl FnOnce() -> Stage, is_offline: bool) {
        let Some(report) = &self.report else { return };
        report.tracker.borrow_mut().enter(stage(), is_offline);
        report.send();
        self.ticks.get_or_init(|| {
            let report = report.clone();
            Interval::new(TICK, move || report.send())
        });
    }
}

impl Report {
    /// Calls the listener, until the caller aborts. What it throws is reported as an `error` event of the page.
    fn send(&self) {
        if self.signal.as_ref().is_some_and(AbortSignal::aborted) {
            return;
        }
        let progress = self.tracker.borrow_mut().read(page::now());
        let Some(progress) = progress else { return };
        if let Err(thrown) = self.listener.call1(&JsValue::UNDEFINED, &js_value::to_js(progress)) {
            page::report(&thrown);
        }
    }
}

const TICK: Duration = Duration::from_millis(500);
