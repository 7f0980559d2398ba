//! What the promise of a call rejects with.

use wasm_bindgen::JsValue;

use crate::job::error::Error;

/// Why a call ended without what it was for.
pub enum Rejection {
    /// By the caller's signal.
    Aborted,
    Failed(Box<Error>),
    /// By what one of the caller's own functions threw, untouched.
    Thrown(JsValue),
}

impl From<Box<Error>> for Rejection {
    fn from(error: Box<Error>) -> Self {
        Self::Failed(error)
    }
}

impl From<Error> for Rejection {
    fn from(error: Error) -> Self {
        Self::Failed(error.into())
    }
}
