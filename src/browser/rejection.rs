//! What the promise of a call rejects with.

use wasm_bindgen::JsValue;

use crate::job::error::Error;

/// Why a call did not succeed.
pub enum Rejection {
    /// The caller's signal was aborted.
    Aborted,
    Failed(Box<Error>),
    /// A function of the caller threw this.
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
