//! The steps of a test run, in the order they run: the quick ones first.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::counts::Counts;
use crate::bench::images;
use crate::project::{NPM, Project, tee};
use crate::set_up::{Firefox, Need, SetUp, photos};
use crate::simulator::{self, Ports, Simulator};
use crate::{build, consumers, generate, package, reference};

/// One part of a test run that can be run alone.
pub struct Step {
    pub name: &'static str,
    pub needs: &'static [Need],
    /// Whether it looks at pkg/, so that the build has to come first.
    pub needs_package: bool,
    /// Fails when it cannot be carried out or a check fails; failed tests are in the counts.
    pub run: fn(&Project, &SetUp) -> Result<Counts>,
}

/// The name of the step that builds pkg/.
pub const BUILD: &str = "build";

pub const STEPS: &[Step] = &[
    Step { name: "format", needs: &[Need::Lints], needs_package: false, run: format },
    Step { name: "lint", needs: &[Need::JavaScript], needs_package: false, run: lint },
    Step { name: "generated", needs: &[], needs_package: false, run: generated },
    Step { name: "clippy", needs: &[Need::Lints], needs_package: false, run: clippy },
    Step { name: "clippy-wasm", needs: &[Need::Build, Need::Lints], needs_package: false, run: clippy_wasm },
    Step {
        name: "docs",
        needs: &[Need::Browser, Need::Build, Need::JavaScript, Need::Reference],
        needs_package: false,
        run: docs,
    },
    Step { name: "host", needs: &[], needs_package: false, run: host },
    Step { name: BUILD, needs: &[Need::Build], needs_package: false, run: build },
    Step { name: "budget", needs: &[Need::Build], needs_package: true, run: budget },
    Step { name: "package", needs: &[Need::Build, Need::JavaScript], needs_package: true, run: package },
    Step { name: "types", needs: &[Need::Build, Need::JavaScript], needs_package: true, run: types },
    Step {
        name: "browser",
        needs: &[Need::Browser, Need::Build, Need::WasmPack],
        needs_package: false,
        run: browser,
    },
    Step {
        name: "firefox",
        needs: &[Need::Build, Need::Firefox, Need::WasmPack],
        needs_package: false,
        run: firefox,
    },
    Step { name: "relay", needs: &[Need::Build, Need::Relay], needs_package: true, run: relay },
    Step {
        name: "page",
        needs: &[Need::Browser, Need::Build, Need::JavaScript],
        needs_package: true,
        run: page,
    },
    Step {
        name: "faults",
        needs: &[Need::Browser, Need::Build, Need::Firefox, Need::JavaScript],
        needs_package: true,
        run: faults,
    },
    Step {
        name: "photos",
        needs: &[Need::Browser, Need::Build, Need::JavaScript, Need::Photos],
        needs_package: true,
        run: photos,
    },
    Step {
        name: "consumers",
        needs: &[Need::Browser, Need::Build, Need::JavaScript],
        needs_package: true,
        run: consumers,
    },
    Step {
        name: "bench",
        needs: &[Need::Bench, Need::Browser, Need::Build],
        needs_package: true,
        run: bench,
    },
];

/// Rust is formatted.
fn format(project: &Project, _: &SetUp) -> Result<Counts> {
    check(project, "cargo", &["fmt", "--all", "--check"])
}

/// JavaScript, CSS and JSON are formatted and free of what Biome warns of.
fn lint(project: &Project, _: &SetUp) -> Result<Counts> {
    npm_script(project, "lint")
}

/// Everything that runs on this machine compiles without a warning.
fn clippy(project: &Project, _: &SetUp) -> Result<Counts> {
    check(project, "cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

/// Everything that runs in a browser compiles without a warning.
fn clippy_wasm(project: &Project, _: &SetUp) -> Result<Counts> {
    // Not `--tests`: those inside the library run on this machine.
    let arguments =
        ["clippy", "--package", "plantain", "--target", WASM_TARGET, "--lib", "--test", "browser"];
    check(project, "cargo", &[&arguments[..], &["--", "-D", "warnings"]].concat())
}

/// The documentation of both builds and of the package's types has no dead link and no other warning; in the
/// types nothing is left undocumented. The reference works in Chromium.
fn docs(project: &Project, set_up: &SetUp) -> Result<Counts> {
    let doc = ["doc", "--no-deps", "--document-private-items"];
    let on_host = ["--workspace"];
    let in_browser = ["--package", "plantain", "--target", WASM_TARGET];
    for packages in [&on_host[..], &in_browser[..]] {
        let command = project.command("cargo", [&doc[..], packages].concat());
        command.env("RUSTDOCFLAGS", "-D warnings").run()?;
    }
    reference::write(project)?;
    playwright(project, set_up, "reference", &[])
}

/// The tests that need no browser.
fn host(project: &Project, _: &SetUp) -> Result<Counts> {
    let printed = tee(&project.command("cargo", ["test", "--workspace", "--no-fail-fast"]))?;
    Counts::of_rust(&printed.text).ended(printed.succeeded)
}

/// What is generated from the models' data is up to date.
fn generated(project: &Project, _: &SetUp) -> Result<Counts> {
    generate::generate(project, true)?;
    Ok(Counts::default())
}

/// The package builds.
fn build(project: &Project, _: &SetUp) -> Result<Counts> {
    build::build(project)?;
    Ok(Counts::default())
}

/// What a page loads of the package stays within the budget.
fn budget(project: &Project, _: &SetUp) -> Result<Counts> {
    build::check_budget(project)?;
    Ok(Counts::default())
}

/// The tarball holds exactly the listed files, and tools can use it.
fn package(project: &Project, _: &SetUp) -> Result<Counts> {
    package::check(project)?;
    package::lint(project)?;
    Ok(Counts::default())
}

/// The package's types accept what the fixtures send.
fn types(project: &Project, _: &SetUp) -> Result<Counts> {
    npm_script(project, "types")
}

/// The package's own tests in headless Chromium, against a running simulator.
fn browser(project: &Project, set_up: &SetUp) -> Result<Counts> {
    let browser = set_up.browser()?;
    let options = json!({ "goog:chromeOptions": { "binary": browser.chromium } });
    headless(project, ["--chrome", "--chromedriver"], &browser.chromedriver, &options)
}

/// The same in headless Firefox.
fn firefox(project: &Project, set_up: &SetUp) -> Result<Counts> {
    let Firefox { firefox, geckodriver } = set_up.firefox()?;
    let options = json!({ "moz:firefoxOptions": { "binary": firefox } });
    headless(project, ["--firefox", "--geckodriver"], geckodriver, &options)
}

/// Runs the tests that are compiled for a browser in one that a driver starts.
fn headless(project: &Project, [kind, with]: [&str; 2], driver: &Path, options: &Value) -> Result<Counts> {
    let simulator = Simulator::start(project, Ports { api: last_port(project), page: None })?;
    remember_port(project, &simulator.addresses.api);
    let file = project.target.join("webdriver.json");
    fs::write(&file, options.to_string())?;
    let driver = driver.to_str().context("the path of the driver is not UTF-8")?;
    let arguments = ["test", "--headless", kind, "--mode", "no-install", with, driver];
    // The other members of the workspace do not compile to WebAssembly.
    let arguments = arguments.into_iter().chain(["--", "--package", "plantain", "--test", "browser"]);
    let command = project
        .command("wasm-pack", arguments)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file)
        .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_SECONDS)
        .env("PLANTAIN_SIMULATOR", &simulator.addresses.api)
        .env("PLANTAIN_OTHER_HOST", &simulator.addresses.other_host)
        .env("PLANTAIN_REFUSED", &simulator.addresses.refused);
    let printed = tee(&command)?;
    Counts::of_rust(&printed.text).ended(printed.succeeded)
}

/// The relay on each runtime, against a running simulator.
fn relay(project: &Project, _: &SetUp) -> Result<Counts> {
    let command = project
        .command_in(&project.relay_tests(), NPM, ["test", "--silent"])
        .env("PLANTAIN_SIMULATOR_PROGRAM", simulator::build(project)?)
        .env("PLANTAIN_TARGET", &project.target);
    let printed = tee(&command)?;
    Counts::of_node(&printed.text).ended(printed.succeeded)
}

/// The page in Chromium. Each worker of Playwright starts a simulator of its own.
fn page(project: &Project, set_up: &SetUp) -> Result<Counts> {
    playwright(project, set_up, "page", &[])
}

/// Every fault at every stage, in Chromium; prints a table, and leaves it in `faults/` of the target folder. What
/// browsers repeat by themselves is tried in Firefox too.
fn faults(project: &Project, set_up: &SetUp) -> Result<Counts> {
    let Firefox { firefox, geckodriver } = set_up.firefox()?;
    let variables = [("FIREFOX", firefox.as_path()), ("GECKODRIVER", geckodriver)];
    playwright(project, set_up, "faults", &variables)
}

/// Files of real cameras and encoders, cleaned in Chromium and judged by other programs; prints a table.
fn photos(project: &Project, set_up: &SetUp) -> Result<Counts> {
    let image_magick = &set_up.photos()?.image_magick;
    let variables =
        [("PLANTAIN_IMAGEMAGICK", image_magick.as_path()), ("PLANTAIN_PHOTOS", &photos::folder(project))];
    playwright(project, set_up, "photos", &variables)
}

/// The packed package in every bundler and runtime that tests/e2e/consumers has.
fn consumers(project: &Project, set_up: &SetUp) -> Result<Counts> {
    consumers::install(project)?;
    playwright(project, set_up, "consumers", &[("PLANTAIN_CONSUMERS", &consumers::folder(project))])
}

/// Sends photos as the benchmark does, which checks what arrives.
fn bench(project: &Project, set_up: &SetUp) -> Result<Counts> {
    let browser = set_up.browser()?;
    Counts { passed: images::trial(project, &browser.chromium)?, ..Counts::default() }.ended(true)
}

/// Runs one of Playwright's projects, which npm's script of that name does.
fn playwright(
    project: &Project,
    set_up: &SetUp,
    script: &str,
    variables: &[(&str, &Path)],
) -> Result<Counts> {
    let browser = set_up.browser()?;
    let simulator = simulator::build(project)?;
    let report = project.target.join("playwright").join("report.json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let command = project
        .command_in(&project.e2e(), NPM, ["run", "--silent", script])
        .env("CHROMIUM", &browser.chromium)
        .env("PLANTAIN_SIMULATOR_PROGRAM", simulator)
        .env("PLANTAIN_TARGET", &project.target);
    let command = variables.iter().fold(command, |command, (name, path)| command.env(name, path));
    let succeeded = command.unchecked().run()?.status.success();
    let counts = match fs::read_to_string(&report) {
        Ok(report) => Counts::of_playwright(&report)?,
        Err(_) => Counts::default(),
    };
    counts.ended(succeeded)
}

fn check(project: &Project, program: &str, arguments: &[&str]) -> Result<Counts> {
    project.command(program, arguments).run()?;
    Ok(Counts::default())
}

fn npm_script(project: &Project, name: &str) -> Result<Counts> {
    project.command_in(&project.e2e(), NPM, ["run", "--silent", name]).run()?;
    Ok(Counts::default())
}

/// The port of the last run, if it is free. The browser tests have the address compiled in: the same one
/// saves a build.
fn last_port(project: &Project) -> Option<u16> {
    let port = fs::read_to_string(project.target.join(PORT_FILE)).ok()?.parse().ok()?;
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok().map(|_| port)
}

fn remember_port(project: &Project, address: &str) {
    if let Some((_, port)) = address.trim_end_matches('/').rsplit_once(':') {
        // Without it the next run takes another port, which is only slower.
        let _ = fs::write(project.target.join(PORT_FILE), port);
    }
}

/// How long all tests in the browser together may take: twenty seconds by themselves are too few for jobs
/// that are waited for.
const BROWSER_SECONDS: &str = "300";

const PORT_FILE: &str = "simulator-port";

const WASM_TARGET: &str = "wasm32-unknown-unknown";
