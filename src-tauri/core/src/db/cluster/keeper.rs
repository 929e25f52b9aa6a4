//! The owner of the server: a small process that starts it, starts it again when it dies, and stops it when the last
//! user has left. It shares nothing with its users but the locks and files of the site, so none of them can take the
//! database down by crashing.

use std::{
    fs::{self, OpenOptions},
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    time::{Duration, Instant},
};

use super::{
    Site,
    initdb::server_environment,
    privilege::{self, Stop},
    site::Lock,
};
use crate::error::{Error, ErrorCode, Result};

/// First word on the command line of a program that is to become the keeper.
pub const KEEP: &str = "keep-the-database";
pub const READY: &str = "ready";

/// To be called first thing in `main` of every program that uses the cluster.
pub fn keep_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next()? != KEEP {
        return None;
    }
    let (home, bin) = (PathBuf::from(arguments.next()?), PathBuf::from(arguments.next()?));
    let site = Site { home, cache: PathBuf::new(), keeper_program: PathBuf::new(), archives: Vec::new() };
    Some(match keep(&site, &bin) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            answer(&serde_json::to_string(&refusal).unwrap_or_else(|_| refusal.to_string()));
            ExitCode::FAILURE
        }
    })
}

/// One line to the program that started us; it may be gone.
fn answer(line: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

fn keep(site: &Site, bin: &Path) -> Result<()> {
    let _keeping = site.keeper_lock()?.exclusive_within(Duration::from_secs(3))?;
    let mut server = Server::start_or_adopt(site, bin)?;
    answer(READY);
    let mut last_user_left = watch_for_the_last_user(site)?;

    let mut deaths: Vec<Instant> = Vec::new();
    loop {
        match last_user_left.recv_timeout(Duration::from_millis(250)) {
            Ok(Ok(_nobody)) if !site.is_held() => return server.stop(),
            Ok(Ok(nobody)) => {
                drop(nobody);
                std::thread::sleep(Duration::from_millis(250));
                last_user_left = watch_for_the_last_user(site)?;
            }
            Ok(Err(refusal)) => return server.stop().and(Err(refusal)),
            Err(RecvTimeoutError::Disconnected) => return server.stop(),
            Err(RecvTimeoutError::Timeout) if site.is_stopped_on_purpose() => return server.stop(),
            Err(RecvTimeoutError::Timeout) if server.has_ended() => {
                deaths.retain(|death| death.elapsed() < Duration::from_secs(60));
                deaths.push(Instant::now());
                if deaths.len() > 5 {
                    return Err(Error::new(ErrorCode::Internal, "the embedded database keeps dying"));
                }
                server = Server::start_or_adopt(site, bin)?;
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// The lock travels with the message: newcomers wait until the server is gone, then start it again.
fn watch_for_the_last_user(site: &Site) -> Result<mpsc::Receiver<Result<Lock>>> {
    let (left, last_user_left) = mpsc::channel();
    let users = site.users_lock()?;
    std::thread::spawn(move || left.send(users.exclusive()));
    Ok(last_user_left)
}

struct Server {
    pid: u32,
    /// None for a server that an earlier keeper started and left behind.
    child: Option<Child>,
}

impl Server {
    fn start_or_adopt(site: &Site, bin: &Path) -> Result<Self> {
        if let Some(pid) = running_pid(site) {
            return Ok(Self { pid, child: None });
        }
        site.release();
        let deadline = Instant::now() + Duration::from_secs(4);
        loop {
            match Self::start(site, bin) {
                // A predecessor in its last breath still holds its lock files.
                Err(refusal) if refusal.code == ErrorCode::PortTaken && Instant::now() < deadline => {
                    std::thread::sleep(Duration::from_millis(200));
                }
                outcome => return outcome,
            }
        }
    }

    fn start(site: &Site, bin: &Path) -> Result<Self> {
        let log_file = site.log_file();
        let trouble = |cause| Error::io("starting the embedded database", cause);
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut log = options.open(&log_file).map_err(trouble)?;
        let log_start = log.seek(SeekFrom::End(0)).map_err(trouble)?;

        let mut command = Command::new(bin.join("postgres"));
        command.arg("-D").arg(site.data());
        for setting in settings(site)? {
            command.arg("-c").arg(setting);
        }
        command.stdin(Stdio::null()).stdout(log.try_clone().map_err(trouble)?).stderr(log);
        server_environment(&mut command);
        privilege::as_server_user(&mut command);
        privilege::die_with_us(&mut command);
        let mut child = command.spawn().map_err(trouble)?;

        // Recovery after a power failure may take minutes: as long as the server lives, it is given its time.
        loop {
            if let Ok(Some(_)) = child.try_wait() {
                return Err(why_it_died(&log_file, log_start));
            }
            if pid_file(site).is_some_and(|(pid, status)| pid == child.id() && status == READY) {
                return Ok(Self { pid: child.id(), child: Some(child) });
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn has_ended(&mut self) -> bool {
        match &mut self.child {
            Some(child) => !matches!(child.try_wait(), Ok(None)),
            None => !privilege::is_alive(self.pid),
        }
    }

    fn stop(mut self) -> Result<()> {
        for (manner, patience) in [(Stop::Fast, Duration::from_secs(15)), (Stop::Immediate, Duration::from_secs(10))] {
            privilege::signal(self.pid, manner);
            let deadline = Instant::now() + patience;
            while Instant::now() < deadline {
                if self.has_ended() {
                    return Ok(());
                }
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        Err(Error::new(ErrorCode::Internal, "the embedded database does not stop"))
    }
}

fn settings(site: &Site) -> Result<Vec<String>> {
    let mut settings: Vec<String> = [
        "max_connections=60",
        "shared_buffers=64MB",
        "log_min_messages=warning",
        // The error code in each line is what failures are told apart by.
        "log_line_prefix=%m [%p] %e ",
        "timezone=UTC",
    ]
    .map(str::to_owned)
    .to_vec();
    #[cfg(unix)]
    settings.extend([
        "listen_addresses=".to_owned(),
        format!("unix_socket_directories={}", site.socket_folder().display()),
        "unix_socket_permissions=0700".to_owned(),
        format!("port={}", super::site::PORT),
    ]);
    #[cfg(not(unix))]
    settings.extend(["listen_addresses=127.0.0.1".to_owned(), format!("port={}", site.port()?)]);
    Ok(settings)
}

/// Process id and status, as the server writes them into its own lock file.
fn pid_file(site: &Site) -> Option<(u32, String)> {
    let text = fs::read_to_string(site.data().join("postmaster.pid")).ok()?;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    Some((lines.first()?.parse().ok()?, lines.get(7).map(|status| (*status).to_owned()).unwrap_or_default()))
}

/// A server that listens where ours should. The number alone proves nothing: it may have gone to another process.
fn running_pid(site: &Site) -> Option<u32> {
    let (pid, status) = pid_file(site)?;
    let listens = status == READY && privilege::is_alive(pid) && {
        #[cfg(unix)]
        let answers = std::os::unix::net::UnixStream::connect(
            site.socket_folder().join(format!(".s.PGSQL.{}", super::site::PORT)),
        )
        .is_ok();
        #[cfg(not(unix))]
        let answers = site.port().is_ok_and(|port| std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
        answers
    };
    listens.then_some(pid)
}

fn why_it_died(log_file: &Path, from: u64) -> Error {
    let mut said = String::new();
    if let Ok(mut log) = fs::File::open(log_file) {
        let mut bytes = Vec::new();
        let _ = log.seek(SeekFrom::Start(from)).and_then(|_| log.read_to_end(&mut bytes));
        said = String::from_utf8_lossy(&bytes).into_owned();
    }
    let fatal = said.lines().rev().find_map(fatal_line);
    let (code, message) = match fatal {
        Some(("53100", _)) => (ErrorCode::DiskFull, "the disk is full"),
        Some(("F0001", _)) => (ErrorCode::PortTaken, "another server already runs where the embedded database belongs"),
        Some(("XX001" | "XX002" | "58P01", _)) => (ErrorCode::DataDamaged, "the data folder is damaged"),
        Some((_, _)) if said.contains("could not bind") => {
            (ErrorCode::PortTaken, "another server already listens where the embedded database wants to")
        }
        _ => (ErrorCode::DataDamaged, "the embedded database does not start"),
    };
    let words = fatal.map(|(_, words)| words.to_owned()).unwrap_or_else(|| said.trim().to_owned());
    Error::new(code, message).details(format!("{words} (see {})", log_file.display()))
}

/// Error code and words of a line such as `2026-01-31 10:00:00.000 UTC [17] 53100 FATAL:  could not write …`.
fn fatal_line(line: &str) -> Option<(&str, &str)> {
    ["FATAL:  ", "PANIC:  "].iter().find_map(|level| {
        let (prefix, words) = line.split_once(level)?;
        Some((prefix.trim_end().rsplit(' ').next()?, words))
    })
}

#[cfg(test)]
mod tests {
    use super::fatal_line;

    #[test]
    fn reads_the_code_of_a_fatal_line() {
        let line = "2026-01-31 10:00:00.000 UTC [17] 53100 FATAL:  could not write lock file: No space left on device";
        assert_eq!(fatal_line(line), Some(("53100", "could not write lock file: No space left on device")));
        assert_eq!(fatal_line("2026-01-31 10:00:00.000 UTC [17] 00000 LOG:  starting"), None);
    }
}
