//! Everything that touches the operating system's idea of users and processes.
//!
//! PostgreSQL refuses to run as root, but containers and build machines often know nobody else. There the server is
//! started in a user namespace in which root is somebody ordinary, so that its files stay root's; where namespaces are
//! forbidden, it runs as the user `postgres` or `nobody`, who is then given the cluster's folder.

#![cfg_attr(unix, allow(unsafe_code, reason = "fork-time system calls have no safe wrapper"))]

use std::{path::Path, process::Command};

use crate::error::{Error, Result};

#[cfg(unix)]
pub use unix::*;

#[cfg(unix)]
mod unix {
    use std::{
        fs::{self, DirBuilder, Permissions},
        io,
        os::unix::{
            fs::{DirBuilderExt, MetadataExt, PermissionsExt},
            process::CommandExt,
        },
        process::Stdio,
        sync::OnceLock,
    };

    use super::*;
    use crate::error::ErrorCode;

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Manner {
        AsWeAre,
        InNamespace,
        AsUser { uid: u32, gid: u32 },
    }

    fn manner() -> Manner {
        static MANNER: OnceLock<Manner> = OnceLock::new();
        *MANNER.get_or_init(|| {
            // SAFETY: reads a number.
            if unsafe { libc::geteuid() } != 0 {
                return Manner::AsWeAre;
            }
            let mut probe = Command::new("true");
            enter_namespace(&mut probe);
            match probe.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status() {
                Ok(status) if status.success() => Manner::InNamespace,
                _ => unprivileged_user().map_or(Manner::InNamespace, |(uid, gid)| Manner::AsUser { uid, gid }),
            }
        })
    }

    fn unprivileged_user() -> Option<(u32, u32)> {
        let accounts = fs::read_to_string("/etc/passwd").ok()?;
        ["postgres", "nobody"].iter().find_map(|wanted| {
            accounts.lines().map(|line| line.split(':').collect::<Vec<_>>()).find_map(|fields| {
                match fields.as_slice() {
                    [name, _, uid, gid, ..] if name == wanted => Some((uid.parse().ok()?, gid.parse().ok()?)),
                    _ => None,
                }
            })
        })
    }

    #[cfg(target_os = "linux")]
    fn enter_namespace(command: &mut Command) {
        // SAFETY: between fork and exec only system calls and writes of constants happen.
        unsafe {
            command.pre_exec(|| {
                if libc::unshare(libc::CLONE_NEWUSER) != 0 {
                    return Err(io::Error::last_os_error());
                }
                fs::write("/proc/self/setgroups", "deny")?;
                fs::write("/proc/self/uid_map", "1 0 1\n")?;
                fs::write("/proc/self/gid_map", "1 0 1\n")
            });
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn enter_namespace(command: &mut Command) {
        // SAFETY: fails at once, so that another manner is chosen.
        unsafe {
            command.pre_exec(|| Err(io::Error::from(io::ErrorKind::Unsupported)));
        }
    }

    /// Makes the command run as somebody PostgreSQL accepts.
    pub fn as_server_user(command: &mut Command) {
        match manner() {
            Manner::AsWeAre => {}
            Manner::InNamespace => enter_namespace(command),
            Manner::AsUser { uid, gid } => {
                command.uid(uid).gid(gid);
            }
        }
    }

    /// Hands a file or folder to whoever the server runs as.
    pub fn give_to_server(path: &Path) -> Result<()> {
        match manner() {
            Manner::AsUser { uid, gid } => std::os::unix::fs::chown(path, Some(uid), Some(gid))
                .map_err(|cause| Error::io(format!("handing {} to the database", path.display()), cause)),
            _ => Ok(()),
        }
    }

    /// On Linux the kernel interrupts the server when the keeper dies, so that no orphan is left. The signal is tied to
    /// the thread that starts the server: call this from one that lives as long as the process.
    pub fn die_with_us(command: &mut Command) {
        #[cfg(target_os = "linux")]
        // SAFETY: one system call between fork and exec.
        unsafe {
            command.pre_exec(|| match libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGINT) {
                0 => Ok(()),
                _ => Err(io::Error::last_os_error()),
            });
        }
        command.process_group(0);
    }

    /// A process of its own session: the terminal's interrupt and hang-up pass it by.
    pub fn detach(command: &mut Command) {
        // SAFETY: one system call between fork and exec; failing to become a leader is harmless.
        unsafe {
            command.pre_exec(|| {
                libc::setsid();
                Ok(())
            });
        }
    }

    pub enum Stop {
        /// Refuses new work, rolls back what is open, writes everything down.
        Fast,
        /// Ends at once; the next start recovers from the log.
        Immediate,
    }

    pub fn signal(pid: u32, stop: Stop) {
        let signal = match stop {
            Stop::Fast => libc::SIGINT,
            Stop::Immediate => libc::SIGQUIT,
        };
        // SAFETY: sends a signal.
        unsafe { libc::kill(pid as libc::pid_t, signal) };
    }

    pub fn is_alive(pid: u32) -> bool {
        // SAFETY: signal 0 only asks.
        unsafe { libc::kill(pid as libc::pid_t, 0) == 0 }
    }

    pub fn free_bytes(folder: &Path) -> Option<u64> {
        let path = std::ffi::CString::new(folder.as_os_str().as_encoded_bytes()).ok()?;
        // SAFETY: the structure is filled by the call, which is given a path that ends in zero.
        unsafe {
            let mut found: libc::statvfs = std::mem::zeroed();
            (libc::statvfs(path.as_ptr(), &mut found) == 0)
                .then(|| (found.f_bavail as u64).saturating_mul(found.f_frsize as u64))
        }
    }

    /// A folder only its owner can enter. One that is there already must be ours: in a shared place like /tmp somebody
    /// else could have laid it out for us.
    pub fn private_folder(path: &Path) -> Result<()> {
        let trouble = |cause| Error::io(format!("preparing the folder {}", path.display()), cause);
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(trouble)?;
        let found = fs::symlink_metadata(path).map_err(trouble)?;
        // SAFETY: reads a number.
        let us = unsafe { libc::geteuid() };
        let server = match manner() {
            Manner::AsUser { uid, .. } => uid,
            _ => us,
        };
        if !found.is_dir() || (found.uid() != us && found.uid() != server) {
            return Err(Error::new(
                ErrorCode::Forbidden,
                format!("the folder {} belongs to somebody else", path.display()),
            ));
        }
        fs::set_permissions(path, Permissions::from_mode(0o700)).map_err(trouble)?;
        give_to_server(path)
    }
}

#[cfg(not(unix))]
pub use elsewhere::*;

#[cfg(not(unix))]
mod elsewhere {
    use std::process::Stdio;

    use super::*;

    pub enum Stop {
        Fast,
        Immediate,
    }

    pub fn as_server_user(_: &mut Command) {}

    pub fn give_to_server(_: &Path) -> Result<()> {
        Ok(())
    }

    pub fn die_with_us(_: &mut Command) {}

    /// Without a console window of its own, and in a process group that Ctrl+C does not reach.
    pub fn detach(command: &mut Command) {
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        const CREATE_NEW_PROCESS_GROUP: u32 = 0x0000_0200;
        std::os::windows::process::CommandExt::creation_flags(command, CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP);
    }

    pub fn signal(pid: u32, _: Stop) {
        let _ = Command::new("taskkill").args(["/PID", &pid.to_string(), "/F"]).stdout(Stdio::null()).status();
    }

    pub fn is_alive(pid: u32) -> bool {
        let filter = format!("PID eq {pid}");
        Command::new("tasklist")
            .args(["/FI", &filter, "/NH"])
            .output()
            .is_ok_and(|found| String::from_utf8_lossy(&found.stdout).contains(&pid.to_string()))
    }

    pub fn free_bytes(_: &Path) -> Option<u64> {
        None
    }

    pub fn private_folder(path: &Path) -> Result<()> {
        std::fs::create_dir_all(path)
            .map_err(|cause| Error::io(format!("preparing the folder {}", path.display()), cause))
    }
}
