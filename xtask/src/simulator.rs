//! Starts and stops the simulator, which stands in for the providers and serves the page.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::project::Project;

/// A running simulator. It stops when this is dropped, and also when xtask is killed: it watches its stdin.
pub struct Simulator {
    child: Child,
    pub addresses: Addresses,
}

/// The addresses of a simulator, which it prints as its first line.
#[derive(Debug, Default, Deserialize, PartialEq)]
pub struct Addresses {
    /// The providers.
    pub api: String,
    /// Another origin, which stands for hosts that are not the provider's.
    #[serde(rename = "otherHost")]
    pub other_host: String,
    /// The page.
    pub page: String,
    /// An address where nothing listens.
    pub refused: String,
}

/// The ports to listen on; `None` takes a free one.
#[derive(Clone, Copy, Default)]
pub struct Ports {
    pub api: Option<u16>,
    pub page: Option<u16>,
}

/// Builds the simulator and says where its program is.
pub fn build(project: &Project) -> Result<PathBuf> {
    project.command("cargo", ["build", "--package", "simulator"]).run()?;
    Ok(project.target.join("debug").join("simulator").with_extension(std::env::consts::EXE_EXTENSION))
}

impl Simulator {
    /// Builds and starts the simulator, and waits until it has said where it listens.
    pub fn start(project: &Project, ports: Ports) -> Result<Self> {
        let program = build(project)?;
        let mut command = Command::new(&program);
        command.current_dir(&project.root);
        command.args(["--page", "www", "--package", "pkg", "--until-stdin-closes", "--seconds", JOB_SECONDS]);
        for (option, port) in [("--port", ports.api), ("--page-port", ports.page)] {
            if let Some(port) = port {
                command.args([option, &port.to_string()]);
            }
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let child = command.spawn().with_context(|| format!("{} cannot be started", program.display()))?;
        let mut simulator = Self { child, addresses: Addresses::default() };
        let stdout = simulator.child.stdout.take().context("the simulator has no stdout")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        simulator.addresses = serde_json::from_str(&line).with_context(|| match line.is_empty() {
            true => "the simulator stopped before it said where it listens".to_owned(),
            false => format!("the simulator says {line:?} instead of where it listens"),
        })?;
        Ok(simulator)
    }

    /// Waits until the simulator ends by itself.
    pub fn wait(mut self) -> Result<()> {
        // `Child::wait` closes stdin first, which would end it.
        while self.child.try_wait()?.is_none() {
            thread::sleep(CHECK_INTERVAL);
        }
        Ok(())
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let stopped_at = Instant::now();
        while stopped_at.elapsed() < STOP_TIMEOUT {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(CHECK_INTERVAL);
        }
        // It did not stop in time. A failure here cannot be handled.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How long a simulated job takes: long enough to see it wait.
const JOB_SECONDS: &str = "3";

const CHECK_INTERVAL: Duration = Duration::from_millis(50);

/// How long a simulator may take to stop.
const STOP_TIMEOUT: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_says_where_it_listens() {
        let line = r#"{"api":"http://127.0.0.1:1","otherHost":"http://127.0.0.1:2","page":"http://127.0.0.1:3","refused":"http://127.0.0.1:4"}"#;
        let addresses: Addresses = serde_json::from_str(line).unwrap();
        assert_eq!(addresses.page, "http://127.0.0.1:3");
        assert!(serde_json::from_str::<Addresses>("listening").is_err());
    }
}
