//! Makes a fresh machine able to build and test, with tools in the project's own folders where that is
//! possible. Every step looks first, does nothing when there is nothing to do, and says what it does before
//! it does it.

mod apt;
mod browser;
mod firefox;
mod node;
pub mod photos;
mod rust;

pub use browser::Browser;
pub use firefox::Firefox;
pub use node::install_packages;

use anyhow::Result;

use crate::project::Project;

/// What the chosen commands can rely on.
pub struct SetUp {
    /// Present when [`Need::Browser`] was asked for.
    pub browser: Option<Browser>,
    /// Present when [`Need::Firefox`] was asked for.
    pub firefox: Option<Firefox>,
}

/// One reason to install something.
#[derive(Clone, Copy, PartialEq)]
pub enum Need {
    /// The packages that Plantain is measured beside, and what drives the browser meanwhile.
    Bench,
    /// Chromium and its driver.
    Browser,
    /// What turns the crate into the npm package: the WebAssembly target, wasm-pack, wasm-bindgen,
    /// wasm-opt and terser.
    Build,
    /// Firefox and its driver.
    Firefox,
    /// The JavaScript tools of the tests.
    JavaScript,
    /// rustfmt and clippy.
    Lints,
    /// What makes the reference of the package's types.
    Reference,
    /// The runtimes that the relay is tested on.
    Relay,
}

impl Need {
    pub const ALL: &[Self] = &[
        Self::Lints,
        Self::Build,
        Self::JavaScript,
        Self::Reference,
        Self::Relay,
        Self::Bench,
        Self::Browser,
        Self::Firefox,
    ];

    fn oldest_node(self) -> Option<(u32, u32)> {
        match self {
            Self::Browser | Self::Firefox | Self::Lints => None,
            Self::Build => Some(node::OLDEST_TO_BUILD),
            Self::Bench | Self::JavaScript | Self::Reference | Self::Relay => Some(node::OLDEST_TO_TEST),
        }
    }
}

impl SetUp {
    /// Provides what is needed, in an order that finds missing prerequisites before anything slow starts.
    pub fn prepare(project: &Project, needs: &[Need]) -> Result<Self> {
        let needed = |need| needs.contains(&need);
        if let Some(oldest) = needs.iter().filter_map(|need| need.oldest_node()).max() {
            node::check_version(project, oldest)?;
        }
        if needed(Need::Lints) {
            rust::add_lints(project)?;
        }
        let browser = if needed(Need::Browser) { Some(Browser::find_or_install(project)?) } else { None };
        let firefox = if needed(Need::Firefox) { Some(Firefox::find_or_install(project)?) } else { None };
        if needed(Need::Build) {
            rust::add_wasm_target(project)?;
            node::install_packages(project, &project.binaryen())?;
            rust::install_tools(project)?;
        }
        if needed(Need::Bench) {
            node::install_packages(project, &project.bench())?;
        }
        if needed(Need::JavaScript) {
            node::install_packages(project, &project.e2e())?;
        }
        if needed(Need::Reference) {
            node::install_packages(project, &project.reference())?;
        }
        if needed(Need::Relay) {
            node::install_packages(project, &project.relay_tests())?;
        }
        Ok(Self { browser, firefox })
    }
}

/// Says what is being set up, so that a wait is understood.
fn say(what: &str) {
    println!("set-up: {what}");
}
