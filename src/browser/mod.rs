//! Carries out the steps of a job in a page or a worker. The decisions are made in `job`.

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
