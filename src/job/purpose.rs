//! What an exchange is for.

/// What an exchange is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Purpose {
    /// Asks how a job stands.
    Poll,
    /// Asks for a place to upload to. Free.
    Presign,
    /// Buys.
    Submit,
    /// Puts an image at its place. Free, and the same however often.
    Upload,
}
