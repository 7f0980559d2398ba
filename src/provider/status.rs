//! The meaning of a status that the provider's pages do not document.

/// What a status says of a job.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Meaning {
    /// The job is done. Images beside the status are its output.
    Done,
    /// The job has ended without images.
    Failed,
    /// None of the words is known: a state in between, unless an error is beside it.
    Unknown,
    /// The provider still works on the job, also after an error.
    Working,
}

impl Meaning {
    /// Returns the meaning of a status by its words, which are those of providers and of the software behind them:
    /// `Content Moderated`, `TIMED_OUT`, `server-error`.
    pub fn of(status: &str) -> Self {
        let words = words(status);
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        let is_retried = words.iter().any(|word| RETRIED.iter().any(|retried| word.starts_with(retried)));
        let is_timeout = TIMEOUT.contains(&words.concat().as_str());
        match status.trim() {
            _ if is_retried => Self::Working,
            status if has(FAILED) || is_timeout || FAILED_ELSEWHERE.contains(&status) => Self::Failed,
            _ if has(WORKING) => Self::Working,
            status if has(DONE) && !has(&["not"]) || DONE_ELSEWHERE.contains(&status) => Self::Done,
            _ => Self::Unknown,
        }
    }
}

/// Returns the words of a status in lower case, also of one in camel case.
fn words(status: &str) -> Vec<String> {
    let mut spaced = String::new();
    let mut is_after_lower = false;
    for character in status.chars() {
        if is_after_lower && character.is_ascii_uppercase() {
            spaced.push(' ');
        }
        is_after_lower = character.is_ascii_lowercase();
        spaced.push(character.to_ascii_lowercase());
    }
    spaced
        .split(|character: char| !character.is_ascii_alphanumeric())
        .map(str::to_owned)
        .filter(|word| !word.is_empty())
        .collect()
}

/// The words of a job that is done.
const DONE: &[&str] = &[
    "complete",
    "completed",
    "done",
    "finished",
    "ok",
    "ready",
    "succeed",
    "succeeded",
    "success",
    "successful",
];
/// The statuses of a job that is done, in Chinese and Japanese.
const DONE_ELSEWHERE: &[&str] = &["完成", "已完成", "成功", "完了"];
/// The statuses of a job that has ended without images, in Chinese and Japanese.
const FAILED_ELSEWHERE: &[&str] =
    &["失败", "已失败", "失敗", "错误", "エラー", "已取消", "已过期", "超时", "已超时", "已拒绝"];
/// The words of a job that has ended without images.
const FAILED: &[&str] = &[
    "aborted",
    "banned",
    "blocked",
    "canceled",
    "cancelled",
    "crashed",
    "declined",
    "denied",
    "dropped",
    "error",
    "errored",
    "exception",
    "expired",
    "fail",
    "failed",
    "failure",
    "filtered",
    "flagged",
    "forbidden",
    "invalid",
    "killed",
    "moderated",
    "nsfw",
    "refused",
    "rejected",
    "revoked",
    "stopped",
    "terminated",
    "timeout",
    "unsafe",
    "unsuccessful",
    "violation",
];
/// The beginnings of the words for a failure that another attempt follows.
const RETRIED: &[&str] = &["requeue", "rerun", "retry"];
/// A timeout, where its two words are joined: `TimedOut`, `time-out`.
const TIMEOUT: &[&str] = &["timedout", "timeout"];
/// The words of a job that the provider works on.
const WORKING: &[&str] = &[
    "accepted",
    "created",
    "generating",
    "pending",
    "preparing",
    "processing",
    "progress",
    "queue",
    "queued",
    "running",
    "scheduled",
    "started",
    "starting",
    "submitted",
    "waiting",
    "working",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_all_mean(expected: Meaning, statuses: &[&str]) {
        for status in statuses {
            assert_eq!(Meaning::of(status), expected, "{status}");
        }
    }

    #[test]
    fn failures_are_recognised_however_they_are_written() {
        let failed = [
            "FAILED",
            "fail",
            "Timed Out",
            "time-out",
            "TimedOut",
            "TIMEOUT",
            "Cancelled",
            "canceled",
            "content_policy_violation",
            "Content Moderated",
            "requestModerated",
            "server-error",
            " rejected ",
            "processing_failed",
            "queue.expired",
            "completed_with_error",
            "失败",
        ];
        assert_all_mean(Meaning::Failed, &failed);
    }

    #[test]
    fn success_is_recognised_however_it_is_written() {
        assert_all_mean(Meaning::Done, &["SUCCESS", "Done", "job_completed", "isReady", "ok", "已完成"]);
    }

    #[test]
    fn work_goes_on_also_after_an_error() {
        let working = [
            "queued",
            "In Progress",
            "inProgress",
            "PENDING",
            "IN_QUEUE",
            "waiting",
            "retrying after error",
            "error_retry",
            "post-processing",
            "post-processing done soon",
        ];
        assert_all_mean(Meaning::Working, &working);
    }

    #[test]
    fn other_words_mean_nothing() {
        assert_all_mean(Meaning::Unknown, &["", "finalizing", "not_ready", "未完成"]);
    }
}
