//! The real gateway 8.x, where `NETSVR_GATEWAY8` names it: what devgate is measured by.

use std::fs;
use std::net::{SocketAddrV4, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use devgate::{Config, Section};

use tokio::time::timeout;

use crate::common::PATIENCE;
use crate::v8::application::Application;

/// How often it is started at most.
const ATTEMPTS: u32 = 3;

/// A process of it, with a configuration of its own.
pub struct Gateway {
    pub websocket: SocketAddrV4,
    pub worker: SocketAddrV4,
    pub task: SocketAddrV4,
    child: Child,
    configuration: PathBuf,
    /// Greets clients in place of the gateway, which does not.
    #[allow(dead_code, reason = "it only has to be there")]
    greeter: Option<Application>,
}

impl Gateway {
    /// Where its program is, if it is there.
    pub fn program() -> Option<String> {
        std::env::var("NETSVR_GATEWAY8").ok()
    }

    /// Starts it as devgate would be started.
    pub async fn start(program: &str, mut config: Config) -> Self {
        let mut greeter = None;
        if config.greet && config.on_open.is_none() {
            let application = Application::greeting().await;
            config.on_open = Some(application.url());
            greeter = Some(application);
        }
        for _ in 0..ATTEMPTS {
            let mut gateway = Self::attempt(program, &config);
            let listening = timeout(PATIENCE / ATTEMPTS, gateway.listening());
            if listening.await.is_ok() {
                gateway.greeter = greeter;
                return gateway;
            }
        }
        panic!("the gateway does not listen");
    }

    /// Whoever is quick may take a port that was free.
    fn attempt(program: &str, config: &Config) -> Self {
        let [websocket, worker, task] = free_ports();
        let configuration = own_file();
        let text = toml(config, websocket, worker, task);
        fs::write(&configuration, text).unwrap();
        let child = Command::new(program)
            .arg("-config")
            .arg(&configuration)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            websocket,
            worker,
            task,
            child,
            configuration,
            greeter: None,
        }
    }

    /// Looked up at the system: whoever connects leaves traces.
    async fn listening(&self) {
        let ports = [self.websocket, self.worker, self.task].map(|address| address.port());
        while !ports.iter().all(|port| {
            let table = fs::read_to_string("/proc/net/tcp").unwrap();
            table.contains(&format!("0100007F:{port:04X} 00000000:0000 0A"))
        }) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_file(&self.configuration);
    }
}

fn free_ports() -> [SocketAddrV4; 3] {
    let listeners = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    listeners.map(|listener| match listener.local_addr().unwrap() {
        std::net::SocketAddr::V4(address) => address,
        std::net::SocketAddr::V6(_) => unreachable!(),
    })
}

fn own_file() -> PathBuf {
    static FILES: AtomicUsize = AtomicUsize::new(0);
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    let name = format!("gateway8-{}-{number}.toml", std::process::id());
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn toml(
    config: &Config,
    websocket: SocketAddrV4,
    worker: SocketAddrV4,
    task: SocketAddrV4,
) -> String {
    let settings = &config.settings;
    let allowance = settings.allowance;
    let url = |url: &Option<devgate::Url>| match url {
        Some(url) => url.as_str().to_owned(),
        None => String::new(),
    };
    let read = |section: &Section| section.read_deadline.unwrap_or(config.read_deadline);
    let limit = |section: &Section| {
        let limit = section.receive_pack_limit;
        limit.unwrap_or(config.receive_pack_limit)
    };
    let heartbeat = |section: &Section, common: &String| {
        let heartbeat = section.heartbeat.as_ref();
        heartbeat.unwrap_or(common).clone()
    };
    let items = match &settings.metrics {
        Some(items) => items.iter().map(|item| *item as i32).collect(),
        None => (1..=13).collect::<Vec<_>>(),
    };
    let business = |name: &str, section: &Section, address: SocketAddrV4| {
        format!(
            "[{name}]\nListenAddress = \"{address}\"\nReadDeadline = \"{}ms\"\n\
             SendDeadline = \"{}ms\"\nReceivePackLimit = {}\nSendChanCap = {}\n\
             HeartbeatMessage = {:?}\n",
            read(section).as_millis(),
            section
                .send_deadline
                .unwrap_or(config.send_deadline)
                .as_millis(),
            limit(section),
            settings.send_chan_cap,
            heartbeat(section, &config.worker_heartbeat),
        )
    };
    let customer = format!(
        "LogLevel = \"error\"\nShutdownWaitTime = \"5s\"\n\
         [Limit]\nOnOpen = {}\nOnMessage = {}\n\
         [Customer]\nListenAddress = \"{websocket}\"\nHandlePattern = \"/netsvr\"\n\
         AllowOrigin = {:?}\nHeartbeatInterval = \"{}ms\"\nMaxOnlineNum = {}\n\
         ReceivePackLimit = {}\nSendMessageType = {}\nOnOpenCallbackApi = {:?}\n\
         OnCloseCallbackApi = {:?}\nCallbackApiDeadline = \"{}ms\"\nHeartbeatMessage = {:?}\n\
         CompressionLevel = 1\nLimitWindowSize = \"{}s\"\nLimitWindowMaxRequests = {}\n\
         LimitZeroWindowMaxRequests = {}\n",
        config.limit_on_open,
        config.limit_on_message,
        settings.allow_origin,
        read(&settings.customer).as_millis(),
        settings.max_online_num,
        limit(&settings.customer),
        if config.binary { 2 } else { 1 },
        url(&config.on_open),
        url(&config.on_close),
        config.callback_deadline.as_millis(),
        heartbeat(&settings.customer, &config.client_heartbeat),
        allowance.window,
        allowance.per_window,
        allowance.free,
    );
    let worker = business("Worker", &settings.worker, worker);
    let task = business("Task", &settings.task, task)
        .replace(&format!("SendChanCap = {}\n", settings.send_chan_cap), "");
    format!("{customer}{worker}{task}[Metrics]\nItem = {items:?}\n")
}
