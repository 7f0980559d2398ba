//! Debian's packages.

use anyhow::{Context, Result, ensure};

use super::say;
use crate::project::Project;

/// Installs packages with apt, where there is apt.
pub fn install(project: &Project, packages: &[&str]) -> Result<()> {
    ensure!(cfg!(target_os = "linux") && which::which("apt-get").is_ok(), "apt-get was not found");
    apt_get(project, &["update"])?;
    apt_get(project, &[&["install", "-y", "--no-install-recommends"], packages].concat())
}

fn apt_get(project: &Project, arguments: &[&str]) -> Result<()> {
    let is_root = project.command("id", ["-u"]).read().is_ok_and(|id| id == "0");
    let mut words = vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    if !is_root {
        ensure!(which::which("sudo").is_ok(), "apt-get needs root, and sudo was not found");
        words.insert(0, "sudo");
    }
    words.extend(arguments);
    say(&format!("installing what the tests need ({})", words.join(" ")));
    let (program, arguments) = words.split_first().context("an empty command")?;
    project.command(program, arguments).run()?;
    Ok(())
}
