//! Event listeners that are removed on drop, and callbacks for JavaScript.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

/// A listener for an event. Dropping it removes it.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    action: Callback,
}

impl Listener {
    /// Runs `action` at each event. Does nothing where the target has no events, such as Node's global.
    pub fn new(target: &EventTarget, event: &'static str, action: impl FnMut() + 'static) -> Self {
        let action = callback(Box::new(action));
        let _ = target.add_event_listener_with_callback(event, action.as_ref().unchecked_ref());
        Self { target: target.clone(), event, action }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let action = self.action.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.event, action);
    }
}

/// A function that JavaScript can call as long as this lives.
///
/// One type for timeouts and events: each type of closure has glue code of its own.
pub type Callback = Closure<dyn FnMut()>;

/// Makes a function for JavaScript to call.
pub fn callback(action: Box<dyn FnMut()>) -> Callback {
    Closure::wrap(action)
}
