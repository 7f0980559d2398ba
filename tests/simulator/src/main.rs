//! Starts the simulator, prints one line of JSON when it is ready, and serves until it is stopped.

use std::path::PathBuf;

use clap::Parser;
use serde_json::json;
use simulator::{Options, Simulator};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// The providers on this machine.
#[derive(Parser)]
struct Arguments {
    /// The port of the API; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The port of the page; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    page_port: u16,
    /// The folder to serve at / on the page's port
    #[arg(long, requires = "package")]
    page: Option<PathBuf>,
    /// The folder to serve at /pkg/ on the page's port
    #[arg(long, requires = "page")]
    package: Option<PathBuf>,
    /// How long a job takes, in seconds
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,
    /// Serve several requests per connection of the API. Off by default: Chromium by itself repeats a POST
    /// whose used connection is reset
    #[arg(long)]
    keep_alive: bool,
    /// End when standard input is closed, so that nothing is left running when the parent dies
    #[arg(long)]
    until_stdin_closes: bool,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    let simulator = Simulator::start(Options {
        job_ms: std::time::Duration::try_from_secs_f64(arguments.seconds)?.as_millis().try_into()?,
        keep_alive: arguments.keep_alive,
        page: arguments.page.zip(arguments.package),
        page_port: arguments.page_port,
        port: arguments.port,
    })
    .await?;
    let ready = json!({
        "api": simulator.api,
        "otherHost": simulator.other_host,
        "page": simulator.page,
        "refused": simulator.refused,
    });
    let mut output = tokio::io::stdout();
    output.write_all(format!("{ready}\n").as_bytes()).await?;
    output.flush().await?;
    if arguments.until_stdin_closes {
        let mut input = tokio::io::stdin();
        let mut ignored = [0; 256];
        while input.read(&mut ignored).await? > 0 {}
        return Ok(());
    }
    std::future::pending().await
}
