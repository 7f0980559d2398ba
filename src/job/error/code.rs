//! The package's own codes of errors, for those that neither a provider nor a relay gave one.

/// A code of the package. Its prefix distinguishes it from the codes of providers and relays.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ErrorCode {
    Ambiguous,
    BrokenOff,
    CannotCancel,
    Conflict,
    DeliveredAtOnce,
    InvalidRequest,
    JobCancelled,
    JobFailed,
    NoAnswer,
    NoCredit,
    NoImages,
    NoJobId,
    NoKey,
    NoList,
    NoRecord,
    /// Another server answers where a relay should.
    NoRelay,
    /// Another server answers where the provider should.
    NoService,
    NotFound,
    NotReady,
    /// No reply, while the browser reports that there is no network.
    Offline,
    RateLimited,
    RecordOld,
    Refused,
    RelayUnsure,
    Storage,
    Throttled,
    TimedOut,
    TooLong,
    Unauthorized,
    Unavailable,
    Unreadable,
    UnreadableFile,
    Unsupported,
}

impl ErrorCode {
    /// Returns the name used in JavaScript.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ambiguous => "PLANTAIN_AMBIGUOUS",
            Self::BrokenOff => "PLANTAIN_BROKEN_OFF",
            Self::CannotCancel => "PLANTAIN_CANNOT_CANCEL",
            Self::Conflict => "PLANTAIN_CONFLICT",
            Self::DeliveredAtOnce => "PLANTAIN_DELIVERED_AT_ONCE",
            Self::InvalidRequest => "PLANTAIN_INVALID_REQUEST",
            Self::JobCancelled => "PLANTAIN_JOB_CANCELLED",
            Self::JobFailed => "PLANTAIN_JOB_FAILED",
            Self::NoAnswer => "PLANTAIN_NO_ANSWER",
            Self::NoCredit => "PLANTAIN_NO_CREDIT",
            Self::NoImages => "PLANTAIN_NO_IMAGES",
            Self::NoJobId => "PLANTAIN_NO_JOB_ID",
            Self::NoKey => "PLANTAIN_NO_KEY",
            Self::NoList => "PLANTAIN_NO_LIST",
            Self::NoRecord => "PLANTAIN_NO_RECORD",
            Self::NoRelay => "PLANTAIN_NO_RELAY",
            Self::NoService => "PLANTAIN_NO_SERVICE",
            Self::NotFound => "PLANTAIN_NOT_FOUND",
            Self::NotReady => "PLANTAIN_NOT_READY",
            Self::Offline => "PLANTAIN_OFFLINE",
            Self::RateLimited => "PLANTAIN_RATE_LIMITED",
            Self::RecordOld => "PLANTAIN_RECORD_OLD",
            Self::Refused => "PLANTAIN_REFUSED",
            Self::RelayUnsure => "PLANTAIN_RELAY_UNSURE",
            Self::Storage => "PLANTAIN_STORAGE",
            Self::Throttled => "PLANTAIN_THROTTLED",
            Self::TimedOut => "PLANTAIN_TIMED_OUT",
            Self::TooLong => "PLANTAIN_TOO_LONG",
            Self::Unauthorized => "PLANTAIN_UNAUTHORIZED",
            Self::Unavailable => "PLANTAIN_UNAVAILABLE",
            Self::Unreadable => "PLANTAIN_UNREADABLE",
            Self::UnreadableFile => "PLANTAIN_UNREADABLE_FILE",
            Self::Unsupported => "PLANTAIN_UNSUPPORTED",
        }
    }
}
