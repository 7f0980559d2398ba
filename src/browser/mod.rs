//! The browser shell: it does what a job says, and decides nothing.

pub mod accepted;
pub mod alarm;
pub mod body;
pub mod call;
pub mod connection;
pub mod encode;
pub mod environment;
pub mod exchange;
pub mod file;
pub mod gate;
pub mod pace;
pub mod plain;
pub mod prepare;
pub mod run;
pub mod store;
pub mod timer;
