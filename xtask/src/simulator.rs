//! Starts and stops the simulator, which stands in for the providers and serves the page.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::project::Project;

/// A running simulator. It stops when this is dropped, and also when xtask is killed: it watches its stdin.
pub struct Simulator {
    child: Child,
    /// The address of the providers.
    pub api: String,
    /// The address of the page.
    pub page: String,
}

/// Builds the simulator.
pub fn build(project: &Project) -> Result<()> {
    project.command("cargo", ["build", "--package", "simulator"]).run()?;
    Ok(())
}

/// Where its program is.
pub fn program(project: &Project) -> PathBuf {
    project.target.join("debug").join("simulator").with_extension(std::env::consts::EXE_EXTENSION)
}

impl Simulator {
    /// Builds and starts the simulator, and waits until it has printed its addresses.
    pub fn start(project: &Project, options: &[&str]) -> Result<Self> {
        build(project)?;
        let mut child = Command::new(program(project))
            .current_dir(&project.root)
            .args(["--page", "www", "--package", "pkg", "--until-stdin-closes"])
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the simulator cannot be started")?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("the simulator has no stdout")?).read_line(&mut line)?;
        let Addresses { api, page } = serde_json::from_str(&line)
            .with_context(|| format!("the simulator printed {line:?} instead of its addresses"))?;
        Ok(Self { child, api, page })
    }

    /// Waits until the simulator ends by itself.
    pub fn wait(mut self) -> Result<()> {
        // `Child::wait` closes stdin, which would end it.
        let stdin = self.child.stdin.take();
        self.child.wait()?;
        drop(stdin);
        Ok(())
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        // A failure here cannot be handled.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first line that it prints.
#[derive(Deserialize)]
struct Addresses {
    api: String,
    page: String,
}
