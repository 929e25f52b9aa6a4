//! The embedded PostgreSQL: a private cluster in the data folder, shared by every Greenroom program of this user.
//!
//! Three files settle who does what, all by locks that the system drops when a process dies, however it dies:
//! - `users.lock` is held shared by everyone who uses the database. The keeper waits for it exclusively: when it gets
//!   it, the last user has left.
//! - `keeper.lock` is held by the keeper, the one process that owns the server.
//! - `start.lock` is held for the moment of creating or starting, so that two programs do not both do it.
//!
//! This module is what a user of the cluster does; `keeper` is the owner's side.

mod binaries;
mod initdb;
mod keeper;
mod privilege;
mod site;

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{Connection as _, PgConnection};

pub use binaries::{Binaries, Source as BinariesSource, find as find_binaries};
pub use keeper::{KEEP, keep_if_asked};
pub use site::Site;

use crate::error::{Error, ErrorCode, Result};
use site::Lock;

/// What is being done while the first connection is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StartStep {
    Unpacking,
    Creating,
    Starting,
    Migrating,
    Connecting,
}

/// Whether joining may start a server that somebody stopped on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    Start,
    RespectStop,
}

/// Being a user of the cluster; dropping it lets the server go when nobody else is left.
pub struct Membership {
    _users: Lock,
}

/// Makes sure a server runs for this site and counts us among its users. Blocks: call it off the async threads.
pub fn join(site: &Site, intent: Intent, report: &dyn Fn(StartStep)) -> Result<Membership> {
    site.prepare()?;
    // A keeper that is just stopping holds this lock exclusively until the server is gone.
    let users = site.users_lock()?.shared_within(Duration::from_secs(30))?;
    let _starting = site.start_lock()?.exclusive_within(Duration::from_secs(180))?;
    match intent {
        Intent::Start => site.clear_stop_mark()?,
        Intent::RespectStop if site.is_stopped_on_purpose() => {
            return Err(Error::new(ErrorCode::Stopped, "the embedded database was stopped on purpose"));
        }
        Intent::RespectStop => {}
    }
    if site.keeper_lock()?.is_held_elsewhere()? && wait_until_it_answers(site, Duration::from_secs(15)).is_ok() {
        return Ok(Membership { _users: users });
    }
    report(StartStep::Unpacking);
    let binaries = binaries::find(&site.archives, &site.cache)?;
    initdb::ensure(site, &binaries, report)?;
    report(StartStep::Starting);
    start_keeper(site, &binaries)?;
    wait_until_it_answers(site, Duration::from_secs(30))?;
    Ok(Membership { _users: users })
}

/// Stops the server although others may be using it, and leaves a mark so that no program starts it by itself.
pub fn stop(site: &Site) -> Result<bool> {
    site.prepare()?;
    let _starting = site.start_lock()?.exclusive_within(Duration::from_secs(180))?;
    let was_running = site.keeper_lock()?.is_held_elsewhere()?;
    site.set_stop_mark()?;
    site.release();
    let deadline = Instant::now() + Duration::from_secs(40);
    while site.keeper_lock()?.is_held_elsewhere()? {
        if Instant::now() > deadline {
            return Err(Error::new(ErrorCode::Conflict, "the embedded database does not stop")
                .details(format!("see {}", site.log_file().display())));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(was_running)
}

/// Whether a server of this site is running now; starts nothing.
pub fn is_running(site: &Site) -> bool {
    site.keeper_lock().and_then(|lock| lock.is_held_elsewhere()).unwrap_or(false)
}

/// The keeper is this very program (or the one named in the site), started again with another first word.
fn start_keeper(site: &Site, binaries: &Binaries) -> Result<()> {
    let mut command = Command::new(&site.keeper_program);
    command
        .arg(KEEP)
        .arg(&site.home)
        .arg(&binaries.bin)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    privilege::detach(&mut command);
    let mut child = command.spawn().map_err(|cause| {
        Error::io(format!("starting the keeper of the database, {}", site.keeper_program.display()), cause)
    })?;
    let mut answer = String::new();
    if let Some(stdout) = child.stdout.take() {
        let _ = BufReader::new(stdout).read_line(&mut answer);
    }
    // The keeper outlives us or us it; either way somebody must collect its exit.
    std::thread::spawn(move || child.wait());
    match answer.trim() {
        keeper::READY => Ok(()),
        "" => Err(Error::new(ErrorCode::Internal, "the keeper of the database ended without a word")
            .details(format!("see {}", site.log_file().display()))),
        refusal => Err(serde_json::from_str(refusal)
            .unwrap_or_else(|_| Error::new(ErrorCode::Internal, "the keeper of the database failed").details(refusal))),
    }
}

fn wait_until_it_answers(site: &Site, patience: Duration) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|cause| Error::io("waiting for the database", cause))?;
    let options = site.options()?.database("postgres");
    runtime.block_on(async {
        let deadline = Instant::now() + patience;
        loop {
            match PgConnection::connect_with(&options).await {
                Ok(connection) => {
                    let _ = connection.close().await;
                    return Ok(());
                }
                Err(cause) if Instant::now() > deadline => return Err(cause.into()),
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        }
    })
}
