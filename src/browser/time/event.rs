//! Callbacks for JavaScript, and event listeners.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

/// Listens to an event until the returned value is dropped.
///
/// Does nothing if the target has no events, as the global object of Node.
pub fn on(target: &EventTarget, event: &'static str, action: impl FnMut() + 'static) -> Listener {
    let action = callback(Box::new(action));
    let _ = target.add_event_listener_with_callback(event, action.as_ref().unchecked_ref());
    Listener { target: target.clone(), event, action }
}

/// The only kind of callback, because each kind adds glue code.
pub type Callback = Closure<dyn FnMut()>;

/// Makes a function that JavaScript can call until the returned value is dropped.
pub fn callback(action: Box<dyn FnMut()>) -> Callback {
    Closure::wrap(action)
}

/// An event listener. It is removed on drop.
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
