//! Requests from callers, tickets and intents from stores. They are validated here and nowhere else.

pub mod cost;
mod field;
pub mod images;
mod messages;
pub mod request;
mod size;
pub mod stored;
pub mod validate;
pub mod value;
