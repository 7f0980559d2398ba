//! What callers and stores give: requests, tickets and intents; checked here and nowhere else.

pub mod cost;
pub mod images;
mod messages;
pub mod request;
pub mod stored;
pub mod validate;
