//! What several tests of jobs share.

#![allow(dead_code, reason = "each test takes what it needs")]

pub mod drive;
pub mod request;
