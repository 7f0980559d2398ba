//! Serves the page, with the simulator behind it, until Ctrl-C.

use std::thread;

use anyhow::{Result, anyhow, ensure};
use serde_json::json;

use crate::build;
use crate::project::Project;
use crate::set_up::{Need, SetUp};
use crate::simulator::{self, Ports, Simulator};

/// Sets up, builds, starts, prints the page's address, and waits. With `relay` the page has no key and talks
/// to the relay alone.
pub fn demo(project: &Project, port: Option<u16>, relay: bool) -> Result<()> {
    SetUp::prepare(project, &[Need::Build])?;
    println!("demo: building the package and the simulator (minutes the first time, then seconds)");
    thread::scope(|scope| {
        let simulator = scope.spawn(|| simulator::build(project));
        build::update(project)?;
        simulator.join().map_err(|_| anyhow!("the build of the simulator panicked"))?
    })?;
    if relay {
        return behind_relay(project, port);
    }
    let simulator = Simulator::start(project, Ports { page: port, ..Ports::default() })?;
    println!("\nThe page:      {}", simulator.addresses.page);
    println!("The simulator: {} (no key is needed, nothing is bought)", simulator.addresses.api);
    println!("Ctrl-C stops both.");
    simulator.wait()
}

fn behind_relay(project: &Project, port: Option<u16>) -> Result<()> {
    let simulator = Simulator::start(project, Ports::default())?;
    println!("\nThe simulator: {} (nothing is bought)", simulator.addresses.api);
    println!("The relay holds a key that it makes by itself; the page has none. Ctrl-C stops all. The page:");
    let addresses = json!({ "api": simulator.addresses.api, "page": simulator.addresses.page }).to_string();
    let script = project.relay_tests().join("page.js").into_os_string();
    let port = port.unwrap_or(0).to_string();
    let server = project.command("node", [script, addresses.into(), port.into()]).unchecked().run()?;
    ensure!(server.status.success(), "the relay stopped: {}", server.status);
    Ok(())
}
