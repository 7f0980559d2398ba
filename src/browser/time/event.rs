//! Callbacks for JavaScript, and listeners to events.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

/// Listens to an event as long as the returned value lives; to none where the target has no events, as Node's
/// global.
pub fn on(target: &EventTarget, event: &'static str, action: impl FnMut() + 'static) -> Listener {
    let action = callback(Box::new(action));
    let _ = target.add_event_listener_with_callback(event, action.as_ref().unchecked_ref());
    Listener { target: target.clone(), event, action }
}

/// One kind of callback for timeouts and events: each kind has glue of its own.
pub type Callback = Closure<dyn FnMut()>;

/// Makes a function for JavaScript to call; it lives as long as the returned value.
pub fn callback(action: Box<dyn FnMut()>) -> Callback {
    Closure::wrap(action)
}

/// Something that is done at each event until this is dropped.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    action: Callback,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let action = self.action.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.event, action);
    }
}
