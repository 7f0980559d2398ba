//! What is said to a provider: requests, models, jobs and errors, without I/O, clock or JavaScript.
//!
//! Five words for what goes wrong, each at its own place: a [`Problem`] is a field that the caller wrote
//! wrong; a [`TransportError`] is the absence of a reply; a [`Flaw`](provider::Flaw) is a success that cannot
//! be read; a [`Fault`](fault::Fault) is what the vendor says in a reply; and of each of them comes an
//! [`Error`], which is all that a page ever sees: [`failure`] makes those of a job.

pub mod draft;
pub mod error;
pub mod failure;
pub mod job;
pub mod pace;
pub mod question;
pub mod recovery;
pub mod retry;
pub mod schedule;

pub use error::{Billed, Error, ErrorKind};
pub use job::{Job, Step};
