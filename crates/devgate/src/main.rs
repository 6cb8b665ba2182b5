//! The `devgate` program: flags in, the chosen ports out, stop on a signal.
#![forbid(unsafe_code)]

use std::future::pending;
use std::io::{self, Write};
use std::net::SocketAddrV4;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use devgate::{
    parse_all, Config, Crowd, Fault, Faults, Generation, Level, Random, Server, Settings, Url,
    DEFAULT_HEARTBEAT, DEFAULT_PATH, FAULT_SYNTAX, SETTINGS_SYNTAX,
};
use tokio::signal::unix::{signal, SignalKind};

/// A netsvr gateway for development and tests. NOT for production.
///
/// It keeps all state in the memory of this one process: clients, sessions, customerIds
/// and topics are gone when it ends. There is no access control and no encryption:
/// whoever reaches the worker port can read and send everything. Production uses the real
/// gateway.
///
/// The first lines on stdout are `websocket ws://ADDR/netsvr` (or --path), `worker ADDR`, with
/// --gateway 8 `task ADDR`, with --www `page http://ADDR/`, and `ready`.
/// SIGTERM and SIGINT stop it; with --gateway 8 SIGQUIT does, too, and SIGHUP does not.
#[derive(Debug, Parser)]
#[command(name = "devgate", version, after_long_help = format!("{SETTINGS_SYNTAX}\n{FAULT_SYNTAX}"))]
struct Flags {
    /// Where websocket clients connect; port 0 lets the system choose
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:6060")]
    ws: SocketAddrV4,
    /// The path at which they connect (`HandlePattern`); as 5.x one that ends with / stands for all beneath it
    #[arg(long, value_name = "PATH", default_value = DEFAULT_PATH, value_parser = path)]
    path: String,
    /// Where business processes connect; port 0 lets the system choose
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:6061")]
    worker: SocketAddrV4,
    /// Which gateway to play: 5.x (protocol v4) or 8.x (protocol v6)
    ///
    /// As 8.x it is kinder than the real one in this: it accepts `Connection: keep-alive,
    /// Upgrade`, which Firefox sends; it compresses nothing, neither messages nor callbacks;
    /// a reason in a close frame is cut where it is too long; who has opened a websocket may
    /// speak before it is answered. It calls http:// URLs only, and who opens a websocket
    /// while it stops is dropped (there: 1012).
    #[arg(long, value_name = "N", value_enum, default_value_t = Generation::Five)]
    gateway: Generation,
    /// The task port of 8.x, for commands; the worker port then takes registrations only [default: the port behind --worker, which is free where the system chooses]
    #[arg(long, value_name = "ADDR", help_heading = "For --gateway 8")]
    task: Option<SocketAddrV4>,
    /// Ask this http:// URL whether a client is let in: a POST of `ConnOpen`, answered by 200 and `ConnOpenResp`
    #[arg(long, value_name = "URL", help_heading = "For --gateway 8")]
    on_open: Option<Url>,
    /// Tell this http:// URL of every connection to --ws that has ended: a POST of `ConnClose`
    #[arg(long, value_name = "URL", help_heading = "For --gateway 8")]
    on_close: Option<Url>,
    /// How long a call of --on-open or --on-close may take
    #[arg(long, value_name = "SECONDS", default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..), help_heading = "For --gateway 8")]
    callback_deadline: u64,
    /// Carry out casts, and send events, in another order, up to 2 ms apart; the same seed gives the same delays.
    /// Without it both keep their order, and casts come behind the other commands that came with them
    #[arg(long, value_name = "SEED", help_heading = "For --gateway 8")]
    shuffle: Option<u64>,
    /// Serve the files of this folder over HTTP where websocket clients connect (`/` is its index.html)
    #[arg(long, value_name = "DIR")]
    www: Option<PathBuf>,
    /// Permit addresses that other machines can reach
    #[arg(long)]
    allow_remote: bool,
    /// Send each client its uniqId as the first message, once it is registered
    #[arg(long)]
    greet: bool,
    /// Longest frame or websocket message accepted; a longer one closes the connection
    #[arg(long, value_name = "BYTES", default_value_t = 2_097_152)]
    receive_pack_limit: u32,
    /// Close a peer that has sent nothing for this long
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..))]
    read_deadline: u64,
    /// Close a peer that has read nothing for this long while data waited for it
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..))]
    send_deadline: u64,
    /// The heartbeat of business processes
    #[arg(long, value_name = "STRING", default_value = DEFAULT_HEARTBEAT)]
    heartbeat: String,
    /// The heartbeat of clients; such a message is not forwarded
    #[arg(long, value_name = "STRING", default_value = DEFAULT_HEARTBEAT)]
    client_heartbeat: String,
    /// Send data to clients as binary messages, not as text messages whatever it holds
    #[arg(long)]
    binary: bool,
    /// Refuse clients above so many a second (0: no limit); as many may come at once even when a command lowers the limit
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    limit_on_open: i32,
    /// Drop messages of clients above so many a second; as with --limit-on-open
    #[arg(long, value_name = "N", default_value_t = 50_000)]
    limit_on_message: i32,
    /// Hold every answer back for N milliseconds
    #[arg(long, value_name = "N", default_value_t = 0)]
    delay_ms: u64,
    /// So many clients that have no connection, and subscribe to a topic, as 1000=news: for measurements. What is sent to
    /// them goes nowhere. May be given several times
    #[arg(long, value_name = "N=TOPIC")]
    crowd: Vec<Crowd>,
    /// Something to go wrong on a connection of a business process; may be given several times
    #[arg(long, value_name = "FAULT", help_heading = "Faults, for tests")]
    fault: Vec<Fault>,
    /// A file of faults, one a line
    #[arg(long, value_name = "FILE", help_heading = "Faults, for tests")]
    fault_file: Option<PathBuf>,
    /// The share of requests, from 0 to 1, at which something goes wrong by chance
    #[arg(long, value_name = "SHARE", value_parser = share, help_heading = "Faults, for tests")]
    fault_rate: Option<f64>,
    /// Which chances: the same seed gives the same faults at the same frames
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1,
        requires = "fault_rate",
        help_heading = "Faults, for tests"
    )]
    fault_seed: u64,
    /// A setting of the real gateway by its name in netsvr.toml, as Section.Key=value; may be given several times
    #[arg(long, value_name = "SETTING", value_parser = setting, help_heading = "For --gateway 8")]
    set: Vec<String>,
    /// What to print to stderr
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Level::Off)]
    log: Level,
}

fn path(text: &str) -> Result<String, &'static str> {
    let is_one = text.starts_with('/') && !text.contains(['?', '#', ' ']);
    is_one
        .then(|| text.to_owned())
        .ok_or("not a path that begins with /")
}

fn setting(text: &str) -> Result<String, String> {
    Settings::default().set(text)?;
    Ok(text.to_owned())
}

fn share(text: &str) -> Result<f64, &'static str> {
    let share = text.parse().ok();
    share
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or("not a number from 0 to 1")
}

impl Flags {
    /// A flag that has no effect is a mistake that should show.
    fn fit_the_generation(&self) -> Result<(), String> {
        let generation = self.gateway;
        let given = [
            ("--task", self.task.is_some(), generation.has_task_port()),
            ("--set", !self.set.is_empty(), generation.has_settings()),
            ("--shuffle", self.shuffle.is_some(), generation.has_pool()),
            (
                "--on-open",
                self.on_open.is_some(),
                generation.has_callbacks(),
            ),
            (
                "--on-close",
                self.on_close.is_some(),
                generation.has_callbacks(),
            ),
        ];
        match given.into_iter().find(|(_, given, known)| *given && !known) {
            Some((flag, ..)) => Err(format!("{flag} is for --gateway 8")),
            None => Ok(()),
        }
    }
}

impl TryFrom<Flags> for Config {
    type Error = String;

    fn try_from(flags: Flags) -> Result<Self, String> {
        flags.fit_the_generation()?;
        let mut scripted = flags.fault;
        if let Some(path) = flags.fault_file {
            let name = path.display();
            let text = std::fs::read_to_string(&path)
                .map_err(|error| format!("cannot read {name}: {error}"))?;
            let faults =
                parse_all(&text).map_err(|(line, error)| format!("{name}:{line}: {error}"))?;
            scripted.extend(faults);
        }
        let mut settings = Settings::default();
        for text in &flags.set {
            settings.set(text)?;
        }
        let seed = flags.fault_seed;
        Ok(Self {
            websocket: flags.ws,
            path: flags.path,
            generation: flags.gateway,
            worker: flags.worker,
            task: flags.task,
            shuffle: flags.shuffle,
            on_open: flags.on_open,
            on_close: flags.on_close,
            callback_deadline: Duration::from_secs(flags.callback_deadline),
            www: flags.www,
            allow_remote: flags.allow_remote,
            greet: flags.greet,
            receive_pack_limit: flags.receive_pack_limit,
            read_deadline: Duration::from_secs(flags.read_deadline),
            send_deadline: Duration::from_secs(flags.send_deadline),
            worker_heartbeat: flags.heartbeat,
            client_heartbeat: flags.client_heartbeat,
            binary: flags.binary,
            limit_on_open: flags.limit_on_open,
            limit_on_message: flags.limit_on_message,
            answer_delay: Duration::from_millis(flags.delay_ms),
            crowds: flags.crowd,
            faults: Faults {
                scripted,
                random: flags.fault_rate.map(|rate| Random { seed, rate }),
            },
            settings,
            log: flags.log,
        })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Flags::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing can be done about a closed stderr; the exit status still tells.
            let _ = writeln!(io::stderr(), "devgate: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(flags: Flags) -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::try_from(flags)?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let (mut quit, _hang_up) = if config.generation.outlives_its_terminal() {
        let quit = signal(SignalKind::quit())?;
        (Some(quit), Some(signal(SignalKind::hangup())?))
    } else {
        (None, None)
    };
    let has_pages = config.www.is_some();
    let path = config.path.clone();
    let server = Server::start(config).await?;
    {
        let mut out = io::stdout().lock();
        writeln!(out, "websocket ws://{}{path}", server.websocket_address())?;
        writeln!(out, "worker {}", server.worker_address())?;
        if let Some(task) = server.task_address() {
            writeln!(out, "task {task}")?;
        }
        if has_pages {
            writeln!(out, "page http://{}/", server.websocket_address())?;
        }
        writeln!(out, "ready")?;
        out.flush()?;
    }
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        () = async {
            match &mut quit {
                Some(quit) => drop(quit.recv().await),
                None => pending().await,
            }
        } => {}
    }
    server.stop().await;
    Ok(())
}
