//! The steps of a test run: those that others wait for and that take longest come first.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::{Value, json};

use super::counts::Counts;
use crate::programs::{CHROMEDRIVER, CHROMIUM, FIREFOX, GECKODRIVER, IMAGE_MAGICK, headless_chromium};
use crate::project::{NPM, Project, WASM_TARGET, tee};
use crate::set_up::Need;
use crate::simulator::{self, Simulator};
use crate::{bench, build, consumers, generate, release};

/// One part of a test run that can be run alone.
pub struct Step {
    pub name: &'static str,
    pub needs: &'static [Need],
    /// Whether it looks at pkg/, so that the build has to come first.
    pub needs_package: bool,
    /// Fails when it cannot be carried out or a check fails; failed tests are in the counts.
    pub run: fn(&Project) -> Result<Counts>,
}

/// The name of the step that builds pkg/.
pub const BUILD: &str = "build";

pub const STEPS: &[Step] = &[
    step(BUILD, &[Need::Build, Need::WasmTarget], build),
    step("format", &[], format),
    on_package("page", &[Need::Build, Need::Chromium, Need::Firefox, Need::JavaScript], page),
    on_package("consumers", &[Need::Build, Need::Chromium, Need::JavaScript], consumers),
    on_package("faults", &[Need::Build, Need::Chromium, Need::Firefox, Need::JavaScript], faults),
    step("browser", &[Need::Chromium, Need::WasmPack, Need::WasmTarget], browser),
    step("host", &[], host),
    on_package("relay", &[Need::Build, Need::Relay], relay),
    step("clippy", &[], clippy),
    step("clippy-wasm", &[Need::WasmTarget], clippy_wasm),
    step("docs", &[Need::Chromium, Need::JavaScript, Need::Reference, Need::WasmTarget], docs),
    step("firefox", &[Need::Firefox, Need::WasmPack, Need::WasmTarget], firefox),
    on_package("photos", &[Need::Build, Need::Chromium, Need::JavaScript, Need::Photos], photos),
    on_package("types", &[Need::Build, Need::JavaScript], |project| npm_script(project, "types")),
    on_package("package", &[Need::Build, Need::JavaScript], package),
    on_package("bench", &[Need::Bench, Need::Build, Need::Chromium], photos_on_their_way),
    step("lint", &[Need::JavaScript], |project| npm_script(project, "lint")),
    step("generated", &[Need::Build], generated),
    on_package("budget", &[Need::Build], budget),
];

type Run = fn(&Project) -> Result<Counts>;

const fn step(name: &'static str, needs: &'static [Need], run: Run) -> Step {
    Step { name, needs, needs_package: false, run }
}

const fn on_package(name: &'static str, needs: &'static [Need], run: Run) -> Step {
    Step { name, needs, needs_package: true, run }
}

/// All Rust is formatted. `fuzz/` is a workspace of its own.
fn format(project: &Project) -> Result<Counts> {
    for manifest in ["Cargo.toml", "fuzz/Cargo.toml"] {
        check(project, "cargo", &["fmt", "--all", "--manifest-path", manifest, "--check"])?;
    }
    Ok(Counts::default())
}

/// Everything that runs on this machine compiles without a warning.
fn clippy(project: &Project) -> Result<Counts> {
    check(project, "cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

/// Everything that runs in a browser compiles without a warning.
fn clippy_wasm(project: &Project) -> Result<Counts> {
    // Not `--tests`: those inside the library run on this machine.
    let arguments =
        ["clippy", "--package", "plantain", "--target", WASM_TARGET, "--lib", "--test", "browser"];
    check(project, "cargo", &[&arguments[..], &["--", "-D", "warnings"]].concat())
}

/// The documentation of both builds and of the package's types has no dead link and no other warning; in the
/// types nothing is left undocumented. The reference works in Chromium.
fn docs(project: &Project) -> Result<Counts> {
    let doc = ["doc", "--no-deps", "--document-private-items"];
    for packages in [&["--workspace"][..], &["--package", "plantain", "--target", WASM_TARGET]] {
        let command = project.command("cargo", [&doc, packages].concat());
        command.env("RUSTDOCFLAGS", "-D warnings").run()?;
    }
    build::reference(project)?;
    playwright(project, "reference", &[])
}

/// The tests that need no browser.
fn host(project: &Project) -> Result<Counts> {
    let (text, succeeded) = tee(&project.command("cargo", ["test", "--workspace", "--no-fail-fast"]))?;
    Counts::of_rust(&text).ended(succeeded)
}

/// What is generated from the models' data is up to date.
fn generated(project: &Project) -> Result<Counts> {
    generate::generate(project, true)?;
    Ok(Counts::default())
}

/// The package builds, and the simulator, which the steps that look at the package start: cargo lets no other command
/// build meanwhile.
fn build(project: &Project) -> Result<Counts> {
    simulator::build(project)?;
    build::build(project)?;
    Ok(Counts::default())
}

/// What a page loads of the package stays within the budget.
fn budget(project: &Project) -> Result<Counts> {
    build::check_budget(project)?;
    Ok(Counts::default())
}

/// npm, publint and Are The Types Wrong find nothing wrong with the package.
fn package(project: &Project) -> Result<Counts> {
    release::lint(project)?;
    Ok(Counts::default())
}

/// The package's own tests in headless Chromium, against a running simulator.
fn browser(project: &Project) -> Result<Counts> {
    let options = json!({ "goog:chromeOptions": { "binary": CHROMIUM.find()? } });
    headless(project, ["--chrome", "--chromedriver"], &CHROMEDRIVER.find()?, &options)
}

/// The same in headless Firefox.
fn firefox(project: &Project) -> Result<Counts> {
    let options = json!({ "moz:firefoxOptions": { "binary": FIREFOX.find()? } });
    headless(project, ["--firefox", "--geckodriver"], &geckodriver(project), &options)
}

/// Firefox's driver: that of the machine, or the one that set-up built.
fn geckodriver(project: &Project) -> PathBuf {
    GECKODRIVER.find().unwrap_or_else(|_| project.tool("geckodriver"))
}

/// Runs the tests that are compiled for a browser in one that a driver starts.
fn headless(project: &Project, [kind, with]: [&str; 2], driver: &Path, options: &Value) -> Result<Counts> {
    // The address of the simulator is compiled into the tests: two browsers cannot have them at once.
    let turn = fs::File::create(project.target.join("headless.lock"))?;
    turn.lock()?;
    let simulator = Simulator::start(project, &["--port", &last_port(project)])?;
    // Without it the next run takes another port, which is only slower.
    let _ = fs::write(project.target.join(PORT_FILE), simulator.api.trim_start_matches("http://127.0.0.1:"));
    let file = project.target.join(format!("webdriver{kind}.json"));
    fs::write(&file, options.to_string())?;
    let driver = driver.to_string_lossy();
    let arguments = ["test", "--headless", kind, "--mode", "no-install", with, &driver];
    // The other members of the workspace do not compile to WebAssembly.
    let arguments = arguments.into_iter().chain(["--", "--package", "plantain", "--test", "browser"]);
    let command = project
        .command("wasm-pack", arguments)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file)
        // In seconds, for all tests together: twenty by themselves are too few, and more than any busy machine needs.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "1800")
        .env("PLANTAIN_SIMULATOR", &simulator.api);
    let (text, succeeded) = tee(&command)?;
    Counts::of_rust(&text).ended(succeeded)
}

/// The port of the last run, if it is free, else 0. The tests have the address compiled in: the same one saves a build.
fn last_port(project: &Project) -> String {
    let port = fs::read_to_string(project.target.join(PORT_FILE)).unwrap_or_default();
    let is_free = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    if port.parse().is_ok_and(is_free) { port } else { "0".to_owned() }
}

/// The relay on each runtime, against a running simulator.
fn relay(project: &Project) -> Result<Counts> {
    let command = project
        .command_in("tests/relay", NPM, ["test", "--silent"])
        .env("PLANTAIN_SIMULATOR_PROGRAM", simulator::program(project))
        .env("PLANTAIN_TARGET", &project.target);
    let (text, succeeded) = tee(&command)?;
    Counts::of_node(&text).ended(succeeded)
}

/// The page in Chromium, and what browsers may do differently in Firefox too. Each worker of Playwright starts a
/// simulator of its own.
fn page(project: &Project) -> Result<Counts> {
    playwright(project, "page", &firefox_programs(project)?)
}

/// Every fault at every stage, in Chromium; prints a table, and leaves it in `faults/` of the target folder. What
/// browsers repeat by themselves is tried in Firefox too.
fn faults(project: &Project) -> Result<Counts> {
    playwright(project, "faults", &firefox_programs(project)?)
}

fn firefox_programs(project: &Project) -> Result<[(&'static str, PathBuf); 2]> {
    Ok([("FIREFOX", FIREFOX.find()?), ("GECKODRIVER", geckodriver(project))])
}

/// Files of real cameras and encoders, stripped in Chromium and judged by other programs; prints a table.
fn photos(project: &Project) -> Result<Counts> {
    let photos = project.target.join("photos");
    playwright(
        project,
        "photos",
        &[("PLANTAIN_IMAGEMAGICK", IMAGE_MAGICK.find()?), ("PLANTAIN_PHOTOS", photos)],
    )
}

/// The packed package in every bundler and runtime that tests/e2e/consumers has.
fn consumers(project: &Project) -> Result<Counts> {
    playwright(project, "consumers", &[("PLANTAIN_CONSUMERS", consumers::install(project)?)])
}

/// Sends photos as the benchmark does, which checks what arrives.
fn photos_on_their_way(project: &Project) -> Result<Counts> {
    Counts { passed: bench::trial(project)?, ..Counts::default() }.ended(true)
}

/// Runs one of Playwright's projects, which npm's script of that name does.
fn playwright(project: &Project, script: &str, variables: &[(&str, PathBuf)]) -> Result<Counts> {
    let report = project.target.join("playwright").join(format!("{script}.json"));
    let command = project
        .command_in("tests/e2e", NPM, ["run", "--silent", script])
        .env("CHROMIUM", CHROMIUM.find()?)
        .env("PLANTAIN_BROWSER", headless_chromium()?)
        .env("PLANTAIN_SIMULATOR_PROGRAM", simulator::program(project))
        .env("PLANTAIN_TARGET", &project.target)
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    let command = variables.iter().fold(command, |command, (name, path)| command.env(name, path));
    let _ = fs::remove_file(&report);
    let succeeded = command.unchecked().run()?.status.success();
    fs::read_to_string(&report)
        .map_or(Ok(Counts::default()), |report| Counts::of_playwright(&report))?
        .ended(succeeded)
}

fn check(project: &Project, program: &str, arguments: &[&str]) -> Result<Counts> {
    project.command(program, arguments).run()?;
    Ok(Counts::default())
}

fn npm_script(project: &Project, name: &str) -> Result<Counts> {
    project.command_in("tests/e2e", NPM, ["run", "--silent", name]).run()?;
    Ok(Counts::default())
}

const PORT_FILE: &str = "simulator-port";
