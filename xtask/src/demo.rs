//! Shows the page, with the simulator behind it, until Ctrl-C.

use anyhow::Result;

use crate::build;
use crate::project::Project;
use crate::set_up::{Need, SetUp};
use crate::simulator::{Ports, Simulator};

/// Sets up, builds, starts, prints the page's address, and waits.
pub fn demo(project: &Project, port: Option<u16>) -> Result<()> {
    SetUp::prepare(project, &[Need::Build])?;
    build::build(project)?;
    let simulator = Simulator::start(project, Ports { page: port, ..Ports::default() })?;
    println!("\nThe page:      {}", simulator.addresses.page);
    println!("The simulator: {} (no key is needed, nothing is bought)", simulator.addresses.api);
    println!("Ctrl-C stops both.");
    simulator.wait()
}
