//! Every constructor of [`Error`](crate::job::error::Error), with its sentence: what happened, and what to do.
//!
//! One file per subject. No other file makes an error or writes its message.

mod details;
mod other_server;
mod recovery;
mod replies;
mod request;
mod transport;
