//! Drives a running simulator over HTTP, as a client would.

mod billing;
mod browsers;
mod control;
mod faults;
mod models;
mod pictures;
mod process;
mod running;
mod strictness;
mod uploads;
