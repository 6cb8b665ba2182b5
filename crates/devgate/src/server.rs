//! Binds the two ports, accepts peers, stops. Knows nothing of what the peers say.

use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, SocketAddrV4, UdpSocket};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};

use crate::config::Config;
use crate::crowd::Crowd;
use crate::gateway::{Addresses, Gateway};
use crate::generation::Role;
use crate::site::Site;
use crate::state::Info;
use crate::{client_port, worker};

/// How long connections may take to end when the gateway stops.
const GRACE: Duration = Duration::from_secs(1);

/// How many worker ports of the system's choice are tried for one with a free neighbour.
const ATTEMPTS: u32 = 20;

/// A listener and the address that it has.
type Bound = (TcpListener, SocketAddrV4);

/// Why a gateway could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address can be reached from other machines.
    #[error(
        "{0} is not a loopback address: this is a development gateway, whoever reaches it can read and \
         send everything; pass --allow-remote if that is what you want"
    )]
    Remote(SocketAddrV4),
    /// The port could not be bound.
    #[error("cannot listen on {address}: {source}")]
    Bind {
        /// The address asked for.
        address: SocketAddrV4,
        /// What the system said.
        source: io::Error,
    },
    /// The ports of the business processes do not belong to one address.
    #[error(
        "the task port {task} needs the IPv4 address of the worker port {worker}, and another port"
    )]
    Apart {
        /// The worker port asked for.
        worker: SocketAddrV4,
        /// The task port asked for.
        task: SocketAddrV4,
    },
    /// There is no address by which others know this machine.
    #[error(
        "{0} is no address that clients' uniqIds could begin with, and this machine has no other"
    )]
    Nameless(SocketAddrV4),
    /// The files of that folder cannot be served.
    #[error("cannot serve {}: {source}", folder.display())]
    Www {
        /// The folder asked for.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A running gateway. Dropping it stops it without waiting for the end.
#[derive(Debug)]
pub struct Server {
    websocket: SocketAddrV4,
    worker: SocketAddrV4,
    task: Option<SocketAddrV4>,
    stop: watch::Sender<bool>,
    accepting: Vec<JoinHandle<()>>,
}

impl Server {
    /// Binds the ports and serves them on the current tokio runtime.
    ///
    /// # Errors
    /// An address that is not loopback without `allow_remote`, or that cannot be bound.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        let config = with_one_host(config)?;
        let site = match &config.www {
            Some(folder) => Some(Site::new(folder).map_err(|source| StartError::Www {
                folder: folder.clone(),
                source,
            })?),
            None => None,
        };
        let (websocket_listener, websocket) = bind(config.websocket, config.allow_remote).await?;
        let ((worker_listener, worker), task_bound) = bind_business(&config).await?;
        let task = task_bound.as_ref().map(|(_, bound)| *bound);
        let (stop, stopping) = watch::channel(false);
        let addresses = Addresses {
            worker,
            uniq_ids: task.unwrap_or(worker),
        };
        let gateway = Arc::new(Gateway::new(config, addresses, site, stopping));
        for crowd in &gateway.config.crowds {
            gather(&gateway, crowd);
        }
        let mut accepting = vec![tokio::spawn(accept(
            websocket_listener,
            Arc::clone(&gateway),
            client_port::serve,
        ))];
        let role = match task_bound {
            Some((listener, _)) => {
                let gateway = Arc::clone(&gateway);
                accepting.push(tokio::spawn(accept_business(listener, gateway, Role::Task)));
                Role::Worker
            }
            None => Role::Both,
        };
        accepting.push(tokio::spawn(accept_business(
            worker_listener,
            gateway,
            role,
        )));
        Ok(Self {
            websocket,
            worker,
            task,
            stop,
            accepting,
        })
    }

    /// The bound address for websocket clients; the path is `/netsvr`.
    #[must_use]
    pub fn websocket_address(&self) -> SocketAddrV4 {
        self.websocket
    }

    /// The bound address for business processes.
    #[must_use]
    pub fn worker_address(&self) -> SocketAddrV4 {
        self.worker
    }

    /// The bound address for the commands of business processes, where that is another.
    #[must_use]
    pub fn task_address(&self) -> Option<SocketAddrV4> {
        self.task
    }

    /// Accepts no more peers, closes all connections, those of clients without a close
    /// frame, and waits until all are gone, about a second at most.
    pub async fn stop(self) {
        // Nobody listens any more: then everything has ended already.
        let _ = self.stop.send(true);
        for task in self.accepting {
            let _ = task.await;
        }
    }
}

/// Where the generation asks for it: ports of business processes that have one address, which
/// is not `0.0.0.0`.
fn with_one_host(mut config: Config) -> Result<Config, StartError> {
    if !config.generation.has_one_host() {
        return Ok(config);
    }
    for address in [Some(&mut config.worker), config.task.as_mut()] {
        let Some(address) = address.filter(|address| address.ip().is_unspecified()) else {
            continue;
        };
        let own = own_address().ok_or(StartError::Nameless(*address))?;
        address.set_ip(own);
    }
    let worker = config.worker;
    match config.task {
        Some(task) if task.ip() != worker.ip() => Err(StartError::Apart { worker, task }),
        Some(task) if task.port() == worker.port() && task.port() != 0 => {
            Err(StartError::Apart { worker, task })
        }
        _ => Ok(config),
    }
}

/// The address by which this machine reaches others; nothing is sent.
fn own_address() -> Option<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address for documentation, which leads to wherever most do.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    match socket.local_addr().ok()?.ip() {
        IpAddr::V4(own) => Some(own),
        IpAddr::V6(_) => None,
    }
}

/// The worker port, and the task port if there is one. A worker port that the system
/// chooses is one with a free port behind it, where the task port is to be.
async fn bind_business(config: &Config) -> Result<(Bound, Option<Bound>), StartError> {
    let mut attempts = if config.worker.port() == 0 {
        ATTEMPTS
    } else {
        1
    };
    loop {
        attempts -= 1;
        let worker = bind(config.worker, config.allow_remote).await?;
        let Some(address) = config.task_port(worker.1) else {
            return Ok((worker, None));
        };
        match bind(address, config.allow_remote).await {
            Ok(task) => return Ok((worker, Some(task))),
            Err(StartError::Bind { .. }) if attempts > 0 => {}
            Err(error) => return Err(error),
        }
    }
}

async fn bind(address: SocketAddrV4, allow_remote: bool) -> Result<Bound, StartError> {
    if !allow_remote && !address.ip().is_loopback() {
        return Err(StartError::Remote(address));
    }
    let failed = |source| StartError::Bind { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    match listener.local_addr().map_err(failed)? {
        SocketAddr::V4(bound) => Ok((listener, bound)),
        SocketAddr::V6(_) => Err(failed(io::ErrorKind::AddrNotAvailable.into())),
    }
}

async fn accept_business(listener: TcpListener, gateway: Arc<Gateway>, role: Role) {
    accept(listener, gateway, |stream, from, gateway| {
        worker::serve(stream, from, gateway, role)
    })
    .await;
}

/// Lets a crowd in. In a tokio runtime, which it lives as long as.
fn gather(gateway: &Gateway, crowd: &Crowd) {
    for _ in 0..crowd.clients {
        let (client, mut queue) = gateway.meet();
        let info = Info {
            topics: [crowd.topic.clone()].into(),
            ..Info::default()
        };
        gateway.enter(&client, info);
        tokio::spawn(async move { while queue.next().await.is_some() {} });
    }
}

async fn accept<S, F>(listener: TcpListener, gateway: Arc<Gateway>, serve: S)
where
    S: Fn(TcpStream, SocketAddr, Arc<Gateway>) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    let mut peers = JoinSet::new();
    loop {
        tokio::select! {
            () = gateway.stopping() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, from)) => {
                    // Without it only the latency suffers.
                    let _ = stream.set_nodelay(true);
                    peers.spawn(serve(stream, from, Arc::clone(&gateway)));
                }
                Err(error) => {
                    // Out of descriptors, most likely: trying at once would only burn time.
                    gateway.log.info(format_args!("cannot accept: {error}"));
                    sleep(Duration::from_millis(100)).await;
                }
            },
            Some(_) = peers.join_next() => {}
        }
    }
    drop(listener);
    // Who has not left by then is cut off when the set is dropped.
    let _ = timeout(GRACE, async { while peers.join_next().await.is_some() {} }).await;
}
