//! Installs what building and testing need, in the project's own folders where possible.
//!
//! Every step first checks whether there is something to do, and prints what it does before it starts.

mod apt;
mod browser;
mod firefox;
mod node;
pub mod photos;
mod redis;
mod rust;

pub use browser::Browser;
pub use firefox::Firefox;
pub use node::install_packages;
pub use photos::Photos;

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::project::Project;

/// What was set up for the chosen commands.
#[derive(Default)]
pub struct SetUp {
    browser: Option<Browser>,
    firefox: Option<Firefox>,
    photos: Option<Photos>,
    /// What could not be provided, and why.
    missing: Vec<(Need, String)>,
}

/// One reason to install something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Need {
    /// The packages that Plantain is measured beside, and what drives the browser meanwhile.
    Bench,
    /// Chromium and its driver.
    Browser,
    /// What turns the crate into the npm package: the WebAssembly target, wasm-opt, esbuild and size-limit.
    Build,
    /// Firefox and its driver.
    Firefox,
    /// The JavaScript tools of the tests.
    JavaScript,
    /// rustfmt and clippy.
    Lints,
    /// Files of real cameras, and the programs that judge what is sent of them.
    Photos,
    /// What makes the reference of the package's types.
    Reference,
    /// The runtimes that the relay is tested on, and Redis.
    Relay,
    /// What runs the crate's tests in a browser.
    WasmPack,
}

impl Need {
    /// In an order that finds missing prerequisites before anything slow starts.
    pub const ALL: &[Self] = &[
        Self::Lints,
        Self::Browser,
        Self::Photos,
        Self::Firefox,
        Self::Build,
        Self::WasmPack,
        Self::JavaScript,
        Self::Reference,
        Self::Relay,
        Self::Bench,
    ];

    fn oldest_node(self) -> Option<(u32, u32)> {
        match self {
            Self::Browser | Self::Firefox | Self::Lints | Self::WasmPack => None,
            Self::Build => Some(node::OLDEST_TO_BUILD),
            Self::Bench | Self::JavaScript | Self::Photos | Self::Reference | Self::Relay => {
                Some(node::OLDEST_TO_TEST)
            }
        }
    }
}

impl SetUp {
    /// Provides what is needed. Fails at the first thing that cannot be provided.
    pub fn prepare(project: &Project, needs: &[Need]) -> Result<Self> {
        let mut set_up = Self::default();
        for need in in_order(needs) {
            set_up.provide(project, need)?;
        }
        Ok(set_up)
    }

    /// Provides as much of what is needed as can be provided; [`SetUp::check`] tells of the rest.
    pub fn attempt(project: &Project, needs: &[Need]) -> Self {
        let mut set_up = Self::default();
        for need in in_order(needs) {
            if let Err(error) = set_up.provide(project, need) {
                set_up.missing.push((need, format!("{error:#}")));
            }
        }
        set_up
    }

    /// Fails where one of these needs could not be provided, and says why.
    pub fn check(&self, needs: &[Need]) -> Result<()> {
        let missing = self.missing.iter().filter(|(need, _)| needs.contains(need));
        let mut reasons: Vec<&str> = missing.map(|(_, reason)| reason.as_str()).collect();
        reasons.dedup();
        ensure!(reasons.is_empty(), "{}", reasons.join("\n"));
        Ok(())
    }

    /// Present when [`Need::Browser`] was asked for.
    pub fn browser(&self) -> Result<&Browser> {
        self.browser.as_ref().context("no browser was set up")
    }

    /// Present when [`Need::Firefox`] was asked for.
    pub fn firefox(&self) -> Result<&Firefox> {
        self.firefox.as_ref().context("no Firefox was set up")
    }

    /// Present when [`Need::Photos`] was asked for.
    pub fn photos(&self) -> Result<&Photos> {
        self.photos.as_ref().context("no photos were set up")
    }

    fn provide(&mut self, project: &Project, need: Need) -> Result<()> {
        if let Some(oldest) = need.oldest_node() {
            node::check_version(project, oldest)?;
        }
        match need {
            Need::Bench => node::install_packages(project, &project.bench()),
            Need::Browser => {
                self.browser = Some(Browser::find_or_install(project)?);
                Ok(())
            }
            Need::Build => {
                rust::add_wasm_target(project)?;
                node::install_packages(project, &project.build_tools())
            }
            Need::Firefox => {
                self.firefox = Some(Firefox::find_or_install(project)?);
                Ok(())
            }
            Need::JavaScript => node::install_packages(project, &project.e2e()),
            Need::Lints => rust::add_lints(project),
            Need::Photos => {
                self.photos = Some(photos::install(project)?);
                Ok(())
            }
            Need::Reference => node::install_packages(project, &project.reference()),
            Need::Relay => {
                redis::find_or_install(project)?;
                node::install_packages(project, &project.relay_tests())
            }
            Need::WasmPack => rust::install_wasm_pack(project),
        }
    }
}

fn in_order(needs: &[Need]) -> impl Iterator<Item = Need> {
    Need::ALL.iter().copied().filter(|need| needs.contains(need))
}

/// The program that an environment variable names. Fails where no file is there.
fn named_program(variable: &str) -> Result<Option<PathBuf>> {
    let named = env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(path) = &named {
        ensure!(path.is_file(), "{variable} is set to {}, where there is no file", path.display());
    }
    Ok(named)
}

/// Prints what is being set up.
fn say(what: &str) {
    println!("set-up: {what}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_fails_the_steps_that_need_it_and_no_other() {
        let missing = |need, reason: &str| (need, reason.to_owned());
        let set_up = SetUp {
            missing: vec![
                missing(Need::Firefox, "no Firefox"),
                missing(Need::JavaScript, "no Node"),
                missing(Need::Relay, "no Node"),
            ],
            ..SetUp::default()
        };
        set_up.check(&[Need::Browser, Need::Build]).unwrap();
        assert_eq!(set_up.check(&[Need::Firefox, Need::Build]).unwrap_err().to_string(), "no Firefox");
        assert_eq!(set_up.check(Need::ALL).unwrap_err().to_string(), "no Firefox\nno Node");
    }
}
