//! How far a call is, by a made-up clock.

use std::time::Duration;

use plantain::job::progress::{Progress, ProgressTracker, Stage, Status, fraction};
use plantain::job::purpose::Purpose;
use plantain::job::{Job, schedule};
use plantain::provider::ticket::Ticket;
use plantain::wire::json::Json;
use plantain::wire::timestamp::Timestamp;
use serde_json::{Value, json};

use crate::answers::{self, busy, done, lost, running};
use crate::drive::{Drive, JOB, START, local, request};

/// A call whose progress is read at every step, as the browser does.
struct Watched {
    drive: Drive,
    tracker: ProgressTracker,
    images: usize,
    seen: Vec<Progress>,
}

impl Watched {
    fn new(images: usize) -> Self {
        let request = if images == 0 { request("mulerun") } else { local(images) };
        let tracker = ProgressTracker::new(Timestamp::from_millis(START));
        Self { drive: Drive::new(&request, 600), tracker, images, seen: Vec::new() }
    }

    fn note(&mut self, stage: Stage) -> Progress {
        self.tracker.enter(stage, false);
        let progress = self.tracker.read(self.drive.time()).expect("a stage");
        self.seen.push(progress.clone());
        progress
    }

    fn look(&mut self) -> Progress {
        let images = self.images;
        self.note(self.drive.job.stage(|before| (before, images)))
    }

    /// Sends what is next and takes an answer, two seconds later.
    fn exchange(&mut self, answer: Option<answers::Answer>) {
        let sent = self.drive.send().expect("no error").expect("something to send");
        // Files are read when they are sent.
        self.note(Stage::Preparing { loaded: 50.0, total: 100.0 });
        self.look();
        self.drive.now += 2_000.0;
        let answer = answer.unwrap_or_else(|| answers::well(&sent));
        self.drive.job.receive(self.drive.time(), answer).result.expect("no error");
        self.look();
    }

    fn fractions(&self) -> Vec<f64> {
        self.seen.iter().map(|progress| progress.fraction).collect()
    }

    fn stages(&self) -> Vec<String> {
        let name = |progress: &Progress| record(progress)["stage"].as_str().expect("a name").to_owned();
        let mut stages: Vec<_> = self.seen.iter().map(name).collect();
        stages.dedup();
        stages
    }
}

fn record(progress: &Progress) -> Value {
    serde_json::to_value(Json::from(progress.clone())).expect("JSON")
}

fn waiting(submitted_at: f64) -> Stage {
    let stored = json!({ "provider": "mulerun", "model": "x", "job": JOB, "submittedAt": submitted_at });
    Stage::Waiting { ticket: Ticket::read(&stored.into()).expect("a ticket"), status: None }
}

#[test]
fn over_several_uploads_and_failures_the_fraction_and_the_stage_go_forward_alone() {
    for images in 0..4 {
        let mut call = Watched::new(images);
        while call.drive.job.purpose() != Purpose::Submit {
            call.exchange(Some(lost()));
            call.exchange(None);
        }
        call.exchange(Some(busy(1)));
        call.exchange(None);
        for _ in 0..20 {
            call.exchange(Some(running()));
        }
        let fractions = call.fractions();
        assert!(fractions.is_sorted(), "{fractions:?}");
        assert!(fractions.iter().all(|fraction| (0.0..1.0).contains(fraction)), "{fractions:?}");
        let stages = ["preparing", "uploading", "submitting", "waiting"];
        assert_eq!(
            call.stages(),
            stages.into_iter().filter(|stage| images > 0 || *stage != "uploading").collect::<Vec<_>>()
        );
    }
}

#[test]
fn each_upload_takes_the_same_part_of_the_bar() {
    let now = Timestamp::from_millis(START);
    let at = |loaded| fraction(&Stage::Uploading { loaded, total: 4 }, now);
    let parts: Vec<_> = (0..4).map(|loaded| at(loaded + 1) - at(loaded)).collect();
    assert!(parts.iter().all(|part| (part - 0.025).abs() < 1e-9), "{parts:?}");
    assert!(at(4) <= fraction(&Stage::Submitting, now));
    let prepared = |loaded| fraction(&Stage::Preparing { loaded, total: 10.0 }, now);
    assert!(prepared(0.0) == 0.0 && prepared(5.0) > 0.0 && prepared(10.0) <= at(0));
    assert_eq!(fraction(&Stage::Preparing { loaded: 0.0, total: 0.0 }, now), 0.0, "nothing to read");
}

#[test]
fn a_job_that_is_waited_for_is_nine_tenths_of_the_way_at_the_expected_time_and_never_there() {
    let stage = waiting(START);
    let at = |seconds: f64| fraction(&stage, Timestamp::from_millis(START + seconds * 1000.0));
    assert_eq!(
        [at(0.0), at(15.0), at(30.0), at(60.0)].map(|share| (share * 100.0).round()),
        [20.0, 56.0, 92.0, 96.0]
    );
    let all: Vec<_> = (0..100_000).step_by(7).map(|seconds| at(f64::from(seconds))).collect();
    assert!(all.is_sorted_by(|one, next| one < next) && all.iter().all(|share| *share < 1.0));
}

#[test]
fn a_reload_goes_on_where_the_page_was() {
    let mut call = Watched::new(2);
    while call.drive.job.purpose() != Purpose::Poll {
        call.exchange(None);
    }
    call.exchange(Some(running()));
    let before = call.look();
    let ticket = call.drive.job.ticket().expect("it was accepted").clone();

    let now = call.drive.time();
    let stored = serde_json::to_value(Json::from(&ticket)).unwrap();
    let again = Ticket::read(&stored.into()).unwrap();
    let again = Ticket { known: ticket.known.clone(), ..again };
    let job = Job::resume(again, now, Duration::from_secs(60));
    let mut tracker = ProgressTracker::new(now);
    tracker.enter(job.stage(|_| (0, 0)), false);
    let after = tracker.read(now).unwrap();
    assert_eq!(after.fraction, before.fraction);
    assert_eq!(after.elapsed_ms, now.millis_since(ticket.submitted_at), "from the submit on");
    assert_eq!(after.expected_ms, Some(schedule::expected(&ticket).as_millis() as f64));
    assert_eq!(record(&after).get("status"), None, "not before the provider says so");
}

#[test]
fn a_clock_that_is_set_back_takes_nothing_off() {
    let mut tracker = ProgressTracker::new(Timestamp::from_millis(START));
    tracker.enter(waiting(START), false);
    let mut read = |now: f64| tracker.read(Timestamp::from_millis(now)).unwrap().fraction;
    let before = read(START + 20_000.0);
    assert_eq!(read(START - 3_600_000.0), before);
    assert!(read(START + 21_000.0) > before);
}

#[test]
fn the_status_is_the_one_of_the_last_reply() {
    let mut call = Watched::new(0);
    call.exchange(None);
    assert_eq!(call.drive.job.status(), Some(Status::Queued), "accepted");
    call.exchange(Some(running()));
    assert_eq!(record(&call.look())["status"], "running");
    call.exchange(Some(lost()));
    assert_eq!(call.drive.job.status(), Some(Status::Running), "no reply changes nothing");
    call.drive.send().unwrap();
    call.drive.job.receive(call.drive.time(), done()).result.unwrap();
    assert_eq!(call.drive.job.status(), None);
    assert!(call.seen.iter().all(|progress| {
        let record = record(progress);
        record.get("status").is_none() || record["stage"] == "waiting"
    }));
}

#[test]
fn nothing_is_reported_before_the_first_stage() {
    assert!(
        ProgressTracker::new(Timestamp::from_millis(START)).read(Timestamp::from_millis(START)).is_none()
    );
}

#[test]
fn a_call_that_waits_for_the_network_says_so_until_it_does_something_else() {
    let now = Timestamp::from_millis(START);
    let mut tracker = ProgressTracker::new(now);
    let mut offline = |is_offline| {
        tracker.enter(Stage::Submitting, is_offline);
        record(&tracker.read(now).unwrap()).get("offline").cloned()
    };
    assert_eq!([offline(false), offline(true), offline(false)], [None, Some(true.into()), None]);
}
