//! Redis, which relays on several processes share their state in.

use anyhow::{Context, Result, ensure};

use super::apt;
use crate::project::Project;

/// Looks for `redis-server` on `PATH`, and installs it with apt if it is missing.
pub fn find_or_install(project: &Project) -> Result<()> {
    let is_there = || which::which("redis-server").is_ok();
    if !is_there() {
        apt::install(project, &["redis-server"]).context(WHAT_TO_INSTALL)?;
    }
    ensure!(is_there(), WHAT_TO_INSTALL);
    Ok(())
}

const WHAT_TO_INSTALL: &str = "install redis-server (Debian's package of that name)";
