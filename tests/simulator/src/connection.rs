//! One TCP connection, which a handler can reset.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::{Extension, Router};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tower::ServiceExt;

/// The connection that a request arrived on.
#[derive(Clone, Default)]
pub struct Connection {
    broken: Arc<Notify>,
}

impl Connection {
    /// Resets the connection (TCP RST) and never returns: the caller's task ends with it.
    pub async fn reset<T>(&self) -> T {
        self.broken.notify_one();
        std::future::pending().await
    }
}

/// Accepts connections until it is dropped. Without `keep_alive` each serves one request: Chromium sends a
/// POST again by itself when a connection that it used before is reset, which would look like a second
/// purchase.
pub async fn accept(listener: TcpListener, router: Router, keep_alive: bool) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(serve(stream, router.clone(), keep_alive));
            }
            // Most likely out of file handles: wait until some are closed.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
        }
    }
}

async fn serve(stream: TcpStream, router: Router, keep_alive: bool) {
    let connection = Connection::default();
    let _ = stream.set_nodelay(true);
    let router = router.layer(Extension(connection.clone()));
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let answer = router.clone().oneshot(Request::from(request.map(Body::new)));
        async move { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
    });
    let mut exchange =
        http1::Builder::new().keep_alive(keep_alive).serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        _ = &mut exchange => {}
        () = connection.broken.notified() => {
            // With a zero linger, closing sends RST instead of FIN.
            let _ = exchange.into_parts().io.into_inner().set_zero_linger();
        }
    }
}
