//! The providers as a real HTTP server on this machine, for tests and for the demo page.
//!
//! Written from the providers' pages and the notes on them alone; it shares no code with the package that it tests, but the
//! data of the models.
//!
//! * `mulerun` (MuleRouter too), `pixazo`, `pixelbyte`: what each provider's server does; `storage`: PixelByte's uploads;
//!   `models`, `rules`: what each sells, and which bodies are right.
//! * `exchange`: one request from its headers to its logged reply; `context`: what an answer is made from;
//!   `body`, `fields`, `inputs`, `keys`, `reply`: its parts.
//! * `create`: creates a job; `job`: its phases; `drawing`, `caption`: decode and draw.
//! * `faults`: injected failures, as data; `damage`: applies them to a reply; `connection`: resets the TCP connection.
//! * `session`, `options`, `log`, `control`: the state of one test, and the calls that read and change it.
//! * `cors`, `other_host`, `page`: CORS, the host that must never see a key, and the demo page.

mod body;
mod caption;
mod connection;
mod context;
mod control;
mod cors;
mod create;
mod damage;
mod drawing;
mod exchange;
mod faults;
mod fields;
mod inputs;
mod job;
mod keys;
mod log;
mod models;
mod mulerun;
mod options;
mod other_host;
mod page;
mod pixazo;
mod pixelbyte;
mod provider;
mod reply;
mod rules;
mod session;
mod storage;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::routing::any;
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinSet;

use crate::session::World;

/// A running simulator. It ends when this is dropped.
pub struct Simulator {
    /// `http://127.0.0.1:<port>` of the API.
    pub api: String,
    /// The same of the host that no key should reach.
    pub other_host: String,
    /// The same of the demo page, if it is served.
    pub page: Option<String>,
    /// An address where every connection is refused.
    pub refused: String,
    _listeners: JoinSet<()>,
    _refusing: TcpSocket,
}

/// How to start.
#[derive(Clone, Debug)]
pub struct Options {
    /// How long a job takes in a new session, in milliseconds.
    pub job_ms: u64,
    /// Whether the API serves more than one request per connection.
    pub keep_alive: bool,
    /// The folders of the page and of the package.
    pub page: Option<(PathBuf, PathBuf)>,
    /// 0: a free one.
    pub page_port: u16,
    /// 0: a free one.
    pub port: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self { job_ms: 3_000, keep_alive: false, page: None, page_port: 0, port: 0 }
    }
}

impl Simulator {
    /// Opens the ports and serves. Errors: a port that is taken.
    pub async fn start(options: Options) -> std::io::Result<Self> {
        let (api_listener, api) = listen(options.port).await?;
        let (other_listener, other_host) = listen(0).await?;
        // Bound but not listening: the port stays taken and the system refuses.
        let refusing = TcpSocket::new_v4()?;
        refusing.bind(([127, 0, 0, 1], 0).into())?;
        let refused = format!("http://{}", refusing.local_addr()?);
        let world = Arc::new(World::new(api.clone(), other_host.clone(), options.job_ms));
        let mut listeners = JoinSet::new();
        let routes = Router::new()
            .route("/{session}/control/{what}", any(control::respond))
            .fallback(exchange::respond)
            .with_state(Arc::clone(&world));
        listeners.spawn(connection::accept(api_listener, routes, options.keep_alive));
        let routes = Router::new().fallback(other_host::respond).with_state(Arc::clone(&world));
        listeners.spawn(connection::accept(other_listener, routes, false));
        let mut page = None;
        if let Some((folder, package)) = &options.page {
            let (listener, address) = listen(options.page_port).await?;
            listeners.spawn(connection::accept(listener, page::routes(world, folder, package), true));
            page = Some(address);
        }
        Ok(Self { api, other_host, page, refused, _listeners: listeners, _refusing: refusing })
    }
}

async fn listen(port: u16) -> std::io::Result<(TcpListener, String)> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let address = format!("http://{}", listener.local_addr()?);
    Ok((listener, address))
}
