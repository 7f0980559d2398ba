//! What a status says of a job, in words that no provider documents.

/// Returns `true` if a status says that a job is done, in words that no page documents. Where images are beside it, they
/// are its output.
pub fn is_done(status: &str) -> bool {
    let words = words(status);
    let is_said = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let is_said = is_said(DONE) && !is_said(&["not"]) || DONE_ELSEWHERE.contains(&status.trim());
    is_said && !is_end(status) && !is_live(status)
}

/// Returns `true` if a status says that a job has ended without images, in words that providers and the software behind
/// them use: `Content Moderated`, `TIMED_OUT`, `server-error`. Every other unknown word is a state in between.
pub fn is_end(status: &str) -> bool {
    let words = words(status);
    let has_end = words.iter().any(|word| ENDS.contains(&word.as_str()))
        || ["timedout", "timeout"].contains(&words.concat().as_str())
        || ENDS_ELSEWHERE.contains(&status.trim());
    has_end && !is_retried(&words)
}

/// Returns `true` if a status says that the provider works on a job: an error beside it is not its end.
pub fn is_live(status: &str) -> bool {
    let words = words(status);
    is_retried(&words) || words.iter().any(|word| LIVE.contains(&word.as_str())) && !is_end(status)
}

/// Returns `true` if a failure is followed by another attempt.
fn is_retried(words: &[String]) -> bool {
    words.iter().any(|word| ["requeue", "rerun", "retry"].iter().any(|again| word.starts_with(again)))
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

/// The words of a status that end a job with images.
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
/// The same in Chinese and Japanese.
const DONE_ELSEWHERE: &[&str] = &["完成", "已完成", "成功", "完了"];
/// The words of a status that end a job without images, in Chinese and Japanese.
const ENDS_ELSEWHERE: &[&str] =
    &["失败", "已失败", "失敗", "错误", "エラー", "已取消", "已过期", "超时", "已超时", "已拒绝"];
/// The words of a status that end a job without images.
const ENDS: &[&str] = &[
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
/// The words of a status with which a job goes on.
const LIVE: &[&str] = &[
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

    #[test]
    fn ends_are_recognised_however_they_are_written() {
        for end in [
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
            "失败",
        ] {
            assert!(is_end(end) && !is_live(end), "{end}");
        }
    }

    #[test]
    fn success_is_recognised_however_it_is_written() {
        for done in ["SUCCESS", "Done", "job_completed", "isReady", "ok", "已完成"] {
            assert!(is_done(done) && !is_end(done), "{done}");
        }
        for other in
            ["", "not_ready", "queued", "post-processing done soon", "completed_with_error", "未完成"]
        {
            assert!(!is_done(other), "{other}");
        }
    }

    #[test]
    fn a_state_in_between_is_no_end() {
        for between in
            ["queued", "In Progress", "PENDING", "finalizing", "", "retrying after error", "error_retry"]
        {
            assert!(!is_end(between), "{between}");
        }
        for live in ["inProgress", "IN_QUEUE", "waiting", "retrying after error", "post-processing"] {
            assert!(is_live(live), "{live}");
        }
    }
}
