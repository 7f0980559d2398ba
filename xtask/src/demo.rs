//! Serves the page, with the simulator behind it, until Ctrl-C.

use std::thread;

use anyhow::{Result, anyhow, ensure};
use serde_json::json;

use crate::build;
use crate::project::Project;
use crate::set_up::{self, Need};
use crate::simulator::{self, Simulator};

/// Sets up, builds, starts, prints the page's address, and waits. With `relay` the page has no key and talks
/// to the relay alone.
pub fn demo(project: &Project, port: Option<u16>, relay: bool) -> Result<()> {
    set_up::prepare(project, &[Need::Build, Need::WasmTarget])?;
    println!("demo: building the package and the simulator (minutes the first time, then seconds)");
    thread::scope(|scope| {
        let simulator = scope.spawn(|| simulator::build(project));
        build::update(project)?;
        simulator.join().map_err(|_| anyhow!("the build of the simulator panicked"))?
    })?;
    let port = port.unwrap_or(0).to_string();
    // Jobs take long enough to be seen waiting.
    let options = ["--seconds", "3", "--page-port", if relay { "0" } else { &port }];
    let simulator = Simulator::start(project, &options)?;
    if relay {
        println!("\nThe simulator: {} (nothing is bought)", simulator.api);
        println!(
            "The relay holds a key that it makes by itself; the page has none. Ctrl-C stops all. The page:"
        );
        let addresses = json!({ "api": simulator.api, "page": simulator.page }).to_string();
        let server = project.command("node", ["tests/relay/page.js", &addresses, &port]).unchecked().run()?;
        ensure!(server.status.success(), "the relay stopped: {}", server.status);
        return Ok(());
    }
    println!("\nThe page:      {}", simulator.page);
    println!("The simulator: {} (no key is needed, nothing is bought)", simulator.api);
    println!("Ctrl-C stops both.");
    simulator.wait()
}
