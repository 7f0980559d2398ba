//! Sessions: each test's own jobs, files, log, options and faults.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use indexmap::IndexMap;
use parking_lot::{Mutex, MutexGuard};
use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::faults::Rule;
use crate::job::Job;
use crate::keys::Keys;
use crate::log::Entry;
use crate::options::SessionOptions;
use crate::provider::Provider;
use crate::storage::Upload;

/// Everything that all listeners share.
pub struct World {
    /// `http://127.0.0.1:<port>` of the API.
    pub api: String,
    /// The same of the host that no key should reach.
    pub other_host: String,
    /// Two images are decoded or drawn at once, so that many jobs do not fill the memory.
    pub drawing_permits: Semaphore,
    job_ms: u64,
    sessions: Mutex<HashMap<String, Arc<Session>>>,
}

impl World {
    pub fn new(api: String, other_host: String, job_ms: u64) -> Self {
        Self { api, other_host, drawing_permits: Semaphore::new(2), job_ms, sessions: Mutex::default() }
    }

    /// Returns the session of this name, which begins at its first use. `None`: not a name of 1 to 64 `[A-Za-z0-9_-]`.
    pub fn session(&self, name: &str) -> Option<Arc<Session>> {
        let fits = (1..=64).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        fits.then(|| {
            let mut sessions = self.sessions.lock();
            let session = sessions
                .entry(name.to_owned())
                .or_insert_with(|| Arc::new(Session::new(name.to_owned(), self.job_ms)));
            Arc::clone(session)
        })
    }

    /// Forgets a session and all it holds.
    pub fn forget(&self, name: &str) {
        self.sessions.lock().remove(name);
    }
}

pub struct Session {
    pub name: String,
    began: Instant,
    state: Mutex<State>,
}

impl Session {
    fn new(name: String, job_ms: u64) -> Self {
        let state = State {
            faults: Vec::new(),
            files: HashMap::new(),
            jobs: IndexMap::new(),
            keys: Keys::default(),
            log: Vec::new(),
            next: 0,
            options: SessionOptions::new(job_ms),
            uploads: IndexMap::new(),
        };
        Self { name, began: Instant::now(), state: Mutex::new(state) }
    }

    /// Returns the time since the session began, in milliseconds with three decimals.
    pub fn milliseconds(&self) -> f64 {
        (self.began.elapsed().as_secs_f64() * 1e6).round() / 1e3
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock()
    }
}

pub struct State {
    pub faults: Vec<Rule>,
    pub files: HashMap<String, File>,
    pub jobs: IndexMap<String, Job>,
    pub keys: Keys,
    pub log: Vec<Entry>,
    pub options: SessionOptions,
    pub uploads: IndexMap<String, Upload>,
    next: u64,
}

impl State {
    /// Adds an entry to the log and returns its number.
    pub fn enter(&mut self, mut entry: Entry) -> u64 {
        let sequence = self.next;
        self.next += 1;
        entry.sequence = sequence;
        self.log.push(entry);
        sequence
    }

    /// Returns an entry to complete; `None` where the log was emptied meanwhile.
    pub fn entry(&mut self, sequence: u64) -> Option<&mut Entry> {
        self.log.iter_mut().rev().find(|entry| entry.sequence == sequence)
    }
}

/// An output that can be fetched.
#[derive(Clone)]
pub struct File {
    pub bytes: Bytes,
    pub media_type: &'static str,
    pub provider: Provider,
}
