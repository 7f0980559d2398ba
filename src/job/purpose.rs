//! What an exchange is for.

/// What an exchange is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Purpose {
    /// Asks for the state of a job.
    Poll,
    /// Asks for a URL to upload to. Free.
    Presign,
    /// Creates a job, which costs money.
    Submit,
    /// Uploads an image. Free, and idempotent.
    Upload,
}
