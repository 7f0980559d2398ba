//! Requests and replies: how a provider is reached, and how many connections at once.

pub mod cause;
pub mod connection;
pub mod connection_limit;
pub mod exchange;
pub mod reply;
mod response;
pub mod throttle;
