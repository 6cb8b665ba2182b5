//! php-fpm with one child and a configuration of its own.

use super::fastcgi;
use crate::client::Programs;
use crate::sink::PATIENCE;
use anyhow::{bail, ensure, Context, Result};
use rustix::process::{getuid, kill_process, Pid, Signal};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What belongs to the server alone: the socket, the configuration, the log.
struct Folder(PathBuf);

impl Folder {
    fn make() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("netsvr-bench-{}", std::process::id()));
        fs::create_dir(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // what cannot be removed is not worth a word
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// It ends with this.
pub struct Server {
    master: Child,
    folder: Folder,
    scripts: PathBuf,
    /// The one child.
    child: Pid,
}

impl Server {
    /// Runs scripts of `fpm/` in the folder of PHP scripts, with the extension
    /// and opcache.
    pub fn start(fpm: &str, programs: &Programs) -> Result<Self> {
        let folder = Folder::make()?;
        let own = |name: &str| folder.file(name).display().to_string();
        let root = getuid().is_root();
        let user = if root { "user = root\n" } else { "" };
        fs::write(
            folder.file("fpm.conf"),
            format!(
                "[global]\nerror_log = {}\n[bench]\n{user}listen = {}\npm = static\npm.max_children = 1\n",
                own("log"),
                own("socket")
            ),
        )?;
        let mut command = Command::new(fpm);
        command.args(["-n", "-F", "-y", &own("fpm.conf")]);
        if root {
            command.arg("-R");
        }
        for setting in [
            format!("extension={}", programs.extension),
            "zend_extension=opcache".to_owned(),
            // scripts that have just been checked out are as good as any
            "opcache.file_update_protection=0".to_owned(),
            "display_errors=1".to_owned(),
            "html_errors=0".to_owned(),
        ] {
            command.arg("-d").arg(setting);
        }
        let master = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {fpm}"))?;
        let mut server = Self {
            master,
            folder,
            scripts: Path::new(&programs.scripts).join("fpm"),
            child: Pid::INIT,
        };
        server.child = server.await_child()?;
        let opcache = server.get("opcache.php", "")?;
        ensure!(
            opcache == b"on",
            "{fpm} has no opcache: {}",
            String::from_utf8_lossy(&opcache)
        );
        Ok(server)
    }

    /// What a script answers.
    pub fn get(&self, script: &str, query: &str) -> Result<Vec<u8>> {
        fastcgi::get(
            &self.folder.file("socket"),
            &self.scripts.join(script),
            query,
        )
    }

    /// CPU time of the child so far, after all that its last request takes.
    pub fn cpu(&self) -> Result<Duration> {
        let late = Instant::now() + PATIENCE;
        while !self.child_sleeps()? {
            ensure!(Instant::now() < late, "the child does not come to rest");
            thread::sleep(Duration::from_micros(100));
        }
        let path = format!("/proc/{}/schedstat", self.child.as_raw_nonzero());
        let text = fs::read_to_string(&path).with_context(|| path.clone())?;
        let nanos = text.split(' ').next().and_then(|first| first.parse().ok());
        Ok(Duration::from_nanos(nanos.with_context(|| path)?))
    }

    fn child_sleeps(&self) -> Result<bool> {
        let path = format!("/proc/{}/stat", self.child.as_raw_nonzero());
        let text = fs::read_to_string(&path).with_context(|| path)?;
        Ok(text.contains(") S "))
    }

    /// Ends the child, and waits for the next one.
    pub fn renew_child(&mut self) -> Result<()> {
        let old = self.child;
        kill_process(old, Signal::QUIT)?;
        let late = Instant::now() + PATIENCE;
        loop {
            self.child = self.await_child()?;
            if self.child != old {
                return Ok(());
            }
            ensure!(Instant::now() < late, "the child does not end");
            thread::sleep(Duration::from_millis(1));
        }
    }

    fn await_child(&mut self) -> Result<Pid> {
        let id = self.master.id();
        let path = format!("/proc/{id}/task/{id}/children");
        let late = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.master.try_wait()? {
                bail!("it ended with {status}: {}", self.log());
            }
            let text = fs::read_to_string(&path).with_context(|| path.clone())?;
            let first = text.split_whitespace().next();
            if let Some(child) = first.and_then(|id| id.parse().ok()).and_then(Pid::from_raw) {
                return Ok(child);
            }
            ensure!(Instant::now() < late, "it has no child: {}", self.log());
            thread::sleep(Duration::from_millis(1));
        }
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.file("log")).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // fails only when it has ended
        let _ = kill_process(Pid::from_child(&self.master), Signal::TERM);
        let _ = self.master.wait();
    }
}
