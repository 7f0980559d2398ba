//! The browser shell: it does what a job says, and decides nothing.

pub mod call;
pub mod fetch;
pub mod files;
pub mod js_value;
pub mod page;
pub mod rejection;
pub mod reporter;
pub mod run;
pub mod store;
pub mod time;
